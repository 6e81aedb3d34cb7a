"""Documents of a word processor: a release is cut into its lines, a list is its largest table."""

import tracemalloc
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random
from types import MappingProxyType

import pytest

from sijill.model.errors import FileUnreadableError
from sijill.model.settings.source_mapping import SourceMapping
from sijill.sources.tables.table import Grid, Table
from sijill.sources.tables.table_files import FileReading, read_table
from sijill.steps.protection.protected_files import Protection, read_protected, withhold

_NAMES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def _paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def _table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<w:tc>{_paragraph(cell)}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def _read(
    folder: Path, body: str, head: str = "", more: Mapping[str, str] = MappingProxyType({})
) -> Table:
    path = folder / (name := "given.docx")
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        for part, content in more.items():
            archive.writestr(part, content)
        xml = f"{head}<w:document {_NAMES}><w:body>{body}</w:body></w:document>"
        archive.writestr("word/document.xml", xml)
    return read_table(path, name, FileReading("given"))


LINES = (
    "HILL GUARD",
    "April 30, 2034",
    "Credible",
    "April 2, 2034, near Marj: one civilian was unintentionally killed.",
    "Non-credible",
    "April 9, 2034, near Tell Maqam: no strikes &amp; no flights.",
)


def test_paragraphs_are_the_lines_of_a_release(tmp_path: Path) -> None:
    table = _read(tmp_path, "".join(map(_paragraph, LINES)))
    assert [row.cells["section"] for row in table.rows] == [
        "Credible reports",
        "Non-credible reports",
    ]
    assert table.rows[1].cells["text"].endswith("no strikes & no flights.")
    assert table.rows[0].cells["issued"] == "April 30, 2034"


def test_what_was_struck_out_in_a_revision_is_not_read(tmp_path: Path) -> None:
    struck = "<w:p><w:del><w:r><w:delText>three</w:delText></w:r></w:del>"
    kept = "<w:ins><w:r><w:t>April 2, 2034, near Marj: two civilians</w:t></w:r></w:ins></w:p>"
    table = _read(tmp_path, "".join(map(_paragraph, LINES[3:])) + struck + kept)
    assert [row.cells["text"][:24] for row in table.rows][-1] == "April 2, 2034, near Marj"
    assert "three" not in str(table.rows)


def test_a_list_is_the_largest_table(tmp_path: Path) -> None:
    people = _table(
        ("Name", "Age", "Date of death"),
        ("Nuha Adib Farouji", "8", "2034-02-11"),
        ("Bakr &lt;Munir&gt; Zallal", "44", "2034-02-12"),
    )
    table = _read(tmp_path, _paragraph("List of the dead") + people)
    assert table.columns == ("Name", "Age", "Date of death")
    assert [row.cells["Name"] for row in table.rows] == [
        "Nuha Adib Farouji",
        "Bakr <Munir> Zallal",
    ]


@pytest.mark.parametrize(
    ("body", "head", "reason"),
    [
        (_paragraph("Dear colleagues"), "", "holds no table"),
        (_paragraph("A"), '<!DOCTYPE x [<!ENTITY a "b">]>', "document type"),
        ("<w:p>", "", "damaged"),
    ],
)
def test_other_documents_are_refused_without_their_words(
    tmp_path: Path, body: str, head: str, reason: str
) -> None:
    with pytest.raises(FileUnreadableError, match=reason) as raised:
        _read(tmp_path, body, head)
    assert "colleagues" not in str(raised.value)


def test_a_document_nested_without_end_is_read_within_bounds(tmp_path: Path) -> None:
    deep = (
        "<w:sdt>" * 20_000 + _paragraph("April 2, 2034, near Marj: one died.") + "</w:sdt>" * 20_000
    )
    table = _read(tmp_path, deep + "".join(map(_paragraph, LINES[3:])))
    assert len(table.rows) == 3


MAPPING = SourceMapping.model_validate(
    {
        "id": "given",
        "title": "given",
        "kind": "person",
        "file": "given.docx",
        "protected": ["told_by"],
        "key": {"columns": ["no"]},
        "fields": {"name": "name", "place": "place"},
    }
)
HEADINGS = ("no", "name", "place", "told_by")
WITNESSES = ("Zuhra", "Qalmar", "Vexad")
ROWS = [(str(number), "Rana Attar", "Basatin", one) for number, one in enumerate(WITNESSES)]


def _span(text: str, properties: str) -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{_paragraph(text)}</w:tc>"


def _told(row: tuple[str, ...]) -> str:
    return "".join(f"<w:tc>{_paragraph(cell)}</w:tc>" for cell in row)


def _two_in_one(row: tuple[str, ...]) -> str:
    return _told(row[:1]) + _span("unknown", '<w:gridSpan w:val="2"/>') + _told(row[3:])


def _behind_the_first(row: tuple[str, ...]) -> str:
    return f'<w:trPr><w:gridBefore w:val="1"/></w:trPr>{_told(row[1:])}'


def _lacking_one(row: tuple[str, ...]) -> str:
    return _told(row[:2]) + _told(row[3:])


