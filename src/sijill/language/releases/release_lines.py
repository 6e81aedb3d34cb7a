"""A pasted release cut into its lines: each allegation with its own head, and the rest apart.

A line begins at the start of a row of text, or after a number ("14."), with the day of an incident;
in a table after the cells before the day; where a form is repeated, with the paragraph that holds
the field of its day. Where none does, a paragraph that opens with an allegation and its day is a
line ("Regarding the claim that on 18 March ..."). It ends before the next, before a heading, and
before totals.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, pairwise

from sijill.language.dates.running_text import dates_in
from sijill.model import limits
from sijill.model.values.dates import DatePrecision
from sijill.model.word_files import toml_beside


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a release: verbatim characters from ``start`` to ``end``, and its heading."""

    start: int
    end: int
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Release:
    """A text that lists allegations: its lines in order, and the text around them."""

    lines: tuple[Line, ...]
    around: str
    issued: str = ""
    """The day in the short row above the lines that dates the release, as it is written."""

    @property
    def doubtful(self) -> list[str]:
        """Rows of the text around that name a day and a place, as a line or a correction does."""
        return [
            row.strip()
            for row in self.around.split("\n")
            if any(
                (day.start < _REACH or _CORRECTION.match(row))
                and day.value.precision in _DAYS
                and _NEAR.match(row, day.end) is not None
                for day in dates_in(row)
            )
        ]


def release_of(text: str) -> Release | None:
    """The text as a release; ``None`` where it lists nothing, or is beyond the bounds of one."""
    if len(text) > limits.LONGEST_RELEASE or _GAP.search(text):
        return None
    lines = lines_of(text)
    if not _beginnings(text):
        return None
    if any(line.end - line.start > limits.LONGEST_RELEASE_LINE for line in lines):
        return None
    return Release(tuple(lines), text_around(text, lines), _day_of_issue(text[: lines[0].start]))


def _day_of_issue(above: str) -> str:
    """The one day that short rows above the lines begin or end with; empty where there is none."""
    days: list[str] = []
    for row in above.split("\n"):
        bare = row.strip().rstrip(".")
        dated = dates_in(bare) if len(bare) <= _DATELINE else []
        days += [
            bare[day.start : day.end]
            for day in dated
            if day.value.precision is DatePrecision.DAY and (day.start == 0 or day.end == len(bare))
        ]
    return days[0] if len(days) == 1 else ""


_DATELINE = 80


def text_around(text: str, lines: Sequence[Line]) -> str:
    """What stands before, between and behind the lines, a paragraph each."""
    ends = [0, *(line.end for line in lines)]
    starts = [*(line.start for line in lines), len(text)]
    parts = [text[end:start].strip() for end, start in zip(ends, starts, strict=True)]
    return "\n\n".join(part for part in parts if part)


_GAP = re.compile(rf"\s{{{limits.MOST_BLANKS}}}")


@cache
def _findings() -> str:
    """A regular expression for the findings of ``words.toml``."""
    return _any_of("findings")


def _any_of(name: str) -> str:
    """A regular expression for one entry of a list of ``words.toml``."""
    listed = sorted(toml_beside(__name__, "words.toml")[name], key=len, reverse=True)
    return "(?:" + "|".join(re.escape(words).replace(r"\ ", r"\s+") for words in listed) + ")"


@cache
def _heading() -> re.Pattern[str]:
    return re.compile(
        rf"(?:^|\n|(?<=[.!?])\s)\s*({_findings()}\s+(?:reports?|allegations?|assessments?)\b)"
        r"[^\n]{0,400}?(?=[:\n.–—-])",
        re.IGNORECASE,
    )


@cache
def _heading_row() -> re.Pattern[str]:
    """A row that is nothing but a finding: "Non-credible", "2) CREDIBLE (3):"."""
    return re.compile(
        rf"^[ \t*#_]*(?:\(?[\w]{{1,4}}[.)]\s+)?(?P<finding>{_findings()})[ \t]*"
        r"(?:\w+[ \t]*)?(?:\(\d{1,4}\))?[ \t]*[:.*_–—-]*[ \t]*$",
        re.IGNORECASE | re.MULTILINE,
    )


