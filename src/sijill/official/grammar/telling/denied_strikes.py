"""Words that seem to deny a strike or its doer, and are of something else beside it."""

import re

from sijill.model.codes import OfficialReason
from sijill.official.grammar.clauses import Clause
from sijill.official.grammar.expressions import expression
from sijill.official.grammar.telling.refused_parts import DENYING_RELATIVE
from sijill.official.grammar.words import any_of


def is_of_no_strike(clause: Clause, reason: OfficialReason, match: re.Match[str]) -> bool:
    """Whether it is no strike that the matched words deny.

    "There were no civilians harmed in the strike" denies people; what could not be identified in
    "unable to identify the location" is a place.
    """
    if reason is OfficialReason.NO_STRIKE_THAT_DAY_AREA:
        return _NO_PEOPLE.search(match[0]) is not None
    if reason is OfficialReason.NO_STRIKE_MATCHING and _NO_EVIDENCE.match(match[0]):
        return _NO_PEOPLE.match(match[0]) is not None
    if reason is OfficialReason.NO_STRIKE_MATCHING and _ALLEGATION.search(match[0]):
        return True
    is_unmatched = reason is OfficialReason.NO_STRIKE_MATCHING and _IDENTIFIED.search(match[0])
    return bool(is_unmatched) and _A_PLACE.match(clause.line, match.end()) is not None


_NO_PEOPLE = expression(
    r"(?<!\S)(?:no|any|not a) "
    rf"(?:(?!{any_of('strike')}|, )\S+ ){{0,4}}?(?:civilians?|noncombatants?|persons?|people|one|"
    rf"{any_of('casualties', 'death', 'injury')}) ?(?!{any_of('strike')})"
)
"""People, or harm to them, as what is denied: "no civilian casualties in the strike"."""
_ALLEGATION = expression(
    rf"\A(?:(?!{any_of('strike')})\S+ )*?(?:"
    r"(?:verif|confirm|corroborat|substantiat|validat)\S* (?:the|this|that|these|any|an?) (?:\S+ )?"
    rf"{any_of('allegation')}$|{any_of('identified')}(?:that|whether) )"
)
"""An allegation, or that something is so, as what could not be confirmed: no strike is sought."""
_NO_EVIDENCE = expression(r"no (?:\S+ )?(?:evidence|indications?) ")
_IDENTIFIED = expression(rf"(?<!\S){any_of('identified')}$")
_A_PLACE = expression(
    r"(?:an? |any |the |this |that )(?:(?!of |in |at |near )\S+ ){0,2}?"
    rf"{any_of('place_word', 'settlement')}"
)
"""A place as what could not be identified."""


def is_of_those_supported(clause: Clause, reason: OfficialReason, match: re.Match[str]) -> bool:
    """Whether another force is only whom the authority helped, or is one of its own.

    "Coalition aircraft supporting partner force operations conducted a strike" names no other doer.
    """
    if reason not in (OfficialReason.PARTNER_STRIKE, OfficialReason.NOT_OURS_OTHER_ACTOR):
        return False
    before = clause.line[: match.start()]
    is_own = match[0].startswith("partner ") and before.endswith(("coalition ", "alliance "))
    if is_own or _BY_OWN_STRIKE.search(match[0]):
        return True
    return _BEGINS_WITH.match(match[0]) is not None and bool(_FOR_WHOM.search(before))


_BY_OWN_STRIKE = expression(
    rf"(?<!\S)by (?:the |an? |one |our )*(?:coalition |our |us |u \. s \. |american |raf |"
    rf"alliance |british )(?:\S+ ){{0,2}}?{any_of('strike')}(?:on|against|targeting|at|directed) "
)
"""What the authority struck is no doer: "killed by a Coalition strike on fighters"."""
_BEGINS_WITH = expression(any_of("other_force", "other_cause"))
_FOR_WHOM = expression(
    r"(?<!\S)(?:support(?:ing|ed)?|support (?:of|to|for)|assist(?:ing|ed)?|assistance to|"
    r"aid(?:ing)? of|protect(?:ing)?|defen(?:ding|d|ce of|se of)|alongside|with|"
    r"threat(?:ening)? to|threatening|enabling|help(?:ing|ed)?|behalf of|request of|"
    r"partnered with|accompany(?:ing|ied)?|advis(?:ing|ed)|against|attack(?:ing|ed)?|"
    r"and|or|nor|neither|no|engag(?:ing|ed)|firing (?:on|at|upon)|fired (?:on|at|upon)|fire on) "
    r"(?:the |our |its |local |some )*$"
)
"""What leads to a force that is helped or threatened, and is not the doer."""


