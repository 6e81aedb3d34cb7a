"""Hostile inputs that are large, or unpack or nest to something large; each has a name."""

# ruff: noqa: PLW0108  an input is made when it is called for

import gzip
import io
import json
import zipfile

from hostile_archives import laughs, many_sheets, overlapping
from hostile_documents import LARGE_DOCX
from hostile_tables import HEADER, ODS_TYPE, Write, ods_content, ods_members, xlsx_members, zipped

_HEAD = ",".join(HEADER) + "\n"


_INCIDENTS = "".join(
    "<row>" + "".join(f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in cells) + "</row>"
    for cells in (
        ("date", "place", "killed"),
        ("2031-06-03", "Basatin", "2"),
        ("2031-06-04", "Harsh", "1"),
    )
)


def _sheet(cells: str) -> bytes:
    return zipped(xlsx_members(f"<sheetData>{cells}</sheetData>"))


def _shared_strings() -> bytes:
    cells = ("<row>" + '<c t="s"><v>0</v></c>' * 5 + "</row>") * 3_600
    shared = f"<si><t>{'x' * 32_000}</t></si>"
    return zipped(xlsx_members(f"<sheetData>{cells}</sheetData>", shared=shared))


def _many_members() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for number in range(60_000):
            archive.writestr(f"a{number}", b"")
    return target.getvalue()


def _nested(levels: int, start: str = "[", end: str = "]") -> str:
    return start * levels + end * levels


def _ods(row: str) -> bytes:
    return zipped(ods_members(ods_content(row)))


def _features(geometry: str) -> bytes:
    feature = '{"type":"Feature","properties":{"no":"1","name":"Rana"},"geometry":' + geometry + "}"
    return ('{"type":"FeatureCollection","features":[' + feature + "]}").encode()


_PENTAGRAM = [(0, 3), (5, 3), (1, 0), (2.5, 5), (4, 0)]


def _outlines(outlines: list[list[tuple[float, float]]]) -> bytes:
    """One area of many outlines, each closed."""
    rings = [[[list(corner) for corner in (*corners, corners[0])]] for corners in outlines]
    return _features(json.dumps({"type": "MultiPolygon", "coordinates": rings}))


