"""Registers of people: fates of closed cases, deaths not confirmed, and graves kept for nobody."""

import pytest

from guessed_lists import guess_of, records_of
from sijill.model.records.fields import FieldType
from sijill.model.records.record import PersonRecord
from sijill.model.records.row_doubt import RowDoubt
from sijill.sources.guessing.code_words import translation


def _people(*lines: str) -> list[PersonRecord]:
    return [record for record in records_of(*lines) if isinstance(record, PersonRecord)]


def test_the_status_of_a_case_is_a_fate_where_one_of_its_words_is() -> None:
    guessed = guess_of(
        "Name;Sex;Date of disappearance;Case status",
        "Basil Amri;male;2031-02-03;Open",
        "Rana Zayd;female;2031-02-03;Closed - DNA match",
        "Omar Amri;male;2031-02-03;Closed - found alive",
        "Nour Zayd;female;2031-02-03;Closed - duplicate of case 3",
    )
    assert guessed.fields["harm"] == ("Case status",)
    assert translation(FieldType.HARM, "Closed - DNA match") == "killed"
    assert translation(FieldType.HARM, "Open") == ""


def test_the_status_of_an_investigation_is_no_fate() -> None:
    lines = ["Basil Amri;2031-02-03;Open", "Rana Zayd;2031-02-03;Closed"]
    assert "harm" not in guess_of("Name;Date of death;Case status", *lines).fields


@pytest.mark.parametrize("words", ["killed - unconfirmed", "killed (unconfirmed)"])
def test_a_death_that_is_not_confirmed_in_the_column_of_fates_is_in_doubt(words: str) -> None:
    people = _people(
        "Name;Age;Date;Outcome",
        "Basil Amri;31;2031-02-03;killed",
        f"Rana Zayd;32;2031-02-03;{words}",
        "Omar Amri;33;2031-02-04;wounded",
    )
    assert [person.doubt for person in people] == [None, RowDoubt.UNCONFIRMED, None]


def test_a_grave_kept_for_nobody_is_no_person_among_named_graves() -> None:
    people = _people(
        "Grave No.;Name of the deceased;Sex;Age;Date of death",
        "1;Basil Amri;male;31;2031-02-03",
        "2;reserved;;;",
        "3;Frei;male;40;2031-02-04",
        "4;Unidentified;male;;",
    )
    assert [person.doubt for person in people] == [None, RowDoubt.NOT_HUMAN, None, None]


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("Under the rubble", "missing_presumed_dead"),
        ("died under the rubble", "killed"),
        ("DNA match pending", ""),
        ("Sentenced", "detained"),
        ("sentenced to death and executed", "killed"),
        ("Paseado", "killed"),
        ("Condena a muerte conmutada", "detained"),
    ],
)
def test_words_of_fates_in_registers(cell: str, code: str) -> None:
    assert translation(FieldType.HARM, cell) == code
