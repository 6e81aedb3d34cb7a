"""More small hostile lists written by hand.

What stands here came from thinking of people rather than of formats: dates of calendars that do not
exist, digits of other scripts, names that no screen shows, headings that are words of a database.
"""

# ruff: noqa: E501  values that belong together stand in one row

import json
from collections.abc import Callable

from hostile_tables import HEADER, Members, Write, xlsx_members, zipped

HEAD = ",".join(HEADER) + "\n"
LINES = "1,Rana Walid,2031-06-03,Basatin,q8x1z\n2,Samir Nabil,2031-06-04,Basatin,q8x2z\n"
_DATES = (
    "0000-00-00", "0-1-1", "9999-99-99", "99999-01-01", "1447-13-40", "30/02/1447", "1402/13/32",
    "31 Ramadan 1447", "١٤٤٧/١٣/٤٠", "۱۴۰۲/۱۲/۳۱", "2031-06-03T25:61:61", "2031-W99-9", "2031-366",
    "1e9", "-1", "2958466", "99999999999", "2031-06-03/2031-06-01", "June 31, 2031", "𝟚𝟘𝟛𝟙-𝟘𝟞-𝟘𝟛",
    "２０３１－０６－０３", "2031\u200e-06-03", "the day before the end", "2031-06-03~?%", "XXXX-XX-XX",
    "3rd of 13th 2031", "29.02.2031", "12:00", "0", "٠٠/٠٠/٠٠٠٠", "Ⅷ.Ⅵ.2031", "2031-06-03" * 9,
)  # fmt: skip
_AGES = (
    "1e9", "1000000000", "-5", "٩٩٩٩٩٩٩٩٩", "𝟛𝟜", "½", "34½", "3/4", "0x22", "34.0000000001", "٣٤٫٥",
    "34-", "-34", "34–12", "child of 1e9 months", "2 years 400 months", "∞", "NaN", "Ⅹ", "㉞", "三十四",
    "34 " * 19, "0.0", "-0", "+34", "34e0", "3_4", "thirty-four thousand",
)  # fmt: skip
_NAMES = (
    "\u0301", "Z\u0351\u036b\u0343\u036a\u0302" * 60, "👨‍👩‍👧‍👦" * 40, "\u202eanaR\u202c\u202e", "\u2067Rana",
    "\ue000\uf8ff", "\U000e0001\U000e0041", "\u3164\u115f\u1160", "\ufff9Rana\ufffaSami\ufffb", "ـ" * 900,
    "\u0378\uffff", "Robert'); DROP TABLE entry;--", "{{name}}{%x%}${x}", "\\u0052ana", "R&#97;na", "ｒａｎａ",
    "𝓡𝓪𝓷𝓪", "Rа\u200bnа", "\u00ad\u00ad", "a" + "\u0489" * 300, "\u180e", "Rana\u2028Walid", "رنا\u061cوليد",
    "\x1f", "\x7f", "Abd al-" * 200, "bin " * 200, "(" * 90 + ")" * 90, "، " * 90, "a;" * 90, "and " * 90,
)  # fmt: skip
_KEYS = (
    "../../x", "/etc/passwd", "a/b\\c", "CON", "nul.txt", "index", "A", "a", "Ａ", "x" * 255, "x" * 499,
    "é", "e\u0301", "\u202e1", "%2e%2e", "a b", "a%20b", "a?b#c", "<i>", "'\"", "\n1", "\u200b", "😀" * 60,
    "١", "1.", "1 .", "~", "-rf", "=1", "a:b", "PAAAAAAAA", "entry", "..", ".", " 9 ",
)  # fmt: skip
_OURS = (
    "unique_id", "source_dataset", "match_key", "tf_name", "record", "id", "rowid", "cluster", "person",
    "__index_level_0__", "select", "column 3", "name (2)", "locator", "sha256", "withheld", "(withheld)",
    "geometry", "feature.id", "__class__", "constructor", "\u2400", "None", "nan", "row", "reason", "key",
)  # fmt: skip


def _listed(column: int, values: tuple[str, ...]) -> Write:
    """One row for each value, which stands in this column."""

    def write() -> bytes:
        lines = []
        for number, value in enumerate(values, 1):
            cells = [str(number), "Rana Walid", "2031-06-03", "Basatin", f"q8x{number}z"]
            cells[column] = '"' + value.replace('"', '""') + '"'
            lines.append(",".join(cells))
        return (HEAD + "\n".join(lines) + "\n").encode("utf-8", "surrogatepass")

    return write


def _text(text: str) -> Write:
    return lambda: text.encode("utf-8", "surrogatepass")


