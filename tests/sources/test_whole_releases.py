"""A release that is given whole, as a text file or in one cell, becomes a record for each line."""

import json
from pathlib import Path

import pytest

from sijill.model.errors import FileUnreadableError
from sijill.model.records.record import DeterminationRecord, Locator, RecordKind
from sijill.model.records.rejects import Effect
from sijill.model.settings.source_mapping import SourceMapping
from sijill.sources.guessing.first_look import look_first
from sijill.sources.records.received_rows import ReceivedRow
from sijill.sources.records.record_ids import record_ids
from sijill.sources.records.rows import Read, read_rows
from sijill.sources.tables.table import Table
from sijill.sources.tables.table_files import FileReading, read_table
from sijill.steps.case.starting.start_case import start_case
from small_cases import Command

RELEASE = """\
In the month of May 2031, the Alliance carried over 12 open reports, received four new reports and
completed the assessment on three reports. One report was assessed to be credible and two reports
were assessed to be non-credible. A total of 13 reports are still open.

Credible reports:

1. 2107/CS311. May 2, 2031, near Basatin, Syria, via self-report: It was assessed that three
civilians were unintentionally killed.

Non-credible reports:

2. May 5-6, 2031, Qasr Province, Syria: No Alliance strikes were conducted in the area.

3. Report 2110. May 9, 2031, near Tell Hamra, Syria, via Airwars: Insufficient information.
"""
LINES = [7, 12, 14]
INCIDENTS = (
    "code,date,location,killed_min,killed_max,grading,party\n"
    "T-1,2031-05-02,Basatin,3,5,Fair,Alliance\nT-2,2031-05-09,Tell Hamra,1,1,Fair,Alliance\n"
)


def _table(path: Path, text: str, delimiter: str = "") -> Table:
    path.write_text(text, encoding="utf-8", newline="")
    return read_table(path, path.name, FileReading("release", delimiter=delimiter))


