"""A commitment."""

import pytest
from hypothesis import strategies as st

from polls.kinds.kind import Bad, Question, Sent
from polls.kinds.register import kinds

QUESTIONS = [Question(), Question(minimum=5)]


def sent(question: Question) -> st.SearchStrategy[Sent]:
    texts = st.sampled_from(["Ik bel morgen.", "Ik vraag\nhet gezin.", "é" * 300, "\U0001f600", "غدا"])
    return texts.map(lambda text: {"text": [text]})


def test_nothing_of_what_was_written_is_counted():
    kind = kinds()["commitment"]
    assert list(kind.cells("Ik bel Anna.", QUESTIONS[0])) == []
    assert [(line.text, line.votes) for line in kind.lines(kind.result({}, 7, QUESTIONS[0]))] == [
        ("Wrote something for themselves", 7)
    ]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Write something first."),
        ("\u2800 \u200b", "Write something first."),
        ("a" * 301, "This has at most %(longest)s characters."),
        ("\U0001f600" * 151, "This has at most %(longest)s characters."),
    ],
)
def test_nothing_and_too_much_are_refused(text, sentence):
    with pytest.raises(Bad) as bad:
        kinds()["commitment"].clean({"text": [text]}, QUESTIONS[0])
    assert (bad.value.sentence.text, bad.value.field) == (sentence, "text")