CSV: dict[str, Write] = {
    "official-lines-of-one-word": _text(
        "id,actor,date,place,finding,text\n"
        f"q8x1z,Alliance,2031-06-03,Basatin,credible,The rest of the dead were {'male ' * 40}people\n"
        f"q8x2z,Alliance,2031-06-03,Basatin,credible,{'A' * 140}\n"
    ),
    "dates-of-no-calendar": _listed(2, _DATES),
    "ages-under-the-name-of-a-date": _listed(2, _AGES),
    "names-that-no-screen-shows": _listed(1, _NAMES),
    "keys-that-are-names-of-files": _listed(0, _KEYS),
    "headings-of-a-database": _text(
        f"{HEAD.strip()},{','.join(_OURS)}\n1,Rana,,,q8x1z,{','.join('a' for _ in _OURS)}\n"
    ),
    "one-row-of-10000-cells": _text(f"{HEAD}{LINES}3,Nadir,,,q8x3z{',x' * 10_000}\n"),
    "first-row-of-10000-cells": _text(f"{HEAD}3,Nadir,,,q8x3z{',x' * 10_000}\n{LINES}"),
    "mark-before-every-cell": _text("\ufeff" + (HEAD + LINES).replace(",", ",\ufeff")),
    "headings-every-second-row": _text("".join(f"{HEAD}{n},Rana,,,q8x{n}z\n" for n in range(40))),
    "unit-separators": _text((HEAD + LINES).replace(",", "\x1f").replace("\n", "\x1e\n")),
    "colons": _text((HEAD + LINES).replace(",", ":")),
    "columns-of-fixed-width": _text((HEAD + LINES).replace(",", "      ")),
    "a-wiki": _text("{|\n! no !! note\n|-\n| 1 || q8x1z\n|}\n"),
    "a-mark-of-direction-at-each-end": _text((HEAD + LINES).replace("\n", "\u200f\n")),
    "quoted-quotes": _text(f'{HEAD}1,"{chr(34) * 2 * 40_000}",,,q8x1z\n'),
    "line-feeds-in-quotes": _text(f'{HEAD}1,"{chr(10) * 90_000}",,,q8x1z\n'),
    "spaces-that-are-none": _text((HEAD + LINES).replace(" ", "\u2007").replace(",", "\u00a0,")),
    "headings-of-spaces": _text(f" ,\u00a0,\u200b,\u3000,note\n{LINES}"),
    "heading-over-1000-lines": _text(f'no,"name{chr(10) * 1_000}x",died,place,note\n{LINES}'),
    "yes-and-no-in-each": _text(HEAD + "yes,no,yes,no,q8x1z\nno,yes,no,yes,q8x2z\n"),
    "numbers-of-100000-digits": _text(f"{HEAD}1,{'9' * 100_000},{'8' * 100_000},,q8x1z\n"),
    "dots": _text(f"{HEAD}1,{'.' * 90_000},{'-/.' * 30_000},{'، ' * 9_000},q8x1z\n"),
    "half-a-pair-in-cesu": _text(f"{HEAD}1,Ra\ud83dna,,,q8x1z\n{LINES[0:38]}"),
    "another-separator-from-the-middle-on": _text(
        HEAD + LINES + "3;Nadir;2031-06-05;Basatin;q8x3z\n4;Amal;2031-06-06;Basatin;q8x4z\n"
    ),
    "headings-in-the-middle": _text(LINES + HEAD + "3,Nadir,2031-06-05,Basatin,q8x3z\n"),
    "carriage-returns-and-line-feeds-in-quotes": _text(
        (HEAD + LINES.replace("Rana Walid", '"Rana Walid"'))
        .replace("\n", "\r")
        .replace("a W", "a\nW")
    ),
    "windows-1256-with-a-mark-of-utf-8": lambda: (
        b"\xef\xbb\xbf" + f"{HEAD}1,هدى,,,q8x1z\n".encode("cp1256")
    ),
}


def _items(**more: object) -> Write:
    item = {"no": "1", "name": "Rana", "died": "2031-06-03", "note": "q8x1z"}
    return lambda: json.dumps([item, item | {"no": "2", "note": "q8x2z"} | more]).encode()


def _deep(levels: int, inner: object) -> object:
    for _ in range(levels):
        inner = [inner, {"a": inner if isinstance(inner, str) else "b"}]
    return inner


