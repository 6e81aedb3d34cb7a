"""Which kinds of harm a line has any word of: without one, none of its forms fits."""

from sijill.official.grammar.expressions import expression
from sijill.official.grammar.harm.shares import HarmKind
from sijill.official.grammar.words import any_of

_OF_DEATH = expression(
    rf"(?<!\S)(?:{any_of('killed', 'died', 'death', 'killing')}"
    r"|(?:toll|dead|fatal|lives|life) )"
)
_OF_INJURY = expression(
    rf"(?<!\S)(?:{any_of('injured', 'injury', 'injuring', 'hurt_verb')}"
    r"|(?:wounds|burns|broken|fractured|lost) )"
)
_OF_EITHER = expression(rf"(?<!\S)(?:{any_of('casualties')}|harm )")


def kinds_told(line: str) -> frozenset[HarmKind]:
    """The kinds of harm of which a line has any word: without one, none of its forms fits."""
    told: set[HarmKind] = set()
    if _OF_DEATH.search(line):
        told.add(HarmKind.DEATHS)
    if _OF_INJURY.search(line):
        told.add(HarmKind.INJURIES)
    if len(told) > 1 or _OF_EITHER.search(line):
        told.add(HarmKind.CASUALTIES)
    return frozenset(told)
