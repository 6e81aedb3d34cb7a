"""Entries about sites, custody of remains and examinations as statements."""

from datetime import date

from sijill.language.scripts import script_of
from sijill.ledger.entries.entry import Entry
from sijill.model.decisions.decision import Decided
from sijill.model.decisions.field_work import Examination, Operation, Presence, SiteDecision
from sijill.model.values.dates import UNKNOWN_DATE, DateInterval
from sijill.model.values.places import UNKNOWN_PLACE, GeoPoint, Place, PlaceBasis, Text
from sijill.register.events import ExaminationEntry, OperationEntry, PresenceEntry, SiteEntry

DEGREE_PARTS = 10**7
"""Parts of a degree in which positions are written."""


def site_statement(entry: Entry, decided: Decided) -> SiteDecision:
    """The state of a site, and where it is if the entry says so."""
    said = SiteEntry.of(entry)
    return SiteDecision(
        entry.subject,
        said.state,
        said.reason,
        said.team,
        said.override_by,
        said.hazards,
        decided,
        entry.subject.rpartition(":")[2],
        _place(said),
    )


def _place(said: SiteEntry) -> Place:
    names = (Text(said.place, script_of(said.place)),) if said.place else ()
    if said.latitude_e7 is None or said.longitude_e7 is None:
        return Place(names) if names else UNKNOWN_PLACE
    point = GeoPoint(said.latitude_e7 / DEGREE_PARTS, said.longitude_e7 / DEGREE_PARTS)
    return Place(names, point, said.radius_m or 0, basis=PlaceBasis.GPS_FIELD)


def presence_statement(entry: Entry, decided: Decided) -> Presence:
    """Who held a body, and where."""
    said = PresenceEntry.of(entry)
    since = DateInterval.from_edtf(said.since) if said.since else UNKNOWN_DATE
    return Presence(
        entry.subject, said.holder, said.place, since, said.burial == "yes", said.reason, decided
    )


def examination_statement(entry: Entry, decided: Decided) -> Examination:
    """How far a part of an examination is."""
    said = ExaminationEntry.of(entry)
    return Examination(entry.subject, said.item, said.state, said.by, said.reason, decided)


def operation_statement(entry: Entry, decided: Decided) -> Operation:
    """A day's work at a site."""
    said = OperationEntry.of(entry)
    return Operation(
        entry.subject,
        date.fromisoformat(said.day),
        said.team,
        said.note,
        said.machinery,
        said.workers,
        said.minutes,
        decided,
    )
