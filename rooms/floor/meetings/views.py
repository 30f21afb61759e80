"""The page on which somebody with an account begins a meeting that nobody planned."""

from http import HTTPStatus
from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from livesessions.archive.keys import number_in
from livesessions.programme.models import Session
from livesessions.texts.sentences import sentences_of
from rooms.live.base.refusal import Refused

from .beginning import MOST_A_DAY, begin, begun_today
from .examples import EXAMPLES
from .forms import COPY, LONGEST_TITLE, BeginForm


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Ask for a title and an example; then its maker stands in the console, with an open room or to prepare it.

    ``?copied=`` names a session that this account hosts: then what is prepared there can come along.
    """
    user = cast("User", request.user)
    if request.method == "GET":
        copied = _hosted(user, request.GET.get("copied", ""))
        begins = {"example": COPY, "copied": copied.pk, "title": copied.title} if copied else {}
        return _shown(request, BeginForm(user.pk, initial=begins))
    form = BeginForm(user.pk, request.POST)
    if form.is_valid() and begun_today(user) >= MOST_A_DAY:
        form.add_error(None, _("You began very many meetings today. Begin this one tomorrow."))
    if form.is_valid():
        try:
            return redirect("room-host", begin(user, form.wanted()).pk)
        except Refused as refused:
            form.add_error(None, refused.sentence)
        except Session.DoesNotExist:
            raise Http404(_("You do not host this session.")) from None
    return _shown(request, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)


def _hosted(user: User, key: str) -> Session | None:
    """The session with this key, if the account hosts it."""
    return Session.objects.filter(pk=number_in(key), hostings__user=user).first()


def _shown(request: HttpRequest, form: BeginForm, status: int = HTTPStatus.OK) -> HttpResponse:
    chosen = form["example"].value() or ""
    examples: list[dict[str, Any]] = [
        {
            "name": each.name,
            "title": each.title,
            "about": each.about,
            "kind": each.kind,
            "minutes": each.minutes,
            "polls": len(each.polls),
        }
        for each in EXAMPLES.values()
    ]
    copied = _hosted(cast("User", request.user), str(form["copied"].value() or ""))
    wrong = sentences_of(form)
    context = {"form": form, "examples": examples, "chosen": chosen, "copied": copied, "wrong": wrong}
    context["longest"] = LONGEST_TITLE
    return render(request, "hosting/new.html", context, status=status)
