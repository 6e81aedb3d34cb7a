"""Draws from the posterior of the latent class model, modes weighted by their mass.

Real tables have several modes far apart, and a chain that starts in one stays there. So a run is
a sequential Monte Carlo sampler (Del Moral, Doucet & Jasra 2006, JRSS-B 68:411): many particles
start from the prior and the likelihood is turned on by degrees: the inverse temperature rises from
0 to 1. At each degree the particles are weighted by the likelihood added, drawn anew (systematic
resampling), and moved until they have forgotten where they were. How many particles end in a mode
is then an estimate of its mass.

* The next degree is the furthest at which the weights keep a given share of the particles
  effective (Zhou, Johansen & Aston 2016, J. Comput. Graph. Stat. 25:701).
* A mode that holds a fifth of the mass in the end may hold a fiftieth on the way; a handful of
  ancestors would then decide its share. So particles are not drawn in proportion to the mass where
  they are, but nearer to evenly over the range of the log odds of being missed, and each carries
  the weight that sets this right (priority scores, Liu & Chen 1998, JASA 93:1032). The last
  drawing is in proportion.
* Moves are repeated until the particles' log odds of being missed hardly correlate with those
  before the moves (Buchholz, Chopin & Jacob 2021, Bayesian Analysis 16:745), at most ``most_moves``
  times. In the critical range, where modes part, this is what makes their masses right.

Copies of a particle stay side by side. So along the particles the draws of a run are correlated
where they descend from the same ancestor, and the effective sample size along them counts that.
Runs share nothing, so comparing them (R-hat) says whether the masses of modes are reproducible.
"""

from dataclasses import dataclass

import numpy as np

from sijill.estimation.latent_class.density import Target, measure, odds_missed
from sijill.estimation.latent_class.moves import Path, move_states
from sijill.estimation.sampling.unseen import draw_negative_binomial
from sijill.estimation.tables.cells import Floats, Integers

FIRST_STEP = 0.2
"""Of a leap; it is fitted to ``ACCEPTANCE`` from move to move."""
STRATUM_WIDTH = 0.5
"""Of log odds of being missed: particles are spread over strata of this width."""
EVENNESS = 0.5
"""A stratum of mass m gets particles as m^(1 − evenness): 0 is in proportion, 1 all alike."""
LEAST_MASS = 0.01
"""Strata of less mass are not favoured more than one of this: they would hold copies only."""
ACCEPTANCE = 0.7
"""Share of moves accepted that steps are fitted to; the best is near 0.65, and a little more costs
little (Beskos et al. 2013, Bernoulli 19:1501)."""
LEAST_LEAPS = 4
"""With fewer a path is hardly longer than a random step."""
DEAR_GRADIENT = 3_000
"""Histories times classes; with more, coordinates have masses (``moves``)."""
WEIGHTED_JOURNEY = 5.0
"""A path with masses is so many times as long, in units of each coordinate's deviation."""
FEWEST_PARTICLES = 32
"""Of fewer, no share of a mode is an estimate."""


@dataclass(frozen=True, slots=True)
class Effort:
    """How much work a run is."""

    particles: int = 128
    kept_share: float = 0.5
    """Effective share of the particles after each degree of temperature; more is more degrees."""
    least_moves: int = 3
    most_moves: int = 3
    """Moves at one degree of temperature."""
    forgotten: float = 0.1
    """Moves stop when the correlation with the particles before them is below this."""
    journey: float = 3.0
    """Length of a Hamiltonian path in log odds; the prior of a chance has deviation 1.8."""
    most_leaps: int = 150
    draws_each: int = 8
    """Draws taken from each particle in the end, one move apart."""

    def __post_init__(self) -> None:
        if self.particles < FEWEST_PARTICLES:
            raise ValueError(f"at least {FEWEST_PARTICLES} particles: {self.particles}")
        if min(self.least_moves, self.most_moves, self.most_leaps, self.draws_each) < 1:
            raise ValueError(f"moves, leaps and draws must be at least 1: {self}")


