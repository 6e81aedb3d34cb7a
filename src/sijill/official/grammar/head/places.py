"""The place in the head of a line: after "near" or "in", as far as its name goes.

A place ends with its country, before "via", or where the words of the account begin.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass

from sijill.language.scripts import fold_plain
from sijill.model.limits import LONGEST_PLACE_CLAUSE
from sijill.official.grammar.expressions import expression
from sijill.official.grammar.words import channels, countries, place_words

_PREPOSITION = expression(
    r"\b(?:(?:in|near|at|around|within|close\s+to)\s+(?:the\s+)?"
    r"(?:general\s+|immediate\s+)?"
    r"(?:vicinity|outskirts|area|village|town|city|province|district)\s+of"
    r"|the\s+(?:village|town|city|district)\s+of"
    r"|(?:north|south|east|west|northeast|northwest|southeast|southwest)"
    r"(?:\s?-?\s?(?:east|west))?\s+of"
    r"|(?:attack|strike|airstrike|raid|bombing|bombardment|shelling|operation|assault)s?\s+"
    r"(?:of\s+\d[\w., ]{3,18}?\s+)?(?:on|against)"
    r"|(?:(?:in|on|off|along)\s+(?:the\s+)?)?(?:the\s+)?(?:waters|coast|shores?|port|harbou?r|mouth)"
    r"\s+(?:of|off)"
    r"|(?:sea|maritime|coastal|offshore)\s+(?:area|sector|zone)"
    r"(?:\s+(?:north|south|east|west)(?:\s?-?\s?(?:east|west))?)?(?:\s+of)?\s?:?"
    r"|(?:inquir(?:y|ie)|enquir(?:y|ie)|investigation|complaint|letter|question|claim|allegation)s?"
    r"\s+(?:about|into|concerning|regarding)"
    r"|(?:kilomet(?:re|er)s?|km|miles?|met(?:re|er)s)\s+(?:of|from)|(?<=\d{4}\s)on"
    r"|(?:dropped|fell|fallen|landed|fired)\s+(?:on|at|into)"
    r"|(?:residents|people|inhabitants|villagers|citizens|families)\s+(?:of|from)"
    r"|(?:bombing|shelling|bombardment)\s+of(?=\s+(?:the\s+)?(?:[\w'’-]+\s+){1,4}?on\s+\d)"
    r"|between(?=\s+[A-Z][\w'’-]*(?:\s[A-Z][\w'’-]*){0,3}\s+and\s+[A-Z])"
    r"|vicinity(?:\s+of)?|vic\.?|nr\.?|(?:location|place|where)\s?:|near|in|at|around|over|outside|off|close\s+to)\s+(?:the\s+)?",
    re.IGNORECASE,
)
_WORD = expression(r"[\w'’`-]+|[(),./]|\s+|.")
_VIA = expression(r"\s*[,.;:]?\s*\bvia\b", re.IGNORECASE)
_BLANKED_LEAST = len("37SEV0057")
"""A gap of this length is a grid reference, blanked here."""
_BLANKED = expression(r"\(\s{3,}\)?")
_FOOTNOTE = expression(r"[\s,]*\[\w{1,3}\]")
"""The mark of a footnote behind a name: "Basatin, Syria,[1]"."""
_ACCOUNT = expression(
    r"[:;]|,\s+(?:an?|the)\s+[a-z]|\.\s+(?:During|After|The|It|On|Coalition|Regrettably)\b"
)
_CAME_IN = expression(r"\b(?:received|reported|submitted|sent|made|learned|alleg\w+)\b")
"""What came "via" somebody is then no place: "the command received a report via its portal"."""
_AFTER = expression(r"\s*([\w'’-]+)")
_ARTICLES = (
    *("al-", "el-", "ash-", "ar-", "as-", "ad-", "an-", "at-", "az-"),
    *("esh-", "er-", "es-", "ed-", "en-", "et-", "ez-"),
)
_BARE = expression(
    r"\s*[,.:;/|–—-]?\s*\(?(?=[A-Z]|(?:al|el|ar|as|ad|an|ash|az|at)-[A-Z])(?!(?:Near|In|At|Around|Outside|Vicinity|Vic|NEAR|IN|AT|VICINITY|VIC)\b)"
)
_COMPASS = (
    *("northern", "southern", "eastern", "western", "central"),
    *("northeastern", "northwestern", "southeastern", "southwestern"),
)
_LONGEST_LEAD = len(", on the")


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the verbatim text."""

    words: str
    start: int
    end: int


