"""The words that say whose word follows: an allegation of others, or the authority's own finding.

"The report alleges that" attributes, "it was assessed that" finds; a third party as the subject
("a paper wrote that the Coalition admitted") makes a finding an allegation.
"""

import re
from functools import cache, lru_cache

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
    SELF,
    TELLS_OTHERS,
    Frame,
    FrameMark,
)
from sijill.official.grammar.words import any_of, class_of, possessive_of

_BE_BEFORE = expression(r"(?:was|were|is|are|been|be|being) (?:also |later |then |further )?$")
_BY_OTHERS = expression(
    rf"(?:to have \S+ |(?:to be |as |not )*{any_of('credible')})?"
    rf"by (?:the |a |an |local )*{any_of('third_party')}"
)
_OTHERS_BEFORE = expression(rf"(?<!\S){any_of('third_party')}(?:\S+ ){{0,4}}?$")
_WORK_OF_OTHERS = expression(
    rf"(?<!\S)(?:by|of) (?:the |a |an )?(?:\S+ )?{any_of('third_party')}(?:has |have |had )?$"
)
_POSSESSOR = rf"(?<!\S)(?:{possessive_of('third_party')}|their )"
_OF_A_POSSESSOR = expression(rf"{_POSSESSOR}(?:(?!coalition|our |we |it )\S+ ){{0,3}}$")
"""A third party's inquiry or people as the subject: "the council's investigation established"."""
_OF_ANOTHERS_WORK = expression(
    rf"{_POSSESSOR}(?:\S+ )?(?:review|investigation|inquiry|assessment|analysis|survey|study) of "
    r"(?:(?!coalition|our |we |it |and |that |, )\S+ ){1,6}$"
)
"""A third party's work on something: "the monitor's review of the strike substantiates"."""
_COUNT_OF_OTHERS = expression(
    rf"{_POSSESSOR}(?:\S+ ){{0,2}}?"
    r"(?:count|tally|figure|number|estimate|assessment|finding|toll|list) "
    r"(?:(?!<\d+>|not |no )\S+ ){0,3}?(?:is |was |stands at |remains |puts |: )"
)
_SUBJECT_OF_OTHERS = expression(
    r"\A(?:, |and |but |however |the |a |an |local |several |some |many |according )*"
    rf"{OTHERS_WHO_SAY}(?!{any_of('be', 'killed', 'died', 'injured', 'authority')}"
    r"|in |near |at |on |of |and |who |: )"
    r"(?:, (?:(?!, )\S+ ){1,8}, )?"
)
"""A third party is the subject of the sentence: "rescuers dug out", "Amnesty, after a visit,"."""
_AS_OTHERS_SAY = expression(
    rf"(?<!\S)(?:{any_of('in_view')}(?:the |a |an |local |some )*{OTHERS_WHO_SAY}"
    rf"(?:(?:{any_of('may_have')})?{any_of('tells_behind')}|, |(?=<\d+> ))?"
    rf"|(?:believed|thought|feared|presumed|held|considered) (?:\S+ )?by (?:the |a |an |local )*"
    rf"{any_of('third_party')}"
    r"|(?:hold|holds|held) (?:(?:\S+ ){1,3})?responsible (?:by (?:\S+ ){1,2})?for "
    rf"|in (?:the |a |an )?{possessive_of('third_party')}"
    r"(?:account|version|words|view|telling|count|report) "
    r"|(?:links?|linked) (?:us |the coalition |our \S+ )(?:to|with) |been linked (?:to|with) "
    r"|(?:put|laid) (?:to us|at our door|at its door) |so - called |what (?:is|was) called "
    r"|(?:learned|learnt|heard|knows?|known) (?:\S+ )?(?:from|through|via) "
    rf"(?:the |a |an |local )*{any_of('third_party')}(?:of |that )?"
    rf"|{any_of('lists_of_others')}(?:kept |made |compiled |published |held )?(?:by|of) "
    rf"(?:the |a |an |local )*{OTHERS_WHO_SAY}|{any_of('photos_show')})"
)
"""What a third party says or lists: "as the monitor has shown", "the tally kept by activists"."""
_SHOWN_BY_OTHERS = expression(
    rf"(?:{_POSSESSOR}(?:\S+ ){{1,3}}?|(?<!\S)by (?:the |a |an |local )*{any_of('third_party')})"
    r"(?:show|shows|showed|indicate|indicates|indicated|suggest|suggests|suggested|reveal|reveals|"
    r"revealed|prove|proves|proved) "
)
_ANOTHER_SUBJECT = expression(
    rf"(?<!\S)(?:{any_of('authority', 'contrast')}|, (?:and )?(?:the|our) )|{any_of('be')}$"
)
_AUTHORITY_BEFORE = expression(rf"(?<!\S){any_of('authority')}(?:\S+ ){{0,3}}$")
ADJECTIVE_BEFORE = expression(r"(?<!\S)(?:a|an|the|on|against|of|near|at|this|these|two|<\d+>) $")
_NOT_ADJECTIVE = expression(
    rf"(?:that |to |<\d+>|{any_of('victim', 'casualties', 'killed', 'injured', 'death', 'injury')})"
)
_BESIDE_THOSE = expression(
    rf"(?<!\S){any_of('in_addition')}the <\d+> (?:\S+ )?{any_of('death', 'injury', 'casualties')}$"
)
"""What is only named to add to it: "in addition to the four deaths reported in March"."""
PARTICIPLES = ("alleged ", "reported ", "claimed ", "purported ", "documented ")
_AS_PARTICIPLE = expression(any_of("killed", "injured"))
"""What was done by nobody who is named: "were confirmed killed" finds nothing by itself."""
_PAST_REPORT = expression(rf"{any_of('allegation')}{any_of('past')}\Z")
_ATTRIBUTING = expression(r"(?<!\S)" + any_of("attributes", "attributes_of_others"))


