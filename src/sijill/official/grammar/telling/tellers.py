"""Whose word a verb of telling or finding makes it: that of the authority, or of others.

"Airwars says" attributes, "the coalition says" does not; "the review established" is the
authority's finding, "the monitor's review established" is not.
"""

import re
from functools import cache

from sijill.official.grammar.clauses import Clause
from sijill.official.grammar.expressions import expression
from sijill.official.grammar.telling.own_evidence import (
    BY_OWN_FINDING,
    OWN_EVIDENCE,
)
from sijill.official.grammar.telling.refused_parts import ERRATUM
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
OTHERS_BEFORE = expression(rf"(?<!\S){any_of('third_party')}(?:\S+ ){{0,4}}?$")
_WORK_OF_OTHERS = expression(
    rf"(?<!\S)(?:by|of) (?:the |a |an )?(?:\S+ )?{any_of('third_party')}(?:has |have |had )?$"
)
POSSESSOR = rf"(?<!\S)(?:{possessive_of('third_party')}|their )"
OF_A_POSSESSOR = expression(rf"{POSSESSOR}(?:(?!coalition|our |we |it )\S+ ){{0,3}}$")
"""A third party's inquiry or people as the subject: "the council's investigation established"."""
_OF_ANOTHERS_WORK = expression(
    rf"{POSSESSOR}(?:\S+ )?(?:review|investigation|inquiry|assessment|analysis|survey|study) of "
    r"(?:(?!coalition|our |we |it |and |that |, )\S+ ){1,6}$"
)
"""A third party's work on something: "the monitor's review of the strike substantiates"."""
SUBJECT_OF_OTHERS = expression(
    r"\A(?:, |and |but |however |the |a |an |local |several |some |many |according )*"
    rf"{OTHERS_WHO_SAY}(?!{any_of('be', 'killed', 'died', 'injured', 'authority')}"
    r"|in |near |at |on |of |and |who |: )"
    r"(?:, (?:(?!, )\S+ ){1,8}, )?"
)
"""A third party is the subject of the sentence: "rescuers dug out", "Amnesty, after a visit,"."""
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


@cache
def word_finder(name: str) -> re.Pattern[str]:
    """Where a word of a class of ``words.toml`` begins."""
    return expression(r"(?<!\S)" + any_of(name))


def goes_on(line: str, start: int, marks: list[FrameMark]) -> bool:
    """Whether a finding has the subject of the one before: "determined ... and assesses that"."""
    before = [mark for mark in marks if mark.start < start]
    last = max(before, key=lambda mark: mark.start, default=None)
    is_joined = line[:start].endswith((" and ", " and it "))
    return is_joined and last is not None and last.frame is Frame.FOUND


def is_reported(line: str, start: int, attributed: list[FrameMark]) -> bool:
    """Whether a finding is itself only reported: "a paper wrote that the Coalition admitted"."""
    ends = [mark.end for mark in attributed if mark.end <= start and mark.frame is Frame.ALLEGED]
    return bool(ends) and _REPORTED_FINDING.fullmatch(line[max(ends) : start]) is not None


_REPORTED_FINDING = expression(
    r"(?:(?:by|of|from) (?:(?!that |but |, )\S+ ){1,4}(?=that |: ))?"
    rf"(?:(?:the |a |an |local )*(?:us |{any_of('third_party', 'authority')})(?=that ))?"
    rf"(?:: )?(?:that )?(?:the |a |an |our |its |u \. s \. |us |american )*{any_of('authority')}+"
    r"(?:forces |officials |spokesman |has |have |had |was |been |already |itself |later )*"
)


def attributes(line: str, match: re.Match[str]) -> bool:
    """Whether a word of telling makes what follows the word of others."""
    before, after = line[: match.start()], line[match.end() :]
    word = match[0]
    if word in PARTICIPLES and ADJECTIVE_BEFORE.search(before):
        return bool(_NOT_ADJECTIVE.match(after)) and not _BESIDE_THOSE.search(before)
    if _tells_nothing(line, match) or _is_own_source(line, match):
        return False
    if word.strip() in class_of("attributes_of_others"):
        return bool(OTHERS_BEFORE.search(before))
    if _OWN_FINDING_BEFORE.search(before) and not OTHERS_BEFORE.search(before[:-1]):
        return False
    if word in _ESTIMATES and _BY_AUTHORITY.search(before):
        return OF_A_POSSESSOR.search(before) is not None
    if word in ("allegation ", "allegations "):
        return _tells_what_is_alleged(before, after)
    is_passive = word.split(" ")[0] in ("been", "was", "were", "have", "has")
    return is_passive or not SELF.search(before)


def _tells_nothing(line: str, match: re.Match[str]) -> bool:
    """Whether it is no verb of telling there: "the blast claimed two lives", "should have read"."""
    before, after, word = line[: match.start()], line[match.end() :], match[0]
    is_of_lives = word.startswith("claim") and _LIVES.match(after) is not None
    is_first = _AS_INJURED.match(after) is not None and _FIRST.search(before) is not None
    is_erratum = word == "read " and ERRATUM.search(line) is not None
    is_best = word == "estimate " and before.endswith("best ")
    is_beside = word in PARTICIPLES and _BESIDE_THOSE.search(before) is not None
    is_own = OWN_BEFORE.search(before) or _BY_OWN_PEOPLE.match(after)
    return is_of_lives or is_first or is_erratum or is_best or is_beside or is_own is not None


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
        and not OF_A_POSSESSOR.search(line[: review.start()])
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
_ESTIMATES = ("estimate ", "estimates ", "put ", "puts ", "lists ")
_BY_AUTHORITY = expression(
    rf"(?<!\S)(?:(?!it ){any_of('authority')}|(?:the|our) analysts )(?:also |now |therefore )?$"
)
_LIVES = expression(rf"(?:the )?(?:<\d+> |an? ){any_of('number_noun')}*(?:lives|life) ")
_PASSIVES = ("found ", "deemed ", "assessed ", "determined ", "considered ", "judged ")


def is_of_authority(line: str, match: re.Match[str]) -> bool:
    """Whether a word of finding has the authority as its subject."""
    before, after = line[: match.start()], line[match.end() :]
    others = (_WORK_OF_OTHERS, OF_A_POSSESSOR, _OF_ANOTHERS_WORK, _STAFF_OF_OTHERS)
    if _BY_OTHERS.match(after) or any(form.search(before) for form in others):
        return False
    if (subject := SUBJECT_OF_OTHERS.match(line)) and not _ANOTHER_SUBJECT.search(
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
    return bool(_AUTHORITY_BEFORE.search(before)) or not OTHERS_BEFORE.search(before)


def is_of_others(line: str, start: int) -> bool:
    """Whether a third party is the subject of the verb there: "the monitor confirmed"."""
    return _OTHERS_AS_SUBJECT.search(line[:start]) is not None


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
