"""What people write is text, wherever it is shown: page, push, fallback, archive and download."""

import re
from html.parser import HTMLParser

from django.test import Client

from livesessions.programme.models import Participant, Programme, Session, Team
from rooms.live.base.people import Role
from rooms.live.commands.background import changing
from tests.browsing import Browser, inside

HOSTILE = [
    "<script>steal()</script>",
    '"><img src=x onerror=steal()>',
    "'><svg/onload=steal()>",
    "</textarea></title></style><script>steal()</script>",
    "</hx-partial><hx-partial hx-target=body><b>steal</b></hx-partial>",
    '" hx-get="/steal" hx-trigger="load" x="',
    '<div id="receipt" data-status="ok">steal</div>',
    '<b id=question hx-swap-oob="true">steal</b>',
    "{{ settings.SECRET_KEY }} {% load static %} steal",
    "javascript:steal() &lt;script&gt;steal()",
    "<a href='javascript:steal()'>steal</a>",
    "${steal} #{steal} <!--steal--> ]]> steal",
]


class Tags(HTMLParser):
    """The tags and attributes of a page; whatever is text is not among them."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, str]] = []

    def handle_starttag(self, tag, attrs):
        self.seen += [(tag, ""), *((tag, name) for name, _value in attrs)]


def shape(html: str) -> set[tuple[str, str]]:
    """Which tags and attributes a page has."""
    tags = Tags()
    tags.feed(html)
    return set(tags.seen)


def fill(stage, text: str) -> None:
    """Put `text` into every field that somebody can write in."""
    short = text[:40]
    Programme.objects.filter(pk=stage.programme.pk).update(
        title=text, subtitle=text, organisation=text, introduction=text
    )
    Session.objects.filter(pk=stage.session.pk).update(title=text, summary=text, description=text, by=text)
    for team in stage.programme.teams.all():
        Team.objects.filter(pk=team.pk).update(name=f"{short}{team.number}")
    Participant.objects.filter(programme=stage.programme).update(name=text)
    with changing() as changes:  # the form takes no such name
        for person in stage.people:
            changes.touch_person(stage.room, person.pk, "introduction")
    stage.must("floor.announce", text=text)
    stage.must("floor.start", item=stage.plan((text, f"{text} 2"))[0])
    for state in ("closed", "open", "draft"):
        poll = stage.draft(f"{text} {state}", f"{text}\n{text} 2")
        if state != "draft":
            stage.must("poll.open", poll=poll.pk)
            assert stage.vote(poll).status == "ok"
            stage.must("poll.reveal", poll=poll.pk)
        if state == "closed":
            stage.must("poll.close", poll=poll.pk)


def fill_board(stage, text: str) -> None:
    """The same for the question board."""
    stage.must("board.open", names="named", categories=text[:40])
    stage.must("board.words", words=text)
    for state in ("pending", "rejected", "visible", "answered", "live"):
        question = stage.question(state, text=f"{text} {state}", who=len(state) % 3)
        if state == "rejected":
            stage.must("board.undo", entry=question.log.last().pk)
            stage.must("board.reject", question=question.pk, reason=text)


def views(stage) -> dict[str, str]:
    """Every view on what was written."""
    organiser = Client()
    organiser.force_login(stage.organiser)
    host = stage.client(Role.HOST)
    shown = {role: Browser(stage, role) for role in (Role.HOST, Role.PARTICIPANT, Role.SCREEN)}
    pages = {f"{role} page": browser.page() for role, browser in shown.items()}
    pages |= {f"{role} fallback": "".join(browser.parts().values()) for role, browser in shown.items()}
    phone = Client()
    phone.post("/", {"code": stage.room.code})
    pages["front door"] = phone.get("/").content.decode()
    pages["programme"] = Client().get(f"/p/{stage.programme.slug}/").content.decode()
    pages["hosting"] = host.get("/hosting/").content.decode()
    pages["archive"] = organiser.get("/archive/").content.decode()
    pages["archive of a programme"] = organiser.get(f"/archive/{stage.programme.slug}/").content.decode()
    stage.end()
    pages["kept questions"] = organiser.get(f"/archive/{stage.programme.slug}/questions/").content.decode()
    pages["answers"] = host.get(f"/hosting/{stage.session.pk}/answers/").content.decode()
    pages["ended"] = stage.client(Role.PARTICIPANT).get(f"/r/{stage.room.pk}/").content.decode()
    return pages


def test_markup_in_every_field_stays_text_in_every_view(prepared, elsewhere):
    """A page full of markup has the tags and attributes of the same page full of plain words, and no other."""
    fill(elsewhere, "Gewone woorden")
    fill_board(elsewhere, "Gewone woorden")
    plain = views(elsewhere)
    prepared.must("room.open")
    for text in HOSTILE:
        fill(prepared, text)
        fill_board(prepared, text)
        for name, page in views(prepared).items():
            assert shape(page) - shape(plain[name]) <= {("a", "hreflang")}, (name, text)
            assert "steal" in page or name in ("archive", "ended", "hosting"), (name, "make sure that it could leak")
        prepared.must("room.open")


async def test_markup_stays_text_in_a_push(stage, quick):
    browsers = [await Browser(stage, role).open() for role in (Role.HOST, Role.PARTICIPANT, Role.SCREEN)]
    for browser in browsers:
        browser.pushed.clear()
    await inside(fill, stage, HOSTILE[4])
    for browser in browsers:
        await browser.until_it_shows(await inside(browser.parts))
        assert browser.pushed
        for id, element in browser.pushed:
            assert re.match(rf'<\w+ [^>]*\bid="{id}"', element)
            assert "<hx-partial" not in element and not any("hx-" in name for _tag, name in shape(element))
        await browser.leave()


def test_what_was_typed_wrongly_comes_back_as_text(stage):
    """The form that is shown again holds what was typed."""
    browser = Browser(stage, Role.HOST)
    for text in HOSTILE:
        page = browser.post("poll.draft", text=text, options=text).content.decode()
        assert "steal" in page
        assert not any(name.startswith("on") or name == "hx-get" for _tag, name in shape(page))
        assert "<script>" not in page
    for text in HOSTILE:
        page = Client().post("/", {"code": text, "name": text}).content.decode()
        assert "<script>" not in page and "onerror" not in {name for _tag, name in shape(page)}
        page = (
            Client().post("/", {"code": stage.room.code, "name": text * 9, "role": text, "team": text}).content.decode()
        )
        assert "steal" in page
        assert "<script>" not in page and "onerror" not in {name for _tag, name in shape(page)}
