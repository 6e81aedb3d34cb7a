"""A group of people that is named first, and what became of it further on.

"A family of six was in the cellar; they are presumed dead." Only groups whose nouns say that they
were no fighters, and only where the sentence before names no other number.
"""

from dataclasses import replace

from sijill.model.values.counts import CountRange
from sijill.official.grammar.clauses import Clause
from sijill.official.grammar.expressions import expression
from sijill.official.grammar.frames import frame_at
from sijill.official.grammar.harm.harm_clause import HarmClause, HarmKind
from sijill.official.grammar.harm.people import ADJECTIVE, ADVERB, BE, FIGHTER, INJURED, VICTIM
from sijill.official.grammar.harm.shares import (
    without,
)
from sijill.official.grammar.telling.speakers import Frame
from sijill.official.grammar.words import any_of


def group_named(clause: Clause) -> CountRange | None:
    """The number of the only group of people that a sentence names; ``None`` without one."""
    if _ANY_FIGHTER.search(clause.line) or _BY_OTHERS.search(clause.line):
        return None
    if not clause.numbers:
        ones = len(_ONE.findall(clause.line))
        is_pair = ones == _PAIR and _ONE_AND_ONE.search(clause.line) is not None
        return CountRange.exactly(ones) if ones == 1 or is_pair else None
    named = next((form for form in _GROUPS if form.search(clause.line)), None)
    return clause.numbers[0] if named and len(clause.numbers) == 1 else None


def acts_hostile(line: str) -> bool:
    """Whether a sentence tells what nobody does who is a civilian at the time."""
    return _ANY_HOSTILE.search(line) is not None


def fate_of_group(
    clause: Clause, harms: list[HarmClause], before: CountRange | None, inherited: Frame
) -> list[HarmClause]:
    """That all of a group, or all but those who survived, were killed or injured.

    The group is of the same sentence or the one ``before``. Nothing where the sentence tells a
    number of ``harms``.
    """
    start = clause.pieces[0].start
    told = None if any(harm.start >= start for harm in harms) else _fate(clause, before)
    if told is None or _ANY_FIGHTER.search(clause.line, told[2]):
        return []
    kind, count, end, first = *told[:3], told[3]
    frame = frame_at(clause, first, end, inherited)
    words = clause.line[first:end].strip()
    return [HarmClause(kind, count, frame, *clause.span(first, end), words)]


def _fate(
    clause: Clause, before: CountRange | None
) -> tuple[HarmKind, CountRange, int, int] | None:
    """What became of the group: killed or injured, how many, where the words end and begin."""
    if (match := _SURVIVED_OF.search(clause.line)) is not None:
        of, few = (clause.numbers[int(match[name])] for name in ("of", "few"))
        return HarmKind.DEATHS, without(of, few), match.end(), match.start()
    if before is not None and (match := _SURVIVED.match(clause.line)) is not None:
        few = clause.numbers[int(match["few"])] if match["few"] else CountRange.exactly(1)
        return HarmKind.DEATHS, without(before, few), match.end(), match.start("who")
    if (match := _NONE_OF.match(clause.line)) is not None:
        return HarmKind.DEATHS, clause.numbers[int(match["n"])], match.end(), match.start("n")
    match = _FATE.match(clause.line)
    count = before if match is not None and not clause.numbers else None
    if match is None:
        match = _FATE_BEHIND.search(clause.line)
        count = group_named(clause) if match is not None else None
    if match is None or count is None:
        return None
    if count.at_least > 1 and match["they"] and _OF_ONE.match(match["they"]):
        return None  # "a family of six was there; he died"
    kind = HarmKind.INJURIES if match["hurt"] else HarmKind.DEATHS
    return kind, count, match.end(), max(match.start("they"), match.start("none"))


