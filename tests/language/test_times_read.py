"""Times of day in twelve languages; an hour that may be of either half is set aside."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.language.times import read_time
from sijill.model.values.times import TimeOfDay
from sijill.model.values.unreadable import Unreadable


@pytest.mark.parametrize(
    ("text", "hour", "minute"),
    [
        *(("6h15", 6, 15), ("18.40 Uhr", 18, 40), ("um 18 Uhr", 18, 0), ("1840 hrs", 18, 40)),
        *(("18:40 local time", 18, 40), ("~18:40", 18, 40), ("vers 18h", 18, 0)),
        *(("a las 8 de la noche", 20, 0), ("8 da manhã", 8, 0), ("às 8h40", 8, 40)),
        *(("٨ مساءً", 20, 0), ("الساعة 4 فجرا", 4, 0), ("٤:١٥ ص", 4, 15), ("ساعت ۱۸:۴۰", 18, 40)),
        *(("کاتژمێر ٨ ئێوارە", 20, 0), ("saet 8 êvarê", 20, 0)),
        *(("saat 18:40", 18, 40), ("akşam", 17, None), ("в 4 утра", 4, 0), ("около 18:40", 18, 40)),
        *(("о 4 ранку", 4, 0), ("בשעה 18:40", 18, 40), ("11 בלילה", 23, 0), ("2 ночи", 2, 0)),
        *(("12 am", 0, 0), ("12 ظهرا", 12, 0), ("0.75000", 18, 0), ("24:00", 0, 0)),
    ],
)
def test_a_time(text: str, hour: int, minute: int | None) -> None:
    answer = read_time(text)
    assert isinstance(answer, TimeOfDay)
    assert answer.first == 60 * hour + (minute or 0)
    assert minute is None or answer.last == answer.first


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        *(("between 14:30 and 15:00", 870, 900), ("14h30 - 15h", 870, 900)),
        *(("بين 14:30 و 15:00", 870, 900), ("с 14:30 до 15:00", 870, 900)),
        *(("von 14:30 bis 15 Uhr", 870, 900), ("midnight", 1380, 59), ("at dawn", 180, 419)),
    ],
)
def test_a_span_of_the_day(text: str, first: int, last: int) -> None:
    answer = read_time(text)
    assert isinstance(answer, TimeOfDay)
    assert (answer.first, answer.last) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        "5",
        "الساعة 5",
        "a las 5",
        "1915",
        "25:00",
        "14:75",
        "17 de la mañana",
        "soon",
        "5 x",
        "کاتژمێر ٨ی ئێوارە",
    ],
)
def test_what_is_no_time_or_may_be_two_is_set_aside(text: str) -> None:
    assert isinstance(read_time(text), Unreadable)


def test_a_time_in_utc_is_not_the_local_time() -> None:
    answer = read_time("14:30 UTC")
    assert isinstance(answer, Unreadable)
    assert "local time" in answer.reason


@pytest.mark.parametrize("text", ["", " - ", "unknown", "غير معروف", "нет данных"])
def test_nothing_known(text: str) -> None:
    assert read_time(text) is None


@given(st.integers(0, 1439), st.sampled_from(["{:02}:{:02}", "{}h{:02}", "{}.{:02} Uhr"]))
def test_a_printed_time_reads_back(minute: int, form: str) -> None:
    assert read_time(form.format(*divmod(minute, 60))) == TimeOfDay(minute, minute)
