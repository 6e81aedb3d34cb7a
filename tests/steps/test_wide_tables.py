"""Tables under a title that says who was killed, and headings that say only which of them."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from sijill.model.errors import CaseError
from sijill.steps.case.starting.start_case import start_case
from trial_runs import begin_case, trial_of, try_case, values_of


def begin_with(folder: Path, rows: list[list[str | int | None]], name: str = "killed") -> None:
    """A new case from one workbook."""
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    book.save(folder / f"{name}.xlsx")
    start_case(folder / "case", [folder / f"{name}.xlsx"], "A case")


def test_men_women_boys_and_girls_are_added_up_in_each_month(tmp_path: Path) -> None:
    values = values_of(
        trial_of(
            tmp_path,
            civilians_killed="Month,Men,Women,Boys,Girls\n2016-01,3,2,1,0\n2016-02,5,1,2,2\n",
        )
    )
    assert values["claims.periods.civilians-killed"] == "16"


def test_months_without_a_year_and_a_column_of_totals_have_one_number(tmp_path: Path) -> None:
    begin_with(
        tmp_path,
        [
            ["Civilians killed in Ayn, 2016"],
            ["Month", "Men", "Women", "Boys", "Girls", "Total"],
            ["January", 3, 2, 1, 0, 6],
            ["February", 5, 1, 2, 2, 10],
            ["Total", 8, 3, 3, 2, 16],
        ],
        "months",
    )
    assert values_of(try_case(tmp_path))["claims.groups.months"] == "16"


def test_years_side_by_side_are_headings_and_add_up(tmp_path: Path) -> None:
    begin_with(
        tmp_path,
        [
            ["Civilians killed by district and year"],
            ["District", 2018, 2019, 2020],
            ["Shind", 4, 9, 2],
            ["Guzar", 1, 3, 5],
            ["Total", 5, 12, 7],
        ],
        "district",
    )
    assert values_of(try_case(tmp_path))["claims.areas.district"] == "24"


def test_years_above_men_and_women_add_up(tmp_path: Path) -> None:
    begin_with(
        tmp_path,
        [
            ["المحافظة", "2011", None, "2012", None],
            [None, "ذكور", "إناث", "ذكور", "إناث"],
            ["درعا", 3, 1, 10, 4],
            ["حمص", 5, 0, 7, 6],
        ],
        "قتلى",
    )
    (figure,) = [
        value for name, value in values_of(try_case(tmp_path)).items() if "claims.areas" in name
    ]
    assert figure == "36"


def test_a_column_that_is_the_sum_of_the_others_is_the_number(tmp_path: Path) -> None:
    lines = "Date,Shifa,Nasser,Adwan,Total\n2023-11-01,4,2,1,7\n2023-11-02,3,0,2,5\n"
    assert values_of(trial_of(tmp_path, daily_deaths=lines))["documented.deaths"] == "12"


@pytest.mark.parametrize(
    "lines",
    [
        "Month,Ministry,United Nations,Monitor\n2022-03,3,4,5\n2022-04,5,7,5\n",
        "Month,Women,Children\n2022-03,3,4\n2022-04,5,7\n",
        "Month,Men,Women,Children\n2022-03,3,4,1\n2022-04,5,7,2\n",
    ],
)
def test_columns_that_may_hold_the_same_people_are_not_added(tmp_path: Path, lines: str) -> None:
    others = "Name,Age,Date of death\nAli Nouri,31,2031-05-01\n"
    values = values_of(trial_of(tmp_path, deaths_by_month=lines, names=others))
    assert not [name for name in values if name.startswith("claims.")]


def test_a_table_whose_title_speaks_of_wounds_counts_nobody_killed(tmp_path: Path) -> None:
    lines = "Month,Men,Women\n2022-03,3,4\n2022-04,5,7\n"
    others = "Name,Age,Date of death\nAli Nouri,31,2031-05-01\n"
    values = values_of(trial_of(tmp_path, killed_and_wounded=lines, names=others))
    assert not [name for name in values if name.startswith("claims.")]


def test_groups_add_up_where_the_list_has_their_sum_and_else_may_overlap(tmp_path: Path) -> None:
    rows = "Airstrike,12,20\nIED,3,17\nShelling,15,22\n"
    values = values_of(
        trial_of(
            tmp_path,
            summed=f"Weapon type,Killed,Injured\n{rows}Total,30,59\n",
            bare=f"Weapon type,Killed,Injured\n{rows}",
            wrong=f"Weapon type,Killed,Injured\n{rows}Total,26,59\n",
        )
    )
    assert values["claims.groups.summed"] == "30"
    assert values["claims.groups.bare"] == "15–30"
    assert values["claims.groups.wrong"] == "15–30"


def test_a_part_that_says_nothing_leaves_the_sum_open(tmp_path: Path) -> None:
    begin_case(tmp_path, killed="Month,Men,Women\n2016-01,3,2\n2016-02,5,1\n")
    (tmp_path / "case" / "data" / "killed.csv").write_text(
        "Month,Men,Women\n2016-01,3,2\n2016-02,5,\n", encoding="utf-8"
    )
    assert values_of(try_case(tmp_path))["claims.periods.killed"] == "at least 10"


def test_the_killed_of_each_period_add_up_where_the_headings_say_it(tmp_path: Path) -> None:
    """Two lines of headings: a month over what was counted in it."""
    begin_with(
        tmp_path,
        [
            ["Ward", "January", None, None, "February", None, None],
            [None, "Admitted", "Injured", "Died", "Admitted", "Injured", "Died"],
            ["Burns", 21, 8, 3, 30, 6, 2],
            ["Surgery", 40, 19, 4, 22, 9, 1],
        ],
        "ward_register",
    )
    trial = try_case(tmp_path)
    assert values_of(trial)["claims.groups.ward-register"] == "5–10"
    mapping = (tmp_path / "case" / "sources" / "ward-register.toml").read_text(encoding="utf-8")
    assert "'January/Died', 'February/Died' are added up in each row" in mapping


@pytest.mark.parametrize(
    ("headings", "value"),
    [
        ("Killed 2019,Killed 2020,Killed 2021", "33"),
        ("Deaths Jan 2019,Deaths Feb 2019,Injured Jan 2019", "25"),
        ("Killed 2019,Killed 2020,Injured", "25"),
        ("Week 1/Killed,Week 2/Killed,Week 3/Killed", "33"),
        ("2019-01/Killed,2019-02/Killed,2019-02/Injured", "25"),
    ],
)
def test_periods_beside_the_word_for_the_killed_add_up(
    tmp_path: Path, headings: str, value: str
) -> None:
    lines = f"Province,{headings}\nAyn,4,2,7\nRab,9,10,1\n"
    assert values_of(trial_of(tmp_path, table=lines))["claims.areas.table"] == value


@pytest.mark.parametrize(
    "headings",
    ["Killed 2019,Killed Jan 2019,Killed 2020", "Killed by A 2019,Killed by B 2019,Killed 2020"],
)
def test_periods_that_overlap_are_not_added(tmp_path: Path, headings: str) -> None:
    others = "Name,Age,Date of death\nAli Nouri,31,2031-05-01\n"
    lines = f"Province,{headings}\nAyn,4,2,7\nRab,9,10,1\n"
    values = values_of(trial_of(tmp_path, table=lines, names=others))
    assert values.get("claims.areas.table") not in ("33", "25", "22")


def test_numbers_that_never_fall_from_month_to_month_are_not_added(tmp_path: Path) -> None:
    others = "Name,Age,Date of death\nAli Nouri,31,2031-05-01\n"
    lines = "Province,Killed Jan,Killed Feb,Killed Mar\nAyn,4,5,7\nRab,9,10,11\nSur,1,1,2\n"
    values = values_of(trial_of(tmp_path, table=lines, names=others))
    assert values.get("claims.areas.table") != "50"


def test_the_sum_of_the_periods_is_the_number(tmp_path: Path) -> None:
    lines = "Province,Killed 2019,Killed 2020,Total killed\nAyn,4,2,6\nRab,1,10,11\n"
    assert values_of(trial_of(tmp_path, table=lines))["claims.areas.table"] == "17"


@pytest.mark.parametrize("titles", ["deaths", "monthly_fatalities"])
def test_civilians_and_each_side_of_the_fighters_add_up(tmp_path: Path, titles: str) -> None:
    lines = "Month,Civilians,Security Forces,Militants,Not Specified,Incidents\n2022-01,6,2,4,0,7\n"
    lines += "2022-03,8,5,6,1,9\n"
    values = values_of(trial_of(tmp_path, **{titles: lines}))
    assert values[f"claims.periods.{titles.replace('_', '-')}"] == "32"


def test_a_title_that_says_thousands_is_asked_about(tmp_path: Path) -> None:
    begin_with(tmp_path, [["Deaths (in thousands)"], ["Year", "Killed"], [2018, 4], [2019, 9]])
    mapping = (tmp_path / "case" / "sources" / "killed.toml").read_text(encoding="utf-8")
    assert "'Deaths (in thousands) |' may say that numbers of the list are thousands" in mapping


def test_a_heading_that_says_thousands_is_refused_with_its_reason(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="holds no numbers of people, but thousands"):
        begin_case(tmp_path, list="Year,Killed (thousands)\n2018,4\n2019,9\n")


def test_a_number_below_nought_is_a_correction_that_is_asked_about(tmp_path: Path) -> None:
    begin_case(tmp_path, days="Date,New deaths\n2031-01-03,4\n2031-01-04,7\n2031-01-05,−2\n")
    mapping = (tmp_path / "case" / "sources" / "days.toml").read_text(encoding="utf-8")
    assert "'New deaths' holds -2 in row 4" in mapping
    assert "too high by 2" in mapping


def test_one_readable_number_of_three_is_no_number_of_the_list(tmp_path: Path) -> None:
    lines = "Province,Killed,Injured\nAyn,12*,30\nRab,7 [1],8\nSur,104²,230\n"
    values = values_of(trial_of(tmp_path, table=lines))
    assert "claims.groups.table" not in values


def test_the_missing_of_a_table_of_totals_are_asked_about(tmp_path: Path) -> None:
    begin_case(tmp_path, table="Province,Killed,Missing\nAyn,4,9\nRab,2,5\nSur,12,8\n")
    mapping = (tmp_path / "case" / "sources" / "table.toml").read_text(encoding="utf-8")
    assert "'Missing' counts people missing" in mapping


def test_weeks_whose_cells_say_who_was_killed_and_injured_have_a_number(tmp_path: Path) -> None:
    lines = (
        'Week,Casualties\n1,"12 killed, 25 injured"\n2,"7 killed (2 children), 9 injured"\n'
        '3,"5 killed, 4 injured"\n'
    )
    values = values_of(trial_of(tmp_path, weeks=lines))
    assert values["claims.groups.weeks"] == "24"


def test_a_sum_of_columns_that_each_say_killed_is_the_number(tmp_path: Path) -> None:
    lines = "District,Killed by State,Killed by Rebels,Total\nUttar,14,6,20\nPurba,9,7,16\n"
    assert values_of(trial_of(tmp_path, table=lines))["claims.areas.table"] == "36"


def test_a_number_of_dead_beside_names_is_told_with_its_sum(tmp_path: Path) -> None:
    lines = "Datum,Name,Alter,Zahl der Toten\n2015-02-03,Ali Rezai,22,1\n2015-08-27,N.N.,,14\n"
    begin_case(tmp_path, grenze=lines)
    mapping = (tmp_path / "case" / "sources" / "grenze.toml").read_text(encoding="utf-8")
    assert "'Zahl der Toten' may say how many people each row stands for, 15 in all" in mapping


def test_the_total_of_groups_that_may_overlap_is_the_number(tmp_path: Path) -> None:
    lines = "Province,Children killed,Women killed,Men killed,Total\nAyn,1,2,3,6\nRab,2,2,5,9\n"
    assert values_of(trial_of(tmp_path, table=lines))["claims.areas.table"] == "15"


def test_thousands_parted_by_points_are_numbers_of_people(tmp_path: Path) -> None:
    lines = "Región;Muertos\nNorte;1.234\nSur;2.001\nEste;987\n"
    assert values_of(trial_of(tmp_path, table=lines))["claims.areas.table"] == "4,222"


def test_rows_of_which_some_are_counted_are_no_rows_of_their_own(tmp_path: Path) -> None:
    lines = "Nationality,Killed,Injured\nSyrian,30,12\nof which children,8,3\n"
    lines += "Palestinian,11,5\nof whom women,2,1\nTotal,41,17\n"
    assert values_of(trial_of(tmp_path, table=lines))["claims.groups.table"] == "41"


def test_a_total_that_is_not_the_sum_of_the_rows_is_told(tmp_path: Path) -> None:
    lines = "Date,Place,Killed\n2031-05-01,Ayn,4\n2031-05-02,Rab,5\n2031-05-03,Sur,3\n"
    begin_case(tmp_path, right=f"{lines}Total,,12\n", wrong=f"{lines}Total,,9\n")
    sources = tmp_path / "case" / "sources"
    said = "the list states 9 as a total of 'Killed', and its rows add up to 12"
    assert said in (sources / "wrong.toml").read_text(encoding="utf-8")
    assert "the list states" not in (sources / "right.toml").read_text(encoding="utf-8")


def test_hidden_rows_are_asked_about(tmp_path: Path) -> None:
    book = Workbook()
    for row in [["Date", "Place", "Killed"], ["2031-06-01", "Ayn", 3], ["2031-06-02", "Rab", 50]]:
        book.worksheets[0].append(row)
    book.worksheets[0].row_dimensions[3].hidden = True
    book.save(tmp_path / "events.xlsx")
    start_case(tmp_path / "case", [tmp_path / "events.xlsx"], "A case")
    mapping = (tmp_path / "case" / "sources" / "events.toml").read_text(encoding="utf-8")
    assert "are read as all others: 1 in 'Sheet'" in mapping


def test_an_n_before_what_is_counted_is_a_number(tmp_path: Path) -> None:
    lines = "strike_id,date,village,n_killed_men,n_killed_total\nS1,2031-06-01,Ayn,3,5\n"
    assert values_of(trial_of(tmp_path, strikes=lines))["documented.deaths"] == "5"


SEXES = "Governorate,Sex,Killed\nNorth,Male,10\nNorth,Female,5\nSouth,Male,7\nSouth,Female,4\n"


def test_groups_of_each_place_add_up_where_their_totals_stand_beside_them(tmp_path: Path) -> None:
    lines = SEXES.replace("South,M", "North,All,15\nSouth,M") + "South,All,11\n"
    assert values_of(trial_of(tmp_path, sexes=lines))["claims.groups.sexes"] == "26"


def test_groups_of_each_place_that_may_overlap_lie_between_the_largest_and_the_sum(
    tmp_path: Path,
) -> None:
    assert values_of(trial_of(tmp_path, sexes=SEXES))["claims.groups.sexes"] == "17–26"


@pytest.mark.parametrize("headings", ["New deaths,Total deaths", "Total deaths,New deaths"])
def test_new_dead_are_the_number_where_no_column_holds_all(tmp_path: Path, headings: str) -> None:
    order = slice(None) if headings.startswith("New") else slice(None, None, -1)
    days = (("5", "46"), ("8", "54"), ("3", "57"), ("4", "61"))
    rows = "".join(f"2031-04-{day},{','.join(row[order])}\n" for day, row in enumerate(days, 20))
    values = values_of(trial_of(tmp_path, sitrep=f"Date,{headings}\n{rows}"))
    assert values["claims.totals.sitrep"] == "61"
    assert not any(value.endswith("20") for value in values.values())
