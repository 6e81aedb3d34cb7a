"""Entries about evidence: exhibits, and what was done with them or with the whole register."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import ClassVar, Self

from sijill.ledger.entries.entry import EntryKind
from sijill.model.codes import CustodyAction
from sijill.model.decisions.exhibits import ExhibitDerivation, ExhibitForm
from sijill.register.events.form import EntryForm, part

_WRITTEN_BY_PROGRAM = frozenset((CustodyAction.VERIFIED_FIXITY, CustodyAction.FIXITY_FAILED))
"""Their reasons are sijill's own words, and nobody's else."""


@dataclass(frozen=True, slots=True)
class ExhibitEntry(EntryForm):
    """A file, a page or a thing was entered as evidence. Subject: its id; over: its parent's."""

    kind: ClassVar[EntryKind] = EntryKind.EXHIBIT
    form: ExhibitForm = part(ExhibitForm)
    title: str = part(str, is_erasable=True)
    kept_at: str = part(str, default="", is_erasable=True)
    page: str = part(str, default="", is_erasable=True)
    reason: str = part(str, default="", is_erasable=True)
    derivation: ExhibitDerivation | None = part(ExhibitDerivation, default=None)
    made_by: str = part(str, default="", is_erasable=True)


@dataclass(frozen=True, slots=True)
class CustodyEntry(EntryForm):
    """What was done. Subject and over: exhibits, captured files (SHA-256), or ``register``.

    Attributes:
        action: what.
        reason: why, or with what.
        at: when, with a time zone; ``None`` until it is written down.
        giver: who handed it over.
        taker: who took it.
        place: where.
        is_stated: whether a person says so; else the command that did it.
    """

    kind: ClassVar[EntryKind] = EntryKind.CUSTODY
    action: CustodyAction = part(CustodyAction)
    reason: str = part(str, default="", is_erasable=True)
    at: datetime | None = part(datetime.fromisoformat, default=None)
    giver: str = part(str, default="", is_erasable=True)
    taker: str = part(str, default="", is_erasable=True)
    place: str = part(str, default="", is_erasable=True)
    is_stated: bool = part(bool, key="stated", default=False)

    def dated(self, now: datetime) -> Self:
        """The same, done at that time unless another is given."""
        return self if self.at is not None else replace(self, at=now)

    def words(self) -> Iterable[str]:
        """The keys of this event's fields that hold somebody's words."""
        return () if self.action in _WRITTEN_BY_PROGRAM else self.erasable()