def place_in(text: str, start: int, *, is_dated: bool, dates: Collection[int] = ()) -> Part | None:
    """The place after "near" or "in", from a position on; ``None`` where no name follows.

    Behind a date (``is_dated``) the place may stand without such a word, if its country ends it.
    Further on in the text a name is a place where its country ends it, after "near", or before one
    of the ``dates`` (where they start): "in Bajil on 8 October 2016".
    """
    if is_dated and (bare := _BARE.match(text, start)):
        part = _named(text, bare.end(), dates)
        if part is not None and (
            _ends_in_country(part)
            or _HEAD_GOES_ON.match(text, part.end)
            or (_FIELD_ENDS.match(text, part.end) and _is_name(part))
        ):
            return part
    only: Part | None = None
    for match in _PREPOSITION.finditer(text, start):
        part = _named(text, match.end(), dates)
        if part is None or _is_of_several(text, part):
            continue
        if _PRINTED_BEFORE.search(text, 0, match.start()):
            only = only or part
            continue
        is_head = match.start() - start <= _LONGEST_LEAD or _VIA.match(text, part.end)
        says_near = any(word in match[0].lower() for word in _NEAR)
        if is_head or says_near or _ends_in_country(part):
            return part
        if (
            _is_dated(text, part.end, dates)
            or _BEHIND_YEAR.search(text, 0, match.start())
            or _THAT_DAY.match(text, part.end)
        ):
            return part
        only = only or (part if _STANDS_ALONE.match(text, part.end) else None)
    return _before_date(text, dates) or only or _of_a_strike(text)


_FIELD_ENDS = expression(r"[.;](?=\s)|\s+(?:[-–—]\s|\()")
_LONGEST_NAME = 5


def _is_name(part: Part) -> bool:
    """Whether a field of the head is a name of a few words, and none of a channel."""
    plain = f" {fold_plain(part.words)}"
    is_channel = any(f" {word}" in plain for listed in channels().values() for word in listed)
    return not is_channel and len(part.words.split()) <= _LONGEST_NAME


_PRINTED_BEFORE = expression(
    r"\b(?:previously|originally|initially|first|earlier|wrongly|incorrectly|erroneously)\s+"
    r"(?:listed|released|reported|published|given|recorded|located|placed)\s+(?:as\s+)?\Z",
    re.IGNORECASE,
)
"""Before a place that is put right further on: "previously listed near X, occurred near Y"."""
_NEAR = ("near", "vicinity", "location", "nr", "waters", "coast", "shore", "sea ", "residents")


def _of_a_strike(text: str) -> Part | None:
    """A place by which a strike is called: "the Basatin strike of 4 May"."""
    for match in _NAMED_STRIKE.finditer(text):
        words = [fold_plain(word) for word in match[1].split()]
        if not place_words("no_strike_place").isdisjoint(words):
            continue
        if (part := _part(text, match.start(1), match.end(1))) is not None:
            return part
    return None


def _is_of_several(text: str, part: Part) -> bool:
    """Whether a country stands beside another, which is no place: "any strike in Iraq or Syria"."""
    is_country = fold_plain(part.words) in countries()
    return is_country and _ANOTHER_COUNTRY.match(text, part.end) is not None


