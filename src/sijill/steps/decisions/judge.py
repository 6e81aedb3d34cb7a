"""Judge: a person's decisions enter the ledger.

Same or different, and undo.

Every decision names who decided and why. A decision that contradicts earlier ones is refused with
the entry to take back first; nothing is overruled silently.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz.distance import Indel

from sijill.language.scripts import tidy
from sijill.ledger.entries.entry import Entry, EntryKind
from sijill.linkage.clustering.clusters import Constraints, contradictions
from sijill.model.codes import LinkDecision
from sijill.model.errors import DecisionError
from sijill.model.records.record import (
    CountRecord,
    DeterminationRecord,
    IncidentRecord,
    PersonRecord,
    Record,
    RemainsRecord,
    ReportRecord,
)
from sijill.model.settings.codebook import load_codebook
from sijill.register.decided import RETRACTABLE, answers_the_same, retracted_leaves
from sijill.register.events import (
    JudgementEntry,
    RetractionEntry,
)
from sijill.register.register import Register, replay
from sijill.sources.edited_rows import LEAST_ALIKE
from sijill.steps.case.link import constraints_of
from sijill.steps.decisions.review_file import ReviewRow, read_review
from sijill.steps.decisions.typed_words import ProtectedWords
from sijill.steps.open_case import OpenCase


@dataclass(frozen=True, slots=True)
class Refused:
    """A row of a decisions file that was not taken, and why."""

    row: int
    reason: str


@dataclass(frozen=True, slots=True)
class JudgedFile:
    """What came of a decisions file: entries appended, rows already decided so, rows refused.

    ``cautions`` say by the name of an entry what speaks against it; it stands.
    """

    entries: tuple[Entry, ...]
    unchanged: int
    refused: tuple[Refused, ...]
    cautions: Mapping[str, str]


def judge_file(case: OpenCase, path: Path) -> JudgedFile:
    """Take the decisions of a review file (columns left, right, decision, reason).

    Rows without a decision are skipped. Every decision needs a reason.

    Raises:
        DecisionError: if the file cannot be read or lacks a column.
    """
    register = replay(case.ledger.entries())
    constraints = constraints_of(register)
    accepted: list[JudgementEntry] = []
    rows, unread = read_review(path)
    refused = [Refused(row.number, row.reason) for row in unread]
    unchanged = 0
    twice = _decided_twice(rows)
    protected = ProtectedWords(case.workspace)
    decided: set[tuple[str, str, str]] = set()
    for row in rows:
        judged = twice.get(row.number) or _judgement(register, row, constraints)
        if not isinstance(judged, str) and (words := protected.refusal(row.reason)):
            judged = f"of the reason: {words}"
        if isinstance(judged, str):
            refused.append(Refused(row.number, judged))
        elif _is_known(register, judged) or (*_pair(row), row.reason) in decided:
            unchanged += 1
        else:
            decided.add((*_pair(row), row.reason))
            accepted.append(judged)
            constraints = _with(constraints, judged)
    drafts = (judged.draft(judged.left, over=(judged.right,)) for judged in accepted)
    entries = tuple(case.append(*drafts))
    cautions = {
        entry.name: words
        for entry, judged in zip(entries, accepted, strict=True)
        if judged.decision is LinkDecision.SAME
        and (words := far_apart(register.records[judged.left], register.records[judged.right]))
    }
    return JudgedFile(entries, unchanged, tuple(refused), cautions)


def far_apart(left: Record, right: Record) -> str:
    """That an incident and what is tied to it lie more than a few days apart; empty if not."""
    dated = IncidentRecord | DeterminationRecord
    if not isinstance(left, dated) or not isinstance(right, dated):
        return ""
    apart = left.happened.days_apart(right.happened)
    if apart is None or apart <= _FEW_DAYS:
        return ""
    return f"{left.head.id} and {right.head.id} are {apart:,} days apart"


_FEW_DAYS = 3
"""Lists and lines give the day of a report or of an inquiry at times; so many are no mistake."""


def _pair(row: ReviewRow) -> tuple[str, str]:
    return (min(row.left, row.right), max(row.left, row.right))


def _decided_twice(rows: Iterable[ReviewRow]) -> dict[int, str]:
    """The rows whose pair another row of the same file decides otherwise, and what is said."""
    by_pair: dict[tuple[str, str], list[ReviewRow]] = defaultdict(list)
    for row in rows:
        by_pair[_pair(row)].append(row)
    contradictions: dict[int, str] = {}
    for of_pair in by_pair.values():
        for row in of_pair:
            other = next((one for one in of_pair if one.decision != row.decision), None)
            if other is not None:
                contradictions[row.number] = (
                    f"row {other.number} of this file decides the same pair otherwise "
                    f"({other.decision!r}): keep one of the two"
                )
    return contradictions


def _judgement(
    register: Register, row: ReviewRow, constraints: Constraints
) -> JudgementEntry | str:
    """The judgement of one row, or the reason why it is refused."""
    left, right = sorted((row.left, row.right))
    if reason := _not_compared(register, left, right):
        return reason
    for record, shown in zip((row.left, row.right), row.names, strict=True):
        if _is_somebody_else(register.records[record], shown):
            return (
                f"this file shows another name for {record} than its list has now: the list was "
                "issued again. Build the case, and decide in a copy of the new out/review.csv"
            )
    if row.decision not in _DECISIONS:
        return f"{row.decision!r} is no decision; use {', '.join(_DECISIONS)}"
    if not row.reason:
        return (
            f"{row.decision!r} needs a reason, so that the next reader knows what it rests on; "
            "write one in the column reason"
        )
    judged = JudgementEntry(
        left, right, LinkDecision(row.decision), row.reason, load_codebook().version
    )
    clash = contradictions(_with(constraints, judged))
    if clash:
        return (
            f"this contradicts earlier judgements: {clash[0][0]} and {clash[0][1]} were judged "
            "different, and "
            "would become one. Take one of them back with: sijill judge --undo --entry ENTRY"
        )
    return judged


def _not_compared(register: Register, left: str, right: str) -> str:
    """Why two records are not compared; empty if they are."""
    kinds = []
    for record in (left, right):
        kind = _comparable_kind(register.records.get(record))
        if kind and register.decisions.withdrawal_of(record):
            return f"{record} is withdrawn and counts no longer, so this would change nothing"
        if not kind:
            return (
                f"there is no record {record!r} of a person, of remains, of an incident, of a "
                "report or of a claim in the register"
            )
        kinds.append(kind)
    if kinds[0] != kinds[1]:
        return f"{left} is {kinds[0]} and {right} is {kinds[1]}: they are not compared"
    return "a record cannot be compared with itself" if left == right else ""


_DECISIONS = tuple(code for code in LinkDecision if code is not LinkDecision.NOT_REVIEWED)


def _is_somebody_else(record: Record, shown: str) -> bool:
    """Whether a review file shows a name that is plainly none of the record's own."""
    if not shown or not isinstance(record, PersonRecord | RemainsRecord):
        return False
    names = [*shown.split(" / "), shown]
    return not any(
        Indel.normalized_similarity(tidy(name.written), one) >= LEAST_ALIKE
        for name in record.written_names
        for one in names
    )


