"""Numbers of people killed and injured in a sentence, each with who says so.

Read from grammar: a number, a noun for persons, a verb for death or injury, in the passive, the
active and as nouns. A bound stays a bound; "may have been killed" concedes at most that many. Where
killed and injured share one number, the number is neither.
"""

import re
from collections.abc import Iterable

from sijill.model.values.counts import UNKNOWN_COUNT, CountRange, total
from sijill.official.grammar.clauses import Clause
from sijill.official.grammar.expressions import expression
from sijill.official.grammar.frames import frame_at, frame_before, turned_after, uncertain_words
from sijill.official.grammar.harm.counting import ALIVE, NUMBERS, count_of, is_of_time
from sijill.official.grammar.harm.fighters import (
    MISTAKEN_FOR,
    WERE_FIGHTERS,
    are_of_unknown_status,
    is_of_fighters,
    is_unlike_civilians,
    names_fighter,
)
from sijill.official.grammar.harm.forms import (
    AND_INJURED,
    BESIDE_A_FIGHTER,
    HARM_FORMS,
    KILLING_THEM,
    MIXED,
)
from sijill.official.grammar.harm.harm_clause import HarmClause, HarmKind, kinds_told
from sijill.official.grammar.harm.other_doers import ACTIVE, is_caused_by_others, is_done_by_others
from sijill.official.grammar.harm.people import (
    ADJECTIVE,
    ADVERB,
    BE,
    INJURED,
    KILLED,
    VICTIM,
)
from sijill.official.grammar.harm.shares import Share, shares_in
from sijill.official.grammar.harm.tolls import LABELS
from sijill.official.grammar.harm.topics import is_only_spoken_of
from sijill.official.grammar.harm.unnumbered import is_uncertain, most_of, unnumbered_harms
from sijill.official.grammar.telling.attribution import is_told_by_others
from sijill.official.grammar.telling.speakers import OWN, Frame
from sijill.official.grammar.telling.told_behind import attributed_after
from sijill.official.grammar.words import any_of, class_of


def harm_clauses(clause: Clause, inherited: Frame, named: str = "") -> list[HarmClause]:
    """Every number of people harmed in a sentence, in the order of the text.

    Args:
        clause: the sentence.
        inherited: who speaks at its beginning.
        named: the people whom the sentences before named last: a number without a noun is of them.
    """
    told = kinds_told(clause.line)
    if not told:
        return []
    shares = [share for share in shares_in(clause) if not ALIVE.match(clause.line, share.end)]
    harms = [_of_share(clause, share, inherited) for share in shares]
    taken: set[tuple[int, HarmKind]] = set()
    objects: set[int] = set()  # of verbs: "killed a man in the house and a woman was injured"
    labelled = {match.start("n") for _, form in LABELS for match in form.finditer(clause.line)}
    for kind, form in (*LABELS, *(one for one in HARM_FORMS if one[0] in told)):
        for match in form.finditer(clause.line):
            at = match.start("n")
            if at in labelled and (kind, form) not in LABELS:
                continue
            if (
                (at, kind) in taken
                or (at, HarmKind.CASUALTIES) in taken
                or _is_in_share(shares, kind, at)
            ):
                continue
            if at in objects or is_of_time(clause, match) or ALIVE.match(clause.line, match.end()):
                continue
            if is_unlike_civilians(clause, match, kind, named):
                continue
            read = _read(clause, match, kind, inherited)
            if read is not None:
                taken.update(
                    (match.start() + number.start(), kind) for number in NUMBERS.finditer(match[0])
                )
                taken.add((at, kind))
                objects.update((at,) * (ACTIVE.match(match[0]) is not None))
                harms.append(read)
    harms = [harm for harm in harms if not any(_holds(other, harm) for other in harms)]
    harms = _without_parts(clause, harms)
    kinds = {harm.kind for harm in harms}
    harms.extend(
        harm
        for harm in unnumbered_harms(clause, inherited)
        if not kinds or (harm.count.is_exact and harm.kind not in kinds)
    )
    return sorted(harms, key=lambda harm: (harm.start, harm.kind))


