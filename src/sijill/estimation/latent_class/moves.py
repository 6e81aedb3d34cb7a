"""Markov moves that leave the (tempered) posterior of the latent class model as it is.

Two kinds. Hamiltonian moves (Neal 2011, Handbook of MCMC, chapter 5) go along the density in
unconstrained coordinates and travel far at a cost that does not depend on the number of persons.
Swaps exchange the places of two classes among the sticks: the likelihood does not see it, only the
prior of the class shares does, so most are cheap ways from one labelling to another.

A swap is a permutation of ν, which keeps volume in ν. There the prior, with α integrated out, is
p(ν) ∝ (b − log ν_K)^−(a + K − 1) Π_{k=2..K} R_k^−1 with R_k = Σ_{l ≥ k} ν_l.

**How heavy a coordinate is.** The chances of a class of many persons are known well and those of an
empty class by the prior alone, so a path that is short enough for the one is slow for the other.
Neal's remedy is a mass for each coordinate near its precision, which must not change along a path;
but which class is large changes from state to state. So the number of persons of each class is
rounded, on a logarithmic scale and from a random start, to one of a few degrees, and a path that
ends at other degrees than it began is refused. Given the random start the masses are then the same
at both ends, and going back is as likely as going there. This pays where a gradient is dear; where
it is cheap, long paths without masses forget faster.
"""

from typing import NamedTuple

import numpy as np

from sijill.estimation.latent_class.density import (
    Sticks,
    Target,
    break_sticks,
    differentiate,
    measure,
    stick_prior,
)
from sijill.estimation.tables.cells import Floats, Integers

DEGREE = float(np.log(16.0))
"""Between two degrees precision grows by this factor, and the natural step falls to a quarter."""
SMALL_CLASS = 30.0
"""Persons; differences between smaller classes hardly change a degree."""
PRIOR_PRECISION = 3.0
"""Of a coordinate of which no person says anything."""
LOG_TINY_RATE = -30.0
"""Below it log(1 + e^x) is e^x to all digits."""
STATES_AT_ONCE = 512
"""So many are moved together, to stay in the processor's cache."""
SWAPS = 5
"""Proposals to exchange two classes before each Hamiltonian move."""


class Path(NamedTuple):
    """How a Hamiltonian move goes."""

    leaps: int
    steps: Floats
    """Length of a leap, by state; each varies it by up to 30 %, so that no path is periodic."""
    inverse_temperature: float
    """The power of the likelihood, 0 to 1."""
    weighted: bool = False
    """Whether coordinates have masses; otherwise each has mass 1."""

    def of(self, some: slice) -> "Path":
        """The same for some of the states."""
        return self._replace(steps=self.steps[some])


class Moved(NamedTuple):
    """States after moves, with their log prior and log likelihood."""

    states: Floats
    logs: Floats
    chances: Floats
    """Of acceptance by state, had no degree changed."""


def round_sizes(
    states: Floats, inverse_temperature: float, target: Target, start: Floats
) -> Floats:
    """The degree, a whole number, of each class's number of persons; rounded from ``start``."""
    shares = np.exp(break_sticks(states[target.first_stick :]).log_shares)
    persons = target.persons * inverse_temperature * shares
    degrees: Floats = np.floor(np.log1p(persons / SMALL_CLASS) / DEGREE + start)
    return degrees


def masses_of(degrees: Floats, start: Floats, target: Target) -> Floats:
    """The mass of every row: precisions that the persons of each degree would give."""
    sizes = SMALL_CLASS * np.expm1(np.maximum(DEGREE * (degrees - start + 0.5), 0.0))
    chances = variances_of_lists(target)[:, None, None] * sizes
    after = np.cumsum(sizes[::-1], axis=0)[::-1][1:]
    # of log e, e = −log(1 − V), were V known as a share of so many persons is
    broken = np.clip(sizes[:-1] / np.maximum(sizes[:-1] + after, 1e-9), 1e-9, 1 - 1e-9)
    sticks = after * np.log1p(-broken) ** 2 / broken
    rows = np.concatenate([chances.reshape(target.first_stick, -1), sticks])
    return np.asarray(PRIOR_PRECISION + rows, dtype=np.float64)


def variances_of_lists(target: Target) -> Floats:
    """λ (1 − λ) of each list, were every person recorded."""
    share = (target.counts @ target.design[:, :-1]) / target.persons
    return np.asarray(np.maximum(share * (1 - share), 0.02), dtype=np.float64)


def leapfrog(
    states: Floats, momentum: Floats, speeds: tuple[Floats, Floats], path: Path, target: Target
) -> None:
    """Leapfrog along Hamilton's equations; ``speeds`` are the step of each state and the masses."""
    step, masses = speeds
    rates = step / masses
    states += 0.5 * rates * momentum
    for leap in range(path.leaps):
        momentum += step * differentiate(states, path.inverse_temperature, target)
        states += (1.0 if leap < path.leaps - 1 else 0.5) * rates * momentum


