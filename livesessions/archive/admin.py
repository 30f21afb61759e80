"""Administration of the archive: to look something up and to remove it. A record does not change."""

from django.contrib import admin

from .models import Record


@admin.register(Record)
class RecordAdmin(admin.ModelAdmin):
    """Kept things, without what they hold: that leaves the server through the archive alone."""

    list_display = ["__str__", "programme", "session", "ended_at", "kept_at"]
    list_select_related = ["programme", "session"]
    list_filter = ["programme", "kind"]
    search_fields = ["text"]
    exclude = ["payload", "text", "present", "received", "answered"]

    def has_add_permission(self, request):
        """What is over is kept by the feature that it is of."""
        return False

    def has_change_permission(self, request, obj=None):
        """A correction is a new version."""
        return False

    def delete_model(self, request, obj):
        """Remove a record with all its versions; otherwise an earlier version would count again."""
        Record.objects.filter(kind=obj.kind, key=obj.key).delete()

    def delete_queryset(self, request, queryset):
        """The same for several."""
        for record in list(queryset):
            self.delete_model(request, record)
