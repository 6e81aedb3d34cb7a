"""Review files as people save them: workbooks, semicolons, tabs, UTF-16, any letter case."""

import gzip
import os
import tomllib
from importlib.resources import files
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from sijill.language.unknown import phrase_form
from sijill.model import case_limits
from sijill.model.codes import LinkDecision
from sijill.model.errors import DecisionError
from sijill.steps.decisions.review_file import COLUMNS, ReviewRow, UnreadRow, read_review

HEADER = ("left", "right", "decision", "reason", "levels")
ROW = ("a:1", "b:1", "Same", "the grandfather agrees", "given: same; family: same")


def _text(delimiter: str, *rows: tuple[str, ...]) -> str:
    return "".join(f"{delimiter.join(row)}\r\n" for row in (HEADER, *rows))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_text_with_any_delimiter_in_any_unicode(
    tmp_path: Path, delimiter: str, encoding: str
) -> None:
    path = tmp_path / "review.csv"
    path.write_bytes(_text(delimiter, ROW).encode(encoding))
    rows, unread = read_review(path)
    assert rows == [ReviewRow(2, "a:1", "b:1", "same", "the grandfather agrees")]
    assert unread == []


def test_every_decision_and_heading_has_words_in_the_other_languages() -> None:
    others = {"ar", "fa", "ku", "fr", "es", "pt", "de", "tr", "ru", "uk", "he"}
    for table in WORDS.values():
        assert {code: others - languages.keys() for code, languages in table.items()} == {
            code: set() for code in table
        }


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("SAME", "same"),
        (" Different ", "different"),
        ("Possibly same", "possibly_same"),
        ("possibly-same", "possibly_same"),
        ("unsure\u00a0", "unsure"),
    ],
)
def test_a_decision_in_any_letter_case(tmp_path: Path, written: str, read: str) -> None:
    path = tmp_path / "review.csv"
    path.write_text(_text(",", ("a:1", "b:1", written, "x", "")), encoding="utf-8")
    assert [row.decision for row in read_review(path)[0]] == [read]


