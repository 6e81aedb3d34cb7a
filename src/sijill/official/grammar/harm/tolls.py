"""A number of dead or wounded told by itself: a toll, a count, lives lost, a field of a form.

"Bringing the total to six", "Civilians killed: 3". Each form is a regular expression as those of
``forms.py``.
"""

import re

from sijill.official.grammar.expressions import expression
from sijill.official.grammar.harm.harm_clause import HarmKind
from sijill.official.grammar.harm.people import (
    ADJECTIVE,
    ADVERB,
    BE,
    INJURED,
    KILLED,
    LIST,
    NUMBER,
    STOP,
    VICTIM,
)
from sijill.official.grammar.words import any_of

_BRINGING = (
    rf"(?:{any_of('death', 'died')}|{KILLED})(?:(?!<\d+>|{INJURED})\S+ ){{0,8}}?, "
    r"(?:bringing|raising|taking|which (?:brings|raises)) the (?:total|number|toll|dead|deaths) "
    r"(?:(?!<)\S+ ){0,6}?to (?P<n><\d+> )"
)
_THEREFORE = (
    r"(?:(?:therefore|now|thus|hence|accordingly|in fact) |, (?:in|by|on) (?:(?!, )\S+ ){1,6}, )?"
)
_UP_TO_NOW = (
    r"(?:(?:since|in|during) <\d+> "
    rf"|(?!<\d+>|from |no |not |{any_of('past', 'contrast')})\S+ ){{0,14}}?"
)
"""Between a toll and its number: "as a result of the strikes since 2014 stands"."""
_TOLL = (
    r"(?:(?:death )?toll |the (?:civilian )?dead |(?:number|total) of (?:the )?"
    rf"(?:{ADJECTIVE}|{VICTIM}|{ADVERB}|those )*"
    rf"(?:who (?:{BE})?)?(?:{KILLED}|{any_of('death', 'died')})){_UP_TO_NOW}"
    rf"(?:at|to|is|was|as|of|be|lies|lay) {_THEREFORE}(?P<n><\d+> )"
)
_TOLL_BEHIND = (
    rf"(?:number|toll) of (?:{ADJECTIVE}|{VICTIM}|the )*{KILLED}(?:(?!<\d+>)\S+ ){{0,6}}?(?:, )?"
    r"(?:but )?it (?:is|was|stands) (?:put |estimated |assessed )?(?:at )?(?P<n><\d+> )"
)
"""A number that is open, and what is known of it: "is not known, but it is at least two"."""
_TOLL_AT_FIRST = (
    rf"(?:number|total|toll|count) of (?:the )?(?:{ADJECTIVE}|{VICTIM}|{ADVERB}|those )*"
    rf"(?:{KILLED}|{any_of('death', 'died')})(?:(?!, )\S+ ){{0,8}}?, "
    r"(?:first|at first|initially|originally|previously|earlier) (?:(?!, )\S+ ){1,6}, "
    r"(?:is|was|has been|stands) (?:(?!, |not |no )\S+ ){0,3}?(?:at|as|to be) (?P<n><\d+> )"
)
"""A toll beside what it was thought to be: "first stated as four, is now established as seven"."""
_NUMBERED = (
    r"(?:numbered|number|total|totalled|totaled|amount(?:ed)? to|c[oa]mes? to|add(?:ed)? up to) "
    r"(?P<n><\d+> )(?=$|[,.;:] |and )"
)
"""How many the dead, or the wounded, are: "the dead numbered eleven"."""
_THE_NUMBER_OF = (
    r"(?P<n><\d+> )(?:is|was) the (?:number|total|toll) of "
    rf"(?:{ADJECTIVE}|{VICTIM}|those |{BE}|who )*"
)
_TOLL_OF_INJURED = (
    rf"(?:number|total) of (?:the )?(?:{ADJECTIVE}|{VICTIM}|those )*"
    rf"(?:{INJURED}|{any_of('injury')})"
    rf"{_UP_TO_NOW}"
    r"(?:at|to|is|was|as|of|be) (?P<n><\d+> )"
)
_SET_AT = (
    r"(?:(?:is|are|was|were) )?(?:put |set |assessed )?(?:at|to be|as) "
    r"(?P<n><\d+> )(?=$|[,.;:] |and )"
)
"""The number behind what it counts: "assessed civilian deaths at between four and seven"."""
_NUMBERING = (
    rf"{VICTIM}(?:{STOP}(?!, )\S+ ){{0,8}}?, (?:numbering|totalling|totaling) (?P<n><\d+> )"
    rf"(?:in all |in total )?(?:{VICTIM})?, (?:{BE}|{ADVERB}|all |did )*"
)
_LIVES = rf"{NUMBER}{ADJECTIVE}*(?:lives|life) "

