"""Multiple systems estimation of one stratum: an interval first, or a refusal with its reason."""

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from threadpoolctl import threadpool_limits

from sijill.estimation.loglinear.models import name_terms
from sijill.estimation.loglinear.repeated_search import ComparedModels, compare_models
from sijill.estimation.loglinear.resampling import whole_interval
from sijill.estimation.pooling.chance_in_ends import warn_of_chance
from sijill.estimation.pooling.digest import (
    describe_settings,
    estimate_digest,
    name_versions,
    seed_by_counts,
)
from sijill.estimation.pooling.envelope import unite_answers
from sijill.estimation.pooling.methods import (
    answer_by,
    answer_by_models,
    find_refuted,
    hold_recorded,
)
from sijill.estimation.pooling.reader_warnings import (
    warn_of_data,
    warn_of_methods,
    warn_of_models,
    warn_of_open_end,
    warn_of_refuted,
    warn_of_single_model,
)
from sijill.estimation.pooling.settings import Settings
from sijill.estimation.tables.cells import (
    Integers,
    check_table,
    count_cells,
    order_by_counts,
    reorder,
)
from sijill.estimation.tables.columns import Columns
from sijill.estimation.tables.dependence import warn_of_dependence
from sijill.estimation.tables.lower_bound import chao_lower_bound
from sijill.estimation.tables.reading import ArrowTable, single_table
from sijill.estimation.tables.usable_lists import ListChoice, choose_lists, explain_choice, refuse
from sijill.model.results.captures import (
    CaptureTable,
    Draws,
    Estimate,
    Method,
    MethodAnswer,
    ModelFit,
)
from sijill.model.values.counts import CountRange
from sijill.model.values.quantities import Refusal

FIXED_SEED = 0
"""Of what is drawn once for a table, whatever the seed given."""
SETTLED = frozenset({Method.DECOMPOSABLE})
"""Methods whose distribution is known exactly; draws only write it down."""
MOST_REPORTED = 50
"""In small tables hundreds of models can be as near; the best of them are reported."""

OF_DEPENDENCE = frozenset({Method.LOG_LINEAR, Method.DECOMPOSABLE})
"""Methods in which lists may depend on each other; in the others persons may differ."""
OF_LINKED_LISTS = (
    "The persons of the stratum are one closed group: nobody joins or leaves it meanwhile.",
    "Records are linked correctly. Missed links make the total too high, false links too low.",
    "All lists include by the same rule: whoever can be on one list can be on every other.",
)
EITHER = (
    "Lists depend on each other, or persons differ in how easily they are recorded: one of both."
)
ALIKE = "Lists may depend on each other, but no persons are harder to record than others."
INDEPENDENT = "Persons may differ in how easily they are recorded, but lists are independent."
ALLOWANCE = (
    "What binds all lists together leaves no trace in the data. The interval allows for some."
)
GROUP = (
    "A group may be harder to record by the factor stated, if the table allows; nobody is more so."
)
OF_PERIOD_AND_FLOOR = (
    "Who died before the first list began, or after the last one ended, is not in the total.",
    "The lower bound is a floor: it allows such differences, and one missed overlap in ten.",
    "For it no list may avoid those whom another holds, unless a third list shows that.",
)


class _Question(NamedTuple):
    """The arguments of ``estimate_table``, with defaults filled in."""

    table: CaptureTable
    derived: Mapping[str, frozenset[str]]
    settings: Settings
    seed: int


class _Union(NamedTuple):
    """What the methods that the table does not refute say together."""

    draws: Draws
    kept: list[MethodAnswer]
    refuted: tuple[Method, ...]
    bound: CountRange
    """Chao's, not below those recorded."""
    deviation: float
    """Of log δ."""


