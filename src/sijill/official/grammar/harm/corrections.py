"""Numbers put right: "the correct number is five", "revised from six to four", "confirmed two"."""

import re
from dataclasses import replace

from sijill.model.values.counts import CountRange
from sijill.official.grammar.clauses import Clause
from sijill.official.grammar.expressions import expression
from sijill.official.grammar.harm.harm_clause import HarmClause, HarmKind
from sijill.official.grammar.telling.attribution import frame_marks, is_told_by_others
from sijill.official.grammar.telling.own_evidence import is_evidence_of_others
from sijill.official.grammar.telling.speakers import OWN, Frame
from sijill.official.grammar.telling.told_behind import attributed_after
from sijill.official.grammar.words import any_of, class_of


def corrects(clause: Clause) -> bool:
    """Whether a sentence puts right what was stated: "should read"; "struck in error" does not."""
    if attributed_after(clause, 0):
        return False  # "their report should have read two, the group says" corrects nothing here
    line = f" {clause.line}"
    found = [words for words in class_of("corrects") if f" {words} " in line]
    if any(words not in class_of("of_acts_too") for words in found):
        return True
    return bool(found) and any(f" {words} " in line for words in class_of("stating"))


def take_correction(
    clause: Clause, harms: list[HarmClause], *, is_number_denied: bool = False
) -> bool:
    """The number put right: "the correct number is five", of what the sentences before count.

    ``is_number_denied`` says that the sentence before calls a number of others wrong. The numbers
    are changed in place; the answer says whether the sentence puts one right.
    """
    if _take_right_counts(clause, harms):
        return True
    revised = _REVISED.search(clause.line)
    match = _RIGHT_NUMBER.search(clause.line)
    is_revised = revised is not None and _revise(clause, harms, revised)
    if match is None:
        _take_confirmed(clause, harms, is_number_denied=is_number_denied)
        return is_revised
    if not harms:
        return is_revised
    start, end = clause.span(match.start(), match.end())
    count = clause.numbers[int(match[1])]
    kind = harms[-1].kind
    is_of_others = is_told_by_others(clause, match.start()) or attributed_after(clause, match.end())
    is_of_others = is_of_others or any(
        match.start() <= mark.start < match.end() and mark.frame is Frame.ALLEGED
        for mark in frame_marks(clause)
    )
    is_of_others = is_of_others or is_evidence_of_others(clause.line, match.start(), match.start())
    is_of_others = is_of_others or _is_later_figure_of_others(clause, match, harms)
    frame = Frame.ALLEGED if is_of_others else Frame.FOUND
    if not is_of_others:  # the number that it puts right was found before
        harms[:] = [
            replace(harm, frame=Frame.PAST) if harm.kind is kind and harm.frame in OWN else harm
            for harm in harms
        ]
    harms.append(HarmClause(kind, count, frame, start, end, match[0].strip()))
    is_confirmed = match[0].startswith(
        ("we put ", "our ", *class_of("confirmed_after"), "confirm ")
    )
    return is_revised or not (is_of_others or is_confirmed)


def _take_right_counts(clause: Clause, harms: list[HarmClause]) -> bool:
    """Right numbers that tell what they count: "the correct numbers are two killed, one injured".

    They stand for all that the authority told before.
    """
    match = _RIGHT_COUNTS.search(clause.line)
    start = clause.span(0, 1)[0]
    if match is None or is_told_by_others(clause, match.start()):
        return False
    if attributed_after(clause, match.end()) or all(harm.start < start for harm in harms):
        return False
    harms[:] = [
        replace(harm, frame=Frame.FOUND if harm.start >= start else Frame.PAST)
        if harm.start >= start or harm.frame in OWN
        else harm
        for harm in harms
    ]
    return True


_RIGHT_COUNTS = expression(
    r"(?<!\S)(?:correct|corrected|accurate|actual|right|true) "
    r"(?:numbers?|figures?|tolls?|totals?|counts?) (?:is|are|was|were|: )(?: in fact| now)? ?"
    rf"<\d+> (?:{any_of('victim', 'number_noun', 'be')})*"
    rf"{any_of('killed', 'injured', 'death', 'injury')}"
)


