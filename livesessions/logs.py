"""Logs without people: one JSON object a line, without anything that could identify a person.

Every line passes `PROCESSORS`, whichever module or library writes it. In production an exception is logged by its type
and place only, because its sentence may quote what a person wrote. A laptop logs whole tracebacks.
"""

import re
import traceback
from collections.abc import MutableMapping
from typing import Any

import structlog

Event = MutableMapping[str, Any]

KEPT = {"event", "level", "logger", "timestamp", "exc_info", "exception", "status_code"}
PERSONAL = re.compile(
    r"addr|address|body|client|code|cookie|email|header|host|ip|name|participant|password|path|peer|person|phrase|"
    r"query|request|room|scope|secret|session|team|text|token|url|user"
)
"""A field with one of these whole words in its name (``remote_addr``, ``user_id``) is dropped."""
ADDRESS = re.compile(
    r"\b\d{1,3}(?:\.\d{1,3}){3}\b"
    r"|(?<![\w:])(?:[0-9a-fA-F]{1,4}:){3,7}[0-9a-fA-F]{1,4}(?![\w:])"  # three colons: a time of day has two
    r"|(?<![\w:])[0-9a-fA-F:]*::[0-9a-fA-F:]*(?![\w:])"
)
CODE = re.compile(r"\b[BCDFGHJKMNPQRSTVWXYZ2-9]{4}-[BCDFGHJKMNPQRSTVWXYZ2-9]{4}\b")
ROOM = re.compile(r"/r/[a-z2-9]{12}\b")


def drop_people(logger: Any, method: str, event: Event) -> Event:
    """Drop fields about people, and values that are not plain (a request, a connection)."""
    for key in [key for key in event if key not in KEPT and not key.startswith("_")]:
        words = re.split(r"[^a-z]+", key.lower())
        if any(PERSONAL.fullmatch(word) for word in words) or not isinstance(event[key], str | int | float | None):
            del event[key]
    return event


def blank_out(logger: Any, method: str, event: Event) -> Event:
    """Take addresses, join codes and rooms out of sentences, including those of other libraries."""
    for key, value in event.items():
        if isinstance(value, str) and key not in ("level", "logger", "timestamp"):
            event[key] = ROOM.sub("/r/[room]", CODE.sub("[code]", ADDRESS.sub("[address]", value)))
    return event


def say_where(logger: Any, method: str, event: Event) -> Event:
    """Replace an exception by its types and places, outermost first, without its sentences."""
    found = event.pop("exc_info", None)
    if isinstance(found, tuple):
        found = found[1]
    if isinstance(found, BaseException):
        event["exception"] = " < ".join(_described(each) for each in _chain(found))
        event["at"] = " > ".join(
            f"{frame.filename.rsplit('/', 2)[-1]}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(found.__traceback__)[-8:]
        )
    return event


def _chain(error: BaseException) -> list[BaseException]:
    chain = [error]
    while (following := chain[-1].__cause__) is not None and len(chain) < 5:
        chain.append(following)
    return chain


def _described(error: BaseException) -> str:
    """The type, and the database's own error code: ``OperationalError (SQLITE_FULL)``."""
    code = getattr(error, "sqlstate", None) or getattr(error, "sqlite_errorname", None)
    return f"{type(error).__name__} ({code})" if code else type(error).__name__


PROCESSORS = [
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.ExtraAdder(),
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    drop_people,
    blank_out,
]


def logging_config(level: str, as_json: bool, security_file: str = "") -> dict[str, Any]:
    """Django's ``LOGGING``: lines of `level` and above go to standard error, as JSON or with readable tracebacks.

    The security log goes to `security_file`, or to standard error too when that is empty.
    """
    if as_json:
        last = [say_where, structlog.processors.JSONRenderer()]
    else:
        last = [structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback)]
    quiet = {"handlers": [], "propagate": True, "level": "WARNING"}
    handlers: dict[str, Any] = {"console": {"class": "logging.StreamHandler", "formatter": "structured"}}
    security = "security" if security_file else "console"
    if security_file:
        # Reopened when another program moved the file: logrotate needs no signal.
        kind = "logging.handlers.WatchedFileHandler"
        handlers["security"] = {"class": kind, "filename": security_file, "formatter": "structured"}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "structured": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": PROCESSORS,
                "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, *last],
            }
        },
        "handlers": handlers,
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            # Access lines tell who was where, by addresses and paths. Every server writes them in its own way.
            "django.channels.server": quiet,
            "django.server": quiet,
            "daphne": quiet,
            "uvicorn": quiet,
            "uvicorn.access": quiet,
            "uvicorn.error": quiet,
            "django": quiet | {"level": "INFO"},
            "django.request": quiet | {"level": "ERROR"},
            # Never quieter than this, whatever LOG_LEVEL says; see livesessions/accounts/security_log.py.
            "livesessions.security": {"handlers": [security], "propagate": False, "level": "INFO"},
        },
    }
