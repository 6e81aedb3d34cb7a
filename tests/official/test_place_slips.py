"""Which words of places may be slips of the pen, and that few of many are compared."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from sijill.official import place_slips
from sijill.official.place_slips import find_slips

WORDS = st.text("bdr", min_size=1, max_size=6)


def _by_every_pair(said: set[str], counts: Mapping[str, int], area: set[str]) -> dict[str, str]:
    """The same by its definition, each word held against each."""
    slips = {}
    for word in (said | set(counts)) - area:
        near = sorted(
            (count, other)
            for other, count in counts.items()
            if max(len(word), len(other)) >= 3 and OSA.distance(word, other) == 1
        )
        rivals = [counts.get(word, 0), *(count for count, _ in near[:-1])]
        if near and near[-1][0] >= 5 * max(rivals):
            slips[word] = near[-1][1]
    return slips


@given(
    said=st.sets(WORDS, max_size=8),
    counts=st.dictionaries(WORDS, st.integers(1, 12), max_size=20),
    area=st.sets(WORDS, max_size=2),
)
def test_slips_are_those_that_every_pair_gives(
    said: set[str], counts: dict[str, int], area: set[str]
) -> None:
    assert find_slips(said, counts, area) == _by_every_pair(said, counts, area)


def test_a_letter_more_less_another_or_in_its_neighbours_place_is_a_slip() -> None:
    said = ["bstn", "bstnns", "bzstns", "bsntns", "qlt"]
    assert find_slips(said, {"bstns": 9}, ()) == dict.fromkeys(said[:-1], "bstns")


def test_of_thousands_of_names_only_those_alike_are_compared(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Each was compared with each: a minute for the places of twelve thousand incidents."""
    compared = 0

    def is_slip(_word: str, _other: str) -> bool:
        nonlocal compared
        compared += 1
        return False

    monkeypatch.setattr(place_slips, "_is_slip", is_slip)
    letters = "bdfhklmnrstwyz"
    counts = {
        first + second + third + fourth * 3: 1
        for first in letters
        for second in letters
        for third in letters
        for fourth in letters[:2]
    }
    find_slips((), counts, ())
    assert len(counts) == 2 * 14**3
    assert compared < len(counts) ** 2 / 40


def test_a_text_without_spaces_is_no_word() -> None:
    assert find_slips(["b" * 100_000], {"b" * 99_999: 9, "d" * 41: 9, "d" * 42: 1}, ()) == {}
