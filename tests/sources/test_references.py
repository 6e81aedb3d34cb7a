"""References between lists, and fields of a case's own."""

import pytest

from sijill.model.errors import CaseError
from sijill.model.records.record import DeterminationRecord, Locator, PersonRecord
from sijill.model.settings.source_mapping import SourceMapping
from sijill.sources.records.received_rows import ReceivedRow
from sijill.sources.records.references import ReferenceTargets, index_records
from sijill.sources.records.rows import Read, read_rows
from sijill.sources.toml_files import read_mapping

INCIDENTS = """
id = "incidents"
title = "Incidents"
kind = "incident"
file = "i.csv"
key = { columns = ["seq"] }
[fields]
code = "code"
"""
PERSONS = """
id = "people"
title = "People"
kind = "person"
file = "p.csv"
key = { columns = ["no"] }
[fields]
name = "name"
incident = "incident"
"""


def _read(text: str, rows: list[dict[str, str]], targets: ReferenceTargets | None = None) -> Read:
    received = [
        ReceivedRow(Locator("x.csv", "0" * 64, "", number), row, ())
        for number, row in enumerate(rows, start=2)
    ]
    return read_rows(_mapping(text), received, {}, targets)


def _mapping(text: str) -> SourceMapping:
    return read_mapping(text, "x.toml")


def _targets(*rows: dict[str, str]) -> ReferenceTargets:
    records = _read(INCIDENTS, list(rows)).records
    return ReferenceTargets(("incidents",), {"incidents": index_records(records, "incidents")})


def _person(incident: str, targets: ReferenceTargets, text: str = PERSONS) -> tuple[str, list[str]]:
    read = _read(text, [{"no": "1", "name": "Rana", "incident": incident}], targets)
    (record,) = read.records
    assert isinstance(record, PersonRecord)
    return record.incident, [reject.reason for reject in read.rejects]


TWO = ({"seq": "1", "code": "T-1"}, {"seq": "2", "code": "T-2"})


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("1", "incidents:1"),
        ("1.0", "incidents:1"),
        ("١", "incidents:1"),
        ("T-2", "incidents:2"),
        (" t-2 ", "incidents:2"),
        ("۲", "incidents:2"),
        ("٢.٠", "incidents:2"),
        ("T\u20112", "incidents:2"),
        ("T\u20132", "incidents:2"),
        ("T\u200b-2", "incidents:2"),
        ("\ufeff2", "incidents:2"),
        ("T-2\u00a0", "incidents:2"),
        *(
            (words, "")
            for words in (
                *("", "-", "N/A", "nan", "unknown", "غير معروف", "نامعلوم", "نەزانراو"),
                *("inconnu", "desconocido", "desconhecido", "unbekannt", "bilinmiyor"),
                *("неизвестно", "невідомо", "לא ידוע"),
            )
        ),
    ],
)
def test_the_only_list_of_incidents_is_meant_by_key_or_by_code(words: str, found: str) -> None:
    assert _person(words, _targets(*TWO)) == (found, [])


def test_a_reference_that_leads_nowhere_is_told_with_its_row() -> None:
    read = _read(PERSONS, [{"no": "1", "name": "Rana", "incident": "T-9"}], _targets(*TWO))
    (reject,) = read.rejects
    assert (reject.row, reject.column, reject.value) == (2, "incident", "T-9")
    assert "leads nowhere" in reject.reason
    (record,) = read.records
    assert isinstance(record, PersonRecord)
    assert (record.incident, record.head.cells["incident"]) == ("", "T-9")


@pytest.mark.parametrize(
    "words", ["0", "02", "+2", "#2", "2,0", "T2", "T_2", "T-3", "T-1; T-2", "T-1 and T-2", "1;2"]
)
def test_what_is_not_quite_a_key_leads_nowhere(words: str) -> None:
    found, (reason,) = _person(words, _targets(*TWO))
    assert (found, "leads nowhere" in reason) == ("", True)


def test_a_code_that_two_incidents_have_names_neither() -> None:
    targets = _targets({"seq": "1", "code": "T-1"}, {"seq": "2", "code": "T-1"})
    found, (reason,) = _person("T-1", targets)
    assert found == ""
    assert "several rows" in reason


def test_where_several_lists_hold_incidents_the_mapping_must_say_which() -> None:
    targets = _targets(*TWO)
    two_lists = ReferenceTargets(("incidents", "others"), targets.by_words)
    found, (reason,) = _person("1", two_lists)
    assert found == ""
    assert "several lists of incidents (incidents, others)" in reason
    named = PERSONS.replace('"incident"\n', '{ column = "incident", source = "incidents" }\n')
    assert _person("1", two_lists, named) == ("incidents:1", [])


def test_without_any_list_of_incidents_a_reference_is_told() -> None:
    found, (reason,) = _person("1", ReferenceTargets())
    assert found == ""
    assert "no list of incidents" in reason


def test_a_line_of_an_authority_names_its_incident_the_same_way() -> None:
    text = PERSONS.replace('"person"', '"determination"').replace('name = "name"\n', "")
    read = _read(text, [{"no": "1", "incident": "T-1"}], _targets(*TWO))
    (record,) = read.records
    assert isinstance(record, DeterminationRecord)
    assert record.incident == "incidents:1"


EXTRA = (
    PERSONS
    + """
[extra]
street = "street"
[extra.shoe_size]
column = "shoe"
type = "number"
title = "Shoe size"
[extra.married]
column = "married"
type = "yes_no"
[extra.seen_last]
column = "seen"
type = "date"
"""
)


def test_a_case_keeps_fields_of_its_own_typed_and_in_order() -> None:
    row = {
        "no": "1",
        "name": "Rana",
        "incident": "",
        "street": "Mill Lane",
        "shoe": "38.50",
        "married": "نعم",
        "seen": "3 June 2031",
    }
    read = _read(EXTRA, [row])
    (record,) = read.records
    assert [(value.title, value.text) for value in record.head.extra] == [
        ("Street", "Mill Lane"),
        ("Shoe size", "38.5"),
        ("Married", "yes"),
        ("Seen last", "2031-06-03"),
    ]


def test_an_extra_value_that_cannot_be_read_is_told_and_kept_as_written() -> None:
    row = {"no": "1", "name": "Rana", "incident": "", "shoe": "large"}
    read = _read(EXTRA, [row])
    assert [value.text for value in read.records[0].head.extra] == ["large"]
    assert [reject.column for reject in read.rejects] == ["shoe"]


@pytest.mark.parametrize(
    ("line", "mistake"),
    [
        ('name = "street"', "is a field of every person"),
        ('size = { column = "shoe", type = "colour" }', "type"),
        ('size = { column = "shoe", columns = ["a"] }', "either 'column' or 'columns'"),
    ],
)
def test_a_mistake_in_an_extra_field_is_told(line: str, mistake: str) -> None:
    with pytest.raises(CaseError, match=mistake):
        _mapping(f"{PERSONS}\n[extra]\n{line}\n")
