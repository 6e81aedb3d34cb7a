"""Multiple systems estimation of one stratum: an interval first, or a refusal with its reason."""

import math
from collections.abc import Callable, Mapping
from typing import NamedTuple

from sijill.estimation import full_search, stepwise_search
from sijill.estimation.cautions import caution_data, caution_interval, caution_models, undecided
from sijill.estimation.cells import Floats, Integers, count_cells, sizes_of_sets
from sijill.estimation.lower_bound import bound_below
from sijill.estimation.models import Candidate, name_terms
from sijill.estimation.resampling import draw_tables, percentile_interval
from sijill.estimation.usable_lists import ListChoice, choose_lists, explain_choice, refuse
from sijill.estimation.wording import name_with_numbers, within
from sijill.model.captures import CaptureTable, Estimate, ModelFit
from sijill.model.counts import CountRange
from sijill.model.quantities import Refusal, RefusalReason

LEVEL_PERCENT = 95
REPORTED_BIC = 10.0
"""Models further behind the best have very strong evidence against them (Raftery 1995) and are
not reported."""
MOST_REPORTED = 50
"""In small tables hundreds of models can be as near; the best of them are reported."""

ASSUMPTIONS = (
    "The persons of the stratum are one closed group: nobody joins or leaves it meanwhile.",
    "Records are linked correctly. Missed links make the total too high, false links too low.",
    "All lists include by the same rule: whoever can be on one list can be on every other.",
    "Where lists depend on each other, one of the models compared says how.",
    "Dependence of all lists at once is taken to be absent: it would leave no trace in the data.",
    "Apart from dependence, everybody has the same chance of being on a given list.",
    "If some persons are hard to record for every list, the total is too low.",
    "The lower bound allows such differences, but no list may avoid those whom another holds.",
)


class _Search(NamedTuple):
    """How models are searched: all of one table ranked, the best of each of many tables chosen."""

    rank: Callable[[Floats, float], list[Candidate]]
    choose: Callable[[Floats], list[Candidate | None]]


def estimate(
    table: CaptureTable,
    *,
    derived: Mapping[str, frozenset[str]],
    seed: int,
    replicates: int = 400,
) -> Estimate | Refusal:
    """Estimate how many persons the stratum has, those on no list included.

    Log-linear models are compared by BIC (all hierarchical models of up to five lists, stepwise
    pairs from six); the interval comes from ``replicates`` tables drawn anew with the whole
    comparison repeated, and contains the totals of all models that the data cannot tell apart.
    No end is below the number recorded. The same arguments give the same result.

    ``derived`` names, for each list that takes records from others, those others. Such a list is
    no capture of its own: it is left out and a warning says so.

    Raises:
        ValueError: for fewer than one replicate, or a negative seed.
    """
    if replicates < 1 or seed < 0:
        raise ValueError(f"replicates must be at least 1, seed at least 0: {replicates}, {seed}")
    choice = choose_lists(table, derived)
    refusal = refuse(table, choice)
    if refusal is not None:
        return refusal
    counts = count_cells(table, choice.used)
    search = _search_for(len(choice.used))
    ranked = search.rank(counts.astype(float), REPORTED_BIC)
    if not ranked:
        return _refuse_models(table, choice, counts)
    drawn = draw_tables(counts, ranked[0].total, replicates, seed)
    return _report(table, choice, ranked, search.choose(drawn.astype(float)), seed)


def _search_for(lists: int) -> _Search:
    module = full_search if lists <= full_search.MOST_LISTS else stepwise_search
    return _Search(module.rank_models, module.choose_models)


def _refuse_models(table: CaptureTable, choice: ListChoice, counts: Integers) -> Refusal:
    """No model has a maximum that could be computed.

    With overlap between lists and none that holds everybody, as checked before, independence has a
    maximum; so what is left are counts too unlike each other for the arithmetic.
    """
    shared = int(counts[sizes_of_sets(len(choice.used)) > 1].sum())
    return Refusal(
        RefusalReason.NO_MODEL,
        f"No model could be fitted to the lists {within(table.stratum)}: "
        f"{name_with_numbers(table, choice.used)}, with {shared:,} on more than one list.",
        "A look at the counts: some are very many times larger than others.",
    )


def _report(
    table: CaptureTable,
    choice: ListChoice,
    ranked: list[Candidate],
    chosen: list[Candidate | None],
    seed: int,
) -> Estimate:
    best, lists, counts = ranked[0], choice.used, count_cells(table, choice.used)
    bound = _at_least_recorded(bound_below(counts, LEVEL_PERCENT), table.observed)
    warnings = [
        *explain_choice(table, choice),
        *caution_data(table, lists, counts),
        *caution_models(ranked, bound),
        *caution_interval(chosen, best, lists, LEVEL_PERCENT),
    ]
    return Estimate(
        stratum=table.stratum,
        lists=lists,
        observed=table.observed,
        total=_at_least_recorded(_interval(ranked, chosen), table.observed),
        point=max(round(best.total), table.observed),
        at_least=bound,
        level_percent=LEVEL_PERCENT,
        models=tuple(
            ModelFit(name_terms(c.model, lists), round(c.bic, 2), round(c.total))
            for c in ranked[:MOST_REPORTED]
        ),
        replicates=len(chosen),
        seed=seed,
        assumptions=ASSUMPTIONS,
        warnings=tuple(warnings),
    )


def _interval(ranked: list[Candidate], chosen: list[Candidate | None]) -> CountRange:
    """The percentile interval, widened to the totals of the models that are not told apart."""
    totals = [math.inf if candidate is None else candidate.total for candidate in chosen]
    lowest, highest = percentile_interval(totals, LEVEL_PERCENT)
    for candidate in undecided(ranked):
        lowest, highest = min(lowest, candidate.total), max(highest, candidate.total)
    return CountRange(math.floor(lowest), None if math.isinf(highest) else math.ceil(highest))


def _at_least_recorded(value: CountRange, recorded: int) -> CountRange:
    """The range with no end below the number recorded."""
    lowest = max(value.lowest or 0, recorded)
    return CountRange(lowest, None if value.highest is None else max(value.highest, lowest))
