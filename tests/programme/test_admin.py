"""The administrator's desk."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.admin.models import LogEntry
from django.contrib.auth import get_user_model
from django.core import mail

from livesessions.accounts.making import make_account
from livesessions.programme.models import Hosting, Participant, Programme, Session, Team

from .conftest import DAY

MODELS = ["programme", "session", "team", "participant", "hosting"]
# What our content security policy would block, silently.
INLINE = re.compile(
    r"""<script(?![^>]*\b(?:src|type="application/json")=?)[^>]*>|<style|\sstyle=|\son[a-z]+=["']|javascript:""", re.I
)


@pytest.fixture
def fill(day, plan):
    """Put `items` of everything into the day."""

    def fill_day(items):
        for number in range(items):
            session = plan(f"Sessie {number}", 10 + number)
            user = get_user_model().objects.create_user(f"u{number}", f"u{number}@wijkteams.example")
            Hosting.objects.create(session=session, user=user)
            day.organisers.add(user)
            team = Team.objects.create(programme=day, name=f"Team {number}", number=number)
            Participant.objects.create(programme=day, team=team, name=f"Deelnemer {number}")

    return fill_day


@pytest.mark.parametrize("model", MODELS)
def test_every_page_opens_and_holds_nothing_inline(desk, fill, model):
    fill(1)
    objects = {
        "programme": Programme, "session": Session, "team": Team, "participant": Participant, "hosting": Hosting
    }  # fmt: skip
    one = objects[model].objects.get()
    for address in ("", "?q=team", "add/", f"{one.pk}/change/", f"{one.pk}/delete/", f"{one.pk}/history/"):
        response = desk.get(f"/admin/programme/{model}/{address}")
        expected = 403 if (model, address) == ("participant", "add/") else 200
        assert response.status_code == expected, address
        if expected == 200:
            assert not INLINE.search(response.content.decode()), address


def test_the_front_of_the_desk_and_the_accounts_hold_nothing_inline(desk, administrator):
    for address in ("", "auth/user/", "auth/user/add/", f"auth/user/{administrator.pk}/change/"):
        response = desk.get(f"/admin/{address}")
        assert response.status_code == 200
        assert not INLINE.search(response.content.decode()), address


def test_what_is_forbidden_inline_would_be_found():
    for page in ("<script>", "<script nonce=x>", "<p style='x'>", "<style>", '<a onclick="x()">'):
        assert INLINE.search(page)
    assert not INLINE.search('<script src="a.js"></script><script type="application/json" id="x">{}</script>')


# Log-in session, user, factors, the filters and the hierarchy of dates are in these numbers; rows are not.
LISTS = {"programme": 9, "session": 9, "team": 7, "participant": 7, "hosting": 7}


@pytest.mark.parametrize("items", [1, 3])
@pytest.mark.parametrize("model", MODELS)
def test_more_rows_cost_no_more_queries(desk, fill, model, items, django_assert_num_queries):
    fill(items)
    with django_assert_num_queries(LISTS[model]):
        desk.get(f"/admin/programme/{model}/")


@pytest.mark.parametrize("hosts", [1, 3])
def test_more_hosts_cost_no_more_queries(desk, plan, hosts, django_assert_num_queries):
    session = plan()
    for number in range(hosts):
        user = get_user_model().objects.create_user(f"u{number}", f"u{number}@wijkteams.example")
        Hosting.objects.create(session=session, user=user)
    with django_assert_num_queries(6):
        desk.get(f"/admin/programme/session/{session.pk}/change/")


@pytest.mark.parametrize(
    ("model", "field", "term", "found"),
    [
        ("session", "programme", "dag", ["Dag van de Straat"]),
        ("team", "programme", "elders", []),
        ("hosting", "session", "sessie", ["Sessie 0", "Sessie 1"]),
        ("hosting", "user", "derde", ["derde@wijkteams.example"]),
    ],
)
def test_what_is_typed_is_completed(desk, fill, model, field, term, found):
    fill(2)
    make_account("derde@wijkteams.example")
    asked = {"app_label": "programme", "model_name": model, "field_name": field, "term": term}
    response = desk.get("/admin/autocomplete/", asked)
    assert [choice["text"] for choice in response.json()["results"]] == found


def test_a_session_is_planned_with_its_host(desk, day, administrator):
    fields = {
        "programme": day.pk, "title": "Nieuw", "kind": "lecture",
        "starts_at_0": DAY.isoformat(), "starts_at_1": "10:00", "ends_at_0": DAY.isoformat(), "ends_at_1": "11:00",
        "hostings-TOTAL_FORMS": 1, "hostings-INITIAL_FORMS": 0, "hostings-0-user": administrator.pk,
    }  # fmt: skip
    response = desk.post("/admin/programme/session/add/", fields)
    assert response.status_code == 302
    assert Session.objects.get(title="Nieuw").hostings.get().user == administrator
    late = desk.post("/admin/programme/session/add/", fields | {"title": "Laat", "ends_at_0": "2031-05-21"})
    assert late.status_code == 200
    assert "ends_at" in late.context["adminform"].form.errors


