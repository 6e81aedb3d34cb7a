"""A picture of one pixel, signed with content credentials of a made-up authority."""

import io
import struct
import zlib
from datetime import UTC, datetime
from functools import cache

from c2pa import Builder, C2paSignerInfo, Signer
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

CAPTURE = "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture"
REMOTE = "http://127.0.0.1:9/credentials.c2pa"

_ACTIONS = {
    "label": "c2pa.actions",
    "data": {"actions": [{"action": "c2pa.created", "digitalSourceType": CAPTURE}]},
}
_USAGES = (
    "digital_signature",
    "content_commitment",
    "key_encipherment",
    "data_encipherment",
    "key_agreement",
    "key_cert_sign",
    "crl_sign",
    "encipher_only",
    "decipher_only",
)


def plain_png() -> bytes:
    """A PNG of one black pixel."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    pixel = zlib.compress(b"\x00\x00")
    body = chunk(b"IHDR", header) + chunk(b"IDAT", pixel) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


@cache
def signed_png(*, is_remote: bool = False) -> bytes:
    """The same pixel, with credentials inside, or with only an address of credentials."""
    definition = {
        "claim_generator_info": [{"name": "camera", "version": "1.2"}],
        "title": "one pixel",
        "assertions": [_ACTIONS],
    }
    signed = io.BytesIO()
    with _signer() as signer, Builder(definition) as builder:
        if is_remote:
            builder.set_no_embed()
            builder.set_remote_url(REMOTE)
        builder.sign(signer, "image/png", io.BytesIO(plain_png()), signed)
    return signed.getvalue()


def _signer() -> Signer:
    authority, own = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    chain = (
        _certificate("Signer", own, authority),
        _certificate("Authority", authority, authority),
    )
    key = own.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    written = b"".join(one.public_bytes(Encoding.PEM) for one in chain)
    return Signer.from_info(C2paSignerInfo(b"es256", written, key, None))


def _certificate(
    name: str, key: ec.EllipticCurvePrivateKey, signed_by: ec.EllipticCurvePrivateKey
) -> x509.Certificate:
    is_authority = key is signed_by
    used = {"key_cert_sign", "crl_sign"} if is_authority else {"digital_signature"}
    builder = (
        x509.CertificateBuilder()
        .subject_name(_name(name))
        .issuer_name(_name("Authority"))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime(2024, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2049, 1, 1, tzinfo=UTC))
        .add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
        .add_extension(x509.KeyUsage(**{one: one in used for one in _USAGES}), critical=True)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(signed_by.public_key()),
            critical=False,
        )
    )
    if not is_authority:
        purpose = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION])
        builder = builder.add_extension(purpose, critical=False)
    return builder.sign(signed_by, SHA256())


def _name(common: str) -> x509.Name:
    parts = ((NameOID.COMMON_NAME, common), (NameOID.ORGANIZATION_NAME, f"Fictional {common}"))
    return x509.Name([x509.NameAttribute(kind, value) for kind, value in parts])
