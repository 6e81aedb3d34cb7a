"""Which lists count, and refusals in words that name them."""

from collections.abc import Callable

import pytest

from sijill.estimation.tables.usable_lists import choose_lists, explain_choice, refuse
from sijill.model.errors import TableError
from sijill.model.results.captures import CaptureTable
from sijill.model.values.quantities import RefusalReason

WriteTable = Callable[..., CaptureTable]
GOOD = {"A": 50, "B": 40, "C": 30, "D": 20, "AB": 9, "BC": 8, "CD": 7, "AD": 3}


def test_lists_of_their_own_are_all_used_in_alphabetical_order(write_table: WriteTable) -> None:
    choice = choose_lists(write_table("DCBA", GOOD), {})
    assert choice.used == ("A", "B", "C", "D")
    assert explain_choice(choice) == []


@pytest.mark.parametrize(
    ("derived", "used"),
    [
        pytest.param({"B": {"A"}}, ["A + B", "C", "D"], id="a copy and its source"),
        pytest.param({"B": {"A"}, "C": {"B"}}, ["A + B + C", "D"], id="through a chain"),
        pytest.param({"B": {"A", "C"}}, ["A", "C", "D"], id="one that gathers is left out"),
        pytest.param({"A": {"B"}, "B": {"A"}}, ["A + B", "C", "D"], id="each takes from the other"),
        pytest.param({"C": {"X"}, "D": {"X"}}, ["A", "B", "C + D"], id="one source outside"),
        pytest.param({"C": {"X"}}, ["A", "B", "C", "D"], id="alone with its outside source"),
        pytest.param({"X": {"A"}}, ["A", "B", "C", "D"], id="a list outside takes from one"),
        pytest.param(
            {"C": {"X"}, "D": {"X", "A"}}, ["A", "B", "C"], id="from a list and an outside source"
        ),
    ],
)
def test_derived_lists(
    write_table: WriteTable, derived: dict[str, set[str]], used: list[str]
) -> None:
    table = write_table("ABCD", GOOD)
    sources = {name: frozenset(names) for name, names in derived.items()}
    choice = choose_lists(table, sources)
    assert choice.used == tuple(used)
    assert choice.table.observed == table.observed


def test_lists_put_together_hold_whoever_is_on_either(write_table: WriteTable) -> None:
    choice = choose_lists(write_table("ABCD", GOOD), {"D": frozenset("A")})
    assert choice.table.on_list("A + D") == 50 + 20 + 9 + 7 + 3
    assert choice.table.on_both("A + D", "C") == 7
    assert choice.table.on_both("A + D", "B") == 9
    (said,) = explain_choice(choice)
    assert said.startswith("A and D take records from one another or from one source")
    assert said.endswith("They are put together as one list, A + D.")
    assert refuse(choice) is None


def test_a_list_that_gathers_is_named_with_those_it_draws_on(write_table: WriteTable) -> None:
    choice = choose_lists(write_table("ABCD", GOOD), {"D": frozenset("AB")})
    taken, unused = explain_choice(choice)
    assert taken.startswith("D takes records from the same sources as A and B")
    assert unused.startswith("20 persons recorded only on lists left out")
    assert refuse(choice) is None


def test_a_source_that_holds_nobody_changes_nothing(write_table: WriteTable) -> None:
    choice = choose_lists(write_table("ABCDE", GOOD), {"A": frozenset("E")})
    assert choice.used == ("A", "B", "C", "D")
    assert choice.empty == ("E",)


def test_two_copies_of_a_source_that_holds_nobody_are_one_list(write_table: WriteTable) -> None:
    sources = {"A": frozenset("E"), "B": frozenset("E")}
    assert choose_lists(write_table("ABCDE", GOOD), sources).used == ("A + B", "C", "D")


