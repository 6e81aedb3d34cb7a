"""Columns that only count the rows of a list."""

import pytest

from sijill.language.numbers.digits import counted_from, counts_its_rows
from sijill.model.records.head import Locator
from sijill.sources.row_numbers import counting_columns


@pytest.mark.parametrize(
    ("cells", "first"),
    [
        (("1", "2", "3"), 1),
        (("0", "1", "2"), 0),
        (("31", "32", " 33 "), 31),
        (("007", "008"), 7),
        (("١", "٢", "٣"), 1),
        (("4", "", "5"), 4),
        (("3", "2", "1"), None),
        (("1", "2", "4"), None),
        (("1", "1", "2"), None),
        (("1", "b", "3"), None),
        (("1.0", "2.0"), None),
        (("", ""), None),
        ((), None),
    ],
)
def test_numbers_that_go_up_by_one_count_the_rows(
    cells: tuple[str, ...], first: int | None
) -> None:
    assert counted_from(cells) == first


def test_numbers_from_elsewhere_may_belong_to_their_rows() -> None:
    assert counts_its_rows(("1", "2"))
    assert not counts_its_rows(("4101", "4102"))


def test_each_sheet_counts_its_rows_in_whatever_order_they_come() -> None:
    def row(sheet: str, place: int, **cells: str) -> tuple[Locator, dict[str, str]]:
        return Locator("log.xlsx", "", sheet, place), cells

    rows = [
        row("June", 3, no="2", running="2", killed="4"),
        row("June", 2, no="1", running="1", killed="3"),
        row("July", 2, no="1", running="3", killed="9"),
        row("July", 3, no="2", running="4", killed="1"),
    ]
    assert counting_columns(rows) == {"no": (1, 1), "running": (1, 3)}
    assert counting_columns([]) == {}


def test_a_number_in_the_only_row_that_becomes_another_counts_no_rows() -> None:
    before, now = (
        counting_columns([(Locator("list.csv", "", "", 2), {"no": "1", "killed": killed})])
        for killed in ("3", "5")
    )
    assert dict(before.items() & now.items()) == {"no": (1,)}
