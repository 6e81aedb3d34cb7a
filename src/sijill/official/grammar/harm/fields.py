"""Fields with their numbers, as in a table or a form: "Civilians killed: 3"."""

import re

from sijill.official.grammar.expressions import expression
from sijill.official.grammar.harm.harm_clause import HarmKind
from sijill.official.grammar.harm.people import ADJECTIVE, INJURED, KILLED, LIST, NUMBER, VICTIM
from sijill.official.grammar.words import any_of

_OF_WHICH = rf"(?:(?:x )?{ADJECTIVE}*{VICTIM}{LIST})?"
"""Who they were, where the field lists them: "Civilians killed: 1 man, 2 women, 4 children"."""


def _field(kind: HarmKind, verb: str, noun: str) -> tuple[HarmKind, re.Pattern[str]]:
    label = rf"(?<!\S)(?<!was )(?<!were )(?<!been )(?:{VICTIM})*+(?:{verb}|{ADJECTIVE}*{noun})"
    dashed = r"(?<!> )[–—-] (?=<\d+> (?:$|[,;.] ))"
    where = r"(?:(?:from|in|by|of|at|on|during) (?:(?![:=] |<\d+>)\S+ ){1,5})?"
    bare = rf"(?:\A|(?<=, )|(?<=and ))(?:civilian )?{noun}(?=<\d+> (?:$|[,.;] |and ))"
    return kind, expression(rf"(?:{label}(?:{where}[:=] |{dashed})|{bare}){NUMBER}{_OF_WHICH}")


LABELS = (
    _field(HarmKind.DEATHS, KILLED, any_of("death")),
    _field(HarmKind.INJURIES, INJURED, any_of("injury")),
)
