"""Lists of different times are named, with the time that all of them cover."""

from datetime import date, timedelta

from sijill.estimation.sensitivity.periods import days_by_list, warn_of_periods
from sijill.model.codes import CivilianStatus, Harm, Sex
from sijill.model.results.persons import Person
from sijill.model.values.ages import UNKNOWN_AGE
from sijill.model.values.dates import UNKNOWN_DATE, DateInterval
from sijill.model.values.names import NameStatus
from sijill.model.values.places import UNKNOWN_PLACE

FIRST = date(2031, 1, 1)


def days(start: int, end: int, number: int = 100) -> list[date]:
    """Evenly from one day of the year to another."""
    return [FIRST + timedelta(start + at * (end - start) // number) for at in range(number)]


def test_lists_of_one_time_need_no_word() -> None:
    assert warn_of_periods({"A": days(0, 300), "B": days(5, 295), "C": days(0, 290)}) == []


def test_lists_of_different_times_are_named_with_what_they_share() -> None:
    (said,) = warn_of_periods({"A": days(0, 200), "B": days(100, 300), "C": days(0, 300)})
    assert "A (2031-01-05 to" in said
    assert 'period = "2031-04-15/' in said
    assert "The estimate speaks for deaths from 2031-01-05 to 2031-10-22 at most" in said
    assert said.endswith("the time that all of them cover, that time alone.")


def test_lists_without_a_common_day() -> None:
    (said,) = warn_of_periods({"A": days(0, 100), "B": days(200, 300)})
    assert "100 % of their dated entries" in said
    assert "No day is covered by all of them. In case.toml, strata = [" in said


def test_a_few_wrong_dates_and_lists_of_few_dates_say_nothing() -> None:
    wrong = [date(1970, 1, 1), date(1970, 1, 1)]
    assert warn_of_periods({"A": [*days(0, 300), *wrong], "B": days(0, 300)}) == []
    assert warn_of_periods({"A": days(0, 300), "B": days(500, 600, 19)}) == []
    assert warn_of_periods({}) == []


def person(lists: tuple[str, ...], died: DateInterval, harm: Harm = Harm.KILLED) -> Person:
    return Person(
        id="P",
        records=("A:1",),
        lists=lists,
        status=NameStatus.FULL,
        latin="Sami Haddad",
        arabic="",
        spellings=(),
        sex=Sex.UNKNOWN,
        age=UNKNOWN_AGE,
        harm=harm,
        died=died,
        place=UNKNOWN_PLACE,
        civilian_status=CivilianStatus.UNKNOWN,
        actors=(),
        incidents=(),
        remains=(),
    )


def test_days_of_lists_put_together_are_those_of_each() -> None:
    """A month is its middle; who is missing, or died on no known day, has none."""
    on = DateInterval.on(FIRST)
    persons = [
        person(("A",), on),
        person(("B", "C"), DateInterval.in_month(2031, 3)),
        person(("C",), UNKNOWN_DATE),
        person(("C",), on, Harm.MISSING),
    ]
    found = days_by_list(persons, ["A + B", "C"], UNKNOWN_DATE)
    assert found == {"A + B": [FIRST, date(2031, 3, 16)], "C": [date(2031, 3, 16)]}