def test_a_list_within_another_is_left_out(write_table: WriteTable) -> None:
    table = write_table("ABCD", {"A": 50, "B": 40, "C": 30, "AD": 12, "AB": 9, "BC": 8, "ABD": 2})
    choice = choose_lists(table, {})
    assert choice.contained == (("D", "A"),)
    (said,) = explain_choice(choice)
    assert said.startswith("Everybody on D (14) is also on A. Whether it copies")


@pytest.mark.parametrize(("within", "kept"), [(4, True), (25, False)])
def test_a_small_list_within_a_large_one_is_no_copy(
    write_table: WriteTable, within: int, *, kept: bool
) -> None:
    """A holds 10 of the 16 on B or C: that all of n others are on it too has chance 0.63^n."""
    counts = {"A": 50, "B": 4, "C": 2, "AB": 6, "AC": 2, "ABC": 2, "AD": within}
    choice = choose_lists(write_table("ABCD", counts), {})
    assert ("D" in choice.used) == kept
    assert (choice.contained == ()) == kept


def test_a_single_person_on_a_small_list_proves_no_copy(write_table: WriteTable) -> None:
    """Nobody on a third list is on B, but one person on C and B has chance 1 in 12, not none."""
    choice = choose_lists(write_table("ABCD", {"A": 4, "B": 6, "AD": 1, "BC": 1}), {})
    assert choice.used == ("A", "B", "C", "D")
    assert refuse(choice) is None


def test_a_list_apart_in_a_table_of_three_is_kept_while_chance_can_leave_it_apart(
    write_table: WriteTable,
) -> None:
    choice = choose_lists(write_table("ABC", {"A": 50, "B": 40, "AB": 20, "C": 8}), {})
    assert refuse(choice) is None


def test_of_two_equal_lists_one_remains(write_table: WriteTable) -> None:
    choice = choose_lists(write_table("ABCD", {"AB": 90, "C": 5, "D": 6, "ABC": 2, "CD": 3}), {})
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
            "A and B draw on the same records. That leaves A + B and C, fewer than 3",
        ),
        (
            "ABC",
            {"A": 5, "B": 4, "AB": 2, "AC": 30},
            {},
            RefusalReason.DEPENDENT_LISTS,
            "everybody on C is also on A. That leaves A and B",
        ),
        (
            "ABC",
            {"A": 3, "AB": 4, "ABC": 1},
            {},
            RefusalReason.DEPENDENT_LISTS,
            "Everybody recorded in Raqqa (8) is on A; B (5) and C (1) hold nobody else. Either A",
        ),
        (
            "ABC",
            {"A": 5, "B": 4, "C": 3},
            {},
            RefusalReason.NO_OVERLAP,
            "Nobody in Raqqa is on more than one of A (5), B (4) and C (3)",
        ),
        (
            "ABC",
            {"A": 50, "B": 40, "AB": 20, "C": 60},
            {},
            RefusalReason.NO_OVERLAP,
            "Of as many persons like those on the latter, about 32 would be on them too",
        ),
        (
            "ABCDEFGHIJKLM",
            {**dict.fromkeys("ABCDEFGHIJKLM", 5), **{f"A{x}": 2 for x in "BCDEFGHIJKLM"}},
            {},
            RefusalReason.NO_MODEL,
            "13 lists hold anybody",
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
    refusal = refuse(choose_lists(table, sources))
    assert refusal is not None
    assert refusal.reason is reason
    assert words in refusal.explanation
    assert refusal.needed


def test_a_list_may_not_have_the_name_of_others_put_together(write_table: WriteTable) -> None:
    given = write_table("ABCD", {"A": 5, "B": 4, "C": 3, "D": 6, "AB": 2})
    called = {"A": "A", "B": "B", "C": "A + D", "D": "D"}
    table = CaptureTable(
        given.stratum,
        tuple(called.values()),
        {frozenset(called[name] for name in on): count for on, count in given.counts.items()},
    )
    with pytest.raises(TableError, match=r"'A \+ D'"):
        choose_lists(table, {"D": frozenset("A")})
