"""What allauth asks the site: who may sign up, which mails go out, how factors are kept."""

import logging
from collections.abc import Mapping
from smtplib import SMTPException
from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _

from . import encryption, security_log
from .known_browsers import KnownBrowsers

logger = logging.getLogger(__name__)


class InvitedOnly(KnownBrowsers):
    """Sign-up is closed to the public; allauth then shows ``account/signup_closed.html``."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """False: nobody can make an account for themselves."""
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Raises `ValidationError` after too many wrong passwords, which the security log then says."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            security_log.write("login.blocked", request, tried=credentials.get("email"))
            raise

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Write a wrong password or an unknown address into the security log."""
        security_log.write("login.failed", request, tried=credentials.get("email"))

    def get_reauthentication_methods(self, user: AbstractBaseUser | AnonymousUser) -> list[dict[str, Any]]:
        """How somebody shows that it is them: with a passkey if they have one, else with the password, else a code."""
        words = {
            "mfa_reauthenticate:webauthn": _("With your passkey"),
            "reauthenticate": _("With your password"),
            "mfa_reauthenticate": _("With a code of your app, or a recovery code"),
        }
        found = {each["id"]: each for each in super().get_reauthentication_methods(user)}
        return [found[which] | {"description": word} for which, word in words.items() if which in found]

    def send_notification_mail(
        self,
        template_prefix: str,
        user: AbstractBaseUser,
        context: Mapping[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Tell the owner of an account what was changed. A mail that cannot be sent undoes no change."""
        try:
            super().send_notification_mail(template_prefix, user, dict(context or {}), email)
        except (OSError, SMTPException):
            logger.exception("a notice about an account could not be sent")


class SecondFactors(DefaultMFAAdapter):
    """Seeds are encrypted; passkeys have names that people understand."""

    def encrypt(self, text: str) -> str:
        """Encrypted for the database."""
        return encryption.encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        """As it was."""
        return encryption.decrypt(encrypted_text)

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Authenticator.Type) -> str:  # noqa: A002  (the name is allauth's)
        """The name that the form suggests: which passkey this is, counted."""
        number = Authenticator.objects.filter(user=user.pk, type=type).count() + 1
        return _("Passkey %(number)d") % {"number": number}
