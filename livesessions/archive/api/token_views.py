"""The pages of an account on which somebody makes tokens and ends them."""

from datetime import timedelta
from http import HTTPStatus
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from livesessions.accounts.confirming import to_confirm
from livesessions.programme.models import Programme
from livesessions.texts.cleaning import clean_text

from ..keys import number_in
from .models import LONGEST_NAME
from .tokens import LASTS, MOST, make, revoke, tokens_of

DAYS = ngettext_lazy("%(count)d day", "%(count)d days", "count")


class TokenForm(forms.Form):
    """What a new token is called, which `programmes` of its owner it reaches, and for how long."""

    name = forms.CharField(max_length=LONGEST_NAME)
    days = forms.TypedChoiceField(coerce=int, choices=[(days, DAYS % {"count": days}) for days in LASTS])

    def __init__(self, owner: User, data: Any = None) -> None:
        super().__init__(data, initial={"days": LASTS[1]})
        self.fields["programmes"] = forms.ModelMultipleChoiceField(
            Programme.objects.filter(organisers=owner),
            to_field_name="slug",
            error_messages={"required": _("Choose at least one programme.")},
        )


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def tokens(request: HttpRequest) -> HttpResponse:
    """The tokens of this account, each with a button that ends it."""
    owner = cast("User", request.user)
    if request.method == "POST":
        if revoke(owner, number_in(request.POST.get("token", ""))):
            messages.success(request, _("The token is gone. No system comes in with it any more."))
        return redirect("tokens")
    found = tokens_of(owner)
    context = {"tokens": found, "is_full": len(found) >= MOST, "organises": owner.programmes.exists()}
    return render(request, "archive/api/tokens.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def new_token(request: HttpRequest) -> HttpResponse:
    """Make a token, after confirming; the answer shows it, and nothing ever does again."""
    if late := to_confirm(request):
        return late
    owner = cast("User", request.user)
    if request.method == "GET":
        return render(request, "archive/api/new_token.html", {"form": TokenForm(owner), "longest": LONGEST_NAME})
    data = request.POST.copy()
    data["name"] = clean_text(data.get("name", ""))
    form = TokenForm(owner, data)
    if form.is_valid():
        asked = form.cleaned_data
        try:
            text = make(owner, asked["name"], asked["programmes"], asked["days"])
        except ValueError:
            messages.error(request, _("You have as many tokens as one person can have. End one first."))
            return redirect("tokens")
        until = timezone.localdate() + timedelta(days=asked["days"])
        shown = {"token": text, "name": asked["name"], "until": until}
        return render(request, "archive/api/token_made.html", shown, status=HTTPStatus.CREATED)
    context = {"form": form, "longest": LONGEST_NAME}
    return render(request, "archive/api/new_token.html", context, status=HTTPStatus.UNPROCESSABLE_ENTITY)