QUICK = Effort()
"""Enough for most tables."""
DEAR = Effort(particles=64)
"""For tables of thousands of histories."""
THOROUGH = Effort(particles=512)
"""For tables with modes far apart: a mode of small mass is lost by few particles.

It takes four times as long as the quick one. Where the runs disagree even so, that is reported."""


@dataclass(slots=True)
class _Particles:
    """The particles of all runs as they are moved, run after run."""

    runs: int
    states: Floats
    """A column for each particle."""
    logs: Floats
    """Log prior and log likelihood of each."""
    carried: Floats
    """The weight of each particle, runs × particles; together 1 in each run."""
    steps: Floats
    """By run."""
    weighted: bool
    rng: np.random.Generator

    def by_run(self, values: Floats) -> Floats:
        """The values of particles, last axis, as runs × particles."""
        return values.reshape(*values.shape[:-1], self.runs, -1)


def draw_prior(target: Target, number: int, rng: np.random.Generator) -> Floats:
    """``number`` states from the prior."""
    shape = (target.lists * target.classes, number)
    # the log odds of a Beta draw, kept exact where the chance is nearly 0 or 1
    logits = _log_gammas(target.chance_a, shape, rng) - _log_gammas(target.chance_b, shape, rng)
    log_alpha = _log_gammas(target.concentration_shape, (number,), rng)
    log_alpha -= np.log(target.concentration_rate)
    sticks = np.log(rng.standard_exponential((target.classes - 1, number))) - log_alpha
    return np.vstack([logits, sticks])


def _log_gammas(shape: float, size: tuple[int, ...], rng: np.random.Generator) -> Floats:
    """Logarithms of gamma draws: log G(s + 1) + log U / s, which cannot underflow."""
    grown = np.log(rng.standard_gamma(shape + 1.0, size))
    return grown - rng.standard_exponential(size) / shape


def is_dear(target: Target) -> bool:
    """Whether a gradient costs so much that shorter paths pay."""
    return len(target.counts) * target.classes > DEAR_GRADIENT


def sample_runs(target: Target, effort: Effort, runs: int, seed: np.random.SeedSequence) -> Floats:
    """Odds p(0) / (1 − p(0)) of being on no list: runs × draws.

    Runs share the degrees of temperature and how many leaps a path has, and nothing else.
    """
    rng = np.random.default_rng(seed)
    states = draw_prior(target, runs * effort.particles, rng)
    even = np.full((runs, effort.particles), 1.0 / effort.particles)
    steps = np.full(runs, FIRST_STEP)
    particles = _Particles(runs, states, measure(states, target), even, steps, is_dear(target), rng)
    inverse_temperature = 0.0
    while inverse_temperature < 1.0:
        added = _next_degree(particles, 1.0 - inverse_temperature, effort.kept_share)
        inverse_temperature = (
            1.0 if added >= 1.0 - inverse_temperature else inverse_temperature + added
        )
        masses = particles.carried * _grow(particles, added)
        masses /= masses.sum(axis=1, keepdims=True)
        favours = np.ones_like(masses)
        if inverse_temperature < 1.0:
            log_odds = particles.by_run(np.log(odds_missed(particles.states, target)))
            favours = np.stack([_favour(*run) for run in zip(log_odds, masses, strict=True)])
        _resample(particles, masses, favours)
        _move_until_forgotten(particles, inverse_temperature, target, effort)
    draws = []
    for _ in range(effort.draws_each):
        _move(particles, 1.0, target, effort)
        draws.append(particles.by_run(odds_missed(particles.states, target)))
    return np.stack(draws, axis=-1).reshape(runs, -1)


def _grow(particles: _Particles, added: float) -> Floats:
    """What ``added`` inverse temperature multiplies each particle's weight by, up to a constant."""
    likelihoods = particles.by_run(particles.logs[1])
    growths: Floats = np.exp(added * (likelihoods - likelihoods.max(axis=1, keepdims=True)))
    return growths


