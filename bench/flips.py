"""Every byte of a small register and of a bundle flipped, one after the other.

A flip may hit what holds no content (free space, counters in a header, the words of a history that
nobody asked about): then nothing is found and nothing has changed. Everything else must be found,
nothing may crash, and the bundle's own verifier must agree with the register's on the exit code.
"""

import contextlib
import io
import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import apsw

from registers import RANA, bundle_of, every_table, two_devices
from sijill.ledger import Verdict, verify
from sijill.ledger.bundle import verify_sijill
from sijill.ledger.bundle.audit import verify_bundle
from sijill.ledger.bundle.format import CONTENT, SIGNATURE, signed_bytes
from sijill.ledger.signing.timestamps import read_timestamp
from sijill.ledger.stores.sqlite_schema import expected_schema
from sijill.ledger.stores.storage import as_bytes
from sijill.model.errors import SijillError

TABLES = tuple(sorted(name for kind, name, *_ in expected_schema() if kind == "table"))
UNSIGNED = ("migration", "at")
"""The only value that nothing vouches for: when a register was brought to a newer form."""


class Flips(NamedTuple):
    """How many bytes were flipped; how many changes of content went unseen; how many crashes."""

    done: int
    unseen: int
    crashes: int


def flip_register(every: int, seed: int = 0) -> Flips:
    """Flip every n-th byte of a register, a changing bit of each."""
    with tempfile.TemporaryDirectory() as folder:
        register = every_table(Path(folder))
        whole = register.path.read_bytes()
        before = _dump(register.path)
        unseen = crashes = done = 0
        for place, flipped in _flipped(whole, every, seed):
            done += 1
            _write(register.path, flipped)
            try:
                report = verify(register.path, register.evidence, roots=register.roots)
                if report.verdict is Verdict.SOUND:
                    unseen += _dump(register.path) != before
            except Exception as error:  # noqa: BLE001  any crash is what is looked for
                crashes += 1
                print(f"byte {place}: {error!r}", file=sys.stderr)
    return Flips(done, unseen, crashes)


def flip_bundle(every: int, seed: int = 0) -> Flips:
    """Flip every n-th byte of every file of a bundle; both verifiers must call it tampering.

    Then the same in ``bundle.json`` signed again, as only its maker could: both must call it the
    same, and what the logs signed must not change unseen.
    """
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        bundle = bundle_of(two_devices(place), place / "bundle")
        paths = sorted(path for path in bundle.rglob("*") if path.is_file())
        trials = [_flip_file(bundle, path, every, seed) for path in paths]
        trials.append(_flip_signed(bundle, every, seed))
        return Flips(*(sum(column) for column in zip(*trials, strict=True)))


def _flip_file(bundle: Path, path: Path, every: int, seed: int) -> Flips:
    path.chmod(0o600)
    whole = path.read_bytes()
    unseen = crashes = done = 0
    for place, flipped in _flipped(whole, every, seed):
        done += 1
        path.write_bytes(flipped)
        codes = _exit_codes(bundle, f"byte {place} of {path.name}")
        crashes += codes is None
        unseen += codes not in (None, (Verdict.TAMPERED, Verdict.TAMPERED))
    path.write_bytes(whole)
    return Flips(done, unseen, crashes)


def _flip_signed(bundle: Path, every: int, seed: int) -> Flips:
    path = bundle / CONTENT
    whole = path.read_bytes()
    unseen = crashes = done = 0
    for place, flipped in _flipped(whole, every, seed):
        done += 1
        path.write_bytes(flipped)
        signature = RANA.sign(signed_bytes(flipped))
        (bundle / SIGNATURE).write_text(f"{RANA.public.hex()} {signature.hex()}\n")
        codes = _exit_codes(bundle, f"byte {place}, signed again")
        crashes += codes is None
        if codes is not None:
            ours, theirs = codes
            is_hidden = ours == Verdict.SOUND and not _says_the_same(flipped, whole)
            unseen += ours != theirs or is_hidden
    return Flips(done, unseen, crashes)


def _exit_codes(bundle: Path, what: str) -> tuple[int, int] | None:
    """What both verifiers say; nothing if one of them crashed."""
    try:
        ours = int(verify_bundle(bundle).verdict)
        with contextlib.redirect_stdout(io.StringIO()):
            return ours, int(verify_sijill.main([str(bundle)]))
    except Exception as error:  # noqa: BLE001  any crash is what is looked for
        print(f"{what}: {error!r}", file=sys.stderr)
        return None


def _flipped(whole: bytes, every: int, seed: int) -> Iterator[tuple[int, bytes]]:
    for place in range(seed % every, len(whole), every):
        flipped = bytearray(whole)
        flipped[place] ^= 1 << (place + seed) % 8
        yield place, bytes(flipped)


def _says_the_same(flipped: bytes, whole: bytes) -> bool:
    """Whether two bundles differ at most in what the maker alone answers for.

    That is the proofs from older checkpoints, asked by nobody, and hexadecimal digits in capitals.
    """
    one, two = json.loads(flipped), json.loads(whole)
    for content in (one, two):
        for log in content["logs"]:
            log["history"] = 0
    return json.dumps(one).lower() == json.dumps(two).lower()


def _write(path: Path, content: bytes) -> None:
    for companion in path.parent.glob("register.db-*"):
        companion.unlink()
    path.write_bytes(content)


def _dump(path: Path) -> list[object]:
    """Every row of every table, with its types; of a timestamp what it says, not how."""
    connection = apsw.Connection(str(path))
    try:
        rows: list[object] = [
            connection.execute(f"SELECT * FROM {it}").fetchall()  # noqa: S608  ours
            for it in TABLES
            if it not in ("timestamp", UNSIGNED[0])
        ]
        rows.append(connection.execute("SELECT name FROM migration").fetchall())
        for *place, response in connection.execute("SELECT * FROM timestamp"):
            rows.append((place, read_timestamp(as_bytes(response))))
    except (apsw.Error, UnicodeDecodeError, SijillError) as error:
        return [repr(error)]
    else:
        return rows
    finally:
        connection.close()
