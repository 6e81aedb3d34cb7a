"""Acknowledged numbers: what one party says about the incidents of the period."""

from collections.abc import Iterable, Mapping, Sequence

from sijill.figures.analysis import Analysis
from sijill.figures.figure import Contribution, Figure, Writer
from sijill.model.codes import OfficialPosition
from sijill.model.records.record import DeterminationRecord
from sijill.model.results.incidents import Incident
from sijill.model.results.official import OfficialLine
from sijill.model.settings.case import Case
from sijill.model.values.counts import UNKNOWN_COUNT, CountRange, total
from sijill.model.values.quantities import Layer, Quantity, Refusal, RefusalReason, Unit
from sijill.model.vocabulary import label, vocabulary

CONCEDING = (
    OfficialPosition.CREDIBLE,
    OfficialPosition.ACCEPTED_RESPONSIBILITY,
    OfficialPosition.ACKNOWLEDGED_NO_RESPONSIBILITY,
)
"""Positions that concede harm. Without a number, how many deaths they concede is unknown."""


def lines_by_incident(analysis: Analysis) -> dict[str, OfficialLine]:
    """The comparison's party's line for each incident."""
    comparison = analysis.register.case.comparison
    actor = comparison.actor if comparison else ""
    return {
        line.incident: line
        for line in analysis.lines
        if line.incident and (not actor or line.actor == actor)
    }


def lines_in_scope(
    lines: Iterable[OfficialLine], incidents: Iterable[Incident], actor: str
) -> list[OfficialLine]:
    """The party's lines about incidents that are counted."""
    counted = {incident.id for incident in incidents}
    return [line for line in lines if line.actor == actor and line.incident in counted]


def lines_outside(
    analysis: Analysis, counted: Iterable[Incident], actor: str
) -> list[OfficialLine]:
    """The party's lines about incidents that may lie in the period and are in no total.

    The list that is counted does not name the party there, or another list holds the incident.
    """
    within = {incident.id for incident in counted}
    period = analysis.register.case.period
    return [
        line
        for line in analysis.lines
        if line.actor == actor
        and line.incident in analysis.incidents
        and line.incident not in within
        and analysis.incidents[line.incident].record.happened.overlaps(period)
    ]


def acknowledged_figures(
    writer: Writer,
    lines: list[OfficialLine],
    unmatched: list[OfficialLine],
    outside: Sequence[OfficialLine] = (),
    *,
    nobodys: int = 0,
) -> list[Figure]:
    """Every acknowledged figure, in the order of the dossier; ``nobodys`` lines name no party."""
    layer = Layer.ACKNOWLEDGED
    conceding = [line for line in lines if concedes_death(line)]
    disagreeing = [line for line in lines if line.disagreement]
    deaths = conceded_deaths(writer, "acknowledged.deaths", lines)
    if not lines:
        deaths = writer.figure("acknowledged.deaths", _nothing_tied(unmatched, nobodys))
    return [
        deaths,
        writer.count("acknowledged.incidents", Unit.INCIDENTS, layer, _leading(conceding)),
        *_positions(writer, lines),
        _injuries(writer, lines),
        count_lines(writer, "acknowledged.determinations", lines),
        count_lines(writer, "acknowledged.disagreements", disagreeing),
        *undecided_figures(writer, [*lines, *unmatched, *outside]),
        count_lines(writer, "acknowledged.unmatched", unmatched),
        conceded_deaths(writer, "acknowledged.unmatched.deaths", unmatched),
        *_outside(writer, outside),
    ]


def by_grade(
    writer: Writer, deaths: Figure, lines: Iterable[OfficialLine], graded: Iterable[Incident]
) -> list[Figure]:
    """The acknowledged deaths in graded incidents, which the gap subtracts, and in the others.

    Args:
        writer: writes them.
        deaths: all acknowledged deaths; it alone where none is about an incident of another grade.
        lines: the lines behind it.
        graded: the incidents whose documented deaths it is compared with.
    """
    within, compared = {incident.id for incident in graded}, list(lines)
    others = [line for line in compared if line.incident not in within]
    other_deaths = conceded_deaths(writer, "acknowledged.deaths.other_grades", others)
    if isinstance(deaths.value, Refusal) or not other_deaths.contributions:
        return [deaths]
    chosen = [line for line in compared if line.incident in within]
    return [conceded_deaths(writer, "acknowledged.deaths.graded", chosen), other_deaths]


def undecided_figures(writer: Writer, lines: Iterable[OfficialLine]) -> list[Figure]:
    """The lines that may concede deaths and must be read by a person; nothing without any."""
    undecided = [line for line in lines if is_undecided(line)]
    return [count_lines(writer, "acknowledged.undecided", undecided)] if undecided else []


