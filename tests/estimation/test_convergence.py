import numpy as np
import pytest
from arviz_stats.base.array import BaseArray

from sijill.estimation.sampling.convergence import ess_bulk, ess_tail, rhat
from sijill.estimation.tables.cells import Floats

ARVIZ = BaseArray()


def chains(kind: str, *, draws: int = 500, seed: int = 3) -> Floats:
    rng = np.random.default_rng(seed)
    noise: Floats = rng.normal(size=(4, draws))
    match kind:
        case "sticky":
            for t in range(1, draws):
                noise[:, t] += 0.8 * noise[:, t - 1]
        case "heavy tails":
            noise = rng.standard_cauchy((4, draws))
        case "ties":
            noise = np.round(noise)
        case "one chain elsewhere":
            noise += np.array([[0], [0], [0], [3]])
        case "one chain wider":
            noise *= np.array([[1], [1], [1], [4]])
    return noise


KINDS = ["independent", "sticky", "heavy tails", "ties", "one chain elsewhere", "one chain wider"]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("draws", [500, 501])
def test_the_diagnostics_are_those_of_arviz(kind: str, draws: int) -> None:
    sample = chains(kind, draws=draws)
    assert rhat(sample) == pytest.approx(ARVIZ.rhat(sample, method="rank"), rel=1e-6)
    # arviz leaves the last pair of correlations out of Geyer's monotone sequence
    assert ess_bulk(sample) == pytest.approx(ARVIZ.ess(sample, method="bulk"), rel=0.05)
    assert ess_tail(sample) == pytest.approx(
        ARVIZ.ess(sample, method="tail", prob=(0.05, 0.95)), rel=0.05
    )


@pytest.mark.parametrize("kind", ["one chain elsewhere", "one chain wider"])
def test_a_chain_unlike_the_others_shows(kind: str) -> None:
    assert rhat(chains(kind)) > 1.01


def test_independent_draws_count_in_full() -> None:
    sample = chains("independent", draws=2000)
    assert rhat(sample) < 1.01
    assert ess_bulk(sample) == pytest.approx(8000, rel=0.15)


def test_drift_within_chains_shows() -> None:
    sample = chains("independent") + np.linspace(0, 3, 500)
    assert rhat(sample) > 1.1


def test_a_monotone_function_changes_nothing() -> None:
    sample = chains("sticky")
    assert rhat(np.exp(sample)) == rhat(sample)
    assert ess_bulk(np.exp(sample)) == ess_bulk(sample)


def test_draws_that_never_move_do_not_pass() -> None:
    assert rhat(np.full((4, 20), 7)) == np.inf


def test_a_few_draws_are_refused() -> None:
    with pytest.raises(ValueError, match="at least 8 draws"):
        rhat(np.zeros((4, 7)))
