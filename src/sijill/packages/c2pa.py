"""Content credentials (C2PA) in a photograph, film, recording or document.

A camera or an editing program may bind to a file a signed list of what it did. That the credentials
are *valid* means: the list was not changed since it was signed, and it was signed for these very
bytes. It says nothing of whether the picture shows what happened, and here also nothing of whether
the signer is one to trust: no list of trusted certificates is consulted, and none is fetched.
Nor does the *absence* of credentials say anything: most platforms remove them.

Nothing is asked of the network: of a list that is kept elsewhere the address is named.
Read with the library of the Content Authenticity Initiative (extra ``provenance``).

Format: Coalition for Content Provenance and Authenticity, *Technical Specification* 2.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from importlib.util import find_spec
from pathlib import Path

from sijill.files.reading import open_regular
from sijill.model.errors import FileUnreadableError
from sijill.packages.json_texts import Json, UnreadableText, parse_json, text_at

_SETTINGS = {"verify": {"verify_trust": False, "remote_manifest_fetch": False, "ocsp_fetch": False}}
_REMOTE = "Remote: "
_HEAD_BYTES = 16
_STARTS = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF8", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"%PDF-", "application/pdf"),
    (b"ID3", "audio/mpeg"),
    (b"fLaC", "audio/flac"),
)
_RIFF = {b"WEBP": "image/webp", b"WAVE": "audio/wav", b"AVI ": "video/avi"}
_BRANDS = {
    b"avif": "image/avif",
    b"heic": "image/heic",
    b"mif1": "image/heif",
    b"M4A ": "audio/mp4",
    b"qt  ": "video/quicktime",
}


class CredentialState(StrEnum):
    """What was found, of the file's integrity alone."""

    ABSENT = "absent"
    VALID = "valid"
    """Signed for these very bytes, and not changed since."""
    INVALID = "invalid"
    """The bytes, the list or the signature do not fit together; ``failures`` say where."""
    ELSEWHERE = "elsewhere"
    """The file names an address where its credentials lie; they were not fetched."""
    UNREADABLE = "unreadable"
    """The file is damaged, or of a kind that is not read."""
    NOT_LOOKED_FOR = "not_looked_for"
    """The library that reads them is not installed."""


@dataclass(frozen=True, slots=True)
class ContentCredentials:
    """The credentials of one file; all but the first five fields are claims by the signer.

    ``signer`` and ``signer_name`` are the organisation and the name in the certificate;
    ``assertions`` are the labels of the statements, ``failures`` the codes of the specification
    (``assertion.dataHash.mismatch``), ``source_types`` the last words of the IPTC terms for how the
    content came to be (``digitalCapture``, ``trainedAlgorithmicMedia``). ``signed`` is the time in
    the signature, as written.
    """

    name: str
    size_bytes: int
    sha256: str
    state: CredentialState
    reason: str = ""
    signer: str = ""
    signer_name: str = ""
    algorithm: str = ""
    signed: str = ""
    claim_generator: str = ""
    title: str = ""
    assertions: tuple[str, ...] = ()
    source_types: tuple[str, ...] = ()
    ingredients: tuple[str, ...] = ()
    failures: tuple[str, ...] = ()


def read_c2pa(path: Path, name: str) -> ContentCredentials:
    """Read and test the content credentials of a file.

    Args:
        path: where the bytes are.
        name: the file's own name, for messages.

    Raises:
        FileUnreadableError: if the file cannot be opened.
    """
    size_bytes, sha256, media_type = _look_at(path, name)
    if not media_type:
        state, reason = CredentialState.UNREADABLE, "files of this kind are not read"
        return ContentCredentials(name, size_bytes, sha256, state, reason)
    store, state, reason = _read_store(path, media_type)
    active = _active(store)
    info = active.get("signature_info")
    return ContentCredentials(
        name=name,
        size_bytes=size_bytes,
        sha256=sha256,
        state=state,
        reason=reason,
        signer=text_at(info, "issuer"),
        signer_name=text_at(info, "common_name"),
        algorithm=text_at(info, "alg"),
        signed=text_at(info, "time"),
        claim_generator=_generator(active),
        title=text_at(active, "title"),
        assertions=tuple(text_at(assertion, "label") for assertion in _list(active, "assertions")),
        source_types=tuple(dict.fromkeys(_source_types(active))),
        ingredients=tuple(
            text_at(ingredient, "title") for ingredient in _list(active, "ingredients")
        ),
        failures=tuple(dict.fromkeys(_failures(store))),
    )


