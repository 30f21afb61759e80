"""Making accounts: an administrator makes one, and sends an invitation.

Participants never need an account.
"""

from typing import Any

from allauth.account.forms import ResetPasswordForm
from allauth.account.models import EmailAddress
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.http import HttpRequest

from . import security_log


class ResetPassword(ResetPasswordForm):
    """A link for a new password goes to an address that an administrator vouched for, and to no other."""

    def clean_email(self) -> str:
        """The address as it was typed; without such an account nothing is sent, and the answer is the same."""
        typed: str = super().clean_email()
        address = typed.lower()
        known = EmailAddress.objects.filter(email=address, verified=True, user__is_active=True)
        self.users = [each.user for each in known.select_related("user")]
        return typed

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        """Send the link, and write into the security log that one was asked for."""
        security_log.write("password.asked", request, tried=self.cleaned_data["email"])
        return super().save(request, **kwargs)


def vouch_for_address(user: User) -> None:
    """Make `user.email` the account's only login address, and verified: the administrator answers for it.

    Otherwise allauth would refuse a second factor until the person has confirmed the address.
    """
    user.username = user.email
    user.save(update_fields=["username"])
    EmailAddress.objects.filter(user=user).exclude(email=user.email).delete()
    EmailAddress.objects.update_or_create(user=user, email=user.email, defaults={"verified": True, "primary": True})


@receiver(post_save, sender=User)
def _vouch_for_new(instance: User, created: bool, raw: bool = False, **kwargs: Any) -> None:
    """Accounts are made by administrators and at the server's command line: both answer for the address."""
    if created and not raw and instance.email:
        address = instance.email.lower()
        EmailAddress.objects.get_or_create(user=instance, email=address, defaults={"verified": True, "primary": True})


@transaction.atomic
def make_account(email: str, password: str | None = None) -> User:
    """A new account; without `password` it can log in only after an invitation. IntegrityError when it exists."""
    email = email.lower()
    user = User.objects.create_user(username=email, email=email, password=password)
    vouch_for_address(user)
    return user


def invite(request: HttpRequest, user: User) -> bool:
    """Mail `user` a link to choose a password; False when the account is inactive or has no address."""
    form = ResetPassword({"email": user.email})
    if not form.is_valid() or user not in form.users:
        return False
    form.save(request)
    return True
