"""Bundles for tests: signed again after a change, and what both verifiers say of them."""

import contextlib
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from sijill.ledger.bundle import verify_sijill
from sijill.ledger.bundle.audit import verify_bundle
from sijill.ledger.bundle.format import CONTENT, SIGNATURE, signed_bytes, written
from sijill.ledger.signing.keys import DeviceKey

Content = dict[str, object]
Change = Callable[[Content, Path], None]


class Verdicts(NamedTuple):
    """The exit codes of ``sijill verify`` and ``verify_sijill.py``, and what the latter prints."""

    ours: int
    theirs: int
    told: str


def verdicts(folder: Path, *words: str) -> Verdicts:
    """What both say of a bundle."""
    told = io.StringIO()
    with contextlib.redirect_stdout(told):
        theirs = verify_sijill.main([str(folder), *words])
    return Verdicts(int(verify_bundle(folder).verdict), int(theirs), told.getvalue())


def read_content(folder: Path) -> Content:
    """What ``bundle.json`` says."""
    content: Content = json.loads((folder / CONTENT).read_bytes())
    return content


def sign_again(folder: Path, raw: bytes, key: DeviceKey) -> None:
    """Write ``bundle.json`` and sign it, as its maker could."""
    (folder / CONTENT).write_bytes(raw)
    signature = key.sign(signed_bytes(raw))
    (folder / SIGNATURE).write_text(f"{key.public.hex()} {signature.hex()}\n")


def forge(folder: Path, change: Change, key: DeviceKey) -> None:
    """Change a bundle, and sign it again."""
    content = read_content(folder)
    change(content, folder)
    if (folder / CONTENT).is_file():
        sign_again(folder, written(content), key)
