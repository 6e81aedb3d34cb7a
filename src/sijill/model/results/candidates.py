"""Who an unidentified body may be: candidates with their reasons, never an identification.

A candidate is a lead. What makes it one is a likelihood ratio for each thing that both sides know:
how much more probable the finding is if the body is this missing person than if it is another of
the list. Fingerprints, teeth or DNA decide, and a board of people says so.
"""

from dataclasses import dataclass
from math import log10

MOST_STATED = 0.999
"""No probability of a lead is written nearer to certain, or to impossible, than this."""


def chance_words(chance: float) -> str:
    """A probability in per cent: never 100 %, since a lead is no identification."""
    if chance > MOST_STATED:
        return f"over {MOST_STATED:.1%}"
    if 0 < chance < 1 - MOST_STATED:
        return f"under {1 - MOST_STATED:.1%}"
    return f"{chance:.1%}"


@dataclass(frozen=True, slots=True)
class Factor:
    """What one field says for or against: ``ratio`` above 1 speaks for the candidate."""

    field: str
    ratio: float
    words: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A missing person who may be the body.

    ``posterior`` is the probability under the stated prior that the body is this person.
    """

    person: str
    factors: tuple[Factor, ...]
    ratio: float
    posterior: float

    @property
    def weight(self) -> float:
        """The likelihood ratio as a power of ten."""
        return log10(self.ratio)


@dataclass(frozen=True, slots=True)
class BodyCandidates:
    """The candidates of one body, the most probable first.

    Attributes:
        remains: the record of the remains.
        candidates: at most as many as were asked for.
        none_listed: the probability that nobody on the list is meant.
        considered: how many missing people were compared.
        excluded: how many of them cannot be meant, because the body was found before they were last
            seen, or a person decided so.
    """

    remains: str
    candidates: tuple[Candidate, ...]
    none_listed: float
    considered: int
    excluded: int
