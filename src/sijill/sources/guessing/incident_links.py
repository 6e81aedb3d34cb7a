"""Which column of a list names the incidents of another: by heading, and by what its cells hold."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sijill.language.scripts import fold
from sijill.model.records.fields import FIELDS
from sijill.model.records.record import RecordKind
from sijill.sources.guessing.columns import look_at
from sijill.sources.guessing.headings.fields import headings_of
from sijill.sources.guessing.headings.readings import readings
from sijill.sources.guessing.proposal import Guess, IncidentReference, guess
from sijill.sources.guessing.words import plain_heading
from sijill.sources.tables.table import Table

_LEAST_SHARE = 0.5
"""A column whose heading says "incident" points to a list that holds half of its cells."""

_SAME_HEADING_SHARE = 0.9
"""A column that only shares its heading with the other list's key must be nearly all there; so must
one with any heading where the other list's keys are codes of letters and digits."""


@dataclass(frozen=True, slots=True)
class GuessedList:
    """One list with its guess: what references may start from, and what they may point to."""

    source: str
    table: Table
    guess: Guess


def link_to_incidents(lists: Sequence[GuessedList]) -> list[GuessedList]:
    """The lists with the column by which each names incidents of another, where there is one."""
    targets = [listed for listed in lists if listed.guess.kind is RecordKind.INCIDENT]
    if not targets:
        return [replace(listed, guess=_without_reference(listed.guess)) for listed in lists]
    return [_with_reference(listed, targets) for listed in lists]


def _without_reference(guessed: Guess) -> Guess:
    """The guess without a reference, for a case that has no list of incidents."""
    fields = {field: names for field, names in guessed.fields.items() if field != "incident"}
    return replace(guessed, fields=fields)


def _with_reference(listed: GuessedList, targets: Sequence[GuessedList]) -> GuessedList:
    """A list that may refer with its reference; headlines that name incidents as reports."""
    if _may_refer(listed.guess):
        return replace(listed, guess=_linked(listed, targets))
    if listed.guess.kind is RecordKind.COUNT and "sentence" in listed.guess.fields:
        reports = guess(look_at(listed.table), listed.table.rows, RecordKind.REPORT)
        linked = _linked(replace(listed, guess=reports), targets)
        if (found := linked.reference) is not None:
            reason = f"a list of reports, for {found.column!r} names incidents of {found.source}"
            return replace(listed, guess=replace(linked, reason=reason))
    return listed


def _may_refer(guessed: Guess) -> bool:
    return guessed.kind is not None and "incident" in FIELDS[guessed.kind]


def _linked(listed: GuessedList, targets: Sequence[GuessedList]) -> Guess:
    """The guess with its best reference; without the field where no list of incidents fits."""
    best: IncidentReference | None = None
    for target in targets:
        for words in _names_of(target):
            for column in listed.table.columns:
                reference = _reference(listed, column, target, words)
                if reference is not None and (best is None or reference.found > best.found):
                    best = reference
    if best is None:
        return listed.guess
    fields = {
        field: names
        for field, names in listed.guess.fields.items()
        if field != "incident" and (best.column,) != names
    }
    fields["incident"] = (best.column,)
    kind = listed.guess.kind or RecordKind.PERSON
    ordered = {field: fields[field] for field in FIELDS[kind] if field in fields}
    is_of_several = listed.guess.key == (best.column,) and not listed.guess.listed
    key = () if is_of_several else listed.guess.key
    return replace(listed.guess, fields=ordered, key=key, reference=best)


def _names_of(target: GuessedList) -> list[tuple[str, frozenset[str]]]:
    """The columns by which incidents can be named: key and code, each with its cells, folded."""
    columns = [name for name in target.guess.key if len(target.guess.key) == 1]
    columns += target.guess.fields.get("code", ())
    return [
        (name, frozenset(fold(row.cells[name]) for row in target.table.rows if row.cells[name]))
        for name in dict.fromkeys(columns)
    ]


def _reference(
    listed: GuessedList, column: str, target: GuessedList, words: tuple[str, frozenset[str]]
) -> IncidentReference | None:
    heading, named = words
    if column in listed.guess.protected:
        return None
    are_codes = bool(named) and all(map(_is_code, named))
    if (column,) == listed.guess.key and not are_codes:
        return None
    least = _least_share(column, heading, listed.guess.kind or RecordKind.PERSON)
    if least is None and are_codes:
        least = _SAME_HEADING_SHARE
    if least is None:
        return None
    cells = [fold(row.cells[column]) for row in listed.table.rows if row.cells[column].strip()]
    present = sum(cell in named for cell in cells)
    if not cells or present < least * len(cells):
        return None
    return IncidentReference(column, target.source, present, len(cells))


def _is_code(cell: str) -> bool:
    """Whether a cell has letters and digits, as codes that no other column repeats by chance."""
    return any(map(str.isalpha, cell)) and any(map(str.isdigit, cell)) and " " not in cell


def _least_share(column: str, heading: str, kind: RecordKind) -> float | None:
    """The share of cells that must be found; ``None`` for a heading that is about no incident."""
    says = headings_of(kind).get("incident", ())
    if any(form in says for form in readings(column)):
        return _LEAST_SHARE
    return _SAME_HEADING_SHARE if plain_heading(column) == plain_heading(heading) else None
