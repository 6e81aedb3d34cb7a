"""What follows a statement and takes it back, lays it to others, or leaves it open."""

from sijill.official.grammar.expressions import expression
from sijill.official.grammar.words import any_of

_UNTRUE_AFTER = expression(
    r"(?:(?!, )\S+ ){0,2}?exists? only (?:in|on) |"
    r"(?:, (?:(?!, |but )\S+ ){1,8}, )?"
    r"(?:(?!but |however |, )\S+ ){0,8}?(?:is|are|was|were|be|been|proved|proven|turned out) "
    rf"(?:\S+ ){{0,2}}?{any_of('untrue')}"
)
CONFIRMED_AFTER = expression(
    rf"(?:(?:(?!not |{any_of('contrast')})\S+ ){{0,3}}?(?:was|were|has been|have been) )"
    rf"{any_of('confirmed_after')}"
    rf"(?:by (?:the |our |a )*{any_of('authority')}|in (?:the|our) (?:assessment|review) )"
    r"|(?:is|are) (?:now |hereby )?(?:acknowledged|accepted|conceded|admitted) (?=$|[,.;] )"
    r"|(?:was|were|are|is) (?:assessed|determined|found|judged) "
    rf"to {any_of('is_result')}"
    r"|, which (?:the |our )(?:assessment|review|investigation|inquiry) (?:confirmed|verified) "
)
_BY_OTHER_CAUSE = expression(
    r"(?:in (?:the|this|that|an?) (?:\S+ ){1,3}?)?(?:, (?:but |which )?)?"
    r"(?:(?:was|were|had been|have been) )?(?:likely |probably )?"
    rf"{any_of('cause_verbs')}?"
    rf"(?:by (?:an? |the |another |its |their )?{any_of('other_cause')}"
    r"|by (?:(?!blast|explosions?|detonation|destruction|collapse|fragments|debris|air|strikes?|"
    r"airstrikes?|raid|attack)\S+ ){1,2}(?:of|from|belonging to) "
    rf"(?:the |an? )?{any_of('other_cause')}"
    rf"|(?:at the hands of|to) (?:an? |the )?{any_of('other_cause')}"
    rf"|(?:the )?victims? of (?:an? |the )?{any_of('other_cause')}"
    rf"|the (?:work|doing) of (?:an? |the )?{any_of('other_cause', 'other_force', 'group')}"
    rf"|in (?:an? |the )?{any_of('other_force')}(?:\S+ ){{0,2}}?{any_of('strike')}"
    rf"|in (?:an? |the )?{any_of('strike')}(?:by|of|from) (?:an? |the )?"
    rf"{any_of('other_cause', 'other_force')}"
    r"|in (?:(?!, )\S+ ){1,4}?(?:crime|crimes|massacre|atrocity|execution) (?:of|by) "
    rf"(?:the |an? )?{any_of('other_cause')}"
    rf"|(?:when|as|after|because) (?:an? |the )?{any_of('other_cause')}(?:\S+ ){{0,2}}?"
    r"(?:shelled|fired|bombed|attacked|shot|executed|opened|blew|mined|stormed)"
    r"|(?:may|might|could) have been (?:\S+ )?by (?:either|another|others?|somebody|someone)"
    r"|(?:attributed|attributable|due|owing|linked|tied|ascribed|traced) to (?:an? |the |another )?"
    rf"{any_of('other_cause')}"
    rf"|in (?:an? )?{any_of('unlike_event')}{any_of('other_event')}"
    rf"|had been {any_of('executed')}"
    rf"|of {any_of('natural_cause')}"
    rf"|(?:before|prior to) (?:the |any |our |coalition |alliance )+"
    rf"{any_of('strike', 'munition_one')})"
)
_UNPROVED_AFTER = expression(
    rf"(?:{any_of('claimed_in')}(?:(?:by|in) (?:\S+ ){{1,4}}?)?)?"
    rf"{any_of('cannot_be')}(?:\S+ly )?{any_of('unproved')}"
    rf"|(?:, )?{any_of('no_decision')}{any_of('is_reached')}{any_of('decided')}"
)
"""What follows a number that the authority cannot confirm: "a toll of 12 could not be verified"."""
_UNHURT_AFTER = expression(
    r"(?:, )?but (?:(?!and |, )\S+ ){0,7}?(?:unhurt|unharmed|uninjured|unscathed) "
)
_PUBLISHED_WRONGLY = expression(
    r"(?:(?!, |but )\S+ ){0,3}?(?:should (?:not|never) have been (?:so )?"
    r"(?:published|released|reported|listed|included|counted|stated|announced|made|printed)"
    r"|was (?:published|released|printed|listed) (?:in error|by mistake|mistakenly)) "
)
"""That a number was published by mistake: "the two deaths should not have been listed"."""
WOULD_BE = expression(
    r"(?:(?!, |and |who |which |that )\S+ ){0,3}"
    r"(?:(?:, (?:(?!, )\S+ ){1,8}, )?would (?:be|have been|mean|represent)"
    r"|, (?:if|were it|assuming) (?:\S+ )?(?:true|confirmed|correct|proven|so|accurate)|, if) "
)
"""What only would be: "forty dead, as the monitor has it, would be a grave matter"."""
_NOT_CAUSED_AFTER = expression(
    r"(?:, (?:(?!, )\S+ ){1,8}, )?(?:did|was|were|is|are|has|have|can|could|cannot|do|does) "
    r"(?:not|never) (?:(?!, )\S+ ){0,3}?"
    r"(?:result|resulted|caused|due|attributable|linked|connected|put|laid|happen|occur|place|ours"
    r"|doing|fault|work) "
)
"""That it was another's doing, or did not happen: "the two deaths did not result from a strike"."""
_NOT_AT_OUR_DOOR = expression(
    rf"(?:(?!, |and |but |who |which |that )\S+ ){{0,6}}?{any_of('cannot_be')}(?:\S+ )?"
    r"(?:laid|blamed|charged|ascribed|attributed|put) (?:at|on|to|down to) "
    r"(?:our|the coalition|the command|us) "
)
_NOT_RESPONSIBLE_AFTER = expression(
    r"(?:(?!, |and )\S+ ){0,4}?(?:, )?(?:but|though|although|while|and) "
    r"(?:(?:it|we|the \S+|they) )?(?:not|rejects?|denies|deny|does not accept|do not accept) "
    r"(?:that )?(?:\S+ ){0,6}?(?:responsible|responsibility|ours|to blame|involved|involvement) "
)
"""Harm that is accepted, and not as one's own: "were killed, but not that it was responsible"."""
_WE_REJECT = expression(
    r"(?:(?!, )\S+ ){0,4}?, (?:an? )?(?:claim|allegation|assertion|figure|number|toll|account) "
    r"(?:that |which )?(?:we|it|(?:the|our) \S+) (?:reject|den(?:y|ie)|refute|dispute|dismiss)\S* "
)
"""What the authority calls a claim: "wiped out a family, a claim that we reject"."""
TAKING_BACK = (
    _WE_REJECT,
    _NOT_RESPONSIBLE_AFTER,
    _NOT_AT_OUR_DOOR,
    _NOT_CAUSED_AFTER,
    _PUBLISHED_WRONGLY,
    _UNTRUE_AFTER,
    _UNPROVED_AFTER,
    _BY_OTHER_CAUSE,
    _UNHURT_AFTER,
)
IN_FIGHTING = expression(
    r"(?:(?!but |however )\S+ ){0,8}?(?:in (?:the |ground |heavy |local |street )*"
    r"(?:fighting|clashes|combat|crossfire|infighting)"
    r"|(?:days|weeks|months|years|hours|long) (?:before|earlier|previously)"
    r"|in (?:the|this|that) (?:\S+ )?(?:war|battle|siege|conflict|uprising)|in captivity|elsewhere"
    r"|earlier|(?:on|in) (?:another|a different|some other) (?:day|date|occasion|incident|strike"
    r"|raid)"
    r"|(?:in|after) (?:a|an|the) (?:\S+ )?accident|(?:crossing|in) a minefield|of other causes"
    r"|(?:strike|raid|attack) (?:that )?(?:we|it|the coalition) did not"
    r"|(?:strike|raid|attack) (?:of|by) (?:another|a different|some other)"
    r"|by (?:those|people|men|someone|somebody|persons) who) "
)
"""Harm of the war at large, which a plain sentence does not make the authority's doing."""
UNSETTLED_AFTER = expression(
    r"(?:(?!but |however |, |and )\S+ ){0,4}?(?:is|are|was|were|remains|remain) (?:\S+ )?"
    rf"{any_of('unsettled')}"
)
