"""Lists that hold the rows of another: a later issue beside the first, a sheet copied into another.

A row is known by what its kind of list names it with: a person by the name, an incident by day and
place. Rows of two issues are linked, so that nobody counts twice; but who was taken out of the
later one still counts by the earlier, so a person is asked.
"""

from collections.abc import Sequence
from dataclasses import replace

from sijill.language.scripts import fold
from sijill.model.records.record import RecordKind
from sijill.sources.guessing.incident_links import GuessedList

_NAMED_BY = {
    RecordKind.PERSON: ("name",),
    RecordKind.INCIDENT: ("happened", "place"),
    RecordKind.REMAINS: ("code",),
    RecordKind.DETERMINATION: ("text",),
}
_MOST = 0.5
_FEWEST = 3
"""Rows that two lists share at least; fewer may be chance."""


def repeats_rows(listed: GuessedList, other: GuessedList) -> bool:
    """Whether most of the rows of a list are in another of its kind."""
    own = _named(listed)
    return bool(own) and len(own & _named(other)) >= _MOST * len(own)


def ask_about_issues(lists: Sequence[GuessedList]) -> list[GuessedList]:
    """The lists; the earlier of two with the same headings and rows asks whether it is replaced."""
    return [
        replace(listed, guess=replace(listed.guess, questions=(*listed.guess.questions, question)))
        if (question := _question(listed, lists[at + 1 :]))
        else listed
        for at, listed in enumerate(lists)
    ]


def _question(listed: GuessedList, later: Sequence[GuessedList]) -> str:
    for other in later:
        own, others = _named(listed), _named(other)
        shared = own & others
        same_headings = {*listed.table.columns} <= {*other.table.columns} or (
            {*listed.table.columns} >= {*other.table.columns}
        )
        if (
            listed.guess.kind is other.guess.kind
            and same_headings
            and len(shared) >= max(_FEWEST, _MOST * min(len(own), len(others)))
        ):
            return (
                f"it has the headings of {other.source} and {len(shared)} of its rows: one may be "
                "a later issue of the other. Both count, and so does who is in one of them alone "
                f"({len(own - others)} here, {len(others - own)} there). If one replaces the "
                "other, take out the mapping of the one that is replaced"
            )
    return ""


def _named(listed: GuessedList) -> frozenset[tuple[str, ...]]:
    """By what each row of a list is known, folded; empty where the list has no such columns."""
    guessed = listed.guess
    fields = _NAMED_BY.get(guessed.kind, ()) if guessed.kind else ()
    columns = [name for field in fields for name in guessed.fields.get(field, ())]
    if not all(field in guessed.fields for field in fields):
        return frozenset()
    rows = (tuple(fold(row.cells[name]) for name in columns) for row in listed.table.rows)
    return frozenset(cells for cells in rows if all(cells))
