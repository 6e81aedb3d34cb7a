"""Timestamp: an outside authority vouches for the time of the newest checkpoint.

By hand, without a network: write the request to a file, carry it, bring the response back. Or, if a
person names an address, over the network: the hash of the checkpoint goes out, nothing else.
"""

import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from sijill.files.reading import read_bounded
from sijill.ledger.log.ledger import Ledger
from sijill.ledger.log.log import Log
from sijill.ledger.signing.checkpoint import read_checkpoint
from sijill.ledger.signing.timestamps import (
    Timestamp,
    is_about,
    read_timestamp,
    write_request,
)
from sijill.model.case_limits import MOST_TIMESTAMP_BYTES
from sijill.model.codes import CustodyAction
from sijill.model.errors import CaseError, FileUnreadableError, LedgerError, StorageError
from sijill.register.events import CustodyEntry
from sijill.steps.custody.evidence import REGISTER, write_down
from sijill.steps.open_case import OpenCase

TIMEOUT_S = 30


@dataclass(frozen=True, slots=True)
class Stamped:
    """A timestamp that was kept, and how many entries its checkpoint covers."""

    timestamp: Timestamp
    log: str
    size: int


def make_request(ledger: Ledger) -> bytes:
    """The request about the newest checkpoint of this device's log.

    Raises:
        LedgerError: if there is no checkpoint yet.
    """
    checkpoints = ledger.main.checkpoints()
    if not checkpoints:
        raise LedgerError("the register has no signed checkpoint. Build the case.")
    return write_request(checkpoints[-1])


def keep_response(case: OpenCase, response: bytes) -> Stamped:
    """Keep a response beside the checkpoint that it is about, and write down that it came.

    Raises:
        LedgerError: if it is no timestamp, or about no checkpoint held here.
    """
    timestamp = read_timestamp(response)
    for log in case.ledger.logs:
        for place, note in enumerate(log.checkpoints()):
            if is_about(timestamp, note):
                stamped = Stamped(timestamp, log.id, read_checkpoint(note).head.size)
                if _keep(case.ledger, log, place, response):
                    write_down(case, REGISTER, _custody_event(stamped))
                return stamped
    raise LedgerError("the timestamp is about none of the checkpoints of this register.")


def _keep(ledger: Ledger, log: Log, place: int, response: bytes) -> bool:
    """Whether it was not kept before."""
    storage = ledger.storage
    if (place, response) in storage.timestamps(log.number):
        return False
    with storage.writing():
        storage.add_timestamp(log.number, place, response)
    return True


def _custody_event(stamped: Stamped) -> CustodyEntry:
    return CustodyEntry(
        CustodyAction.TIMESTAMPED,
        f"the checkpoint of {stamped.size} entries of log {stamped.log}, by "
        f"{stamped.timestamp.authority} at {stamped.timestamp.time.isoformat()}",
    )


def ask(address: str, request: bytes) -> bytes:
    """Send a request to an authority; only when a person named its address.

    Raises:
        CaseError: for an address that is no http or https address.
        StorageError: if the authority cannot be reached or answers something else.
    """
    if urlsplit(address).scheme not in ("http", "https"):
        raise CaseError(f"{address!r} is no address of a timestamp authority; it begins with http.")
    asked = urllib.request.Request(  # noqa: S310  the scheme was looked at
        address, data=request, headers={"Content-Type": "application/timestamp-query"}
    )
    try:
        with urllib.request.urlopen(asked, timeout=TIMEOUT_S) as answer:  # noqa: S310  as above
            response: bytes = answer.read(MOST_TIMESTAMP_BYTES + 1)
    except (urllib.error.URLError, OSError, ValueError) as error:
        raise StorageError(
            f"{address}: the timestamp authority does not answer ({error}). Nothing was changed; "
            "try again, or carry the request by hand with --request."
        ) from error
    return response


def read_response(path: Path) -> bytes:
    """A response from a file. Raises CaseError if it cannot be read."""
    try:
        return read_bounded(path, MOST_TIMESTAMP_BYTES)
    except FileUnreadableError as error:
        raise CaseError(f"the response is not read: {error}.") from error
