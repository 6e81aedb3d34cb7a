"""Small hostile workbooks written by hand: XLSX; OpenDocument sheets stand in ``odd_sheets``.

Each has a name and one thing in it that some reader takes wrongly: a place that no sheet has, two
parts of one name, a number of repeats that nobody could mean, a count of spaces.
"""

import io
import struct
import warnings
import zipfile

from hostile_archives import links
from hostile_tables import HEADER, MAIN, Members, Write, with_part, xlsx_members, zipped

_SHEET, _BOOK = "xl/worksheets/sheet1.xml", "xl/workbook.xml"


def _text(words: str) -> str:
    return f'<c t="inlineStr"><is><t>{words}</t></is></c>'


_HEAD = f"<row>{''.join(map(_text, HEADER))}</row>"
_ROW = f"<row>{''.join(map(_text, ('1', 'Rana Walid', '2031-06-03', 'Basatin', 'q7x1z')))}</row>"
_LAST = f"<row>{''.join(map(_text, ('2', 'Samir', '', '', 'q7x2z')))}</row>"


def _members(row: str = _ROW, *, before: str = "", after: str = "", shared: str = "") -> Members:
    sheet = f"{before}<sheetData>{_HEAD}{row}{_LAST}</sheetData>{after}"
    return xlsx_members(sheet, shared=shared)


def _book(row: str = _ROW, *, before: str = "", after: str = "", shared: str = "") -> Write:
    return lambda: zipped(_members(row, before=before, after=after, shared=shared))


def _cell(cell: str) -> Write:
    """A workbook whose second row has an odd cell for the name."""
    return _book(f"<row>{_text('1')}{cell}{_text('')}{_text('')}{_text('q7x1z')}</row>")


def _part(name: str, old: str, new: str) -> Write:
    """A workbook with one part of it changed."""
    return lambda: zipped(with_part(_members(), name, old, new))


def _more(**parts: str) -> Write:
    """A workbook with more parts; ``__`` stands for a slash, ``_xml`` for the suffix."""
    named: Members = {
        name.replace("__", "/").replace("_xml", ".xml"): text for name, text in parts.items()
    }
    return lambda: zipped(_members() | named)


def _doubled(name: str, content: str) -> Write:
    def write() -> bytes:
        target = io.BytesIO(zipped(_members()))
        with zipfile.ZipFile(target, "a") as archive, warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a name that is there already
            archive.writestr(name, content)
        return target.getvalue()

    return write


def _bytes(old: bytes, new: bytes, *, packed: bool = False) -> Write:
    """A workbook with the same bytes changed in every place, in archive and parts."""
    return lambda: zipped(_members(), packed=packed).replace(old, new)


def _flag(flag: int) -> Write:
    """A workbook whose members all have a flag set in both of their headers."""

    def write() -> bytes:
        content = bytearray(zipped(_members()))
        for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            start = content.find(mark)
            while start >= 0:
                content[start + place] |= flag
                start = content.find(mark, start + 4)
        return bytes(content)

    return write


def _end_changed(place: int, form: str, value: int) -> Write:
    """A workbook with another number in the record at the archive's end (APPNOTE.TXT 4.3.16)."""

    def write() -> bytes:
        content = bytearray(zipped(_members()))
        struct.pack_into(form, content, content.rfind(b"PK\x05\x06") + place, value)
        return bytes(content)

    return write


def _zip64() -> bytes:
    """An archive whose 64-bit end claims billions of members and a directory elsewhere."""
    content = zipped(_members())
    end = content.rfind(b"PK\x05\x06")
    wide = struct.pack("<IQHHIIQQQQ", 0x06064B50, 44, 45, 45, 0, 0, 2**40, 2**40, 2**50, 2**60)
    place = struct.pack("<IIQI", 0x07064B50, 0, end, 1)
    last = struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, *[0xFFFF] * 2, *[0xFFFFFFFF] * 2, 0)
    return content[:end] + wide + place + last