def _outside(writer: Writer, lines: Sequence[OfficialLine]) -> list[Figure]:
    """What the lines about incidents in no total concede; nothing where there are none."""
    if not lines:
        return []
    return [
        count_lines(writer, "acknowledged.outside", lines),
        conceded_deaths(writer, "acknowledged.outside.deaths", lines),
    ]


def _nothing_tied(unmatched: list[OfficialLine], nobodys: int) -> Refusal:
    """Why nothing can be said of what the party acknowledges: no line is about a counted incident.

    That is not zero: its lines may be in no list, name no party, or be tied to no incident.
    """
    if not unmatched and nobodys:
        return Refusal(
            RefusalReason.NOTHING_RECORDED,
            f"No line of the party is in the register; {nobodys} official lines name no party.",
            "Say who made the statements: actor under [fixed] in their mapping.",
        )
    if not unmatched:
        return Refusal(
            RefusalReason.NOTHING_RECORDED,
            "No statement of the party about an incident of the period is in the register.",
            "Add a list of what it said, one row a statement.",
        )
    return Refusal(
        RefusalReason.NOTHING_RECORDED,
        f"None of the party's lines is tied to an incident; {len(unmatched)} are tied to none.",
        "Name the incident in the list, by its key or its code.",
    )


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
    return line.deaths.greatest_known > 0 and not is_undecided(line)


def is_undecided(line: OfficialLine) -> bool:
    """Whether it tells of deaths and no position could be read: whoever reads it must decide.

    The deaths are in upper ends alone.
    """
    may_concede = line.deaths.lowest == 0 and line.deaths.highest != 0
    return line.position is OfficialPosition.NO_STATEMENT and may_concede


def conceded_by(line: OfficialLine | None) -> CountRange:
    """The deaths that a line concedes.

    None without a line, nor if its position concedes no harm and it states none.
    """
    if line is None or (not line.deaths.is_known and line.position not in CONCEDING):
        return CountRange.exactly(0)
    return line.deaths


def count_lines(
    writer: Writer, name: str, lines: Iterable[OfficialLine], *, variant: str = "", **words: str
) -> Figure:
    """How many lines there are, each by the record that leads it."""
    return writer.count(
        name,
        Unit.DETERMINATIONS,
        Layer.ACKNOWLEDGED,
        _leading(lines),
        variant=variant,
        words=words,
    )


def _leading(lines: Iterable[OfficialLine]) -> list[str]:
    return [line.determinations[0] for line in lines]


def conceded_deaths(
    writer: Writer, name: str, lines: Iterable[OfficialLine], *, variant: str = "", **words: str
) -> Figure:
    """Conceded deaths; at least so many where a line concedes harm and states no number."""
    parts = [
        Contribution(line.determinations[0], line.deaths, _remark(line))
        for line in lines
        if conceded_by(line).highest != 0
    ]
    added = total(part.value for part in parts).with_unknown
    value = Quantity(added, Unit.DEATHS, Layer.ACKNOWLEDGED, writer.scope)
    return writer.figure(name, value, parts, variant=variant, words=words)


def _remark(line: OfficialLine) -> str:
    position = label("official_position", line.position)
    repeats = f", in the words of {line.repeats}: perhaps the same deaths" if line.repeats else ""
    unread = ", no position could be read: open the line and decide" if is_undecided(line) else ""
    return position + repeats + unread


def _injuries(writer: Writer, lines: Iterable[OfficialLine]) -> Figure:
    """Conceded injuries, of the lines that state a number; unknown where none does."""
    stated = [line for line in lines if line.injuries.is_known]
    added = total(line.injuries for line in stated)
    parts = [
        Contribution(line.determinations[0], line.injuries)
        for line in stated
        if line.injuries.greatest_known > 0
    ]
    value = added.range if stated else UNKNOWN_COUNT
    return writer.figure(
        "acknowledged.injuries",
        Quantity(value, Unit.INJURIES, Layer.ACKNOWLEDGED, writer.scope),
        parts,
    )


def position_words(position: OfficialPosition) -> dict[str, str]:
    """The words of a definition about lines of one position."""
    return {
        "position": label("official_position", position).lower(),
        "position_ar": label("official_position", position, "ar"),
        "meaning": vocabulary("official_position").codes[position].meaning,
    }


def _positions(writer: Writer, lines: list[OfficialLine]) -> list[Figure]:
    """For each position that occurs, the number of lines, and of deaths where any are conceded."""
    figures: list[Figure] = []
    for position in OfficialPosition:
        chosen = [line for line in lines if line.position is position]
        if not chosen:
            continue
        words = position_words(position)
        figures.append(
            count_lines(writer, "acknowledged.position", chosen, variant=position, **words)
        )
        if any(concedes_death(line) for line in chosen) or position in CONCEDING:
            figures.append(
                conceded_deaths(
                    writer, "acknowledged.deaths.position", chosen, variant=position, **words
                )
            )
    return figures
