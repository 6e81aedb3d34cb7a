"""Multiple systems estimation of one stratum: an interval first, or a refusal with its reason."""

import math
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from threadpoolctl import threadpool_limits

from sijill.estimation.loglinear import full_search, stepwise_search
from sijill.estimation.loglinear.models import RankedModel, name_terms
from sijill.estimation.loglinear.resampling import draw_tables, percentile_interval
from sijill.estimation.pooling.chance_in_ends import warn_of_chance
from sijill.estimation.pooling.digest import (
    describe_settings,
    estimate_digest,
    name_versions,
    seed_by_counts,
)
from sijill.estimation.pooling.envelope import envelope_draws, lower_from
from sijill.estimation.pooling.methods import answer_by, find_refuted, hold_recorded, make_answer
from sijill.estimation.pooling.reader_warnings import (
    warn_of_data,
    warn_of_interval,
    warn_of_methods,
    warn_of_models,
    warn_of_refuted,
)
from sijill.estimation.pooling.settings import Settings
from sijill.estimation.tables.cells import (
    Floats,
    Integers,
    check_table,
    count_cells,
    number_of_lists,
    sizes_of_sets,
)
from sijill.estimation.tables.columns import Columns
from sijill.estimation.tables.dependence import warn_of_dependence
from sijill.estimation.tables.lower_bound import chao_lower_bound
from sijill.estimation.tables.reading import ArrowTable, single_table
from sijill.estimation.tables.usable_lists import ListChoice, choose_lists, explain_choice, refuse
from sijill.estimation.tables.wording import count_persons, name_with_numbers, within
from sijill.model.results.captures import (
    CaptureTable,
    Draws,
    Estimate,
    Method,
    MethodAnswer,
    ModelFit,
)
from sijill.model.values.counts import CountRange
from sijill.model.values.quantities import Refusal, RefusalReason

REPORTED_BIC = 10.0
"""Models further behind the best have very strong evidence against them (Raftery 1995) and are
not reported."""
MOST_WITHOUT_MODEL = 0.5
"""Share of tables drawn anew to which no model can be fitted; more, and the median is open."""
MOST_BELOW = 0.3
"""Share of the draws below those recorded on lists left out; more, and the lists used do not
describe these."""
FIXED_SEED = 0
"""Of what is drawn once for a table, whatever the seed given."""
SETTLED = frozenset({Method.DECOMPOSABLE})
"""Methods whose distribution is known exactly; draws only write it down."""
MOST_REPORTED = 50
"""In small tables hundreds of models can be as near; the best of them are reported."""

ASSUMPTIONS = (
    "The persons of the stratum are one closed group: nobody joins or leaves it meanwhile.",
    "Records are linked correctly. Missed links make the total too high, false links too low.",
    "All lists include by the same rule: whoever can be on one list can be on every other.",
    "Lists depend on each other, or persons differ in how easily they are recorded: one of both.",
    "What binds all lists together leaves no trace in the data. The interval allows for some.",
    "A group may be harder to record by the factor stated, if the table allows; nobody is more so.",
    "Who died before the first list began, or after the last one ended, is not in the total.",
    "The lower bound is a floor: it allows such differences, and one missed overlap in ten.",
    "For it no list may avoid those whom another holds, unless a third list shows that.",
)


class _Search(NamedTuple):
    """How models are searched: all of one table ranked, the best of each of many tables chosen."""

    rank: Callable[[Floats, float], list[RankedModel]]
    choose: Callable[[Floats], list[RankedModel | None]]


class _Question(NamedTuple):
    """What was asked."""

    table: CaptureTable
    derived: Mapping[str, frozenset[str]]
    settings: Settings
    seed: int


class _Compared(NamedTuple):
    """The log-linear models of one table, and the one chosen for each table drawn anew."""

    ranked: list[RankedModel]
    chosen: list[RankedModel | None]


def estimate(
    data: CaptureTable | ArrowTable | Mapping[frozenset[str], int],
    *,
    columns: Columns | None = None,
    derived: Mapping[str, frozenset[str]] | None = None,
    seed: int,
    settings: Settings | None = None,
) -> Estimate | Refusal:
    """Estimate how many persons one stratum has, those on no list included.

    ``data`` is a capture table, a frame (pandas, polars, Arrow) with a column of 0 and 1 for each
    list, or counts by sets of lists; ``columns`` says which column of a frame is what. The rest is
    as for ``estimate_table``.

    Raises:
        ValueError: for a negative seed.
        TableError: for what is no such table, or a frame that holds several strata.
    """
    table = data if isinstance(data, CaptureTable) else single_table(data, columns)
    return estimate_table(table, derived=derived, seed=seed, settings=settings)


