"""Small hostile lists written by hand: CSV, packed files, JSON, JSON Lines, GeoJSON.

Each has a name and one thing in it that some reader of such files takes wrongly. The last cell of
each row is a marker, by which the row is found again.
"""

# ruff: noqa: PLW0108  an input is made when it is called for

import bz2
import gzip
import json
import lzma
import math
import zlib

from hostile_tables import HEADER, Write

HEAD = ",".join(HEADER) + "\n"
LINES = "1,Rana Walid,2031-06-03,Basatin,q7x1z\n2,Samir Nabil,2031-06-04,Basatin,q7x2z\n"
_TEXT = HEAD + LINES
_ARABIC = HEAD + "1,هدى سمير,٣ حزيران ٢٠٣١,البساتين,q7x1z\n2,Samir,,,q7x2z\n"
_KEYS = (
    "1",
    "1 ",
    " 1",
    "\u00a01",
    "1\u200b",
    "01",
    "1.0",
    "1e0",
    "+1",
    "\u0661",
    "\u00b9",
    "\uff11",
)


def _with(old: str, new: str) -> Write:
    """The plain list with one thing in it changed."""
    return lambda: _TEXT.replace(old, new, 1).encode("utf-8", "surrogatepass")


def _ended(end: str) -> Write:
    return lambda: _TEXT.replace("\n", end).encode()


