"""How many people a noun without a number stands for: "the driver was killed", "civilians died"."""

import re
from collections.abc import Iterator

from sijill.model.values.counts import UNKNOWN_COUNT, CountRange
from sijill.official.grammar.clauses import Clause
from sijill.official.grammar.expressions import expression
from sijill.official.grammar.frames import frame_at, uncertain_words
from sijill.official.grammar.harm.fighters import WERE_FIGHTERS, is_of_fighters
from sijill.official.grammar.harm.harm_clause import HarmClause, HarmKind
from sijill.official.grammar.harm.other_doers import ACTIVE, is_done_by_others
from sijill.official.grammar.harm.people import ADJECTIVE, ADVERB, BE, GAP, INJURED, KILLED, VICTIM
from sijill.official.grammar.harm.topics import is_only_spoken_of
from sijill.official.grammar.telling.speakers import Frame
from sijill.official.grammar.words import any_of, class_of

_NOT_TOLD = expression(
    r"[:=] (?:unknown|not known|undetermined|unclear|unspecified|not established|not available"
    r"|n / a|tbd|pending) "
)
"""A field that is not filled in: "civilians wounded: unknown"."""
_NO_NUMBER = expression(
    r"(?:unknown|undetermined|unspecified|unconfirmed|undisclosed) (?:number|amount) of $"
)
_ONE = any_of("one_person")
_THE_ONE = expression(r"(?<!\S)(?:the|its|his|her) (?:lone |sole |only |civilian )?$")
_ONE_AND_ONE = expression(
    rf"{_ONE}and (?:the |an? |one |his |her |its )?{_ONE}(?:(?!and |, )\S+ ){{0,8}}?"
    r"(?:, (?:an? )?(?:(?!and |, )\S+ ){1,4}, )?"
    rf"(?:{BE}|{ADVERB})*(?:{KILLED}|{INJURED}|{any_of('died')})"
)
_AND_THE_OTHER = expression(
    rf"(?:(?!, |and )\S+ ){{0,6}}?(?:, )?and (?:the |an? |his |her |its |their ){_ONE}"
    r"(?:the (?:following|next|same) |on |in (?:hospital|the) |(?:later|shortly|soon|after) )"
)
"""One more of whom the verb is not said again: "the mother died at once and the boy later"."""
_ONE_WAS = expression(
    rf"{_ONE}(?:who (?:was |is |had been ))?(?:{KILLED}|{INJURED}|{any_of('died', 'hurt_verb')})"
    rf"|{_ONE}(?:(?!and |, )\S+ ){{0,8}}?(?:, (?:(?!, |and )\S+ ){{1,8}}, )?"
    rf"(?:was |is |has been |had been |{any_of('died')})"
)


def is_uncertain(clause: Clause, match: re.Match[str]) -> bool:
    """Whether words right before say that it only may be so: "may have resulted in"."""
    before = clause.line[max(0, match.start() - 40) : match.start()]
    return any(before.rstrip().endswith(tail) for tail in class_of("uncertain_leads"))


def most_of(count: CountRange, clause: Clause) -> CountRange:
    """What a number counts of which it is said that so many may have been harmed.

    One number is then the most, and none the least. Of two, the authority itself says which is the
    least: "between six and eighteen may have been killed" (its lowest and highest claim), unless it
    leaves open whether it was the cause.
    """
    is_range = bool(count.lowest) and count.highest is not None and not count.is_exact
    if is_range and not _OPEN_CAUSE.search(clause.line):
        return count
    return CountRange(0, count.highest)


_OPEN_CAUSE = expression(
    r"(?<!\S)(?:whether|if) (?:\S+ ){1,4}?(?:cause|caused|responsible|did so|led to) "
)


def least_of(clause: Clause, match: re.Match[str]) -> CountRange:
    """How many a noun without a number stands for: "the driver and a passenger" are two.

    At least two where a plural noun is all that is said, as ``phrases.toml`` has it.
    """
    if _THE_ONE.search(clause.line[: match.start()]):
        is_of_two = _AND_THE_OTHER.match(clause.line, match.end()) is not None
        if is_of_two or _ONE_AND_ONE.match(match[0]):
            return CountRange.exactly(2)
        if _ONE_WAS.match(clause.line, match.start()):
            return CountRange.exactly(1)
    if is_uncertain(clause, match) or any(words in match[0] for words in uncertain_words()):
        return UNKNOWN_COUNT  # "civilians may have been killed" finds no two of them
    if _NO_NUMBER.search(clause.line[: match.start()]):
        return CountRange(1)
    return CountRange(2 if match[0].startswith(("civilians ", "people ", "persons ")) else 1)


