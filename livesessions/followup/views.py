"""Pages after the session: replies are written by hosts and organisers, and found by senders with their code."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from livesessions.error_pages import error_page
from livesessions.limits.guessing import count_guess, guesses_too_much, is_guessed_at
from livesessions.limits.visitors import named
from livesessions.programme.models import Session
from livesessions.texts.blank import is_blank
from livesessions.texts.cleaning import clean_text
from livesessions.texts.sentences import sentences_of
from livesessions.unfinished import still_to_come

from .answerable import Answerable, Overtaken, answerable_by
from .models import LONGEST_REPLY
from .receipts import find, find_again, take_back
from .replying import Writer, replies_in, reply


class ReplyForm(forms.Form):
    """A reply to one thing; `version` is that of the reply which the writer had before them, 0 without one."""

    kind = forms.CharField(max_length=20)
    key = forms.CharField(max_length=40)
    version = forms.IntegerField(min_value=0, max_value=2**15 - 2)
    text = forms.CharField(
        max_length=LONGEST_REPLY,
        error_messages={
            "required": gettext_lazy("Write the answer first."),
            "max_length": gettext_lazy("An answer has at most %(limit_value)d characters."),
        },
    )

    def clean_text(self) -> str:
        """The answer; raises `ValidationError` when nobody would see anything of it."""
        text: str = self.cleaned_data["text"]
        if is_blank(text):
            raise forms.ValidationError(self.fields["text"].error_messages["required"], "required")
        return text


class CodeForm(forms.Form):
    """The code of a sender."""

    code = forms.CharField(max_length=80, error_messages={"required": gettext_lazy("Type the code of your question.")})


@never_cache
@require_http_methods(["GET", "POST"])
def answers(request: HttpRequest, session: int) -> HttpResponseBase:
    """What was sent in a session and can be answered; hosts of it and organisers of its programme answer in writing."""
    if not request.user.is_authenticated:
        texts = [text for text in request.POST.getlist("text") if text]
        if not texts:
            return redirect_to_login(request.get_full_path())
        sentence = _("You are not logged in any more. Log in, and save your answer again.")
        return error_page(request, HTTPStatus.FORBIDDEN, sentence, texts)
    found, kinds = _find_session(request, session)
    if request.method == "POST":
        form = ReplyForm({name: clean_text(str(value)) for name, value in request.POST.items()})
        refused = _write(request, found, kinds, form.cleaned_data) if form.is_valid() else " ".join(sentences_of(form))
        if not refused:
            messages.success(request, _("The answer is kept. Whoever asked reads it with the code of the question."))
            return redirect("answers", found.pk)
        return _answers(request, found, kinds, HTTPStatus.UNPROCESSABLE_ENTITY, refused, form.data)
    return _answers(request, found, kinds)


@never_cache
@require_http_methods(["GET", "POST"])
@named
def answer(request: HttpRequest) -> HttpResponse:
    """What became of something, for whoever has its code. The code travels in the body of a request only."""
    form = CodeForm(request.POST or None)
    context: dict[str, Any] = {"form": form}
    if request.method == "GET":
        return render(request, "followup/find.html", context)
    if guesses_too_much(request, "receipt") or is_guessed_at(request, "receipt"):
        form.add_error("code", _("Too many wrong codes. Wait ten minutes and try again."))
        return render(request, "followup/find.html", context, status=HTTPStatus.TOO_MANY_REQUESTS)
    if "withdraw" in request.POST:
        return _withdraw(request, context)
    if form.is_valid():
        found = find(form.cleaned_data["code"])
        if found is not None:
            return render(request, "followup/found.html", context | {"found": found})
        count_guess(request, "receipt")
        form.add_error("code", _("We do not know this code. Look at it again: 24 letters and digits."))
    return render(request, "followup/find.html", context, status=HTTPStatus.UNPROCESSABLE_ENTITY)


def _withdraw(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """Withdraw what was sent, for whoever has its page before them."""
    token = str(request.POST["withdraw"])
    found = find_again(token)
    if found is None:
        context["form"] = CodeForm()
        messages.error(request, _("This page is too old. Type the code of your question again."))
        return render(request, "followup/find.html", context, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    if found.is_own:
        take_back(found)
        messages.success(request, _("What you wrote to yourself is deleted."))
        return redirect("answer")
    if take_back(found):
        messages.success(request, _("Your question is withdrawn. Nobody sees it any more."))
    else:
        messages.error(request, _("Your question was answered meanwhile, so it stays."))
    return render(request, "followup/found.html", context | {"found": find_again(token)})


def _find_session(request: HttpRequest, pk: int) -> tuple[Session, Mapping[str, Answerable]]:
    """A session, with what of it this user may answer; raises `Http404` for every other, existing or not."""
    session = Session.objects.filter(pk=pk).select_related("programme").first()
    kinds = answerable_by(session, request.user) if session else {}
    if session is None or not kinds:
        raise Http404(_("You do not host this session."))
    return session, kinds


def _write(request: HttpRequest, session: Session, kinds: Mapping[str, Answerable], given: Mapping[str, Any]) -> str:
    """Keep a reply; answers nothing when it is kept, else why not."""
    kind = kinds.get(given["kind"])
    if kind is None or given["key"] not in {each.key for each in kind.waiting(session)}:
        return _("This question is not among those of this session.")
    user: Any = request.user
    writer = Writer(user.pk, (user.get_full_name() or user.get_username().partition("@")[0])[:80])
    try:
        reply(kind, session, given["key"], given["text"], given["version"], writer)
    except Overtaken:
        return _("Somebody else has just written an answer to this question. Look at it first.")
    return ""


def _answers(
    request: HttpRequest,
    session: Session,
    kinds: Mapping[str, Answerable],
    status: int = HTTPStatus.OK,
    refused: str = "",
    given: Any = None,
) -> HttpResponse:
    coming = still_to_come([session.pk])
    listed: list[dict[str, Any]] = []
    for name, kind in kinds.items():
        waiting = kind.waiting(session)
        replies = replies_in(session.pk, name) if waiting else {}
        for each in waiting:
            is_given = given is not None and (given.get("kind"), given.get("key")) == (name, each.key)
            typed = given.get("text") if is_given else None
            listed.append({"kind": name, "sent": each, "reply": replies.get(each.key), "typed": typed})
    context = {
        "session": session,
        "programme": session.programme,
        "coming": [(session.title, until) for until in coming.values()],
        "open": [each for each in listed if not each["reply"] and not each["sent"].settled],
        "in_session": [each for each in listed if not each["reply"] and each["sent"].settled],
        "written": [each for each in listed if each["reply"]],
        "refused": refused,
        "is_placed": any(each["typed"] is not None for each in listed),
        "longest": LONGEST_REPLY,
    }
    return render(request, "followup/session.html", context, status=status)
