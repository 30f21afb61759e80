"""Examples that a meeting can begin with, for neighbourhood teams: data alone.

Texts are English and marked for translation; what is prepared with them is in the language of its host.
"""

from django.utils.translation import gettext_noop

from livesessions.programme.models import Kind

from .shapes import Example

TALKING_BACK = Example(
    "talking-back",
    gettext_noop("Learning by talking back"),
    gettext_noop("From what you see in families to what policy should know."),
    Kind.LEARNING_GROUP,
    75,
    agenda=(
        (gettext_noop("Round of introductions"), 10),
        (gettext_noop("Short introduction"), 10),
        (gettext_noop("In groups: a family about which you had doubts"), 25),
        (gettext_noop("Together: from practice to policy"), 25),
        (gettext_noop("What do you take along?"), 5),
    ),
    polls=(
        {"kind": "mood", "text": gettext_noop("How are you here today?")},
        {
            "kind": "several",
            "text": gettext_noop("Which dilemmas do you meet?"),
            "options": (
                gettext_noop("There are worries, but the family wants no help"),
                gettext_noop("To stand beside the family, and still have to report"),
                gettext_noop("To help ourselves, or to ask a specialist"),
                gettext_noop("To be close, and still keep enough distance"),
            ),
            "several-most": "2",
        },
        {"kind": "statement", "text": gettext_noop("In our municipality policy listens to practice.")},
        {
            "kind": "ranking",
            "text": gettext_noop("What does a local team need first to do this well?"),
            "options": (
                gettext_noop("Time to stand beside child and family"),
                gettext_noop("A clear assignment from the municipality"),
                gettext_noop("To learn to speak each other's language"),
                gettext_noop("Methods that work"),
            ),
        },
        {"kind": "commitment", "text": gettext_noop("What will you talk back about, and to whom?")},
    ),
    board={
        "names": "anonymous",
        "moderation": "first",
        "categories": (gettext_noop("Dilemma"), gettext_noop("Proposal to policy"), gettext_noop("Method")),
    },
    groups={
        "way": "mix",
        "groups": "4",
        "rounds": "1",
        "minutes": "25",
        "both_sides": "on",
        "task": gettext_noop(
            "Tell each other about one family about which you had doubts, without names. What helped? "
            "Write one proposal to policy."
        ),
    },
)

CHECK_IN = Example(
    "check-in",
    gettext_noop("Check-in"),
    gettext_noop("A quarter of an hour to arrive: how is everybody, and what is on their mind?"),
    Kind.CONVERSATION,
    15,
    agenda=(
        (gettext_noop("How are you here?"), 5),
        (gettext_noop("In pairs"), 5),
        (gettext_noop("What do we do with this today?"), 5),
    ),
    polls=(
        {"kind": "mood", "text": gettext_noop("How are you here today?")},
        {"kind": "words", "text": gettext_noop("In one word: with what do you come in?"), "words-words": "1"},
        {
            "kind": "number",
            "text": gettext_noop("How full is your week? 1 is quiet, 10 is too full."),
            "number-least": "1",
            "number-most": "10",
        },
        {
            "kind": "single",
            "text": gettext_noop("What do you need most today?"),
            "options": (
                gettext_noop("Rest"),
                gettext_noop("New ideas"),
                gettext_noop("Somebody who thinks along"),
                gettext_noop("To get something done"),
            ),
        },
    ),
    groups={
        "way": "random",
        "groups": "6",
        "rounds": "1",
        "minutes": "5",
        "task": gettext_noop("Tell each other: what keeps you busy, and what went well this week?"),
    },
)

