"""Ten articles that quote one post are one origin."""

from made_records import head_of
from sijill.claims.origins import origins
from sijill.model.records.record import CountRecord


def _claim(row: int, repeats: int | None = None) -> CountRecord:
    head = head_of(f"press:{row}")
    return CountRecord(head, repeats=f"press:{repeats}" if repeats else "")


def test_repetitions_lead_back_to_their_origin() -> None:
    found = origins([_claim(4, 3), _claim(3, 2), _claim(2), _claim(5)])
    assert [(one.first, one.echoes) for one in found] == [
        ("press:2", ("press:3", "press:4")),
        ("press:5", ()),
    ]


def test_a_claim_that_repeats_something_unknown_is_its_own_origin() -> None:
    assert [one.first for one in origins([_claim(2, 99)])] == ["press:2"]


def test_claims_that_repeat_each_other_are_one_origin() -> None:
    found = origins([_claim(2, 3), _claim(3, 4), _claim(4, 2), _claim(5, 2)])
    assert [(one.first, one.echoes) for one in found] == [
        ("press:2", ("press:3", "press:4", "press:5"))
    ]
