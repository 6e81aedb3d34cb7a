"""A ProofMode package: is each media file the one that its proof speaks of?

A phone with ProofMode hashes a photograph as it is taken and writes down when, where and with what;
it signs both, and may have the hash stamped by others. The package is a zip of the media, the
proofs, the signatures, the key and the stamps. Here the hash is tested against the media, the
signatures with the key in the package, the stamps for being over this file; the rest are claims.

Format: ProofMode for Android. Beside ``<hash>.proof.csv`` and ``<hash>.proof.json`` (each with its
signature ``.asc``) stand ``<hash>.asc`` (over the media), ``<hash>.ots`` (OpenTimestamps),
``<hash>.gst`` (Google SafetyNet) and others of ``StampKind``; ``pubkey.asc`` is the key.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePosixPath

from sijill.containment.archive import Archive, open_archive
from sijill.model import evidence_limits
from sijill.model.errors import FileUnreadableError
from sijill.model.records.rejects import Effect, Reject
from sijill.packages.detached_proofs import (
    DetachedSignature,
    check_signature,
    check_timestamp,
    fingerprint,
)
from sijill.packages.json_texts import UnreadableText
from sijill.packages.labels import SHA256, Check, Label, PackageFile, compare
from sijill.packages.package_limits import PACKAGE
from sijill.packages.proofmode_proofs import (
    ProofClaims,
    find_contradictions,
    read_proof_csv,
    read_proof_json,
)

KEY = "pubkey.asc"
JSON, CSV, SIGNATURE = ".proof.json", ".proof.csv", ".asc"
_SIGNATURES = (JSON + SIGNATURE, CSV + SIGNATURE, SIGNATURE)

_NO_MEDIA = re.compile(
    r"\d*batchproof\.(csv|json)(\.asc)?|HowToVerify.*\.txt|\.DS_Store|Thumbs\.db|desktop\.ini",
    re.IGNORECASE,
)
_LEFT_BY_SYSTEM = "__MACOSX/"


class StampKind(StrEnum):
    """Who else was shown the hash, by the ending of the file."""

    OPENTIMESTAMPS = "ots"
    SAFETYNET = "gst"
    DEVICE_CHECK = "devicecheck"
    NOSTR = "nostr"


@dataclass(frozen=True, slots=True)
class Stamp:
    """A statement of a third party about the media file."""

    path: str
    kind: StampKind
    check: Check


@dataclass(frozen=True, slots=True)
class Proof:
    """One media file with what its phone said of it.

    ``contradictions`` name the fields on which the proof's own texts disagree (``name`` is the
    hash in the proof's file name). ``sources`` are the proof's files.
    """

    sources: tuple[str, ...]
    media: PackageFile
    claims: ProofClaims
    contradictions: tuple[str, ...]
    signatures: tuple[DetachedSignature, ...]
    stamps: tuple[Stamp, ...]


@dataclass(frozen=True, slots=True)
class ProofModePackage:
    """What a ProofMode zip holds. ``unproved`` are files that no proof speaks of."""

    name: str
    key_fingerprint: str
    proofs: tuple[Proof, ...]
    unproved: tuple[PackageFile, ...]
    rejects: tuple[Reject, ...]


@dataclass(frozen=True, slots=True)
class _PackageParts:
    """The package as it is read: its archive, sizes, the files that may be media, the key.

    ``by_hash`` and ``by_name`` find a media file by its SHA-256 and by the last part of its path;
    of two, the first.
    """

    archive: Archive
    sizes: Mapping[str, int]
    media: Mapping[str, PackageFile]
    by_hash: Mapping[str, PackageFile]
    by_name: Mapping[str, PackageFile]
    key: bytes
    key_fingerprint: str


def read_proofmode(path: Path, name: str) -> ProofModePackage:
    """Read and test a ProofMode zip.

    Args:
        path: where the bytes are.
        name: the file's own name, for messages.

    Raises:
        FileUnreadableError: if it is no zip, a hostile one, or holds no proof at all.
    """
    with open_archive(path, name, PACKAGE) as archive:
        groups = _group([member.path for member in archive.members])
        if not groups:
            raise FileUnreadableError(f"{name}: there is no proof in it; no ProofMode package.")
        parts = _parts_of(archive, frozenset(path for beside in groups.values() for path in beside))
        proofs: list[Proof] = []
        rejects: list[Reject] = []
        for stem, beside in groups.items():
            claims, unreadable = _read_claims(archive, name, beside)
            rejects += unreadable
            if claims:
                proofs.append(_read_proof(parts, stem, beside, claims))
        proved = {proof.media.path for proof in proofs}
        unproved = tuple(file for file in parts.media.values() if file.path not in proved)
        return ProofModePackage(
            name, parts.key_fingerprint, tuple(proofs), unproved, tuple(rejects)
        )


def _group(paths: Sequence[str]) -> dict[str, list[str]]:
    """The files of each proof, by what stands before ``.proof.json`` or ``.proof.csv``."""
    stamps = tuple(f".{kind}" for kind in StampKind)
    stems = {stem for path in paths if (stem := _stem(path, (JSON, CSV)))}
    groups: dict[str, list[str]] = {stem: [] for stem in sorted(stems)}
    for path in paths:
        stem = _stem(path, (JSON, CSV, *_SIGNATURES, *stamps))
        if stem in groups:
            groups[stem].append(path)
    return groups


def _ends_with(path: str, *endings: str) -> bool:
    """Whether a path has one of these endings, in whatever case."""
    return path.lower().endswith(endings)


def _stem(path: str, endings: Sequence[str]) -> str:
    ending = next((ending for ending in endings if _ends_with(path, ending)), "")
    return path[: -len(ending)] if ending else ""


def _parts_of(archive: Archive, beside_proofs: frozenset[str]) -> _PackageParts:
    media: dict[str, PackageFile] = {}
    key = b""
    for member in archive.members:
        base = PurePosixPath(member.path).name
        if base == KEY:
            key = key or archive.read(member.path, evidence_limits.MOST_PROOF_BYTES)
        elif member.path not in beside_proofs and not (
            _NO_MEDIA.fullmatch(base) or member.path.startswith(_LEFT_BY_SYSTEM)
        ):
            sha256 = archive.sha256(member.path)
            media[member.path] = compare(member.path, member.size_bytes, "", sha256)
    backwards = list(reversed(media.values()))
    return _PackageParts(
        archive=archive,
        sizes={member.path: member.size_bytes for member in archive.members},
        media=media,
        by_hash={file.sha256_found: file for file in backwards},
        by_name={PurePosixPath(file.path).name: file for file in backwards},
        key=key,
        key_fingerprint=fingerprint(key),
    )


def _read_claims(
    archive: Archive, name: str, beside: Sequence[str]
) -> tuple[list[ProofClaims], list[Reject]]:
    """The claims of every readable text of a proof, the one that counts first: JSON, newest row."""
    claims: list[ProofClaims] = []
    rejects: list[Reject] = []
    for path in sorted((path for path in beside if _ends_with(path, JSON, CSV)), reverse=True):
        content = archive.read(path, evidence_limits.MOST_PROOF_BYTES)
        odd: list[str] = []
        read = read_proof_json if _ends_with(path, JSON) else read_proof_csv
        parsed = read(content, odd)
        effect = Effect.VALUE
        if isinstance(parsed, UnreadableText):
            odd, effect = ["; it ".join(dict.fromkeys((*odd, parsed.reason)))], Effect.FILE
        else:
            claims += reversed(parsed)
        rejects += (
            Reject(name, name, path, 0, "", "", f"the proof {reason}", effect)
            for reason in dict.fromkeys(odd)
        )
    return claims, rejects


def _read_proof(
    parts: _PackageParts, stem: str, beside: Sequence[str], claims: Sequence[ProofClaims]
) -> Proof:
    named = PurePosixPath(stem).name.lower()
    media = _find_media(parts, claims[0], named if SHA256.fullmatch(named) else "")
    contradictions = find_contradictions(claims)
    if SHA256.fullmatch(named) and claims[0].sha256 not in ("", named):
        contradictions = ("name", *contradictions)
    return Proof(
        sources=tuple(path for path in beside if _ends_with(path, JSON, CSV)),
        media=media,
        claims=claims[0],
        contradictions=contradictions,
        signatures=tuple(
            _check_signature(parts, stem, path, media)
            for path in beside
            if _ends_with(path, SIGNATURE)
        ),
        stamps=tuple(
            _check_stamp(parts.archive, path, media)
            for path in beside
            if not _ends_with(path, JSON, CSV, SIGNATURE)
        ),
    )


def _find_media(parts: _PackageParts, claims: ProofClaims, named: str) -> PackageFile:
    """The file with the claimed hash; failing that, the one of the claimed name.

    ``named`` is the hash in the proof's own name; it is the claim where its text has none.
    """
    claimed = claims.sha256 or named
    file = parts.by_hash.get(claimed) or parts.by_name.get(claims.file_name)
    if file is None:
        return compare(claims.file_name, 0, claimed, "")
    return compare(file.path, file.size_bytes, claimed, file.sha256_found)


def _check_signature(
    parts: _PackageParts, stem: str, path: str, media: PackageFile
) -> DetachedSignature:
    signed = path[: -len(SIGNATURE)]
    signs = media.path if signed == stem else signed
    return DetachedSignature(path, signs, parts.key_fingerprint, _try(parts, path, signs))


def _try(parts: _PackageParts, path: str, signs: str) -> Check:
    if not parts.key:
        return Check(Label.COULD_NOT_CHECK, f"there is no {KEY} in the package")
    if signs not in parts.archive:
        return Check(Label.COULD_NOT_CHECK, "what it signs is not in the package")
    if parts.sizes[signs] > evidence_limits.MOST_MEDIA_BYTES:
        return Check(Label.COULD_NOT_CHECK, "what it signs is too large to be taken into memory")
    signature = parts.archive.read(path, evidence_limits.MOST_PROOF_BYTES)
    content = parts.archive.read(signs, evidence_limits.MOST_MEDIA_BYTES)
    return check_signature(content, signature, parts.key)


def _check_stamp(archive: Archive, path: str, media: PackageFile) -> Stamp:
    ending = PurePosixPath(path).suffix.removeprefix(".").lower()
    kind = StampKind(ending)
    if kind is not StampKind.OPENTIMESTAMPS:
        check = Check(Label.COULD_NOT_CHECK, "statements of this kind are kept, not tested")
    elif not media.sha256_found:
        check = Check(Label.COULD_NOT_CHECK, "the media file is not in the package")
    else:
        proof = archive.read(path, evidence_limits.MOST_PROOF_BYTES)
        check = check_timestamp(proof, media.sha256_found)
    return Stamp(path, kind, check)
