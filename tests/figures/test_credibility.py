"""Whether "credible" follows the evidence: odds ratios, or the reason for none."""

import random
from dataclasses import replace

import pytest

from made_records import head_of
from sijill.figures.compared.credibility import CredibilityModel, fit_credibility
from sijill.model.codes import EvidenceGrade
from sijill.model.records.record import IncidentRecord
from sijill.model.results.incidents import Incident
from sijill.model.values.counts import CountRange
from sijill.model.values.dates import DateInterval
from sijill.model.values.quantities import Refusal


def _incident(row: int, named: int, killed: int, month: int) -> Incident:
    record = IncidentRecord(
        head_of(f"m:{row}"),
        happened=DateInterval.in_month(2031, month),
    )
    count = CountRange.exactly(killed)
    listed = tuple(f"v:{row}.{one}" for one in range(named))
    return Incident(record, EvidenceGrade.FAIR, count, count, listed)


def test_named_victims_that_raise_the_odds_are_found() -> None:
    draw = random.Random(7)  # noqa: S311  an invented list
    incidents = [
        _incident(row, draw.randrange(8), draw.randrange(1, 9), draw.randrange(1, 6))
        for row in range(400)
    ]
    credible = [draw.random() < 0.05 + 0.08 * len(incident.listed) for incident in incidents]
    model = fit_credibility(incidents, credible)
    assert isinstance(model, CredibilityModel)
    assert [one.name for one in model.ratios] == ["named victims", "documented deaths", "month"]
    named, deaths, _ = model.ratios
    assert 1 < named.lowest < named.ratio < named.highest
    assert deaths.lowest < 1 < deaths.highest
    assert (model.left_out, model.unmeasured) == ((), ("reports", "radius of the place"))
    assert model.incomplete == 0


def test_what_the_model_does_not_hold_is_said_with_its_reason() -> None:
    incidents = [_incident(row, row % 5, 1 + row % 7, 1 + row % 3) for row in range(200)]
    unknown = [replace(one, killed=CountRange()) for one in incidents[:9]]
    outcomes = [row % 13 == 0 for row in range(209)]
    model = fit_credibility([*incidents, *unknown], outcomes)
    assert isinstance(model, CredibilityModel)
    assert (model.incidents, model.incomplete) == (200, 9)
    assert model.left_out == ("documented deaths", "month")
    said = "; ".join(model.limits)
    assert "a measure is not known in further incidents that were decided: 9 are left out" in said
    assert "too few incidents were found credible: month" in said
    assert "the same in all or often unknown: reports" in said


def test_fewer_credible_allow_fewer_measures() -> None:
    incidents = [_incident(row, row % 5, 1 + row % 7, 1 + row % 3) for row in range(200)]
    model = fit_credibility(incidents, [row % 13 == 0 for row in range(200)])
    assert isinstance(model, CredibilityModel)
    assert [one.name for one in model.ratios] == ["named victims"]


@pytest.mark.parametrize(
    ("credible", "why"),
    [
        ([row < 5 for row in range(60)], "too few"),
        ([row % 2 == 0 for row in range(60)], "separates"),
    ],
)
def test_what_cannot_be_fitted_is_refused_with_the_reason(credible: list[bool], why: str) -> None:
    incidents = [_incident(row, 3 * (row % 2), 1, 1) for row in range(60)]
    answer = fit_credibility(incidents, credible)
    assert isinstance(answer, Refusal)
    assert why in answer.explanation