def _look_at(path: Path, name: str) -> tuple[int, str, str]:
    """The size in bytes, the SHA-256 and the media type of a file."""
    try:
        with open_regular(path) as file:
            media_type = find_media_type(file.read(_HEAD_BYTES))
            file.seek(0)
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
            return file.tell(), sha256, media_type
    except (OSError, FileUnreadableError) as error:
        raise FileUnreadableError(f"{name}: the file cannot be opened ({error}).") from error


def find_media_type(head: bytes) -> str:
    """The media type by a file's first 16 bytes, whatever its name says; empty if unknown."""
    if head.startswith(b"RIFF"):
        return _RIFF.get(head[8:12], "")
    if head[4:8] == b"ftyp":
        return _BRANDS.get(head[8:12], "video/mp4")
    return next((kind for start, kind in _STARTS if head.startswith(start)), "")


def _read_store(path: Path, media_type: str) -> tuple[Json, CredentialState, str]:
    if find_spec("c2pa") is None:
        reason = "the library is not installed (pip install 'sijill[provenance]')"
        return None, CredentialState.NOT_LOOKED_FOR, reason
    from c2pa import C2paError, Context, Reader  # noqa: PLC0415  the extra may be absent

    try:
        with (
            Context.from_dict(_SETTINGS) as context,
            open_regular(path) as file,
            Reader(media_type, file, context=context) as reader,
        ):
            store = parse_json(reader.json().encode())
            state = reader.get_validation_state()
    except C2paError.ManifestNotFound:
        return None, CredentialState.ABSENT, ""
    except C2paError as error:
        is_remote = str(error).startswith(_REMOTE)
        state = CredentialState.ELSEWHERE if is_remote else CredentialState.UNREADABLE
        return None, state, str(error)
    if isinstance(store, UnreadableText):
        return None, CredentialState.UNREADABLE, f"what the library says {store.reason}"
    is_valid = state in ("Valid", "Trusted")
    return store, CredentialState.VALID if is_valid else CredentialState.INVALID, ""


def _active(store: Json) -> Mapping[str, Json]:
    manifests = store.get("manifests") if isinstance(store, Mapping) else None
    label = text_at(store, "active_manifest")
    manifest = manifests.get(label) if isinstance(manifests, Mapping) else None
    return manifest if isinstance(manifest, Mapping) else {}


def _list(value: Json, key: str) -> Sequence[Json]:
    listed = value.get(key) if isinstance(value, Mapping) else None
    return listed if isinstance(listed, Sequence) and not isinstance(listed, str) else ()


def _generator(active: Mapping[str, Json]) -> str:
    for info in _list(active, "claim_generator_info"):
        return f"{text_at(info, 'name')} {text_at(info, 'version')}".strip()
    return text_at(active, "claim_generator")


def _source_types(active: Mapping[str, Json]) -> Iterator[str]:
    for assertion in _list(active, "assertions"):
        data = assertion.get("data") if isinstance(assertion, Mapping) else None
        for action in _list(data, "actions"):
            if term := text_at(action, "digitalSourceType"):
                yield term.rpartition("/")[2]


def _failures(store: Json) -> Iterator[str]:
    for status in _list(store, "validation_status"):
        yield text_at(status, "code")
    results = store.get("validation_results") if isinstance(store, Mapping) else None
    active = results.get("activeManifest") if isinstance(results, Mapping) else None
    for failure in _list(active, "failure"):
        yield text_at(failure, "code")
