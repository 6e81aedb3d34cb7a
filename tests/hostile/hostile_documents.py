"""Hostile documents of word processors: a table of people, odd, spoilt, nested or large."""

from collections.abc import Sequence
from random import Random

from hostile_tables import Write, headings, xml_text, zipped
from hostile_words import rows, spoil

PART = "word/document.xml"
_SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def document(body: str, *, before: str = "", part: str = PART) -> bytes:
    """A document with this body, and something before its root."""
    content = f"{before}<w:document {_SPACE}><w:body>{body}</w:body></w:document>"
    return zipped({part: content, "[Content_Types].xml": "<Types/>"})


def paragraph(text: str) -> str:
    """A paragraph of these words."""
    return f"<w:p><w:r><w:t>{xml_text(text)}</w:t></w:r></w:p>"


def table(lines: Sequence[Sequence[str]], properties: str = "") -> str:
    """A table of these words; ``properties`` are those of the last cell of each line."""

    def row(line: Sequence[str]) -> str:
        cells = [paragraph(text) for text in line]
        cells[-1] = f"<w:tcPr>{properties}</w:tcPr>{cells[-1]}"
        return f"<w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr>"

    return f"<w:tbl>{''.join(map(row, lines))}</w:tbl>"


def make_docx(chance: Random, number: int) -> bytes:
    """A table of people, sometimes with a document type, without its part, or spoilt."""
    body = table([headings(chance), *rows(chance, number)])
    before = f'<!DOCTYPE x [<!ENTITY a "{"b" * 100}">]>' if not chance.randrange(8) else ""
    part = PART if chance.randrange(8) else chance.choice(("word/other.xml", "../evil.xml"))
    content = document(body, before=before, part=part)
    return spoil(content, chance) if not chance.randrange(4) else content


_ROW = "<w:tr><w:tc><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc></w:tr>"


def _noise(letters: int) -> str:
    """A remark that does not pack, so that an archive may unpack to more."""
    chance = Random(letters)  # noqa: S311  the same letters each time
    return f"<!--{''.join(chance.choices('abcdefghijklmnopqrstuvwxyz0123456789', k=letters))}-->"


DOCX: dict[str, Write] = {
    "empty": lambda: document(""),
    "a-table-without-rows": lambda: document("<w:tbl><w:tr/></w:tbl>"),
    "another-root": lambda: zipped({PART: "<html/>"}),
    "no-xml": lambda: zipped({PART: "no XML"}),
    "no-zip": lambda: b"PK\x03\x04 no more",
}
LARGE_DOCX: dict[str, Write] = {
    "paragraphs": lambda: document(_noise(100_000) + "<w:p/>" * 2_500_000),
    "cells": lambda: document(
        f"{_noise(100_000)}<w:tbl><w:tr>{'<w:tc/>' * 2_000_000}</w:tr></w:tbl>"
    ),
    "rows": lambda: document(f"{_noise(100_000)}<w:tbl>{_ROW * 200_000}</w:tbl>"),
    "deep": lambda: document(_noise(100_000) + "<w:p>" * 900_000 + "</w:p>" * 900_000),
    "nested": lambda: document(
        _noise(100_000) + "<w:tbl><w:tr><w:tc>" * 200_000 + "</w:tc></w:tr></w:tbl>" * 200_000
    ),
}
