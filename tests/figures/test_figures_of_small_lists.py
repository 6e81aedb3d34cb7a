"""What the figures of small lists say: unknown is no zero, open ends stay open, one number each."""

import re
from pathlib import Path

import pytest

from sijill.cli.case.cases import headline_rows
from sijill.figures.book import MOST_COMPARED_LISTS
from sijill.steps.case.starting.trial import Trial
from trial_runs import trial_of, values_of

HEAD = "code,date,location,killed_min,killed_max\n"
ONE = "code,date,location,killed\n"
WITH_CHILDREN = "code,date,location,killed_min,killed_max,children_min,children_max\n"
WITH_INJURED = "code,date,location,killed_min,killed_max,injured_min,injured_max\n"
INJURED_BY_GROUP = "code,date,location,killed,injured men,injured women,injured children\n"
LISTS = {
    "two numbers": (HEAD + "A,2031-06-03,Quay,2,4\nB,2031-06-05,Mill,1,1\n", "3–5"),
    "an open maximum": (HEAD + "A,2031-06-03,Quay,2,4\nB,,Mill,4,unknown\n", "at least 6"),
    "at least": (ONE + "A,2031-06-03,Quay,at least four\nB,2031-06-05,Mill,2\n", "at least 6"),
    "more than": (ONE + "A,2031-06-03,Quay,más de cinco\n", "at least 6"),
    "up to": (ONE + "A,2031-06-03,Quay,لا يزيد عن 5\n", "0–5"),
    "about": (ONE + "A,2031-06-03,Quay,около 10\n", "9–11"),
    "dozens": (ONE + "A,2031-06-03,Quay,dozens\n", "12–24"),
    "all unknown": (HEAD + "A,2031-06-03,Quay,,\nB,2031-06-05,Mill,unknown,غير معروف\n", "unknown"),
    "what Python writes": (
        HEAD + "A,2031-06-03,Quay,None,None\nB,2031-06-05,Mill,nan,nan\n",
        "unknown",
    ),
    "one unknown": (HEAD + "A,2031-06-03,Quay,,\nB,2031-06-05,Mill,3,3\n", "3"),
    "zero": (HEAD + "A,2031-06-03,Quay,0,0\n", "0"),
    "zero and unknown": (HEAD + "A,2031-06-03,Quay,0,0\nB,2031-06-05,Mill,,\n", "0"),
    "none": (HEAD + "A,2031-06-03,Quay,none,none\n", "unknown"),
    "thousands": (HEAD + 'A,2031-06-03,Quay,"1,000","1,200"\n', "1,000–1,200"),
    "undated": (HEAD + "A,,Quay,2,4\nB,2031-06-05,Mill,1,1\n", "3–5"),
    "digits of Iran": (HEAD + "A,2031-06-03,Quay,۲,۴\n", "2–4"),
    "a total": (HEAD + "A,2031-06-03,Quay,2,4\nB,2031-06-05,Mill,1,1\nTotal,,,3,5\n", "3–5"),
    "ends exchanged": (HEAD + "A,2031-06-03,Quay,5,2\n", "2–5"),
    "children of one": (
        WITH_CHILDREN + "A,2031-06-03,Quay,2,4,1,1\nB,2031-06-05,Mill,3,3,,\n",
        "5–7",
    ),
    "children of none": (WITH_CHILDREN + "A,2031-06-03,Quay,2,4,,\n", "2–4"),
    "injured": (WITH_INJURED + "A,2031-06-03,Quay,2,4,5,7\n", "2–4"),
    "injured by group": (
        INJURED_BY_GROUP + "A,2031-06-03,Quay,3,2,1,4\nB,2031-06-05,Mill,1,,0,2\n",
        "4",
    ),
    "injured of none": (WITH_INJURED + "A,2031-06-03,Quay,2,4,,unknown\n", "2–4"),
}
CHILDREN = {"children of one": "1"}
INJURED = {"injured": "5–7", "injured by group": "at least 9"}
WITHOUT_NUMBER = {
    "all unknown": "2",
    "what Python writes": "2",
    "one unknown": "1",
    "none": "1",
    "zero and unknown": "1",
}