def estimate(
    data: CaptureTable | ArrowTable | Mapping[frozenset[str], int] | Mapping[str, CaptureTable],
    *,
    columns: Columns | None = None,
    derived: Mapping[str, frozenset[str]] | None = None,
    seed: int,
    settings: Settings | None = None,
) -> Estimate | Refusal:
    """Estimate how many persons one stratum has, those on no list included.

    ``data`` is a capture table, a frame (pandas, polars, Arrow) with a column of 0 and 1 for each
    list, counts by sets of lists, or what ``read_table`` gives; ``columns`` says which column of a
    frame is what. The rest is as for ``estimate_table``.

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
    settings and seed give the same result, whoever asks and whatever the stratum and its lists are
    called, in any order: lists are taken in an order that only the counts decide, and what is drawn
    is seeded by the counts and ``seed``, which is kept as it was given. The tables drawn anew for
    the log-linear models are seeded by the counts alone (common random numbers): what chance they
    leave is said in a warning and does not change from seed to seed.

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
    order = order_by_counts(count_cells(choice.table, choice.used))
    counts = reorder(count_cells(choice.table, choice.used), order)
    mixed = seed_by_counts(counts, asked.seed)
    fixed = seed_by_counts(counts, FIXED_SEED)
    compared = compare_models(counts, settings.replicates, fixed).in_order(order)
    by_method: dict[Method, MethodAnswer | Refusal] = {
        method: answer_by_models(choice, compared, settings)
        if method is Method.LOG_LINEAR
        else answer_by(method, counts, settings, fixed if method in SETTLED else mixed)
        for method in settings.methods
    }
    answers = [answer for answer in by_method.values() if isinstance(answer, MethodAnswer)]
    refused = {
        method: answer for method, answer in by_method.items() if isinstance(answer, Refusal)
    }
    if not answers:
        return next(iter(refused.values()))
    # What a method without an answer would have disagreed on must be allowed for, too.
    deviation = settings.delta_sd * math.sqrt(1 + len(refused))
    union = _unite(asked, choice, compared, answers, deviation)
    if isinstance(union, Refusal):
        return union
    union = union._replace(draws=np.random.default_rng(mixed).permutation(union.draws))
    level = settings.level_percent
    held = tuple(hold_recorded(answer, choice.table.observed, level) for answer in answers)
    return _report(asked, choice, compared, union, held, refused)


def _unite(
    asked: _Question,
    choice: ListChoice,
    compared: ComparedModels,
    answers: Sequence[MethodAnswer],
    deviation: float,
) -> _Union | Refusal:
    """The answers put together, without those that the table refutes."""
    table, settings = choice.table, asked.settings
    refuted = find_refuted(answers, compared.ranked[0].bic if compared.ranked else None)
    kept = [answer for answer in answers if answer.method not in refuted]
    bound = chao_lower_bound(count_cells(table, choice.used), settings.level_percent)
    draws = unite_answers(choice, kept, deviation, settings, bound)
    if isinstance(draws, Refusal):
        return draws
    return _Union(draws, kept, refuted, bound.not_below(table.observed), deviation)


def _report(
    asked: _Question,
    choice: ListChoice,
    compared: ComparedModels,
    union: _Union,
    answers: tuple[MethodAnswer, ...],
    refused: Mapping[Method, Refusal],
) -> Estimate:
    table, level = choice.table, asked.settings.level_percent
    counts = count_cells(table, choice.used)
    median = int(np.quantile(union.draws, 0.5, method="lower"))
    return Estimate(
        stratum=table.stratum,
        lists=choice.used,
        observed=table.observed,
        on_lists=int(counts.sum()),
        total=whole_interval(union.draws, level),
        median=median,
        chao_lower_bound=union.bound,
        level_percent=level,
        answers=answers,
        refused=refused,
        models=_reported_models(compared, choice.used),
        replicates=len(compared.chosen),
        seed=asked.seed,
        assumptions=_assumptions(answers),
        draws=union.draws,
        table=asked.table,
        delta_sd=union.deviation,
        digest=estimate_digest(asked.table, asked.derived, asked.settings),
        settings=describe_settings(asked.settings, asked.derived),
        versions=name_versions(),
        warnings=(
            *_warn_of_table(choice, counts),
            *warn_of_methods(union.kept, refused),
            *warn_of_refuted(union.refuted),
            *warn_of_chance(union.kept, union.bound, median, level),
            *_warn_of_models(choice, compared, union, level),
        ),
    )


def _warn_of_table(choice: ListChoice, counts: Integers) -> list[str]:
    return [
        *explain_choice(choice),
        *warn_of_data(choice.table, choice.used, counts),
        *warn_of_dependence(choice.table, choice.used),
    ]


def _assumptions(answers: Sequence[MethodAnswer]) -> tuple[str, ...]:
    """What the answers take for granted: with fewer methods, more."""
    methods = {answer.method for answer in answers}
    if methods <= OF_DEPENDENCE:
        between_lists = ALIKE
    elif methods & OF_DEPENDENCE:
        between_lists = EITHER
    else:
        between_lists = INDEPENDENT
    group = (GROUP,) if Method.TWO_GROUPS in methods else ()
    return (*OF_LINKED_LISTS, between_lists, ALLOWANCE, *group, *OF_PERIOD_AND_FLOOR)


def _reported_models(compared: ComparedModels, lists: tuple[str, ...]) -> tuple[ModelFit, ...]:
    return tuple(
        ModelFit(
            name_terms(candidate.model, lists), round(candidate.bic, 2), round(candidate.total)
        )
        for candidate in compared.ranked[:MOST_REPORTED]
    )


def _warn_of_models(
    choice: ListChoice, compared: ComparedModels, union: _Union, level_percent: int
) -> list[str]:
    if not compared.ranked:
        return []
    best = compared.ranked[0]
    highest = [answer.total.highest for answer in union.kept if answer.total.highest is not None]
    return [
        *warn_of_models(compared.ranked, union.bound),
        *warn_of_open_end(compared.chosen, max(highest, default=None), level_percent),
        *warn_of_single_model(compared.chosen, best, choice.used, level_percent),
    ]
