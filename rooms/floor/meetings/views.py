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

from livesessions.programme.models import Session
from rooms.live.base.refusal import Refused

from .beginning import MOST_A_DAY, begin, begun_today
from .examples import EXAMPLES
from .forms import LONGEST_TITLE, BeginForm


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Ask for a title and an example; then its maker stands in the console, with an open room or to prepare it."""
    user = cast("User", request.user)
    if request.method == "GET":
        return _shown(request, BeginForm())
    form = BeginForm(request.POST)
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
    wrong = list(dict.fromkeys(str(error) for errors in form.errors.values() for error in errors))
    context = {"form": form, "examples": examples, "chosen": chosen, "wrong": wrong, "longest": LONGEST_TITLE}
    return render(request, "hosting/new.html", context, status=status)
