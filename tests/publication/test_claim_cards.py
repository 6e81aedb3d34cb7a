"""The card of a claim as a picture: what it says, from which side, and within its width."""

from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest

from sijill.model.codes import ClaimVerdict
from sijill.model.results.claims import Bearing, ClaimParts, Comparator, Evidence, JudgedClaim
from sijill.model.values.counts import CountRange
from sijill.model.values.dates import DateInterval
from sijill.model.values.quantities import Layer, Refusal, RefusalReason, Unit
from sijill.publication.pages.claim_pages import claim_card

PARTS = ClaimParts(
    "River Monitor counted 31 deaths, and the council 40.",
    CountRange.exactly(31),
    unit=Unit.DEATHS,
    layer=Layer.DOCUMENTED_INCIDENT,
    status="civilian",
    counted_by="River Monitor",
)
CLAIM = JudgedClaim("claim:1", PARTS, ClaimVerdict.NOT_SUPPORTED, "It is not on the list.")
LONGEST = 112
"""Characters of the smallest type that fit into the width."""


def _texts(claim: JudgedClaim) -> list[ET.Element]:
    root = ET.fromstring(claim_card(claim, "checkpoint 5"))  # noqa: S314  our own picture
    return [item for item in root.iter() if item.tag.endswith("}text")]


def _lines(claim: JudgedClaim) -> list[str]:
    return [text.text or "" for text in _texts(claim)]


def test_a_card_says_which_number_of_the_sentence_it_is_about_and_who_counted() -> None:
    lines = _lines(CLAIM)
    assert "The claim: 31 · deaths · civilian · documented incidents" in lines
    assert "Counted by River Monitor; not held against other counts." in lines
    share = replace(PARTS, number=CountRange(), comparator=Comparator.MOST_OF, counted_by="")
    lines = _lines(replace(CLAIM, parts=share))
    assert any(line.startswith("The claim: most of · deaths") for line in lines)
    assert not any(line.startswith("Counted by") for line in lines)


def test_a_card_says_of_which_place_and_time_its_number_is() -> None:
    parts = replace(PARTS, place="Dar Nur", period=DateInterval.from_edtf("2031-03"))
    lines = _lines(replace(CLAIM, parts=parts))
    assert any(line.endswith("documented incidents · Dar Nur · 2031-03") for line in lines)


@pytest.mark.parametrize(
    ("sentence", "direction"),
    [
        ("قتل 31 مدنيا في الحي.", "rtl"),
        ("قال Reuters إن 31 مدنيا قتلوا في الحي", "rtl"),
        ("31 civilians were killed in حي", None),
    ],
)
def test_an_arabic_sentence_is_set_from_the_right(sentence: str, direction: str | None) -> None:
    texts = _texts(replace(CLAIM, parts=replace(PARTS, sentence=sentence)))
    (line,) = [text for text in texts if text.text == sentence]
    assert line.get("direction") == direction
    assert line.get("x") == ("768" if direction else "32")


def test_a_refusal_says_why_and_what_is_missing() -> None:
    refusal = Refusal(RefusalReason.UNLIKE_UNITS, "They differ.", "A bridge is missing.")
    lines = _lines(replace(CLAIM, reason="They differ.", refusal=refusal))
    assert "They differ. A bridge is missing." in lines


def test_long_words_are_cut_and_stay_within_the_card() -> None:
    long = replace(
        PARTS, sentence="word " * 200, counted_by="; ".join(["A council of many names"] * 9)
    )
    lines = _lines(replace(CLAIM, parts=long, reason="because " * 90))
    assert max(map(len, lines)) <= LONGEST
    assert sum(line.endswith("…") for line in lines) == 3


def test_a_card_says_what_was_taken_from_the_case_and_no_two_lines_share_a_place() -> None:
    evidence = tuple(
        Evidence(f"documented.{name}", name, "40–50", Bearing.OPEN, "a floor", "deaths; a town")
        for name in ("deaths", "names", "bodies", "reports")
    )
    notes = (
        "No place was read in the claim; it is tested for Basatin.",
        "No party was read in the claim; it is tested for The Alliance.",
    )
    claim = replace(CLAIM, evidence=evidence, notes=notes)
    lines = [(text.get("y"), text.get("x"), text.text or "") for text in _texts(claim)]
    said = "Not said, and taken from the case: Basatin; The Alliance."
    assert said in [words for *_, words in lines]
    lower = sorted(int(y or 0) for y, x, _ in lines if x == "32" and int(y or 0) >= 290)
    assert all(below - above >= 15 for above, below in pairwise(lower))


def test_a_card_says_of_each_figure_what_it_says_and_what_it_counts() -> None:
    about = "deaths; Dar Nur, 2031-03"
    evidence = (Evidence("documented.deaths", "Documented", "12", Bearing.FOR, "", about),)
    parts = replace(PARTS, actor="river_army")
    lines = _lines(replace(CLAIM, parts=parts, evidence=evidence))
    assert "For: Documented, 12 deaths; Dar Nur, 2031-03" in lines
    assert any("river army" in line for line in lines)
