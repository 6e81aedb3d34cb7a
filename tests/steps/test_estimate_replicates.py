"""sijill estimate on replicates: a folder of files, or a file whose strata are imputed."""

import json
import os
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from pyarrow import parquet

from small_cases import Command

FAST = ("--method", "decomposable graphs", "--method", "log-linear", "--replicates", "20")
BY = ("--by", "governorate")


def rows(rng: np.random.Generator, places: tuple[str, ...]) -> list[tuple[int, int, int, str]]:
    on = rng.random((1_500, 3)) < (0.45, 0.4, 0.35)
    return [
        (int(a), int(b), int(c), places[at % len(places)])
        for at, (a, b, c) in enumerate(on)
        if a or b or c
    ]


def write(path: Path, people: list[tuple[int, int, int, str]]) -> None:
    lines = ["in_monitor,in_morgue,in_press,governorate"]
    lines += [",".join(map(str, person)) for person in people]
    path.write_text("\n".join(lines), encoding="utf-8")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three replicates, one as Parquet: the same people, a third of the places drawn anew."""
    where, rng = tmp_path_factory.mktemp("replicates"), np.random.default_rng(5)
    people = rows(rng, ("Raqqa", "Hama"))
    for number in range(3):
        anew = [
            (*one[:3], "Raqqa" if rng.random() < 0.5 else "Hama") if at % 3 == 0 else one
            for at, one in enumerate(people)
        ]
        if number < 2:
            write(where / f"deaths-R{number + 1}.csv", anew)
        else:
            names = ("in_monitor", "in_morgue", "in_press", "governorate")
            columns = dict(zip(names, map(list, zip(*anew, strict=True)), strict=True))
            parquet.write_table(pa.table(columns), where / "deaths-R3.parquet")
    (where / "dictionary.pdf").write_bytes(b"%PDF")
    return where


def test_replicates_become_one_answer(folder: Path, sijill: Command, tmp_path: Path) -> None:
    draws = tmp_path / "draws.parquet"
    answer = sijill("estimate", folder, *BY, *FAST, "--json", "--draws", draws)
    content = json.loads(answer.stdout)
    each, whole = content["replicates"], content["all"]
    assert list(each) == ["deaths-R1.csv", "deaths-R2.csv", "deaths-R3.parquet"]
    assert whole["total"]["lowest"] < 1_500 < whole["total"]["highest"]
    assert whole["observed"]["lowest"] == whole["observed"]["highest"]
    raqqa = content["strata"]["Raqqa"]
    assert raqqa["observed"]["lowest"] < raqqa["observed"]["highest"]
    lowest = [one["Raqqa"]["total"]["lowest"] for one in each.values()]
    assert min(lowest) <= raqqa["total"]["lowest"] <= max(lowest)
    assert content["passed_over"] == ["dictionary.pdf"]
    kept = parquet.read_table(draws).column("stratum").to_pylist()
    assert set(kept) == {"Raqqa", "Hama", "all strata"}


def test_warnings_name_the_replicate_that_they_are_of(folder: Path, sijill: Command) -> None:
    """Totals in them are that replicate's, not those printed for all."""
    words = ("estimate", folder, *BY, "--method", "log-linear", "--replicates", "20")
    first = json.loads(sijill(*words, "--json").stdout)["replicates"]["deaths-R1.csv"]
    printed = " ".join(sijill(*words).output.split())
    warned = [(name, said) for name, one in first.items() for said in one["warnings"]]
    assert warned
    assert all(f"deaths-R1.csv, {name}: {said}" in printed for name, said in warned)


@pytest.mark.parametrize("rule", ["rubin", "hrdag"])
def test_published_rules_are_near_the_draws(folder: Path, sijill: Command, rule: str) -> None:
    words = ("estimate", folder, *FAST, "--json")
    draws = json.loads(sijill(*words).stdout)["strata"]["all"]
    other = json.loads(sijill(*words, "--combine", rule).stdout)["strata"]["all"]
    for end in ("lowest", "highest"):
        assert other["total"][end] == pytest.approx(draws["total"][end], rel=0.1)


