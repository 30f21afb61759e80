"""The piece of work by which a machine is calibrated: `python -m bench.measuring.piece`, with counts on standard input.

It is what a web process does all day: a request goes through middleware, a session comes from a database, a form is
checked, a page is drawn, something is signed. Nothing of the product takes part, so that the product cannot make it
faster. **Do not change it**: every ratio that was ever written down would lose its meaning.
"""

import sys
import time

import django
from django import forms
from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.template import Context, Engine
from django.urls import path

settings.configure(
    ALLOWED_HOSTS=["calibration"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    INSTALLED_APPS=["django.contrib.sessions"],
    MIDDLEWARE=[
        "django.middleware.security.SecurityMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
    ],
    ROOT_URLCONF=__name__,
    SECRET_KEY="of a calibration",
    USE_TZ=True,
)
django.setup()

# After Django is set up: these import models.
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.contrib.sessions.models import Session  # noqa: E402
from django.core.handlers.wsgi import WSGIHandler  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import RequestFactory  # noqa: E402

PAGE = Engine().from_string(
    """<!doctype html><title>{{ title }}</title><form method="post">{% csrf_token %}{{ form }}</form>
<ul>{% for row in rows %}<li id="row-{{ row.id }}"{% if row.odd %} class="odd"{% endif %}>{{ row.text|upper }}:
{{ row.count }} {{ row.share|floatformat:1 }}%</li>{% empty %}<li>nothing</li>{% endfor %}</ul>{{ signed }}"""
)
ROWS = [{"id": i, "text": f"row {i}", "count": i, "share": i / 3, "odd": i % 2} for i in range(40)]


class Entry(forms.Form):
    """Three fields."""

    name = forms.CharField(max_length=40)
    team = forms.IntegerField(min_value=1)
    role = forms.ChoiceField(choices=[("a", "A"), ("b", "B"), ("c", "C")])


def page(request: HttpRequest, room: str) -> HttpResponse:
    """The page of somebody who sent a form."""
    entry = Entry({"name": request.GET["name"], "team": "7", "role": "b"})
    entry.is_valid()
    name = request.session["name"] = entry.cleaned_data["name"]
    signed = signing.dumps({"name": name, "room": room, "rows": ROWS}, salt="calibration")
    context = {"title": name, "form": entry, "rows": ROWS, "signed": signed, "csrf_token": "x"}
    return HttpResponse(PAGE.render(Context(context)))


urlpatterns = [path("<slug:room>/", page)]


def main() -> None:
    """For each number on standard input: do so many pieces, and print the median of their CPU time in milliseconds."""
    with connection.schema_editor() as editor:
        editor.create_model(Session)
    session = SessionStore()
    session.create()
    handler, browser = WSGIHandler(), RequestFactory(HTTP_HOST="calibration")
    browser.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    for line in sys.stdin:
        taken = []
        for number in range(int(line)):
            started = time.process_time()
            answer = handler.get_response(browser.get("/room/", {"name": f"Name {number}"}))
            taken.append(time.process_time() - started)
            if answer.status_code != 200:
                raise RuntimeError(f"the calibration was answered {answer.status_code}")
        print(sorted(taken)[len(taken) // 2] * 1000, flush=True)


if __name__ == "__main__":
    main()