def _styles(count: int) -> str:
    formats = "".join(
        f'<numFmt numFmtId="{200 + n}" formatCode="{"[h]:mm;" * 9}yyyy"/>' for n in range(count)
    )
    cells = "".join(f'<xf numFmtId="{200 + n}"/>' for n in range(count))
    return (
        f'<styleSheet xmlns="{MAIN}"><numFmts>{formats}</numFmts>'
        f"<cellXfs>{cells}</cellXfs></styleSheet>"
    )


def _wide(name: str) -> Write:
    def write() -> bytes:
        members = _members()
        content = members[name]
        assert isinstance(content, str)
        declared = f'<?xml version="1.0" encoding="UTF-16"?>{content}'
        return zipped(members | {name: declared.encode("utf-16")})

    return write


def _compound_loop() -> bytes:
    """A compound file whose sectors follow each other in a circle (MS-CFB 2.2)."""
    head = bytearray(512)
    struct.pack_into(
        "<8s16xHHHHH", head, 0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 62, 3, 65534, 9, 6
    )
    struct.pack_into("<III", head, 44, 1, 1, 0)
    struct.pack_into("<IIIII", head, 56, 4_096, 1, 1, 1, 1)
    struct.pack_into("<I", head, 76, 0)
    table = struct.pack("<128I", *[1] * 128)
    return bytes(head) + table + b"R\x00o\x00o\x00t\x00" + b"\x01" * 506 + b"\x01" * 4_096


