"""Not before, at the latest, points, and the Iranian calendar: dates in twelve languages."""

import tomllib
from datetime import date
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sijill.language.dates import Calendar, day_order, read_date, year_calendar
from sijill.model.values.dates import DateInterval
from sijill.model.values.unreadable import Unreadable

DAYS = st.dates(date(1950, 1, 1), date(2090, 12, 31))
NOT_BEFORE = """
    not before 3 June 2031 | no earlier than 3 June 2031 | at the earliest 3 June 2031 |
    3 June 2031 or later | ليس قبل 3 حزيران 2031 | اعتباراً من 3 حزيران 2031 |
    نه زودتر از 3 ژوئن 2031 | از 3 ژوئن 2031 به بعد | نەک پێش 3 حوزەیران 2031 |
    ne berî 3 hezîran 2031 | ji 3 hezîran 2031 û pê ve | pas avant le 3 juin 2031 |
    au plus tôt le 3 juin 2031 | 3 juin 2031 au plus tôt | dès le 3 juin 2031 |
    no antes del 3 de junio de 2031 | como pronto el 3 de junio de 2031 |
    não antes de 3 de junho de 2031 | o mais cedo em 3 de junho de 2031 |
    nicht vor dem 3. Juni 2031 | frühestens am 3. Juni 2031 | ab dem 3. Juni 2031 |
    en erken 3 Haziran 2031 | 3 Haziran 2031'den önce değil |
    3 Haziran 2031 tarihinden itibaren | не ранее 3 июня 2031 г. | не раньше 03.06.2031 |
    начиная с 3 июня 2031 | не раніше 3 червня 2031 року | починаючи з 3 червня 2031 |
    לא לפני 3 ביוני 2031 | החל מ-3 ביוני 2031 | לכל המוקדם 3 ביוני 2031
"""
NOT_AFTER = """
    not after 3 June 2031 | no later than 3 June 2031 | 3 June 2031 at the latest |
    3 June 2031 or earlier | ليس بعد 3 حزيران 2031 | في موعد أقصاه 3 حزيران 2031 |
    لا يتأخر عن 3 حزيران 2031 | نه دیرتر از 3 ژوئن 2031 | حداکثر تا 3 ژوئن 2031 |
    نەک دوای 3 حوزەیران 2031 | herî dereng 3 hezîran 2031 | pas après le 3 juin 2031 |
    au plus tard le 3 juin 2031 | le 3 juin 2031 au plus tard |
    a más tardar el 3 de junio de 2031 | no más tarde del 3 de junio de 2031 |
    o mais tardar em 3 de junho de 2031 | não depois de 3 de junho de 2031 |
    nicht nach dem 3. Juni 2031 | bis spätestens 3. Juni 2031 | spätestens am 3. Juni 2031 |
    en geç 3 Haziran 2031'de | 3 Haziran 2031 öncesi | 3 Haziran 2031'e kadar |
    не позднее 3 июня 2031 | не позже 03.06.2031 | не пізніше 3 червня 2031 |
    לא יאוחר מ-3 ביוני 2031 | לכל המאוחר 3 ביוני 2031 | לא אחרי ה-3 ביוני 2031
"""
BETWEEN = """
    not before 3 June and not after 5 June 2031 | after 3 June 2031 and before 5 June 2031 |
    не ранее 3 июня и не позднее 5 июня 2031 | с 3 июня по 5 июня 2031 |
    pas avant le 3 et pas après le 5 juin 2031 |
    nicht vor dem 3. und nicht nach dem 5. Juni 2031 |
    ليس قبل 3 حزيران وليس بعد 5 حزيران 2031 | לא לפני 3 ביוני ולא אחרי 5 ביוני 2031
"""


def _texts(listed: str) -> list[str]:
    return [" ".join(text.split()) for text in listed.split("|")]


def _marks(*tables: str) -> list[str]:
    text = files("sijill.language.dates").joinpath("words.toml").read_text(encoding="utf-8")
    return [word for table in tables for word in tomllib.loads(text)["marks"][table]]


def _edtf(
    text: str,
    *,
    day_first: bool | None = None,
    is_mixed: bool = False,
    calendar: Calendar | None = None,
) -> str:
    answer = read_date(text, day_first=day_first, is_mixed=is_mixed, calendar=calendar)
    assert isinstance(answer, DateInterval), (text, answer)
    return answer.to_edtf()


@pytest.mark.parametrize("text", _texts(NOT_BEFORE))
def test_a_day_before_which_it_was_not(text: str) -> None:
    assert _edtf(text) == "2031-06-03/.."


@pytest.mark.parametrize("text", _texts(NOT_AFTER))
def test_a_day_after_which_it_was_not(text: str) -> None:
    assert _edtf(text) == "../2031-06-03"


@pytest.mark.parametrize("text", _texts(BETWEEN))
def test_a_day_before_and_one_after(text: str) -> None:
    assert _edtf(text) == "2031-06-03/2031-06-05"


@settings(max_examples=120)
@given(DAYS, st.sampled_from(_marks("not_before", "after", "from")))
def test_every_word_for_not_before_reads_its_day_back(day: date, word: str) -> None:
    assert _edtf(f"{word} {day}") == f"{day}/.."


@settings(max_examples=120)
@given(DAYS, st.sampled_from(_marks("not_after", "before", "until")))
def test_every_word_for_not_after_reads_its_day_back(day: date, word: str) -> None:
    assert _edtf(f"{word} {day}") == f"../{day}"


