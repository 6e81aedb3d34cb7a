"""A web archive in a WACZ package: is every part what its list says, and who vouches for the list?

``datapackage.json`` lists every part with its hash; ``datapackage-digest.json`` holds the hash of
that list and may carry a signature over it. So one signature covers the whole package, if each
step holds: signature over digest, digest over list, list over parts. Each step gets its own label,
and a reader sees which one broke.

Format: Webrecorder, *Web Archive Collection Zipped* 1.1.1; *WACZ Signing and Verification* 0.1.0.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from sijill.containment.archive import Archive, open_archive
from sijill.model import evidence_limits
from sijill.model.errors import FileUnreadableError
from sijill.model.records.rejects import Effect, Reject
from sijill.packages.json_texts import Json, UnreadableText, parse_json, plain_text_at, text_at
from sijill.packages.labels import SHA256, Check, Label, PackageFile, compare
from sijill.packages.package_limits import PACKAGE
from sijill.packages.wacz_signatures import Signature, read_signature

MANIFEST = "datapackage.json"
DIGEST = "datapackage-digest.json"
PAGES = "pages/"

_PREFIX = "sha256:"
_NAMES = (_PREFIX, "sha-256:", "sha_256:")
"""How the algorithm is written before a hash, in lower case."""


@dataclass(frozen=True, slots=True)
class WaczPage:
    """One page that the archive says it holds; ``file`` and ``line`` are where it says so.

    ``captured`` is the time as written (RFC 3339 by the format, but kept verbatim).
    """

    file: str
    line: int
    url: str
    captured: str
    title: str


@dataclass(frozen=True, slots=True)
class WaczPackage:
    """What a WACZ holds and how far it was tested.

    ``manifest`` is the list itself, tested against the digest. ``files`` are all parts: those
    listed, in the list's order, then those that are there without being listed. ``digest_text`` is
    the digest file verbatim, with its signature. ``version``, ``software``, ``created`` and
    ``title`` are what the list says of itself.
    """

    name: str
    version: str
    software: str
    created: str
    title: str
    manifest: PackageFile
    files: tuple[PackageFile, ...]
    digest_text: str
    signature: Signature
    pages: tuple[WaczPage, ...]
    rejects: tuple[Reject, ...]

    @property
    def is_whole(self) -> bool:
        """Whether the digest holds for the list, and the list for every part there is."""
        tested = (self.manifest, *self.files)
        return all(part.check.label is Label.AGREES for part in tested)


def read_wacz(path: Path, name: str) -> WaczPackage:
    """Read and test a WACZ.

    Args:
        path: where the bytes are.
        name: the file's own name, for messages.

    Raises:
        FileUnreadableError: if it is no zip, a hostile one, or has no readable list.
    """
    with open_archive(path, name, PACKAGE) as archive:
        content = archive.read(MANIFEST, evidence_limits.MOST_PACKAGE_TEXT_BYTES)
        odd: list[str] = []
        manifest, resources = _parse_manifest(content, name, odd)
        sha256 = archive.sha256(MANIFEST)
        digest, digest_text = _read_digest(archive)
        files, file_rejects = _compare_parts(archive, name, resources)
        pages, page_rejects = _read_pages(archive, name)
        return WaczPackage(
            name=name,
            version=plain_text_at(manifest, "wacz_version"),
            software=plain_text_at(manifest, "software"),
            created=plain_text_at(manifest, "created"),
            title=plain_text_at(manifest, "title"),
            manifest=_compare_manifest(digest, len(content), sha256),
            files=files,
            digest_text=digest_text,
            signature=read_signature(digest, _PREFIX + sha256),
            pages=pages,
            rejects=(*_odd_values(name, MANIFEST, 0, odd), *file_rejects, *page_rejects),
        )


def _parse_manifest(content: bytes, name: str, odd: list[str]) -> tuple[Json, Sequence[Json]]:
    manifest = parse_json(content, odd)
    if isinstance(manifest, UnreadableText):
        raise FileUnreadableError(
            f"{name}: {MANIFEST} {manifest.reason}, so nothing in it can be checked. "
            "Ask for the package again."
        )
    resources = manifest.get("resources") if isinstance(manifest, Mapping) else None
    if not isinstance(resources, Sequence) or isinstance(resources, str):
        raise FileUnreadableError(
            f"{name}: {MANIFEST} {odd[0] if odd else 'lists no resources'}; this is no "
            "WACZ package."
        )
    return manifest, resources


def _read_digest(archive: Archive) -> tuple[Json | UnreadableText, str]:
    if DIGEST not in archive:
        return UnreadableText("is not in the package"), ""
    content = archive.read(DIGEST, evidence_limits.MOST_PROOF_BYTES)
    return parse_json(content), content.decode("utf-8", errors="replace")


def _compare_manifest(digest: Json | UnreadableText, size_bytes: int, sha256: str) -> PackageFile:
    if isinstance(digest, UnreadableText):
        check = Check(Label.COULD_NOT_CHECK, f"{DIGEST} {digest.reason}")
        return PackageFile(MANIFEST, size_bytes, "", sha256, check)
    if text_at(digest, "path") not in ("", MANIFEST):
        check = Check(Label.COULD_NOT_CHECK, f"{DIGEST} speaks of another file")
        return PackageFile(MANIFEST, size_bytes, "", sha256, check)
    return compare(MANIFEST, size_bytes, _hex(text_at(digest, "hash")), sha256)


def _hex(written: str) -> str:
    """The hash without its prefix; another algorithm keeps its prefix and so is no SHA-256."""
    plain = written.strip().lower()
    return next((plain.removeprefix(name) for name in _NAMES if plain.startswith(name)), plain)


def _claimed_hash(resource: Json) -> str:
    """The hash that a resource claims: under ``hash``, or as WACZ 1.0.0 has it, under ``stats``.

    There the algorithm stands beside it; a hash of another one is no SHA-256.
    """
    if written := text_at(resource, "hash"):
        return _hex(written)
    written = text_at(_stats(resource), "hash")
    named = text_at(resource, "hashing") or text_at(_stats(resource), "hashing")
    algorithm = f"{named.strip().lower()}:"
    if not written or ":" in written or algorithm in (":", *_NAMES):
        return _hex(written)
    return f"{algorithm}{written}"


def _stats(resource: Json) -> Json:
    return resource.get("stats") if isinstance(resource, Mapping) else None


def _compare_parts(
    archive: Archive, name: str, resources: Sequence[Json]
) -> tuple[tuple[PackageFile, ...], tuple[Reject, ...]]:
    sizes = {member.path: member.size_bytes for member in archive.members}
    files: dict[str, PackageFile] = {}
    rejects: list[Reject] = []
    for position, resource in enumerate(resources, start=1):
        path = _path_of(resource, sizes)
        if not path or path in files:
            reason = "the path stands twice in the list" if path else "the entry has no path"
            rejects.append(_reject(name, MANIFEST, position, path, reason))
            continue
        sha256 = archive.sha256(path) if path in sizes else ""
        file = compare(path, sizes.get(path, 0), _claimed_hash(resource), sha256)
        files[path] = _with_size(file, resource)
    for path, size_bytes in sizes.items():
        if path not in files and path not in (MANIFEST, DIGEST):
            check = Check(Label.COULD_NOT_CHECK, "the file is in the package, but not listed")
            files[path] = PackageFile(path, size_bytes, "", archive.sha256(path), check)
    return tuple(files.values()), tuple(rejects)


def _path_of(resource: Json, sizes: Mapping[str, int]) -> str:
    """The path of a part as the package has it, where the list begins it with ``./`` or so."""
    written = text_at(resource, "path")
    plain = written.replace("\\", "/").removeprefix("./")
    return plain if plain in sizes and written not in sizes else written


def _with_size(file: PackageFile, resource: Json) -> PackageFile:
    """The same file; where its hash agrees and its size does not, the list contradicts itself."""
    stats = _stats(resource)
    inner = stats.get("bytes") if isinstance(stats, Mapping) else None
    claimed = resource.get("bytes", inner) if isinstance(resource, Mapping) else None
    if file.check.label is not Label.AGREES:
        return file
    other = _hex(text_at(stats, "hash"))
    if SHA256.fullmatch(other) and other != file.sha256_found:
        check = Check(Label.DIFFERS, "the list has two hashes for it, and one of them differs")
    elif claimed is None or _same_size(claimed, file.size_bytes):
        return file
    else:
        check = Check(Label.DIFFERS, f"the hash agrees, but the list says {claimed!s:.40} bytes")
    return PackageFile(file.path, file.size_bytes, file.sha256_claimed, file.sha256_found, check)


def _same_size(claimed: Json, size_bytes: int) -> bool:
    """Whether a size is as claimed, be it written as a number or as a text."""
    try:
        return Decimal(str(claimed).strip()) == size_bytes
    except InvalidOperation:
        return False


def _read_pages(archive: Archive, name: str) -> tuple[tuple[WaczPage, ...], tuple[Reject, ...]]:
    pages: list[WaczPage] = []
    rejects: list[Reject] = []
    most = evidence_limits.MOST_PACKAGE_TEXT_BYTES
    for member in archive.members:
        if not (member.path.startswith(PAGES) and member.path.endswith(".jsonl")):
            continue
        if member.size_bytes > most:
            reason = f"the list of pages is longer than {most:,} bytes"
            rejects.append(_reject(name, member.path, 0, "", reason))
        else:
            for page in _pages_of(archive, name, member.path):
                match page:
                    case WaczPage():
                        pages.append(page)
                    case Reject():
                        rejects.append(page)
    return tuple(pages), tuple(rejects)


def _pages_of(archive: Archive, name: str, path: str) -> Iterator[WaczPage | Reject]:
    """The pages of one list; its first line describes the list and is none."""
    content = archive.read(path, evidence_limits.MOST_PACKAGE_TEXT_BYTES)
    for number, line in enumerate(content.split(b"\n"), start=1):
        if not line.strip():
            continue
        odd: list[str] = []
        value = parse_json(line, odd)
        words = line[:200].decode("utf-8", errors="replace")
        if isinstance(value, UnreadableText):
            yield _reject(name, path, number, words, f"the line {value.reason}")
        elif not text_at(value, "url"):
            if number > 1 or not text_at(value, "format"):
                reason = odd[0] if odd else "has no url"
                yield _reject(name, path, number, words, f"the line {reason}")
        else:
            url, title = text_at(value, "url"), plain_text_at(value, "title")
            yield WaczPage(path, number, url, plain_text_at(value, "ts"), title)
            yield from _odd_values(name, path, number, odd)


def _odd_values(name: str, part: str, row: int, reasons: Sequence[str]) -> Iterator[Reject]:
    """A reject for every value that was left out."""
    for reason in dict.fromkeys(reasons):
        yield Reject(name, name, part, row, "", "", f"the text {reason}", Effect.VALUE)


def _reject(name: str, part: str, row: int, value: str, reason: str) -> Reject:
    return Reject(name, name, part, row, "", value, reason, Effect.ROW if row else Effect.FILE)
