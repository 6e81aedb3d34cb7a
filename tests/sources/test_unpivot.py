"""Rows that hold several people: "Victim 1 Name", "Victim 2 Name"."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.model.codes import Harm
from sijill.model.records.record import Locator, PersonRecord
from sijill.model.records.rejects import Effect
from sijill.model.settings.source_mapping import FieldRule, SourceMapping
from sijill.sources.records.received_rows import ReceivedRow
from sijill.sources.records.record_ids import record_ids
from sijill.sources.records.rows import column_problem, read_rows
from sijill.sources.split_rows.unpivot import unpivoted
from sijill.steps.case.starting.start_case import start_case

UNPIVOT = {"Name": ("Victim 1", "Victim 2"), "Fate": ("Fate 1", "Fate 2")}
MAPPING = SourceMapping.model_validate(
    {
        "id": "mines",
        "title": "Mines",
        "kind": "person",
        "file": "mines.csv",
        "key": {"columns": ("no",)},
        "unpivot": UNPIVOT,
        "fields": {
            "name": "Name",
            "harm": {"column": "Fate", "values": {"dead": "killed", "hurt": "injured"}},
        },
    }
)
COLUMNS = ("no", "Victim 1", "Fate 1", "Victim 2", "Fate 2")


def _row(number: int, *cells: str) -> ReceivedRow:
    where = Locator("mines.csv", "0" * 64, "", number)
    return ReceivedRow(where, dict(zip(COLUMNS, cells, strict=True)))


def test_each_person_of_a_row_is_a_record_under_the_rows_key_and_a_number() -> None:
    rows = [
        _row(2, "A1", "Rana Attar", "dead", "Samir Hallaq", "hurt"),
        _row(3, "A2", "Huda Sabbagh", "hurt", "", "unknown"),
        _row(4, "A3", "", "", "", ""),
    ]
    read = read_rows(MAPPING, rows, {"mines:A1/2": {"name": "Samir al-Hallaq"}})
    people = [record for record in read.records if isinstance(record, PersonRecord)]
    assert [(record.head.id, record.name.written, record.harm) for record in people] == [
        ("mines:A1/1", "Rana Attar", Harm.KILLED),
        ("mines:A1/2", "Samir al-Hallaq", Harm.INJURED),
        ("mines:A2/1", "Huda Sabbagh", Harm.INJURED),
    ]
    assert read.rejects == ()
    assert people[1].head.locator.row == 2
    assert "mines:A1/2" in list(record_ids(MAPPING, "A1", rows[0].cells))


REPEATS = {"Name": ("victims[].name",), "Age": ("victims[].age",)}


@pytest.mark.parametrize(
    ("cell", "people"),
    [
        (
            '[{"name": "Rana Attar", "age": 30}, {"name": "Samir Hallaq", "age": null}]',
            [("Rana Attar", "30"), ("Samir Hallaq", "")],
        ),
        ('[{"name": "Rana Attar", "ids": [1]}, {}, "Samir"]', [("Rana Attar", "")]),
        ('[{"name": ["Rana", "Attar"], "age": 1.50}]', [("Rana; Attar", "1.50")]),
        ("[]", []),
        ("", []),
        ("Rana Attar; Samir Hallaq", []),
        ('[{"name": "Rana', []),
        ('[{"name":' * 20_000, []),
    ],
)
def test_each_object_in_a_cell_is_a_person(cell: str, people: list[tuple[str, str]]) -> None:
    found = [own for _, own in unpivoted(REPEATS, {"victims": cell})]
    assert [(own["Name"], own["Age"]) for own in found] == people
    mapping = MAPPING.model_copy(update={"unpivot": REPEATS, "fields": {}})
    assert column_problem(mapping, ("no", "victims"), "form.json") == ""


def test_the_columns_of_the_file_are_what_is_asked_for() -> None:
    assert MAPPING.columns == ("no", "Victim 1", "Victim 2", "Fate 1", "Fate 2")
    assert column_problem(MAPPING, COLUMNS, "mines.csv") == ""
    assert "'Fate 2' (for harm" in column_problem(MAPPING, COLUMNS[:-1], "mines.csv")


@given(st.lists(st.sampled_from(["", "Rana", "unknown", "Samir"]), min_size=2, max_size=2))
def test_nobody_is_made_of_cells_that_say_nothing(names: list[str]) -> None:
    cells = {"no": "A1", "Victim 1": names[0], "Victim 2": names[1]}
    found = [own["Name"] for _, own in unpivoted(UNPIVOT, cells)]
    assert found == [name for name in names if name not in ("", "unknown")]


ACCIDENTS = [
    "Accident ID;Accident Date;Town;Dead;Victim 1 Name;Victim 1 Fate;Victim 2 Name;Victim 2 Fate",
    "ACC-1;2031-01-14;Ayn;1;Rana Walid Attar;Killed;Samir Attar;Injured",
    "ACC-2;2031-02-02;Sur;0;Huda Sabbagh;Injured;;",
]


@pytest.mark.parametrize("separator", [" ", "_"])
def test_a_new_case_has_a_list_of_the_people_in_the_rows(tmp_path: Path, separator: str) -> None:
    file = tmp_path / "accidents.csv"
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened)
        writer.writerows(
            line.replace("Victim ", f"Victim{separator}").split(";") for line in ACCIDENTS
        )
    accidents, people = start_case(tmp_path / "case", [file], "Ayn").inspected
    assert [accidents.kind, people.kind] == ["hazard", "person"]
    assert people.source == "accidents-people"
    assert people.guessed.fields["died"] == ("Accident Date",)
    assert {"name", "harm"} <= people.guessed.fields.keys()
    assert all(len(columns) == 2 for columns in people.guessed.unpivot.values())
    assert "[unpivot]" in people.mapping
    assert not any("[unpivot]" in question for question in accidents.guessed.questions)


def test_what_befell_people_is_not_supposed_where_no_column_says_it(tmp_path: Path) -> None:
    file = tmp_path / "accidents.csv"
    head = "Accident ID,Accident Date,Village,Device,Killed,Injured,Victim 1 Name,Victim 2 Name"
    row = "ACC-1,2031-01-14,Ayn,AP mine,1,1,Rana Walid Attar,Samir Attar"
    file.write_text(f"{head}\n{row}\n", encoding="utf-8")
    _, people = start_case(tmp_path / "case", [file], "Ayn").inspected
    assert people.guessed.fixed["harm"] == Harm.UNKNOWN


@pytest.mark.parametrize(
    ("cell", "is_told"),
    [
        ('[{"name": "Rana Attar", "age": 34}, {"name": "Samir', True),
        ("Rana Attar; Samir Hallaq", True),
        ('[{"name": "Rana Attar"}]', False),
        ("", False),
        ("[]", False),
        ("null", False),
    ],
)
def test_a_list_of_people_that_is_cut_off_is_told_with_its_row(cell: str, *, is_told: bool) -> None:
    mapping = MAPPING.model_copy(
        update={
            "unpivot": {"who": ("victims[].name",)},
            "fields": {"name": FieldRule(column="who")},
        }
    )
    row = ReceivedRow(Locator("mines.csv", "0" * 64, "", 7), {"no": "A1", "victims": cell})
    told = [
        (problem.row, problem.column, problem.effect)
        for problem in read_rows(mapping, [row], {}).rejects
    ]
    assert told == ([(7, "victims", Effect.ROW)] if is_told else [])
