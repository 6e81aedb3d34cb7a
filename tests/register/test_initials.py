"""Rows with initials that fit somebody named in full are in doubt, until they are judged."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from sijill.language.names.reading import read_name
from sijill.model.codes import Harm, LinkDecision, Sex
from sijill.model.decisions.decision import Decided, Judgement
from sijill.model.records.record import Head, Locator, PersonRecord, Record
from sijill.model.records.row_doubt import RowDoubt
from sijill.model.values.dates import DateInterval
from sijill.register.initials import doubt_initials


def _person(identity: str, name: str, day: int = 12, sex: Sex = Sex.UNKNOWN) -> PersonRecord:
    source, _, row = identity.partition(":")
    return PersonRecord(
        Head(identity, source, Locator(f"{source}.csv", "0" * 64, "", int(row))),
        written_names=(read_name(name),),
        harm=Harm.KILLED,
        died=DateInterval.on(date(2031, 3, day)),
        sex=sex,
    )


def _in_doubt(short: str, full: str, day: int = 12) -> bool:
    records: dict[str, Record] = {
        "a:2": _person("a:2", short),
        "b:3": _person("b:3", full, day),
    }
    changed, notes = doubt_initials(records, {})
    doubts = [record.doubt for record in changed.values() if isinstance(record, PersonRecord)]
    assert len(notes) == doubts.count(RowDoubt.INITIALS)
    return doubts[0] is RowDoubt.INITIALS


SEEN, DECIDED = "seen side by side", Decided("3fa9c1:9", "reader", datetime(2031, 5, 1, tzinfo=UTC))
FITTING = [
    ("M. C. Rojas", "María del Carmen Rojas Díaz"),
    ("M.C. Rojas Díaz", "María del Carmen Rojas Díaz"),
    ("Yeison Mosquera P.", "Yeison Mosquera Palacios"),
    ("Ana L. Bisbicús", "Ana Lucía Bisbicús Pai"),
    ("O. Petrenko", "Petrenko Oleksandr Ivanovych"),
    ("Петренко О. І.", "Петренко Олександр Іванович"),
    ("Бондар І. П.", "Іван Бондар"),  # the other list has no patronymic
    ("А. Х. Сафин", "Сафин Айрат Хамитович"),
]
OTHERS = [
    ("C. M. Rojas", "María del Carmen Rojas Díaz"),
    ("M. C. Rojas", "María del Carmen Roa Díaz"),
    ("M. C. Rojas", "María Luisa Rojas"),
    ("L. Rojas", "María del Carmen Rojas Díaz"),
    ("M. C. Rojas", "M. C. Rojas"),
    ("María Rojas", "María del Carmen Rojas Díaz"),
    ("Rojas y Díaz", "Yolanda Díaz Rojas"),  # a word between names, no initial
]


@pytest.mark.parametrize(("short", "full"), FITTING)
def test_initials_that_fit_are_in_doubt(short: str, full: str) -> None:
    assert _in_doubt(short, full)


@pytest.mark.parametrize(("short", "full"), OTHERS)
def test_others_are_not(short: str, full: str) -> None:
    assert not _in_doubt(short, full)


def test_another_day_or_sex_speaks_against_it() -> None:
    short, full = FITTING[0]
    assert not _in_doubt(short, full, day=20)
    assert _in_doubt(short, full, day=13)  # lists differ by a day or two
    man = replace(_person("a:2", short), sex=Sex.MALE)
    woman = replace(_person("b:3", full), sex=Sex.FEMALE)
    changed, notes = doubt_initials({"a:2": man, "b:3": woman}, {})
    assert changed["a:2"] is man
    assert notes == []


@pytest.mark.parametrize("decision", [LinkDecision.SAME, LinkDecision.DIFFERENT])
def test_a_judgement_of_the_pair_ends_the_doubt(decision: LinkDecision) -> None:
    records: dict[str, Record] = {
        "a:2": _person("a:2", FITTING[0][0]),
        "b:3": _person("b:3", FITTING[0][1]),
    }
    judged = Judgement("a:2", "b:3", decision, SEEN, DECIDED)
    changed, notes = doubt_initials(records, {("a:2", "b:3"): judged})
    assert (changed, notes) == (records, [])


def test_the_note_names_the_other_row_and_not_the_person_in_it() -> None:
    """A name may be withheld, and notes are published."""
    records: dict[str, Record] = {
        "a:2": _person("a:2", FITTING[0][0]),
        "b:3": _person("b:3", FITTING[0][1]),
    }
    (note,) = doubt_initials(records, {})[1]
    assert (note.source, note.row, note.value) == ("a", 2, "M. C. Rojas")
    assert "fit the name of b:3" in note.reason
    assert "Carmen" not in note.reason


def test_the_fuller_row_says_on_which_list_its_person_may_be_once_for_each_other_list() -> None:
    short, full = FITTING[0]
    records: dict[str, Record] = {
        "a:2": _person("a:2", short),
        "b:3": _person("b:3", full),
        "b:4": _person("b:4", full),
        "c:5": _person("c:5", full),
    }
    changed, _ = doubt_initials(records, {})
    may_be_on = {
        identity: record.may_be_on
        for identity, record in changed.items()
        if isinstance(record, PersonRecord)
    }
    assert may_be_on == {"a:2": (), "b:3": ("a",), "b:4": (), "c:5": ("a",)}
