"""What the other records of the same people say about a pair."""

from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pytest

from sijill.linkage.clustering.clusters import Constraints
from sijill.linkage.clustering.company import SURE, weigh_in_company
from sijill.linkage.comparing.comparisons import COMPARISONS, FIELD_NUMBERS, last_level
from sijill.linkage.comparing.evidence import STATED_M, STATED_U, Model
from sijill.linkage.comparing.frequencies import WITH_FREQUENCY
from sijill.linkage.comparing.learning import PRIOR_PAIRS
from sijill.linkage.comparing.pair_data import PairData
from sijill.linkage.comparing.pairs import COMPANY, JUDGEMENTS, ScoredPairs
from sijill.linkage.learned import ComparedPairs, Parameters
from sijill.linkage.rivalry import weigh_pairs

IDS = ("a:1", "b:1", "c:1", "d:1")
GIVEN, FAMILY, FATHER, AGE = (FIELD_NUMBERS[name] for name in ("given", "family", "father", "age"))
DIFFERENT = last_level("father")
Levels = dict[int, int]


def model(taught: float = 10 * PRIOR_PAIRS) -> Model:
    rows = np.zeros(1, dtype=np.int32)
    return Model(
        STATED_M[None], STATED_U[None], rows, np.ones(1), np.array([1e4]), 1e-4, 1e-4, taught
    )


def compared(*pairs: tuple[int, int, Levels], vetoed: tuple[int, ...] = ()) -> ComparedPairs:
    """Pairs of rows of ``IDS``, sorted, that agree on given and family name and as said."""
    left, right = (np.array([pair[at] for pair in pairs], dtype=np.int32) for at in (0, 1))
    levels = np.full((len(pairs), len(COMPARISONS)), -1, dtype=np.int8)
    levels[:, [GIVEN, FAMILY]] = 0
    for row, (*_, known) in enumerate(pairs):
        for field, level in known.items():
            levels[row, field] = level
    nothing = np.zeros(len(pairs), dtype=bool)
    rarity = np.full((len(pairs), len(WITH_FREQUENCY)), -6.0)
    data = PairData(left, right, np.zeros_like(left), levels, rarity, nothing)
    vetoes = np.full(len(pairs), -1, dtype=np.int8)
    vetoes[list(vetoed)] = 0
    weights, added = model().weights(data), model().added(data)
    return ComparedPairs(data, vetoes, weights, added, nothing, nothing.copy())


def in_company(
    pairs: ComparedPairs,
    sure: tuple[int, ...] = (),
    constraints: Constraints | None = None,
    taught: float = 10 * PRIOR_PAIRS,
) -> npt.NDArray[np.float64]:
    """What is added to each pair where the ``sure`` ones are one person and no other is."""
    odds = np.full(len(pairs.weights), SURE - 1)
    odds[list(sure)] = SURE
    judged = constraints or Constraints()
    found = weigh_in_company(IDS, pairs, odds, pairs.vetoes < 0, model(taught), judged)
    return found - pairs.weights


FATHER_TOLD = compared((0, 1, {AGE: 0}), (0, 2, {}), (1, 2, {FATHER: 0}))
FATHERS_DIFFER = compared((0, 1, {AGE: 0}), (0, 2, {}), (1, 2, {FATHER: DIFFERENT}))


def test_a_record_agrees_with_what_a_sure_partner_of_the_other_tells() -> None:
    """The second record names the father, which the first does not: both are compared by it."""
    added = in_company(FATHER_TOLD, sure=(0,))
    assert added == pytest.approx([0, added[1], 0], abs=1e-4)
    assert added[1] > 2


def test_a_record_disagrees_with_what_a_sure_partner_of_the_other_tells() -> None:
    assert in_company(FATHERS_DIFFER, sure=(0,))[1] < -1


def test_the_same_evidence_of_several_records_counts_once() -> None:
    alike = compared((0, 1, {AGE: 0}), (0, 2, {FATHER: 0}), (1, 2, {FATHER: 0}))
    assert in_company(alike, sure=(0,)) == pytest.approx([0, 0, 0], abs=1e-4)


def test_without_a_sure_partner_nothing_changes() -> None:
    assert (in_company(FATHER_TOLD) == 0).all()


def test_where_few_pairs_teach_nothing_changes() -> None:
    assert (in_company(FATHER_TOLD, sure=(0,), taught=PRIOR_PAIRS - 1) == 0).all()