_ANOTHER_COUNTRY = expression(r"\s+(?:or|and|and/or)\s+(?:in\s+)?[A-Z]")
_NAMED_STRIKE = expression(
    r"\b(?:[Tt]he|(?:19|20)\d\d,?)\s+((?:(?:[A-Z][\w'’-]*|al|ar|as|ad|an|ash|az|at|el)\s+){1,4})"
    r"(?:air)?(?:strike|raid|attack|bombing|incident|shelling)s?\b"
)


_HEAD_GOES_ON = expression(
    r"\s*(?:\(\s{3,}\)|,?\s{6}|[,.;:–—-]?\s*via\b|[ ]*[\t|]"
    r"|[.:;–—-]\s*(?:(?:assessed|closed|found)\s+(?:as\s+|to be\s+)?)?"
    r"(?:non[- ]?credible|not credible|credible|unsubstantiated|substantiated|duplicate|open)\b)",
    re.IGNORECASE,
)
"""A grid reference, blanked here, the channel, a cell's end, or a finding: the place ends there."""
_THAT_DAY = expression(
    r"\s*,?\s+(?:on|during|at)\s+(?:that|the)\s+(?:same\s+|alleged\s+|said\s+)?"
    r"(?:date|day|night|time|period|morning|evening)\b",
    re.IGNORECASE,
)
"""The day of the incident, without its date: "no strikes in Basatin on the date in question"."""
_STANDS_ALONE = expression(
    r"\s*(?:[,.;:?](?!\w)|(?:was|were|has|had|have|is|that|which|where|and|by|"
    r"as|without|with|after|when|while|using|on\s+the\s+basis|determined|concluded|found|killed|resulted|caused|led|left|cost|hit|struck|did|may|could)\b|\Z)"
)
"""What ends a name that is the only one in a text: "a house in Basatin, killing"."""
_BEHIND_YEAR = expression(r"\b(?:19|20)\d\d,?\s*\Z")


def _before_date(text: str, dates: Collection[int]) -> Part | None:
    """A place where the date follows it, in brackets, or at the beginning with its country."""
    for bracket in _BRACKET.finditer(text) if dates else ():
        part = _named(text, bracket.end(), dates)
        if part is not None and _is_dated(text, part.end, dates):
            return part
    if not dates:
        return None
    stops = [stop.end() for stop in _STOP.finditer(text, 0, min(dates))]
    part = _named(text, stops[-1] if stops else 0, dates)
    if part is None or part.end > min(dates) or not _ends_in_country(part):
        return None
    return part if text[part.end : min(dates)].strip() in ("", ",", ":", "-", "–") else None


_STOP = expression(r"[.;:]\s+(?=[A-Z])")
_BRACKET = expression(r"\((?=[A-Z])")
_BEFORE_DATE = expression(
    r"\s*,?\s*(?:on|in|between|from|during(?:\s+the)?|in\s+the|late on|early on|overnight on)?\s*"
    r"(?:or\s+about\s+)?(?:the\s+(?:night|morning|evening|afternoon|day)\s+of\s+)?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?)?\s*\(?",
    re.IGNORECASE,
)


def _is_dated(text: str, end: int, dates: Collection[int]) -> bool:
    """Whether a date follows at once."""
    between = _BEFORE_DATE.match(text, end)
    return between is not None and any(end <= day <= between.end() for day in dates)


_DAY_NAME = expression(r"\d{1,2} [A-Z][a-z]+[ ,]")
"""A district called by a day: "17 Tammuz, Mosul, Iraq"."""


def _ends_in_country(part: Part) -> bool:
    """Whether the name ends with its country or with a word for a part of one."""
    return _in_country(part.words) or _DIVISION.search(part.words) is not None


_DIVISION = expression(r"\w\s(?:[Pp]rovince|[Gg]overnorate|[Dd]istrict|[Cc]ounty)\Z")
"""A name that its last word shows to be one of a place: "Kunduz province"."""


def _in_country(words: str) -> bool:
    return fold_plain(words).rstrip(". ").split(" ")[-1] in countries()


