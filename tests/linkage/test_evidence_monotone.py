"""Making any field of a pair disagree never raises its probability."""

from itertools import pairwise

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from sijill.linkage.comparing.comparisons import COMPARISONS
from sijill.linkage.comparing.evidence import STATED_M, STATED_U, Model
from sijill.linkage.comparing.frequencies import WITH_FREQUENCY
from sijill.linkage.comparing.pair_data import PairData

FIELDS = len(COMPARISONS)


def model(seed: int) -> Model:
    """Shares drawn at random, as badly ordered as data may make them."""
    rng = np.random.default_rng(seed)
    m = STATED_M * np.exp(rng.normal(0, 2, STATED_M.shape))
    u = STATED_U * np.exp(rng.normal(0, 2, STATED_U.shape))
    m, u = (table / table.sum(axis=1, keepdims=True) for table in (m, u))
    families, kin = 10.0 ** rng.uniform(-9, -1, 2)
    matches, possible = np.array([40.0]), np.array([10_000.0])
    return Model(m[None], u[None], np.zeros(1, dtype=np.int32), matches, possible, families, kin)


def weight(model: Model, levels: list[int], rarity: float) -> float:
    one = np.zeros(1, dtype=np.int32)
    shares = np.full((1, len(WITH_FREQUENCY)), rarity)
    pair = PairData(
        one, one + 1, one, np.array([levels], dtype=np.int8), shares, np.zeros(1, dtype=bool)
    )
    return float(model.weights(pair)[0])


@settings(max_examples=60, deadline=None)
@given(
    st.integers(0, 10_000),
    st.tuples(*(st.integers(-1, len(field.levels) - 1) for field in COMPARISONS)),
    st.integers(0, FIELDS - 1),
    st.floats(-9, 0),
)
def test_a_later_level_never_weighs_more(
    seed: int, levels: tuple[int, ...], field: int, rarity: float
) -> None:
    learned = model(seed)
    start = max(levels[field], 0)
    found = [
        weight(learned, [*levels[:field], level, *levels[field + 1 :]], rarity)
        for level in range(start, len(COMPARISONS[field].levels))
    ]
    assert all(later <= earlier + 1e-9 for earlier, later in pairwise(found))


@settings(max_examples=40, deadline=None)
@given(
    st.integers(0, 10_000),
    st.tuples(*(st.integers(-1, len(field.levels) - 1) for field in COMPARISONS)),
    st.integers(0, FIELDS - 1),
)
def test_a_contradiction_never_weighs_more_than_silence(
    seed: int, levels: tuple[int, ...], field: int
) -> None:
    learned = model(seed)
    silent = [*levels[:field], -1, *levels[field + 1 :]]
    against = [*levels[:field], len(COMPARISONS[field].levels) - 1, *levels[field + 1 :]]
    assert weight(learned, against, -3.0) <= weight(learned, silent, -3.0) + 1e-9


@settings(max_examples=20, deadline=None)
@given(
    st.integers(0, 10_000),
    st.tuples(*(st.integers(-1, len(field.levels) - 1) for field in COMPARISONS)),
)
def test_what_is_added_adds_up_to_the_weight(seed: int, levels: tuple[int, ...]) -> None:
    learned, one = model(seed), np.zeros(1, dtype=np.int32)
    rows = np.array([levels], dtype=np.int8)
    pair = PairData(one, one + 1, one, rows, np.zeros(rows.shape), np.zeros(1, dtype=bool))
    assert abs(learned.added(pair).sum() - learned.weights(pair)[0]) < 1e-3
