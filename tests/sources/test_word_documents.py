"""Documents of a word processor: a release is cut into its lines, a list is its largest table."""

import zipfile
from pathlib import Path

import pytest

from sijill.model.errors import FileUnreadableError
from sijill.sources.tables.table import Table
from sijill.sources.tables.table_files import FileReading, read_table

_NAMES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def _paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def _table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<w:tc>{_paragraph(cell)}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def _read(folder: Path, body: str, head: str = "", name: str = "given.docx") -> Table:
    path = folder / name
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
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
