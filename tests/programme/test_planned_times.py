"""Sessions in the night in which the clock goes back, and in the one in which it goes forward."""

from datetime import UTC, date, datetime

import pytest

from livesessions.programme.models import Programme, Session

BACK, FORWARD = date(2031, 10, 26), date(2031, 3, 30)


@pytest.fixture
def planned(desk, db):
    """Plan a session on `day`, from `starts` to `ends`; the page that follows."""

    def plan(day: date, starts: str, ends: str) -> str:
        night = Programme.objects.create(
            slug=f"nacht-{day:%m}", title="Nacht", organisation="De Straat", starts_on=day, ends_on=day
        )
        fields = {
            "programme": night.pk, "title": "Wake", "kind": "conversation",
            "starts_at_0": day.isoformat(), "starts_at_1": starts, "ends_at_0": day.isoformat(), "ends_at_1": ends,
            "hostings-TOTAL_FORMS": 0, "hostings-INITIAL_FORMS": 0,
        }  # fmt: skip
        return desk.post("/admin/programme/session/add/", fields, follow=True).content.decode()

    return plan


def at(hours: int, minutes: int = 0) -> datetime:
    return datetime(2031, 10, 26, hours, minutes, tzinfo=UTC)


@pytest.mark.parametrize(
    ("starts", "ends", "moments", "told"),
    [
        ("01:00", "04:00", (datetime(2031, 10, 25, 23, tzinfo=UTC), at(3)), []),
        ("02:30", "04:00", (at(0, 30), at(3)), ["02:30 komt die nacht twee keer", "de eerste, in zomertijd"]),
        ("02:15", "02:45", (at(0, 15), at(0, 45)), ["02:15 komt", "02:45 komt", "de eerste"]),
        ("02:30", "02:15", (at(0, 30), at(1, 15)), ["de eerste", "02:15 komt", "de tweede, in wintertijd"]),
        ("02:30", "02:30", (at(0, 30), at(1, 30)), ["02:30 komt", "de eerste", "de tweede"]),
    ],
)
def test_an_hour_that_comes_twice(planned, starts, ends, moments, told):
    page = planned(BACK, starts, ends)
    session = Session.objects.get()
    assert (session.starts_at, session.ends_at) == moments
    assert all(words in page for words in told) and ("twee keer" in page) == bool(told)


def test_saving_it_again_keeps_it(planned, desk):
    planned(BACK, "02:30", "02:15")
    before = Session.objects.values("starts_at", "ends_at").get()
    address = f"/admin/programme/session/{Session.objects.get().pk}/change/"
    form = desk.get(address).context["adminform"].form
    fields = {name: form[name].value() for name in ("programme", "title", "kind")}
    for name in ("starts_at", "ends_at"):
        date_, time = form[name].field.widget.decompress(form[name].value())
        fields |= {f"{name}_0": date_.isoformat(), f"{name}_1": time.isoformat()}
    desk.post(address, fields | {"title": "Wake!", "hostings-TOTAL_FORMS": 0, "hostings-INITIAL_FORMS": 0})
    assert Session.objects.get().title == "Wake!" and Session.objects.values("starts_at", "ends_at").get() == before


def test_an_hour_that_never_comes_is_refused(planned):
    assert "Deze tijd bestaat niet" in planned(FORWARD, "02:30", "04:00") and not Session.objects.exists()
