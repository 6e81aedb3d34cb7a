"""Ranks and odds of candidates where the truth is known."""

import math

import pytest

from sijill.model.results.candidates import BodyCandidates, Candidate
from sijill.remains.likelihoods import NameWords, name_ratios, site_ratios, word_ratios
from sijill.remains.reliability import ranks_of, reliability, share_among_first


def body(record: str, *posteriors: tuple[str, float]) -> BodyCandidates:
    found = tuple(Candidate(person, (), 1.0, share) for person, share in posteriors)
    return BodyCandidates(record, found, 0.0, len(found), 0)


FOUND = (
    body("n:1", ("f:1", 0.9), ("f:2", 0.1)),
    body("n:2", ("f:1", 0.6), ("f:2", 0.4)),
    body("n:3", ("f:3", 0.9)),
)
TRUE = {"n:1": "f:1", "n:2": "f:2", "n:3": "f:9"}


def test_a_rank_is_the_place_of_the_true_person_and_0_where_it_is_missing() -> None:
    assert ranks_of(FOUND, TRUE) == {"n:1": 1, "n:2": 2, "n:3": 0}


def test_the_share_among_the_first_leaves_out_what_was_not_found() -> None:
    assert share_among_first([1, 2, 0], 1) == pytest.approx(1 / 3)
    assert share_among_first([1, 2, 0], 5) == pytest.approx(2 / 3)
    assert math.isnan(share_among_first([], 5))


def test_stated_and_true_shares_stand_side_by_side() -> None:
    rows = reliability(FOUND, TRUE, (0.0, 0.5, 1.0))
    assert [(row.candidates, row.true) for row in rows] == [(2, 0.5), (3, pytest.approx(1 / 3))]
    assert [row.stated for row in rows] == [pytest.approx(0.25), pytest.approx(0.8)]


def test_certainty_stands_in_the_last_row() -> None:
    (row,) = reliability([body("n:1", ("f:1", 1.0))], {"n:1": "f:1"})
    assert (row.lowest, row.true) == (0.95, 1.0)


def test_the_site_that_a_family_names_speaks_by_how_few_name_it() -> None:
    many = [f"s{number}" for number in range(20)]
    same, other, unknown = site_ratios("s0", ["s0", "s1", "", *many[2:]])[:3]
    assert same > 5
    assert other < 0.5
    assert unknown == 1
    assert list(site_ratios("", ["s0", "s1"])) == [1, 1]


def test_words_that_many_use_make_nobody_likely() -> None:
    """Five words of which every person of a list has some: their ratios are 1 in the mean."""
    body = frozenset(["grey", "shirt", "black", "belt", "jeans"])
    people = [frozenset(("grey", "shirt", "scarf")), frozenset(("black", "belt", "coat"))] * 30
    assert float(word_ratios(body, people).mean()) == pytest.approx(1, abs=0.2)
    ring = word_ratios(body | {"ring"}, [*people, frozenset(("silver", "ring"))])
    assert ring[-1] == max(ring) > 2


def test_words_that_nobody_wrote_say_nothing() -> None:
    assert list(word_ratios(frozenset(), [frozenset(("ring",))])) == [1]
    assert list(word_ratios(frozenset(("ring",)), [frozenset()])) == [1]


@pytest.mark.parametrize(
    ("left", "right", "agreement"),
    [
        ("karim yusuf salloum", "karim salloum", 2),
        ("karim yusuf salloum", "rami yusuf salloum", 0),
        ("karim yusuf salloum", "yusuf khalid salloum", 0),
        ("karim salloum", "salloum karim", 2),
        ("karim attar", "karim salloum", 1),
        ("karim", "karim yusuf salloum", 2),
        ("salloum", "karim yusuf salloum", 2),
    ],
)
def test_brothers_and_fathers_share_names_and_are_not_one_person(
    left: str, right: str, agreement: int
) -> None:
    first, second = (NameWords(frozenset(one.split()), one.split()[0]) for one in (left, right))
    assert first.agreement(second) == second.agreement(first) == agreement


def test_a_name_that_agrees_speaks_for_and_a_brother_s_against() -> None:
    names = [
        NameWords(frozenset(one.split()), one.split()[0])
        for one in ("karim yusuf salloum", "rami yusuf salloum", "nabil attar", "huda darwish")
    ]
    same, brother, *_ = name_ratios(names[0], names)
    assert same > 1 > brother
