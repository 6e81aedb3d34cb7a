"""The rows that decisions are about, in the newest file of their list.

A decision names a row by its id, and an id need not stay: a row of a list without a key is known by
its words, and is another one when its keeper edits it, adds a column or names a key; where the key
is a running number, a row that is put in or taken out gives all rows beneath it another number, and
each number to somebody else. So the row that a decision was made about, in the newest file that
whoever decided had, is followed from file to file:

* without a key, to the row with the same words, or the one that was edited (``edited_rows``);
* with a key, to the row of that key. Where rows stand word by word under other keys than before,
  the keys are running numbers: then to the row with the same words, or the one that was edited.

Nothing is written for that: a decision keeps the id that it was made about.
"""

from collections.abc import Iterable, Mapping, Sequence

from sijill.model.settings.source_mapping import SourceMapping
from sijill.register.received import Capture
from sijill.register.standing.row_versions import RowPlace, Version, follow
from sijill.sources.records.record_ids import record_id

Named = tuple[str, str]
"""An id, and the entry of the file in which it was a row's; empty for the last one that has it."""


def follow_rows(
    named: Iterable[Named],
    mappings: Mapping[str, SourceMapping],
    captures: Mapping[str, Sequence[Capture]],
) -> dict[Named, str | None]:
    """The ids of rows now, of those that have another one than was named; ``None`` for a row gone.

    Args:
        named: ids of records of any list; what is no record of a list is left alone.
        mappings: by source.
        captures: by source, oldest first.
    """
    asked: dict[str, list[Named]] = {}
    for one in named:
        source, colon, _ = one[0].partition(":")
        if colon and source in mappings:
            asked.setdefault(source, []).append(one)
    followed: dict[Named, str | None] = {}
    for source, of_list in asked.items():
        followed |= _Following(mappings[source], captures.get(source, ())).now(of_list)
    return followed


class _Following:
    """The files of one list, in order, and the rows that are followed through them."""

    def __init__(self, mapping: SourceMapping, captures: Sequence[Capture]) -> None:
        self._source, self._has_key = mapping.id, bool(mapping.key.columns)
        self._versions: list[Version] = []
        self._newest: dict[str, int] = {}
        """By the entry of a file, the number of the newest readable one up to it."""
        for capture in captures:
            if capture.is_readable:
                self._versions.append(Version(mapping, capture))
            if self._versions:
                self._newest[capture.entry] = len(self._versions) - 1

    def now(self, named: Iterable[Named]) -> dict[Named, str | None]:
        """The ids that are others now, or gone."""
        starts: dict[int, dict[Named, RowPlace]] = {}
        for one in filter(self._may_be_another, named):
            if (found := self._start(one)) is not None:
                starts.setdefault(found[0], {})[one] = found[1]
        held: dict[Named, RowPlace] = {}
        now: dict[Named, str | None] = {}
        for number in range(min(starts, default=0), len(self._versions)):
            if held:
                older, newer = self._versions[number - 1 : number + 1]
                places = follow(older, newer, {place.row for place in held.values()})
                now |= {one: None for one, place in held.items() if place.row not in places}
                held = {
                    one: RowPlace(places[place.row], place.part)
                    for one, place in held.items()
                    if place.row in places
                }
            held |= starts.get(number, {})
        now |= {one: self._id(place) for one, place in held.items()}
        return {one: identity for one, identity in now.items() if identity != one[0]}

    def _id(self, place: RowPlace) -> str:
        version = self._versions[-1]
        keys = version.keys if version.by_key else version.keys_of_words
        return record_id(self._source, f"{keys[place.row]}{place.part}")

    def _may_be_another(self, named: Named) -> bool:
        """Whether a newer file, or a key that was named since, may have given a row another id."""
        number = self._newest.get(named[1], -1)
        return bool(self._versions) and (self._has_key or number < len(self._versions) - 1)

    def _start(self, named: Named) -> tuple[int, RowPlace] | None:
        """In which file an id was a row's, and which; ``None`` if no file has it."""
        identity, entry = named
        key = identity.removeprefix(f"{self._source}:")
        known = [self._newest[entry]] if entry in self._newest else []
        for number in (*known, *reversed(range(len(self._versions)))):
            if (place := self._versions[number].find(key)) is not None:
                return number, place
        return None
