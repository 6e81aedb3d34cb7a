"""Timestamps (RFC 3161): an outside authority signs that a checkpoint existed at a time.

What goes out is the SHA-256 of a checkpoint and a random number, nothing else; what comes back is
kept raw, because only the raw response can be checked again. Whether the authority's certificate is
to be trusted is for whoever checks to say, with root certificates of their own choosing.

Sources: RFC 3161 sections 2.4.1 (request) and 2.4.2 (response).
"""

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from cryptography import x509
from rfc3161_client import (
    HashAlgorithm,
    PKIStatus,
    TimestampRequestBuilder,
    TimeStampResponse,
    VerificationError,
    VerifierBuilder,
    decode_timestamp_response,
)

from sijill.model.case_limits import MOST_TIMESTAMP_BYTES
from sijill.model.errors import LedgerError

SHA256 = x509.ObjectIdentifier("2.16.840.1.101.3.4.2.1")


@dataclass(frozen=True, slots=True)
class Timestamp:
    """What an authority says: ``imprint`` (SHA-256) existed at ``time`` (UTC).

    ``authority`` is the name in the certificate that signed, as RFC 4514 writes it.
    """

    time: datetime
    imprint: bytes
    authority: str


def write_request(note: bytes) -> bytes:
    """The request about a checkpoint, in DER, to be carried or sent to an authority."""
    builder = TimestampRequestBuilder().data(note).hash_algorithm(HashAlgorithm.SHA256)
    return builder.cert_request(cert_request=True).build().as_bytes()


def read_timestamp(response: bytes) -> Timestamp:
    """What a response says; that its signature is right is asked with ``demand_signed``.

    Raises:
        LedgerError: if it is no response, refuses, or does not use SHA-256.
    """
    decoded = _decoded(response)
    try:
        if PKIStatus(decoded.status) not in (PKIStatus.GRANTED, PKIStatus.GRANTED_WITH_MODS):
            words = " ".join(decoded.status_string) or "it gives no reason"
            raise LedgerError(f"the authority refused the timestamp: {words}")
        info = decoded.tst_info
        if info.message_imprint.hash_algorithm != SHA256:
            raise LedgerError("the timestamp is not about a SHA-256")
        return Timestamp(info.gen_time, info.message_imprint.message, _signers(decoded))
    except (ValueError, TypeError, KeyError) as error:
        # KeyError: cryptography meets a name whose text is of no type that it knows
        raise LedgerError(f"the timestamp cannot be read ({error})") from error


def _signers(decoded: TimeStampResponse) -> str:
    """The names of who signed; no warning about one of unusual length."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        names = [signer.issuer.rfc4514_string() for signer in decoded.signed_data.signer_infos]
    return ", ".join(names)


def is_about(timestamp: Timestamp, note: bytes) -> bool:
    """Whether the timestamp is about that checkpoint."""
    return timestamp.imprint == sha256(note).digest()


def demand_signed(response: bytes, note: bytes, roots: Sequence[x509.Certificate]) -> None:
    """Check the authority's signature up to one of the root certificates.

    Each is tried by itself: of two with one name, an authority's old and its new, the library
    tries one only.

    Raises:
        LedgerError: saying what is wrong.
    """
    errors = [error for root in roots if (error := _fault(response, note, root)) is not None]
    if len(errors) == len(roots):
        why = "; ".join(dict.fromkeys(errors)) or "no root certificate is given"
        raise LedgerError(f"no trusted authority signed the timestamp ({why})")


def _fault(response: bytes, note: bytes, root: x509.Certificate) -> str | None:
    """What speaks against the signature if this is the only root."""
    try:
        VerifierBuilder(roots=[root]).build().verify_message(_decoded(response), note)
    except (VerificationError, ValueError, TypeError, KeyError) as error:
        return str(error)
    return None


def read_roots(pem: bytes) -> list[x509.Certificate]:
    """The root certificates in a PEM file.

    Raises:
        LedgerError: if there is none in it.
    """
    try:
        return x509.load_pem_x509_certificates(pem)
    except ValueError as error:
        raise LedgerError(f"there are no certificates in it ({error})") from error


def _decoded(response: bytes) -> TimeStampResponse:
    if len(response) > MOST_TIMESTAMP_BYTES:
        raise LedgerError("the timestamp is longer than any timestamp is")
    try:
        return decode_timestamp_response(response)
    except ValueError as error:
        raise LedgerError(f"this is no response of a timestamp authority ({error})") from error