@pytest.mark.parametrize("name", ["may.txt", "may.md"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_each_line_of_a_text_file_is_a_row_with_its_heading(
    tmp_path: Path, name: str, end: str
) -> None:
    table = _table(tmp_path / name, RELEASE.replace("\n", end))
    assert [row.number for row in table.rows] == LINES
    assert [row.cells["section"] for row in table.rows] == [
        "Credible reports",
        "Non-credible reports",
        "Non-credible reports",
    ]
    assert table.rows[0].cells["text"].startswith("1. 2107/CS311. May 2, 2031")
    assert table.rows[0].cells["around"].startswith("In the month of May 2031")
    assert [row.cells["around"] for row in table.rows[1:]] == ["", ""]


@pytest.mark.parametrize(
    "text",
    [
        "no,name\n1,Khalid\n",
        "date\tplace\tkilled\n2031-05-02\tBasatin\t3\n2031-05-03\tQasr\t2\n",
        "date|place|killed\nMay 2, 2031|Basatin|3\nMay 3, 2031|Qasr|2\n",
    ],
)
def test_a_table_in_a_text_file_stays_a_table(tmp_path: Path, text: str) -> None:
    table = _table(tmp_path / "list.txt", text)
    assert len(table.columns) > 1
    assert "around" not in table.columns


def test_a_separator_that_is_stated_makes_any_text_a_table(tmp_path: Path) -> None:
    assert _table(tmp_path / "may.txt", RELEASE, delimiter=",").columns != (
        *("text", "section", "around"),
    )


def test_running_text_without_lines_is_refused_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(FileUnreadableError, match="begins with the day of an incident"):
        _table(tmp_path / "notes.md", "# Notes\n\nThe command said nothing about May.\n")


def test_a_line_may_begin_with_a_number_a_code_and_a_grid_square(tmp_path: Path) -> None:
    heads = ["2802/CS099 37SEV008785.", "CS1995/3339.", "(2803)", "Allegation 2804:", "2805."]
    lines = [
        f"{head} May {day}, 2031, near Basatin, Syria: open." for day, head in enumerate(heads, 2)
    ]
    table = _table(tmp_path / "may.txt", "\n".join(lines))
    assert [row.cells["text"] for row in table.rows] == lines
    assert not table.problems


def test_a_paragraph_that_may_be_a_line_is_noted(tmp_path: Path) -> None:
    extra = "Seen twice, May 12, 2031, near Basatin, Syria: non-credible.\n\n"
    table = _table(tmp_path / "may.txt", RELEASE.replace("Credible", f"{extra}Credible"))
    (note,) = table.problems
    assert (note.row, note.effect) == (5, Effect.NOTE)
    assert "names a day and a place" in note.reason


def test_a_release_in_an_older_encoding_is_read_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "may.txt"
    path.write_bytes(RELEASE.replace("Tell Hamra", "Tell Hamrâ").encode("cp1252"))
    look = look_first(path, FileReading("release"))
    assert look.table.encoding in ("cp1252", "latin-1", "iso-8859-1")
    assert "Tell Hamrâ" in look.table.rows[-1].cells["text"]


MAPPING = SourceMapping.model_validate(
    {
        "id": "pasted",
        "title": "Pasted",
        "kind": RecordKind.DETERMINATION,
        "file": "pasted.csv",
        "key": {"columns": ["no"]},
        "fields": {"actor": "who", "text": "words", "happened": "day"},
    }
)


def _read(cells: dict[str, str], corrections: dict[str, dict[str, str]] | None = None) -> Read:
    locator = Locator("pasted.csv", "0" * 64, "", 2)
    return read_rows(MAPPING, [ReceivedRow(locator, cells)], corrections or {})


CELLS = {"no": "7", "who": "Alliance", "words": RELEASE, "day": ""}


def test_each_line_of_a_cell_is_a_record_with_a_key_and_a_place_of_its_own() -> None:
    read = _read(CELLS)
    records = [record for record in read.records if isinstance(record, DeterminationRecord)]
    ids = [f"pasted:7-line-{line}" for line in LINES]
    assert [record.head.id for record in records] == ids
    assert [str(record.head.locator) for record in records] == [
        f"pasted.csv, row 2, line {line} of the cell" for line in LINES
    ]
    assert [record.section for record in records] == [
        "Credible reports",
        "Non-credible reports",
        "Non-credible reports",
    ]
    assert [bool(record.around) for record in records] == [True, False, False]
    assert {record.actor for record in records} == {"Alliance"}
    assert not read.rejects
    assert list(record_ids(MAPPING, "7", CELLS)) == ["pasted:7", *ids]


def test_lines_that_begin_in_one_row_of_a_cell_are_as_many_records() -> None:
    paragraph = (
        "The command has closed three reports. 1. May 2, 2031, near Basatin, Syria: It was "
        "assessed that two civilians were unintentionally killed. 2. May 4, 2031, near Basatin, "
        "Syria: It was assessed that three civilians were unintentionally killed. 3. May 9, 2031, "
        "near Tell Hamra, Syria: Insufficient information."
    )
    cells = CELLS | {"words": paragraph}
    ids = [f"pasted:7-line-1{place}" for place in ("", ".2", ".3")]
    assert [record.head.id for record in _read(cells).records] == ids
    assert list(record_ids(MAPPING, "7", cells)) == ["pasted:7", *ids]


def test_a_row_about_one_allegation_stays_one_record() -> None:
    assert [record.head.id for record in _read(CELLS | {"day": "2031-05-09"}).records] == [
        "pasted:7"
    ]


def test_a_decision_about_one_line_changes_that_line() -> None:
    read = _read(CELLS, {"pasted:7-line-12": {"section": "Open reports"}})
    sections = [getattr(record, "section", "") for record in read.records]
    assert sections == ["Credible reports", "Open reports", "Non-credible reports"]


def test_a_new_case_from_a_text_file_concedes_what_its_lines_concede(
    tmp_path: Path, sijill: Command
) -> None:
    (tmp_path / "may.txt").write_text(RELEASE, encoding="utf-8")
    (tmp_path / "incidents.csv").write_text(INCIDENTS, encoding="utf-8")
    files = [str(tmp_path / name) for name in ("may.txt", "incidents.csv")]
    started = sijill("new", str(tmp_path / "case"), *files, "--json")
    assert started.exit_code == 0, started.output
    figures = json.loads(started.output)["trial"]["figures"]
    assert figures["acknowledged.deaths"][1] == "3"
    mapping = (tmp_path / "case" / "sources" / "may.toml").read_text(encoding="utf-8")
    assert 'actor = "Alliance"' in mapping


@pytest.mark.parametrize("party", ["Alliance", "ALF"])
def test_of_several_parties_the_one_that_the_release_names_is_taken_and_asked_about(
    tmp_path: Path, party: str
) -> None:
    """Also where only the text around the lines names it, and by a name of few letters."""
    text = RELEASE.replace("No Alliance", "No").replace("Alliance", party)
    (tmp_path / "may.txt").write_text(text, encoding="utf-8")
    first, _, last = INCIDENTS.rpartition("Alliance")
    incidents = f"{first}Northern army{last}".replace("Alliance", party)
    (tmp_path / "incidents.csv").write_text(incidents, encoding="utf-8")
    files = [tmp_path / name for name in ("may.txt", "incidents.csv")]
    release, _ = start_case(tmp_path / "case", files, "Basatin").inspected
    assert release.guessed.fixed["actor"] == party
    assert any(f"{party!r}, whom the other lists name" in one for one in release.guessed.questions)
