"""Those harmed who were fighters: "all of them ISIS members", "they were not civilians"."""

import re

from sijill.official.grammar.clauses import Clause
from sijill.official.grammar.expressions import expression
from sijill.official.grammar.harm.forms import A_FIGHTER_AND, AND_FIGHTERS, AND_INJURED
from sijill.official.grammar.harm.harm_clause import HarmKind
from sijill.official.grammar.harm.people import ADVERB, BE, FIGHTER, MORE, VICTIM
from sijill.official.grammar.telling.refused_parts import DENYING_RELATIVE
from sijill.official.grammar.words import any_of

_THOUGHT = "thought |believed |assessed |assumed |considered |identified |taken |reported "
_A_CIVILIAN = "(?:civilians?|noncombatants?) "
_KIN = "family |families |household |households |same |wedding |party |staff |team |community "
_MORE_WORDS = rf"(?:(?!, |and |but |{VICTIM})\S+ ){{1,6}}?"
_WHERE = rf"(?:{any_of('strike', 'thing')}|compound |site |position )"
WERE_FIGHTERS = expression(
    rf"(?:(?:in|by|during|inside|aboard|at) (?:the|this|that) (?:\S+ ){{0,2}}?{_WHERE})?"
    rf"(?:who (?:, (?:(?!, )\S+ ){{1,5}}, )?)?(?:{BE})"
    r"(?:(?:assessed|determined|identified|confirmed|believed|considered|found|known) "
    r"(?:to (?:be|have been)|as(?: being)?) )?"
    r"(?:all |both |known |active |senior |confirmed |suspected |al |- )*"
    rf"(?:(?!not |{any_of('contrast')}|{any_of('beside')}|civilians? )\S+ ){{0,3}}?"
    rf"(?:{FIGHTER}|{any_of('group')}(?:\S+ )?"
    r"(?:members?|personnel|elements|leaders?|officials?|couriers?"
    r"|financiers?|recruiters?|experts?|specialists?|trainers?|affiliates?|associates?) "
    rf"|members? of (?:\S+ ){{0,2}}?{any_of('group')}"
    rf"|(?:{ADVERB})*+(?:not|no) (?:\S+ )?{_A_CIVILIAN}"
    rf"|(?:initially|originally|at first|first|previously) (?:{_THOUGHT})(?:to be |as )civilians? )"
    rf"|[:-] (?:all |both )?(?:<\d+> )?(?:(?!{VICTIM})\S+ ){{0,2}}?{FIGHTER}(?!.*{VICTIM})"
    r"|, (?:all|both|each) (?:of (?:them|whom) )?(?:were )?"
    rf"(?:(?!not |no |{VICTIM})\S+ )?{FIGHTER}(?!and )"
    rf"|(?:turn|turns|turned) out to (?:be|have been) (?:\S+ )?{FIGHTER}"
    r"|(?:, )?(?:and|but) (?:later |was |were |both |all |subsequently |since |then |have been )*"
    r"(?:confirmed|identified|assessed|determined|found) (?:to (?:be|have been)|as) "
    rf"(?:(?!, |not |no )\S+ ){{0,3}}?{FIGHTER}"
    r"|, no (?:civilians?|noncombatants?) (?:(?:was|were) )?among (?:them|these|those)"
    rf"|(?:{_MORE_WORDS})?, (?:but )?none (?:of (?:them|whom|these) )?(?:{BE})?"
    rf"(?:an? )?{_A_CIVILIAN}"
    rf"|(?:(?!, |<\d+>|{VICTIM})\S+ ){{1,8}}?(?:{BE})(?:therefore |thus |hence )?"
    rf"not (?:an? )?{_A_CIVILIAN}"
    rf"|(?:, )?(?:though|but|although) not (?:the |any )?(?:<\d+> )?{_A_CIVILIAN}"
    rf"|(?:{_MORE_WORDS})?, (?:all|both|each) (?:<\d+> )?(?:of (?:them|whom|these) )?(?:{BE})?"
    rf"(?:(?!civilians?|noncombatants?)\S+ ){{0,2}}?"
    rf"(?:{FIGHTER}(?!(?:and|as well as) (?:some )?{_A_CIVILIAN})"
    rf"|{any_of('group')}(?=$|[,.;:] |members |personnel |elements ))"
    rf"|(?:{_MORE_WORDS})?, (?:all|both|each) (?:<\d+> )?(?:of (?:them|whom|these) )?{BE}"
    rf"(?:(?!civilians?|noncombatants?|un|not |, )\S+ ){{0,8}}?"
    rf"(?:armed |members? of (?:an?|the) (?:(?!{_KIN})\S+ ){{1,3}}(?=$|[,.;:] |and )"
    rf"|{any_of('hostile_acts')})"
)
"""What follows a number of people who were fighters, or no civilians."""
_BESIDE_FIGHTERS = expression(
    r"(?:with|by|from|among|amongst|near|against|fleeing|of|beside|alongside) "
    rf"(?:\S+ ){{0,2}}?{FIGHTER}"
)


MISTAKEN_FOR = expression(
    r", (?:who (?:had been |were |was ))?"
    r"(?:initially|previously|originally|first|mistakenly|wrongly|at first|mistaken|taken) "
    r"(?:(?!, )\S+ ){1,10}, |(?<!\S)(?:taken|mistaken) for (?:\S+ ){1,3}?(?=and )"
)
"""What those harmed were first taken for: "two civilians, initially assessed as fighters, were"."""


