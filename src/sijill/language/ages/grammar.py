"""Ages as lists write them, in twelve languages: "40", "6m", "6/12", "1 year 6 months", "40s".

A number alone is completed years. An age outside 0 to 125 is unreadable with a reason, and so is
what can be read in two ways: "34M" may be months or a man. Words and rules are data
(``words.toml``). A cell of any length and content gets an answer, in linear time.
"""

import re
from functools import lru_cache

from sijill.language.ages.words import (
    DAYS,
    Length,
    Months,
    Token,
    content,
    groups,
    groups_in,
    tokens_of,
    unit_words,
)
from sijill.language.numbers.doubted import MARK_OF_DOUBT
from sijill.language.numbers.phrases import Bound
from sijill.language.scripts import (
    fold_arabic,
    fold_dashes,
    fold_digits,
    fold_plain,
    has_note_mark,
    tidy,
)
from sijill.language.unknown import Topic, is_spreadsheet_error, means_unknown, phrase_form
from sijill.model.limits import LONGEST_AGE
from sijill.model.values.ages import (
    GREATEST_AGE_YEARS,
    MONTHS_PER_YEAR,
    UNKNOWN_AGE,
    AgeBasis,
    AgeInterval,
)
from sijill.model.values.unreadable import Unreadable

DAYS_PER_MONTH = 30
_FIVE = 5
_MOST_MONTHS_LETTER = 24
_WORD_HYPHEN = re.compile(
    r"(?<=[^\W\d_])-(?=[^\W\d_])|(?<=[\u05d0-\u05ea])-(?=\d)|(?<=\d)-(?=[^\W\d_])"
)
"""Within words, behind a Hebrew particle (ל-18), before a unit (40-летний)."""
_FIRST_HYPHEN = re.compile(r"^([^\W\d_]{2,12})-(?=\d)")
"""Behind the first word: "mid-30s"."""
_EXPONENT = re.compile(r"\d[eE]\d")
_YEARS_OLD = re.compile(r"(?<![^\W\d_])y\.?/o\b\.?", re.IGNORECASE)
_MONTHS_LETTER = re.compile(r"(\d\s?y(?:ea)?(?:rs?)?[\s,]{0,2})(\d{1,2})\s?m\b", re.IGNORECASE)
_SEX_BEHIND = re.compile(r"^(\d{1,3})\s?([mf])$", re.IGNORECASE)
_SEX_APART = re.compile(r"^(\d{1,3})\s?(?:[/,;(]|y/?o|y|yrs?|years?)\s?[mf]$", re.IGNORECASE)
_HALF_BEHIND = re.compile(r"(?<=\d)\s1/2\b")
_SEX_BEFORE = re.compile(r"^[mf][\s/,-]{0,2}(\d{1,3})$", re.IGNORECASE)
_FRACTION = re.compile(r"^(?:(\d{1,3})\s)?(\d{1,3})/(12|52|365|7)$")
_TWO_BY_COMMA = re.compile(r"^([5-9]|[1-9]\d),([1-9]\d)$")
_PART_OR_RANGE = re.compile(r"^(?:1/[234]|2/3|3/4)$")
_SIGN_BEHIND = re.compile(r"\d\s*[<>≤≥]=?$|\d\s?min\.?$", re.IGNORECASE)
"""What bounds the age says nothing about which end it is, and "min" may be minutes."""
_SLASH_RANGE = re.compile(r"^(\d{1,3})\s?/\s?(\d{1,3})$")
_MEDICAL = {"12": "months", "52": "weeks", "365": "days"}
_RANGE_MARKS = {Bound.RANGE, Bound.BETWEEN, Bound.ABOUT, Bound.AT_LEAST, Bound.AT_MOST}
_NO_AGE = Unreadable(
    "this is no age: write 40, 18-25, '6 months', 'about 40', '40s', 'child' or 'adult'"
)


Answer = AgeInterval | Unreadable


@lru_cache(maxsize=65_536)
def read_age(text: str) -> Answer:
    """Read one age cell; empty and "unknown" are unknown."""
    if len(text) > LONGEST_AGE:
        return Unreadable("this text is too long for an age") if text.strip() else UNKNOWN_AGE
    if is_spreadsheet_error(text):
        return Unreadable("the spreadsheet could not compute this cell")
    if means_unknown(text, Topic.AGE):
        return UNKNOWN_AGE
    if (sure := MARK_OF_DOUBT.sub("", text)) != text:
        about = read_age(f"~{sure}")
        return about if isinstance(about, AgeInterval) else read_age(sure)
    if has_note_mark(text):
        return Unreadable("a raised digit may be the mark of a note: write the age alone")
    if (group := groups().get(phrase_form(text))) is not None:
        return group
    named, rest = groups_in(_plain_text(text))
    if named and not rest:
        return _all_of(named)
    answer = _of_words(text)
    if isinstance(answer, Unreadable) and named:
        answer = _of_words(rest)
    if isinstance(answer, AgeInterval) and any(answer.months_apart(group) for group in named):
        return Unreadable("the words and the number say different ages: write the right one")
    return answer


