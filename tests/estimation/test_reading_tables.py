"""What people have as tables: both shapes, every frame, and errors that name row and column."""

import contextlib
import math
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sijill import estimation as mse
from sijill.estimation.tables.columns import Columns
from sijill.estimation.tables.reading import NOT_STATED, tables_of_text
from sijill.model.errors import TableError

PERSONS = """\
in_A,in_B,in_C,governorate,age
1,0,0,Raqqa,34
1,1,0,Raqqa,
0,1,1,Raqqa,12
0,0,1,Hama,51
1,1,1,,7
"""
COUNTS = "A,B,C,count\n1,0,0,306\n0,1,0,12\n1,1,0,4\n0,0,1,9\n1,1,1,1\n"


@pytest.fixture
def written(tmp_path: Path) -> Path:
    return tmp_path / "table.csv"


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def members(text: str) -> frozenset[str]:
    return frozenset(text)


def test_one_row_a_person(written: Path) -> None:
    tables = mse.read_table(write(written, PERSONS))
    assert list(tables) == [""]
    assert tables[""].lists == ("A", "B", "C")
    assert tables[""].counts == {
        members("A"): 1, members("AB"): 1, members("BC"): 1, members("C"): 1, members("ABC"): 1
    }  # fmt: skip


def test_one_row_a_history(written: Path) -> None:
    table = mse.read_table(write(written, COUNTS))[""]
    assert table.lists == ("A", "B", "C")
    assert table.observed == 332
    assert table.on_both("A", "B") == 5


def test_strata_and_rows_whose_stratum_is_empty(written: Path) -> None:
    tables = mse.read_table(write(written, PERSONS), Columns(by=("governorate",)))
    assert {name: table.observed for name, table in tables.items()} == {
        "Hama": 1,
        "Raqqa": 3,
        NOT_STATED: 1,
    }
    assert all(table.lists == ("A", "B", "C") for table in tables.values())


def test_two_columns_of_strata(written: Path) -> None:
    text = "in_A,in_B,sex,year,n\n1,0,f,2031,3\n1,0,m,2031,4\n1,1,f,2032,5\n"
    tables = mse.read_table(write(written, text), Columns(by=("sex", "year")))
    assert {name: table.observed for name, table in tables.items()} == {
        "f/2031": 3,
        "f/2032": 5,
        "m/2031": 4,
    }


