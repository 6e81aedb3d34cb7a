"""Hostile lists: CSV, JSON, JSON Lines, GeoJSON, workbooks and packed files."""

import csv
import gzip
import io
import json
import zipfile
from collections.abc import Callable
from random import Random
from xml.sax.saxutils import escape

from hostile_words import ODD_TEXTS, cell, rows, spoil

Write = Callable[[], bytes]
"""Makes an input when it is called for."""
Members = dict[str, str | bytes]
"""The members of an archive by their names."""
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
"""The namespace of a workbook (ECMA-376-1, annex A.2)."""
ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
HEADER = ["no", "name", "died", "place", "note"]
ENCODINGS = (
    "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1256", "cp1252", "utf-32", "utf-7",
)  # fmt: skip


def headings(chance: Random) -> list[str]:
    """The usual headings, or some that are doubled, odd, swapped, or absent."""
    named = list(HEADER)
    match chance.randrange(8):
        case 0:
            named[chance.randrange(5)] = chance.choice(ODD_TEXTS)
        case 1:
            named[chance.randrange(1, 5)] = "name"
        case 2:
            chance.shuffle(named)
        case 3:
            named += [cell(chance) for _ in range(chance.randrange(60))]
    return named


def csv_text(chance: Random, number: int) -> str:
    """Rows with one delimiter and one kind of line end, quoted in one of three ways."""
    written = io.StringIO()
    delimiter = chance.choice(",,,;\t|")
    writer = csv.writer(
        written,
        delimiter=delimiter,
        quoting=csv.QUOTE_MINIMAL if chance.randrange(3) else csv.QUOTE_ALL,
        lineterminator=chance.choice(("\n", "\r\n", "\r\n", "\r", "\n\n")),
    )
    writer.writerow(headings(chance))
    for row in rows(chance, number):
        writer.writerow(row + [cell(chance)] * chance.choice((0, 0, 0, 1, 3)))
    text = written.getvalue()
    if not chance.randrange(3):
        place = chance.randrange(len(text))
        text = text[:place] + chance.choice(('"', '""', '"\n', "\n", delimiter)) + text[place:]
    return text


def make_csv(chance: Random, number: int) -> bytes:
    """A CSV file in one of many encodings, sometimes spoilt."""
    text = csv_text(chance, number)
    encoding = chance.choice(ENCODINGS) if not chance.randrange(3) else "utf-8"
    content = text.encode(encoding, "replace")
    return spoil(content, chance) if not chance.randrange(3) else content


def value(chance: Random, depth: int = 0) -> object:
    """A JSON value, sometimes nested."""
    match chance.randrange(9 if depth < 4 else 5):
        case 5:
            return [value(chance, depth + 1) for _ in range(chance.randrange(4))]
        case 6 | 7:
            return {
                cell(chance)[:200]: value(chance, depth + 1) for _ in range(chance.randrange(4))
            }
        case 8:
            return chance.choice((None, True, -0.0, 10**30, "\ud800", 1.5e300))
    return cell(chance)


def items(chance: Random, number: int) -> list[dict[str, object]]:
    """Rows as objects, some of their values nested."""
    return [
        dict(zip(HEADER, row, strict=True))
        | {cell(chance)[:100]: value(chance) for _ in range(chance.randrange(3))}
        for row in rows(chance, number)
    ]


def _twice(text: str, chance: Random) -> str:
    """Sometimes with a key that stands twice, or a value that no reader expects."""
    match chance.randrange(12):
        case 0:
            return text.replace('"no":', '"name": "again", "no":', 1)
        case 1:
            return text.replace('"no": "1"', f'"no": {"9" * 5_000}', 1)
        case 2:
            return text.replace('"no": "1"', '"no": ' + "[" * 2_000 + "]" * 2_000, 1)
        case 3:
            return text.replace('"no": "1"', '"no": NaN', 1)
        case 4:
            odd = chance.choice(
                ("Infinity", "-Infinity", "1e999", "-0.0", '"\\udc00"', '"\\u0000"')
            )
            return text.replace('"no": "1"', f'"no": {odd}', 1)
        case 5:
            return text.replace('"note":', '"place.name": "a", "place": {"name": "b"}, "note":', 1)
    return text