CSV: dict[str, Write] = {
    "line-separator": _with("Rana Walid", "Rana\u2028Walid\u2029"),
    "next-line": _with("Rana Walid", "Rana\x85Walid"),
    "vertical-tab": _with("Rana Walid", "Rana\x0bWalid\x0c\x1c\x1d\x1e"),
    "ended-by-next-line": _ended("\x85"),
    "ended-by-line-separator": _ended("\u2028"),
    "ended-by-form-feed": _ended("\x0c"),
    "mixed-line-ends": lambda: (HEAD.replace("\n", "\r\n") + LINES.replace("\n", "\r", 1)).encode(),
    "lf-cr": _ended("\n\r"),
    "cr-cr-lf": _ended("\r\r\n"),
    "quote-half-open-at-the-end": lambda: (_TEXT + '3,Nadir,2031-06-05,Basatin,"q7x3z').encode(),
    "quote-alone-at-the-end": lambda: (_TEXT + '3,q7x3z,2031-06-05,Basatin,"').encode(),
    "quote-half-open-in-the-heading": _with("note", '"note'),
    "quote-after-a-space": _with("Rana Walid", ' "Rana, Walid"'),
    "quote-behind-words": _with("Rana Walid", 'Rana "Walid" al-'),
    "backslash-quote": _with("Rana Walid", '"Rana \\" Walid"'),
    "columns-by-the-hundred-thousand": lambda: (
        HEAD.strip() + ",x" * 100_000 + "\n" + LINES
    ).encode(),
    "nuls": _with("Rana", "Ra\x00na"),
    "nul-in-a-heading": _with("name", "na\x00me"),
    "nul-at-the-end": lambda: _TEXT.encode() + b"\x00" * 300,
    "control-z": lambda: _TEXT.encode() + b"\x1a",
    "utf-16-le-without-mark": lambda: _ARABIC.encode("utf-16-le"),
    "utf-16-be-without-mark": lambda: _ARABIC.encode("utf-16-be"),
    "utf-16-with-half-a-character": lambda: _TEXT.encode("utf-16") + b"\x00\xd8\x0a\x00",
    "utf-16-odd-length": lambda: _TEXT.encode("utf-16") + b"\x00",
    "utf-32": lambda: _ARABIC.encode("utf-32"),
    "utf-32-be-with-mark": lambda: b"\x00\x00\xfe\xff" + _ARABIC.encode("utf-32-be"),
    "utf-7": lambda: _ARABIC.encode("utf-7"),
    "ebcdic": lambda: _TEXT.encode("cp037"),
    "shift-jis": lambda: _TEXT.replace("Rana", "表ソ能").encode("shift-jis"),
    "gb18030": lambda: _TEXT.replace("Rana", "中文字").encode("gb18030"),
    "cp1256": lambda: _ARABIC.encode("cp1256", "replace"),
    "two-encodings": lambda: _ARABIC.encode() + "3,هدى,,,q7x3z\n".encode("cp1256"),
    "overlong": lambda: _TEXT.encode().replace(b"Rana", b"R\xc0\xaf\xe0\x80\xaf"),
    "cesu-8": lambda: _TEXT.encode().replace(b"Rana", b"\xed\xa0\xbd\xed\xb8\x80"),
    "beyond-unicode": lambda: _TEXT.encode().replace(b"Rana", b"\xf4\x90\x80\x80"),
    "two-marks": lambda: b"\xef\xbb\xbf" * 2 + _TEXT.encode(),
    "mark-in-the-middle": lambda: (HEAD + LINES.replace("2,", "\ufeff2,", 1)).encode(),
    "mark-inside-quotes": lambda: b'\xef\xbb\xbf"no",' + _TEXT[3:].encode(),
    "separator-line": lambda: b"sep=,\n" + _TEXT.encode(),
    "separator-line-of-a-letter": lambda: b"sep=a\n" + _TEXT.encode(),
    "separator-line-alone": lambda: b"sep=;\n",
    "headings-alone": lambda: HEAD.encode(),
    "empty-headings": lambda: (",,,,\n" + LINES).encode(),
    "heading-of-a-formula": _with("note", "=HYPERLINK(A1)"),
    "heading-over-lines": _with("note", '"note\nof\r\nthe clerk"'),
    "long-heading": _with("note", "note" * 5_000),
    "headings-that-differ-in-case": _with("place,note", "Name,NAME"),
    "headings-in-two-normal-forms": _with("place,note", "caf\u00e9,cafe\u0301"),
    "headings-that-say-double": _with("died,place,note", "name (2),name,name"),
    "headings-of-other-digits": _with("place,note", "\u0661,\u00b2"),
    "line-feed-alone": lambda: b"\n",
    "mark-alone": lambda: b"\xef\xbb\xbf",
    "quote-alone": lambda: b'"',
    "byte": lambda: b"\xff",
    "spaces": lambda: b" " * 9_000,
    "one-column": lambda: b"no\nq7x1z\nq7x2z\n",
    "too-many-cells": lambda: (HEAD + LINES.replace("\n", ",more,,,more\n")).encode(),
    "too-few-cells": lambda: (HEAD + "q7x1z\nq7x2z,a\n").encode(),
    "cell-at-the-bound-of-csv": _with("Basatin", "x" * 131_073),
    "cell-at-our-bound": _with("Basatin", "x" * 1_000_000),
    "cell-beyond-our-bound": _with("Basatin", "x" * 1_000_001),
    "equal-keys": lambda: (HEAD + LINES * 300).encode(),
    "keys-that-look-equal": lambda: (
        HEAD + "".join(f"{key},Rana,,,q7x{n}z\n" for n, key in enumerate(_KEYS))
    ).encode(),
    "keys-with-separators": lambda: (
        HEAD + "a:b,Rana,,,q7x1z\na,Rana,,,q7x2z\na#2,Rana,,,q7x3z\na/../b,Rana,,,q7x4z\n"
    ).encode(),
    "comment-lines": lambda: ("# a list\n#\n" + _TEXT).encode(),
    "semicolons-and-decimal-commas": lambda: _TEXT.replace(",", ";").replace("1;", "1,5;").encode(),
    "tabs-and-commas": lambda: _TEXT.replace(",", "\t").replace("Rana", "Rana,a,b,c,d").encode(),
    "two-tables": lambda: (_TEXT + "\n\ncode,sum\nA,q7x3z\n").encode(),
    "json-lines-inside": lambda: (HEAD + '{"no":"1"},q7x1z\n[1],q7x2z\n').encode(),
    "web-page": lambda: b"<html><table><tr><td>q7x1z</table>",
    "bzip2": lambda: bz2.compress(_TEXT.encode()),
    "xz": lambda: lzma.compress(_TEXT.encode()),
    "picture": lambda: b"\x89PNG\r\n\x1a\n" + b"\x00" * 99,
    "database": lambda: b"SQLite format 3\x00" + b"\x00" * 4_096,
    "program": lambda: b"\x7fELF" + bytes(range(256)) * 9,
}


