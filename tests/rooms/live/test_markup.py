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


def fill(scene, text: str) -> None:
    """Put `text` into every field that somebody can write in."""
    short = text[:40]
    Programme.objects.filter(pk=scene.programme.pk).update(
        title=text, subtitle=text, organisation=text, introduction=text
    )
    Session.objects.filter(pk=scene.session.pk).update(title=text, summary=text, description=text, by=text)
    for team in scene.programme.teams.all():
        Team.objects.filter(pk=team.pk).update(name=f"{short}{team.number}")
    Participant.objects.filter(programme=scene.programme).update(name=text)
    with changing() as changes:  # the form takes no such name
        for person in scene.people:
            changes.touch_person(scene.room, person.pk, "introduction")
    scene.must("floor.announce", text=text)
    scene.must("floor.start", item=scene.plan((text, f"{text} 2"))[0])
    for state in ("closed", "open", "draft"):
        poll = scene.draft(f"{text} {state}", f"{text}\n{text} 2")
        if state != "draft":
            scene.must("poll.open", poll=poll.pk)
            assert scene.vote(poll).status == "ok"
            scene.must("poll.reveal", poll=poll.pk)
        if state == "closed":
            scene.must("poll.close", poll=poll.pk)


def fill_board(scene, text: str) -> None:
    """The same for the question board."""
    scene.must("board.open", names="named", categories=text[:40])
    scene.must("board.words", words=text)
    for state in ("pending", "rejected", "visible", "answered", "live"):
        question = scene.question(state, text=f"{text} {state}", who=len(state) % 3)
        if state == "rejected":
            scene.must("board.undo", entry=question.log.last().pk)
            scene.must("board.reject", question=question.pk, reason=text)


def views(scene) -> dict[str, str]:
    """Every view on what was written."""
    organiser = Client()
    organiser.force_login(scene.organiser)
    host = scene.client(Role.HOST)
    shown = {role: Browser(scene, role) for role in (Role.HOST, Role.PARTICIPANT, Role.SCREEN)}
    pages = {f"{role} page": browser.page() for role, browser in shown.items()}
    pages |= {f"{role} fallback": "".join(browser.parts().values()) for role, browser in shown.items()}
    phone = Client()
    phone.post("/", {"code": scene.room.code})
    pages["front door"] = phone.get("/").content.decode()
    pages["programme"] = Client().get(f"/p/{scene.programme.slug}/").content.decode()
    pages["hosting"] = host.get("/hosting/").content.decode()
    pages["archive"] = organiser.get("/archive/").content.decode()
    pages["archive of a programme"] = organiser.get(f"/archive/{scene.programme.slug}/").content.decode()
    scene.end()
    pages["kept questions"] = organiser.get(f"/archive/{scene.programme.slug}/questions/").content.decode()
    pages["answers"] = host.get(f"/hosting/{scene.session.pk}/answers/").content.decode()
    pages["ended"] = scene.client(Role.PARTICIPANT).get(f"/r/{scene.room.pk}/").content.decode()
    return pages


PAGED = ("archive", "archive of a programme", "kept questions")
"""Views that get a second page when more was kept."""


def test_markup_in_every_field_stays_text_in_every_view(prepared, elsewhere):
    """A page full of markup has the tags and attributes of the same page full of plain words, and no other."""
    for text in ("Gewone woorden", "Andere woorden"):  # what stands there only from two on stands there
        fill(elsewhere, text)
    fill_board(elsewhere, "Gewone woorden")
    plain = views(elsewhere)
    for name in (f"{role} page" for role in (Role.HOST, Role.PARTICIPANT, Role.SCREEN)):
        led = set(re.findall(r'<a[^>]* href="#([^"]+)"', plain[name]))
        assert led <= set(re.findall(r' id="([^"]+)"', plain[name])), (name, "a link within the page leads nowhere")
    prepared.must("room.open")
    for text in HOSTILE:
        fill(prepared, text)
        fill_board(prepared, text)
        for name, page in views(prepared).items():
            more_than_a_page = {("nav", "class"), ("span", "")} if name in PAGED else set()
            assert shape(page) - shape(plain[name]) <= {("a", "hreflang")} | more_than_a_page, (name, text)
            assert "steal" in page or name in ("archive", "ended", "hosting"), (name, "make sure that it could leak")
        prepared.must("room.open")


OURS = {("button", name) for name in ("hx-post", "hx-target", "hx-trigger", "hx-sync")}
OURS |= {("div", "hx-morph-skip-children")}
"""What our own forms ask htmx for: how a poll looks."""


async def test_markup_stays_text_in_a_push(scene, quick):
    browsers = [await Browser(scene, role).open() for role in (Role.HOST, Role.PARTICIPANT, Role.SCREEN)]
    for browser in browsers:
        browser.pushed.clear()
    await inside(fill, scene, HOSTILE[4])
    for browser in browsers:
        await browser.until_it_shows(await inside(browser.parts))
        assert browser.pushed
        for id, element in browser.pushed:
            assert re.match(rf'<\w+ [^>]*\bid="{id}"', element)
            assert "<hx-partial" not in element and not {each for each in shape(element) if "hx-" in each[1]} - OURS
        await browser.leave()


def test_what_was_typed_wrongly_comes_back_as_text(scene):
    """The form that is shown again holds what was typed."""
    browser = Browser(scene, Role.HOST)
    for text in HOSTILE:
        page = browser.post("poll.draft", text=text, options=text).content.decode()
        assert "steal" in page
        assert not any(name.startswith("on") or name == "hx-get" for _tag, name in shape(page))
        assert "<script>" not in page
    for text in HOSTILE:
        page = Client().post("/", {"code": text, "name": text}).content.decode()
        assert "<script>" not in page and "onerror" not in {name for _tag, name in shape(page)}
        page = (
            Client().post("/", {"code": scene.room.code, "name": text * 9, "role": text, "team": text}).content.decode()
        )
        assert "steal" in page
        assert "<script>" not in page and "onerror" not in {name for _tag, name in shape(page)}