@cache
def _heading_sentence() -> re.Pattern[str]:
    """A heading that is a sentence: "the following two reports were found to be non-credible:"."""
    return re.compile(
        r"\b(?:following\s+(?:[\w-]+\s+){0,4}?"
        r"(?:reports?|allegations?|assessments?|cases?|incidents?)"
        r"|(?:reports?|allegations?|cases?|incidents?)\s+(?:(?:listed|detailed|described)\s+)?below"
        r"|(?<=\n)[ \t]*(?:reports?|allegations?|cases?|incidents?)(?=\s[^.\n]{0,80}:[ \t]*\n)"
        r"|\A[ \t]*(?:reports?|allegations?|cases?|incidents?)(?=\s[^.\n]{0,80}:[ \t]*\n))"
        r"\s+"
        rf"(?:[\w-]+\s+){{0,6}}?(?P<finding>{_findings()})\b[^:.\n]{{0,60}}[:.]",
        re.IGNORECASE,
    )


_LEAD = re.compile(
    r"(?:(?:late\s+|early\s+|overnight\s+)?On\s+|Between\s+|From\s+|During\s+)?(?:or\s+about\s+)?"
    r"(?:the\s+(?:night|morning|evening|afternoon|day)\s+of\s+)?\Z",
    re.IGNORECASE,
)
_PARAGRAPH = re.compile(r"\n[ \t]*\n\s*")
_CORRECTS = r"(?:corrections?|clarifications?|errat(?:um|a))\s*:"
_CORRECTION = re.compile(_CORRECTS, re.IGNORECASE)
_TOTAL = re.compile(
    r"\n[ \t|]*(?:in\s+|the\s+|grand\s+)?(?:totals?\b|altogether\b|in\s+all\b|overall\b|sum\b"
    rf"|to\s+date\b|{_CORRECTS}|(?:\w+\s+){{1,3}}reports?\s+above\b)",
    re.IGNORECASE,
)
"""A row that sums the lines before it, speaks of all of them, or corrects what was said before."""
_TITLE = re.compile(r"\n[ \t]*\n\s*(?:[^\n:]{3,120}:|[A-Z][^\n.,;:!?\d]{3,60})[ \t]*(?:\n|\Z)")
"""A row of its own between paragraphs that ends with a colon, or with no point at all."""
_DAY_LABEL = re.compile(
    r"(?:^|\n)[ \t]*(?:date|day|when)(?:\s+of\s+[\w ]{3,30})?\s*[:=]", re.IGNORECASE
)


def lines_of(text: str) -> list[Line]:
    """The lines of a text in order; the whole text as one line where it is no list."""
    starts = _beginnings(text)
    if len(starts) < 2:  # noqa: PLR2004  a single head is a single line
        return [Line(starts[0], len(text)) if _is_listed(starts) else Line(0, len(text))]
    headings = _headings(text)
    lines = []
    for start, following in zip(starts, [*starts[1:], len(text)], strict=True):
        cut = min((at for at, _ in headings if start < at < following), default=following)
        heading = next((words for at, words in reversed(headings) if at < start), "")
        lines.append(Line(start, _end(text, start, cut), heading))
    return _without_foot(text, lines)


def _beginnings(text: str) -> list[int]:
    """Where lines begin, by the first of the layouts that the text has."""
    return _forms(text) or _starts(text) or _openings(text)


def _is_listed(starts: list[int]) -> bool:
    """Whether a single line stands behind a long preamble, which is not part of it."""
    return bool(starts) and starts[0] > len("Press release: ")


def _headings(text: str) -> list[tuple[int, str]]:
    """Where headings begin, and the words of each."""
    found = [(match.start(1), match[1]) for match in _heading().finditer(text)]
    for match in chain(_heading_sentence().finditer(text), _heading_row().finditer(text)):
        row = text.rfind("\n", 0, match.start()) + 1
        found.append((row, f"{match['finding']} reports"))
    return sorted(found)


