"""Whether chains agree, and how many independent draws they are worth.

Rank-normalised R-hat and the effective sample sizes of the bulk and the tails, after Vehtari,
Gelman, Simpson, Carpenter & Bürkner (2021, Bayesian Analysis 16:667). Draws are replaced by normal
scores of their ranks, so that infinite variance does no harm, and a monotone function of a draw
(a number, its logarithm) has the same diagnostics. Every chain is split into halves, so that drift
within one shows.

R-hat is the larger of two: of the draws (do chains have the same centre?) and of their distances
from the median (the same spread?). Values of at most 1.01 and at least 400 effective draws are the
paper's advice.

Arrays are chains × draws.
"""

import numpy as np
from scipy.fft import next_fast_len
from scipy.special import ndtri
from scipy.stats import rankdata

from sijill.estimation.tables.cells import Floats, Integers

LEAST_DRAWS = 8


def rhat(draws: Floats | Integers) -> float:
    """R-hat of ranks, the larger of bulk and folded; infinite if every draw is the same number.

    Raises:
        ValueError: for fewer than 8 draws in a chain.
    """
    halves = _split(draws)
    return max(_rhat(_normal_scores(halves)), _rhat(_normal_scores(_fold(halves))))


def ess_bulk(draws: Floats | Integers) -> float:
    """How many independent draws would know the centre of the distribution as well."""
    return _effective_size(_normal_scores(_split(draws)))


def ess_tail(draws: Floats | Integers) -> float:
    """The same for the 5 % and 95 % quantiles, whichever is known worse."""
    halves = _split(draws)
    low, high = np.quantile(halves, (0.05, 0.95))
    return min(_effective_size((halves <= cut).astype(float)) for cut in (low, high))


def _split(draws: Floats | Integers) -> Floats:
    if draws.shape[1] < LEAST_DRAWS:
        raise ValueError(f"at least {LEAST_DRAWS} draws a chain are needed: {draws.shape[1]}")
    half = draws.shape[1] // 2
    return np.concatenate([draws[:, :half], draws[:, -half:]]).astype(float)


def _fold(draws: Floats) -> Floats:
    folded: Floats = np.abs(draws - np.median(draws))
    return folded


def _normal_scores(draws: Floats) -> Floats:
    """Φ⁻¹((rank − 3/8) / (size + 1/4)), ties sharing their mean rank (Blom 1958)."""
    ranks = rankdata(draws, method="average").reshape(draws.shape)
    scores: Floats = ndtri((ranks - 0.375) / (draws.size + 0.25))
    return scores


def _variances(draws: Floats) -> tuple[float, float]:
    """Mean variance within chains, and the estimate of the variance that all together have."""
    length = draws.shape[1]
    within = float(draws.var(axis=1, ddof=1).mean())
    between = float(draws.mean(axis=1).var(ddof=1))
    return within, within * (length - 1) / length + between


def _rhat(draws: Floats) -> float:
    within, pooled = _variances(draws)
    return float(np.sqrt(pooled / within)) if within > 0 else np.inf


def _effective_size(draws: Floats) -> float:
    """Size / autocorrelation time, the sum cut by Geyer's initial monotone sequence (1992)."""
    chains, length = draws.shape
    within, pooled = _variances(draws)
    if pooled == 0:
        return float(draws.size)
    covariance = _autocovariance(draws).mean(axis=0)
    correlation = 1.0 - (within - covariance) / pooled
    correlation[0] = 1.0
    pairs = correlation[: length - length % 2].reshape(-1, 2).sum(axis=1)
    negative = np.flatnonzero(pairs < 0)
    end = int(negative[0]) if len(negative) else len(pairs)
    kept = np.minimum.accumulate(pairs[:end])
    # the first correlation left out is counted if positive: the improved estimate of the paper
    after = max(float(correlation[2 * end]), 0.0) if 2 * end < length else 0.0
    time = max(-1.0 + 2.0 * float(kept.sum()) + after, 1.0 / np.log10(draws.size))
    return float(chains * length / time)


def _autocovariance(draws: Floats) -> Floats:
    """By lag, for each chain, with divisor ``length``."""
    length = draws.shape[1]
    size = next_fast_len(2 * length, real=True)
    spectrum = np.fft.rfft(draws - draws.mean(axis=1, keepdims=True), size)
    covariance: Floats = np.fft.irfft(np.abs(spectrum) ** 2, size)[:, :length] / length
    return covariance
