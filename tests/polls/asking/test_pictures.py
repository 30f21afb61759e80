"""Pictures beside answers: who sends them, who sees them, and where they go."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from livesessions.limits.bodies import with_ticket
from livesessions.programme.models import Hosting
from polls.asking.models import Poll
from polls.asking.pictures.holding import carried, contents_of
from polls.asking.pictures.models import Picture
from polls.asking.pictures.purging import purge_pictures
from polls.asking.pictures.redrawing import MOST_BYTES
from polls.asking.pictures.views import _some_at_once
from polls.library.models import Template, TemplatePicture
from rooms.live.base.form_token import FIELD, form_token
from rooms.live.base.people import Actor, Role
from rooms.live.commands.performing import perform
from tests.browsing import Browser
from tests.pictures import first_address, give_pictures, has_digest, png, send_pictures
from tests.planting import take_out
from tests.scene import Scene

DRAFT = {"kind": "picture", "text": "Waar beginnen we?", "options": "In het park\nOp het plein"}


@pytest.fixture
def draft(scene) -> Poll:
    """A poll with two answers, and no pictures yet."""
    scene.must("poll.draft", **DRAFT)
    return scene.room.polls.get()


@pytest.fixture
def asked(scene, draft) -> Poll:
    """The same, open, with pictures that hold no picture."""
    give_pictures(draft)
    scene.must("poll.open", poll=draft.pk)
    draft.refresh_from_db()
    return draft


def test_a_host_gives_each_answer_its_picture_and_only_then_opens_the_poll(scene, draft):
    host = scene.client(Role.HOST)
    refused = scene.ask("poll.open", poll=draft.pk)
    assert refused.status == "refused" and "2 antwoorden hebben nog geen plaatje" in refused.sentence
    assert "2 antwoorden hebben nog geen plaatje" in Browser(scene, Role.HOST).parts()["polls"]
    assert send_pictures(host, draft, png("red"), None).status_code == 302
    assert "1 antwoord heeft nog geen plaatje" in scene.ask("poll.open", poll=draft.pk).sentence
    answer = host.get(send_pictures(host, draft, None, png("lime")).url)
    assert "De plaatjes zijn bewaard" in answer.content.decode()
    assert len({picture.digest for picture in Picture.objects.all()}) == 2
    scene.must("poll.open", poll=draft.pk)
    for role in (Role.PARTICIPANT, Role.SCREEN):
        assert Browser(scene, role).parts()["poll"].count('<img class="picture"') == 2
    assert host.get(f"/r/{scene.room.pk}/pictures/{draft.pk}/").status_code == 404, "nobody votes on what changes"


def test_a_bad_file_is_told_at_its_field_and_the_good_one_is_kept(scene, draft):
    answer = send_pictures(scene.client(Role.HOST), draft, b"<svg onload=alert(1)>", png())
    page = answer.content.decode()
    bad, good = draft.options.all()
    assert answer.status_code == 422
    assert f'id="picture-{bad.pk}-error"' in page and "kunnen we niet als plaatje lezen" in page
    assert f'aria-describedby="picture-{bad.pk}-error about" aria-invalid="true"' in page
    assert f'id="picture-{good.pk}-error"' not in page
    assert list(Picture.objects.values_list("option", flat=True)) == [good.pk]


def test_ten_megabytes_are_refused_with_a_sentence(scene, draft):
    answer = send_pictures(scene.client(Role.HOST), draft, b"\0" * (MOST_BYTES + 2 * 2**20))
    assert answer.status_code == 422 and "groter dan 8 MB" in answer.content.decode()


def test_while_others_are_drawn_the_threads_of_pages_stay_free(scene, draft):
    for _other in range(3):
        assert _some_at_once.acquire(blocking=False)
    try:
        answer = send_pictures(scene.client(Role.HOST), draft, png())
    finally:
        _some_at_once.release(3)
    assert answer.status_code == 429 and "Anderen sturen nu plaatjes" in answer.content.decode()
    assert send_pictures(scene.client(Role.HOST), draft, png()).status_code == 302


def test_what_else_a_form_with_pictures_may_be(scene, draft):
    host = scene.client(Role.HOST)
    assert "Kies eerst een plaatje" in send_pictures(host, draft).content.decode()
    path = f"/r/{scene.room.pk}/pictures/{draft.pk}/"
    assert host.post(with_ticket(path), {}).status_code == 403, "no token"
    stale = {FIELD: form_token(scene.room.pk), "picture-999999": SimpleUploadedFile("a.png", png())}
    answer = host.post(with_ticket(path), stale)
    assert answer.status_code == 409 and "De antwoorden zijn intussen veranderd" in answer.content.decode()


def test_only_hosts_send_pictures(scene, draft):
    for role in (Role.PARTICIPANT, Role.STRANGER):
        assert send_pictures(scene.client(role), draft, png()).status_code == 302, "to the login page"
    elsewhere = Scene.build("anders")
    assert send_pictures(elsewhere.client(Role.HOST), draft, png()).status_code == 403
    assert not Picture.objects.exists()


def test_a_picture_is_served_to_whoever_is_in_the_room(scene, asked):
    scene.must("room.open")
    Picture.objects.update(content=b"a" * 1000)
    address = first_address(asked)
    for role in (Role.PARTICIPANT, Role.HOST, Role.SCREEN):
        answer = scene.client(role).get(address, headers={"accept-encoding": "gzip"})
        assert answer.status_code == 200 and answer.content == b"a" * 1000, "not compressed twice"
        assert answer.headers["Content-Type"] == "image/webp"
        assert answer.headers["Cache-Control"] == "private, max-age=86400, immutable"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "'self'" in answer.headers["Content-Security-Policy"]


def test_a_picture_is_not_served_to_anybody_else(scene, asked):
    address = first_address(asked)
    elsewhere = Scene.build("anders")
    elsewhere.must("room.open")
    for role in (Role.PARTICIPANT, Role.HOST):
        moved = address.replace(scene.room.pk, elsewhere.room.pk)
        assert elsewhere.client(role).get(moved).status_code == 404, "not of that room"
    assert Client().get(address).status_code == 200, "the projector is open to whoever knows its address"
    scene.must("room.lock")
    for client in (Client(), elsewhere.client(Role.PARTICIPANT), elsewhere.client(Role.HOST)):
        assert client.get(address).status_code == 404
    assert scene.client(Role.PARTICIPANT).get(address).status_code == 200
    scene.must("room.close")
    assert scene.client(Role.PARTICIPANT).get(address).status_code == 404
    assert scene.client(Role.HOST).get(address).status_code == 200


def test_a_draft_shows_its_pictures_to_hosts_only(scene, draft):
    scene.must("room.open")
    give_pictures(draft)
    address = first_address(draft)
    assert scene.client(Role.HOST).get(address).status_code == 200
    for role in (Role.PARTICIPANT, Role.STRANGER):
        assert scene.client(role).get(address).status_code == 404
    for role in (Role.PARTICIPANT, Role.SCREEN):
        assert not has_digest(draft, Browser(scene, role).page())
    assert has_digest(draft, Browser(scene, Role.HOST).page())


def test_pictures_follow_their_texts_when_a_draft_is_edited(scene, draft):
    give_pictures(draft)
    scene.must("poll.edit", **DRAFT | {"options": "Op het plein\nIn het park\nThuis"}, poll=draft.pk)
    assert contents_of(draft) == [b"picture 1", b"picture 0", b""]
    scene.must("poll.edit", **DRAFT | {"options": "Op het plein\nIn het mooie park\nThuis"}, poll=draft.pk)
    assert contents_of(draft) == [b"picture 1", b"picture 0", b""]
    assert carried(["a", "b"], [b"1", b"2"], ["c"]) == [b""]


def test_the_preview_shows_the_pictures_of_a_draft(scene, draft):
    give_pictures(draft)
    form = {"csrfmiddlewaretoken": "", **DRAFT, "poll": str(draft.pk)}
    page = scene.client(Role.HOST).get(f"/r/{scene.room.pk}/host/").content.decode()
    form["csrfmiddlewaretoken"] = page.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    seen = scene.client(Role.HOST).post(f"/r/{scene.room.pk}/preview/", form).content.decode()
    assert seen.count(first_address(draft)) == 2, "on the phone and on the projector"
    form["poll"] = "1" * 5_000
    assert scene.client(Role.HOST).post(f"/r/{scene.room.pk}/preview/", form).status_code == 200


@pytest.mark.both_databases
def test_copies_have_pictures_too(scene, asked):
    scene.must("poll.close", poll=asked.pk)
    for _twice in range(2):
        scene.must("poll.again", poll=asked.pk)
    scene.must("poll.keep", poll=asked.pk)
    scene.must("poll.keep", poll=asked.pk)
    assert Template.objects.count() == 1 and TemplatePicture.objects.count() == 2
    again = scene.room.polls.get(round=2)
    assert contents_of(again) == contents_of(asked) == [b"picture 0", b"picture 1"]
    scene.must("poll.discard", poll=again.pk)
    scene.must("template.use", template=Template.objects.get().pk)
    assert contents_of(scene.room.polls.get(state="draft")) == contents_of(asked)


def test_a_poll_that_is_taken_over_brings_its_pictures_along(scene, asked):
    elsewhere = Scene.build("later")
    Hosting.objects.create(session=elsewhere.session, user=scene.host)
    host = Actor(elsewhere.room.pk, Role.HOST, user=scene.host.pk)
    assert perform("poll.take", host, {"poll": asked.pk}).status == "ok"
    assert contents_of(elsewhere.room.polls.get()) == contents_of(asked)


def test_a_survey_is_not_opened_by_half(scene, draft):
    other = scene.draft()
    scene.must("survey.make", title="Alles", poll=[other.pk, draft.pk])
    survey = scene.room.surveys.get()
    assert "hebben nog geen plaatje" in scene.ask("survey.open", survey=survey.pk).sentence
    assert not scene.room.polls.filter(state="open").exists()
    give_pictures(draft)
    scene.must("survey.open", survey=survey.pk)
    assert Browser(scene, Role.PARTICIPANT).parts()["poll"].count('<img class="picture"') == 2


def test_hands_for_pictures_are_of_people_where_each_has_one(scene, asked):
    first, second = asked.options.all()
    scene.must("poll.count_hands", poll=asked.pk, **{f"hands-{first.pk}": "2", f"hands-{second.pk}": "3"}, people="1")
    asked.refresh_from_db()
    assert asked.hands["people"] == 5


def test_the_archive_shows_pictures_to_its_readers(scene, asked):
    scene.must("room.open")
    for who in range(3):
        scene.vote(asked, who=who)
    scene.must("poll.close", poll=asked.pk)
    organiser = Client()
    organiser.force_login(scene.organiser)
    page = organiser.get(f"/archive/{scene.programme.slug}/").content.decode()
    address = page.split('<img class="thumb" src="')[1].split('"')[0]
    assert organiser.get(address).content == b"picture 0"
    assert scene.client(Role.PARTICIPANT).get(address).status_code == 302
    assert scene.client(Role.HOST).get(address).status_code == 200
    stranger = Client()
    stranger.force_login(Scene.build("elders").organiser)
    assert stranger.get(address).status_code == 404


def test_words_that_are_taken_out_of_an_answer_take_its_picture_along(scene, asked):
    first = asked.options.first()
    scene.must("poll.keep", poll=asked.pk)
    template = Template.objects.get()
    assert take_out(scene, "poll", asked.pk, f"option-{first.pk}", "park").status == "ok"
    assert take_out(scene, "template", template.pk, "option-1", "park").status == "ok"
    assert contents_of(asked) == [b"", b"picture 1"]
    assert [picture.number for picture in template.pictures.all()] == [1]
    assert Browser(scene, Role.PARTICIPANT).parts()["poll"].count('<img class="picture"') == 1


def test_pictures_go_with_the_term_and_with_the_room(scene, asked):
    scene.must("poll.again", poll=scene.draft().pk)
    assert purge_pictures(scene.programme, timezone.now()) == {"pictures": 2}
    assert asked.options.count() == 2
    scene.must("poll.close", poll=asked.pk)
    scene.must("poll.again", poll=asked.pk)
    give_pictures(scene.room.polls.get(round=2))
    scene.room.delete()
    assert not Picture.objects.exists()
