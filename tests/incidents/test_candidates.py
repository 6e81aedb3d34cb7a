"""Which records of incidents are compared: all that may be one, as many as grow with the rows."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from made_records import head_of
from sijill.incidents.candidates import (
    LARGEST_BLOCK,
    NEIGHBOURS,
    IncidentCandidates,
    Pair,
    find_candidates,
)
from sijill.incidents.pair_scores import Facts, codes_of, own_code, weights
from sijill.model.records.record import IncidentRecord
from sijill.model.values.dates import UNKNOWN_DATE, DateInterval


def facts(record_id: str, day: str, code: str = "", victims: Iterable[str] = ()) -> Facts:
    head = head_of(record_id)
    happened = DateInterval.from_edtf(day) if day else UNKNOWN_DATE
    return Facts(IncidentRecord(head, code=code, happened=happened), frozenset(victims))


def found(listed: Iterable[Facts]) -> IncidentCandidates:
    return find_candidates({one.record.head.id: one for one in listed})


def may_be_one(left: Facts, right: Facts) -> bool:
    """The definition, pair by pair: the oracle."""
    if codes_of(left.record) & codes_of(right.record):
        return True
    if left.record.head.source == right.record.head.source:
        return False
    spans = sorted(
        (day.earliest.toordinal(), (day.latest or day.earliest).toordinal())
        for day in (left.record.happened, right.record.happened)
        if day.earliest is not None
    )
    if len(spans) < 2 or left.victims & right.victims:
        return True
    if spans[0][0] == spans[1][0]:
        return True
    return spans[1][0] <= spans[0][1] + weights()["farthest_days"]


_DAYS = ("", "2031-06-01", "2031-06-03", "2031-06-05", "2031-06", "2031-07-20")
_FACTS = st.builds(
    lambda source, day, code, victims: facts(f"{source}:0", day, code, victims),
    st.sampled_from("abc"),
    st.sampled_from(_DAYS),
    st.sampled_from(("", "CIV00120", "CIV00121, CIV00120")),
    st.sets(st.sampled_from(("rana", "sami")), max_size=1),
)


def _numbered(listed: Iterable[Facts]) -> list[Facts]:
    numbered = []
    for number, one in enumerate(listed):
        head = replace(one.record.head, id=f"{one.record.head.source}:{number}")
        numbered.append(replace(one, record=replace(one.record, head=head)))
    return numbered


@settings(max_examples=60, deadline=None)
@given(st.lists(_FACTS, max_size=12))
def test_in_a_small_register_all_that_may_be_one_are_compared(drawn: list[Facts]) -> None:
    listed = _numbered(drawn)
    by_id = {one.record.head.id: one for one in listed}
    wanted: set[Pair] = {
        (min(pair), max(pair))
        for pair in combinations(by_id, 2)
        if may_be_one(by_id[pair[0]], by_id[pair[1]])
    }
    compared = found(listed)
    more = set(compared.pairs) - wanted
    assert set(compared.pairs) >= wanted
    assert all(
        own_code(by_id[left].record) == own_code(by_id[right].record) for left, right in more
    )
    assert compared.cut_records == 0


def test_rows_of_one_list_on_one_day_make_no_pairs() -> None:
    assert found(facts(f"a:{n}", "2031-06-03") for n in range(2_000)) == IncidentCandidates(())


def test_two_lists_of_one_day_are_compared_with_neighbours_and_it_is_counted() -> None:
    """By the square of their rows they would make four hundred thousand pairs."""
    listed = [facts(f"{source}:{n}", "2031-06-03") for source in "ab" for n in range(650)]
    compared = found(listed)
    assert len(compared.pairs) <= NEIGHBOURS * len(listed)
    assert compared.cut_records > 0


def test_records_without_a_day_are_compared_with_neighbours_by_place() -> None:
    listed = [facts(f"{source}:{n}", "") for source in "ab" for n in range(650)]
    compared = found(listed)
    assert len(compared.pairs) <= NEIGHBOURS * len(listed)
    assert compared.cut_records == len(listed)


def test_a_code_of_very_many_rows_does_not_tie_each_to_each() -> None:
    listed = [facts(f"a:{n}", "2031-06-03", "CIV00120") for n in range(LARGEST_BLOCK + 1)]
    compared = found(listed)
    assert len(compared.pairs) <= NEIGHBOURS * len(listed)
    assert compared.cut_records == len(listed)
