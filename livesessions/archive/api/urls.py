"""The addresses under /api/v1/, each guarded; what is not among them is not there."""

from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path

from .endpoints import api
from .guarding import guarded
from .problems import not_found


@guarded
def description(request: HttpRequest) -> HttpResponseBase:
    """What there is (OpenAPI); it holds nothing of anybody, so it needs no token."""
    return JsonResponse(api.get_openapi_schema(path_prefix="/api/v1/"))


@guarded
def nothing(request: HttpRequest, rest: str = "") -> HttpResponseBase:
    """Raises `Problem`."""
    raise not_found()


urlpatterns = [
    *(
        URLPattern(each.pattern, guarded(each.callback), name=each.name)
        for each in api.urls[0]
        if isinstance(each, URLPattern) and each.name != "api-root"
    ),
    path("openapi.json", description, name="api-description"),
    path("<path:rest>", nothing, name="api-nothing"),
    path("", nothing, name="api-root"),
]
