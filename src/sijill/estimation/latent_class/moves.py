"""Markov moves that leave the (tempered) posterior of the latent class model as it is.

Two kinds. Hamiltonian moves (Neal 2011, Handbook of MCMC, chapter 5) go along the density in
unconstrained coordinates and travel far at a cost that does not depend on the number of persons.
Swaps exchange the places of two classes among the sticks: the likelihood does not see it, only the
prior of the class shares does, so most are cheap ways from one labelling to another.

A swap is a permutation of ν, which keeps volume in ν. There the prior, with α integrated out, is
p(ν) ∝ (b − log ν_K)^−(a + K − 1) Π_{k=2..K} R_k^−1 with R_k = Σ_{l ≥ k} ν_l.
"""

import math
from typing import NamedTuple

import numpy as np

from sijill.estimation.latent_class.density import (
    LARGEST_EXPONENT,
    Scratch,
    Target,
    differentiate,
    measure,
)
from sijill.estimation.sampling.compilation import compiled, vectorised
from sijill.estimation.tables.cells import Floats

TINY_RATE = 1e-8
"""Below it 1 − e^−x is x, and log(1 + e^x) is e^x, to all digits."""
LOG_TINY_RATE = -30.0


class Path(NamedTuple):
    """How a Hamiltonian move goes."""

    leaps: int
    step: float
    """Length of a leap; each lane varies it by up to 30 %, so that no path is periodic."""
    inverse_temperature: float
    """The power of the likelihood, 0 to 1."""


@vectorised
def advance(speeds: Floats, slopes: Floats, share: float, step: Floats) -> None:
    """``speeds`` += share · step · slopes, one step length per lane."""
    for i in range(len(speeds)):
        speed, slope = speeds[i], slopes[i]
        for b in range(len(step)):
            speed[b] += share * step[b] * slope[b]


@vectorised
def leapfrog(
    state: Floats,
    momentum: Floats,
    step: Floats,
    path: Path,
    target: Target,
    scratch: Scratch,
) -> None:
    """Leapfrog along Hamilton's equations, by the number of leaps and the temperature of ``path``.

    Schemes of two stages, better where many directions are equally stiff, were slower here: the
    few directions that the data fix best decide how long a stable step is.
    """
    leaps = path.leaps
    gradient = np.empty_like(state)
    advance(state, momentum, 0.5, step)
    for leap in range(leaps):
        differentiate(state, path.inverse_temperature, target, scratch, gradient)
        advance(momentum, gradient, 1.0, step)
        advance(state, momentum, 1.0 if leap < leaps - 1 else 0.5, step)


@compiled
def hmc_step(
    state: Floats,
    logs: Floats,
    path: Path,
    target: Target,
    scratch: Scratch,
    rng: np.random.Generator,
) -> float:
    """One Hamiltonian move of all lanes; returns the mean probability of acceptance."""
    rows, lanes = state.shape
    proposed, proposed_logs = state.copy(), np.empty_like(logs)
    momentum = np.empty_like(state)
    energy = np.zeros(lanes)
    for i in range(rows):
        for b in range(lanes):
            momentum[i, b] = rng.standard_normal()
            energy[b] += 0.5 * momentum[i, b] ** 2
    jitter = np.empty(lanes)
    for b in range(lanes):
        jitter[b] = path.step * (0.7 + 0.6 * rng.random())
    leapfrog(proposed, momentum, jitter, path, target, scratch)
    measure(proposed, target, scratch, proposed_logs)
    accepted = 0.0
    for b in range(lanes):
        gain = energy[b] - 0.5 * np.sum(momentum[:, b] ** 2)
        gain += (
            proposed_logs[0, b]
            - logs[0, b]
            + path.inverse_temperature * (proposed_logs[1, b] - logs[1, b])
        )
        chance = math.exp(min(gain, 0.0)) if math.isfinite(gain) else 0.0
        accepted += chance / lanes
        if rng.random() < chance:
            state[:, b] = proposed[:, b]
            logs[:, b] = proposed_logs[:, b]
    return accepted


