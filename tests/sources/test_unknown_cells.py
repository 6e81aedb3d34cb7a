"""A cell that says "unknown" makes no place, no code, no number and no end of a range."""

import pytest

from sijill.model.records.record import IncidentRecord, Locator, PersonRecord, Record
from sijill.model.values.counts import CountRange
from sijill.model.values.names import NameStatus
from sijill.sources.records.received_rows import ReceivedRow
from sijill.sources.records.rows import Read, read_rows
from sijill.sources.toml_files import read_mapping

_KILLED = (
    'civilians_killed_min = "least"\ncivilians_killed_max = "most"\nplace = "place"\n'
    'actors = "actor"\n'
)


def _read(kind: str, fields: str, **cells: str) -> tuple[Record, Read]:
    text = f'id = "m"\ntitle = "M"\nkind = "{kind}"\nfile = "m.csv"\n[fields]\n{fields}'
    row = ReceivedRow(Locator("m.csv", "0" * 64, "", 2), cells, ())
    read = read_rows(read_mapping(text, "m.toml"), [row], {})
    return read.records[0], read


@pytest.mark.parametrize(
    ("least", "most", "killed"),
    [
        ("3", "", CountRange(3)),
        ("4", "unknown", CountRange(4)),
        ("4", "nan", CountRange(4)),
        ("2", "2", CountRange(2, 2)),
        ("4-9", "", CountRange(4, 9)),
        ("4-9", "غير معروف", CountRange(4, 9)),
        ("", "4", CountRange(None, 4)),
        ("at least 4", "", CountRange(4)),
        ("None", "None", None),
        ("", "", None),
    ],
)
def test_an_open_maximum_stays_open(least: str, most: str, killed: CountRange | None) -> None:
    record, _ = _read("incident", _KILLED, least=least, most=most)
    assert isinstance(record, IncidentRecord)
    assert list(record.killed.values()) == ([killed] if killed else [])


def test_one_column_alone_is_the_number() -> None:
    record, _ = _read("incident", 'civilians_killed_min = "killed"\n', killed="3")
    assert isinstance(record, IncidentRecord)
    assert list(record.killed.values()) == [CountRange(3, 3)]


def test_none_in_small_letters_is_told() -> None:
    record, read = _read("incident", _KILLED, least="none", most="none")
    assert isinstance(record, IncidentRecord)
    assert not record.killed
    assert {reject.reason for reject in read.rejects} == {
        "'none' can mean zero or unknown: write 0 or leave it empty"
    }


@pytest.mark.parametrize("word", ["unknown", "N/A", "مجهول", "место неизвестно", "nan", "-"])
def test_an_unknown_place_or_actor_is_none(word: str) -> None:
    record, read = _read("incident", _KILLED, least="1", most="1", place=word, actor=word)
    assert isinstance(record, IncidentRecord)
    assert not record.place.is_known
    assert record.actors == (("место неизвестно",) if "место" in word else ())
    assert not read.rejects


@pytest.mark.parametrize(
    "word", ["", "unknown", "U", "n/a", "غير معروف", "NaN", "desconocido", "?"]
)
def test_an_unknown_sex_needs_no_translation(word: str) -> None:
    record, read = _read("person", 'sex = "sex"\nname = "name"\n', sex=word, name="Rana Hadi")
    assert isinstance(record, PersonRecord)
    assert record.sex.value == "unknown"
    assert not read.rejects


def test_several_columns_make_one_name_without_their_unknown_parts() -> None:
    fields = 'name = { columns = ["first", "father", "family"] }\n'
    record, _ = _read("person", fields, first="ريما", father="nan", family="سلوم")
    assert isinstance(record, PersonRecord)
    assert record.name.written == "ريما سلوم"


@pytest.mark.parametrize("word", ["مجهول", "unknown", "неизвестный"])
def test_a_father_lends_no_name_to_a_child_without_one(word: str) -> None:
    fields = 'name = { columns = ["first", "father", "family"] }\n'
    record, _ = _read("person", fields, first=word, father="كريم", family="سلوم")
    assert isinstance(record, PersonRecord)
    assert record.name.status is NameStatus.DESCRIBED