def _trial(folder: Path, text: str) -> Trial:
    return trial_of(folder, incidents=text)


@pytest.mark.parametrize("name", list(LISTS))
def test_figures_of_one_list_of_incidents(name: str, tmp_path: Path) -> None:
    text, killed = LISTS[name]
    figures = values_of(_trial(tmp_path, text))
    same = ("documented.deaths", "documented.deaths.graded", "documented.deaths.stated")
    assert {figures[key] for key in same} == {killed}, "one number for one thing"
    assert figures["documented.group.children"] == CHILDREN.get(name, "unknown")
    assert figures["documented.group.women"] == "unknown"
    assert figures["documented.injured"] == INJURED.get(name, "unknown")
    assert figures["documented.incidents.unknown"] == WITHOUT_NUMBER.get(name, "0")
    rows = [line for line in text.splitlines()[1:] if not line.startswith("Total")]
    assert figures["documented.incidents"] == str(len(rows))
    assert figures["documented.incidents.outside"] == "0"
    assert figures["persons.named"] == "unknown", "no list names people"
    assert "remains.recovered" not in figures
    for value in figures.values():
        assert not re.search(r"None|nan\b|Error|<|\[", value)
        if found := re.fullmatch(r"([\d,]+)–([\d,]+)", value):
            low, high = (int(end.replace(",", "")) for end in found.groups())
            assert low < high


def test_a_discounted_incident_is_in_no_headline_where_no_grades_are_named(tmp_path: Path) -> None:
    head = "code,date,location,civilians_killed,grade\n"
    rows = "A,2031-06-03,Quay,3,Weak\nB,2031-06-04,Mill,5,Discounted\nC,2031-06-05,Mill,1,\n"
    figures = values_of(_trial(tmp_path, head + rows))
    assert figures["documented.deaths.graded"] == "4"
    assert figures["documented.deaths"] == "9"
    assert figures["documented.deaths.grade.discounted"] == "5"


NAMES = ("Rana", "Samir", "Huda", "Omar", "Layla", "Nabil", "Yusuf")
CIVILIANS_AMONG_PEOPLE = {
    "both stated": ("A,2031-06-03,Quay,2,2,5,3\nB,2031-06-04,Mill,1,0,1,\n", "3–6"),
    "one states civilians alone": (
        "A,2031-06-03,Quay,3,2,5,\nB,2031-06-04,Mill,,4,,\n",
        "at least 7",
    ),
    "fewer people than civilians": ("A,2031-06-03,Quay,,5,3,\nB,2031-06-04,Mill,1,1,1,\n", "4–6"),
    "civilians above the least": ("A,2031-06-03,Quay,2,5,10,\n", "5–10"),
    "civilians may be more than people": (
        "A,2031-06-03,Quay,5,4-6,5,\nB,2031-06-04,Mill,1,1,1,\n",
        "6–7",
    ),
    "one states nothing": ("A,2031-06-03,Quay,3,2,5,\nB,2031-06-04,Mill,,,,\n", "3–5"),
}


@pytest.mark.parametrize("name", list(CIVILIANS_AMONG_PEOPLE))
def test_people_whoever_they_were_stand_beside_the_civilians(name: str, tmp_path: Path) -> None:
    rows, people = CIVILIANS_AMONG_PEOPLE[name]
    head = "code,date,location,killed_min,civilians_killed,killed_max,injured\n"
    figures = _trial(tmp_path, head + rows).figures
    assert figures["documented.people"][1] == people
    assert figures["documented.people"][0].startswith("People (civilian or not) reported killed")
    assert ("documented.people.injured" in figures) == (name == "both stated")


