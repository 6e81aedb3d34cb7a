"""Where not every pair that shares a key is compared, a person hears of it."""

import pytest

from sijill.linkage.candidates.blocking import LARGEST_BLOCK
from sijill.steps.case.link import explain_cut_blocks
from small_cases import SmallCase


def test_nothing_is_said_where_every_pair_was_compared() -> None:
    assert explain_cut_blocks({}, {}) == []


def test_the_sentence_names_each_key_with_its_number() -> None:
    (notice,) = explain_cut_blocks({"given and father": 2, "family and day": 1_204}, {})
    assert "2 by given and father, 1,204 by family and day" in notice.sentence
    assert "No third fact" not in notice.sentence
    assert not notice.is_problem


def test_the_sentence_says_which_groups_no_third_fact_splits() -> None:
    (notice,) = explain_cut_blocks({"family and day": 1_204}, {"family and day": 3})
    assert "No third fact splits 3 by family and day of these groups" in notice.sentence


@pytest.mark.parametrize(("people", "is_said"), [(9, False), (LARGEST_BLOCK + 5, True)])
def test_a_build_says_that_a_group_of_namesakes_was_cut(
    street: SmallCase, people: int, *, is_said: bool
) -> None:
    street.write_list(*(f"{number},Khalid al-Homsi,,2031-06-14" for number in range(people)))
    assert ("were not compared pair by pair" in street.build().output) is is_said
