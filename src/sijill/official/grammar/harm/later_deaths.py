"""Those injured who died: "he later died", "three were injured, one of whom later died"."""

from dataclasses import replace

from sijill.model.values.counts import CountRange
from sijill.official.grammar.clauses import Clause
from sijill.official.grammar.expressions import expression
from sijill.official.grammar.harm.harm_clause import HarmClause, HarmKind
from sijill.official.grammar.harm.shares import without
from sijill.official.grammar.words import any_of


def take_later_deaths(clause: Clause, harms: list[HarmClause]) -> None:
    """Counts those injured who died among the dead, and no longer among the injured, in place.

    They are some of those whom the same sentence counts as injured, or the last one before it; or
    all of them, where these are who died.
    """
    start = clause.pieces[0].start
    _take_all_who_died(clause, harms)
    for form, is_before in ((_DIED_OF_INJURED, False), (_DIED_OF_BEFORE, True)):
        match = form.search(clause.line)
        places = [
            place
            for place, harm in enumerate(harms)
            if harm.kind is HarmKind.INJURIES and (harm.start < start) is is_before
        ]
        if match is None or not places:
            continue
        place = places[-1] if is_before else places[0]
        injured = harms[place]
        number = next((group for group in match.group("n", "m", "k") if group), "")
        count = clause.numbers[int(number)] if number else CountRange.exactly(1)
        fewer = without(injured.count, count)
        if not fewer.is_known:
            continue
        harms[place] = replace(injured, count=fewer)
        span = clause.span(match.start("died"), match.end("died"))
        harms[:] = [one for one in harms if not _is_death_in(one, span)]
        words = match["died"].strip()
        harms.append(HarmClause(HarmKind.DEATHS, count, injured.frame, *span, words))


def _take_all_who_died(clause: Clause, harms: list[HarmClause]) -> None:
    """Counts those injured among the dead, and nowhere else, where all of them died."""
    match = _ALL_OF_INJURED.search(clause.line)
    if match is None:
        return
    span = clause.span(match.start(), match.end())
    if any(_is_injury_at(one, span[0]) for one in harms):
        harms[:] = [
            replace(one, kind=HarmKind.DEATHS, end=max(one.end, span[1]))
            if _is_injury_at(one, span[0])
            else one
            for one in harms
            if not _is_death_in(one, span)
        ]


def _is_injury_at(harm: HarmClause, at: int) -> bool:
    return harm.kind is HarmKind.INJURIES and harm.start <= at < harm.end


def _is_death_in(harm: HarmClause, span: tuple[int, int]) -> bool:
    return harm.kind is HarmKind.DEATHS and span[0] <= harm.start < span[1]


_INJURED, _DIED = any_of("injured"), any_of("died")
_LATER = r"(?:later |subsequently |then |has since |have since |since |afterwards |eventually )"
_OF_THEM = r"of (?:whom|them|these|those|the (?:injured|wounded)) "
_SOME = (
    rf"(?:oneof {_OF_THEM[3:]}|<(?P<n>\d+)> {_OF_THEM}"
    r"|of (?:whom|which|them) (?:one |<(?P<m>\d+)> ))"
)
_DIED_OF_INJURED = expression(
    rf"(?<!\S){_INJURED}(?:<\d+> )?"
    rf"(?:(?!<\d+>|not |no |{any_of('contrast')})\S+ ){{0,6}}?(?:, )?(?:and )?"
    rf"(?P<died>{_SOME}(?:{any_of('be', 'adverb')}|{_LATER})*(?:{_DIED}|fatally )"
    rf"|(?:one |<(?P<k>\d+)> )(?:fatally |{_LATER}+{_DIED}))"
)
_ALL_OF_INJURED = expression(
    rf"(?<!\S){_INJURED}(?:(?!<\d+>|not |no |who |he |she |they |{any_of('contrast')})\S+ ){{0,6}}?"
    rf"(?:, )?(?:and |but )(?:{any_of('be', 'adverb')}|{_LATER})*{_DIED}"
)
"""The injured themselves: "one civilian was injured and later died of wounds"."""
_THE_ONE = (
    r"(?:he|she|the (?:injured |wounded |same )?"
    r"(?:civilian|person|man|woman|child|boy|girl|victim)|<(?P<m>\d+)>) "
)
_DIED_OF_BEFORE = expression(
    r"\A(?:and |, |sadly |tragically |regrettably |unfortunately )*(?P<k>)"
    rf"(?P<died>(?:oneof {_OF_THEM[3:]}|<(?P<n>\d+)> {_OF_THEM})(?:{_LATER})*{_DIED}"
    rf"|{_THE_ONE}(?:{_LATER}+{_DIED}|{_DIED}(?:(?!, )\S+ ){{0,6}}?"
    r"(?:later|after|afterwards|hospital|wounds|injuries|burns) ))"
)