def _end(text: str, start: int, following: int) -> int:
    """Where the line ends: before the next, or before a total or a title."""
    body = re.match(r"\s*", text[start:following])
    first = start + (body.end() if body else 0)
    ends = [
        match.start()
        for form in (_TOTAL, _TITLE)
        if (match := form.search(text, first, following)) is not None
    ]
    return min([*ends, following])


def _without_foot(text: str, lines: list[Line]) -> list[Line]:
    """The lines, the last without what follows its paragraph where no other has a second one."""
    bodies = [text[line.start : line.end].strip() for line in lines]
    last = lines[-1]
    if any(_PARAGRAPH.search(body) for body in bodies[:-1]):
        return lines
    first = last.end - len(text[last.start : last.end].lstrip())
    foot = _PARAGRAPH.search(text, first, last.end)
    return [*lines[:-1], Line(last.start, foot.start(), last.heading)] if foot else lines


def _forms(text: str) -> list[int]:
    """Where the forms of a release begin, each a paragraph with a field for its day."""
    labels = [match.start() for match in _DAY_LABEL.finditer(text)]
    if len(labels) < 2:  # noqa: PLR2004  one form is no list
        return []
    breaks = [0, *(match.end() for match in _PARAGRAPH.finditer(text))]
    starts = [max(at for at in breaks if at <= label + 1) for label in labels]
    return starts if all(first < second for first, second in pairwise(starts)) else labels


@cache
def _opening() -> re.Pattern[str]:
    """A paragraph that says first which allegation it is about: "Regarding the claim that on"."""
    number = r"(?:\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.):–—-]+\s+|[•*·–—-]\s+|\w+ly,?\s+)?"
    lead = rf"(?:and\s+)?(?P<lead>{_any_of('openings')})\s+(?:[^\s.]+\s+){{0,14}}?"
    bare = r"(?:the\s+)?(?:\w+\s+)?(?:claim|allegation|accusation)\s+(?:that|of|about|concerning)"
    return re.compile(
        rf"(?:\A|\n)[ \t]*(?P<begins>{number}(?:{lead}{_any_of('allegations')}|{bare})\b)",
        re.IGNORECASE,
    )


_SENTENCE_END = re.compile(r"(?<=[^\W\d_]{3})[.;](?:\s|\Z)|\n\s*\n")
"""The end of a first sentence; not the point of an abbreviation or a date."""


def _openings(text: str) -> list[int]:
    """Where paragraphs begin that name an allegation and its day in their first sentence."""
    starts: list[int] = []
    is_led = False
    for match in _opening().finditer(text):
        start = match.start("begins")
        if starts and _is_wrapped(text, start):
            continue
        end = _SENTENCE_END.search(text, match.end())
        last = min(end.start() if end else len(text), start + limits.LONGEST_RELEASE_LINE)
        if any(dated.value.precision in _DAYS for dated in dates_in(text[start:last])):
            starts.append(start)
            is_led = is_led or match["lead"] is not None
    return starts if len(starts) > 1 or is_led else []


