"""The words that say whose word follows: an allegation of others, or the authority's own finding.

"The report alleges that" attributes, "it was assessed that" finds; a third party as the subject
("a paper wrote that the Coalition admitted") makes a finding an allegation.
"""

import re
from functools import lru_cache

from sijill.official.grammar.clauses import Clause
from sijill.official.grammar.expressions import expression
from sijill.official.grammar.telling.own_evidence import (
    ACCEPTED,
    BY_OWN_FINDING,
    EVIDENCE_FOR,
    NUMBER_FOUND,
    OWN_EVIDENCE,
    OWN_WORDS,
    is_evidence_of_others,
)
from sijill.official.grammar.telling.refused_parts import ERRATUM, FINDING_TURNED, PART_REFUSED
from sijill.official.grammar.telling.speakers import (
    OTHERS_WHO_SAY,
    Frame,
    FrameMark,
)
from sijill.official.grammar.telling.tellers import (
    OF_A_POSSESSOR,
    OTHERS_BEFORE,
    POSSESSOR,
    SUBJECT_OF_OTHERS,
    attributes,
    goes_on,
    is_of_authority,
    is_of_others,
    is_past,
    is_reported,
    word_finder,
)
from sijill.official.grammar.words import any_of, class_of, possessive_of

_COUNT_OF_OTHERS = expression(
    rf"{POSSESSOR}(?:\S+ ){{0,2}}?"
    r"(?:count|tally|figure|number|estimate|assessment|finding|toll|list) "
    r"(?:(?!<\d+>|not |no )\S+ ){0,3}?(?:is |was |stands at |remains |puts |: )"
)
_AS_OTHERS_SAY = expression(
    rf"(?<!\S)(?:{any_of('in_view')}(?:the |a |an |local |some )*{OTHERS_WHO_SAY}"
    rf"(?:(?:{any_of('may_have')})?{any_of('tells_behind')}|, |(?=<\d+> ))?"
    rf"|(?:believed|thought|feared|presumed|held|considered) (?:\S+ )?by (?:the |a |an |local )*"
    rf"{any_of('third_party')}"
    r"|(?:hold|holds|held) (?:(?:\S+ ){1,3})?responsible (?:by (?:\S+ ){1,2})?for "
    rf"|in (?:the |a |an )?{possessive_of('third_party')}"
    r"(?:account|version|words|view|telling|count|report|judgement|judgment|opinion|estimate) "
    r"|(?:links?|linked) (?:us |the coalition |our \S+ )(?:to|with) |been linked (?:to|with) "
    r"|(?:put|laid) (?:to us|at our door|at its door) |so - called |what (?:is|was) called "
    r"|(?:learned|learnt|heard|knows?|known) (?:\S+ )?(?:from|through|via) "
    rf"(?:the |a |an |local )*{any_of('third_party')}(?:of |that )?"
    rf"|{any_of('lists_of_others')}(?:kept |made |compiled |published |held )?(?:by|of) "
    rf"(?:the |a |an |local )*{OTHERS_WHO_SAY}|{any_of('photos_show')})"
)
"""What a third party says or lists: "as the monitor has shown", "the tally kept by activists"."""
_SHOWN_BY_OTHERS = expression(
    rf"(?:{POSSESSOR}(?:\S+ ){{1,3}}?|(?<!\S)by (?:the |a |an |local )*{any_of('third_party')})"
    r"(?:show|shows|showed|indicate|indicates|indicated|suggest|suggests|suggested|reveal|reveals|"
    r"revealed|prove|proves|proved) "
)
_AS_PARTICIPLE = expression(any_of("killed", "injured"))
"""What was done by nobody who is named: "were confirmed killed" finds nothing by itself."""
_PAST_REPORT = expression(rf"{any_of('allegation')}{any_of('past')}\Z")
_ATTRIBUTING = expression(r"(?<!\S)" + any_of("attributes", "attributes_of_others"))


