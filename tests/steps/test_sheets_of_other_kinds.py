"""Each sheet of a workbook that is a list is one of a new case: incidents, names, another year."""

from itertools import product
from pathlib import Path

import pytest
import xlsxwriter

from sijill.model.records.record import RecordKind
from sijill.model.records.rejects import Effect, Reject
from sijill.model.settings.source_mapping import SourceMapping
from sijill.register.taken_sheets import without_taken_sheets
from sijill.sources.tables.spreadsheets.workbooks import NOT_TAKEN
from sijill.steps.case.starting.start_case import StartedCase, start_case
from trial_runs import try_case, values_of

Sheets = dict[str, list[list[str]]]

INCIDENTS = [
    ["Incident code", "Date", "Place", "Killed", "Injured"],
    ["K-1", "2031-06-03", "Ayn", "4 - 6", "12"],
    ["K-2", "2031-06-09", "Sur", "2", "unknown"],
    ["Total", "", "", "6 - 8", "12"],
]
NAMES = [
    ["No", "Name", "Age", "Sex", "Incident code"],
    ["1", "Rana Walid Attar", "34", "F", "K-1"],
    ["2", "Samir Adel Hallaq", "9", "M", "K-2"],
]
SUMMARY = [["Governorate", "Killed", "Injured"], ["North", "6", "12"], ["South", "2", "1"]]
OTHER_YEAR = [
    ["Code of incident", "Date", "Place", "Dead"],
    ["K-9", "2030-02-03", "Ayn", "1"],
]


def _start(folder: Path, sheets: Sheets) -> StartedCase:
    path = folder / "monitor.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return start_case(folder / "case", [path], "Ayn")


def test_the_names_beside_the_incidents_are_a_list_of_their_own_tied_to_them(
    tmp_path: Path,
) -> None:
    started = _start(tmp_path, {"Incidents": INCIDENTS, "Names": NAMES})
    incidents, names = started.inspected
    assert [listed.kind for listed in started.inspected] == ["incident", "person"]
    assert (incidents.source, names.source) == ("monitor", "monitor-names")
    assert names.guessed.fields["incident"] == ("Incident code",)
    assert incidents.other_sheets == ()
    assert not [one for one in incidents.table.problems if one.reason.startswith(NOT_TAKEN)]
    assert 'sheet = "Names"' in names.mapping


def test_a_second_list_of_one_kind_with_other_rows_is_taken(tmp_path: Path) -> None:
    _, of_2030 = _start(tmp_path, {"Incidents": INCIDENTS, "2030": OTHER_YEAR}).inspected
    assert of_2030.kind is RecordKind.INCIDENT
    assert of_2030.guessed.fields["code"] == ("Code of incident",)


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("Summary", SUMMARY),
        ("Copy", [[*INCIDENTS[0], "Checked"], *([*row, "yes"] for row in INCIDENTS[1:3])]),
        ("Notes", [["Read me"]]),
    ],
)
def test_a_summary_or_a_sheet_with_the_same_rows_is_left_to_people(
    tmp_path: Path, name: str, rows: list[list[str]]
) -> None:
    (incidents,) = _start(tmp_path, {"Incidents": INCIDENTS, name: rows}).inspected
    assert incidents.other_sheets == (name,)


def test_a_later_issue_of_a_sheet_with_further_people_is_taken_and_asked_about(
    tmp_path: Path,
) -> None:
    people = [
        [str(n), f"{given} Attar {family}", str(20 + n)]
        for n, (given, family) in enumerate(product(("Rana", "Samir", "Lina"), "ABCD"), start=1)
    ]
    sheets = {
        name: [["No", "Name", "Age"], *rows]
        for name, rows in (
            ("v1", people[:6]),
            ("v2", people[:9]),
            ("v3", [*people[:3], *people[4:]]),
        )
    }
    started = _start(tmp_path, sheets)
    first, last = started.inspected
    assert (first.table.sheets, last.table.sheets) == (("v1",), ("v3",))
    assert first.other_sheets == ("v2",)
    assert any("one may be a later issue of the other" in one for one in first.guessed.questions)


def test_a_note_on_a_sheet_goes_once_another_mapping_names_it() -> None:
    def note(sheet: str, reason: str) -> Reject:
        return Reject("monitor", "monitor.xlsx", sheet, 0, "", "", reason, Effect.NOTE)

    notes = [note("Names", f"{NOT_TAKEN} (2 rows)"), note("Names", "a row is a title")]
    notes += [note("Summary", f"{NOT_TAKEN} (3 rows)")]
    names = SourceMapping.model_validate(
        {
            "id": "names",
            "title": "Names",
            "kind": "person",
            "file": "monitor.xlsx",
            "sheet": "Names",
            "fields": {"name": "Name"},
        }
    )
    assert without_taken_sheets(notes, {"names": names}) == notes[1:]
    assert without_taken_sheets(notes, {}) == notes


def _observed(*rows: str) -> list[list[str]]:
    return [["Date", "Settlement", "Killed", "Injured"], *(row.split("|") for row in rows)]


def test_sheets_of_two_observers_are_two_lists_whose_incidents_are_counted_once(
    tmp_path: Path,
) -> None:
    """Sheets with the same headings are one list, unless they tell of the same days and places."""
    one = ("03.02.2031|с. Веснянка|9|14", "12.02.2031|Рудня, зупинка|7|11", "19.02.2031|Ясени|2|5")
    other = (
        "03.02.2031|Веснянка (школа)|9|15",
        "12.02.2031|Рудня|7-13|11",
        "19.02.2031|м. Ясени|3|4",
    )
    started = _start(
        tmp_path,
        {"Group A": _observed(*one, "27.02.2031|Липки|5|1"), "Group B": _observed(*other)},
    )
    assert [listed.kind for listed in started.inspected] == ["incident", "incident"]
    assert values_of(try_case(tmp_path))["documented.deaths"] == "23–30"


def test_sheets_of_other_days_are_one_list(tmp_path: Path) -> None:
    sheets = {
        "North": _observed("03.02.2031|Village Vesna|9|14", "12.02.2031|Village Rudna|7|11"),
        "South": _observed("03.02.2031|Village Jasen|9|14", "12.02.2031|Village Lipa|7|11"),
    }
    (only,) = _start(tmp_path, sheets).inspected
    assert only.table.sheets == ("North", "South")
