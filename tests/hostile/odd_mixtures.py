"""Small hostile inputs of which each puts two things together that are harmless apart.

Packed files in packed files, two encodings in one list, one kind of file under the name of another,
values at the ends of what a format can say. The last cell of a row is a marker.
"""

# ruff: noqa: PLW0108  an input is made when it is called for

import io
import json
import random
import struct
import zipfile
from functools import reduce

import pyarrow as pa
import pyarrow.feather as pf
import pyarrow.parquet as pq

from hostile_documents import document, paragraph, table
from hostile_tables import HEADER, Members, Write, with_part, xlsx_members, zipped

_HEAD = ",".join(HEADER) + "\n"
_ROWS = [[str(n), "Rana Walid al-Attar", f"2031-06-0{n}", "Basatin", f"q9x{n}z"] for n in (1, 2, 3)]
_LINES = [",".join(row) + "\n" for row in _ROWS]
_TEXT = _HEAD + "".join(_LINES)


def _with(old: str, new: str) -> Write:
    return lambda: _TEXT.replace(old, new).encode()


def _member(name: str, content: str = _TEXT) -> Write:
    return lambda: zipped({name: content})


def _arrow(write: str) -> Write:
    def made() -> bytes:
        target = io.BytesIO()
        columns = {"no": ["1", "2"], "name": ["Rana al-Attar", "Samir al-Attar"]}
        listed = pa.table(columns | {"v": pa.array([float("nan"), float("inf")])})
        (pq.write_table if write == "parquet" else pf.write_feather)(listed, target)
        return target.getvalue()

    return made


def _compound(seed: int) -> Write:
    """The mark of an old workbook (MS-CFB 2.2), and noise behind it."""
    mark = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    return lambda: mark + random.Random(seed).randbytes(900 * seed)  # noqa: S311


_DATES = (
    "0000-00-00", "9999-99-99", "2031-02-30", "-2031-06-01", "2031-W01", "44/44/44", "١٤٥٢/١٣/٤٠",
    "2031-06-01T25:61:61Z", "1e9", "99999999999999", "٢٠٣١-٠٦-٠١", "29 Feb 2031", "31 Sept 2031",
    "0001-01-01", "9999-12-31",
)  # fmt: skip
CSV: dict[str, Write] = {
    "lines-of-three-encodings": lambda: (
        (_HEAD + _LINES[0]).encode()
        + "7,خالد وليد,2031-06-01,حي,q9x7z\n".encode("cp1256")
        + ("8,خالد,2031-06-01,حي,q9x8z\n" + _LINES[1]).encode()
    ),
    "mark-before-every-line": lambda: "\ufeff".join([_HEAD, *_LINES]).encode(),
    "utf-16-behind": lambda: _TEXT.encode() + _HEAD.encode("utf-16"),
    "separator-line-and-semicolons": lambda: ("sep=;\n" + _TEXT.replace(",", ";")).encode(),
    "separators-of-all-kinds": _with("Basatin", "Bas\x1catin\x1d\x1e\x85\u2028\x0b\x0c"),
    "turned-around": _with("Basatin", "\u202eBas\u2066a\u200f"),
    "link-of-a-formula": _with("Basatin", '"=HYPERLINK(""http://[::1]"",1)"'),
    "picture-of-a-page": _with("Basatin", "<img src=x onerror=alert(1)>"),
    "marks-by-the-thousand": _with("Basatin", "B" + "\u0301" * 5_000),
    "marks-upon-a-name": _with("Rana", "R" + "\u0610" * 150),
    "one-heading-three-times": lambda: (
        b"name,name,name,no,died,place,note\nA B al-C,D E al-F,G,1,2031-06-01,Badu,q9x1z\n"
    ),
    "days-of-no-year": lambda: (
        _HEAD + "".join(f"{n},Rana,{day},Badu,q9x{n}z\n" for n, day in enumerate(_DATES))
    ).encode(),
    "parquet-under-this-name": _arrow("parquet"),
    "feather-under-this-name": _arrow("feather"),
    "text-behind-the-mark-of-an-old-sheet": lambda: (
        struct.pack("<HHHH", 9, 4, 2, 16) + _TEXT.encode()
    ),
    "word-document-under-this-name": lambda: document(table([HEADER, *_ROWS])),
} | {f"noise-behind-the-mark-of-an-old-workbook-{n}": _compound(n) for n in range(1, 7)}


