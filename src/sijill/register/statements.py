"""Entries of people's decisions as statements: what each says, and who decided it and when."""

from collections.abc import Callable, Mapping

from sijill.ledger.entries.entry import Entry, EntryKind
from sijill.model.decisions.decision import (
    Assessment,
    ClaimReading,
    Consent,
    Correction,
    Decided,
    Identification,
    Judgement,
    LineTie,
    Withdrawal,
)
from sijill.model.decisions.field_work import Examination, Operation, Presence, SiteDecision
from sijill.model.errors import LedgerError
from sijill.model.values.counts import CountRange
from sijill.register.events import (
    AssessmentEntry,
    ClaimEntry,
    ConsentEntry,
    CorrectionEntry,
    IdentificationEntry,
    JudgementEntry,
    MatchEntry,
    WithdrawalEntry,
)
from sijill.register.field_statements import (
    examination_statement,
    operation_statement,
    presence_statement,
    site_statement,
)

Statement = (
    Judgement
    | Assessment
    | Identification
    | Consent
    | Correction
    | ClaimReading
    | LineTie
    | SiteDecision
    | Examination
)
"""What answers a question, so that a later one about the same replaces it."""

LogLine = Presence | Operation
"""What is one more line of a log and replaces none."""


def read_statement(entry: Entry) -> Statement | Withdrawal | LogLine | None:
    """What an entry says; none for kinds that are no such decision, or where it was erased.

    Raises:
        LedgerError: if it does not hold what an entry of its kind does.
    """
    reader = _READERS.get(entry.kind)
    return reader(entry, Decided(entry.name, entry.author, entry.at)) if reader else None


def _judgement(entry: Entry, decided: Decided) -> Judgement:
    judged = JudgementEntry.of(entry)
    left, right = sorted((judged.left, judged.right))
    if left == right:
        raise LedgerError(f"entry {decided.entry} judges {left} against itself. Run sijill verify.")
    return Judgement(left, right, judged.decision, judged.reason, decided, judged.codebook)


def _identification(entry: Entry, decided: Decided) -> Identification:
    identified = IdentificationEntry.of(entry)
    if len(entry.over) != 1:
        raise LedgerError(f"entry {decided.entry} names no one person. Run sijill verify.")
    return Identification(
        entry.subject,
        entry.over[0],
        identified.method,
        identified.status,
        identified.by,
        identified.reason,
        decided,
        identified.methods,
        identified.members,
    )


def _consent(entry: Entry, decided: Decided) -> Consent:
    answered = ConsentEntry.of(entry)
    return Consent(
        entry.subject,
        answered.use,
        answered.recipient,
        answered.state,
        answered.identity,
        answered.form,
        answered.reason,
        decided,
    )


def _correction(entry: Entry, decided: Decided) -> Correction | None:
    """``None`` where the new text was erased: the row was erased with it."""
    corrected = CorrectionEntry.of(entry)
    if corrected.value is None:
        return None
    return Correction(
        entry.subject,
        corrected.field,
        corrected.value,
        corrected.correction,
        corrected.reason,
        decided,
    )


CLAIM_PARTS = (
    "comparator",
    "unit",
    "layer",
    "status",
    "actor",
    "place",
    "period",
    "said_by",
    "said_on",
    "unlike",
    "counted_by",
)
"""The parts of a claim that an entry holds as text."""


def _claim(entry: Entry, decided: Decided) -> ClaimReading:
    claimed = ClaimEntry.of(entry)
    parts = {name: value for name in CLAIM_PARTS if (value := getattr(claimed, name))}
    number = CountRange(claimed.lowest, claimed.highest)
    return ClaimReading(
        entry.subject, claimed.sentence, parts, number, claimed.reason, claimed.codebook, decided
    )


def _assessment(entry: Entry, decided: Decided) -> Assessment:
    graded = AssessmentEntry.of(entry)
    return Assessment(
        entry.subject,
        graded.grade,
        graded.reason,
        graded.codebook,
        decided,
        graded.suggested,
        graded.rules,
        graded.role,
    )


def _withdrawal(entry: Entry, decided: Decided) -> Withdrawal:
    withdrawn = WithdrawalEntry.of(entry)
    return Withdrawal(entry.subject, withdrawn.correction, withdrawn.reason, decided)


def _line_tie(entry: Entry, decided: Decided) -> LineTie:
    tied = MatchEntry.of(entry)
    return LineTie(entry.subject, tied.incident, tied.reason, tied.codebook, decided)


_READERS: Mapping[
    EntryKind, Callable[[Entry, Decided], Statement | Withdrawal | LogLine | None]
] = {
    EntryKind.JUDGEMENT: _judgement,
    EntryKind.ASSESSMENT: _assessment,
    EntryKind.IDENTIFICATION: _identification,
    EntryKind.CONSENT: _consent,
    EntryKind.CORRECTION: _correction,
    EntryKind.WITHDRAWAL: _withdrawal,
    EntryKind.CLAIM: _claim,
    EntryKind.MATCH: _line_tie,
    EntryKind.SITE: site_statement,
    EntryKind.PRESENCE: presence_statement,
    EntryKind.EXAMINATION: examination_statement,
    EntryKind.OPERATION: operation_statement,
}