def is_of_all_details(clause: Clause, reason: OfficialReason, match: re.Match[str]) -> bool:
    """Whether the place is only one of the things that were wanting: "on location and time"."""
    is_of_place = reason is OfficialReason.INSUFFICIENT_LOCATION
    return is_of_place and bool(
        _AND_TIME.match(clause.line, match.end()) or _TIME_AND.search(match[0])
    )


_TIMES = r"(?:date|dates|time|times|timing|day|details?|circumstances|number|nature) "
_AND_TIME = expression(rf"(?:, |and |or |and / or |the |other |exact |specific )+{_TIMES}")
_TIME_AND = expression(rf"(?<!\S){_TIMES}(?:, |and |or |the |exact |specific )+\S+ $")


def is_of_a_record(clause: Clause, reason: OfficialReason, match: re.Match[str]) -> bool:
    """Whether it is no strike that is denied, but a record or match of one: "no record of"."""
    if reason is OfficialReason.NO_STRIKE_THAT_DAY_AREA:
        return _NO_RECORD.match(match[0]) is not None
    is_unmatched = reason is OfficialReason.NO_STRIKE_MATCHING
    facts = _WITH_FACTS.search(clause.line, match.start())
    return is_unmatched and facts is not None and facts.start() <= match.end()


_NO_RECORD = expression(
    r"(?:\S+ ){0,3}?no (?:\S+ )?(?:match|matches|records?|trace|correlation|correspondence|link|"
    r"knowledge|indication) "
)
_WITH_FACTS = expression(  # of reports, and no strike: "do not correspond to the facts"
    r"(?<!\S)(?:correspond|match|agree|tally|fit|coincide|square)\w* (?:\S+ ){0,3}?"
    rf"(?:reality |truth |intelligence |fact |{any_of('information')})"
)


def is_recalled(clause: Clause, reason: OfficialReason, match: re.Match[str]) -> bool:
    """Whether it only tells as what it was published: "previously published as having occurred"."""
    is_duplicate = reason is OfficialReason.DUPLICATE_OF
    return is_duplicate and _PUBLISHED_AS.match(clause.line, match.start()) is not None


_PUBLISHED_AS = expression(
    r"(?:previously|already|earlier) (?:been )?(?:published|released|reported|listed) "
    r"(?:(?:in|on) (?:(?!, )\S+ ){1,4}?)?(?:as|with|near|at|under) "
    rf"(?!(?:an? |the )*(?:part|{any_of('duplicate', 'allegation')}))"
)


def is_of_other_things(clause: Clause, reason: OfficialReason, match: re.Match[str]) -> bool:
    """Whether the words for strikes are of people or footage, and "which" is of places."""
    if reason is OfficialReason.TOO_MANY_STRIKES:
        named = _ANY_STRIKE.search(clause.line[: match.end()])
        return named is None and _SEVERAL_PLACES.search(clause.line) is not None
    if reason not in _OF_STRIKES:
        return False
    if match[0].endswith("not target ") and _CIVILIANS.match(clause.line, match.end()):
        return True  # "our forces do not target civilians" tells no strike
    is_of_footage = reason is OfficialReason.NO_STRIKE_MATCHING and _FOOTAGE.match(match[0])
    words = clause.line[: match.start()].rpartition(" ")[0].rpartition(" ")[2]
    return bool(is_of_footage or _OF_PEOPLE.search(f"{words} {match[0]}"))