def without_wrong(clause: Clause, harms: list[HarmClause]) -> list[HarmClause]:
    """The harms, without those before that the sentence calls wrong and tells anew.

    Where the authority told the last of them, and the sentence tells no new number, or what became
    of the same people ("that was incorrect; the civilian was injured"), all of them are wrong.
    """
    wrong = _THAT_WAS_WRONG.match(clause.line)
    if not wrong:
        return harms
    start = clause.pieces[0].start
    anew = {harm.kind for harm in harms if harm.start >= start and harm.frame in OWN}
    before = [harm for harm in harms if harm.start < start]
    is_same = not anew or _THE_SAME.match(clause.line, wrong.end()) is not None
    if is_same and before and before[-1].frame in OWN:
        anew = set(HarmKind)
    return [
        replace(harm, frame=Frame.PAST)
        if harm.start < start and harm.kind in anew and harm.frame in OWN
        else harm
        for harm in harms
    ]


_THAT_WAS_WRONG = expression(
    r"(?:, |and |but )*(?:that|this|it|which) (?:was|is|had been) (?:an? )?"
    r"(?:wrong|incorrect|inaccurate|error|mistake|in error|erroneous|misprint|wrongly stated) "
)


_THE_SAME = expression(
    r"(?:[,;:-] |and |but |in fact |rather |instead |actually |in reality |while )*"
    r"(?:the|these|those|both|all|he|she|they) "
)


def with_affirmed(clause: Clause, harms: list[HarmClause]) -> list[HarmClause]:
    """The harms, with what others tell as found where the authority says yes to it."""
    match = _AFFIRMED.search(clause.line)
    if match is None or attributed_after(clause, match.end()):
        return harms
    end = clause.span(match.start(), match.end())[0]
    told = [harm for harm in harms if harm.frame is Frame.ALLEGED and harm.start < end]
    if any(harm.frame in OWN for harm in harms) or len({harm.kind for harm in told}) < len(told):
        return harms  # the authority has numbers of its own, or it is open which it means
    return [replace(harm, frame=Frame.FOUND) if harm in told else harm for harm in harms]


_IT = "(?:this|that|it|them|these|those|(?:the|this|that) (?:report|claim|allegation|figure)) "
_AFFIRMED = expression(
    rf"(?:\A|, |(?<!\S)and |(?<!\S)but )(?:(?:the |our )*{any_of('authority')}"
    r"(?:has |have |can |do |does |now |also |fully |must )*"
    rf"(?:(?:confirms?|confirmed|accepts?|accepted|acknowledges?|acknowledged) {_IT}"
    r"|concurs? |agrees? (?:with (?:this|that|it|them) )?"
    rf"|(?:finds?|found) {_IT}to be {any_of('borne_out', 'credible')})"
    rf"|(?:this|that) is {any_of('borne_out')})(?=$|[,.;:] )"
)
"""The authority's yes to what others tell: "and we can confirm them", "the command concurs"."""


def _is_later_figure_of_others(
    clause: Clause, match: re.Match[str], harms: list[HarmClause]
) -> bool:
    """Whether a number that "now stands at" another is that of those who told the one before."""
    if _STANDS_AT.match(match[0]) is None or _OWN_WORK.search(clause.line[: match.start()]):
        return False
    return harms[-1].frame is Frame.ALLEGED


def _take_confirmed(clause: Clause, harms: list[HarmClause], *, is_number_denied: bool) -> None:
    """How many of those alleged before the authority confirms: "the Coalition confirmed two"."""
    forms = (_CONFIRMED_NUMBER, _RESPONSIBLE_FOR, _NOT_SO_MANY)
    match = next(filter(None, (form.search(clause.line) for form in forms)), None)
    is_past = bool(harms) and harms[-1].frame is Frame.PAST
    if match is None and (is_number_denied or is_past):
        match = _THERE_WERE.search(clause.line)
    before = [harm for harm in harms if harm.frame in (Frame.ALLEGED, Frame.PAST)]
    if match is None and before and before[-1].start >= clause.pieces[0].start:
        match = _ACCOUNTED_NUMBER.search(clause.line)
        if match is not None and len(clause.numbers) > len(before) + 1:
            match = None  # another number stands there: of what the one accounted for is, is open
    if match is None or not before or attributed_after(clause, match.end()):
        return
    start, end = clause.span(match.start(), match.end())
    if (told := match.groupdict().get("told")) and before[-1].count != clause.numbers[int(told)]:
        return
    count = clause.numbers[int(next(number for number in match.groups() if number))]
    words = match[0].strip()
    harms.append(HarmClause(before[-1].kind, count, Frame.FOUND, start, end, words))


