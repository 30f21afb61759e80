"""The page on which organisers add webhooks, try them out, see how it went, and remove them."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from livesessions.accounts import security_log
from livesessions.limits.counting import over_limit
from livesessions.programme.models import Programme

from ..access import organised_by
from ..keys import number_in
from .addresses import Refused, target_of
from .delivering import add
from .models import LONGEST_ADDRESS, Webhook
from .queueing import LOGGED, try_out

MOST = 5
"""Webhooks of one programme."""
TRYING = (5, 60)
"""How often one webhook can be tried out: number and seconds."""


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def webhooks(request: HttpRequest, slug: str) -> HttpResponse:
    """The webhooks of a programme, for who organises it; what is posted adds one, tries one out or removes one."""
    programme = organised_by(request.user.pk, slug)
    if programme is None:
        raise Http404(_("There is no archive here that you may see."))
    if request.method == "GET":
        return _page(request, programme)
    if "add" in request.POST:
        return _added(request, programme)
    webhook = _chosen(request, programme)
    if webhook is not None and "remove" in request.POST:
        security_log.write("webhook.removed", request, programme=programme.pk, webhook=webhook.pk)
        webhook.delete()
        messages.success(request, _("The webhook is gone. Nobody is told there any more."))
    elif webhook is not None and over_limit(f"webhook:{webhook.pk}", *TRYING):
        messages.error(request, _("You tried this a few times already. Wait a minute."))
    elif webhook is not None:
        try_out(webhook)
        messages.success(request, _("On its way. Reload this page in a moment to see how it went."))
    return redirect("archive-webhooks", slug)


def _added(request: HttpRequest, programme: Programme) -> HttpResponse:
    typed = request.POST.get("address", "").strip()
    try:
        target_of(typed)
    except Refused:
        problem = _("Write an address that begins with https:// and has a name, for example https://example.org/hook.")
        return _page(
            request, programme, HTTPStatus.UNPROCESSABLE_ENTITY, typed=typed[:LONGEST_ADDRESS], problem=problem
        )
    if programme.webhooks.count() >= MOST:
        problem = _("This programme has as many webhooks as it can have. Remove one first.")
        return _refused(request, programme, typed, problem)
    webhook, secret = add(programme.pk, typed)
    security_log.write("webhook.added", request, programme=programme.pk, webhook=webhook.pk)
    return _page(request, programme, HTTPStatus.CREATED, secret=secret, added=webhook)


def _refused(request: HttpRequest, programme: Programme, typed: str, problem: str) -> HttpResponse:
    left = {"typed": typed[:LONGEST_ADDRESS], "problem": problem}
    return _page(request, programme, HTTPStatus.UNPROCESSABLE_ENTITY, **left)


def _page(request: HttpRequest, programme: Programme, status: HTTPStatus = HTTPStatus.OK, **more: Any) -> HttpResponse:
    found = programme.webhooks.prefetch_related("deliveries")
    listed = [(webhook, list(webhook.deliveries.all())[:LOGGED]) for webhook in found]
    context = {"programme": programme, "webhooks": listed, "is_full": len(listed) >= MOST, "longest": LONGEST_ADDRESS}
    return render(request, "archive/webhooks/webhooks.html", context | more, status=status)


def _chosen(request: HttpRequest, programme: Programme) -> Webhook | None:
    key = request.POST.get("remove") or request.POST.get("try") or ""
    return programme.webhooks.filter(pk=number_in(key)).first()
