"""The people harmed, in regular expressions: their number, their nouns, and what stands between.

``PEOPLE`` is a number with its noun, ``LIST`` those told beside them ("and two children"), ``GAP``
what may stand before the verb that says what became of them.
"""

from sijill.official.grammar.words import any_of

OF_A_FAMILY = (
    r"members of (?:<\d+> |an? |the |their |his |her )?"
    r"(?:(?!of |and |in |or |the )[\w'’-]+ ){0,4}?"
    r"(?:family(?: of <\d+>)?|families|household(?: of <\d+>)?|households"
    r"|(?:wedding|funeral|medical|rescue|aid|news|film) (?:party|procession|team|crew)) "
)
_A_THING = rf"(?!civilian {any_of('thing')})"
VICTIM, MORE = rf"(?:{OF_A_FAMILY}|{_A_THING}{any_of('victim')})", any_of("more")
ADJECTIVE = any_of("number_noun")
DEAD = any_of("killed", "died")
KILLED, INJURED = any_of("killed"), any_of("injured")
BE, ADVERB = any_of("be"), any_of("adverb")
FIGHTER = any_of("fighter")
_POSSESSOR = rf"(?:his |her |their |its |(?:an? |the )?[^\s<]+'s )(?={any_of('one_person')})"
NUMBER = (
    rf"(?:another (?=<))?(?P<n><\d+> |{_POSSESSOR}|an? (?!(?:{ADJECTIVE}|{MORE})*<\d)"
    rf"|another (?!(?:{ADJECTIVE})*<\d)|the )"
)
STOP = rf"(?!<\d+>|and {FIGHTER}|{any_of('contrast')}|{KILLED}|{INJURED}|which "
STOP += "|no |not |nobody |oneof |twoofthe |: )"
_NOT_SEEN = (
    r", not (?:previously |initially )?(?:seen|observed|visible|known|detected|identified|noticed|"
    r"included|counted|listed|mentioned|contained|"
    rf"apparent|expected) (?:(?!<\d+>|{KILLED}|{INJURED}|, )\S+ ){{0,7}}?, "
)
"""That they had not been seen, which denies nothing: "two civilians, not seen before, were"."""
_UNSEEN = (
    rf"(?:(?:{STOP}(?!, |who |that )\S+ ){{0,6}}?(?:, )?(?:and )?(?:who|that|whose \S+) "
    rf"(?:(?:{BE}|had |did )not |(?:took|had|played) no )"
    rf"(?:(?!<\d+>|{KILLED}|{INJURED}|, )\S+ ){{1,6}}?(?:, )?){{0,2}}"
)
NOT_SO_MANY = (
    r"(?:, (?:(?:not|rather than|and not|ages?|aged) <\d+> (?:(?!, )\S+ ){0,4}?, "
    rf"|<\d+> , (?={BE}|who )|(?:<\d+> \S+ (?:, )?)+and <\d+> \S+ , (?={BE})))?"
)
_WHO = (
    rf"(?:(?:{STOP}\S+ ){{0,5}}?, (?:who|whom|whose|which|where) "
    rf"(?:(?!, |<\d+>|{KILLED}|{INJURED})\S+ ){{1,14}}?, )?"
)
GAP = rf"{NOT_SO_MANY}(?:{_NOT_SEEN})?{_WHO}{_UNSEEN}(?:{STOP}\S+ ){{0,14}}?"
_ITEM = (
    r"(?:including |among them |amongst them "
    rf"|<\d+> (?!{any_of('measure')})(?!, (?:{BE}|who ))(?!(?:{MORE})*(?:{KILLED}|{INJURED}))"
    r"(?!(?:of|among) (?:them|whom|these|those|which) )"
    r"|an? |his |her |their |its )"
)
_NO_BREAKDOWN = rf"(?!: <\d+> (?:{KILLED}|{INJURED}))"
_AND = r"(?:and |(?:together|along) with )?"
LIST = rf"(?>(?:{_NO_BREAKDOWN}[,:-] )?{_AND}{_ITEM}++{ADJECTIVE}*{VICTIM}?(?:[,:-] )?){{0,4}}"
LIST += r"(?:and (?:child|son|daughter|infant|baby|wife|husband|mother|father|brother|sister) )?"
_NO_NAME = (
    r"(?:in|on|at|of|by|with|near|from|to|that|which|who|for|and|or|as|were|was|is|are|had|has|have|"
    r"been|isis|isil|daesh|hamas|taliban|[,:;.-]) "
)
_UNLISTED = (
    rf"(?:(?!<\d+>|{any_of('strike')}|{FIGHTER}|{KILLED}|{INJURED}|{_NO_NAME})[a-z]\S* ){{0,3}}?"
)
"""Words between the number and the noun that no list has: "seven relief agency employees"."""
_NOT_OF_THEM = r"(?!of (?:them|whom|which|these|those) )"
PERSONS = rf"(?>{_NOT_OF_THEM}(?:of )?(?:the )?{ADJECTIVE}*"
PERSONS += rf"(?:{_UNLISTED}{VICTIM}|{MORE})(?:{VICTIM}|{MORE})*)"
PEOPLE = rf"{NUMBER}{PERSONS}"
