"""Every kind of question from draft to archive, as host, participant, projector and organiser meet it."""

import csv
import io
import random
import re
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from polls.asking.drafts.kind_settings import name_in_form
from polls.asking.models import Ballot, Poll
from polls.asking.questions import question_of, rules_of
from polls.kinds.kind import sent_of
from polls.kinds.register import kinds
from rooms.live.base.people import Role
from rooms.live.commands.performing import perform
from tests.browsing import Browser
from tests.pictures import give_pictures
from tests.polls.kinds.test_every_kind import module_of
from tests.scene import Scene

every = pytest.mark.parametrize("kind", list(kinds()))


def draft_of(kind: str, **more: Any) -> dict[str, Any]:
    """The fields with which a host prepares the first example question of a kind."""
    rules, example = kinds()[kind], module_of(kind).QUESTIONS[0]
    options = "" if rules.fixed else "\n".join(option.text for option in example.options)
    settings = {
        name_in_form(rules, name): "\n".join(map(str, value)) if isinstance(value, list) else value
        for name, value in example.settings.items()
        if value is not None and value is not False
    }
    return {"kind": kind, "text": f"Vraag: {kind}", "options": options, **settings, **more}


def asked(scene: Scene, kind: str, **more: Any) -> Poll:
    """An open question of a kind."""
    scene.must("poll.draft", **draft_of(kind, **more))
    poll = scene.room.polls.get()
    give_pictures(poll)
    scene.must("poll.open", poll=poll.pk)
    return Poll.objects.get(pk=poll.pk)


def ballot(poll: Poll, chance: random.Random) -> dict[str, Any]:
    """The fields of a ballot that somebody might give."""
    given = sent_of(rules_of(poll).invent(question_of(poll, poll.options.all()), chance))
    return {"poll": poll.pk, **{name: values[0] if len(values) == 1 else values for name, values in given.items()}}


def vote(scene: Scene, poll: Poll, who: int, chance: random.Random, sequence: int = 1) -> None:
    """One of the people gives an answer."""
    receipt = perform("poll.vote", scene.as_participant(who), {**ballot(poll, chance), "sequence": sequence})
    assert receipt.status == "ok", receipt.sentence


@every
def test_from_draft_to_archive(kind, db):
    scene, chance = Scene.build(people=5), random.Random(kind)
    scene.must("room.open")
    poll = asked(scene, kind)
    phone, host, screen = (Browser(scene, role) for role in (Role.PARTICIPANT, Role.HOST, Role.SCREEN))
    assert f'data-kind="{kind}"' in phone.parts()["poll"]
    assert poll.text in screen.parts()["poll"]
    for who in range(5):
        vote(scene, poll, who, chance)
    vote(scene, poll, 4, chance, sequence=2)
    assert Ballot.objects.count() == 5
    own = phone.parts()["own_vote"]
    assert "Je stem is geteld" in own or "Voor jou bewaard" in own
    assert f"poll={poll.pk}" in own
    assert 'class="result' in host.parts()["tally"]
    assert 'class="result' not in phone.parts()["tally"]
    assert "5 mensen" in host.parts()["voters"]
    before = host.parts()["tally"]
    if kind in ("statement", "consent", "single"):
        offered = re.findall(r"<span[^>]*>([^<]+)</span>", phone.parts()["poll"])
        shown = re.findall(r'<th class="what"[^>]*>([^<]+)</th>', before)
        assert len(shown) > 2 and [text for text in offered if text in shown] == shown, "one order everywhere"
    scene.must("poll.close", poll=poll.pk)
    assert not Ballot.objects.exists()
    scene.must("poll.reveal", poll=poll.pk)
    assert 'class="result' in phone.parts()["tally"] and 'class="result' in screen.parts()["tally"]
    numbers = [part.split("<")[0] for part in before.split('class="many">')[1:]]
    after = [part.split("<")[0] for part in host.parts()["tally"].split('class="many">')[1:]]
    assert sorted(numbers) == sorted(after)
    assert scene.record(poll).answered == 5
    organiser = Client()
    organiser.force_login(scene.organiser)
    page = organiser.get(f"/archive/{scene.programme.slug}/").content.decode()
    assert 'class="result' in page and poll.text in page
    text = organiser.get(f"/archive/{scene.programme.slug}/polls.csv").content.decode().removeprefix("\ufeff")
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
    cells, question = scene.record(poll).payload["cells"], question_of(poll, poll.options.all())
    assert len(rows) - 1 == len(rules_of(poll).lines(rules_of(poll).result(cells, 5, question)))