def test_a_participant_is_found_by_team_and_not_changed(desk, day):
    team = Team.objects.create(programme=day, name="Noord", number=1)
    here = Participant.objects.create(programme=day, team=team, name="Iemand")
    Participant.objects.create(programme=day, name="Wilma")
    found = desk.get("/admin/programme/participant/?q=noord").content.decode()
    assert "Iemand" in found
    assert "Wilma" not in found
    desk.post(f"/admin/programme/participant/{here.pk}/change/", {"name": "Veranderd"})
    here.refresh_from_db()
    assert here.name == "Iemand"


def test_removing_a_participant_tells_nothing_and_keeps_no_name(desk, day):
    here = Participant.objects.create(programme=day, name="Iemand Zeldzaam")
    address = f"/admin/programme/participant/{here.pk}/delete/"
    assert len(desk.get(address).context["deleted_objects"]) == 1
    assert desk.post(address, {"post": "yes"}).status_code == 302
    assert not Participant.objects.exists()
    assert "Zeldzaam" not in str(list(LogEntry.objects.values()))
    assert LogEntry.objects.count() == 1


def test_removing_several_participants_keeps_no_name_either(desk, day):
    people = [Participant.objects.create(programme=day, name=f"Zeldzaam {i}") for i in range(2)]
    data = {"action": "delete_selected", "_selected_action": [str(p.pk) for p in people], "post": "yes"}
    desk.post("/admin/programme/participant/", data)
    assert not Participant.objects.exists()
    assert "Zeldzaam" not in str(list(LogEntry.objects.values()))


def test_the_desk_is_for_administrators(client, day, db):
    response = client.get("/admin/")
    assert response.status_code == 302
    away = client.get(response["location"])
    assert away["location"].startswith("/accounts/login/")  # not the admin's own, which knows no second factor
    client.force_login(get_user_model().objects.create_user("iemand", "iemand@wijkteams.example"))
    assert client.get("/admin/", follow=True).status_code == 403
    assert client.get("/admin/programme/participant/", follow=True).status_code == 403


def test_a_lost_telephone_is_taken_away_without_showing_its_secret(desk, administrator):
    owner = make_account("kwijt@wijkteams.example")
    factor = Authenticator.objects.create(user=owner, type="totp", data={"secret": "ZELDZAAMGEHEIM"})
    for address in ("", f"{factor.pk}/change/", f"{factor.pk}/delete/"):
        page = desk.get(f"/admin/mfa/authenticator/{address}")
        assert page.status_code == 200
        assert "ZELDZAAMGEHEIM" not in page.content.decode()
    assert desk.get("/admin/mfa/authenticator/add/").status_code == 403
    desk.post(f"/admin/mfa/authenticator/{factor.pk}/delete/", {"post": "yes"})
    assert not Authenticator.objects.exists()
    assert [letter.to for letter in mail.outbox] == [[owner.email]]


def test_an_account_is_made_with_an_address_and_invited(desk, client):
    new = {"email": "Nieuw@Wijkteams.Example", "usable_password": "false"}
    assert desk.post("/admin/auth/user/add/", new).status_code == 302
    user = get_user_model().objects.get(email="nieuw@wijkteams.example")
    assert not user.has_usable_password()
    assert EmailAddress.objects.get(user=user).verified
    desk.post("/admin/auth/user/", {"action": "invite", "_selected_action": [user.pk]})
    [letter] = mail.outbox
    assert letter.to == [user.email]
    link = re.search(r"http://testserver(/\S+)", letter.body)[1]
    client.logout()
    form = client.get(link, follow=True)
    chosen = client.post(
        form.redirect_chain[-1][0], {"password1": "paard batterij nietje", "password2": "paard batterij nietje"}
    )
    assert chosen.status_code == 302
    assert client.login(email=user.email, password="paard batterij nietje")


def test_an_address_belongs_to_one_account(desk, administrator):
    twice = {"email": "BEHEER@wijkteams.example", "usable_password": "false"}
    response = desk.post("/admin/auth/user/add/", twice)
    assert "email" in response.context["adminform"].form.errors


def test_the_login_follows_the_address(desk):
    user = get_user_model().objects.create_user("oud@wijkteams.example", "oud@wijkteams.example")
    assert EmailAddress.objects.get(user=user).verified  # whoever makes an account answers for its address
    response = desk.post(f"/admin/auth/user/{user.pk}/change/", {"email": "nieuw@wijkteams.example", "is_active": "on"})
    assert response.status_code == 302
    assert [letter.to for letter in mail.outbox] == [["oud@wijkteams.example"]]
    mail.outbox.clear()
    user.refresh_from_db()
    assert user.username == user.email == "nieuw@wijkteams.example"
    assert list(EmailAddress.objects.filter(user=user).values_list("email", flat=True)) == ["nieuw@wijkteams.example"]
    desk.post(f"/admin/auth/user/{user.pk}/change/", {"email": "nieuw@wijkteams.example"})  # now inactive
    desk.post("/admin/auth/user/", {"action": "invite", "_selected_action": [user.pk]})
    assert not mail.outbox
