"""Corrections of a cell that the list's keeper has changed since.

A correction outweighs what the list says, in later files too. Where a later file says something
else than the words that were corrected, and not what they were corrected to, somebody must look
again: the correction holds until it is taken back.
"""

from collections.abc import Iterator, Mapping, Sequence

from sijill.language.scripts import tidy
from sijill.model.decisions.decision import Correction
from sijill.register.register import Register
from sijill.register.standing.row_versions import Version

Cells = Mapping[str, str]


def on_overtaken(register: Register) -> Iterator[tuple[str, str]]:
    """By list, a sentence for each such correction; it quotes nothing."""
    decisions = register.decisions
    rows = _RowsWhenDecided(register)
    for correction in decisions.corrections.values():
        record = register.records.get(correction.record)
        mapping = register.mappings[record.head.source] if record is not None else None
        rule = mapping.fields.get(correction.field) if mapping is not None else None
        if record is None or rule is None:
            continue
        named = decisions.followed.get((correction.decided.entry, record.head.id), record.head.id)
        then = rows.find(named, correction)
        now = _words(record.head.cells, rule.reads)
        if then is None or now in (_words(then, rule.reads), tidy(correction.value)):
            continue
        sentence = (
            f"the {correction.field} of {record.head.id} (row {record.head.locator.row}) was "
            "corrected, and the list's keeper has changed it since to something else. The "
            "correction holds; if the list is right now, take it back: sijill judge --undo "
            f"--entry {correction.decided.entry}"
        )
        yield record.head.source, sentence


def _words(cells: Cells, columns: Sequence[str]) -> str:
    return tidy(" ".join(cells.get(column, "") for column in columns))


class _RowsWhenDecided:
    """The rows of each list as they were when a decision was made; every file is read once."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self._versions: dict[str, Version] = {}

    def find(self, identity: str, correction: Correction) -> Cells | None:
        """The cells of a record in the file that was the newest; ``None`` if no row of it is it."""
        source, _, key = identity.partition(":")
        captures = [one for one in self._register.captures[source] if one.is_readable]
        earlier = [one for one in captures if one.at <= correction.decided.at]
        if not earlier or earlier[-1] is captures[-1]:
            return None
        newest = earlier[-1]
        mapping = self._register.mappings[source]
        version = self._versions.setdefault(newest.entry, Version(mapping, newest))
        place = version.find(key)
        return version.rows[place.row].cells if place is not None and not place.part else None
