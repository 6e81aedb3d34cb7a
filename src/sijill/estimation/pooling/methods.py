"""Every method of estimation as one call: from counts to draws of the total, or a refusal."""

import math
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from sijill.estimation.graphs.posterior import MOST_LISTS as MOST_LISTS_OF_GRAPHS
from sijill.estimation.graphs.posterior import decomposable_posterior
from sijill.estimation.graphs.unseen_grid import AdaptiveGrid
from sijill.estimation.latent_class.posterior import (
    TOLERATED_RHAT,
    LatentClassPosterior,
    sample_classes,
)
from sijill.estimation.loglinear.repeated_search import ComparedModels
from sijill.estimation.loglinear.resampling import percentile_interval
from sijill.estimation.pooling.envelope import envelope_draws
from sijill.estimation.pooling.settings import Settings
from sijill.estimation.rasch.posterior import RaschPosterior, sample_rasch, sample_two_groups
from sijill.estimation.tables.cells import (
    FEWEST_LISTS,
    Floats,
    Integers,
    count_cells,
    number_of_lists,
    sizes_of_sets,
)
from sijill.estimation.tables.usable_lists import ListChoice
from sijill.estimation.tables.wording import name_with_numbers, within
from sijill.model.results.captures import Draws, Estimate, Method, MethodAnswer
from sijill.model.values.counts import CountRange
from sijill.model.values.quantities import Refusal, RefusalReason

REFUTED_BIC = 10.0
"""So much behind the best log-linear model is very strong evidence against a method's model
(Raftery 1995, Sociological Methodology 25:111)."""
MOST_LISTS_OF_CLASSES = 12
"""Cost grows with the histories that somebody has."""
MOST_PERSONS_OF_CLASSES = 1_000_000
"""With more the posterior is so narrow that moves of the sampler hardly ever fit it."""
MOST_PERSONS_OF_GRAPHS = 100_000
"""The grid of totals grows with the root of the count."""
MOST_WITHOUT_MODEL = 0.5
"""Share of tables drawn anew to which no model can be fitted; more, and the median is open."""


class ScaledTable(NamedTuple):
    """A table of fewer persons in the same proportions.

    What is drawn from it is as uncertain as if only so many had been counted: wider, not narrower.
    """

    counts: Integers
    recorded: int
    """In the table itself."""
    factor: float
    """So many of its persons stand behind one here."""

    @property
    def diagnostics(self) -> dict[str, float]:
        """The factor, where there is one."""
        return {"scaled_down": self.factor} if self.factor > 1 else {}

    def totals(self, unseen: Integers) -> Draws:
        """Totals of the table itself for numbers on no list drawn from the smaller one."""
        drawn: Draws = self.recorded + np.rint(unseen * self.factor)
        return drawn


def scale_down(counts: Integers, most: int) -> ScaledTable:
    """The table itself up to ``most`` persons; no history that somebody has becomes nobody's."""
    recorded = int(counts.sum())
    if recorded <= most:
        return ScaledTable(counts, recorded, 1.0)
    fewer = np.where(counts > 0, np.maximum(np.rint(counts * (most / recorded)), 1), 0)
    return ScaledTable(fewer.astype(np.int64), recorded, recorded / float(fewer.sum()))


def answer_by(
    method: Method, counts: Integers, settings: Settings, seed: int
) -> MethodAnswer | Refusal:
    """What a method other than the log-linear search says of a table of 2^J cells."""
    return _ANSWERS[method](counts, settings, seed)


def answer_by_models(
    choice: ListChoice, compared: ComparedModels, settings: Settings
) -> MethodAnswer | Refusal:
    """What the log-linear models say: the total of the one chosen for each table drawn anew."""
    if not compared.ranked:
        return _refuse_models(choice)
    totals = [math.inf if candidate is None else candidate.total for candidate in compared.chosen]
    without = sum(candidate is None for candidate in compared.chosen) / len(compared.chosen)
    if without >= MOST_WITHOUT_MODEL:
        return _refuse_models(choice)
    return make_answer(
        Method.LOG_LINEAR, np.array([totals]), {"without_model": without}, settings.level_percent
    )


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
        "More persons on several lists. Or a look at the counts: some may be very many times "
        "larger than others.",
    )


def find_refuted(answers: Sequence[MethodAnswer], best_bic: float | None) -> tuple[Method, ...]:
    """The methods whose best fit the table refutes beside the best log-linear model.

    Only a method that says how well it fits can be refuted, and never the last one.
    """
    if best_bic is None:
        return ()
    refuted = tuple(
        answer.method
        for answer in answers
        if answer.diagnostics.get("bic", -math.inf) > best_bic + REFUTED_BIC
    )
    return refuted if len(refuted) < len(answers) else ()


def answers_kept(estimate: Estimate) -> list[MethodAnswer]:
    """The answers of an estimate that its table does not refute; they make up its interval."""
    best_bic = estimate.models[0].bic if estimate.models else None
    refuted = find_refuted(estimate.answers, best_bic)
    return [answer for answer in estimate.answers if answer.method not in refuted]


