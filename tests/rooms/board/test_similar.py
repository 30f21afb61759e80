"""Which questions ask the same, and what a host should look at twice."""

import pytest

from rooms.board.moderation.similarity import similar, stems
from rooms.board.questions.flagging import marks_in

QUESTIONS = {
    "consent": "Wat doe je als er zorgen zijn en het gezin geen toestemming geeft?",
    "region": "Wanneer schakel je het regionaal veiligheidsteam in?",
    "order": "Wie legt de opdracht vast?",
    "talk": "Hoe praat je een dilemma terug naar beleid?",
}


@pytest.mark.parametrize(
    ("text", "like"),
    [
        ("Hoe handel je bij zorgen zonder toestemming van het gezin?", ["consent"]),
        ("Wanneer schakelt het lokale team het regionale veiligheidsteam in?", ["region"]),
        ("Door wie wordt de opdracht vastgelegd?", ["order"]),
        ("Is er koffie?", []),
        ("", []),
        ("🙂", []),
    ],
)
def test_what_is_alike(text, like):
    assert similar(text, QUESTIONS) == like


def test_words_that_say_nothing_do_not_make_questions_alike():
    assert stems("Wat is het?") and similar("Hoe gaat het?", {"a": "Hoe kan dat?"}) == []


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("Wat een SUKKEL is dat", ["sukkel"]),
        ("Wat een sukkels zijn dat", []),
        ("De gezinsvoogdes kwam", ["gezinsvoogd*"]),
        ("Een café", ["cafe"]),
        ("Mail mij: jan.jansen@gemeente.example", ["jan.jansen@gemeente.example"]),
        ("Bel 06-1234 5678 of 088 123 45 67", ["06-1234 5678", "088 123 45 67"]),
        ("In 2023 waren er 1200 meldingen", []),
        ("BSN 123456782", ["123456782"]),
        ("Gewoon een vraag?", []),
    ],
)
def test_what_a_host_looks_at_twice(text, marks):
    assert marks_in(text, ["sukkel", "gezinsvoogd*", "cafe", "", "*"]) == marks
