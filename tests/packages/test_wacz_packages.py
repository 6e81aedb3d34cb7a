"""A web archive is made, then spoilt in one place at a time; each time the right label moves."""

import base64
import hashlib
import json
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509 import (
    CertificateBuilder,
    DNSName,
    Name,
    NameAttribute,
    SubjectAlternativeName,
)
from cryptography.x509.oid import NameOID
from hypothesis import given
from hypothesis import strategies as st

from sijill.model.errors import FileUnreadableError
from sijill.model.records.rejects import Effect
from sijill.packages.completeness import lacks_of
from sijill.packages.labels import Label
from sijill.packages.wacz import DIGEST, MANIFEST, WaczPackage, WaczPage, read_wacz
from sijill.packages.wacz_signatures import SignatureKind

WARC, PAGES = "archive/data.warc.gz", "pages/pages.jsonl"
KEY = ec.generate_private_key(ec.SECP384R1())
PARTS = {
    WARC: b"WARC/1.1\r\n" * 3,
    "indexes/index.cdx.gz": b"index",
    PAGES: b'{"format": "json-pages-1.0", "id": "pages", "title": "All"}\n'
    b'{"url": "https://example.org/a", "ts": "2031-06-03T10:00:00Z", "title": "A"}\n',
}


def _hash(content: bytes) -> str:
    return "sha256:" + hashlib.sha256(content).hexdigest()


def _raw_signature(key: ec.EllipticCurvePrivateKey, message: str) -> bytes:
    half = (key.key_size + 7) // 8
    numbers = decode_dss_signature(key.sign(message.encode(), ec.ECDSA(SHA256())))
    return b"".join(number.to_bytes(half) for number in numbers)


def _anonymous(message: str) -> dict[str, object]:
    public = KEY.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return {
        "hash": message,
        "created": "2031-06-03T10:05:00Z",
        "software": "a browser extension",
        "version": "0.1.0",
        "signature": base64.b64encode(_raw_signature(KEY, message)).decode(),
        "publicKey": base64.b64encode(public).decode(),
    }


@dataclass
class Made:
    """A WACZ as values that a test may spoil before they are written."""

    parts: dict[str, bytes] = field(default_factory=lambda: dict(PARTS))
    manifest: dict[str, object] = field(default_factory=dict)
    digest: dict[str, object] = field(default_factory=dict)
    signed: dict[str, object] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.manifest = {
            "profile": "data-package",
            "wacz_version": "1.1.1",
            "software": "crawler 1",
            "created": "2031-06-03T10:04:00Z",
            "title": "Two pages",
            "resources": [
                {"name": path, "path": path, "hash": _hash(part), "bytes": len(part)}
                for path, part in self.parts.items()
            ],
        }
        found = _hash(self.manifest_bytes)
        self.digest = {"path": MANIFEST, "hash": found}
        self.signed = _anonymous(found)

    @property
    def manifest_bytes(self) -> bytes:
        """The list as it is written."""
        return json.dumps(self.manifest).encode()

    def resource(self, path: str) -> dict[str, object]:
        """The entry of one part."""
        resources = self.manifest["resources"]
        assert isinstance(resources, list)
        found: dict[str, object] = next(one for one in resources if one["path"] == path)
        return found

    def resign(self) -> None:
        """As someone who changes the list and knows nothing of the key: a new digest."""
        self.digest["hash"] = _hash(self.manifest_bytes)

    def write(self, path: Path) -> Path:
        """Write the package."""
        digest = self.digest | ({"signedData": self.signed} if self.signed else {})
        members = {**self.parts, MANIFEST: self.manifest_bytes}
        if self.digest:
            members[DIGEST] = json.dumps(digest).encode()
        with zipfile.ZipFile(path, "w") as archive:
            for name, content in members.items():
                archive.writestr(name, content)
        return path

    def read(self, folder: Path) -> WaczPackage:
        """Write the package and read it back."""
        return read_wacz(self.write(folder / "a.wacz"), "a.wacz")


def _labels(package: WaczPackage) -> Mapping[str, Label]:
    files = {one.path: one.check.label for one in package.files}
    return {
        "signature": package.signature.check.label,
        MANIFEST: package.manifest.check.label,
        **files,
    }


WHOLE = dict.fromkeys(("signature", MANIFEST, *PARTS), Label.AGREES)


