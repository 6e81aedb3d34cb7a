"""The study of calibration: what its tables say of k of m; a part leaves the rows of others."""

import csv
from pathlib import Path

import numpy as np
import pytest

from calibration import known_tables
from calibration_report import (
    COLUMNS,
    CONSISTENCY,
    HEADLINE,
    Known,
    Outcome,
    Study,
    describe_settings,
    summarise,
    tabulate,
    tell_share,
    write_halves,
)
from composed_set import FAMILIES, composed_set
from fresh_scenarios import fresh_scenarios
from scenarios import Half, Scenario, count_histories, scenarios
from sijill.estimation.pooling.settings import Settings
from sijill.model.results.captures import Method
from sijill.model.values.counts import CountRange

OVERLAPPING = np.array([0, 5, 5, 2])
APART = np.array([0, 5, 5, 0])
MADE = ["1.0", "few"]
READ_IN_DOCS = (
    ("design", "public", "public tables"),
    ("design", "simulated", "simulated populations of the design"),
    ("fifth", "simulated", "simulated populations under a seed that nobody had seen"),
)
"""Half, kind, and how the row begins that tells of them."""


def known(group: str, name: str, *, overlaps: bool = True) -> Known:
    return Known(Half.DESIGN, group, name, OVERLAPPING if overlaps else APART, 100)


def study() -> Study:
    """Two public tables, one without overlap, and three simulated ones; one refused."""
    public = known(CONSISTENCY, "a 0"), known(CONSISTENCY, "a 1", overlaps=False)
    simulated = [known("independent lists", str(i)) for i in range(3)]
    outcomes = [
        Outcome(public[0], HEADLINE, CountRange(80, 120), 100),
        Outcome(public[0], Method.LOG_LINEAR, CountRange(90, 110), 100),
        Outcome(simulated[0], HEADLINE, CountRange(50, 90), 70),
        Outcome(simulated[1], HEADLINE, CountRange(50, None), 90),
    ]
    return Study([*public, *simulated], outcomes)


def test_public_and_simulated_tables_are_summarised_by_themselves() -> None:
    rows = [row[1:4] for row in summarise(study(), MADE)]
    assert rows == [
        ["public tables with overlap: answered", "1", "1"],
        ["public tables answered: interval holds the truth", "1", "1"],
        ["public tables answered: interval below the truth", "0", "1"],
        ["public tables: log-linear alone holds", "1", "1"],
        ["public tables: a miss narrower than log-linear", "0", "1"],
        ["public tables: width", "", ""],
        ["simulated tables with overlap: answered", "2", "3"],
        ["simulated tables answered: interval holds the truth", "1", "2"],
        ["simulated tables answered: interval below the truth", "1", "2"],
        ["simulated tables: log-linear alone holds", "0", "0"],
        ["simulated tables: a miss narrower than log-linear", "0", "2"],
        ["simulated tables: width", "", ""],
    ]


def test_every_share_has_its_interval_and_every_row_its_settings() -> None:
    rows = list(summarise(study(), MADE))
    assert rows[0][4] == tell_share(1, 1) == "0.21-1.00"
    assert rows[5][5:7] == ["2.00", "2.00"]
    assert rows[11][5:7] == ["", ""]
    assert all(row[0] == "design" and row[7:] == MADE for row in rows)
    assert tell_share(0, 0) == ""


def test_a_miss_without_an_upper_end_is_not_narrower_than_a_finite_one() -> None:
    """Of intervals that miss, those narrower than log-linear's are counted."""
    tables = [known("small", str(i)) for i in range(3)]
    outcomes = [
        Outcome(tables[0], HEADLINE, CountRange(80, 99), 90),
        Outcome(tables[0], Method.LOG_LINEAR, CountRange(70, 98), 90),
        Outcome(tables[1], HEADLINE, CountRange(70, 99), 90),
        Outcome(tables[1], Method.LOG_LINEAR, CountRange(80, 98), 90),
        Outcome(tables[2], HEADLINE, CountRange(60, 99), 90),
        Outcome(tables[2], Method.LOG_LINEAR, CountRange(70, None), 90),
    ]
    rows = list(summarise(Study(tables, outcomes), MADE))
    assert rows[4][1:4] == ["simulated tables: a miss narrower than log-linear", "2", "3"]
    # both medians of all three tables, and the median of 19/28 and 29/18
    assert rows[5][5:7] == ["1.04", "1.14"]


def test_settings_are_told() -> None:
    _, said = describe_settings(Settings(replicates=7), 20, "one")
    assert said == (
        "replicates 7; draws 2000; deviation 0.07; tables each 20; seeds: one; methods version 11"
    )


def test_a_row_for_each_method() -> None:
    rows = list(tabulate(study()))
    assert [row[1:5] for row in rows] == [
        [CONSISTENCY, HEADLINE, "2", "1"],
        [CONSISTENCY, "log-linear", "2", "1"],
        ["independent lists", HEADLINE, "3", "2"],
    ]
    assert all(len(row) == len(COLUMNS) for row in rows)


def test_a_run_of_one_half_leaves_the_rows_of_the_others(tmp_path: Path) -> None:
    path = tmp_path / "found.csv"
    write_halves(path, ("half", "found"), [["judgement", "a"], ["design", "b"]])
    write_halves(path, ("half", "found"), [["fresh", "c"], ["design", "d"]])
    with path.open(encoding="utf-8", newline="") as file:
        assert list(csv.reader(file)) == [
            ["half", "found"],
            ["design", "d"],
            ["judgement", "a"],
            ["fresh", "c"],
        ]


