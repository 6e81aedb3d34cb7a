"""Rows where no row should be: above the headings, with another separator, or none at all."""

from pathlib import Path

import pytest
import xlsxwriter

from sijill.model.errors import FileUnreadableError
from sijill.model.records.rejects import Effect
from sijill.sources.tables.lines.misplaced_rows import ABOVE, is_row_above, separator_of
from sijill.sources.tables.table import Table
from sijill.sources.tables.table_files import FileReading, read_table

HEADINGS = "no,name,died,place"
ROWS = [f"{n},Rana al-Attar,2031-06-0{n},Basatin" for n in range(1, 7)]


def _read(folder: Path, text: str, **reading: object) -> Table:
    path = folder / "list.csv"
    path.write_bytes(text.encode())
    return read_table(path, path.name, FileReading("list", **reading))  # type: ignore[arg-type]


def _set_aside(table: Table) -> dict[int, str]:
    return {one.row: one.reason for one in table.problems if one.effect is Effect.ROW}


@pytest.mark.parametrize("other", [";", "\t", "|"])
def test_rows_with_another_separator_are_set_aside_for_what_they_are(
    tmp_path: Path, other: str
) -> None:
    """They stand at the foot, with one cell each; they were taken for notes about the list."""
    pasted = [row.replace(",", other) for row in ROWS[3:]]
    table = _read(tmp_path, "\n".join([HEADINGS, *ROWS[:3], *pasted, ""]))
    assert len(table.rows) == 3
    assert list(_set_aside(table)) == [5, 6, 7]
    assert f"with {other!r} between them" in _set_aside(table)[5]


def test_a_short_row_with_other_separators_in_its_words_stays(tmp_path: Path) -> None:
    table = _read(tmp_path, "\n".join([HEADINGS, ROWS[0], "2,Rana; Samir; Amal; Huda,2031", ""]))
    assert len(table.rows) == 2
    assert separator_of(["a;b;c"], 4, ",;\t|") == ""
    assert separator_of(["a;b;c;d", "e", "f"], 4, ",;\t|") == ""


def test_a_cell_with_a_line_end_or_beyond_the_usual_length_is_no_row_with_other_separators() -> (
    None
):
    assert separator_of(["a;b\r;c;d"], 4, ",;\t|") == ""
    assert separator_of([f"a;b;{'c' * 200_000};d"], 4, ",;\t|") == ";"


def test_rows_above_the_headings_are_set_aside_and_titles_noted(tmp_path: Path) -> None:
    text = "\n".join(["The dead of Basatin, 2031", *ROWS[:2], HEADINGS, *ROWS[2:], ""])
    table = _read(tmp_path, text, header_row=4)
    assert len(table.rows) == 4
    assert _set_aside(table) == {2: ABOVE, 3: ABOVE}
    assert [one.row for one in table.problems if one.effect is Effect.NOTE] == [1]


@pytest.mark.parametrize(
    ("above", "headings"),
    [
        ("1,2,3,4", HEADINGS),
        ("year,2030,2031,2032", "place,killed,killed,killed"),
        ("number,who,when,where", HEADINGS),
        ("2031,,,Basatin", HEADINGS),
        ("a,2", "name,died"),
    ],
)
def test_groups_numbers_of_columns_and_titles_are_no_rows(above: str, headings: str) -> None:
    assert not is_row_above(above.split(","), headings.split(","))


def test_carriage_returns_end_rows_where_line_feeds_stand_in_quotes_alone(tmp_path: Path) -> None:
    """As an old spreadsheet writes cells of two lines; the file was one line of headings."""
    text = "\r".join([HEADINGS, '1,"Rana\nal-Attar",2031-06-01,Basatin', *ROWS[1:], ""])
    table = _read(tmp_path, text)
    assert len(table.rows) == 6
    assert table.rows[0].cells["name"] == "Rana\nal-Attar"
    assert table.problems == ()


def test_a_file_of_headings_alone_says_so(tmp_path: Path) -> None:
    """Line ends that nobody knows make one line of headings of all rows."""
    for text in (HEADINGS + "\n", "\x85".join([HEADINGS, *ROWS])):
        (note,) = _read(tmp_path, text).problems
        assert note.effect is Effect.NOTE
        assert "no row stands beneath the headings" in note.reason


def _dates(path: Path, *serials: float) -> Path:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("list")
        date = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(0, 0, ["no", "died"])
        for row, serial in enumerate(serials, start=1):
            sheet.write_row(row, 0, [row])
            sheet.write_number(row, 1, serial, date)
    return path


def test_a_number_below_zero_that_is_shown_as_a_date_keeps_its_sign(tmp_path: Path) -> None:
    """A time of day was made of it: 00:00 of -5, 12:00 of -0.5."""
    path = _dates(tmp_path / "list.xlsx", 48_000, -5, 0.5, -0.5, -100_000, 60)
    table = read_table(path, path.name, FileReading("list"))
    died = [row.cells["died"] for row in table.rows]
    assert died == ["2031-06-01", "-5", "12:00", "-0.5", "-100000", "1900-02-28"]


def test_a_number_that_the_reader_cannot_hold_is_named(tmp_path: Path) -> None:
    path = _dates(tmp_path / "list.xlsx", 48_000, -1e300)
    with pytest.raises(FileUnreadableError, match="a number that no date or time has"):
        read_table(path, path.name, FileReading("list"))