def test_arrow_pandas_and_a_mapping_say_the_same(written: Path) -> None:
    from_file = mse.read_table(write(written, COUNTS))
    columns = {"A": [1, 0, 1, 0, 1], "B": [0, 1, 1, 0, 1], "C": [0, 0, 0, 1, 1]}
    numbers = [306, 12, 4, 9, 1]
    arrow = pa.table({**columns, "count": numbers})
    assert mse.tables_from(arrow) == from_file
    pandas = pytest.importorskip("pandas")
    assert mse.tables_from(pandas.DataFrame({**columns, "count": numbers})) == from_file
    booleans = {name: [bool(cell) for cell in cells] for name, cells in columns.items()}
    frame = pandas.DataFrame({**booleans, "count": [float(number) for number in numbers]})
    assert mse.tables_from(frame) == from_file
    assert mse.tables_from(dict(from_file[""].counts)) == from_file


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "is empty"),
        ("\n\n", "is empty"),
        ("name,age\nx,3\n", "no column is named in_<list>"),
        ("in_A,in_A\n1,0\n", "two columns are named 'in_A'"),
        ("in_A,in_B\n1,0\n1\n", r"row 3: 1 cells under 2 column names"),
        ("in_A,in_B\n1,2\n", r"row 2, column in_B: '2' is neither 0 nor 1"),
        ("in_A,in_B\n1,maybe\n", "'maybe' is neither 0 nor 1, nor yes or no"),
        ("in_A,in_B\nx,0\n0,1\n,1\n", "row 4, column in_A: empty"),
        ("in_A,in_B\n1,\n", "row 2, column in_B: empty"),
        ("in_A,in_B\n1,nan\n", "'nan' is neither 0 nor 1"),
        ("in_A,in_B\n0,0\n", "row 2: the person is on no list"),
        ("A,B,count\n0,0,7\n", "row 2: 7 counted on no list"),
        ("A,B,count\n1,0,-3\n", "row 2, column count: -3 is not from 0"),
        ("A,B,count\n1,0,2.5\n", "column count: '2.5' is no whole number"),
        ("A,B,count\n1,0,nan\n", "column count: 'nan' is no whole number"),
        ("A,B,count\n1,0,\n", "column count: '' is no whole number"),
        ("A,B,count\n1,0,1e99\n", "'1e99' is no whole number"),
        ("A,B,count\n1,0,1_0\n", "'1_0' is no whole number"),
        (
            "A,B,count\n1,0,12,000\n".replace("12,000", '"12,000"'),
            "'12,000' is no whole number .* could be two",
        ),
        ("A,B,count\n1,0,12.000\n", "without separators"),
        ("A,B,count\n1,0,1.2e9\n", "write its digits out"),
        ("A,B,count\n1,0,5\n0,1,7\ntotal,,12\n", "row 4, column A: 'total' labels a row of totals"),
        ("A,B,count\n1,0,5\n0,1,7\n0,0,12\n", "row 4: 12 is the sum of the other rows"),
        ("pattern,count\n100,5\n", "seems to name the lists of each row: --lists-in pattern"),
        (
            "A,B,count\n1,0,<5\n",
            "'<5' is no whole .*: a number that is missing or held back is no 0",
        ),
        ("A,B,count\n1,0,NA\n", "missing or held back is no 0"),
        ("A,B,count\n1,0,-\n", "missing or held back is no 0"),
        ("A,B,region,count\n1,0,North,5\n0,1,South,7\n", "marks: A, B. .* --list A --list B"),
        ("A,B,C,dead\n1,0,0,5\n0,1,0,7\n0,0,1,3\n", "--list A --list B --list C --count dead"),
        ("100,306\n010,212\n", "The first row seems to hold cells"),
        ("1,0,0,5\n0,1,0,7\n", "two columns are named '0'. The first row seems to hold cells"),
        ("Our lists,,\nA,B,count\n1,0,5\n", "If the first row is a title, delete it"),
        ("id,A,B\np1,yes,no\np2,no,yes\n", "nothing but marks: A, B. .* --list A --list B"),
        ("id,A,B C\np1,yes,no\np2,no,yes\n", "lists: --list A --list 'B C'"),
        ("A,B,count\n1,0,9999999999999999\n", "is not from 0 to 1,000,000,000,000,000"),
        ("A,B,count\n1,0,3\n0,1,2\n1,0,3\n", "row 4: the same history as row 2"),
        ("A,B,count,n\n1,0,3,3\n", "count and n could both hold counts"),
        ('in_A,in_B\n"1,0\n', "row"),
    ],
)
def test_what_cannot_be_read_is_named(written: Path, text: str, said: str) -> None:
    with pytest.raises(TableError, match=said) as error:
        mse.read_table(write(written, text))
    assert str(written) in str(error.value)


def test_columns_that_are_not_there_are_named(written: Path) -> None:
    with pytest.raises(TableError, match="no column is named 'district'; there are in_A, in_B"):
        mse.read_table(write(written, PERSONS), Columns(by=("district",)))


def test_a_file_that_is_absent_or_not_utf8(written: Path) -> None:
    with pytest.raises(TableError, match=r"cannot be read .No such file"):
        mse.read_table(written)
    written.write_bytes("in_A,in_B\n1,0 é".encode("latin-1"))
    with pytest.raises(TableError, match="is not UTF-8 at byte 14"):
        mse.read_table(written)


@pytest.mark.parametrize("number", [-1, 2.5, math.nan, math.inf, True, None, "3", 10**16])
def test_a_mapping_of_what_are_no_counts(number: object) -> None:
    with pytest.raises(TableError, match=r"\['A'\]: .* (is no count of persons|is not from 0)"):
        mse.tables_from({members("A"): number})  # type: ignore[dict-item]


def test_whole_numbers_of_other_libraries_are_counts() -> None:
    table = mse.tables_from({members("A"): np.int64(3), members("AB"): 2.0})[""]  # type: ignore[dict-item]
    assert table.counts == {members("A"): 3, members("AB"): 2}
    assert all(type(number) is int for number in table.counts.values())


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (None, "a NoneType is no table: give a frame"),
        ([[1, 0]], "a list is no table"),
        (np.array([[1, 0]]), "a ndarray is no table"),
        ({"A": 3}, "the combination 'A' is no frozenset"),
        ({("A", "B"): 3}, r"the combination \('A', 'B'\) is no frozenset"),
        ({frozenset({1}): 3}, "is no frozenset of the names"),
        ({frozenset(): 3}, "is not a set of"),
    ],
)
def test_what_is_no_table_is_told_how_to_become_one(data: Any, said: str) -> None:  # noqa: ANN401
    with pytest.raises(TableError, match=said):
        mse.tables_from(data)


