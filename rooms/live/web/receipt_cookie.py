"""The receipt of a form that was sent without scripts, on the page that the browser is sent to.

The answer to such a form is a redirect, so that a reload sends nothing again. What the next page has to say travels
with the browser, in a sealed cookie that this page deletes: any process can serve it, and nothing is stored.
"""

import json

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from livesessions.sealing import seal, unseal

from ..base.people import PAGES, Audience
from ..models import Room
from ..rendering.page_cache import is_at_one_size, uncompressed
from . import refilling

WITHOUT_SCRIPTS = "plain"
"""In the address of a page after a form without scripts: it shows what the server has of this person."""
PURPOSE = "rooms.live.web.receipt_cookie"
KEEP_FOR = 60


def sent_back(room: Room, audience: Audience, given: refilling.Given, sentence: str) -> HttpResponse:
    """The redirect after a command that was carried out."""
    response = redirect(f"{reverse(PAGES[audience], args=[room.pk])}?{WITHOUT_SCRIPTS}")
    kept = json.dumps([room.pk, refilling.subject_in(given), sentence])
    response.set_cookie(
        settings.RECEIPT_COOKIE_NAME,
        seal(PURPOSE, kept.encode()),
        max_age=KEEP_FOR,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )
    return response


def for_one_person(request: HttpRequest, room: Room, audience: Audience, answer: HttpResponse) -> HttpResponse:
    """`answer` as it is shown after a form without scripts: with the receipt, and the forms as this person chose."""
    if WITHOUT_SCRIPTS not in request.GET:
        return answer
    html = refilling.pressed_again(refilling.chosen_again(answer.content.decode()))
    kept = unseal(PURPOSE, request.COOKIES.get(settings.RECEIPT_COOKIE_NAME, ""), KEEP_FOR)
    about, given, sentence = json.loads(kept) if kept else ("", {}, "")
    if about == room.pk:
        here = reverse(PAGES[audience], args=[room.pk])
        html = refilling.done(html, given, sentence, here, beside=audience == Audience.PARTICIPANTS)
    response = HttpResponse(refilling.own_marked(html))
    if is_at_one_size(answer):
        uncompressed(response)
    if kept:
        response.delete_cookie(settings.RECEIPT_COOKIE_NAME, samesite="Lax")
    return response
