"""An outside authority vouches for the time of a checkpoint; by hand, or at a named address."""

import json
import shutil
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest

from signed_bundles import verdicts
from sijill.ledger import Verdict, verify
from sijill.ledger.signing.timestamps import read_roots, read_timestamp, write_request
from sijill.model.errors import LedgerError
from small_cases import SmallCase
from tampering import tamper_with
from timestamp_authority import Authority, make_authority

pytestmark = pytest.mark.skipif(
    shutil.which("openssl") is None, reason="openssl, which answers as the authority, is absent"
)


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return make_authority(tmp_path_factory.mktemp("authority") / "one")


@pytest.fixture
def built(built_street: SmallCase) -> SmallCase:
    return built_street


def stamp(case: SmallCase, authority: Authority, folder: Path) -> None:
    """By hand: out on a stick, back on a stick."""
    request, response = folder / "out.tsq", folder / "back.tsr"
    assert case.run("timestamp", case.folder, "--request", request).exit_code == 0
    response.write_bytes(authority.answer(request.read_bytes()))
    answer = case.run("timestamp", case.folder, "--response", response)
    assert answer.exit_code == 0, answer.output
    assert "existed at" in answer.output


def test_a_timestamp_is_kept_and_checked(
    built: SmallCase, authority: Authority, tmp_path: Path
) -> None:
    stamp(built, authority, tmp_path)
    plain = built.run("verify", built.folder)
    assert plain.exit_code == 0
    assert "was not checked, for want of --roots" in plain.output
    checked = built.run("verify", built.folder, "--roots", authority.root)
    assert checked.exit_code == 0, checked.output
    assert "by the word of CN=A test authority" in checked.output
    assert "not checked" not in checked.output


def test_another_authoritys_root_does_not_vouch(
    built: SmallCase, authority: Authority, tmp_path: Path
) -> None:
    stamp(built, authority, tmp_path)
    other = make_authority(tmp_path / "other", "Another")
    assert built.run("verify", built.folder, "--roots", other.root).exit_code == 2


@pytest.mark.parametrize("is_first", [True, False], ids=["ours first", "ours last"])
def test_of_two_roots_with_one_name_either_may_vouch(
    built: SmallCase, authority: Authority, tmp_path: Path, *, is_first: bool
) -> None:
    """An authority that changes its key keeps its name; people keep both roots in one file."""
    stamp(built, authority, tmp_path)
    renewed = make_authority(tmp_path / "renewed")
    both = [authority.root, renewed.root] if is_first else [renewed.root, authority.root]
    roots = tmp_path / "roots.pem"
    roots.write_bytes(b"".join(root.read_bytes() for root in both))
    checked = built.run("verify", built.folder, "--roots", roots)
    assert checked.exit_code == 0, checked.output
    assert "not checked" not in checked.output


def test_the_same_response_is_kept_once(
    built: SmallCase, authority: Authority, tmp_path: Path
) -> None:
    stamp(built, authority, tmp_path)
    again = built.run("timestamp", built.folder, "--response", tmp_path / "back.tsr")
    assert again.exit_code == 0
    verified = built.run("verify", built.folder)
    assert verified.output.count("existed at") == 1
    log = json.loads(built.run("log", built.folder, "--json").stdout)
    custody = [one["payload"] for one in log if one["kind"] == "custody"]
    (told,) = [one["reason"] for one in custody if one["action"] == "timestamped"]
    assert "by CN=A test authority" in told


def test_a_timestamp_about_something_else_is_refused(
    built: SmallCase, authority: Authority, tmp_path: Path
) -> None:
    response = tmp_path / "back.tsr"
    response.write_bytes(authority.answer(write_request(b"another checkpoint")))
    answer = built.run("timestamp", built.folder, "--response", response)
    assert answer.exit_code == 1
    assert "about none of the checkpoints" in answer.stderr


@pytest.mark.parametrize(
    "content", [b"", b"\x30\x03\x02\x01\x02", b"no timestamp", b"\x30" * 99_999]
)
def test_what_is_no_response_is_refused(built: SmallCase, tmp_path: Path, content: bytes) -> None:
    response = tmp_path / "back.tsr"
    response.write_bytes(content)
    answer = built.run("timestamp", built.folder, "--response", response)
    assert answer.exit_code == 1
    assert "Traceback" not in answer.output


