"""Templates that every host has, for meetings of neighbourhood teams: data alone.

Texts are English and marked for translation; a poll that is made of one has them in the language of its host.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from polls.kinds.sentences import gettext_noop


@dataclass(frozen=True, slots=True)
class BuiltIn:
    """A poll to begin with. `settings` are those of its kind, as the editor has them; lines of text are translated."""

    name: str
    kind: str
    text: str
    options: tuple[str, ...] = ()
    settings: Mapping[str, str] = field(default_factory=dict)


MOMENTS = {
    gettext_noop("To begin with"): (
        BuiltIn("check-in", "mood", gettext_noop("How are you here today?")),
        BuiltIn(
            "expectations",
            "words",
            gettext_noop("What do you hope to take home today?"),
            settings={"words": "3"},
        ),
    ),
    gettext_noop("To choose together"): (
        BuiltIn(
            "obstacles",
            "several",
            gettext_noop("What gets in the way most in our work?"),
            (
                gettext_noop("Waiting lists for specialised help"),
                gettext_noop("Too little time for each family"),
                gettext_noop("It is unclear who decides"),
                gettext_noop("Rules that work against each other"),
                gettext_noop("We hardly know the people we work with"),
                gettext_noop("Colleagues who leave"),
            ),
            {"least": "1", "most": "3"},
        ),
        BuiltIn(
            "subject",
            "single",
            gettext_noop("What shall we talk about first?"),
            (
                gettext_noop("A family about which we have doubts"),
                gettext_noop("Working with schools and family doctors"),
                gettext_noop("How much work there is"),
                gettext_noop("What the municipality asks of us"),
            ),
        ),
        BuiltIn(
            "decision",
            "consent",
            gettext_noop("We try this for three months. Can you live with that?"),
            settings={"rule": "nobody"},
        ),
    ),
    gettext_noop("To start a conversation"): (
        BuiltIn("statement", "statement", gettext_noop("First stand beside the family, then fill in the forms.")),
        BuiltIn(
            "teamwork",
            "statements",
            gettext_noop("How do we work together?"),
            (
                gettext_noop("I know whom to call"),
                gettext_noop("We decide with residents, not about them"),
                gettext_noop("I say it when I have doubts"),
                gettext_noop("I have time enough for each family"),
            ),
        ),
        BuiltIn(
            "priorities",
            "ranking",
            gettext_noop("What should get our attention first?"),
            (
                gettext_noop("Being there early, before things go wrong"),
                gettext_noop("One plan for each family"),
                gettext_noop("Help close to home"),
                gettext_noop("Working with volunteers and neighbours"),
                gettext_noop("Fewer forms"),
            ),
        ),
        BuiltIn(
            "time",
            "points",
            gettext_noop("You have ten points. Where should our time go?"),
            (
                gettext_noop("Visiting people at home"),
                gettext_noop("Consulting other organisations"),
                gettext_noop("Learning from each other"),
                gettext_noop("Writing reports"),
            ),
            {"points": "10"},
        ),
        BuiltIn(
            "hours",
            "number",
            gettext_noop("How many hours did you spend on records last week?"),
            settings={"least": "0", "most": "40", "unit": gettext_noop("hours")},
        ),
        BuiltIn(
            "quiz",
            "quiz",
            gettext_noop("May you ask Veilig Thuis for advice without naming the family?"),
            (
                gettext_noop("Yes, always"),
                gettext_noop("Only if the family agrees"),
                gettext_noop("Only if your manager agrees"),
            ),
            {"right": "1"},
        ),
    ),
    gettext_noop("To end with"): (
        BuiltIn(
            "exit",
            "single",
            gettext_noop("What will you do with this tomorrow?"),
            (
                gettext_noop("I will try it myself"),
                gettext_noop("I will talk about it in my team"),
                gettext_noop("I want to know more first"),
                gettext_noop("Nothing yet"),
            ),
        ),
        BuiltIn("promise", "commitment", gettext_noop("What will you do differently from tomorrow?")),
        BuiltIn("one-word", "words", gettext_noop("In one word: what do you take with you?"), settings={"words": "1"}),
        BuiltIn(
            "evaluation",
            "statements",
            gettext_noop("How was this meeting?"),
            (
                gettext_noop("I learned something that I can use"),
                gettext_noop("I could say what I think"),
                gettext_noop("There was time enough to talk"),
                gettext_noop("I would come again"),
            ),
        ),
    ),
}
"""By the moment in a meeting for which they are meant."""

BUILT_IN = {each.name: each for together in MOMENTS.values() for each in together}
