"""Every kind of package through the child: the same values, or an error with a sentence."""

import json
import zipfile
from pathlib import Path

import pytest

from signed_pictures import signed_png
from sijill.containment.child import ChildLimits
from sijill.model.errors import FileUnreadableError
from sijill.packages.reading import READERS, PackageKind, parse_in_child

SHORT = ChildLimits(memory_bytes=4_000_000_000, seconds=30)


def _zip(path: Path, members: dict[str, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def _write(folder: Path, kind: PackageKind) -> Path:
    path = folder / "given"
    match kind:
        case PackageKind.WACZ:
            page = '{"url": "https://example.org", "title": "صفحة"}\n{}\n'
            listed = {"path": "pages/pages.jsonl", "hash": "sha256:" + "0" * 64}
            manifest = json.dumps({"wacz_version": "1.1.1", "resources": [listed]})
            return _zip(path, {"datapackage.json": manifest, "pages/pages.jsonl": page})
        case PackageKind.PROOFMODE:
            proof = json.dumps({"File Hash SHA256": "0" * 64, "File Path": "/a/b.jpg"})
            return _zip(path, {"x.proof.json": proof, "x.asc": "none", "b.jpg": b"b"})
        case PackageKind.AUTO_ARCHIVER:
            path.write_text(f"link,hash\nhttps://example.org,{'0' * 64}\n,\nx,\n", encoding="utf-8")
        case PackageKind.C2PA:
            path.write_bytes(signed_png())
    return path


@pytest.mark.parametrize("kind", PackageKind)
def test_the_child_gives_the_same_values_as_the_reader(tmp_path: Path, kind: PackageKind) -> None:
    path = _write(tmp_path, kind)
    assert parse_in_child(path, "given", kind, SHORT) == READERS[kind](path, "given")


@pytest.mark.parametrize("kind", PackageKind)
def test_what_a_reader_refuses_the_child_refuses_in_the_same_words(
    tmp_path: Path, kind: PackageKind
) -> None:
    gone = tmp_path / "gone"
    with pytest.raises(FileUnreadableError) as direct:
        READERS[kind](gone, "given")
    with pytest.raises(FileUnreadableError) as apart:
        parse_in_child(gone, "given", kind, SHORT)
    assert str(apart.value) == str(direct.value)


def test_a_reader_that_needs_too_much_is_ended_and_told(tmp_path: Path) -> None:
    path = _write(tmp_path, PackageKind.AUTO_ARCHIVER)
    with path.open("ab") as file:
        file.write(b"https://example.org,\n" * 2_000_000)
    small = ChildLimits(memory_bytes=500_000_000, seconds=30)
    with pytest.raises(FileUnreadableError, match=r"within 0\.5 GB of memory"):
        parse_in_child(path, "given", PackageKind.AUTO_ARCHIVER, small)
    with pytest.raises(FileUnreadableError, match=r"(more than|and) 1 seconds"):
        parse_in_child(path, "given", PackageKind.AUTO_ARCHIVER, ChildLimits(4_000_000_000, 1))