TOLLS: tuple[tuple[HarmKind, str], ...] = (
    (HarmKind.DEATHS, _BRINGING),
    (HarmKind.DEATHS, _TOLL),
    (HarmKind.DEATHS, _TOLL_AT_FIRST),
    (HarmKind.DEATHS, _TOLL_BEHIND),
    (HarmKind.INJURIES, _TOLL_OF_INJURED),
    (HarmKind.DEATHS, rf"(?:{KILLED}|{any_of('death')}){_NUMBERED}"),
    (HarmKind.INJURIES, rf"(?:{INJURED}|{any_of('injury')}){_NUMBERED}"),
    (HarmKind.DEATHS, rf"{_THE_NUMBER_OF}(?:{KILLED}|{any_of('death')})"),
    (HarmKind.INJURIES, rf"{_THE_NUMBER_OF}(?:{INJURED}|{any_of('injury')})"),
    (HarmKind.DEATHS, rf"{_NUMBERING}(?:{KILLED}|{any_of('died')})"),
    (HarmKind.INJURIES, rf"{_NUMBERING}{INJURED}"),
    (HarmKind.DEATHS, rf"{any_of('death')}{_SET_AT}"),
    (HarmKind.INJURIES, rf"{any_of('injury')}{_SET_AT}"),
    (HarmKind.DEATHS, rf"loss of (?:the )?{_LIVES}"),
    (HarmKind.DEATHS, rf"(?:claim|claimed|took|taken|cost|ended|claiming|taking|costing) {_LIVES}"),
    (HarmKind.DEATHS, rf"{_LIVES}(?:{BE}|{ADVERB})*(?:lost|taken|claimed|ended|cut short) "),
)


_OF_WHICH = rf"(?:(?:x )?{ADJECTIVE}*{VICTIM}{LIST})?"
"""Who they were, where the field lists them: "Civilians killed: 1 man, 2 women, 4 children"."""


def _field(kind: HarmKind, verb: str, noun: str) -> tuple[HarmKind, re.Pattern[str]]:
    label = rf"(?<!\S)(?<!was )(?<!were )(?<!been )(?:{VICTIM})*+(?:{verb}|{ADJECTIVE}*{noun})"
    dashed = r"(?<!> )[–—-] (?=<\d+> (?:$|[,;.] ))"
    where = r"(?:(?:from|in|by|of|at|on|during) (?:(?![:=] |<\d+>)\S+ ){1,5})?"
    bare = rf"(?:\A|(?<=, )|(?<=and ))(?:civilian )?{noun}(?=<\d+> (?:$|[,.;] |and ))"
    own = r"(?:(?:conceded|acknowledged|admitted|accepted|confirmed|assessed) )?"
    return kind, expression(rf"(?:{label}(?:{own}{where}[:=] |{dashed})|{bare}){NUMBER}{_OF_WHICH}")


LABELS = (
    _field(HarmKind.DEATHS, KILLED, any_of("death")),
    _field(HarmKind.INJURIES, INJURED, any_of("injury")),
)