def test_every_flipped_byte_of_a_response_is_found(
    built: SmallCase, authority: Authority, tmp_path: Path
) -> None:
    """With the roots, that is: without them only what contradicts the checkpoint is."""
    stamp(built, authority, tmp_path)
    path, roots = built.folder / "register.db", read_roots(authority.root.read_bytes())
    whole = (tmp_path / "back.tsr").read_bytes()
    sound = []
    for place in range(0, len(whole), 41):
        flipped = bytearray(whole)
        flipped[place] ^= 0x10
        tamper_with(path, "UPDATE timestamp SET response = ?", bytes(flipped))
        if not verify(path, built.folder / "evidence", roots=roots).verdict:
            sound.append(place)
    assert len(sound) < len(range(0, len(whole), 41)) / 10  # names beside the signed part


def test_a_response_whose_names_are_broken_is_a_finding(
    built: SmallCase, authority: Authority, tmp_path: Path
) -> None:
    """The name of who signed is read by a library that raises a KeyError for some of them."""
    stamp(built, authority, tmp_path)
    whole = (tmp_path / "back.tsr").read_bytes()
    broken = b""
    for place in range(len(whole)):
        flipped = bytearray(whole)
        flipped[place] ^= 1
        try:
            read_timestamp(bytes(flipped))
        except LedgerError as error:
            if isinstance(error.__cause__, KeyError):
                broken = bytes(flipped)
    assert broken
    tamper_with(built.folder / "register.db", "UPDATE timestamp SET response = ?", broken)
    report = verify(built.folder / "register.db", built.folder / "evidence")
    assert report.verdict is Verdict.TAMPERED
    assert any("cannot be read" in finding.what for finding in report.findings)


class _Answering(BaseHTTPRequestHandler):
    authority: Authority

    def do_POST(self) -> None:
        request = self.rfile.read(int(self.headers["Content-Length"]))
        assert self.headers["Content-Type"] == "application/timestamp-query"
        self.send_response(200)
        self.end_headers()
        self.wfile.write(self.authority.answer(request))

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def address(authority: Authority) -> Iterator[str]:
    handler = type("Answering", (_Answering,), {"authority": authority})
    with HTTPServer(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


def test_an_authority_is_asked_only_at_the_address_that_is_named(
    built: SmallCase, address: str
) -> None:
    answer = built.run("timestamp", built.folder, "--from", address, "--json")
    assert answer.exit_code == 0, answer.output
    assert json.loads(answer.stdout)["size"] > 0


@pytest.mark.parametrize("bad", ["file:///etc/passwd", "ftp://x", "http://127.0.0.1:1/"])
def test_no_answer_is_told(built: SmallCase, bad: str) -> None:
    answer = built.run("timestamp", built.folder, "--from", bad)
    assert answer.exit_code == 1
    assert "Traceback" not in answer.output


def test_a_timestamp_travels_with_a_sync(
    built: SmallCase, authority: Authority, tmp_path: Path
) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(built.folder, copy)
    stamp(built, authority, tmp_path)
    assert built.run("sync", built.folder, copy).exit_code == 0
    verified = built.run("verify", copy, "--roots", authority.root)
    assert verified.exit_code == 0
    assert "existed at" in verified.output


def test_a_bundle_carries_timestamps_and_the_checkpoints_they_are_about(
    built: SmallCase, authority: Authority, tmp_path: Path
) -> None:
    stamp(built, authority, tmp_path)
    folder = tmp_path / "bundle"
    made = built.run("bundle", built.folder, "--subject", "notebook:2", "--to", folder)
    assert made.exit_code == 0, made.output
    (note,) = (folder / "checkpoints").glob("*.txt")
    (response,) = (folder / "checkpoints").glob("*.tsr")
    assert response.read_bytes() == (tmp_path / "back.tsr").read_bytes()
    checked = built.run("verify", folder, "--roots", authority.root, "--trust", note)
    assert checked.exit_code == 0, checked.output
    assert "by the word of 'CN=A test authority" in checked.output
    assert "not checked" in built.run("verify", folder).output
    other = make_authority(tmp_path / "other", "Another")
    assert built.run("verify", folder, "--roots", other.root).exit_code == 2
    told = verdicts(folder, "--trust", str(note))
    assert (told.ours, told.theirs) == (0, 0)
    assert "what it says is not checked here" in told.told