def test_who_was_judged_the_same_is_company_and_who_was_judged_different_is_none() -> None:
    same = Constraints(same=frozenset({("a:1", "b:1")}))
    assert in_company(FATHER_TOLD, constraints=same)[1] > 2
    apart = Constraints(different=frozenset({("a:1", "b:1")}))
    assert (in_company(FATHER_TOLD, sure=(0,), constraints=apart) == 0).all()


def test_people_whom_something_parts_are_weighed_as_before() -> None:
    vetoed = compared((0, 1, {AGE: 0}), (0, 2, {}), (1, 2, {FATHER: 0}), vetoed=(2,))
    assert (in_company(vetoed, sure=(0,)) == 0).all()
    apart = Constraints(different=frozenset({("b:1", "c:1")}))
    assert (in_company(FATHER_TOLD, sure=(0,), constraints=apart) == 0).all()


def test_a_chain_that_a_veto_breaks_is_no_company() -> None:
    chain = compared(
        (0, 1, {AGE: 0}), (0, 2, {}), (0, 3, {}), (1, 2, {AGE: 0}), (1, 3, {FATHER: 0}), vetoed=(1,)
    )
    assert (in_company(chain, sure=(0, 3)) == 0).all()


def test_the_step_is_shown_and_all_steps_add_up_to_the_weight() -> None:
    added = in_company(FATHER_TOLD, sure=(0,))
    data, weights = FATHER_TOLD.data, FATHER_TOLD.weights + added
    columns = (data.left, data.right, weights, weights, FATHER_TOLD.vetoes, data.levels)
    scored = ScoredPairs(IDS[:3], *columns, FATHER_TOLD.added, added)
    steps = dict(scored[("a:1", "c:1")].steps)
    assert steps[COMPANY] == pytest.approx(added[1])
    assert JUDGEMENTS not in steps
    assert sum(steps.values()) == pytest.approx(weights[1], abs=1e-4)
    assert COMPANY not in dict(scored[("a:1", "b:1")].steps)


def test_a_disagreement_never_raises_what_company_leaves_of_a_pair() -> None:
    for level in range(DIFFERENT):
        better, worse = (
            compared((0, 1, {AGE: 0}), (0, 2, {}), (1, 2, {FATHER: one}))
            for one in (level, level + 1)
        )
        first, second = (pairs.weights + in_company(pairs, (0,)) for pairs in (better, worse))
        assert (second <= first + 1e-6).all()


def test_nothing_compared_gives_nothing() -> None:
    nothing = FATHER_TOLD.part(np.zeros(3, dtype=bool))
    assert len(in_company(replace(nothing))) == 0


NONE_ONCE = np.zeros(2, dtype=bool)
TWO_CANDIDATES = compared((0, 1, {AGE: 0}), (0, 2, {AGE: 0}))
"""A record of one list that fits two of another equally well."""


def odds_of_second(decided: Constraints, once: npt.NDArray[np.bool_] = NONE_ONCE) -> float:
    """The log-odds of the second candidate where this is decided."""
    of_lists = np.zeros(4, dtype=np.int32)  # every pair of two lists has the shares of all
    learned = replace(model(), rows=of_lists, matches=np.ones(4), possible=np.full(4, 1e4))
    strangers = np.zeros((0, len(COMPARISONS)), dtype=np.int8)
    sizes = np.array([100, 100])
    how = Parameters(learned, {}, ("a", "b"), sizes, once, NONE_ONCE, strangers, b"")
    pairs = replace(
        TWO_CANDIDATES, data=replace(TWO_CANDIDATES.data, lists=np.ones_like(of_lists[:2]))
    )
    lists_once = np.where(once[[0, 1, 1]], [0, 1, 1], -1).astype(np.int32)
    rows = np.arange(3, dtype=np.int32)
    return float(weigh_pairs(IDS[:3], pairs, how, lists_once, rows, decided).scored.odds[1])


@pytest.mark.parametrize("once", [NONE_ONCE, ~NONE_ONCE])
def test_an_answer_about_a_candidate_is_evidence_about_the_other(
    once: npt.NDArray[np.bool_],
) -> None:
    first = frozenset({("a:1", "b:1")})
    open_, same, different = (
        odds_of_second(decided, once)
        for decided in (Constraints(), Constraints(same=first), Constraints(different=first))
    )
    assert same < open_ - 2
    assert different > open_ + 0.5


def test_a_decided_pair_is_shown_with_its_own_odds() -> None:
    second = frozenset({("a:1", "c:1")})
    assert odds_of_second(Constraints(same=second)) == pytest.approx(odds_of_second(Constraints()))