def test_a_whole_package_agrees_in_every_part(tmp_path: Path) -> None:
    package = Made().read(tmp_path)
    assert _labels(package) == WHOLE
    assert package.is_whole
    assert package.signature.kind is SignatureKind.ANONYMOUS_KEY
    assert "whose key it is, is not known" in package.signature.check.reason
    assert package.signature.created == "2031-06-03T10:05:00Z"
    assert (package.version, package.software, package.title) == (
        "1.1.1",
        "crawler 1",
        "Two pages",
    )
    assert package.pages == (
        WaczPage(PAGES, 2, "https://example.org/a", "2031-06-03T10:00:00Z", "A"),
    )
    assert package.rejects == ()
    assert '"signature": "' in package.digest_text


def test_hash_and_size_are_those_of_the_bytes(tmp_path: Path) -> None:
    warc = Made().read(tmp_path).files[0]
    assert (warc.path, warc.size_bytes) == (WARC, len(PARTS[WARC]))
    assert warc.sha256_claimed == warc.sha256_found == hashlib.sha256(PARTS[WARC]).hexdigest()


@pytest.mark.parametrize("path", PARTS)
def test_a_changed_part_differs_and_nothing_else(tmp_path: Path, path: str) -> None:
    made = Made()
    made.parts[path] += b" "
    package = made.read(tmp_path)
    assert _labels(package) == WHOLE | {path: Label.DIFFERS}
    assert not package.is_whole


def test_a_part_taken_out_could_not_be_checked(tmp_path: Path) -> None:
    made = Made()
    del made.parts[WARC]
    package = made.read(tmp_path)
    assert _labels(package) == WHOLE | {WARC: Label.COULD_NOT_CHECK}
    assert "not in the package" in package.files[0].check.reason
    assert not package.is_whole


def test_a_part_slipped_in_could_not_be_checked(tmp_path: Path) -> None:
    made = Made()
    made.parts["archive/more.warc"] = b"more"
    package = made.read(tmp_path)
    assert _labels(package) == WHOLE | {"archive/more.warc": Label.COULD_NOT_CHECK}
    assert "not listed" in package.files[-1].check.reason
    assert not package.is_whole


def test_a_changed_list_differs_from_its_digest_and_its_signature(tmp_path: Path) -> None:
    made = Made()
    made.manifest["title"] = "Two other pages"
    expected = WHOLE | {MANIFEST: Label.DIFFERS, "signature": Label.DIFFERS}
    assert _labels(made.read(tmp_path)) == expected


def test_a_part_changed_together_with_list_and_digest_breaks_the_signature(tmp_path: Path) -> None:
    made = Made()
    made.parts[WARC] = b"forged"
    made.resource(WARC).update(hash=_hash(b"forged"), bytes=6)
    made.resign()
    assert _labels(made.read(tmp_path)) == WHOLE | {"signature": Label.DIFFERS}
    made.signed["hash"] = made.digest["hash"]
    assert _labels(made.read(tmp_path)) == WHOLE | {"signature": Label.DIFFERS}


def test_a_size_that_contradicts_the_hash_differs(tmp_path: Path) -> None:
    made = Made()
    made.resource(WARC)["bytes"] = 5
    package = made.read(tmp_path)
    assert package.files[0].check.reason == "the hash agrees, but the list says 5 bytes"


def test_a_weaker_hash_could_not_be_checked(tmp_path: Path) -> None:
    made = Made()
    made.resource(WARC)["hash"] = "md5:" + hashlib.md5(b"", usedforsecurity=False).hexdigest()
    assert made.read(tmp_path).files[0].check.reason == "what is claimed is no SHA-256"


@pytest.mark.parametrize("curve", [ec.SECP256R1(), ec.SECP384R1(), ec.SECP521R1()])
@pytest.mark.parametrize("is_raw", [True, False])
def test_both_forms_of_a_signature_are_read(
    tmp_path: Path, curve: ec.EllipticCurve, *, is_raw: bool
) -> None:
    made, key = Made(), ec.generate_private_key(curve)
    message = str(made.digest["hash"])
    der = key.sign(message.encode(), ec.ECDSA(SHA256()))
    signature = _raw_signature(key, message) if is_raw else der
    public = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    made.signed["signature"] = base64.b64encode(signature).decode()
    made.signed["publicKey"] = base64.b64encode(public).decode()
    assert _labels(made.read(tmp_path)) == WHOLE


