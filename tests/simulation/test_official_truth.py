"""Ties of official lines beside the truth of a simulated city."""

from sijill.model.results.official import Match, MatchBasis, ScoredCandidate
from sijill.simulation import monitor, official
from sijill.simulation.city import build_city
from sijill.steps.case.truth.official import TieScore, likeliest_right, score_ties

LEADS = {"monitor:1": "monitor:1", "council:7": "council:7", "monitor:2": "monitor:2"}
INCIDENT_OF = {
    "monitor:1": "I1",
    "council:7": "I1",
    "monitor:2": "I2",
    "lines:1": "I1",
    "lines:2": "I1",
    "lines:3": "I2",
    "lines:4": "I9",
}


def _tie(line: str, incident: str) -> Match:
    basis = MatchBasis.DAY_AND_PLACE if incident else MatchBasis.SEVERAL
    return Match(line, incident, basis)


def test_a_tie_to_any_record_of_the_true_incident_is_right() -> None:
    ties = [_tie("lines:1", "monitor:1"), _tie("lines:2", "council:7"), _tie("lines:3", "")]
    score = score_ties({one.determination: one for one in ties}, LEADS, INCIDENT_OF)
    assert score == TieScore(reachable=3, right=2, wrong=0)


def test_a_tie_of_a_line_about_something_that_no_list_records_is_wrong() -> None:
    ties = [_tie("lines:3", "monitor:1"), _tie("lines:4", "monitor:2")]
    score = score_ties({one.determination: one for one in ties}, LEADS, INCIDENT_OF)
    assert score == TieScore(reachable=1, right=0, wrong=2)


def test_a_line_left_open_counts_by_its_likeliest_incident() -> None:
    ranked = (
        ScoredCandidate("monitor:1", 3.0, (), 0.5),
        ScoredCandidate("monitor:2", 3.0, (), 0.5),
    )
    open_line = Match("lines:3", "", MatchBasis.SEVERAL, ranked=ranked)
    ties = {"lines:1": _tie("lines:1", "monitor:1"), "lines:3": open_line}
    assert likeliest_right(ties, INCIDENT_OF) == (1.5, 1)


def test_the_truth_says_of_every_official_line_what_it_is_about() -> None:
    city = build_city(5, 300)
    _, _, codes = monitor.keep(city)
    rows = official.keep(city, codes).rows
    assert rows
    assert {row.incident for row in rows} <= {incident.id for incident in city.incidents}
