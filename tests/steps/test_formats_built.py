"""A case begun from a file of each format is built, and its page counts the people."""

import gzip
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from small_cases import Command

ROWS = (
    ("Name", "Sex", "Age", "Date of death", "Place"),
    ("Rana Walid al-Attar", "F", "34", "2031-06-01", "Basatin"),
    ("Samir Nadir Hallaq", "M", "12", "2031-06-02", "Badu"),
)


def _csv(path: Path) -> None:
    path.write_text("\n".join(map(",".join, ROWS)), encoding="utf-8")


def _packed(path: Path) -> None:
    path.write_bytes(gzip.compress("\n".join(map(",".join, ROWS)).encode()))


def _text(path: Path) -> None:
    path.write_text("\n".join(map("\t".join, ROWS)), encoding="utf-8")


def _json(path: Path) -> None:
    head, *rows = ROWS
    path.write_text(
        json.dumps([dict(zip(head, row, strict=True)) for row in rows]), encoding="utf-8"
    )


def _page(path: Path) -> None:
    rows = ("".join(f"<td>{cell}</td>" for cell in row) for row in ROWS)
    table = "".join(f"<tr>{row}</tr>" for row in rows)
    path.write_text(f"<html><table>{table}</table></html>", encoding="utf-8")


def _document(path: Path) -> None:
    cells = (
        "".join(f"<w:tc><w:p><w:r><w:t>{cell}</w:t></w:r></w:p></w:tc>" for cell in row)
        for row in ROWS
    )
    table = "".join(f"<w:tr>{row}</w:tr>" for row in cells)
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{space}"><w:body><w:tbl>{table}</w:tbl></w:body></w:document>',
        )


@pytest.mark.parametrize(
    ("name", "write"),
    [
        ("list.csv", _csv),
        ("list.csv.gz", _packed),
        ("list.txt", _text),
        ("list.json", _json),
        ("list.html", _page),
        ("list.docx", _document),
    ],
)
def test_every_format_is_built(
    name: str, write: Callable[[Path], None], tmp_path: Path, sijill: Command
) -> None:
    case = tmp_path / "case"
    write(tmp_path / name)
    begun = sijill("new", case, tmp_path / name)
    assert begun.exit_code == 0, begun.output
    built = sijill("build", case)
    assert built.exit_code == 0, built.output
    figures = json.loads((case / "out" / "figures.json").read_text(encoding="utf-8"))["figures"]
    assert figures["persons.named"]["text"] == "2"
    assert (case / "out" / "dossier" / "index.html").exists()
