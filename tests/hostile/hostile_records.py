"""Hostile lists of every kind of record: each field in a column, with values that fit or do not.

Sites, hazards, remains, missing people, official lines, testimonies with their consent and the
others are each read by readers of their own. What is odd for one of them (an outline with half a
million corners, a state that is none, a month beyond the calendar) is no odd text for another.
"""

import csv
import io
import json
from random import Random

from hostile_words import ODD_TEXTS, cell, marker
from sijill.model.records.fields import FIELDS, FieldType
from sijill.model.records.record import RecordKind

KINDS = tuple(RecordKind)
_MARKED = "marked"
_BIG = "9" * 400
_FITTING: dict[FieldType, tuple[str, ...]] = {
    FieldType.NAME: ("Khalid Samir", "هدى سمير النجار", "Umm Nabil", "unknown"),
    FieldType.NAMES: ("Khalid Samir; Rana Walid", "هدى، سمير"),
    FieldType.DATE: ("2031-06-03", "3 June 2031", "June 2031", "٣ حزيران ٢٠٣١"),
    FieldType.AGE: ("34", "3 months", "child", "30-40"),
    FieldType.COUNT: ("3", "2-5", "at least 4", "dozens"),
    FieldType.ACTORS: ("The Alliance", "alliance", "The Alliance; unknown"),
    FieldType.REFERENCE: ("records-0:1", "1", "A-1"),
    FieldType.REFERENCES: ("1; 2", "A-1, A-2"),
    FieldType.LATITUDE: ("35.95", "35 57 N"),
    FieldType.LONGITUDE: ("39.01", "39 0 E"),
    FieldType.COORDINATES: ("35.95, 39.01", "35.95 39.01 0 5", "37S DV 1 1"),
    FieldType.GEOMETRY: (
        '{"type":"Point","coordinates":[39.01,35.95]}',
        '{"type":"Polygon","coordinates":[[[39,35],[39.1,35],[39.1,35.1],[39,35]]]}',
        "POLYGON((39 35, 39.1 35, 39.1 35.1, 39 35))",
        "35.1 39.1 0 0;35.2 39.1 0 0;35.2 39.2 0 0;35.1 39.1 0 0",
    ),
    FieldType.METRES: ("250", "1 km"),
    FieldType.NUMBER: ("250", "12.5"),
    FieldType.YES_NO: ("yes", "no"),
    FieldType.IDENTITY: ("010-12345", "A 1234567"),
    FieldType.LINKS: ("https://example.org/1", "https://example.org/1 https://example.org/2"),
    FieldType.TIME: ("14:30", "noon"),
    FieldType.STATURE: ("172 cm", "1.7 m"),
    FieldType.SEX: ("male", "female"),
    FieldType.HARM: ("killed", "missing", "injured"),
    FieldType.CONDITIONS: ("decomposed; partial",),
    FieldType.CONSENT_USES: ("publication; court", "archive"),
    FieldType.SITE_GO_STATE: ("go", "no_go", "not_surveyed"),
    FieldType.HAZARD_STATUS: ("suspected", "confirmed", "cleared"),
    FieldType.ID_STATUS: ("identified", "unidentified"),
}
_ODD: dict[FieldType, tuple[str, ...]] = {
    FieldType.DATE: (
        "0000", "9999", "0000-00-00", "9999-12-31/0001-01-01", "2031-06-31", "-2031", "2031-W54",
        "1e9", "99999999999999", "31/12/9999 h", "30/02/1447", "2031-06-03T25:61:61+99:99", "//",
        "2031-06-03/" * 40, "٣١/١٢/٩٩٩٩", "1/" * 60, "२०३१",
    ),
    FieldType.AGE: ("-1", _BIG, "1e400", "NaN", "0.0000000001", "months " * 30, "999 years"),
    FieldType.COUNT: (
        "-1", _BIG, "1e400", "NaN", "9-1", "1-" * 60, "more than " * 20, f"{_BIG}-{_BIG}", "½",
        "at least at least 3", "١٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠", "0x10", "1,2,3,4,5",
    ),
    FieldType.LATITUDE: ("91", "-1e308", "NaN", "inf", "35.9 S W", _BIG, "1e-400", "35°" * 20),
    FieldType.LONGITUDE: ("181", "1e308", "NaN", "-inf", "0.0.0", _BIG, "39E39E"),
    FieldType.COORDINATES: (
        "1e308, 1e308", "NaN NaN", ", ,", "35.95 39.01 " * 20, "91, 181", "37S DV " + "1" * 80,
        "POINT(" + "9" * 80, "0 0 0 0",
    ),
    FieldType.MGRS: ("37SDV" + "1" * 40, "00AAA", "61XZZ0000000000", "37SDV", "37I DV 1 1"),
    FieldType.METRES: ("-1", "1e308", "NaN", _BIG, "0 km", "1 km 2 km"),
    FieldType.NUMBER: ("1e308", "-0", "NaN", "inf", "1_000", _BIG),
    FieldType.GEOMETRY: (
        json.dumps({"type": "Polygon", "coordinates": [[[n % 97, n % 89] for n in range(3_000)]]}),
        '{"type":"Polygon","coordinates":[[[1e308,1e308],[-1e308,1e308],[0,0],[1e308,1e308]]]}',
        '{"type":"Polygon","coordinates":[[[0,0],[1,1],[1,0],[0,1],[0,0]]]}',
        '{"type":"Polygon","coordinates":[[]]}', '{"type":"Polygon","coordinates":"x"}',
        '{"type":"Point","coordinates":[NaN,null]}', '{"type":"Point","coordinates":[true,[1]]}',
        '{"type":"GeometryCollection","geometries":[]}', '{"type":"Point"}', "[]", "POLYGON((",
        "POLYGON" + "(" * 500 + ")" * 500, "POLYGON EMPTY", "POINT(1e309 0)", "CURVEPOLYGON((1 1))",
        '{"type":"Polygon","coordinates":' + "[" * 400 + "]" * 400 + "}", "35 39 0 0;" * 2_000,
        '{"type":"Point","type":"Polygon","coordinates":[1,1]}', ";;;", "35 39;35 39;35 39",
    ),
    FieldType.IDENTITY: ("0" * 1_990, "-/-", "٠١٢٣" * 30, "a:" * 40),
    FieldType.LINKS: (
        "javascript:alert(1)", "http://[", "https://" + "a." * 900, "http://x/%zz", "file:///etc",
        "https://exa\u202emple.org", "http://a@b:99999/", "data:text/html,<script>", "//", "http:",
        "https://example.org/" * 300,
    ),
    FieldType.TIME: ("25:61", "24:00", "-1:00", "12:00 pm am", "9" * 150, "noon noon"),
    FieldType.STATURE: ("-1 cm", "1e9 m", "5'99\"", "0", "9" * 150, "170-10 cm"),
    FieldType.NAMES: ("; " * 400, "و" * 900, "a;" * 3_000, "Khalid and " * 60),
    FieldType.ACTORS: (";" * 400, "The Alliance;" * 300, "alliance\x00", "<b>alliance</b>"),
    FieldType.REFERENCE: (
        "records-3:1", ":", "a:b:c", "../1", "records-7:" + "1" * 700, "1#2", "\u200f1",
    ),
    FieldType.REFERENCES: (";" * 900, "1;" * 3_000, "records-3:1; records-3:1"),
    FieldType.CONDITIONS: ("burnt;" * 900, "; ;", "none; burnt"),
    FieldType.CONSENT_USES: ("publication;" * 900, "everything", "none; publication", "-"),
    FieldType.TEXTS: ("; " * 2_000, "a;" * 9_000),
    FieldType.CATEGORIES: ("child;" * 900, ";;", "child; adult"),
}  # fmt: skip


