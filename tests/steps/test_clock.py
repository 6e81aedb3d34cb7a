"""A device whose clock was set back: nothing is refused or lost, and it is said."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from sijill.ledger import Ledger
from sijill.ledger.entries.entry import Entry
from sijill.register.events.received import CaseEntry
from sijill.register.watching import unwatched
from sijill.steps.case.build import build
from sijill.steps.case.last_build import BuildReport
from sijill.steps.clock import TOLERATED, clock_behind, wrong_times
from sijill.steps.workspace import Author, Workspace
from small_cases import PEOPLE, SmallCase

NOON = datetime(2031, 7, 1, 12, tzinfo=UTC)


def entries(folder: Path, *times: datetime) -> list[Entry]:
    """Entries that a device wrote at these times by its clock."""
    with Ledger.open(folder / "register.db", create=True) as ledger:
        for number, at in enumerate(times):
            ledger.append([CaseEntry(f"text {number}").draft("case")], author="test", at=at)
        return list(ledger.entries())


def test_an_entry_of_an_earlier_time_than_the_one_before_is_named(tmp_path: Path) -> None:
    written = entries(tmp_path, NOON, NOON - timedelta(days=10), NOON - timedelta(days=9), NOON)
    (sentence,) = wrong_times(written)
    assert f"entry {written[1].name} is of 2031-06-21 12:00 UTC" in sentence
    assert f"{written[0].name}, written before it" in sentence
    assert "(and 1 more)" in sentence


@pytest.mark.parametrize("back", [timedelta(0), TOLERATED, -timedelta(days=900)])
def test_clocks_that_are_set_right_by_a_little_are_in_order(
    tmp_path: Path, back: timedelta
) -> None:
    written = entries(tmp_path, NOON, NOON - back)
    assert wrong_times(written) == []
    assert clock_behind(written, written[0].at) in ("", clock_behind(written, NOON))


def test_a_clock_behind_the_last_entry_is_named(tmp_path: Path) -> None:
    written = entries(tmp_path, NOON)
    assert clock_behind(written, NOON) == ""
    assert clock_behind([], NOON) == ""
    assert "says 2031-06-30 12:00 UTC" in clock_behind(written, NOON - timedelta(days=1))


def test_a_build_by_a_clock_that_was_set_back_says_so_and_keeps_everything(
    street: SmallCase,
) -> None:
    workspace = Workspace(street.folder, street.folder)

    def built(at: datetime) -> BuildReport:
        return build(workspace, Author("test", lambda: at), unwatched).report()

    built(NOON)
    street.write_list(*PEOPLE, "9,Sami Omar,30,2031-06-04,m,35.95,39.01")
    early = built(NOON - timedelta(days=10))
    assert [one for one in early.notices if "the clock of this device" in one.sentence]
    later = built(NOON + timedelta(days=1))
    told = "\n".join(notice.sentence for notice in later.notices)
    assert "the clock of this device" not in told
    assert "its clock was wrong at one of them" in told
    assert later.entries_before == early.entries_after > early.entries_before
