"""What `sijill inspect` and `sijill new` show of a file: no word of a column to be protected."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter

from sijill.model.errors import CaseError, FileUnreadableError
from sijill.model.records.record import RecordKind
from sijill.steps.case.starting.inspect_file import Advice, inspect_file
from sijill.steps.case.starting.start_case import start_case

HEADER = ["no", "name", "died", "place", "witness"]
ROWS = [
    ["1", "Khalid Samir", "2031-06-03", "Basatin", "Umm Hazim"],
    ["2", "Rana Walid", "2031-06-04", "Hayy", "Abu Karam"],
    ["3", "Nabil Omar", "2031-06-04", "Hayy", "Umm Hazim"],
]
ITEMS = [dict(zip(HEADER, row, strict=True)) for row in ROWS]
EVENTS = [["code", "date", "place", "killed"], ["i1", "2031-06-03", "Hayy", "3"]]


def as_csv(*lines: list[str]) -> bytes:
    return "".join(f"{','.join(line)}\n" for line in lines).encode()


def book(path: Path, sheets: dict[str, list[list[str]]]) -> Path:
    with xlsxwriter.Workbook(str(path)) as written:
        for name, lines in sheets.items():
            sheet = written.add_worksheet(name)
            for number, line in enumerate(lines):
                sheet.write_row(number, 0, line)
    return path


def shown(path: Path) -> str:
    """All that a program is told of a file; a person is told no more."""
    return json.dumps(inspect_file(path).as_json(), ensure_ascii=False)


def names_nobody(text: str) -> bool:
    return not any(name in text for name in ("Hazim", "Karam"))


SHAPES: dict[str, Callable[[], bytes]] = {
    "headings.csv": lambda: as_csv(
        [*HEADER, "Umm Hazim", "Abu Karam"], *([*row, "1", "0"] for row in ROWS)
    ),
    "keys.json": lambda: json.dumps([{**one, one["witness"]: "yes"} for one in ITEMS]).encode(),
    "nested.json": lambda: json.dumps(
        [{**one, "seen": {one["witness"]: "yes"}} for one in ITEMS]
    ).encode(),
    "notes.csv": lambda: as_csv(
        [*HEADER, "note"], *([*row, f"{{witness: {row[4]}}}"] for row in ROWS)
    ),
    "stray.csv": lambda: as_csv(
        ["no", "witness", "name", "died", "place"],
        *([row[0], row[4], *row[1:4]] for row in ROWS),
        ["4", '"Umm Hazim\n5"', "Abu Karam", "Zayd", "2031-06-05"],
    ),
    "not-understood.csv": lambda: as_csv(
        ["a", "b", "witness 1", "witness 2"], *(["x", "y", row[4], row[4]] for row in ROWS)
    ),
}


@pytest.mark.parametrize("name", SHAPES)
def test_a_first_look_names_no_witness(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(SHAPES[name]())
    assert names_nobody(shown(path))


def test_a_case_begun_from_them_names_no_witness(tmp_path: Path) -> None:
    for name, content in SHAPES.items():
        (tmp_path / name).write_bytes(content())
    case = tmp_path / "case"
    started = start_case(case, [tmp_path / name for name in SHAPES], "Basatin")
    texts = [path.read_text("utf-8") for path in case.rglob("*.toml")]
    assert len(started.mappings) == len(SHAPES) - 1
    assert names_nobody("".join([*texts, *started.problems]))
    assert sum('"witness"' in text for text in texts) == len(SHAPES) - 1


@pytest.mark.parametrize("heading", ["toldby", "t\u043eld_by", "\U0001d42d\U0001d428ld_by"])
def test_a_column_that_a_build_would_withhold_is_not_shown(tmp_path: Path, heading: str) -> None:
    path = tmp_path / "list.csv"
    header = [*HEADER[:4], "told_by", heading]
    path.write_bytes(as_csv(header, *([*row, row[4]] for row in ROWS)))
    assert names_nobody(shown(path))
    assert inspect_file(path).protected == ("told_by", heading)


def test_the_only_sheet_of_a_workbook_needs_no_name(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", {"Umm Hazim": [HEADER, *ROWS]})
    assert names_nobody(shown(path))
    assert "\nsheet" not in inspect_file(path).mapping
    assert len(inspect_file(path).table.rows) == len(ROWS)


def test_a_sheet_that_is_not_taken_is_not_named(tmp_path: Path) -> None:
    path = book(
        tmp_path / "a.xlsx", {"list": [HEADER, *ROWS], "Umm Hazim": [["x", "y"], ["1", "2"]]}
    )
    inspected = inspect_file(path)
    assert names_nobody(shown(path))
    assert inspected.other_sheets == ("(withheld)",)


@pytest.mark.parametrize(
    "sheets",
    [
        {"Umm Hazim": [HEADER, ROWS[0], ROWS[2]], "Abu Karam": [HEADER, ROWS[1]]},
        {"Interview Umm Ha": [HEADER, ROWS[0], ROWS[2]], "list": [HEADER, ROWS[1]]},
        {"Umm Hazim": EVENTS, "list": [["x", "witness"], *[["1", row[4]] for row in ROWS]]},
    ],
)
def test_sheets_that_a_mapping_must_name_are_given_other_names_first(
    tmp_path: Path, sheets: dict[str, list[list[str]]]
) -> None:
    path = book(tmp_path / "a.xlsx", sheets)
    with pytest.raises(FileUnreadableError, match=r"^a\.xlsx: sheets are named with words of a"):
        inspect_file(path)
    with pytest.raises(CaseError, match="sheets are named with words of a column"):
        start_case(tmp_path / "case", [path], "Basatin")


def test_a_sheet_of_another_kind_that_is_named_after_a_witness_is_left(tmp_path: Path) -> None:
    header = ["name", "age", "sex", "died", "place", "witness"]
    rows = [[row[1], "30", "male", *row[2:]] for row in ROWS]
    path = book(tmp_path / "a.xlsx", {"list": [header, *rows], "Umm Hazim": EVENTS})
    started = start_case(tmp_path / "case", [path], "Basatin")
    texts = [file.read_text("utf-8") for file in (tmp_path / "case").rglob("*.toml")]
    assert len(started.mappings) == 1
    assert names_nobody("".join(texts))


def test_lists_of_a_file_that_are_named_after_its_values_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"Umm Hazim": ITEMS[:1], "Abu Karam": ITEMS[1:], "other": [{}]}))
    with pytest.raises(FileUnreadableError, match="in the file: other, 2 that are named with"):
        inspect_file(path)


def test_headings_that_no_protected_cell_holds_are_shown(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(as_csv([*HEADER, "street of Hayy"], *([*row, "x"] for row in ROWS)))
    assert "street of Hayy" in shown(path)
    assert [row.cells["place"] for row in inspect_file(path).table.rows] == [
        "Basatin",
        "Hayy",
        "Hayy",
    ]


NOTES = {
    "one line.txt": "Notes: the witness Umm Hazim, lives in Basatin.",
    "letter.txt": "Umm Hazim told us that Samir, Rana and Khalid were killed.\n",
    "card.txt": "Witness: Umm Hazim\nPhone: 0999 123 456\nAddress: Basatin\n",
    "keys.csv": "key,value\nwitness,Umm Hazim\nname,Samir\n",
    "semicolons.csv": "Witness Umm Hazim; Basatin\nShe saw the strike; three were killed\n",
    "arabic.csv": "اسم الشاهد Hazim، من الحارة\n",
    "tabs.txt": "Told by Umm Hazim\tBasatin\nSamir\t2031-06-03\n",
}


@pytest.mark.parametrize("name", NOTES)
def test_a_note_that_is_no_list_is_not_shown(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(NOTES[name], encoding="utf-8")
    with pytest.raises(FileUnreadableError, match="may be a note") as refused:
        inspect_file(tmp_path / name)
    assert names_nobody(str(refused.value))
    with pytest.raises(CaseError) as empty:
        start_case(tmp_path / "case", [tmp_path / name], "Title")
    assert names_nobody(str(empty.value))


def test_who_says_that_a_text_is_a_list_sees_its_headings(tmp_path: Path) -> None:
    note = tmp_path / "people.txt"
    note.write_text("alpha\tbeta\nRana\t2031-06-03\n", encoding="utf-8")
    assert inspect_file(note, Advice(header_row=1)).table.columns == ("alpha", "beta")
    assert inspect_file(note, Advice(kind=RecordKind.PERSON)).table.columns == ("alpha", "beta")


def test_a_list_of_contacts_is_shown_as_one(tmp_path: Path) -> None:
    contacts = tmp_path / "contacts.csv"
    contacts.write_text("Witness 2 name,Phone of the witness,x\nUmm Hazim,0999 123 456,y\n")
    assert [one.field for one in inspect_file(contacts).columns] == ["protected", "protected", ""]
    assert names_nobody(shown(contacts))


def test_the_guess_of_an_encoding_reads_no_protected_word(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    header = "no,الاسم,died,place,اسم الشاهد\n"
    rows = "".join(f"{n},رنا سمير,2031-06-03,البستان,الشاهد خالدون\n" for n in range(1, 4))
    file.write_bytes((header + rows).encode("cp1256"))
    inspected = inspect_file(file)
    assert inspected.protected == ("اسم الشاهد",)
    assert "cp1256 reads" in inspected.encoding_note
    assert "البستان" in inspected.encoding_note
    assert "خالدون" not in shown(file)
    wrongly_read = "الشاهد خالدون".encode("cp1256").decode("iso8859_6", "replace")
    assert not any(word in shown(file) for word in wrongly_read.split())


@pytest.mark.parametrize("ending", [".csv", ".json"])
def test_a_refusal_of_an_encoding_quotes_no_word(tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"list{ending}"
    file.write_bytes("no,اسم الشاهد\n1,خالدون\n".encode("cp1256"))
    with pytest.raises(FileUnreadableError, match="It looks like cp1256") as refused:
        inspect_file(file, Advice(encoding="utf-8"))
    assert "خالدون" not in str(refused.value)
    file.write_text("no,اسم الشاهد\n1,خالدون\n", encoding="utf-8")
    if ending == ".csv":
        with pytest.raises(FileUnreadableError, match="the file is valid UTF-8") as refused:
            inspect_file(file, Advice(encoding="cp1256"))
        assert "Ø" not in str(refused.value)
        assert "خالدون".encode().decode("cp1256", "replace") not in str(refused.value)


@pytest.mark.parametrize("heading", ["Interviewed by Umm Hazim", "الشاهدة فاطمة صالح"])
def test_a_heading_that_names_somebody_is_refused_by_its_number(
    tmp_path: Path, heading: str
) -> None:
    """A mapping protects a column by its heading, and so would keep the name."""
    lines = [[*HEADER[:4], heading], *([*row[:4], "yes"] for row in ROWS)]
    list_ = tmp_path / "list.csv"
    list_.write_bytes(as_csv(*lines))
    sheets = book(tmp_path / "sheets.xlsx", {"events": EVENTS, "people": lines})
    for path in (list_, sheets):
        with pytest.raises(FileUnreadableError, match="heading of column 5 seems to name") as error:
            inspect_file(path)
        assert not any(word in str(error.value) for word in heading.split())


def test_a_list_without_headings_shows_no_row_as_its_headings(tmp_path: Path) -> None:
    (tmp_path / "bare.csv").write_text("1,Samir,2031-06-03,Umm Hazim\n2,Rana,2031-06-04,Hazim\n")
    with pytest.raises(FileUnreadableError, match="write headings above it") as refused:
        inspect_file(tmp_path / "bare.csv")
    assert names_nobody(str(refused.value))
    with pytest.raises(CaseError, match="write headings above it") as empty:
        start_case(tmp_path / "case", [tmp_path / "bare.csv"], "Title")
    assert names_nobody(str(empty.value))