@cache
def word_finder(name: str) -> re.Pattern[str]:
    """Where a word of a class of ``words.toml`` begins."""
    return expression(r"(?<!\S)" + any_of(name))


@lru_cache(maxsize=64)  # asked for again and again while one sentence is read
def frame_marks(clause: Clause) -> tuple[FrameMark, ...]:
    """Every word that turns the frame, in order."""
    line = clause.line
    marks = [
        FrameMark(match.start(), match.end(), _frame_of_told(clause, match))
        for match in _ATTRIBUTING.finditer(line)
        if _attributes(line, match)
    ]
    marks.extend(
        FrameMark(match.start(), match.end(), Frame.ALLEGED)
        for form in (_COUNT_OF_OTHERS, _SHOWN_BY_OTHERS, _SUBJECT_OF_OTHERS, _AS_OTHERS_SAY)
        for match in form.finditer(line)
    )
    marks.extend(
        FrameMark(match.start(), match.end(), Frame.FOUND)
        for match in BY_OWN_FINDING.finditer(line)
    )
    marks.extend(
        FrameMark(match.start("shows"), match.end(), Frame.FOUND)
        for match in (*OWN_EVIDENCE.finditer(line), *EVIDENCE_FOR.finditer(line))
        if not _OF_A_POSSESSOR.search(line[: match.start()])
        and not is_evidence_of_others(line, match.start(), match.start("shows"))
    )
    accepted = [match.span() for match in ACCEPTED.finditer(line)]
    for match in (*word_finder("assesses").finditer(line), *NUMBER_FOUND.finditer(line)):
        is_accepted = any(start <= match.start() < end for start, end in accepted)
        if is_accepted or _AS_PARTICIPLE.match(line, match.end()):
            continue
        is_own = _goes_on(line, match.start(), marks) or _is_authority(line, match)
        is_own = is_own or _PAST_REPORT.search(line, 0, match.start()) is not None
        frame = Frame.ALLEGED
        if is_own and not _is_reported(line, match.start(), marks):
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
    is_own_past = is_own_past and not _OTHERS_BEFORE.search(before)
    is_own_past = is_own_past or _OWN_VERSION.search(before) is not None
    return Frame.PAST if is_own_past else Frame.ALLEGED


_OWN_VERSION = expression(
    rf"(?<!\S){any_of('past')}(?:version|edition|draft|text|issue) of "
    r"(?:this|the|our) (?:monthly |public )*(?:report|release|statement|entry|line|summary) $"
)
"""What the authority had printed: "an earlier version of this report said"."""


