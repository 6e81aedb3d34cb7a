"""The real lists of one city, where they lie beside the project: figures counted by hand."""

import json
from pathlib import Path

import pytest

from small_cases import Command

EXAMPLE = Path(__file__).parents[2] / "examples" / "raqqa-2017"
DATA = (EXAMPLE / "../../../shared/data/raqqa-2017").resolve()

BY_HAND = {
    "documented.incidents": "524",
    "documented.deaths.stated": "2,782–4,061",
    "documented.incidents.graded": "377",
    "documented.deaths.graded.stated": "1,813–2,382",
    "acknowledged.determinations": "518",
    "acknowledged.position.credible": "39",
    "acknowledged.position.non_credible": "414",
    "acknowledged.position.not_yet_assessed": "43",
    "acknowledged.position.open": "20",
    "acknowledged.position.duplicate": "2",
    "acknowledged.deaths": "186–187",
    "acknowledged.incidents": "35",
}


def copy_of_the_example(case: Path) -> Path:
    (case / "sources").mkdir(parents=True)
    (case / "case.toml").write_bytes((EXAMPLE / "case.toml").read_bytes())
    for mapping in (EXAMPLE / "sources").glob("*.toml"):
        (case / "sources" / mapping.name).write_bytes(mapping.read_bytes())
    return case


@pytest.mark.realdata
@pytest.mark.skipif(not DATA.is_dir(), reason="the real lists do not lie beside the project")
def test_the_figures_land_on_those_counted_by_hand(tmp_path: Path, sijill: Command) -> None:
    case = copy_of_the_example(tmp_path / "raqqa")
    (case / "data").symlink_to(DATA)
    built = sijill("build", case, "--work", tmp_path, "--follow-links", "--json")
    assert built.exit_code == 0, built.output
    answer = json.loads(built.stdout)
    assert {name: answer["figures"][name] for name in BY_HAND} == BY_HAND
    assert answer["figures"]["estimate.total"] == "not given: too_few_lists"
    assert not any(notice["problem"] for notice in answer["notices"])
    before = (tmp_path / "out" / "figures.json").read_bytes()
    again = json.loads(sijill("build", case, "--work", tmp_path, "--follow-links", "--json").stdout)
    assert again["entries"]["new"] == 0
    assert (tmp_path / "out" / "figures.json").read_bytes() == before
    assert sijill("verify", case, "--work", tmp_path).exit_code == 0


def test_without_the_real_lists_it_says_what_is_missing(tmp_path: Path, sijill: Command) -> None:
    case = copy_of_the_example(tmp_path / "raqqa")
    answer = sijill("build", case, "--work", tmp_path / "work")
    assert answer.exit_code == 1
    for file in ("airwars_incidents.csv", "vdc_victims.csv", "coalition_statements.csv"):
        assert file in answer.stderr
