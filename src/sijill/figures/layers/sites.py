"""Sites that are searched, and whether a team may work there."""

from collections.abc import Iterator

from sijill.figures.analysis import Analysis
from sijill.figures.figure import Contribution, Figure, Writer
from sijill.model.records.field_work import SiteRecord
from sijill.model.records.record import HazardRecord
from sijill.model.values.counts import UNKNOWN_COUNT, total
from sijill.model.values.quantities import Layer, Quantity, Unit
from sijill.remains.site_states import OPEN


def site_figures(writer: Writer, analysis: Analysis) -> list[Figure]:
    """Sites, the bodies that lists count there, and where a team may work or may not."""
    sites = analysis.sites
    if not sites:
        return []
    layer = Layer.REGISTER
    workable = [identity for identity, site in sites.items() if site.state in OPEN]
    barred = [identity for identity, site in sites.items() if site.near]
    reclosed = [identity for identity, site in sites.items() if site.finding]
    near = (
        writer.count("sites.hazard", Unit.SITES, layer, sorted(barred))
        if analysis.register.active(HazardRecord)
        else writer.figure("sites.hazard", Quantity(UNKNOWN_COUNT, Unit.SITES, layer, writer.scope))
    )
    return [
        writer.count("sites.recorded", Unit.SITES, layer, sorted(sites)),
        *_bodies(writer, analysis),
        writer.count("sites.workable", Unit.SITES, layer, sorted(workable)),
        near,
        writer.count("sites.reclosed", Unit.SITES, layer, sorted(reclosed)),
    ]


def _bodies(writer: Writer, analysis: Analysis) -> Iterator[Figure]:
    """How many bodies lists of sites say were recovered there, where they say it."""
    records = [
        record
        for _, record in sorted(analysis.register.active(SiteRecord).items())
        if record.recovered.is_known
    ]
    if records:
        added = total(record.recovered for record in records).range
        yield writer.figure(
            "sites.bodies",
            Quantity(added, Unit.BODIES, Layer.BULK_REPORTED, writer.scope),
            [Contribution(record.head.id, record.recovered) for record in records],
        )