def _plain_text(text: str) -> str:
    """A cell folded as phrases are, with its signs: digits 0 to 9, no case, no accents."""
    return fold_dashes(fold_plain(fold_arabic(fold_digits(tidy(text)))))


def _all_of(named: list[AgeInterval]) -> Answer:
    """The ages that all groups of a cell allow: طفل رضيع, "teenage girl"."""
    common = named[0]
    for group in named[1:]:
        both = common.narrowed_by(group)
        if both is None:
            return Unreadable("the words say different ages: write one of them")
        common = both
    return AgeInterval(common.least_months, common.most_months, AgeBasis.GROUP)


def _of_words(text: str) -> Answer:
    """The age that the numbers and words of a cell say."""
    plain = _HALF_BEHIND.sub(" half", tidy(fold_digits(text)).strip(" .()[]"))
    lettered = _with_letter(plain) or _with_slash(plain)
    if lettered is not None:
        return lettered
    plain = plain.replace("½", " half ")
    if _EXPONENT.search(plain) or _SIGN_BEHIND.search(plain):
        return _NO_AGE
    if phrase_form(plain).isascii() and phrase_form(plain) in unit_words():
        return _NO_AGE
    plain = _MONTHS_LETTER.sub(r"\1 \2 months", _YEARS_OLD.sub("years", plain))
    if (match := _TWO_BY_COMMA.match(plain)) and int(match[1]) < int(match[2]):
        return Unreadable(f"{plain} may be a decimal or two ages: write {match[1]} or both ends")
    folded = _WORD_HYPHEN.sub(" ", fold_dashes(fold_plain(fold_arabic(plain))))
    folded = _FIRST_HYPHEN.sub(r"\1 ", folded)
    if folded.startswith("-"):
        return Unreadable("an age cannot be negative")
    tokens = tokens_of(folded)
    return _NO_AGE if tokens is None else _meaning(tokens)


def _with_letter(plain: str) -> Answer | None:
    """Ages with the letter M or F beside them."""
    if match := _SEX_BEFORE.match(plain) or _SEX_APART.match(plain):
        return _checked(*_span(Length(int(match[1]), "years")))
    if match := _SEX_BEHIND.match(plain):
        number, letter = int(match[1]), match[2]
        if letter in "fF":
            return _checked(*_span(Length(number, "years")))
        if letter == "m" and number <= _MOST_MONTHS_LETTER:
            return _checked(*_span(Length(number, "months")))
        return Unreadable(f"M may be months or male: write '{number} months' or '{number}'")
    return None


def _with_slash(plain: str) -> Answer | None:
    """Parts of a year as doctors write them (6/12, 3/52); other slashes are ranges."""
    if _PART_OR_RANGE.match(plain):
        return Unreadable(
            f"{plain} may be a part of a year or two ages: write months, or both ages"
        )
    if match := _FRACTION.match(plain):
        years, number, whole = int(match[1] or 0), int(match[2]), match[3]
        is_range = not match[1] and (whole == "7" or (whole, number) == ("12", 11))
        if is_range and number < int(whole):
            return Unreadable(f"{plain} may be a range or a part of a year or week: write it out")
        if number < int(whole) and whole in _MEDICAL:
            least, _ = _span(Length(number, _MEDICAL[whole]))
            return _checked(years * MONTHS_PER_YEAR + least, years * MONTHS_PER_YEAR + least)
    if match := _SLASH_RANGE.match(plain):
        first, last = sorted((int(match[1]), int(match[2])))
        return _checked(_span(Length(first, "years"))[0], _span(Length(last, "years"))[1])
    return None


def _meaning(tokens: list[Token]) -> Answer:
    spans: list[Months] = []
    marks: list[Bound] = []
    group: list[Token] = []
    for token in tokens:
        if not isinstance(token, Bound):
            group.append(token)
        elif not _joins_units(token, group, tokens):
            if group and not _add_span(group, spans, tokens):
                return _NO_AGE
            group = []
            marks.append(token)
    if group and not _add_span(group, spans, tokens):
        return _NO_AGE
    return _combined(spans, marks)


def _add_span(group: list[Token], spans: list[Months], tokens: list[Token]) -> bool:
    """Whether a group of tokens is an age; it is added to ``spans`` then."""
    span = _one(group, _unit_behind(tokens))
    if span is not None:
        spans.append(span)
    return span is not None


