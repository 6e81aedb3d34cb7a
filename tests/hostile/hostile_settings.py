"""Hostile texts that people edit: case, mapping, boundaries, review files, checkpoints, tables."""

import json
from collections.abc import Callable
from functools import partial
from random import Random

from hostile_tables import csv_text, geometry, make_xlsx
from hostile_words import ODD_TEXTS, cell, marker, rows, spoil

CASE = """\
title = "A street"
area = "Basatin"
period = "2031-06-01/2031-06-30"

[[actors]]
id = "alliance"
name = "The Alliance"

[comparison]
actor = "alliance"
grades = ["confirmed", "fair"]
"""
MAPPING = """\
id = "{source}"
title = "{source}"
kind = "{kind}"
file = "{file}"
{reading}
[key]
columns = ["no"]

[fields]
name = "name"
died = "died"
place = "place"
"""


def _with_settings(lines: str) -> bytes:
    return f"{CASE}\n{lines}\n".encode()


_VALUES = (
    "9" * 5_000,
    "-" + "9" * 400,
    "1e400",
    "nan",
    "0x" + "f" * 4_000,
    "9999-12-31T23:59:60Z",
    "1979-05-27",
    "[" * 500 + "]" * 500,
    "{" + "a={" * 300 + "}" * 301,
    '"""' + "x" * 5_000 + '"""',
    "'../../x'",
    '"\\ud800"',
    '"\\u0000"',
    '"a\\u001b[2J\\u0001\\uffff"',
    "true",
    "[]",
    "{}",
    '""',
)
_LINES = (
    "a." * 2_000 + "b = 1",
    "[" + ".".join("abcdefgh" * 60) + "]",
    "[[actors]]\nid = 'x'\nname = 'y'\n" * 300,
    "title = 'again'",
    "[fields]\nname = 'again'",
    "unknown_setting = 1",
    "data = '.'",
    "data = 'out'",
    "data = '../x'",
    'data = "a\\u0000"',
    'file = "a\\u0000.csv"',
    "file = '.'",
    "data = 'a\\b'",
    "vault = ['age1nothing']",
    "ledger = 'postgresql://nobody@127.0.0.1:1/none'",
    "encoding = 'utf-7'",
    "encoding = 'zlib'",
    "delimiter = ''",
    "delimiter = 'ab'",
    "header_row = -1",
    "header_row = 99999999999999999999",
    "rows_at = 'a'",
    "sheet = 'x'",
    "protected = ['name']",
    "protected = ['nobody']",
)


_SETTINGS = {
    "lowest": "[linkage]\nsame_percent = 50\nreview_percent = 0\nreplicates = 20\n"
    "relink_percent = 0\n[incidents]\nsame_percent = 50\nreview_percent = 0\n"
    "[estimate]\nseed = 0\nreplicates = 100\n[dossier]\npage_limit = 0\n"
    "[sites]\nsafety_distance_m = 0",
    "highest": "[linkage]\nsame_percent = 100\nreview_percent = 100\nreplicates = 1000\n"
    "relink_percent = 50\n[incidents]\nsame_percent = 100\nreview_percent = 100\n"
    "[estimate]\nseed = 9007199254740991\n[dossier]\npage_limit = 99999999999999\n"
    "[sites]\nsafety_distance_m = 10000",
    "seed-below-zero": "[estimate]\nseed = -1",
    "seed-too-large": "[estimate]\nseed = 9007199254740992",
    "review-above-same": "[linkage]\nsame_percent = 50\nreview_percent = 90",
    "page-limit-too-large": "[dossier]\npage_limit = 99999999999999999999999",
    "strata-twice": '[estimate]\nstrata = ["sex", "sex"]',
    "all-strata": '[estimate]\nstrata = ["sex", "age_group", "month", "place"]',
    "no-such-boundaries": "[boundaries]\nfile = 'none.geojson'\nname = 'x'",
    "party-twice": "[[actors]]\nid = 'alliance'\nname = 'Again'",
    "signs-that-no-picture-holds": "[[actors]]\nid = 'a'\nname = \"A\\u001b[2J\\u0001\\uffff\"",
    "partner-of-itself": "[[actors]]\nid = 'a'\nname = 'A'\npartners = ['a']",
    "bridge-upside-down": "[[bridges]]\nfrom = 'bodies'\nto = 'deaths'\nlowest_permille = 900\n"
    "highest_permille = 10\nreason = 'x'",
}
CASES: dict[str, Callable[[], bytes]] = {
    name: partial(_with_settings, lines) for name, lines in _SETTINGS.items()
}
"""``case.toml`` with settings at the ends of what they may be, or that contradict each other."""


def _toml_value(chance: Random) -> str:
    if chance.randrange(3):
        return chance.choice(_VALUES)
    return json.dumps(cell(chance), ensure_ascii=bool(chance.randrange(2)))


