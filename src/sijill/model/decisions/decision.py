"""Decisions: what a person decided, when, why. Appended to the ledger, never changed.

Everything else (who is the same person, what a figure is) follows from records and decisions and
can be rebuilt. A decision is taken back by a further entry that names it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

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
from sijill.model.recovery_codes import MethodClass
from sijill.model.values.counts import CountRange


@dataclass(frozen=True, slots=True)
class Decided:
    """Who decided and when. ``entry`` names the ledger entry (3fa9c1:17), ``at`` is in UTC."""

    entry: str
    author: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether two records are the same person. ``left`` sorts before ``right``.

    ``codebook`` is the version it was decided under; judgements of older versions name none.
    """

    left: str
    right: str
    decision: LinkDecision
    reason: str
    decided: Decided
    codebook: str = ""

    @property
    def pair(self) -> tuple[str, str]:
        """The two record ids, sorted."""
        return self.left, self.right

    @property
    def subjects(self) -> tuple[str, ...]:
        """The ids that it is about."""
        return self.pair


@dataclass(frozen=True, slots=True)
class Assessment:
    """A grade set by an assessor for an incident, replacing the source's own in the figures.

    One of ``role`` ``second`` replaces nothing: a second reader's grade stands beside the first.
    """

    incident: str
    grade: str
    reason: str
    codebook: str
    decided: Decided
    suggested: str = ""
    rules: str = ""
    role: str = ""

    @property
    def subjects(self) -> tuple[str, ...]:
        """The ids that it is about."""
        return (self.incident,)


@dataclass(frozen=True, slots=True)
class LineTie:
    """Which incident a determination is about, as a person decided; empty for none recorded."""

    determination: str
    incident: str
    reason: str
    codebook: str
    decided: Decided

    @property
    def subjects(self) -> tuple[str, ...]:
        """The ids that it is about."""
        return self.determination, self.incident


@dataclass(frozen=True, slots=True)
class ClaimReading:
    """What a sentence claims, as a person confirmed it. ``subject`` as in ``ClaimEntry``.

    ``parts`` holds the parts by name as they are written in the ledger; ``sentence`` is empty where
    it stands in a record.
    """

    subject: str
    sentence: str
    parts: Mapping[str, str]
    number: CountRange
    reason: str
    codebook: str
    decided: Decided

    @property
    def subjects(self) -> tuple[str, ...]:
        """The ids that it is about."""
        return (self.subject,)


@dataclass(frozen=True, slots=True)
class Correction:
    """A better value for one field of one record. The row keeps its own words."""

    record: str
    field: str
    value: str
    kind: CorrectionKind
    reason: str
    decided: Decided

    @property
    def subjects(self) -> tuple[str, ...]:
        """The ids that it is about."""
        return (self.record,)


@dataclass(frozen=True, slots=True)
class Erasure:
    """That words were erased on lawful request; whose they were is told by nothing."""

    reason: str
    decided: Decided


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A record that no longer counts, or a list, by its source id, of which no record does.

    ``NOT_DEAD`` is urgent: someone recorded dead is alive.
    """

    record: str
    kind: CorrectionKind
    reason: str
    decided: Decided

    @property
    def subjects(self) -> tuple[str, ...]:
        """The ids that it is about."""
        return (self.record,)


@dataclass(frozen=True, slots=True)
class Identification:
    """Whose body it is: a record of remains and a record of a person.

    ``by`` is who identified it (a relative, a board), who need not be who wrote it down. A body has
    one identity: a later identification replaces the earlier one.
    """

    remains: str
    person: str
    method: IdentificationMethod
    status: IdentificationStatus
    by: str
    reason: str
    decided: Decided
    methods: tuple[IdentificationMethod, ...] = ()
    """What supports the method, or what is combined."""
    members: tuple[str, ...] = ()
    """Who sat on the board."""

    @property
    def bearing(self) -> MethodClass:
        """The class of the strongest method."""
        classes = [method.bearing for method in (self.method, *self.methods)]
        return min(classes, key=list(MethodClass).index)

    @property
    def joins(self) -> bool:
        """Whether the two records count as one person; a hypothesis is a lead and joins nothing."""
        return self.status in (
            IdentificationStatus.PRELIMINARY,
            IdentificationStatus.CONFIRMED_BOARD,
        )

    @property
    def is_confirmed(self) -> bool:
        """Whether a board confirmed it."""
        return self.status is IdentificationStatus.CONFIRMED_BOARD

    @property
    def pair(self) -> tuple[str, str]:
        """The two record ids, sorted."""
        left, right = sorted((self.remains, self.person))
        return left, right

    @property
    def subjects(self) -> tuple[str, ...]:
        """The ids that it is about."""
        return self.pair


@dataclass(frozen=True, slots=True)
class Consent:
    """What a source or a family allows: for one subject, one use and one recipient.

    ``subject`` is a record, an exhibit or a source; ``recipient`` the organisation that the use
    names, else empty; ``identity`` and ``form`` are ``None`` where nobody wrote them down.
    """

    subject: str
    use: ConsentUse
    recipient: str
    state: ConsentState
    identity: ConsentIdentity | None
    form: ConsentForm | None
    reason: str
    decided: Decided

    @property
    def question(self) -> tuple[str, str, str]:
        """What was asked; a later answer to the same replaces this one."""
        return self.subject, self.use.value, self.recipient

    @property
    def subjects(self) -> tuple[str, ...]:
        """The ids that it is about."""
        return (self.subject,)
