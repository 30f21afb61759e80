"""A minute at an administrator's laptop gives nobody a right: who gives one confirms that it is them."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, Permission, User
from django.forms import (
    ChoiceField,
    DateField,
    EmailField,
    ModelChoiceField,
    ModelMultipleChoiceField,
    SplitDateTimeField,
)
from django.test import Client
from django.urls import get_resolver

from livesessions.accounts.making import make_account
from livesessions.programme.models import Hosting, Programme

THIEF = "dief@elders.example"
GIVES = (User, Group, Permission)
"""Whatever names one of these in a form may give somebody a right."""


def rights():
    """Who may do what, as the database says it."""
    through = [User.groups.through, User.user_permissions.through, Group.permissions.through]
    tables = [Group, Hosting, *through, Programme.organisers.through]
    accounts = User.objects.order_by("pk").values_list("pk", "email", "is_staff", "is_superuser", "is_active")
    return list(accounts), [sorted(map(str, table.objects.values_list())) for table in tables]


def pages():
    """Every page of the administration on which something is added or changed, from the resolver, and its model."""
    [site] = [each for each in get_resolver().url_patterns if getattr(each, "namespace", "") == "admin"]
    names = {name for name in site.reverse_dict if isinstance(name, str)}
    for model in admin.site._registry:
        label, first = (model._meta.app_label, model._meta.model_name), model.objects.order_by("pk").first()
        if "_".join((*label, "add")) in names:
            yield model, "/admin/{}/{}/add/".format(*label)
        if "_".join((*label, "change")) in names and first is not None:
            yield model, "/admin/{}/{}/".format(*label) + f"{first.pk}/change/"


def forms_on(page):
    """The forms that a page sends together."""
    formsets = [each.formset for each in page.context["inline_admin_formsets"]]
    rows = [row for formset in formsets for row in (formset.management_form, *formset.extra_forms)]
    return [page.context["adminform"].form, *rows]


def gives_rights(model, page):
    """Whether what is saved there names an account, or what accounts may do."""
    chosen = [getattr(field, "queryset", None) for form in forms_on(page) for field in form.fields.values()]
    return model in GIVES or any(found.model in GIVES for found in chosen if found is not None)


def filled_in(page, scene, thief):
    """What the forms of a page send, with the thief in every place where an account is chosen."""
    sent = {}
    day = scene.programme.starts_on.isoformat()
    for form in forms_on(page):
        for name, field in form.fields.items():
            value = form[name].value()
            if isinstance(field, ModelChoiceField):
                one = thief.pk if field.queryset.model is User else field.queryset.order_by("pk").first().pk
                value = [one] if isinstance(field, ModelMultipleChoiceField) else one
            elif isinstance(field, SplitDateTimeField):
                sent |= {f"{name}_0": day, f"{name}_1": "11:00" if name.startswith("ends") else "10:00"}
                continue
            elif field.required and isinstance(field, ChoiceField):
                value = next(key for key, _label in field.choices if key)
            elif field.required and value in (None, ""):
                made_up = {DateField: day, EmailField: "nieuw@wijkteams.example"}
                value = next((text for kind, text in made_up.items() if isinstance(field, kind)), "nieuw")
            sent[form.add_prefix(name)] = "on" if value is True else value
    return {name: value for name, value in sent.items() if value is not None and value is not False}


@pytest.fixture
def thief(scene):
    """Somebody with an account and no rights."""
    return make_account(THIEF)


@pytest.fixture
def desk(scene, administrator):
    """A browser at an administrator's desk who logged in a while ago."""
    Group.objects.create(name="beheer")
    client = Client()
    client.force_login(administrator)
    return client


def confirm(desk):
    """Give the password; where that leads, and what is done on the way."""
    return desk.post("/accounts/reauthenticate/?next=/admin/", {"password": "een lange zin 1"})


def test_no_page_gives_a_right_without_a_password(desk, scene, administrator, thief):
    reader = Client()
    reader.force_login(administrator)
    confirm(reader)
    before, walked = rights(), set()
    for model, address in pages():
        page = reader.get(address)
        if page.status_code == 403 or not gives_rights(model, page):
            continue
        walked.add(address.removesuffix("change/").rstrip("0123456789/"))
        sent = filled_in(page, scene, thief)
        refused = desk.post(address, sent)
        assert refused.status_code == 302, (address, refused.context["errors"])
        assert refused.url.startswith("/accounts/reauthenticate/"), address
        assert rights() == before, address
    assert {"auth/user", "auth/group/add", "programme/hosting", "programme/session/add", "programme/programme"} <= {
        address.removeprefix("/admin/") for address in walked
    }


def test_what_was_typed_is_saved_as_soon_as_the_password_is_right(desk, scene, thief):
    address = f"/admin/programme/programme/{scene.programme.pk}/change/"
    sent = filled_in(desk.get(address), scene, thief) | {"title": "Een dag met een andere naam"}
    late = desk.post(address, sent)
    scene.programme.refresh_from_db()
    assert scene.programme.title != sent["title"], "all of it or nothing"
    assert desk.post(late.url, {"password": "een lange zin 1"}).status_code == 302
    scene.programme.refresh_from_db()
    assert scene.programme.title == sent["title"]
    assert scene.programme.organisers.get() == thief


def test_texts_are_changed_without_a_password(desk, scene):
    address = f"/admin/programme/programme/{scene.programme.pk}/change/"
    organisers = list(scene.programme.organisers.values_list("pk", flat=True))
    sent = filled_in(desk.get(address), scene, scene.host) | {"title": "Anders", "organisers": organisers}
    assert desk.post(address, sent).url == "/admin/programme/programme/"


def test_the_desks_own_page_for_a_password_is_that_of_the_account(desk):
    for ask in (desk.get, desk.post):
        assert ask("/admin/password_change/").url == "/accounts/password/change/"
