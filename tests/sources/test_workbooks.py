"""Workbooks: every sheet is taken or stated, and every cell without a value too."""

import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import datetime, time, timedelta
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from hostile_tables import ods_content, ods_members, zipped
from sijill.model.errors import FileUnreadableError
from sijill.model.limits import MOST_SHEETS_LOOKED_AT
from sijill.model.records.rejects import Effect
from sijill.sources.guessing.first_look import look_first
from sijill.sources.tables.lines.marked_rows import HIDDEN, STRUCK
from sijill.sources.tables.spreadsheets.sheet_tables import SheetContent
from sijill.sources.tables.spreadsheets.workbook_child import cell_text
from sijill.sources.tables.spreadsheets.workbooks import (
    CHILD_MODULE,
    ListedSheet,
    Workbook,
    choose_sheets,
    read_workbook,
)
from sijill.sources.tables.table import Grid, MergedCell, Table
from sijill.sources.tables.table_files import FileReading, read_table

HEAD: list[object] = ["id", "name", "died", "place"]
DAY = datetime(2031, 6, 3)  # noqa: DTZ001  a cell knows no time zone


def _book(folder: Path, sheets: dict[str, list[list[object]]]) -> Path:
    path = folder / "list.xlsx"
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for column, cell in enumerate(row):
                    sheet.write(number, column, cell)
    return path


def _read(path: Path, **reading: object) -> Table:
    return read_table(path, path.name, FileReading("list", **reading))  # type: ignore[arg-type]  # as the test says


def _notes(table: Table, effect: Effect = Effect.NOTE) -> list[tuple[str, int, str]]:
    return [
        (one.sheet, one.row, one.reason.partition(";")[0])
        for one in table.problems
        if one.effect is effect
    ]


YEARS: dict[str, list[list[object]]] = {
    "about": [["Register of the dead"], ["kept by hand"]],
    "2030": [HEAD, [1, "Nadir", DAY, "Ayn"]],
    "2031": [HEAD, [1, "Basma", DAY, "Sur"], ["Total", 1, "", ""]],
    "empty": [],
}


def test_sheets_with_the_same_headings_are_one_list(tmp_path: Path) -> None:
    table = look_first(_book(tmp_path, YEARS), FileReading("list", header_row=0)).table
    assert table.sheets == ("2030", "2031")
    assert [(row.sheet, row.number, row.cells["name"]) for row in table.rows] == [
        ("2030", 2, "Nadir"),
        ("2031", 2, "Basma"),
    ]
    assert _notes(table) == [
        ("about", 0, "the sheet was not taken (2 rows)"),
        ("empty", 0, "the sheet was not taken (empty)"),
    ]
    assert [one.sheet for one in table.problems if one.effect is Effect.ROW] == ["2031"]


def test_of_very_many_sheets_those_with_most_rows_are_weighed() -> None:
    """Each of them would be guessed at; a workbook of thousands of sheets took minutes."""
    contents = tuple(
        SheetContent(
            f"s{n}",
            [["no", f"name {n}"], *[["1", "Rana"]] * (1 + n)],
            [],
            [],
            shows_faults=True,
        )
        for n in range(2 * MOST_SHEETS_LOOKED_AT)
    )
    listed = tuple(
        ListedSheet(one.name, is_table=True, is_visible=True, rows=len(one.rows))
        for one in contents
    )
    scored: list[str] = []

    def score(table: Table) -> int:
        scored.append(table.sheet)
        return int(table.sheet == "s150")

    table = choose_sheets(Workbook(listed, contents), Grid("list", "list.xlsx"), score)
    assert table.sheets == ("s150",)
    assert set(scored) == {f"s{n}" for n in range(MOST_SHEETS_LOOKED_AT, 2 * MOST_SHEETS_LOOKED_AT)}
    assert len(_notes(table)) == 2 * MOST_SHEETS_LOOKED_AT - 1


