"""How many are on no list, if people fall into classes that differ in how easily they are recorded.

The Bayesian latent class model of Manrique-Vallier (2016, Biometrics 72:1246), that of the R
package LCMCR: within a class the lists are independent, and up to ten classes share the
population. It suits people who differ; it says nothing on its own of lists that take from each
other.

The prior is part of the answer. Data say nothing of a class that every list misses, so how common
such classes are is the prior's word: ``simulate_prior`` says what the prior alone holds of
N / n, and ``share_near_cap`` whether the limit on the unseen was felt. Some tables have two modes
far apart, both honest: the draws hold each with its mass, and an interval may span both.

The answer comes with its diagnostics, or is a refusal where independent runs disagree.
"""

from dataclasses import dataclass

import numpy as np

from sijill.estimation.latent_class.density import Target, occupied_histories, odds_missed
from sijill.estimation.latent_class.particles import (
    DEAR,
    QUICK,
    THOROUGH,
    Effort,
    draw_prior,
    draw_unseen,
    is_dear,
    sample_runs,
)
from sijill.estimation.sampling.convergence import ess_bulk, ess_tail, rhat
from sijill.estimation.tables.cells import (
    FEWEST_LISTS,
    Floats,
    Integers,
    check_cells,
    number_of_lists,
)
from sijill.model.values.quantities import Refusal, RefusalReason

RUNS = 4
"""At a time; each is a chain of R-hat."""
MOST_RUNS = 12
"""Runs are added, four at a time, until they are enough or so many."""
LARGEST_RHAT = 1.01
"""The advice of Vehtari et al. (2021)."""
NEARLY_AGREEING = 1.02
"""Up to this R-hat more runs of the same effort are tried; above, more thorough ones."""
LEAST_EFFECTIVE = 400
"""The same paper's advice."""
MOST_THOROUGH_RUNS = 8
"""Each costs four times as much as a quick one."""
MOST_DEAR_RUNS = 8
"""Where a run takes seconds; see ``VERY_DEAR_GRADIENT``."""
VERY_DEAR_GRADIENT = 10_000
"""Histories times classes. With more, four runs take half a minute, and more of them seldom agree
better: runs that may be used each for itself are then left as they are."""
TOLERATED_RHAT = 1.1
"""Up to this (the limit of Gelman & Rubin 1992) runs that disagree may still be used, each for
itself: ``reach_of_runs``."""
MOST_CLASSES = {3: 4}
"""By the number of lists, where fewer than the prior's: three lists tell two classes apart."""
NEAR_CAP = 0.9
"""Near the cap is above this times the cap."""
PRIOR_DRAWS = 8192
"""Draws of N / n from the prior: enough for a picture and its quantiles."""


@dataclass(frozen=True, slots=True)
class ClassPrior:
    """What is believed before the data; the defaults are those of LCMCR's example."""

    classes: int = 10
    """Most classes; at most ``MOST_CLASSES`` are used for three lists."""
    chance: tuple[float, float] = (1.0, 1.0)
    """(a, b): a class's chance of being on a list ~ Beta(a, b)."""
    concentration: tuple[float, float] = (0.25, 0.25)
    """Shape and rate of the gamma prior of α; small α means few classes."""
    cap_factor: int | None = 20
    """At most this many times the recorded may be unseen (hidden in LCMCR); None for no limit."""

    def __post_init__(self) -> None:
        if self.classes < 2:  # noqa: PLR2004 - one class has no sticks to break
            raise ValueError(f"at least 2 classes are needed: {self.classes}")
        if min(*self.chance, *self.concentration) <= 0:
            raise ValueError(f"the parameters of priors must be positive: {self}")
        if self.cap_factor is not None and self.cap_factor < 1:
            raise ValueError(f"the cap must be at least the number recorded: {self.cap_factor}")


@dataclass(frozen=True, slots=True)
class LatentClassPosterior:
    """Draws of the number on no list, with what is needed to judge them."""

    recorded: int
    unseen: Integers
    """Runs × draws; the runs share nothing."""
    rhat: float
    ess_bulk: float
    ess_tail: float
    cap: int | None
    """Most persons on no list that the prior allows."""
    share_near_cap: float
    """Posterior mass above nine tenths of the cap; 0 without one."""
    prior: ClassPrior
    seed: int

    @property
    def agrees(self) -> bool:
        """Whether the runs agree and their draws are enough."""
        effective = min(self.ess_bulk, self.ess_tail)
        return self.rhat <= LARGEST_RHAT and effective >= LEAST_EFFECTIVE


def sample_classes(
    counts: Integers,
    prior: ClassPrior,
    *,
    seed: int,
    effort: Effort | None = None,
    thorough: Effort | None = THOROUGH,
    tolerated_rhat: float | None = None,
) -> LatentClassPosterior | Refusal:
    """Draw from the posterior of a table of 2^J cells (``cells``), in four independent runs.

    ``effort`` is chosen by the number of histories where none is given. Where the runs give few
    effective draws more of them are added; where they disagree they are made anew with ``thorough``
    effort, and more are added until the draws are enough. Neither happens with None, nor in tables
    of very many histories whose first runs may be used each for itself. Where they
    still disagree the answer is a refusal, unless R-hat is at most ``tolerated_rhat``: then it is a
    posterior that does not agree (``agrees``). The same arguments give the same draws.

    Raises:
        ValueError: for a negative seed, or counts that are none (``check_cells``).
    """
    if seed < 0:
        raise ValueError(f"seed must be at least 0: {seed}")
    counts = check_cells(counts)
    target = _condition(counts, prior)
    if isinstance(target, Refusal):
        return target
    effort = effort or (DEAR if is_dear(target) else QUICK)
    sampling = _Sampling(target, prior, seed)
    posterior = sampling.until_enough(effort, RUNS)
    if thorough and not posterior.agrees:
        posterior = _repeat(sampling, posterior, thorough, tolerated_rhat or 0.0)
    usable = posterior.agrees or posterior.rhat <= (tolerated_rhat or 0.0)
    return posterior if usable else _refuse(posterior)


