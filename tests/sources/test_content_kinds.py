"""A file is what it holds, whatever its name says; a packed file is all of its parts or none."""

import bz2
import gzip
import io
import lzma
from pathlib import Path

import pytest
import xlsxwriter

from sijill.model import limits
from sijill.model.errors import FileUnreadableError
from sijill.sources.tables.table import Table
from sijill.sources.tables.table_files import FileReading, read_table

LIST = b"no,name\n1,Khalid\n2,Rana\n"
HALF = LIST.index(b"2,")


def _read(path: Path, content: bytes) -> Table:
    path.write_bytes(content)
    return read_table(path, path.name, FileReading("list"))


def _names(table: Table) -> list[str]:
    return [row.cells["name"] for row in table.rows]


def _workbook() -> bytes:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate((["no", "name"], ["1", "Khalid"], ["2", "Rana"])):
            sheet.write_row(number, 0, row)
    return target.getvalue()


@pytest.mark.parametrize("name", ["list.xls", "list.csv", "list.ods", "list.json", "list.xlsb"])
def test_a_workbook_under_any_name_is_a_workbook(tmp_path: Path, name: str) -> None:
    assert _names(_read(tmp_path / name, _workbook())) == ["Khalid", "Rana"]


@pytest.mark.parametrize("name", ["list.xls", "list.csv", "list.txt"])
def test_a_workbook_under_any_name_is_held_to_the_limits(tmp_path: Path, name: str) -> None:
    """The checks hang on what a file is: a bomb named ``.xls`` once skipped them."""
    bomb = io.BytesIO()
    with xlsxwriter.Workbook(bomb, {"in_memory": True}) as book:
        book.add_worksheet().write_column(0, 0, ["z" * 32_000] * 3)
        book.add_worksheet().write_column(0, 0, [f"{'z' * 30_000}{n}" for n in range(900)])
    with pytest.raises(FileUnreadableError, match=r"it unpacks to .* bytes in .* parts"):
        _read(tmp_path / name, bomb.getvalue())


@pytest.mark.parametrize("name", ["list.xlsx", "list.xls", "list.ods"])
def test_a_text_under_the_name_of_a_workbook_is_a_text(tmp_path: Path, name: str) -> None:
    assert _names(_read(tmp_path / name, LIST)) == ["Khalid", "Rana"]


def test_json_under_the_name_of_a_text_is_json(tmp_path: Path) -> None:
    assert _names(_read(tmp_path / "list.csv", b'[{"name": "Khalid"}]')) == ["Khalid"]


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"%PDF-1.7\n", "a PDF document"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (b"SQLite format 3\x00", "a database"),
        (b"\xef\xbb\xbf \n<!DOCTYPE html><p>name</p>", "there is no table of rows"),
        (b"<html><table><tr><td>name</td></tr></table></html>", "there is no table of rows"),
        (b'<?xml version="1.0"?><Workbook/>', "XML"),
        (
            gzip.compress(gzip.compress(LIST, mtime=0), mtime=0),
            "a packed file inside a packed file",
        ),
        (gzip.compress(b"", mtime=0), "nothing is packed in the file"),
        (bz2.compress(LIST), "a packed file"),
        (lzma.compress(LIST), "a packed file"),
        (b"PAR1" + bytes(40), "a Parquet file"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:0\n", "a pointer of Git LFS"),
    ],
)
def test_what_is_no_list_is_said_to_be_what_it_is(
    tmp_path: Path, content: bytes, what: str
) -> None:
    with pytest.raises(FileUnreadableError, match=what):
        _read(tmp_path / "list.csv", content)


@pytest.mark.parametrize(
    "packed",
    [
        gzip.compress(LIST),
        gzip.compress(LIST[:HALF]) + gzip.compress(LIST[HALF:]),
        gzip.compress(b"") + gzip.compress(LIST) + gzip.compress(b""),
        gzip.compress(LIST) + b"\x00" * 512,
    ],
    ids=["one part", "two parts", "empty parts", "padding"],
)
@pytest.mark.parametrize("name", ["list.csv.gz", "list.csv"])
def test_every_part_of_a_packed_file_is_read(tmp_path: Path, name: str, packed: bytes) -> None:
    assert _names(_read(tmp_path / name, packed)) == ["Khalid", "Rana"]


@pytest.mark.parametrize(
    ("packed", "reason"),
    [
        (gzip.compress(LIST) + b"3,Samir\n", "8 bytes follow the end of the archive"),
        (gzip.compress(LIST) + b"\x00" * 9 + b"3,Samir\n", "8 bytes follow the end"),
        (gzip.compress(LIST) + gzip.compress(LIST)[:-9], "cut off"),
        (gzip.compress(LIST)[:-8] + b"\x00" * 8, "damaged"),
        (gzip.compress(b"a" * 20_000_000), "unpacks to more than"),
        (gzip.compress(b"") * (limits.LEAST_GZIP_MEMBERS_ALLOWED + 1), "more than 1,000 parts"),
        (gzip.compress(_workbook()), "packed once more"),
    ],
    ids=["bytes", "padding and bytes", "half a part", "checksum", "bomb", "parts", "workbook"],
)
def test_a_packed_file_with_anything_else_is_refused(
    tmp_path: Path, packed: bytes, reason: str
) -> None:
    """Nothing of it is read in silence, and nothing behind it is lost in silence."""
    with pytest.raises(FileUnreadableError, match=reason):
        _read(tmp_path / "list.csv.gz", packed)


@pytest.mark.parametrize("rows", [1, 40])
@pytest.mark.parametrize(
    "content",
    [
        lambda rows: ",".join(f"c{n}" for n in range(20_000)) + f"\n{',' * 19_999}x" * rows,
        lambda rows: ",".join(["x"] * 20_000) + f"\n{','.join('1' * 20_000)}" * rows,
    ],
    ids=["names", "one name"],
)
def test_more_columns_than_a_spreadsheet_has_are_refused(
    tmp_path: Path, content: object, rows: int
) -> None:
    assert callable(content)
    with pytest.raises(FileUnreadableError, match="it has 20,000 columns; at most 16,384 are read"):
        _read(tmp_path / "list.csv", content(rows).encode())


def test_as_many_columns_as_a_spreadsheet_has_are_named_in_one_pass(tmp_path: Path) -> None:
    """Equal headings are numbered; each once, however many there are."""
    heading = ",".join(["x"] * limits.MOST_COLUMNS)
    table = _read(tmp_path / "list.csv", f"{heading}\n{'1,' * limits.MOST_COLUMNS}\n".encode())
    assert table.columns[:3] == ("x", "x (2)", "x (3)")
    assert table.columns[-1] == f"x ({limits.MOST_COLUMNS})"
    assert len(set(table.columns)) == limits.MOST_COLUMNS