def test_frames_whose_columns_have_no_names_or_one_name_twice() -> None:
    pandas = pytest.importorskip("pandas")
    with pytest.raises(TableError, match="the column 0 is not named by text"):
        mse.tables_from(pandas.DataFrame([[1, 0], [0, 1]]))
    with pytest.raises(TableError, match="the column 7 is not named by text"):
        mse.tables_from(pandas.DataFrame({"in_A": [1], 7: [1]}))
    with pytest.raises(TableError, match="two columns are named 'in_A'"):
        mse.tables_from(pandas.DataFrame([[1, 0]], columns=["in_A", "in_A"]))
    with pytest.raises(TableError, match="two columns are named 'in_A'"):
        mse.tables_from(pa.Table.from_arrays([pa.array([1]), pa.array([1])], ["in_A", "in_A"]))


def test_histories_whose_counts_have_another_name_are_not_taken_for_persons(
    written: Path,
) -> None:
    """Seven rows, 125 persons: read as persons they would be seven."""
    path = write(written, COUNTS.replace("A,B,C,count", "in_A,in_B,in_C,number"))
    with pytest.raises(TableError, match=r"looks like a history .* in 'number'. Name the column"):
        mse.read_table(path)
    assert mse.read_table(path, Columns(count="number"))[""].observed == 332
    assert mse.read_table(path, Columns(one_each=True))[""].observed == 5
    with pytest.raises(TableError, match="not both"):
        Columns(count="number", one_each=True)


def test_rows_that_are_alike_are_persons_whatever_else_is_known_of_them(written: Path) -> None:
    text = "in_A,in_B,age\n1,0,34\n1,1,5\n1,0,61\n0,1,3\n"
    assert mse.read_table(write(written, text))[""].observed == 4


def test_two_columns_of_one_list(written: Path) -> None:
    path = write(written, "in_A,A,in_B\n1,0,1\n")
    with pytest.raises(TableError, match="'in_A' and 'A' are both the list 'A'"):
        mse.read_table(path, Columns(lists=("in_A", "A", "in_B")))


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({"lists": ("in_A", "in_A")}, "'in_A' is named as a list and as a list"),
        ({"lists": ("in_A",), "by": ("in_A",)}, "'in_A' is named as a list and as a stratum"),
        ({"lists": ("in_A",), "count": "in_A"}, "'in_A' is named as a list and as the count"),
        ({"by": ("year", "year")}, "'year' is named as a stratum and as a stratum"),
    ],
)
def test_a_column_has_one_role(columns: dict[str, Any], said: str) -> None:
    with pytest.raises(TableError, match=said):
        Columns(**columns)


@pytest.mark.parametrize(
    ("lists", "counts", "said"),
    [
        (("A", "A", "B"), {members("A"): 1}, "the list 'A' is named 2 times"),
        (("A", ""), {}, "the name of a list is text"),
        ((1, 2), {}, "the name of a list is text: 1"),
        ("AB", {members("A"): 1}, "name the lists in a tuple"),
        (("A", "B"), {"A": 1}, "write the combination 'A' as a frozenset"),
        (("A", "B"), {("A", "B"): 1}, "as a frozenset"),
        (("A", "B"), {members("AC"): 1}, "is not a set of"),
        (("A", "B"), {members("A"): 10.5}, "10.5 is no count"),
        (("A", "B"), {members("A"): math.nan}, "nan is no count"),
        (("A", "B"), {members("A"): "x"}, "'x' is no count"),
        (("A", "B"), {members("A"): -1}, "-1 is not from 0"),
        (("A", "B"), {members("A"): 10**16}, "is not from 0"),
    ],
)
def test_a_capture_table_is_checked_when_it_is_made(
    lists: Any,  # noqa: ANN401
    counts: Any,  # noqa: ANN401
    said: str,
) -> None:
    with pytest.raises(ValueError, match=said):
        mse.CaptureTable("", lists, counts)