def make_json(chance: Random, number: int) -> bytes:
    """A list of objects, or an object that holds it."""
    listed: object = items(chance, number)
    match chance.randrange(6):
        case 0:
            listed = {"rows": listed}
        case 1:
            listed = {"a": listed, "b": [value(chance)]}
        case 2:
            listed = [listed, value(chance)]
    text = _twice(json.dumps(listed, ensure_ascii=chance.random() < 0.5), chance)
    return _encoded(text, chance)


def make_jsonl(chance: Random, number: int) -> bytes:
    """JSON Lines, with a line now and then that is none."""
    lines = [_twice(json.dumps(one), chance) for one in items(chance, number)]
    if not chance.randrange(3):
        lines.insert(
            chance.randrange(len(lines) + 1), chance.choice(("", "{", "[]", "null", "1 2"))
        )
    return _encoded("\n".join(lines) + "\n", chance)


def make_geojson(chance: Random, number: int) -> bytes:
    """A feature collection, some geometries odd."""
    features = [
        {
            "type": "Feature",
            "id": chance.choice((1, "a", None, [1])),
            "properties": one if chance.randrange(9) else None,
            "geometry": geometry(chance),
        }
        for one in items(chance, number)
    ]
    text = json.dumps({"type": "FeatureCollection", "features": features})
    return _encoded(_twice(text, chance), chance)


def geometry(chance: Random) -> object:
    """A geometry as it should be, crossing itself, or nonsense."""
    match chance.randrange(8):
        case 0:
            return None
        case 1:
            ring = [[chance.uniform(-200, 200), chance.uniform(-100, 100)] for _ in range(5)]
            return {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}
        case 2:
            return {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [0, 1], [1, 0], [0, 0]]]}
        case 3:
            return {"type": chance.choice(("Point", "Sphere", 7)), "coordinates": value(chance)}
        case 4:
            inner: object = {"type": "Point", "coordinates": [39, 35]}
            for _ in range(chance.randrange(40)):
                inner = {"type": "GeometryCollection", "geometries": [inner]}
            return inner
        case 5:
            return value(chance)
    return {"type": "Point", "coordinates": [chance.uniform(38, 40), chance.uniform(35, 37)]}


def _encoded(text: str, chance: Random) -> bytes:
    content = text.encode("utf-8", "surrogatepass")
    if not chance.randrange(8):
        content = text.encode(chance.choice(ENCODINGS), "replace")
    return spoil(content, chance) if not chance.randrange(4) else content


def zipped(members: Members, *, packed: bool = True) -> bytes:
    """A zip archive of these members."""
    target = io.BytesIO()
    method = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return target.getvalue()


def xml_text(text: str) -> str:
    return escape("".join(sign for sign in text if sign >= " " or sign in "\t\n")).replace(
        "\ufffe", ""
    )


def with_part(members: Members, name: str, old: str, new: str) -> Members:
    """The same members with something in one of them replaced."""
    content = members[name]
    assert isinstance(content, str)
    assert old in content
    return members | {name: content.replace(old, new)}


def xlsx_members(sheet: str, *, shared: str = "") -> Members:
    """The members of a workbook with one sheet, whose ``sheetData`` and what follows is given."""
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    return {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kinds}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kinds}.worksheet+xml"/>'
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kinds}.sharedStrings+xml"/>'
        "</Types>",
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
        f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{office}"><sheets>'
        '<sheet name="list" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="r1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="r2" Type="{office}/sharedStrings" Target="sharedStrings.xml"/>'
        "</Relationships>",
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}">{sheet}</worksheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{shared}</sst>',
    }


def ods_content(rows: str, *, before: str = "", within: str = "", after: str = "") -> str:
    """The content of a sheet with these rows, and what stands around its table."""
    names = "urn:oasis:names:tc:opendocument:xmlns"
    spaces = "".join(f' xmlns:{name}="{names}:{name}:1.0"' for name in ("office", "table", "text"))
    return (
        f"<office:document-content{spaces}>{before}<office:body><office:spreadsheet>{within}"
        f'<table:table table:name="list">{rows}</table:table>{after}</office:spreadsheet>'
        "</office:body></office:document-content>"
    )


def ods_members(content: str | bytes) -> Members:
    """The members of an OpenDocument sheet with this content."""
    return {
        "mimetype": ODS_TYPE,
        "META-INF/manifest.xml": "<manifest/>",
        "content.xml": content,
    }


