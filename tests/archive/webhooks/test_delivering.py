"""A session is archived, and the webhooks of its programme hear of it: once, signed, later if they must, or never."""

import base64
import hashlib
import hmac
import json
from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from livesessions.archive.models import Delivery
from livesessions.archive.webhooks import delivering, queueing
from livesessions.archive.webhooks.delivering import deliver_due
from livesessions.archive.webhooks.queueing import try_out
from rooms.live.base.people import Role
from tests.archive.webhooks.conftest import added

pytestmark = pytest.mark.usefixtures("reachable")


@pytest.fixture
def hook(scene, receiver):
    """A webhook of the programme, and its secret."""
    return added(scene.programme, receiver.address)


def waits() -> Delivery:
    """The one delivery."""
    return Delivery.objects.get()


def time_comes() -> None:
    """It is tried now."""
    Delivery.objects.filter(next_at__isnull=False).update(next_at=timezone.now())
    deliver_due()


@pytest.mark.both_databases
def test_who_is_told_and_what(scene, elsewhere, hook, receiver):
    scene.put("Wat helpt Fatima?")
    added(elsewhere.programme, receiver.address)
    scene.must("room.close")
    assert not Delivery.objects.exists(), "the end can be taken back"
    scene.must("room.finish")
    assert waits().webhook == hook[0], "no other programme is told"
    assert not receiver.received, "nothing is sent while somebody waits"
    deliver_due()
    [(_path, headers, body)] = receiver.received
    said = json.loads(body)
    assert said["type"] == "session.archived"
    assert said["data"] == {
        "programme": "dag",
        "session": scene.session.pk,
        "session_address": f"http://127.0.0.1:8000/api/v1/sessions/{scene.session.pk}",
        "items_address": f"http://127.0.0.1:8000/api/v1/items?programme=dag&session={scene.session.pk}",
    }
    assert not [word for word in ("Fatima", "Mens", scene.session.title, "Dag dag") if word in body.decode()]
    signature = hmac.new(
        base64.b64decode(hook[1].removeprefix("whsec_")),
        f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body,
        hashlib.sha256,
    )
    assert headers["webhook-signature"] == "v1," + base64.b64encode(signature.digest()).decode()
    assert abs(int(headers["webhook-timestamp"]) - timezone.now().timestamp()) < 10
    time_comes()
    assert len(receiver.received) == 1 and waits().delivered_at and waits().next_at is None


def test_an_end_that_fails_tells_nobody(scene, hook):
    with transaction.atomic():
        queueing.announce(scene.session)
        transaction.set_rollback(True)
    assert not Delivery.objects.exists()


def test_it_is_tried_again_with_growing_pauses_and_given_up_after_a_day(hook, receiver):
    receiver.status = 500
    try_out(hook[0])
    pauses = []
    while waits().next_at:
        assert len(pauses) < 20
        before = timezone.now()
        time_comes()
        if waits().next_at:
            pauses.append(round((waits().next_at - before).total_seconds()))
            Delivery.objects.update(queued_at=waits().queued_at - timedelta(seconds=pauses[-1]))
    assert pauses == sorted(pauses) and pauses[0] == 10 and 12 * 3600 < sum(pauses) <= 24 * 3600
    done = waits()
    assert done.given_up_at and (done.problem, done.status) == ("status", 500)
    assert len({headers["webhook-id"] for _path, headers, _body in receiver.received}) == 1
    assert len({body for _path, _headers, body in receiver.received}) == 1
    assert done.tries == len(receiver.received) == len(pauses) + 1


def test_two_processes_send_it_once_and_one_that_died_loses_nothing(hook, receiver):
    try_out(hook[0])
    seen = [waits(), waits()]
    assert [delivering._is_taken(each) for each in seen] == [True, False]
    deliver_due()
    assert not receiver.received, "somebody is at it"
    Delivery.objects.update(next_at=waits().next_at - delivering.TAKEN_FOR)
    deliver_due()
    assert len(receiver.received) == 1 and waits().tries == 2


