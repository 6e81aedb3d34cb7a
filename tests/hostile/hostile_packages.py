"""Hostile packages of other tools: WACZ, ProofMode, tables of Auto Archiver, pictures."""

import base64
import csv
import hashlib
import io
import json
from collections.abc import Mapping
from random import Random

from hostile_archives import links, overlapping
from hostile_tables import value, zipped
from hostile_words import ODD_TEXTS, cell, spoil

_NAMES = ("../up.txt", "/abs", "a\\b", "a" * 300, "data/", "x\x00y", "pages/../pages/p.jsonl", "é")

_OUTSIDE = ("../../planted", "/tmp/planted", "archive\\..\\planted", "\u202e")  # noqa: S108


def _finished(members: dict[str, str | bytes], chance: Random) -> bytes:
    """The archive, after one member or none was taken out, doubled in name, or spoilt."""
    names = list(members)
    match chance.randrange(8):
        case 4:
            return links(members, chance.choice(("link", "data", names[0])), "/etc/passwd")
        case 5:
            return overlapping(names, b"{}" * chance.randrange(1, 9_000))
        case 0:
            del members[chance.choice(names)]
        case 1:
            members[chance.choice(_NAMES)] = b"x"
        case 2 | 3:
            name = chance.choice(names)
            content = members[name]
            members[name] = spoil(
                content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content,
                chance,
            )
    content = zipped(members, packed=bool(chance.randrange(2)))
    return spoil(content, chance) if not chance.randrange(4) else content


def _json(chance: Random, plain: Mapping[str, object]) -> str:
    """The object with one value replaced, sometimes nested beyond reason."""
    content = dict(plain)
    if content and chance.randrange(3):
        content[chance.choice(list(content))] = value(chance)
    text = json.dumps(content)
    if not chance.randrange(6):
        text = text.replace('": ', '": ' + chance.choice(("[" * 3_000, "9" * 5_000, "{")), 1)
    return text


def _hash(content: bytes | str) -> str:
    plain = content.encode() if isinstance(content, str) else content
    return f"sha256:{hashlib.sha256(plain).hexdigest()}"


def make_wacz(chance: Random, _number: int) -> bytes:
    """A web archive whose list, digest or pages say odd things."""
    page = {"url": cell(chance), "ts": cell(chance), "title": cell(chance)}
    parts: dict[str, str | bytes] = {
        "archive/data.warc.gz": b"WARC/1.1\r\n" * 3,
        "pages/pages.jsonl": '{"format": "json-pages-1.0"}\n' + _json(chance, page) + "\n",
    }
    resources: list[object] = [
        {"name": name, "path": name, "hash": _hash(part), "bytes": len(part)}
        for name, part in parts.items()
    ]
    match chance.randrange(4):
        case 0:
            odd: tuple[object, ...] = (None, 7, {}, {"path": "../x", "hash": 1, "bytes": -1})
            resources += [chance.choice(odd)] * chance.randint(1, 3)
        case 1:
            path = chance.choice(_OUTSIDE)
            resources.append({"name": path, "path": path, "hash": _hash("x"), "bytes": 1})
            parts[path] = "x"
        case 2:
            resources[0] = {"name": "a", "path": "archive/data.warc.gz", "hash": _hash("x")}
    manifest = {
        "profile": "data-package",
        "wacz_version": chance.choice(("1.1.1", "1.0.0", "9", cell(chance))),
        "title": cell(chance),
        "created": chance.choice(("2031-06-03T10:04:00Z", cell(chance))),
        "resources": resources,
    }
    listed = _json(chance, manifest)
    signed = {
        "hash": _hash(listed),
        "created": cell(chance),
        "signature": base64.b64encode(chance.randbytes(96)).decode(),
        "publicKey": chance.choice((cell(chance), base64.b64encode(chance.randbytes(91)).decode())),
        "domain": cell(chance),
        "domainCert": "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----",
    }
    digest = {"path": "datapackage.json", "hash": _hash(listed), "signedData": signed}
    members = parts | {
        "datapackage.json": listed,
        "datapackage-digest.json": _json(chance, digest),
    }
    return _finished(members, chance)


def make_proofmode(chance: Random, _number: int) -> bytes:
    """A photograph's proofs, some of their fields and signatures nonsense."""
    photo = chance.randbytes(40)
    digest = hashlib.sha256(photo).hexdigest()
    fields: dict[str, object] = {
        "File Hash SHA256": chance.choice((digest, digest, cell(chance))),
        "File Path": cell(chance),
        "Proof Generated": cell(chance),
        "Location.Latitude": cell(chance),
        "Location.Longitude": cell(chance),
    }
    table = io.StringIO()
    writer = csv.writer(table)
    writer.writerow(fields)
    writer.writerow([cell(chance) for _ in range(chance.choice((5, 5, 4, 9)))])
    return _finished(
        {
            "IMG_0001.jpg": photo,
            f"{digest}.proof.json": _json(chance, fields),
            f"{digest}.proof.csv": table.getvalue(),
            f"{digest}.asc": chance.choice((chance.randbytes(80), _ARMOUR)),
            f"{digest}.ots": chance.randbytes(60),
            f"{digest}.gst": cell(chance),
            "pubkey.asc": chance.choice((_ARMOUR, chance.randbytes(300), "")),
            chance.choice(("extra.txt", "x.proof.json", ".asc")): cell(chance),
        },
        chance,
    )


_ARMOUR = (
    "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nmDMEZ0+=\n=abcd\n-----END PGP PUBLIC KEY BLOCK-----\n"
)
_LITERALS = (
    "{'url': datetime.datetime(2031, 6, 3), 'b': <UTC>}",
    "[" * 2_000,
    "{'a': " * 900,
    "OrderedDict([('a', 1)])",
    "(" * 300 + ")" * 300,
    "1" * 10_000,
    "-" * 5_000 + "1",
    "'a' " * 4_000,
    "{1: 2, 1: 3}",
    "__import__('os')",
    "{'hash': 'SHA-256:zz', 'urls': [None, 7]}",
)


def make_auto_archiver(chance: Random, _number: int) -> bytes:
    """A table of archived links, as the sheet or as the database writes it."""
    sheet = ["Link", "Archive status", "Archive location", "Archive date", "Hash", "Notes"]
    database = ["id", "url", "status", "metadata", "media", "result"]
    lines = [list(chance.choice((sheet, database, [*sheet, "Link"])))]
    for row in range(chance.randint(1, 5)):
        cells = [cell(chance) for _ in lines[0]]
        cells[0] = f"https://example.org/{row}"
        cells[chance.randrange(1, len(cells))] = chance.choice((*_LITERALS, *ODD_TEXTS))
        lines.append(cells)
    written = io.StringIO()
    csv.writer(written).writerows(lines)
    content = written.getvalue().encode("utf-8", "surrogatepass")
    return spoil(content, chance) if not chance.randrange(3) else content


def make_picture(chance: Random, _number: int) -> bytes:
    """A file that is looked at for content credentials."""
    start = chance.choice(
        (b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n", b"RIFF\xff\xff\xff\x7fWEBP", b"")
    )
    box = chance.choice((b"jumb", b"c2pa", b"\xff\xeb\xff\xffJP\x00\x01", b"uuid"))
    content = start + chance.randbytes(20) + box + chance.randbytes(chance.randrange(200))
    return spoil(content, chance)
