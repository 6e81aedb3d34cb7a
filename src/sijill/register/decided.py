"""Decisions as they stand now.

Judgements, grades, identifications, consents, corrections, withdrawals, less what was taken back.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from sijill.ledger.entries.entry import Entry, EntryKind
from sijill.model.codes import ConsentState, ConsentUse
from sijill.model.decisions.decision import (
    Assessment,
    ClaimReading,
    Consent,
    Correction,
    Decided,
    Erasure,
    Identification,
    Judgement,
    LineTie,
    Withdrawal,
)
from sijill.model.decisions.field_work import Examination, Operation, Presence, SiteDecision
from sijill.register.events import ErasureEntry
from sijill.register.standing.conflicts import Conflict, answer_of, conflict_of
from sijill.register.standing.followed_statements import (
    NowOf,
    as_named,
    renamed,
    with_ids_of_now,
)
from sijill.register.statements import LogLine, Statement, read_statement

RETRACTABLE = frozenset(kind for kind in EntryKind if kind.is_decision) - {
    EntryKind.RETRACTION,
    EntryKind.ERASURE,
    EntryKind.EXHIBIT,
    EntryKind.CUSTODY,
}
"""Decisions that can be taken back. What was done with evidence was done; a mistake in writing it
down is set right by a further entry."""


Kept = TypeVar("Kept")


@dataclass(frozen=True, slots=True)
class Decisions:
    """What holds now. For one pair, incident or field the latest decision counts.

    Two people on two devices can decide the same question differently without knowing of each
    other. Then neither counts until somebody decides it again: what held before both stays, and
    ``conflicts`` shows them side by side.
    """

    judgements: dict[tuple[str, str], Judgement] = field(default_factory=dict)
    assessments: dict[str, Assessment] = field(default_factory=dict)
    identifications: dict[str, Identification] = field(default_factory=dict)
    """By the record of the remains."""
    consents: dict[tuple[str, str, str], Consent] = field(default_factory=dict)
    corrections: dict[tuple[str, str], Correction] = field(default_factory=dict)
    withdrawals: dict[str, Withdrawal] = field(default_factory=dict)
    withdrawn_lists: dict[str, Withdrawal] = field(default_factory=dict)
    """By source: every record of it is withdrawn, whenever it came in."""
    second_readings: dict[str, Assessment] = field(default_factory=dict)
    """By incident, the grade of a second reader."""
    claims: dict[str, ClaimReading] = field(default_factory=dict)
    """By the subject of the claim, how a person reads it."""
    ties: dict[str, LineTie] = field(default_factory=dict)
    """By the record of the determination."""
    gradings: dict[str, tuple[Assessment, ...]] = field(default_factory=dict)
    """By incident, every grade that was set and not taken back, in order, the latest last."""
    sites: dict[str, SiteDecision] = field(default_factory=dict)
    """By site, the state that was set last."""
    site_history: dict[str, tuple[SiteDecision, ...]] = field(default_factory=dict)
    """By site, every state that was set and not taken back, in order."""
    presences: dict[str, tuple[Presence, ...]] = field(default_factory=dict)
    """By the record of the remains, who held the body and where, in order."""
    operations: dict[str, tuple[Operation, ...]] = field(default_factory=dict)
    """By site, the days on which teams worked there, in the order in which they were written."""
    examinations: dict[tuple[str, str], Examination] = field(default_factory=dict)
    """By the record of the remains and the part of the examination."""
    conflicts: tuple[Conflict, ...] = ()
    erasures: tuple[Erasure, ...] = ()
    """In order; what was erased is not among what they say."""
    followed: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """By the entry of a decision and the id that its record has now, the id that it names."""

    def refused(self, use: ConsentUse) -> frozenset[str]:
        """The records and lists of which a use was refused, or consent to it withdrawn."""
        closed = (ConsentState.REFUSED, ConsentState.WITHDRAWN)
        return frozenset(
            consent.subject
            for consent in self.consents.values()
            if consent.use is use and consent.state in closed
        )

    def statements(self) -> Iterator[Statement | Withdrawal | LogLine]:
        """Everything that holds now and is about a record or a site."""
        yield from self.judgements.values()
        yield from self.assessments.values()
        yield from self.second_readings.values()
        yield from self.identifications.values()
        yield from self.consents.values()
        yield from self.corrections.values()
        yield from self.withdrawals.values()
        yield from self.withdrawn_lists.values()
        yield from self.claims.values()
        yield from self.ties.values()
        yield from self.sites.values()
        yield from self.examinations.values()
        for held in self.presences.values():
            yield from held
        for days in self.operations.values():
            yield from days

    def withdrawal_of(self, record: str) -> Withdrawal | None:
        """Why a record counts no longer: it or its list was withdrawn; ``None`` where it counts."""
        return self.withdrawals.get(record) or self.withdrawn_lists.get(source_of(record))

    def corrected_texts(self) -> dict[str, dict[str, str]]:
        """By record id, the fields whose text a correction replaces."""
        texts: dict[str, dict[str, str]] = {}
        for correction in self.corrections.values():
            texts.setdefault(correction.record, {})[correction.field] = correction.value
        return texts


def source_of(record: str) -> str:
    """The list that a record is of, by its id; empty for the id of a list."""
    source, colon, _ = record.partition(":")
    return source if colon else ""


def retracted_leaves(entries: Iterable[Entry]) -> frozenset[str]:
    """The leaves of the entries that a later one takes back."""
    return frozenset(
        leaf for entry in entries if entry.kind is EntryKind.RETRACTION for leaf in entry.over
    )


def read_decisions(entries: Iterable[Entry], now: NowOf = as_named) -> Decisions:
    """Replay all decisions in order.

    Args:
        entries: of the ledger; those of other kinds are passed over.
        now: the id that a record has now, by the one that a decision names (``follow_rows``).
    """
    kept = list(entries)
    retracted = retracted_leaves(kept)
    decisions = Decisions()
    stated: dict[tuple[str, ...], list[tuple[Entry, Statement]]] = {}
    followed: dict[tuple[str, str], str] = {}
    for entry in kept:
        if entry.leaf in retracted or not entry.kind.is_decision:
            continue
        named = read_statement(entry)
        others = renamed(named, now)
        statement = with_ids_of_now(named, others)
        followed |= {(entry.name, new): then for then, new in others.values()}
        if isinstance(statement, Withdrawal):
            is_record = bool(source_of(statement.record))
            kept_in = decisions.withdrawals if is_record else decisions.withdrawn_lists
            kept_in[statement.record] = statement
        elif isinstance(statement, Presence):
            _add(decisions.presences, statement.remains, statement)
        elif isinstance(statement, Operation):
            _add(decisions.operations, statement.site, statement)
        elif statement is not None:
            stated.setdefault(_question(statement), []).append((entry, statement))
            _keep_history(decisions, statement)
    conflicts = []
    for statements in stated.values():
        live = _live(statements)
        holding = live[-1] if _agree(live) else _before(statements, live)
        if not _agree(live):
            conflicts.append(conflict_of([statement for _, statement in live]))
        if holding is not None:
            _keep(decisions, holding[1])
    erasures = tuple(_erasure(entry) for entry in kept if entry.kind is EntryKind.ERASURE)
    return replace(decisions, conflicts=tuple(conflicts), erasures=erasures, followed=followed)


def _erasure(entry: Entry) -> Erasure:
    reason = ErasureEntry.of(entry).reason
    return Erasure(reason, Decided(entry.name, entry.author, entry.at))


def stands_alone(entries: Iterable[Entry], entry: Entry) -> bool:
    """Whether an entry's answer holds: not taken back, replaced by none and contradicted by none.

    ``False`` for entries that answer no question: a day of work, a hand-over, a withdrawal.
    """
    kept = list(entries)
    retracted = retracted_leaves(kept)
    alike = [one for one in kept if one.kind is entry.kind and one.leaf not in retracted]
    answers = [(one, said) for one in alike if (said := _answer_in(one)) is not None]
    own = _answer_in(entry)
    if own is None:
        return False
    same = [(one, said) for one, said in answers if _question(said) == _question(own)]
    return [one.leaf for one, _ in _live(same)] == [entry.leaf]


def answers_the_same(entry: Entry, other: Entry) -> bool:
    """Whether two entries answer one question, so that the later replaces the earlier."""
    answers = [_answer_in(one) for one in (entry, other)]
    questions = {_question(said) for said in answers if said is not None}
    return entry.kind is other.kind and None not in answers and len(questions) == 1


def _answer_in(entry: Entry) -> Statement | None:
    """What an entry answers a question with; ``None`` for one that answers none."""
    said = read_statement(entry) if entry.kind.is_decision else None
    return None if isinstance(said, (Withdrawal, Presence, Operation)) else said


def _keep_history(decisions: Decisions, statement: Statement) -> None:
    """Grades and states of sites stay readable when a later one replaces them."""
    if isinstance(statement, Assessment):
        _add(decisions.gradings, statement.incident, statement)
    elif isinstance(statement, SiteDecision):
        _add(decisions.site_history, statement.site, statement)


def _add(kept: dict[str, tuple[Kept, ...]], key: str, statement: Kept) -> None:
    kept[key] = (*kept.get(key, ()), statement)


def _keep(decisions: Decisions, statement: Statement) -> None:
    match statement:
        case Judgement():
            decisions.judgements[statement.pair] = statement
        case Assessment():
            kept = decisions.second_readings if statement.role else decisions.assessments
            kept[statement.incident] = statement
        case Identification():
            decisions.identifications[statement.remains] = statement
        case Consent():
            decisions.consents[statement.question] = statement
        case Correction():
            decisions.corrections[statement.record, statement.field] = statement
        case ClaimReading():
            decisions.claims[statement.subject] = statement
        case LineTie():
            decisions.ties[statement.determination] = statement
        case SiteDecision():
            decisions.sites[statement.site] = statement
        case Examination():
            decisions.examinations[statement.remains, statement.item.value] = statement


def _question(statement: Statement) -> tuple[str, ...]:
    """What a statement answers; a later one about the same replaces it."""
    match statement:
        case Judgement():
            return ("pair", *statement.pair)
        case Assessment():
            return ("grade", statement.incident, statement.role)
        case Identification():
            return ("body", statement.remains)
        case Consent():
            return ("consent", *statement.question)
        case ClaimReading():
            return ("claim", statement.subject)
        case LineTie():
            return ("line", statement.determination)
        case SiteDecision():
            return ("site", statement.site)
        case Examination():
            return ("examination", statement.remains, statement.item.value)
    return ("field", statement.record, statement.field)


def _live(statements: Sequence[tuple[Entry, Statement]]) -> list[tuple[Entry, Statement]]:
    """Those that no later one was made in knowledge of, in order."""
    return [
        pair
        for place, pair in enumerate(statements)
        if not any(later.knows(pair[0]) for later, _ in statements[place + 1 :])
    ]


def _agree(live: Sequence[tuple[Entry, Statement]]) -> bool:
    return len({answer_of(statement) for _, statement in live}) == 1


def _before(
    statements: Sequence[tuple[Entry, Statement]], live: Sequence[tuple[Entry, Statement]]
) -> tuple[Entry, Statement] | None:
    """The latest statement that everybody who disagrees knew."""
    known = [pair for pair in statements if all(later.knows(pair[0]) for later, _ in live)]
    return known[-1] if known and _agree(_live(known)) else None