_OF_STRIKES = (OfficialReason.NO_STRIKE_MATCHING, OfficialReason.NO_STRIKE_THAT_DAY_AREA)
_FOOTAGE = expression(rf"{any_of('strike')}{any_of('video')}")
"""When footage was taken or watched, and not when a strike was."""
_ANY_STRIKE = expression(rf"(?<!\S)(?:{any_of('strike', 'munition_one')})")
_SEVERAL_PLACES = expression(
    r"(?<!\S)(?:villages|towns|places|locations|hamlets|settlements|neighbou?rhoods|districts"
    r"|unknowns|questions|gaps|doubts|uncertainties|inconsistencies|contradictions) "
)
_CIVILIANS = expression(r"(?:civilians?|protected|residential|populated|innocent) ")
_OF_PEOPLE = expression(
    r"(?<!\S)(?:civilian|noncombatant|human|pedestrian|family|other|local) "
    r"(?:activity|activities|action|operations?) |(?<!\S)likelier that "
)


def is_of_ties(clause: Clause, reason: OfficialReason, match: re.Match[str]) -> bool:
    """Whether people are said to have no ties to a group, and no strike to match nothing."""
    ties = _TIES.search(clause.line) if reason in _OF_STRIKES else None
    return ties is not None and ties.start() < match.end() and match.start() < ties.end()


def is_of_a_relative(_: Clause, reason: OfficialReason, match: re.Match[str]) -> bool:
    """Whether all that is denied is within a relative clause: "a man who was not armed was killed".

    Who people were not, or whose strike it was not, may well be the reason.
    """
    if reason in _WHO_OR_WHOSE:
        return False
    without = DENYING_RELATIVE.sub(", ", f"{match[0]}, ").removesuffix(", ")
    return without != match[0] and _DENIES.search(without) is None


_WHO_OR_WHOSE = (
    OfficialReason.TARGET_VALID_ONLY_COMBATANTS,
    OfficialReason.NOT_OURS_OTHER_ACTOR,
    OfficialReason.PARTNER_STRIKE,
)
_DENIES = expression(rf"(?<!\S)(?:did not |{any_of('negates', 'unable', 'lack')})")
_TIES = expression(
    r"(?<!\S)(?:no|not|without|nor) (?:(?!, )\S+ ){0,3}?"
    r"(?:ties?|links?|tied|linked|connections?|connected|affiliations?|affiliated|relations?"
    r"|associations?|associated) (?:to|with) "
    rf"(?:the |any |an? |this |that |either )*(?:armed |terrorist |extremist )?"
    rf"(?:group |organi[sz]ation |{any_of('group', 'fighter', 'other_force')})"
)


def declines_comment(clause: Clause, match: re.Match[str]) -> bool:
    """Whether the words stand behind "no comment" or the like, and no "but" follows that.

    Or the authority says that it cannot say: "is not in a position to confirm whether".
    """
    if _CANNOT_SAY.match(clause.line, match.start()):
        return True
    declined = _NO_COMMENT.search(clause.line)
    is_before = declined is not None and declined.start() <= match.start()
    return is_before and _AFTER_ALL.search(clause.line) is None


_NO_COMMENT = expression(rf"(?<!\S){any_of('no_comment')}")
_CANNOT_SAY = expression(
    r"(?:not in a position|unable|not able|not possible|cannot|could not) (?:for us |at present )?"
    r"(?:to )?(?:confirm|say|comment on|disclose|state|confirm or deny) (?:publicly )?"
    rf"(?:whether|if|which) (?!.*{any_of('killed', 'injured', 'casualties', 'credible')})"
)
_AFTER_ALL = expression(r"(?<!\S)(?:but|however) ")


OF_OTHER_THINGS = (
    is_of_those_supported,
    is_of_ties,
    is_of_a_relative,
    is_of_all_details,
    is_of_no_strike,
    is_of_other_things,
    is_of_a_record,
    is_recalled,
)
"""Whether words that deny a strike, its doer or its place are said of something beside it."""
