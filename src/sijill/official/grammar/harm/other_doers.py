"""Another party as the one who did it: "that the garrison's artillery killed six civilians"."""

from sijill.official.grammar.expressions import expression
from sijill.official.grammar.harm.forms import ADVERB
from sijill.official.grammar.words import any_of, possessive_of

ACTIVE = expression(any_of("killing", "injuring"))
_OTHERS_DID = rf"{any_of('others_did', 'adverb')}*"
_OTHERS = rf"(?:{any_of('other_cause', 'other_force')}|{possessive_of('other_force')})"
BY_OTHERS = expression(
    rf"(?:\A|that |, |: |and |but )(?:an? |the |its |their |it was )*{_OTHERS}+"
    rf"{_OTHERS_DID}(?:{any_of('killing', 'injuring')}<\d+> (?:(?!, )\S+ ){{0,3}}?and )?$"
    rf"|(?:by|of|from) (?:the |an? )?{_OTHERS}+{_OTHERS_DID}$"
    r"|by (?:all|both|various|several) (?:sides|parties|forces) $"
    r"|(?:war|battle|siege|fighting|conflict) (?:(?:for|in|of|against) (?:\S+ ){1,3})?"
    r"(?:has |have |had )?$"
    rf"|by (?:an? |the )?(?:{any_of('other_cause')})+(?:\S+ )?(?:which|that) (?:{ADVERB})*$"
)
