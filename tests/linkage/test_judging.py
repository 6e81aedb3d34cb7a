"""What judgements of some pairs teach about all others."""

from dataclasses import replace
from random import Random

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sijill.linkage.clustering.clusters import Constraints
from sijill.linkage.clustering.rivals import keep_number, rival_log_odds
from sijill.linkage.comparing.comparisons import COMPARISONS, FIELD_NUMBERS, UNKNOWN, last_level
from sijill.linkage.comparing.evidence import Model
from sijill.linkage.comparing.frequencies import WITH_FREQUENCY
from sijill.linkage.comparing.learning import begin, chance
from sijill.linkage.comparing.pair_data import PairData
from sijill.linkage.comparing.pairs import JUDGEMENTS, ScoredPairs
from sijill.linkage.judging.lesson import (
    FEWEST,
    Lesson,
    PairEvidence,
    Taught,
    learn_lesson,
    no_lesson,
    teaches,
)
from sijill.linkage.judging.teach import TaughtPairs, teach_pairs
from sijill.linkage.learned import ComparedPairs, Parameters
from sijill.linkage.linkage import Audit, Compared, LinkableRecords, form_persons
from sijill.model.settings.case import LinkageSettings

SIZES = np.array([400, 400])
FIELDS = len(COMPARISONS)
DAY, GIVEN = FIELD_NUMBERS["day"], FIELD_NUMBERS["given"]
ACROSS = 1
"""The number of the pair of the two lists."""


@pytest.fixture(scope="module")
def model() -> Model:
    return begin(SIZES)


def pairs_of(levels: npt.NDArray[np.int8]) -> PairData:
    """Pairs of one record with one, each of the two lists."""
    count = len(levels)
    left = np.arange(count, dtype=np.int32)
    lists = np.full(count, ACROSS, dtype=np.int32)
    rarity = np.full((count, len(WITH_FREQUENCY)), -6.0)
    return PairData(left, left + count, lists, levels, rarity, np.zeros(count, dtype=bool))


def some_levels(count: int, seed: int = 3) -> npt.NDArray[np.int8]:
    """Levels of names that mostly agree, of days and ages as they come."""
    random = np.random.default_rng(seed)
    levels = np.full((count, FIELDS), UNKNOWN, dtype=np.int8)
    for name in ("given", "family", "father", "sex", "age", "day", "place"):
        field = FIELD_NUMBERS[name]
        widest = len(COMPARISONS[field].levels)
        agrees = random.random(count) < 0.7
        levels[:, field] = np.where(agrees, 0, random.integers(0, widest, count))
    return levels


def compared(model: Model, data: PairData) -> ComparedPairs:
    nothing = np.zeros(len(data), dtype=bool)
    vetoes = np.full(len(data), -1, dtype=np.int8)
    return ComparedPairs(
        data, vetoes, model.weights(data), model.added(data), nothing, nothing.copy()
    )


def parameters(model: Model) -> Parameters:
    none = np.zeros(2, dtype=bool)
    return Parameters(model, {}, ("a", "b"), SIZES, none, none, some_levels(3), b"")


def answers_by(
    pairs: ComparedPairs, factor: float, count: int, errs: float = 0.02
) -> tuple[list[str], dict[tuple[str, str], bool]]:
    """Judgements by somebody to whom the day counts more, who errs now and then."""
    ids = [f"{number:06}" for number in range(2 * len(pairs.data))]
    by_field = pairs.added.astype(float)
    truth = pairs.weights + (factor - 1) * by_field[:, DAY]
    random = np.random.default_rng(8)
    same = random.random(len(truth)) < chance(truth)
    same ^= random.random(len(truth)) < errs
    doubtful = np.flatnonzero(np.abs(pairs.weights) < 4)[:count]
    return ids, {
        (ids[pairs.data.left[at]], ids[pairs.data.right[at]]): bool(same[at])
        for at in doubtful.tolist()
    }


def constraints(answers: dict[tuple[str, str], bool]) -> Constraints:
    return Constraints(
        frozenset(pair for pair, same in answers.items() if same),
        frozenset(pair for pair, same in answers.items() if not same),
    )