CSV: dict[str, Write] = {
    "20000-columns": lambda: (
        ",".join(f"c{one}" for one in range(20_000)) + "\n" + "," * 19_999
    ).encode(),
    "a-line-of-separators": lambda: f"{_HEAD}{',' * 3_000_000}\n1,Rana\n".encode(),
    "lines-of-separators": lambda: f"{_HEAD}{(',' * 1_500_000 + chr(10)) * 9}1,Rana\n".encode(),
    "an-open-quotation-of-separators": lambda: f'{_HEAD}"{"," * 3_000_000}\n1,Rana\n'.encode(),
    "16000-columns-many-rows": lambda: (
        (",".join(f"c{n}" for n in range(16_000)) + "\n").encode() + (b"," * 15_999 + b"\n") * 300
    ),
    "equal-headings": lambda: (
        ",".join(["x"] * 15_000) + "\n" + ",".join("1" * 15_000) + "\n"
    ).encode(),
    "commas": lambda: (_HEAD + ",,,,\n" * 1_000_000).encode(),
    "line-feeds": lambda: (_HEAD + "\n" * 5_000_000).encode(),
    "carriage-returns": lambda: (_HEAD + "\r" * 3_000_000).encode(),
    "quotes": lambda: (_HEAD + '"' * 3_000_000).encode(),
    "unclosed-quotes": lambda: (_HEAD + '1,"Rana,2031-06-03,Basatin,x\n' * 60_000).encode(),
    "totals": lambda: (
        "id,name,date,place,killed\n"
        + "1,Rana,2031-06-03,Basatin,2\n2,Sami,2031-06-03,Basatin,3\n,Ward total,,,7\n" * 20_000
    ).encode(),
    "claims": lambda: (
        "id,sentence,value,unit,said by\n"
        + "".join(
            f'{n},"{n} people were killed in Basatin in June 2031, it said.",{n},deaths,Council\n'
            for n in range(10_000)
        )
    ).encode(),
    "claims-of-many-numbers": lambda: (
        "id,sentence\n"
        + "".join(
            f'{n},"{" and ".join(f"{n + m} people were killed in Basatin" for m in range(45))}"\n'
            for n in range(60)
        )
    ).encode(),
    "official-lines": lambda: (
        "id,actor,date,place,finding,text\n"
        + "".join(
            f"{n},Alliance,2031-06-{n % 28 + 1:02},Basatin,credible,"
            f'"It is assessed that {n % 4} civilians were unintentionally killed."\n'
            for n in range(20_000)
        )
    ).encode(),
    "never-closed": lambda: (_HEAD + '1,"Rana\n' + "some words of a page\n" * 1_500_000).encode(),
    "quotes-and-line-feeds": lambda: (_HEAD + 'a"\n"' * 600_000).encode(),
    "one-cell": lambda: (_HEAD + "1," + "x" * 8_000_000 + ",,,\n").encode(),
    "field-of-50-mb": lambda: (_HEAD + '1,"' + "x" * 50_000_000 + '",,,x\n').encode(),
    "a-line-of-70-mb": lambda: (_HEAD + "1," + "x" * 70_000_000).encode(),
    "places": lambda: (
        "id,date,place,killed,latitude,longitude\n"
        + "".join(
            f"{n},2031-06-{n % 28 + 1:02},{'bdfhklmnrst'[n % 11]}a{'bdfhklmnrstwyz'[n % 14]}u"
            f"{'bdfhklmnrstwyzgjq'[n % 17]}i {n % 13}ward,{n % 9},{35 + n / 9_000},39.{n % 97}\n"
            for n in range(2_000)
        )
    ).encode(),
    "long-cells": lambda: (_HEAD + ("1," + "-" * 900_000 + ",,,\n") * 12).encode(),
    "long-cells-in-many-columns": lambda: (
        ",".join(HEADER + [f"place {n}" for n in range(85)]) + "\n" + ",".join(["x" * 900_000] * 90)
    ).encode(),
    "nuls": lambda: _HEAD.encode() + b"\x00" * 4_000_000,
    "alike": lambda: (
        _HEAD + "".join(f"{n},Khalid Samir,2031-06-03,Basatin,x\n" for n in range(1_500))
    ).encode(),
    "nearly-alike": lambda: (
        _HEAD
        + "".join(
            f"{n},Khalid Samir {n % 40},2031-06-0{n % 9 + 1},Basatin,x\n" for n in range(1_500)
        )
    ).encode(),
    "initials": lambda: (
        _HEAD
        + "".join(f"{n},Khalid S. {'ABCDE'[n % 5]}.,2031-06-03,Basatin,x\n" for n in range(6_000))
        + "".join(f"k{n},Khalid Samir Adnan,2031-06-03,Basatin,x\n" for n in range(300))
    ).encode(),
    "long-names": lambda: (
        _HEAD + "".join(f"{n},{'Abd al-' * 60}Rahman,2031-06-03,Basatin,x\n" for n in range(400))
    ).encode(),
    "digits": lambda: (
        _HEAD + "".join(f"{n},{'9' * 4_500},{'9' * 4_500},{'٩' * 900},x\n" for n in range(200))
    ).encode(),
    "combining-marks": lambda: (
        _HEAD + "".join(f"{n},{'a' + chr(0x301) * 450},,,x\n" for n in range(300))
    ).encode(),
    "marks-by-turns": lambda: (
        _HEAD + "".join(f"{n},a{(chr(0x301) + chr(0x323)) * 200_000},,,x\n" for n in range(3))
    ).encode(),
    "delimiters": lambda: (",;\t|" * 100_000 + "\n" + ",;\t|" * 100_000).encode(),
    "bytes": lambda: bytes(range(128, 256)) * 20_000,
    "utf-16": lambda: (_HEAD + "1,Rana,2031-06-03,Basatin,x\n" * 60_000).encode("utf-16"),
}
JSON: dict[str, Write] = {
    "lists": lambda: _nested(1_000_000).encode(),
    "objects": lambda: _nested(300_000, '{"a":', "}").encode(),
    "open": lambda: b"[" * 3_000_000,
    "empty-objects": lambda: json.dumps([{}] * 400_000).encode(),
    "many-objects": lambda: b"[" + b"{}," * 10_000_000 + b"{}]",
    "many-numbers": lambda: b'[{"no":[' + b"1," * 20_000_000 + b"1]}]",
    "keys": lambda: json.dumps([{f"k{n}": "" for n in range(100_000)}]).encode(),
    "new-keys-each-row": lambda: json.dumps(
        [{f"k{n}": "1", "no": str(n)} for n in range(6_000)]
    ).encode(),
    "number": lambda: ('[{"no":' + "9" * 5_000_000 + "}]").encode(),
    "text": lambda: json.dumps([{"no": "1", "name": "x" * 6_000_000}]).encode(),
    "number-of-70-mb": lambda: b'[{"no":' + b"9" * 70_000_000 + b"}]",
    "text-of-escapes-of-70-mb": lambda: b'[{"no":"' + b'\\"' * 35_000_000 + b'"}]',
    "repeated-key": lambda: ('[{"no":"1",' + '"a":1,' * 300_000 + '"b":2}]').encode(),
    "escapes": lambda: ('[{"no":"1","name":"' + "\\ud800" * 150_000 + '"}]').encode(),
    "rows-nested": lambda: ("[" + ",".join(['{"a":' * 70 + "1" + "}" * 70] * 3_000) + "]").encode(),
    "wide-rows": lambda: json.dumps([{f"k{n}": 1 for n in range(2_000)}] * 1_200).encode(),
}
JSONL: dict[str, Write] = {
    "empty-lines": lambda: b'{"no":"1","name":"Rana"}\n' + b"\n" * 3_000_000,
    "nested-lines": lambda: b'{"no":"1","name":"Rana"}\n' + (_nested(3_000) + "\n").encode() * 900,
    "a-line-of-70-mb": lambda: b'{"no":"1"}\n{"no":"' + b"x" * 70_000_000 + b'"}\n',
    "bad-lines": lambda: b'{"no":"1","name":"Rana"}\n' + b'{"no":\n' * 200_000,
}
GEOJSON: dict[str, Write] = {
    "corners": lambda: _features(
        '{"type":"Polygon","coordinates":[[' + ",".join(["[39.1,35.9]"] * 150_000) + "]]}"
    ),
    "comb": lambda: _features(
        '{"type":"Polygon","coordinates":[['
        + ",".join(f"[{39 + n % 2},{35 + n / 40_000}]" for n in range(20_000))
        + ",[39,35]]]}"
    ),
    "crossing-outlines": lambda: _outlines(
        [
            [(39 + n * stride % 41 / 41, 35 + n * n * stride % 41 / 41) for n in range(41)]
            for stride in range(1, 301)
        ]
    ),
    "pentagrams": lambda: _outlines(
        [
            [(39 + at / 999 + x / 4_000, 35 + at % 50 / 60 + y / 4_000) for x, y in _PENTAGRAM]
            for at in range(1_500)
        ]
    ),
    "million-corners": lambda: _features(
        '{"type":"Polygon","coordinates":[['
        + ",".join(f"[{39 + n % 997 / 997},{35 + n / 1e6}]" for n in range(1_000_000))
        + ",[39,35]]]}"
    ),
    "collections": lambda: _features(
        '{"type":"GeometryCollection","geometries":[' * 900 + "]}" * 900
    ),
}
XLSX: dict[str, Write] = {
    "two-corners": lambda: _sheet(
        '<row r="1"><c r="A1"><v>1</v></c></row>'
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    ),
    "shared-strings": _shared_strings,
    "spaces": lambda: _sheet(" " * 60_000_000),
    "members": _many_members,
    "entities": lambda: zipped(
        xlsx_members("")
        | {"xl/workbook.xml": '<!DOCTYPE a [<!ENTITY b "' + "c" * 9_000 + '">]><a>' + "&b;" * 9_000}
    ),
    "laughs": lambda: zipped(
        xlsx_members("")
        | {"xl/sharedStrings.xml": laughs(12) + "<sst><si><t>&l11;&out;</t></si></sst>"}
    ),
    "sheets": lambda: many_sheets(10_000),
    "sheets-within-bounds": lambda: many_sheets(4_900),
    "sheets-of-the-same-rows": lambda: many_sheets(4_900, _INCIDENTS),
    "overlapping": lambda: overlapping(
        [*xlsx_members(""), *(f"xl/media/{n}.png" for n in range(9_000))], b"\x00" * 100_000
    ),
    "merged": lambda: zipped(
        xlsx_members(
            "<sheetData><row><c><v>1</v></c></row></sheetData><mergeCells>"
            + '<mergeCell ref="A1:XFD1048576"/>' * 20_000
            + "</mergeCells>"
        )
    ),
    "rows": lambda: _sheet("<row><c><v>1</v></c></row>" * 300_000),
    "nested-tags": lambda: _sheet(_nested(200_000, "<row>", "</row>")),
    "formula": lambda: _sheet("<row><c><f>" + "(" * 3_000_000 + "</f></c></row>"),
}
ODS: dict[str, Write] = {
    "laughs": lambda: zipped(
        {
            "mimetype": ODS_TYPE,
            "content.xml": laughs(12) + "<a>&l11;&out;</a>",
        }
    ),
    "overlapping": lambda: overlapping(
        ["mimetype", "content.xml", *(f"Pictures/{n}.png" for n in range(2_000))], b"<a>" * 90_000
    ),
    "repeated": lambda: _ods(
        '<table:table-row table:number-rows-repeated="1048576">'
        '<table:table-cell office:value-type="string" '
        'table:number-columns-repeated="16384"><text:p>1</text:p></table:table-cell></table:table-row>'
    ),
    "nested": lambda: _ods(
        '<table:table-row><table:table-cell office:value-type="string">'
        + _nested(100_000, "<text:p>", "</text:p>")
        + "</table:table-cell></table:table-row>"
    ),
    "spans": lambda: _ods(
        "<table:table-row><table:table-cell "
        'office:value-type="string" table:number-rows-spanned="99999999" '
        'table:number-columns-spanned="99999999"><text:p>1</text:p></table:table-cell></table:table-row>'
        * 2_000
    ),
}
GZ: dict[str, Write] = {
    "zeros": lambda: gzip.compress(b"\x00" * 300_000_000, 9),
    "commas": lambda: gzip.compress((_HEAD + "," * 80_000_000).encode(), 9),
    "members": lambda: gzip.compress(_HEAD.encode()) + gzip.compress(b"") * 100_000,
}
TOML: dict[str, Write] = {
    "dots": lambda: b"a." * 900_000 + b"b = 1",
    "tables": lambda: b"".join(b"[t%d]\n" % n for n in range(150_000)),
    "dotted-tables": lambda: b"".join(b"[" + b"a." * 300 + b"t%d]\n" % n for n in range(3_000)),
    "digits": lambda: b"title = " + b"9" * 1_900_000,
    "hexadecimal": lambda: b"title = 0x" + b"f" * 1_900_000,
    "lists": lambda: b"title = " + b"[" * 900_000,
    "inline-tables": lambda: b"title = " + b"{a=" * 400_000,
    "text": lambda: b'title = "' + b"x" * 1_900_000 + b'"',
    "escapes": lambda: b'title = "' + b"\\u00e9" * 300_000 + b'"',
    "actors": lambda: b"".join(b"[[actors]]\nid='a%d'\nname='b'\n" % n for n in range(50_000)),
    "too-large": lambda: b"#" * 30_000_000,
}
REVIEW: dict[str, Write] = {
    "quotes": lambda: b"left,right,decision,reason\n" + b'"' * 3_000_000,
    "unclosed": lambda: b"left,right,decision,reason\n" + b'good:1,"good:2,same,x\n' * 60_000,
    "rows": lambda: b"left,right,decision,reason\n" + b"good:1,good:2,same,x\n" * 20_000,
    "columns": lambda: b"left,right,decision,reason" + b",x" * 900_000 + b"\n",
}
AUTO_ARCHIVER: dict[str, Write] = {
    "literal": lambda: b"url,status,metadata,media\na,b," + b"[" * 4_000_000 + b",c\n",
    "blanks": lambda: b"url,status,metadata,media\na,b," + b" " * 990_000 + b"!,c\n",
    "literals": lambda: b"url,status,metadata,media\n" + b"a,b,\"{'a': 1}\",c\n" * 60_000,
    "rows": lambda: b"Link,Archive status\n" + b"https://example.org/,b\n" * 150_000,
}
WACZ: dict[str, Write] = {
    "members": _many_members,
    "pages": lambda: zipped(
        {
            "datapackage.json": json.dumps({"resources": []}),
            "pages/pages.jsonl": '{"format":"json-pages-1.0"}\n' + '{"url":"a"}\n' * 900_000,
        }
    ),
    "list": lambda: zipped({"datapackage.json": '{"resources":' + _nested(400_000) + "}"}),
    "resources": lambda: zipped(
        {"datapackage.json": json.dumps({"resources": [{"path": "a", "hash": "b"}] * 200_000})}
    ),
    "zeros": lambda: zipped({"datapackage.json": "{}", "archive/a": b"\x00" * 200_000_000}),
    "overlapping": lambda: overlapping(
        ["datapackage.json", *(f"archive/{n}.warc" for n in range(300))],
        b"".join(bytes([n % 251]) * 150 for n in range(30_000)),
    ),
}
PROOFMODE: dict[str, Write] = {
    "proofs": lambda: zipped(
        {f"{n:064x}.proof.json": '{"File Hash SHA256":"' + f"{n:064x}" + '"}' for n in range(8_000)}
    ),
    "json": lambda: zipped({f"{'0' * 64}.proof.json": _nested(2_000_000)}),
    "overlapping": lambda: overlapping(
        [f"{n:064x}.proof.json" for n in range(1_000)],
        b"".join(bytes([n % 251]) * 150 for n in range(9_000)),
    ),
    "csv": lambda: zipped({f"{'0' * 64}.proof.csv": "a," * 2_000_000 + "\n" + "b," * 2_000_000}),
}
_AREA = (
    '{"properties":{"name":"a"},"geometry":{"type":"Polygon","coordinates":'
    "[[[39,35],[40,35],[40,36],[39,35]]]}}"
)
BOUNDARIES: dict[str, Write] = {
    "corners": lambda: GEOJSON["corners"]().replace(b'"no":"1",', b""),
    "comb": lambda: GEOJSON["comb"]().replace(b'"no":"1",', b""),
    "million-corners": lambda: GEOJSON["million-corners"]().replace(b'"no":"1",', b""),
    "nested": lambda: _nested(900_000).encode(),
    "areas": lambda: (
        '{"type":"FeatureCollection","features":[' + ",".join([_AREA] * 15_000) + "]}"
    ).encode(),
    "too-large": lambda: b" " * 30_000_000,
}
LARGE: dict[str, dict[str, Write]] = {
    "csv": CSV,
    "json": JSON,
    "jsonl": JSONL,
    "geojson": GEOJSON,
    "xlsx": XLSX,
    "ods": ODS,
    "docx": LARGE_DOCX,
    "gz": GZ,
    "mapping": TOML,
    "case": TOML,
    "review": REVIEW,
    "auto-archiver": AUTO_ARCHIVER,
    "wacz": WACZ,
    "proofmode": PROOFMODE,
    "boundaries": BOUNDARIES,
}
"""By kind and name."""
