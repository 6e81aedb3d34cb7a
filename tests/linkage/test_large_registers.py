"""What bounds memory and time in a large register changes no answer."""

import tracemalloc
from collections.abc import Callable

import numpy as np
import pyarrow as pa
import pytest

from sijill.linkage import record_pairs
from sijill.linkage.candidates.audit import meet
from sijill.linkage.candidates.blocking import find_candidates
from sijill.linkage.circumstances import circumstances
from sijill.linkage.comparing.comparisons import COMPARISONS
from sijill.linkage.comparing.learning import begin
from sijill.linkage.comparing.pairs import ScoredPairs
from sijill.linkage.comparing.spellings import Spellings
from sijill.linkage.features import feature_table, spelling_table
from sijill.linkage.persons import find_likely
from sijill.linkage.record_pairs import RecordPairs
from sijill.model.records.record import PersonRecord

Write = Callable[..., PersonRecord]


def _spellings(records: list[PersonRecord]) -> Spellings:
    known = circumstances(records, {})
    return Spellings(feature_table(records, known), *spelling_table(records, known))


def _all_pairs(records: int) -> pa.Table:
    left, right = (side.astype(np.int32) for side in np.triu_indices(records, 1))
    return pa.table({"left": left, "right": right})


@pytest.fixture(scope="module")
def pairs_of_crowd(crowd: list[PersonRecord]) -> RecordPairs:
    return RecordPairs(_spellings(crowd))


@pytest.mark.parametrize("weight", [-20.0, -12.0, -7.0, 0.0, 4.0])
def test_no_pair_of_a_weight_is_left_out_before_it_is_weighed(
    pairs_of_crowd: RecordPairs, weight: float
) -> None:
    pairs = pairs_of_crowd.find_levels(_all_pairs(len(pairs_of_crowd.ids)))
    model = begin(pairs_of_crowd.sizes)
    weights = model.weights(pairs_of_crowd.complete(pairs).data)
    assert pairs_of_crowd.may_reach(pairs, model, weight)[weights >= weight].all()
    likely = find_likely(pairs_of_crowd, model, pairs, weight).data
    assert likely.left.tolist() == pairs.left[weights >= weight].tolist()
    assert likely.right.tolist() == pairs.right[weights >= weight].tolist()


def test_pairs_that_differ_in_most_fields_are_not_weighed_one_by_one(
    pairs_of_crowd: RecordPairs,
) -> None:
    pairs = pairs_of_crowd.find_levels(_all_pairs(len(pairs_of_crowd.ids)))
    assert pairs_of_crowd.may_reach(pairs, begin(pairs_of_crowd.sizes), -7.0).mean() < 0.2


def test_in_how_many_parts_pairs_are_compared_does_not_matter(
    crowd: list[PersonRecord], monkeypatch: pytest.MonkeyPatch
) -> None:
    pairs = _all_pairs(len(crowd))
    whole = RecordPairs(_spellings(crowd)).compare(pairs).data
    monkeypatch.setattr(record_pairs, "PAIRS_AT_A_TIME", 97)
    parted = RecordPairs(_spellings(crowd)).compare(pairs).data
    assert np.array_equal(whole.levels, parted.levels)
    assert np.array_equal(whole.rarity, parted.rarity)


def test_candidates_of_records_with_one_spelling_each_are_sorted_pairs_of_records(
    crowd: list[PersonRecord],
) -> None:
    spellings = _spellings(crowd)
    pairs = spellings.of_records(find_candidates(spellings.table).pairs)
    ends = list(zip(pairs["left"].to_pylist(), pairs["right"].to_pylist(), strict=True))
    assert ends == sorted(set(ends))
    assert all(left < right for left, right in ends)


def test_a_record_of_two_equal_names_in_a_big_block_is_no_pair_of_itself(person: Write) -> None:
    """The same names as given and father and as given and family make one key twice."""
    records = [person(f"a:{row}", "Huda Nasser Nasser", age=str(row)) for row in range(90)]
    features = feature_table(records, circumstances(records, {}))
    found = find_candidates(features)
    assert found.oversize
    left, right = (found.pairs[side].to_numpy() for side in ("left", "right"))
    assert (left < right).all()


def test_the_audit_meets_names_a_letter_apart_or_found_in_the_other_chain() -> None:
    rows = [
        ("slm", ["slm", "jbr"]),
        ("sl", ["sl", "hsn"]),
        ("jbr", ["jbr", "mhmd"]),
        ("mhmd", ["mhmd"]),
        ("xld", None),
        (None, ["xld"]),
    ]
    some = pa.table(
        {
            "row": pa.array(range(len(rows)), pa.int32()),
            "given": [given for given, _ in rows],
            "chain": pa.array([chain for _, chain in rows], pa.list_(pa.string())),
        }
    )
    met = meet(some, some)
    found = set(zip(met["left"].to_pylist(), met["right"].to_pylist(), strict=True))
    assert found == {(0, 1), (0, 2), (2, 3), (4, 5)}


def test_a_pair_is_found_without_a_copy_of_all_pairs() -> None:
    """A build looks up each joined pair, so that a copy each time grows with the square."""
    number = 100_000
    rows = np.arange(number, dtype=np.int32)
    zeros = np.zeros(number)
    levels = np.zeros((number, len(COMPARISONS)), dtype=np.int8)
    ids = [f"{row:06}" for row in range(number + 1)]
    pairs = ScoredPairs(ids, rows, rows + 1, zeros, zeros, np.full(number, -1, np.int8), levels)
    tracemalloc.start()
    assert pairs.find((ids[70_000], ids[70_001])) == 70_000
    assert pairs.find((ids[70_000], ids[70_002])) is None
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < number