@given(DAYS)
def test_numbers_parted_by_points_are_day_month_year(day: date) -> None:
    assert _edtf(f"{day:%d.%m.%Y}") == str(day)
    assert _edtf(f"{day.day}.{day.month}.{day.year} г.") == str(day)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["03.06.2031", "04.06.2031"], True),
        (["03.06.2031", "06.25.2031"], False),
        (["03.06.2031", "25.06.2031"], True),
        (["03/06/2031", "04.06.2031"], None),
        (["25.06.2031", "06.25.2031"], None),
    ],
)
def test_the_order_of_a_column_with_points(cells: list[str], expected: object) -> None:
    assert day_order(cells).day_first is expected


def test_points_decide_nothing_in_a_column_of_both_orders() -> None:
    assert isinstance(read_date("03.06.2031", is_mixed=True), Unreadable)
    assert _edtf("25.06.2031", is_mixed=True) == "2031-06-25"
    assert _edtf("03.06.2031", day_first=False) == "2031-03-06"


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("۱۴۰۲/۰۷/۱۵", "2023-10-07"),
        ("۱۵ مهر ۱۴۰۲", "2023-10-07"),
        ("15 مهر 1402", "2023-10-07"),
        ("15 Mehr 1402", "2023-10-07"),
        ("15 میزان 1402", "2023-10-07"),
        ("15 ڕەزبەر 1402", "2023-10-07"),
        ("1402/07/15 ه.ش", "2023-10-07"),
        ("1402/07/15 هجری شمسی", "2023-10-07"),
        ("1402/05/31", "2023-08-22"),
        ("۱ فروردین ۱۴۰۰", "2021-03-21"),
        ("۳۰ اسفند ۱۴۰۳", "2025-03-20"),
        ("مهر 1402", "2023-09-23/2023-10-22"),
        ("۱۴۰۲", "2023-03-21/2024-03-19"),
        ("قبل از ۱۵ مهر ۱۴۰۲", "../2023-10-07"),
        ("از ۱۵ تا ۱۷ مهر ۱۴۰۲", "2023-10-07/2023-10-09"),
        ("15 Mehr 2023", "2023-10-07"),
        ("1402/07/15 (2023-10-07)", "2023-10-07"),
        ("15 محرم 1445", "2023-08-02"),
        ("1445/01/15 هـ", "2023-08-02"),
    ],
)
def test_a_day_of_another_calendar(text: str, edtf: str) -> None:
    assert _edtf(text) == edtf


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("1402/07/15", "say calendar = 'iranian'"),
        ("15/07/1402", "calendar"),
        ("1402/07/31", "no day 31 in the Iranian month 1402-07"),
        ("۳۰ اسفند ۱۴۰۲", "no day 30 in the Iranian month 1402-12"),
        ("۱۴۴۵/۰۱/۱۰", "calendar"),
        ("15 Mehr 1200", "the Iranian year 1200"),
    ],
)
def test_what_is_no_day_of_one_calendar_is_set_aside(text: str, reason: str) -> None:
    answer = read_date(text)
    assert isinstance(answer, Unreadable)
    assert reason in answer.reason


@pytest.mark.parametrize(
    ("cells", "calendar"),
    [
        (["1402/07/15", "1402/05/31"], Calendar.IRANIAN),
        (["1402/07/15", "۱۴۰۲/۰۷/۱۶"], Calendar.IRANIAN),
        (["1402/07/15", "16 مهر 1402"], Calendar.IRANIAN),
        (["1445/01/15", "16 محرم 1445"], Calendar.HIJRI),
        (["1402/07/15", "1402/07/16"], None),
        (["1402/05/31", "16 محرم 1445"], None),
        (["2023-10-07"], None),
    ],
)
def test_a_column_shows_its_calendar(cells: list[str], calendar: Calendar | None) -> None:
    assert year_calendar(cells)[0] is calendar


def test_the_calendar_of_the_column_is_taken() -> None:
    assert _edtf("1402/07/15", calendar=Calendar.IRANIAN) == "2023-10-07"
    assert _edtf("1402/07/15", calendar=Calendar.HIJRI) == "1982-05-08"
    assert _edtf("2023-10-07", calendar=Calendar.IRANIAN) == "2023-10-07"


@pytest.mark.parametrize(
    ("year", "begins"),
    [
        (1300, "1921-03-21"),
        (1358, "1979-03-21"),
        (1375, "1996-03-20"),
        (1403, "2024-03-20"),
        (1404, "2025-03-21"),
    ],
)
def test_the_first_day_of_an_iranian_year(year: int, begins: str) -> None:
    """As the calendar centre of the University of Tehran gives them."""
    assert _edtf(f"1 Farvardin {year}") == begins


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("28/04/2547", "2004-04-28"),
        ("2547-04-28", "2004-04-28"),
        ("๒๘/๐๔/๒๕๔๗", "2004-04-28"),
        ("04/2547", "2004-04"),
        ("28/4/2004", "2004-04-28"),
        ("2004-04-28", "2004-04-28"),
    ],
)
def test_years_of_the_thai_calendar_are_543_ahead(text: str, read: str) -> None:
    assert str(read_date(text, day_first=True, calendar=Calendar.BUDDHIST)) == read


@pytest.mark.parametrize(
    ("cells", "calendar"),
    [
        (["28/04/2547", "25/10/2547"], Calendar.BUDDHIST),
        (["28/04/2547", "25/10/2004"], None),
        (["28/04/2502"], None),
        (["28/04/2047", "1/1/2048"], None),
    ],
)
def test_years_are_thai_where_all_of_several_are(
    cells: list[str], calendar: Calendar | None
) -> None:
    """One alone may be a slip of the pen."""
    assert year_calendar(cells)[0] is calendar