def make_answer(
    method: Method, draws: Draws, diagnostics: dict[str, float], level_percent: int
) -> MethodAnswer:
    """Draws with their median and their interval; an infinite end is open."""
    ordered = np.sort(draws, axis=None)
    low, high = percentile_interval(ordered.tolist(), level_percent)
    median = float(ordered[(len(ordered) - 1) // 2])
    return MethodAnswer(
        method=method,
        total=CountRange(_whole(low), _whole(high)),
        median=_whole(median),
        diagnostics=diagnostics,
        draws=draws,
    )


def hold_recorded(answer: MethodAnswer, recorded: int, level_percent: int) -> MethodAnswer:
    """The answer with no draw below those recorded.

    Tables drawn anew may hold fewer persons than the table, and others may be on lists left out.
    """
    draws = np.maximum(answer.draws, recorded)
    return make_answer(answer.method, draws, dict(answer.diagnostics), level_percent)


def _whole(number: float) -> int | None:
    return None if np.isinf(number) else round(number)


def _answer_by_graphs(counts: Integers, settings: Settings, seed: int) -> MethodAnswer | Refusal:
    """Without the complete graph: it says nothing of the number unseen but what its prior says."""
    lists = number_of_lists(counts)
    if not FEWEST_LISTS <= lists <= MOST_LISTS_OF_GRAPHS:
        return _refuse_number_of_lists("Graphs", lists, MOST_LISTS_OF_GRAPHS)
    smaller = scale_down(counts, MOST_PERSONS_OF_GRAPHS)
    posterior = decomposable_posterior(
        smaller.counts, unseen=AdaptiveGrid(), exclude_complete=True, seed=seed
    )
    draws = posterior.draw(settings.draws, seed)[None] - posterior.recorded
    shares = {"best_graph": posterior.graphs[0].probability, "near_end": posterior.near_end}
    totals = smaller.totals(draws)
    return make_answer(
        Method.DECOMPOSABLE, totals, shares | smaller.diagnostics, settings.level_percent
    )


def _answer_by_classes(counts: Integers, settings: Settings, seed: int) -> MethodAnswer | Refusal:
    lists = number_of_lists(counts)
    if lists > MOST_LISTS_OF_CLASSES:
        return _refuse_number_of_lists("Latent classes", lists, MOST_LISTS_OF_CLASSES)
    smaller = scale_down(counts, MOST_PERSONS_OF_CLASSES)
    posterior = sample_classes(
        smaller.counts, settings.prior, seed=seed, tolerated_rhat=TOLERATED_RHAT
    )
    if isinstance(posterior, Refusal):
        return posterior
    diagnostics = {
        "rhat": posterior.rhat,
        "ess_bulk": posterior.ess_bulk,
        "ess_tail": posterior.ess_tail,
        "share_near_cap": posterior.share_near_cap,
    }
    unseen = posterior.unseen if posterior.agrees else reach_of_runs(posterior)
    totals = smaller.totals(unseen)
    return make_answer(
        Method.LATENT_CLASS, totals, diagnostics | smaller.diagnostics, settings.level_percent
    )


def reach_of_runs(posterior: LatentClassPosterior) -> Integers:
    """Numbers on no list that reach as far as those of any run; runs × draws.

    Where runs disagree, each has found the modes with other masses, and their mixture is as wrong
    as they are. So at each level the interval is that of the run that goes furthest, and the median
    that of all draws.
    """
    unseen = posterior.unseen.astype(np.float64)
    parts = [unseen, *unseen]
    draws = envelope_draws(parts, 0, 0.0, unseen.size, CountRange())
    rng = np.random.default_rng(posterior.seed)
    return rng.permutation(draws).astype(np.int64).reshape(unseen.shape)


def _answer_by_rasch(counts: Integers, settings: Settings, seed: int) -> MethodAnswer | Refusal:
    posterior = sample_rasch(counts, draws=settings.draws, seed=seed)
    return _answer_from_posterior(posterior, Method.RASCH, "sigma", settings.level_percent)


def _answer_by_groups(counts: Integers, settings: Settings, seed: int) -> MethodAnswer | Refusal:
    posterior = sample_two_groups(counts, harder=settings.harder, draws=settings.draws, seed=seed)
    return _answer_from_posterior(posterior, Method.TWO_GROUPS, "share", settings.level_percent)


def _answer_from_posterior(
    posterior: RaschPosterior | Refusal, method: Method, parameter: str, level_percent: int
) -> MethodAnswer | Refusal:
    if isinstance(posterior, Refusal):
        return posterior
    diagnostics = {
        "effective": posterior.effective,
        parameter: float(np.median(posterior.sigma)),
        "bic": posterior.bic,
    }
    totals: Floats = (posterior.unseen + posterior.recorded)[None].astype(np.float64)
    return make_answer(method, totals, diagnostics, level_percent)


def _refuse_number_of_lists(what: str, lists: int, most: int) -> Refusal:
    return Refusal(
        RefusalReason.NO_MODEL,
        f"{what} of {lists} lists are too many to compare.",
        f"Lists of one kind put together, so that at most {most} remain.",
    )


_ANSWERS: dict[Method, Callable[[Integers, Settings, int], MethodAnswer | Refusal]] = {
    Method.DECOMPOSABLE: _answer_by_graphs,
    Method.LATENT_CLASS: _answer_by_classes,
    Method.RASCH: _answer_by_rasch,
    Method.TWO_GROUPS: _answer_by_groups,
}