def test_no_fresh_scenario_is_one_of_the_halves() -> None:
    fresh = fresh_scenarios()
    assert not {one.name for one in fresh} & {one.name for one in scenarios()}
    assert {one.half for one in fresh} == {Half.FRESH}


@pytest.mark.parametrize("scenario", fresh_scenarios(), ids=lambda one: one.name)
def test_fresh_scenarios_give_tables_that_overlap_and_miss_some(scenario: Scenario) -> None:

    counts = count_histories(scenario.simulate(np.random.default_rng(99)))
    assert 0 < counts.sum() < scenario.persons
    cells = np.arange(len(counts))
    assert counts[cells & (cells - 1) > 0].sum() > 50


def test_composed_tables_have_the_persons_and_lists_of_their_family_and_miss_some() -> None:
    tables = list(composed_set(1))
    assert [one.family for one in tables] == list(FAMILIES)
    for one in tables:
        family, cells = FAMILIES[one.family], np.arange(len(one.counts))
        recorded = int(one.counts.sum())
        assert family.recorded[0] / 1.3 < recorded < family.recorded[1] * 1.3
        assert family.lists[0] <= int(np.log2(len(cells))) <= family.lists[1]
        assert recorded < one.truth
        assert one.counts[cells & (cells - 1) > 0].sum() > 0
    (again,) = (one for one in composed_set(2) if one[:2] == ("regions", 0))
    (once,) = (one for one in tables if one.family == "regions")
    assert (once.counts == again.counts).all()


def test_tables_of_a_half_depend_on_nothing_else(tmp_path: Path) -> None:
    first, again = (list(known_tables(tmp_path, Half.FRESH, each)) for each in (1, 2))
    assert [one.group for one in first] == [one.name for one in fresh_scenarios()]
    assert all((a.counts == b.counts).all() for a, b in zip(first, again[::2], strict=True))


DOCS = Path(__file__).parents[2] / "docs"


def told(half: str, kind: str) -> dict[str, str]:
    """What the summary says of one kind of tables: shares as "k of m", ratios of widths."""
    with (DOCS / "calibration-summary.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["half"] == half]
    found = {}
    for row in rows:
        subject, _, question = row["question"].partition(": ")
        if subject.startswith(kind):
            found[question] = f"{row['k']} of {row['m']}"
            found[f"{question}, share"] = row["95 % interval of k / m"].replace("-", "–")
            found[f"{question}, medians"] = row["median width over that of log-linear"]
            found[f"{question}, ratios"] = row["median of width over that of log-linear"]
    return found


@pytest.mark.parametrize(("half", "kind", "row"), READ_IN_DOCS)
def test_what_is_read_in_the_docs_is_what_was_found(half: str, kind: str, row: str) -> None:
    """The README's table and that of docs/estimation.md against docs/calibration-summary.csv."""
    found = told(half, kind)
    held, alone = found["interval holds the truth"], found["log-linear alone holds"]
    readme = (DOCS.parent / "README.md").read_text(encoding="utf-8")
    (line,) = [line for line in readme.splitlines() if line.startswith(f"| {row} ")]
    cells = [cell.strip() for cell in line.strip("|").split("|")]
    assert cells[1:3] == [f"{held} ({found['interval holds the truth, share']})", alone]
    assert cells[3:] == [found["width, ratios"], found["width, medians"]]
    page = (DOCS / "estimation.md").read_text(encoding="utf-8")
    (line,) = [line for line in page.splitlines() if line.startswith(f"| {row} ")]
    assert [cell.strip() for cell in line.strip("|").split("|")][1:] == [
        held,
        alone,
        found["width, ratios"],
        found["width, medians"],
    ]


def test_what_is_said_of_families_is_what_was_found() -> None:
    """The sentences below both tables against docs/calibration.csv."""
    with (DOCS / "calibration.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["half"] == "fifth"]
    held = {
        (row["tables of"], row["method"]): (int(row["holding the truth"]), int(row["answered"]))
        for row in rows
    }
    whole = {family: found for (family, method), found in held.items() if method == "headline"}
    broken, hard = ("links missed", "periods"), "a group hard to record"
    others = [found for family, found in whole.items() if family not in broken]
    missed = sum(tables - holding for holding, tables in whole.values())
    told = (
        f"{whole['links missed'][0]} of {whole['links missed'][1]}",
        f"({whole['periods'][0]} of {whole['periods'][1]}",
        f"of the {missed} misses of the last row",
        f"{sum(one for one, _ in others)} of {sum(tables for _, tables in others)} were held",
        f"{whole[hard][0]} of {whole[hard][1]}",
    )
    readme = " ".join((DOCS.parent / "README.md").read_text(encoding="utf-8").split())
    page = " ".join((DOCS / "estimation.md").read_text(encoding="utf-8").split())
    assert [said for said in told if said not in readme or said not in page] == []
    assert sum(whole[family][1] - whole[family][0] for family in broken) == 8
    assert "Eight of the" in readme
    assert f"{held[hard, 'log-linear'][0]} of {held[hard, 'log-linear'][1]})" in page
