"""Entries about what people decided."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from sijill.ledger.entries.entry import EntryKind
from sijill.model.codes import (
    ConsentForm,
    ConsentIdentity,
    ConsentState,
    ConsentUse,
    CorrectionKind,
    IdentificationMethod,
    IdentificationStatus,
    LinkDecision,
)
from sijill.register.events.form import EntryForm, part, texts


@dataclass(frozen=True, slots=True)
class JudgementEntry(EntryForm):
    """Whether two records are one person. Subject: the record that sorts first; over: the other.

    ``codebook`` is its version; empty in entries of version 0.1.
    """

    kind: ClassVar[EntryKind] = EntryKind.JUDGEMENT
    left: str = part(str)
    right: str = part(str)
    decision: LinkDecision = part(LinkDecision)
    reason: str = part(str, is_erasable=True)
    codebook: str = part(str, default="")


@dataclass(frozen=True, slots=True)
class AssessmentEntry(EntryForm):
    """The grade of an incident, under a version of the codebook. Subject: the incident's record.

    ``suggested`` is what the rules suggested when it was set, ``rules`` their version; ``role`` is
    ``second`` where a second reader grades, which is shown and replaces nothing.
    """

    kind: ClassVar[EntryKind] = EntryKind.ASSESSMENT
    grade: str = part(str)
    reason: str = part(str, is_erasable=True)
    codebook: str = part(str)
    suggested: str = part(str, default="")
    rules: str = part(str, default="")
    role: str = part(str, default="")


def _methods(value: Iterable[str]) -> tuple[IdentificationMethod, ...]:
    """Raises ValueError for a method that this version does not know; none is passed over."""
    return tuple(map(IdentificationMethod, value))


@dataclass(frozen=True, slots=True)
class IdentificationEntry(EntryForm):
    """Whose body it is. Subject: the record of the remains; over: that of the person.

    ``by`` is who identified the body, ``members`` those of the board that judged, ``methods`` what
    supports ``method``, or what is combined.
    """

    kind: ClassVar[EntryKind] = EntryKind.IDENTIFICATION
    method: IdentificationMethod = part(IdentificationMethod)
    status: IdentificationStatus = part(IdentificationStatus)
    reason: str = part(str, is_erasable=True)
    by: str = part(str, default="", is_erasable=True)
    methods: tuple[IdentificationMethod, ...] = part(_methods, default=())
    members: tuple[str, ...] = part(texts, default=(), is_erasable=True, when_erased=())


@dataclass(frozen=True, slots=True)
class ConsentEntry(EntryForm):
    """What a source or a family answered. Subject: a record, an exhibit or a source.

    ``recipient`` is the organisation that was asked about, where the use names one.
    """

    kind: ClassVar[EntryKind] = EntryKind.CONSENT
    use: ConsentUse = part(ConsentUse)
    state: ConsentState = part(ConsentState)
    reason: str = part(str, is_erasable=True)
    recipient: str = part(str, default="", is_erasable=True)
    identity: ConsentIdentity | None = part(ConsentIdentity, default=None)
    form: ConsentForm | None = part(ConsentForm, default=None)


@dataclass(frozen=True, slots=True)
class CorrectionEntry(EntryForm):
    """A new text for one field of a record. Subject: the record.

    ``value`` is ``None`` where it was erased, which happens with the row alone.
    """

    kind: ClassVar[EntryKind] = EntryKind.CORRECTION
    field: str = part(str)
    value: str | None = part(str, is_erasable=True, when_erased=None)
    correction: CorrectionKind = part(CorrectionKind, key="kind")
    reason: str = part(str, is_erasable=True)


@dataclass(frozen=True, slots=True)
class WithdrawalEntry(EntryForm):
    """A record counts no longer, or no record of a list. Subject: the record, or the source."""

    kind: ClassVar[EntryKind] = EntryKind.WITHDRAWAL
    correction: CorrectionKind = part(CorrectionKind, key="kind")
    reason: str = part(str, is_erasable=True)


@dataclass(frozen=True, slots=True)
class ClaimEntry(EntryForm):
    """What a sentence claims, as a person read it. Subject: the record, or ``claim:`` and a digest.

    ``sentence`` is written where it stands in no record. Parts that the sentence does not give are
    left out; ``period`` and ``said_on`` are ISO 8601-2. ``codebook`` is its version.
    """

    kind: ClassVar[EntryKind] = EntryKind.CLAIM
    reason: str = part(str, is_erasable=True)
    codebook: str = part(str)
    sentence: str = part(str, default="", is_erasable=True)
    lowest: int | None = part(int, default=None)
    highest: int | None = part(int, default=None)
    comparator: str = part(str, default="")
    unit: str = part(str, default="")
    layer: str = part(str, default="")
    status: str = part(str, default="")
    actor: str = part(str, default="")
    place: str = part(str, default="")
    period: str = part(str, default="")
    said_by: str = part(str, default="", is_erasable=True)
    said_on: str = part(str, default="")
    unlike: str = part(str, default="")
    counted_by: str = part(str, default="", is_erasable=True)


@dataclass(frozen=True, slots=True)
class MatchEntry(EntryForm):
    """Which incident a determination is about. Subject: its record; over: that of the incident.

    An empty ``incident`` says that it is about none of those recorded. ``codebook`` is its version.
    """

    kind: ClassVar[EntryKind] = EntryKind.MATCH
    incident: str = part(str)
    reason: str = part(str, is_erasable=True)
    codebook: str = part(str)


@dataclass(frozen=True, slots=True)
class RetractionEntry(EntryForm):
    """A decision is taken back. Subject: that of the decision; over: its leaf hash."""

    kind: ClassVar[EntryKind] = EntryKind.RETRACTION
    reason: str = part(str, is_erasable=True)
