"""How many people one statement of harm counts: its number, or the sum of those it lists."""

import re
from collections.abc import Iterable

from sijill.model.values.counts import CountRange, total
from sijill.official.grammar.clauses import Clause
from sijill.official.grammar.expressions import expression
from sijill.official.grammar.harm.forms import AND_FIGHTERS
from sijill.official.grammar.harm.harm_clause import HarmClause
from sijill.official.grammar.harm.people import (
    ADJECTIVE,
    ADVERB,
    BE,
    FIGHTER,
    INJURED,
    KILLED,
    NOT_SO_MANY,
    OF_A_FAMILY,
    STOP,
    VICTIM,
)
from sijill.official.grammar.words import any_of

NUMBERS = expression(r"<(\d+)> ")


def count_of(clause: Clause, match: re.Match[str]) -> CountRange:
    """The number, or the sum of a list of numbers: "two men and a child"."""
    if match["n"] in ("no ", "none "):
        return CountRange.exactly(0)
    if not match["n"].startswith("<"):
        first = CountRange.exactly(2 if _COUPLE.match(_behind_number(match)) else 1)
    else:
        first = clause.numbers[int(match["n"].strip("<> "))]
    rest = _behind_number(match)
    rest = _OF_THEM.sub("", re.sub(NOT_SO_MANY, "", rest))
    rest = re.sub(
        rf"(?:including |among them |of whom ).*?(?=, |{BE}|{KILLED}|{INJURED}|$)", "", rest
    )
    rest = re.sub(rf"{OF_A_FAMILY}|{_OF_ONE_HOUSE}|{AND_FIGHTERS}|{_AMONG_THEM}", "", rest)
    if _ONE_IN_APPOSITION.match(rest) and not match["n"].startswith("<"):
        return first  # "his driver, a civilian, was killed"
    if match["n"] == "its " and _A_CIVILIAN.search(rest):
        return _of_civilians(clause, rest)  # "killed its driver and a civilian": a target's driver
    others = [clause.numbers[int(number)] for number in _PEOPLE_NUMBERS.findall(rest)]
    if (elsewhere := _ELSEWHERE.match(clause.line, match.end())) is not None:
        number = elsewhere["n"]
        others.append(clause.numbers[int(number)] if number else CountRange.exactly(1))
    if (behind := _AND_BEHIND.match(clause.line, match.end())) and not _VERB_LAST.search(match[0]):
        more = behind["m"]
        others.append(clause.numbers[int(more)] if more else CountRange.exactly(1))
    others += [CountRange.exactly(1)] * len(_ONE_MORE.findall(rest))
    before = clause.line[: match.start()]
    if _HE_AND.search(before) or (_NAME_AND.search(before) and _ANY_MARK.search(clause.line)):
        others.append(CountRange.exactly(1))
    told = _APPOSITION.match(rest) or _closed_apposition(rest)
    if not others or (told and _adds_up(first, told, others)):
        return first
    return total([first, *others]).range


_OF_ONE_HOUSE = (
    r"of (?:an? |the |one |their )?(?:same |extended |single )?(?:family|household|households) "
)
_AMONG_THEM = r", <\d+> (?:(?!, )\S+ ){0,3}?(?:among|amongst|of) (?:them|these|those) "
"""A part of those counted: "17 civilians, six children among them"."""


_PEOPLE_NUMBERS = expression(rf"<(\d+)> (?!{any_of('measure')}|$)")


def _adds_up(first: CountRange, told: re.Match[str], others: list[CountRange]) -> bool:
    """Whether those told behind a number are the ones it counts: "three - a man, his wife and"."""
    leading = [CountRange.exactly(1)] * told[0].endswith((" a ", " an "))
    return total(others).range == first or total([*leading, *others]).range == first


def _behind_number(match: re.Match[str]) -> str:
    return match[0][match.end("n") - match.start() :]


def _closed_apposition(rest: str) -> re.Match[str] | None:
    """Who they were, between two commas: "two men, a father and a son, died"."""
    match = _BETWEEN_COMMAS.match(rest)
    if match is None:
        return None
    unlike = {"men ": _NO_MEN, "women ": _NO_WOMEN}[match["noun"]]
    return None if unlike.search(match["list"]) else _LED_BY.match(rest)


_BETWEEN_COMMAS = expression(
    rf"{ADJECTIVE}*(?P<noun>men |women )[,:-] (?P<list>an? (?:(?![,:-] )\S+ )+)[,:-] "
    rf"(?:{BE}|{KILLED}|{INJURED}|{any_of('adverb', 'died')})"
)
_LED_BY = expression(rf"{ADJECTIVE}*(?:men |women )[,:-] an? ")
_NO_MEN = expression(
    r"(?<!\S)(?:women|woman|girls?|mother|wife|daughter|sister|child|infant|baby) "
)
_NO_WOMEN = expression(r"(?<!\S)(?:men|man|boys?|father|husband|son|brother|child|infant|baby) ")
_ONE_IN_APPOSITION = expression(
    rf"{ADJECTIVE}*{any_of('one_person')}, an? (?:(?!, |and |<)\S+ ){{1,4}}, (?:who )?"
    rf"(?:{BE}|{KILLED}|{INJURED}|{any_of('adverb', 'died')})"
)
_COUPLE = expression(rf"{ADJECTIVE}*couple ")


