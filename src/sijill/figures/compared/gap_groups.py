"""Documented and conceded deaths side by side by reason, channel, month, place, grade and evidence.

Every incident of the comparison stands in one group of each dimension, so each dimension adds up to
the totals; where the party gives two reasons, the group is that of the two. Only graded incidents
are counted, as in the gap itself.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sijill.figures.analysis import Analysis
from sijill.figures.figure import Contribution, Figure, Writer
from sijill.figures.layers.acknowledged import conceded_by, lines_by_incident
from sijill.figures.layers.documented import counted_incidents, graded
from sijill.language.scripts import tidy
from sijill.model.codes import OfficialPosition
from sijill.model.results.incidents import Incident
from sijill.model.results.official import OfficialLine
from sijill.model.values.counts import CountRange, CountTotal, total
from sijill.model.values.quantities import Layer, Unit
from sijill.model.vocabulary import label

NO_LINE = "no line"
UNKNOWN = "unknown"
_NAMED_STEPS = (0, 1, 5, 10)


@dataclass(frozen=True, slots=True)
class GapGroup:
    """One group of one dimension. ``positions`` are incidents by the party's position.

    Harm that is conceded without a number leaves the highest end of ``conceded`` open.
    """

    dimension: str
    group: str
    incidents: tuple[str, ...]
    documented: CountTotal
    conceded: CountRange
    positions: Mapping[str, int]

    @property
    def title(self) -> str:
        """The group in words."""
        return _title(self.dimension, self.group)

    @property
    def credible(self) -> int:
        """Incidents whose allegation the party found credible."""
        return self.positions.get(OfficialPosition.CREDIBLE.value, 0)


def gap_groups(analysis: Analysis) -> list[GapGroup]:
    """Every group of every dimension; empty without a comparison."""
    case = analysis.register.case
    if case.comparison is None:
        return []
    lines = lines_by_incident(analysis)
    chosen = graded(counted_incidents(analysis), case)
    groups: list[GapGroup] = []
    for dimension, group_of in _dimensions(analysis, lines).items():
        members: dict[str, list[Incident]] = defaultdict(list)
        for incident in chosen:
            members[group_of(incident)].append(incident)
        groups.extend(
            _group(dimension, group, members[group], lines) for group in sorted(members, key=_order)
        )
    return groups


def gap_group_figures(
    writer: Writer, groups: Iterable[GapGroup], unacknowledged: Sequence[Contribution]
) -> list[Figure]:
    """Incidents without an admission, by month and by the reason that the party gave.

    Args:
        writer: writes them.
        groups: of every dimension.
        unacknowledged: the incidents with deaths and no conceded death, as the gap counts them.
    """
    return [
        writer.count_open(
            f"gap.incidents.{group.dimension}",
            Unit.INCIDENTS,
            Layer.DOCUMENTED_INCIDENT,
            [part for part in unacknowledged if part.subject in group.incidents],
            variant=group.group.replace(" ", "_"),
            words={"group": group.title},
        )
        for group in groups
        if group.dimension in ("month", "reason")
    ]


_VOCABULARIES = {
    "reason": "official_reason",
    "position": "official_position",
    "channel": "allegation_channel",
    "grade": "evidence_grade",
}
_AND = " and "


def _title(dimension: str, group: str) -> str:
    if group in (NO_LINE, UNKNOWN):
        return "No official line" if group == NO_LINE else "Unknown"
    vocabulary = _VOCABULARIES.get(dimension)
    if vocabulary is None:
        return group
    return "; ".join(label(vocabulary, code) for code in group.split(_AND))


def _group(
    dimension: str, group: str, incidents: list[Incident], lines: Mapping[str, OfficialLine]
) -> GapGroup:
    positions: dict[str, int] = defaultdict(int)
    for incident in incidents:
        line = lines.get(incident.id)
        positions[line.position.value if line else NO_LINE] += 1
    return GapGroup(
        dimension,
        group,
        tuple(incident.id for incident in incidents),
        total(incident.killed for incident in incidents),
        total(conceded_by(lines.get(incident.id)) for incident in incidents).with_unknown,
        dict(positions),
    )


def _dimensions(
    analysis: Analysis, lines: Mapping[str, OfficialLine]
) -> dict[str, Callable[[Incident], str]]:
    return {
        "reason": lambda incident: _reasons(lines.get(incident.id)),
        "position": lambda incident: _position(lines.get(incident.id)),
        "channel": lambda incident: _channel(lines.get(incident.id), analysis),
        "month": _month,
        "place": _place,
        "grade": lambda incident: incident.grade.value,
        "named": _named,
        "reports": lambda incident: _step(len(incident.reports)),
    }


def _position(line: OfficialLine | None) -> str:
    return line.position.value if line is not None else NO_LINE


def _reasons(line: OfficialLine | None) -> str:
    """The reasons together: an incident with two stands in the group of the two."""
    return _AND.join(reason.value for reason in line.reasons) if line is not None else NO_LINE


def _channel(line: OfficialLine | None, analysis: Analysis) -> str:
    """The channel of the first text about the incident that names one."""
    if line is None:
        return NO_LINE
    readings = (analysis.determinations[key].reading for key in line.determinations)
    return next(
        (reading.channel_code for reading in readings if reading and reading.channel_code), UNKNOWN
    )


def _month(incident: Incident) -> str:
    first = incident.record.happened.earliest
    return f"{first:%Y-%m}" if first else UNKNOWN


def _place(incident: Incident) -> str:
    """The place in the first of its names, as the list writes it."""
    names = incident.record.place.names
    return tidy(names[0].written) if names else UNKNOWN


def _named(incident: Incident) -> str:
    return _step(len(incident.listed))


def _step(number: int) -> str:
    """The step in which a number lies: "0", "1 to 4", "5 to 9", "10 or more".

    In words, for spreadsheets take 01-04 for the first of April.
    """
    starts = [start for start in _NAMED_STEPS if start <= number]
    first = starts[-1]
    later = [start for start in _NAMED_STEPS if start > first]
    if not later:
        return f"{first} or more"
    return str(first) if later[0] == first + 1 else f"{first} to {later[0] - 1}"


def _order(group: str) -> tuple[int, str]:
    """Steps by their first number, all others by their words."""
    first, _, rest = group.partition(" ")
    is_step = first.isdecimal() and (not rest or rest.startswith(("to ", "or ")))
    return (int(first), "") if is_step else (0, group)
