"""What outside tools read of the archive without an account."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_GET

from .schema import schema


@require_GET
def published_schema(request: HttpRequest) -> JsonResponse:
    """The JSON Schema of the archive's documents: it holds nothing of anybody."""
    return JsonResponse(schema(), content_type="application/schema+json")