@pytest.mark.parametrize(
    ("hashing", "label"),
    [("sha256", "agrees"), (None, "agrees"), ("md5", "could_not_check")],
)
def test_hashes_of_the_first_version_stand_under_stats(
    tmp_path: Path, hashing: str | None, label: str
) -> None:
    made = Made()
    for path, part in made.parts.items():
        resource = made.resource(path)
        resource["stats"] = {
            "hash": str(resource.pop("hash")).removeprefix("sha256:"),
            "bytes": resource.pop("bytes"),
        }
        resource |= {"hashing": hashing} if hashing else {}
        assert len(part) == made.resource(path)["stats"]["bytes"]  # type: ignore[index]  # made above
    made.resign()
    assert {one.check.label for one in made.read(tmp_path).files} == {Label(label)}
    stats = made.resource(WARC)["stats"]
    assert isinstance(stats, dict)
    stats["bytes"] = 1
    made.resign()
    spoilt = {one.path: one.check.label for one in made.read(tmp_path).files}
    assert spoilt[WARC] is (Label.DIFFERS if label == "agrees" else Label(label))


def _rsa_key(made: Made) -> None:
    public = rsa.generate_private_key(65537, 2048).public_key()
    content = public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    made.signed["publicKey"] = base64.b64encode(content).decode()


def _domain(made: Made, issuer: str = "Example Authority", last_month: int = 7) -> None:
    """The package's own signature, beside a certificate for the same key."""
    host = DNSName("archive.example.org")
    name = Name([NameAttribute(NameOID.COMMON_NAME, host.value)])
    issuer_name = Name([NameAttribute(NameOID.COMMON_NAME, issuer)])
    certificate = (
        CertificateBuilder()
        .subject_name(name)
        .issuer_name(issuer_name)
        .public_key(KEY.public_key())
        .serial_number(7)
        .not_valid_before(datetime(2031, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2031, last_month, 1, tzinfo=UTC))
        .add_extension(SubjectAlternativeName([host]), critical=False)
        .sign(KEY, SHA256())
    )
    made.signed = {key: made.signed[key] for key in ("hash", "created", "signature")} | {
        "domain": host.value,
        "domainCert": certificate.public_bytes(Encoding.PEM).decode(),
    }


def _self_made(made: Made) -> None:
    _domain(made, issuer="archive.example.org")


def _expired(made: Made) -> None:
    _domain(made, last_month=4)


def _forged_domain(made: Made) -> None:
    _domain(made)
    made.signed["signature"] = base64.b64encode(_raw_signature(KEY, "sha256:00")).decode()


def _other_host(made: Made) -> None:
    _domain(made)
    made.signed["domain"] = "archive.example.com"


def _no_certificate(made: Made) -> None:
    _domain(made)
    made.signed["domainCert"] = "-----BEGIN CERTIFICATE-----"


def _other_signature(made: Made) -> None:
    made.signed["signature"] = base64.b64encode(_raw_signature(KEY, "sha256:00")).decode()


@pytest.mark.parametrize(
    ("spoil", "kind", "label", "told"),
    [
        (lambda made: made.signed.clear(), "none", "could_not_check", "not signed"),
        (lambda made: made.digest.clear(), "none", "could_not_check", "is not in the package"),
        (_domain, "domain_identity", "claimed", "as its issuer CN=Example Authority"),
        (_self_made, "domain_identity", "claimed", "this is self-made"),
        (_expired, "domain_identity", "differs", "the certificate is for 2031-01-01 to 2031-04-01"),
        (_forged_domain, "domain_identity", "differs", "certificate beside it"),
        (_other_host, "domain_identity", "differs", "another host"),
        (_no_certificate, "domain_identity", "could_not_check", "cannot be read"),
        (_other_signature, "anonymous_key", "differs", "was not made with this key"),
        (_rsa_key, "anonymous_key", "could_not_check", "not for ECDSA"),
        (
            lambda made: made.signed.update(publicKey="AAAA"),
            "anonymous_key",
            "could_not_check",
            "cannot be read",
        ),
        (
            lambda made: made.signed.update(signature="?"),
            "anonymous_key",
            "could_not_check",
            "no Base64",
        ),
        (
            lambda made: made.signed.update(extra="x"),
            "unrecognised",
            "could_not_check",
            "neither of the two",
        ),
        (
            lambda made: made.signed.update(hash="sha256:00"),
            "anonymous_key",
            "differs",
            "another list",
        ),
    ],
)
def test_every_state_of_a_signature_has_its_label(
    tmp_path: Path, spoil: Callable[[Made], None], kind: str, label: str, told: str
) -> None:
    made = Made()
    spoil(made)
    signature = made.read(tmp_path).signature
    assert (signature.kind, signature.check.label) == (kind, label)
    assert told in signature.check.reason


