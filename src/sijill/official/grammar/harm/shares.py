"""How many of those harmed were civilians: "of the twelve killed, four were civilians".

A release often states a whole and says which part of it were civilians: "twelve people, of whom
four were civilians", "all but two of them civilians", "four civilians were among the dead". Only
the part is conceded. Where it names only the part that were fighters, that concedes nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from sijill.model.values.counts import UNKNOWN_COUNT, CountRange
from sijill.official.grammar.clauses import Clause
from sijill.official.grammar.expressions import expression
from sijill.official.grammar.harm.harm_clause import HarmKind
from sijill.official.grammar.telling.told_behind import attributed_after
from sijill.official.grammar.words import any_of


@dataclass(frozen=True, slots=True)
class Share:
    """A part of those harmed, with the stretch of the line that names the whole and the part.

    ``count`` is 0 where none of them is said to be a civilian. ``end`` is that of the part's noun.
    """

    kind: HarmKind
    count: CountRange
    start: int
    end: int
    is_part: bool = True
    is_confirmed: bool = False
    is_of_fighters: bool = False
    whole: CountRange = UNKNOWN_COUNT
    beside: CountRange = UNKNOWN_COUNT
    """``is_part`` is not set where all of the whole, or none, are told: "all were fighters".
    ``is_confirmed`` is set where the authority confirms the part of what others allege.
    ``is_of_fighters`` is set where only the part that were fighters is told, ``beside`` then counts
    the others."""


_K, _D, _I = any_of("killed"), any_of("death"), any_of("injured")
_DIED, _BE, _ADV = any_of("died"), any_of("be"), any_of("adverb")
_GROUP = any_of("group")
_FIGHTER = (
    rf"(?:{any_of('fighter')}|{_GROUP}+(?:(?:members?|personnel|elements?|couriers?|leaders?|judges?|"
    r"guards?|recruiters?|propagandists?|financiers?|scouts?|spotters?|affiliates?|officials?) )"
    rf"|members? of (?:the |an? )?{_GROUP})"
)
_HARM = rf"(?P<harm>{_K}|{_D}|{_DIED}|{_I}|{any_of('injury', 'casualties')})"
_CIVILIAN = r"(?:civilians?|noncombatants?|non combatants?) "
_MOD = rf"(?:(?!{_CIVILIAN}){any_of('number_noun')})"
_PEOPLE = (
    r"(?:people|persons?|individuals?|victims?|occupants?|passengers?|men|males?|adults?|residents?|"
    r"members|militants) "
)
_SAID_TO = r"(?:reported |alleged |claimed |said |thought |believed |assessed |as |to |have )*"
_WHOLE = (
    rf"(?P<whole><\d+> )?{_MOD}*(?:{_PEOPLE})*+(?:who |that )?{_SAID_TO}(?:{_BE}|{_ADV})*{_SAID_TO}"
)
_THE = r"(?:the |all |those |these |them )*"
_STEP = rf"(?:(?!<\d+>|oneof |{any_of('contrast')})\S+ )"
_OTHERS = rf"(?:<\d+> (?:(?!<\d+>)\S+ ){{0,7}}?{_FIGHTER}(?:, |and |while |whereas )*)?"
_GAP = rf"{_STEP}{{0,12}}?{_OTHERS}{_STEP}{{0,8}}?"
_ASIDE = r"(?:, (?:including|among them|of whom) (?:(?!, )\S+ ){1,6}, )?"
_SAID = (
    rf"(?:{_BE}|{_ADV}|{_MOD}|an? |assessed |determined |found |believed |considered |confirmed "
    r"|proved |turned out |shown |reclassified |reassessed |since |positively |identified |as |to "
    r"|in fact |actually |local "
    r"|innocent )*"
)
_NUMBER = r"(?:all but (?:<\d+> |one )|all <\d+> |<\d+> |both |all |none |one )"
_PART = rf"(?P<part>{_NUMBER}of |all but oneof |oneof |twoofthe )"
_LOOSE = r"(?P<part>all but (?:<\d+> |oneof )|<\d+> |all |none )"
_THEM = r"(?:them |whom |which |these |those )"
_BESIDE = rf"<\d+> of {_THEM}(?:(?!<\d+>)\S+ ){{0,3}}?{_FIGHTER}(?:, |and |while )+"
_BOTH_NAMED = rf"<\d+> (?:{_BE})?{_STEP}{{0,3}}?{_FIGHTER}(?:, |and |while )+"
"""The fighters before the civilians: "nine, of whom five were fighters and four civilians"."""
_PART_OR = rf"{_LOOSE}(?:of them )?"
_OF_WHOM = (
    r"(?:of whom|of which|of these|of those|among them|amongst them|among whom|including"
    r"|to include|which included|who included) (?:only )?"
)


def _forms(noun: str) -> tuple[re.Pattern[str], ...]:
    """The forms in which a part of those harmed is called by ``noun``."""
    said, whole = rf"{_SAID}{noun}", rf"(?P<whole><\d+> ){_MOD}*(?:{_PEOPLE})*+(?!{_CIVILIAN})"
    return tuple(
        expression(r"(?<!\S)" + "".join(form))
        for form in (
            (r"(?:of|among|amongst) ", _THE, _WHOLE, _HARM, _GAP, r"(?:only )?", _PART_OR, said),
            (_PART, _THE, _WHOLE, _HARM, _ASIDE, rf"(?:(?!{_FIGHTER}){_STEP}){{0,8}}?", _BE, said),
            (whole, _GAP, _OF_WHOM, _PART_OR, said),
            (whole, _GAP, _PART, _THEM, said),
            (whole, _GAP, _BESIDE, _PART_OR, said),
            (whole, _GAP, _OF_WHOM, _BOTH_NAMED, _PART_OR, said),
            (_WHOLE, _HARM, r"[:-] (?:only )?", r"(?P<part><\d+> )", said, rf"(?!{_K}|{_I})"),
            (r"(?P<part><\d+> )", said, _BE, rf"{_ADV}*(?:among|amongst) ", _THE, _WHOLE, _HARM),
        )
    )


_A_FIGHTER = rf"(?:an? |one |<\d+> )(?:(?!<\d+>|and )\S+ ){{0,3}}?{_FIGHTER}"
_SOME_CIVILIANS = (
    rf"(?P<part><\d+> |an? |one ){_SAID}"
    rf"(?:{_CIVILIAN}|(?!{any_of('anybody')}){any_of('victim')})"
)
_ALL_OF_THEM = rf"(?<!\S)(?P<whole><\d+> ){_MOD}*(?:{_PEOPLE})*+"
_OF_BOTH_KINDS = tuple(
    expression(whole + told)
    for whole in (
        rf"{_ALL_OF_THEM}(?:{_BE}|{_ADV})*{_HARM}{_STEP}{{0,6}}?[,:-] ",
        rf"(?<!\S)(?P<harm>{any_of('killing')}){_ALL_OF_THEM}[,:-] ",
    )
    for told in (
        rf"{_A_FIGHTER}(?:, |and )+{_SOME_CIVILIANS}",
        rf"{_SOME_CIVILIANS}(?:, |and )+{_A_FIGHTER}",
    )
)
"""Who they were, of both kinds: "two were killed: a fighter and a civilian"."""
_CIVILIANS = (*_OF_BOTH_KINDS, *_forms(_CIVILIAN))
_FIGHTERS = _forms(rf"(?:(?!<\d+>)\S+ ){{0,3}}?{_FIGHTER}")
_SOME_DIED = expression(
    rf"(?<!\S){_PART}(?:an? )?{_THE}(?P<whole><\d+> )?(?:reported |alleged |claimed )?(?:"
    rf"{any_of('number_noun', 'injured', 'victim')}|(?:family|household|crew|members of the) "
    rf"(?:of <\d+> )?)+{_STEP}{{0,6}}?(?:who |that )?(?:{_BE}|{_ADV})*{_HARM}"
)
_CONFIRMED = (
    r"(?:confirmed|substantiated|verified|corroborated|attributed|established|put down|linked|tied|"
    r"traced|ascribed) "
    rf"(?!(?:to|with|by|down to) (?:an? |the )?{any_of('other_cause', 'other_force')})"
)
_CONFIRM = (
    r"(?:confirms?|confirmed|substantiates?|substantiated|attributes?|attributed|verify|verified) "
)
_PARTS_CONFIRMED = tuple(
    expression(r"(?<!\S)" + "".join(form))
    for form in (
        (
            rf"{_CONFIRM}(?:only )?(?P<part><\d+> of |oneof |twoofthe )",
            rf"{_THE}(?:{_SAID_TO}|{_MOD})*",
            rf"(?P<whole><\d+> )?(?:{_SAID_TO}|{any_of('number_noun')})*(?P<harm>{_K}|{_D}|{_I})",
        ),
        (
            rf"(?P<part><\d+> of |oneof |twoofthe ){_THE}(?:{_SAID_TO}|{_MOD})*(?P<whole><\d+> )?",
            rf"(?:{_SAID_TO}|{any_of('number_noun')})*(?P<harm>{_K}|{_D}|{_I}){_SAID_TO}",
            rf"(?:could be |was |were |can be |have been ){_CONFIRMED}",
        ),
        (
            rf"(?P<part><\d+> of |oneof |twoofthe ){_THE}(?:{_SAID_TO}|{_MOD})*(?P<whole><\d+> )",
            rf"(?:{_SAID_TO}|{any_of('number_noun')})*(?P<harm>{_K}|{_D}|{_I}){_STEP}{{0,6}}?",
            r"(?:(?:were |are )?(?:the result of|caused by|attributable to)|resulted from) ",
            rf"(?:its |our |the |a )*(?:coalition |alliance |own )?{any_of('strike')}",
        ),
        (
            rf"of {_THE}(?P<whole><\d+> )(?:{_SAID_TO}|{any_of('number_noun', 'victim')})*",
            rf"(?P<harm>{_K}|{_D}|{_I}){_SAID_TO}(?:, )?(?:only )?(?P<part><\d+> )",
            rf"(?:could be |was |were |can be |have been ){_CONFIRMED}",
        ),
        (
            rf"of {_THE}(?P<whole><\d+> )(?:{_SAID_TO}|{any_of('number_noun', 'victim')})*",
            rf"(?P<harm>{_K}|{_D}|{_I}){_SAID_TO}(?:, )?(?:the |our )*{any_of('authority')}+",
            rf"(?:has |have |can )?(?:only )?{_CONFIRM}(?:only )?(?P<part><\d+> )",
        ),
    )
)
"""The part of what was alleged that the authority confirms: "two of the alleged twenty deaths"."""
_HARM_WORD = expression(
    rf"(?<!\S)(?:(?P<death>{_K}|{_D}|{_DIED}|{any_of('killing')})"
    rf"|(?P<injury>{_I}|{any_of('injury', 'injuring')}))"
)


def shares_in(clause: Clause) -> list[Share]:
    """Every part of those harmed that the sentence tells from the whole."""
    confirmed = _read(clause, _PARTS_CONFIRMED)
    shares = [
        replace(share, is_confirmed=not attributed_after(clause, share.end)) for share in confirmed
    ]
    for share in _read(clause, (*_CIVILIANS, _SOME_DIED)):
        if not any(share.start < other.end and other.start < share.end for other in shares):
            shares.append(share)
    for share in _read(clause, _FIGHTERS):
        if share.count == CountRange.exactly(0):
            continue  # "none of them combatants" tells no part that were fighters
        if not any(share.start < other.end and other.start < share.end for other in shares):
            shares.append(_of_fighters(clause, share))
    return shares


def _of_fighters(clause: Clause, share: Share) -> Share:
    """The share without its fighters: what is left where the rest were civilians, else nobody."""
    rest = _REST.match(clause.line, share.end)
    if rest is None or not share.whole.is_known:
        beside = without(share.whole, share.count) if share.is_part else UNKNOWN_COUNT
        none = CountRange.exactly(0)
        return replace(share, count=none, is_of_fighters=share.is_part, beside=beside)
    return replace(share, count=without(share.whole, share.count), end=rest.end())


def rest_are_civilians(clause: Clause) -> bool:
    """Whether those beside the fighters told before were civilians: "the rest were civilians"."""
    return _REST_BEHIND.search(clause.line) is not None


def share_of_before(clause: Clause) -> CountRange | None:
    """The civilians among those of the sentence before: "four of them were civilians"."""
    if _HARM_WORD.search(clause.line):
        return None
    match = _OF_BEFORE.match(clause.line) or _REMAINING.search(clause.line)
    return _value(clause, match) if match else None


def civilians_among(clause: Clause) -> CountRange | None:
    """The civilians in a group that a sentence parts, before it says what became of it.

    "Of six people in the truck four were assessed as fighters and two as civilians".
    """
    if _HARM_WORD.search(clause.line):
        return None
    match = _PARTED.search(clause.line)
    return clause.numbers[int(match["few"] or match["some"])] if match else None


def is_of_all(clause: Clause) -> bool:
    """Whether a sentence speaks of a whole group named before: "all six were killed"."""
    return _OF_ALL.match(clause.line) is not None


def fighters_of_before(clause: Clause) -> CountRange | None:
    """The fighters among those of the sentence before: "three of them were members of the group".

    Unknown where all of them were, or one who is meant by "he"; ``None`` where nothing is said.
    """
    match = _FIGHTERS_OF_BEFORE.match(clause.line)
    if match is None:
        return None
    part = match["part"] or match["few"]
    is_all = not part or (part.split()[0] in ("all", "both") and "but" not in part.split())
    return UNKNOWN_COUNT if is_all else _value(clause, match)


_A_FEW = r"(?:(?!<\d+>|not |no )\S+ ){0,5}?"
_PARTED = expression(
    rf"<\d+> {_A_FEW}(?:{_FIGHTER}|{_GROUP}+){_A_FEW}<(?P<few>\d+)> {_A_FEW}{_CIVILIAN}"
    rf"|<(?P<some>\d+)> {_A_FEW}{_CIVILIAN}{_A_FEW}<\d+> {_A_FEW}(?:{_FIGHTER}|{_GROUP}+)"
)
_OF_ALL = expression(
    rf"(?:, |and |but )*(?:all|both)(?: <\d+>)?(?: of them)? (?:{_BE}|{_ADV})*(?:{_K}|{_DIED})"
)
_OF_BEFORE = expression(
    rf"(?:, |and |only )*"
    rf"(?:{any_of('authority')}(?:(?:was|is|has|have|been) )*{any_of('assesses')}that (?:only )?)?"
    rf"(?:{_PART}{_THEM}|{_LOOSE.replace('part', 'few')})"
    rf"{_BE}{_SAID}{_CIVILIAN}"
)


_REMAINING = expression(
    rf"(?<!\S){any_of('authority')}(?:regards?|considers?|treats?|counts?|assesses|assessed) "
    rf"(?:the )?(?:remaining|other) (?P<part><\d+> )(?P<few>)(?:of them )?"
    rf"(?:to be |to have been |as )(?:having been )?{_CIVILIAN}"
)
"""The rest, beside fighters: "the Coalition regards the remaining six as civilians"."""
_THE_REST = (
    r"(?:the |all )+(?:others?|rest|remaining|remainder) (?:of (?:them|those|these|the dead) )?"
    rf"(?:<\d+> |oneof )?(?:{_MOD}|{_PEOPLE})*(?:{_BE})?{_SAID}"
    rf"(?:{_CIVILIAN}|(?!{any_of('anybody')}){any_of('victim')})"
)
_REST = expression(rf"(?:, |and |while |whereas |but )*{_THE_REST}")
_REST_BEHIND = expression(rf"(?:\A|(?<=and )|(?<=, )|(?<=while )|(?<=whereas )){_THE_REST}")
_OF_THE_DEAD = (
    rf"(?:{_THEM}|{_THE}(?:{_MOD}|{_PEOPLE}|dead |deceased |victims? |casualties |{_K})+)"
)
_OF_NUMBER = r"of (?:the |these |those |them |whom )(?:<\d+> )?(?:of them )?(?:, )?"
_FIGHTERS_OF_BEFORE = expression(
    r"(?:, |and |but |however |later |it was (?:later )?(?:assessed|determined|found) that |only "
    r"|(?:(?!, |not )\S+ ){1,4}?(?:showed|shows|found|identified|confirmed) )*"
    rf"(?:{_PART}{_OF_THE_DEAD}|(?:{_OF_NUMBER})?{_LOOSE.replace('part', 'few')}(?:of them )?"
    r"|(?:all|the) <\d+> (?:of them )?"
    rf"|(?:he|she|they|the (?:dead|deceased|man|men|woman|victims?|individuals?|persons?)) )"
    rf"(?:later |subsequently )*(?:{_BE}|to be |as ){_SAID}"
    rf"(?:(?!<\d+>|not |no |never |neither |of |near |in |by )\S+ ){{0,3}}?{_FIGHTER}"
)


def _read(clause: Clause, forms: tuple[re.Pattern[str], ...]) -> Iterator[Share]:
    for form in forms:
        for match in form.finditer(clause.line):
            kind = _kind(clause, match)
            if kind is not None:
                is_part = match["part"].split()[0] not in ("all", "none", "both")
                is_part = is_part or "but" in match["part"].split()
                whole = _number(clause, match.groupdict().get("whole") or "")
                count = _value(clause, match)
                yield Share(kind, count, match.start(), match.end(), is_part, whole=whole)


def _kind(clause: Clause, match: re.Match[str]) -> HarmKind | None:
    """Killed or injured: by the word in the form, or the nearest in the sentence."""
    groups = match.groupdict()
    if groups.get("harm"):
        return _harm(groups["harm"])
    spans = [
        (_away(word.start(), match), word[0], word.lastgroup)
        for word in _HARM_WORD.finditer(clause.line)
    ]
    if not spans:
        return None
    return HarmKind.DEATHS if min(spans)[2] == "death" else HarmKind.INJURIES


def _away(start: int, match: re.Match[str]) -> int:
    """Characters between a word and the form; 0 inside of it."""
    return max(match.start() - start, start - match.end(), 0)


def _harm(word: str) -> HarmKind | None:
    if re.fullmatch(any_of("casualties"), word):
        return HarmKind.CASUALTIES
    is_injury = re.fullmatch(rf"{_I}|{any_of('injury')}", word)
    return HarmKind.INJURIES if is_injury else HarmKind.DEATHS


_WORDS = {"a": 1, "an": 1, "oneof": 1, "one": 1, "twoofthe": 2, "both": 2, "none": 0}


def _value(clause: Clause, match: re.Match[str]) -> CountRange:
    part = (match["part"] or match["few"]).split()
    whole = _number(clause, match.groupdict().get("whole") or "")
    value = next((_number(clause, word) for word in part if word.startswith("<")), None)
    value = value or next(
        (CountRange.exactly(_WORDS[word]) for word in part if word in _WORDS), whole
    )
    return without(whole, value) if part[:2] == ["all", "but"] else value


def _number(clause: Clause, word: str) -> CountRange:
    digits = word.strip("<> ")
    return clause.numbers[int(digits)] if digits else UNKNOWN_COUNT


def without(whole: CountRange, part: CountRange) -> CountRange:
    """The whole without a part; unknown ends stay unknown."""
    low = None if whole.lowest is None or part.highest is None else whole.lowest - part.highest
    high = None if whole.highest is None or part.lowest is None else whole.highest - part.lowest
    if high is not None and high < 0:
        return UNKNOWN_COUNT
    return CountRange(max(0, low) if low is not None else None, high)
