"""Accounts in the admin: made with an e-mail address, and invited to choose a password."""

from allauth.account import admin as _addresses  # noqa: F401  (registers what is taken away below)
from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from allauth.mfa import admin as _factors  # noqa: F401  (the same)
from allauth.mfa.models import Authenticator
from allauth.usersessions import admin as _sessions  # noqa: F401  (the same)
from allauth.usersessions.models import UserSession
from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.contrib.auth.models import Group, User
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from . import security_log
from .confirming import ConfirmedFirst, to_confirm
from .making import invite, vouch_for_address


class OneAddress(forms.ModelForm):
    """People log in with their address, so it is required and belongs to one account."""

    # No longer than a user name, because the address becomes the user name.
    email = forms.EmailField(label=_("e-mail address"), max_length=150)

    def clean_email(self) -> str:
        """The address in lower case; raises `ValidationError` when another account has it."""
        email = self.cleaned_data["email"].lower()
        if User.objects.filter(email__iexact=email).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("Another account has this address."))
        return email


class NewAccount(OneAddress, AdminUserCreationForm):
    """A new account has no password unless the administrator gives one: people choose their own."""

    class Meta:
        model = User
        fields = ["email"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["usable_password"].initial = "false"


class ExistingAccount(OneAddress, UserChangeForm):
    """The user name follows the address and is not shown."""

    class Meta:
        model = User
        fields = ["email"]
        field_classes = {}


# The account shows the address, a form that shows a secret would give it away, and sessions are their owner's.
admin.site.unregister([User, Group, EmailAddress, Authenticator, UserSession])


@admin.register(User)
class AccountAdmin(ConfirmedFirst, UserAdmin):
    """Hosts, organisers and administrators."""

    form = ExistingAccount
    add_form = NewAccount
    list_display = ["email", "first_name", "last_name", "is_staff", "is_active", "last_login"]
    list_filter = ["is_active", "is_staff", "is_superuser"]
    search_fields = ["email", "first_name", "last_name"]
    ordering = ["email"]
    actions = ["invite"]
    fieldsets = [
        (None, {"fields": ["email", "password"]}),
        (_("Name"), {"fields": ["first_name", "last_name"]}),
        (
            _("May log in, and where"),
            {"fields": ["is_active", "is_staff", "is_superuser", "groups", "user_permissions"]},
        ),
        (_("Dates"), {"fields": ["last_login", "date_joined"]}),
    ]
    readonly_fields = ["last_login", "date_joined"]
    filter_horizontal = ["groups", "user_permissions"]
    add_fieldsets = [(None, {"fields": ["email", "usable_password", "password1", "password2"], "classes": ["wide"]})]

    def save_model(self, request, obj, form, change):
        """The administrator answers for the address. The old address is told of a new one."""
        obj.username = obj.email
        before = User.objects.filter(pk=obj.pk).first() if change else None
        super().save_model(request, obj, form, change)
        vouch_for_address(obj)
        if before is None:
            security_log.write("account.made", request, account=obj.pk)
            return
        if before.email != obj.email:
            security_log.write("address.changed", request, account=obj.pk)
            told = {"from_email": before.email, "to_email": obj.email}
            if before.email:
                get_adapter(request).send_notification_mail("account/email/email_changed", obj, told, before.email)
        for flag in ("is_active", "is_staff", "is_superuser"):
            if getattr(before, flag) != getattr(obj, flag):
                word = "given" if getattr(obj, flag) else "taken"
                security_log.write(f"right.{word}", request, account=obj.pk, right=flag.removeprefix("is_"))

    def user_change_password(self, request, id, form_url=""):
        """A new password, after confirming; its owner is told."""
        if late := to_confirm(request):
            return late
        before = User.objects.filter(pk=id).values_list("password", flat=True).first() if id.isdecimal() else None
        response = super().user_change_password(request, id, form_url)
        user = User.objects.filter(pk=id, is_active=True).exclude(password=before).first() if before else None
        if user is not None:
            security_log.write("password.changed", request, account=user.pk)
            get_adapter(request).send_notification_mail("account/email/password_changed", user)
        return response

    def delete_model(self, request, obj):
        """Remove one account."""
        security_log.write("account.removed", request, account=obj.pk)
        super().delete_model(request, obj)

    def delete_queryset(self, request, queryset):
        """Remove several accounts."""
        for user in queryset:
            security_log.write("account.removed", request, account=user.pk)
        super().delete_queryset(request, queryset)

    @admin.action(description=_("Send an invitation to choose a password"))
    def invite(self, request, queryset):
        """Mail each person a link; inactive accounts get none."""
        invited = sum(invite(request, user) for user in queryset)
        left_out = len(queryset) - invited
        self.message_user(
            request,
            ngettext("%(count)d invitation was sent.", "%(count)d invitations were sent.", invited)
            % {"count": invited},
            messages.SUCCESS if invited else messages.WARNING,
        )
        if left_out:
            self.message_user(request, _("Nobody is invited to an inactive account."), messages.WARNING)


@admin.register(Group)
class RightsOfGroups(ConfirmedFirst, GroupAdmin):
    """What all accounts of a group may do here."""


@admin.register(Authenticator)
class SecondFactorAdmin(ConfirmedFirst):
    """For removing the second factor of a person who lost their telephone. Shows no secret."""

    list_display = ["user", "type", "created_at", "last_used_at"]
    list_filter = ["type"]
    list_select_related = ["user"]
    search_fields = ["user__email"]
    fields = ["user", "type", "created_at", "last_used_at"]
    ordering = ["user__email", "type"]

    def has_add_permission(self, request):
        """False: only its owner can add a second factor."""
        return False

    def has_change_permission(self, request, obj=None):
        """False for everybody."""
        return False

    def delete_model(self, request, obj):
        """Remove a factor, and tell its owner."""
        super().delete_model(request, obj)
        _tell_of_removal(request, obj)

    def delete_queryset(self, request, queryset):
        """Remove several, and tell each owner."""
        removed = list(queryset.select_related("user"))
        super().delete_queryset(request, queryset)
        for factor in removed:
            _tell_of_removal(request, factor)


def _tell_of_removal(request: HttpRequest, factor: Authenticator) -> None:
    kind = "webauthn_removed" if factor.type == Authenticator.Type.WEBAUTHN else "totp_deactivated"
    get_adapter(request).send_notification_mail(f"mfa/email/{kind}", factor.user)