_OF_WHICH = r"of (?:which|whom|these|those|them) (?:<\d+> )?(?:, )?"
_CONFIRMED_NUMBER = expression(
    rf"(?:\A|, |and |but )(?:{_OF_WHICH})?"
    rf"(?:the |our |a )*{any_of('authority')}+"
    rf"(?:{any_of('may_have')}|could |can |only |itself |later |however "
    r"|(?:are|is|was|were) able to )*"
    rf"(?:in fact )?(?:{any_of('confirmed_after', 'confirm', 'confirmed_found')}"
    r"|accepts? |acknowledges? |corroborated )"
    r"(?:only |just )?<(?P<n>\d+)> (?:of the <\d+> )?(?=$|[,;:] |and |but |while )"
)
_RESPONSIBLE_FOR = expression(
    rf"(?:\A|, |and |but )(?:{_OF_WHICH})?(?:the |our |a )*{any_of('authority')}+"
    r"(?:only |also |now )*(?:takes?|took|accepts?|accepted|bears?|bore|assumes?|assumed) "
    r"(?:full |the )*responsibility for (?:only |just )?<(?P<n>\d+)> "
    r"(?:of (?:them|these|those) )?(?=$|[,;:] |and )"
)
"""How many of them it takes upon itself: "of these the Coalition takes responsibility for ten"."""
_THERE_WERE = expression(
    r"\A(?:in fact |actually |in reality )?(?:there|it) (?:in fact )?(?:were|was|is|are) "
    r"(?:only |just )?<(?P<n>\d+)> $"
)
_NOT_SO_MANY = expression(
    r"(?<!\S)(?:it|there|they) (?:was|were) (?:only |just )?<(?P<n>\d+)> , (?:and )?"
    r"not <(?P<told>\d+)> "
)
"""The right number beside the one that others told: "it was two, not nine"."""
"""The right number, behind "that is incorrect" of one that others told."""


_REVIEW = (
    r"(?:(?:the )?(?:coalition's|command's|army's|ministry's)|our|its) (?:own |internal |final )*"
    r"(?:review|assessment|investigation|inquiry|analysis|records|reassessment) "
    rf"(?:(?!<\d+>|that |{any_of('negates', 'attributes')})\S+ ){{0,8}}?"
)
_ACCOUNTED_NUMBER = expression(
    rf"(?:\A|[,:-] |and |but )(?:however |while )?"
    rf"(?:(?:the |our |a )*{any_of('authority')}+(?:(?!not |no )\S+ly )?|{_REVIEW})"
    rf"{any_of('account_for')}(?:only |just )?<(?P<n>\d+)> (?=$|[,.;:] )"
    rf"|(?<!\S){any_of('assesses')}that (?:only |just )?<(?P<m>\d+)> (?:of them )?"
    r"(?:were|was|did|had been) (?=$|[,.;:] )"
)
"""How many of those alleged in the same sentence the authority finds: "we can account for five"."""


