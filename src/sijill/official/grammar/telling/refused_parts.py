"""A part of those alleged, which the authority leaves out: "ten of those were not confirmed".

The refusal is its own word, so what follows is told by it and not by those who alleged.
"""

from sijill.official.grammar.clauses import Clause
from sijill.official.grammar.expressions import expression
from sijill.official.grammar.telling.speakers import FrameMark
from sijill.official.grammar.words import any_of

PART_REFUSED = expression(
    rf"(?:\A|, |and |while |but |although )<\d+> (?:{any_of('more', 'victim', 'death')})?"
    r"(?:of (?:them|these|those|whom) )?"
    rf"(?:of the (?:{any_of('claimed_in')})?\S+ (?:{any_of('claimed_in')})?)?"
    r"(?:, (?:(?!, )\S+ ){1,12}, )?"
    rf"(?P<refused>{any_of('cannot_be')}(?:\S+ )?"
    rf"(?:{any_of('unproved')}|(?:linked|attributed|connected|tied) ))"
)


DENYING_ASIDE = expression(
    r", (?:not|none|neither|no|never|without) "
    rf"(?!(?:the |a |by |of )*(?:{any_of('authority')}|us |our |ours ))"
    rf"(?:(?!, |{any_of('killed', 'died', 'injured', 'harmed', 'casualties', 'death')}"
    rf"|by (?:\S+ ){{0,2}}?{any_of('strike')})\S+ ){{1,6}}, "
)
"""An aside that closes before the verb: "the second strike, not the first, caused", "eleven
people, none of them armed, were"."""
_OF_ONES_OWN = (
    rf"(?:{any_of('authority')}|us |our |ours |conducted |carried |launched |responsible |caused "
    r"|involved |fired |flown |dropped |struck |made )"
)
DENYING_RELATIVE = expression(
    r"(?<!\S)(?:who|which|that) (?:was|were|is|are|did|does|do|had|has|have) not "
    rf"(?!(?:(?!, )\S+ ){{0,5}}?{_OF_ONES_OWN})"
    r"(?:an? \S+ (?!of |and |or |in |on |at |by )|(?:(?!, )\S+ ){1,8}(?=, ))"
)
"""A relative clause that denies something of its own: "a bus that did not stop, killing two",
"a man who was not a fighter died". Where it denies whose strike it was, it denies what follows."""


def granted_until(line: str) -> int:
    """Where what a sentence grants ends, before a main clause about a strike of ours; 0 for none.

    "While the Coalition did not strike the school, debris from a nearby strike wounded two".
    """
    granted = _GRANTED.match(line)
    if granted is None or _BY_A_STRIKE.search(line, granted.end()) is None:
        return 0
    return granted.end()


_GRANTED = expression(
    r"(?:while|although|though|even though|whereas) "
    rf"(?:the |our )*(?:{any_of('authority')}|\S+ )(?:aircraft |forces |jets )?"
    r"(?:did|has|had|does) not (?:(?!, )\S+ )+, "
)
_BY_A_STRIKE = expression(
    r"(?<!\S)(?:our |its |the coalition's "
    r"|(?:debris|fragments|shrapnel|blast|wave) (?:from|of) (?:an? |the )?(?:nearby |adjacent )?"
    rf"{any_of('strike')})"
)
ERRATUM = expression(
    r"(?:\A|(?<=[,:] ))(?:in (?:(?!for )\S+ ){1,8}, )?for (?P<old>(?:(?!read )\S+ ){1,14})read "
)
"""What is put in the place of words printed before: "for 'two killed' read 'three killed'"."""
FINDING_TURNED = expression(
    r"(?<!\S)(?:finding|determination|assessment|conclusion|decision|view|rating|classification|"
    r"result|position) (?:(?!, |but )\S+ ){0,14}?"
    r"(?P<over>nolonger (?:stands?|holds?|applies|valid|tenable|maintained|upheld|sustained)"
    r"|(?:is|was|has been|have been) (?:now |hereby |therefore |since |later )?"
    r"(?:withdrawn|overturned|reversed|rescinded|revoked|set aside|superseded)"
    r"|(?:can|could) nolonger be (?:sustained|upheld|maintained)) "
)
"""That an earlier finding is given up: what follows is the finding in its place."""


def is_given_up(clause: Clause, start: int) -> bool:
    """Whether what stands there is what an earlier finding said that is given up."""
    turns = FINDING_TURNED.finditer(clause.line)
    return any(turn.start() <= start < turn.start("over") for turn in turns)


def is_turn(clause: Clause, mark: FrameMark) -> bool:
    """Whether the mark is of an earlier finding given up."""
    return any(turn.start("over") == mark.start for turn in FINDING_TURNED.finditer(clause.line))


def is_refusal(clause: Clause, mark: FrameMark) -> bool:
    """Whether the mark is of a part refused, which no words of others before it govern."""
    return any(part.start("refused") == mark.start for part in PART_REFUSED.finditer(clause.line))
