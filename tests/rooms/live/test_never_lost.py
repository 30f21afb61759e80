"""What is typed is never lost without scripts: a form that is refused stands on the page as it was sent.

The table is made from the register: every command whose form has something to fill in, on the page of everybody who may
ask for it. `tests/browser/test_never_lost.py` does the same with scripts.
"""

from html.parser import HTMLParser
from typing import Any

import pytest
from django.test import Client
from django.utils.html import escape

from livesessions.limits.counting import over_limit
from livesessions.texts.cleaning import clean_text
from rooms.live.base.fields import LARGEST_KEY, Key
from rooms.live.base.form_token import form_token
from rooms.live.base.people import Role
from rooms.live.commands.register import registered
from rooms.live.web.posting import MOST_POSTS
from rooms.live.web.refilling import written_in
from tests.examples import EXAMPLES, by

WHO_TYPES = {name for name in registered() if written_in(name)} - {"board.open"}
# Our page opens a board as it was, and offers its settings then.
WHO_CHOOSES = {"poll.vote", "grouppoll.vote", "breakouts.place", "breakouts.show", "floor.stage"}
MORE = {
    "poll.draft": {"minimum": "7", "divides": "alike"},
    "breakouts.plan": {"size": "4", "task": "Vertel <wat>.\nEn vraag.", "both_sides": "1"},
    "breakouts.task": {"name": "Zaal 2", "link": "https://bel.example/?a=1&b=2"},
    "board.reject": {"reason": 'Dat "vroegen" we al.'},
    "board.prompt": {"moderation": "open"},
    "floor.stage": {"act": "pause", "minutes": "7"},
}


class Forms(HTMLParser):
    """The forms of a page: for each what a browser would send, without its buttons."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.forms: list[dict[str, Any]] = []
        self.ids: dict[str, dict[str, Any]] = {}
        self.inside: list[dict[str, Any]] = []
        self.beside: list[tuple[str, str, str]] = []
        self.area: tuple[str, str] | None = None
        self.options: str | None = None
        self.text = ""
        self.feed(page)
        for form, name, value in self.beside:
            self.ids[form].setdefault(name, []).append(value)

    def put(self, form: str | None, name: str | None, value: str) -> None:
        if name and form:
            self.beside.append((form, name, value))
        elif name and self.inside:
            self.inside[-1].setdefault(name, []).append(value)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attributes}
        if tag == "form":
            form: dict[str, Any] = {}
            self.forms.append(form)
            self.inside.append(form)
            self.ids[said.get("id", f"form {len(self.forms)}")] = form
        elif tag == "input" and said.get("type") in ("checkbox", "radio"):
            if "checked" in said:
                self.put(said.get("form"), said.get("name"), said.get("value", "on"))
        elif tag == "input":
            self.put(said.get("form"), said.get("name"), said.get("value", ""))
        elif tag == "textarea":
            self.area, self.text = (said.get("form", ""), said.get("name", "")), ""
        elif tag == "select":
            self.options = said.get("name", "")
        elif tag == "option" and "selected" in said:
            self.put(None, self.options, said.get("value", ""))

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside.pop()
        elif tag == "textarea" and self.area:
            self.put(self.area[0] or None, self.area[1], self.text.removeprefix("\n"))


def holds(page: str, fields: dict[str, Any]) -> bool:
    """Whether one of the page's forms would send all of this again."""
    wanted = {name: value if isinstance(value, list) else [str(value)] for name, value in fields.items() if str(value)}
    return any(wanted.items() <= form.items() for form in Forms(page).forms)


def send(scene, command: str, fields: dict[str, Any], client=None):
    posted = {**fields, "command": command, "csrfmiddlewaretoken": form_token(scene.room.pk)}
    return (client or scene.client(by(command))).post(f"/r/{scene.room.pk}/do/", posted)


def exhaust(scene, command: str) -> None:
    """Whoever gives the command gave too many already."""
    actor = scene.actor(by(command))
    while not over_limit(f"do:{actor.participant or actor.user}", *MOST_POSTS):
        pass


@pytest.mark.parametrize("command", sorted(WHO_TYPES | WHO_CHOOSES))
def test_a_form_that_is_refused_stands_on_the_page_as_it_was_sent(command, scene):
    example = EXAMPLES[command].prepare(scene)
    given = {**example, **MORE.get(command, {})}
    fields = {
        name: value if isinstance(value, list) else str(value) for name, value in given.items() if name != "sequence"
    }
    exhaust(scene, command)
    answer = send(scene, command, fields)
    page = answer.content.decode()
    assert answer.status_code == 429
    assert holds(page, {**fields, "command": command}), fields
    assert page.count('id="refused"') == 1
    form = page[: page.index('id="refused"')].rindex("<form")
    assert f'value="{command}"' in page[form : page.index("</form>", form)]


def test_a_text_that_is_too_long_is_shown_with_the_reason_at_its_field(scene):
    scene.must("room.open")
    fields = {"text": "Wie?", "options": "\n<ja>\nnee", "minimum": "", "divides": "differ"}
    answer = send(scene, "poll.draft", {**fields, "text": "W" * 301})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert holds(page, {**fields, "text": "W" * 301, "command": "poll.draft"})
    field = page[page.index('id="draft-text"') - 50 : page.index('id="refused"')]
    assert 'aria-invalid="true"' in field and 'aria-describedby="refused"' in field and "autofocus" in field
    assert '<div class="panel" id="draft">' in page, "the panel is unfolded"
    panel = page[page.index('<div class="panel" id="draft">') :]
    assert panel[: panel.index("</form>")].count("autofocus") == 1, "no other field of the panel takes the focus"


