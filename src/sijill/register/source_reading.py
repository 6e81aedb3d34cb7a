"""From captured rows to records, source by source; none is read twice in the same way."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field

from sijill.ledger.entries.gc_paused import gc_paused
from sijill.model.records.record import Record, RecordKind
from sijill.model.records.rejects import Effect, Reject
from sijill.model.settings.source_mapping import SourceMapping
from sijill.register.received import Capture
from sijill.register.watching import Watch, unwatched, watched
from sijill.sources.guessing.questions.answers import is_about_issue
from sijill.sources.guessing.questions.asked_anew import ListNow, asked_now
from sijill.sources.records.references import ReferenceTargets, index_records
from sijill.sources.records.rows import column_problem, read_rows
from sijill.sources.tables.table import Row


def latest_readable(captures: Iterable[Capture]) -> Capture | None:
    """The list as it was last readable: a damaged new file does not push out what was accepted."""
    readable = [capture for capture in captures if capture.is_readable]
    return readable[-1] if readable else None


@dataclass(slots=True)
class SourceReading:
    """What the records of every source are read from, and the records once they are read.

    Attributes:
        mappings: by source.
        captures: by source, oldest first.
        corrections: by record id, the fields whose text a decision replaced.
        records: by source, once they are read.
        rejects: by source, what could not be used.
        questions: by source, what the list leaves open.
    """

    mappings: Mapping[str, SourceMapping]
    captures: Mapping[str, tuple[Capture, ...]]
    corrections: Mapping[str, Mapping[str, str]]
    records: dict[str, tuple[Record, ...]] = field(default_factory=dict)
    rejects: dict[str, tuple[Reject, ...]] = field(default_factory=dict)
    questions: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def read(
        self, alike: "SourceReading | None", watch: Watch = unwatched
    ) -> tuple[dict[str, Record], list[Reject]]:
        """The records by id, and what could not be used.

        Lists of incidents come first, because records of other lists refer to theirs.
        """
        incident_lists = self.incident_lists()
        others = [source for source in sorted(self.mappings) if source not in incident_lists]
        by_words: dict[str, Mapping[str, str]] = {}
        targets = ReferenceTargets(incident_lists, by_words)
        referred_to = {*incident_lists, *self._named_by_references()}
        shared = self._shared_with(alike) if alike is not None else frozenset()
        records: dict[str, Record] = {}
        rejects: list[Reject] = []
        for source in (*incident_lists, *others):
            if alike is not None and source in shared:
                self.records[source] = alike.records[source]
                self.rejects[source] = alike.rejects[source]
                self.questions[source] = alike.questions[source]
            else:
                self.read_source(source, targets, watch)
            if source in referred_to:
                by_words[source] = index_records(self.records[source], source)
            records |= {record.head.id: record for record in self.records[source]}
            rejects += self.rejects[source]
        return records, rejects

    def asking(self, withdrawn: Container[str]) -> dict[str, SourceMapping]:
        """The mappings, each with the questions that its list leaves open now.

        A list that is ``withdrawn`` asks nothing, and nobody asks whether it is replaced.
        """
        standing = [source for source in self.mappings if source not in withdrawn]
        open_ones = {
            source: tuple(
                one for one in self.questions[source] if not is_about_issue(one, standing)
            )
            for source in standing
        }
        return {
            source: mapping.model_copy(update={"questions": open_ones.get(source, ())})
            for source, mapping in self.mappings.items()
        }

    def _questions(self, source: str, latest: Capture) -> tuple[str, ...]:
        mapping = self.mappings[source]
        elsewhere = {
            column
            for name, other in self.mappings.items()
            if name != source and other.file == mapping.file
            for column in other.columns
        }
        rows = [Row(row.locator.row, dict(row.cells), row.locator.sheet) for row in latest.rows]
        now = ListNow(latest.columns, rows, elsewhere, latest.problems, latest.file, latest.sheet)
        return asked_now(mapping, now)

    def incident_lists(self) -> tuple[str, ...]:
        """The sources whose records are incidents."""
        return tuple(
            source
            for source in sorted(self.mappings)
            if self.mappings[source].kind is RecordKind.INCIDENT
        )

    def columns_of(self, name: str) -> dict[str, str]:
        """By source, the columns of a field, as a note names them."""
        return {
            source: ", ".join(mapping.fields[name].reads)
            for source, mapping in self.mappings.items()
            if name in mapping.fields
        }

    def _named_by_references(self) -> set[str]:
        """The sources that mappings name as those which their references point into."""
        return {
            rule.source for mapping in self.mappings.values() for rule in mapping.fields.values()
        }

    def _shared_with(self, alike: "SourceReading") -> frozenset[str]:
        """The sources that both read in the same way; none where lists of incidents differ."""
        same = frozenset(
            source
            for source in self.mappings.keys() & alike.mappings.keys()
            if self.inputs(source) == alike.inputs(source)
        )
        lists = self.incident_lists()
        is_same_target = lists == alike.incident_lists() and same.issuperset(lists)
        return same if is_same_target else frozenset()

    def inputs(self, source: str) -> tuple[object, ...]:
        """What the records of a source depend on, apart from the incidents they refer to."""
        captures = self.captures.get(source, ())
        latest = latest_readable(captures)
        return (
            self.mappings[source],
            latest.entry if latest else "",
            captures[-1].entry if captures else "",
            len(latest.rows) if latest else 0,
            {
                record: fields
                for record, fields in self.corrections.items()
                if record.startswith(f"{source}:")
            },
        )

    def read_source(self, source: str, targets: ReferenceTargets, watch: Watch) -> None:
        """Read the records of one source; ``targets`` are the incidents they may refer to."""
        mapping, captures = self.mappings[source], self.captures.get(source, ())
        records: tuple[Record, ...] = ()
        rejects: list[Reject] = []
        self.questions[source] = mapping.questions
        if captures and not captures[-1].is_readable:
            rejects += captures[-1].problems
        latest = latest_readable(captures)
        if latest is not None:
            rejects += latest.problems
            problem = column_problem(mapping, latest.columns, latest.file)
            if problem:
                rejects.append(
                    Reject(source, latest.file, latest.sheet, 0, "", "", problem, Effect.FILE)
                )
            else:
                rows = watched(latest.rows, f"reading {source}", len(latest.rows), watch)
                with gc_paused():
                    read = read_rows(mapping, rows, self.corrections, targets)
                records, rejects = read.records, [*rejects, *read.rejects]
                self.questions[source] = self._questions(source, latest)
        self.records[source], self.rejects[source] = records, tuple(rejects)
