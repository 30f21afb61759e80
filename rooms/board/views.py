"""The board on its own page: all questions, by votes, by time or by category; it works without scripts."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from rooms.live.base.people import Audience, Role
from rooms.live.entry.identity import actor_for
from rooms.live.web.farewells import Why, farewell
from rooms.live.web.views import find_room

from .models import Question, Upvote
from .parts.public import settings_of, shown
from .questions.listing import FIRST, board_of, count_votes, in_order, votes_that_stand_still
from .questions.pseudonyms import voter_key

ORDERS = ("votes", "newest")


@never_cache
@require_GET
def questions(request: HttpRequest, room: str) -> HttpResponseBase:
    """All questions that participants see, fifty on a page: `?order=newest`, `?category=…`, `?page=2`."""
    found = find_room(room)
    actor, _team = actor_for(found, Audience.PARTICIPANTS, request.COOKIES, request.user)
    if actor.role == Role.STRANGER or actor.personal_secret is None:
        return redirect("room", found.pk)
    if found.closed_at is not None:
        return farewell(request, found, Audience.PARTICIPANTS, Why.ENDED)
    board = board_of(found)
    order = request.GET.get("order", "")
    order = order if order in ORDERS else "votes"
    category = request.GET.get("category", "")
    listed = in_order(board) if board else []
    rows = Question.objects.filter(pk__in=listed)
    if category:
        of_category = set(rows.filter(category=category).values_list("pk", flat=True))
        listed = [id for id in listed if id in of_category]
    if order == "newest":
        listed = list(rows.filter(pk__in=listed).order_by("-asked_at", "pk").values_list("pk", flat=True))
    page = Paginator(listed, FIRST).get_page(request.GET.get("page"))
    on_page = rows.select_related("team").in_bulk(list(page.object_list))
    votes = count_votes(on_page.values()) | votes_that_stand_still(board)
    wanted: set[str] = set()
    if board is not None and board.secret is not None:
        own = Upvote.objects.filter(question__in=on_page, voter=voter_key(board.secret, actor.personal_secret), on=True)
        wanted = set(own.values_list("question", flat=True))
    return render(
        request,
        "rooms/board/questions.html",
        {
            "room": found,
            "session": found.session,
            "board": settings_of(board),
            "questions": [
                shown(on_page[id]) | {"votes": votes.get(id, 0), "wanted": id in wanted} for id in page.object_list
            ],
            "page": page,
            "order": order,
            "category": category,
        },
    )
