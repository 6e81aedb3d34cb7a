"""The authority's position in a sentence, from the patterns of ``outcomes.toml``."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from sijill.model.codes import OfficialPosition, OfficialReason
from sijill.official.grammar.clauses import Clause
from sijill.official.grammar.frames import Frame, frame_at
from sijill.official.grammar.patterns import compiled
from sijill.official.grammar.words import any_of


@dataclass(frozen=True, slots=True)
class Outcome:
    """A position and its reason, with the verbatim characters that say so."""

    position: OfficialPosition
    reason: OfficialReason
    frame: Frame
    start: int
    end: int
    line_start: int
    line_end: int


@dataclass(frozen=True, slots=True)
class _Row:
    position: OfficialPosition
    reason: OfficialReason
    patterns: tuple[str, ...]


@cache
def _rows() -> tuple[_Row, ...]:
    text = files("sijill.official.grammar").joinpath("outcomes.toml").read_text(encoding="utf-8")
    return tuple(
        _Row(
            OfficialPosition(row["position"]),
            OfficialReason(row["reason"]),
            tuple(row["patterns"]),
        )
        for row in tomllib.loads(text)["outcome"]
    )


def outcomes_in(clause: Clause, inherited: Frame) -> list[Outcome]:
    """Every position that the sentence states, of each kind the first pattern that fits."""
    found: list[Outcome] = []
    for row in _rows():
        outcome = _first(clause, row, inherited)
        if outcome is not None and not any(_covers(other, outcome) for other in found):
            found.append(outcome)
    return found


_NEGATED = re.compile(rf"(?<!\S)(?:did not |{any_of('negates')})")


def _first(clause: Clause, row: _Row, inherited: Frame) -> Outcome | None:
    for pattern in row.patterns:
        for match in compiled(pattern).finditer(clause.line):
            if row.position is OfficialPosition.CREDIBLE:
                frame = frame_at(clause, match.start(), match.end(), inherited)
                if frame is Frame.DENIED or _NEGATED.search(match[0]):
                    continue
            else:  # what others allege is no rejection, so a rejection inherits no attribution
                frame = frame_at(clause, match.start(), match.end(), Frame.STATED)
            if frame is Frame.SUPPOSED:
                continue
            start, end = clause.span(match.start(), match.end())
            return Outcome(row.position, row.reason, frame, start, end, match.start(), match.end())
    return None


_SETTLED = frozenset({OfficialPosition.NON_CREDIBLE, OfficialPosition.CREDIBLE})


def _covers(first: Outcome, later: Outcome) -> bool:
    """Whether an earlier row already speaks for the sentence.

    One reason is enough for a rejection; a credible that stands inside a rejection is part of it.
    """
    if first.position is later.position:
        return True
    overlap = first.line_start < later.line_end and later.line_start < first.line_end
    return overlap and later.position is not OfficialPosition.REOPENED