def _comparable_kind(known: Record | None) -> str:
    """What a record is that can be compared with another of its kind; empty for any other."""
    match known:
        case PersonRecord() | RemainsRecord():
            return "a person"
        case IncidentRecord():
            return "an incident"
        case CountRecord():
            return "a claim"
        case ReportRecord():
            return "a report"
    return ""


def _with(constraints: Constraints, judged: JudgementEntry) -> Constraints:
    """The constraints after one more judgement, which replaces an earlier one of its pair."""
    pair = (judged.left, judged.right)
    same, different = constraints.same - {pair}, constraints.different - {pair}
    match judged.decision:
        case LinkDecision.SAME:
            same |= {pair}
        case LinkDecision.DIFFERENT:
            different |= {pair}
        case _:
            pass
    return Constraints(same, different)


def _is_known(register: Register, judged: JudgementEntry) -> bool:
    known = register.decisions.judgements.get((judged.left, judged.right))
    return known is not None and (known.decision, known.reason) == (judged.decision, judged.reason)


def undo(case: OpenCase, name: str | None, reason: str) -> Entry:
    """Take back one decision: the entry of that name (3fa9c1:17), or the latest that still stands.

    Raises:
        DecisionError: if there is none, or the entry is no decision or was taken back already.
    """
    entries = list(case.ledger.entries())
    gone = {over for entry in entries if entry.kind is EntryKind.RETRACTION for over in entry.over}
    standing = [entry for entry in entries if entry.kind in RETRACTABLE and entry.leaf not in gone]
    if name is None and not standing:
        raise DecisionError("there is no decision to take back.")
    named = [entry for entry in standing if entry.name == name] if name else standing[-1:]
    if len(named) != 1:
        raise DecisionError(
            f"entry {name} is no decision that stands. See: sijill log CASE --decisions"
        )
    (target,) = named
    return case.append_one(RetractionEntry(reason).draft(target.subject, over=(target.leaf,)))


def still_decided(case: OpenCase, retraction: Entry) -> list[str]:
    """The entries that answer the question of the one taken back, or say the very same, and stand.

    The latest of them holds now: whoever entered a decision twice, or changed it once, has to take
    it back twice.
    """
    entries = list(case.ledger.entries())
    gone = retracted_leaves(entries)
    (target,) = (entry for entry in entries if entry.leaf in retraction.over)
    return [
        entry.name
        for entry in entries
        if entry.leaf not in gone
        and (entry.has_same_content(target) or answers_the_same(entry, target))
    ]


def find_record(register: Register, record_id: str) -> Record:
    """A record by its id. Raises DecisionError, with a near one if there is, where it is none."""
    record = register.records.get(record_id)
    if record is None:
        hint = near_record(register, record_id)
        raise DecisionError(f"there is no record {record_id!r} in the register. {hint}")
    return record


def near_record(register: Register, subject: str) -> str:
    """For a subject that the register lacks: a record that ends alike, or where to look."""
    tail = subject.rpartition(":")[2]
    alike = (name for name in sorted(register.records) if name.rpartition(":")[2] == tail)
    near = next(alike, "") if tail else ""
    return f"Did you mean {near}?" if near else "Record ids stand in out/tables/records.csv."


def find_standing(register: Register, record_id: str) -> Record:
    """A record that counts, by its id; what is decided of a withdrawn one would change nothing.

    Raises DecisionError where there is none, or it is withdrawn.
    """
    record = find_record(register, record_id)
    withdrawal = register.decisions.withdrawal_of(record_id)
    if withdrawal is not None:
        entry = withdrawal.decided.entry
        raise DecisionError(
            f"{record_id} is withdrawn and counts no longer, so this would change nothing. To let "
            f"it count again: sijill judge --undo --entry {entry}"
        )
    return record
