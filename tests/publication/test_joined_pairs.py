"""Why records were taken as one person: every pair of few, the telling ones of many."""

from dataclasses import replace
from itertools import combinations

from made_records import PERSON
from sijill.publication.joined_pairs import MANY_RECORDS, shown_pairs


def test_every_pair_of_a_person_of_few_records_is_shown() -> None:
    few = replace(PERSON, records=("b:2", "a:1", "c:3"))
    assert shown_pairs(few, ()) == ([("a:1", "b:2"), ("a:1", "c:3"), ("b:2", "c:3")], [])
    assert shown_pairs(PERSON, ()) == ([], [])


def test_of_many_records_each_is_paired_with_the_first_and_judged_pairs_stay() -> None:
    records = tuple(f"list:{number:03}" for number in range(MANY_RECORDS + 1))
    pairs, unshown = shown_pairs(replace(PERSON, records=records), {(records[4], records[9])})
    assert {one for pair in pairs for one in pair} == set(records)
    assert (records[4], records[9]) in pairs
    assert len(pairs) == MANY_RECORDS + 1
    assert len(pairs) + len(unshown) == len(list(combinations(records, 2)))
