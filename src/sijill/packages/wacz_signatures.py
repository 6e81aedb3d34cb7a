"""The signature in a WACZ: of what kind it is, and whether it holds.

An *anonymous* signature brings its own public key. It shows that whoever holds the key signed this
list of hashes; whose key that is must be learned elsewhere. A *domain* signature brings a
certificate for a host name and a timestamp. Whether the certificate was that host's needs a list
of trusted roots and the day's revocations, so it is not tested; whether the signature was made with
the certificate's key, on a day that it covers, for the host that is named, and whether it vouches
for itself, can be, and is.

Format: Webrecorder, *WACZ Signing and Verification* 0.1.0. What is signed is the text of the hash
(``sha256:`` and 64 digits), with ECDSA over SHA-256. The signature is either the two numbers
side by side, as browsers write them, or DER, as servers do.
"""

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_der_public_key
from cryptography.x509 import (
    Certificate,
    DNSName,
    DuplicateExtension,
    ExtensionNotFound,
    SubjectAlternativeName,
    load_pem_x509_certificate,
)

from sijill.model.evidence_limits import LONGEST_ISSUER
from sijill.packages.json_texts import Json, UnreadableText, text_at
from sijill.packages.labels import Check, Label

_COMMON = {"hash", "created", "software", "version", "signature"}
_ANONYMOUS = _COMMON | {"publicKey"}
_DOMAIN = _COMMON | {"domain", "domainCert", "timeSignature", "timestampCert", "crossSignedCert"}