@pytest.mark.parametrize(
    ("named", "civilians", "people"), [(0, "4–6", "5–6"), (5, "5–6", "5–6"), (7, "7", "7")]
)
def test_people_of_two_lists_are_never_fewer_than_the_civilians_printed_beside_them(
    named: int, civilians: str, people: str, tmp_path: Path
) -> None:
    lists = {
        "first": "code,date,location,lat,lon,civilians_killed,grade\n"
        "A,2031-06-03,Quay,35.95,39.01,4-6,Fair\n",
        "second": "ref,day,place,lat,lon,killed\nB,2031-06-03,Quay,35.95,39.01,5\n",
    }
    if named:
        rows = [f"{no},A,{name} Sabbagh,killed\n" for no, name in enumerate(NAMES[:named])]
        lists["victims"] = "no,incident,name,status\n" + "".join(rows)
    values = values_of(trial_of(tmp_path, **lists))
    assert values["documented.incidents"] == "1"
    assert values["documented.deaths"] == civilians
    assert values["documented.people"] == people


def test_children_women_and_men_without_a_total_are_at_least_their_sum(tmp_path: Path) -> None:
    text = (
        "code,date,location,killed men,killed women,killed children\n"
        "A,2031-06-03,Quay,1,2,1\nB,2031-06-04,Mill,2,,\nC,2031-06-05,Mill,,,\n"
    )
    figures = _trial(tmp_path, text).figures
    assert figures["documented.deaths"][1] == "at least 6"
    assert figures["documented.incidents.unknown"][1] == "1"


def test_where_some_state_a_total_one_that_states_children_alone_stands_beside_the_sum(
    tmp_path: Path,
) -> None:
    text = WITH_CHILDREN + "A,2031-06-03,Quay,2,2,,\nB,2031-06-04,Mill,,,3,3\n"
    figures = _trial(tmp_path, text).figures
    assert figures["documented.deaths"][1] == "2"
    assert figures["documented.incidents.unknown"][1] == "1"


def test_people_alone_are_one_number(tmp_path: Path) -> None:
    figures = _trial(tmp_path, LISTS["two numbers"][0]).figures
    assert "documented.people" not in figures, "the totals are of people already"


def test_ends_that_stand_the_wrong_way_round_are_noted(tmp_path: Path) -> None:
    notes = [
        note.reason
        for one in _trial(tmp_path, LISTS["ends exchanged"][0]).lists
        for note in one.notes
    ]
    assert notes == ["the least is above the greatest: it is read as 2 to 5"]


def test_a_last_day_before_the_first_is_set_aside(tmp_path: Path) -> None:
    text = "code,date,date_end,location,killed\nA,2031-06-05,2031-06-03,Quay,2\n"
    (one,) = _trial(tmp_path, text).lists
    assert [aside.reason for aside in one.set_aside] == [
        "the last day lies before the first: it is set aside"
    ]


REPLIES = (
    "incident,authority,finding,deaths conceded\nA,Alliance,credible,2\nB,Alliance,credible,1\n"
)


def test_deaths_conceded_about_an_incident_in_no_total_stand_beside_the_number(
    tmp_path: Path,
) -> None:
    incidents = (
        "code,date,location,civilians killed,belligerent\n"
        "A,2031-06-03,Quay,2,Alliance\nB,2031-06-05,Mill,3,unknown\n"
    )
    values = values_of(trial_of(tmp_path, incidents=incidents, replies=REPLIES))
    assert values["acknowledged.deaths"] == "2"
    assert (values["acknowledged.outside"], values["acknowledged.outside.deaths"]) == ("1", "1")
    assert values["acknowledged.unmatched"] == "0"


def test_the_gap_subtracts_what_is_conceded_in_the_incidents_that_it_counts(
    tmp_path: Path,
) -> None:
    """Five documented in a fair incident, of which two are conceded; one in a weak incident."""
    incidents = (
        "code,date,location,civilians killed,belligerent,grading\n"
        "A,2031-06-03,Quay,5,Alliance,Fair\nB,2031-06-05,Mill,3,Alliance,Weak\n"
    )
    values = values_of(trial_of(tmp_path, incidents=incidents, replies=REPLIES))
    assert values["acknowledged.deaths"] == "3"
    assert values["gap.deaths"] == "3"
    assert values["acknowledged.deaths.other_grades"] == "1"


