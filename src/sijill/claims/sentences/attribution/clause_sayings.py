"""What a clause says of every number in it: whose count, who speaks, who did it.

Many numbers may stand in one clause, which is then read for the first of them alone.
"""

from dataclasses import dataclass
from functools import lru_cache

from sijill.claims.sentences.attribution.authors import actor_in
from sijill.claims.sentences.attribution.clauses import layer_of
from sijill.claims.sentences.attribution.recorders import Recorder, counted_by, denial
from sijill.claims.sentences.framing import forecast
from sijill.claims.sentences.parties import Party, speaking_party
from sijill.model.values.quantities import Layer

_CLAUSES_AT_ONCE = 16
"""So many are remembered: the numbers of a sentence are read one behind another."""


@dataclass(frozen=True, slots=True)
class ClauseSayings:
    """What the words of a clause say, whichever of its numbers they are asked for.

    Attributes:
        layer: whose count a number is; ``None`` where they speak of what happened.
        speaking: the party of the case that speaks, or empty.
        counted_by: the names of those who counted.
        denied: the words that deny that a number was acknowledged or counted, or empty.
        forecast: the words that tell what is yet to come, or empty.
    """

    layer: Layer | None
    speaking: str
    counted_by: tuple[str, ...]
    denied: str
    forecast: str


@lru_cache(maxsize=_CLAUSES_AT_ONCE)
def read_clause(
    tokens: tuple[str, ...],
    forms: tuple[str, ...],
    parties: tuple[Party, ...],
    recorders: tuple[Recorder, ...],
) -> ClauseSayings:
    """What a clause says.

    Args:
        tokens: its words as written.
        forms: the same folded.
        parties: the parties of the case.
        recorders: who keeps the lists of the case.
    """
    return ClauseSayings(
        layer_of(forms),
        speaking_party(forms, parties),
        counted_by(tokens, forms, recorders),
        denial(forms),
        forecast(forms),
    )


@lru_cache(maxsize=_CLAUSES_AT_ONCE)
def actor_of_clause(
    tokens: tuple[str, ...], forms: tuple[str, ...], parties: tuple[Party, ...]
) -> str:
    """The party that the words of a clause are about, as in ``actor_in``."""
    return actor_in(tokens, forms, parties)
