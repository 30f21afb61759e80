"""Accounts of hosts and organisers: an administrator makes an account, or sends an invitation.

Participants never need an account.
"""

from allauth.account.forms import ResetPasswordForm
from allauth.account.models import EmailAddress
from django.contrib.auth.models import User
from django.db import transaction
from django.http import HttpRequest

from livesessions.known_browsers import KnownBrowsers


class InvitedOnly(KnownBrowsers):
    """Sign-up is closed to the public; allauth then shows ``account/signup_closed.html``."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """False: nobody can make an account for themselves."""
        return False


def vouch_for_address(user: User) -> None:
    """Make `user.email` the account's only login address, and verified: the administrator answers for it.

    Otherwise allauth would refuse a second factor until the person has confirmed the address.
    """
    user.username = user.email
    user.save(update_fields=["username"])
    EmailAddress.objects.filter(user=user).exclude(email=user.email).delete()
    EmailAddress.objects.update_or_create(user=user, email=user.email, defaults={"verified": True, "primary": True})


@transaction.atomic
def make_account(email: str, password: str | None = None) -> User:
    """A new account; without `password` it can log in only after an invitation. IntegrityError when it exists."""
    email = email.lower()
    user = User.objects.create_user(username=email, email=email, password=password)
    vouch_for_address(user)
    return user


def invite(request: HttpRequest, user: User) -> bool:
    """Mail `user` a link to choose a password; False when the account is inactive or has no address."""
    form = ResetPasswordForm({"email": user.email})
    if not form.is_valid() or user not in form.users:
        return False
    form.save(request)
    return True
