"""What official lines say where nothing stands beside them.

A case may hold an authority's statements and no list of incidents, or name no party to compare.
What its lines concede is asked all the same.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from sijill.figures.analysis import Analysis
from sijill.figures.figure import Figure, Writer
from sijill.figures.layers.acknowledged import (
    conceded_deaths,
    concedes_death,
    count_lines,
    is_undecided,
    position_words,
    undecided_figures,
)
from sijill.model.codes import OfficialPosition
from sijill.model.results.official import OfficialLine

_NOT_NAMED = "not-named"
"""The id of whoever the case does not name; no party may have it (``ActorId``)."""
_SAYING_NOTHING = frozenset({OfficialPosition.NO_STATEMENT, OfficialPosition.NOT_YET_ASSESSED})


@dataclass(frozen=True, slots=True)
class PartyAlone:
    """A party with its lines; ``id`` stands at the end of the names of its figures."""

    id: str
    name: str
    name_ar: str
    lines: tuple[OfficialLine, ...]


def stand_alone(analysis: Analysis) -> bool:
    """Whether there are official lines, and no incidents that they are compared with."""
    is_compared = analysis.register.case.comparison is not None and bool(analysis.incidents)
    return bool(analysis.lines) and not is_compared


def parties_alone(analysis: Analysis) -> list[PartyAlone]:
    """Each party whose lines state anything, that with most lines first."""
    if not stand_alone(analysis):
        return []
    names = {actor.id: (actor.name, actor.name_ar) for actor in analysis.register.case.actors}
    names[_NOT_NAMED] = ("a party that the case does not name", "طرف غير مسمى")
    lines_of: dict[str, list[OfficialLine]] = defaultdict(list)
    for line in analysis.lines:
        lines_of[line.actor if line.actor in names else _NOT_NAMED].append(line)
    return [
        PartyAlone(party, names[party][0], names[party][1] or names[party][0], tuple(lines))
        for party, lines in sorted(lines_of.items(), key=lambda item: (-len(item[1]), item[0]))
        if any(map(_states, lines))
    ]


def figures_of_lines_alone(writer: Writer, analysis: Analysis) -> Iterator[Figure]:
    """For each party: its lines, those of each position, and the deaths that they concede."""
    parties = parties_alone(analysis)
    yield from undecided_figures(writer, [line for party in parties for line in party.lines])
    for party in parties:
        words = {"party": party.name, "party_ar": party.name_ar}
        own = replace(writer, scope=replace(writer.scope, actor=party.name))
        lines, of_party = party.lines, party.id
        yield conceded_deaths(own, "acknowledged.lines.deaths", lines, variant=of_party, **words)
        yield count_lines(own, "acknowledged.lines.number", lines, variant=of_party, **words)
        for position in OfficialPosition:
            chosen = [line for line in lines if line.position is position]
            if chosen:
                yield count_lines(
                    own,
                    "acknowledged.lines.position",
                    chosen,
                    variant=f"{of_party}.{position}",
                    **words,
                    **position_words(position),
                )


def _states(line: OfficialLine) -> bool:
    """Whether the line is more than a sign that something was reported."""
    return line.position not in _SAYING_NOTHING or concedes_death(line) or is_undecided(line)
