"""Administration of programmes, sessions, hosts, teams and participants."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin, messages
from django.contrib.admin.models import DELETION, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Count
from django.utils.translation import gettext_lazy as _
from django.views.generic import RedirectView

from livesessions.accounts.confirming import ConfirmedFirst, RightsConfirmed

from .erasing import erase
from .models import Hosting, Participant, Programme, Purge, Session, Team
from .planned_times import PlannedTime, SessionForm, explained, is_repeated
from .retention import in_words

admin.site.site_header = admin.site.site_title = "livesessions"
admin.site.index_title = _("Administration")
# The admin's own login knows neither the second factor nor the rate limits.
admin.site.login = secure_admin_login(admin.site.login)
# And its page for a password asks for no second factor, has no limit and sends no mail.
admin.site.password_change = RedirectView.as_view(  # type: ignore[assignment]  # the stubs know no other answer
    pattern_name="account_change_password"
)


@admin.register(Programme)
class ProgrammeAdmin(RightsConfirmed):
    """A day, a series or one meeting."""

    list_display = ["title", "organisation", "starts_on", "ends_on", "published", "session_count", "team_count"]
    list_filter = ["published", "organisation"]
    date_hierarchy = "starts_on"
    ordering = ["-starts_on", "title"]  # counting loses the order of the model
    search_fields = ["title", "subtitle", "organisation"]
    prepopulated_fields = {"slug": ["title"]}
    autocomplete_fields = ["organisers"]
    rights = ["organisers"]
    fieldsets = [
        (None, {"fields": ["title", "subtitle", "slug", "organisation", "published"]}),
        (_("When"), {"fields": [("starts_on", "ends_on")]}),
        (
            _("How long what is kept"),
            {"fields": [("people_kept_months", "texts_kept_months", "numbers_kept_months")]},
        ),
        (_("What visitors read"), {"fields": ["introduction", "quote", "quote_source"]}),
        (_("Who sees the archive"), {"fields": ["organisers"]}),
    ]

    def get_queryset(self, request):
        """Programmes with both counts, so that the list needs no query for each row."""
        return (
            super()
            .get_queryset(request)
            .annotate(sessions_planned=Count("sessions", distinct=True), teams_coming=Count("teams", distinct=True))
        )

    @admin.display(description=_("sessions"), ordering="sessions_planned")
    def session_count(self, programme):
        """The number of planned sessions."""
        return programme.sessions_planned

    @admin.display(description=_("teams"), ordering="teams_coming")
    def team_count(self, programme):
        """The number of teams."""
        return programme.teams_coming


class HostingInline(admin.TabularInline):
    """Hosts are added and removed, never edited, so existing rows cost no query each."""

    model = Hosting
    extra = 1
    autocomplete_fields = ["user"]

    def get_queryset(self, request):
        """Rows with the user and session that make their names."""
        return super().get_queryset(request).select_related("user", "session")

    def has_change_permission(self, request, obj=None):
        """False for everybody."""
        return False


@admin.register(Session)
class SessionAdmin(RightsConfirmed):
    """One activity and its hosts."""

    list_display = ["title", "kind", "starts_at", "ends_at", "programme", "host_count"]
    list_filter = ["programme", "kind"]
    list_select_related = ["programme"]
    date_hierarchy = "starts_at"
    ordering = ["starts_at", "title"]
    search_fields = ["title", "summary", "by", "programme__title"]
    autocomplete_fields = ["programme"]
    form = SessionForm
    formfield_overrides = {models.DateTimeField: {"form_class": PlannedTime}}
    inlines = [HostingInline]
    fieldsets = [
        (None, {"fields": ["programme", "title", "kind", "by"]}),
        (_("When"), {"fields": ["starts_at", "ends_at"]}),
        (_("What visitors read"), {"fields": ["summary", "description"]}),
    ]

    def get_queryset(self, request):
        """Sessions with the number of hosts, so that the list needs no query for each row."""
        return super().get_queryset(request).annotate(hosts=Count("hostings"))

    def save_related(self, request, form, formsets, change):
        """Save the hosts, and say which of both was meant where a time comes twice."""
        super().save_related(request, form, formsets, change)
        moments = (form.instance.starts_at, form.instance.ends_at)
        repeated = [explained(moment) for moment in moments if is_repeated(moment)]
        for sentence in dict.fromkeys(repeated):
            messages.warning(request, sentence)

    @admin.display(description=_("hosts"), ordering="hosts")
    def host_count(self, session):
        """The number of hosts: without a host a session cannot be opened."""
        return session.hosts


@admin.register(Team)
class TeamAdmin(admin.ModelAdmin):
    """A house in the street."""

    list_display = ["name", "number", "people", "programme"]
    list_display_links = ["name"]
    list_filter = ["programme"]
    list_select_related = ["programme"]
    ordering = ["programme", "number"]
    search_fields = ["name"]
    autocomplete_fields = ["programme"]
    fields = ["programme", "name", "number", "people"]


@admin.register(Hosting)
class HostingAdmin(ConfirmedFirst):
    """Hosts by person: all sessions that one person may host."""

    list_display = ["session", "user", "programme", "starts_at"]
    list_filter = ["session__programme"]
    list_select_related = ["session__programme", "user"]
    ordering = ["session__starts_at", "session__title"]
    search_fields = ["session__title", "user__email"]
    autocomplete_fields = ["session", "user"]

    @admin.display(description=_("programme"), ordering="session__programme")
    def programme(self, hosting):
        """The programme of the session."""
        return hosting.session.programme

    @admin.display(description=_("starts at"), ordering="session__starts_at")
    def starts_at(self, hosting):
        """The time at which the session starts."""
        return hosting.session.starts_at


@admin.register(Participant)
class ParticipantAdmin(admin.ModelAdmin):
    """For finding and removing a participant on request. It never shows what they did in a room."""

    list_display = ["__str__", "team", "role", "programme"]
    list_filter = ["programme", "role"]
    list_select_related = ["team", "programme"]
    search_fields = ["team__name"]
    search_help_text = _("Search by team.")
    fields = ["name", "team", "role", "programme"]
    ordering = ["programme", "team__number", "name"]

    def has_add_permission(self, request):
        """False: participants join with a code."""
        return False

    def has_change_permission(self, request, obj=None):
        """False: participants alone decide what they say about themselves."""
        return False

    def get_queryset(self, request):
        """Everybody who was not erased: of them there is nothing to find."""
        return super().get_queryset(request).filter(erased=False)

    def delete_model(self, request, obj):
        """Erase the participant: a row alone would leave their name in places."""
        erase(obj.pk, by=request.user.pk)

    def delete_queryset(self, request, queryset):
        """The same for each of them."""
        for participant in queryset:
            erase(participant.pk, by=request.user.pk)

    def get_deleted_objects(self, objs, request):
        """Show only the participants: the list of related objects would tell what they did."""
        _related, _counts, missing, protected = super().get_deleted_objects(objs, request)
        people = [str(participant) for participant in objs]
        kept = [_("Something that may not be removed.")] if protected else []
        return people, {Participant._meta.verbose_name_plural: len(people)}, missing, kept

    def log_deletions(self, request, queryset):
        """Log the removal of a participant without keeping their name."""
        return LogEntry.objects.bulk_create(
            LogEntry(
                user_id=request.user.pk,
                content_type=ContentType.objects.get_for_model(Participant),
                object_repr=str(Participant._meta.verbose_name),
                action_flag=DELETION,
            )
            for _participant in queryset
        )


@admin.register(Purge)
class PurgeAdmin(admin.ModelAdmin):
    """What was purged, to be shown to whoever asks: nobody writes it but the purge itself."""

    list_display = ["slug", "at", "how_many"]
    list_filter = ["programme"]
    date_hierarchy = "at"
    fields = ["slug", "at", "how_many"]
    readonly_fields = ["how_many"]

    @admin.display(description=_("what"))
    def how_many(self, purge):
        """How many of what."""
        return in_words(purge)

    def has_add_permission(self, request):
        """False for everybody, as is changing and removing."""
        return False

    def has_change_permission(self, request, obj=None):
        """False for everybody."""
        return False

    def has_delete_permission(self, request, obj=None):
        """False for everybody."""
        return False
