"""Rows of a new file that are rows of the one before, edited."""

from hypothesis import given, settings
from hypothesis import strategies as st

from sijill.sources.edited_rows import CROWD, edited_rows

NAMES = frozenset(("name",))


def row(name: str, age: str = "", died: str = "", **more: str) -> dict[str, str]:
    return {"name": name, "age": age, "died": died, **more}


KHALID = row("Khalid Attar", "40", "2031-06-03")
RANA = row("Rana Hallaq", "12", "2031-06-09")


def follow(before: list[dict[str, str]], now: list[dict[str, str]]) -> dict[int, int]:
    return edited_rows(before, now, range(len(before)), NAMES)


def test_a_cell_put_right_is_the_same_row_wherever_it_stands() -> None:
    assert follow([KHALID, RANA], [RANA, KHALID | {"age": "41"}]) == {0: 1, 1: 0}


def test_a_slip_in_a_name_may_be_put_right_and_another_name_is_somebody_else() -> None:
    assert follow([KHALID], [KHALID | {"name": "Khaled Attar"}]) == {0: 0}
    assert follow([KHALID], [KHALID | {"name": "Samir Darwish"}]) == {}


def test_a_column_more_less_or_renamed_makes_no_other_rows() -> None:
    now = [row("Khalid Attar", "40", "2031-06-03", note="a baker"), row("Rana Hallaq", "12")]
    now[1].pop("died")
    now[1]["date"] = "2031-06-09"
    assert follow([KHALID, RANA], now) == {0: 0, 1: 1}


def test_as_many_edits_need_twice_as_many_words_that_stay() -> None:
    long = KHALID | {"sex": "m", "town": "Basatin"}
    assert follow([long], [long | {"age": "41", "town": "Deir"}]) == {}
    longer = long | {"job": "baker"}
    assert follow([longer], [longer | {"age": "41", "town": "Deir"}]) == {0: 0}
    assert follow([row("Khalid Attar", "40")], [row("Khalid Attar", "41")]) == {}


def test_where_two_rows_could_be_meant_none_is() -> None:
    other = KHALID | {"age": "44"}
    assert follow([KHALID], [KHALID | {"age": "41"}, KHALID | {"age": "42"}]) == {}
    assert follow([KHALID, other], [KHALID | {"age": "41"}]) == {}


def test_equal_rows_stand_for_each_other_in_order() -> None:
    now = [KHALID | {"note": note} for note in ("first", "second")]
    assert follow([KHALID, KHALID], now) == {0: 0, 1: 1}
    assert follow([KHALID, KHALID], now[:1]) == {}


def test_files_without_a_column_in_common_share_no_row() -> None:
    assert follow([KHALID], [{"nom": "Khalid Attar"}]) == {}
    assert follow([], [KHALID]) == {}


def test_of_a_crowd_of_rows_that_differ_in_little_none_is_taken() -> None:
    crowd = [row("Unknown", "", "2031-06-03", no=str(number)) for number in range(3 * CROWD)]
    assert follow(crowd, [one | {"no": f"x{one['no']}"} for one in crowd]) == {}


WORDS = st.text("abcdef", min_size=1, max_size=4)


@given(
    st.lists(st.tuples(WORDS, WORDS, WORDS, WORDS), max_size=8, unique_by=tuple),
    st.data(),
)
@settings(deadline=None)
def test_no_two_rows_become_one_and_what_is_unedited_but_for_a_column_is_found(
    cells: list[tuple[str, str, str, str]], data: st.DataObject
) -> None:
    before = [dict(zip(("name", "age", "died", "town"), one, strict=True)) for one in cells]
    order = data.draw(st.permutations(range(len(before))))
    edited = {at for at in range(len(before)) if data.draw(st.booleans())}
    now = [
        before[at] | {"note": "new"} | ({"age": data.draw(WORDS)} if at in edited else {})
        for at in order
    ]
    found = follow(before, now)
    assert len(set(found.values())) == len(found)
    for at in set(range(len(before))) - edited:
        if sum(all(one[k] == before[at][k] for k in before[at]) for one in now) == 1:
            assert order[found[at]] == at