def test_one_that_fails_does_not_keep_the_others_from_going(hook, receiver, scene):
    added(scene.programme, "https://10.0.0.1/")
    for webhook in scene.programme.webhooks.order_by("-pk"):
        try_out(webhook)
    deliver_due()
    assert len(receiver.received) == 1
    assert Delivery.objects.exclude(problem="").get().problem == "forbidden"


def test_a_secret_of_an_earlier_key_is_said(hook, receiver, settings):
    settings.SECRET_KEY = "another-key-" + "z" * 40
    try_out(hook[0])
    deliver_due()
    assert waits().problem == "secret" and not receiver.received


def test_what_is_over_is_kept_for_a_while(hook, receiver, monkeypatch):
    monkeypatch.setattr(queueing, "LOGGED", 2)
    for _time in range(4):
        try_out(hook[0])
        time_comes()
    assert Delivery.objects.count() == 2


# --- The page --------------------------------------------------------------------------------------------------------


@pytest.fixture
def desk(scene):
    """The browser of who organises the programme."""
    client = Client()
    client.force_login(scene.organiser)
    return client


PAGE = "/archive/dag/webhooks/"


def test_an_organiser_adds_one_tries_it_out_and_removes_it(scene, desk, receiver):
    answer = desk.post(PAGE, {"add": "1", "address": receiver.address})
    page = answer.content.decode()
    assert answer.status_code == 201 and page.count("whsec_") == 1
    hook = scene.programme.webhooks.get()
    assert "whsec_" not in desk.get(PAGE).content.decode() and "whsec_" not in hook.secret
    desk.post(PAGE, {"try": hook.pk})
    assert "Onderweg" in desk.get(PAGE).content.decode()
    receiver.status = 500
    deliver_due()
    assert "Het antwoord was niet dat het is aangekomen." in desk.get(PAGE).content.decode()
    receiver.status = 200
    time_comes()
    assert "Aangekomen om" in desk.get(PAGE).content.decode()
    for _time in range(6):
        page = desk.post(PAGE, {"try": hook.pk}, follow=True).content.decode()
    assert "Wacht een minuut" in page and hook.deliveries.count() == 5
    desk.post(PAGE, {"remove": hook.pk})
    assert not scene.programme.webhooks.exists() and not Delivery.objects.exists()


def test_what_cannot_be_added_is_said_and_stays_in_the_field(scene, desk, receiver):
    answer = desk.post(PAGE, {"add": "1", "address": "ftp://example.org/<x>"})
    assert answer.status_code == 422 and 'value="ftp://example.org/&lt;x&gt;"' in answer.content.decode()
    for _time in range(6):
        answer = desk.post(PAGE, {"add": "1", "address": receiver.address})
    assert answer.status_code == 422 and scene.programme.webhooks.count() == 5


def test_nobody_else(scene, elsewhere, hook, desk):
    other = added(elsewhere.programme, "https://example.org/")[0]
    for post in ({"remove": other.pk}, {"try": other.pk}, {"remove": "x"}, {"remove": "9" * 40}):
        assert desk.post(PAGE, post).status_code == 302
    assert elsewhere.programme.webhooks.exists() and not Delivery.objects.exists()
    stranger = Client()
    stranger.force_login(elsewhere.organiser)
    for client, status in ((stranger, 404), (scene.client(Role.HOST), 404), (Client(), 302)):
        for answer in (client.get(PAGE), client.post(PAGE, {"remove": hook[0].pk})):
            assert answer.status_code == status and b"hook?key" not in answer.content
    assert scene.programme.webhooks.exists()


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_costs_the_same_for_one_and_for_three(number, scene, desk, django_assert_num_queries):
    for each in range(number):
        try_out(added(scene.programme, f"https://example.org/{each}")[0])
    with django_assert_num_queries(6):  # session, account, factors, programme, webhooks, deliveries
        assert desk.get(PAGE).content.decode().count("https://example.org/") == number