def make_records(chance: Random, number: int) -> bytes:
    """A list of one kind; every row carries its marker in a column that no field reads."""
    kind = KINDS[number % len(KINDS)]
    fields = FIELDS[kind]
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(["no", *fields, _MARKED])
    for row in range(1, chance.randint(2, 7)):
        cells = [_cell(chance, fields[name]) for name in fields]
        writer.writerow([_key(chance, row), *cells, marker(number, row)])
    return written.getvalue().encode("utf-8", "replace")


def records_mapping(source: str, file: str, number: int) -> str:
    """The mapping of such a list: each field is read from the column of its name."""
    kind = KINDS[number % len(KINDS)]
    fields = "".join(f"{name} = {json.dumps(name)}\n" for name in FIELDS[kind])
    return (
        f'id = "{source}"\ntitle = "{source}"\nkind = "{kind}"\nfile = "{file}"\n'
        f'[key]\ncolumns = ["no"]\n[fields]\n{fields}'
    )


def _key(chance: Random, row: int) -> str:
    odd = (f"A-{row}", "1", "a/../b", "\u202e1", "=1+1", "<i>1</i>", "a b", f"{row}\u200b")
    return chance.choice(odd) if not chance.randrange(5) else str(row)


def _cell(chance: Random, kind: FieldType) -> str:
    match chance.randrange(10):
        case 0 | 1 | 2 | 3:
            return chance.choice(_FITTING.get(kind, ("Basatin", "A-1", "1")))
        case 4:
            return ""
        case 5:
            return chance.choice(ODD_TEXTS)
        case 6:
            return cell(chance)
    return chance.choice(_ODD.get(kind, ODD_TEXTS))
