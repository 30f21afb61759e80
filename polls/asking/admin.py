"""Administration of polls with their options, never ballots."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from livesessions.archive.admin import link_to_words

from .kept.results import POLL
from .models import Option, Poll, PollState


class OptionInline(admin.TabularInline):
    """The options of a poll; they are fixed once it was opened."""

    model = Option
    extra = 0

    def has_change_permission(self, request, obj=None):
        """Only drafts can be changed."""
        return super().has_change_permission(request, obj) and (obj is None or obj.state == PollState.DRAFT)

    has_add_permission = has_delete_permission = has_change_permission


@admin.register(Poll)
class PollAdmin(admin.ModelAdmin):
    """Prepared polls and polls that were asked. Results are in the archive."""

    list_display = ["text", "room", "state"]
    list_select_related = ["room__session"]
    list_filter = ["state", "room__session__programme"]
    search_fields = ["text"]
    inlines = [OptionInline]
    readonly_fields = ["state", "redact"]

    @admin.display(description=_("words"))
    def redact(self, poll):
        """Where words are taken out of it."""
        return link_to_words(poll.room.session.programme.slug, POLL, poll.pk) if poll.pk else ""

    def has_change_permission(self, request, obj=None):
        """Only drafts can be changed: otherwise answers would belong to something else."""
        return super().has_change_permission(request, obj) and (obj is None or obj.state == PollState.DRAFT)
