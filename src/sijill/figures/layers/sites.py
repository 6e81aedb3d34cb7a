"""Sites that are searched, and whether a team may work there."""

from sijill.figures.analysis import Analysis
from sijill.figures.figure import Figure, Writer
from sijill.model.records.record import HazardRecord
from sijill.model.values.counts import UNKNOWN_COUNT
from sijill.model.values.quantities import Layer, Quantity, Unit
from sijill.remains.site_states import OPEN


def site_figures(writer: Writer, analysis: Analysis) -> list[Figure]:
    """Sites, those where a team may work, those that a hazard bars, those closed again."""
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
        writer.count("sites.workable", Unit.SITES, layer, sorted(workable)),
        near,
        writer.count("sites.reclosed", Unit.SITES, layer, sorted(reclosed)),
    ]