def _of_civilians(clause: Clause, rest: str) -> CountRange:
    """The first number of those who are called civilians."""
    match = _A_CIVILIAN.search(rest)
    digits = NUMBERS.match(match[0]) if match else None
    return clause.numbers[int(digits[1])] if digits else CountRange.exactly(1)


_A_CIVILIAN = expression(r"(?<!\S)(?:an? |one |<\d+> )(?:civilians?|noncombatants?) ")
_HE_AND = expression(r"(?<!\S)(?:he|she) and $")
_NAME_AND = expression(
    r"(?:\A|, )(?:(?!(?:an?|the|one|another|and|but|with|for|in|on|near|by|to|of|that|when) |<\d+>"
    rf"|{VICTIM}|{FIGHTER}|{any_of('group', 'thing', 'target')})\w+ ){{1,4}}and (?:his|her) $"
)
"""A person by name, before a number of relatives: "Hamdan and his two sons"."""
_ANY_MARK = expression(rf"(?<!\S){any_of('marks')}")
_ELSEWHERE = expression(
    rf"(?:{STOP}(?!{BE}|, )\S+ ){{0,10}}?"
    rf"(?:(?:, )?and <(?P<n>\d+)> |(?:, |and )+an? {any_of('ordinal')})"
    r"(?:more |others? |additional )*"
    r"(?:in|at|on|near|inside|outside|next|nearby|elsewhere) "
)
"""The same harm elsewhere: "three were killed in the first strike and two in the second"."""
_AND_BEHIND = expression(
    rf"(?:in|of|from|with|aged|at|near|who|living) (?:(?!, |and |<\d+>|{BE})\S+ ){{1,6}}(?:, )?and "
    rf"(?:(?:an?|his|her|their) |(?:(?:his|her|their|its) )?<(?P<m>\d+)> ){ADJECTIVE}*{VICTIM}"
    rf"(?:(?:in|near|at|on|from|inside|outside) (?:(?!, |{BE}|{INJURED})\S+ ){{0,6}})?(?=$|[,.;:] )"
)
"""More of those killed behind a word on the first: "a man in his sixties and his grandson"."""
_VERB_LAST = expression(rf"(?<!\S)(?:{KILLED}|{INJURED}|{any_of('died')})$")
_OF_THEM = expression(
    r"(?:<\d+> (?:of|among)|oneof|both of|all of) (?:them|whom|which|these|those) "
    rf"(?:(?!, |- |{BE}|{KILLED}|{INJURED})\S+ )*"
)
_ONE_MORE = expression(
    r"(?<!\S)(?:(?:and|,|(?:together|along) with)(?: and)? (?:an?|his|her|their|its) "
    rf"{ADJECTIVE}*{VICTIM}"
    r"|and (?:child|son|daughter|infant|baby|wife|husband|mother|father|brother|sister) )"
)
_ANY_PEOPLE = (
    r"(?:(?:person|civilian|individual|resident|civilians|people|persons|individuals|victims|residents|relatives|noncombatants|others|"
    r"adults|family members) )"
)
_APPOSITION = expression(
    rf"(?:of )?(?:the )?{ADJECTIVE}*(?:{_ANY_PEOPLE}|(?=[,:-] ))[,:-] (?:an? |<\d+> |both |all )"
)
"""Who they were, which adds nothing where it adds up: "two civilians, a father and his son,"."""


def is_of_time(clause: Clause, match: re.Match[str]) -> bool:
    """Whether the number is one of days or hours: "died of wounds two days after the strike"."""
    return _TIME.match(clause.line, match.end("n")) is not None


_TIME = expression(r"(?:full |more )?(?:seconds|minutes?|hours?|days?|weeks?|months?|years?) ")


ALIVE = expression(
    rf"(?:, )?(?:(?:{BE}|{ADVERB}|had |has |have |in fact |actually |later |since |then |still )*)"
    r"(?:(?:found|turned out|discovered|confirmed|known|located|shown|established|proved|proven) )?"
    r"(?:to be |to have been )?(?:still )?(?:alive|unharmed|unhurt|survived|living)(?= |$)"
)
"""That they live after all: "two of those reported killed were later found alive"."""


def without_breakdown(
    aside: Clause, around: int | None, told: Iterable[HarmClause], counted: Iterable[HarmClause]
) -> list[HarmClause]:
    """What an aside tells beside the numbers around it: "three were killed (one died of wounds)".

    Of a kind that is counted before it in the sentence that begins at ``around``, it only says more
    of those.
    """
    kinds = {one.kind for one in counted if around is not None and one.start >= around}
    return [one for one in told if one.kind not in kinds or _FURTHER.search(aside.line)]


_FURTHER = expression(r"(?<!\S)(?:further|other|others|another|additional|more|besides) ")