_ITEM = '{"no": "1", "name": "Rana", "note": "q8x1z"}'
JSON: dict[str, Write] = {
    "deep-in-a-cell": _items(place=_deep(40, "q8x3z")),
    "text-that-is-json": _items(place=json.dumps(json.dumps(json.dumps({"a": ["q8x3z"]})))),
    "numbers-of-many-kinds": _text(
        f'[{_ITEM}, {{"no": -0, "name": 1e400, "died": -1E-400, "place": 0.1e+0001, "note": "q8x2z"}}]'
    ),
    "dates-as-numbers": _items(died=20310603, place=45000.5),
    "truth-and-null": _items(name=True, died=None, place=[None, True, 1.5, {}]),
    "names-of-objects-in-python": _items(__init__="a", cells={"keys": "b"}, self=1),
    "empty-everything": _text('[{}, [], "", null, {"": {"": {"": ""}}}, {"no": "1", "note": "q8x1z"}]'),
    "rows-twice": _text(f'{{"rows": [{_ITEM}], "rows": []}}'),
    "lists-in-lists": _text(f"[[[[{_ITEM}]]]]"),
    "object-of-objects": _text(f'{{"a": {_ITEM}, "b": {_ITEM.replace("x1z", "x2z")}}}'),
    "columns-and-data": _text('{"columns": ["no", "note"], "index": [0], "data": [["1", "q8x1z"]]}'),
    "lines-under-this-name": _text(f'{_ITEM}\n{_ITEM.replace("x1z", "x2z")}\n'),
    "nul-at-the-end": _text(f"[{_ITEM}]\x00"),
    "form-feed": _text(f"[{_ITEM}]\x0c"),
    "escaped-letters": _text('[{"\\u006eo": "1", "n\\u006fte": "\\u0071\\u0038x1z"}]'),
    "geometry-in-rows": _items(geometry={"type": "Point", "coordinates": [1e308, "x"]}),
    "keys-that-differ-in-marks": _items(**{"Name": "a", "nam\u00e9": "b", "name ": "c", "na\u200bme": "d"}),
    "thousand-names-each-row": lambda: json.dumps(
        [{"no": str(n), "note": f"q8x{n}z"} | {f"{n}-{k}": k for k in range(300)} for n in range(30)]
    ).encode(),
}  # fmt: skip
JSONL: dict[str, Write] = {
    "nul-between": _text(f"{_ITEM}\x00\n{_ITEM}\n"),
    "tabs-before": _text(f"\t{_ITEM}\t\n\t{_ITEM.replace('x1z', 'x2z')}\n"),
    "numbers-and-texts": _text(f'1\n"q8x3z"\nnull\n{_ITEM}\ntrue\n'),
    "a-mark-before-each": _text(f"\ufeff{_ITEM}\n\ufeff{_ITEM.replace('x1z', 'x2z')}\n"),
    "deep-and-shallow": _text(f'{_ITEM}\n{{"a":{"[" * 70}{"]" * 70}, "note": "q8x2z"}}\n'),
}
"""In the last cell of each row a marker, as in ``odd_tables``."""


def _located(*geometries: object) -> Write:
    features = [
        {"type": "Feature", "properties": {"no": str(n), "note": f"q8x{n}z"}, "geometry": geometry}
        for n, geometry in enumerate(geometries, 1)
    ]
    return lambda: json.dumps({"type": "FeatureCollection", "features": features}).encode()