def hmc_step(
    states: Floats, logs: Floats, path: Path, target: Target, rng: np.random.Generator
) -> Moved:
    """One Hamiltonian move of every state."""
    beta, number = path.inverse_temperature, states.shape[1]
    start = rng.random((target.classes, number))
    degrees = round_sizes(states, beta, target, start)
    masses = masses_of(degrees, start, target) if path.weighted else np.ones_like(states)
    momentum = rng.standard_normal(states.shape) * np.sqrt(masses)
    energy = 0.5 * (momentum**2 / masses).sum(axis=0) - logs[0] - beta * logs[1]
    proposed = states.copy()
    step = path.steps * (0.7 + 0.6 * rng.random(number))
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        leapfrog(proposed, momentum, (step, masses), path, target)
        new_logs = measure(proposed, target)
        energy -= 0.5 * (momentum**2 / masses).sum(axis=0) - new_logs[0] - beta * new_logs[1]
    chances = np.where(np.isfinite(energy), np.exp(np.minimum(energy, 0.0)), 0.0)
    taken = rng.random(number) < chances
    if path.weighted:
        taken &= (round_sizes(proposed, beta, target, start) == degrees).all(axis=0)
    return Moved(np.where(taken, proposed, states), np.where(taken, new_logs, logs), chances)


def rest_logs(share_logs: Floats) -> Floats:
    """Log R_k = log Σ_{l ≥ k} ν_l, K rows."""
    summed: Floats = np.logaddexp.accumulate(share_logs[::-1], axis=0)[::-1]
    return summed


def share_prior(share_logs: Floats, rest: Floats, target: Target) -> Floats:
    """Log p(ν) up to a constant, for each state."""
    of_last = target.power * np.log(target.concentration_rate - share_logs[-1])
    prior: Floats = -of_last - rest[1:].sum(axis=0)
    return prior


def swap_classes(
    states: Floats, logs: Floats, tries: int, target: Target, rng: np.random.Generator
) -> Moved:
    """``tries`` proposals to exchange two classes, in each state."""
    number, classes = states.shape[1], target.classes
    at = np.arange(number)
    sticks = break_sticks(states[target.first_stick :])
    shares = sticks.log_shares
    rest = rest_logs(shares)
    prior = share_prior(shares, rest, target)
    order = np.tile(np.arange(classes)[:, None], (1, number))
    for _ in range(tries):
        first, second = rng.integers(classes, size=(2, number))
        swapped = shares.copy()
        swapped[first, at], swapped[second, at] = shares[second, at], shares[first, at]
        new_rest = rest_logs(swapped)
        new_prior = share_prior(swapped, new_rest, target)
        taken = np.log1p(-rng.random(number)) < new_prior - prior
        shares, rest = np.where(taken, swapped, shares), np.where(taken, new_rest, rest)
        prior = np.where(taken, new_prior, prior)
        first, second, moved = first[taken], second[taken], at[taken]
        order[first, moved], order[second, moved] = order[second, moved], order[first, moved]
    return _relabel(
        Moved(states, logs, np.ones(number)), sticks, shares[:-1] - rest[1:], order, target
    )


def _relabel(
    before: Moved, sticks: Sticks, log_odds: Floats, order: Integers, target: Target
) -> Moved:
    """States whose classes stand in another order; ``log_odds`` are the new log V / (1 − V)."""
    moved = (order != np.arange(target.classes)[:, None]).any(axis=0)
    if not moved.any():
        return before
    states, logs = before.states.copy(), before.logs.copy()
    logits = before.states[: target.first_stick].reshape(target.lists, target.classes, -1)
    logits = np.take_along_axis(logits, order[None], axis=1)
    states[: target.first_stick] = logits.reshape(target.first_stick, -1)
    # e = −log(1 − V) = log(1 + V / (1 − V))
    rates = np.where(log_odds > LOG_TINY_RATE, np.logaddexp(0.0, log_odds), 1.0)
    changed = np.where(log_odds > LOG_TINY_RATE, np.log(rates), log_odds)
    states[target.first_stick :, moved] = changed[:, moved]
    gain = stick_prior(break_sticks(states[target.first_stick :]).rates, target)
    logs[0] += np.where(moved, gain - stick_prior(sticks.rates, target), 0.0)
    return Moved(states, logs, before.chances)


def move_states(
    states: Floats, logs: Floats, path: Path, target: Target, rng: np.random.Generator
) -> Moved:
    """Swaps and one Hamiltonian move of every state; ``logs`` are those of ``measure``."""
    parts = [
        _move_some(states[:, some], logs[:, some], path.of(some), target, rng)
        for start in range(0, states.shape[1], STATES_AT_ONCE)
        for some in [slice(start, start + STATES_AT_ONCE)]
    ]
    return Moved(*(np.concatenate(pieces, axis=-1) for pieces in zip(*parts, strict=True)))


def _move_some(
    states: Floats, logs: Floats, path: Path, target: Target, rng: np.random.Generator
) -> Moved:
    swapped = swap_classes(states, logs, SWAPS, target, rng)
    return hmc_step(swapped.states, swapped.logs, path, target, rng)
