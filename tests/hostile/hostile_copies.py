"""Hostile copies of what sijill wrote itself: bundles, backups, timestamps, sync sticks."""

import io
import json
import tarfile
from dataclasses import dataclass
from random import Random

from hostile_words import ODD_TEXTS, spoil

Files = dict[str, bytes]
_TAR_KINDS = (
    tarfile.SYMTYPE,
    tarfile.LNKTYPE,
    tarfile.CHRTYPE,
    tarfile.FIFOTYPE,
    tarfile.DIRTYPE,
    tarfile.GNUTYPE_SPARSE,
)
_OUTSIDE = (
    "../planted",
    "/tmp/planted",  # noqa: S108  where a backup must not write
    "sources/../../planted.toml",
    "evidence/../../../planted",
    "sources/.hidden.toml",
    "out/dossier/index.html",
    "evidence/photo.jpg",
    "a" * 300,
)


@dataclass(frozen=True, slots=True)
class Originals:
    """What sijill wrote for the case that inputs are made for.

    ``bundle`` and ``stick`` are the files of a bundle and of a copy of the case by their path;
    ``backup`` are the members of a backup, before it was encrypted.
    """

    bundle: Files
    stick: Files
    backup: Files
    checkpoint: bytes
    response: bytes


def _spoil_json(content: bytes, chance: Random) -> bytes:
    """JSON with one value of any depth replaced."""
    found = json.loads(content)
    place = found
    for _ in range(chance.randrange(1, 6)):
        match place:
            case dict() if place:
                key: object = chance.choice(list(place))
            case list() if place:
                key = chance.randrange(len(place))
            case _:
                break
        if not isinstance(place[key], dict | list) or not chance.randrange(4):
            odd: tuple[object, ...] = (None, -1, 10**30, [], {}, True, 1.5, *ODD_TEXTS)
            place[key] = chance.choice(odd)
            break
        place = place[key]
    text = json.dumps(found)
    if not chance.randrange(8):
        text = text.replace(": ", f": {'[' * 3_000}", 1)
    return text.encode("utf-8", "surrogatepass")


def make_bundle(chance: Random, _number: int, originals: Originals) -> Files:
    """A bundle with one or two of its files changed, absent or added."""
    files = dict(originals.bundle)
    for _ in range(chance.randint(1, 2)):
        name = chance.choice(list(files))
        match chance.randrange(5):
            case 0:
                del files[name]
            case 1 if name.endswith(".json"):
                files[name] = _spoil_json(originals.bundle[name], chance)
            case 2:
                files[f"files/{'0' * 64}"] = chance.randbytes(9)
            case _:
                files[name] = spoil(files[name], chance)
    return files


def make_backup(chance: Random, _number: int, originals: Originals) -> bytes:
    """The archive inside a backup, with members that no backup has, or spoilt ones."""
    written = io.BytesIO()
    members = list(originals.backup.items())
    form = chance.choice((tarfile.PAX_FORMAT, tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT))
    chosen = chance.randrange(len(members))
    with tarfile.open(fileobj=written, mode="w", format=form) as archive:
        for place, (name, content) in enumerate(members):
            member, inside = tarfile.TarInfo(name), content
            if place == chosen:
                match chance.randrange(5):
                    case 0:
                        member.name = chance.choice(_OUTSIDE)[
                            : 99 if form != tarfile.PAX_FORMAT else 400
                        ]
                    case 1:
                        member.type, member.linkname = chance.choice(_TAR_KINDS), "/etc/passwd"
                    case 2:
                        member.pax_headers = {"path": chance.choice(_OUTSIDE), "size": "9" * 30}
                    case 3:
                        inside = spoil(content, chance)
                    case _:
                        continue
            member.size = len(inside) if member.isreg() else 0
            archive.addfile(member, io.BytesIO(inside))
    content = written.getvalue()
    return spoil(content, chance) if not chance.randrange(3) else content


def make_timestamp(chance: Random, _number: int, originals: Originals) -> bytes:
    """An authority's response, spoilt."""
    return spoil(originals.response, chance)


def _pages_swapped(register: bytes, chance: Random) -> bytes:
    """The database with one page in the place of another."""
    pages = [register[start : start + 4_096] for start in range(0, len(register), 4_096)]
    pages[chance.randrange(len(pages))] = chance.choice(pages)
    return b"".join(pages)


def make_stick(chance: Random, number: int, originals: Originals) -> Files:
    """A copy of the case on which somebody changed, added or took away files."""
    files = dict(originals.stick)
    for _ in range(chance.randint(1, 3)):
        name = chance.choice(list(files))
        register = originals.stick["register.db"]
        match chance.randrange(9):
            case 0:
                files.pop(name)
            case 3:
                files["register.db"] = register[: 4_096 * chance.randrange(len(register) // 4_096)]
            case 4:
                files["register.db"] = _pages_swapped(register, chance)
            case 5:
                files["register.db-wal"] = chance.randbytes(chance.randrange(9_000))
            case 1:
                files[
                    chance.choice(("data", "sources", "evidence", "out", ".git"))
                    + f"/planted-{number}.toml"
                ] = b"id = 'planted'"
            case 2:
                files[f"data/.hidden-{number}"] = b"x"
            case _:
                files[name] = spoil(files[name], chance)
    return files
