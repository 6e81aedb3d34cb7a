"""A part of those alleged, which the authority leaves out: "ten of those were not confirmed".

The refusal is its own word, so what follows is told by it and not by those who alleged.
"""

import re

from sijill.official.grammar.clauses import Clause
from sijill.official.grammar.speakers import FrameMark
from sijill.official.grammar.words import any_of

PART_REFUSED = re.compile(
    rf"(?:\A|, |and |while |but |although )<\d+> (?:{any_of('more', 'victim', 'death')})?"
    r"(?:of (?:them|these|those|whom) )?"
    rf"(?:of the (?:{any_of('claimed_in')})?\S+ (?:{any_of('claimed_in')})?)?"
    r"(?:, (?:(?!, )\S+ ){1,12}, )?"
    rf"(?P<refused>{any_of('cannot_be')}(?:\S+ )?"
    rf"(?:{any_of('unproved')}|(?:linked|attributed|connected|tied) ))"
)


def is_refusal(clause: Clause, mark: FrameMark) -> bool:
    """Whether the mark is of a part refused, which no words of others before it govern."""
    return any(part.start("refused") == mark.start for part in PART_REFUSED.finditer(clause.line))
