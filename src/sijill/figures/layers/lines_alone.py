"""What official lines say where nothing stands beside them.

A case may hold an authority's statements and no list of incidents, or name no party to compare.
What its lines concede is asked all the same.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace

from sijill.figures.analysis import Analysis
from sijill.figures.figure import Figure, Writer
from sijill.figures.layers.acknowledged import (
    conceded_deaths,
    concedes_death,
    count_lines,
    position_words,
)
from sijill.model.codes import OfficialPosition
from sijill.model.results.official import OfficialLine
from sijill.model.settings.case import Actor

MOST_PARTIES = 5
"""How many parties have figures of their own, those with most lines first."""
NO_PARTY = Actor(id="unnamed", name="a party that the case does not name", name_ar="طرف غير مسمى")
_SAYING_NOTHING = frozenset({OfficialPosition.NO_STATEMENT, OfficialPosition.NOT_YET_ASSESSED})


def parties_alone(analysis: Analysis) -> Mapping[Actor, list[OfficialLine]]:
    """The lines of each party that states anything; none where incidents stand beside them."""
    case = analysis.register.case
    if case.comparison is not None and analysis.incidents:
        return {}
    named = {actor.id: actor for actor in case.actors}
    lines_of: dict[Actor, list[OfficialLine]] = defaultdict(list)
    for line in analysis.lines:
        lines_of[named.get(line.actor, NO_PARTY)].append(line)
    stating = {actor: lines for actor, lines in lines_of.items() if any(map(_states, lines))}
    most_first = sorted(stating, key=lambda actor: (-len(stating[actor]), actor.id))
    return {actor: stating[actor] for actor in most_first[:MOST_PARTIES]}


def figures_of_lines_alone(writer: Writer, analysis: Analysis) -> Iterator[Figure]:
    """For each party: its lines, those of each position, and the deaths that they concede."""
    for actor, lines in parties_alone(analysis).items():
        words = {"party": actor.name, "party_ar": actor.name_ar or actor.name}
        of_party = replace(writer, scope=replace(writer.scope, actor=actor.name))
        variant = actor.id
        yield conceded_deaths(
            of_party, "acknowledged.lines.deaths", lines, variant=variant, **words
        )
        yield count_lines(of_party, "acknowledged.lines.number", lines, variant=variant, **words)
        for position in OfficialPosition:
            chosen = [line for line in lines if line.position is position]
            if chosen:
                yield count_lines(
                    of_party,
                    "acknowledged.lines.position",
                    chosen,
                    variant=f"{variant}.{position}",
                    **words,
                    **position_words(position),
                )


def _states(line: OfficialLine) -> bool:
    """Whether the line is more than a sign that something was reported."""
    return line.position not in _SAYING_NOTHING or concedes_death(line)