def test_a_workbook(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (tuple(map(str.upper, HEADER)), ROW, ("a:2", "b:2", None, None, None)):
        sheet.append(row)
    path = tmp_path / "review.xlsx"
    book.save(path)
    rows, unread = read_review(path)
    assert rows == [ReviewRow(2, "a:1", "b:1", "same", "the grandfather agrees")]
    assert unread == []


def test_an_apostrophe_before_a_formula_is_no_part_of_an_id(tmp_path: Path) -> None:
    path = tmp_path / "review.csv"
    path.write_text(_text(",", ("'=a:1", "'b:1", "same", "x", "")), encoding="utf-8")
    assert [(row.left, row.right) for row in read_review(path)[0]] == [("=a:1", "'b:1")]


@pytest.mark.parametrize(
    ("text", "read", "unread"),
    [
        ('a:1,b:1,same,"x\na:2,b:2,same,y\na:3,b:3,same,z\n', [3, 4], [2]),
        ('a:1,b:1,same,x\na:2,b:2,same,"y\n', [2], [3]),
        ('a:1,"b:1,same,x\na:2,b:2,different,y\n', [3], [2]),
        ('a:1,b:1,same,"x ""quoted"" y"\na:2,b:2,same,y\n', [2, 3], []),
        ('a:1,b:1,same,"two\nlines"\na:2,b:2,same,y\n', [2, 3], []),
    ],
)
def test_an_unclosed_quotation_mark_costs_its_row_alone(
    tmp_path: Path, text: str, read: list[int], unread: list[int]
) -> None:
    """It used to swallow the decisions after it in silence."""
    path = tmp_path / "review.csv"
    path.write_text("left,right,decision,reason\n" + text, encoding="utf-8")
    rows, refused = read_review(path)
    assert [row.number for row in rows] == read
    assert [one.number for one in refused] == unread
    assert all("quotation mark" in one.reason for one in refused)


def test_a_pipe_and_an_endless_file_are_refused(tmp_path: Path) -> None:
    large, pipe = tmp_path / "review.csv", tmp_path / "pipe.csv"
    with large.open("wb") as file:
        file.truncate(case_limits.MOST_REVIEW_BYTES + 1)
    with pytest.raises(DecisionError, match="more than 50,000,000 bytes"):
        read_review(large)
    os.mkfifo(pipe)
    with pytest.raises(DecisionError, match="no ordinary file"):
        read_review(pipe)


def test_a_row_without_a_decision_waits(tmp_path: Path) -> None:
    path = tmp_path / "review.csv"
    path.write_text(_text(",", ("a:1", "b:1", "", "", "")), encoding="utf-8")
    assert read_review(path) == ([], [])


def test_a_reason_without_a_decision_is_said(tmp_path: Path) -> None:
    """Somebody wrote a reason and forgot the decision; it is not passed over in silence."""
    path = tmp_path / "review.csv"
    path.write_text(
        "left,right,decision,reason\na:1,a:2,,the same mother\na:3,a:4,,\n", encoding="utf-8"
    )
    rows, unread = read_review(path)
    assert rows == []
    assert unread == [UnreadRow(2, "it has a reason and no decision: 'the same mother'")]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("review.csv", b"left,right,reason\r\n", "lacks the column(s) decision"),
        ("review.xlsx", b"not a workbook", "lacks the column(s)"),
        ("review.pdf", b"%PDF", "are not read"),
    ],
)
def test_a_file_that_is_no_review_says_what_to_give(
    tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(DecisionError) as refusal:
        read_review(path)
    assert reason in str(refusal.value)
    assert "out/review.csv" in str(refusal.value)


def test_a_missing_file_is_a_refusal(tmp_path: Path) -> None:
    with pytest.raises(DecisionError, match="cannot be read"):
        read_review(tmp_path / "gone.csv")


WORDS = tomllib.loads(
    files("sijill.steps.decisions").joinpath("review_words.toml").read_text("utf-8")
)


def test_every_phrase_of_a_review_stands_for_one_code() -> None:
    assert WORDS["decisions"].keys() <= {code.value for code in LinkDecision}
    assert WORDS["headings"].keys() == {"left", "right", "decision", "reason"}
    for table in WORDS.values():
        forms = [
            (phrase_form(phrase), code)
            for code, languages in table.items()
            for phrases in languages.values()
            for phrase in phrases
        ]
        assert len(dict(forms)) == len(set(forms))


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("heman kes", "same"),
        ("אנשים שונים", "different"),
        ("возможно тот же человек", "possibly_same"),
        ("مطمئن نیستم", "unsure"),
        ("الشخص نفسه", "same"),
        ("نفس الشخص", "same"),
        ("شخصان مختلفان", "different"),
        ("مُختلف", "different"),
        ("ربما الشخص نفسه", "possibly_same"),
        ("غير متأكد", "unsure"),
        ("Différent", "different"),
        ("misma persona", "same"),
        ("разные люди", "different"),
        ("yes", "yes"),
        ("نعم", "نعم"),
    ],
)
def test_a_workbook_of_decisions_in_another_language_and_order_with_more_columns(
    tmp_path: Path, written: str, read: str
) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["ملاحظتي", "السبب", "القرار", "right", "لون", "left"])
    sheet.append(["x", "يتفق الجد", written, "b:1", "أحمر", "a:1"])
    book.save(tmp_path / "review.xlsx")
    rows, unread = read_review(tmp_path / "review.xlsx")
    assert rows == [ReviewRow(2, "a:1", "b:1", read, "يتفق الجد")]
    assert unread == []