@pytest.mark.parametrize("role", [Role.PARTICIPANT, Role.SCREEN])
def test_nobody_receives_what_is_right_before_a_quiz_question_is_closed(role, db):
    """Two questions that differ in nothing else give the same bytes, also where the numbers are shown already."""
    seen = []
    for right in ("1", "2"):
        with transaction.atomic():
            scene = Scene.build(people=5)
            scene.must("room.open")
            poll = asked(scene, "quiz", **{"quiz-right": right})
            scene.must("poll.reveal", poll=poll.pk)
            option = {"poll": poll.pk, "option": poll.options.first().pk, "sequence": 1}
            assert {perform("poll.vote", scene.as_participant(who), option).status for who in range(5)} == {"ok"}
            parts = Browser(scene, role).parts()
            assert 'class="result' in parts["tally"]
            seen.append({name: _without_codes(html) for name, html in parts.items() if name not in ("head", "door")})
            scene.must("poll.close", poll=poll.pk)
            parts = Browser(scene, role).parts()
            assert "goed</span>" in parts["tally"]
            assert f"Goed: {5 if right == '1' else 0} van 5." in parts["voters"]
            transaction.set_rollback(True)
    assert seen[0] == seen[1]


def _without_codes(html: str) -> str:
    """HTML without what is made by lot: the codes of rooms and of forms."""
    return re.sub(r"/r/\w{12}/|[\w-]{16,}", "", html)


@every
def test_a_bad_ballot_gets_a_sentence_and_nothing_is_stored(kind, scene):
    poll = asked(scene, kind)
    for fields in ({}, {"option": "999999"}, {"option": ["x", {"y": 1}]}, {"option": "x" * 3000}, {"nonsense": "1"}):
        receipt = perform("poll.vote", scene.as_participant(), {"poll": poll.pk, "sequence": 1, **fields})
        assert (receipt.status, receipt.code) == ("refused", 422)
        assert receipt.sentence
    assert not Ballot.objects.exists()


@every
def test_a_draft_keeps_its_kind_and_its_settings_when_it_is_edited(kind, scene):
    scene.must("poll.draft", **draft_of(kind))
    poll = scene.room.polls.get()
    before = (poll.kind, poll.settings, [option.text for option in poll.options.all()])
    scene.must("poll.edit", poll=poll.pk, **draft_of(kind, text="Beter gevraagd"))
    poll.refresh_from_db()
    assert poll.text == "Beter gevraagd"
    assert (poll.kind, poll.settings, [option.text for option in poll.options.all()]) == before
    assert f'value="{kind}"' in Browser(scene, Role.HOST).page()


@every
def test_a_draft_that_is_removed_stands_in_the_hosts_list(kind, scene):
    scene.must("poll.draft", **draft_of(kind))
    scene.must("poll.discard", poll=scene.room.polls.get().pk)
    assert f"Vraag: {kind}" in Browser(scene, Role.HOST).parts()["polls"]


def test_a_kind_that_does_not_exist_and_settings_that_do_not_fit_are_refused(scene):
    lines = {"text": "Wat?", "options": "Een\nTwee"}
    for more, field in [
        ({"kind": "guess"}, "kind"),
        ({"kind": ["single"]}, ""),
        ({"kind": "several", "several-most": "21"}, "several-most"),
        ({"kind": "several", "several-most": "3"}, "several-most"),
        ({"kind": "several", "several-least": "2", "several-most": "1"}, "several-least"),
        ({"kind": "several", "divides": "alike"}, "divides"),
    ]:
        receipt = scene.ask("poll.draft", **lines, **more)
        assert (receipt.status, receipt.field) == ("refused", field), (more, receipt)
        assert receipt.sentence
    assert not scene.room.polls.exists()


@every
def test_two_of_a_kind_at_once_share_no_id(kind, scene, quick):
    for text in ("Een?", "Twee?"):
        scene.must("poll.draft", **draft_of(kind) | {"text": text})
        poll = scene.room.polls.get(text=text)
        give_pictures(poll)
        scene.must("poll.open", poll=poll.pk)
    page = Browser(scene, Role.PARTICIPANT).page()
    ids = re.findall(r' id="([^"]+)"', page)
    assert page.count('value="poll.vote"') == 2
    assert {id for id in ids if ids.count(id) > 1} == set()
