"""The page on which organisers erase a participant who asks for it: without their browser nobody can do so alone."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from livesessions.programme.erasing import erase
from livesessions.programme.models import Participant, ParticipantRole, Programme
from livesessions.programme.retention import erased_of
from livesessions.texts.cleaning import clean_text

from ..access import organised_by
from ..keeping import searchable

MOST = 50
"""People who are listed at once; a longer part of the name finds the others."""
LONGEST_NAME = 80


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def people(request: HttpRequest, slug: str) -> HttpResponse:
    """Everybody of a programme whose name is still kept, for who organises it; what is posted erases one of them."""
    programme = organised_by(request.user.pk, slug)
    if programme is None:
        raise Http404(_("There is no archive here that you may see."))
    if request.method == "POST":
        person = _chosen(request, programme)
        if person is not None and erase(person, by=request.user.pk):
            messages.success(request, _("That is done. The name is nowhere any more, and every number is as it was."))
        else:
            messages.error(request, _("This person is not in the list any more."))
        return redirect("archive-people", slug)
    wanted = clean_text(request.GET.get("name", ""))[:LONGEST_NAME].strip()
    found = _named(programme, wanted)
    context = {
        "programme": programme,
        "wanted": wanted,
        "number": len(found),
        "people": [_shown(each) for each in found[:MOST]],
        "is_more": len(found) > MOST,
        "erased": erased_of(programme),
    }
    return render(request, "archive/people.html", context)


def _named(programme: Programme, wanted: str) -> list[Participant]:
    """Who has a name with `wanted` in it, by name. Who has none cannot be told apart, by nobody."""
    named = programme.participants.exclude(name="").select_related("team")
    # Not by the database: SQLite compares only the letters of English whatever their capitals.
    found = [each for each in named if searchable(wanted) in searchable(each.name)]
    return sorted(found, key=lambda each: (each.name.casefold(), str(each.pk)))


def _shown(person: Participant) -> dict[str, Any]:
    team = person.team.name if person.team else ""
    return {"pk": person.pk, "name": person.name, "team": team, "role": ParticipantRole(person.role).label}


def _chosen(request: HttpRequest, programme: Programme) -> UUID | None:
    try:
        key = UUID(request.POST.get("person", ""))
    except ValueError:
        return None
    return programme.participants.filter(pk=key).values_list("pk", flat=True).first()