def test_an_unlisted_digest_or_another_path_could_not_be_checked(tmp_path: Path) -> None:
    made = Made()
    made.digest["path"] = "other.json"
    assert made.read(tmp_path).manifest.check.label is Label.COULD_NOT_CHECK
    made = Made()
    made.digest.clear()
    assert made.read(tmp_path).manifest.check.reason == f"{DIGEST} is not in the package"


def test_pages_that_are_none_are_rejected_with_their_line(tmp_path: Path) -> None:
    made = Made()
    made.parts[PAGES] = (
        b'{"format": "json-pages-1.0"}\n{"url": "https://example.org"}\n{"title": "no address"}\n'
        b'{"url": 5}\n\n{"url": "a", "url": "b"}\nno JSON\n\xff\n'
    )
    package = made.read(tmp_path)
    assert [(page.line, page.url) for page in package.pages] == [(2, "https://example.org")]
    assert [(one.sheet, one.row) for one in package.rejects] == [
        (PAGES, row) for row in (3, 4, 6, 7, 8)
    ]
    assert package.rejects[2].reason == "the line has the key 'url' twice in one object"


def test_entries_that_are_no_parts_are_rejected(tmp_path: Path) -> None:
    made = Made()
    resources = made.manifest["resources"]
    assert isinstance(resources, list)
    resources += [{"name": "no path"}, 5, resources[0]]
    rejects = made.read(tmp_path).rejects
    assert [(one.row, one.reason) for one in rejects] == [
        (4, "the entry has no path"),
        (5, "the entry has no path"),
        (6, "the path stands twice in the list"),
    ]


@pytest.mark.parametrize(
    ("manifest", "told"),
    [
        (b"", "is no JSON"),
        (b"[]", "lists no resources"),
        (b'{"resources": "all"}', "lists no resources"),
        (b'{"resources": [], "resources": [1]}', "twice in one object"),
        (b'{"resources": NaN}', "holds NaN"),
        (b"[" * 100_000, "nested too deeply"),
        (b"\xff", "not UTF-8"),
        (b"9" * 5000, "is no JSON"),
    ],
    ids=range(8),
)
def test_a_list_that_cannot_be_read_is_told(tmp_path: Path, manifest: bytes, told: str) -> None:
    path = tmp_path / "a.wacz"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(MANIFEST, manifest)
    with pytest.raises(FileUnreadableError, match=told):
        read_wacz(path, "a.wacz")


