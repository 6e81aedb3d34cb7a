"""Which lists count, and refusals in words that name them."""

from collections.abc import Callable

import pytest

from sijill.estimation.usable_lists import choose_lists, explain_choice, refuse
from sijill.model.captures import CaptureTable
from sijill.model.quantities import RefusalReason

WriteTable = Callable[..., CaptureTable]
GOOD = {"A": 50, "B": 40, "C": 30, "D": 20, "AB": 9, "BC": 8, "CD": 7, "AD": 3}


def test_lists_of_their_own_are_all_used_in_alphabetical_order(write_table: WriteTable) -> None:
    choice = choose_lists(write_table("DCBA", GOOD), {})
    assert choice.used == ("A", "B", "C", "D")
    assert explain_choice(write_table("DCBA", GOOD), choice) == []


@pytest.mark.parametrize(
    ("derived", "used"),
    [
        pytest.param({"B": {"A"}}, "ACD", id="a copy makes way for its source"),
        pytest.param({"B": {"A"}, "C": {"B"}}, "AD", id="through a chain"),
        pytest.param({"B": {"A", "C"}}, "ACD", id="one that gathers makes way for both"),
        pytest.param({"A": {"B"}, "B": {"A"}}, "ACD", id="each takes from the other: the larger"),
        pytest.param({"C": {"X"}, "D": {"X"}}, "ABC", id="one source outside: the larger"),
        pytest.param({"C": {"X"}}, "ABCD", id="alone with its outside source: kept"),
        pytest.param({"X": {"A"}}, "ABCD", id="a list outside takes from one: no matter"),
    ],
)
def test_derived_lists(write_table: WriteTable, derived: dict[str, set[str]], used: str) -> None:
    sources = {name: frozenset(names) for name, names in derived.items()}
    assert choose_lists(write_table("ABCD", GOOD), sources).used == tuple(used)


def test_a_list_left_out_is_named_with_the_one_in_its_place(write_table: WriteTable) -> None:
    table = write_table("ABCD", GOOD)
    choice = choose_lists(table, {"D": frozenset("A")})
    taken, unused = explain_choice(table, choice)
    assert taken.startswith("D takes its records from A")
    assert unused.startswith("20 persons recorded only on lists left out")
    assert refuse(table, choice) is None


def test_a_source_that_holds_nobody_does_not_push_its_copy_out(write_table: WriteTable) -> None:
    choice = choose_lists(write_table("ABCDE", GOOD), {"A": frozenset("E")})
    assert choice.used == ("A", "B", "C", "D")
    assert choice.empty == ("E",)


def test_a_list_within_another_is_left_out(write_table: WriteTable) -> None:
    table = write_table("ABCD", {"A": 50, "B": 40, "C": 30, "AD": 12, "AB": 9, "BC": 8, "ABD": 2})
    choice = choose_lists(table, {})
    assert choice.contained == (("D", "A"),)
    (said,) = explain_choice(table, choice)
    assert said.startswith("Everybody on D (14) is also on A. Whether it copies")


def test_of_two_equal_lists_one_remains(write_table: WriteTable) -> None:
    choice = choose_lists(write_table("ABCD", {"AB": 9, "C": 5, "D": 6, "ABC": 2, "CD": 3}), {})
    assert choice.contained == (("A", "B"),)


@pytest.mark.parametrize(
    ("lists", "counts", "derived", "reason", "words"),
    [
        ("ABC", {}, {}, RefusalReason.NOTHING_RECORDED, "Nobody is recorded in Raqqa"),
        ("ABC", {"A": 0}, {}, RefusalReason.NOTHING_RECORDED, "Nobody is recorded in Raqqa"),
        ("A", {"A": 5}, {}, RefusalReason.TOO_FEW_LISTS, "Only 1 of the lists"),
        (
            "ABC",
            {"A": 1_339, "B": 300, "AB": 68},
            {},
            RefusalReason.TOO_FEW_LISTS,
            "Only 2 of the lists hold anybody in Raqqa: A (1,407) and B (368).",
        ),
        (
            "ABC",
            {"A": 5, "B": 4, "C": 3, "AB": 2, "BC": 1},
            {"B": "A"},
            RefusalReason.DEPENDENT_LISTS,
            "B draws on the same records as A. That leaves A and C, fewer than 3",
        ),
        (
            "ABC",
            {"A": 5, "B": 4, "AB": 2, "AC": 1},
            {},
            RefusalReason.DEPENDENT_LISTS,
            "everybody on C is also on A. That leaves A and B",
        ),
        (
            "ABC",
            {"A": 5, "B": 4, "C": 3},
            {},
            RefusalReason.NO_OVERLAP,
            "Nobody in Raqqa is on more than one of A (5), B (4) and C (3)",
        ),
        (
            "ABCD",
            {"A": 5, "B": 4, "C": 3, "AB": 2, "D": 6},
            {},
            RefusalReason.NO_OVERLAP,
            "C (3) and D (6) share nobody with any other list (A (7) and B (6))",
        ),
        (
            "ABCDEFGHIJK",
            {**dict.fromkeys("ABCDEFGHIJK", 5), **{f"A{x}": 2 for x in "BCDEFGHIJK"}},
            {},
            RefusalReason.NO_MODEL,
            "11 lists hold anybody",
        ),
    ],
)
def test_refusals_name_lists_and_numbers(
    write_table: WriteTable,
    lists: str,
    counts: dict[str, int],
    derived: dict[str, str],
    reason: RefusalReason,
    words: str,
) -> None:
    table = write_table(lists, counts)
    sources = {name: frozenset(names) for name, names in derived.items()}
    refusal = refuse(table, choose_lists(table, sources))
    assert refusal is not None
    assert refusal.reason is reason
    assert words in refusal.explanation
    assert refusal.needed


def test_a_list_apart_stays_beside_three_that_overlap(write_table: WriteTable) -> None:
    """It may have missed the others' persons by chance; leaving it out would hide that it did."""
    table = write_table("ABCD", {"A": 5, "B": 4, "C": 3, "AB": 2, "BC": 1, "D": 6})
    choice = choose_lists(table, {})
    assert refuse(table, choice) is None
    assert choice.used == ("A", "B", "C", "D")
