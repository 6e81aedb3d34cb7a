"""Words that seem to say that only fighters were harmed, and say it of others, or not at all."""

import re

from sijill.official.grammar.clauses import Clause
from sijill.official.grammar.expressions import expression
from sijill.official.grammar.words import any_of


def are_not_only_fighters(clause: Clause, match: re.Match[str]) -> bool:
    """Whether the words around a match leave civilians beside the fighters, or deny the match."""
    if _UNLIKELY.search(clause.line[: match.end()]):
        return True
    if _AND_CIVILIANS.match(clause.line, match.end()):
        return True
    if _BUT_NOT_ALL.match(clause.line, match.end()) or _DONE_BY.search(match[0]):
        return True
    if _AS_WERE.search(match[0]) or _AND_OTHERS.match(clause.line, match.end()):
        return True
    return _NO_FIGHTERS.search(match[0]) is not None


_UNLIKELY = expression(
    r"(?<!\S)(?:unlikely|improbable|doubtful|not (?:\S+ )?believe) that "
    rf"(?:(?!{any_of('contrast')}|, )\S+ ){{0,20}}$"
)
_AS_WERE = expression(r"(?<!\S), as (?:was|were) ")
"""Fighters who are told beside others: "two herders were killed, as were four militants"."""
_AND_OTHERS = expression(
    rf"(?:, )?and (?:<\d+> |an? ){any_of('number_noun')}*(?!{any_of('anybody')}){any_of('victim')}"
)
_AND_CIVILIANS = expression(
    r"(?:\S+ ){0,2}?(?:and|as well as|or) (?:<\d+> |some |several |also )?"
    r"(?:civilians?|noncombatants?) (?!targets?|objects?)"
)
"""Civilians beside the fighters: "were killed, both fighters and civilians"."""
_BUT_NOT_ALL = expression(
    rf"(?:, )?(?:but |while |whereas )(?:(?!, )\S+ ){{0,8}}?{any_of('victim')}"
    r"(?:(?!, )\S+ ){0,6}?(?:was|were) not (?=$|[,.;] |and )"
)
"""Somebody beside the armed: "the men were armed, but the boy was not"."""
_DONE_BY = expression(r"(?<!\S)(?:work of|caused by|result of|attributable to|due to|blamed on) ")
"""Who did it, and not who they were: "the casualties were the work of"."""
_NO_FIGHTERS = expression(rf"(?<!\S)not (?:(?!civilian)\S+ ){{0,2}}?{any_of('fighter')}")