def _revise(clause: Clause, harms: list[HarmClause], match: re.Match[str]) -> bool:
    """The later of two numbers: "the number of civilians killed was revised from six to four"."""
    start, end = clause.span(0, len(clause.line))
    before = [harm for harm in harms if harm.start < start]
    inside = [harm for harm in harms if harm.start >= start]
    if inside and "from" not in match[0].split() and _COUNTED.match(clause.line[match.end() :]):
        harms[:] = [replace(harm, frame=Frame.FOUND) for harm in inside]
        return True
    is_named = _OF_DEATHS.search(clause.line) or _OF_INJURED.search(clause.line)
    if not (inside or before or is_named):
        return False
    kind = (inside or before)[-1].kind if inside or before else HarmKind.DEATHS
    if _OF_INJURED.search(clause.line) and not _OF_DEATHS.search(clause.line):
        kind = HarmKind.INJURIES
    ends = [clause.numbers[int(number)] for number in match.groups() if number]
    count = ends[-1]
    if match[1] and len(ends) == 1 and count.highest is not None:
        count = CountRange.exactly(count.highest)  # "revised from four to six" is read as a range
    words = match[0].strip()
    before = [
        replace(harm, frame=Frame.PAST) if harm.kind is kind and harm.frame in OWN else harm
        for harm in before
    ]
    harms[:] = [*before, HarmClause(kind, count, Frame.FOUND, start, end, words)]
    return True


_COUNTED = expression(
    rf"(?:{any_of('number_noun', 'victim', 'be')})*{any_of('killed', 'injured', 'death', 'injury')}"
)
"""What the new number counts: "amended to five killed and three injured"."""
_OF_DEATHS = expression(r"(?<!\S)(?:number|toll|total|count) (?:\S+ ){0,4}?(?:killed|dead|deaths) ")
_OF_INJURED = expression(
    rf"(?<!\S)(?:number|toll|total|count) (?:\S+ ){{0,4}}?{any_of('injured', 'injury')}"
)
_REVISED = expression(
    r"(?<!\S)(?:revised|corrected|changed|updated|amended|increased|raised|reduced|lowered) "
    r"(?:(?:(?!<\d+>)\S+ ){0,3}?from <(\d+)> (?:to <(\d+)> )?"
    r"|(?:this|it|that) (?:down |up )?to <(\d+)> )"
    r"|(?<!\S)(?:number|toll|figure|total) (?:\S+ ){0,25}?"
    r"(?:amended|revised|corrected|changed|raised|lowered|reduced|increased) "
    r"(?:down |up |downwards? |upwards? )?to <(\d+)> "
    r"|(?<!\S)(?:first|originally|initially|previously|earlier) "
    r"(?:given|stated|listed|released|published) (?:as|at|with) "
    r"<\d+> (?:(?!, |<)\S+ ){0,3}?, (?:but |and |is |it is |are |there are )*now <(\d+)> "
    r"|(?<!\S)(?:should|ought to) have (?:said|read|been|stated|shown|given) <(\d+)> (?!\w)"
    r"|(?<!\S)(?:should|ought to) have been (?:given|stated|listed|released|published|shown) "
    r"(?:as|at|with) <(\d+)> "
    r"|(?<!\S)(?:should|ought to) have (?:given|put|stated|shown|listed) "
    r"(?:(?!<\d+>|, )\S+ ){1,9}?(?:as|at|to be) <(\d+)> "
)
_RIGHT_NUMBER = expression(
    r"(?<!\S)(?:(?:correct|corrected|accurate|actual|right|true|real|our|our own|coalition's) "
    r"(?:number|figure|toll|total|count) (?:(?!<\d+>|not )\S+ ){0,10}?"
    r"|(?:number|figure|toll|total|count) (?:is |has )?(?:now |currently |then )?"
    r"(?:stands|stood|risen|fallen) (?:at|to) "
    r"|(?:number|figure|toll|total|count) (?:is |has been |was )?(?:now |since |later )"
    r"(?:been )?(?:assessed|put|given|estimated) (?:now )?(?:to be|at|as) "
    r"|(?:we|coalition|command|our (?:own )?(?:investigation|inquiry|review|assessment)) puts? "
    r"(?:their|the|its) (?:number|toll|figure|total|count) at "
    r"|(?<!not )(?:verify|verified|confirm|confirmed|substantiate|substantiated|corroborate) "
    r"(?=<\d+> of (?:them|these|those) ))<(\d+)> (?!(?:civilians?|people|persons) )"
)
_STANDS_AT = expression(
    r"(?:number|figure|toll|total|count) (?:is |has )?(?:now |currently |then )?"
    r"(?:stands|stood|risen|fallen) "
)
_OWN_WORK = expression(rf"(?<!\S)(?:our |{any_of('authority')})")
