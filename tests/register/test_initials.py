"""Rows with initials that fit somebody named in full are in doubt, until they are judged."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from made_records import head_of
from sijill.language.names.reading import read_name
from sijill.model.codes import Harm, LinkDecision, Sex
from sijill.model.decisions.decision import Decided, Judgement
from sijill.model.records.record import PersonRecord, Record
from sijill.model.records.row_doubt import RowDoubt
from sijill.model.values.dates import DateInterval
from sijill.register import initials
from sijill.register.fuller_names import FullerNames, written_name
from sijill.register.initials import doubt_initials


def _person(identity: str, name: str, day: int = 12, sex: Sex = Sex.UNKNOWN) -> PersonRecord:
    return PersonRecord(
        head_of(identity),
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


_NAMES = (
    "M. C. Rojas",
    "C. Rojas",
    "M. Rojas Díaz",
    "Rojas D. M.",
    "María del Carmen Rojas Díaz",
    "Carmen Rojas Molina",
    "Mario Rojas",
    "Carmen Díaz Rojas",
    "M. Rojas Carmen Díaz",
)
_DAYS = (
    DateInterval.on(date(2031, 3, 12)),
    DateInterval.on(date(2031, 3, 15)),
    DateInterval.on(date(2031, 3, 16)),
    DateInterval.between(date(2031, 3, 2), date(2031, 3, 9)),
    DateInterval.in_month(2031, 3),
    DateInterval.on(date.max),
    DateInterval(),
)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from("abc"),
            st.sampled_from(_NAMES),
            st.sampled_from(_DAYS),
            st.sampled_from(("", "i:1", "i:2")),
        ),
        max_size=9,
    )
)
def test_the_rows_in_doubt_are_those_that_comparing_every_pair_finds(
    rows: list[tuple[str, str, DateInterval, str]],
) -> None:
    people = {
        f"{source}:{row}": replace(
            _person(f"{source}:{row}", name), died=died, incident=f"{source}:{incident}"
        )
        if incident
        else replace(_person(f"{source}:{row}", name), died=died)
        for row, (source, name, died, incident) in enumerate(rows, start=2)
    }
    alone = {
        one: sorted(
            other for other in people if other != one and _are_in_doubt(people[one], people[other])
        )
        for one in people
    }
    changed, notes = doubt_initials(people, {})
    doubted = {
        identity
        for identity, record in changed.items()
        if isinstance(record, PersonRecord) and record.doubt is RowDoubt.INITIALS
    }
    assert doubted == {one for one, others in alone.items() if others}
    said = {f"{note.source}:{note.row}": note.reason for note in notes}
    for one in doubted:
        assert f"fit the name of {alone[one][0]}," in said[one]


def _are_in_doubt(short: PersonRecord, full: PersonRecord) -> bool:
    pair = {"a:2": short, "b:3": full}
    changed = doubt_initials(
        {
            identity: replace(record, head=replace(record.head, id=identity))
            for identity, record in pair.items()
        },
        {},
    )[0]["a:2"]
    return isinstance(changed, PersonRecord) and changed.doubt is RowDoubt.INITIALS


def test_names_with_one_word_and_initials_by_the_thousand_are_held_against_nobody() -> None:
    people = [_person(f"a:{row}", "Rana x y", row % 20 + 1) for row in range(2, 3_000)]
    name = written_name(people[0])
    assert name is not None
    fuller = FullerNames(people, [name])
    assert not list(fuller.candidates(people[0], name))


def test_beyond_the_bound_on_pairs_a_row_is_in_doubt_and_it_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(initials, "_MOST_COMPARED", 5)
    monkeypatch.setattr(initials, "_COMPARED_PER_RECORD", 0)
    others = {f"b:{row}": _person(f"b:{row}", "Xavier Rojas Zea") for row in range(3, 9)}
    changed, notes = doubt_initials(
        {
            "a:2": _person("a:2", "X. Y. Rojas"),
            "a:3": _person("a:3", "X. Q. Rojas"),
            "a:4": _person("a:4", "Q. Nobody"),
            **others,
        },
        {},
    )
    doubts = {key: getattr(changed[key], "doubt", None) for key in ("a:2", "a:3", "a:4")}
    assert doubts == {"a:2": RowDoubt.INITIALS, "a:3": RowDoubt.INITIALS, "a:4": None}
    assert all("were not compared with every fuller name" in note.reason for note in notes)
