"""Ages as lists write them, in twelve languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.language.ages import read_age
from sijill.model.values.ages import UNKNOWN_AGE, AgeInterval
from sijill.model.values.unreadable import Unreadable

SIX_YEARS = (
    *(
        "6",
        "6.0",
        "٦",
        "۶",
        "6 years",
        "6 yrs old",
        "6yo",
        "6 y/o",
        "aged 6",
        "six",
        "child (6)",
        "M6",
    ),
    *("6F", "6 سنوات", "عمره ٦ سنوات", "ست سنوات", "۶ ساله", "6 ساڵ", "6 salî", "6 ans", "6 años"),
    *("seis anos", "6 Jahre", "6 yaşında", "6 лет", "6 років", "בן 6", "6 שנים"),
)
SIX_MONTHS = (
    *("6m", "6/12", "6 months", "six months old", "0.5", "half year", "6 أشهر", "۶ ماهه", "6 مانگ"),
    *("6 mois", "6 meses", "6 Monate", "6 aylık", "6 месяцев", "6 місяців", "6 חודשים"),
)
TWENTIES = (
    *("18-25", "18–25", "18 to 25 years", "between 18 and 25", "25-18", "adult (18-25)"),
    *(
        "بين 18 و 25",
        "من 18 إلى 25 سنة",
        "entre 18 et 25 ans",
        "de 18 a 25 años",
        "18 bis 25 Jahre",
    ),
    *("от 18 до 25 лет", "від 18 до 25 років"),
)


@pytest.mark.parametrize(
    ("texts", "least_months", "most_months"),
    [(SIX_YEARS, 72, 83), (SIX_MONTHS, 6, 6), (TWENTIES, 216, 311)],
)
def test_one_age_in_many_words(texts: tuple[str, ...], least_months: int, most_months: int) -> None:
    read = {text: read_age(text) for text in texts}
    ends = {
        text: (age.least_months, age.most_months) if isinstance(age, AgeInterval) else age.reason
        for text, age in read.items()
    }
    assert ends == dict.fromkeys(texts, (least_months, most_months))


@pytest.mark.parametrize(
    ("text", "least_months", "most_months"),
    [
        ("1 year 6 months", 18, 18),
        ("1 year and 6 months", 18, 18),
        ("1y 6m", 18, 18),
        ("45?", 480, 611),
        ("20-25 (?)", 240, 311),
        ("1 6/12", 18, 18),
        ("1.5", 18, 18),
        ("1 1/2", 18, 18),
        ("thirty-five", 420, 431),
        ("35/M", 420, 431),
        ("35yo F", 420, 431),
        ("6w", 1, 1),
        ("adult male", 216, None),
        ("1,5", 18, 18),
        ("1½", 18, 18),
        ("سنة ونصف", 18, 18),
        ("3 سنوات و 4 أشهر", 40, 40),
        ("سنتان", 24, 35),
        ("שנתיים", 24, 35),
        ("شهران", 2, 2),
        ("شهر", 1, 1),
        ("3 days", 0, 0),
        ("3/52", 0, 0),
        ("6-9 months", 6, 9),
        ("6 months to 2 years", 6, 35),
        ("0", 0, 11),
        ("<1", 0, 11),
        ("under 5", 0, 59),
        ("دون 5 سنوات", 0, 59),
        ("40s", 480, 599),
        ("in his 40s", 480, 599),
        ("late 40s", 552, 599),
        ("early thirties", 360, 407),
        ("mid-late 20s", 276, 359),
        ("في الأربعينات", 480, 599),
        ("la trentaine", 360, 479),
        ("~30", 300, 431),
        ("about 37", 420, 479),
        ("حوالي 30 سنة", 300, 431),
        ("environ 30 ans", 300, 431),
        ("около 30 лет", 300, 431),
        ("60+", 720, None),
        ("60 or older", 720, None),
        ("over 60", 720, None),
        ("60 فما فوق", 720, None),
        ("child", 0, 215),
        ("طفل", 0, 215),
        ("niña", 0, 215),
        ("дитина", 0, 215),
        ("teen", 144, 215),
        ("مراهق", 144, 215),
        ("adult", 216, None),
        ("Erwachsener", 216, None),
        ("elderly", 720, None),
        ("newborn", 0, 1),
    ],
)
def test_ages_as_written(text: str, least_months: int, most_months: int | None) -> None:
    age = read_age(text)
    assert isinstance(age, AgeInterval)
    assert (age.least_months, age.most_months) == (least_months, most_months)


@pytest.mark.parametrize("text", ["", "unknown", "?", "غير معروف", "nan", "-", "edad desconocida"])
def test_nothing_said_is_unknown(text: str) -> None:
    assert read_age(text) == UNKNOWN_AGE


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("350", "outside 0 to 125"),
        ("-4", "negative"),
        ("34M", "months or male"),
        ("6 M", "months or male"),
        ("11/12", "range or a part"),
        ("3/7", "range or a part"),
        ("soon", "write 40"),
        ("months", "write 40"),
        ("1e9", "write 40"),
        ("20 30 40", "write 40"),
        ("#VALUE!", "could not compute"),
        ("9" * 70 + ".5", "write 40"),
        ("9" * 5_000, "too long"),
        ("years " * 1_000, "too long"),
    ],
)
def test_what_is_no_age_is_unreadable_with_what_to_write(text: str, reason: str) -> None:
    answer = read_age(text)
    assert isinstance(answer, Unreadable)
    assert reason in answer.reason


@given(st.integers(0, 120), st.integers(0, 120))
def test_what_is_printed_is_read_back(one: int, other: int) -> None:
    low, high = sorted((one, other))
    for age in (AgeInterval.of_years(low), AgeInterval.of_years(low, high)):
        assert read_age(str(age)) == age
    assert read_age(f"between {low} and {high} years") == AgeInterval.of_years(low, high)


@given(st.integers(0, 1_500))
def test_months_are_months(months: int) -> None:
    assert read_age(f"{months} months") == AgeInterval.of_months(months)


@given(st.text(max_size=100) | st.text("0123456789.,-+/ mfyd½sولات", max_size=80))
def test_any_text_gets_an_answer(text: str) -> None:
    answer = read_age(text)
    assert isinstance(answer, AgeInterval) or answer.reason
