"""Odd words and spoilt bytes: what hostile inputs are made of.

All of it comes from a ``random.Random``, so that a seed and a number give the same input again.
Every row carries a *marker*, a word that occurs nowhere else, by which it is found again in a
record, a reject or a refusal.
"""

import re
from random import Random

MARKER = re.compile(r"q\d+x\d+z")
ODD_TEXTS = (
    "",
    " ",
    "-",
    "-" * 1_000,
    "9" * 5_000,
    "9" * 400 + ".5",
    "٩" * 300,
    "1e999",
    "NaN",
    "-0",
    "0001/9999",
    "9999-12-31/..",
    "31.12.9999 23:59:60",
    "2031-02-30",
    "(" * 400,
    "ابن " * 120,
    "\u200f\u202e" * 60,
    "\ufeff",
    "\u2028\u2029\x85",
    "\x1b[2J\x1b]0;x\x07",
    "'\"\\`;--",
    "=cmd|' /C calc'!A0",
    "\uff1d1+1",
    "<script>alert(1)</script>",
    "{{ 7*7 }}",
    "../../../etc/passwd",
    "%s%n%x",
    "a,b;c\td|e",
    'a "quoted" cell',
    "line\nbreak",
    "carriage\rreturn",
    "None",
    "null",
    "true",
    '{"type":"Point","coordinates":[1e400,0]}',
    '{"type":"Polygon","coordinates":[[[0,0],[1,1],[0,1],[1,0],[0,0]]]}',
    "[" * 600 + "]" * 600,
    "s:1:" * 200,
    "12S" + "9" * 30,
    "x" * 20_000,
    "😀" * 200,
    "a\u0301" * 300,
    "N\u0430bil S\u0430mir",
    "Kha\u200blid Wa\u200dlid\u2060",
    "\u202dlatot\u202c \u2067Rana\u2069",
    "\uff2b\uff48\uff41\uff4c\uff49\uff44",
    "\ufe82\ufedd \u0640\u0640",
    "0000-01-01",
    "0",
    "-0001-06-03",
    "-1",
    "9999",
    "10000-01-01/-9999",
    "Infinity",
    "-Infinity",
    "\x00",
    "Rana\x00Walid",
    "+1-1",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\t=1+1",
)
NAMES = (
    "Khalid Samir",
    "Rana Walid",
    "هدى سمير النجار",
    "Umm Nabil",
    "unknown",
    "Al-Hallaq, Nadir",
)
DATES = ("2031-06-03", "3 June 2031", "06/03/2031", "June 2031", "٣ حزيران ٢٠٣١", "45000")


ODD_FILE_NAMES = (
    "de\u0430ths-{}.csv",
    "deaths-{}\u202evsc.exe",
    "\u2067{}\u2069.csv",
    "dea\u200bths\u2060-{}.csv",
    "\u0648\u0641\u064a\u0627\u062a {}.csv",
    "-{}.csv",
    "--title={}",
    "=cmd|' -{}'!A0.csv",
    "$(touch planted)`{}`;.csv",
    "a\nb\r{}.csv",
    "\x1b[2J{}.csv",
    "%s%n{}.csv",
    '"{}".csv',
    "'{}'\\.csv",
    "..{}",
    ".{}.csv",
    "~{}.csv ",
    "CON.{}.csv",
    "<b>{}.csv",
    "{{{{ 7*7 }}}}{}.csv",
    "\U0001f600" * 40 + "{}.csv",
    "x" * 220 + "{}.csv",
    "{}.xlsx",
    "{}.csv.gz",
    "{}.jsonl",
    "{}.wacz",
    "no-suffix-{}",
    "a\u0301\u00e1{}.csv",
    "\ufeff{}.csv",
    "*?{}[a].csv",
)


def odd_file_name(chance: Random, number: int) -> str:
    """The name of a file that is no plain one; the number makes it the only one of a case."""
    return chance.choice(ODD_FILE_NAMES).format(number)


def marker(number: int, row: int) -> str:
    """The word of one row of one input."""
    return f"q{number}x{row}z"


def markers_in(text: str) -> frozenset[str]:
    """Every marker in a text."""
    return frozenset(MARKER.findall(text))


def cell(chance: Random) -> str:
    """A cell: odd in one of three, random letters in one of six."""
    match chance.randrange(6):
        case 0 | 1:
            return chance.choice(ODD_TEXTS)
        case 2:
            return "".join(chr(chance.choice(_RANGES)(chance)) for _ in range(chance.randrange(30)))
    return chance.choice((*NAMES, *DATES, str(chance.randrange(-5, 400))))


_RANGES = (
    lambda chance: chance.randrange(0x20, 0x7F),
    lambda chance: chance.randrange(0x600, 0x6FF),
    lambda chance: chance.randrange(0xA0, 0x2FF),
    lambda chance: chance.choice((0x09, 0x0B, 0x1F, 0x7F, 0x200F, 0x2066, 0xFFFE, 0x1F600)),
)


def rows(chance: Random, number: int, most: int = 6) -> list[list[str]]:
    """Rows of five cells: number, name, date, place and the row's marker."""
    return [
        [str(row), cell(chance), cell(chance), cell(chance), marker(number, row)]
        for row in range(1, chance.randint(1, most) + 1)
    ]


def spoil(content: bytes, chance: Random) -> bytes:
    """The bytes with one to four faults: flipped, cut, doubled, swapped or stretched."""
    spoilt = bytearray(content)
    for _ in range(chance.randint(1, 4)):
        if not spoilt:
            break
        place = chance.randrange(len(spoilt))
        match chance.randrange(7):
            case 0:
                spoilt[place] ^= 1 << chance.randrange(8)
            case 1:
                spoilt[place] = chance.choice(b"\x00\xff\"'\\[]{}<>,;\n\r\t=")
            case 2:
                del spoilt[place:]
            case 3:
                del spoilt[place : place + chance.randrange(1, 40)]
            case 4:
                piece = spoilt[place : place + chance.randrange(1, 200)]
                spoilt[place:place] = piece * chance.randrange(1, 20)
            case 5:
                spoilt[place:place] = chance.randbytes(chance.randrange(1, 16))
            case _:
                spoilt[place:place] = chance.choice(b'\x00"[{(<9 ').to_bytes() * 3_000
    return bytes(spoilt)
