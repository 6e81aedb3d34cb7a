"""A trial run of a case: what a build would take and set aside, and how its figures would read.

Nothing is kept: no ledger is opened, no file is stored, and decisions that a register already holds
are not looked at.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from sijill.figures.analysis import LogHead
from sijill.figures.book import value_text, write_book
from sijill.files.temporary_files import system_folder
from sijill.language.unknown import means_unknown
from sijill.model.codes import Harm
from sijill.model.errors import FileUnreadableError
from sijill.model.records.record import CountRecord, DeterminationRecord, Locator
from sijill.model.records.referring import incidents_named
from sijill.model.records.rejects import Effect, Reject
from sijill.model.settings.codebook import load_codebook
from sijill.model.settings.source_mapping import FieldRule
from sijill.register.across_lists import read_lists
from sijill.register.decided import Decisions
from sijill.register.received import Capture
from sijill.register.register import Register
from sijill.register.source_reading import SourceReading
from sijill.register.watching import Watch
from sijill.sources.records.received_rows import ReceivedRow
from sijill.sources.records.rows import INCIDENT
from sijill.sources.split_rows.unpivot import cells_read
from sijill.sources.tables.table import Grid, Table
from sijill.sources.tables.table_files import FileReading, read_table
from sijill.steps.case.analyse import analyse
from sijill.steps.case.link import link_records
from sijill.steps.case.settings import CaseSettings, read_settings
from sijill.steps.protection.protected_files import (
    Protection,
    WithheldNames,
    protections,
    read_protected,
    withhold,
)
from sijill.steps.workspace import Workspace

_HARM = "harm"
_HARMS = frozenset(Harm)
_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"|\b\d[\d,.]*\b")


@dataclass(frozen=True, slots=True)
class FigureBounds:
    """Up to how many records a trial run works out how the figures would read.

    Attributes:
        linked: records of people and remains, which are linked.
        records: records of every kind.
        read: claims and official lines, whose sentences are read.
        characters: of the sentences of claims; one may be long and hold many numbers.
        lists: lists that hold records; each is compared with every other.
    """

    linked: int
    records: int
    read: int = 1_000
    characters: int = 100_000
    lists: int = 30


FIRST_LOOK = FigureBounds(linked=5_000, records=20_000)
"""The bounds of ``sijill new``; chosen by eye, so that it takes a few seconds."""


@dataclass(frozen=True, slots=True)
class SetAside:
    """One reason for which rows or values were set aside or noted, how often, the first example."""

    effect: str
    column: str
    reason: str
    count: int
    row: int
    value: str


@dataclass(frozen=True, slots=True)
class FieldShare:
    """How much of one field is understood: of ``filled`` cells, ``understood``."""

    field: str
    columns: tuple[str, ...]
    filled: int
    understood: int


@dataclass(frozen=True, slots=True)
class ListTrial:
    """What a build would make of one list.

    ``rows`` are all that the list holds. ``unread_columns`` have something in them that neither a
    field reads nor one of another list of the same file. ``tied`` of ``taken`` records name an
    incident; ``None`` where the list names none, so that official lines can only be matched by day
    and place. ``questions`` are those of its mapping that nobody has settled.
    """

    source: str
    kind: str
    file: str
    rows: int
    taken: int
    fields: tuple[FieldShare, ...]
    set_aside: tuple[SetAside, ...]
    notes: tuple[SetAside, ...]
    unread_columns: tuple[str, ...]
    lost_references: int
    repeated_keys: int
    tied: int | None
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Trial:
    """A trial run. ``figures`` are title and value by name; ``problems`` what keeps a list out.

    ``without_figures`` says why no figures were worked out, where the lists are too large for it.
    """

    lists: tuple[ListTrial, ...]
    problems: tuple[str, ...]
    figures: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    without_figures: str = ""

    def as_json(self) -> dict[str, object]:
        """The same for programs."""
        return asdict(self)


def try_out(workspace: Workspace, progress: Watch, bounds: FigureBounds | None = None) -> Trial:
    """Read a case as a build would, and keep nothing.

    Args:
        workspace: the case.
        progress: called with what is being done and how far it is.
        bounds: the numbers of records above which no figures are worked out; without them they
            always are.

    Raises:
        CaseError: if ``case.toml`` cannot be used.
    """
    settings = read_settings(workspace)
    captures, problems = _read_files(workspace, settings, progress)
    reading = SourceReading(settings.mappings, captures, {})
    records, rejects = read_lists(reading, settings.case, Decisions())
    register = Register(
        0,
        settings.case,
        reading.asking(()),
        captures,
        records,
        tuple(rejects),
        Decisions(),
    )
    problems += [reject.reason for reject in rejects if reject.effect is Effect.FILE]
    lists = tuple(_try_list(register, source) for source in sorted(captures))
    too_many = _too_many(register, bounds) if bounds else ""
    figures = _figures(register, progress) if records and not too_many else {}
    return Trial(lists, tuple(dict.fromkeys(problems)), figures, too_many)


def _too_many(register: Register, bounds: FigureBounds) -> str:
    """Why no figures are worked out, in a sentence; empty where they are."""
    people, records = len(register.linkable), len(register.records)
    lists = len({record.head.source for record in register.records.values()})
    sentences = sum(
        isinstance(record, CountRecord | DeterminationRecord)
        for record in register.records.values()
    )
    characters = sum(
        len(record.sentence)
        for record in register.records.values()
        if isinstance(record, CountRecord)
    )
    if people > bounds.linked:
        excess = f"{people:,} records of people and remains (it links {bounds.linked:,} at most)"
    elif sentences > bounds.read:
        excess = f"{sentences:,} claims and official lines (it reads {bounds.read:,} at most)"
    elif characters > bounds.characters:
        excess = f"claims of {characters:,} characters (it reads {bounds.characters:,} at most)"
    elif lists > bounds.lists:
        excess = f"{lists:,} lists (it compares {bounds.lists:,} at most)"
    elif records > bounds.records:
        excess = f"{records:,} records (it counts {bounds.records:,} at most)"
    else:
        return ""
    return (
        f"Every row was read; a first look works out no figures of {excess}. "
        "How the front page would read, says: sijill inspect CASE"
    )


def _read_files(
    workspace: Workspace, settings: CaseSettings, progress: Watch
) -> tuple[dict[str, tuple[Capture, ...]], list[str]]:
    """The files of every mapping as captures that stand in no ledger, and what cannot be read."""
    data = workspace.case / settings.case.data
    protected = protections(settings.mappings, data, settings.case.vault)
    problems = [
        f"{notice.source}: {notice.sentence}" for notice in settings.notices if notice.is_problem
    ]
    captures: dict[str, tuple[Capture, ...]] = {}
    for done, (source, mapping) in enumerate(sorted(settings.mappings.items())):
        progress(f"reading {source}", done, len(settings.mappings))
        path = data / mapping.file
        try:
            workspace.demand_inside(path)
            if protected[source].names:
                table = read_protected(path, path.name, mapping, protected[source])
            else:
                table = read_table(path, path.name, FileReading.of(mapping))
        except FileUnreadableError as error:
            problems.append(f"{source}: {error}")
            continue
        captures[source] = (_capture(source, path, table, protected[source]),)
    return captures, problems


def _capture(source: str, path: Path, table: Table, protection: Protection) -> Capture:
    shown = table
    withheld: WithheldNames = {}
    if protection.names:
        shown, withheld = withhold(table, protection, Grid(source, path.name))
    rows = tuple(
        ReceivedRow(
            Locator(path.name, "", row.sheet or shown.sheet, row.number),
            row.cells,
            withheld.get((row.sheet, row.number), ()),
        )
        for row in shown.rows
    )
    return Capture(
        source,
        "",
        datetime.now(UTC),
        path.name,
        "",
        path.stat().st_size,
        shown.sheet,
        shown.encoding,
        shown.delimiter,
        shown.columns,
        rows,
        shown.problems,
    )


def _try_list(register: Register, source: str) -> ListTrial:
    mapping = register.mappings[source]
    capture = register.captures[source][-1]
    rejects = [reject for reject in register.rejects if reject.source == source]
    records = [record for record in register.records.values() if record.head.source == source]
    values = [reject for reject in rejects if reject.effect is Effect.VALUE]
    unread = Counter(reject.column for reject in values)
    rules = {**mapping.fields, **mapping.extra}
    key = ", ".join(mapping.key.columns)
    cells = cells_read(mapping.unpivot, [row.cells for row in capture.rows])
    of_file = tuple(
        column
        for other in register.mappings.values()
        if other.file == mapping.file
        for column in other.columns
    )
    reference = mapping.fields.get(INCIDENT)
    referring = ", ".join(reference.reads) if reference else ""
    tied = sum(bool(incidents_named(record)) for record in records)
    return ListTrial(
        source,
        mapping.kind.value,
        capture.file,
        _rows_of(capture, rejects),
        len(records),
        tuple(_share(name, rule, cells, unread) for name, rule in rules.items()),
        _group(rejects, Effect.ROW, Effect.VALUE),
        _group(rejects, Effect.NOTE),
        capture.unread_columns(of_file),
        unread[referring] if referring else 0,
        sum(bool(key) and reject.column == key for reject in rejects),
        tied if reference or tied else None,
        mapping.questions,
    )


def _rows_of(capture: Capture, rejects: Iterable[Reject]) -> int:
    """All rows of a list, with those that were set aside before they could be records."""
    kept = {(row.locator.sheet, row.locator.row) for row in capture.rows}
    aside = {
        (reject.sheet, reject.row)
        for reject in rejects
        if reject.effect is Effect.ROW and reject.row
    }
    return len(kept | aside)


def _share(
    name: str, rule: FieldRule, rows: Sequence[Mapping[str, str]], unread: Mapping[str, int]
) -> FieldShare:
    filled = sum(
        any(_is_filled(name, rule, row.get(column, "")) for column in rule.reads) for row in rows
    )
    understood = max(0, filled - unread.get(", ".join(rule.reads), 0))
    return FieldShare(name, rule.reads, filled, understood)


def _is_filled(name: str, rule: FieldRule, cell: str) -> bool:
    """Whether a cell says something: "missing" says nothing of an age, and much of a harm."""
    bare = rule.values.get(cell, cell).strip()
    if bare == Harm.UNKNOWN:
        return False
    if name == _HARM and bare.casefold() in _HARMS:
        return True
    return not means_unknown(bare)


def _group(rejects: Iterable[Reject], *effects: Effect) -> tuple[SetAside, ...]:
    """What was set aside or noted, one entry for each reason, the most frequent first."""
    groups: dict[tuple[str, str, str], list[Reject]] = {}
    for reject in rejects:
        if reject.effect in effects:
            shape = _QUOTED.sub("…", reject.reason)
            groups.setdefault((reject.effect.value, reject.column, shape), []).append(reject)
    ordered = sorted(groups.items(), key=lambda item: -len(item[1]))
    return tuple(
        SetAside(effect, column, some[0].reason, len(some), some[0].row, some[0].value)
        for (effect, column, _), some in ordered
    )


def _figures(register: Register, progress: Watch) -> dict[str, tuple[str, str]]:
    """Every figure but the estimates, without any decision, as title and value."""
    with system_folder("trial") as folder:
        linked = link_records(register, progress, folder)
    analysis = analyse(register, LogHead(0, ""), linked, {})
    book = write_book(analysis, load_codebook())
    return {name: (figure.title, value_text(figure)) for name, figure in book.figures.items()}
