"""Whatever table is given, the answer is an estimate, a refusal or an error in words."""

import json
import math
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sijill import estimation as mse
from sijill.model.errors import TableError
from small_cases import Command

MODELS = mse.Settings((mse.Method.LOG_LINEAR,), replicates=3, draws=50)
GRAPHS = mse.Settings((mse.Method.LOG_LINEAR, mse.Method.DECOMPOSABLE), replicates=3, draws=50)
FEW = 200
"""Persons of whom graphs are averaged in a moment."""
LARGEST_ANSWER = 100_000
"""Bytes of JSON."""
SOUND = st.sampled_from([0, 1, 2, 9, 40, 40_000])
NASTY = st.sampled_from(
    [10**9, 10**15, 10**16, 10**19, -1, 2.0, 2.5, math.nan, math.inf, True, None, "3", np.int64(7)]
)


@st.composite
def any_table(draw: st.DrawFn) -> dict[object, object]:
    """Mostly sound: most examples should come as far as an estimate."""
    lists = draw(st.sampled_from(["A", "AB", "ABC", "ABC", "ABC", "ABCD", "ABCD"]))
    numbers = draw(st.sampled_from([SOUND, SOUND, SOUND, st.one_of(SOUND, NASTY)]))
    some = st.frozensets(st.sampled_from(lists), min_size=1)
    members: st.SearchStrategy[object] = some
    if draw(st.integers(0, 9)) == 0:
        odd = st.sampled_from(["A", ("A", "B"), frozenset(), frozenset({1}), frozenset({""}), 3])
        members = st.one_of(some, odd)
    return draw(st.dictionaries(members, numbers, max_size=15))


@settings(max_examples=300, deadline=None)
@given(any_table())
def test_any_mapping(data: dict[object, object]) -> None:
    try:
        (table,) = mse.tables_from(data).values()  # type: ignore[arg-type]
    except TableError:
        return
    chosen = GRAPHS if table.observed < FEW else MODELS
    answer = mse.estimate(table, seed=1, settings=chosen)
    if isinstance(answer, mse.NotEstimable):
        told = mse.describe_refusal(answer)
        assert answer.explanation
    else:
        told = mse.describe(answer)
        assert table.observed == answer.observed <= (answer.total.lowest or 0) <= answer.median
    assert len(json.dumps(told)) < LARGEST_ANSWER


HISTORIES = ("1,0,0", "0,1,0", "0,0,1", "1,1,0", "1,0,1", "0,1,1", "1,1,1")


def counted(*counts: object) -> str:
    rows = zip(HISTORIES, counts, strict=True)
    return "A,B,C,count\n" + "".join(f"{on},{number}\n" for on, number in rows)


def twenty_lists() -> str:
    rows = (np.random.default_rng(0).random((500, 20)) < 0.2).astype(int)
    rows[:, 0] |= rows.sum(axis=1) == 0
    lines = [",".join(f"in_{at}" for at in range(20)), *(",".join(map(str, row)) for row in rows)]
    return "\n".join(lines)


FILES: dict[str, Callable[[], str]] = {
    "twenty lists": twenty_lists,
    "counts of 10^9": lambda: counted(*[10**9] * 3, *[10**8] * 3, 10**7),
    "counts of 10^15": lambda: counted(*[10**15] * 3, *[10**14] * 3, 10**13),
    "counts of 10^19": lambda: counted(*[10**19] * 7),
    "not a number": lambda: counted(30, 30, "NaN", 10, 10, 10, 5),
    "negative": lambda: counted(30, 30, -3, 10, 10, 10, 5),
    "text": lambda: counted(30, 30, "many", 10, 10, 10, 5),
    "halves": lambda: counted(30, 30, 2.5, 10, 10, 10, 5),
    "underscores": lambda: counted(30, 30, "1_0", 10, 10, 10, 5),
    "nobody": lambda: counted(*[0] * 7),
    "one list empty": lambda: counted(30, 30, 0, 10, 0, 0, 0),
    "no overlap": lambda: counted(30, 30, 30, 0, 0, 0, 0),
    "all on all": lambda: counted(0, 0, 0, 0, 0, 0, 1000),
    "ones": lambda: counted(*[1] * 7),
    "two columns of one name": lambda: "in_A,in_A,in_B\n1,0,1\n",
    "one history twice": lambda: counted(*[5] * 7) + "1,1,1,5\n",
    "counts under another name": lambda: counted(*[5] * 7).replace(
        "A,B,C,count", "in_A,in_B,in_C,x"
    ),
    "nul": lambda: "in_A,in_B\n1,\x00\n",
    "markup": lambda: counted(*[5] * 7).replace("A,B,C", "[/A],[bold],[red]C[/red]"),
    "names without end": lambda: counted(*[5] * 7).replace("A,", "A" * 20_000 + ","),
    "one column": lambda: "in_A\n1\n",
    "empty": lambda: "",
}


@pytest.mark.parametrize("name", FILES)
def test_any_file_on_the_command_line(name: str, tmp_path: Path, sijill: Command) -> None:
    path = tmp_path / "table.csv"
    path.write_text(FILES[name](), encoding="utf-8")
    words = ("estimate", path, "--method", "log-linear", "--replicates", "3")
    for more in ((), ("--json",)):
        answer = sijill(*words, *more)
        assert isinstance(answer.exception, SystemExit | None), answer.output
        assert answer.exit_code in (0, 1)
        assert len(answer.output) < LARGEST_ANSWER * 2
    told = json.loads(answer.stdout)
    assert ("error" in told) is (answer.exit_code == 1)
    assert "error" in told or set(told["strata"]["all"]) & {"total", "not_estimable"}