_NOUN = rf"(?!{any_of('anybody')}){VICTIM}"
_GROUP = expression(
    rf"(?<!\S)(?:<0> {ADJECTIVE}*{_NOUN}"
    rf"|(?:family|household|group) of <0> (?:{_NOUN})?(?!{VICTIM}))"
)
_ENTERS = (
    r"(?:(?!, |and |<)\S+ ){0,8}?(?:enter\S*|drove|walked|ran|rode|cross\S*|came|moved|stray\S*|"
    r"stepped|wander\S*) (?:(?!, |and |<)\S+ ){0,4}?"
    r"(?:target|blast|strike|impact|engagement) (?:area|radius|zone) "
)
"""That somebody came into the target, which those who are in it do not."""
_GROUP_ENTERS = expression(rf"(?<!\S)<0> {ADJECTIVE}*{VICTIM}{_ENTERS}")
_NOT_SO = ", |not |no |<|whether |if |initially |originally |first |wrongly |mistakenly "
_WERE_CIVILIANS = expression(
    rf"(?<!\S)<0> {ADJECTIVE}*{VICTIM}(?:(?!{_NOT_SO})\S+ ){{0,8}}?"
    rf"(?:{BE})(?:{ADVERB}|assessed |believed |determined |to |be |have )*"
    r"(?:civilians|noncombatants) "
)
_GROUPS = (_GROUP, _GROUP_ENTERS, _WERE_CIVILIANS)
_ONE = expression(
    rf"(?<!\S)an? {ADJECTIVE}*(?:(?!{any_of('anybody')}){any_of('one_person')}"
    rf"|{any_of('one_person')}(?={_ENTERS}))"
)
_PAIR = len(("a man", "a boy"))
_ONE_AND_ONE = expression(
    rf"(?<!\S)an? {ADJECTIVE}*{any_of('one_person')}(?:(?!, |and )\S+ ){{0,3}}?and (?:an?|his|her) "
    rf"{ADJECTIVE}*{any_of('one_person')}"
)
_OF_ONE = expression(r"(?:he|she|the (?!two ))(?:$| )?")
_HOSTILE = rf"{any_of('hostile_acts')}|opened fire |carrying (?!<)|armed "
_ANY_FIGHTER = expression(rf"(?<!\S)(?<!our )(?:{FIGHTER}|{_HOSTILE}|{any_of('strike')}of <)")
_ANY_HOSTILE = expression(rf"(?<!\S)(?:{_HOSTILE})")
_PRONOUN = (
    r"(?:they|all of them|all|he|she|both|both of them|the (?:civilian|child|boy|girl|man|woman|"
    r"individual|person|rider|motorcyclist|driver|shepherd|pedestrian))"
)
_FATE_WORDS = (
    rf"(?:(?P<none>allperished )|(?P<they>{_PRONOUN}) (?:all )?(?:{BE}|{ADVERB}|feared "
    r"|thought |assumed |believed |assessed |to |have )*"
    rf"(?:{any_of('killed', 'died')}|(?P<hurt>{INJURED})))"
)
_BY_OTHERS = expression(
    rf"(?<!\S)(?:by (?:an? |the )?(?:\S+ )?{any_of('other_cause')}"
    r"|(?:hit|struck|over|on|off|triggered) an? (?:\S+ )?(?:mine|landmine|ied|bomb) )"
)
"""What others did to them: "a vehicle with three civilians hit a mine"."""
_SO = (
    r"(?:, |and |but |sadly |regrettably |tragically "
    rf"|(?:{any_of('authority')}(?:was |is )?)?{any_of('assesses')}that )*"
)
_ALONE = r"survived (?:it |the (?:strike|blast|explosion|attack) )?(?=$|[,.;:] )"
_SURVIVED = expression(
    rf"{_SO}(?:only |just )?(?P<who><(?P<few>\d+)> (?:of them |person |child )?"
    rf"|the {ADJECTIVE}*{any_of('one_person')}|oneof them ){_ALONE}"
)
"""Those of the group who are left: "three were in the car. Only the driver survived"."""
_SURVIVED_OF = expression(
    rf"(?:\A|(?<=, )|(?<=that ))of the <(?P<of>\d+)> {ADJECTIVE}*{_NOUN}(?:(?!, |<)\S+ ){{0,8}}?, "
    rf"(?:only |just )?<(?P<few>\d+)> {_ALONE}"
)
_NONE_OF = expression(rf"{_SO}none of the <(?P<n>\d+)> (?:{_NOUN})?(?:survived|lived) ")
_FATE = expression(
    rf"{_SO}"
    rf"{_FATE_WORDS}"
)
_FATE_BEHIND = expression(rf"(?:(?<!\S)[,:-] (?:and )?|(?<!\S)and ){_FATE_WORDS}")


def strikes_named(clause: Clause) -> CountRange | None:
    """How many strikes a sentence tells; ``None`` where it tells no number."""
    match = _STRIKES.search(clause.line)
    return clause.numbers[int(match["n"])] if match else None


def times_each(
    clause: Clause, harms: list[HarmClause], strikes: CountRange | None
) -> list[HarmClause]:
    """The harms, the number of every strike times the strikes: "one in each of the three"."""
    if strikes is None or not _IN_EACH.search(clause.line):
        return harms
    start = clause.pieces[0].start
    return [
        replace(harm, count=(harm.each if harm.each.is_known else harm.count).times(strikes))
        if harm.start >= start and harm.count.is_known
        else harm
        for harm in harms
    ]


_STRIKES = expression(rf"(?<!\S)<(?P<n>\d+)> (?:\S+ ){{0,2}}?{any_of('strike')}")
_IN_EACH = expression(
    r"(?<!\S)(?:in|by|from|during) (?:each|every)(?: one)? (?:of )?(?:(?:the|these|those|<\d+>) )*"
    rf"(?:{any_of('strike')}|(?=$|[,.;] ))"
)