_IN_HOSTILE_ACT = expression(
    rf"(?:(?:<\d+> |an? |the )(?:\S+ )?)?{any_of('anybody')}"
    rf"(?:who |that |were |was |had been |seen |observed )*{any_of('hostile_acts')}"
)
"""People whom only what they did tells from civilians: "two men emplacing a mine were killed"."""


_NONE_OF_THEM = expression(r", (?:none|neither) of (?:(?!, )\S+ ){1,6}, ")
"""What none of those harmed was: "six people, none of them a fighter, were killed"."""


def names_fighter(line: str) -> bool:
    """Whether any fighter is named, beside the authority's own force as the one who acts."""
    own = _OWN_SUBJECT.match(line)
    return ANY_FIGHTER.search(line, own.end() if own else 0) is not None


_OWN_SUBJECT = expression(rf"(?:the |our |an? |<\d+> )*{any_of('own_force')}")


def is_of_fighters(match: re.Match[str]) -> bool:
    """Whether those harmed are said to be fighters, and not only to have been near some."""
    if _IN_HOSTILE_ACT.match(match[0]):
        return True
    words = _NONE_OF_THEM.sub(", ", MISTAKEN_FOR.sub("", DENYING_RELATIVE.sub("", match[0])))
    beside = re.sub(A_FIGHTER_AND, "", _BESIDE_FIGHTERS.sub("", words))
    if re.search(rf"(?:{VICTIM}|{MORE}){AND_FIGHTERS}", beside):
        beside = re.sub(AND_FIGHTERS, "", beside)
    return bool(re.search(rf"(?<!\S){FIGHTER}", beside))


def are_of_unknown_status(rest: str, before: str = "") -> bool:
    """Whether it is said of those harmed that nobody knows whether they were civilians.

    ``before`` and ``rest`` are what stands before and behind them. A number of people whose status
    is the subject is none of a finding: "the status of another 60 killed could not be determined".
    """
    return _UNKNOWN_STATUS.match(rest) is not None or _STATUS_OF.search(before) is not None


_STATUS_OF = expression(
    r"(?<!\S)(?:status|affiliation|allegiance)(?:es|s)? of (?:the |an? |all |these |those |other |"
    r"another |additional |remaining |further )*$"
)


_UNKNOWN_STATUS = expression(
    r"(?:, |and |but |whose |their |its |the )*(?:\S+ )?(?:status|affiliation)(?:es|s)? "
    r"(?:of (?:them|those|these) )?"
    r"(?:could not be|cannot be|(?:was|were|has|have|is|are) not(?: been)?|is|are|was|were|remains?"
    r") (?:\S+ )?"
    r"(?:established|determined|known|confirmed|clear|unknown|unclear|disputed|undetermined) "
)


def is_unlike_civilians(clause: Clause, match: re.Match[str], kind: HarmKind, named: str) -> bool:
    """Whether a number without a noun stands for the fighters named last: "both died".

    Casualties that no word calls civilians may be anybody's.
    """
    if kind is HarmKind.CASUALTIES:
        return not _ANY_VICTIM.search(clause.line)
    if any(form.search(match[0]) for form in (_ANY_VICTIM, _ANY_MORE, _ANY_FAMILY, _LIVES)):
        return False
    if AND_INJURED.match(clause.line, match.end()):
        return False
    people = last_named(clause.line[: match.start()], named)
    if match.start() and _BARE_HARM.fullmatch(match[0]):
        if not people and _OWN_ERROR.search(clause.line):
            return False  # "our shell fell short and killed five"
        return not (_ANY_VICTIM.match(people) or _is_in_a_home(clause.line, match.start(), people))
    return _FIGHTERS_ONLY.match(people) is not None


def _is_in_a_home(line: str, at: int, people: str) -> bool:
    """Whether a number without a noun is of those at home: "brought down a dwelling, killing five".

    Not where fighters were named last, or the same part of the sentence names an armed group.
    """
    part = line[:at].removesuffix(", ").rpartition(", ")[2]
    is_of_war = ANY_FIGHTER.search(part) or _OF_WAR.search(part)
    return not (_FIGHTERS_ONLY.match(people) or is_of_war) and _A_HOME.search(part) is not None


_OWN_ERROR = expression(
    r"(?<!\S)(?:(?:fell short|went astray|strayed|errant|malfunction\S*|mistakes?|errors?|wrong) "
    rf"|{any_of('marks')})"
)
_OF_WAR = expression(rf"(?<!\S)(?:used |making |{any_of('military_thing')})")
_A_HOME = expression(
    r"(?<!\S)(?:houses?|homes?|dwellings?|residences?|residential|apartments?|famil(?:y|ies)|schools?|"
    r"hospitals?|clinics?|mosques?|markets?|shops?|bus|minibus|shelters?|civilian) "
)


def last_named(line: str, before: str = "") -> str:
    """The word for people that a line ends on; ``before`` where it names none."""
    words = [word[0] for word in _ANY_ONE.finditer(line)]
    return words[-1] if words else before


_BARE_HARM = expression(
    r"(?:killing|killed|injuring|wounding) <\d+> |(?:he|she) .*|\S+ (?:him|her) "
)
_ANY_VICTIM = expression(rf"(?<!\S){VICTIM}")
_ANY_FAMILY = expression(r"(?<!\S)(?:family|household) of ")
_ANY_MORE = expression(rf"(?<!\S){MORE}")
_LIVES = expression(r"(?<!\S)(?:lives|life) ")
_FIGHTERS_ONLY = expression(FIGHTER)
_ANY_ONE = expression(rf"(?<!\S)(?:{VICTIM}|{FIGHTER})")
ANY_FIGHTER = expression(rf"(?<!\S)(?:{FIGHTER}|{any_of('group')})")
