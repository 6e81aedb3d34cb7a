"""Replicates of one data set: missing fields filled in several times, each a table of its own.

What is missing is uncertain, and one filled table knows nothing of that. So every replicate is
estimated, and the answers are combined (Rubin 1987, Multiple Imputation for Nonresponse in
Surveys). By default their draws are put together in equal parts, which needs no shape; Rubin's
rules and HRDAG's on the log of the number on no list are there to reproduce published figures
(:mod:`sijill.estimation.pooling.rubin_rules`).
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

import numpy as np

from sijill.estimation.pooling.pooled import Pooled, in_equal_parts, pool
from sijill.estimation.pooling.rubin_rules import FreedomRule, combine_replicates
from sijill.estimation.pooling.strata import add_strata
from sijill.model.results.captures import CaptureTable, Draws, Estimate
from sijill.model.values.counts import CountRange
from sijill.model.values.quantities import Refusal, RefusalReason

Answer = Estimate | Refusal
FEWEST = 2
"""Replicates: of one, nothing shows how far what is missing matters."""


class Combination(StrEnum):
    """How the answers of replicates become one."""

    DRAWS = "draws"
    """Their draws in equal parts."""
    RUBIN = "rubin"
    """Rubin's rules on log n₀, n₀ being those on no list."""
    HRDAG = "hrdag"
    """The same with the degrees of freedom of HRDAG's verdata."""


class CombinedReplicates(NamedTuple):
    """The answers over all replicates."""

    strata: Mapping[str, Pooled | Refusal]
    whole: Pooled | Refusal | None
    """Their sum, taken in each replicate first; ``None`` for a single stratum."""


class _OfReplicate(NamedTuple):
    """What one replicate says."""

    draws: Draws
    observed: int
    floor: int
    is_open: bool
    level_percent: int

    @property
    def is_in_draws(self) -> bool:
        """Whether infinite draws say already that there is no upper end."""
        return bool(np.isinf(self.draws).any())


def combine_answers(
    replicates: Sequence[Mapping[str, Answer]],
    tables: Sequence[Mapping[str, CaptureTable]],
    rule: Combination = Combination.DRAWS,
) -> CombinedReplicates:
    """Combine the answers by stratum, and the sums over strata, of at least two replicates.

    A replicate that refuses is told and left out; where all do, the first refusal is the answer.

    A stratum that a replicate does not have counts as one without an estimate there. The sum is
    taken within each replicate before replicates are combined: who is moved from one stratum to
    another by what was filled in is in one of them in each.

    Raises:
        ValueError: for fewer than two replicates.
    """
    if len(replicates) < FEWEST:
        raise ValueError(f"at least {FEWEST} replicates are needed: {len(replicates)}")
    names = sorted({name for answers in replicates for name in answers})
    strata = {
        name: _combine([_read(answers, name) for answers in replicates], rule) for name in names
    }
    if len(names) == 1:
        return CombinedReplicates(strata, None)
    sums = [
        add_strata(answers, {name: table.observed for name, table in held.items()})
        for answers, held in zip(replicates, tables, strict=True)
    ]
    return CombinedReplicates(strata, _combine([_read_sum(pooled) for pooled in sums], rule))


def _read(answers: Mapping[str, Answer], name: str) -> _OfReplicate | Refusal:
    answer = answers.get(
        name, Refusal(RefusalReason.NOTHING_RECORDED, "The replicate has nobody in this stratum.")
    )
    if isinstance(answer, Refusal):
        return answer
    return _OfReplicate(
        answer.draws, answer.observed, 0, answer.total.highest is None, answer.level_percent
    )


def _finite(draws: Draws) -> Draws:
    finite: Draws = draws[np.isfinite(draws)]
    return finite


def _read_sum(pooled: Pooled | Refusal) -> _OfReplicate | Refusal:
    if isinstance(pooled, Refusal):
        return pooled
    observed, is_open = pooled.observed.at_least, pooled.total.highest is None
    return _OfReplicate(pooled.draws, observed, pooled.floor, is_open, pooled.level_percent)


def _combine(readings: Sequence[_OfReplicate | Refusal], rule: Combination) -> Pooled | Refusal:
    usable = [reading for reading in readings if isinstance(reading, _OfReplicate)]
    refused = {
        str(at): reading for at, reading in enumerate(readings, 1) if isinstance(reading, Refusal)
    }
    if not usable or (rule is not Combination.DRAWS and len(usable) < FEWEST):
        return next(iter(refused.values()))
    draws = in_equal_parts([reading.draws for reading in usable])
    recorded = CountRange(
        min(reading.observed for reading in usable), max(reading.observed for reading in usable)
    )
    level = usable[0].level_percent
    mixed = pool(draws, recorded, level, refused)
    low, high, median = mixed.total.at_least, mixed.total.highest, mixed.median
    if rule is not Combination.DRAWS:
        combined = combine_replicates(
            [_finite(reading.draws) - reading.observed for reading in usable],
            [reading.observed for reading in usable],
            rule=FreedomRule(rule.value),
            level_percent=level,
        )
        low, high, median = int(combined.low), int(np.ceil(combined.high)), round(combined.point)
    by_draws = rule is Combination.DRAWS
    is_open = any(reading.is_open and not (by_draws and reading.is_in_draws) for reading in usable)
    return Pooled(
        total=CountRange(low, None if is_open else high),
        median=None if is_open else median,
        observed=recorded,
        draws=draws,
        level_percent=level,
        refused=refused,
        floor=min(reading.floor for reading in usable),
        notes=_explain(readings, refused, is_open=is_open or high is None),
    )


def _explain(
    readings: Sequence[object], refused: Mapping[str, Refusal], *, is_open: bool
) -> tuple[str, ...]:
    notes = []
    if refused:
        notes.append(
            f"{len(refused):,} of {len(readings):,} replicates have no estimate and are left out: "
            f"{next(iter(refused.values())).explanation}"
        )
    if is_open:
        notes.append(
            "In a replicate the total has no upper end, because strata without an estimate add "
            "only those recorded, or have so few persons on several lists that their own interval "
            "has none; so the combined total has none."
        )
    return tuple(notes)
