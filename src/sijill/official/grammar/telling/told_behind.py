"""Who says so, where they are named behind what is told: "nine were killed, the report said"."""

import re

from sijill.official.grammar.clauses import Clause
from sijill.official.grammar.expressions import expression
from sijill.official.grammar.telling.own_evidence import OWN_SOURCE
from sijill.official.grammar.telling.speakers import BY_A_THIRD_PARTY, SELF, SIGNED, TOLD_BEHIND
from sijill.official.grammar.telling.tellers import (
    ADJECTIVE_BEFORE,
    OWN_BEFORE,
    PARTICIPLES,
    word_finder,
)
from sijill.official.grammar.words import any_of, possessive_of

_OWN_WORD = expression(
    rf"(?:the |our |its |this )+(?:{any_of('authority')}|command's |coalition's )|{OWN_SOURCE}"
)
_TURNS = ("assesses", "contrast")
_NOT_THIS = expression(r"(?<!\S)(?:, )?(?:and )?(?:not |rather than |instead of )")


def attributed_after(clause: Clause, end: int) -> bool:
    """Whether the sentence goes on to name somebody else as the one who says so."""
    rest = clause.line[end:]
    if any(form.match(rest) for form in (TOLD_BEHIND, BY_A_THIRD_PARTY, _LISTED_BY_OTHERS)):
        return True
    turns = [match.start() for name in _TURNS for match in word_finder(name).finditer(rest)]
    turns += [match.start() for match in _NOT_THIS.finditer(rest)]
    cut = min(turns, default=len(rest))
    if SIGNED.search(rest[:cut]):
        return True
    return any(
        not SELF.search(rest[: match.start()])
        and not _OWN_WORD.match(rest[match.end() :])
        and _follows_nothing(rest, match)
        for match in word_finder("after").finditer(rest[:cut])
    )


def _follows_nothing(rest: str, match: re.Match[str]) -> bool:
    before = rest[: match.start()]
    if before.endswith(" what ") or _THAN.search(before) or _YOU.search(before):
        return False  # "the rest of what is alleged", "fewer than those claimed" are not found
    participle = match[0] in PARTICIPLES and bool(ADJECTIVE_BEFORE.search(before))
    is_own = OWN_BEFORE.search(before) or _OWN_PAST.search(before)
    return not participle and is_own is None


_THAN = expression(r"(?<!\S)than (?:those |the |what |that |were |was |(?:the )?<\d+> ){0,3}$")
_YOU = expression(r"(?<!\S)(?:that |which |as )?you (?:have )?$")
"""The strike of which somebody wrote, and no number: "died in the strike you describe"."""
_LISTED_BY_OTHERS = expression(
    r"(?:, (?:(?:(?!, )\S+ ){1,6}, )?)?(?:is|are|was|were) "
    r"(?:recorded|listed|named|counted|documented) "
    rf"(?:in|on|by) (?:(?!, )\S+ ){{0,4}}?(?:(?:of|by|from) (?:the |an? |local )*"
    rf"{any_of('third_party')}|{possessive_of('third_party')})"
)
"""Where others have it: "five dead are recorded in the report of the monitor"."""
_OWN_PAST = expression(
    r"(?<!\S)it (?:had |has )(?:previously |earlier |initially |at first |first )$"
    r"|, (?:previously |originally |formerly )$"
)
"""What the authority itself said before: "13 died, where it had previously reported 11"."""
