"""Review files as people save them: workbooks, semicolons, tabs, UTF-16, any letter case."""

from pathlib import Path

import openpyxl
import pytest

from sijill.model.errors import DecisionError
from sijill.steps.decisions.review_file import ReviewRow, read_review

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


def test_a_row_without_a_decision_waits(tmp_path: Path) -> None:
    path = tmp_path / "review.csv"
    path.write_text(_text(",", ("a:1", "b:1", "", "", "")), encoding="utf-8")
    assert read_review(path) == ([], [])


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("review.csv", b"left,right,reason\r\n", "lacks the column(s) decision"),
        ("review.xlsx", b"not a workbook", "lacks the column(s)"),
        ("review.pdf", b"%PDF", "cannot be read"),
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