def _without_parts(clause: Clause, harms: list[HarmClause]) -> list[HarmClause]:
    """The harms without those that add up to the first of their kind: "eleven: nine and two"."""
    kept: list[HarmClause] = []
    _, _, behind = clause.line.partition(": ")
    listed = [clause.numbers[int(number)] for number in NUMBERS.findall(behind)]
    for kind in HarmKind:
        of_kind = sorted((one for one in harms if one.kind is kind), key=lambda one: one.start)
        told = (listed, [one.count for one in of_kind[1:]])
        is_sum = any(
            len(one) > 1 and total(one).range == of_kind[0].count for one in told if of_kind
        )
        kept.extend(of_kind[:1] if is_sum else of_kind)
    return kept


def _holds(whole: HarmClause, part: HarmClause) -> bool:
    """Whether a number was read inside a longer stretch that was read of the same kind."""
    is_inside = whole.start <= part.start and part.end <= whole.end
    is_longer = whole.end - whole.start > part.end - part.start
    return whole.kind is part.kind and is_inside and is_longer


def _of_share(clause: Clause, share: Share, inherited: Frame) -> HarmClause:
    """A part of those harmed, in the frame of the words that tell it."""
    words = clause.line[share.start : share.end].strip()
    is_of_alleged = re.search(r"(?<!\S)(?:reported|alleged|claimed) ", words) is not None
    if is_of_alleged:  # the part of what is alleged is the authority's
        frame = frame_before(clause, share.start, inherited)
        frame = (turned_after(clause, share.end) if frame in OWN else None) or frame
    else:
        frame = frame_at(clause, share.end - 1, share.end, inherited)
    if share.is_confirmed and is_told_by_others(clause, share.start):
        frame = Frame.ALLEGED
    elif share.is_confirmed and frame is not Frame.DENIED:
        frame = Frame.FOUND
    start, end = clause.span(share.start, share.end)
    return HarmClause(
        share.kind,
        share.count,
        frame,
        start,
        end,
        words,
        is_of_fighters=share.is_of_fighters,
        beside=share.beside,
    )


def _is_in_share(shares: Iterable[Share], kind: HarmKind, at: int) -> bool:
    """Whether the number there is a whole or a part of which a share says how many count."""
    kinds = (kind, HarmKind.CASUALTIES)
    return any(
        share.start <= at < share.end and (share.kind in kinds or kind is HarmKind.CASUALTIES)
        for share in shares
    )


def _read(
    clause: Clause, match: re.Match[str], kind: HarmKind, inherited: Frame
) -> HarmClause | None:
    if match["n"] in ("another ", "the ", "a ") and _ACTS.match(clause.line, match.end("n")):
        return None
    listed = _LISTED_LAST.search(match[0])
    end = match.start() + listed.start() if listed else match.end()
    if WERE_FIGHTERS.match(AND_INJURED.sub("", clause.line[end:], count=1)):
        return None
    if _is_part(clause, match, kind) or is_of_fighters(match) or _is_cut(clause, match):
        return None
    frame = _frame_of(clause, match, inherited)
    if match["n"] == "the " and not _is_one(clause, match, frame):
        return None
    count = count_of(clause, match)
    if is_uncertain(clause, match) or any(words in match[0] for words in uncertain_words()):
        count = most_of(count, clause)
    if MIXED.match(clause.line[match.end() :]) or MIXED.search(match[0]):
        count = CountRange(0, count.highest)
    each = count if _is_each(clause, match) else UNKNOWN_COUNT
    if each.is_known or _is_open(clause, match):
        count = CountRange(count.lowest)
    start, end = clause.span(match.start(), match.end())
    return HarmClause(
        kind,
        count,
        frame,
        start,
        end,
        match[0].strip(),
        _is_total(clause, match),
        is_taken_up=_is_taken_up(clause, match),
        each=each,
    )


def _is_taken_up(clause: Clause, match: re.Match[str]) -> bool:
    """Whether "the" stands before the number, or for it, as ``count_the_first`` has read it."""
    start, end = clause.span(match.start("n"), match.end("n"))
    is_the = match["n"] == "a " and end - start == len("the")
    return is_the or _TAKEN_UP.search(clause.line[: match.start("n")]) is not None


