"""Changes of accounts, factors and rights, heard from their signals and written into the security log."""

from typing import Any

from allauth.account import signals as logins
from allauth.mfa import signals as factors
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.db.models.signals import m2m_changed, post_delete, post_save
from django.dispatch import receiver
from django.http import HttpRequest

from . import security_log


@receiver(logins.user_logged_in)
def _logged_in(request: HttpRequest, user: User, **kwargs: Any) -> None:
    security_log.write("login.done", request, account=user.pk)


@receiver(logins.password_changed)
@receiver(logins.password_set)
def _password_changed(request: HttpRequest, user: User, **kwargs: Any) -> None:
    security_log.write("password.changed", request, account=user.pk)


@receiver(logins.password_reset)
def _password_reset(request: HttpRequest, user: User, **kwargs: Any) -> None:
    security_log.write("password.reset", request, account=user.pk)


@receiver(factors.authentication_failed)
def _wrong_factor(request: HttpRequest, user: User, **kwargs: Any) -> None:
    security_log.write("factor.failed", request, account=user.pk)


@receiver(factors.authenticator_reset)
def _codes_made_again(request: HttpRequest, user: User, authenticator: Authenticator, **kwargs: Any) -> None:
    security_log.write("factor.renewed", request, account=user.pk, kind=authenticator.type)


@receiver(post_save, sender=Authenticator)
def _factor_added(instance: Authenticator, created: bool, **kwargs: Any) -> None:
    if created:
        security_log.write("factor.added", security_log.current_request(), account=instance.user_id, kind=instance.type)


@receiver(post_delete, sender=Authenticator)
def _factor_removed(instance: Authenticator, **kwargs: Any) -> None:
    security_log.write("factor.removed", security_log.current_request(), account=instance.user_id, kind=instance.type)


@receiver(post_save, sender="programme.Hosting")
def _host_added(instance: Any, created: bool, **kwargs: Any) -> None:
    if created:
        security_log.write("host.added", security_log.current_request(), account=instance.user_id)


@receiver(post_delete, sender="programme.Hosting")
def _host_removed(instance: Any, **kwargs: Any) -> None:
    security_log.write("host.removed", security_log.current_request(), account=instance.user_id)


@receiver(m2m_changed, sender="programme.Programme_organisers")
def _organisers_changed(instance: Any, action: str, reverse: bool, pk_set: set[int] | None, **kwargs: Any) -> None:
    word = {"post_add": "organiser.added", "post_remove": "organiser.removed", "pre_clear": "organiser.removed"}.get(
        action
    )
    if word is None:
        return
    if action == "pre_clear":
        pk_set = {instance.pk} if reverse else set(instance.organisers.values_list("pk", flat=True))
    for account in [instance.pk] if reverse else sorted(pk_set or ()):
        security_log.write(word, security_log.current_request(), account=account)