def _goes_on(line: str, start: int, marks: list[FrameMark]) -> bool:
    """Whether a finding has the subject of the one before: "determined ... and assesses that"."""
    before = [mark for mark in marks if mark.start < start]
    last = max(before, key=lambda mark: mark.start, default=None)
    is_joined = line[:start].endswith((" and ", " and it "))
    return is_joined and last is not None and last.frame is Frame.FOUND


def _is_reported(line: str, start: int, attributed: list[FrameMark]) -> bool:
    """Whether a finding is itself only reported: "a paper wrote that the Coalition admitted"."""
    ends = [mark.end for mark in attributed if mark.end <= start and mark.frame is Frame.ALLEGED]
    return bool(ends) and _REPORTED_FINDING.fullmatch(line[max(ends) : start]) is not None


_REPORTED_FINDING = expression(
    r"(?:(?:by|of|from) (?:(?!that |but |, )\S+ ){1,4}(?=that |: ))?"
    rf"(?:(?:the |a |an |local )*(?:us |{any_of('third_party', 'authority')})(?=that ))?"
    rf"(?:: )?(?:that )?(?:the |a |an |our |its |u \. s \. |us |american )*{any_of('authority')}+"
    r"(?:forces |officials |spokesman |has |have |had |was |been |already |itself |later )*"
)


def _attributes(line: str, match: re.Match[str]) -> bool:
    before, after = line[: match.start()], line[match.end() :]
    if OWN_BEFORE.search(before) or (_AS_INJURED.match(after) and _FIRST.search(before)):
        return False
    if _is_own_source(line, match) or (match[0] == "read " and ERRATUM.search(line)):
        return False
    if match[0] in PARTICIPLES and _BESIDE_THOSE.search(before):
        return False
    if match[0] in PARTICIPLES and ADJECTIVE_BEFORE.search(before):
        return bool(_NOT_ADJECTIVE.match(after))
    if match[0].strip() in class_of("attributes_of_others"):
        return bool(_OTHERS_BEFORE.search(before))
    if _OWN_FINDING_BEFORE.search(before) and not _OTHERS_BEFORE.search(before[:-1]):
        return False
    if _BY_OWN_PEOPLE.match(after) or (match[0] == "estimate " and before.endswith("best ")):
        return False
    if match[0] in ("allegation ", "allegations "):
        return _tells_what_is_alleged(before, after)
    if match[0].split(" ")[0] in ("been", "was", "were", "have", "has"):
        return True
    return not SELF.search(before)


def _is_own_source(line: str, match: re.Match[str]) -> bool:
    """Whether it names the authority's own finding, evidence, or reports that it reviewed."""
    if match[0] == "according to " and BY_OWN_FINDING.match(line, match.start()):
        return True
    if match[0] in _REPORTS and _is_reviewed(line, match):
        return True
    return any(shows.start("shows") == match.start() for shows in OWN_EVIDENCE.finditer(line))


def _tells_what_is_alleged(before: str, after: str) -> bool:
    """Whether an allegation is told: "the allegation: ..."; "Allegation 12: ..." only numbers."""
    if after.startswith(": "):
        return before.endswith("the ")
    return after.startswith(("that ", "of ", "is that ", "was that ", "about "))


_REPORTS = ("reporting ", "report of ", "reports of ", "reported ")


def _is_reviewed(line: str, match: re.Match[str]) -> bool:
    """Whether reports are what the authority looked at: "a review of the reporting found"."""
    review = _REVIEW_OF.search(line[: match.start()])
    after = word_finder("assesses").match(line, match.end())
    return (
        review is not None
        and after is not None
        and not is_of_others(line, review.start())
        and not _OF_A_POSSESSOR.search(line[: review.start()])
    )