GEOJSON: dict[str, Write] = {
    "coordinates-of-400-digits": lambda: _located({"type": "Point", "coordinates": [1, 2]})().replace(
        b"[1, 2]", b"[" + b"9" * 400 + b", 1" + b"0" * 400 + b"]"
    ),
    "far-away": _located(
        {"type": "Point", "coordinates": [1e308, -1e308]},
        {"type": "Polygon", "coordinates": [[[1e308, 0], [-1e308, 1], [0, 1e308], [1e308, 0]]]},
        {"type": "Polygon", "coordinates": [[[1e-320, 0], [0, 1e-320], [1e-320, 1e-320], [1e-320, 0]]]},
        {"type": "LineString", "coordinates": [[180.0000001, 90.0000001], [-180, -90]]},
    ),
    "wrong-nesting": _located(
        {"type": "Point", "coordinates": [[39, 35]]},
        {"type": "Polygon", "coordinates": [39, 35]},
        {"type": "MultiPolygon", "coordinates": [[[39, 35], [40, 35], [40, 36], [39, 35]]]},
        {"type": "Polygon", "coordinates": {"0": [[39, 35]]}},
        {"type": "Point", "coordinates": "39,35"},
        {"type": ["Point"], "coordinates": [39, 35]},
        [{"type": "Point", "coordinates": [39, 35]}],
        {"geometry": {"type": "Point", "coordinates": [39, 35]}},
        7,
    ),
    "heights": _located(
        {"type": "Point", "coordinates": [39, 35, None]},
        {"type": "Polygon", "coordinates": [[[39, 35, 1], [40, 35], [40, 36, "a"], [39, 35, 1]]]},
    ),
    "equal-corners": _located({"type": "Polygon", "coordinates": [[[39, 35]] * 4_000]}),
    "bow-ties": _located(
        *[{"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [0, 1], [1, 0], [0, 0]]] * 30}] * 9
    ),
    "many-points": _located(
        {"type": "MultiPoint", "coordinates": [[39 + n / 9e5, 35] for n in range(9_000)]}
    ),
}  # fmt: skip


def _said(text: str) -> str:
    return f'<c t="inlineStr"><is><t>{text}</t></is></c>'


ROWS = (
    f"<row>{''.join(map(_said, HEADER))}</row>"
    f"<row>{_said('1')}{_said('Rana')}{_said('2031-06-03')}{_said('Basatin')}{_said('q8x1z')}</row>"
)
_DAYS = (
    '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs>'
    '<xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="46"/><xf numFmtId="10"/></cellXfs></styleSheet>'
)


def _book(rows: str = "", after: str = "", change: Callable[[Members], Members] = dict) -> Write:
    return lambda: zipped(change(xlsx_members(f"<sheetData>{ROWS}{rows}</sheetData>{after}")))


def _days(members: Members) -> Members:
    """With a style of dates, and days counted from 1904."""
    relations = str(members["xl/_rels/workbook.xml.rels"]).replace(
        "</Relationships>",
        '<Relationship Id="r9" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/styles" Target="styles.xml"/></Relationships>',
    )
    book = str(members["xl/workbook.xml"]).replace(
        "<sheets>", '<workbookPr date1904="true"/><sheets>'
    )
    changed = {"xl/styles.xml": _DAYS, "xl/workbook.xml": book}
    return members | changed | {"xl/_rels/workbook.xml.rels": relations}


_SERIALS = (
    "-1",
    "0",
    "59",
    "60",
    "2958465",
    "2958466",
    "1e9",
    "-1e9",
    "1e308",
    "0.999999999",
    "45000.5",
)
XLSX: dict[str, Write] = {
    "days-from-1904-of-all-kinds": _book(
        "".join(
            f'<row>{_said(str(n))}{_said("Rana")}<c s="1"><v>{day}</v></c><c s="2"><v>{day}</v></c>'
            f"{_said(f'q8x{n}z')}</row>"
            for n, day in enumerate(_SERIALS, 10)
        ),
        change=_days,
    ),
    "merged-over-a-million-rows": _book(
        after='<mergeCells><mergeCell ref="B2:B1048576"/><mergeCell ref="A2:E1048576"/></mergeCells>'
    ),
    "merged-one-over-another": _book(
        f"<row>{_said('2')}{_said('')}{_said('')}{_said('')}{_said('q8x2z')}</row>",
        after='<mergeCells><mergeCell ref="B2:D3"/><mergeCell ref="C2:C3"/><mergeCell ref="B3:B2"/>'
        "</mergeCells>",
    ),
    "names-that-name-one-another": _book(
        change=lambda members: members
        | {
            "xl/workbook.xml": str(members["xl/workbook.xml"]).replace(
                "</workbook>",
                "<definedNames><definedName name='a'>b</definedName><definedName name='b'>a"
                "</definedName><definedName name='_xlnm.Print_Titles'>list!$1:$1048576</definedName>"
                "</definedNames></workbook>",
            )
        }
    ),
    "comments-and-threads": _book(
        change=lambda members: members
        | {
            "xl/comments1.xml": "<comments><commentList><comment ref='A1'><text><t>q8</t></text>"
            "</comment></commentList></comments>",
            "xl/threadedComments/threadedComment1.xml": "<ThreadedComments/>",
            "xl/persons/person.xml": "<personList/>",
            "customXml/item1.xml": "<a/>",
        }
    ),
    "errors-of-all-kinds": _book(
        "".join(
            f'<row>{_said(str(n))}<c t="e"><v>{error}</v></c><c t="e"><f>1/0</f><v>{error}</v></c>'
            f"<c/>{_said(f'q8x{n}z')}</row>"
            for n, error in enumerate(("#N/A", "#NULL!", "#SPILL!", "#GETTING_DATA", "", "x"), 20)
        )
    ),
    "truths": _book(
        f'<row>{_said("3")}<c t="b"><v>1</v></c><c t="b"><v>0</v></c><c t="b"><v/></c>{_said("q8x3z")}'
        "</row>"
    ),
    "rows-far-apart": _book(
        "".join(
            f'<row r="{9 ** n}">{_said(str(n))}{_said("Rana")}{_said("")}{_said("")}{_said(f"q8x{n}z")}</row>'
            for n in range(1, 7)
        )
    ),
    "preserved-spaces": _book(
        '<row><c t="inlineStr"><is><t xml:space="preserve"> 4 </t></is></c><c t="inlineStr"><is>'
        f'<t xml:space="preserve">\n\tRana\n</t></is></c>{_said("")}{_said("")}{_said("q8x4z")}</row>'
    ),
    "runs-by-the-thousand": _book(
        f'<row>{_said("5")}<c t="inlineStr"><is>{"<r><rPr><b/></rPr><t>a</t></r>" * 30_000}</is></c>'
        f"{_said('')}{_said('')}{_said('q8x5z')}</row>"
    ),
}  # fmt: skip
