"""Whose release a text is: the one party of the lists of incidents that its words name."""

from collections.abc import Sequence
from dataclasses import replace

from sijill.language.scripts import fold, tidy
from sijill.language.unknown import means_unknown
from sijill.model.records.record import RecordKind
from sijill.sources.guessing.incident_links import GuessedList
from sijill.sources.tables.lines.release_table import COLUMNS


def with_parties(lists: Sequence[GuessedList]) -> list[GuessedList]:
    """The lists; a release that names exactly one party of the incidents is said to be its own."""
    parties = {
        name
        for listed in lists
        if listed.guess.kind is RecordKind.INCIDENT
        for name in _parties_of(listed)
    }
    return [_with_party(listed, parties) if _is_release(listed) else listed for listed in lists]


def _is_release(listed: GuessedList) -> bool:
    return listed.guess.kind is RecordKind.DETERMINATION and listed.table.columns == COLUMNS


def _parties_of(listed: GuessedList) -> set[str]:
    columns = listed.guess.fields.get("actors", ())
    sign = listed.guess.splits.get("actors", "")
    cells = [row.cells[column] for row in listed.table.rows for column in columns]
    parts = [part for cell in cells for part in (cell.split(sign) if sign else [cell])]
    return {tidy(part) for part in parts if not means_unknown(part)}


def _with_party(listed: GuessedList, parties: set[str]) -> GuessedList:
    words = f" {fold(' '.join(' '.join(row.cells.values()) for row in listed.table.rows))} "
    named = sorted(name for name in parties if f" {fold(name)} " in words)
    if len(named) != 1:
        return listed
    fixed = {**listed.guess.fixed, "actor": named[0]}
    return replace(listed, guess=replace(listed.guess, fixed=fixed))
