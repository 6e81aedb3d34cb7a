"""Another party as the one who did it: "that the garrison's artillery killed six civilians"."""

from sijill.official.grammar.expressions import expression
from sijill.official.grammar.harm.people import ADVERB
from sijill.official.grammar.words import any_of, possessive_of

_ACTS = any_of("killing", "injuring")
ACTIVE = expression(rf"{_ACTS}|(?:cost|costing|left|leaving) ")
_OTHER = (
    rf"(?:(?!soldiers? |commanders? ){any_of('other_cause', 'other_force', 'fighter')}"
    rf"|{possessive_of('other_force')})"
)
_FIRE = "(?:fire|gunfire|shelling|rockets?|shells?|mortars?|bullets?|rounds?|missiles?|shots?) "
_FROM = rf"{_FIRE}(?:(?!from )\S+ ){{0,3}}?from "
OWN_NAMES = "(?:our |us |we |its |coalition(?:'s)? |alliance(?:'s)? )"
_BY_OTHERS = expression(
    rf"(?:by|of|from) (?:the |an? )?{_OTHER}+{any_of('others_did', 'adverb')}*$"
    r"|by (?:all|both|various|several) (?:sides|parties|forces) $"
    r"|(?:war|battle|siege|fighting|conflict) (?:(?:for|in|of|against) (?:\S+ ){1,3})?"
    r"(?:has |have |had )?$"
    rf"|by (?:an? |the )?(?:{any_of('other_cause')})+(?:\S+ )?(?:which|that) (?:{ADVERB})*+$"
)
_BEGINS = expression(r"(?<!\S)(?:[,:] |(?:and|but|that|when|because|while|as) )")
_RELATIVE = expression(r"(?:, )?(?:that|which|who) $")
_JOINED, _ACT = expression(rf"(?<!\S)(?:, )?and (?:{ADVERB})*+$"), expression(rf"(?<!\S){_ACTS}")
"""A second verb with the subject of the first: "the garrison's fire killed three and wounded"."""
_ARTICLE = expression(r"(?<!\S)(?:the|an?|our|its|their|his) ")
_OF_THE_STRUCK = expression(
    rf"(?<!\S)(?:{any_of('struck')}|{_ACTS})(?:(?!, )\S+ ){{1,5}}?"
    rf"(?:who|that|which|whose \S+) (?:{any_of('may_have')})?(?:{ADVERB})*+$"
)
"""Those who were struck, as the doers: "we struck the crew whose rocket had killed two"."""
_ON_WHAT = expression(
    r"(?<!\S)(?:on|against|at|in|near|of|to|for|around|towards?|targeting|targeted|hit|hitting|struck|"
    r"striking|outside|inside|beside|behind|ignited|igniting|detonated|detonating|triggered|triggering|"
    r"off|caused|causing|exploded|engaged|engaging|destroyed|destroying|attacked|between) "
)
_ANY_OTHER, _ANY_OWN = expression(rf"(?<!\S){_OTHER}"), expression(rf"(?<!\S){OWN_NAMES}")
_OF_OURS = expression(rf"(?<!\S){_FIRE}(?:of|from|by) {OWN_NAMES}")
"""Fire by whose it is: "rockets of our brigade fell on the market, killing nine"."""
FIRE_OF_OTHERS = rf"(?:\S+ ){{0,2}}?{_FROM}(?!(?:the |an? )?{OWN_NAMES})"
"""Fire that came from where the authority was not: "the fire from the hospital killed seven"."""
_FIRED = expression(rf"(?<!\S){FIRE_OF_OTHERS}")


def is_done_by_others(before: str) -> bool:
    """Whether the subject of an active verb, which follows ``before``, is another party.

    What a strike was on, and where, is no subject: "a strike on fighters killed two civilians".
    """
    if _BY_OTHERS.search(before):
        return True
    if _OF_THE_STRUCK.search(before):
        return True
    before = before.removesuffix(", ")  # "a mine exploded, killing"
    before = _RELATIVE.sub("", before)  # "it was a garrison's fire that killed"
    if joined := _JOINED.search(before):
        before = before[: joined.start()]
        if verbs := list(_ACT.finditer(before)):
            return is_done_by_others(before[: verbs[-1].start()])
    start = max((match.end() for match in _BEGINS.finditer(before)), default=0)
    subject = before[start:]
    doer = subject[: on_what.start()] if (on_what := _ON_WHAT.search(subject)) else subject
    doer = doer[max((match.start() for match in _ARTICLE.finditer(doer)), default=0) :]
    if _ANY_OWN.search(doer) or _OF_OURS.search(subject):
        return False
    return bool(_ANY_OTHER.search(doer) or _FIRED.search(subject))


def is_caused_by_others(before: str) -> bool:
    """Whether a verb of causing right before a number has another party as its subject."""
    verb = _CAUSING.search(before)
    return verb is not None and is_done_by_others(before[: verb.start()])


_CAUSING = expression(
    r"(?<!\S)(?:caused|inflicted|resulted in|led to|claimed|cost|left) "
    r"(?:the (?:lives|deaths?) of )?$"
)


def kills_those_before(line: str) -> bool:
    """Whether another party is told to have killed those named before: "a mine killed them".

    Or what they died of is laid to something else: "the blast was traced to a gas cylinder".
    """
    if _LAID_TO_OTHERS.search(line):
        return True
    return any(is_done_by_others(line[: match.start()]) for match in _KILLED_THEM.finditer(line))


_WHAT_KILLED = (
    "(?:blast|explosion|explosions|deaths?|casualties|collapse|damage|fire|incident|event) "
)
_LAID_TO_OTHERS = expression(
    r"(?<!\S)(?:(?:traces?|traced|attributes?|attributed|ascribes?|ascribed|puts?|lays?|laid) "
    rf"(?:the |this |their )?{_WHAT_KILLED}(?:down )?to "
    rf"|(?<!secondary ){_WHAT_KILLED}(?:was|were|has been|have been) (?:\S+ )?"
    r"(?:caused by|due to|the result of|traced to|put down to|attributed to|set off by) )"
    rf"(?:an? |the )?(?:\S+ )?{any_of('other_cause')}"
    r"|(?<!\S)(?:house|home|building|shelter|vehicle|car|bus|boat|they|it|which) "
    r"(?:was|were|had been) (?:hit|struck|destroyed|shelled) by "
    rf"(?:an? |the )?(?:\S+ )?{any_of('other_cause')}"
    r"|(?<!\S)not (?:to|by|from) (?:an? |any |one )(?:\S+ ){0,3}?of ours "
)
_KILLED_THEM = expression(rf"(?<!\S){any_of('killing')}(?:them|him|her) ")
