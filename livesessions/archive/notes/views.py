"""The form of notes, on the page of a thing that was kept."""

from typing import cast

from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from livesessions.programme.retention import Term, is_over

from ..access import organised_by
from ..finding.views import page_of, thing_for
from ..keys import number_in
from .noting import MOST, NoteForm, remove, write


@never_cache
@login_required
@require_POST
def notes(request: HttpRequest, slug: str, kind: str, key: str) -> HttpResponse:
    """Write a note beside a thing, or remove the one that `remove` names; for everybody who may read the thing.

    After the term for texts none is written: it would be purged within a day.
    """
    found = thing_for(request, slug, kind, key)
    user = cast("User", request.user)
    back = redirect(reverse("archive-record", args=[slug, kind, key]) + "#notes")
    if "remove" in request.POST:
        remove(found, number_in(request.POST["remove"]), user, organised_by(user.pk, slug) is not None)
        return back
    form = NoteForm(request.POST)
    if not form.is_valid() or is_over(found.programme, Term.TEXTS):
        return page_of(request, found, note_form=form)
    if not write(found, form.cleaned_data["about"], form.cleaned_data["text"], user):
        form.add_error("text", _("There are %(most)s notes already. Remove one first.") % {"most": MOST})
        return page_of(request, found, note_form=form)
    return back
