"""What changed since the last different build: figures, rows of lists, settings and decisions."""

from collections import Counter
from collections.abc import Collection, ItemsView, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sijill.figures.book import FigureBook, value_text
from sijill.figures.changed.setting_changes import SettingChange, setting_changes
from sijill.model.records.record import Record
from sijill.model.settings.source_mapping import SourceMapping
from sijill.register.decided import Decisions
from sijill.register.received import Capture
from sijill.register.register import Register
from sijill.register.standing.decided_rows import follow_rows
from sijill.sources.records.record_ids import record_id, row_key
from sijill.sources.row_numbers import counting_columns


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A figure before and now; empty where there was or is none."""

    name: str
    title: str
    before: str
    now: str


@dataclass(frozen=True, slots=True)
class ListChange:
    """Rows of one source that are new, changed or gone, as record ids."""

    source: str
    new: tuple[str, ...]
    changed: tuple[str, ...]
    gone: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """All changes since the build of ``since`` (UTC), whose checkpoint held ``size`` entries.

    ``since`` is ``None`` for a first build.
    """

    since: datetime | None
    size: int
    figures: tuple[FigureChange, ...] = ()
    lists: tuple[ListChange, ...] = ()
    decisions: tuple[str, ...] = ()
    settings: tuple[SettingChange, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing changed."""
        return not (self.figures or self.lists or self.decisions or self.settings)


def published_values(book: FigureBook) -> dict[str, str]:
    """What a publication entry keeps of each figure: its value in words."""
    return {name: value_text(figure) for name, figure in book.figures.items()}


def compare(
    book: FigureBook, now: Register, published: Mapping[str, str], before: Register, since: datetime
) -> Changes:
    """The changes between an earlier publication and now.

    Args:
        book: the figures now.
        now: the register now.
        published: the values of the earlier publication by figure.
        before: the register at its checkpoint.
        since: when it was published, in UTC.
    """
    current = published_values(book)
    figures = tuple(
        FigureChange(
            name,
            book.figures[name].title if name in book.figures else name,
            published.get(name, ""),
            current.get(name, ""),
        )
        for name in dict.fromkeys([*current, *published])
        if published.get(name) != current.get(name)
    )
    return Changes(
        since,
        before.size,
        figures,
        _list_changes(before.records, now),
        (*_decisions(before.decisions, now.decisions), *_logged(before.decisions, now.decisions)),
        setting_changes((before.case, now.case), (before.mappings, now.mappings)),
    )


def _list_changes(before: Mapping[str, Record], now: Register) -> tuple[ListChange, ...]:
    records = (*before.values(), *now.records.values())
    gone = ((key, "") for key in before.keys() - now.records.keys())
    edited = follow_rows(gone, now.mappings, now.captures)
    then = {edited.get((key, "")) or key: record for key, record in before.items()}
    changes = []
    for source in sorted({record.head.source for record in records}):
        old = {key: record for key, record in then.items() if record.head.source == source}
        new = {key: record for key, record in now.records.items() if record.head.source == source}
        counting = dict(_counting(old) & _counting(new))
        changed = [
            key
            for key in old.keys() & new.keys()
            if _words(old[key], counting) != _words(new[key], counting)
        ]
        change = ListChange(
            source,
            tuple(sorted(new.keys() - old.keys())),
            tuple(sorted(changed)),
            tuple(sorted(old.keys() - new.keys())),
        )
        if change.new or change.changed or change.gone:
            changes.append(change)
    return tuple(changes)


def _words(record: Record, counting: Collection[str]) -> dict[str, str]:
    return {name: cell for name, cell in record.head.cells.items() if name not in counting}


def _counting(records: Mapping[str, Record]) -> ItemsView[str, tuple[int, ...]]:
    """The columns that count the rows: whoever leaves a row out numbers those behind it anew."""
    heads = [record.head for record in records.values()]
    return counting_columns((head.locator, head.cells) for head in heads).items()


def no_longer_listed(mapping: SourceMapping, captures: Sequence[Capture]) -> tuple[str, ...]:
    """Ids of the rows that an earlier file of a list held and its latest does not, sorted.

    Such a row counts in no figure; that its keeper left it out is something to ask about. A row of
    a list without a key that was edited beyond recognition is among them.

    Args:
        mapping: how the list is read now.
        captures: of the list, oldest first.
    """
    keys = [_row_keys(mapping, capture) for capture in captures if capture.is_readable]
    if not keys:
        return ()
    gone = {record_id(mapping.id, key) for key in set[str]().union(*keys) - keys[-1] if key}
    asked = ((identity, "") for identity in gone)
    now = follow_rows(asked, {mapping.id: mapping}, {mapping.id: tuple(captures)})
    return tuple(sorted(identity for identity in gone if not now.get((identity, ""))))


def _row_keys(mapping: SourceMapping, capture: Capture) -> set[str]:
    repeats: Counter[str] = Counter()
    return {row_key(mapping, row.cells, repeats) for row in capture.rows}


_KINDS = (
    "judgements",
    "assessments",
    "identifications",
    "consents",
    "corrections",
    "withdrawals",
    "withdrawn_lists",
    "sites",
    "examinations",
    "second_readings",
    "claims",
    "ties",
)


def _decisions(before: Decisions, now: Decisions) -> Iterable[str]:
    """Decisions that stand now and did not then, and those that were taken back, in words."""
    for kind in _KINDS:
        old, new = getattr(before, kind), getattr(now, kind)
        name = kind[:-1].replace("_", " ")
        stood = {decision.decided: key for key, decision in old.items()}
        stands = {decision.decided for decision in new.values()}
        for key in sorted(new, key=str):
            decision = new[key]
            then = stood.get(decision.decided)
            if then is None:
                reason = decision.reason or "no reason given"
                yield f"{name} of {_about(key)} by {decision.decided.author}: {reason}"
            elif then != key:
                yield f"{name} of {_about(then)} holds for {_about(key)}, the row as it was edited"
        for key in sorted(old.keys() - new.keys(), key=str):
            if old[key].decided not in stands:
                yield f"{name} of {_about(key)} was taken back"


def _logged(before: Decisions, now: Decisions) -> Iterable[str]:
    """Lines of the logs of bodies and sites, and erasures, that are new or were taken back."""
    old, new = dict(_lines(before)), dict(_lines(now))
    for entry in [*new, *(entry for entry in old if entry not in new)]:
        if entry not in old:
            yield f"{new[entry].about} by {new[entry].author}: {new[entry].words}"
        elif entry not in new:
            yield f"{old[entry].about} was taken back"


@dataclass(frozen=True, slots=True)
class _Line:
    about: str
    author: str
    words: str


def _lines(decisions: Decisions) -> Iterable[tuple[str, _Line]]:
    """Each line of a log by its entry; it replaces none, so a subject may have several."""
    for presences in decisions.presences.values():
        for one in presences:
            about = f"presence of {one.remains}"
            yield one.decided.entry, _Line(about, one.decided.author, one.reason)
    for days in decisions.operations.values():
        for day in days:
            about = f"operation of {day.day} at {day.site}"
            yield day.decided.entry, _Line(about, day.decided.author, day.note)
    for erasure in decisions.erasures:
        yield (
            erasure.decided.entry,
            _Line("erasure of words", erasure.decided.author, erasure.reason),
        )


def _about(key: object) -> str:
    return " and ".join(filter(None, map(str, key))) if isinstance(key, tuple) else str(key)
