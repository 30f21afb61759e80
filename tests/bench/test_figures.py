"""How a bench says what it found: by paths, against what must be, and as ratios."""

import pytest

from bench.measuring import figures
from bench.registry import MS, US, S

FOUND = {
    "lost": 1,
    "ack_ms": {"p99": 50.0},
    "rows": [{"double": 2}, {"double": 0}],
    "us_per_update": 250,
    "converged_s": None,
    "textbook": {"ack_ms": {"p99": 400.0}},
}


def test_a_figure_is_found_by_its_path():
    assert figures.at(FOUND, "ack_ms.p99") == 50.0
    assert figures.at(FOUND, "rows.-1.double") == 0
    with pytest.raises(LookupError):
        figures.at(FOUND, "ack_ms.p50")


def test_what_must_be_and_is_not_is_named_with_its_figure():
    assert figures.broken(FOUND, {"lost": 0, "rows.0.double": 0, "rows.1.double": 0}) == {"lost": 1, "rows.0.double": 2}


def test_what_a_run_did_not_look_for_is_not_broken():
    assert figures.broken(FOUND, {"textbook.lost": 0}) == {}


def test_a_headline_is_a_ratio_to_the_calibration_and_to_the_textbook():
    headlines = figures.headlines(FOUND, {"ack_ms.p99": MS, "us_per_update": US}, calibration_ms=5.0)

    assert headlines["ack_ms.p99"] == {"ms": 50.0, "per_calibration": 10.0, "per_textbook": 0.125}
    assert headlines["us_per_update"] == {"ms": 0.25, "per_calibration": 0.05, "per_textbook": None}


def test_a_headline_without_a_figure_has_no_ratio():
    nothing = {"ms": None, "per_calibration": None, "per_textbook": None}

    assert figures.headlines(FOUND, {"converged_s": S, "deal_ms": MS}, 5.0) == {
        "converged_s": nothing,
        "deal_ms": nothing,
    }
