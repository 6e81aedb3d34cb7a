"""The authority's own evidence, whose words are its finding: "available imagery suggests"."""

from sijill.official.grammar.expressions import expression
from sijill.official.grammar.telling.speakers import OTHERS_WHO_SAY
from sijill.official.grammar.words import any_of, possessive_of

OWN_SOURCE = (
    r"(?:the |an? |our |its |senior |u \. s \. |us |american |british |uk |africa |central )*"
    rf"(?!support ){any_of('self')}"
    rf"(?:{any_of('services', 'spokesmen')}|forces |officials? |officers? )*"
    r"(?=$|[,.;:\"”] |said |told |that |on |in )"
)
"""The authority as the source: "according to CENTCOM", "according to a Coalition spokesman"."""
BY_OWN_FINDING = expression(
    rf"(?<!\S)according to {OWN_SOURCE}"
    r"|(?<!\S)according to (?:the |an? )?"
    r"(?:internal |formal |initial |final |official |subsequent |further |later |second |new )*"
    r"(?:investigation|inquiry|review|assessment|findings|analysis|reassessment|aircrew"
    r"|strike logs?|investigating officer|(?:mission|flight|strike) records?|weapons? system video"
    r") "
    rf"(?!(?:by|of|from) (?:the |a |an |local )*{any_of('third_party')})"
    rf"|(?<!\S)according to (?:our|its|this|{possessive_of('self')[:-1]}) (?:(?!, )\S+ ){{1,3}}?"
    r"(?=$|[,.;] )"
    rf"|(?<!\S)according to (?:our|its|this|{possessive_of('self')[:-1]}) (?:\S+ )?"
    r"(?:investigation|inquiry|review|assessment|findings|analysis|records|logs|information|data) "
    rf"(?!(?:by|of|from) (?:the |a |an |local )*{any_of('third_party')})"
)
OWN_EVIDENCE = expression(
    r"(?<!\S)(?:(?:evidence|information|footage|imagery) "
    r"(?:gathered|collected|obtained|reviewed|found) "
    r"(?:during|in|by|for) (?:the |our |its |this |a )*(?:investigation|inquiry|review|assessment)|"
    r"(?:(?:all|the|further|other) )*(?:available|additional|new|newly available|further|"
    r"subsequent|post - strike|collected) "
    r"(?:information|evidence|data|intelligence|imagery|video|analysis)"
    r"|(?:\A|(?<=, )|(?<=but ))(?:the |all |post - strike |weapons? system |full motion |aerial )*"
    r"(?:evidence|imagery|video|footage|intelligence)"
    r"|(?:\A|(?<=, )|(?<=but ))(?:the |an? )?"
    r"(?:initial |preliminary |first |internal |post - strike )+"
    r"(?:assessment|inquiry|investigation|review)"
    r"|(?:analysis|examination|review|check) of "
    rf"(?:our |the {possessive_of('self')}|{possessive_of('self')})(?:(?!that |by )\S+ ){{0,3}}?\S+"
    r"|(?:our|(?:investigation|inquiry|review|board|coalition|command)'s) "
    r"(?:own |initial |preliminary |first |internal )*"
    r"(?:examination|inquiry|investigation|review|analysis|assessment|findings|check)"
    r"|(?:an?|the|this) (?:initial |preliminary |first |internal )*(?:own )?"
    rf"{any_of('self')}(?:\S+ )?(?:examination|inquiry|investigation|review|analysis|assessment))"
    r" (?:, (?:(?!, )\S+ ){1,10}, )?(?:to us |to the coalition )?"
    r"(?P<shows>indicate|indicates|indicated|suggest|suggests) "
)
EVIDENCE_FOR = expression(
    r"(?<!\S)(?:evidence|information|imagery|assessment|review|analysis|intelligence|findings) "
    r"(?P<shows>supports?|supported|points? to|bears? out|yields?|yielded) "
    r"(?:only |just |the )*(?=<\d+> )"
)
"""What the authority's evidence bears out: "the evidence supports two deaths"."""
NUMBER_FOUND = expression(r"(?<!\S)(?:substantiated|validated|upheld) (?=<\d+> )")
"""A finding with a number as its object: "the inquiry substantiated 21 deaths"."""


def is_evidence_of_others(line: str, start: int, shows: int) -> bool:
    """Whether evidence is told or held by a third party: "the monitor says new information"."""
    begins = max((end.end() for end in _NEW_SUBJECT.finditer(line, 0, start)), default=0)
    return _ANY_OTHERS.search(line, begins, shows) is not None


_NEW_SUBJECT = expression(
    rf"(?<!\S)(?:[;:] |{any_of('contrast')})"
    r"|(?<!\S)(?:, (?:and )?|and )(?=(?:the|our|its) (?:correct|actual|right|true|real) )"
)
_ANY_OTHERS = expression(rf"(?<!\S)(?:{OTHERS_WHO_SAY}|media |press )")
_BUT_REGRETTABLY = expression(
    rf"(?<!\S){any_of('contrast')}(?:, )?(?:regrettably|unfortunately|sadly|tragically|we regret) "
)
_NOW = expression(  # after what had been said before
    r"(?<!\S)(?:(?:is|are) )?now "
    r"(?:reads?|stands?|lists?|shows?|assessed|assess|deemed|believed|counts?) "
)
_WE_COUNT = expression(
    r"(?:\A|, |and |but |while )(?:we|the coalition|the command) "
    r"(?:count|counts|counted) (?=<\d+> )"
)
_OWN_COUNT = expression(
    rf"(?<!\S)(?<!that )(?<!that the )(?!{possessive_of('third_party')})"
    r"(?:(?:coalition's|our) (?:own |final )*|\S+'s own )"
    r"(?:count|tally|figure|assessment|estimate|number) (?:, (?:(?!, )\S+ ){1,9}, )?"
    r"(?:(?!<\d+>|not |no )\S+ ){0,3}?(?:is|was|stands at|remains|stood at) (?=<\d+>)"
)
_IN_TRUTH = expression(
    rf"(?<!\S)(?:(?:is|are|was|were) {any_of('borne_out')}(?=[:-] )"
    r"|(?:true|real|actual) (?:number|figure|toll|count) )"
)
"""The authority's word on what others say: "what they say is true: six", "the true number"."""

ACCEPTED = expression(
    rf"(?<!\S){any_of('authority')}(?:now |fully |also )*"
    r"(?:accepts?|accepted|agrees? with|agreed with|shares?|endorses?|concurs? with) "
    r"(?:(?!<\d+>|, )\S+ ){0,5}?"
    r"(?:findings?|conclusions?|account|assessment|version|view|estimate) (?:that|of) "
)
"""What others found, which the authority makes its own: "we accept the monitor's finding that"."""
_PUTS_AT = expression(
    rf"(?<!\S){any_of('authority')}puts? (?:(?!<\d+>|, )\S+ ){{1,6}}?at (?=<\d+> )"
)
OWN_WORDS = (ACCEPTED, _PUTS_AT, _BUT_REGRETTABLY, _NOW, _OWN_COUNT, _WE_COUNT, _IN_TRUTH)