@compiled
def add_logs(x: float, y: float) -> float:
    """Log(e^x + e^y)."""
    return max(x, y) + math.log1p(math.exp(-abs(x - y)))


@compiled
def rest_logs(share_logs: Floats, rest: Floats) -> None:
    """Log R_k = log Σ_{l ≥ k} ν_l into ``rest``."""
    rest[-1] = share_logs[-1]
    for k in range(len(share_logs) - 2, -1, -1):
        rest[k] = add_logs(share_logs[k], rest[k + 1])


@compiled
def share_prior(share_logs: Floats, rest: Floats, target: Target) -> float:
    """Log p(ν) up to a constant."""
    power = target.concentration_shape + target.classes - 1
    return -power * math.log(target.concentration_rate - share_logs[-1]) - np.sum(rest[1:])


@compiled
def log_shares(sticks: Floats) -> Floats:
    """Log ν of one state from its rows y."""
    logs = np.empty(len(sticks) + 1)
    gone = 0.0
    for k in range(len(sticks)):
        rate = math.exp(min(sticks[k], LARGEST_EXPONENT))
        # log V = log(1 − e^−rate)
        logs[k] = gone + (math.log(-math.expm1(-rate)) if rate > TINY_RATE else sticks[k])
        gone -= rate
    logs[-1] = gone
    return logs


@compiled
def swap_classes(
    state: Floats, logs: Floats, tries: int, target: Target, rng: np.random.Generator
) -> None:
    """``tries`` proposals to exchange two classes, in each lane."""
    lists, classes, first = target.lists, target.classes, target.lists * target.classes
    order, rest, new_rest = np.empty(classes, np.int64), np.empty(classes), np.empty(classes)
    for b in range(state.shape[1]):
        shares = log_shares(state[first:, b])
        rest_logs(shares, rest)
        prior = share_prior(shares, rest, target)
        order[:] = np.arange(classes)
        moved = False
        for _ in range(tries):
            k, m = int(rng.random() * classes), int(rng.random() * classes)
            shares[k], shares[m] = shares[m], shares[k]
            rest_logs(shares, new_rest)
            new_prior = share_prior(shares, new_rest, target)
            if math.log(1.0 - rng.random()) < new_prior - prior:
                order[k], order[m] = order[m], order[k]
                prior = new_prior
                rest[:] = new_rest
                moved = moved or k != m
            else:
                shares[k], shares[m] = shares[m], shares[k]
        if moved:
            chances = state[:first, b].copy()
            before = stick_prior(state[first:, b], target)
            for k in range(classes):
                state[k * lists : (k + 1) * lists, b] = chances[
                    order[k] * lists : (order[k] + 1) * lists
                ]
            for k in range(classes - 1):
                odds = shares[k] - rest[k + 1]
                rate = max(odds, 0.0) + math.log1p(math.exp(-abs(odds)))
                state[first + k, b] = math.log(rate) if odds > LOG_TINY_RATE else odds
            logs[0, b] += stick_prior(state[first:, b], target) - before


@compiled
def stick_prior(sticks: Floats, target: Target) -> float:
    """The part of the log prior that belongs to the rows y."""
    power = target.concentration_shape + target.classes - 1
    return np.sum(sticks) - power * math.log(target.concentration_rate + np.sum(np.exp(sticks)))


@compiled
def move_states(
    states: Floats,
    logs: Floats,
    path: Path,
    target: Target,
    scratch: Scratch,
    rng: np.random.Generator,
) -> float:
    """Swaps and one Hamiltonian move of every state; returns the mean acceptance.

    ``states`` is batches × rows × lanes, ``logs`` batches × 2 × lanes.
    """
    accepted = 0.0
    for batch in range(len(states)):
        swap_classes(states[batch], logs[batch], target.classes, target, rng)
        accepted += hmc_step(states[batch], logs[batch], path, target, scratch, rng)
    return accepted / len(states)