@pytest.mark.parametrize("data", [3, "counts.csv", None])
def test_only_tables_and_frames_are_estimated(data: Any) -> None:  # noqa: ANN401
    with pytest.raises(TableError, match="is no table: give a frame"):
        mse.estimate(data, derived={}, seed=1)


def test_a_path_may_be_text(written: Path) -> None:
    assert mse.read_table(str(write(written, COUNTS))) == mse.read_table(written)


def test_a_list_of_nobody_stays_a_list(written: Path) -> None:
    table = mse.read_table(write(written, "in_A,in_B\n1,0\n"))[""]
    assert table.lists == ("A", "B")
    assert table.on_list("B") == 0


def test_a_file_of_names_alone_is_a_table_of_nobody(written: Path) -> None:
    answer = mse.estimate(mse.read_table(write(written, "in_A,in_B\n"))[""], derived={}, seed=1)
    assert isinstance(answer, mse.NotEstimable)
    assert answer.explanation.startswith("Nobody is recorded")


cells = st.sampled_from(["0", "1", "", "2", "-1", "nan", "x", "1.0", "true", "\u0661"])
counts = st.sampled_from(["0", "1", "7", "400", "1000000000", "-3", "nan", "", "2.5", "1e9", "x"])
LIGHT = mse.Settings(
    (mse.Method.LOG_LINEAR, mse.Method.DECOMPOSABLE, mse.Method.RASCH), replicates=5, draws=50
)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_file_is_an_estimate_a_refusal_or_an_error_that_names_it(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """Mostly sound rows, so that most of the examples come as far as an estimate."""
    lists = data.draw(st.sampled_from([1, 2, 3, 3, 4, 5]))
    good = st.lists(st.sampled_from("01"), min_size=lists, max_size=lists)
    bad = st.lists(cells, min_size=lists - 1, max_size=lists + 1)
    is_fuzzed = data.draw(st.booleans())
    row = st.tuples(
        st.one_of(good, bad) if is_fuzzed else good,
        counts if is_fuzzed else st.sampled_from(["0", "1", "9", "400", "1000000000"]),
    )
    rows = data.draw(st.lists(row, max_size=20))
    text = ",".join([*"ABCDE"[:lists], "count"]) + "\n"
    text += "".join(",".join([*on, number]) + "\n" for on, number in rows)
    path = write(tmp_path_factory.mktemp("fuzz") / "table.csv", text)
    with contextlib.suppress(TableError):
        (table,) = mse.read_table(path).values()
        check(mse.estimate(table, derived={}, seed=1, settings=LIGHT), table.observed)
        return
    with pytest.raises(TableError, match=re.escape(str(path))):
        mse.read_table(path)


def check(answer: mse.Estimate | mse.NotEstimable, recorded: int) -> None:
    if isinstance(answer, mse.NotEstimable):
        assert answer.explanation
        return
    assert answer.observed == recorded
    assert recorded <= (answer.total.lowest or 0) <= answer.median


def test_twenty_lists_are_refused_in_words(written: Path) -> None:
    names = [f"in_{number}" for number in range(20)]
    rows = [
        ",".join("1" if at in (row, (row + 1) % 20) else "0" for at in range(20))
        for row in range(20)
    ]
    (table,) = mse.read_table(write(written, "\n".join([",".join(names), *rows]))).values()
    answer = mse.estimate(table, derived={}, seed=1)
    assert isinstance(answer, mse.NotEstimable)
    assert answer.explanation.startswith("20 lists hold anybody")


def test_a_frame_and_its_table_are_estimated_alike() -> None:
    lists = {"in_A": [1, 1, 0, 1] * 9, "in_B": [0, 1, 1, 1] * 9, "in_C": [1, 0, 1, 1] * 9}
    frame = pa.table(lists)
    few = mse.Settings((mse.Method.LOG_LINEAR,), draws=100, replicates=10)
    (table,) = mse.tables_from(frame).values()
    answer = mse.estimate(frame, seed=5, settings=few)
    (same,) = mse.estimate_tables([table], seed=5, settings=few)
    assert answer == same
    assert isinstance(answer, mse.Estimate)
    assert "recorded on A, B, C" in str(answer)
    assert str(answer).startswith(str(answer.total))


def test_a_frame_of_several_strata_is_no_single_table() -> None:
    frame = pa.table({"in_A": [1, 1], "in_B": [1, 0], "in_C": [0, 1], "town": ["x", "y"]})
    with pytest.raises(TableError, match="holds 2 strata"):
        mse.estimate(frame, columns=mse.Columns(by=("town",)), seed=1)
    with pytest.raises(TableError, match="holds 2 strata"):
        mse.estimate(mse.tables_from(frame, mse.Columns(by=("town",))), seed=1)


def test_what_was_read_from_a_file_of_one_stratum_can_be_estimated_as_it_is(written: Path) -> None:
    read = mse.read_table(write(written, "in_A,in_B\n1,0\n0,1\n"))
    answer = mse.estimate(read, seed=1)
    assert isinstance(answer, mse.NotEstimable)
    assert answer.reason == "too_few_lists"


@pytest.mark.parametrize(
    ("yes", "no"), [("yes", "no"), ("Y", "N"), ("TRUE", "FALSE"), ("x", ""), ("1", ""), ("✓", "")]
)
def test_marks_as_people_write_them(written: Path, yes: str, no: str) -> None:
    """A column of marks and nothing says no where it is empty."""
    text = f"in_A,in_B\n{yes},{no}\n{no},{yes}\n{yes},{yes}\n"
    (table,) = mse.read_table(write(written, text)).values()
    assert table.counts == {members("A"): 1, members("B"): 1, members("AB"): 1}


@pytest.mark.parametrize("number", ["12", "12.0", "12,0", " 12 ", "+12", "١٢", "۱۲"])
def test_counts_as_people_write_them(number: str) -> None:
    text = f"A;B;Frequency\n1;0;{number}\n0;1;3\n"
    (table,) = tables_of_text(text, delimiter=";").values()
    assert table.counts == {members("A"): 12, members("B"): 3}


@pytest.mark.parametrize("number", ["3 060", "3\u202f060", "3'060", "3٬060", "3,060.0"])
@pytest.mark.parametrize("larger", ["3,060,000", "3.060.000", "3 060 000"])
def test_thousands_that_can_be_read_in_one_way_alone(number: str, larger: str) -> None:
    if number == "3,060.0":
        with pytest.raises(TableError, match="no whole number of persons"):
            tables_of_text(f"A;B;n\n1;0;{number}\n", delimiter=";")
        return
    (table,) = tables_of_text(f"A;B;n\n1;0;{number}\n0;1;{larger}\n", delimiter=";").values()
    assert table.counts == {members("A"): 3_060, members("B"): 3_060_000}


@pytest.mark.parametrize("said", ["NA", "", "unknown", "-", "0"])
def test_those_on_no_list_may_be_written_as_not_known(said: str) -> None:
    """As the data sets of some packages have it; a number there is refused."""
    (table,) = tables_of_text(f"A,B,count\n0,0,{said}\n1,0,3\n0,1,2\n").values()
    assert table.observed == 5


@pytest.mark.parametrize(
    "text",
    [
        '"","A","B","C","count"\n"1",1,0,0,306\n"2",0,1,0,12\n"3",1,1,0,4\n"4",0,0,1,9\n"5",1,1,1,1\n',
        "A,B,C,count\n1,1,0,0,306\n2,0,1,0,12\n3,1,1,0,4\n4,0,0,1,9\n5,1,1,1,1\n",
        "Unnamed: 0,A,B,C,count\n0,1,0,0,306\n1,0,1,0,12\n2,1,1,0,4\n3,0,0,1,9\n4,1,1,1,1\n",
        "A,B,C,count,\n1,0,0,306,\n0,1,0,12,\n1,1,0,4,\n0,0,1,9,\n1,1,1,1,\n",
        f"# killed by list\n# version 3, of May\n{COUNTS}",
    ],
)
def test_names_of_rows_and_comments_are_no_lists(text: str) -> None:
    """As R and pandas write tables, with and without a heading for the numbers of rows."""
    assert tables_of_text(text) == tables_of_text(COUNTS)


def test_a_column_of_no_name_that_says_something_is_no_list() -> None:
    with pytest.raises(TableError, match="there are , A, B, count"):
        tables_of_text(",A,B,count\n7,1,0,306\n9,0,1,12\n")


HISTORIES = {"100": 306, "010": 212, "110": 44, "001": 160, "101": 38, "011": 29, "111": 11}


@pytest.mark.parametrize("mark", ["", "'"])
def test_histories_as_packages_write_them(mark: str) -> None:
    text = "ch,freq\n" + "".join(f"{mark}{on},{number}\n" for on, number in HISTORIES.items())
    (table,) = tables_of_text(text, Columns(lists_in="ch")).values()
    assert table.counts == {
        frozenset(f"list {at}" for at, digit in enumerate(on, 1) if digit == "1"): number
        for on, number in HISTORIES.items()
    }


def test_histories_that_lost_their_zeros_are_refused() -> None:
    text = "ch,freq\n" + "".join(f"{int(on)},{number}\n" for on, number in HISTORIES.items())
    with pytest.raises(TableError, match="column ch: histories are of unlike length, so zeros"):
        tables_of_text(text, Columns(lists_in="ch"))


@pytest.mark.parametrize("form", ["['{}', '{}']", '["{}","{}"]', "{{{}; {}}}", "({}|{})"])
def test_sets_as_programs_write_them(form: str) -> None:
    rows = [form.format("press", "morgue"), "press", "['morgue']"]
    text = "on\tn\n" + "".join(f'"{row.replace(chr(34), chr(34) * 2)}"\t4\n' for row in rows)
    (table,) = tables_of_text(text, Columns(lists_in="on"), delimiter="\t").values()
    assert table.lists == ("morgue", "press")
    assert table.counts[frozenset({"morgue", "press"})] == 4


def split(trait: str) -> str:
    """The histories of 800 persons, each split by a trait of 0 and 1 that two in five have."""
    rows = [
        f"{','.join(on)},{has},{number * 2 // 5 if has else number - number * 2 // 5}\n"
        for on, number in HISTORIES.items()
        for has in (1, 0)
    ]
    return f"in_A,in_B,in_C,in_{trait},count\n" + "".join(rows)


@pytest.mark.parametrize("trait", ["female", "custody", "إناث"])
def test_a_trait_of_persons_is_no_list_without_being_asked_about(trait: str) -> None:
    text = split(trait)
    with pytest.raises(TableError, match=f"nobody is on {trait} alone, of 317 persons") as error:
        tables_of_text(text)
    assert f"in_{trait}" in str(error.value)
    strata = tables_of_text(text, Columns(by=(f"in_{trait}",)))
    assert {name: table.observed for name, table in strata.items()} == {"0": 483, "1": 317}
    named = Columns(lists=("in_A", "in_B", "in_C", f"in_{trait}"))
    (table,) = tables_of_text(text, named).values()
    answer = mse.estimate(table, seed=1, settings=replace(LIGHT, draws=50))
    assert isinstance(answer, mse.Estimate)
    assert any(f"obody is on {trait} alone" in sentence for sentence in answer.warnings)


@pytest.mark.parametrize(
    ("heading", "times"),
    [("person_id", {1: 2}), ("ID", {1: 2}), ("match_group_id", {}), ("Kennung", {})],
)
def test_persons_in_several_rows_are_asked_about(heading: str, times: dict[int, int]) -> None:
    """Records, rows pasted twice, replicates under one another: none is a person each."""
    rows = [
        f"p{at:03},{','.join(on)}\n"
        for at, on in enumerate(list(HISTORIES) * 5)
        for _ in range(times.get(at, 1 if times else 3))
    ]
    text = f"{heading},in_A,in_B,in_C\n" + "".join(rows)
    with pytest.raises(TableError, match=f"column '{heading}' stand in several rows"):
        tables_of_text(text)
    (table,) = tables_of_text(text, Columns(one_each=True)).values()
    assert table.observed == len(rows)


@pytest.mark.parametrize("unknown", ["", "n/a", "unknown", "-"])
def test_persons_whose_identifier_is_not_known_are_each_a_row(unknown: str) -> None:
    rows = [
        f"{unknown if at % 3 else at},{','.join(on)}\n" for at, on in enumerate(list(HISTORIES) * 5)
    ]
    (table,) = tables_of_text("person_id,in_A,in_B,in_C\n" + "".join(rows)).values()
    assert table.observed == 35


def test_towns_and_ages_stand_in_many_rows() -> None:
    rows = [f"{at % 9},t{at % 4},{','.join(on)}\n" for at, on in enumerate(list(HISTORIES) * 5)]
    (table,) = tables_of_text("age,town_id,in_A,in_B,in_C\n" + "".join(rows)).values()
    assert table.observed == 35


def test_strata_that_are_not_known_are_not_stated_whatever_the_word() -> None:
    text = "in_A,in_B,sex\n1,0,f\n0,1,NA\n1,1,\n1,0,unknown\n0,1,غير معروف\n"
    tables = tables_of_text(text, Columns(by=("sex",)))
    assert {name: table.observed for name, table in tables.items()} == {"f": 1, NOT_STATED: 4}


def test_strata_in_two_spellings_are_refused() -> None:
    text = "in_A,in_B,town\n1,0,Hama\n0,1,hama\n1,1,Homs\n"
    with pytest.raises(TableError, match="strata 'Hama' and 'hama' differ only in capitals"):
        tables_of_text(text, Columns(by=("town",)))


def test_empty_lines_count_as_rows_and_hold_nobody() -> None:
    (table,) = tables_of_text("\nA,B,n\n1,0,4\n,,\n\n0,1,2\n").values()
    assert table.observed == 6
    with pytest.raises(TableError, match="row 5, column A: '2'"):
        tables_of_text("\nA,B,n\n1,0,4\n\n2,1,2\n")


NAMED = """\
id,lists,town
1,morgue; press,Sarmada
2,press,Sarmada
3,"monitor,morgue",Barisha
4, monitor ;press;,Barisha
5,press; morgue,Sarmada
"""


def test_lists_named_in_one_cell_are_those_of_the_row() -> None:
    columns = Columns(lists_in="lists", one_each=True)
    (table,) = tables_of_text(NAMED, columns, "killed.csv").values()
    assert table.lists == ("monitor", "morgue", "press")
    assert table.counts == {
        frozenset({"morgue", "press"}): 2,
        frozenset({"press"}): 1,
        frozenset({"monitor", "morgue"}): 1,
        frozenset({"monitor", "press"}): 1,
    }
    assert set(tables_of_text(NAMED, replace(columns, by=("town",)), "")) == {"Sarmada", "Barisha"}


def test_lists_named_in_one_cell_may_be_counted() -> None:
    text = "lists,count\nصحافة؛ مشرحة,40\nصحافة,90\nمشرحة,70\n"
    (table,) = tables_of_text(text, Columns(lists_in="lists"), "killed.csv").values()
    assert table.counts[frozenset({"صحافة", "مشرحة"})] == 40


@pytest.mark.parametrize(
    ("text", "columns", "said"),
    [
        (NAMED, Columns(), "'lists' seems to name the lists of each row: --lists-in lists"),
        (NAMED, Columns(lists_in="places"), "no column is named 'places'; there are id, lists"),
        (NAMED, Columns(lists_in="town"), "no cell of the column 'town' names two lists (parted"),
        ("a,b\n1,x;y\n2,\n", Columns(lists_in="b"), "row 3: the person is on no list"),
        ("id,note\n1,fell; died\n2,shot\n", Columns(), "A table has a column for each list"),
    ],
)
def test_names_of_lists_that_cannot_be_read_are_refused(
    text: str, columns: Columns, said: str
) -> None:
    with pytest.raises(TableError, match=re.escape(said)):
        tables_of_text(text, columns, "killed.csv")


def test_lists_are_columns_or_named_in_one() -> None:
    with pytest.raises(TableError, match="lists are columns of their own, or named in 'lists'"):
        Columns(("in_A",), lists_in="lists")
    with pytest.raises(TableError, match="'lists' is named as a stratum and as the names of lists"):
        Columns(by=("lists",), lists_in="lists")


@pytest.mark.parametrize("reading", [Columns(), Columns(lists_in="lists")])
def test_more_lists_than_anybody_keeps_are_refused(written: Path, reading: Columns) -> None:
    """Each is compared with each, and with all others: three thousand took minutes."""
    names = [f"in_{number}" for number in range(3_000)]
    text = ",".join([*names, "lists"]) + "\n" + ",".join([*"1" * 3_000, ";".join(names)]) + "\n"
    with pytest.raises(TableError, match="3,000 lists are named in it, and at most 100 are read"):
        mse.read_table(write(written, text), reading)
