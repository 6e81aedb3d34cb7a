import pytest

from sijill.model.records.rejects import Effect, Reject, count_rejects
from sijill.sources import reject_tally
from sijill.sources.reject_tally import RejectTally


def _problem(row: int, effect: Effect, column: str) -> Reject:
    return Reject("list", "list.csv", "", row, column, f"word {row}", f"reason {row}", effect)


def test_problems_beyond_the_bound_are_counted_by_column_and_quote_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(reject_tally, "MOST_NAMED_REJECTS", 3)
    tally = RejectTally()
    tally.add(_problem(row, Effect.VALUE, "age") for row in range(2, 8))
    tally.add(_problem(row, Effect.ROW, "") for row in range(8, 2_008))
    told = tally.rejects()
    assert [reject.row for reject in told] == [2, 3, 4, 0, 0]
    assert [reject.times for reject in told] == [1, 1, 1, 3, 2_000]
    assert count_rejects(told, Effect.VALUE) == 6
    assert count_rejects(told, Effect.ROW, Effect.FILE) == 2_000
    assert told[4].reason.startswith("2,000 more rows are no records, from row 8 on: too many")
    assert "sources/list.toml" in told[4].reason
    assert not any("word" in reject.value + reject.reason for reject in told[3:])


def test_few_problems_are_named_each() -> None:
    tally = RejectTally()
    tally.add([_problem(2, Effect.NOTE, "note")])
    assert tally.rejects() == (_problem(2, Effect.NOTE, "note"),)