def _repeat(
    sampling: "_Sampling", first: LatentClassPosterior, thorough: Effort, tolerated_rhat: float
) -> LatentClassPosterior:
    """More runs, or more thorough ones, after first ones that do not agree."""
    effort, target = sampling.effort or QUICK, sampling.target
    if len(target.counts) * target.classes > VERY_DEAR_GRADIENT:
        usable = first.rhat <= tolerated_rhat
        return first if usable else sampling.until_enough(effort, MOST_DEAR_RUNS)
    if is_dear(target):
        return sampling.until_enough(effort, MOST_RUNS)
    if first.rhat <= NEARLY_AGREEING:
        posterior = sampling.until_enough(effort, MOST_RUNS)
        if posterior.agrees:
            return posterior
    return sampling.until_enough(thorough, MOST_THOROUGH_RUNS)


@dataclass(slots=True)
class _Sampling:
    """Runs of one table, four at a time."""

    target: Target
    prior: ClassPrior
    seed: int
    effort: Effort | None = None
    odds: Floats | None = None
    """Of the runs so far, which were of this effort."""

    def until_enough(self, effort: Effort, most_runs: int) -> LatentClassPosterior:
        """The posterior by runs of one effort; those made before are kept."""
        if effort != self.effort:
            self.effort, self.odds = effort, None
        odds = self._add_runs(effort) if self.odds is None else self.odds
        posterior = _describe(odds, self.target, self.prior, self.seed)
        while len(odds) < most_runs and not posterior.agrees:
            odds = self._add_runs(effort)
            posterior = _describe(odds, self.target, self.prior, self.seed)
        return posterior

    def _add_runs(self, effort: Effort) -> Floats:
        before = [] if self.odds is None else [self.odds]
        made = sum(map(len, before))
        self.odds = np.concatenate([*before, _sample(self.target, effort, self.seed, made)])
        return self.odds


def _sample(target: Target, effort: Effort, seed: int, first: int) -> Floats:
    """``RUNS`` runs, from the one numbered ``first`` on: odds of being missed, runs × draws."""
    return sample_runs(target, effort, RUNS, np.random.SeedSequence(seed, spawn_key=(first,)))


def _describe(odds: Floats, target: Target, prior: ClassPrior, seed: int) -> LatentClassPosterior:
    root = np.random.SeedSequence(seed)
    cap = None if np.isinf(target.cap) else int(target.cap)
    unseen = draw_unseen(odds, int(target.persons), cap, np.random.default_rng(root))
    unseen.flags.writeable = False
    return LatentClassPosterior(
        recorded=int(target.persons),
        unseen=unseen,
        rhat=rhat(unseen),
        ess_bulk=ess_bulk(unseen),
        ess_tail=ess_tail(unseen),
        cap=cap,
        share_near_cap=float((unseen > NEAR_CAP * target.cap).mean()),
        prior=prior,
        seed=seed,
    )


def _condition(counts: Integers, prior: ClassPrior) -> Target | Refusal:
    lists, persons = number_of_lists(counts), int(counts[1:].sum())
    if lists < FEWEST_LISTS:
        return Refusal(
            RefusalReason.TOO_FEW_LISTS,
            f"Classes of people cannot be told apart with {lists} lists.",
            f"At least {FEWEST_LISTS} lists.",
        )
    if not persons:
        return Refusal(RefusalReason.NOTHING_RECORDED, "No list holds anybody.")
    design, held = occupied_histories(counts)
    return Target(
        design=design,
        counts=held,
        persons=float(persons),
        lists=lists,
        classes=min(prior.classes, MOST_CLASSES.get(lists, prior.classes)),
        chance_a=prior.chance[0],
        chance_b=prior.chance[1],
        concentration_shape=prior.concentration[0],
        concentration_rate=prior.concentration[1],
        cap=np.inf if prior.cap_factor is None else float(prior.cap_factor * persons),
    )


def simulate_prior(counts: Integers, prior: ClassPrior, *, seed: int) -> Floats | Refusal:
    """N / n for large n, that is 1 / (1 − p(0)): draws of the prior for as many lists as the table.

    Raises:
        ValueError: for counts that are none (``check_cells``).
    """
    target = _condition(check_cells(counts), prior)
    if isinstance(target, Refusal):
        return target
    states = draw_prior(target, PRIOR_DRAWS, np.random.default_rng(seed))
    return 1.0 + odds_missed(states, target)


def _refuse(posterior: LatentClassPosterior) -> Refusal:
    effective = min(posterior.ess_bulk, posterior.ess_tail)
    medians = np.median(posterior.unseen, axis=1) + posterior.recorded
    reasons = []
    if posterior.rhat > LARGEST_RHAT:
        reasons.append(
            f"{len(medians)} independent runs disagree (rank R-hat {posterior.rhat:.3f}, at "
            f"most {LARGEST_RHAT} is allowed)."
        )
    if effective < LEAST_EFFECTIVE:
        reasons.append(
            f"The draws of {len(medians)} independent runs hang together too much: they are worth "
            f"{effective:,.0f}, and {LEAST_EFFECTIVE} are needed."
        )
    return Refusal(
        RefusalReason.NOT_CONVERGED,
        f"{' '.join(reasons)} Their medians are "
        f"{', '.join(f'{median:,.0f}' for median in medians)}.",
        f"More particles or moves, until R-hat is at most {LARGEST_RHAT} with at least "
        f"{LEAST_EFFECTIVE} effective draws.",
    )
