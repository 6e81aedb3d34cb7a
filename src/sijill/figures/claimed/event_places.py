"""Where and when the parts of a figure happened, so that a claim of one place is tested for it."""

from collections.abc import Mapping

from sijill.figures.analysis import Analysis
from sijill.figures.figure import Figure
from sijill.model.records.record import IncidentRecord
from sijill.model.results.claims import PlacedCount
from sijill.model.values.dates import UNKNOWN_DATE, DateInterval
from sijill.register.register import Register

_SMALL_REGISTER = 20_000
"""Incidents of a register, up to which claims are tested for one place or time of several."""
_Event = tuple[tuple[str, ...], DateInterval]
_ANYWHERE: _Event = ((), UNKNOWN_DATE)


def places_of_incidents(register: Register) -> tuple[str, ...]:
    """Every place of an incident as the lists write it, sorted."""
    incidents = register.active(IncidentRecord).values()
    if len(incidents) > _SMALL_REGISTER:
        return ()
    return tuple(sorted({name.written for each in incidents for name in each.place.names}))


def placed_events(analysis: Analysis) -> Mapping[str, _Event]:
    """Places and time of each incident, and of each official line that is tied to one.

    Where a record of it is withheld, that it is of some place or day is not shown by a claim.
    """
    if len(analysis.incidents) > _SMALL_REGISTER:
        return {}
    consents = analysis.register.decisions.consents.values()
    refused = {consent.subject for consent in consents if not consent.state.permits}
    events: dict[str, _Event] = {}
    for identity, incident in analysis.incidents.items():
        members = [
            analysis.incidents[member].record
            for member in (identity, *incident.members)
            if member in analysis.incidents
        ]
        if any({each.head.id, each.head.source} & refused for each in members):
            continue
        names = dict.fromkeys(name.written for each in members for name in each.place.names)
        events[identity] = (tuple(names), incident.record.happened)
    for line in analysis.lines:
        if line.incident in events:
            events |= dict.fromkeys(line.determinations, events[line.incident])
    return events


def placed_counts(figure: Figure, events: Mapping[str, _Event]) -> tuple[PlacedCount, ...]:
    """The parts of a figure by place and time, where any is of an incident; others are anywhere."""
    parts = figure.contributions
    if not any(part.subject in events for part in parts):
        return ()
    return tuple(
        PlacedCount(part.subject, *events.get(part.subject, _ANYWHERE), part.value)
        for part in parts
    )
