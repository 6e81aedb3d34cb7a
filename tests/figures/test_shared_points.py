"""Points of incidents that are the points of their own official lines."""

import pytest

from made_records import head_of
from sijill.figures.compared.shared_points import SharedPoints, shared_points
from sijill.model.records.record import DeterminationRecord, Head, IncidentRecord
from sijill.model.results.incidents import Incident
from sijill.model.results.official import Match, MatchBasis, ScoredCandidate
from sijill.model.values.counts import CountRange
from sijill.model.values.places import GeoPoint, Place, PlaceBasis, PlacePrecision

HERE, NEAR, FAR = GeoPoint(35.95, 39.01), GeoPoint(35.9503, 39.01), GeoPoint(35.96, 39.01)


def _head(source: str) -> Head:
    return head_of(f"{source}:1")


def _count(line: Place, point: GeoPoint | None, match: Match) -> SharedPoints:
    record = IncidentRecord(_head("monitor"), place=Place((), point, 100 if point else None))
    incident = Incident(record, record.grade, CountRange(), CountRange(), ())
    determination = DeterminationRecord(_head("releases"), place=line)
    return shared_points(
        {"releases:1": match}, {"releases:1": determination}, {"monitor:1": incident}
    )


def _printed(point: GeoPoint | None) -> Place:
    return Place((), point, 50, PlacePrecision.VICINITY_100M, PlaceBasis.BELLIGERENT_MGRS)


BY_KEY = Match("releases:1", "monitor:1", MatchBasis.KEY)
BY_SCORE = Match(
    "releases:1",
    "monitor:1",
    MatchBasis.DAY_AND_PLACE,
    ("monitor:1",),
    (ScoredCandidate("monitor:1", 9.0, ()),),
)
TIED_TO_NONE = Match("releases:1", "", MatchBasis.NOTHING)


@pytest.mark.parametrize(
    ("line", "point", "match", "found"),
    [
        (_printed(HERE), NEAR, BY_KEY, SharedPoints(1, 1, 0)),
        (_printed(HERE), NEAR, BY_SCORE, SharedPoints(1, 1, 1)),
        (_printed(HERE), FAR, BY_KEY, SharedPoints(1, 0, 0)),
        (_printed(HERE), None, BY_KEY, SharedPoints(0, 0, 0)),
        (_printed(HERE), NEAR, TIED_TO_NONE, SharedPoints(0, 0, 0)),
        (Place((), HERE, 50), NEAR, BY_KEY, SharedPoints(0, 0, 0)),
    ],
)
def test_only_tied_lines_that_print_a_point_are_counted(
    line: Place, point: GeoPoint | None, match: Match, found: SharedPoints
) -> None:
    assert _count(line, point, match) == found


def test_it_is_circular_where_more_than_half_share_the_point() -> None:
    assert SharedPoints(39, 31, 0).is_circular
    assert not SharedPoints(4, 2, 0).is_circular
    assert not SharedPoints(0, 0, 0).is_circular