_CAUSED = r"(?:caused|causing|inflicted|resulted in) (?:(?!no |not |any )\S+ ){0,3}?"
_BARE: tuple[tuple[HarmKind, str], ...] = (
    (HarmKind.DEATHS, rf"(?:{VICTIM})++{GAP}(?:{BE})?{ADVERB}*+{KILLED}"),
    (HarmKind.DEATHS, rf"(?:{VICTIM})++{GAP}{ADVERB}*+{any_of('died')}"),
    (HarmKind.INJURIES, rf"(?:{VICTIM})++{GAP}(?:{BE})?{ADVERB}*+{INJURED}"),
    (HarmKind.INJURIES, rf"(?:{VICTIM})++{ADVERB}*+{any_of('hurt_verb')}"),
    (HarmKind.DEATHS, rf"civilian {any_of('death')}"),
    (HarmKind.DEATHS, rf"{any_of('killing')}{ADJECTIVE}*(?:civilians|noncombatants) "),
    (HarmKind.INJURIES, rf"{any_of('injuring')}{ADJECTIVE}*(?:civilians|noncombatants) "),
    (HarmKind.DEATHS, rf"(?:{_CAUSED}|led to |leading to )(?:the )?{any_of('death')}of civilians "),
    (
        HarmKind.DEATHS,
        rf"(?<!any )loss of (?:the )?{ADJECTIVE}*(?:life|lives) (?=.*{any_of('strike')})",
    ),
    (HarmKind.CASUALTIES, rf"{_CAUSED}{any_of('death', 'casualties')}(?!of |among |amongst )"),
    (HarmKind.CASUALTIES, rf"(?:{VICTIM})++{GAP}(?:came to harm|(?:{BE})?{ADVERB}*+harmed) "),
    (HarmKind.CASUALTIES, rf"{_CAUSED}harm to (?:the )?{ADJECTIVE}*{VICTIM}"),
)
_OF_ANYBODYS_DOING = (
    "harmed ",
    "to harm ",
    *(f"{word} " for word in (*class_of("death"), *class_of("casualties"))),
)
_BARE_FORMS = tuple((kind, expression(r"(?<!\S)" + form)) for kind, form in _BARE)
_OF_A_GROUP = expression(rf"(?<!\S){any_of('group')}$")
_OBJECT = expression(r"(?:<\d+> |an? |the )(?!of )")
_RELATIVE = expression(r"(?<!\S), (?:who|whom) (?:(?!, )\S+ )*$")
_COUNTED = expression(rf"<\d+> {any_of('number_noun')}*$")
_ANY_ONE_OF = expression(r"(?<!\S)(?:every|any|each|all|innocent) (?:innocent |single )?$")


def _is_nobody_in_particular(clause: Clause, match: re.Match[str]) -> bool:
    """Whether the noun stands for no people whose least number can be told.

    "ISIS detainees" may be its members, "the civilian dead" are any number, "every civilian who has
    died in this war" is nobody told of here; the number of "ten civilians" was not read.
    """
    before = clause.line[: match.start()]
    return (
        match[0] in ("civilian dead ", "civilian wounded ", "civilian injured ")
        or (_RELATIVE.search(before) is not None and ", " in match[0])
        or any(form.search(before) for form in (_OF_A_GROUP, _COUNTED, _ANY_ONE_OF))
    )


def unnumbered_harms(clause: Clause, inherited: Frame) -> Iterator[HarmClause]:
    """Harm that is stated without a number: "civilians were unintentionally killed"."""
    for kind, form in _BARE_FORMS:
        for match in form.finditer(clause.line):
            rest = clause.line[match.end() :]
            if is_of_fighters(match) or WERE_FIGHTERS.match(rest) or _NOT_TOLD.match(rest):
                continue
            if _is_nobody_in_particular(clause, match):
                continue
            if not ACTIVE.match(match[0]) and _OBJECT.match(rest):
                continue  # "rather than civilians, the strike killed eight fighters"
            if ACTIVE.match(match[0]) and is_done_by_others(clause.line[: match.start()]):
                continue
            frame = frame_at(clause, match.start(), match.end(), inherited)
            if frame is Frame.STATED and is_only_spoken_of(clause, match):
                continue
            if frame is not Frame.FOUND and match[0].endswith(_OF_ANYBODYS_DOING):
                continue  # only a finding tells whose doing it was
            start, end = clause.span(match.start(), match.end())
            count = least_of(clause, match)
            yield HarmClause(
                kind,
                count,
                frame,
                start,
                end,
                match[0].strip(),
                is_unnumbered=not count.is_exact,
            )
