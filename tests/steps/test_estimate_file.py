"""sijill estimate: from somebody's own CSV file to an interval, a refusal, or a clear error."""

import json
from pathlib import Path

import numpy as np
import pytest
from pyarrow import parquet

from small_cases import Command

FAST = ("--method", "decomposable graphs", "--method", "log-linear", "--replicates", "20")


@pytest.fixture
def killings(tmp_path: Path) -> Path:
    """Two governorates of 800 and 500, three lists, and a third that one list alone covers."""
    rng = np.random.default_rng(7)
    lines = ["in_monitor,in_morgue,in_press,governorate"]
    for governorate, persons in (("Raqqa", 800), ("Hama", 500)):
        on_lists = rng.random((persons, 3)) < (0.4, 0.3, 0.2)
        lines += [",".join([*map(str, on.astype(int)), governorate]) for on in on_lists if on.any()]
    lines += ["1,0,0,Homs"] * 9
    path = tmp_path / "killings.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_a_table_is_estimated_with_the_methods_beside_it(killings: Path, sijill: Command) -> None:
    answer = sijill("estimate", killings, *FAST)
    assert answer.exit_code == 0, answer.output
    assert "95 % interval" in answer.stdout
    assert "Each method by itself" in answer.stdout
    assert "monitor, morgue, press" in answer.stdout


def test_strata_refusals_and_their_sum(killings: Path, sijill: Command) -> None:
    answer = sijill("estimate", killings, "--by", "governorate", *FAST, "--json")
    content = json.loads(answer.stdout)
    raqqa, hama = content["strata"]["Raqqa"]["total"], content["strata"]["Hama"]["total"]
    assert raqqa["lowest"] < 800 < raqqa["highest"]
    assert hama["lowest"] < 500 < hama["highest"]
    assert content["strata"]["Homs"]["not_estimable"] == "too_few_lists"
    assert "Homs" in content["all"]["explanation"]
    words = sijill("estimate", killings, "--by", "governorate", *FAST).stdout
    assert "Homs: not estimable. Only 1 of the lists" in words


def test_processes_do_not_change_the_answer(killings: Path, sijill: Command) -> None:
    words = ("estimate", killings, "--by", "governorate", *FAST, "--json")
    assert sijill(*words, "--processes", "1").stdout == sijill(*words, "--processes", "2").stdout


def test_draws_are_written(killings: Path, sijill: Command, tmp_path: Path) -> None:
    path = tmp_path / "draws.parquet"
    assert sijill("estimate", killings, *FAST, "--draws", path).exit_code == 0
    assert parquet.read_table(path).num_rows == 2 * 2_000 + 2_000 + 20
    nowhere = sijill("estimate", killings, *FAST, "--draws", tmp_path / "none" / "draws.parquet")
    assert nowhere.exit_code == 1
    assert "none" in nowhere.stderr


def test_the_first_seed_stands(killings: Path, sijill: Command, tmp_path: Path) -> None:
    words = ("estimate", killings, *FAST, "--store", tmp_path / "kept", "--json")
    first = json.loads(sijill(*words, "--seed", "1").stdout)
    again = json.loads(sijill(*words, "--seed", "2").stdout)
    assert again["strata"] == first["strata"]
    assert again["kept_seeds"] == {"": 1}
    assert len(list((tmp_path / "kept").iterdir())) == 1
    told = sijill("estimate", killings, *FAST, "--store", tmp_path / "kept", "--seed", "2")
    assert "estimated before with seed 1, which stands" in told.stderr
    other = json.loads(sijill(*words, "--seed", "2", "--derived", "press=monitor").stdout)
    assert other["kept_seeds"] == {}


def test_a_damaged_store_is_an_error(killings: Path, sijill: Command, tmp_path: Path) -> None:
    words = ("estimate", killings, *FAST, "--store", tmp_path / "kept")
    sijill(*words)
    (path,) = (tmp_path / "kept").iterdir()
    path.write_text("{}", encoding="utf-8")
    answer = sijill(*words)
    assert answer.exit_code == 1
    assert "is no stored estimate" in answer.stderr


def test_a_derived_list_is_one_with_its_source(killings: Path, sijill: Command) -> None:
    answer = sijill("estimate", killings, *FAST, "--derived", "press=monitor", "--json")
    assert json.loads(answer.stdout)["strata"]["all"]["not_estimable"] == "dependent_lists"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--by", "district"), "no column is named 'district'"),
        (("--count", "governorate"), "column governorate: 'Raqqa' is no whole number"),
        (("--list", "governorate"), "column governorate: 'Raqqa' is neither 0 nor 1"),
        (("--derived", "press"), "'press' is not of the form LIST=ORIGIN"),
        (("--derived", "tv=monitor"), "no list is named 'tv'"),
    ],
)
def test_mistakes_are_named(
    killings: Path, sijill: Command, words: tuple[str, ...], said: str
) -> None:
    answer = sijill("estimate", killings, *words)
    assert answer.exit_code == 1
    assert said in answer.stderr
    in_json = sijill("estimate", killings, *words, "--json")
    assert said in json.loads(in_json.stdout)["error"]
