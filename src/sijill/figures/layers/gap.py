"""The gap: documented against acknowledged, in the same unit and scope, as intervals."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from sijill.figures.figure import Contribution, Figure, PartRole, Writer
from sijill.figures.layers.acknowledged import conceded_by, concedes_death, is_undecided
from sijill.model.records.record import Group
from sijill.model.results.incidents import Incident
from sijill.model.results.official import OfficialLine
from sijill.model.values.counts import CountRange
from sijill.model.values.quantities import (
    Gap,
    Layer,
    Quantity,
    Refusal,
    RefusalReason,
    Unit,
    gap_between,
)

_PEOPLE_AND_CIVILIANS = Refusal(
    RefusalReason.UNLIKE_SCOPES,
    "The incidents count people, civilian or not, and the party speaks of civilians. If the list "
    "of incidents counts civilians, write civilians_killed_min and civilians_killed_max for "
    "people_killed_min and people_killed_max in its mapping.",
    "Limit both to civilians.",
)


def gap_figures(
    writer: Writer,
    documented: Figure,
    acknowledged: Figure,
    incidents: Sequence[Incident],
    lines: Iterable[OfficialLine],
) -> list[Figure]:
    """The difference, the share, what is conceded beyond, and the incidents without an admission.

    Args:
        writer: writes them.
        documented: the documented deaths of graded incidents.
        acknowledged: the acknowledged deaths.
        incidents: the graded incidents.
        lines: the party's lines about incidents of the period.
    """
    of_incident = {line.incident: line for line in lines}
    conceding = {key: line for key, line in of_incident.items() if concedes_death(line)}
    unacknowledged = [
        Contribution(incident.id, *_without_admission(of_incident.get(incident.id)))
        for incident in incidents
        if incident.killed.at_least > 0
        and incident.counted is Group.CIVILIANS
        and incident.id not in conceding
    ]
    without = writer.count_open(
        "gap.incidents", Unit.INCIDENTS, Layer.DOCUMENTED_INCIDENT, unacknowledged
    )
    parts = _parts(documented, PartRole.ADDED, acknowledged, PartRole.SUBTRACTED)
    if isinstance(documented.value, Refusal) or isinstance(acknowledged.value, Refusal):
        refusal = documented.value if isinstance(documented.value, Refusal) else acknowledged.value
        return [writer.figure("gap.deaths", refusal, parts), without]
    gap = gap_between(documented.value, acknowledged.value)
    if isinstance(gap, Refusal):
        is_of_people = documented.value.scope.status != acknowledged.value.scope.status
        refusal = _PEOPLE_AND_CIVILIANS if is_of_people else gap
        return [writer.figure("gap.deaths", refusal, parts), without]
    value = Quantity(_cut_off(gap), Unit.DEATHS, Layer.DOCUMENTED_INCIDENT, writer.scope)
    difference = writer.figure("gap.deaths", value, parts)
    if gap.lowest is not None and gap.highest is not None:
        difference = replace(difference, signed=(gap.lowest, gap.highest))
    if gap.share_lowest_permille is None or gap.share_highest_permille is None:
        return [difference, without]
    share = CountRange(gap.share_lowest_permille, gap.share_highest_permille)
    of_thousand = Quantity(share, Unit.PER_THOUSAND_DEATHS, Layer.ACKNOWLEDGED, writer.scope)
    shared = _parts(documented, PartRole.WHOLE, acknowledged, PartRole.SHARE)
    share_figure = writer.figure("gap.share", of_thousand, shared)
    return [difference, share_figure, *_beyond(writer, incidents, conceding), without]


def _without_admission(line: OfficialLine | None) -> tuple[CountRange, str]:
    """Whether no death of an incident is conceded, as 1, and what leaves it open."""
    if conceded_by(line).highest == 0:
        return CountRange.exactly(1), ""
    if line is not None and is_undecided(line):
        return CountRange(0, 1), "no position of the line could be read"
    return CountRange(0, 1), "the line concedes harm and states no number"


def _cut_off(gap: Gap) -> CountRange:
    """A difference cut off at zero, where it begins if its lowest end is open."""
    lowest = 0 if gap.lowest is None else max(0, gap.lowest)
    return CountRange(lowest, None if gap.highest is None else max(0, gap.highest))


def _beyond(
    writer: Writer, incidents: Iterable[Incident], conceding: Mapping[str, OfficialLine]
) -> list[Figure]:
    """The deaths conceded beyond those documented in the same incident; nothing where none are.

    They make the difference of the totals smaller, though no documented death of another incident
    is acknowledged by them.
    """
    beyond = [
        Contribution(incident.id, more)
        for incident in incidents
        if incident.id in conceding
        and (more := conceding[incident.id].deaths.less(incident.killed)).highest != 0
    ]
    if not any(part.value.greatest_known for part in beyond):
        return []
    return [writer.sum("gap.beyond", Unit.DEATHS, Layer.ACKNOWLEDGED, beyond)]


def _parts(
    documented: Figure, role: PartRole, acknowledged: Figure, other: PartRole
) -> tuple[Contribution, ...]:
    """The records behind two figures, each with what is done with its number."""
    return (
        *(replace(part, role=role) for part in documented.contributions),
        *(replace(part, role=other) for part in acknowledged.contributions),
    )


def gap_of_incident(incident: Incident, line: OfficialLine | None) -> CountRange | None:
    """Documented less acknowledged in one incident, cut off at zero.

    ``None`` where an end of what is documented is unknown. Where the party concedes nothing,
    everything documented is unacknowledged; where it concedes harm without a number or at least so
    many, possibly nothing.
    """
    killed = incident.killed
    if incident.counted is not Group.CIVILIANS:
        return None  # people of any status are not compared with civilians
    if killed.lowest is None or killed.highest is None:
        return None
    return killed.less(conceded_by(line))
