"""Administration of the archive: to look something up and to remove it. A record does not change."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from .files.exports import void
from .models import Record
from .redaction import can_be_redacted


def link_to_words(slug: str, kind: str, key: object) -> str:
    """A link to the page on which words are taken out of a thing; empty for a kind without words."""
    if not can_be_redacted(kind):
        return ""
    return format_html('<a href="{}">{}</a>', reverse("archive-words", args=[slug, kind, key]), _("Take words out"))


@admin.register(Record)
class RecordAdmin(admin.ModelAdmin):
    """Kept things, without what they hold: that leaves the server through the archive alone."""

    list_display = ["__str__", "programme", "session", "ended_at", "kept_at"]
    list_select_related = ["programme", "session"]
    list_filter = ["programme", "kind"]
    search_fields = ["text"]
    readonly_fields = ["kept_at", "redacted_at", "purged_at", "redact"]
    # Named one by one, so that a column that repeats words is not shown because it is new.
    fields = [
        "programme", "session", "kind", "variant", "key", "version", "within", "listed", "barometer",
        "begun_at", "ended_at", "kept_at", "redacted_at", "purged_at", "redact",
    ]  # fmt: skip

    @admin.display(description=_("words"))
    def redact(self, record):
        """Where words are taken out of it."""
        return link_to_words(record.programme.slug, record.kind, record.key)

    def has_add_permission(self, request):
        """What is over is kept by the feature that it is of."""
        return False

    def has_change_permission(self, request, obj=None):
        """A correction is a new version."""
        return False

    def delete_model(self, request, obj):
        """Remove a record with all its versions; otherwise an earlier version would count again."""
        Record.objects.filter(kind=obj.kind, key=obj.key).delete()
        void([obj.programme_id])

    def delete_queryset(self, request, queryset):
        """The same for several."""
        for record in list(queryset):
            self.delete_model(request, record)