def estimate_table(
    table: CaptureTable,
    *,
    derived: Mapping[str, frozenset[str]] | None = None,
    seed: int,
    settings: Settings | None = None,
) -> Estimate | Refusal:
    """Estimate how many persons the stratum has, those on no list included.

    Each method of the settings answers, and the answers are put together (``pooling.envelope``). No
    end is below the number recorded, nor below the lower end of Chao's bound. The same counts,
    settings and seed give the same result, whoever asks and whatever the stratum is called: what is
    drawn is seeded by the digest of the counts and ``seed``, which is kept as it was given. The
    tables drawn anew for the log-linear models are seeded by the digest alone (common random
    numbers): what chance they leave is said in a warning and does not change from seed to seed.

    ``derived`` names, for each list that takes records from others, those others. Such a list is
    no capture of its own: it is put together with them and a warning says so (``merged_lists``).

    Raises:
        ValueError: for a negative seed.
        TableError: for anything but a capture table, or a list named as others put together.
    """
    if seed < 0:
        raise ValueError(f"seed must be at least 0: {seed}")
    check_table(table)
    derived = derived or {}
    choice = choose_lists(table, derived)
    refusal = refuse(choice)
    if refusal is not None:
        return refusal
    # products of small matrices: a second thread would only wait
    with threadpool_limits(limits=1, user_api="blas"):
        return _ask_methods(_Question(table, derived, settings or Settings(), seed), choice)


def _ask_methods(asked: _Question, choice: ListChoice) -> Estimate | Refusal:
    settings = asked.settings
    counts = count_cells(choice.table, choice.used)
    mixed = seed_by_counts(asked.table, asked.seed)
    fixed = seed_by_counts(asked.table, FIXED_SEED)
    compared = _compare_models(counts, settings.replicates, fixed)
    by_method: dict[Method, MethodAnswer | Refusal] = {
        method: _answer_by_models(choice, compared, settings)
        if method is Method.LOG_LINEAR
        else answer_by(method, counts, settings, fixed if method in SETTLED else mixed)
        for method in settings.methods
    }
    if all(isinstance(answer, Refusal) for answer in by_method.values()):
        return next(answer for answer in by_method.values() if isinstance(answer, Refusal))
    return _report(asked, choice, compared, by_method)


def _compare_models(counts: Integers, replicates: int, seed: int) -> _Compared:
    """All models of up to five lists, stepwise pairs from six; the search repeated."""
    search = _search_for(number_of_lists(counts))
    ranked = search.rank(counts.astype(float), REPORTED_BIC)
    if not ranked:
        return _Compared([], [])
    drawn = draw_tables(counts, ranked[0].total, replicates, seed)
    return _Compared(ranked, search.choose(drawn.astype(float)))


def _answer_by_models(
    choice: ListChoice, compared: _Compared, settings: Settings
) -> MethodAnswer | Refusal:
    if not compared.ranked:
        return _refuse_models(choice)
    totals = [math.inf if candidate is None else candidate.total for candidate in compared.chosen]
    without = sum(candidate is None for candidate in compared.chosen) / len(compared.chosen)
    if without >= MOST_WITHOUT_MODEL:
        return _refuse_models(choice)
    return make_answer(
        Method.LOG_LINEAR, np.array([totals]), {"without_model": without}, settings.level_percent
    )


def _search_for(lists: int) -> _Search:
    module = full_search if lists <= full_search.MOST_LISTS else stepwise_search
    return _Search(module.rank_models, module.choose_models)


def _refuse_models(choice: ListChoice) -> Refusal:
    """No model has a maximum that could be computed, in the table or in most drawn anew.

    With overlap between lists and none that holds everybody, as checked before, independence has a
    maximum; so what is left are counts too unlike each other for the arithmetic.
    """
    counts = count_cells(choice.table, choice.used)
    shared = int(counts[sizes_of_sets(len(choice.used)) > 1].sum())
    return Refusal(
        RefusalReason.NO_MODEL,
        f"No model could be fitted to the lists {within(choice.table.stratum)}: "
        f"{name_with_numbers(choice.table, choice.used)}, with {shared:,} on more than one list.",
        "A look at the counts: some are very many times larger than others.",
    )