@lru_cache(maxsize=64)  # asked for again and again while one sentence is read
def frame_marks(clause: Clause) -> tuple[FrameMark, ...]:
    """Every word that turns the frame, in order."""
    line = clause.line
    marks = [
        FrameMark(match.start(), match.end(), _frame_of_told(clause, match))
        for match in _ATTRIBUTING.finditer(line)
        if attributes(line, match)
    ]
    marks.extend(
        FrameMark(match.start(), match.end(), Frame.ALLEGED)
        for form in (_COUNT_OF_OTHERS, _SHOWN_BY_OTHERS, SUBJECT_OF_OTHERS, _AS_OTHERS_SAY)
        for match in form.finditer(line)
    )
    marks.extend(
        FrameMark(match.start(), match.end(), Frame.FOUND)
        for match in BY_OWN_FINDING.finditer(line)
    )
    marks.extend(
        FrameMark(match.start("shows"), match.end(), Frame.FOUND)
        for match in (*OWN_EVIDENCE.finditer(line), *EVIDENCE_FOR.finditer(line))
        if not OF_A_POSSESSOR.search(line[: match.start()])
        and not is_evidence_of_others(line, match.start(), match.start("shows"))
    )
    accepted = [match.span() for match in ACCEPTED.finditer(line)]
    for match in (*word_finder("assesses").finditer(line), *NUMBER_FOUND.finditer(line)):
        is_accepted = any(start <= match.start() < end for start, end in accepted)
        if is_accepted or _AS_PARTICIPLE.match(line, match.end()):
            continue
        is_own = goes_on(line, match.start(), marks) or is_of_authority(line, match)
        is_own = is_own or _PAST_REPORT.search(line, 0, match.start()) is not None
        frame = Frame.ALLEGED
        if is_own and not is_reported(line, match.start(), marks):
            frame = Frame.PAST if is_past(clause, match.start()) else Frame.FOUND
        marks.append(FrameMark(match.start(), match.end(), frame))
    marks.extend(
        FrameMark(match.start(), match.end(), Frame.FOUND)
        for pattern in OWN_WORDS
        for match in pattern.finditer(line)
    )
    for match in word_finder("corrects").finditer(line):
        is_of_act = match[0].strip() in class_of("of_acts_too")
        if is_of_act and clause.words.isdisjoint(class_of("stating")):
            continue  # "the house was struck in error" tells an act
        is_others = is_evidence_of_others(line, match.start(), match.start())
        frame = Frame.ALLEGED if is_others else Frame.FOUND
        marks.append(FrameMark(match.start(), match.end(), frame))
    marks.extend(
        FrameMark(match.start(), match.end(), Frame.STATED)
        for match in word_finder("contrast").finditer(line)
    )
    for match in ERRATUM.finditer(line):
        marks.append(FrameMark(match.start(), match.start("old"), Frame.PAST))
        marks.append(FrameMark(match.end("old"), match.end(), Frame.FOUND))
    marks.extend(
        FrameMark(match.start("over"), match.end(), Frame.FOUND)
        for match in FINDING_TURNED.finditer(line)
        if all(mark.frame is not Frame.ALLEGED for mark in marks if mark.start < match.end())
    )
    marks.extend(
        FrameMark(match.start("refused"), match.end(), Frame.STATED)
        for match in PART_REFUSED.finditer(line)
    )
    return tuple(sorted(marks, key=lambda mark: (mark.start, -mark.end)))


def _frame_of_told(clause: Clause, match: re.Match[str]) -> Frame:
    """What the authority had published before is its own past: "originally published as"."""
    before = clause.line[: match.start()]
    is_own_past = is_past(clause, match.start()) and clause.line.startswith("as ", match.end())
    is_own_past = is_own_past and not OTHERS_BEFORE.search(before)
    is_own_past = is_own_past or _OWN_VERSION.search(before) is not None
    return Frame.PAST if is_own_past else Frame.ALLEGED


_OWN_VERSION = expression(
    rf"(?<!\S){any_of('past')}(?:version|edition|draft|text|issue) of "
    r"(?:this|the|our) (?:monthly |public )*(?:report|release|statement|entry|line|summary) $"
)
"""What the authority had printed: "an earlier version of this report said"."""


def is_told_by_others(clause: Clause, start: int) -> bool:
    """Whether what begins there is told by a third party, in the words right before it."""
    marks = [mark for mark in frame_marks(clause) if mark.end <= start]
    told = bool(marks) and marks[-1].frame is Frame.ALLEGED
    return is_of_others(clause.line, start) or (
        told and ", " not in clause.line[marks[-1].end : start]
    )
