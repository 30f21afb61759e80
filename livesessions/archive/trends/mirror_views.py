"""Where do we stand: the mirror of one team, for organisers and, by a link, for that team."""

from datetime import timedelta
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from livesessions.accounts import security_log
from livesessions.error_pages import error_page
from livesessions.programme.models import Session, Team

from ..access import organised_by, records_for, sessions_for
from ..keys import number_in
from ..models import MirrorLink, Record
from .lines import taken_of
from .measuring import measured_kinds
from .mirroring import Item, item_of
from .versions import Taken, last_rounds

SALT = "livesessions.archive.trends.mirror"
LASTS = timedelta(days=90)
MOST_SESSIONS = 300


@never_cache
@login_required
@require_GET
def mirrors(request: HttpRequest) -> HttpResponse:
    """The sessions of which organisers may show teams where they stand, the newest first."""
    user = request.user.pk
    kept = records_for(user).filter(kind__in=measured_kinds())
    sessions = sessions_for(user).filter(programme__organisers=user, pk__in=kept.values("session"))
    found = sessions.select_related("programme").order_by("-starts_at", "pk")[:MOST_SESSIONS]
    return render(request, "archive/trends/mirrors.html", {"sessions": found})


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def session(request: HttpRequest, session: int) -> HttpResponse:
    """The teams of one session that have a mirror, with their links; a form makes one (`make`) or ends it (`end`)."""
    found = _find(request, session)
    taken = _taken(found)
    shown = {key for each in taken for key in each.measurement.teams or {}}
    teams = list(found.programme.teams.filter(pk__in=shown).order_by("name"))
    if request.method == "POST":
        _change(request, found, {team.pk for team in teams})
        return redirect("mirror-session", found.pk)
    links = {link.team_id: link for link in _links(found)}
    rows = [(team, links.get(team.pk), _address(request, links.get(team.pk))) for team in teams]
    is_counted = any(each.measurement.teams is not None for each in taken)
    context = {"session": found, "rows": rows, "is_counted": is_counted, "days": LASTS.days}
    return render(request, "archive/trends/mirror_session.html", context)


@never_cache
@login_required
@require_GET
def mirror(request: HttpRequest, session: int, team: int) -> HttpResponse:
    """What a team sees in its mirror, for organisers."""
    found = _find(request, session)
    own = found.programme.teams.filter(pk=team).first()
    context = _mirror(found, own) if own else None
    if context is None:
        raise Http404(_("There is no archive here that you may see."))
    return render(request, "archive/trends/mirror.html", context | {"organises": True})


@never_cache
@require_GET
def mirror_of(request: HttpRequest, signed: str) -> HttpResponse:
    """The same for whoever has the link of the team, without an account."""
    link = _link_in(signed)
    context = _mirror(link.session, link.team) if link else None
    if context is None:
        return error_page(request, HTTPStatus.NOT_FOUND, _("This link does not work, or no longer. Ask who sent it."))
    return render(request, "archive/trends/mirror.html", context)


def _find(request: HttpRequest, session: int) -> Session:
    """A session of a programme that this user organises; raises `Http404` for every other, existing or not."""
    found = sessions_for(request.user.pk).filter(pk=session).select_related("programme").first()
    if found is None or organised_by(request.user.pk, found.programme.slug) is None:
        raise Http404(_("There is no archive here that you may see."))
    return found


def _taken(found: Session) -> list[Taken]:
    """What was asked in a session, in its order; of the rounds of a question the last."""
    rows = Record.objects.filter(programme=found.programme_id, session=found, kind__in=measured_kinds())
    rows = rows.filter(ended_at__isnull=False).listed()
    records = list(rows.select_related("session", "programme").order_by("ended_at", "pk"))
    return last_rounds([taken_of(each) for each in records])


def _mirror(found: Session, team: Team) -> dict[str, Any] | None:
    """What the page of a mirror shows; `None` for a team of which nothing may be told."""
    items: list[Item] = []
    counts: set[int] = set()
    for each in _taken(found):
        item = item_of(each.measurement, each.answered, team.pk)
        if item is not None:
            items.append(item)
            counts.add(len(each.measurement.teams or {}))
    if not any(item.answered for item in items):
        return None
    return {
        "session": found,
        "team": team,
        "items": items,
        "teams": max(counts),
        "took_part": max(item.answered or 0 for item in items),
        "has_middle": any(spot.middle for item in items for spot in item.spots),
    }


def _links(found: Session) -> list[MirrorLink]:
    """The links of a session that work now; the newest of a team comes last."""
    return list(MirrorLink.objects.filter(session=found, ends_at__gt=timezone.now()))


def _change(request: HttpRequest, found: Session, teams: set[int]) -> None:
    team, now = number_in(request.POST.get("team", "")), timezone.now()
    if team not in teams:
        messages.error(request, _("Nothing of this team may be shown."))
        return
    MirrorLink.objects.filter(session=found, team=team, ends_at__gt=now).update(ends_at=now)
    if "make" in request.POST:
        MirrorLink.objects.create(session=found, team_id=team, made_by_id=request.user.pk, ends_at=now + LASTS)
        security_log.write("mirror.link_made", request, programme=found.programme_id)
        messages.success(request, _("The link is made. An older one of this team does not work any more."))
    else:
        security_log.write("mirror.link_ended", request, programme=found.programme_id)
        messages.success(request, _("The link does not work any more."))


def _address(request: HttpRequest, link: MirrorLink | None) -> str:
    """The address of a link, for copying."""
    if link is None:
        return ""
    return request.build_absolute_uri(reverse("mirror-of", args=[signing.Signer(salt=SALT).sign(str(link.pk))]))


def _link_in(signed: str) -> MirrorLink | None:
    """The link that this address names, as long as it works."""
    try:
        key = signing.Signer(salt=SALT).unsign(signed)
    except signing.BadSignature:
        return None
    works = MirrorLink.objects.filter(pk=number_in(key), ends_at__gt=timezone.now())
    return works.select_related("session__programme", "team").first()
