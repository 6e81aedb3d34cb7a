"""Files of every format as rows of words, with the numbers people see."""

import gzip
import json
import zipfile
from datetime import datetime
from pathlib import Path

import pytest
import xlsxwriter

from sijill.model import limits
from sijill.model.errors import FileUnreadableError
from sijill.model.limits import LARGEST_CELL, MOST_SEPARATORS
from sijill.model.records.rejects import Effect
from sijill.sources.guessing.first_look import look_first
from sijill.sources.tables import content_kinds, csv_records, table_files
from sijill.sources.tables.table import Table
from sijill.sources.tables.table_files import FileReading, read_table

FOUND = datetime(2031, 6, 3)  # noqa: DTZ001  a cell knows no time zone


def _read(path: Path, **reading: object) -> Table:
    return read_table(path, path.name, FileReading("list", **reading))  # type: ignore[arg-type]  # as the test says


@pytest.mark.parametrize(
    ("content", "encoding", "delimiter"),
    [
        ("name,age\nخالد,40\n".encode(), "utf-8", ","),
        ("name;age\nخالد;40\n".encode(), "utf-8", ";"),
        ("name\tage\nخالد\t40\n".encode("utf-8-sig"), "utf-8-sig", "\t"),
        ("name|age\nخالد|40\n".encode("utf-16"), "utf-16", "|"),
    ],
)
def test_encoding_and_separator_are_found_and_told(
    tmp_path: Path, content: bytes, encoding: str, delimiter: str
) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(content)
    table = _read(path)
    assert (table.encoding, table.delimiter) == (encoding, delimiter)
    assert [(row.number, row.cells) for row in table.rows] == [(2, {"name": "خالد", "age": "40"})]


