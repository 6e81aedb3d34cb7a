"""Remains, in their own unit."""

from sijill.figures.analysis import Analysis
from sijill.figures.figure import Figure, Writer
from sijill.model.codes import SiteState
from sijill.model.records.record import HazardRecord, RemainsRecord
from sijill.model.values.counts import UNKNOWN_COUNT
from sijill.model.values.quantities import Layer, Quantity, Unit


def remains_figures(writer: Writer, analysis: Analysis) -> list[Figure]:
    """Remains recovered, with and without a name, on other lists, near hazards.

    A body has a name if its own list gives one, or if an identification that is confirmed or
    preliminary says whose it is.
    """
    remains = analysis.register.active(RemainsRecord)
    if not remains:
        return []
    identified = {
        body for body, one in analysis.register.decisions.identifications.items() if one.joins
    }
    named = [
        identity
        for identity, record in remains.items()
        if _is_named(record) or identity in identified
    ]
    listed = [
        record
        for person in analysis.people.working.values()
        for record in person.remains
        if len(person.lists) > 1 and record in remains
    ]
    dangerous = [
        identity for identity, site in analysis.safety.items() if site.state is SiteState.NO_GO
    ]
    layer = Layer.DOCUMENTED_PERSON
    return [
        writer.count("remains.recovered", Unit.REMAINS_SETS, layer, sorted(remains)),
        writer.count("remains.named", Unit.REMAINS_SETS, layer, sorted(named)),
        writer.count(
            "remains.unidentified", Unit.REMAINS_SETS, layer, sorted(set(remains) - set(named))
        ),
        writer.count("remains.listed", Unit.REMAINS_SETS, layer, sorted(listed)),
        _near_hazards(writer, analysis, dangerous),
    ]


def _near_hazards(writer: Writer, analysis: Analysis, dangerous: list[str]) -> Figure:
    """Unknown where no list of hazards is in the register: nobody has looked."""
    layer = Layer.DOCUMENTED_PERSON
    if analysis.register.active(HazardRecord):
        return writer.count("remains.hazard", Unit.REMAINS_SETS, layer, sorted(dangerous))
    value = Quantity(UNKNOWN_COUNT, Unit.REMAINS_SETS, layer, writer.scope)
    return writer.figure("remains.hazard", value)


def _is_named(record: RemainsRecord) -> bool:
    return any(name.is_comparable for name in record.written_names)
