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

from sijill.estimation.pooling.pooled import Pooled, pool
from sijill.estimation.pooling.rubin_rules import FreedomRule, combine_replicates
from sijill.estimation.pooling.strata import add_strata
from sijill.model.results.captures import CaptureTable, Draws, Estimate
from sijill.model.values.counts import CountRange
from sijill.model.values.quantities import Refusal, RefusalReason

Answer = Estimate | Refusal
FEWEST = 2


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


class _Reading(NamedTuple):
    """What one replicate says."""

    draws: Draws
    observed: int
    floor: int
    is_open: bool
    level_percent: int


def combine_answers(
    replicates: Sequence[Mapping[str, Answer]],
    tables: Sequence[Mapping[str, CaptureTable]],
    rule: Combination = Combination.DRAWS,
) -> CombinedReplicates:
    """Combine the answers by stratum, and the sums over strata, of at least two replicates.

    A stratum that a replicate does not have counts as one without an estimate there. The sum is
    taken within each replicate before replicates are combined: who is moved from one stratum to
    another by what was filled in is in one of them in each.

    Raises:
        ValueError: for fewer than two replicates.
    """
    if len(replicates) < FEWEST:
        raise ValueError(f"at least {FEWEST} replicates are needed: {len(replicates)}")
    names = sorted({name for one in replicates for name in one})
    strata = {name: _combine([_read(one, name) for one in replicates], rule) for name in names}
    if len(names) == 1:
        return CombinedReplicates(strata, None)
    sums = [
        add_strata(answers, {name: table.observed for name, table in held.items()})
        for answers, held in zip(replicates, tables, strict=True)
    ]
    return CombinedReplicates(strata, _combine([_read_sum(one) for one in sums], rule))


def _read(answers: Mapping[str, Answer], name: str) -> _Reading | Refusal:
    one = answers.get(
        name, Refusal(RefusalReason.NOTHING_RECORDED, "The replicate has nobody in this stratum.")
    )
    if isinstance(one, Refusal):
        return one
    return _Reading(one.draws, one.observed, 0, one.total.highest is None, one.level_percent)


def _read_sum(one: Pooled | Refusal) -> _Reading | Refusal:
    if isinstance(one, Refusal):
        return one
    observed, is_open = one.observed.lowest or 0, one.total.highest is None
    return _Reading(one.draws, observed, one.floor, is_open, one.level_percent)


def _combine(readings: Sequence[_Reading | Refusal], rule: Combination) -> Pooled | Refusal:
    found = [one for one in readings if isinstance(one, _Reading)]
    refused = {str(at): one for at, one in enumerate(readings, 1) if isinstance(one, Refusal)}
    if not found or (rule is not Combination.DRAWS and len(found) < FEWEST):
        return next(iter(refused.values()))
    number = min(len(one.draws) for one in found)
    # the draws of an estimate are in random order
    draws = np.concatenate([one.draws[:number] for one in found])
    recorded = CountRange(min(one.observed for one in found), max(one.observed for one in found))
    level = found[0].level_percent
    mixed = pool(draws, recorded, level, refused)
    low, high, middle = mixed.total.lowest or 0, mixed.total.highest, mixed.median
    if rule is not Combination.DRAWS:
        one = combine_replicates(
            [reading.draws - reading.observed for reading in found],
            [reading.observed for reading in found],
            rule=FreedomRule(rule.value),
            level_percent=level,
        )
        low, high, middle = int(one.low), int(np.ceil(one.high)), round(one.point)
    is_open = any(one.is_open for one in found)
    return Pooled(
        total=CountRange(low, None if is_open else high),
        median=None if is_open else middle,
        observed=recorded,
        draws=draws,
        level_percent=level,
        refused=refused,
        floor=min(one.floor for one in found),
        notes=_explain(readings, refused, is_open=is_open),
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
            "only those recorded; so the combined total has none."
        )
    return tuple(notes)
