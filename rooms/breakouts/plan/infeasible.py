"""Sentences for hosts: why a division is impossible."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from livesessions.texts.bidi import isolated

from ..dealing import Reason


def sentence_for(reason: Reason, names: Mapping[str, str]) -> str:
    """The sentence of a contradiction, in the host's language; `names` are by the ids in the task."""
    sentences = {
        "no_people": _("There is nobody here to divide."),
        "empty_group": _("There are more groups than people."),
        "pin_group": _("%(person)s was put in a group that is not there."),
        "pin_twice": _("%(person)s was put in two groups of one round."),
        "pin_crowd": _("More people were put in group %(group)s than fit there."),
    }
    values = {
        key: isolated(names[str(value)]) if str(value) in names else value for key, value in reason.values.items()
    }
    return sentences.get(reason.code, _("The wishes contradict each other.")) % values
