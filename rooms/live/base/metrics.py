"""The counters of this process for `/metrics`. No label names a person, a room or an address.

Labels are bound when this module is loaded or a command is registered, so that a hot path looks nothing up. Counts for
every delivered frame are plain numbers, changed on the event loop only and read when somebody asks for the metrics: a
counter of prometheus-client takes a lock (0.4 µs), and a whole delivery takes about fifteen.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from prometheus_client import REGISTRY, Counter, Histogram
from prometheus_client.core import CounterMetricFamily
from prometheus_client.registry import Collector

from . import close_codes
from .people import Audience

STATUSES = ("ok", "refused", "busy")
UNKNOWN = "unknown"
"""The label of every unregistered command: a browser must not be able to invent labels."""

batch_size = Histogram(
    "livesessions_batch_size",
    "Number of commands in one transaction of the writer.",
    buckets=(1, 2, 5, 10, 20, 50, 100, 200, 500),
)
receipt_seconds = Histogram(
    "livesessions_receipt_seconds",
    "Seconds from the arrival of a command to its receipt, commit included.",
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)
refresh_seconds = Histogram(
    "livesessions_refresh_seconds",
    "Seconds that one refresh of a hub takes: queries and rendering for all views.",
    buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5),
)
strikes = Counter("livesessions_strikes", "Refused frames, which none of our pages sends.")

_pictures = Counter("livesessions_rendered_parts", "Parts rendered by hubs.", ["audience"])
rendered_parts = {audience: _pictures.labels(audience.value) for audience in Audience}

_closes = Counter("livesessions_closes", "Sockets that the server closed, by close code.", ["code"])
closes = {
    code: _closes.labels(str(code))
    for name, code in vars(close_codes).items()
    if name.isupper() and isinstance(code, int)
}

_commands = Counter("livesessions_commands", "Commands answered, by name and status.", ["command", "status"])
_answers: dict[str, dict[str, Counter]] = {}


def know_command(name: str) -> None:
    """Count the command `name` under its own name from now on."""
    _answers[name] = {status: _commands.labels(name, status) for status in STATUSES}


know_command(UNKNOWN)


def answered(name: object, status: str, seconds: float) -> None:
    """Count a command that was answered with `status`, `seconds` after it arrived."""
    found = _answers.get(name) if isinstance(name, str) else None
    (found or _answers[UNKNOWN])[status].inc()
    receipt_seconds.observe(seconds)


@dataclass(slots=True)
class Flow:
    """Counts of the frames that hubs handed to sockets since this process started."""

    frames: int = 0
    bytes: int = 0
    catch_ups: int = 0
    looks: int = 0


flow = Flow()


class FlowCollector(Collector):
    """Reads `flow` when somebody asks for the metrics."""

    def collect(self) -> Iterator[CounterMetricFamily]:
        """The numbers as counters."""
        yield CounterMetricFamily("livesessions_frames", "Frames handed to sockets.", value=flow.frames)
        yield CounterMetricFamily("livesessions_sent_bytes", "Bytes of those frames.", value=flow.bytes)
        yield CounterMetricFamily(
            "livesessions_catch_ups",
            "Frames with the newest parts, for new sockets and for sockets whose window opened again.",
            value=flow.catch_ups,
        )
        yield CounterMetricFamily("livesessions_refreshes", "Refreshes by hubs.", value=flow.looks)

    def describe(self) -> Iterable[CounterMetricFamily]:
        """The same metrics: collecting them costs nothing."""
        return self.collect()


REGISTRY.register(FlowCollector())