def taught(
    model: Model, factor: float, count: int, **how: float
) -> tuple[ComparedPairs, TaughtPairs]:
    pairs = compared(model, pairs_of(some_levels(6_000)))
    ids, answers = answers_by(pairs, factor, count, **how)
    once = np.full(len(ids), -1, dtype=np.int32)
    return pairs, teach_pairs(ids, pairs, parameters(model), once, constraints(answers))


def test_a_thousand_judgements_teach_that_a_field_counts_more(model: Model) -> None:
    pairs, found = taught(model, 2.5, 1_000)
    lesson = found.lesson
    assert (lesson.taught, lesson.judged) == (Taught.LEARNED, 1_000)
    assert lesson.factors[DAY] > 1.3
    others = np.delete(lesson.factors, DAY)
    assert np.abs(others - 1).max() < np.abs(lesson.factors[DAY] - 1)
    assert not np.allclose(found.pairs.weights, pairs.weights)


def test_what_is_learned_is_nearer_to_the_answers_of_pairs_nobody_judged(model: Model) -> None:
    pairs, found = taught(model, 2.5, 1_000)
    truth = chance(pairs.weights + 1.5 * pairs.added[:, DAY])
    before, after = (
        np.abs(chance(weights) - truth).mean() for weights in (pairs.weights, found.pairs.weights)
    )
    assert after < before


def test_judgements_as_the_scores_have_them_change_next_to_nothing(model: Model) -> None:
    pairs, found = taught(model, 1.0, 1_000)
    assert np.abs(found.lesson.factors - 1).max() < 0.35
    assert np.abs(chance(found.pairs.weights) - chance(pairs.weights)).mean() < 0.03


def test_the_expected_number_of_pairs_that_are_one_person_stays(model: Model) -> None:
    pairs, found = taught(model, 2.5, 1_000)
    assert chance(found.pairs.weights).sum() == pytest.approx(chance(pairs.weights).sum(), rel=1e-6)


def test_few_judgements_change_no_weight(model: Model) -> None:
    pairs, found = taught(model, 2.5, FEWEST - 1)
    assert found.lesson.taught is Taught.TOO_FEW
    assert found.pairs is pairs


def test_judgements_of_one_kind_change_no_weight() -> None:
    same = np.ones(500, dtype=bool)
    same[:19] = False
    assert teaches(same) is teaches(~same) is Taught.ONE_SIDED
    lesson = no_lesson(same)
    assert (lesson.judged, lesson.same, lesson.shift, lesson.rivals) == (500, 481, 0.0, 0.0)
    assert (lesson.factors == 1).all()


