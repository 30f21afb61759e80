"""In the administration: who changes accounts, factors or rights gave their password or second factor a moment ago."""

from collections.abc import Collection
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.reauthentication import STATE_SESSION_KEY, did_recently_reauthenticate
from allauth.core.internal.httpkit import serialize_request
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import urlencode


class ConfirmedFirst(admin.ModelAdmin):
    """Every page on which something is changed opens after confirming.

    What was posted too late is not kept: it may hold somebody's password.
    """

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """The list; its actions only after confirming."""
        late = request.method == "POST" and to_confirm(request)
        return late or super().changelist_view(request, extra_context)

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> Any:
        """Adding and changing, after confirming."""
        return to_confirm(request) or super().changeform_view(request, object_id, form_url, extra_context)

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> Any:
        """Removing, after confirming."""
        return to_confirm(request) or super().delete_view(request, object_id, extra_context)


class RightsConfirmed(ConfirmedFirst):
    """A form with texts and rights: it is saved after confirming if it changes a right.

    What was typed is kept meanwhile in the web session, and saved as soon as the password is right.
    """

    rights: Collection[str] = ()
    """The fields that give rights. Every row below the form gives some."""

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> Any:
        """Adding and changing."""
        try:
            return admin.ModelAdmin.changeform_view(self, request, object_id, form_url, extra_context)
        except NotConfirmed:
            request.session[STATE_SESSION_KEY] = {"request": serialize_request(request)}
            return to_confirm(request, request.path)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Save what goes with the form; raises `NotConfirmed`, which undoes all of it."""
        gives = {*form.changed_data} & {*self.rights} or any(rows.has_changed() for rows in formsets)
        if gives and to_confirm(request):
            raise NotConfirmed
        super().save_related(request, form, formsets, change)


class NotConfirmed(Exception):
    """A right would change, and who asks for it did not confirm."""


def to_confirm(request: HttpRequest, back_to: str = "") -> HttpResponse | None:
    """Where to confirm first; `None` for who did so a moment ago."""
    methods: list[dict[str, Any]] = get_adapter().get_reauthentication_methods(request.user)
    if not methods or did_recently_reauthenticate(request):
        return None
    return redirect(f"{methods[0]['url']}?{urlencode({'next': back_to or request.get_full_path()})}")