def _changed(text: str, chance: Random) -> str:
    """The text with a value or a line that nobody expects, or two."""
    lines = text.split("\n")
    for _ in range(chance.randint(1, 2)):
        place = chance.randrange(len(lines))
        key, sign, _ = lines[place].partition(" = ")
        match chance.randrange(4):
            case 0 | 1 if sign:
                lines[place] = f"{key} = {_toml_value(chance)}"
            case 2:
                lines.insert(place, f"{chance.choice(_WORDS)} = {_toml_value(chance)}")
            case _:
                lines.insert(place, chance.choice(_LINES))
    return "\n".join(lines)


_WORDS = ("id", "kind", "file", "period", "area", "columns", "fixed", "extra", "a.b.c", "linkage")


def _toml(text: str, chance: Random) -> bytes:
    content = _changed(text, chance).encode("utf-8", "surrogatepass")
    if not chance.randrange(12):
        content = content.decode("utf-8", "replace").encode("utf-16")
    return spoil(content, chance) if not chance.randrange(4) else content


def make_case_toml(chance: Random, _number: int) -> bytes:
    """``case.toml``."""
    return _toml(CASE, chance)


def make_mapping(chance: Random, number: int) -> bytes:
    """A mapping of a list that is in order."""
    kind = chance.choice(("person", "incident", "count", "testimony", "nothing"))
    text = MAPPING.format(source=f"mapping-{number}", kind=kind, file="good.csv", reading="")
    return _toml(text, chance)


def make_boundaries(chance: Random, _number: int) -> bytes:
    """A file of areas."""
    features = [
        {
            "type": "Feature",
            "properties": {"name": cell(chance)} if chance.randrange(6) else None,
            "geometry": geometry(chance),
        }
        for _ in range(chance.randint(1, 4))
    ]
    text = json.dumps({"type": "FeatureCollection", "features": features})
    match chance.randrange(7):
        case 0:
            text = text.replace("[", "[" * 3_000, 1)
        case 1:
            text = text.replace('"type"', f'"n": {"9" * 5_000}, "type"', 1)
        case 2:
            text = text.replace("null", "[" * 2_000 + "]" * 2_000)
        case 3:
            text = text.replace("39", "1e400").replace("0", "NaN", 1)
    content = text.encode()
    return spoil(content, chance) if not chance.randrange(3) else content


def make_review(chance: Random, number: int) -> bytes:
    """A filled-in review file: CSV in any shape, or a workbook."""
    if not chance.randrange(8):
        return make_xlsx(chance, number)
    if not chance.randrange(5):
        return csv_text(chance, number).encode("utf-8", "replace")
    delimiter = chance.choice(",,;\t")
    lines = [["left", "right", "decision", "reason"]]
    for row in rows(chance, number):
        pair = [chance.choice((f"good:{chance.randrange(9)}", row[1])) for _ in range(2)]
        decision = chance.choice(("same", "different", "unsure", "", "SAME", row[2]))
        lines.append([*pair, decision, f"{marker(number, int(row[0]))} {row[3]}"])
    text = "\n".join(delimiter.join(line) for line in lines) + "\n"
    if chance.randrange(2):
        place = chance.randrange(len(text))
        text = text[:place] + '"' + text[place:]
    content = text.encode(chance.choice(("utf-8", "utf-8", "utf-16", "cp1256")), "replace")
    return spoil(content, chance) if not chance.randrange(4) else content


def make_checkpoint(chance: Random, _number: int, checkpoint: bytes) -> bytes:
    """A checkpoint of another time or of nobody."""
    lines = checkpoint.decode().split("\n")
    match chance.randrange(5):
        case 0:
            lines[1] = chance.choice(("-1", "9" * 5_000, "1e9", "٣", "0", ""))
        case 1:
            lines[2] = chance.choice(ODD_TEXTS)
        case 2:
            lines += lines * chance.randrange(2_000)
        case 3:
            lines[0] = chance.choice(ODD_TEXTS)
        case _:
            return spoil(checkpoint, chance)
    return "\n".join(lines).encode("utf-8", "surrogatepass")


def make_estimate_table(chance: Random, number: int) -> bytes:
    """A table of lists and counts that cannot be estimated from, or hardly."""
    if chance.randrange(2):
        return spoil(csv_text(chance, number).encode("utf-8", "replace"), chance)
    width = chance.choice((0, 1, 2, 3, 40, 400))
    lines = [[f"list {place}" for place in range(width)] + ["count"]]
    for _ in range(chance.randrange(6)):
        lines.append([chance.choice(("0", "1", "yes", cell(chance))) for _ in range(width)])
        lines[-1].append(chance.choice(("5", "-1", "9" * 400, "1.5", cell(chance))))
    return "\n".join(",".join(line) for line in lines).encode("utf-8", "replace")