def _joins_units(token: Bound, group: list[Token], tokens: list[Token]) -> bool:
    """Whether an "and" stands between units of one age: "1 year and 6 months"."""
    units = [entry for entry in tokens if isinstance(entry, str) and entry in DAYS]
    return (
        token is Bound.RANGE
        and bool(group)
        and group[-1] == "years"
        and "months" in units
        and Bound.BETWEEN not in tokens
        and units.index("years") < units.index("months")
    )


def _unit_behind(tokens: list[Token]) -> str:
    """The unit that numbers without one take: the last one written, or years."""
    units = [token for token in tokens if isinstance(token, str) and token in DAYS]
    lengths = [token.unit for token in tokens if isinstance(token, Length) and token.unit]
    return (units or lengths or ["years"])[-1]


def _one(group: list[Token], unit: str) -> Months | None:
    """One age from its numbers and units: "1 year 6 months", "3 days", "two and a half"."""
    if isinstance(group[0], Months) and set(group[1:]) <= {"years"}:
        return group[0]
    lengths: list[Length] = []
    half = False
    for token in group:
        match token:
            case Length():
                lengths.append(token)
            case "half":
                half = True
            case str() if token in DAYS:
                if lengths and not lengths[-1].unit:
                    last = lengths.pop()
                    lengths.append(Length(last.number, token, last.has_fraction))
                elif not lengths:
                    lengths.append(Length(0 if half else 1, token))
                else:
                    return None
            case _:
                return None
    lengths = [Length(e.number, e.unit or unit, e.has_fraction) for e in lengths]
    return _summed(lengths, half=half)


def _summed(lengths: list[Length], *, half: bool) -> Months | None:
    units = [length.unit for length in lengths]
    if not lengths or len(set(units)) < len(units):
        return None
    if half and units != ["years"]:
        return None
    if len(lengths) == 1 and not half:
        return Months(*_span(lengths[0]))
    months = MONTHS_PER_YEAR // 2 if half else 0
    days = 0.0
    for length in lengths:
        per_month = {"years": MONTHS_PER_YEAR, "months": 1}.get(length.unit, 0)
        months += round(length.number * per_month)
        days += length.number * DAYS[length.unit]
    total = months + int(days) // DAYS_PER_MONTH
    return Months(total, total)


def _span(length: Length) -> tuple[int, int]:
    """Least and greatest completed months of one length."""
    if length.unit == "years":
        if length.has_fraction:
            months = round(length.number * MONTHS_PER_YEAR)
            return months, months
        least = int(length.number) * MONTHS_PER_YEAR
        return least, least + MONTHS_PER_YEAR - 1
    if length.unit == "months":
        return int(length.number), int(length.number)
    months = int(length.number * DAYS[length.unit]) // DAYS_PER_MONTH
    return months, months


def _combined(spans: list[Months], marks: list[Bound]) -> Answer:
    if len(spans) == 2 and marks and set(marks) <= _RANGE_MARKS:  # noqa: PLR2004  both ends
        first, last = sorted(spans, key=lambda span: span.least)
        return _checked(first.least, last.most)
    if len(spans) != 1:
        return _NO_AGE
    span = spans[0]
    match sorted(set(marks)):
        case []:
            return _checked(span.least, span.most)
        case [Bound.AT_LEAST] | [Bound.MORE_THAN] | [Bound.OR_MORE]:
            return _checked(span.least, None)
        case [Bound.FEWER_THAN]:
            return _checked(0, max(0, span.least - 1))
        case [Bound.AT_MOST]:
            return _checked(0, span.most)
        case [Bound.ABOUT]:
            return _about(span)
    return _NO_AGE


def _about(span: Months) -> Answer:
    """An approximate age: how far it reaches stands in ``words.toml``."""
    if span.most - span.least != MONTHS_PER_YEAR - 1:
        reach = max(1, span.least // 4)
        return _checked(max(0, span.least - reach), span.most + reach)
    years = span.least // MONTHS_PER_YEAR
    reach = _reach(years)
    least = max(0, years - reach)
    return _checked(least * MONTHS_PER_YEAR, span.most + reach * MONTHS_PER_YEAR)


def _reach(years: int) -> int:
    match content()["approximate"]:
        case {
            "years_of_five": int() as of_five,
            "years": int() as other,
            "years_of_small_children": int() as small,
        }:
            return small if years < _FIVE else other if years % _FIVE else of_five
    raise TypeError("words.toml needs [approximate]")


def _checked(least: int, most: int | None) -> Answer:
    limit = GREATEST_AGE_YEARS * MONTHS_PER_YEAR + MONTHS_PER_YEAR - 1
    greatest = least if most is None else max(least, most)
    if greatest > limit:
        years = greatest // MONTHS_PER_YEAR
        return Unreadable(f"an age of {years} years is outside 0 to {GREATEST_AGE_YEARS}")
    return AgeInterval(least, most, AgeBasis.STATED)
