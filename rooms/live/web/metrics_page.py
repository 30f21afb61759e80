"""`/metrics`: the counters of this process, for Prometheus. Open to this machine, and to others with a token."""

from collections import Counter
from collections.abc import Iterator

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from ..base.people import Audience
from ..base.redis import circuit_breaker
from ..hub.registry import hubs

LOOPBACK = {"127.0.0.1", "::1"}
FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Proto", "X-Real-IP", "Via")
"""A request with one of these headers came through a proxy. The proxy may run on this machine, so its address proves
nothing."""


class StateCollector(Collector):
    """The present state, looked up when somebody asks for the metrics."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Open sockets by audience, rooms with a hub, and whether Redis is away."""
        open_sockets = hubs.sockets()
        by_audience = Counter(socket.audience for socket in open_sockets)
        sockets = GaugeMetricFamily("livesessions_sockets", "Open sockets.", labels=["audience"])
        for audience in Audience:
            sockets.add_metric([audience.value], by_audience[audience])
        yield sockets
        yield GaugeMetricFamily("livesessions_hubs", "Rooms somebody looks at.", value=hubs.count)
        yield GaugeMetricFamily(
            "livesessions_degraded", "1: Redis is away or slow.", value=int(circuit_breaker.is_degraded())
        )

    def describe(self) -> Iterator[GaugeMetricFamily]:
        """The same metrics: collecting them is cheap."""
        return self.collect()


REGISTRY.register(StateCollector())


@never_cache
@require_GET
def metrics(request: HttpRequest) -> HttpResponse:
    """The metrics as text; 403 for everybody who is neither on this machine nor has the token."""
    if not (_has_token(request) or _is_local(request)):
        return HttpResponse(status=403)
    return HttpResponse(generate_latest(REGISTRY), content_type=CONTENT_TYPE_LATEST)


def _has_token(request: HttpRequest) -> bool:
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    return bool(settings.METRICS_TOKEN) and constant_time_compare(given, settings.METRICS_TOKEN)


def _is_local(request: HttpRequest) -> bool:
    return request.META.get("REMOTE_ADDR") in LOOPBACK and not any(name in request.headers for name in FORWARDED)