@pytest.mark.parametrize(
    ("header", "row", "reason"),
    [
        ("left,right,decision,reason", "a:2;a:3;different;age", "another delimiter"),
        ("left,right,decision,reason", '"a:2,a:3,different,age"', "another delimiter"),
        ("left,right,decision,reason", "a:2\ta:3\tsame\tage", "another delimiter"),
        ("left,right,decision,reason,Decision", "a:2,a:3,same,age,different", "stands twice"),
    ],
)
def test_a_row_pasted_in_another_way_and_a_doubled_column_are_told(
    tmp_path: Path, header: str, row: str, reason: str
) -> None:
    """Such a row counted as one that nobody had decided yet, and the second word as none."""
    path = tmp_path / "review.csv"
    path.write_text(f"{header}\na:1,a:2,same,name,\n\n{row}\n", encoding="utf-8")
    rows, unread = read_review(path)
    assert rows == [ReviewRow(2, "a:1", "a:2", "same", "name")]
    assert [reason in each.reason for each in unread] == [True]


def test_a_doubled_column_of_a_workbook_is_told(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["left", "right", "decision", "reason", "decision"])
    book.active.append(["a:1", "a:2", "same", "name", "different"])
    book.active.append(["a:2", "a:3", "same", "name", "same"])
    book.save(tmp_path / "review.xlsx")
    rows, unread = read_review(tmp_path / "review.xlsx")
    assert rows == [ReviewRow(3, "a:2", "a:3", "same", "name")]
    assert [each.number for each in unread] == [2]


def _book(path: Path, sheets: dict[str, list[list[str]]], *, hidden: str = "") -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, lines in sheets.items():
        sheet = book.create_sheet(name)
        sheet.sheet_state = "hidden" if name == hidden else "visible"
        for line in lines:
            sheet.append(line)
    book.save(path)
    return path


def test_a_packed_file_and_one_that_names_its_separator(tmp_path: Path) -> None:
    """Both were said to lack every column."""
    rows = b"left,right,decision,reason\na:1,a:2,same,name\n"
    packed, named = tmp_path / "review.csv.gz", tmp_path / "review.csv"
    packed.write_bytes(gzip.compress(rows))
    named.write_bytes(b"sep=;\r\n" + rows.replace(b",", b";"))
    assert read_review(packed) == ([ReviewRow(2, "a:1", "a:2", "same", "name")], [])
    assert read_review(named) == ([ReviewRow(3, "a:1", "a:2", "same", "name")], [])


_HEADER = ["left", "right", "decision", "reason"]


def test_a_decision_that_is_crossed_out_is_told_and_not_taken(tmp_path: Path) -> None:
    path = tmp_path / "decided.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        line = book.add_format({"font_strikeout": True})
        sheet.write_row(0, 0, COLUMNS)
        sheet.write_row(1, 0, ("a:1", "b:1", "same", "read"), line)
        sheet.write_row(2, 0, ("a:2", "b:2", "different", "read"))
        sheet.write_row(3, 0, ("a:3", "b:3"), line)
    rows, unread = read_review(path)
    assert [row.number for row in rows] == [3]
    assert [(row.number, "strikes it through" in row.reason) for row in unread] == [(2, True)]


@pytest.mark.parametrize("hidden", ["", "more"])
def test_decisions_on_a_second_sheet_are_told(tmp_path: Path, hidden: str) -> None:
    """They were left out without a word."""
    sheets = {
        "review": [_HEADER, ["a:1", "a:2", "same", "name"]],
        "more": [_HEADER, ["a:3", "a:4", "same", "name"]],
        "Sheet3": [],
    }
    path = _book(tmp_path / "review.xlsx", sheets, hidden=hidden)
    rows, unread = read_review(path)
    assert rows == [ReviewRow(2, "a:1", "a:2", "same", "name")]
    (told,) = unread
    assert told.number == 0
    assert f"the sheet 'more' ({'hidden, ' if hidden else ''}2 rows) was not read" in told.reason


def test_a_sheet_of_notes_before_the_decisions(tmp_path: Path) -> None:
    sheets = {"notes": [["Please read"]], "review": [_HEADER, ["a:1", "a:2", "same", "name"]]}
    rows, unread = read_review(_book(tmp_path / "review.xlsx", sheets))
    assert rows == [ReviewRow(2, "a:1", "a:2", "same", "name")]
    assert ["'notes'" in each.reason for each in unread] == [True]
