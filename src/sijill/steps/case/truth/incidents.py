"""Truth beside result for incidents: grouping over lists, origins of reports, ranges."""

from collections.abc import Mapping, Sequence

from sijill.figures.analysis import Analysis
from sijill.figures.layers.documented import leading
from sijill.model.codes import EvidenceGrade
from sijill.simulation.oracle import bcubed_f1

LEAST_F1, LEAST_ORIGINS, LEAST_INSIDE = 0.95, 0.95, 0.95
"""What grouping, origins and the ranges of deaths are held to."""
IncidentLine = tuple[str, str, str, bool]


def incident_lines(
    analysis: Analysis,
    incident_of: Mapping[str, str],
    origin_of: Mapping[str, str],
    killed: Mapping[str, int],
) -> list[IncidentLine]:
    """Measure, truth, result, and whether it holds.

    Args:
        analysis: of the city's register.
        incident_of: the true incident of every record.
        origin_of: the true origin of every report.
        killed: how many were truly killed in each incident.
    """
    lines: list[IncidentLine] = []
    lists = {incident.record.head.source for incident in analysis.incidents.values()}
    if len(lists) > 1:
        f1 = bcubed_f1(analysis.leads, incident_of)
        lines.append(
            (
                f"records of {len(lists)} lists grouped into incidents (B-cubed F1)",
                f"at least {LEAST_F1}",
                f"{f1:.3f}",
                f1 >= LEAST_F1,
            )
        )
    if origin_of:
        share = origins_recovered(analysis.report_graph.roots, origin_of)
        lines.append(
            (
                "reports grouped by their origins (B-cubed F1)",
                f"at least {LEAST_ORIGINS}",
                f"{share:.3f}",
                share >= LEAST_ORIGINS,
            )
        )
    inside, graded = deaths_inside(analysis, incident_of, killed)
    if graded:
        share = inside / graded
        lines.append(
            (
                "incidents graded fair or confirmed whose range holds the true deaths",
                f"at least {LEAST_INSIDE}",
                f"{inside:,} of {graded:,}, {share:.3f}",
                share >= LEAST_INSIDE,
            )
        )
    return lines


def origins_recovered(roots: Mapping[str, Sequence[str]], origin_of: Mapping[str, str]) -> float:
    """B-cubed F1 of the reports, grouped by the origins to which they go back.

    A copy that stands alone costs recall, and a report that goes back to two origins precision.

    Args:
        roots: by report, its origins as found.
        origin_of: by report, its true origin.
    """
    return bcubed_f1({report: "|".join(found) for report, found in roots.items()}, origin_of)


def deaths_inside(
    analysis: Analysis, incident_of: Mapping[str, str], killed: Mapping[str, int]
) -> tuple[int, int]:
    """Of the incidents graded fair or confirmed: how many ranges hold the true number, and all."""
    inside = graded = 0
    for identity, incident in leading(analysis).items():
        if incident.grade not in (EvidenceGrade.FAIR, EvidenceGrade.CONFIRMED):
            continue
        if not incident.killed.is_known or identity not in incident_of:
            continue
        true = killed[incident_of[identity]]
        graded += 1
        most = incident.killed.highest if incident.killed.highest is not None else true
        inside += incident.killed.at_least <= true <= most
    return inside, graded