def _packed(text: str = _TEXT, *, flags: int = 0, extra: bytes = b"") -> bytes:
    """A gzip member with the optional parts of its header (RFC 1952, 2.3)."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    body = packer.compress(text.encode()) + packer.flush()
    check = zlib.crc32(text.encode()).to_bytes(4, "little") + len(text).to_bytes(4, "little")
    return b"\x1f\x8b\x08" + bytes([flags]) + b"\x00" * 4 + b"\x00\xff" + extra + body + check


def _flushed(times: int) -> bytes:
    packer = zlib.compressobj(wbits=zlib.MAX_WBITS | 16)
    parts = [packer.compress(_TEXT.encode())]
    parts += [packer.flush(zlib.Z_FULL_FLUSH) for _ in range(times)]
    return b"".join([*parts, packer.flush()])


GZ: dict[str, Write] = {
    "in-gz": lambda: gzip.compress(gzip.compress(gzip.compress(_TEXT.encode()))),
    "trailing-bytes": lambda: gzip.compress(_TEXT.encode()) + b"q7x9z",
    "trailing-member": lambda: gzip.compress(_TEXT.encode()) + gzip.compress(b"3,Nadir,,,q7x3z\n"),
    "trailing-half-member": lambda: gzip.compress(_TEXT.encode()) + gzip.compress(b"3")[:9],
    "wrong-checksum": lambda: gzip.compress(_TEXT.encode())[:-8] + b"\x00" * 8,
    "wrong-length": lambda: gzip.compress(_TEXT.encode())[:-4] + b"\xff" * 4,
    "empty": lambda: gzip.compress(b""),
    "header-alone": lambda: b"\x1f\x8b",
    "name-that-climbs": lambda: _packed(flags=8, extra=b"../../../planted\x00"),
    "extra-field": lambda: _packed(flags=4, extra=b"\xff\xff" + b"q" * 65_535),
    "endless-name": lambda: _packed(flags=8, extra=b"a" * 90_000),
    "unknown-flags": lambda: _packed(flags=0xE0),
    "flushes": lambda: _flushed(20_000),
    "workbook-in-it": lambda: gzip.compress(b"PK\x03\x04" + b"\x00" * 99),
    "json-in-it": lambda: gzip.compress(json.dumps([{"no": "1", "note": "q7x1z"}]).encode()),
    "bzip2-under-this-name": lambda: bz2.compress(_TEXT.encode()),
    "plain-under-this-name": lambda: _TEXT.encode(),
}

_ITEM = '{"no": "1", "name": "Rana Walid", "died": "2031-06-03", "note": "q7x1z"}'
_SECOND = '{"no": "2", "name": "Samir", "note": "q7x2z"}'


def _value(words: str) -> Write:
    """A list in which the name is some other JSON."""
    item = _ITEM.replace('"Rana Walid"', words, 1)
    return lambda: f"[{item}, {_SECOND}]".encode()


def _whole(text: str) -> Write:
    return lambda: text.encode("utf-8", "surrogatepass")


_VALUES = {
    "huge-exponent": "1e400",
    "longer-exponent": "1E+99999999999",
    "small-exponent": "-1e-99999999",
    "long-fraction": f"0.{'1' * 9_000}",
    "long-integer": "9" * 9_000,
    "minus-zero": "-0",
    "nul": '"\\u0000"',
    "half-character": '"\\ud800"',
    "halves-in-wrong-order": '"\\udc00\\ud800"',
    "raw-nul": '"\x00"',
    "raw-line-feed": '"a\nb"',
    "true": "true",
    "null": "null",
    "not-a-number": "NaN",
    "infinity": "-Infinity",
    "leading-zero": "007",
    "hexadecimal": "0x10",
    "single-quotes": "'Rana'",
    "comment": '"Rana" /* a comment */',
    "object": '{"first": "Rana", "last": null, "": {"": []}}',
    "list": '["Rana", ["Walid", null], {"a": 1}, true]',
    "keys-twice-inside": '{"a": {"b": {"c": 1, "c": 2}}}',
    "levels-at-the-bound": '{"a":' * 62 + "1" + "}" * 62,
    "levels-beyond-the-bound": '{"a":' * 66 + "1" + "}" * 66,
    "levels-beyond-the-parser": "[" * 9_000 + "]" * 9_000,
    "many-values": json.dumps({f"k{n}": n for n in range(17_000)}),
    "long-key": json.dumps({"k" * 600: 1}),
    "half-character-as-key": '{"\\ud800": 1}',
    "nul-as-key": '{"\\u0000": 1}',
    "keys-in-two-normal-forms": '{"caf\u00e9": 1, "cafe\u0301": 2}',
    "keys-of-objects": '{"__proto__": {"a": 1}, "constructor": 1, "__class__": 1}',
}
JSON: dict[str, Write] = {
    **{name: _value(words) for name, words in _VALUES.items()},
    "empty": _whole("[]"),
    "object-alone": _whole(_ITEM),
    "text": _whole('"q7x1z"'),
    "number": _whole("1"),
    "nothing": _whole("null"),
    "lists-of-lists": _whole('[["no", "note"], ["1", "q7x1z"]]'),
    "nulls": _whole(f"[null, {_ITEM}, null]"),
    "comma-at-the-end": _whole(f"[{_ITEM},]"),
    "two-documents": _whole(f"[{_ITEM}] [{_SECOND}]"),
    "cut-off": _whole(f"[{_ITEM}, {_SECOND[:-9]}"),
    "callback": _whole(f"callback([{_ITEM}]);"),
    "mark": _whole(f"\ufeff[{_ITEM}]"),
    "utf-16": lambda: f"[{_ITEM}]".encode("utf-16"),
    "utf-16-without-mark": lambda: f"[{_ITEM}]".encode("utf-16-le"),
    "utf-32": lambda: f"[{_ITEM}]".encode("utf-32"),
    "cp1256": lambda: f"[{_ITEM.replace('Rana', 'هدى')}]".encode("cp1256"),
    "two-lists": _whole(f'{{"a": [{_ITEM}], "b": [{_SECOND}]}}'),
    "list-below": _whole(f'{{"a": {{"b": {{"c": [{_ITEM}]}}}}}}'),
    "empty-key": _whole(f'{{"": [{_ITEM}]}}'),
    "empty-names": _whole('[{"": "q7x1z", " ": "q7x2z"}]'),
    "dotted-names": _whole('[{"a.b": "q7x1z", "a": {"b": "q7x2z"}, "no": "1"}]'),
    "names-that-are-columns": _whole('[{"no": "1", "column 2": "a", "name (2)": "q7x1z"}]'),
    "table-of-a-team-site": _whole('{"columns": ["no"], "data": [["q7x1z"]]}'),
    "mixed-entries": _whole(f'[{_ITEM}, "q7x3z", 4, [5], {{}}, {_SECOND}]'),
    "spaces-of-unicode": _whole(f"\u00a0[{_ITEM}]\u2003"),
}
JSONL: dict[str, Write] = {
    "mark-in-the-middle": _whole(f"{_ITEM}\n\ufeff{_SECOND}\n"),
    "carriage-returns": _whole(f"{_ITEM}\r{_SECOND}\r"),
    "record-separators": _whole(f"\x1e{_ITEM}\n\x1e{_SECOND}\n"),
    "line-separators": _whole(f"{_ITEM}\u2028{_SECOND}\n"),
    "line-separator-in-a-text": _whole(_ITEM.replace("Rana", "Ra\u2028na\x85") + f"\n{_SECOND}\n"),
    "one-line": _whole(_ITEM),
    "commas-at-the-ends": _whole(f"{_ITEM},\n{_SECOND},\n"),
    "list-over-lines": _whole(f"[\n{_ITEM},\n{_SECOND}\n]\n"),
    "object-over-lines": _whole(_ITEM.replace(",", ",\n") + f"\n{_SECOND}\n"),
    "two-on-a-line": _whole(f"{_ITEM}{_SECOND}\n{_ITEM} {_SECOND}\n"),
    "nested-line": _whole(f"{_ITEM}\n{'[' * 9_000}{']' * 9_000}\n{_SECOND}\n"),
    "no-line-is-json": _whole("a\nb\n"),
    "nul-line": _whole(f"{_ITEM}\n\x00\n{_SECOND}\n"),
    "cut-off": _whole(f"{_ITEM}\n{_SECOND[:20]}"),
    "other-names-each-line": _whole("".join(f'{{"k{n}": "q7x{n}z"}}\n' for n in range(400))),
}


def _located(geometry: str) -> Write:
    feature = (
        '{"type": "Feature", "properties": {"no": "1", "name": "Rana", "note": "q7x1z"}, '
        f'"geometry": {geometry}}}'
    )
    return _whole(f'{{"type": "FeatureCollection", "features": [{feature}]}}')


def _shape(kind: str, coordinates: str) -> Write:
    return _located(f'{{"type": "{kind}", "coordinates": {coordinates}}}')


def _spiral(corners: int) -> str:
    """A ring that crosses itself at every turn."""
    places = [
        [39 + math.cos(2.4 * n) * n / corners, 35 + math.sin(2.4 * n) * n / corners]
        for n in range(corners)
    ]
    return json.dumps([[*places, places[0]]])


_RING = "[[39,35],[40,35],[40,36],[39,35]]"
GEOJSON: dict[str, Write] = {
    "not-a-number": _shape("Point", "[NaN, NaN]"),
    "infinite": _shape("Point", "[1e400, -1e400]"),
    "texts": _shape("Point", '["39", "35"]'),
    "no-coordinates": _shape("Point", "[]"),
    "one-coordinate": _shape("Point", "[39]"),
    "seven-coordinates": _shape("Point", "[39, 35, 1, 2, 3, 4, 5]"),
    "swapped": _shape("Point", "[35.9, 139.0]"),
    "metres": _shape("Point", "[4300000, 4200000]"),
    "null": _shape("Point", "null"),
    "empty-line": _shape("LineString", "[]"),
    "line-of-one": _shape("LineString", "[[39, 35]]"),
    "empty-polygon": _shape("Polygon", "[]"),
    "empty-ring": _shape("Polygon", "[[]]"),
    "ring-of-one": _shape("Polygon", "[[[39, 35]]]"),
    "ring-of-two": _shape("Polygon", "[[[39, 35], [40, 35]]]"),
    "open-ring": _shape("Polygon", "[[[39, 35], [40, 35], [40, 36], [39, 36]]]"),
    "flat-ring": _shape("Polygon", "[[[39, 35], [39, 35], [39, 35], [39, 35]]]"),
    "hole-outside": _shape("Polygon", f"[{_RING}, [[1,1],[2,1],[2,2],[1,1]]]"),
    "holes-by-the-thousand": _shape("Polygon", f"[{', '.join([_RING] * 3_000)}]"),
    "across-the-antimeridian": _shape("Polygon", "[[[179,1],[-179,1],[-179,2],[179,2],[179,1]]]"),
    "around-the-pole": _shape("Polygon", "[[[0,89],[120,89],[-120,89],[0,89]]]"),
    "whole-world": _shape("Polygon", "[[[-180,-90],[180,-90],[180,90],[-180,90],[-180,-90]]]"),
    "wrong-depth": _shape("Polygon", _RING),
    "multipolygon-of-nothing": _shape("MultiPolygon", "[[[]], []]"),
    "multipolygon-of-thousands": _shape("MultiPolygon", f"[{', '.join([f'[{_RING}]'] * 9_000)}]"),
    "hundred-thousand-corners": _shape(
        "Polygon",
        json.dumps(
            [[[39 + math.cos(n / 15_915), 35 + math.sin(n / 15_915)] for n in range(100_000)]]
        ),
    ),
    "spiral": _shape("Polygon", _spiral(2_000)),
    "long-spiral": _shape("Polygon", _spiral(20_000)),
    "unknown-kind": _shape("Circle", "[39, 35]"),
    "kind-in-capitals": _shape("POINT", "[39, 35]"),
    "collection-of-nothing": _located('{"type": "GeometryCollection", "geometries": []}'),
    "collection-of-nulls": _located('{"type": "GeometryCollection", "geometries": [null, 1]}'),
    "no-kind": _located('{"coordinates": [39, 35]}'),
    "text-for-geometry": _located('"POINT(39 35)"'),
    "coordinates-twice": _located(
        '{"type": "Point", "coordinates": [39, 35], "coordinates": [40, 36]}'
    ),
    "no-geometry": _whole(
        '{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": '
        '{"no": "1", "note": "q7x1z"}}]}'
    ),
    "features-of-null": _whole('{"type": "FeatureCollection", "features": null}'),
    "features-in-features": _whole(
        '{"type": "FeatureCollection", "features": [{"type": "FeatureCollection", "features": '
        f'[{_ITEM}]}}, {{"type": "Feature", "properties": {_ITEM}, "geometry": null}}]}}'
    ),
    "geometry-alone": _whole('{"type": "Point", "coordinates": [39, 35]}'),
    "topology": _whole('{"type": "Topology", "objects": {}, "arcs": [[[0, 0], [1, 1]]]}'),
    "other-grid": _whole(
        '{"type": "FeatureCollection", "crs": {"type": "name", "properties": '
        '{"name": "EPSG:32637"}}'
        f', "features": [{{"type": "Feature", "properties": {_ITEM}, "geometry": '
        '{"type": "Point", "coordinates": [320000, 3980000]}}]}'
    ),
    "names-of-a-feature": _whole(
        '{"type": "FeatureCollection", "features": [{"type": "Feature", "id": "q7x3z", "bbox": '
        '"q7x4z", "note": "q7x5z", "properties": {"id": "q7x1z", "geometry": "q7x2z", "type": "a"'
        ', "no": "1"}, "geometry": null}]}'
    ),
}