def test_a_comma_in_quotation_marks_is_no_separator(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text('name,note\nKhalid,"a, ""b""\nand c"\nRana,\n', encoding="utf-8")
    rows = _read(path).rows
    assert rows[0].cells["note"] == 'a, "b"\nand c'
    assert rows[1].cells == {"name": "Rana", "note": ""}


def test_a_row_with_too_many_cells_is_a_problem_and_the_next_is_read(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("name,age\nKhalid,40,m\n\n\nRana,12\n", encoding="utf-8")
    table = _read(path)
    assert [row.number for row in table.rows] == [5]
    assert [(one.row, one.reason) for one in table.problems] == [
        (2, "the row has 3 cells, the header 2"),
        (3, "rows 3 to 4 are empty"),
    ]


def test_a_file_cut_off_in_its_last_row_loses_only_that_row(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("name,age,note\nKhalid,40,x\nRana,1", encoding="utf-8")
    table = _read(path)
    assert [row.cells["name"] for row in table.rows] == ["Khalid"]
    assert "cut off" in table.problems[0].reason


def test_a_file_cut_off_in_its_last_cell_is_noted(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("name,age,note\nKhalid,40,x\nRana,12,wound", encoding="utf-8")
    table = _read(path)
    assert [row.cells["note"] for row in table.rows] == ["x", "wound"]
    (note,) = table.problems
    assert (note.row, note.value) == (3, "wound")
    assert "its last cell is not whole" in note.reason


@pytest.mark.parametrize("length", [131_072, 131_073, LARGEST_CELL, LARGEST_CELL + 1])
def test_a_long_cell_costs_its_row_at_most(tmp_path: Path, length: int) -> None:
    """Python's own reader gives up a whole file at 131,072 characters in one cell."""
    path = tmp_path / "list.csv"
    path.write_text(f"name,note\nKhalid,{'x' * length}\nRana,y\n", encoding="utf-8")
    table = _read(path)
    is_read = length <= LARGEST_CELL
    assert [row.cells["name"] for row in table.rows] == ["Khalid", "Rana"][not is_read :]
    assert [one.row for one in table.problems] == ([] if is_read else [2])


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_millions_of_empty_lines_are_refused_before_they_are_taken_apart(
    tmp_path: Path, end: str
) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(f"name,age{end}Khalid,40{end}{end * 1_200_000}".encode())
    with pytest.raises(
        FileUnreadableError,
        match=r"1,200,002 lines in .* nearly all of them empty or of a few signs",
    ):
        _read(path)


def test_a_line_of_separators_is_set_aside_before_it_is_taken_apart(tmp_path: Path) -> None:
    """It took eight bytes of memory for each comma, three times over."""
    path = tmp_path / "list.csv"
    commas = "," * (MOST_SEPARATORS + 1)
    path.write_text(f'name,age\nKhalid,40\n"{commas}\nRana,12\n', encoding="utf-8")
    table = _read(path)
    assert [row.cells["name"] for row in table.rows] == ["Khalid", "Rana"]
    (problem,) = table.problems
    assert (problem.row, problem.effect) == (3, Effect.ROW)
    assert "2,000,002 characters and more than 2,000,000 separators" in problem.reason


def test_lines_of_separators_are_refused_before_they_are_taken_apart(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    commas = "," * (MOST_SEPARATORS // 2)
    path.write_text(f"name,age\n{commas}\n{commas}\n{commas}\n", encoding="utf-8")
    with pytest.raises(
        FileUnreadableError, match=r"it has 3,000,001 separators in 3,000,012 bytes"
    ):
        _read(path)


@pytest.mark.parametrize(
    ("name", "content", "lacking"),
    [
        ("a.csv", "name,age\nRana,12\nKhalid," + "x" * 200, "line end"),
        ("a.csv", "name,age\rRana,12\rKhalid," + "x" * 200 + "\rSamir,9", "line end"),
        ("a.txt", "name,age\nRana,12\nKhalid," + "x" * 200, "line end"),
        ("a.json", '[{"name":"' + "x" * 200 + '"}]', "quotation mark"),
        ("a.json", '[{"name":"' + '\\"' * 100 + '"}]', "quotation mark"),
        ("a.json", '[{"age":' + "9" * 200 + "}]", "quotation mark"),
        ("a.jsonl", '{"no":"1"}\n{"no":"' + "x" * 200 + '"}', "quotation mark"),
        ("a.geojson", '{"type":"FeatureCollection","features":[' + "[1]," * 60, "quotation mark"),
    ],
)
@pytest.mark.parametrize("is_packed", [False, True])
def test_what_goes_on_for_longer_than_any_row_is_refused_before_it_is_taken_into_memory(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    *,
    name: str,
    content: str,
    lacking: str,
    is_packed: bool,
) -> None:
    """A line, a text or a number of 150 MB was copied four times before it was set aside."""
    monkeypatch.setattr(limits, "LONGEST_UNBROKEN", 100)
    monkeypatch.setattr(content_kinds, "_MOST_WINDOW", 7)
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    if is_packed:
        path = tmp_path / f"{name}.gz"
        path.write_bytes(gzip.compress(content.encode()))
    else:
        monkeypatch.setattr(table_files, "read_bounded", None)
    with pytest.raises(FileUnreadableError, match=rf"10. bytes .* without a {lacking}"):
        _read(path)
    with pytest.raises(FileUnreadableError, match=f"without a {lacking}"):
        look_first(path, FileReading("list", header_row=0))


def test_rows_as_long_as_may_be_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "LONGEST_UNBROKEN", 100)
    monkeypatch.setattr(content_kinds, "_MOST_WINDOW", 7)
    path = tmp_path / "list.csv"
    path.write_text("name,age\n" + f"{'x' * 95},1\n" * 9, encoding="utf-8")
    assert len(_read(path).rows) == 9
    path = tmp_path / "list.json"
    path.write_text(json.dumps([{"name": "x" * 90, "no": "\\" * 40}] * 9), encoding="utf-8")
    assert len(_read(path).rows) == 9


def test_a_file_of_broken_quotation_marks_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Bytes of no text have one on every other line; each took a part of a millisecond."""
    monkeypatch.setattr(csv_records, "MOST_BROKEN_LINES", 5)
    path = tmp_path / "list.csv"
    path.write_text("name,age\n" + 'Kha"l"id,"4"0\n' * 5, encoding="utf-8")
    assert len(_read(path).rows) == 5
    path.write_text("name,age\n" + 'Kha"l"id,"4"0\n' * 6, encoding="utf-8")
    with pytest.raises(FileUnreadableError, match=r"quotation marks .* in too many places"):
        _read(path)


def test_bytes_that_are_no_text_are_refused_whatever_encoding_is_named(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(b"name,age\n" + bytes(range(256)) * 40)
    with pytest.raises(FileUnreadableError, match=r"control characters, so it is no text"):
        _read(path, encoding="cp1256")
    path.write_bytes("name,age\nخالد\x1f,40\n".encode("cp1256") * 190)
    assert _read(path, encoding="cp1256").rows


def test_repeated_and_empty_headings_are_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("name,,name\na,b,c\n", encoding="utf-8")
    assert _read(path).columns == ("name", "column 2", "name (2)")


def test_a_packed_file_is_looked_through(tmp_path: Path) -> None:
    path = tmp_path / "list.csv.gz"
    path.write_bytes(gzip.compress(b"name,age\nKhalid,40\n"))
    assert _read(path).rows[0].cells["name"] == "Khalid"
    path.write_bytes(path.read_bytes()[:-9])
    with pytest.raises(FileUnreadableError, match=r"cut off|damaged"):
        _read(path)


def test_a_workbook_gives_plain_words(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"}) as book:
        book.add_worksheet("cover").write(0, 0, "ask us")
        sheet = book.add_worksheet("دفتر")
        sheet.write_row(0, 0, ["name", "age", "share", "found", "alive"])
        sheet.write_row(1, 0, ["خالد", 40, 0.5])
        sheet.write_datetime(1, 3, FOUND)
        sheet.write(1, 4, False)  # noqa: FBT003  a cell
    table = _read(path, sheet="دفتر")
    assert table.sheet == "دفتر"
    assert table.rows[0].cells == {
        "name": "خالد",
        "age": "40",
        "share": "0.5",
        "found": "2031-06-03",
        "alive": "false",
    }
    with pytest.raises(FileUnreadableError, match="دفتر"):
        _read(path, sheet="nothing")


@pytest.mark.parametrize(
    "content",
    [
        [
            {
                "name": "Khalid",
                "place": {"town": "Basatin"},
                "tags": ["a", "b"],
                "age": 40,
                "x": None,
            }
        ],
        {
            "people": [
                {"name": "Khalid", "place": {"town": "Basatin"}, "tags": ["a", "b"], "age": 40}
            ]
        },
    ],
)
def test_objects_become_columns_with_dots(tmp_path: Path, content: object) -> None:
    path = tmp_path / "list.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    cells = _read(path).rows[0].cells
    assert (cells["place.town"], cells["tags"], cells["age"]) == ("Basatin", "a; b", "40")


def test_one_record_on_one_line_is_a_row_with_its_list(tmp_path: Path) -> None:
    """In a file of records a line, the list of photos inside the only one is no list of rows."""
    path = tmp_path / "list.jsonl"
    path.write_text('{"no": "1", "name": "Khalid", "photos": [{"url": "a"}]}\n', encoding="utf-8")
    (row,) = _read(path).rows
    assert row.cells == {"no": "1", "name": "Khalid", "photos": '[{"url": "a"}]'}


def test_what_stands_beside_the_list_of_rows_is_noted(tmp_path: Path) -> None:
    path = tmp_path / "list.json"
    content = {"count": 1, "keeper": "Nabil", "rows": [{"no": "1"}], "notes": ["a", "b"]}
    path.write_text(json.dumps(content), encoding="utf-8")
    table = _read(path)
    assert [row.cells for row in table.rows] == [{"no": "1"}]
    (note,) = table.problems
    assert (note.effect, note.row) == (Effect.NOTE, 0)
    assert json.loads(note.value) == {"count": "1", "keeper": "Nabil", "notes": ["a", "b"]}


def test_what_stands_beside_the_properties_of_a_feature_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "areas.geojson"
    feature = {"type": "Feature", "properties": {"name": "Khalid"}, "geometry": None}
    odd = [
        feature | {"keeper": "Nabil", "name": "an area"},
        feature | {"properties": ["Rana"]},
        {"type": "Feature", "geometry": None},
    ]
    content = {"type": "FeatureCollection", "crs": {"type": "name"}, "features": odd}
    path.write_text(json.dumps(content), encoding="utf-8")
    table = _read(path)
    first, last = (row.cells for row in table.rows)
    assert (first["keeper"], first["name"], first["feature.name"]) == ("Nabil", "Khalid", "an area")
    assert set(last.values()) == {""}
    (problem,) = table.problems
    assert problem.reason == "the properties of this feature are no object with named values"
    assert "Rana" in problem.value


def test_two_values_for_one_column_are_set_aside_with_both(tmp_path: Path) -> None:
    """A nested name and a name with a dot are one column; neither value is chosen in silence."""
    path = tmp_path / "list.json"
    entry = {"place.name": "x", "place": {"name": "y"}}
    path.write_text(json.dumps([entry, {"no": "2"}]), encoding="utf-8")
    table = _read(path)
    assert [row.number for row in table.rows] == [2]
    (problem,) = table.problems
    assert "two values of this entry would stand in the column 'place.name'" in problem.reason
    assert json.loads(problem.value) == entry


def test_a_bounding_box_that_is_none_is_kept(tmp_path: Path) -> None:
    """Four numbers say what the geometry says; words in their place say something else."""
    feature = {"type": "Feature", "properties": {"name": "Khalid"}, "geometry": None}
    content = {
        "type": "FeatureCollection",
        "features": [feature | {"bbox": [1, 2, 3, 4]}, feature | {"bbox": "by the well"}],
    }
    path = tmp_path / "list.geojson"
    path.write_text(json.dumps(content), encoding="utf-8")
    table = read_table(path, path.name, FileReading("list"))
    assert [row.cells["bbox"] for row in table.rows] == ["", "by the well"]


def test_features_keep_their_outline(tmp_path: Path) -> None:
    path = tmp_path / "areas.geojson"
    feature = {
        "type": "Feature",
        "id": "h1",
        "properties": {"status": "cha"},
        "geometry": {"type": "Point", "coordinates": [39.01, 35.95]},
    }
    content = {"type": "FeatureCollection", "features": [feature]}
    path.write_text(json.dumps(content), encoding="utf-8")
    cells = _read(path).rows[0].cells
    assert cells["id"] == "h1"
    assert json.loads(cells["geometry"]) == {"type": "Point", "coordinates": ["39.01", "35.95"]}


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("list.json", b'[{"name": "Khalid"', "cut off"),
        ("list.json", b'{"a": [], "b": []}', "rows_at"),
        ("list.csv", b"", "empty"),
        ("list.xlsx", b"PK\x03\x04 no more", "damaged or cut off"),
        ("list.docx", b"x", "this is no document"),
        ("list.odt", b"x", "are not read"),
    ],
)
def test_what_cannot_be_read_is_told_in_a_sentence(
    tmp_path: Path, name: str, content: bytes, told: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(FileUnreadableError, match=told) as caught:
        _read(path)
    assert str(caught.value).startswith(name)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (
            '[[1, 2], "Khalid"]',
            "none of its 2 rows can be read. The first, row 1: this entry is no",
        ),
        ('[{"name": "Khalid", "name": "Samir"}]', "none of its 1 rows can be read"),
        ("[]", "the file holds no row with named values"),
    ],
)
def test_json_without_a_readable_row_names_the_real_reason(
    tmp_path: Path, content: str, reason: str
) -> None:
    """JSON has no row of headings, so that nobody is told to look for one."""
    path = tmp_path / "list.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(FileUnreadableError) as caught:
        _read(path)
    assert reason in str(caught.value)
    assert "header_row" not in str(caught.value)


def test_a_workbook_that_unpacks_to_far_more_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for row in range(60_000):
            sheet.write(row, 0, 0)
    grown = path.read_bytes()
    assert len(_read(path).rows) == 59_999
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/zeros", bytes(400_000_000))
    assert path.stat().st_size < len(grown) + 1_000_000
    with pytest.raises(FileUnreadableError, match="is not opened"):
        _read(path)


def test_a_workbook_that_declares_a_document_type_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet().write(0, 0, "name")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/extra.xml", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>")
    with pytest.raises(FileUnreadableError, match=r"xl/extra\.xml declares a document type"):
        _read(path)