def _frame_of(clause: Clause, match: re.Match[str], inherited: Frame) -> Frame:
    """Who says that so many were harmed."""
    before = clause.line[: match.start()]
    mistaken = MISTAKEN_FOR.search(match[0])
    end = match.start() + mistaken.start() if mistaken else match.end()
    frame = frame_at(clause, match.start(), end, inherited)
    if mistaken and attributed_after(clause, match.end()):
        frame = Frame.ALLEGED
    if _SUPPOSED.search(match[0]) or are_of_unknown_status(clause.line[match.end() :], before):
        return Frame.SUPPOSED
    if frame not in (Frame.FOUND, Frame.STATED):
        return frame
    if before.endswith((", or ", "or else ")) and any(
        words in match[0] for words in uncertain_words()
    ):
        return Frame.SUPPOSED  # "the strike was called off, or ten might have died"
    is_act = (ACTIVE.match(match[0]) and not _BE_LAST.search(before)) or _THEM.search(match[0])
    if (is_act and is_done_by_others(before)) or is_caused_by_others(before):
        return Frame.DENIED
    is_only_told = _TOLD_OF.search(before) and not _OUR_COUNT.search(before)
    if frame is Frame.STATED and is_only_told and not _ANY_BE.search(match[0]):
        return Frame.SUPPOSED
    if frame is Frame.STATED and is_only_spoken_of(clause, match):
        return Frame.SUPPOSED
    if frame is Frame.STATED and _HAD.search(match[0]) and _BY_THEN.search(before):
        return Frame.SUPPOSED  # "we arrived after two civilians had been killed"
    is_past = _PUBLISHED_BEFORE.search(before) and not _BRINGS.search(match[0])
    return Frame.PAST if is_past else frame


_LISTED_LAST = expression(r"[,:-] <\d+> $")
_THEM = expression(rf"(?<!\S){KILLING_THEM}$")
_BE_LAST = expression(rf"(?<!\S){BE}$")
_HAD, _BY_THEN = (
    expression(rf"(?<!\S)had (?:{any_of('be', 'died')})"),
    expression(r"(?<!\S)(?:after|before|once|by the time|where) (?:the |these |those )?$"),
)

_TOLD_OF = expression(
    r"(?<!total )(?<!number )(?<!toll )(?<!sum )(?<!result )(?<!death )(?<!deaths )(?<!loss )"
    r"(?<!finding )(?<!killing )(?<!injury )(?<!injuries )(?<!lives )(?<!life )(?<!consequence )"
    r"(?<!\S)(?:of|about) $"
)
"""What only is spoken of, without a verb: "agencies tell of twenty killed"."""
_OUR_COUNT = expression(r"(?<!\S)(?:our|the coalition's|the command's) (?:own )?(?:\S+ ){1,2}of $")
_ANY_BE = expression(rf"(?<!\S)(?:{BE}|{any_of('died')})")


def _is_one(clause: Clause, match: re.Match[str], frame: Frame) -> bool:
    """Whether the article stands for one person: beside a fighter, or in a correction."""
    if _THE_PERSON.match(match[0]) and not names_fighter(clause.line):
        return True
    if BESIDE_A_FIGHTER.match(match[0]) and not names_fighter(clause.line[match.end() :]):
        return True
    another = _THE_OTHER.match(match[0])
    before = clause.line[: match.start()]
    if another and _AND_LAST.search(before) and not names_fighter(clause.line):
        is_named_before = f" {another['one']}" in f" {before}"
        return not is_named_before and _DEAD_BEFORE.search(before) is not None
    return frame is Frame.FOUND and _CORRECTED.search(clause.line) is not None


