"""Who is in upper ends alone, because the words of a row speak against it."""

from collections.abc import Mapping

import pytest

from made_records import head_of
from sijill.figures.layers.people import is_known_dead, may_be_named_dead
from sijill.incidents.ranges import listed_deaths, settle_incident
from sijill.language.names.reading import read_name
from sijill.model.codes import Harm
from sijill.model.records.record import Group, IncidentRecord, PersonRecord, RemainsRecord
from sijill.model.records.row_doubt import RowDoubt
from sijill.model.values.counts import CountRange
from sijill.model.values.dates import UNKNOWN_DATE
from sijill.model.values.places import UNKNOWN_PLACE
from sijill.register.persons import build_person
from sijill.register.repeated_codes import repeated_codes

Rows = Mapping[str, RowDoubt | None]


def _records(rows: Rows) -> dict[str, PersonRecord | RemainsRecord]:
    return {
        identity: PersonRecord(
            head_of(identity),
            written_names=(read_name("Rana Attar"),),
            harm=Harm.KILLED,
            doubt=doubt,
        )
        for identity, doubt in rows.items()
    }


ALIVE, REPEATED, WITHDRAWN = RowDoubt.ALIVE, RowDoubt.REPEATED, RowDoubt.WITHDRAWN
INITIALS = RowDoubt.INITIALS


@pytest.mark.parametrize(
    ("rows", "doubt"),
    [
        ({"a:1": None}, None),
        ({"a:1": ALIVE}, ALIVE),
        ({"a:1": ALIVE, "b:1": None}, ALIVE),  # whoever lives is killed on no list
        ({"a:1": WITHDRAWN}, WITHDRAWN),
        ({"a:1": WITHDRAWN, "b:1": None}, None),  # the other list stands by its row
        ({"a:1": None, "a:2": REPEATED}, None),  # the row that it repeats is beside it
        ({"a:2": REPEATED}, REPEATED),
        ({"a:2": INITIALS}, INITIALS),
        ({"a:2": INITIALS, "b:1": None}, None),  # comparing has found whom the initials mean
        ({"a:2": REPEATED, "b:1": None}, REPEATED),  # what it repeats is counted elsewhere
    ],
)
def test_what_rows_of_a_person_say_together(rows: Rows, doubt: RowDoubt | None) -> None:
    records = _records(rows)
    person = build_person(
        tuple(rows),
        records,
        dict.fromkeys(records, UNKNOWN_DATE),
        dict.fromkeys(records, UNKNOWN_PLACE),
    )
    assert person.doubt is doubt
    assert may_be_named_dead(person)
    assert is_known_dead(person) is (None if doubt else True)
    assert person.is_dead is (doubt is None)


@pytest.mark.parametrize(
    ("doubt", "killed"),
    [
        (None, CountRange(2, 2)),
        (ALIVE, CountRange(1, 1)),
        (INITIALS, CountRange(1, 2)),  # somebody died; who it was is open
    ],
)
def test_what_a_row_in_doubt_raises_of_its_incident(
    doubt: RowDoubt | None, killed: CountRange
) -> None:
    incident = IncidentRecord(head_of("monitor:1"), killed={Group.CIVILIANS: CountRange(1, 1)})
    people = [
        PersonRecord(
            head_of(f"names:{row}"),
            written_names=(read_name(name),),
            harm=Harm.KILLED,
            incident="monitor:1",
            doubt=said,
        )
        for row, name, said in ((2, "Rana Attar", None), (3, "Samir Hallaq", doubt))
    ]
    found = settle_incident([incident], listed_deaths(people))
    assert found.killed == killed


def test_a_code_that_two_bodies_have_is_noted_once_and_other_lists_do_not_matter() -> None:
    def body(identity: str, code: str) -> RemainsRecord:
        return RemainsRecord(head_of(identity), code=code)

    lists = {
        "east": [
            body("east:2", "17"),
            body("east:3", "17"),
            body("east:4", ""),
            body("east:5", ""),
        ],
        "west": [body("west:2", "17")],
    }
    (note,) = repeated_codes(lists, {"east": "tag"})
    assert (note.source, note.row, note.column, note.value) == ("east", 3, "tag", "17")
    assert "row 2 has the code '17' too" in note.reason
