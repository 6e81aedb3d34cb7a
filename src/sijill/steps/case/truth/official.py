"""Truth beside result for official lines: tied to the incident they are about, or to another."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sijill.figures.analysis import Analysis
from sijill.figures.layers.acknowledged import concedes_death
from sijill.model.results.official import Match

LEAST_RIGHT, MOST_WRONG = 0.9, 0.02
"""What matching is held to: shares of the lines whose incident some list records."""
OfficialTruth = tuple[str, str, str, bool | None]
"""Measure, truth, result, and whether it holds."""


@dataclass(frozen=True, slots=True)
class TieScore:
    """How many lines there are whose incident is recorded, and how the ties turned out.

    ``wrong`` counts a tie of any line to an incident that it is not about, also of a line about
    something that no list records.
    """

    reachable: int
    right: int
    wrong: int


def score_ties(
    matches: Mapping[str, Match], recorded: Mapping[str, str], incident_of: Mapping[str, str]
) -> TieScore:
    """The ties beside the truth.

    A tie to any record of the true incident is right: several lists may record it, and whether
    their records stand together is measured elsewhere.

    Args:
        matches: by determination.
        recorded: the incident records, and which leads each.
        incident_of: the true incident of every record, lines included.
    """
    known = {incident_of[record] for record in recorded if record in incident_of}
    reachable = sum(incident_of.get(line, "") in known for line in matches)
    tied = Counter(
        incident_of.get(match.incident, "?") == incident_of.get(line, "")
        for line, match in matches.items()
        if match.incident
    )
    return TieScore(reachable, tied[True], tied[False])


def likeliest_right(
    matches: Mapping[str, Match], incident_of: Mapping[str, str]
) -> tuple[float, int]:
    """How many lines would be right with the likeliest incident each: as stated, and in truth.

    What the lines and lists say holds no more than this: two lines that say the same of one day
    and quarter, with two incidents there, are told apart by nothing.
    """
    stated, right = 0.0, 0
    for line, match in matches.items():
        likeliest = match.ranked[0] if match.ranked and not match.incident else None
        incident = likeliest.incident if likeliest else match.incident
        top = match.ranked[0].share if match.ranked else 1.0
        stated += top if incident else 0.0
        right += bool(incident) and incident_of.get(incident, "?") == incident_of.get(line, "")
    return stated, right


def official_line_lines(
    analysis: Analysis, incident_of: Mapping[str, str]
) -> Iterator[OfficialTruth]:
    """Lines tied, right and wrong, and the deaths that they concede."""
    score = score_ties(analysis.matches, analysis.leads, incident_of)
    bases = Counter(match.basis for match in analysis.matches.values() if match.incident)
    tied_by = ", ".join(
        f"{count} by {basis.value.replace('_', ' ')}" for basis, count in sorted(bases.items())
    )
    yield (
        "official lines about incidents that a list records",
        f"{score.reachable:,}",
        f"{bases.total():,} tied ({tied_by})",
        None,
    )
    right, wrong = (count / max(1, score.reachable) for count in (score.right, score.wrong))
    yield (
        "  tied to the incident they are about",
        f"at least {LEAST_RIGHT}",
        f"{score.right:,}, {right:.3f}",
        right >= LEAST_RIGHT,
    )
    yield (
        "  tied to another incident",
        f"at most {MOST_WRONG}",
        f"{score.wrong:,}, {wrong:.3f}",
        wrong <= MOST_WRONG,
    )
    stated, actual = likeliest_right(analysis.matches, incident_of)
    yield (
        "  right if each were tied to its likeliest incident, without a person",
        f"{actual / max(1, score.reachable):.3f}",
        f"{stated / max(1, score.reachable):.3f} stated",
        None,
    )
    admitted = sum(line.deaths.at_least for line in analysis.lines if concedes_death(line))
    yield ("deaths conceded in all official lines", "", f"{admitted:,}", None)
