"""Texts that formulas made of other cells: which columns they come from."""

from pathlib import Path

import pytest
import xlsxwriter

from hostile_tables import ods_content, ods_members, zipped
from sijill.model.limits import MOST_SHEET_FAULTS
from sijill.sources.tables.spreadsheets.formula_references import (
    ComputedRows,
    ComputedTexts,
    computed_cells,
    references,
)
from sijill.sources.tables.table import ComputedCell, Table
from sijill.sources.tables.table_files import FileReading, read_table

HEAD = ("no", "name", "told_by", "note")


@pytest.mark.parametrize(
    ("formula", "columns"),
    [
        ("E2", ("E",)),
        ('"told by "&$E$2&" of "&B2', ("B", "E")),
        ("VLOOKUP(A2,A:F,2)", ("A", "A:F")),
        ("CONCATENATE(B2:E2)", ("B:E",)),
        ("LOG10(2)&LEFT(AB12,3)", ("AB",)),
        ("People[[#This Row],[told by]]", ("[told by]",)),
        ("[@told_by]", ("[told_by]",)),
        ("codes!E2&'other list'!E2", ("!",)),
        ("VLOOKUP(A2,Codes!A:B,2,FALSE)", ("!", "A")),
        ("whoever&TRUE&B2", ("!", "B")),
        ('"E2"', ()),
        ("TODAY()", ()),
        ("OFFSET(D2,0,1)", ("*",)),
        ("indirect(A2)", ("*",)),
        ("2:2", ("*",)),
        ("[a" * 200_000 + '"' * 9_001 + "A1:" * 200_000, ("!", "A:A")),
        ("a." * 200_000 + "!" * 9_001, ("!",)),
        ("[" * 200_000, ()),
    ],
)
def test_the_columns_that_a_formula_names(formula: str, columns: tuple[str, ...]) -> None:
    assert references(formula) == columns


def _cell(attributes: str, formula: str = "") -> bytes:
    return f"<f{attributes}>{formula}</f><v>x</v>".encode()


def test_a_formula_shared_down_a_column_comes_from_the_same_and_across_from_any() -> None:
    texts = ComputedTexts("list")
    texts.add_office_cell(1, 3, _cell(' t="shared" ref="D2:E4" si="0"', "list!C2"), is_text=True)
    texts.add_office_cell(2, 3, _cell(' t="shared" si="0"'), is_text=True)
    texts.add_office_cell(2, 4, _cell(' si="0" t="shared"'), is_text=True)
    assert texts.rows == [ComputedRows(1, 2, 3, ("C",)), ComputedRows(2, 2, 4, ("*",))]


def test_a_matrix_fills_cells_that_hold_no_formula() -> None:
    texts = ComputedTexts("list")
    texts.add_office_cell(1, 3, _cell(' t="array" ref="D2:E9"', "C2:C9"), is_text=False)
    assert texts.rows == [ComputedRows(1, 8, 3, ("C:C",)), ComputedRows(1, 8, 4, ("C:C",))]


def test_a_number_that_was_counted_holds_no_words() -> None:
    texts = ComputedTexts("list")
    texts.add_office_cell(1, 3, _cell("", "COUNTA(C:C)"), is_text=False)
    assert texts.rows == []


def test_very_many_formulas_come_from_any_column() -> None:
    texts = ComputedTexts("list")
    for row in range(MOST_SHEET_FAULTS + 50):
        texts.add(row, 3, ("C",) if row % 2 else ("B",))
    assert len(texts.rows) == MOST_SHEET_FAULTS + 1
    assert texts.rows[-1].sources == ("*",)
    assert texts.rows[-1].last > 1_000_000


def test_what_comes_from_a_computed_text_comes_from_its_columns_too() -> None:
    rows = [ComputedRows(0, 5, 3, ("B",)), ComputedRows(1, 5, 1, ("[told_by]",))]
    (note, name) = computed_cells(rows, HEAD, 1)
    assert note == ComputedCell(1, 6, "note", frozenset(("name", "told_by")))
    assert name.sources == {"told_by"}


def test_two_texts_that_come_from_each_other_end() -> None:
    rows = [ComputedRows(1, 5, 3, ("B",)), ComputedRows(1, 5, 1, ("D",))]
    assert {cell.sources for cell in computed_cells(rows, HEAD, 1)} == {frozenset(("name", "note"))}


def _texts(path: Path) -> list[tuple[int, int, str, frozenset[str]]]:
    table: Table = read_table(path, path.name, FileReading("list"))
    return [(one.first_row, one.last_row, one.column, one.sources) for one in table.computed]


def test_a_workbook(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("my list")
        sheet.write_row(0, 0, HEAD)
        for row in (1, 2):
            sheet.write_row(row, 0, (row, "Rana", "Umm Walid"))
            sheet.write_formula(row, 3, f"='my list'!C{row + 1}", None, "Umm Walid")
    assert _texts(path) == [(2, 3, "note", frozenset(("told_by",)))]


def test_an_opendocument_sheet(tmp_path: Path) -> None:
    def cell(words: str, formula: str = "") -> str:
        made = f' table:formula="of:={formula}"' if formula else ""
        return (
            f'<table:table-cell office:value-type="string"{made}><text:p>{words}</text:p>'
            "</table:table-cell>"
        )

    head = "".join(map(cell, HEAD))
    row = "".join((*map(cell, ("1", "Rana", "Umm Walid")), cell("Umm Walid", "[$list.C2]")))
    rows = f"<table:table-row>{head}</table:table-row><table:table-row>{row}</table:table-row>"
    path = tmp_path / "list.ods"
    path.write_bytes(zipped(ods_members(ods_content(rows))))
    assert _texts(path) == [(2, 2, "note", frozenset(("told_by",)))]
