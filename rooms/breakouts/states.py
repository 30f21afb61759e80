"""The ways of dividing people, and the states of a seat."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Way(models.TextChoices):
    """How people are divided."""

    MIX = "mix", _("Mix: other teams, new people")
    VISITS = "visits", _("Peek: teams stay at home, visitors go round")
    RANDOM = "random", _("By lot")
    HAND = "hand", _("By hand")
    CHOICE = "choice", _("Everybody chooses")
    AGAIN = "again", _("As last time")
    ALIKE = "alike", _("By answers: alike")
    DIFFERENT = "differ", _("By answers: different")


BY_ANSWERS = (Way.ALIKE, Way.DIFFERENT)
"""In these ways, seats say something about people's answers."""


class Stay(models.TextChoices):
    """The place of a person who is not in their group now."""

    PLENARY = "plenary", _("In the plenary room")
    QUIET = "quiet", _("In a quiet place")


class MoveReason(models.TextChoices):
    """Why a seated person was moved to another group."""

    SMALL = "small", _("Their group became too small")
    LARGE = "large", _("Their group became too large")
    NEEDED = "needed", _("The other group was too small")