class SignatureKind(StrEnum):
    """Who vouches for the list of hashes, by the form of the signature."""

    NONE = "none"
    ANONYMOUS_KEY = "anonymous_key"
    DOMAIN_IDENTITY = "domain_identity"
    UNRECOGNISED = "unrecognised"


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature as it describes itself, and its label.

    ``created`` and ``software`` are claims; ``public_key`` (Base64 of the DER form) and ``domain``
    are empty where the other kind is used. The block itself is in the package's ``digest_text``.
    """

    kind: SignatureKind
    check: Check
    created: str = ""
    software: str = ""
    public_key: str = ""
    domain: str = ""


def read_signature(digest: Json | UnreadableText, hash_text: str) -> Signature:
    """The signature in a digest file, tested where its own key allows it.

    Args:
        digest: the value of ``datapackage-digest.json``.
        hash_text: the hash of the list as found, with its prefix ``sha256:``.
    """
    if isinstance(digest, UnreadableText):
        check = Check(Label.COULD_NOT_CHECK, f"datapackage-digest.json {digest.reason}")
        return Signature(SignatureKind.NONE, check)
    block = digest.get("signedData") if isinstance(digest, Mapping) else None
    if block is None:
        check = Check(Label.COULD_NOT_CHECK, "the package is not signed")
        return Signature(SignatureKind.NONE, check)
    kind = _kind(block)
    return Signature(
        kind,
        _check(kind, block, hash_text),
        text_at(block, "created"),
        text_at(block, "software"),
        text_at(block, "publicKey"),
        text_at(block, "domain"),
    )


def _kind(block: Json) -> SignatureKind:
    keys = set(block) if isinstance(block, Mapping) else set()
    if {"publicKey", "signature", "hash"} <= keys <= _ANONYMOUS:
        return SignatureKind.ANONYMOUS_KEY
    if {"domain", "domainCert", "signature", "hash"} <= keys <= _DOMAIN:
        return SignatureKind.DOMAIN_IDENTITY
    return SignatureKind.UNRECOGNISED


def _check(kind: SignatureKind, block: Json, hash_text: str) -> Check:
    if kind is SignatureKind.UNRECOGNISED:
        return Check(Label.COULD_NOT_CHECK, "the signature has neither of the two known forms")
    if text_at(block, "hash") != hash_text:
        return Check(Label.DIFFERS, "the signature is over another list of hashes")
    if kind is SignatureKind.DOMAIN_IDENTITY:
        return _check_domain(block, hash_text)
    key, signature = _decode(text_at(block, "publicKey")), _decode(text_at(block, "signature"))
    if key is None or signature is None:
        return Check(Label.COULD_NOT_CHECK, "the key or the signature is no Base64")
    return _verify(key, signature, hash_text.encode())


def _check_domain(block: Json, hash_text: str) -> Check:
    """The signature against the certificate beside it; who that is stays a claim."""
    try:
        certificate = load_pem_x509_certificate(text_at(block, "domainCert").encode())
        names = certificate.extensions.get_extension_for_class(SubjectAlternativeName)
        hosts = {name.lower() for name in names.value.get_values_for_type(DNSName)}
        public = certificate.public_key()
    except (ValueError, TypeError, UnsupportedAlgorithm, ExtensionNotFound, DuplicateExtension):
        return Check(Label.COULD_NOT_CHECK, "the certificate cannot be read or names no host")
    signature = _decode(text_at(block, "signature"))
    if not isinstance(public, ec.EllipticCurvePublicKey) or signature is None:
        return Check(Label.COULD_NOT_CHECK, "the certificate is not for ECDSA, or no signature is")
    host = text_at(block, "domain").lower()
    if host not in hosts and f"*.{host.partition('.')[2]}" not in hosts:
        return Check(Label.DIFFERS, "the certificate is for another host than the one named")
    if not any(
        _holds(public, form, hash_text.encode()) for form in _forms(signature, public.key_size)
    ):
        return Check(Label.DIFFERS, "the signature was not made with the certificate beside it")
    return _check_issue(certificate, text_at(block, "created"))


def _check_issue(certificate: Certificate, created: str) -> Check:
    """What can be said of a fitting certificate without a list of trusted roots."""
    first, last = certificate.not_valid_before_utc, certificate.not_valid_after_utc
    days = f"{first:%Y-%m-%d} to {last:%Y-%m-%d}"
    moment = _moment(created)
    if moment is not None and not first <= moment <= last:
        reason = f"the signature is said to be of {created}, the certificate is for {days}"
        return Check(Label.DIFFERS, reason)
    if certificate.issuer == certificate.subject:
        reason = (
            "the signature fits the certificate, but this is self-made: anybody can make one for "
            f"any host ({days})"
        )
        return Check(Label.CLAIMED, reason)
    issuer = certificate.issuer.rfc4514_string()[:LONGEST_ISSUER]
    reason = (
        f"the signature fits the certificate ({days}), which names as its issuer {issuer}; whether "
        "that issued it, and the timestamp, are not tested"
    )
    return Check(Label.CLAIMED, reason)


def _moment(written: str) -> datetime | None:
    """An instant with its zone; UTC where none is written, as the format has it."""
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _decode(written: str) -> bytes | None:
    try:
        return base64.b64decode("".join(written.split()), validate=True) or None
    except (binascii.Error, ValueError):
        return None


def _verify(key: bytes, signature: bytes, message: bytes) -> Check:
    try:
        public = load_der_public_key(key)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        return Check(Label.COULD_NOT_CHECK, "the public key cannot be read")
    if not isinstance(public, ec.EllipticCurvePublicKey):
        return Check(Label.COULD_NOT_CHECK, "the public key is not for ECDSA")
    if any(_holds(public, form, message) for form in _forms(signature, public.key_size)):
        reason = "signed with the key in the package; whose key it is, is not known"
        return Check(Label.AGREES, reason)
    return Check(Label.DIFFERS, "the signature was not made with this key over this list")


def _forms(signature: bytes, key_bits: int) -> tuple[bytes, ...]:
    """The signature as DER, under each reading that its length allows."""
    half = (key_bits + 7) // 8
    if len(signature) != 2 * half:
        return (signature,)
    first, second = int.from_bytes(signature[:half]), int.from_bytes(signature[half:])
    return encode_dss_signature(first, second), signature


def _holds(public: ec.EllipticCurvePublicKey, signature: bytes, message: bytes) -> bool:
    try:
        public.verify(signature, message, ec.ECDSA(SHA256()))
    except InvalidSignature:
        return False
    return True
