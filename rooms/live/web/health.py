"""Health checks for load balancers: whether the process is alive, and whether it is ready for people."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache

from ..base.readiness import degraded, reasons_not_ready


@never_cache
def alive(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok", content_type="text/plain")


@never_cache
def ready(request: HttpRequest) -> JsonResponse:
    """200 when people may be sent here, 503 with the reasons when not. Without Redis: 200 and `degraded`."""
    reasons = reasons_not_ready()
    state = "not ready" if reasons else "ready"
    return JsonResponse({"state": state, "reasons": reasons, "degraded": degraded()}, status=503 if reasons else 200)