_NUMBER = re.compile(
    r"(?:^|\n|(?<=[.!?])\s+|(?<=\s))"
    r"(\s*\(?(?:\d{1,3}[.)]|[a-z]\)|[ivx]{1,4}\))[.)]?\s+|\s*[•*·]\s+)$"
    r"|(?:^|\n|(?<=[.!?;:])\s+)([ \t]*[-–—]\s+)$"
    r"|(?:^|\n)([ \t]*\(?\d{4,5}[.)]{1,2}\s+)$"
    r"|(?:^|\n)([ \t]*[Nn][or]\.?\s*\d{1,4}[.:)]?\s+\(?)$"
)
_CODES = re.compile(
    r"(?:^|\n)([ \t]*(?:\(?\d{1,3}[.)]{1,2}\s+|[•*·–—-]\s+)?"
    r"(?:(?:allegation|report|case|incident)\s+(?:no\.?\s*|number\s+|#)?)?(?:no\.?\s*(?=\d))?"
    r"\(?#?(?:\d{2,5}|[A-Z]{2,3}\d{3,4}[a-z]?)(?:\s*/\s*[A-Z0-9]{2,15}){0,3}\)?"
    r"(?:[\s/]*\b\d{1,2}\s?[C-X]\s?[A-Z]{2}[\s\d]{2,12})?\s*[.,:;–—-]?\s+)$",
    re.IGNORECASE,
)
"""The number of an allegation, a monitor's code or a grid square before the day."""
_CELLS = re.compile(r"(?:^|\n)((?:[ \t]*\|?[ \t]*[\w/#.-]{1,12}[ ]*[|\t][ \t]*){1,2})$")
"""The cells of a table before the day: the number of an allegation, a monitor's code."""
_REACH = 40


def _starts(text: str) -> list[int]:
    """Where lines begin: a date behind a row's start or a number, with a place behind it."""
    starts: list[int] = []
    for dated in dates_in(text):
        head = text[max(0, dated.start - _REACH) : dated.start]
        lead = _LEAD.search(head)
        bare = head[: lead.start()] if lead else head
        number = _NUMBER.search(bare) or _CODES.search(bare) or _CELLS.search(bare)
        is_whole = len(head) < _REACH or "\n" in bare
        row = re.search(r"(?:^|\n)[ \t]*$", bare) if is_whole else None
        if row and _is_wrapped(text, dated.start - len(head) + row.start()):
            row = None
        begins = number or row
        if begins is None or not (
            _has_head(text[dated.end : dated.end + 60])
            or (
                number
                and dated.value.precision in _DAYS
                and (_NAME.match(text, dated.end) or _counts_on(text, starts, bare))
            )
        ):
            continue
        offset = begins.start(begins.lastindex or 0)
        starts.append(dated.start - len(head) + offset)
    return starts


_COUNTED = re.compile(r"\n[ \t]*\(?(\d{1,3})[.)]\s+$")


def _counts_on(text: str, starts: Sequence[int], before: str) -> bool:
    """Whether a row's number follows that of the line before: "4. On 3 June no operation ..."."""
    number = _COUNTED.search(before)
    last = re.match(r"\s*\(?(\d{1,3})[.)]", text[starts[-1] :][:_REACH]) if starts else None
    return number is not None and last is not None and int(number[1]) == int(last[1]) + 1


def _is_wrapped(text: str, at: int) -> bool:
    """Whether a row goes on from the long one before it: it ends inside of a sentence."""
    before = text[:at].rsplit("\n", 1)[-1].rstrip()
    is_of_a_table = "|" in before or "\t" in before
    goes_on = len(before) >= _REACH and (before[-1].islower() or before[-1] in ",-–—(")
    return goes_on and not is_of_a_table


_NEAR = re.compile(r"\s*[,.:)–—-]?\s*(?:near|in|at|vic\.?|vicinity of)\s+(?:the\s+)?[A-Z]")
_DAYS = (DatePrecision.DAY, DatePrecision.WINDOW)
_NAME = re.compile(r"\s*\)?\s*(?:[,:.;–—-]\s*[A-Z]|[A-Z][\w'-]+(?: [A-Z][\w'-]+){0,2},)")
"""What follows the day of a numbered line that names its place without "near"."""


_SENTENCE_BELOW = re.compile(r"[ \t]*[.:]?[ \t]*\n\s*(?:In|At)\b")
"""A day alone on its row, above a sentence: the day of the release."""


def _has_head(after: str) -> bool:
    return not _SENTENCE_BELOW.match(after) and bool(
        re.match(
            r"\s*[,.:–—-]?\s*(?:near|in|at|north|south|east|west|around|outside|vic|vicinity|close|approximately|via)\b"
            r"|[ ]*[\t|][ ]*(?=[A-Z]|vic)",
            after,
            re.IGNORECASE,
        )
    )
