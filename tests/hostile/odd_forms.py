"""Small hostile archives of forms, as ODK Central exports them, written by hand."""

import io
import stat
import struct
import warnings
import zipfile
from collections.abc import Callable

from hostile_tables import Members, Write, xlsx_members, zipped
from odd_lists import HEAD, LINES, ROWS


def _form(**more: str | bytes) -> Members:
    """What a forms server exports: the form and a repeated group."""
    table = HEAD.strip() + ",KEY\n" + LINES.replace("z\n", "z,uuid:1\n")
    members: Members = {"form.csv": table, "form-people.csv": "name,PARENT_KEY\na,uuid:1\n"}
    return members | {name.replace("__", "/"): content for name, content in more.items()}


def _changed_archive(change: Callable[[zipfile.ZipFile], None]) -> Write:
    def write() -> bytes:
        target = io.BytesIO(zipped(_form()))
        with zipfile.ZipFile(target, "a") as archive:
            change(archive)
        return target.getvalue()

    return write


def _flagged(place: int, value: int) -> Write:
    """With a number of each member's two records changed (APPNOTE.TXT 4.3.7, 4.3.12)."""

    def write() -> bytes:
        content = bytearray(zipped(_form()))
        for mark, distance in ((b"PK\x03\x04", place), (b"PK\x01\x02", place + 2)):
            at = content.find(mark)
            while at >= 0:
                struct.pack_into("<H", content, at + distance, value)
                at = content.find(mark, at + 4)
        return bytes(content)

    return write


def _link(archive: zipfile.ZipFile) -> None:
    info = zipfile.ZipInfo("more.csv")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    archive.writestr(info, "/etc/passwd")


def _again(archive: zipfile.ZipFile) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the writer, that a name stands twice
        archive.writestr("form.csv", HEAD.strip() + ",KEY\n3,Nadir,,,q8x3z,uuid:3\n")


ZIP: dict[str, Write] = {
    "plain": lambda: zipped(_form()),
    "table-twice": _changed_archive(_again),
    "table-in-capitals": lambda: zipped(
        _form(**{"FORM.CSV": HEAD, "Form.csv": HEAD + "9,,,,q8x9z\n"})
    ),
    "absolute": _changed_archive(lambda archive: archive.writestr("/tmp/planted.csv", HEAD)),  # noqa: S108
    "climbing": _changed_archive(lambda archive: archive.writestr("../../planted.csv", HEAD)),
    "backslashes": _changed_archive(lambda archive: archive.writestr("..\\planted.csv", HEAD)),
    "link": _changed_archive(_link),
    "folder-with-the-name": _changed_archive(lambda archive: archive.writestr("other.csv/", "")),
    "locked": _flagged(6, 0x01),
    "locked-strongly": _flagged(6, 0x41),
    "unknown-method": _flagged(8, 99),
    "method-of-7z": _flagged(8, 14),
    "no-tables": lambda: zipped({"media/a.jpg": b"x"}),
    "nothing": lambda: zipped({}),
    "hundreds-of-tables": lambda: zipped(_form(**{f"t{n}.csv": HEAD for n in range(300)})),
    "groups-of-nothing": lambda: zipped(_form(**{f"g{n}.csv": "PARENT_KEY" for n in range(90)})),
    "two-forms": lambda: zipped(_form(**{"other.csv": HEAD + "7,,,,q8x7z\n"})),
    "first-line-of-megabytes": lambda: zipped(_form(**{"g.csv": "PARENT_KEY" + ",x" * 2_000_000})),
    "photographs": lambda: zipped(
        {"form.csv": HEAD.strip() + ",KEY\n" + "".join(
            f"{n},Rana,,a{n}.jpg,q8x{n}z,u{n}\n" for n in range(400)), "media/b.jpg": b"x"}
    ),
    "archive-in-it": lambda: zipped(_form(**{"more.zip": zipped(_form())})),
    "a-workbook": lambda: zipped(xlsx_members(f"<sheetData>{ROWS}</sheetData>")),
    "bytes-behind": lambda: zipped(_form()) + b"q8" * 900,
    "cut-off": lambda: zipped(_form())[:-30],
    "names-of-no-encoding": _changed_archive(
        lambda archive: archive.writestr("?\u202e.csv", HEAD)
    ),
    "wide-text": lambda: zipped(
        {"form.csv": (HEAD.strip() + ",KEY\n1,Rana,,,q8x1z,u\n").encode("utf-16")}
    ),
    "another-encoding": lambda: zipped(
        {"form.csv": (HEAD.strip() + ",KEY\n1,هدى,,,q8x1z,u\n").encode("cp1256")}
    ),
    "empty-table": lambda: zipped({"form.csv": b""}),
    "ratio": lambda: zipped(_form(**{"g.csv": "PARENT_KEY\n" + "\x00" * 30_000_000})),
}  # fmt: skip
"""Archives of forms, as ODK Central exports them."""
