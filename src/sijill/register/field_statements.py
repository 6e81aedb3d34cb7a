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
    site_entry = SiteEntry.of(entry)
    return SiteDecision(
        entry.subject,
        site_entry.state,
        site_entry.reason,
        site_entry.team,
        site_entry.override_by,
        site_entry.hazards,
        decided,
        entry.subject.rpartition(":")[2],
        _place(site_entry),
    )


def _place(site_entry: SiteEntry) -> Place:
    names = (Text(site_entry.place, script_of(site_entry.place)),) if site_entry.place else ()
    if site_entry.latitude_e7 is None or site_entry.longitude_e7 is None:
        return Place(names) if names else UNKNOWN_PLACE
    point = GeoPoint(site_entry.latitude_e7 / DEGREE_PARTS, site_entry.longitude_e7 / DEGREE_PARTS)
    return Place(names, point, site_entry.radius_m or 0, basis=PlaceBasis.GPS_FIELD)


def presence_statement(entry: Entry, decided: Decided) -> Presence:
    """Who held a body, and where."""
    presence_entry = PresenceEntry.of(entry)
    since = DateInterval.from_edtf(presence_entry.since) if presence_entry.since else UNKNOWN_DATE
    return Presence(
        entry.subject,
        presence_entry.holder,
        presence_entry.place,
        since,
        presence_entry.burial == "yes",
        presence_entry.reason,
        decided,
    )


def examination_statement(entry: Entry, decided: Decided) -> Examination:
    """How far a part of an examination is."""
    examination_entry = ExaminationEntry.of(entry)
    return Examination(
        entry.subject,
        examination_entry.item,
        examination_entry.state,
        examination_entry.by,
        examination_entry.reason,
        decided,
    )


def operation_statement(entry: Entry, decided: Decided) -> Operation:
    """A day's work at a site."""
    operation_entry = OperationEntry.of(entry)
    return Operation(
        entry.subject,
        date.fromisoformat(operation_entry.day),
        operation_entry.team,
        operation_entry.note,
        operation_entry.machinery,
        operation_entry.workers,
        operation_entry.minutes,
        decided,
    )