def test_a_folder_on_the_terminal(folder: Path, sijill: Command, tmp_path: Path) -> None:
    words = ("estimate", folder, *FAST, "--store", tmp_path / "kept")
    answer = sijill(*words)
    assert "over 3 replicates" in answer.stdout
    assert "Each replicate by itself" in answer.stdout
    assert "dictionary.pdf" in answer.output
    assert "Madigan & York 1997" in answer.output
    assert "estimates were read from the store" in sijill(*words).output
    missed = json.loads(sijill("estimate", folder, *FAST, "--missed-links", "0.1", "--json").stdout)
    assert "The linkage missed 10% of all overlaps" in missed["assumptions"][-1]


def test_places_left_empty_are_imputed(sijill: Command, tmp_path: Path) -> None:
    path = tmp_path / "deaths.csv"
    write(path, rows(np.random.default_rng(5), ("Raqqa", "Hama", "")))
    words = ("estimate", path, *BY, *FAST, "--json", "--impute", "3")
    content = json.loads(sijill(*words).stdout)
    assert set(content["strata"]) == {"Raqqa", "Hama"}
    assert len(content["replicates"]) == 3
    assert content["all"]["total"]["lowest"] < 1_500 < content["all"]["total"]["highest"]
    assert "may not depend on the stratum itself" in content["assumptions"][-1]
    assert sijill(*words).stdout == sijill(*words).stdout


def test_what_is_no_set_of_replicates_is_refused(
    folder: Path, sijill: Command, tmp_path: Path
) -> None:
    (tmp_path / "one").mkdir()
    write(tmp_path / "one" / "a.csv", [(1, 1, 1, "Hama"), (1, 0, 1, "Hama")])
    assert "replicates are 2 at least" in sijill("estimate", tmp_path / "one", *FAST).output
    other = tmp_path / "one" / "b.csv"
    other.write_text("in_monitor,in_police\n1,1\n1,1", encoding="utf-8")
    assert "no replicates of one data set" in sijill("estimate", tmp_path / "one", *FAST).output
    again = sijill("estimate", folder, *FAST, "--impute", "3")
    assert "--impute is for one table" in again.output
    alone = sijill("estimate", tmp_path / "one" / "a.csv", *FAST, "--combine", "rubin")
    assert "--combine is for a folder" in alone.output
    stated = sijill("estimate", tmp_path / "one" / "a.csv", *BY, *FAST, "--impute", "3")
    assert "no row is empty in governorate" in stated.output


def bomb(kind: str) -> pa.Table:
    """Columns that unpack to gigabytes, and lie in some kilobytes."""
    match kind:
        case "many rows":
            return pa.table({"in_a": pa.array(np.ones(30_000_000, np.int8))})
        case "wide":
            row = pa.array([1] * 4_000, pa.int8())
            return pa.table([row] * 4_000, [f"in_{at}" for at in range(4_000)])
        case "one long word many times":
            words = pa.array(["x" * 100_000], pa.string())
            return pa.table(
                {"in_a": pa.DictionaryArray.from_arrays(np.zeros(40_000, np.int32), words)}
            )
    raise ValueError(kind)


@pytest.mark.parametrize("kind", ["many rows", "wide", "one long word many times"])
def test_a_small_file_that_unpacks_to_far_more_is_refused(
    sijill: Command, tmp_path: Path, kind: str
) -> None:
    for number in (1, 2):
        parquet.write_table(bomb(kind), tmp_path / f"{number}.parquet", compression="zstd")
    assert (tmp_path / "1.parquet").stat().st_size < 1_500_000
    answer = sijill("estimate", tmp_path)
    assert answer.exit_code == 1
    assert "1.parquet" in answer.stderr
    assert "more than a file of its size may" in answer.stderr or "of memory and" in answer.stderr


@pytest.mark.parametrize("content", [b"", b"PAR1", b"PAR1" * 40, b"in_a,in_b\n1,1\n"])
def test_what_is_no_parquet_is_said(sijill: Command, tmp_path: Path, content: bytes) -> None:
    for number in (1, 2):
        (tmp_path / f"{number}.parquet").write_bytes(content)
    answer = sijill("estimate", tmp_path)
    assert answer.exit_code == 1
    assert "1.parquet: cannot be read as Parquet" in answer.stderr


def test_a_pipe_among_the_replicates_is_not_waited_for(sijill: Command, tmp_path: Path) -> None:
    for number in (1, 2):
        os.mkfifo(tmp_path / f"{number}.parquet")
    assert "is no ordinary file" in sijill("estimate", tmp_path).stderr
