"""Registers of people: fates of closed cases, deaths not confirmed, and graves kept for nobody."""

import pytest

from guessed_lists import guess_of, records_of
from sijill.model.codes import Harm
from sijill.model.records.fields import FieldType
from sijill.model.records.record import PersonRecord, RecordKind
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


def test_a_registry_enters_births_and_marriages_beside_deaths() -> None:
    people = _people(
        "Entry;Event;Name;Sex;Date of event;Place",
        "1;Birth;Basil Amri;M;2031-02-03;Karm",
        "2;Death;Rana Zayd;F;2031-02-03;Karm",
        "3;Marriage;Omar Amri & Nour Bel;;2031-02-04;Karm",
        "4;Death;Huda Amri;F;2031-02-04;Dera",
    )
    harms = [person.harm for person in people]
    assert harms == [Harm.ALIVE, Harm.KILLED, Harm.ALIVE, Harm.KILLED]


def test_a_code_of_an_incident_is_no_entry_of_a_registry() -> None:
    lines = ["Basil Amri;Market;31", "Rana Zayd;Market;20", "Omar Amri;Marriage feast;9"]
    assert "harm" not in guess_of("Name;Event;Age", *lines).fields


def test_a_claim_is_of_the_victim_and_a_decision_on_payment_no_finding() -> None:
    guessed = guess_of(
        "Claim;Claimant;Relation to victim;Victim;Claim for;Date of incident;Decision;Paid",
        "1;Idris Vale;father;Basil Amri;death;2031-01-02;approved;2500",
        "2;Omar Vale;owner;;house;2031-01-02;rejected - no proof;",
        "3;Tariq Orm;self;Tariq Orm;injury;2031-01-03;pending;",
        "4;Nadia Bel;wife;Jad Bel;death;2031-01-03;approved;2500",
    )
    assert guessed.kind is RecordKind.PERSON
    assert guessed.fields["name"] == ("Victim",)
    assert guessed.fields["harm"] == ("Claim for",)


def test_what_an_authority_found_of_named_victims_stays_a_finding() -> None:
    guessed = guess_of(
        "Allegation;Date;Victim;Decision",
        "1;2031-01-02;Basil Amri;credible",
        "2;2031-01-03;Rana Zayd;non-credible",
        "3;2031-01-04;Jad Bel;credible",
    )
    assert guessed.kind is RecordKind.DETERMINATION


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("execution stayed", "detained"),
        ("Execution postponed to May", "detained"),
        ("казнь отложена", "detained"),
        ("infaz ertelendi", "detained"),
        ("stayed, later executed", "killed"),
        ("pardoned by next of kin", "alive"),
        ("executed in public", "killed"),
        ("زوجة شهيد", "alive"),
        ("son of a martyr", "alive"),
        ("شهيد", "killed"),
        ("accused of murder", "alive"),
        ("murdered", "killed"),
        ("near death", "injured"),
        ("DCD à l'hôpital", "killed"),
        ("perte de la vue", "injured"),
        ("в полоні", "detained"),
    ],
)
def test_words_around_a_death_that_did_not_happen(cell: str, code: str) -> None:
    assert translation(FieldType.HARM, cell) == code


def test_a_row_that_was_rejected_is_asked_about() -> None:
    heading = "Name;Age;Date of death;Decision"
    lines = ["Basil Amri;31;2031-02-03;approved", "Rana Zayd;20;2031-02-03;rejected - no proof"]
    assert any(
        "tells rows apart ('rejected - no proof' in 1" in one
        for one in guess_of(heading, *lines).questions
    )
    assert not [one for one in guess_of(heading, lines[0], lines[0]).questions if "apart" in one]
