"""Pages after the session: answers are written by hosts and organisers, and found by askers with their code."""

from collections.abc import Iterable
from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from livesessions.guessing import count_guess, guesses_too_much
from livesessions.programme.models import Session
from rooms.live.base.refusal import Refused
from rooms.live.entry.identity import hosts

from .models import LONGEST_ANSWER
from .receipts import find, is_code
from .states import State
from .writing import Writer, answerable, write_answer


class AnswerForm(forms.Form):
    """An answer to one question; `version` is that of the record which the writer had before them."""

    question = forms.CharField(max_length=7)
    version = forms.IntegerField(min_value=1, max_value=2**15 - 2)
    text = forms.CharField(
        max_length=LONGEST_ANSWER,
        error_messages={
            "required": gettext_lazy("Write the answer first."),
            "max_length": gettext_lazy("An answer has at most 2000 characters."),
        },
    )


class CodeForm(forms.Form):
    """The code of a question's asker."""

    code = forms.CharField(max_length=80, error_messages={"required": gettext_lazy("Type the code of your question.")})


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def answers(request: HttpRequest, session: int) -> HttpResponseBase:
    """The questions of a session that has ended; hosts of it and organisers of its programme answer in writing."""
    found = _session_of(request, session)
    if request.method == "POST":
        form = AnswerForm(request.POST)
        refused = " ".join(_write(request, found, form)) if form.is_valid() else _sentences(form)
        if not refused:
            messages.success(request, _("The answer is kept. Whoever asked reads it with the code of the question."))
            return redirect("answers", found.pk)
        return _answers(request, found, HTTPStatus.UNPROCESSABLE_ENTITY, refused, form.data)
    return _answers(request, found)


@never_cache
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest) -> HttpResponse:
    """What became of a question, for whoever has its code. The code travels in the body of a request only."""
    form = CodeForm(request.POST or None)
    context: dict[str, Any] = {"form": form, "found": None}
    if request.method == "GET":
        return render(request, "answers/find.html", context)
    if guesses_too_much(request, "receipt"):
        form.add_error("code", _("Too many wrong codes. Wait ten minutes and try again."))
        return render(request, "answers/find.html", context, status=HTTPStatus.TOO_MANY_REQUESTS)
    if form.is_valid():
        code = form.cleaned_data["code"]
        context["found"] = find(code) if is_code(code) else None
        if context["found"] is not None:
            return render(request, "answers/found.html", context)
        count_guess(request, "receipt")
        form.add_error("code", _("We do not know this code. Look at it again: 24 letters and digits."))
    return render(request, "answers/find.html", context, status=HTTPStatus.UNPROCESSABLE_ENTITY)


def _session_of(request: HttpRequest, pk: int) -> Session:
    """A session that this user hosts, or whose programme they organise; raises `Http404` for every other."""
    session = Session.objects.filter(pk=pk).select_related("programme", "room").first()
    user = request.user
    if session is not None and user.is_active:
        organises = session.programme.organisers.filter(pk=user.pk).exists()
        if organises or (hasattr(session, "room") and hosts(session.room, user.pk)):
            return session
    raise Http404(_("You do not host this session."))


def _write(request: HttpRequest, session: Session, form: AnswerForm) -> Iterable[str]:
    """Nothing when the answer is kept, else why not."""
    given = form.cleaned_data
    record = next((each for each in answerable(session.pk) if each.question == given["question"]), None)
    if record is None:
        yield _("This question is not among those of this session.")
        return
    user: Any = request.user
    writer = Writer(user.pk, (user.get_full_name() or user.get_username().partition("@")[0])[:80])
    if record.version != given["version"] and record.answer != given["text"].strip():
        yield _("Somebody else has just written an answer to this question. Look at it first.")
        return
    try:
        write_answer(record, given["text"], writer)
    except Refused as refused:
        yield refused.sentence


def _answers(
    request: HttpRequest, session: Session, status: int = HTTPStatus.OK, refused: str = "", given: Any = None
) -> HttpResponse:
    kept = answerable(session.pk)
    context = {
        "session": session,
        "programme": session.programme,
        "open": [each for each in kept if not each.answer and each.state != State.ANSWERED],
        "in_session": [each for each in kept if not each.answer and each.state == State.ANSWERED],
        "written": [each for each in kept if each.answer],
        "refused": refused,
        "given": given or {},
        "longest": LONGEST_ANSWER,
        "states": State,
    }
    return render(request, "answers/session.html", context, status=status)


def _sentences(form: forms.Form) -> str:
    return " ".join(str(error) for errors in form.errors.values() for error in errors)
