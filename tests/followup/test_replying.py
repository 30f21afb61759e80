"""A kind of thing that only this test knows is answered in writing and found with its code: nothing names it."""

import pytest
from django.test import Client

from livesessions.followup.answerable import Answerable, register
from livesessions.followup.models import Receipt, Reply
from rooms.live.base.people import Role
from tests.followup.conftest import code_of

pytestmark = pytest.mark.both_databases


def address(scene) -> str:
    return f"/hosting/{scene.session.pk}/answers/"


def write(scene, key: str, text: str, client: Client | None = None, **more: object):
    data = {"kind": "letter", "key": key, "version": 0, "text": text, **more}
    return (client or scene.client(Role.HOST)).post(address(scene), data)


def found_with(code: str) -> str:
    return Client().post("/antwoord/", {"code": code}).content.decode()


def test_it_is_answered_by_the_host_and_read_with_the_code(letters, prepared):
    page = prepared.client(Role.HOST).get(address(prepared)).content.decode()
    assert "Waar is de sleutel?" in page and "een brief" in page and 'id="letter-a"' in page
    assert "Er is nog geen geschreven antwoord" in found_with(code_of("a"))
    assert write(prepared, "a", " Onder de mat. ").status_code == 302
    assert letters.heard == [("a", "Onder de mat.")]
    page = found_with(code_of("a").upper())
    assert "Waar is de sleutel?" in page and "We hebben je brief gelezen." in page
    assert "Onder de mat." in page and "host-dag" in page


def test_what_asks_the_same_has_the_same_answer_and_its_own_comes_first(letters, prepared):
    write(prepared, "a", "Onder de mat.")
    assert "Onder de mat." in found_with(code_of("b"))
    write(prepared, "b", "Anna.")
    assert "Anna." in found_with(code_of("b")) and "Onder de mat." in found_with(code_of("a"))


def test_a_correction_is_a_version_and_the_same_once_more_is_none(letters, prepared):
    for version, text in ((0, "Onder de mat."), (1, "Onder de mat. "), (1, "Bij de buren."), (0, "Bij de buren.")):
        assert write(prepared, "a", text, version=version).status_code == 302
    kept = Reply.objects.order_by("version").values_list("version", "text", "by_name")
    assert list(kept) == [(1, "Onder de mat.", "host-dag"), (2, "Bij de buren.", "host-dag")]
    assert "Bij de buren." in found_with(code_of("a")) and len(letters.heard) == 2


def test_of_two_writers_the_second_hears_of_the_first(letters, prepared):
    write(prepared, "a", "Van de een.")
    late = write(prepared, "a", "Van de ander.")
    page = late.content.decode()
    assert late.status_code == 422 and "Iemand anders schreef net" in page
    assert "Van de ander." in page and "Van de een." in page, "nothing that was typed is lost"
    assert Reply.objects.get().text == "Van de een."


def test_a_writer_who_is_not_logged_in_any_more_can_copy_the_answer(letters, prepared):
    late = write(prepared, "a", "Onder <de> mat.", Client())
    assert late.status_code == 403 and "Onder &lt;de&gt; mat." in late.content.decode()
    assert Client().get(address(prepared)).status_code == 302
    careful = Client(enforce_csrf_checks=True)
    own = {"Sec-Fetch-Site": "same-origin"}
    old = careful.post(address(prepared), {"kind": "letter", "key": "a", "text": "Bij de buren."}, headers=own)
    assert old.status_code == 403 and "Bij de buren." in old.content.decode()
    foreign = careful.post(address(prepared), {"text": "Bel dit nummer."}, headers={"Sec-Fetch-Site": "cross-site"})
    assert foreign.status_code == 403 and "Bel dit nummer." not in foreign.content.decode()
    assert not Reply.objects.exists()


def test_a_reply_that_the_feature_refuses_is_not_there(letters, prepared):
    """It was taken away after the page was made."""
    letters.gone.add("a")
    assert write(prepared, "a", "Te laat.").status_code == 422
    assert not Reply.objects.exists()
    assert "Deze code kennen we niet" in found_with(code_of("a")), "what is gone is not quoted"


@pytest.mark.parametrize(
    "wrong", [{"key": "zzz"}, {"kind": "song"}, {"text": "  "}, {"text": "a" * 2001}, {"version": "x"}, {"version": -1}]
)
def test_what_is_wrong_is_said_and_changes_nothing(wrong, letters, prepared):
    refused = write(prepared, **{"key": "a", "text": "Onder de mat."} | wrong)
    assert refused.status_code == 422 and 'role="alert"' in refused.content.decode()
    assert not Reply.objects.exists()


def test_who_may_answer(letters, prepared, elsewhere):
    organiser, stranger = Client(), Client()
    organiser.force_login(prepared.organiser)
    stranger.force_login(elsewhere.host)
    for client, status, refusal in (
        (Client(), 302, 403),
        (prepared.client(Role.PARTICIPANT), 302, 403),
        (stranger, 404, 404),
    ):
        assert client.get(address(prepared)).status_code == status
        assert write(prepared, "a", "Nee.", client).status_code == refusal
    assert not Reply.objects.exists()
    assert write(prepared, "a", "Ja.", organiser).status_code == 302
    assert Reply.objects.get().by == prepared.organiser


def test_a_feature_can_say_who_may_answer(letters, prepared):
    register(Answerable("secret", letters.waiting, letters.sent, letters.replied, lambda session, user: False))
    page = prepared.client(Role.HOST).get(address(prepared)).content.decode()
    assert 'id="letter-a"' in page and 'id="secret-a"' not in page
    assert write(prepared, "a", "Nee.", kind="secret").status_code == 422 and not Reply.objects.exists()


def test_receipts_and_replies_go_with_the_session(letters, prepared):
    write(prepared, "a", "Onder de mat.")
    assert Receipt.objects.count() == 2
    prepared.session.delete()
    assert not Receipt.objects.exists() and not Reply.objects.exists()


def test_two_kinds_do_not_share_a_name(letters):
    with pytest.raises(ValueError, match="two kinds"):
        register(Answerable("letter", letters.waiting, letters.sent, letters.replied))


@pytest.mark.parametrize("number", [1, 2])
def test_the_pages_cost_the_same(number, letters, prepared, django_assert_num_queries):
    letters.texts = dict(list(letters.texts.items())[:number])
    client = prepared.client(Role.HOST)
    for key in letters.texts:
        write(prepared, key, "Ja.")
    # Session and user, the session asked for, who may; replies to letters, and the board's questions.
    with django_assert_num_queries(8):
        assert client.get(address(prepared)).status_code == 200
    with django_assert_num_queries(2):  # receipt, replies
        assert "Ja." in found_with(code_of("a"))