@given(st.data())
def test_any_changed_byte_is_seen_or_was_no_content(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """Of the bytes of members, none can change unseen: CRC-32 or a hash tells."""
    folder = tmp_path_factory.mktemp("wacz")
    path = Made().write(folder / "a.wacz")
    content = bytearray(path.read_bytes())
    position = data.draw(st.integers(0, len(content) - 1))
    content[position] ^= data.draw(st.integers(1, 255))
    path.write_bytes(content)
    try:
        package = read_wacz(path, "a.wacz")
    except FileUnreadableError:
        return
    if package.is_whole:
        held = {one.path: one.sha256_found for one in package.files}
        assert held == {name: hashlib.sha256(part).hexdigest() for name, part in PARTS.items()}


def test_a_whole_package_lacks_nothing_and_a_spoilt_one_says_what(tmp_path: Path) -> None:
    assert lacks_of(Made().read(tmp_path)) == ()
    without_content = Made()
    del without_content.parts[WARC]
    assert lacks_of(without_content.read(tmp_path)) == (
        f"{WARC} is listed and not in the package",
        "no archived content (archive/) is in the package",
    )
    without_pages = Made()
    del without_pages.parts[PAGES]
    assert lacks_of(without_pages.read(tmp_path)) == (
        f"{PAGES} is listed and not in the package",
        "no page is listed in the package",
    )
    changed = Made()
    changed.parts[WARC] += b" "
    (lack,) = lacks_of(changed.read(tmp_path))
    assert lack.startswith(f"{WARC} is not what the package lists: ")


def _resource(path: str, content: bytes) -> dict[str, object]:
    return {"path": path, "hash": _hash(content), "bytes": len(content)}


def _digits(content: bytes) -> str:
    return _hash(content).removeprefix("sha256:")


@pytest.mark.parametrize(
    "change",
    [
        '"hash": "SHA256:{upper}"',
        '"hash": "sha-256:{digits}"',
        '"hash": null, "stats": {{"hash": "{digits}"}}',
        '"hash": null, "hashing": "SHA-256", "stats": {{"hash": "{digits}"}}',
        '"hash": null, "stats": {{"hash": "{digits}", "hashing": "sha256", "bytes": "{size}"}}',
        '"bytes": "{size}"',
        '"bytes": {size}.0',
        '"bytes": null',
        '"path": "./{path}"',
        '"path": "{path}"',
    ],
)
def test_a_part_agrees_however_its_hash_size_and_path_are_written(
    tmp_path: Path, change: str
) -> None:
    made = Made()
    made.manifest["resources"] = [
        _resource(path, content)
        | json.loads(
            "{"
            + change.format(
                upper=_digits(content).upper(),
                digits=_digits(content),
                size=len(content),
                path=path.replace("/", "\\\\"),
            )
            + "}"
        )
        for path, content in PARTS.items()
    ]
    package = made.read(tmp_path)
    assert {part.check.label for part in package.files} == {Label.AGREES}
    assert not any(path in lack for path in PARTS for lack in lacks_of(package))


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"hash": None}, "cannot be checked: no hash is claimed"),
        ({"hash": 5}, "cannot be checked: no hash is claimed"),
        ({"hash": "md5:0123"}, "cannot be checked: what is claimed is no SHA-256"),
        ({"bytes": "many"}, "the list says many bytes"),
        ({"stats": {"hash": _hash(b"other")}}, "two hashes"),
    ],
    ids=range(5),
)
def test_a_part_that_cannot_be_held_against_the_list_is_told(
    tmp_path: Path, change: dict[str, object], told: str
) -> None:
    made = Made()
    made.manifest["resources"] = [
        {**_resource(path, content), **(change if path == WARC else {})}
        for path, content in PARTS.items()
    ]
    (lack,) = (one for one in lacks_of(made.read(tmp_path)) if WARC in one)
    assert told in lack


@pytest.mark.parametrize(
    ("line", "page", "told"),
    [
        ('"title": "A", "size": NaN', "A", "holds NaN"),
        ('"title": "A", "text": "a", "text": "b"', "A", "the key 'text' twice"),
        ('"title": "\\ud83d A"', "\ufffd A", "half a character"),
        ('"title": "\udcff A"', "\ufffd A", "not UTF-8"),
        ('"title": 2031', "2031", ""),
        ('"title": null', "", ""),
    ],
)
def test_an_odd_value_of_a_page_costs_itself_and_not_the_page(
    tmp_path: Path, line: str, page: str, told: str
) -> None:
    made = Made()
    made.parts[PAGES] = f'{{"url": "https://example.org/a", {line}}}'.encode(
        errors="surrogateescape"
    )
    package = made.read(tmp_path)
    assert [one.title for one in package.pages] == [page]
    assert [one.effect for one in package.rejects] == ([Effect.VALUE] if told else [])
    assert all(told in one.reason for one in package.rejects)


def test_a_signature_in_broken_lines_holds_and_one_that_does_not_is_told(tmp_path: Path) -> None:
    made = Made()
    signature = str(made.signed["signature"])
    made.signed["signature"] = f"{signature[:60]}\n{signature[60:]}\n"
    package = made.read(tmp_path)
    assert package.signature.check.label is Label.AGREES
    assert lacks_of(package) == ()
    made.signed["hash"] = "sha256:" + "0" * 64
    (lack,) = lacks_of(made.read(tmp_path))
    assert lack.startswith("the signature does not hold: the signature is over another list")
