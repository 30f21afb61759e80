"""No line of a log says who somebody is, whoever writes it."""

import json
import logging
import logging.config

import pytest

from livesessions.logs import logging_config


@pytest.fixture
def lines(monkeypatch):
    """What a production server would write: call the answer to get the lines so far as dictionaries."""
    import io

    stream = io.StringIO()
    config = logging_config("INFO", as_json=True)
    config["handlers"]["console"]["stream"] = stream
    root = logging.getLogger()
    before = root.handlers[:], root.level
    logging.config.dictConfig(config)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    root.handlers[:], root.level = before


def test_a_line_is_one_object(lines):
    logging.getLogger("rooms.live.hub.hub").info("looked %d times", 3)
    (line,) = lines()
    assert (line["event"], line["level"], line["logger"]) == ("looked 3 times", "info", "rooms.live.hub.hub")
    assert "timestamp" in line


@pytest.mark.parametrize(
    "key",
    ["client", "client_address", "remote_addr", "ip", "code", "join_code", "display_name", "participant", "user_id"],
)
def test_fields_about_people_are_dropped(lines, key):
    logging.getLogger("x").info("somebody came", extra={key: "Zeldzaam", "count": 4})
    (line,) = lines()
    assert line["count"] == 4
    assert "Zeldzaam" not in json.dumps(line)


def test_objects_are_dropped_they_may_hold_anything(lines):
    logging.getLogger("django.request").error("Internal Server Error", extra={"status_code": 500, "thing": {"a": 1}})
    (line,) = lines()
    assert line["status_code"] == 500
    assert "thing" not in line


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("10.20.30.40 came", "[address] came"),
        ("from ('2001:db8::7', 5)", "from ('[address]', 5)"),
        ("code BCDF-GH23 tried", "code [code] tried"),
        ("GET /r/abcdefghijkm/host/", "GET /r/[room]/host/"),
        ("at 12:30:45 all is well", "at 12:30:45 all is well"),
    ],
)
def test_sentences_of_others_are_blanked_out(lines, said, kept):
    logging.getLogger("a.library").warning(said)
    assert lines()[0]["event"] == kept


def test_an_exception_says_what_and_where_but_not_what_somebody_wrote(lines):
    try:
        try:
            raise KeyError("Zeldzaam")
        except KeyError as error:
            raise ValueError("Zeldzaam te lang") from error
    except ValueError:
        logging.getLogger("rooms.live.hub.hub").exception("a look failed")
    (line,) = lines()
    assert line["exception"] == "ValueError < KeyError"
    assert "test_logs.py" in line["at"]
    assert "Zeldzaam" not in json.dumps(line)


@pytest.mark.parametrize("name", ["uvicorn.access", "daphne.access", "django.channels.server", "django.server"])
def test_no_access_lines(lines, name):
    logging.getLogger(name).info('10.20.30.40 - "GET /r/abcdefghijkm/" 200')
    assert not lines()