_THE_PERSON = expression(
    rf"{any_of('killing', 'injuring')}the {ADJECTIVE}*{any_of('one_person')}(?!and |, )"
)
_THE_OTHER = expression(
    rf"the {ADJECTIVE}*(?P<one>{any_of('one_person')})(?:{BE}|{ADVERB})*"
    rf"(?:{KILLED}|{any_of('died')})"
)
"""One more, with the article: "two were killed outright, and the driver died"."""
_AND_LAST, _DEAD_BEFORE = expression(r"(?<!\S)and $"), expression(rf"(?<!\S){KILLED}")
_PUBLISHED_BEFORE = expression(
    rf"(?<!\S){any_of('past')}(?:{BE})?"
    r"(?:published|released|reported|assessed|announced|listed|stated|recorded|classified|put|gave"
    r"|counted|estimated|said|thought|believed) "
    r"(?:(?!, |now |and |but |that |: )\S+ ){0,5}$"
    rf"|(?<!\S)(?:led|caused) (?:us|it|the \S+) to (?:report|state|publish|announce|list) $"
)
"""What had been published of it: "originally published as credible with two killed"."""
_TAKEN_UP = expression(r"(?<!\S)(?:the|these|those) (?:same )?$")
_SUPPOSED = expression(
    r"of (?:unknown|undetermined|unclear|disputed) (?:status|affiliation|allegiance) "
    r"|would have |could have been |(?:might|could|may|would|can) be "
    rf"(?:{ADVERB})*+(?:{KILLED}|{INJURED})"
)
_ACTS = expression(rf"{ADVERB}*+(?:{KILLED}|{INJURED})(?:<\d+> |an? |the )")
_CORRECTED = expression(rf"(?<!\S){any_of('corrects')}.*the \S+ (?:was|were) ")


def _is_part(clause: Clause, match: re.Match[str], kind: HarmKind) -> bool:
    """Whether the number is said to be among another: "including four children"."""
    before = clause.line[: match.start("n")]
    if _DEAD_INCLUDE.match(match[0]) or not kinds_told(before):
        return False
    if _OF_CASUALTIES.search(before) and not _CIVILIANS.match(clause.line[match.end("n") :]):
        return False
    if before.endswith("oneof ") or clause.line.startswith(
        ("of them ", "of whom "), match.end("n")
    ):
        return kind in kinds_told(before)
    return _AMONG_THOSE.search(before) is not None


_AMONG_THOSE = expression(
    r"(?:including|among them|of whom|of which|included|(?:oneof|of) (?:them|whom)) (?:at least )?$"
)

_DEAD_INCLUDE = expression(rf"(?:the|those) (?:{KILLED}|{INJURED})(?:include|comprise|are |were )")
_OF_CASUALTIES = expression(
    rf"(?<!\S){any_of('casualties')}(?:, )?(?:including|of which|among them) (?:at least )?$"
)
"""One number of both, and then of either: "six casualties, including two deaths"."""
_CIVILIANS = expression(rf"{ADJECTIVE}*(?:{VICTIM})++(?!{any_of('death', 'injury')})")


def _is_cut(clause: Clause, match: re.Match[str]) -> bool:
    """Whether it ends a range not read as a whole, or is what a part is of: "ten of the 51"."""
    return _CUT_RANGE.search(clause.line[: match.start("n")]) is not None


_CUT_RANGE = expression(r"(?:<\d+> (?:to|-|of the|of those|of these) |\d - )$")


def _is_each(clause: Clause, match: re.Match[str]) -> bool:
    after = clause.line[match.end() : match.end() + 30]
    return any(re.search(rf"(?<!\S){re.escape(word)} ", after) for word in class_of("each"))


def _is_open(clause: Clause, match: re.Match[str]) -> bool:
    """Whether there may be more: "between two and four civilians, or more, were killed"."""
    return _OR_MORE.search(clause.line, match.end("n"), match.end() + 24) is not None


_OR_MORE = expression(
    r"(?<!\S)(?:(?:, )?(?:or|and) |, (?=possibly |perhaps |maybe ))"
    r"(?:possibly |perhaps |maybe |probably |even |likely )*more "
    r"(?=$|[,.;:] |were |was |may |might |likely |have |had |are |is )"
    r"|(?<!\S)at least (?=$|[,.;:] |were |was |died |lost |have |had )"
)


def _is_total(clause: Clause, match: re.Match[str]) -> bool:
    before = clause.line[max(0, match.start() - 30) : match.start()]
    after = clause.line[match.end() : match.end() + 12]
    return _BRINGS.search(match[0]) is not None or any(
        word + " " in part for word in class_of("total") for part in (match[0], before, after)
    )


_BRINGS = expression(r"(?<!\S)(?:bring|rais|tak)\S+ the ")
