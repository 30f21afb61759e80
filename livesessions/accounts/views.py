"""The pages of an account that show more than allauth knows."""

from typing import Any

from allauth.mfa.base.views import IndexView
from allauth.usersessions.models import UserSession
from allauth.usersessions.views import ListUserSessionsView
from django.conf import settings

from .browsers import described
from .standing import factors_of, has_second_factor


class SafeLogin(IndexView):
    """The page of the factors with which somebody logs in, and whether they are enough."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds whether a second factor is there, and whether this site asks for one."""
        found = has_second_factor(factors_of(self.request.user.pk or 0))
        more = {"has_second_factor": found, "asks_second_factor": settings.SECOND_FACTOR}
        return super().get_context_data(**kwargs) | more


class Logins(ListUserSessionsView):
    """In which browsers somebody is logged in."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds the browser of each login in plain words, the newest login first."""
        context = super().get_context_data(**kwargs)
        sessions: list[UserSession] = context["sessions"]
        newest_first = sorted(sessions, key=lambda each: each.created_at, reverse=True)
        context["logins"] = [(each, described(each.user_agent)) for each in newest_first]
        return context


safe_login = SafeLogin.as_view()
logins = Logins.as_view()