TESTING = Example(
    "testing",
    gettext_noop("Testing and enriching"),
    gettext_noop("Reading a text of policy together: is it right, can it be done, what is missing?"),
    Kind.CONVERSATION,
    90,
    agenda=(
        (gettext_noop("What is this text, and what happens with our answers?"), 10),
        (gettext_noop("First reaction"), 10),
        (gettext_noop("In groups: read one part"), 30),
        (gettext_noop("Together: what do we change?"), 30),
        (gettext_noop("Can you live with this?"), 10),
    ),
    polls=(
        {
            "kind": "statements",
            "text": gettext_noop("What do you think of this text?"),
            "options": (
                gettext_noop("I recognise our work in it"),
                gettext_noop("It is clear what is asked of us"),
                gettext_noop("We can do this with the people we have"),
                gettext_noop("Residents are helped by it"),
            ),
        },
        {"kind": "words", "text": gettext_noop("What is missing in this text?"), "words-words": "3"},
        {
            "kind": "points",
            "text": gettext_noop("You have ten points. What needs work most?"),
            "options": (
                gettext_noop("The assignment"),
                gettext_noop("Working together"),
                gettext_noop("Time and money"),
                gettext_noop("The words: is it plain enough?"),
            ),
            "points-points": "10",
        },
        {
            "kind": "consent",
            "text": gettext_noop("We give our advice with these changes. Can you live with that?"),
            "consent-rule": "nobody",
        },
    ),
    board={
        "names": "anonymous",
        "moderation": "after",
        "categories": (gettext_noop("This is right"), gettext_noop("Change this"), gettext_noop("This is missing")),
    },
    groups={
        "way": "mix",
        "groups": "4",
        "rounds": "1",
        "minutes": "30",
        "both_sides": "on",
        "task": gettext_noop("Read your part together. What is right? What would you change? Write your words for it."),
    },
)

PEER_CONSULTATION = Example(
    "peer-consultation",
    gettext_noop("Peer consultation"),
    gettext_noop("One of you brings a question. The others ask first, and give advice afterwards."),
    Kind.LEARNING_GROUP,
    60,
    agenda=(
        (gettext_noop("Choose a question"), 10),
        (gettext_noop("Tell, and ask further"), 20),
        (gettext_noop("Think along"), 20),
        (gettext_noop("What do you take along?"), 10),
    ),
    polls=(
        {
            "kind": "single",
            "text": gettext_noop("What shall we talk about first?"),
            "options": (
                gettext_noop("A family about which we have doubts"),
                gettext_noop("Working with another organisation"),
                gettext_noop("A difficult conversation"),
                gettext_noop("Something that went well"),
            ),
        },
        {"kind": "statement", "text": gettext_noop("Here I dare to say what I find difficult.")},
        {"kind": "words", "text": gettext_noop("What did you hear that you want to keep?"), "words-words": "3"},
        {"kind": "commitment", "text": gettext_noop("What will you do differently from tomorrow?")},
    ),
    board={"names": "anonymous", "moderation": "first"},
    groups={
        "way": "mix",
        "groups": "3",
        "rounds": "1",
        "minutes": "40",
        "task": gettext_noop(
            "One tells, without names of families. First ask questions only. Then each gives one piece of advice."
        ),
    },
)

ENERGY_BOOST = Example(
    "energy-boost",
    gettext_noop("Energy boost"),
    gettext_noop("Fifteen minutes to wake up, to laugh and to go on with new energy."),
    Kind.ENERGY_BOOST,
    15,
    agenda=(
        (gettext_noop("How much energy is there?"), 3),
        (gettext_noop("Stand up and move"), 5),
        (gettext_noop("In pairs: what made you laugh?"), 5),
        (gettext_noop("And now?"), 2),
    ),
    polls=(
        {
            "kind": "number",
            "text": gettext_noop("How much energy do you have now? 1 is empty, 10 is full."),
            "number-least": "1",
            "number-most": "10",
        },
        {
            "kind": "single",
            "text": gettext_noop("What gives you energy?"),
            "options": (
                gettext_noop("A walk outside"),
                gettext_noop("Music"),
                gettext_noop("Laughing with colleagues"),
                gettext_noop("A moment of silence"),
            ),
        },
        {"kind": "words", "text": gettext_noop("In one word: what gives your team energy?"), "words-words": "1"},
        {"kind": "mood", "text": gettext_noop("How do you go on?")},
    ),
    groups={
        "way": "random",
        "groups": "8",
        "rounds": "1",
        "minutes": "5",
        "task": gettext_noop("Tell each other what made you laugh this week."),
    },
)

EXAMPLES = {each.name: each for each in (TALKING_BACK, CHECK_IN, TESTING, PEER_CONSULTATION, ENERGY_BOOST)}
