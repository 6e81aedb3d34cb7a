"""Facts that were published, as acceptance tests: what is like what, and what is never added."""

import pytest

from sijill.claims.sentence import split_claims
from sijill.claims.testing import Desk, judge_claim
from sijill.language.numbers import read_count
from sijill.model.codes import ClaimVerdict
from sijill.model.results.claims import Bearing, Measure
from sijill.model.values.counts import CountRange
from sijill.model.values.quantities import Gap, Layer, Quantity, Refusal, Scope, Unit, gap_between
from sijill.places.toponyms import may_be_one_place

ANYWHERE = Scope()


def _measure(name: str, value: CountRange, layer: Layer, unit: Unit = Unit.DEATHS) -> Measure:
    quantity = Quantity(value, unit, layer, ANYWHERE)
    return Measure(name, name, quantity, is_floor=layer is not Layer.ESTIMATED_MISSING_RECORDS)


def test_documented_and_estimated_deaths_are_two_layers_and_never_one() -> None:
    """T4: 143,350 documented and 163,537 estimated on no list are not shown as 306,887."""
    documented = _measure(
        "documented.deaths", CountRange.exactly(143_350), Layer.DOCUMENTED_INCIDENT
    )
    missing = _measure(
        "estimate.total", CountRange.exactly(163_537), Layer.ESTIMATED_MISSING_RECORDS
    )
    (claim,) = split_claims("306,887 civilians were killed")
    judged = judge_claim("press:1", claim, Desk((documented, missing), ANYWHERE))
    assert [one.value for one in judged.evidence] == ["143,350", "163,537"]
    assert judged.verdict is ClaimVerdict.NOT_SUPPORTED


@pytest.mark.parametrize(("part", "permille"), [(396, 9), (102, 2)])
def test_a_share_is_of_one_unit(part: int, permille: int) -> None:
    """T3: of 42,089 engagements 396 are 0.94 % and 102 are 0.24 %; a death is no engagement."""
    whole = Quantity(
        CountRange.exactly(42_089), Unit.ENGAGEMENTS, Layer.DOCUMENTED_INCIDENT, ANYWHERE
    )
    same = Quantity(CountRange.exactly(part), Unit.ENGAGEMENTS, Layer.ACKNOWLEDGED, ANYWHERE)
    found = gap_between(whole, same)
    assert isinstance(found, Gap)
    assert (found.share_lowest_permille, found.share_highest_permille) == (permille, permille)
    deaths = Quantity(CountRange.exactly(part), Unit.DEATHS, Layer.ACKNOWLEDGED, ANYWHERE)
    refused = gap_between(whole, deaths)
    assert isinstance(refused, Refusal)
    assert "engagements and deaths are different things" in refused.explanation


@pytest.mark.parametrize(("one", "other"), [("Siha", "Sihah"), ("Sihah", "Siha village")])
def test_spellings_of_one_place_meet(one: str, other: str) -> None:
    """T5: more than thirty deaths were dismissed because Siha was not found as Sihah."""
    assert may_be_one_place(one, other)


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("dozens", CountRange(12, 24)),
        ("عشرات", CountRange(12, 24)),
        ("a number of", CountRange(2)),
        ("عدد من", CountRange(2)),
        ("thousands", CountRange(2000)),
        ("", CountRange()),
        ("unknown", CountRange()),
    ],
)
def test_phrases_become_numbers_and_unknown_is_not_zero(words: str, number: CountRange) -> None:
    """T6."""
    assert read_count(words) == number


def test_a_claim_in_a_phrase_keeps_the_words_that_set_its_number() -> None:
    (claim,) = split_claims("dozens of civilians were killed")
    assert claim.number == CountRange(12, 24)
    assert dict(claim.read)["number"].startswith("dozens")


def test_remains_and_persons_are_separate_counters() -> None:
    """T10: 17,000 sets of remains and 6,982 persons are not one number."""
    remains = Quantity(CountRange.exactly(17_000), Unit.REMAINS_SETS, Layer.REGISTER, ANYWHERE)
    persons = Quantity(
        CountRange.exactly(6_982), Unit.NAMED_VICTIMS, Layer.DOCUMENTED_PERSON, ANYWHERE
    )
    assert isinstance(gap_between(remains, persons), Refusal)


def test_the_press_figures_of_one_siege_are_refused_or_decided_each_for_its_reason() -> None:
    """T8 and the press of 2018, in one table: what decides, and which bridge is missing."""
    desk = Desk(
        (
            _measure(
                "documented.deaths.graded", CountRange(1_813, 2_382), Layer.DOCUMENTED_INCIDENT
            ),
            _measure("acknowledged.deaths", CountRange.exactly(104), Layer.ACKNOWLEDGED),
        ),
        ANYWHERE,
    )
    expected = {
        "the coalition conceded that 104 civilians were killed": ClaimVerdict.SUPPORTED,
        "more than 2,600 bodies": ClaimVerdict.UNVERIFIABLE_NOW,
        "the real tally is likely in the thousands": ClaimVerdict.PARTLY_SUPPORTED,
        "21,000 munitions": ClaimVerdict.UNVERIFIABLE_NOW,
        "most of them civilians killed in coalition strikes": ClaimVerdict.NEEDS_REWORDING,
        "at least 1,450 civilians killed": ClaimVerdict.SUPPORTED,
        "104 civilians were killed": ClaimVerdict.CONTRADICTED,
    }
    for sentence, verdict in expected.items():
        (claim,) = split_claims(sentence)
        judged = judge_claim("press:1", claim, desk)
        assert judged.verdict is verdict, (sentence, judged.reason)
        refused = verdict in (ClaimVerdict.UNVERIFIABLE_NOW, ClaimVerdict.NEEDS_REWORDING)
        assert (judged.refusal is not None) == refused
        assert refused or any(one.bearing is not Bearing.OPEN for one in judged.evidence)