def test_of_very_many_lists_those_with_most_records_are_compared_two_by_two(tmp_path: Path) -> None:
    """How many each list names is counted of all; pairs would grow with the square of the lists."""
    lists = {}
    for number in range(MOST_COMPARED_LISTS + 2):
        rows = "".join(
            f"{row},Nadir Salim,2031-06-0{row}\n" for row in range(1, 2 if number in (3, 5) else 4)
        )
        lists[f"list{number:02}"] = f"id,name,date of death\n{rows}"
    figures = trial_of(tmp_path, **lists).figures
    counted = {name for name in figures if name.startswith("persons.list.")}
    compared = {name.split(".")[2] for name in figures if name.startswith("overlap.among.")}
    assert counted == {f"persons.list.{name}" for name in lists}
    assert compared == set(lists) - {"list03", "list05"}


MORGUE = """no,name,date of death
1,Nadir Amri,2031-06-03
2,unknown x3,2031-06-03
3,two bodies,2031-06-04
4,Basma Zayd and her son,2031-06-04
6,Adil Karam and 2 children,2031-06-04
5,unidentified,2031-06-05
7,Rima Nasr and her children,2031-06-05
"""


def test_people_without_names_stand_beside_the_number_of_people_named(tmp_path: Path) -> None:
    trial = trial_of(tmp_path, morgue=MORGUE)
    figures = values_of(trial)
    assert figures["persons.named"] == "4"
    assert figures["persons.without_name"] == "9", "as many as each entry says"
    assert figures["persons.several"] == "1"
    shown = [title for title, _ in headline_rows(trial.figures)]
    assert trial.figures["persons.without_name"][0] in shown
    assert trial.figures["persons.several"][0] in shown


BOAT = """no,name,age,status
1,Nadir Amri,30,body recovered
2,Basma Zayd,22,missing
3,"others, about 6 persons",,missing
4,unknown woman,,missing
5,unknown boy,,injured
"""


def test_the_injured_and_missing_without_names_stand_beside_those_who_are_named(
    tmp_path: Path,
) -> None:
    figures = values_of(trial_of(tmp_path, boat=BOAT))
    assert figures["persons.missing"] == "1"
    assert figures["persons.missing.without_name"] == "6–8"
    assert figures["persons.injured.without_name"] == "1"


DISAPPEARED = """no,full name,date last seen,status
1,Nadir Amri,2031-06-03,missing
2,Basma Zayd,2031-06-03,found dead
3,Omar Amri,2031-06-04,missing
4,Sami Zayd,2031-06-05,found alive
5,Rana Zayd,2031-06-05,injured
"""


def test_the_missing_and_the_injured_stand_beside_the_number_of_people_named(
    tmp_path: Path,
) -> None:
    trial = trial_of(tmp_path, missing=DISAPPEARED)
    names = ("persons.named", "persons.injured", "persons.missing")
    assert [trial.figures[name][1] for name in names] == ["1", "1", "2"]
    shown = [title for title, _ in headline_rows(trial.figures)]
    assert {trial.figures[name][0] for name in names} <= set(shown)


def test_a_body_is_recovered_of_whatever_the_person_died_and_an_animal_s_bone_may_be_none(
    tmp_path: Path,
) -> None:
    figures = _trial(
        tmp_path,
        "Body no,Date recovered,Name,Sex,Cause of death,Remarks\n"
        "M-1,2031-08-03,Basil Amri,M,gunshot,\n"
        "M-2,2031-08-03,Rana Zayd,F,Suicide,\n"
        "M-3,2031-08-04,,,,animal bone\n",
    ).figures
    assert figures["remains.recovered"][1] == "2–3"
    assert figures["persons.named"][1] == "1–2"
