"""The introduction: as whom somebody is here. A name or explicitly none, a team or explicitly none, and a role.

One form, for the front door and for the command with which somebody changes it later.
"""

import re
import unicodedata
from typing import Any

from django import forms
from django.db import connection
from django.db.models import BigIntegerField
from django.utils.translation import gettext_lazy

from livesessions.programme.models import ParticipantRole, Team
from livesessions.texts.normal import normalised

from .display_names import LONGEST, BadName, clean_name

NAME_ERRORS = {
    "too_long": gettext_lazy("A name has at most 40 characters."),
    "unreadable": gettext_lazy("We cannot show this name. Use letters, please."),
    "reserved": gettext_lazy("This name looks like that of a host. Choose another one, please."),
}
NO_NAME = gettext_lazy("Type your name, or choose to take part without a name.")
NO_TEAM = gettext_lazy("Choose your team. Or choose that you do not belong to a team.")
OTHER_TEAM = gettext_lazy("Choose a team from the list.")


class IntroductionForm(forms.Form):
    """As whom somebody wants to be here.

    The cleaned `team` is a key, 0 for "no team" (an empty field), or `None` when the form does not say. With
    `programme` (a key) it is checked against the teams of that programme, and is what `team_in` returns.
    """

    name = forms.CharField(
        max_length=2 * LONGEST, required=False, error_messages={"max_length": NAME_ERRORS["too_long"]}
    )
    anonymous = forms.BooleanField(required=False)
    team = forms.IntegerField(
        required=False,
        min_value=0,
        max_value=BigIntegerField.MAX_BIGINT,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), OTHER_TEAM),
    )
    role = forms.ChoiceField(
        choices=ParticipantRole,
        error_messages={
            "required": gettext_lazy("Choose your role."),
            "invalid_choice": gettext_lazy("Choose one of the roles."),
        },
    )

    def __init__(self, *args: Any, programme: int | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.programme = programme

    def clean_name(self) -> str:
        """A name that is fit to show, or empty for somebody who chose so; raises `ValidationError`."""
        if self.data.get("anonymous"):
            return ""
        try:
            name = clean_name(self.cleaned_data["name"])
        except BadName as bad:
            raise forms.ValidationError(NAME_ERRORS[bad.reason]) from None
        if not name:
            raise forms.ValidationError(NO_NAME, "required")
        return name

    def clean_team(self) -> int | None:
        """What the form says of the team."""
        said = None if self.data.get("team") is None else self.cleaned_data["team"] or 0
        return said if self.programme is None else team_in(self.programme, said)


class EntryForm(IntroductionForm):
    """The introduction at the door, where somebody also says whether the browser remembers them."""

    remember = forms.BooleanField(required=False)


def team_in(programme: int, said: int | None) -> int | None:
    """The key of the team in `programme` that a form says, `None` for no team; at most one query.

    Raises `ValidationError` for a team of elsewhere, and when the form says nothing where there are teams.
    """
    if said == 0:
        return None
    if said is None:
        if Team.objects.filter(programme=programme).exists():
            raise forms.ValidationError(NO_TEAM, "required")
        return None
    with connection.cursor() as cursor:  # as SQL: see `Room.fetch`
        cursor.execute("SELECT 1 FROM programme_team WHERE id = %s AND programme_id = %s", [said, programme])
        if cursor.fetchone() is None:
            raise forms.ValidationError(OTHER_TEAM, "invalid")
    return said


def alphabetically(teams: list[Team]) -> list[Team]:
    """The teams as a Dutch reader looks them up: without accents, 's-Hertogenbosch under the S, 2 before 10."""
    return sorted(teams, key=lambda team: (_sorted_as(team.name), team.number))


def _sorted_as(name: str) -> list[tuple[int, int, str]]:
    plain = "".join(c for c in normalised("NFKD", name) if not unicodedata.combining(c)).casefold()
    words = re.findall(r"\d+|[^\W\d]+", re.sub(r"^\W*", "", plain))
    return [(0, int(word), "") if word.isdecimal() else (1, 0, word) for word in words]
