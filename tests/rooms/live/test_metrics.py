"""`/metrics` counts what happens, says it to the right people, and names nobody."""

import re
import uuid

import pytest
from django.test import Client
from prometheus_client import REGISTRY

from rooms.live.base import metrics
from rooms.live.base.people import Audience, Role
from rooms.live.commands.register import CommandRequest
from rooms.live.commands.writer import Writer


def value(name, **labels):
    """A sample's value; 0 when it was never touched."""
    return REGISTRY.get_sample_value(name, labels) or 0


@pytest.fixture
def ask(scene):
    """Have commands carried out by a writer of the test's own; answers their receipts."""
    writer = Writer()

    def submit(name, **data):
        return writer.submit(CommandRequest(name, scene.as_host, data)).result(10)

    yield submit
    writer.close()


def test_commands_are_counted_by_name_and_status(ask):
    before = value("livesessions_commands_total", command="floor.announce", status="ok")
    seconds = value("livesessions_receipt_seconds_count")

    assert ask("floor.announce", text="Welkom").status == "ok"

    assert value("livesessions_commands_total", command="floor.announce", status="ok") == before + 1
    assert value("livesessions_receipt_seconds_count") == seconds + 1


def test_a_made_up_command_makes_no_label(ask):
    name = f"made.up.{uuid.uuid4()}"
    before = value("livesessions_commands_total", command="unknown", status="refused")

    assert ask(name).status == "refused"

    assert value("livesessions_commands_total", command="unknown", status="refused") == before + 1
    assert name not in Client().get("/metrics").content.decode()


def test_a_batch_is_counted_with_its_size(ask):
    before = value("livesessions_batch_size_sum")
    ask("floor.announce", text="Welkom")
    assert value("livesessions_batch_size_sum") == before + 1


def test_every_close_code_has_its_counter():
    assert {4000, 4008, 4012, 4400, 4401, 4403, 4404, 4409, 4429} <= metrics.closes.keys()


def test_sockets_stand_there_for_every_audience(scene):
    text = Client().get("/metrics").content.decode()
    for audience in Audience:
        assert f'livesessions_sockets{{audience="{audience.value}"}} 0.0' in text


def test_this_machine_may_read(db):
    assert Client().get("/metrics").status_code == 200


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "X-Forwarded-Proto", "Via"])
def test_a_proxy_on_this_machine_may_not(db, header):
    assert Client().get("/metrics", headers={header: "192.0.2.1"}).status_code == 403


def test_others_may_not(db):
    assert Client(REMOTE_ADDR="192.0.2.1").get("/metrics").status_code == 403


@pytest.mark.parametrize(
    ("given", "status"), [("Bearer the-right-one", 200), ("Bearer another", 403), ("Bearer ", 403), ("", 403)]
)
def test_others_may_with_the_token(db, settings, given, status):
    settings.METRICS_TOKEN = "the-right-one"
    client = Client(REMOTE_ADDR="192.0.2.1")
    assert client.get("/metrics", headers={"Authorization": given}).status_code == status


def test_an_empty_token_opens_nothing(db, settings):
    settings.METRICS_TOKEN = ""
    assert Client(REMOTE_ADDR="192.0.2.1").get("/metrics", headers={"Authorization": "Bearer "}).status_code == 403


def test_it_names_nobody_and_no_room(scene, ask):
    scene.client(Role.PARTICIPANT).get(f"/r/{scene.room.pk}/")
    poll = scene.asked()
    scene.vote(poll)
    ask("floor.announce", text="Zeldzaamwoord")

    text = Client().get("/metrics").content.decode()

    assert "livesessions_commands_total" in text
    secrets = [scene.room.pk, scene.room.code, "Zeldzaamwoord", *(person.name for person in scene.people)]
    secrets += [form for person in scene.people for form in (str(person.pk), person.pk.hex)]
    assert not [secret for secret in secrets if secret in text]
    assert not re.search(r"\d+\.\d+\.\d+\.\d+", text.replace("3.11", ""))
