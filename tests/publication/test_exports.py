"""Tables for other programs: no cell is a formula to a spreadsheet, whichever way it is opened."""

import csv
import io
import json
import sys
import unicodedata
from dataclasses import replace
from datetime import UTC, datetime

import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from sijill.figures.analysis import LogHead
from sijill.figures.book import FigureBook, value_text
from sijill.figures.figure import Contribution, Figure
from sijill.model.case_limits import MOST_REVIEW_BYTES, MOST_REVIEW_PAIRS
from sijill.model.settings.case import Case
from sijill.model.settings.codebook import load_codebook
from sijill.model.values.counts import CountRange
from sijill.model.values.quantities import Layer, Quantity, Scope, Unit
from sijill.publication.exports import (
    Cells,
    CsvTable,
    csv_text,
    figures_json,
    parquet_bytes,
    workbook,
)
from sijill.publication.tables.review_tables import review_table
from small_cases import BuiltCity


def test_no_more_pairs_are_written_to_decide_on_than_can_be_taken_in(city: BuiltCity) -> None:
    analysis = city.built.analysis
    assert analysis.review
    many = replace(analysis, review=analysis.review * (MOST_REVIEW_PAIRS // 2))
    table = review_table(many)
    assert len(many.review) > MOST_REVIEW_PAIRS == len(table.rows)
    assert table.rows[0][:2] == analysis.review[0].pair
    assert 2 * len(csv_text(table.columns, table.rows)) < MOST_REVIEW_BYTES


def test_a_pair_that_third_records_join_against_its_score_says_which(city: BuiltCity) -> None:
    analysis = city.built.analysis
    person = next(one for one in analysis.people.working.values() if len(one.records) > 2)
    left, right, *others = sorted(person.records)
    unlike = replace(analysis.review[0], left=left, right=right, permille=0)
    (row,) = review_table(replace(analysis, review=(unlike,))).rows
    assert f"one person by its links with {others[0]}" in str(row[6])
    (row,) = review_table(replace(analysis, review=(replace(unlike, permille=900),))).rows
    assert "one person" not in str(row[6])


SIGNS = "=+-@＝＋－＠"


@pytest.mark.parametrize(
    "cell",
    [
        "=cmd|'/c calc'!A1",
        "+963 900",
        "-1+1",
        "@SUM(A1)",
        " =1",
        "\t=1",
        "\u00a0\u200b=1",
        "\ufeff=1",
        "\u202e=1",
        "＝1+1",
        "＋1",
        '"=1"',
        "a;=1",
        "a;  =1",
        "a\t=1",
        "a|@b",
        "a\n=1",
        "a\r=1",
        "a\u2028=1",
    ],
)
def test_what_a_spreadsheet_would_run_gets_an_apostrophe(cell: str) -> None:
    text = csv_text(["name"], [[cell]])
    for delimiter in ",;\t|":
        for row in csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=delimiter):
            assert not any(is_formula(one) for one in row), row


def test_no_sign_that_is_not_seen_hides_a_formula_and_no_width_of_its_own() -> None:
    every = [chr(code) for code in range(sys.maxunicode + 1)]
    unseen = [one for one in every if unicodedata.category(one) in ("Cc", "Cf", "Zs", "Zl", "Zp")]
    signs = [one for one in every if unicodedata.normalize("NFKC", one)[:1] in tuple("=+-@\u2212")]
    cells = [f"{one}=1" for one in unseen] + [f"{one}1" for one in signs]
    written = io.StringIO(csv_text(["cell"], [[cell] for cell in cells]), newline="")
    _, *rows = csv.reader(written)
    assert [row for row, cell in zip(rows, cells, strict=True) if row == [cell]] == []


CELLS = st.text(alphabet=f"{SIGNS} ;,\t|\r\n\"'\u200bab", max_size=8)


@settings(max_examples=100, deadline=None)
@given(st.lists(CELLS, min_size=1, max_size=3))
def test_no_delimiter_makes_a_formula(cells: list[str]) -> None:
    text = csv_text([f"c{place}" for place, _ in enumerate(cells)], [cells])
    for delimiter in ";\t|":
        for line in text.removeprefix("\ufeff").splitlines():
            pieces = line.split(delimiter)
            assert not any(is_formula(piece) for piece in pieces), pieces
    first, second = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    assert len(first) == len(second) == len(cells)
    assert not any(is_formula(one) for one in second)


def is_formula(cell: str) -> bool:
    return cell.strip(' \t\r\n"\u00a0\u200b\ufeff\u202e\u2028')[:1] in tuple(SIGNS)


def test_white_space_before_a_formula_is_passed_over_once_however_long() -> None:
    """Each line end may begin a cell; looking on from each of them never came to an end."""
    text = csv_text(["words"], [["x" + "\n " * 200_000 + "=1+1"], ["y" + " " * 400_000 + "1"]])
    assert text.endswith("'=1+1\"\r\n" + '"y' + " " * 400_000 + '1"\r\n')


def test_words_are_quoted_and_numbers_and_codes_stay_as_they_are() -> None:
    assert csv_text(["name", "n"], [["Huda Attar", -3], ["هدى", 0.5], [None, "no_go"]]) == (
        '\ufeffname,n\r\n"Huda Attar",-3\r\n"هدى",0.5\r\n"",no_go\r\n'
    )


@pytest.mark.parametrize("cell", ["Abu-Khalid", "a = b", "3-4", "هدى", "a, -b", "'=1"])
def test_other_cells_stay_as_they_are(cell: str) -> None:
    assert csv_text(["x"], [[cell]]).splitlines()[1].strip('"') == cell


def test_a_workbook_holds_texts_alone_and_is_the_same_every_time() -> None:
    rows: list[list[object]] = [["=1+1", "https://example.org", "0012"], ["x" * 40_000, None, 0.5]]
    content = workbook(["a", "b", "c"], rows)
    assert workbook(["a", "b", "c"], rows) == content
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    assert sheet[:2] == [["a", "b", "c"], ["=1+1", "https://example.org", "0012"]]
    assert sheet[2][1:] == ["", "0.5"]
    assert str(sheet[2][0]).endswith("x…")
    assert b"<f>" not in content
    assert datetime.now(UTC).strftime("%Y-%m-%d").encode() not in content


@pytest.mark.parametrize(
    ("signed", "text"),
    [((-5, -5), "−5"), ((-5, 2), "−5 to 2"), ((-1200, -3), "−1,200 to −3"), ((0, 2), "1–2")],
)
def test_a_difference_below_nothing_is_one_number_or_a_range(
    signed: tuple[int, int], text: str
) -> None:
    value = Quantity(CountRange(1, 2), Unit.RECORDS, Layer.DOCUMENTED_PERSON, Scope())
    figure = Figure("a", "Title", "عنوان", "Words.", value, ())
    assert value_text(replace(figure, signed=signed)) == text


@pytest.mark.parametrize("size", [0, 1, 3])
def test_figures_stand_as_a_json_library_writes_them(size: int) -> None:
    parts = (
        Contribution('list:1 "quoted"\n', CountRange.exactly(1)),
        Contribution("قائمة:2", CountRange(0, 1), "two\nlines"),
        Contribution("list:3", CountRange(1)),
    )[:size]
    value = Quantity(CountRange(1, 2), Unit.RECORDS, Layer.DOCUMENTED_PERSON, Scope())
    figures = [Figure(name, "Title", "عنوان", "Words.", value, parts) for name in ("a", "b")]
    book = FigureBook({one.name: one for one in figures}, LogHead(3, "00"), load_codebook())
    text = figures_json(book, Case(title="A case"), "2031-01-01T00:00:00+00:00")
    content = json.loads(text)
    assert text == json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    assert content["figures"]["b"]["text"] == value_text(figures[1])
    assert [one["id"] for one in content["figures"]["a"]["records"]] == [
        part.subject for part in parts
    ]
    assert [one.get("remark", "") for one in content["figures"]["a"]["records"]] == [
        part.remark for part in parts
    ]


def test_a_case_without_figures_has_none_in_its_file() -> None:
    book = FigureBook({}, LogHead(0, ""), load_codebook())
    assert json.loads(figures_json(book, Case(title="A case"), ""))["figures"] == {}


def test_a_table_as_parquet_keeps_numbers_and_nulls_and_is_the_same_again() -> None:
    columns = ("incident", "lowest", "note")
    rows = [("monitor:1", 3, "قُتل ثلاثة"), ("monitor:2", None, "")]
    content = parquet_bytes(columns, rows)
    table = pq.read_table(io.BytesIO(content))
    assert table.to_pylist() == [
        {"incident": "monitor:1", "lowest": 3, "note": "قُتل ثلاثة"},
        {"incident": "monitor:2", "lowest": None, "note": None},
    ]
    assert parquet_bytes(columns, rows) == content
    assert "ثلاثة".encode() in content


def test_a_table_of_no_items_has_its_columns_all_the_same() -> None:
    cells: Cells[str] = {"name": str.upper, "letters": len}
    assert CsvTable.of("words", [], cells) == CsvTable("words", ("name", "letters"), [])
    assert CsvTable.of("words", ["ab"], cells).rows == [("AB", 2)]
