"""The amounts in cells, as totals add them up."""

import pytest

from sijill.sources.tables.lines.sums.row_amounts import Amount, adds_nothing, amount_of


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        ("12", Amount(12, 12)),
        ("12*", Amount(12, 12)),
        ("~ 1,204 [a]", Amount(1204, 1204)),
        ("1.000", Amount(1000, 1000)),
        ("9.0", Amount(9, 9)),
        ("4-6", Amount(4, 6)),
        ("٤–٦", Amount(4, 6)),
        ("10+", Amount(10, 10)),
        ("6-4", None),
        ("2031-2032", None),
        ("2031-05-01", None),
        ("0.4", None),
        ("12 %", None),
        ("Lipno", None),
        ("", None),
    ],
)
def test_whole_numbers_and_ranges_are_amounts(cell: str, amount: Amount | None) -> None:
    assert amount_of(cell) == amount


@pytest.mark.parametrize("cell", ["", " - ", "?", "0.4", "0.030", "12 %", "3,5"])
def test_shares_and_dashes_add_nothing(cell: str) -> None:
    assert adds_nothing(cell)


@pytest.mark.parametrize("cell", ["12", "1,204", "Lipno", "2031-05-01"])
def test_numbers_and_labels_are_more_than_nothing(cell: str) -> None:
    assert not adds_nothing(cell)
