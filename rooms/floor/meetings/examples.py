"""Examples that a meeting can begin with, for neighbourhood teams: data alone.

Texts are English and marked for translation; what is prepared with them is in the language of its host.
"""

from django.utils.translation import gettext_lazy as _

from livesessions.programme.models import Kind

from .shapes import Example

TALKING_BACK = Example(
    "talking-back",
    _("Learning by talking back"),
    _("From what you see in families to what policy should know."),
    Kind.LEARNING_GROUP,
    75,
    agenda=(
        (_("Round of introductions"), 10),
        (_("Short introduction"), 10),
        (_("In groups: a family about which you had doubts"), 25),
        (_("Together: from practice to policy"), 25),
        (_("What do you take along?"), 5),
    ),
    polls=(
        {"kind": "mood", "text": _("How are you here today?")},
        {
            "kind": "several",
            "text": _("Which dilemmas do you meet?"),
            "options": (
                _("There are worries, but the family wants no help"),
                _("To stand beside the family, and still have to report"),
                _("To help ourselves, or to ask a specialist"),
                _("To be close, and still keep enough distance"),
            ),
            "several-most": "2",
        },
        {"kind": "statement", "text": _("In our municipality policy listens to practice.")},
        {
            "kind": "ranking",
            "text": _("What does a local team need first to do this well?"),
            "options": (
                _("Time to stand beside child and family"),
                _("A clear assignment from the municipality"),
                _("To learn to speak each other's language"),
                _("Methods that work"),
            ),
        },
        {"kind": "commitment", "text": _("What will you talk back about, and to whom?")},
    ),
    board={
        "names": "anonymous",
        "moderation": "first",
        "categories": (_("Dilemma"), _("Proposal to policy"), _("Method")),
    },
    groups={
        "way": "mix",
        "groups": "4",
        "rounds": "1",
        "minutes": "25",
        "both_sides": "on",
        "task": _(
            "Tell each other about one family about which you had doubts, without names. What helped? "
            "Write one proposal to policy."
        ),
    },
)

CHECK_IN = Example(
    "check-in",
    _("Check-in"),
    _("A quarter of an hour to arrive: how is everybody, and what is on their mind?"),
    Kind.CONVERSATION,
    15,
    agenda=(
        (_("How are you here?"), 5),
        (_("In pairs"), 5),
        (_("What do we do with this today?"), 5),
    ),
    polls=(
        {"kind": "mood", "text": _("How are you here today?")},
        {"kind": "words", "text": _("In one word: with what do you come in?"), "words-words": "1"},
        {
            "kind": "number",
            "text": _("How full is your week? 1 is quiet, 10 is too full."),
            "number-least": "1",
            "number-most": "10",
        },
        {
            "kind": "single",
            "text": _("What do you need most today?"),
            "options": (
                _("Rest"),
                _("New ideas"),
                _("Somebody who thinks along"),
                _("To get something done"),
            ),
        },
    ),
    groups={
        "way": "random",
        "groups": "6",
        "rounds": "1",
        "minutes": "5",
        "task": _("Tell each other: what keeps you busy, and what went well this week?"),
    },
)

TESTING = Example(
    "testing",
    _("Testing and enriching"),
    _("Reading a text of policy together: is it right, can it be done, what is missing?"),
    Kind.CONVERSATION,
    90,
    agenda=(
        (_("What is this text, and what happens with our answers?"), 10),
        (_("First reaction"), 10),
        (_("In groups: read one part"), 30),
        (_("Together: what do we change?"), 30),
        (_("Can you live with this?"), 10),
    ),
    polls=(
        {
            "kind": "statements",
            "text": _("What do you think of this text?"),
            "options": (
                _("I recognise our work in it"),
                _("It is clear what is asked of us"),
                _("We can do this with the people we have"),
                _("Residents are helped by it"),
            ),
        },
        {"kind": "words", "text": _("What is missing in this text?"), "words-words": "3"},
        {
            "kind": "points",
            "text": _("You have ten points. What needs work most?"),
            "options": (
                _("The assignment"),
                _("Working together"),
                _("Time and money"),
                _("The words: is it plain enough?"),
            ),
            "points-points": "10",
        },
        {
            "kind": "consent",
            "text": _("We give our advice with these changes. Can you live with that?"),
            "consent-rule": "nobody",
        },
    ),
    board={
        "names": "anonymous",
        "moderation": "after",
        "categories": (_("This is right"), _("Change this"), _("This is missing")),
    },
    groups={
        "way": "mix",
        "groups": "4",
        "rounds": "1",
        "minutes": "30",
        "both_sides": "on",
        "task": _("Read your part together. What is right? What would you change? Write your words for it."),
    },
)

PEER_CONSULTATION = Example(
    "peer-consultation",
    _("Peer consultation"),
    _("One of you brings a question. The others ask first, and give advice afterwards."),
    Kind.LEARNING_GROUP,
    60,
    agenda=(
        (_("Choose a question"), 10),
        (_("Tell, and ask further"), 20),
        (_("Think along"), 20),
        (_("What do you take along?"), 10),
    ),
    polls=(
        {
            "kind": "single",
            "text": _("What shall we talk about first?"),
            "options": (
                _("A family about which we have doubts"),
                _("Working with another organisation"),
                _("A difficult conversation"),
                _("Something that went well"),
            ),
        },
        {"kind": "statement", "text": _("Here I dare to say what I find difficult.")},
        {"kind": "words", "text": _("What did you hear that you want to keep?"), "words-words": "3"},
        {"kind": "commitment", "text": _("What will you do differently from tomorrow?")},
    ),
    board={"names": "anonymous", "moderation": "first"},
    groups={
        "way": "mix",
        "groups": "3",
        "rounds": "1",
        "minutes": "40",
        "task": _(
            "One tells, without names of families. First ask questions only. Then each gives one piece of advice."
        ),
    },
)

ENERGY_BOOST = Example(
    "energy-boost",
    _("Energy boost"),
    _("Fifteen minutes to wake up, to laugh and to go on with new energy."),
    Kind.ENERGY_BOOST,
    15,
    agenda=(
        (_("How much energy is there?"), 3),
        (_("Stand up and move"), 5),
        (_("In pairs: what made you laugh?"), 5),
        (_("And now?"), 2),
    ),
    polls=(
        {
            "kind": "number",
            "text": _("How much energy do you have now? 1 is empty, 10 is full."),
            "number-least": "1",
            "number-most": "10",
        },
        {
            "kind": "single",
            "text": _("What gives you energy?"),
            "options": (
                _("A walk outside"),
                _("Music"),
                _("Laughing with colleagues"),
                _("A moment of silence"),
            ),
        },
        {"kind": "words", "text": _("In one word: what gives your team energy?"), "words-words": "1"},
        {"kind": "mood", "text": _("How do you go on?")},
    ),
    groups={
        "way": "random",
        "groups": "8",
        "rounds": "1",
        "minutes": "5",
        "task": _("Tell each other what made you laugh this week."),
    },
)

EXAMPLES = {each.name: each for each in (TALKING_BACK, CHECK_IN, TESTING, PEER_CONSULTATION, ENERGY_BOOST)}
