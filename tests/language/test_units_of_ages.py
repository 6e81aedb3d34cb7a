"""Which unit a heading gives to the bare numbers beneath it, and how cells are read with it."""

import pytest

from sijill.language.ages import is_about_age, read_age, unit_of_heading, with_units

HEADINGS = {
    "Age (months)": "months",
    "age in months": "months",
    "Age_in_Days": "days",
    "AGE (WEEKS)": "weeks",
    "age at death (years)": "years",
    "Age (completed years)": "years",
    "العمر بالأشهر": "months",
    "العمر (سنوات)": "years",
    "العمر بالأيام": "days",
    "السن بالشهور": "months",
    "سن به ماه": "months",
    "تەمەن بە مانگ": "months",
    "âge en mois": "months",
    "Edad en meses": "months",
    "idade em dias": "days",
    "Alter in Monaten": "months",
    "yaş (ay)": "months",
    "возраст в месяцах": "months",
    "вік (місяці)": "months",
    "גיל בחודשים": "months",
    "Age": "",
    "Age on the day of death": "",
    "Age M": "",
    "Age D": "",
    "Age (years/months)": "",
    "Month": "months",
    "Age group": "",
}


@pytest.mark.parametrize(("heading", "unit"), HEADINGS.items())
def test_the_unit_that_a_heading_says(heading: str, unit: str) -> None:
    assert unit_of_heading(heading) == unit
    assert is_about_age(heading) == (heading != "Month")


@pytest.mark.parametrize(
    ("cells", "units", "age"),
    [
        (["8"], ["months"], "8 months"),
        (["٨"], ["months"], "8 months"),
        (["2 years"], ["months"], "2"),
        (["1", "3"], ["years", "months"], "15 months"),
        (["", "3"], ["years", "months"], "3 months"),
        (["40", ""], ["years", "months"], "40"),
        (["child"], ["months"], "child"),
        (["0", "", "6"], ["years", "months", "days"], "under 1 month"),
    ],
)
def test_a_bare_number_is_read_in_the_unit_of_its_column(
    cells: list[str], units: list[str], age: str
) -> None:
    assert str(read_age(with_units(cells, units))) == str(read_age(age))