_RELS = "xl/_rels/workbook.xml.rels"
_TARGET = 'Target="worksheets/sheet1.xml"'
XLSX: dict[str, Write] = {
    "row-0": _book(_ROW.replace("<row>", '<row r="0">')),
    "row-below-0": _book(_ROW.replace("<row>", '<row r="-1">')),
    "row-beyond": _book(_ROW.replace("<row>", '<row r="1048577">')),
    "row-beyond-numbers": _book(_ROW.replace("<row>", f'<row r="{"9" * 30}">')),
    "row-twice": _book(_ROW.replace("<row>", '<row r="3">')),
    "rows-backwards": _book(
        _ROW.replace("<row>", '<row r="9">') + '<row r="2"><c><v>1</v></c></row>'
    ),
    "column-beyond": _cell('<c r="XFE2"><v>q7x3z</v></c>'),
    "column-of-four-letters": _cell('<c r="ZZZZ2"><v>1</v></c>'),
    "place-without-letters": _cell('<c r="2"><v>1</v></c>'),
    "place-without-digits": _cell('<c r="B"><v>1</v></c>'),
    "place-row-0": _cell('<c r="B0"><v>1</v></c>'),
    "place-in-small-letters": _cell('<c r="b2"><v>1</v></c>'),
    "place-of-another-row": _cell('<c r="B900000"><v>1</v></c>'),
    "shared-below-0": _cell('<c t="s"><v>-1</v></c>'),
    "shared-beyond": _cell('<c t="s"><v>99999999999999999999</v></c>'),
    "shared-empty": _cell('<c t="s"><v></v></c>'),
    "shared-a-million-times": _book(
        ("<row>" + '<c t="s"><v>0</v></c>' * 10 + "</row>") * 100_000, shared="<si><t>a</t></si>"
    ),
    "type-unknown": _cell('<c t="zz"><v>1</v></c>'),
    "truth-of-another-kind": _cell('<c t="b"><v>perhaps</v></c>'),
    "date-as-text": _cell('<c t="d"><v>9999-99-99T99:99:99Z</v></c>'),
    "number-beyond": _cell("<c><v>1e999</v></c>"),
    "number-of-words": _cell("<c><v>one</v></c>"),
    "not-a-number": _cell("<c><v>NaN</v></c>"),
    "infinite": _cell("<c><v>-inf</v></c>"),
    "whole-beyond": _cell("<c><v>123456789012345678901234567890</v></c>"),
    "style-beyond": _cell('<c s="99999999"><v>45000</v></c>'),
    "style-below-0": _cell('<c s="-1"><v>45000</v></c>'),
    "error": _cell('<c t="e"><v>#DIV/0!</v></c>'),
    "error-of-another-name": _cell('<c t="e"><v>#q7x3z</v></c>'),
    "formula": _cell("<c><f>WEBSERVICE(&quot;http://[::1]/&quot;)</f><v>1</v></c>"),
    "formula-open": _cell("<c><f>HYPERLINK(q7x3z)</f></c>"),
    "formula-of-a-table": _cell('<c><f t="array" ref="A1:XFD1048576">A1</f><v>1</v></c>'),
    "rich-text": _cell("<c t='inlineStr'><is><r><t>Ra</t></r><r><t>na q7x3z</t></r></is></c>"),
    "text-read-aloud": _cell("<c t='inlineStr'><is><t>Rana</t><rPh><t>q7</t></rPh></is></c>"),
    "two-texts": _cell("<c t='inlineStr'><is><t>Rana</t><t>q7x3z</t></is></c>"),
    "escaped-signs": _cell(_text("_x0000__x001F_R_x000A_ana_xD800_")),
    "numbered-signs": _cell(_text("R&#0;&#xD800;&#x1F600;ana")),
    "unknown-entity": _cell(_text("&rana;")),
    "prefixed": _part(_SHEET, "<row>", "<x:row xmlns:x='a'>"),
    "cell-in-a-cell": _cell(f"<c>{_text('a')}</c>"),
    "sheet-in-a-sheet": _book(after="<sheetData><row><c><v>1</v></c></row></sheetData>"),
    "lying-dimension": _book(before='<dimension ref="A1:XFD1048576"/>'),
    "dimension-of-words": _book(before='<dimension ref="A1:=1+1"/>'),
    "hidden-columns": _book(before='<cols><col min="1" max="16384" hidden="1"/></cols>'),
    "merged-headings": _book(after='<mergeCells><mergeCell ref="B1:E1"/></mergeCells>'),
    "merged-backwards": _book(after='<mergeCells><mergeCell ref="E3:A1"/></mergeCells>'),
    "merged-beyond": _book(after='<mergeCells><mergeCell ref="A1:ZZZ99999999"/></mergeCells>'),
    "merged-nothing": _book(after='<mergeCells><mergeCell ref=""/><mergeCell/></mergeCells>'),
    "merged-by-the-thousand": _book(
        after="<mergeCells>" + '<mergeCell ref="A2:E3"/>' * 40_000 + "</mergeCells>"
    ),
    "conditions": _book(
        after='<conditionalFormatting sqref="A1:XFD1048576"><cfRule/></conditionalFormatting>'
        * 20_000
    ),
    "names-by-the-thousand": _part(
        _BOOK,
        "</workbook>",
        "<definedNames>"
        + "<definedName name='a'>A1</definedName>" * 50_000
        + "</definedNames></workbook>",
    ),
    "days-from-1904": _part(_BOOK, "<sheets>", '<workbookPr date1904="1"/><sheets>'),
    "hidden": _part(_BOOK, 'sheetId="1"', 'sheetId="1" state="veryHidden"'),
    "no-sheets": _part(_BOOK, '<sheet name="list" sheetId="1" r:id="r1"/>', ""),
    "sheet-twice": _part(_BOOK, "</sheets>", '<sheet name="list" sheetId="2" r:id="r1"/></sheets>'),
    "sheet-of-another-case": _part(
        _BOOK, "</sheets>", '<sheet name="LIST" sheetId="2" r:id="r1"/></sheets>'
    ),
    "sheet-without-a-part": _part(
        _BOOK, "</sheets>", '<sheet name="more" sheetId="2" r:id="r99"/></sheets>'
    ),
    "sheet-without-a-name": _part(_BOOK, 'name="list"', 'name=""'),
    "sheet-with-a-long-name": _part(_BOOK, 'name="list"', f'name="{"list" * 5_000}"'),
    "sheet-with-signs": _part(_BOOK, 'name="list"', 'name="&lt;b&gt;&#10;\u202e=1+1"'),
    "part-elsewhere": _part(_RELS, _TARGET, 'Target="http://[::1]/a" TargetMode="External"'),
    "part-of-the-machine": _part(_RELS, _TARGET, 'Target="../../../../../../etc/passwd"'),
    "part-is-itself": _part(_RELS, _TARGET, 'Target="workbook.xml"'),
    "part-in-capitals": _part(_RELS, _TARGET, 'Target="Worksheets/Sheet1.XML"'),
    "part-from-the-root": _part(_RELS, _TARGET, 'Target="/xl/worksheets/sheet1.xml"'),
    "words-between-cells": _book(_ROW.replace("</c>", "</c>q7x3z", 1)),
    "words-between-rows": _book(f"q7x3z{_ROW}q7x4z"),
    "words-in-a-prefixed-sheet": lambda: zipped(
        with_part(
            with_part(_members(f"{_ROW}q7x3z"), _SHEET, "<worksheet xmlns=", "<worksheet xmlns:x="),
            _SHEET,
            "<sheetData>",
            "<sheetData>q7x4z",
        )
    ),
    "part-with-dots": _part(_RELS, _TARGET, 'Target="./../xl/worksheets/sheet1.xml"'),
    "strict-namespace": _part(
        _SHEET,
        MAIN,
        "http://purl.oclc.org/ooxml/spreadsheetml/main",
    ),
    "no-namespace": _part(_SHEET, f' xmlns="{MAIN}"', ""),
    "external-links": _more(
        xl__externalLinks__externalLink1_xml="<externalLink/>",
        xl__externalLinks___rels__a="<Relationships/>",
    ),
    "connections": _more(xl__connections_xml="<connections><connection/></connections>"),
    "macros": _more(xl__vbaProject_bin="\xd0\xcf\x11\xe0"),
    "styles-by-the-thousand": lambda: zipped(_members() | {"xl/styles.xml": _styles(30_000)}),
    "styles-that-are-none": lambda: zipped(_members() | {"xl/styles.xml": "<styleSheet"}),
    "long-number-format": lambda: zipped(
        _members() | {"xl/styles.xml": _styles(1).replace("[h]:mm;", "[h]" * 200_000)}
    ),
    "part-twice": _doubled(_SHEET, "<worksheet><sheetData/></worksheet>"),
    "part-twice-in-another-case": _doubled("XL/Worksheets/Sheet1.xml", "<worksheet/>"),
    "absolute-member": _doubled("/tmp/planted", "q7"),  # noqa: S108  where nothing may be written
    "climbing-member": _doubled("../../planted", "q7"),
    "member-with-backslashes": _doubled("xl\\..\\..\\planted", "q7"),
    "link": lambda: links(_members(), "xl/media/a.png", "/etc/passwd"),
    "locked": _flag(0x01),
    "strongly-locked": _flag(0x41),
    "sizes-behind": _flag(0x08),
    "wrong-checksum": _bytes(b"Basatin", b"Basatim"),
    "another-method": _bytes(
        b"PK\x03\x04\x14\x00\x00\x00\x00\x00", b"PK\x03\x04\x14\x00\x00\x00\x0e\x00"
    ),
    "more-members-than-there-are": _end_changed(10, "<H", 60_000),
    "directory-elsewhere": _end_changed(16, "<I", 4_000_000_000),
    "directory-of-another-length": _end_changed(12, "<I", 3),
    "several-disks": _end_changed(4, "<H", 7),
    "billions-of-members": _zip64,
    "bytes-before": lambda: b"MZ" + b"\x00" * 4_000 + zipped(_members()),
    "bytes-behind": lambda: zipped(_members()) + b"q7x3z" * 1_000,
    "archive-in-an-archive": lambda: zipped({"list.xlsx": zipped(_members())}),
    "two-archives": lambda: zipped(_members()) + zipped(_members("")),
    "empty-archive": lambda: b"PK\x05\x06" + b"\x00" * 18,
    "wide-signs": _wide(_SHEET),
    "wide-signs-in-the-book": _wide(_BOOK),
    "another-encoding": _part(
        _SHEET, "<worksheet", '<?xml version="1.0" encoding="ebcdic"?><worksheet'
    ),
    "old-format": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 5_000,
    "old-format-in-a-loop": _compound_loop,
    "old-stream": lambda: b"\x09\x08\x10\x00\x00\x06\x05\x00" + b"\xff" * 900,
}
