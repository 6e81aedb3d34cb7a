"""The words that leave an end of a date open: "from", "not before", "until", "at the latest"."""

from dataclasses import replace

from sijill.language.dates.words import DateToken, Sign

LOWER, UPPER = frozenset({Sign.AFTER, Sign.FROM}), frozenset({Sign.BEFORE, Sign.UNTIL})
"""The signs that give the first day, and those that give the last."""


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
