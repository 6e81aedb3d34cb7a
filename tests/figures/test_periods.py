"""Deaths that a list states by month, or up to a day: one number for each list."""

from pathlib import Path

import pytest

from sijill.cli.case.cases import headline_rows
from sijill.figures.front_page import headlines
from trial_runs import begin_case, trial_of, try_case, values_of

GOVERNORATES = "Governorate,Month,Killed\n"
RUNNING = "Date,Total killed\n2031-06-01,10\n2031-06-02,25\n2031-06-03,31\n"
LISTS = {
    "months": ("Month,Killed\nJanuary 2031,120\nFebruary 2031,98\nMarch 2031,143\n", "361"),
    "year and month": ("Year,Month,Killed\n2031,Jan,12\n2031,Feb,9\n", "21"),
    "French": ("Mois,Morts\njanvier 2031,12\nfévrier 2031,9\n", "21"),
    "years": ("Year,Civilians killed\n2029,40\n2030,31\n2031,35\n", "106"),
    "an unknown month": ("Month,Killed\nJanuary 2031,12\nFebruary 2031,\nMarch 2031,5\n", "17"),
    "a range": ("Month,Killed\nJanuary 2031,10-12\nFebruary 2031,9\n", "19–21"),
    "governorates": (
        GOVERNORATES + "North,January 2031,12\nEast,January 2031,40\nEast,February 2031,35\n",
        "87",
    ),
    "numbers that never fall": (
        "Month,Killed\nJanuary 2031,10\nFebruary 2031,25\nMarch 2031,31\n",
        "31–66",
    ),
    "a month twice": ("Month,Killed\nJanuary 2031,12\nJanuary 2031,14\nMarch 2031,5\n", ""),
    "a year beside its months": ("Month,Killed\nJanuary 2031,12\n2031,140\n", ""),
    "totals up to a day": (RUNNING, ""),
    "months without a year": ("Month,Killed\nJanuary,12\nFebruary,9\n", ""),
}


@pytest.mark.parametrize("name", list(LISTS))
def test_the_months_of_a_list_are_one_number(name: str, tmp_path: Path) -> None:
    text, stated = LISTS[name]
    figures = trial_of(tmp_path, monthly=text).figures
    found = {name: value for name, (_, value) in figures.items() if name.startswith("claims.per")}
    assert found == ({"claims.periods.monthly": stated} if stated else {})
    assert [name for name in headlines(figures) if name in found] == list(found)


TOTALS = {
    "numbers that only grow": (RUNNING, "31"),
    "a heading that says so": (
        "Date,Cumulative killed,Cumulative injured\n2031-06-01,10,4\n2031-06-02,31,9\n",
        "31",
    ),
    "a correction downwards": ("Day,Killed (cumulative)\n2031-06-01,10\n2031-06-02,8\n", "8"),
    "rows in no order": ("Date,Cumulative killed\n2031-06-02,31\n2031-06-01,10\n", "31"),
    "months": (
        "Month,Deaths,Cumulative deaths\n2031-01,12,52\n2031-02,9,61\n2031-03,4,65\n",
        "65",
    ),
    "a last number that is a range": (
        "Date,Killed cum\n2031-06-01,10\n2031-06-02,20-25\n",
        "20–25",
    ),
    "a last number that is unknown": ("Date,Killed cum\n2031-06-01,10\n2031-06-02,\n", "10"),
}


@pytest.mark.parametrize("name", list(TOTALS))
def test_of_running_totals_the_last_is_the_number_of_the_list(name: str, tmp_path: Path) -> None:
    text, stated = TOTALS[name]
    figures = trial_of(tmp_path, totals=text).figures
    shown = {name: figures[name][1] for name in headlines(figures) if name.startswith("claims.")}
    assert shown == {"claims.totals.totals": stated}


def test_what_a_running_total_holds_is_not_asked_about(tmp_path: Path) -> None:
    begin_case(tmp_path, totals=TOTALS["months"][0])
    mapping = (tmp_path / "case" / "sources" / "totals.toml").read_text(encoding="utf-8")
    assert 'up_to = "Month"' in mapping
    assert "'Deaths' holds numbers of people" not in mapping


def test_two_lists_are_not_added(tmp_path: Path) -> None:
    monthly = LISTS["months"][0]
    values = values_of(trial_of(tmp_path, one=monthly, two=monthly))
    assert {name: value for name, value in values.items() if "periods" in name} == {
        "claims.periods.one": "361",
        "claims.periods.two": "361",
    }


def test_a_command_and_the_first_page_list_the_figures_in_one_order() -> None:
    names = ("estimate.total", "claims.periods.north", "claims.periods.east", "persons.named")
    figures = {name: (name, "1") for name in names}
    assert [title for title, _ in headline_rows(figures)] == headlines(names)
    assert headlines(names)[-1] == "estimate.total"


def test_totals_of_areas_are_one_number_beside_the_incidents(tmp_path: Path) -> None:
    """The total row is set aside, and nothing is added to what incidents document."""
    figures = trial_of(
        tmp_path,
        areas="Province,Killed\nNorth,830\nEast,1100\nTotal,1930\n",
        events="Date,Town,Killed\n2031-06-01,Hawra,3\n2031-06-02,Dulan,4\n",
    ).figures
    assert figures["claims.areas.areas"][1] == "1,930"
    assert figures["documented.deaths"][1] == "7"
    assert "claims.areas.areas" in headlines(figures)


def test_totals_of_different_places_add_up_whoever_states_each(tmp_path: Path) -> None:
    figures = trial_of(
        tmp_path, places="Town,Killed,Source\nHawra,30,Harbour Post\nDulan,12,The ministry\n"
    ).figures
    assert figures["claims.areas.places"][1] == "42"


def test_an_area_that_is_stated_twice_makes_no_sum(tmp_path: Path) -> None:
    begin_case(tmp_path, areas="Province,Killed\nNorth,830\nEast,1100\n")
    (tmp_path / "case" / "data" / "areas.csv").write_text(
        "Province,Killed\nNorth,830\nEast,1100\nNorth,840\n", encoding="utf-8"
    )
    assert "claims.areas.areas" not in values_of(try_case(tmp_path))


def test_a_table_of_age_groups_is_added_to_nothing(tmp_path: Path) -> None:
    trial = trial_of(
        tmp_path,
        ages="Age group,Killed\n0-17,120\n18-59,400\n",
        events="Date,Town,Killed\n2031-06-01,Hawra,3\n2031-06-02,Dulan,4\n",
    )
    values = values_of(trial)
    assert values["documented.deaths"] == "7"
    assert values["claims.statements"] == "2"
    assert "claims.areas.ages" not in values
    mapping = (tmp_path / "case" / "sources" / "ages.toml").read_text(encoding="utf-8")
    assert "as no incident, for no column has days or codes" in mapping


def test_people_of_a_file_called_survivors_are_alive(tmp_path: Path) -> None:
    values = values_of(
        trial_of(
            tmp_path,
            killed="Name,Age,Date of death\nRana Walid Attar,12,2031-06-03\n",
            survivors="Name,Age\nHuda Karim Mansur,22\n",
        )
    )
    assert values["persons.named"] == "1"
