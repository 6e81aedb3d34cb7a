"""Entries about what people decided in the field: sites, custody of remains, examinations."""

from dataclasses import dataclass
from typing import ClassVar

from sijill.ledger.entries.entry import EntryKind
from sijill.model.codes import SiteState
from sijill.model.recovery_codes import ExaminationItem, ExaminationState
from sijill.register.events.form import EntryForm, part, texts


@dataclass(frozen=True, slots=True)
class SiteEntry(EntryForm):
    """The state of a site. Subject: its record, or ``site:`` and its code where no list names it.

    ``override_by`` answers for *go* in spite of ``hazards``, the records of hazards within reach.
    A position is in ten-millionths of a degree (WGS 84), the radius in metres.
    """

    kind: ClassVar[EntryKind] = EntryKind.SITE
    state: SiteState = part(SiteState)
    reason: str = part(str, is_erasable=True)
    team: str = part(str, default="")
    override_by: str = part(str, default="", is_erasable=True)
    hazards: tuple[str, ...] = part(texts, default=())
    place: str = part(str, default="", is_erasable=True)
    latitude_e7: int | None = part(int, default=None)
    longitude_e7: int | None = part(int, default=None)
    radius_m: int | None = part(int, default=None)


@dataclass(frozen=True, slots=True)
class PresenceEntry(EntryForm):
    """Who holds a body, and where. Subject: the record of the remains.

    ``since`` is ISO 8601-2; ``burial`` is ``yes`` where the body was buried there.
    """

    kind: ClassVar[EntryKind] = EntryKind.PRESENCE
    holder: str = part(str, is_erasable=True)
    place: str = part(str, is_erasable=True)
    reason: str = part(str, is_erasable=True)
    since: str = part(str, default="")
    burial: str = part(str, default="")


@dataclass(frozen=True, slots=True)
class ExaminationEntry(EntryForm):
    """How far one part of an examination is. Subject: the record of the remains."""

    kind: ClassVar[EntryKind] = EntryKind.EXAMINATION
    item: ExaminationItem = part(ExaminationItem)
    state: ExaminationState = part(ExaminationState)
    reason: str = part(str, is_erasable=True)
    by: str = part(str, default="", is_erasable=True)


@dataclass(frozen=True, slots=True)
class OperationEntry(EntryForm):
    """A day's work of a team at a site. Subject: the site, as of ``SiteEntry``.

    ``day`` is ISO 8601; ``workers`` is how many people worked, ``minutes`` how long.
    """

    kind: ClassVar[EntryKind] = EntryKind.OPERATION
    day: str = part(str)
    team: str = part(str)
    note: str = part(str, is_erasable=True)
    machinery: str = part(str, default="")
    workers: int | None = part(int, default=None)
    minutes: int | None = part(int, default=None)
