"""A trial run keeps nothing and says what a build would take; a mistake ends with exit code 1."""

import json
from pathlib import Path

from small_cases import Command

PEOPLE = "id,incident,name,sex,age,date of death\n1,T-1,Rana Attar,f,12,2031-06-03\n"
MORE = "2,T-9,Samir Hallaq,m,soon,2031-06-09\n2,T-1,Lina Hallaq,f,9,2031-06-09\n"
INCIDENTS = "code,date,location,killed_min,killed_max\nT-1,2031-06-03,Basatin,2,3\n"


def _case(tmp_path: Path, sijill: Command) -> Path:
    (tmp_path / "people.csv").write_text(PEOPLE + MORE, encoding="utf-8")
    (tmp_path / "incidents.csv").write_text(INCIDENTS, encoding="utf-8")
    files = [str(tmp_path / name) for name in ("people.csv", "incidents.csv")]
    started = sijill("new", str(tmp_path / "case"), *files)
    assert started.exit_code == 0, started.output
    assert "The front page would read" in started.output
    return tmp_path / "case"


def test_a_trial_run_says_what_is_taken_and_set_aside_and_keeps_nothing(
    tmp_path: Path, sijill: Command
) -> None:
    case = _case(tmp_path, sijill)
    mapping = case / "sources" / "people.toml"
    keyless = mapping.read_text(encoding="utf-8")
    mapping.write_text(keyless.replace("columns = []", 'columns = ["id"]'), encoding="utf-8")
    before = sorted(case.rglob("*"))
    tried = sijill("inspect", str(case), "--json")
    assert tried.exit_code == 0, tried.output
    assert sorted(case.rglob("*")) == before
    content = json.loads(tried.output)
    people = next(one for one in content["lists"] if one["source"] == "people")
    assert (people["rows"], people["taken"], people["tied"]) == (3, 3, 2)
    assert (people["lost_references"], people["repeated_keys"]) == (1, 1)
    shares = {one["field"]: (one["filled"], one["understood"]) for one in people["fields"]}
    assert shares["age"] == (3, 2)
    assert shares["name"] == (3, 3)
    reasons = " ".join(one["reason"] for one in people["set_aside"])
    assert "leads nowhere" in reasons
    assert content["figures"]["documented.deaths"][1] == "2–3"


def test_a_mapping_with_a_mistake_is_printed_beside_the_figures_and_ends_with_1(
    tmp_path: Path, sijill: Command
) -> None:
    case = _case(tmp_path, sijill)
    assert sijill("build", str(case)).exit_code == 0
    mapping = case / "sources" / "people.toml"
    mapping.write_text(mapping.read_text(encoding="utf-8").replace("\nage = ", "\nagee = "))
    tried = sijill("inspect", str(case))
    assert tried.exit_code == 1
    assert "did you mean 'age'" in tried.output
    built = sijill("build", str(case))
    assert built.exit_code == 1
    assert "Left out of these figures" in built.output
    assert "read by an earlier mapping" in " ".join(built.output.split())
    assert "Distinct people" in built.output
    allowed = sijill("build", str(case), "--allow-incomplete", "--json")
    assert allowed.exit_code == 0
    assert len(json.loads(allowed.output)["left_out"]) == 2


def test_a_file_that_vanished_ends_a_build_with_1(tmp_path: Path, sijill: Command) -> None:
    case = _case(tmp_path, sijill)
    assert sijill("build", str(case)).exit_code == 0
    (case / "data" / "people.csv").unlink()
    built = sijill("build", str(case))
    assert built.exit_code == 1
    assert "people" in built.output
    assert sijill("build", str(case), "--allow-incomplete").exit_code == 0


def test_new_ends_with_1_where_a_file_says_nothing(tmp_path: Path, sijill: Command) -> None:
    (tmp_path / "people.csv").write_text(PEOPLE, encoding="utf-8")
    (tmp_path / "odd.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    started = sijill("new", str(tmp_path / "case"), *map(str, tmp_path.glob("*.csv")))
    assert started.exit_code == 1
    assert "no heading says what the list is about" in started.output
    assert (tmp_path / "case" / "sources" / "people.toml").exists()
    alone = sijill("new", str(tmp_path / "other"), str(tmp_path / "odd.csv"))
    assert alone.exit_code == 1
    assert not (tmp_path / "other").exists()


def test_a_list_of_missing_people_has_a_status_in_every_row(
    tmp_path: Path, sijill: Command
) -> None:
    rows = "1,Rana Attar,2031-06-03,missing\n2,Samir Hallaq,2031-06-04,Missing\n3,Lina Hallaq,,?\n"
    (tmp_path / "people.csv").write_text(f"id,name,date,status\n{rows}", encoding="utf-8")
    started = sijill("new", str(tmp_path / "case"), str(tmp_path / "people.csv"))
    assert started.exit_code == 0, started.output
    assert "no cell is filled" not in started.output
    content = json.loads(sijill("inspect", str(tmp_path / "case"), "--json").output)
    shares = {
        one["field"]: (one["filled"], one["understood"]) for one in content["lists"][0]["fields"]
    }
    assert shares["harm"] == (2, 2)


def test_every_kind_of_record_that_names_an_incident_is_said_to(
    tmp_path: Path, sijill: Command
) -> None:
    (tmp_path / "incidents.csv").write_text(INCIDENTS, encoding="utf-8")
    (tmp_path / "posts.csv").write_text(
        "id,incident,publisher,published,text\n"
        "p1,T-1,Basatin News,2031-06-03,Three people died in Basatin.\n"
        "p2,T-9,City Echo,2031-06-04,Two people died in Basatin.\n",
        encoding="utf-8",
    )
    files = [str(tmp_path / name) for name in ("incidents.csv", "posts.csv")]
    assert sijill("new", str(tmp_path / "case"), *files).exit_code == 0
    content = json.loads(sijill("inspect", str(tmp_path / "case"), "--json").output)
    posts = next(one for one in content["lists"] if one["source"] == "posts")
    assert (posts["kind"], posts["taken"]) == ("report", 2)
    assert (posts["tied"], posts["lost_references"]) == (1, 1)
