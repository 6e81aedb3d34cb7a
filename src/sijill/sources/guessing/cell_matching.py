"""Columns matched by their cells: codes of a field beneath a heading that says little.

Or kept from a field, where the cells are of something else than the heading says: days or fates
under "Place", "State".
"""

from sijill.language.scripts import tidy
from sijill.model.codes import DEATHS
from sijill.model.records.fields import FIELDS, FieldType
from sijill.model.records.record import RecordKind
from sijill.sources.guessing.cell_evidence import (
    MOST,
    codes_said,
    holds,
    holds_addresses,
    holds_days,
    share_of,
    share_understood,
)
from sijill.sources.guessing.columns import Column
from sijill.sources.guessing.headings.fields import (
    is_known_heading,
)
from sijill.sources.guessing.headings.readings import readings
from sijill.sources.guessing.words import plain_heading, speaks_of, words_of
from sijill.sources.split_rows.unpivot import objects_of

FieldMatch = tuple[bool, int, int, str, str]
"""Whether the cells speak against it, how literal the heading is, how telling, field, column."""
BEFORE_ALL, LAST = -1, 999
"""How literal a match is that goes before those by heading, and one that goes behind them."""
_LETTERS = 2
"""Letters of a cell that may be a code of the list's own: "k", "mf"."""


def is_about_anything(name: str) -> bool:
    """Whether a heading may be about anything: "Status", "Type"."""
    return not words_of("keys.toml", "general", "words").isdisjoint(readings(name))


TO_BE_TRANSLATED = frozenset(
    {"sex", "harm", "civilian_status", "identification", "position", "grade", "unit", "status"}
)


def by_cells(column: Column, kind: RecordKind, by_heading: list[FieldMatch]) -> list[FieldMatch]:
    """Coded fields whose words the cells are, where the heading leaves that open."""
    types = FIELDS[kind]
    coded = [field for *_, field, _ in by_heading if types.get(field, FieldType.TEXT).is_code]
    if not by_heading and "link" in types and holds_addresses(column):
        return [(True, LAST, 0, "link", column.name)]
    if not by_heading and not is_about_anything(column.name):
        return [] if is_known_heading(column.name, kind) else codes_alone(column, kind)
    if not is_about_anything(column.name) and not (coded and all(match[0] for match in by_heading)):
        return []
    if coded and all(len(tidy(cell)) <= _LETTERS for cell, _ in column.commonest):
        return []  # letters are codes of the list's own: "k" of harm is no word for a sex
    no_causes = _CAUSES if _holds_acts(column) else frozenset()
    shares = [
        (share, field)
        for field, type_ in types.items()
        if type_.is_code and (field in TO_BE_TRANSLATED or is_about_anything(column.name))
        if field not in no_causes and (share := share_understood(type_, column))
    ]
    understood = [
        (False, LAST, -round(share * 100), field, column.name)
        for share, field in shares
        if share >= MOST
    ]
    return understood or [
        (True, LAST, -round(share * 100), field, column.name)
        for share, field in shares
        if field in _OF_PEOPLE
    ]


def _holds_acts(column: Column) -> bool:
    """Whether cells are acts of which some kill: "torture" beside "detention" is no cause."""
    codes = codes_said(FieldType.HARM, column) - {"unknown"}
    return bool(codes - DEATHS or (codes and speaks_of("acts", [column.name])))


_CAUSES = frozenset({"cause", "cause_of_death", "apparent_cause", "stated_cause", "forensic_cause"})


def codes_alone(column: Column, kind: RecordKind) -> list[FieldMatch]:
    """The match of a column whose heading says nothing, and whose cells are codes of one field.

    They are different fates of people, or grades of incidents.
    """
    if speaks_of("kin", [column.name]) or kind not in (RecordKind.INCIDENT, RecordKind.PERSON):
        return []
    if kind is RecordKind.INCIDENT:
        grades = codes_said(FieldType.EVIDENCE_GRADE, column)
        is_clear = len(grades) > 1 and bool(grades & _GRADES_ALONE)
        is_clear = is_clear and holds(FieldType.EVIDENCE_GRADE, column)
        return [(True, LAST, 0, "grade", column.name)] if is_clear else []
    fates = codes_said(FieldType.HARM, column)
    share = share_understood(FieldType.HARM, column)
    differ = bool(fates & DEATHS) and bool(fates - DEATHS - {"unknown"})
    is_clear = len(fates) > 1 and share >= (MOST if differ else NEARLY_ALL)
    return [(True, LAST, -round(share * 100), "harm", column.name)] if is_clear else []


_GRADES_ALONE = frozenset({"fair", "weak", "contested"})
"""Grades that say nothing else; "confirmed" may be the state of a row."""
NEARLY_ALL = 0.9
"""Share of rows from which a column without a telling heading is taken for a coded field."""
_OF_PEOPLE = frozenset({"harm", "civilian_status"})
"""Fields of which one word decides: where a row of "Status" says "killed", the others are fates."""


def holds_other_than(field: str, column: Column) -> bool:
    """Whether cells are of something else than the words of a field: days in a column of places."""
    if field != "note" and any(objects_of(cell) for cell, _ in column.commonest):
        return True  # each entry of such a list has fields of its own
    is_of_place = field in ("place", "other_place")
    if is_of_place and any(holds_others(column) for holds_others in _OF_NO_PLACE):
        return True
    if field in ("cause", "cause_of_death") and _holds_carried_weapons(column):
        return True
    return field in ("place", "other_place", "note", "cause") and holds_addresses(column)


def _holds_carried_weapons(column: Column) -> bool:
    """Whether weapons are what people carried, for some had none: "unarmed", "toy gun"."""
    unarmed = words_of("keys.toml", "arms", "none")
    return any(plain_heading(cell) in unarmed for cell, _ in column.commonest)


def parts_the_dead(column: Column) -> bool:
    """Whether most cells are fates, of the dead and of others: "Killed", "Missing"."""
    said = codes_said(FieldType.HARM, column, column.name) - {"unknown"}
    return bool(said & DEATHS) and bool(said - DEATHS) and holds(FieldType.HARM, column)


def _holds_states_of_work(column: Column) -> bool:
    """Whether most cells say how far a work is ("in progress", "concluida"): no place."""
    words = words_of("keys.toml", "work", "states")
    return share_of(column, lambda cell: plain_heading(cell) in words) >= MOST


_OF_NO_PLACE = (holds_days, _holds_states_of_work, parts_the_dead)
