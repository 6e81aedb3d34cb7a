"""The paragraphs and tables of a document of a word processor (Office Open XML, ``.docx``).

Authorities send their releases so, and offices their lists. Paragraphs become lines of text, a
table the cells of a page (``web_page_lines``); what was struck out in a revision, notes at the foot
and comments are not read. Nothing in it is run or fetched.

Format: ECMA-376 part 1, 17.2.2 (``body``), 17.3.1.22 (``p``), 17.4.37 (``tbl``).
"""

from collections.abc import Iterator
from html import escape
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError, fromstring

from sijill.containment.archive import (
    XML_HEAD_BYTES,
    ArchiveLimits,
    goes_to_its_root,
    open_archive,
)
from sijill.model import limits
from sijill.model.errors import FileUnreadableError

_PART = "word/document.xml"
_UNSEEN = frozenset({"del", "moveFrom", "Fallback", "instrText", "delText"})
"""Revisions that were taken out, and a second form of the same drawing for older programs."""
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


def read_document(path: Path, name: str) -> tuple[str, str]:
    """The paragraphs outside of tables, a line each; and the tables as those of a web page.

    Raises:
        FileUnreadableError: if it is damaged, beyond the limits of an archive, or no document.
    """
    most = limits.most_unpacked(path.stat().st_size)
    bounds = ArchiveLimits(limits.MOST_PACKAGE_MEMBERS, most, limits.MOST_PACKAGE_RATIO)
    with open_archive(path, name, bounds) as archive:
        content = archive.read(_PART, most)
    if not goes_to_its_root(content[:XML_HEAD_BYTES]):
        raise FileUnreadableError(f"{name}: {_PART} in it declares a document type. Save it again.")
    try:
        root = fromstring(content)  # noqa: S314  its DTD was refused above
    except ParseError as error:
        raise FileUnreadableError(f"{name}: the document is damaged ({error}).") from error
    widths = [len(row) for row in root.iter() if _kind(row) == "tr"]
    if len(widths) > limits.LEAST_ROWS_ALLOWED or max(widths, default=0) > limits.MOST_COLUMNS:
        raise FileUnreadableError(
            f"{name}: its tables have more than {limits.LEAST_ROWS_ALLOWED:,} rows, or one of more "
            f"than {limits.MOST_COLUMNS:,} cells; no document is like that."
        )
    lines: list[str] = []
    tables: list[str] = []
    for block in _found(root, ("p", "tbl")):
        if _kind(block) == "p":
            lines.append(_text(block))
        else:
            tables.append(_table(block))
    return "\n".join(lines), "".join(tables)


def _kind(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _found(root: Element, kinds: tuple[str, ...]) -> Iterator[Element]:
    """The elements of these kinds in order, and not those inside of them."""
    waiting = [iter(root)]
    while waiting:
        element = next(waiting[-1], None)
        if element is None:
            waiting.pop()
        elif _kind(element) in kinds:
            yield element
        elif _kind(element) not in _UNSEEN:
            waiting.append(iter(element))


def _text(block: Element) -> str:
    parts = _found(block, ("t", *_SIGNS))
    return "".join(_SIGNS.get(_kind(part), part.text or "") for part in parts)


def _table(block: Element) -> str:
    rows = (
        "".join(
            f"<td>{escape(' '.join(map(_text, _found(cell, ('p',)))))}</td>"
            for cell in _found(row, ("tc",))
        )
        for row in _found(block, ("tr",))
    )
    return f"<table>{''.join(f'<tr>{cells}</tr>' for cells in rows)}</table>"
