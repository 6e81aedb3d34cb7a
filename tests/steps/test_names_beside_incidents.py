"""Lists of incidents with a column that names the killed: the people are a list of their own."""

import json
from pathlib import Path

import pytest

from small_cases import Command
from trial_runs import begin_case, trial_of, try_case, values_of

MONITOR = (
    "Incident ID,Date,Location,Killed,Injured,Victims\n"
    "A-01,3 June 2031,Mill Street,3,1,Samir Attar (40); Lina Hallaq (7)\n"
    "A-02,9 June 2031,Old Bridge,1,,Omar Said\n"
    "A-03,12 June 2031,Harbour,2,,unknown\n"
)


def test_names_in_one_cell_are_people_tied_to_the_incident_of_their_row(
    tmp_path: Path, sijill: Command
) -> None:
    (tmp_path / "monitor.csv").write_text(MONITOR, encoding="utf-8")
    case = tmp_path / "case"
    begun = sijill("new", case, tmp_path / "monitor.csv")
    assert begun.exit_code == 0, begun.output
    assert "are not read" not in begun.output
    assert sijill("build", case, "--json").exit_code == 0
    figures = json.loads((case / "out" / "figures.json").read_text(encoding="utf-8"))["figures"]
    assert figures["persons.named"]["text"] == "3"
    assert figures["persons.named.untied"]["text"] == "0"
    assert figures["persons.unnamed"]["text"] == "0", "an unknown name is no person"
    assert figures["documented.deaths"]["text"] == "6"


def test_names_of_the_injured_are_injured(tmp_path: Path) -> None:
    values = values_of(trial_of(tmp_path, monitor=MONITOR.replace("Victims", "Injured (names)")))
    assert (values["persons.named"], values["persons.injured"]) == ("0", "3")


def test_names_that_are_not_taken_apart_are_told(tmp_path: Path) -> None:
    text = MONITOR.replace("Samir Attar (40); Lina Hallaq (7)", "two sons of Samir Attar")
    begin_case(tmp_path, monitor=text)
    people = next(one for one in try_case(tmp_path).lists if one.source == "monitor-people")
    assert any("more than one person" in note.reason for note in people.notes)


WIDE = "Family,Place,Date,Killed,{0} 1,Age 1,{0} 2,Age 2\n"


@pytest.mark.parametrize(
    ("heading", "killed", "named"),
    [("Martyr", 3, "3"), ("Name of martyr", 3, "3"), ("Victim", 2, "3"), ("Victim", 3, "0–3")],
)
def test_people_side_by_side_were_killed_where_heading_or_numbers_say_it(
    tmp_path: Path, heading: str, killed: int, named: str
) -> None:
    rows = (
        f"Attar,Ayn,3 June 2031,{killed},Samir Attar,40,Lina Attar,7\n"
        "Said,Sur,9 June 2031,1,Omar Said,31,,\n"
    )
    values = values_of(trial_of(tmp_path, families=WIDE.format(heading) + rows))
    assert values["persons.named"] == named