_REVIEW_OF = expression(
    r"(?<!\S)(?:examination|re - examination|reexamination|review|reassessment|assessment|analysis|"
    r"study|check) of (?:(?!by |that )\S+ ){0,4}$"
)
OWN_BEFORE = expression(r"(?<!\S)(?:now|cannot be|(?:should|ought to)(?: have)?) $")
"""Words after which a telling is the authority's own: "it should have read two wounded"."""
_FIRST = expression(r"(?<!\S)<\d+> (?:\S+ ){1,2}(?:initially|originally|first) $")
_AS_INJURED = expression(r"as (?:injured|wounded|missing) ")
_NAMED_BEFORE = expression(rf"(?<!\S){any_of('third_party')}(?:has |have |had )?$")
_OWN_FINDING_BEFORE = expression(
    r"(?<!\S)(?:commander's|command's|coalition's|our|internal|formal) "
    r"(?:investigation|inquiry|review|assessment) $"
)
_BY_OWN_PEOPLE = expression(
    r"by (?:the |our |its )*(?:coalition |u \. s \. )?"
    r"(?:aircrew|aircrews|pilot|pilots|crew|aircraft|operators|unit) "
)
_PASSIVES = ("found ", "deemed ", "assessed ", "determined ", "considered ", "judged ")


def _is_authority(line: str, match: re.Match[str]) -> bool:
    """Whether a word of finding has the authority as its subject."""
    before, after = line[: match.start()], line[match.end() :]
    others = (_WORK_OF_OTHERS, _OF_A_POSSESSOR, _OF_ANOTHERS_WORK, _STAFF_OF_OTHERS)
    if _BY_OTHERS.match(after) or any(form.search(before) for form in others):
        return False
    if (subject := _SUBJECT_OF_OTHERS.match(line)) and not _ANOTHER_SUBJECT.search(
        line, subject.end(), match.start()
    ):
        return False
    is_passive = match[0] in _PASSIVES and after.startswith(("to be ", "to have ", "as "))
    is_passive = is_passive and not _NAMED_BEFORE.search(before)
    reviewed = _REVIEWED.search(before)
    if reviewed is not None and not is_of_others(line, reviewed.start()):
        return True
    review = _REVIEW_OF.search(before)
    if review is not None and not is_of_others(line, review.start()):
        return True
    if TELLS_OTHERS.search(before):
        return True
    if is_passive or _BE_BEFORE.search(before) or match[0] == "likelier ":
        return True
    return bool(_AUTHORITY_BEFORE.search(before)) or not _OTHERS_BEFORE.search(before)


def is_of_others(line: str, start: int) -> bool:
    """Whether a third party is the subject of the verb there: "the monitor confirmed"."""
    return _OTHERS_AS_SUBJECT.search(line[:start]) is not None


def is_told_by_others(clause: Clause, start: int) -> bool:
    """Whether what begins there is told by a third party, in the words right before it."""
    marks = [mark for mark in frame_marks(clause) if mark.end <= start]
    told = bool(marks) and marks[-1].frame is Frame.ALLEGED
    return is_of_others(clause.line, start) or (
        told and ", " not in clause.line[marks[-1].end : start]
    )


_STAFF_OF_OTHERS = expression(
    rf"(?<!coalition )(?<!our )(?<!command )(?<!forces )(?<!\S){any_of('third_party')}"
    rf"{any_of('staff_of_others')}(?:{any_of('may_have')})?(?:only |later |also )?$"
)
"""Who works for a third party: "the monitor's researchers found", "the paper's team has shown"."""


_OTHERS_AS_SUBJECT = expression(
    rf"(?<!\S){any_of('third_party')}{any_of('staff_of_others')}?"
    r"(?:has |have |had |could |can |was able to |were able to )?(?:only |later |itself |also )?$"
)


_REVIEWED = expression(
    r"(?<!\S)(?:reviewed|reviewing|assessed|examined|investigated|considered|studied|checked|reopened"
    r"|reexamined|revisited|received|closed) "
    r"(?:the|this|these|each|all|that) (?:\S+ )?"
    r"(?:reports?|allegations?|claims?|submissions?|posts?|articles?) (?:(?!by )\S+ ){0,2}$"
)
"""A report as what the authority looked at: "reviewed the report and determined"."""


def is_past(clause: Clause, start: int) -> bool:
    """Whether what stands there was found before: "the earlier finding of", "previously"."""
    return bool(word_finder("past").search(clause.line[max(0, start - _PAST_REACH) : start]))


_PAST_REACH = 28
