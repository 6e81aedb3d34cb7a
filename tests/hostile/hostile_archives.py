"""Hostile zip archives and the XML in them: overlapping members, links, ten thousand sheets.

An overlapping archive is of the kind that D. Fifield described (*A better zip bomb*, USENIX WOOT
2019): every member's bytes go on through the headers of the members behind it to one packed core,
so that a file of some kilobytes unpacks to the core's length times the number of members.
"""

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterable

from hostile_tables import Members, with_part, xlsx_members, zipped

LOCAL, CENTRAL, END = 0x04034B50, 0x02014B50, 0x06054B50
_DEFLATED = 8


def overlapping(names: Iterable[str], core: bytes) -> bytes:
    """An archive of members that each end with the same packed core."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    body = packer.compress(core) + packer.flush()
    packed_size, text = len(body), core
    entries: list[tuple[bytes, int, int, int, int]] = []
    before = b""
    for name in reversed([one.encode() for one in names]):
        if before:
            quoted = struct.pack("<BHH", 0, len(before), 0xFFFF - len(before))
            body, text = quoted + body, before + text
            packed_size += len(quoted) + len(before)
        check = zlib.crc32(text)
        before = _local_header(name, check, packed_size, len(text))
        body = before + body
        entries.append((name, check, packed_size, len(text), len(body)))
    directory = b"".join(
        _central_header(name, check, packed, size, len(body) - from_end)
        for name, check, packed, size, from_end in reversed(entries)
    )
    count = len(entries)
    end = struct.pack("<IHHHHIIH", END, 0, 0, count, count, len(directory), len(body), 0)
    return body + directory + end


def _local_header(name: bytes, check: int, packed: int, size: int) -> bytes:
    sizes = (check, packed, size, len(name), 0)
    return struct.pack("<IHHHHHIIIHH", LOCAL, 20, 0, _DEFLATED, 0, 33, *sizes) + name


def _central_header(name: bytes, check: int, packed: int, size: int, start: int) -> bytes:
    fields = (check, packed, size, len(name), 0, 0, 0, 0, 0, start)
    return struct.pack("<IHHHHHHIIIHHHHHII", CENTRAL, 20, 20, 0, _DEFLATED, 0, 33, *fields) + name


def links(members: Members, link: str, target: str) -> bytes:
    """An archive with these members and a symbolic link."""
    written = io.BytesIO(zipped(members))
    with zipfile.ZipFile(written, "a") as archive:
        info = zipfile.ZipInfo(link)
        info.create_system, info.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
        archive.writestr(info, target)
    return written.getvalue()


def many_sheets(count: int, rows: str = "<row><c><v>1</v></c></row>") -> bytes:
    """A workbook of so many sheets, each with the same rows: one, if nothing is said."""
    members = xlsx_members("")
    sheets, targets, kinds = [], [], []
    sheet = members.pop("xl/worksheets/sheet1.xml")
    assert isinstance(sheet, str)
    filled = sheet.replace("</worksheet>", f"<sheetData>{rows}</sheetData></worksheet>")
    for number in range(count):
        members[f"xl/worksheets/s{number}.xml"] = filled
        sheets.append(f'<sheet name="list{number or ""}" sheetId="{number + 1}" r:id="s{number}"/>')
        targets.append(
            f'<Relationship Id="s{number}" Type="http://schemas.openxmlformats.org/officeDocument/'
            f'2006/relationships/worksheet" Target="worksheets/s{number}.xml"/>'
        )
        kinds.append(
            f'<Override PartName="/xl/worksheets/s{number}.xml" ContentType="application/vnd.'
            'openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
        )
    for part, old, new in (
        ("xl/workbook.xml", '<sheet name="list" sheetId="1" r:id="r1"/>', sheets),
        ("xl/_rels/workbook.xml.rels", "</Relationships>", [*targets, "</Relationships>"]),
        ("[Content_Types].xml", "</Types>", [*kinds, "</Types>"]),
    ):
        members = with_part(members, part, old, "".join(new))
    return zipped(members)


def laughs(levels: int) -> str:
    """A document type whose entities grow tenfold at each level, and then one that reads a file."""
    entities = "".join(
        f'<!ENTITY l{level} "{f"&l{level - 1};" * 10}">' for level in range(1, levels)
    )
    outside = '<!ENTITY out SYSTEM "file:///etc/passwd"><!ENTITY % more SYSTEM "http://[::1]/">'
    return f'<!DOCTYPE a [<!ENTITY l0 "ha">{entities}{outside}]>'
