"""Something to answer that no feature has: letters to a room, each with the code of whoever wrote it."""

import pytest

from livesessions.followup import answerable, receipts
from livesessions.followup.answerable import Answerable, Overtaken, Sent, Waiting, register
from livesessions.followup.codes import code_from

SEAL = bytes(range(32))


class Letters:
    """A feature's letters, in the order in which they are to be answered, and what it heard of replies."""

    def __init__(self) -> None:
        self.texts = {"a": "Waar is de sleutel?", "b": "Wie heeft de sleutel?"}
        self.same = {"b": "a"}
        self.gone: set[str] = set()
        self.heard: list[tuple[str, str]] = []

    def waiting(self, session):
        return [Waiting(key, text, ["een brief"]) for key, text in self.texts.items()]

    def sent(self, key):
        if key in self.gone:
            return None
        return Sent(self.texts[key], "We hebben je brief gelezen.", [key, *filter(None, [self.same.get(key)])])

    def replied(self, key, reply):
        if key in self.gone:
            raise Overtaken
        self.heard.append((key, reply.text))


@pytest.fixture
def letters(monkeypatch, prepared) -> Letters:
    """Two letters to the session of the scene, which ask the same; each with a receipt."""
    found = Letters()
    monkeypatch.setattr(answerable, "_answerable", dict(answerable._answerable))
    register(Answerable("letter", found.waiting, found.sent, found.replied))
    for key in found.texts:
        receipts.give(prepared.session.pk, "letter", key, code_of(key))
    return found


def code_of(key: str) -> str:
    """The code of whoever wrote this letter."""
    return code_from(SEAL[:-1] + key.encode())