def test_a_mapping_names_its_sheets_and_the_others_are_stated(tmp_path: Path) -> None:
    path = _book(tmp_path, YEARS)
    both = _read(path, sheets=("2030", "2031"))
    assert (both.sheets, len(both.rows)) == (("2030", "2031"), 2)
    one = _read(path, sheet="2031")
    assert (one.sheet, len(one.rows)) == ("2031", 1)
    assert [sheet for sheet, _, _ in _notes(one)] == ["about", "2030", "empty"]
    unlike = _read(path, sheets=("2030", "about"))
    assert unlike.sheets == ("2030",)
    assert _notes(unlike, Effect.FILE) == [
        (
            "about",
            0,
            "the sheet has other headings than '2030' and was not taken: "  # noqa: ISC004  one text
            "Register of the dead, died, id, name, place",
        )
    ]


def test_hidden_sheets_and_charts_are_stated_and_never_chosen(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    with xlsxwriter.Workbook(path) as book:
        codes = book.add_worksheet("codes")
        codes.write_row(0, 0, HEAD)
        codes.write_row(1, 0, [9, "killed"])
        chart = book.add_chart({"type": "bar"})
        chart.add_series({"values": "=dead!$A$2:$A$2"})
        book.add_chartsheet("chart").set_chart(chart)
        sheet = book.add_worksheet("dead")
        sheet.write_row(0, 0, HEAD)
        sheet.write_row(1, 0, [1, "Nadir"])
        sheet.activate()
        sheet.set_first_sheet()
        codes.hide()
    for table in (look_first(path, FileReading("list", header_row=0)).table, _read(path)):
        assert (table.sheet, [row.cells["name"] for row in table.rows]) == ("dead", ["Nadir"])
        assert _notes(table) == [
            ("codes", 0, "the sheet was not taken (hidden, 2 rows)"),
            ("chart", 0, "the sheet was not taken (a chart or macros)"),
        ]
    assert _read(path, sheet="codes").rows[0].cells["name"] == "killed"


def test_a_workbook_of_hidden_sheets_alone_says_so(tmp_path: Path) -> None:
    path = _book(tmp_path, {"dead": [], "codes": []})
    with pytest.raises(FileUnreadableError, match=r"no visible sheet .* 'dead' \(empty\)"):
        look_first(path, FileReading("list", header_row=0))


def test_merged_cells_are_filled_down_and_stated(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.merge_range(0, 0, 0, 3, "A family")
        sheet.write_row(1, 0, HEAD)
        for row, name in enumerate(["Nadir", "Basma", "Tariq"], start=2):
            sheet.write_row(row, 0, [row - 1, name])
        sheet.merge_range(2, 2, 4, 2, "3 June 2031")
        sheet.merge_range(2, 3, 9, 3, "Ayn")
    table = look_first(path, FileReading("list", header_row=0)).table
    assert table.header_row == 2
    assert [(row.cells["died"], row.cells["place"]) for row in table.rows] == [
        ("3 June 2031", "Ayn")
    ] * 3
    assert [(row, reason) for _, row, reason in _notes(table) if "merged" in reason] == [
        (3, "merged cells: rows 3 to 5 were each given this value"),
        (3, "merged cells: rows 3 to 5 were each given this value"),
    ]


def test_errors_and_open_formulas_are_values_set_aside(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (HEAD, [1, "Nadir", "=DATE(2031,6,3)", "Ayn"], [2, "Basma", "#REF!", "#N/A"]):
        sheet.append(row)
    book.save(path)
    table = _read(path)
    assert [(row.cells["died"], row.cells["place"]) for row in table.rows] == [
        ("", "Ayn"),
        ("", ""),
    ]
    assert [(one.row, one.column, one.value, one.effect) for one in table.problems] == [
        (2, "died", "=DATE(2031,6,3)", Effect.VALUE),
        (3, "died", "#REF!", Effect.VALUE),
        (3, "place", "#N/A", Effect.VALUE),
    ]


def test_a_formula_that_waits_for_its_first_computation_is_no_zero(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, [*HEAD, "age"])
        sheet.write_row(1, 0, [1, "Nadir"])
        sheet.write_formula(1, 4, "=2031-1990")
    table = _read(path)
    assert table.rows[0].cells["age"] == ""
    assert [(one.column, one.value) for one in table.problems] == [("age", "=2031-1990")]


def test_a_computed_formula_is_its_result(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEAD)
        sheet.write_formula(1, 1, '="Na"&"dir"', None, "Nadir")
        sheet.write_formula(1, 0, "=1+1", None, 2)
    table = _read(path)
    assert table.rows[0].cells == {"id": "2", "name": "Nadir", "died": "", "place": ""}
    assert not table.problems


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (3843.0, "3843"),
        (0.5, "0.5"),
        (1e300, "1e+300"),
        (True, "true"),
        (DAY, "2031-06-03"),
        (DAY.replace(hour=14, minute=5), "2031-06-03 14:05"),
        (DAY.replace(hour=14, second=7), "2031-06-03 14:00:07"),
        (DAY.date(), "2031-06-03"),
        (time(14, 5), "14:05"),
        (time(14, 5, 9), "14:05:09"),
        (timedelta(hours=26, minutes=5), "26:05:00"),
        (-timedelta(minutes=5), "-0:05:00"),
        ("", ""),
    ],
)
def test_cells_read_as_the_workbook_types_them(value: object, text: str) -> None:
    assert cell_text(value) == text  # type: ignore[arg-type]  # one of the types of a cell


ODS = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content office:version="1.3"
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">
 <office:automatic-styles>{styles}</office:automatic-styles>
<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>
</office:document-content>"""


def _ods(folder: Path, tables: str, styles: str = "") -> Path:
    path = folder / "list.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", ODS.format(tables=tables, styles=styles))
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    return path


def _cell(words: str, more: str = "") -> str:
    kind = ' office:value-type="string"' if words else ""
    return f"<table:table-cell{kind} {more}><text:p>{words}</text:p></table:table-cell>"


def test_an_open_document_sheet_is_read_like_any_other(tmp_path: Path) -> None:
    spanned = 'table:number-rows-spanned="2" table:number-columns-spanned="1"'
    error = _cell("#DIV/0!", 'table:formula="of:=1/0" calcext:value-type="error"')
    rows = [
        "".join(_cell(str(one)) for one in HEAD),
        _cell("1") + _cell("Nadir") + _cell("2031-06-03", spanned) + _cell("Ayn"),
        _cell("2") + _cell("Basma") + "<table:covered-table-cell/>" + error,
        _cell("3") + _cell("Tariq") + '<table:table-cell table:formula="of:=[.A1]"/>',
    ]
    body = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    table = _read(_ods(tmp_path, f'<table:table table:name="dead">{body}</table:table>'))
    assert [(row.cells["name"], row.cells["died"]) for row in table.rows] == [
        ("Nadir", "2031-06-03"),
        ("Basma", "2031-06-03"),
        ("Tariq", ""),
    ]
    assert [(one.row, one.column, one.value) for one in table.problems] == [
        (2, "", "2031-06-03"),
        (3, "place", "#DIV/0!"),
        (4, "died", "of:=[.A1]"),
    ]


def test_repeated_cells_beyond_reason_are_refused_within_the_limits(tmp_path: Path) -> None:
    row = '<table:table-row table:number-rows-repeated="1000000"><table:table-cell '
    row += 'table:number-columns-repeated="1000" office:value-type="string">'
    row += "<text:p>x</text:p></table:table-cell></table:table-row>"
    path = _ods(tmp_path, f'<table:table table:name="dead">{row}</table:table>')
    with pytest.raises(FileUnreadableError, match=r"list\.ods: the workbook"):
        read_workbook(path, None, Grid("list", path.name))


@pytest.mark.parametrize(("times", "is_refused"), [(1_000, False), (1_001, True)])
def test_a_row_with_words_that_is_repeated_beyond_reason_is_refused(
    tmp_path: Path, times: int, *, is_refused: bool
) -> None:
    """A kilobyte would be a thousand records, or a hundred thousand; empty rows may be repeated."""
    rows = f"<table:table-row>{_cell('no')}{_cell('name')}</table:table-row>"
    rows += (
        '<table:table-row table:number-rows-repeated="5000"><table:table-cell/></table:table-row>'
    )
    rows += f'<table:table-row table:number-rows-repeated="{times}">{_cell("1")}{_cell("Rana")}'
    path = _ods(tmp_path, f'<table:table table:name="dead">{rows}</table:table-row></table:table>')
    if is_refused:
        with pytest.raises(FileUnreadableError, match="repeats a row with words 1,001 times"):
            _read(path)
    else:
        assert len(_read(path).rows) == times


@pytest.mark.parametrize("words", ["x", " "])
def test_a_row_repeated_to_the_end_of_the_sheet_ends_within_the_limits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    """Its cells are few enough, their texts fill the memory; the reader then waited for ever."""
    monkeypatch.setenv("RUST_BACKTRACE", "1")
    row = f'<table:table-row table:number-rows-repeated="1048570">{_cell(words) * 5}'
    path = _ods(tmp_path, f'<table:table table:name="dead">{row}</table:table-row></table:table>')
    with pytest.raises(FileUnreadableError, match=r"list\.ods: the workbook could not be read"):
        read_workbook(path, None, Grid("list", path.name))


def test_a_table_inside_a_cell_is_refused_and_not_left_out(tmp_path: Path) -> None:
    row = f"<table:table-row>{_cell('no')}</table:table-row>"
    nested = f"<table:table>{row}</table:table>"
    body = f"{row}<table:table-row><table:table-cell>{nested}</table:table-cell></table:table-row>"
    path = _ods(tmp_path, f'<table:table table:name="dead">{body}</table:table>')
    with pytest.raises(FileUnreadableError, match="a table inside a cell"):
        _read(path)


_HEAD_ROW = f"<table:table-row>{_cell('id')}{_cell('name')}</table:table-row>"


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (f"lost{_HEAD_ROW}", "words between its cells"),
        (f"{_HEAD_ROW}lost", "words between its cells"),
        (_cell("lost"), "words between its cells"),
        (f"<table:table-row-group>{_HEAD_ROW}lost</table:table-row-group>", "words between"),
        (
            "<table:table-row>"
            + _cell("lost", ' table:number-columns-repeated="0"')
            + "</table:table-row>",
            "no times, in row 2",
        ),
        (
            f'<table:table-row table:number-rows-repeated="0">{_cell("lost")}</table:table-row>',
            "repeats a row with words 0 times",
        ),
        (
            "<table:table-row>"
            + _cell("shown", ' office:string-value="lost"')
            + "</table:table-row>",
            "two texts, in row 2",
        ),
    ],
)
def test_words_that_no_program_shows_are_refused(tmp_path: Path, rows: str, sentence: str) -> None:
    path = _ods(tmp_path, f'<table:table table:name="dead">{_HEAD_ROW}{rows}</table:table>')
    with pytest.raises(FileUnreadableError, match=sentence):
        _read(path)


def test_a_cell_far_below_the_others_is_a_row_of_its_own(tmp_path: Path) -> None:
    """Somebody pressed a key at the end of the sheet; the rows between take no time."""
    path = tmp_path / "list.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEAD)
        sheet.write_row(1, 0, [1, "Nadir", "", "Ayn"])
        sheet.write(899_999, 1, "x")
    table = _read(path)
    assert [(row.number, row.cells["name"]) for row in table.rows] == [(2, "Nadir"), (900_000, "x")]
    assert [problem.reason for problem in table.problems] == ["rows 3 to 899999 are empty"]


def test_columns_that_are_empty_on_the_left_stay(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(1, 1, ["id", "name"])
        sheet.write_row(3, 1, [1, "Nadir"])
    table = _read(path, header_row=2)
    assert [row.cells for row in table.rows] == [{"column 1": "", "id": "1", "name": "Nadir"}]


def _changed(folder: Path, change: Callable[[bytes], bytes]) -> Path:
    """A workbook whose sheet is written otherwise than any program writes it."""
    rows: list[list[object]] = [HEAD]
    rows += [["1", "Nadir", "2031-06-03", "Ayn"], ["2", "Basma", "2031-06-04", "Ayn"]]
    path = _book(folder, {"dead": rows})
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    part = "xl/worksheets/sheet1.xml"
    changed = change(parts[part])
    assert changed != parts[part]
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in (parts | {part: changed}).items():
            archive.writestr(name, content)
    return path


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('r="B3"', 'r="B2"', "holds the cell B2 twice"),
        ("</sheetData>", "</sheetData><sheetData></sheetData>", "two tables of cells"),
        ("</v>", "</v><v>3</v>", "a cell with two values"),
        ("<v>0</v>", "<v>-1</v>", "a text which the workbook cannot have"),
        ("<v>0</v>", "<v><![CDATA[0]]></v>", "CDATA"),
        ("</c>", "</c>Huda", "words between its cells"),
        ("</row>", "</row>\nHuda", "words between its cells"),
        ("<sheetData>", "<sheetData> Huda", "words between its cells"),
    ],
)
def test_what_the_reader_would_leave_out_in_silence_is_refused(
    tmp_path: Path, old: str, new: str, reason: str
) -> None:
    """Of a cell that stands twice programs show one, and nobody would know of the other."""
    path = _changed(tmp_path, lambda sheet: sheet.replace(old.encode(), new.encode()))
    with pytest.raises(FileUnreadableError, match=reason):
        _read(path)


def test_cells_and_rows_without_their_place_follow_one_another(tmp_path: Path) -> None:

    def change(sheet: bytes) -> bytes:
        plain = re.sub(rb' r="[A-Z]*[0-9]+"', b"", sheet)
        end = plain.index(b"</row></sheetData>")
        last = plain.rindex(b"<c", 0, end)
        return plain[:last] + b'<c t="e"><v>#REF!</v></c>' + plain[end:]

    path = _changed(tmp_path, change)
    (fault,) = (one for one in _read(path).problems if one.effect is Effect.VALUE)
    assert (fault.row, fault.column, fault.value) == (3, "place", "#REF!")


def test_two_sheets_of_one_name_are_refused(tmp_path: Path) -> None:
    row = f"<table:table-row>{_cell('no')}</table:table-row>"
    path = _ods(tmp_path, f'<table:table table:name="dead">{row}</table:table>' * 2)
    with pytest.raises(FileUnreadableError, match="two sheets are named 'dead'"):
        _read(path)


def test_words_without_a_type_are_set_aside_and_not_left_out(tmp_path: Path) -> None:
    head = "".join(_cell(str(one)) for one in HEAD)
    words = _cell("1") + "<table:table-cell><text:p>Nadir</text:p></table:table-cell>"
    rows = "".join(f"<table:table-row>{row}</table:table-row>" for row in (head, words))
    table = _read(_ods(tmp_path, f'<table:table table:name="dead">{rows}</table:table>'))
    (problem,) = table.problems
    assert (problem.row, problem.column, problem.value) == (2, "name", "Nadir")
    assert "no value of the cell" in problem.reason


def test_a_document_type_is_refused_in_every_format(tmp_path: Path) -> None:
    path = _ods(tmp_path, "")
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("content.xml", '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a/>')
    path = path.rename(path.with_suffix(".xls"))
    with pytest.raises(FileUnreadableError, match="document type"):
        _read(path)


def test_cells_merged_across_columns_say_which(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name in ("2030", "2031"):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, HEAD)
            sheet.write_row(1, 0, [1, "Nadir", "2031-06-03", "Ayn"])
            sheet.write_row(2, 0, [2, "Basma"])
            sheet.merge_range(2, 2, 3, 9, "unknown")
            sheet.merge_range(5, 0, 7, 0, "down alone")
    one = _read(path, sheet="2030")
    assert one.merged == (MergedCell(3, 4, ("died", "place")),)
    both = _read(path, sheets=("2030", "2031"))
    assert [cell.sheet for cell in both.merged] == ["2030", "2031"]


def test_rows_that_the_sheet_hides_are_read_and_told(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("2031")
        for number, row in enumerate([["date", "dead"], ["2031-06-01", 3], ["2031-06-02", 50]]):
            sheet.write_row(number, 0, row)
        sheet.set_row(2, None, None, {"hidden": True})
    table = look_first(path, FileReading("list", header_row=0)).table
    assert [row.cells["dead"] for row in table.rows] == ["3", "50"]
    hides = "rows that the sheet hides, by a filter or by hand, are read as all others: 1"
    assert _notes(table) == [("2031", 0, hides)]


STYLED = 'table:style-name="{}"'


def test_rows_that_an_open_document_hides_or_strikes_through_are_told(tmp_path: Path) -> None:
    line = 'style:family="table-cell"><style:text-properties style:text-line-through-style="{}"/>'
    styles = "".join(
        f'<style:style style:name="{name}" {line.format(kind)}</style:style>'
        for name, kind in (("struck", "solid"), ("plain", "none"))
    )
    rows = [
        ("", "plain", "name"),
        (' table:visibility="filter"', "plain", "Nadir"),
        ("", "struck", "Basma"),
        (' table:visibility="collapse"', "plain", ""),
    ]
    table = "".join(
        f"<table:table-row{seen}>{_cell(words, STYLED.format(style)) * 2}</table:table-row>"
        for seen, style, words in rows
    )
    path = _ods(tmp_path, f'<table:table table:name="dead">{table}</table:table>', styles)
    hidden, struck = (note[2] for note in _notes(_read(path)))
    assert hidden.startswith(HIDDEN)
    assert hidden.endswith(": 1")
    assert struck == f"{STRUCK}: 1 (row 3)"


def test_rows_that_somebody_crossed_out_are_read_and_told(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    with xlsxwriter.Workbook(path) as book:
        crossed = book.add_format({"font_strikeout": True})
        sheet = book.add_worksheet("2031")
        for number, row in enumerate([["name", "age"], ["Nadir", 3], ["Basma", 50], ["Rana", 9]]):
            sheet.write_row(number, 0, row, crossed if number == 2 else None)
    table = look_first(path, FileReading("list", header_row=0)).table
    assert len(table.rows) == 3
    assert _notes(table) == [("2031", 0, f"{STRUCK}: 1 (row 3)")]


MONTHS = {"1": [["Nadir", 30], ["unknown", 40]], "2": [["Basma", 9], ["unknown", 41]]}


@pytest.mark.parametrize(
    ("sheets", "taken"),
    [
        ({"All": [*MONTHS["1"], *MONTHS["2"]], **MONTHS}, ("1", "2")),
        ({"All": [*MONTHS["1"], *MONTHS["2"], ["Rana", 8]], **MONTHS}, ("All",)),
        ({"All": [*MONTHS["1"], ["Rana", 8]], **MONTHS}, ("All", "1", "2")),
        (MONTHS, ("1", "2")),
    ],
)
def test_a_sheet_whose_rows_stand_in_the_others_is_not_taken_twice(
    sheets: dict[str, list[list[object]]], taken: tuple[str, ...], tmp_path: Path
) -> None:
    path = tmp_path / "list.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, ["no", "name", "age"])
            for number, row in enumerate(rows, start=1):
                sheet.write_row(number, 0, [number, *row])
    assert look_first(path, FileReading("list", header_row=0)).table.sheets == taken


@pytest.mark.parametrize(
    "name",
    [
        "<text:p>Rana{drawn}</text:p>",
        "{drawn}<text:p>Rana</text:p>",
        "<text:p>Rana</text:p>{drawn}",
        "<text:p>Ra{drawn}na</text:p>",
        "<text:p><text:ruby>Rana<text:ruby-text>Samira</text:ruby-text></text:ruby></text:p>",
    ],
)
def test_words_drawn_over_a_cell_of_opendocument_are_none_of_its_text(
    tmp_path: Path, name: str
) -> None:
    """LibreOffice keeps a shape that is anchored to a cell inside it."""
    space = "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
    drawn = (
        f'<d:frame xmlns:d="{space}"><d:text-box><text:p>by Samira</text:p></d:text-box></d:frame>'
    )

    def row(*cells: str) -> str:
        kind = 'office:value-type="string"'
        inside = (f"<table:table-cell {kind}>{cell}</table:table-cell>" for cell in cells)
        return f"<table:table-row>{''.join(inside)}</table:table-row>"

    head = row(*(f"<text:p>{heading}</text:p>" for heading in HEAD))
    one = row("<text:p>1</text:p>", name.format(drawn=drawn), "<text:p>x</text:p>")
    path = tmp_path / "list.ods"
    path.write_bytes(zipped(ods_members(ods_content(head + one))))
    assert [row.cells["name"] for row in _read(path).rows] == ["Rana"]


def test_the_child_of_each_workbook_loads_nothing_about_records() -> None:
    program = f"import sys, {CHILD_MODULE}; print('sijill.model.records.record' in sys.modules)"
    done = subprocess.run([sys.executable, "-P", "-c", program], capture_output=True, check=True)
    assert done.stdout.strip() == b"False"