def _next_degree(particles: _Particles, most: float, kept_share: float) -> float:
    """The inverse temperature to add, at most ``most``, that keeps the given share effective.

    The share is (Σ w g)² / Σ w g² for weights w that grow by g, in the run where it is least.
    """

    def effective(added: float) -> float:
        growths, carried = _grow(particles, added), particles.carried
        shares = (carried * growths).sum(axis=1) ** 2 / (carried * growths**2).sum(axis=1)
        return float(shares.min())

    if effective(most) >= kept_share:
        return most
    low, high = 0.0, most
    for _ in range(50):
        midpoint = (low + high) / 2
        low, high = (low, midpoint) if effective(midpoint) < kept_share else (midpoint, high)
    return high


def _favour(log_odds: Floats, masses: Floats) -> Floats:
    """How much more often than its mass says each particle is drawn: strata made more even."""
    strata = np.floor((log_odds - log_odds.min()) / STRATUM_WIDTH).astype(np.int64)
    of_stratum = np.maximum(np.bincount(strata, weights=masses), LEAST_MASS)
    favours: Floats = of_stratum[strata] ** -EVENNESS
    return favours


def _resample(particles: _Particles, masses: Floats, favours: Floats) -> None:
    """Systematic resampling, in order, of mass times favour; who was favoured carries less."""
    number = masses.shape[1]
    ends = np.cumsum(masses * favours, axis=1)
    chosen = []
    for run, last in enumerate(ends[:, -1]):
        points = (particles.rng.random() + np.arange(number)) / number
        inside = np.minimum(np.searchsorted(ends[run] / last, points), number - 1)
        particles.carried[run] = 1.0 / favours[run, inside]
        chosen.append(run * number + inside)
    columns = np.concatenate(chosen)
    particles.states, particles.logs = particles.states[:, columns], particles.logs[:, columns]
    particles.carried /= particles.carried.sum(axis=1, keepdims=True)


def _move_until_forgotten(
    particles: _Particles, inverse_temperature: float, target: Target, effort: Effort
) -> None:
    before = _summaries(particles, target)
    for move in range(1, effort.most_moves + 1):
        _move(particles, inverse_temperature, target, effort)
        if move < effort.least_moves:
            continue
        if _correlation(before, _summaries(particles, target)) < effort.forgotten:
            break


def _summaries(particles: _Particles, target: Target) -> Floats:
    """What must be forgotten: log odds of being missed, log likelihood; 2 × runs × particles."""
    odds = odds_missed(particles.states, target)
    return particles.by_run(np.stack([np.log(odds), particles.logs[1]]))


def _correlation(before: Floats, after: Floats) -> float:
    """The larger correlation of the two summaries, averaged over runs."""
    left, right = (x - x.mean(axis=-1, keepdims=True) for x in (before, after))
    spread = np.sqrt((left**2).sum(axis=-1) * (right**2).sum(axis=-1))
    return float(((left * right).sum(axis=-1) / spread).mean(axis=1).max())


def _move(
    particles: _Particles, inverse_temperature: float, target: Target, effort: Effort
) -> None:
    journey = effort.journey * (WEIGHTED_JOURNEY if particles.weighted else 1.0)
    step = float(np.exp(np.log(particles.steps).mean()))
    leaps = int(np.clip(journey / step, LEAST_LEAPS, effort.most_leaps))
    steps = np.repeat(particles.steps, particles.carried.shape[1])
    path = Path(leaps, steps, inverse_temperature, particles.weighted)
    moved = move_states(particles.states, particles.logs, path, target, particles.rng)
    particles.states, particles.logs = moved.states, moved.logs
    accepted = particles.by_run(moved.chances).mean(axis=1)
    particles.steps *= np.exp(0.7 * (accepted - ACCEPTANCE))


def draw_unseen(odds: Floats, persons: int, cap: int | None, rng: np.random.Generator) -> Integers:
    """Numbers on no list, NegBin(n, 1 − p(0)) up to the cap, for odds p(0) / (1 − p(0))."""
    unseen = draw_negative_binomial(odds, persons, rng)
    while cap is not None and (above := unseen > cap).any():
        unseen[above] = draw_negative_binomial(odds[above], persons, rng)
    return unseen