def _locked() -> bytes:
    content = bytearray(zipped({"a.csv": _TEXT}))
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.find(mark) + flags] |= 1
    return bytes(content)


def _in_itself(times: int) -> Write:
    return lambda: reduce(
        lambda inner, _: _stored("in.zip", inner), range(times), zipped({"a.csv": _TEXT})
    )


def _stored(name: str, content: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(name, content)
    return target.getvalue()


_MEMBERS = {
    "climbing": "../up.csv", "absolute": "/etc/abs.csv", "backslash": "a\\b.csv",
    "drive": "C:\\x.csv", "of-a-device": "con.csv", "of-a-space": " ", "dots": "..", "dot": ".",
    "climbing-inside": "a/../../b.csv", "turned-around": "\u202egpj.csv",
    "long": "a" * 3_000 + ".csv", "of-two-lines": "x\ny.csv",
}  # fmt: skip
ZIP: dict[str, Write] = {
    **{f"name-{what}": _member(name) for what, name in _MEMBERS.items()},
    "in-zip": _in_itself(1),
    "in-zip-thirty-times": _in_itself(30),
    "locked-table": _locked,
    "two-tables": lambda: zipped({"a.csv": _TEXT, "b.csv": _TEXT}),
    "hundreds-of-equal-tables": lambda: zipped({f"{n}.csv": _TEXT for n in range(600)}),
    "beginning-of-a-zip-as-table": _member("a.csv", "PK\x03\x04junk"),
}


def _value(words: str) -> Write:
    items = [json.dumps(dict(zip(HEADER, row, strict=True)))[:-1] for row in _ROWS]
    listed = ", ".join([item + f', "age": {words}}}' for item in items])
    return lambda: f"[{listed}]".encode()


JSON: dict[str, Write] = {
    "age-not-a-number": _value("NaN"),
    "age-infinite": _value("Infinity"),
    "age-of-400-digits": _value("9" * 400),
    "age-of-a-huge-exponent": _value("1e999"),
    "age-below-zero": _value("-0.0"),
    "age-of-half-a-character": _value('"\\ud800"'),
    "age-nested": _value("[" * 3_000 + "]" * 3_000),
    "columns-of-lists": lambda: json.dumps(
        {name: [row[at] for row in _ROWS] for at, name in enumerate(HEADER)}
    ).encode(),
    "rows-three-levels-down": lambda: json.dumps(
        {"a": {"b": {"rows": [dict(zip(HEADER, row, strict=True)) for row in _ROWS]}}}
    ).encode(),
    "two-keys-twice": lambda: (
        b'[{"no":"1","name":"A B al-C","name":"D E al-F","note":"q9x1z","note":"q9x2z"}]'
    ),
}


def _located(*geometries: str) -> Write:
    features = (
        f'{{"type":"Feature","properties":{{"no":"s{n}","note":"q9x{n}z"}},"geometry":{geometry}}}'
        for n, geometry in enumerate(geometries)
    )
    text = f'{{"type":"FeatureCollection","features":[{",".join(features)}]}}'
    return text.encode


def _shape(kind: str, coordinates: str) -> str:
    return f'{{"type":"{kind}","coordinates":{coordinates}}}'


GEOJSON: dict[str, Write] = {
    "points-nowhere": _located(
        *(
            _shape("Point", pair)
            for pair in ("[NaN,1]", "[Infinity,1]", "[1e308,-1e308]", "[]", '["x","y"]')
        ),
        "null", "{}", '{"type":"Point"}', "[]", '"x"', _shape("Blob", "[1,2]"),
    ),
    "around-the-date-line": _located(
        _shape("Polygon", "[[[179,0],[-179,0],[-179,1],[179,1],[179,0]]]"),
        _shape("Polygon", "[[[0,0],[0,0],[0,0]]]"),
        _shape("Polygon", "[[]]"),
        _shape("LineString", "[[0,0]]"),
        _shape("Polygon", '[[[0,0,5],[1,0],[1,1,"z"],[0,0]]]'),
        _shape("MultiPolygon", "[]"),
    ),
    "collections-in-collections": _located(
        *(
            '{"type":"GeometryCollection","geometries":[' * depth
            + _shape("Point", "[36,35]")
            + "]}" * depth
            for depth in (1, 5, 11, 12, 13, 60)
        )
    ),
    "metres": _located(_shape("Point", "[4000000,3900000]"), _shape("Point", "[35.9,39.0,1e400]")),
}  # fmt: skip
_SHEET, _FORMULA = "xl/worksheets/sheet1.xml", '<f t="array" ref="C3:C5">A3:A5</f>'


def _cell(words: str) -> str:
    return f'<c t="inlineStr"><is><t>{words}</t></is></c>'


_SHEET_ROWS = "".join(f"<row>{''.join(map(_cell, row))}</row>" for row in (HEADER, *_ROWS))


def _sheet(more: str = "", shared: str = "") -> Members:
    return xlsx_members(f"<sheetData>{_SHEET_ROWS}{more}</sheetData>", shared=shared)


XLSX: dict[str, Write] = {
    "long-shared-text-in-each-row": lambda: zipped(
        _sheet(
            '<row><c><v>4</v></c><c t="s"><v>0</v></c></row>' * 400,
            f"<si><t>{'B' * 900_000}</t></si>",
        )
    ),
    "shared-texts-without-their-part": lambda: zipped(
        _sheet('<row><c><v>4</v></c><c t="s"><v>0</v></c></row>')
    ),
    "numbers-beyond-all-days": lambda: zipped(
        with_part(_sheet(), _SHEET, _cell("2031-06-02"), "<c><v>1E15</v></c>")
    ),
    "formula-of-three-rows": lambda: zipped(
        with_part(_sheet(), _SHEET, _cell("2031-06-02"), f"<c>{_FORMULA}<v>1</v></c>")
    ),
}  # fmt: skip
MAPPING: dict[str, Write] = {
    "lists-at-the-bound": lambda: b"a = " + b"[" * 39 + b"1" + b"]" * 39,
    "lists-beyond-the-bound": lambda: b"a = " + b"[" * 5_000 + b"]" * 5_000,
    "a-key-of-3000-parts": lambda: b".".join([b"a"] * 3_000) + b" = 1",
    "tables-by-the-thousand": lambda: "".join(f"[t{n}]\nx=1\n" for n in range(20_000)).encode(),
    "fields-by-the-thousand": lambda: (
        'id="f"\ntitle="x"\nkind="person"\nfile="good.csv"\n[key]\ncolumns=["no"]\n[fields]\n'
        + "".join(f'f{n}="name"\n' for n in range(3_000))
    ).encode(),
    "days-for-texts": lambda: b"id = 2031-06-01\ntitle = 07:32:00\nkind = 1e400\nfile = nan\n",
}
_SPAN = '<w:gridSpan w:val="{}"/>'


def _document(*rows: list[str], around: str = "", properties: str = "") -> Write:
    """A table of people with these rows more; ``properties`` are those of every last cell."""
    body = table([HEADER, *_ROWS, *rows], properties) + around
    return lambda: document(body)


DOCX: dict[str, Write] = {
    "spans-of-nothing": _document(properties=_SPAN.format(0)),
    "spans-below-zero": _document(properties=_SPAN.format(-1)),
    "spans-of-a-billion": _document(properties=_SPAN.format(10**9)),
    "spans-of-words": _document(properties=_SPAN.format("x")),
    "spans-at-the-bound": _document(properties=_SPAN.format(16_000)),
    "merged-with-nothing-above": _document(properties="<w:vMerge/>"),
    "merged-downwards": _document(properties='<w:vMerge w:val="restart"/>'),
    "too-few-cells": _document(["4", "q9x4z"]),
    "words-around": _document(around=paragraph("q9x5z")),
    "a-table-in-a-table": lambda: document(
        table([HEADER, *_ROWS]).replace(paragraph("Basatin"), table([["q9x4z"]]) + "<w:p/>")
    ),
    "encoding-of-python": lambda: document(
        table([HEADER, *_ROWS]), before='<?xml version="1.0" encoding="idna"?>'
    ),
    "long-namespace": lambda: document(
        f'<x:a xmlns:x="u:{random.Random(2).randbytes(20_000).hex()}">'  # noqa: S311
        + "".join(f"<x:b{n}/>" for n in range(20_000))
        + f"</x:a>{table([HEADER, *_ROWS])}"
    ),
}  # fmt: skip