def test_what_is_ticked_stays_ticked(scene):
    scene.must("room.open")
    scene.open_board()
    first, _second, third = (scene.put(f"Vraag {number} van de straat?").pk for number in range(3))
    exhaust(scene, "board.approve")
    page = send(scene, "board.approve", {"question": [first, third], "was": "pending"}).content.decode()
    form = next(form for form in Forms(page).forms if len(form.get("question", ())) > 1)
    assert set(form["question"]) == {first, third}


def test_a_choice_stays_when_the_vote_is_refused_and_after_it_is_counted(scene):
    scene.must("room.open")
    poll = scene.asked()
    chosen = {"poll": str(poll.pk), "option": str(poll.options.all()[1].pk)}
    client = scene.client(by("poll.vote"))
    answer = send(scene, "poll.vote", chosen, client)
    assert answer.status_code == 302
    assert holds(client.get(answer.url).content.decode(), {**chosen, "command": "poll.vote"})
    exhaust(scene, "poll.vote")
    other = {**chosen, "option": str(poll.options.all()[2].pk)}
    assert holds(send(scene, "poll.vote", other, client).content.decode(), {**other, "command": "poll.vote"})


def test_what_was_typed_never_moves_to_what_took_its_place(scene):
    """The question to the room was put away, and another one was asked meanwhile: the text stands beside the reason."""
    scene.must("room.open")
    old = scene.prompt()
    scene.must("board.finish", board=old.pk)
    new = scene.prompt()
    fields = {"text": "Een goed <gesprek>", "names": new.names, "board": old.pk}
    page = send(scene, "board.ask", fields).content.decode()
    assert not holds(page, {"text": "Een goed <gesprek>"})
    receipt = page[page.index('id="receipt"') : page.index("</textarea></div>")]
    assert 'data-status="refused"' in receipt and "Een goed &lt;gesprek&gt;" in receipt
    poll = scene.asked()
    gone = {"poll": str(poll.pk), "option": str(poll.options.first().pk)}
    scene.must("poll.close", poll=poll.pk)
    scene.asked("Iets anders?", "Ja\nNee")
    page = send(scene, "poll.vote", gone).content.decode()
    assert not any("option" in form for form in Forms(page).forms)


def test_a_form_that_could_not_be_read_keeps_its_text_too(scene):
    scene.must("room.open")
    answer = send(scene, "floor.announce", {"text": "Hallo", "te\u202ext": "a"})
    assert answer.status_code == 400
    assert holds(answer.content.decode(), {"text": "Hallo", "command": "floor.announce"})


def _unreadable(scene, command: str, fields: dict[str, Any]):
    return send(scene, command, {**fields, "te\u202ext": "a"})


def _too_long(scene, command: str, fields: dict[str, Any]):
    known = registered()[command].form.base_fields
    longer = {name: "W" * (known[name].max_length + 1) for name in written_in(command) if known[name].max_length}
    fields.update(longer)
    return send(scene, command, fields)


def _about_what_is_gone(scene, command: str, fields: dict[str, Any]):
    known = registered()[command].form.base_fields
    for name, each in known.items():
        if isinstance(each, Key):
            fields[name] = str(LARGEST_KEY - 7)
    return send(scene, command, fields)


def _from_a_page_that_is_too_old(scene, command: str, fields: dict[str, Any]):
    posted = {**fields, "command": command, "csrfmiddlewaretoken": form_token("another-room")}
    own = {"Sec-Fetch-Site": "same-origin"}
    return scene.client(by(command)).post(f"/r/{scene.room.pk}/do/", posted, headers=own)


def _by_somebody_who_is_not_in_any_more(scene, command: str, fields: dict[str, Any]):
    return send(scene, command, fields, Client())


def _by_another_account(scene, command: str, fields: dict[str, Any]):
    client = Client()
    client.force_login(scene.organiser)
    return send(scene, command, fields, client)


def _after_the_end(scene, command: str, fields: dict[str, Any]):
    scene.end()
    return send(scene, command, fields)


WAYS = [
    _unreadable, _too_long, _about_what_is_gone, _from_a_page_that_is_too_old, _by_somebody_who_is_not_in_any_more,
    _by_another_account, _after_the_end,
]  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("command", sorted(WHO_TYPES))
def test_whatever_refuses_a_form_its_texts_are_on_the_page(command, way, scene):
    example = EXAMPLES[command].prepare(scene)
    fields = {name: str(value) for name, value in {**example, **MORE.get(command, {})}.items() if name != "sequence"}
    answer = way(scene, command, fields)
    if answer.status_code == 302:
        return  # it was done
    page = answer.content.decode()
    lost = [name for name in written_in(command) if fields.get(name) and escape(clean_text(fields[name])) not in page]
    assert not lost, f"{answer.status_code}: {lost}"


@pytest.mark.parametrize("origin", [{"Sec-Fetch-Site": "cross-site"}, {}])
def test_the_words_of_another_site_are_never_shown(origin, scene):
    scene.must("room.open")
    posted = {"command": "floor.announce", "text": "Bel dit nummer", "csrfmiddlewaretoken": "geraden"}
    answer = scene.client(Role.HOST).post(f"/r/{scene.room.pk}/do/", posted, headers=origin)
    assert answer.status_code == 403 and "Bel dit nummer" not in answer.content.decode()
