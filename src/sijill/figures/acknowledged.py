"""Acknowledged numbers: what one party says about the incidents of the period."""

from collections.abc import Iterable, Mapping

from sijill.figures.figure import Contribution, Figure, Writer
from sijill.model.codes import OfficialPosition
from sijill.model.records.record import DeterminationRecord
from sijill.model.results.incidents import Incident
from sijill.model.results.official import OfficialLine
from sijill.model.settings.case import Case
from sijill.model.values.counts import CountRange
from sijill.model.values.quantities import Layer, Unit
from sijill.model.vocabulary import label, vocabulary


def lines_in_scope(
    lines: Iterable[OfficialLine], incidents: Iterable[Incident], actor: str
) -> list[OfficialLine]:
    """The party's lines about incidents that are counted."""
    counted = {incident.id for incident in incidents}
    return [line for line in lines if line.actor == actor and line.incident in counted]


def acknowledged_figures(
    writer: Writer, lines: list[OfficialLine], unmatched: list[OfficialLine]
) -> list[Figure]:
    """Every acknowledged figure, in the order of the dossier."""
    layer = Layer.ACKNOWLEDGED
    conceding = [line for line in lines if concedes_death(line)]
    disagreeing = [line for line in lines if line.disagreement]
    return [
        _deaths(writer, "acknowledged.deaths", lines),
        writer.count("acknowledged.incidents", Unit.INCIDENTS, layer, _leading(conceding)),
        *_positions(writer, lines),
        _injuries(writer, lines),
        writer.count("acknowledged.determinations", Unit.DETERMINATIONS, layer, _leading(lines)),
        writer.count(
            "acknowledged.disagreements", Unit.DETERMINATIONS, layer, _leading(disagreeing)
        ),
        writer.count("acknowledged.unmatched", Unit.DETERMINATIONS, layer, _leading(unmatched)),
        _deaths(writer, "acknowledged.unmatched.deaths", unmatched),
    ]


def unmatched_lines(
    lines: Iterable[OfficialLine],
    actor: str,
    case: Case,
    determinations: Mapping[str, DeterminationRecord],
) -> list[OfficialLine]:
    """The party's lines that are tied to no incident and whose day may lie in the period."""
    return [
        line
        for line in lines
        if line.actor == actor
        and not line.incident
        and determinations[line.determinations[0]].happened.overlaps(case.period)
    ]


def concedes_death(line: OfficialLine) -> bool:
    """Whether a line concedes at least one death."""
    return (line.deaths.highest or 0) > 0


def _leading(lines: Iterable[OfficialLine]) -> list[str]:
    return [line.determinations[0] for line in lines]


def _deaths(writer: Writer, name: str, lines: Iterable[OfficialLine], **words: str) -> Figure:
    """Conceded deaths; a line that states no number concedes none, which the source did not say."""
    parts = (
        Contribution(line.determinations[0], line.deaths, label("official_position", line.position))
        for line in lines
        if concedes_death(line)
    )
    return writer.sum(
        name, Unit.DEATHS, Layer.ACKNOWLEDGED, parts, variant=words.get("variant", ""), words=words
    )


def _injuries(writer: Writer, lines: Iterable[OfficialLine]) -> Figure:
    parts = (
        Contribution(line.determinations[0], line.injuries)
        for line in lines
        if (line.injuries.highest or 0) > 0
    )
    return writer.sum("acknowledged.injuries", Unit.INJURIES, Layer.ACKNOWLEDGED, parts)


def _positions(writer: Writer, lines: list[OfficialLine]) -> list[Figure]:
    """For each position that occurs, the number of lines, and of deaths where any are conceded."""
    figures: list[Figure] = []
    for position in OfficialPosition:
        chosen = [line for line in lines if line.position is position]
        if not chosen:
            continue
        words = {
            "position": label("official_position", position).lower(),
            "position_ar": label("official_position", position, "ar"),
            "meaning": vocabulary("official_position").codes[position].meaning,
        }
        figures.append(
            writer.count(
                "acknowledged.position",
                Unit.DETERMINATIONS,
                Layer.ACKNOWLEDGED,
                _leading(chosen),
                variant=position,
                words=words,
            )
        )
        if any(concedes_death(line) for line in chosen):
            figures.append(
                _deaths(writer, "acknowledged.deaths.position", chosen, variant=position, **words)
            )
    return figures


def acknowledged_deaths(lines: Iterable[OfficialLine]) -> CountRange:
    """The sum of conceded deaths, 0 where none are."""
    known = [line.deaths for line in lines if concedes_death(line)]
    return CountRange(
        sum(deaths.lowest or 0 for deaths in known), sum(deaths.highest or 0 for deaths in known)
    )
