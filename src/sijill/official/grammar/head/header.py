"""The head of a line: its number, the day of the incident and the channel.

"(14.) Aug. 15, 2017, near Raqqah, Syria, via self-report." The place is read in ``places``.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import chain

from sijill.language.dates.running_text import Dated
from sijill.language.scripts import fold_plain
from sijill.model.limits import MOST_CHANNEL_WORDS
from sijill.model.values.dates import DateInterval, DatePrecision
from sijill.official.grammar.expressions import expression
from sijill.official.grammar.head.places import Part
from sijill.official.grammar.words import channels, head_words

ENUMERATOR = expression(r"\s*(?:\(?\d{1,5}[.)]{1,2}|[•*\-–—·])\s+")
_NOT_OF_INCIDENT = expression(
    r"\b(?:date\s+)?(?:received|report|reported|published|released|issued|closed|assessed)\s*[:=]\s*\Z|"
    rf"\b(?:published|released|release|report(?:ed)?(?: (?:of|from|dated|on))?|dated|issued|as|"
    rf"{head_words('done_to_another')}|"
    r"(?:letter|e-?mail|application|statement|answer|request|complaint|question|release|bulletin|"
    r"message|inquir(?:y|ie)|enquir(?:y|ie)|note|submission|correspondence)s?"
    r"(?:\s+for\s+\w+)?\s+of|as of|since|until|updated|in (?:the|our|its))\s*"
    r"(?:on\s+|in\s+|as\s+|the\s+)*\s*$",
    re.IGNORECASE,
)


_LONGEST_LEAD = len("(12.) In ")
_STRIKE_BEHIND = expression(
    r",?\s+(?:coalition\s+|u\.?s\.?\s+)?(?:air)?(?:strikes?|raids?|attacks?|operation|engagement)\b",
    re.IGNORECASE,
)
"""What a date belongs to: "in the Nov. 2, 2019, airstrike" is the day of the incident."""


_REPORT_OF = expression(r"\breports?\s+(?:of|on|from)\s+\Z", re.IGNORECASE)
_PLACE_BEHIND = expression(r",?\s+(?:near|in|at)\s+[A-Z]")
"""A report of a day at a place is of the incident: "the report of June 9, 2031, near Basatin"."""


_DAY_NOT_KNOWN = expression(
    r"\A\W*(?:\w+[.)]\s+)?(?:unspecified|unknown|undetermined|exact|no\s+exact)\s+(?:date|day)s?\b"
    r"[\w\s]{0,20}\Z",
    re.IGNORECASE,
)
"""A head whose month is all that is known: "Unspecified date in June 2017"."""


def date_of_incident(text: str, dates: Iterable[Dated]) -> Dated | None:
    """The first date that is no date of a publication; a month alone only at the beginning.

    Not a day that was printed before where the line puts another right: "published as February 4,
    took place on February 14".
    """
    dates = [_changed(text, dated) for dated in dates if is_of_incident(text, dated)]
    right = [dated for dated in dates if _put_right(text, dated)]
    if right:
        return right[0]
    return next(
        (
            dated
            for dated in dates
            if dated.value.precision is not DatePrecision.MONTH
            or dated.start < _LONGEST_LEAD
            or _DAY_NOT_KNOWN.search(text, 0, dated.start)
        ),
        None,
    )


def _changed(text: str, dated: Dated) -> Dated:
    """The later of two days where one was changed to the other."""
    latest = dated.value.latest
    if latest is None or not _CHANGED_FROM.search(text, 0, dated.start + len("from ")):
        return dated
    return replace(dated, value=DateInterval.on(latest))


_CHANGED_FROM = expression(
    r"\b(?:changed|corrected|amended|revised|moved|updated)\s+from\s+\Z", re.IGNORECASE
)


def _put_right(text: str, dated: Dated) -> bool:
    """Whether a day stands for one that was printed before, in the same sentence."""
    before = text[max(0, dated.start - _REACH_OF_CORRECTION) : dated.start]
    is_day = dated.value.precision in (DatePrecision.DAY, DatePrecision.WINDOW)
    return is_day and _PUT_RIGHT.search(before) is not None


_REACH_OF_CORRECTION = 200
_HAPPENED = (
    r"(?:actually|in\s+fact|really|instead)?\s*(?:did\s+)?"
    r"(?:(?:took|take|taken)\s+place|occurr?(?:ed|s)?|happen(?:ed|s)?|was\s+conducted)"
)
_PUT_RIGHT = expression(
    rf"\b{head_words('printed')}\b[^;]{{0,60}}?\b(?:on|as|of|for|date[ds]?|occurred|occurring)\s"
    rf"[^;]{{0,40}}\d[^;]{{0,60}}\b(?:{_HAPPENED}(?:\s+on)?|(?:is|was|should)\s+(?:actually\s+)?"
    r"(?:be|read|have\s+(?:been|read)))\s+\Z"
    r"|\b(?:correct|correcte?d|actual|right|true)\s+(?:date|day)\b[^.;]{0,40}?"
    r"\b(?:is|was|:|be)\s+\Z"
    r"|\b(?:date|day)\b[^;]{0,60}\bshould\s+(?:be|read|have\s+(?:been|read))\s+\Z",
    re.IGNORECASE,
)
"""Words that lead from a day that was printed to the one on which it happened."""
_REACH_OF_A_CLAUSE = 90
_OTHER_STRIKE = expression(
    r"\b(?:last|latest|most\s+recent|next|previous|nearest|closest|preceding|following)\s+"
    r"(?:[\w.'-]+\s+){0,4}(?:strikes?|airstrikes?|operations?|engagements?|missions?|activity)\b"
    r"[^;:]{0,50}\Z",
    re.IGNORECASE,
)
"""The day of another strike than the one alleged: "the last strike in Libya was on March 2"."""
_DONE_WITH_REPORT = expression(
    rf"\b{head_words('done_to_another')}\b(?!\s+fire)"
    r"(?:(?!\b(?:that|which|strike|airstrike|attack|raid|incident|near|killed|injured|wounded|"
    r"conducted|occurr\w+|took|alleg(?:es|ed|ing|edly)|claim(?:s|ed|ing)|concerning|about|regarding|of|for)\b)[^.,;:]){1,60}"
    r"\bon\s+\Z",
    re.IGNORECASE,
)
"""When something was done with a report: "received it through its web portal on January 6"."""


def is_of_incident(text: str, dated: Dated) -> bool:
    """Whether a date is no date of a publication."""
    before = text[max(0, dated.start - 30) : dated.start]
    if _REPORT_OF.search(before) and _PLACE_BEHIND.match(text, dated.end):
        return True
    if _STRIKE_BEHIND.match(text, dated.end):
        return True
    if _RECEIVED_BEHIND.match(text, dated.end):
        return False
    clause = text[max(0, dated.start - _REACH_OF_A_CLAUSE) : dated.start]
    forms = (_DONE_WITH_REPORT, _OTHER_STRIKE)
    return not (_NOT_OF_INCIDENT.search(before) or any(form.search(clause) for form in forms))


_RECEIVED_BEHIND = expression(
    r",?\s+(?:(?!(?:near|in|at|via|and|that)\b)[\w.'’-]+\s+){1,5}?"
    r"(?:received|obtained|learned|became\s+aware|amended|revised|updated|announced|published"
    r"|released|issued|corrected|reopened"
    r"|(?:was|were)\s+(?:informed|notified|alerted|contacted|made\s+aware|told))\b",
    re.IGNORECASE,
)
"""When a report came in: "On January 6, 2031, the command received information that"."""
_CHANNEL = expression(
    r"\bvia\s+(?:an?\s+|the\s+)?((?:(?!\b[Vv]ia\b)[^.:;,\n–—()]|\n(?!\s*\n))+)", re.IGNORECASE
)
_REPORTED_BY = expression(
    r"\breported\s+by\s+(?:the\s+)?([A-Z][\w ]{2,40}?)(?=[.,:;]|\s+(?:on|in|that)\b)"
)
_NAMED_ALONE = expression(
    r"(?:\A|[.,;:(–—]\s?|(?<!\w)-\s?)((?:[Ss]elf[- ]report(?:ed|ing)?"
    rf"|(?!{head_words('no_channel_first')}\b)"
    rf"(?![\w .]{{0,30}}\b{head_words('no_channel_inside')}\b)"
    r"[A-Z][\w .]{1,30} report)"
    r"(?=\s?[.,;:)–—]|\s-\s))"
)
"""A channel as a part of the head without "via": "(Airwars report)", "Self-reported."."""
_LABELLED = expression(
    r"\b(?:(?:report(?:ed|ing)?\s+)?(?:source|channel)|reported\s+(?:via|by)|received\s+(?:from|via))"
    r"\s*[:=]\s*"
    r"([^.;:,\n–—()]+)",
    re.IGNORECASE,
)
"""A channel in a field of its own: "Source: social media."."""
_RECEIVED = expression(
    r"\b(?:received|submitted|reported|made|raised|sent|came)\b[^.;:]{0,40}?"
    r"\b(?:through|via|by\s+way\s+of|(?=\sonline\b)|\bby(?=\se-?mail\b)|\bfrom)\s+(?:an?\s+|the\s+|its\s+|our\s+)?"
    r"([\w' -]{2,40}?)(?=[.,:;]"
    r"|\s+(?:on|in|that|alleging|regarding|about|of|and|was|were|is|has|had)\b"
    r"|\s+(?:\d|[a-z]{3,9}\.?\s\d)|\Z)",
    re.IGNORECASE,
)
"""A channel by which a report came: "received it through its web portal"."""
_CELL = expression(
    r"(?:[\t|]|\s[-–—/])[ ]*((?:[A-Z]|self-rep)[\w' -]{1,40}?)[ ]*(?=[\t|:(\n]|\s[-–—/]\s|\Z)"
)
_FIELD = expression(
    r"(?:[.;]\s+|[(])([A-Z][\w'-]*(?:[ ][\w'-]+){0,4})[ ]*(?=[.;]\s|[()]|\s[A-Z]\d)"
)
"""A cell of a table, or a field between stops, which may name a channel and nothing else."""
_BESIDE_CHANNELS = frozenset(
    [
        "and",
        "local",
        "the",
        "a",
        "report",
        "reports",
        "reporting",
        "post",
        "posts",
        "group",
        "intl",
        "international",
    ]
)
_TOLD_ON = expression(
    r"\s+(?:alleging|claiming|concerning|regarding|stating|saying|that|which|about)\b|\s+-\s",
    re.IGNORECASE,
)
"""What a channel told, behind its name: "its online portal alleging that"."""
_END_OF_CHANNEL = expression(
    r"\b(?:reports?|reporting|self[- ]reports?|media)\b(?!\s+(?:report|media|post))"
    r"(?!\s*(?:and|&|/|,)\s+[\w -]{0,30}?\b(?:reports?|reporting|media)\b)",
    re.IGNORECASE,
)


def channel_in(text: str) -> Part | None:
    """By which channel the allegation reached the authority, in its own words."""
    forms = (_CHANNEL, _REPORTED_BY, _LABELLED, _NAMED_ALONE)
    match = next((match for form in forms if (match := form.search(text))), None)
    match = match or _cell_of_channel(text) or _received(text) or _told_by(text) or _speaker(text)
    if match is None:
        return None
    words = _TOLD_ON.split(match[1])[0]
    if end := _END_OF_CHANNEL.search(words):
        words = words[: end.end()]
    words = " ".join(words.split(" ")[:MOST_CHANNEL_WORDS]).rstrip()
    return Part(" ".join(words.split()), match.start(1), match.start(1) + len(words))


def _received(text: str) -> re.Match[str] | None:
    """By which known channel a report was received."""
    return next(
        (one for one in _RECEIVED.finditer(text) if channel_code(one[1]) not in ("", "other")),
        None,
    )


def _told_by(text: str) -> re.Match[str] | None:
    """Whose allegation it is, where that is a known channel: "the claim of a monitor that"."""
    return next(
        (told for told in _TOLD_BY.finditer(text) if channel_code(told[1]) not in _NO_CHANNELS),
        None,
    )


_NO_CHANNELS = ("", "other", "self_report")
_TOLD_BY = expression(
    r"\b(?i:allegations?|claims?|complaints?|reports?)\s+"
    r"(?:(?:made|submitted|received|filed|raised|published|issued|sent|circulating|circulated"
    r"|posted|shared|spread|appearing)\s+)?"
    r"(?:by|from|in|on(?=\ssocial)|(?<=claim )of|(?<=allegation )of)\s+(?:an?\s+|the\s+)?"
    r"((?:(?!\b(?:that|which|of|on|in|at|to|near|about|was|were|is|alleging|claiming|concerns?|"
    r"describes?|refers?|relates?|are|has|have|had)\b)"
    r"[\w'’-]+\s?|of\s(?=[A-Z])){1,6})",
)


def _speaker(text: str) -> re.Match[str] | None:
    """A known channel with which a sentence begins that alleges: "Local media claim"."""
    return next(
        (told for told in _SPEAKER.finditer(text) if channel_code(told[1]) in _SPEAKERS),
        None,
    )


def tells_on(text: str, end: int) -> bool:
    """Whether a verb of alleging follows there."""
    return _TELLS_ON.match(text, end) is not None


_TELLS_ON = expression(rf"\s(?:has\s+|have\s+|had\s+)?{head_words('alleging')}\b")
_SPEAKERS = ("monitor", "ngo", "un", "media", "social_media")
_SPEAKER = expression(
    r"(?:\A|[.;:]\s+)(?:The\s+)?([A-Z][\w-]*"
    r"(?:\s(?:for|of|and|media|activists|residents|[A-Z][\w-]*)){0,5}?)"
    rf"\s{{1,2}}(?:has\s+|have\s+|had\s+)?{head_words('alleging')}\b"
)


def _cell_of_channel(text: str) -> re.Match[str] | None:
    """The first cell of a table that is a known channel."""
    return next(
        (
            cell
            for form in (_CELL, _FIELD)
            for cell in form.finditer(text)
            if _is_only_channel(cell[1])
        ),
        None,
    )


def _is_only_channel(words: str) -> bool:
    """Whether the words name known channels and say nothing else."""
    left = f" {fold_plain(words).replace('-', ' ')} "
    if channel_code(words) in ("", "other"):
        return False
    for word in sorted(chain.from_iterable(channels().values()), key=len, reverse=True):
        left = re.sub(rf" {re.escape(word)}(?:s|ed|ing)? ", " ", left)
    return _BESIDE_CHANNELS.issuperset(left.split())


def channel_code(words: str) -> str:
    """The code of ``allegation_channel`` for the words of a channel; empty where there are none."""
    plain = f" {fold_plain(words).replace('-', ' ')} ".replace(" to the coalition ", " ")
    if not plain.strip():
        return ""
    found = [
        (-len(word.split()), row, code)
        for row, (code, listed) in enumerate(channels().items())
        for word in listed
        if _names_channel(plain, word)
    ]
    return min(found)[2] if found else "other"


_SHORT = len("ngo")


def _names_channel(plain: str, word: str) -> bool:
    """Whether the words hold one of a channel; a short one as a whole, or in the plural."""
    if len(word) > _SHORT:
        return f" {word}" in plain
    return f" {word} " in plain or f" {word}s " in plain
