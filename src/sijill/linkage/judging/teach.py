"""Judgements brought to the compared pairs: which of them teach, and what all pairs weigh then."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from sijill.linkage.arrays import Flags, Rows
from sijill.linkage.clustering.clusters import Constraints
from sijill.linkage.clustering.rivals import (
    SHARE,
    find_rivalling,
    keep_number,
    rival_log_odds,
)
from sijill.linkage.judging.lesson import (
    Lesson,
    PairEvidence,
    Taught,
    learn_lesson,
    no_lesson,
    teaches,
)
from sijill.linkage.learned import ComparedPairs, Parameters


@dataclass(frozen=True, slots=True, eq=False)
class TaughtPairs:
    """Pairs with the weights that judgements teach, and what was learned."""

    pairs: ComparedPairs
    lesson: Lesson


def teach_pairs(
    ids: Sequence[str],
    compared: ComparedPairs,
    parameters: Parameters,
    once: Rows,
    judged: Constraints,
) -> TaughtPairs:
    """Learn from judgements on some of the pairs, and weigh all by it.

    Pairs with a veto teach nothing: people overrule vetoes for reasons that are in no field.

    Args:
        ids: the compared records, sorted.
        compared: their pairs.
        parameters: by which they were weighed.
        once: for each record the list that names each person once, or -1.
        judged: what people decided.
    """
    if not (judged.same or judged.different):
        return TaughtPairs(compared, no_lesson(np.zeros(0, dtype=bool)))
    data, weights = compared.data, compared.weights
    lists = len(parameters.lists)
    is_open = (compared.vetoes < 0) & ~_of_one_list_once(compared, once)
    rows, same = _find_judged(ids, compared, judged, is_open)
    rivalling = find_rivalling(data, is_open, once, lists)
    if teaches(same) is not Taught.LEARNED:
        return TaughtPairs(compared, no_lesson(same))
    rivals = rival_log_odds(data, weights, is_open, rivalling, lists) * rivalling
    evidence = PairEvidence(data, compared.added, rivals)
    lesson = learn_lesson(evidence.part(rows), parameters.model, same)
    taught = evidence.weights(parameters.model, lesson)
    beside = parameters.rivals_level * rivalling - SHARE * rivals
    lesson = replace(lesson, shift=keep_number(taught + beside, weights + beside, is_open))
    return TaughtPairs(replace(compared, weights=taught + lesson.shift), lesson)


def _of_one_list_once(compared: ComparedPairs, once: Rows) -> Flags:
    first, second = (once[side] for side in (compared.data.left, compared.data.right))
    of_one: Flags = (first >= 0) & (first == second)
    return of_one


def _find_judged(
    ids: Sequence[str], compared: ComparedPairs, judged: Constraints, is_open: Flags
) -> tuple[npt.NDArray[np.int64], Flags]:
    """The positions of the open pairs that were judged, in order; whether each is one person."""
    answers = dict.fromkeys(judged.same, True) | dict.fromkeys(judged.different, False)
    row_of = {record: row for row, record in enumerate(ids)} if answers else {}
    asked = sorted(
        (row_of[one] * len(ids) + row_of[two], same)
        for (one, two), same in answers.items()
        if one in row_of and two in row_of
    )
    keys = compared.data.left.astype(np.int64) * len(ids) + compared.data.right
    wanted = np.array([key for key, _ in asked], dtype=np.int64)
    if not len(keys) or not len(wanted):
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=bool)
    at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    there = (keys[at] == wanted) & is_open[at]
    return at[there], np.array([same for _, same in asked], dtype=bool)[there]
