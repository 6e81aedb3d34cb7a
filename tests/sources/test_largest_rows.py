"""A row, or what is noted of a file, that is larger than one value of the register is told."""

from pathlib import Path

import pytest

from sijill.model import case_limits, limits
from sijill.model.errors import FileUnreadableError
from sijill.model.records.rejects import Effect, Reject
from sijill.sources.tables import problem_words
from sijill.sources.tables.problem_words import shorten_problems
from sijill.sources.tables.table import cell_problem, words_of
from sijill.sources.tables.table_files import FileReading, read_table
from small_cases import SmallCase


@pytest.fixture
def small_bound(monkeypatch: pytest.MonkeyPatch) -> int:
    """A bound of ten thousand characters."""
    monkeypatch.setattr(limits, "LARGEST_ROW", 10_000)
    monkeypatch.setattr(problem_words, "LARGEST_ROW", 10_000)
    return 10_000


def _problem(value: str, reason: str = "it is so") -> Reject:
    return Reject("list", "list.csv", "", 2, "", value, reason, Effect.ROW)


@pytest.mark.parametrize("ending", ["csv", "json", "jsonl"])
def test_a_row_of_many_long_cells_is_one_reject(
    tmp_path: Path, small_bound: int, ending: str
) -> None:
    words = "x" * (small_bound // 4)
    path = tmp_path / f"list.{ending}"
    row = '{{"no":"{0}","a":"{1}","b":"{1}","c":"{1}","d":"{1}"}}'.format
    texts = {
        "csv": f"no,a,b,c,d\n1,{words},{words},{words},{words}\n2,a,b,c,d\n",
        "json": f"[{row(1, words)},{row(2, 'a')}]",
        "jsonl": f"{row(1, words)}\n{row(2, 'a')}\n",
    }
    path.write_text(texts[ending], encoding="utf-8")
    read = read_table(path, path.name, FileReading("list"))
    assert [row.cells["no"] for row in read.rows] == ["2"]
    [problem] = read.problems
    assert problem.reason == "the row has 10,001 characters; at most 10,000 are read"
    assert problem.effect is Effect.ROW
    assert len(problem.value) <= small_bound


def test_the_words_of_such_a_row_are_shortened(small_bound: int) -> None:
    shown = words_of(["1", "x" * small_bound])
    assert shown.startswith("1 | xxx")
    assert shown.endswith(f"… ({small_bound:,} characters)")
    assert len(shown) < small_bound


def test_a_row_within_the_bound_is_kept() -> None:
    assert cell_problem(["x" * 900_000] * 30) == ""
    assert limits.LARGEST_ROW * 6 < case_limits.MOST_STORED_BYTES


@pytest.mark.usefixtures("small_bound")
def test_long_words_of_many_problems_are_shortened_and_their_length_is_said() -> None:
    few = [_problem("y" * 4_000)] * 2
    assert list(shorten_problems(few, "list.csv")) == few
    shortened = shorten_problems([*few, _problem("z" * 4_000), _problem("short")], "list.csv")
    assert [one.value[:1] for one in shortened] == ["y", "y", "z", "s"]
    assert shortened[2].value.endswith("… (4,000 characters; they stand in the file)")
    assert shortened[3].value == "short"


@pytest.mark.usefixtures("small_bound")
def test_more_problems_than_can_be_listed_refuse_the_file() -> None:
    with pytest.raises(FileUnreadableError, match=r"list\.csv: 100 rows .* row 2: it is so"):
        shorten_problems([_problem("y" * 400)] * 100, "list.csv")


def test_a_file_of_too_large_rows_stops_no_build(street: SmallCase) -> None:
    """The ledger takes no value of 256 MB, and refused the build of which such a row was a part."""
    longest = limits.LARGEST_CELL
    heads = ",".join(f"c{n}" for n in range(40))
    street.write_list(
        "1,Khalid Walid al-Attar,40,2031-06-03,m,35.95,39.01" + f",{'x' * longest}" * 40,
        "2,Rana Walid al-Attar,12,2031-06-03,f,35.95,39.01" + ",x" * 40,
        header=f"no,name,age,died,sex,lat,lon,{heads}",
    )
    built = street.build()
    assert built.exit_code == 0, built.output
    rejects = (street.folder / "out" / "rejects.csv").read_text(encoding="utf-8")
    assert "the row has 40,000,045 characters; at most 34,000,000 are read" in rejects
