"""The ends of a date: words that leave one open, and what parts two of them.

"from", "not before", "until", "at the latest"; "10, 11 or 12 June"; "15-06-2017 - 17-06-2017".
"""

from dataclasses import replace

from sijill.language.dates.words import DateToken, Sign

LOWER, UPPER = frozenset({Sign.AFTER, Sign.FROM}), frozenset({Sign.BEFORE, Sign.UNTIL})
"""The signs that give the first day, and those that give the last."""

_MONTHS = (Sign.MONTH, Sign.HIJRI_MONTH, Sign.IRANIAN_MONTH)
_TWO = 2
_YEAR_DIGITS = 4


def split_bounds(tokens: list[DateToken]) -> tuple[set[Sign], list[DateToken]]:
    """The words "from", "until", "before", "after" around a date, and the date.

    Several may stand together ("bis spätestens"), before it and behind it.
    """
    first, last = 0, len(tokens)
    signs: set[Sign] = set()
    while first < last and tokens[first].sign in LOWER | UPPER:
        signs.add(tokens[first].sign)
        first += 1
        while signs and first < last and tokens[first].sign is Sign.SEPARATOR:
            first += 1
    while first < last and tokens[last - 1].sign in LOWER | UPPER:
        signs.add(tokens[last - 1].sign)
        last -= 1
        while first < last and tokens[last - 1].sign in (Sign.AND, Sign.SEPARATOR):
            last -= 1
    return signs, tokens[first:last]


def with_one_connector(tokens: list[DateToken]) -> list[DateToken]:
    """A range whose second end has a word of its own: "after 3 and before 5 June"."""
    for place, token in enumerate(tokens):
        if token.sign in UPPER:
            begins = place - 1 if place and tokens[place - 1].sign is Sign.AND else place
            behind = place + 1
            while behind < len(tokens) and tokens[behind].sign in (*UPPER, Sign.SEPARATOR):
                behind += 1
            return [*tokens[:begins], replace(token, sign=Sign.UNTIL), *tokens[behind:]]
    return tokens


def with_first_and_last_day(tokens: list[DateToken]) -> list[DateToken]:
    """Days of one month that are listed, as the first and the last: "10, 11 or 12 June 2017"."""
    end = 0
    days: list[DateToken] = []
    while end < len(tokens) and (_is_day(tokens[end]) or (days and tokens[end].sign is Sign.AND)):
        days += [tokens[end]] if _is_day(tokens[end]) else []
        end += 1
    behind = tokens[end : end + 3]
    is_numeric = [token.sign for token in behind] == [Sign.SEPARATOR, Sign.NUMBER, Sign.SEPARATOR]
    is_named = bool(behind) and behind[0].sign in _MONTHS
    numbers = [int(day.text) for day in days]
    if len(days) < _TWO or numbers != sorted(set(numbers)) or not (is_named or is_numeric):
        return tokens
    return [days[0], DateToken(Sign.AND, "and"), days[-1], *tokens[end:]]


def _is_day(token: DateToken) -> bool:
    return token.sign is Sign.NUMBER and len(token.text) <= _TWO


def _is_year(token: DateToken) -> bool:
    return token.sign is Sign.NUMBER and len(token.text) == _YEAR_DIGITS


def is_inside_a_date(sign: DateToken, left: list[DateToken], right: list[DateToken]) -> bool:
    """Whether a separator parts day, month and year, because it stands on one side again.

    15-06-2017 - 17-06-2017 has it twice on either side; behind 2017-06-15 - 17 it is a range, too.
    """
    if sign.sign is not Sign.SEPARATOR:
        return False
    years = [any(_is_year(token) for token in side) for side in (left, right)]
    if years == [False, True] and len(right) == 1:
        return True  # 4/5-2021 is a day
    before, behind = (sum(token == sign for token in side) for side in (left, right))
    return before != behind and (before, behind) != (_TWO, 0)


def without_outer_separators(tokens: list[DateToken]) -> list[DateToken]:
    """The tokens without separators at either end."""
    first, last = 0, len(tokens)
    while first < last and tokens[first].sign is Sign.SEPARATOR:
        first += 1
    while first < last and tokens[last - 1].sign is Sign.SEPARATOR:
        last -= 1
    return tokens[first:last]
