"""A pasted release cut into its lines: each allegation with its own head, and the rest apart.

A line begins at the start of a row of text, or after a number ("14."), with the day of an incident.
"""

import re
from dataclasses import dataclass

from sijill.official.grammar.head.header import dates_in


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a release: verbatim characters from ``start`` to ``end``, and its heading."""

    start: int
    end: int
    heading: str = ""


_HEADING = re.compile(
    r"(?:^|\n|(?<=[.!?])\s)\s*((?:non[- ]?credible|not credible|credible|open|duplicate)\s+"
    r"(?:reports?|allegations?|assessments?)\b)[^\n]{0,400}?(?=[:\n.–—-])",
    re.IGNORECASE,
)
_LEAD = re.compile(r"(?:On\s+|on\s+|Between\s+|From\s+)?(?:or\s+about\s+)?$")


def lines_of(text: str) -> list[Line]:
    """The lines of a text in order; the whole text as one line where it is no list."""
    starts = _starts(text)
    if len(starts) < 2:  # noqa: PLR2004  a single head is a single line
        return [Line(starts[0], len(text)) if _is_listed(starts) else Line(0, len(text))]
    headings = [(match.start(1), match[1]) for match in _HEADING.finditer(text)]
    lines = []
    for start, following in zip(starts, [*starts[1:], len(text)], strict=True):
        cut = min((at for at, _ in headings if start < at < following), default=following)
        heading = next((words for at, words in reversed(headings) if at < start), "")
        lines.append(Line(start, cut, heading))
    return lines


def _is_listed(starts: list[int]) -> bool:
    """Whether a single line stands behind a long preamble, which is not part of it."""
    return bool(starts) and starts[0] > len("Press release: ")


def _starts(text: str) -> list[int]:
    """Where lines begin: a date behind a row's start or a number, with a place behind it."""
    starts: list[int] = []
    for dated in dates_in(text):
        head = text[max(0, dated.start - 40) : dated.start]
        lead = _LEAD.search(head)
        bare = head[: lead.start()] if lead else head
        number = re.search(
            r"(?:^|\n|(?<=[.!?])\s+|(?<=\s))(\s*\(?\d{1,3}[.)]{1,2}\s+|\s*[•*·]\s+)$", bare
        )
        row = re.search(r"(?:^|\n)[ \t]*$", bare) if len(head) < 40 or "\n" in bare else None  # noqa: PLR2004  the window
        begins = number or row
        if begins is None or not _has_head(text[dated.end : dated.end + 60]):
            continue
        offset = begins.start(1) if number else begins.start()
        starts.append(dated.start - len(head) + offset)
    return starts


def _has_head(after: str) -> bool:
    return bool(
        re.match(
            r"\s*[,.:–—-]?\s*(?:near|in|at|north|south|east|west|around|outside|vic|close|approximately|via)\b",
            after,
            re.IGNORECASE,
        )
    )