def _xlsx_cell(text: str, chance: Random) -> str:
    match chance.randrange(10):
        case 0:
            return "<c><v>1e400</v></c>"
        case 1:
            return f'<c t="e"><v>#REF!</v></c><c t="inlineStr"><is><t>{xml_text(text)}</t></is></c>'
        case 2:
            return f'<c t="s"><v>{chance.randrange(-1, 9**9)}</v></c>'
        case 3:
            return f'<c t="str"><f>{"A1&amp;" * 40}A1</f><v>{xml_text(text)}</v></c>'
    return f'<c t="inlineStr"><is><t>{xml_text(text)}</t></is></c>'


def make_xlsx(chance: Random, number: int) -> bytes:
    """A workbook whose marker cells are plain, with odd cells, merges and members beside them."""
    lines = []
    for row in [headings(chance), *rows(chance, number)]:
        odd = "".join(_xlsx_cell(text, chance) for text in row[:-1])
        lines.append(f"<row>{odd}<c t='inlineStr'><is><t>{xml_text(row[-1])}</t></is></c></row>")
    extra = chance.choice(
        ("", "", '<mergeCells><mergeCell ref="A2:A1048576"/></mergeCells>', "<mergeCells>" * 9)
    )
    members = xlsx_members(f"<sheetData>{''.join(lines)}</sheetData>{extra}")
    if not chance.randrange(4):
        del members[chance.choice(list(members))]
    if not chance.randrange(6):
        members["xl/../../evil.xml"] = "<a/>"
    content = zipped(members)
    return spoil(content, chance) if not chance.randrange(4) else content


def make_ods(chance: Random, number: int) -> bytes:
    """An OpenDocument sheet, some of its cells and rows repeated."""
    lines = []
    for row in [headings(chance), *rows(chance, number)]:
        cells = "".join(
            f'<table:table-cell office:value-type="string"{_repeat(chance, "columns")}>'
            f"<text:p>{xml_text(text)}</text:p></table:table-cell>"
            for text in row
        )
        lines.append(f"<table:table-row{_repeat(chance, 'rows')}>{cells}</table:table-row>")
    content_xml = ods_content("".join(lines))
    if not chance.randrange(8):
        content_xml = f'<!DOCTYPE x [<!ENTITY a "{"b" * 100}">]>{content_xml}'
    content = zipped(ods_members(content_xml), packed=bool(chance.randrange(2)))
    return spoil(content, chance) if not chance.randrange(4) else content


def _repeat(chance: Random, what: str) -> str:
    times = chance.choice((2, 1_000, 10**6, 10**12, -3))
    return f' table:number-{what}-repeated="{times}"' if not chance.randrange(20) else ""


def make_zip(chance: Random, number: int) -> bytes:
    """The archive of a form: its table with a key, a repeated group, and now and then a fault."""
    table = csv_text(chance, number)
    members: Members = {"form.csv": table.encode("utf-8", "replace")}
    if chance.randrange(2):
        members["form-group.csv"] = "name,PARENT_KEY\n" + cell(chance).replace("\ud800", "")
    if not chance.randrange(3):
        members[f"media/{number}.jpg"] = b"\xff\xd8"
    if not chance.randrange(5):
        members[chance.choice(("../evil.csv", "/evil.csv", "FORM.csv", "a/form.csv", "form"))] = (
            table
        )
    content = zipped(members, packed=bool(chance.randrange(3)))
    return spoil(content, chance) if not chance.randrange(3) else content


def make_gz(chance: Random, number: int) -> bytes:
    """A packed list: whole, in two members, with bytes behind it, doubly packed, or spoilt."""
    content = csv_text(chance, number).encode("utf-8", "replace")
    half = len(content) // 2
    match chance.randrange(8):
        case 6:
            return gzip.compress(content) + gzip.compress(b"") + b"\x1f\x8b\x08"
        case 0:
            return gzip.compress(content[:half]) + gzip.compress(content[half:])
        case 1:
            return gzip.compress(content) + b"bytes behind it"
        case 2:
            return gzip.compress(gzip.compress(content))
        case 3:
            return gzip.compress(make_xlsx(chance, number))
        case 4:
            return spoil(gzip.compress(content), chance)
        case 5:
            return gzip.compress(content) + b"\x00" * 512
    return gzip.compress(content)