@settings(max_examples=4, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_judgements_does_not_matter(random: Random) -> None:
    model = begin(SIZES)
    pairs = compared(model, pairs_of(some_levels(2_000)))
    ids, answers = answers_by(pairs, 2.0, 300)
    once = np.full(len(ids), -1, dtype=np.int32)
    shuffled = list(answers.items())
    random.shuffle(shuffled)
    first, second = (
        teach_pairs(ids, pairs, parameters(model), once, constraints(dict(some)))
        for some in (answers.items(), shuffled)
    )
    assert first.pairs.weights.tobytes() == second.pairs.weights.tobytes()


def test_a_judgement_on_a_pair_under_a_veto_teaches_nothing(model: Model) -> None:
    pairs = compared(model, pairs_of(some_levels(2_000)))
    ids, answers = answers_by(pairs, 2.0, 300)
    vetoed = replace(pairs, vetoes=np.zeros(len(pairs.data), dtype=np.int8))
    once = np.full(len(ids), -1, dtype=np.int32)
    found = teach_pairs(ids, vetoed, parameters(model), once, constraints(answers))
    assert (found.lesson.taught, found.lesson.judged) == (Taught.TOO_FEW, 0)


@pytest.fixture(scope="module")
def lesson(model: Model) -> Lesson:
    return taught(model, 2.5, 1_000)[1].lesson


@pytest.mark.parametrize("field", [comparison.name for comparison in COMPARISONS])
def test_no_disagreement_ever_raises_a_weight(model: Model, lesson: Lesson, field: str) -> None:
    levels = some_levels(500, seed=12)
    levels = levels[levels[:, FIELD_NUMBERS[field]] != UNKNOWN]
    worse = levels.copy()
    worse[:, FIELD_NUMBERS[field]] = last_level(field)
    before, after = (
        PairEvidence(data, model.added(data), np.zeros(len(data))).weights(model, lesson)
        for data in map(pairs_of, (levels, worse))
    )
    assert (after <= before + 1e-5).all()


def test_no_factor_is_negative_and_the_given_name_never_counts_less(model: Model) -> None:
    levels = some_levels(2_000)
    data = pairs_of(levels)
    evidence = PairEvidence(data, model.added(data), np.zeros(len(data)))
    lesson = learn_lesson(evidence, model, levels[:, GIVEN] != 0)
    assert (lesson.factors >= 0).all()
    assert lesson.factors[GIVEN] >= 1


def test_other_candidates_speak_against_a_pair_unless_they_are_one_person() -> None:
    """Record 0 has two candidates on the other list, who are one person in the second case."""
    levels = np.full((3, FIELDS), UNKNOWN, dtype=np.int8)
    left, right = np.array([0, 0, 1], dtype=np.int32), np.array([1, 2, 2], dtype=np.int32)
    lists = np.array([1, 1, 3], dtype=np.int32)
    data = PairData(left, right, lists, levels, np.zeros((3, 0)), np.zeros(3, dtype=bool))
    for inside, expected in ((-9.0, np.log1p(np.exp(2.0))), (9.0, 0.0)):
        weights = np.array([1.0, 2.0, inside])
        found = rival_log_odds(data, weights, np.ones(3, dtype=bool), np.ones(3, dtype=bool), 2)
        assert found[0] == pytest.approx(expected, abs=2e-3)


def test_a_number_that_no_shift_keeps_is_left_alone() -> None:
    nothing = np.zeros(3, dtype=bool)
    assert keep_number(np.zeros(3), np.zeros(3), nothing) == 0.0


def test_what_judgements_teach_is_a_step_of_a_score(model: Model) -> None:
    pairs, found = taught(model, 2.5, 1_000)
    data, nowhere = pairs.data, np.full(len(pairs.data), -1, dtype=np.int8)
    ids = [f"{number:06}" for number in range(2 * len(data))]
    for compared_pairs, expected in ((pairs, False), (found.pairs, True)):
        weights = compared_pairs.weights
        scored = ScoredPairs(
            ids, data.left, data.right, weights, weights, nowhere, data.levels, pairs.added
        )
        steps = dict(scored.at(0).steps)
        assert (JUDGEMENTS in steps) is expected
        assert sum(steps.values()) == pytest.approx(weights[0], abs=1e-3)


def test_persons_follow_from_what_judgements_teach_and_back_again(model: Model) -> None:
    pairs = compared(model, pairs_of(some_levels(2_000)))
    ids, answers = answers_by(pairs, 2.5, 500)
    lists = ["a"] * 2_000 + ["b"] * 2_000
    work = Compared(ids, pairs, parameters(model), Audit(np.zeros(len(pairs.data), dtype=bool)))
    before, after, back = (
        form_persons(LinkableRecords(tuple(ids), lists, Constraints(), judged), work, 1.0)
        for judged in (Constraints(), constraints(answers), Constraints())
    )
    assert after.lesson is not None
    assert after.lesson.taught is Taught.LEARNED
    assert before.partition != after.partition
    assert back.partition == before.partition
    assert back.edges.weights.tobytes() == before.edges.weights.tobytes()


def test_judgements_bind_and_teach_only_where_a_case_asks_for_it() -> None:
    for asks in (False, True):
        judged = Constraints(frozenset({("a:1", "b:1")}), frozenset(), asks)
        records = LinkableRecords.of({}, {}, judged)
        assert records.judged == (judged if asks else Constraints())
        assert records.constraints.same == judged.same
    assert not LinkageSettings().judgements_teach