def _combine(
    choice: ListChoice,
    answers: Sequence[MethodAnswer],
    deviation: float,
    settings: Settings,
    bound: CountRange,
) -> Draws | Refusal:
    """The draws of the envelope, none below those recorded; ``deviation`` is that of log δ."""
    recorded = int(count_cells(choice.table, choice.used).sum())
    number = settings.draws * len(answers)
    parts = [answer.draws for answer in answers]
    draws = envelope_draws(
        parts,
        recorded,
        deviation,
        number,
        bound,
        lower_from=lower_from([answer.method for answer in answers]),
    )
    if (draws < choice.table.observed).mean() > MOST_BELOW:
        return _refuse_below(choice, draws, settings.level_percent)
    held: Draws = np.maximum(draws, choice.table.observed)
    return held


def _report(
    asked: _Question,
    choice: ListChoice,
    compared: _Compared,
    by_method: Mapping[Method, MethodAnswer | Refusal],
) -> Estimate | Refusal:
    table, level = choice.table, asked.settings.level_percent
    counts = count_cells(table, choice.used)
    answers = tuple(answer for answer in by_method.values() if isinstance(answer, MethodAnswer))
    refused = {
        method: answer for method, answer in by_method.items() if isinstance(answer, Refusal)
    }
    bound = chao_lower_bound(counts, level)
    # What a method without an answer would have disagreed on must be allowed for, too.
    deviation = asked.settings.delta_sd * math.sqrt(1 + len(refused))
    refuted = find_refuted(answers, compared.ranked[0].bic if compared.ranked else None)
    kept = [answer for answer in answers if answer.method not in refuted]
    draws = _combine(choice, kept, deviation, asked.settings, bound)
    if isinstance(draws, Refusal):
        return draws
    rng = np.random.default_rng(seed_by_counts(table, asked.seed))
    draws = rng.permutation(draws)
    answers = tuple(hold_recorded(answer, table.observed, level) for answer in answers)
    bound = _at_least_recorded(bound, table.observed)
    low, high = percentile_interval(draws.tolist(), level)
    median = int(np.quantile(draws, 0.5, method="lower"))
    return Estimate(
        stratum=table.stratum,
        lists=choice.used,
        observed=table.observed,
        on_lists=int(counts.sum()),
        total=CountRange(int(low), None if math.isinf(high) else int(high)),
        median=median,
        chao_lower_bound=bound,
        level_percent=level,
        answers=answers,
        refused=refused,
        models=_reported_models(compared, choice.used),
        replicates=len(compared.chosen),
        seed=asked.seed,
        assumptions=ASSUMPTIONS,
        draws=draws,
        table=asked.table,
        delta_sd=deviation,
        digest=estimate_digest(asked.table, asked.derived, asked.settings),
        settings=describe_settings(asked.settings, asked.derived),
        versions=name_versions(),
        warnings=(
            *explain_choice(choice),
            *warn_of_data(table, choice.used, counts),
            *warn_of_dependence(table, choice.used),
            *warn_of_methods(kept, refused),
            *warn_of_refuted(refuted),
            *warn_of_chance(kept, bound, median, level),
            *_warn_of_models(choice, compared, bound, level),
        ),
    )


def _reported_models(compared: _Compared, lists: tuple[str, ...]) -> tuple[ModelFit, ...]:
    return tuple(
        ModelFit(
            name_terms(candidate.model, lists), round(candidate.bic, 2), round(candidate.total)
        )
        for candidate in compared.ranked[:MOST_REPORTED]
    )


def _refuse_below(choice: ListChoice, draws: Draws, level_percent: int) -> Refusal:
    """The lists used put the total below those recorded, others included."""
    table = choice.table
    low, high = percentile_interval(draws.tolist(), level_percent)
    said = CountRange(int(low), None if math.isinf(high) else int(high))
    unused = table.observed - int(count_cells(table, choice.used).sum())
    return Refusal(
        RefusalReason.NO_MODEL,
        f"{table.observed:,} persons are recorded {within(table.stratum)}, but the lists used, "
        f"{name_with_numbers(table, choice.used)}, put the total at {said}. They do not describe "
        f"the {count_persons(unused)} recorded on other lists alone.",
        "A look at what the other lists hold: people of another place, period or kind belong in a "
        "stratum of their own.",
    )


def _warn_of_models(
    choice: ListChoice, compared: _Compared, bound: CountRange, level_percent: int
) -> list[str]:
    if not compared.ranked:
        return []
    best = compared.ranked[0]
    return [
        *warn_of_models(compared.ranked, bound),
        *warn_of_interval(compared.chosen, best, choice.used, level_percent),
    ]


def _at_least_recorded(value: CountRange, recorded: int) -> CountRange:
    """The range with no end below the number recorded."""
    lowest = max(value.lowest or 0, recorded)
    return CountRange(lowest, None if value.highest is None else max(value.highest, lowest))