def _named(text: str, start: int, dates: Collection[int] = ()) -> Part | None:
    via = _VIA.search(text, start)
    if (
        via is not None
        and via.start() - start <= LONGEST_PLACE_CLAUSE
        and not _ACCOUNT.search(text[start : via.start()])
        and not _CAME_IN.search(text[start : via.start()])
        and not any(start < day < via.start() for day in dates)
    ):
        end = _behind_country(text, start, via.start())
        return _part(text, start, end)
    end = start
    for match in _WORD.finditer(text, start):
        if match.end() - start > LONGEST_PLACE_CLAUSE or not _goes_on(text, match, start):
            break
        if match[0].strip() and match[0] not in ",.(":
            end = match.end()
        if fold_plain(match[0]) in countries():
            break
    return _part(text, start, end)


def _behind_country(text: str, start: int, end: int) -> int:
    """Where a name ends whose country ends a sentence before ``end``; ``end`` where none does."""
    for match in _WORD.finditer(text, start, end):
        if fold_plain(match[0]) in countries() and _NEW_SENTENCE.match(text, match.end(), end):
            return match.end()
    return end


_NEW_SENTENCE = expression(r"\s*[.;:]\s+(?=[A-Z])")


def _goes_on(text: str, match: re.Match[str], start: int) -> bool:
    """Whether a word or sign continues a place's name."""
    word = fold_plain(match[0])
    if match[0].isspace():
        return "\n\n" not in match[0] and len(match[0]) < _BLANKED_LEAST
    if word in ",(/.":
        return _follows(word, _AFTER.match(text, match.end()))
    if word == ")":
        return True
    is_first = not text[start : match.start()].strip()
    if (
        is_first
        and match[0] in ("As", "An", "At", "AS", "AN", "AT")
        and text[match.end() + 1 :][:1].isupper()
    ):
        return True  # an article of a name: "near As Sukhnah"
    stops, inside = place_words("stops"), place_words("inside")
    before = fold_plain(text[start : match.start()]).split()
    if before and before[-1] in place_words("numbered") and match[0] in _CARDINALS:
        return True
    if word in place_words("never") or (word in stops and (is_first or word not in inside)):
        return False
    return match[0][0].isupper() or word in inside or word.startswith(_ARTICLES)


_CARDINALS = ("One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")


def _follows(sign: str, after: re.Match[str] | None) -> bool:
    """Whether the name goes on behind a sign: a capital, or after a point only a country."""
    if after is None:
        return False
    if sign == ".":
        return fold_plain(after[1]) in countries()
    if fold_plain(after[1]) in _COMPASS:
        return True
    return (fold_plain(after[1]) not in place_words("stops") and after[1][0].isupper()) or (
        after[1].lower().startswith(_ARTICLES)
    )


_KIND_OF_PLACE = expression(r"[a-z][a-z]+\s+(?:at|in|near)\s+(?=[A-Z])")
"""What stands there, before the name: "the school at Basatin"."""


_NEVER_LAST = ("and", "as", "of", "the", "in", "at", "de", "del", "la", "las", "los")


def _part(text: str, start: int, end: int) -> Part | None:
    words = _FOOTNOTE.split(_BLANKED.split(text[start:end])[0])[0]
    left = len(words) - len(words.lstrip(" ,.;:\n-–—"))
    bare = words.strip(" ,.;:\n-–—").rstrip(" (")
    if (kind := _KIND_OF_PLACE.match(bare)) is not None:
        left, bare = left + kind.end(), bare[kind.end() :]
    while bare and fold_plain(bare.split()[-1]) in _NEVER_LAST:
        bare = bare[: bare.rindex(bare.split()[-1])].rstrip(" ,")
    if (
        not bare
        or not any(character.isupper() for character in bare)
        or bare.endswith(("'s", "’s", "'"))
        or (bare[0].isdigit() and not (_DAY_NAME.match(bare) and _in_country(bare)))
    ):
        return None
    return Part(" ".join(bare.split()), start + left, start + left + len(bare))
