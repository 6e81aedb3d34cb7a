"""Dates as lists write them, in twelve languages and any order that can be told apart."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.language.dates import day_order, months, read_date
from sijill.model.values.dates import UNKNOWN_DATE, DateInterval
from sijill.model.values.unreadable import Unreadable

DAYS = st.dates(date(1950, 1, 1), date(2090, 12, 31))
FIFTEENTH, WINDOW = "2017-06-15", "2017-06-15/2017-06-17"


def _edtf(text: str, *, day_first: bool | None = None) -> str:
    answer = read_date(text, day_first=day_first)
    assert isinstance(answer, DateInterval), (text, answer)
    return answer.to_edtf()


@pytest.mark.parametrize(
    "text",
    [
        *(
            "2017-06-15",
            "2017-6-15",
            "2017/06/15",
            "20170615",
            "15062017",
            "15.06.2017",
            "6/15/2017",
        ),
        *("15/6/2017م", "42901", "42901.0", "42901.604", "2017-06-15T14:03:00", "6/15/2017 0:00"),
        *("15/06/2017 14:30", "6/15/2017 12:00:00 AM", "15.06.2017 um 14:30 Uhr", "2017 6 15"),
        *("2017-06-15 10:20:30.123456", "2017-06-15T22:30:00+03:00", "June 15, 2017 at 10pm"),
        *("June 15, 2017", "15 June 2017", "15-Jun-2017", "15-Jun-17", "15JUN2017", "2017 June 15"),
        *("Thursday, June 15, 2017", "15th of June 2017", "june 15th, 2017", "15/Jun/2017"),
        *("١٥ حزيران ٢٠١٧", "15 يونيو 2017", "15 جوان 2017", "15 حزيران/يونيو 2017"),
        *("الخميس 15 حزيران 2017", "15 يونيو 2017 الساعة 3:30 م", "بتاريخ 15-6-2017 مساء"),
        *("۱۵ ژوئن ۲۰۱۷", "15ی حوزەیرانی 2017", "15ê Hezîranê 2017", "15 juin 2017"),
        *("le 15 juin 2017 à 14h30", "15 de junio de 2017", "15 de junho de 2017", "15. Juni 2017"),
        *("15 Haziran 2017", "15 июня 2017 г.", "15 червня 2017 року", "15 ביוני 2017"),
        *("20 رمضان 1438هـ", "20/09/1438 هـ", "Ramadan 20, 1438 AH", "20 رمضان 2017"),
    ],
)
def test_one_day(text: str) -> None:
    assert _edtf(text) == FIFTEENTH


@pytest.mark.parametrize(
    "text",
    [
        *("15-17 June 2017", "15–17 June 2017", "15 to 17 June 2017", "June 15-17, 2017"),
        *("15/06/2017 - 17/06/2017", "2017-06-15/2017-06-17", "2017-06-15 to 2017-06-17"),
        *("between 15 and 17 June 2017", "from 15 June to 17 June 2017", "15 June - 17 June 2017"),
        *("بين 15 و 17 حزيران 2017", "من ١٥ إلى ١٧ حزيران ٢٠١٧", "15-17 يونيو 2017"),
        *("du 15 au 17 juin 2017", "del 15 al 17 de junio de 2017", "15 a 17 de junho de 2017"),
        *("vom 15. bis 17. Juni 2017", "15-17 Haziran 2017", "с 15 по 17 июня 2017"),
        *("від 15 до 17 червня 2017", "از ۱۵ تا ۱۷ ژوئن ۲۰۱۷"),
    ],
)
def test_a_range_of_days(text: str) -> None:
    assert _edtf(text) == WINDOW


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("2017-06", "2017-06"),
        ("06/2017", "2017-06"),
        ("June 2017", "2017-06"),
        ("2017 6 0", "2017-06"),
        ("2017-06-XX", "2017-06"),
        ("??/06/2017", "2017-06"),
        ("2017", "2017"),
        ("2017.0", "2017"),
        ("عام 2017", "2017"),
        ("201X", "2010-01-01/2019-12-31"),
        ("2017-06-1X", "2017-06-10/2017-06-19"),
        ("201u", "2010-01-01/2019-12-31"),
        ("2017-06-uu", "2017-06"),
        ("2017-uu-uu", "2017"),
        ("2017-06/2017-07", "2017-06-01/2017-07-31"),
        ("2017/2018", "2017-01-01/2018-12-31"),
        ("2017-06-15/", "2017-06-15/.."),
        ("/2017-06-15", "../2017-06-15"),
        ("2017-06-15/unknown", "2017-06-15/.."),
        ("[2017-06-01..2017-06-05]", "2017-06-01/2017-06-05"),
        ("{2017-06-01..2017-06-05}", "2017-06-01/2017-06-05"),
        ("[2017-06-03, 2017-06-01]", "2017-06-01/2017-06-03"),
        ("[2017-06-01,2017-06-07..2017-06-09]", "2017-06-01/2017-06-09"),
        ("[2017-06-20, 2017-06]", "2017-06"),
        ("[2017-06-15]", "2017-06-15"),
        ("[..2017-06-15]", "../2017-06-15"),
        ("[2017-06..]", "2017-06-01/.."),
        ("[2017-06-15..]", "2017-06-15/.."),
        ("2017-W24", "2017-06-12/2017-06-18"),
        ("30 June - 2 July 2017", "2017-06-30/2017-07-02"),
        ("June 30 - July 2, 2017", "2017-06-30/2017-07-02"),
        ("2017-06-15..2017-06-17", "2017-06-15/2017-06-17"),
        ("15\\6\\2017", "2017-06-15"),
        ("Thu Jun 15 2017 00:00:00 GMT+0300 (Arabia Standard Time)", "2017-06-15"),
        ("20 رمضان 1438 الموافق 15 حزيران 2017", "2017-06-15"),
        ("15/06/2017 (20/09/1438)", "2017-06-15"),
        ("28 Dec - 3 Jan 2018", "2017-12-28/2018-01-03"),
        ("May/June 2017", "2017-05-01/2017-06-30"),
        ("15 or 16 June 2017", "2017-06-15/2017-06-16"),
        ("early June 2017", "2017-06-01/2017-06-10"),
        ("mid-June 2017", "2017-06-11/2017-06-20"),
        ("أواخر حزيران 2017", "2017-06-21/2017-06-30"),
        ("late 2017", "2017-09-01/2017-12-31"),
        ("last week of June 2017", "2017-06-24/2017-06-30"),
        ("before 2017-06-15", "../2017-06-15"),
        ("قبل 2017-06-15", "../2017-06-15"),
        ("15 Haziran 2017'den önce", "../2017-06-15"),
        ("after 2017-06-15", "2017-06-15/.."),
        ("since June 2017", "2017-06-01/.."),
        ("since 2021-02-13", "2021-02-13/.."),
        ("from 13/02/2021", "2021-02-13/.."),
        ("seit 13.02.2021", "2021-02-13/.."),
        ("desde 13/02/2021", "2021-02-13/.."),
        ("с 20.03.2022", "2022-03-20/.."),
        ("2017-06-15/..", "2017-06-15/.."),
        ("../2017-06-15", "../2017-06-15"),
        ("4 كانون 2 2017", "2017-01-04"),
        ("4 كانون ثاني 2017", "2017-01-04"),
        ("٤ كانون الأول ٢٠١٧", "2017-12-04"),
        ("تشرين 1 2017", "2017-10"),
        ("3 جانفي 2017", "2017-01-03"),
        ("رمضان 1438", "2017-05-27/2017-06-24"),
    ],
)
def test_as_exact_as_the_words(text: str, edtf: str) -> None:
    assert _edtf(text) == edtf


@pytest.mark.parametrize(
    "text",
    [
        "",
        "unknown",
        "غير معروف",
        "undated",
        "0000-00-00",
        "0000-00-00 00:00:00",
        "00/00/0000",
        "NaT",
    ],
)
def test_no_date(text: str) -> None:
    assert read_date(text) == UNKNOWN_DATE


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("31.02.2017", "no day 31 in 2017-02"),
        ("2017-02-30", "no day 30"),
        ("2017-13-01", "no month 13"),
        ("20 رمضان 1438 الموافق 15 أيار 2017", "two calendars"),
        ("15 June", "no year"),
        ("03/04/2017", "day_first"),
        ("15/06/17", "two digits"),
        ("about 15 June 2017", "write its ends"),
        ("2017-06-15?", "write its ends"),
        ("2017?", "write its ends"),
        ("2017-06~", "write its ends"),
        ("2017-06%", "write its ends"),
        ("2017-?06", "write its ends"),
        ("~2017-06", "write its ends"),
        ("2017-06~/2017-07?", "write its ends"),
        ("2017-21", "a season"),
        ("2017-34", "write its months"),
        ("[2017-06-05..2017-06-31]", "no day 31"),
        ("كانون 2017", "two months"),
        ("1396/03/25", "calendar"),
        ("15 خرداد 1200", "Iranian year 1200"),
        ("17-15 June 2017", "ends before it"),
        ("1217", "outside 1800 to 2100"),
        ("#REF!", "could not compute"),
        ("soon", "write it like"),
        ("early/early", "write it like"),
        ("1497484800", "write it like"),
        ("15 Juneteen 2017", "write it like"),
        ("15-" * 5_000, "too long"),
        ("9" * 5_000, "too long"),
    ],
)
def test_what_is_unclear_is_set_aside_with_what_to_write(text: str, reason: str) -> None:
    answer = read_date(text)
    assert isinstance(answer, Unreadable)
    assert reason in answer.reason


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("2024-01-05T22:30:00Z", "2024-01-05/2024-01-06"),
        ("2024-01-05 04:00 UTC", "2024-01-04/2024-01-05"),
        ("2024-01-05T22:30:00+00:00", "2024-01-05/2024-01-06"),
        ("2024-01-05T00:00:00Z", "2024-01-05"),
        ("2024-01-05T23:30:00+03:00", "2024-01-05"),
    ],
)
def test_a_moment_in_utc_is_a_day_once_the_zone_is_known(text: str, edtf: str) -> None:
    assert _edtf(text) == edtf
    local = read_date("2024-01-05T22:30:00Z", zone=ZoneInfo("Asia/Damascus"))
    assert local == DateInterval.on(date(2024, 1, 6))


@given(DAYS, st.sampled_from(sorted(months())), st.booleans())
def test_a_day_in_any_language_is_read_back(day: date, month: str, named_first: bool) -> None:  # noqa: FBT001  drawn
    day = date(day.year, months()[month], min(day.day, 28))
    text = f"{month} {day.day}, {day.year}" if named_first else f"{day.day} {month} {day.year}"
    assert _edtf(text) == day.isoformat()


@given(DAYS, st.sampled_from(["/", "-", "."]), st.booleans())
def test_numbers_are_read_back_in_the_stated_order(day: date, sign: str, day_first: bool) -> None:  # noqa: FBT001  drawn
    form = f"%d{sign}%m{sign}%Y" if day_first else f"%m{sign}%d{sign}%Y"
    assert _edtf(day.strftime(form), day_first=day_first) == day.isoformat()
    assert _edtf(f"{day:%Y}{sign}{day.month}{sign}{day.day} 23:59") == day.isoformat()


@given(DAYS, DAYS)
def test_the_written_form_of_an_interval_is_read_back(one: date, other: date) -> None:
    for interval in (
        DateInterval.between(min(one, other), max(one, other)),
        DateInterval.in_month(one.year, one.month),
        DateInterval.in_year(one.year),
        DateInterval.before(one),
        DateInterval.after(one),
    ):
        assert read_date(interval.to_edtf()) == interval


PIECES = [
    "2017",
    "15",
    "6",
    "-",
    "/",
    ".",
    "June",
    "حزيران",
    "from",
    "early",
    "and",
    "before",
    "XX",
]
TEXTS = st.lists(
    st.sampled_from([*PIECES, "XX", "?", "~", "about", "h", "12:30", "Z", "كانون", ".."])
)


@given(st.text(max_size=200) | TEXTS.map("".join) | TEXTS.map(" ".join))
def test_any_text_gets_an_answer(text: str) -> None:
    answer = read_date(text)
    assert isinstance(answer, DateInterval) or answer.reason


def test_a_column_decides_which_number_is_the_day() -> None:
    decided = day_order(["03/04/2017", "25/12/2017 10:00", "unknown", "2017-06-15"])
    assert (decided.day_first, decided.doubtful) == (True, 1)
    assert "25/12/2017" in decided.reason
    assert day_order(["4/25/2017", "3/4/2017"]).day_first is False
    assert _edtf("03/04/2017", day_first=decided.day_first) == "2017-04-03"


def test_a_column_that_contradicts_itself_decides_nothing() -> None:
    contradicting = day_order(["25/12/2017", "12/25/2017"])
    assert (contradicting.day_first, contradicting.contradicts) == (None, True)
    assert day_order(["03/04/2017"]).day_first is None
    assert day_order(["15 June 2017"]).day_first is None


@pytest.mark.parametrize(
    ("cells", "day_first"),
    [
        (["Mon, 01/06/2031"], False),
        (["lundi 06/01/2031", "03/04/2031"], True),
        (["الجمعة 02/05/2031"], True),
        (["05.02.31 (середа)", "06.02.31 (четвер)", "07.02.31"], True),
        (["Tue, 01/07/2031"], None),
        (["Sat, 01/06/2031"], None),
        (["Mon, 01/06/2031", "Mon, 06/01/2031"], None),
        (["พ. 01/06/2574"], None),
    ],
)
def test_a_weekday_that_one_order_alone_has_decides(
    cells: list[str], *, day_first: bool | None
) -> None:
    """1 July 2031 and 7 January 2031 are Tuesdays both."""
    assert day_order(cells).day_first is day_first


@given(day=DAYS, day_first=st.booleans())
def test_a_weekday_never_decides_for_the_other_order(day: date, *, day_first: bool) -> None:
    numbers = (day.day, day.month) if day_first else (day.month, day.day)
    cell = f"{day:%A} {numbers[0]:02}/{numbers[1]:02}/{day.year}"
    assert day_order([cell]).day_first in (day_first, None)


def test_a_short_year_must_be_the_last_number() -> None:
    assert day_order(["15/06/17", "16/06/17", "03/07/17"]).day_first is True
    assert day_order(["17/06/15", "17/06/16", "17/07/03"]).day_first is None
    assert day_order(["15/06/17"]).day_first is None


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        *(("Q3 2018", "2018-07/2018-09"), ("2018-Q3", "2018-07/2018-09")),
        *(("third quarter of 2018", "2018-07/2018-09"), ("3. Quartal 2018", "2018-07/2018-09")),
        *(
            ("الربع الثالث من عام 2018", "2018-07/2018-09"),
            ("3e trim 2018", "2018-07/2018-09"),
        ),
        *(("tercer trimestre 2018", "2018-07/2018-09"), ("III кв. 2018", "2018-07/2018-09")),
        *(("third quarter 2018", "2018-07/2018-09"), ("2018 third quarter", "2018-07/2018-09")),
        ("первое полугодие 2018", "2018-01/2018-06"),
        ("перше півріччя 2018", "2018-01/2018-06"),
        ("النصف الأول من 2018", "2018-01/2018-06"),
        ("segunda mitad de 2018", "2018-07/2018-12"),
        *(
            ("zweite Hälfte 2018", "2018-07/2018-12"),
            ("2018 yılının ilk yarısı", "2018-01/2018-06"),
        ),
        ("second half of May 2018", "2018-05-16/2018-05-31"),
        ("week 9, 2018", "2018-02-26/2018-03-04"),
        ("KW 9/2018", "2018-02-26/2018-03-04"),
        ("2018-W09-7", "2018-03-04"),
        ("2nd week of May 2018", "2018-05-08/2018-05-14"),
        ("mid-2018", "2018-05/2018-08"),
    ],
)
def test_counted_parts_of_a_year_or_month(text: str, edtf: str) -> None:
    assert read_date(text) == DateInterval.from_edtf(edtf)


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        *(("9.XI.2018", "2018-11-09"), ("9/XI/2018", "2018-11-09"), ("9-XI-18", "2018-11-09")),
        *(("«9» ноября 2018 г.", "2018-11-09"), ("9 November '18", "2018-11-09")),
        *(("Nov '18", "2018-11"), ("2018年11月9日", "2018-11-09"), ("09/11/2018*", "2018-11-09")),
        *(("November 2018 (exact day unknown)", "2018-11"), ("20181109T0415", "2018-11-09")),
        *(("8, 9 or 11 November 2018", "2018-11-08/2018-11-11"),),
        *(("8,9/11/2018", "2018-11-08/2018-11-09"), ("9 آبان 97", "2018-10-31")),
        *(("в ночь с 8 на 9 ноября 2018", "2018-11-08/2018-11-09"),),
        *(("у ніч на 9 листопада 2018", "2018-11-08/2018-11-09"),),
        *(("Nacht vom 8. auf den 9. November 2018", "2018-11-08/2018-11-09"),),
        *(("09/11/2018 الساعة ٧ مساءً", "2018-11-09"), ("9 November 2018 at 5 am", "2018-11-09")),
        *(("9 ноября 2018 в 5 утра", "2018-11-09"), ("09.11.2018 um 19 Uhr", "2018-11-09")),
    ],
)
def test_forms_of_clerks(text: str, edtf: str) -> None:
    assert read_date(text, day_first=True) == DateInterval.from_edtf(edtf)


@pytest.mark.parametrize(
    "text",
    [
        *("15/06/2017 [1]", "15/06/20177", "2o17-06-15", "9 November 2018 (day unknown)"),
        *("week 54 of 2018", "fifth quarter 2018", "second 2018", "semana pasada", "i 2018"),
        *("segunda", "segunda-feira", "на понеділок", "- segunda /"),
    ],
)
def test_a_slip_is_no_range(text: str) -> None:
    assert isinstance(read_date(text, day_first=True), Unreadable)


@pytest.mark.parametrize("text", ["4l/5/2021", "2O21-05-04", "32/5/2021"])
def test_a_letter_for_a_digit_is_no_date(text: str) -> None:
    assert isinstance(read_date(text, day_first=True), Unreadable)


def test_a_year_behind_another_separator_is_the_year_of_the_day() -> None:
    answer = read_date("4/5-2021", day_first=True)
    assert not isinstance(answer, DateInterval) or answer == DateInterval.on(date(2021, 5, 4))
    assert read_date("1H 2019") == DateInterval.from_edtf("2019-01/2019-06")
    assert read_date("3Q 2019") == DateInterval.from_edtf("2019-07/2019-09")


@pytest.mark.parametrize(
    ("milliseconds", "day"),
    [
        ("1700006400000", "2023-11-15"),
        ("1700006400000.0", "2023-11-15"),
        ("946684800000", "2000-01-01"),
        ("1700000000000", "2023-11-14/2023-11-15"),
    ],
)
def test_milliseconds_since_1970_are_a_moment_in_utc(milliseconds: str, day: str) -> None:
    assert str(read_date(milliseconds)) == day


@pytest.mark.parametrize("number", ["201706151200", "1700006400", "17000064000000", "599999999999"])
def test_other_long_numbers_are_no_moment(number: str) -> None:
    assert isinstance(read_date(number), Unreadable)
