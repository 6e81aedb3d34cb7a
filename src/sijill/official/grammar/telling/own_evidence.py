"""The authority's own evidence, whose words are its finding: "available imagery suggests"."""

from sijill.official.grammar.expressions import expression
from sijill.official.grammar.words import any_of

BY_OWN_FINDING = expression(
    r"(?<!\S)according to (?:the |our |its |this |the coalition's |the command's )"
    r"(?:internal |formal |initial |final |official )?"
    r"(?:investigation|inquiry|review|assessment|findings|analysis|investigating officer) "
    rf"(?!(?:by|of|from) (?:the |a |an |local )*{any_of('third_party')})"
)
OWN_EVIDENCE = expression(
    r"(?<!\S)(?:(?:evidence|information|footage|imagery) "
    r"(?:gathered|collected|obtained|reviewed|found) "
    r"(?:during|in|by|for) (?:the |our |its |this |a )*(?:investigation|inquiry|review|assessment)|"
    r"available (?:information|evidence|data|intelligence|imagery)"
    r"|(?:our|(?:investigation|inquiry|review|board|coalition|command)'s) "
    r"(?:own |initial |preliminary |first |internal )*"
    r"(?:examination|inquiry|investigation|review|analysis|assessment|findings|check)"
    r"|(?:an?|the|this) (?:initial |preliminary |first |internal )*(?:own )?"
    rf"{any_of('self')}(?:\S+ )?(?:examination|inquiry|investigation|review|analysis|assessment))"
    r" (?:to us |to the coalition )?"
    r"(?P<shows>indicate|indicates|indicated|suggest|suggests) "
)
EVIDENCE_FOR = expression(
    r"(?<!\S)(?:evidence|information|imagery|assessment|review|analysis|intelligence|findings) "
    r"(?P<shows>supports?|supported|points? to|bears? out|yields?|yielded) "
    r"(?:only |just |the )*(?=<\d+> )"
)
"""What the authority's evidence bears out: "the evidence supports two deaths"."""
