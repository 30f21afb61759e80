"""Stems of words, also where several threads ask for them."""

import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from livesessions.texts.stems import stem

WORDS = ("veiligheid", "gezinnen", "samenwerking", "wachtlijsten", "onduidelijke", "opdrachten", "scholing")


@pytest.fixture
def threads_take_turns():
    """Threads that interrupt one another as often as they can."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(usual)


def test_threads_do_not_mix_their_words(threads_take_turns):
    ask = stem.__wrapped__  # without what is remembered
    expected = [ask(word) for word in WORDS]
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _time: [ask(word) for word in WORDS], range(200)))
    assert all(each == expected for each in found)
