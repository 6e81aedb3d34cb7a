"""Several tables as one total: its draws, its interval, and what of it rests on no estimate."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from html import escape

import numpy as np

from sijill.estimation.loglinear.resampling import whole_interval
from sijill.model.results.captures import Draws
from sijill.model.values.counts import CountRange
from sijill.model.values.quantities import Refusal

MOST_NAMED = 5
"""Strata named in a sentence."""


@dataclass(frozen=True, slots=True)
class Pooled:
    """Several tables as one total."""

    total: CountRange
    """Without an upper end where strata without an estimate, or without an upper end of their own,
    are part of it."""
    median: int | None
    """The median of the draws; ``None`` where half of them have no upper end, or strata have no
    estimate."""
    observed: CountRange
    """Those recorded; a range where readings differ."""
    draws: Draws = field(compare=False, repr=False)
    """Of the strata that have an estimate, with the floor added."""
    level_percent: int
    refused: Mapping[str, Refusal]
    """What had no estimate, by stratum or by the reading's number, and why."""
    floor: int = 0
    """Those recorded in strata without an estimate: at least so many are there."""
    answered: CountRange = field(default_factory=CountRange)
    """The interval of the strata that have an estimate, alone."""
    notes: tuple[str, ...] = ()
    """What the total leaves open, in words."""

    def _repr_html_(self) -> str:
        """What a notebook shows: the interval first, then what it leaves open."""
        median = "" if self.median is None else f", median {self.median:,}"
        notes = "".join(f"<li>{escape(note)}</li>" for note in self.notes)
        return (
            f"<p><b>{self.total}</b> at {self.level_percent} %{median}; {self.observed} recorded."
            f"</p><ul>{notes}</ul>"
        )


def pool(
    draws: Draws,
    observed: CountRange,
    level_percent: int,
    refused: Mapping[str, Refusal],
    floor: int | None = None,
) -> Pooled:
    """The total from its draws; a ``floor`` for strata that have no estimate and are part of it."""
    total = whole_interval(draws, level_percent)
    median = float(np.quantile(draws, 0.5, method="lower"))
    is_open = floor is not None and bool(refused)
    added = floor or 0
    answered = whole_interval(draws - added, level_percent)
    return Pooled(
        total=CountRange(total.lowest) if is_open else total,
        median=None if is_open or math.isinf(median) else int(median),
        observed=observed,
        draws=draws,
        level_percent=level_percent,
        refused=refused,
        floor=added,
        answered=answered,
        notes=(_explain_floor(answered, refused, added),) if is_open else (),
    )


def in_equal_parts(parts: Sequence[Draws]) -> Draws:
    """The first draws of each part, which are in random order, as many of each."""
    number = min(map(len, parts))
    return np.concatenate([part[:number] for part in parts])


def without_upper_end(summed: Pooled, unlimited: Sequence[str]) -> Pooled:
    """The sum of strata some of which have an interval without upper end: it has none either."""
    single = len(unlimited) == 1
    note = (
        f"{len(unlimited):,} {'stratum has' if single else 'strata have'} an interval without "
        f"upper end ({name_some(list(unlimited))}); so the total has none. If "
        f"{'it reaches' if single else 'they reach'} no further than the furthest of any method, "
        f"the strata with an estimate come to {summed.answered}."
    )
    total = CountRange(summed.total.lowest, None)
    return replace(summed, total=total, notes=(*summed.notes, note))


def _explain_floor(answered: CountRange, refused: Mapping[str, Refusal], floor: int) -> str:
    single = len(refused) == 1
    reasons = "; ".join(dict.fromkeys(why.reason.value for why in refused.values()))
    return (
        f"{len(refused):,} {'stratum has' if single else 'strata have'} no estimate "
        f"({name_some(list(refused))}: {reasons.replace('_', ' ')}) and only "
        f"{'its' if single else 'their'} {floor:,} recorded are added, as a floor; so the total "
        f"has no upper end. The strata with an estimate come to {answered} by themselves."
    )


def name_some(names: Sequence[str]) -> str:
    """The first names, and how many more there are."""
    named = ", ".join(name or "all" for name in names[:MOST_NAMED])
    more = len(names) - MOST_NAMED
    return f"{named} and {more:,} more" if more > 0 else named
