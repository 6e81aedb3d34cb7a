"""Two stray quotation marks that look like a cell of two lines, where a column is protected."""

from itertools import product

import pytest

from sijill.sources.tables.csv_tables import read_csv
from sijill.sources.tables.protection.protected_rows import (
    OTHER_ROWS,
    headings_in_doubt,
    rows_in_doubt,
)
from sijill.sources.tables.table import Grid, Table

HIDDEN = ("told_by",)
NAMES = ("Khalid", "Rana", "Sami", "Nabil", "Walid")
HEADER = "no,told_by,name,died,place"
FULL = ("1,Umm Walid,Rana,2031-06-03,Basatin", "2,Abu Samir,Sami,2031-06-04,Hayy")


def read(header: str, *lines: str) -> Table:
    text = "\n".join((header, *lines, ""))
    return read_csv(text.encode(), "utf-8", ",", 1, Grid("list", "list.csv"))


def is_kept(header: str, *lines: str) -> bool:
    """Whether the last row of a list is a row that is taken in."""
    listed = read(header, *lines)
    return bool(listed.rows) and ("", listed.rows[-1].number) not in rows_in_doubt(listed, HIDDEN)


@pytest.mark.parametrize(
    ("header", "lines"),
    [
        (HEADER, (*FULL, '3,"Umm Khalid\n4",Abu Nabil,Walid,2031-06-05')),
        (HEADER, (*FULL, '3,"Umm Khalid\n4",Abu Samir,2031-06-05,Basatin')),
        (HEADER, (*FULL, '3,"Umm Khalid\n4",Abu Nabil')),
        (HEADER, (*FULL, '3,"Umm Khalid\n4","Abu Nabil\n5",Umm Sami,Walid')),
        (HEADER, (*FULL, '3,"Umm Khalid\n4\n5",Abu Nabil,Walid')),
        (HEADER, ('3,"Umm Khalid\n4",Abu Nabil',)),
        (
            "no,name,told_by,place",
            ("1,Rana,x,Hayy", "2,Sami,y,Hayy", '3,"Walid\n4",Nabil,Umm Sami'),
        ),
        ("told_by,no,name,age", ("x,1,Rana,3", "y,2,Sami,4", 'z,3,"Walid\nUmm Sami",4')),
        ("told_by,no,died", ("x,1,2031-06-03", "y,2,2031-06-04", 'z,3,"2031-06-05\nUmm Sami"')),
        ("name,told_by,place", ("Rana,x,Hayy", "Sami,y,Tell", 'Nabil,"Umm Sami\nWalid",Abu Samir')),
    ],
)
def test_a_row_whose_cells_may_have_been_moved_is_set_aside(
    header: str, lines: tuple[str, ...]
) -> None:
    listed = read(header, *lines)
    last = listed.rows[-1].number
    assert rows_in_doubt(listed, HIDDEN) == {("", last): OTHER_ROWS}


@pytest.mark.parametrize(
    ("header", "lines", "why"),
    [
        (HEADER, (*FULL, '3,"Umm Sami\n0123",Walid,2031-06-05,Hayy'), "the date has its form"),
        (
            "no,told_by,name",
            ("1,x,Rana", "2,y,Sami", '3,"Umm Sami\nof Hayy",Walid'),
            "no number of a row is like that",
        ),
        (HEADER, ('1,"a\nb",Rana,2031-06-03,B', '2,"c\nd",Sami,2031-06-04,B'), "all are alike"),
        (
            "no,name,died,note,told_by",
            ("1,Rana,2031-06-03,x,y", "2,Sami,2031-06-03,x,y", '3,Nabil,2031-06-03,"a\nb",z'),
            "nothing open stands behind it",
        ),
        ("told_by,name,note", ("x,Rana,a", "y,Sami,b", 'z,Nabil,"one\ntwo"'), "no row is one cell"),
        ("name,told_by,place", ("Rana,x,Hayy", "Sami,y,Hayy", 'Nabil,"z\n1",Hayy'), "a known town"),
        ("name,told_by", ("Rana,x", "Sami,y", 'Nabil,"z\nthe aunt"'), "nothing stands behind it"),
    ],
)
def test_an_honest_cell_of_two_lines_is_kept(header: str, lines: tuple[str, ...], why: str) -> None:
    assert is_kept(header, *lines), why


def test_a_list_without_protected_columns_keeps_every_row() -> None:
    listed = read(HEADER, *FULL, '3,"Umm Khalid\n4",Abu Nabil,Walid,2031-06-05')
    assert rows_in_doubt(listed, ()) == {}
    assert len(listed.rows) == len(FULL) + 1


def test_a_row_with_very_many_cells_of_several_lines_is_not_weighed() -> None:
    wide = ["no", "told_by", *(f"c{number}" for number in range(3_000))]
    row = ["1", '"x\n2"', *['"a\nb"'] * 3_000]
    assert not is_kept(",".join(wide), ",".join(row))


def _row(number: int, place: int) -> list[str]:
    row = [
        str(number),
        NAMES[number % 5],
        f"2031-06-{number + 10}",
        ("Hayy", "Basatin")[number % 2],
    ]
    return [*row[:place], f"Secret {'ABCDEFGHIJ'[number]}", *row[place:]]


@pytest.mark.parametrize("place", range(5))
def test_wherever_two_marks_stray_no_protected_word_is_taken_in(place: int) -> None:
    """Rows of any length, a mark before any cell of one and behind any of the next."""
    header = ["no", "name", "died", "place"]
    header.insert(place, "told_by")
    good = [",".join(_row(number, place)) for number in range(3)]
    for first, second in product(range(1, 6), repeat=2):
        for opens, closes in product(range(first), range(second)):
            one, two = _row(6, place)[:first], _row(7, place)[:second]
            one[opens], two[closes] = f'"{one[opens]}', f'{two[closes]}"'
            listed = read(",".join(header), *good, ",".join(one), ",".join(two))
            aside = rows_in_doubt(listed, HIDDEN)
            words = [
                cell
                for row in listed.rows
                if ("", row.number) not in aside
                for name, cell in row.cells.items()
                if name != "told_by"
            ]
            is_one_cell = place == 0 and second == 1  # a row of the first cell alone is no row
            assert is_one_cell or not any("Secret" in cell for cell in words), (one, two)


def test_a_heading_that_may_be_a_cell_of_a_moved_row_refuses_the_file() -> None:
    rows = ("1,Rana,Hayy,Umm Sami,x", "2,Sami,Hayy,Umm Rana,y")
    moved = read('no,name,place,told_by,"note\n3",Nabil,Hayy,Abu Samir,z', *rows)
    assert headings_in_doubt(moved, HIDDEN)
    assert not headings_in_doubt(read('no,name,"place\n(town)",told_by,note', *rows), HIDDEN)
