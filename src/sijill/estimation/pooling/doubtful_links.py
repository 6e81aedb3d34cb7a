"""Doubt about links is doubt about the total: one estimate over draws of the partition.

Every missed link makes two persons of one and hides an overlap, so the total comes out too high;
every false link makes it too low. The interval of one table knows nothing of this. So the estimate
is made of the tables of several draws of which records are one person, and their draws of the total
are put together in equal parts (linkage averaging: Sadinle 2018). The same draws of the partition
give the intervals of the counts.

The tables of such draws differ by a few overlaps in a hundred. What this does to the total is known
from the log-linear models that fit the settled table: fitted to the other table, they say how much
more or fewer are on no list, and by this factor the settled draws of the number on no list are
multiplied (``carry_over``). So the chance between draws of the partition is that of all of them,
and the shape within each is the settled one's, as where Rubin's rules hold the variance within
replicates to be alike (Rubin 1987, chapter 3). A draw in which other lists can be used is estimated
by itself.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from sijill.estimation.loglinear.fit import fit
from sijill.estimation.loglinear.models import Model, all_terms
from sijill.estimation.loglinear.resampling import whole_interval
from sijill.estimation.pooling.pooled import in_equal_parts
from sijill.estimation.tables.cells import Integers, count_cells
from sijill.estimation.tables.lower_bound import MISSED_OVERLAPS, chao_lower_bound
from sijill.estimation.tables.missed_links import restore_links
from sijill.estimation.tables.usable_lists import choose_lists, refuse
from sijill.model.errors import TableError
from sijill.model.results.captures import CaptureTable, Estimate, ModelFit
from sijill.model.values.counts import CountRange
from sijill.model.values.quantities import Refusal


def carry_over(
    settled: Estimate, table: CaptureTable, derived: Mapping[str, frozenset[str]]
) -> Estimate | Refusal | None:
    """The settled estimate as it would be of a table that differs in a few links.

    ``None`` where it cannot be carried over: other lists can be used, or no model fits both tables.
    Of the result only the numbers recorded, the bound and the draws are of the other table.

    Raises:
        TableError: for what is no capture table (``choose_lists``).
    """
    choice = choose_lists(table, derived)
    refusal = refuse(choice)
    if refusal is not None:
        return refusal
    if settled.table is None or choice.used != settled.lists:
        return None
    counts = count_cells(choice.table, choice.used)
    before = count_cells(choose_lists(settled.table, derived).table, choice.used)
    factor = _growth_of_unseen(settled.models, choice.used, np.stack([before, counts]))
    if factor is None:
        return None
    observed = choice.table.observed
    bound = chao_lower_bound(counts, settled.level_percent).not_below(observed)
    moved = observed + np.rint((settled.draws - settled.observed) * factor)
    draws = np.maximum(moved, max(observed, bound.at_least))
    return replace(settled, observed=observed, chao_lower_bound=bound, draws=draws)


@dataclass(frozen=True, slots=True)
class IfMissed:
    """What an estimate would come to if the linkage had missed a share of all overlaps."""

    share: float
    recorded: int
    """Persons: records that were not linked are counted once each."""
    total: CountRange

    def __str__(self) -> str:
        begins = f"would begin at about {self.total.at_least:,}"
        interval = begins if self.total.highest is None else f"would be about {self.total}"
        return (
            f"No table shows which links were missed. If one overlap in {1 / self.share:.0f} had "
            f"been missed, {self.recorded:,} persons would be recorded, and the interval "
            f"{interval}. --missed-links {self.share:g} estimates that, or another share."
        )


def estimate_if_missed(
    settled: Estimate, derived: Mapping[str, frozenset[str]], share: float = MISSED_OVERLAPS
) -> IfMissed | None:
    """The estimate carried over to the table as it would be without missed links.

    ``None`` where it cannot be: the estimate has no table, lists have too few persons of their own
    for so many links to have been missed, no model fits both tables, or the overlaps are so few
    that the share of them is nobody.
    """
    if settled.table is None:
        return None
    try:
        restored = restore_links(settled.table, share)
    except TableError:
        return None
    if restored.observed == settled.table.observed:
        return None
    carried = carry_over(settled, restored, derived)
    if not isinstance(carried, Estimate):
        return None
    total = whole_interval(carried.draws, settled.level_percent)
    return IfMissed(share, carried.observed, total)


def _growth_of_unseen(
    models: Sequence[ModelFit], lists: Sequence[str], tables: Integers
) -> float | None:
    """How many times as many are on no list of the second table as of the first.

    The geometric mean over the models, each counting by its probability in the settled table
    (exp(−BIC / 2); Raftery 1995).
    """
    logs, weights = [], []
    for model in models:
        terms = np.array(all_terms(_masks(model, lists), len(lists)))
        fitted = fit(tables.astype(np.float64), terms)
        if fitted.converged.all():
            unseen = np.maximum(fitted.total - tables.sum(axis=1), 0.0)
            logs.append(float(np.diff(np.log(unseen + 0.5))[0]))
            weights.append(float(np.exp((models[0].bic - model.bic) / 2)))
    return float(np.exp(np.average(logs, weights=weights))) if logs else None


def _masks(model: ModelFit, lists: Sequence[str]) -> Model:
    return tuple(sum(1 << lists.index(name) for name in term) for term in model.terms)


def pool_partitions(
    settled: Estimate | Refusal, drawn: Sequence[Estimate | Refusal]
) -> Estimate | Refusal:
    """The settled estimate with draws, interval and number recorded from draws of the partition.

    ``drawn`` are estimates of the same stratum. A settled refusal stays one; without a draw that
    could be estimated the settled estimate stays. A draw that refuses is said in a warning. No end
    is below the number recorded in the middle draw, which is the one that is stated; how many
    the draws hold at least and at most is said in a warning.
    """
    if isinstance(settled, Refusal):
        return settled
    estimates = [answer for answer in drawn if isinstance(answer, Estimate)]
    refused = [answer for answer in drawn if isinstance(answer, Refusal)]
    warnings = _warn_of_refused(refused, len(drawn))
    if not estimates:
        return replace(settled, warnings=(*settled.warnings, *warnings))
    draws = in_equal_parts([estimate.draws for estimate in estimates])
    recorded = sorted(estimate.observed for estimate in estimates)
    observed = recorded[len(recorded) // 2]
    total = whole_interval(draws, settled.level_percent).not_below(observed)
    median = float(np.quantile(draws, 0.5, method="lower"))
    return replace(
        settled,
        observed=observed,
        total=total,
        chao_lower_bound=_hull([estimate.chao_lower_bound for estimate in estimates]).not_below(
            observed
        ),
        median=settled.median if np.isinf(median) else max(int(median), total.at_least),
        draws=draws,
        warnings=(
            *settled.warnings,
            *warnings,
            _explain_pooling(len(estimates), CountRange(recorded[0], recorded[-1])),
        ),
    )


def _warn_of_refused(refused: Sequence[Refusal], drawn: int) -> list[str]:
    if not refused:
        return []
    warning = (
        f"In {len(refused):,} of {drawn:,} draws of the doubtful links nothing could be "
        f"estimated: {refused[0].explanation}"
    )
    return [warning]


def _explain_pooling(draws: int, recorded: CountRange) -> str:
    return (
        f"The interval is pooled over {draws:,} draws of the doubtful links, in which {recorded} "
        "persons are recorded."
    )


def _hull(ranges: Sequence[CountRange]) -> CountRange:
    """From the lowest end to the highest; open where one of them is open."""
    lows = [interval.lowest for interval in ranges]
    highs = [interval.highest for interval in ranges]
    return CountRange(
        None if None in lows else min(low for low in lows if low is not None),
        None if None in highs else max(high for high in highs if high is not None),
    )