def _beside(words: str) -> Callable[[tuple[str, ...]], str]:
    def written(row: tuple[str, ...]) -> str:
        return _told(row[:2]) + f"<w:tc>{words.format(row[3])}</w:tc>" + _told(row[3:])

    return written


@pytest.mark.parametrize(
    "row",
    [
        _two_in_one,
        _behind_the_first,
        _lacking_one,
        _beside("<w:p><w:r><w:t>Basatin</w:t><w:br/><w:t>told_by: {0}</w:t></w:r></w:p>"),
        _beside(_paragraph("note;told_by: {0}")),
        _beside(_table(("told_by", "{0}"))),
        _beside(_paragraph("Basatin") + _table(("told_by",), ("{0}",))),
    ],
)
@pytest.mark.parametrize("which", [range(1), range(3)])
def test_a_protected_word_stays_beneath_its_heading(
    tmp_path: Path, row: Callable[[tuple[str, ...]], str], which: range
) -> None:
    rows = [
        _told(HEADINGS),
        *(row(one) if n in which else _told(one) for n, one in enumerate(ROWS)),
    ]
    body = "".join(f"<w:tr>{cells}</w:tr>" for cells in (_told(HEADINGS), *rows))
    body = f"<w:tbl>{body}</w:tbl>"
    _read(tmp_path, body)
    protection = Protection(("told_by",), ("told_by",), (), frozenset({"no", "name", "place"}))
    table = read_protected(tmp_path / "given.docx", "given.docx", MAPPING, protection)
    kept, _ = withhold(table, protection, Grid("given", "given.docx"))
    assert not [one for one in WITNESSES if one in repr(kept)]
    assert len(kept.rows) + len(kept.problems) >= len(ROWS)


def test_merged_cells_hold_for_each_of_their_rows(tmp_path: Path) -> None:
    below = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = [
        _told(("Name", "Age", "Date of death", "Place")),
        _told(("Rana Attar", "30")) + _span("2034-02-11", below[0]) + _told(("Marj",)),
        _told(("Samir Attar", "4")) + _span("", below[1]) + _told(("Marj",)),
        _told(("Nuha Attar", "3", "2034-02-13", "Marj")),
    ]
    table = _read(tmp_path, f"<w:tbl>{''.join(f'<w:tr>{cells}</w:tr>' for cells in rows)}</w:tbl>")
    days = [row.cells["Date of death"] for row in table.rows]
    assert days == ["2034-02-11", "2034-02-11", "2034-02-13"]


def test_what_is_not_read_of_a_document_is_said(tmp_path: Path) -> None:
    people = _table(HEADINGS[:2], ("1", "Rana Attar"), ("2", "Nuha Attar"))
    struck = "<w:p><w:del><w:r><w:delText>three</w:delText></w:r></w:del></w:p>"
    notes = f"<w:footnotes {_NAMES}>{_paragraph('as corrected')}</w:footnotes>"
    more = {"word/footnotes.xml": notes, "word/header2.xml": f"<w:hdr {_NAMES}><w:p/></w:hdr>"}
    body = _paragraph("Killed in Marj") + people + struck + _table(("left out",))
    said = {one.reason: one.value for one in _read(tmp_path, body, more=more).problems}
    assert said == {
        "another table of the file, of 1 lines, was not read: save it as a file of its own": (
            "left out"
        ),
        "what stands around the table was not read": "Killed in Marj",
        "what stands in its footnotes was not read; it stands in the file": "",
        "what was struck out in a revision was not read; it stands in the file": "",
    }


def test_tables_beside_the_lines_of_a_release_are_named(tmp_path: Path) -> None:
    table = _read(tmp_path, "".join(map(_paragraph, LINES)) + _table(("a", "b"), ("1", "2")))
    assert [one.value for one in table.problems] == ["a | b"]


@pytest.mark.parametrize(
    ("body", "head", "reason"),
    [
        ("", '<?xml version="1.0" encoding="idna"?>', "holds no table"),
        (_table(("a",)).replace("<w:tc>", '<w:tc><w:gridSpan w:val="-1"/>'), "", "spans a number"),
        (_table(("a",)).replace("<w:tc>", '<w:tc><w:gridSpan w:val="99999"/>'), "", "cells"),
        (f"<w:tbl><w:tr><w:sdt>{'<w:tc/>' * 20_000}</w:sdt></w:tr></w:tbl>", "", "cells"),
    ],
)
def test_odd_encodings_and_spans_are_refused(
    tmp_path: Path, body: str, head: str, reason: str
) -> None:
    with pytest.raises(FileUnreadableError, match=reason):
        _read(tmp_path, body, head)


def test_names_of_a_long_namespace_take_no_memory(tmp_path: Path) -> None:
    """Each name was kept with the whole of its namespace: 80 kB took two GiB."""
    chance = Random(3)  # noqa: S311  the same letters each time
    space = "".join(chance.choices("abcdefghij0123456789", k=40_000))
    names = "".join(f"<x:b{number}/>" for number in range(2_000))
    body = f'<x:a xmlns:x="u:{space}">{names}</x:a>{"".join(map(_paragraph, LINES))}'
    tracemalloc.start()
    _read(tmp_path, body)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 20_000_000
