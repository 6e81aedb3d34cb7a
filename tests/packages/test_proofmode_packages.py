"""A ProofMode zip is made and signed, then spoilt in one place at a time."""

import hashlib
import json
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pysequoia import SignatureMode, Tsk, sign

from sijill.model.errors import FileUnreadableError
from sijill.model.records.rejects import Effect
from sijill.packages.completeness import lacks_of
from sijill.packages.detached_proofs import MAGIC, check_signature, check_timestamp
from sijill.packages.json_texts import UnreadableText
from sijill.packages.labels import Label
from sijill.packages.proofmode import Proof, ProofModePackage, StampKind, read_proofmode
from sijill.packages.proofmode_proofs import (
    OTHER_FIELDS,
    ProofClaims,
    read_proof_csv,
    read_proof_json,
)

PHOTO, NAME = b"\xff\xd8 a photograph \xff\xd9", "IMG_0001.jpg"
HASH = hashlib.sha256(PHOTO).hexdigest()
PHONE = Tsk.generate("noone@example.org")
FIELDS = {
    "File Hash SHA256": HASH,
    "File Path": f"/storage/emulated/0/DCIM/{NAME}",
    "Proof Generated": "2031-06-03T10:00:05Z",
    "Location.Latitude": "35.9500",
    "Location.Longitude": "39.0167",
    "Location.Accuracy": "12.5",
    "Manufacturer": "Fictional",
    "Hardware": "Fictional 1",
    "DeviceID": "serial 12345",
    "Wifi MAC": "02:00:00:00:00:00",
}


def _sign(content: bytes) -> bytes:
    return sign(PHONE.signer(), content, mode=SignatureMode.DETACHED)


def _csv(fields: dict[str, str]) -> bytes:
    lines = (",".join(fields), ",".join(f'"{value}"' for value in fields.values()))
    return ("\n".join(f"{line}," for line in lines) + "\n").encode()


@dataclass
class Made:
    """The members of a package, as the phone wrote them, for a test to spoil."""

    members: dict[str, bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        as_json, as_csv = json.dumps(FIELDS).encode(), _csv(FIELDS)
        self.members = {
            NAME: PHOTO,
            f"{HASH}.proof.json": as_json,
            f"{HASH}.proof.csv": as_csv,
            f"{HASH}.asc": _sign(PHOTO),
            f"{HASH}.proof.json.asc": _sign(as_json),
            f"{HASH}.proof.csv.asc": _sign(as_csv),
            f"{HASH}.ots": MAGIC + b"\x01\x08" + bytes.fromhex(HASH) + b"\xf0",
            f"{HASH}.gst": b"a.b.c",
            "pubkey.asc": str(PHONE.extract_certificate()).encode(),
            "1906538405000batchproof.csv": as_csv,
            "HowToVerifyProofData.txt": b"how",
        }

    def write(self, path: Path) -> Path:
        """Write the package."""
        with zipfile.ZipFile(path, "w") as archive:
            for name, content in self.members.items():
                archive.writestr(name, content)
        return path

    def read(self, folder: Path) -> ProofModePackage:
        """Write the package and read it back."""
        return read_proofmode(self.write(folder / "proof.zip"), "proof.zip")

    def proof(self, folder: Path) -> Proof:
        """The only proof of the package."""
        (proof,) = self.read(folder).proofs
        return proof


def _labels(proof: Proof) -> dict[str, Label]:
    return {
        "media": proof.media.check.label,
        **{one.path.removeprefix(HASH): one.check.label for one in proof.signatures},
        **{one.path.removeprefix(HASH): one.check.label for one in proof.stamps},
    }


WHOLE = {
    "media": Label.AGREES,
    ".asc": Label.AGREES,
    ".proof.json.asc": Label.AGREES,
    ".proof.csv.asc": Label.AGREES,
    ".ots": Label.CLAIMED,
    ".gst": Label.COULD_NOT_CHECK,
}


def test_a_whole_package_agrees_where_it_can_be_tested(tmp_path: Path) -> None:
    package = Made().read(tmp_path)
    (proof,) = package.proofs
    assert _labels(proof) == WHOLE
    assert proof.contradictions == ()
    assert proof.sources == (f"{HASH}.proof.json", f"{HASH}.proof.csv")
    assert (proof.media.path, proof.media.sha256_claimed) == (NAME, HASH)
    assert package.key_fingerprint == PHONE.extract_certificate().fingerprint
    assert {one.key_fingerprint for one in proof.signatures} == {package.key_fingerprint}
    assert {one.path: one.signs for one in proof.signatures}[f"{HASH}.asc"] == NAME
    assert [stamp.kind for stamp in proof.stamps] == [StampKind.OPENTIMESTAMPS, StampKind.SAFETYNET]
    assert (package.unproved, package.rejects) == ((), ())


def test_claims_are_kept_word_for_word_and_the_phone_is_not_singled_out(tmp_path: Path) -> None:
    claims = Made().proof(tmp_path).claims
    assert claims == ProofClaims(
        sha256=HASH,
        file_name=NAME,
        generated="2031-06-03T10:00:05Z",
        latitude="35.9500",
        longitude="39.0167",
        accuracy_m="12.5",
        manufacturer="Fictional",
        hardware="Fictional 1",
        withheld=("DeviceID", "Wifi MAC"),
    )
    assert "12345" not in repr(Made().read(tmp_path))


def test_a_changed_photograph_differs_from_proof_signature_and_stamp(tmp_path: Path) -> None:
    made = Made()
    made.members[NAME] += b" "
    proof = made.proof(tmp_path)
    spoilt = {"media": Label.DIFFERS, ".asc": Label.DIFFERS, ".ots": Label.DIFFERS}
    assert _labels(proof) == WHOLE | spoilt
    assert proof.media.sha256_found == hashlib.sha256(PHOTO + b" ").hexdigest()


@pytest.mark.parametrize("ending", [".proof.json", ".proof.csv"])
def test_a_changed_proof_differs_from_its_signature_and_the_other_text(
    tmp_path: Path, ending: str
) -> None:
    made = Made()
    path = HASH + ending
    made.members[path] = made.members[path].replace(b"35.9500", b"36.9500")
    proof = made.proof(tmp_path)
    assert _labels(proof) == WHOLE | {f"{ending}.asc": Label.DIFFERS}
    assert proof.contradictions == ("latitude",)


def test_a_renamed_photograph_is_found_by_its_hash(tmp_path: Path) -> None:
    made = Made()
    made.members[f"{HASH}.jpg"] = made.members.pop(NAME)
    proof = made.proof(tmp_path)
    assert proof.media.path == f"{HASH}.jpg"
    assert _labels(proof) == WHOLE


def test_a_proof_without_its_photograph_could_not_be_checked(tmp_path: Path) -> None:
    made = Made()
    del made.members[NAME]
    proof = made.proof(tmp_path)
    absent = dict.fromkeys(("media", ".asc", ".ots"), Label.COULD_NOT_CHECK)
    assert _labels(proof) == WHOLE | absent
    assert "not in the package" in proof.media.check.reason


def test_a_photograph_without_a_proof_is_told(tmp_path: Path) -> None:
    made = Made()
    made.members["other.jpg"] = b"other"
    (other,) = made.read(tmp_path).unproved
    assert (other.path, other.check.label) == ("other.jpg", Label.COULD_NOT_CHECK)
    assert other.sha256_found == hashlib.sha256(b"other").hexdigest()


def test_a_proof_named_for_another_hash_contradicts_itself(tmp_path: Path) -> None:
    made = Made()
    made.members = {name.replace(HASH, "0" * 64): content for name, content in made.members.items()}
    assert made.proof(tmp_path).contradictions == ("name",)


def test_without_a_key_or_with_another_one_signatures_do_not_agree(tmp_path: Path) -> None:
    made = Made()
    made.members["pubkey.asc"] = str(Tsk.generate("x").extract_certificate()).encode()
    signatures = made.proof(tmp_path).signatures
    assert {one.check.label for one in signatures} == {Label.DIFFERS}
    made.members["pubkey.asc"] = b"no key"
    signatures = made.proof(tmp_path).signatures
    assert {one.check.label for one in signatures} == {Label.COULD_NOT_CHECK}
    del made.members["pubkey.asc"]
    assert "no pubkey.asc" in made.proof(tmp_path).signatures[0].check.reason


def test_a_proof_that_cannot_be_read_is_rejected_and_the_other_text_is_used(
    tmp_path: Path,
) -> None:
    made = Made()
    made.members[f"{HASH}.proof.json"] = b"{"
    package = made.read(tmp_path)
    assert [one.sheet for one in package.rejects] == [f"{HASH}.proof.json"]
    assert package.proofs[0].claims.latitude == "35.9500"
    made.members[f"{HASH}.proof.csv"] = b"\xff"
    package = made.read(tmp_path)
    assert [one.path for one in package.unproved] == [NAME]
    assert len(package.rejects) == 2


def test_a_zip_without_any_proof_is_no_package(tmp_path: Path) -> None:
    made = Made({})
    made.members = {NAME: PHOTO}
    with pytest.raises(FileUnreadableError, match="there is no proof in it"):
        made.read(tmp_path)


def test_the_newest_row_counts_and_earlier_ones_may_contradict_it() -> None:
    rows = read_proof_csv(_csv(FIELDS) + b'"0000","/a/b.jpg"\n', [])
    assert not isinstance(rows, UnreadableText)
    assert [row.file_name for row in rows] == [NAME, "b.jpg"]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "has no row under its header"),
        (b"a,b\n", "has no row under its header"),
        (b"SHA256\nSHA256\n", "has no row under its header"),
        (b"a,b\n1,2\n", "has none of the columns of a proof"),
    ],
)
def test_a_csv_that_is_no_proof_says_why(content: bytes, told: str) -> None:
    found = read_proof_csv(content, [])
    assert isinstance(found, UnreadableText)
    assert told in found.reason


def test_numbers_are_kept_as_written_and_other_values_only_by_name() -> None:
    odd: list[str] = []
    found = read_proof_json(b'{"Location.Latitude": 35.950, "a": [1], "Notes": null, "b": {}}', odd)
    assert found == (ProofClaims(latitude="35.950", withheld=(OTHER_FIELDS,)),)
    assert read_proof_json(b"[]", odd) == UnreadableText("holds no object")
    assert odd == []


def test_a_field_that_proofmode_does_not_write_is_not_named() -> None:
    """It may be called after somebody, and what is read of a package is kept for ever."""
    odd: list[str] = []
    found = read_proof_json('{"DeviceID": "x", "أم وليد": {}, "Umm Walid": "y"}'.encode(), odd)
    assert found == (ProofClaims(withheld=("DeviceID", OTHER_FIELDS)),)
    rows = read_proof_csv(b"SHA256,Umm Walid,Umm Walid,IPv4,IPv4\nx,1,2,3,4\n", odd)
    assert not isinstance(rows, UnreadableText)
    assert "Walid" not in repr((rows, odd))
    assert odd == ["has two columns of the name 'IPv4'", "has a column twice"]


ODD_TEXTS = {
    "a latitude that is no number": (
        ".json",
        json.dumps({**FIELDS, "Location.Latitude": float("nan")}),
        "holds NaN",
    ),
    "an endless bearing": (".json", json.dumps({**FIELDS, "B": float("inf")}), "holds Infinity"),
    "a list for a latitude": (
        ".json",
        json.dumps({**FIELDS, "Location.Latitude": [1]}),
        "no text or number under 'Location.Latitude'",
    ),
    "a doubled key": (".json", json.dumps(FIELDS)[:-1] + ',"DeviceID": "y"}', "twice"),
    "half a character": (".json", json.dumps({**FIELDS, "Notes": "\ud83d"}), "half a character"),
    "a truth value for the hash": (
        ".json",
        json.dumps({**FIELDS, "File Hash SHA256": True}),
        "no text or number under 'File Hash SHA256'",
    ),
    "a comma in a bare cell": (
        ".csv",
        ",".join([*FIELDS, "Notes"]) + "\n" + ",".join([*FIELDS.values(), "a", "b"]),
        f"a row of {len(FIELDS) + 2} cells under {len(FIELDS) + 1} columns",
    ),
    "a quotation mark in a cell": (
        ".csv",
        _csv({**FIELDS, "Notes": 'said "here" twice'}).decode(),
        "is no CSV in all its parts",
    ),
    "a doubled column": (
        ".csv",
        ",".join([*FIELDS, "DeviceID"]) + "\n" + ",".join([*FIELDS.values(), "y"]),
        "two columns of the name 'DeviceID'",
    ),
    "half a character in UTF-16": (
        ".csv",
        "\ufeff" + _csv({**FIELDS, "Notes": "NOTES"}).decode().replace("NOTES", "\ud83d"),
        "is not UTF-16-LE",
    ),
    "another encoding": (".csv", _csv({**FIELDS, "Notes": "é"}).decode(), "is not UTF-8"),
}


@pytest.mark.parametrize("odd", ODD_TEXTS)
def test_an_odd_value_of_a_proof_costs_itself_and_not_the_proof(tmp_path: Path, odd: str) -> None:
    ending, text, told = ODD_TEXTS[odd]
    made = Made()
    if text.startswith("\ufeff"):
        content = text.encode("utf-16-le", "surrogatepass")
    else:
        content = text.encode("cp1252" if "é" in text else "utf-8")
    made.members = {NAME: PHOTO, f"{HASH}.proof{ending}": content}
    package = made.read(tmp_path)
    assert package.proofs[0].media.check.label is Label.AGREES
    (reject,) = package.rejects
    assert told in reject.reason
    assert reject.effect is Effect.VALUE


@pytest.mark.parametrize(
    "written",
    [
        {name.lower(): value for name, value in FIELDS.items()},
        {f" {name} ": value for name, value in FIELDS.items()},
        {**FIELDS, "File Hash SHA256": HASH.upper()},
        {**FIELDS, "File Hash SHA256": f"sha256:{HASH}"},
        {name: value for name, value in FIELDS.items() if "Hash" not in name},
    ],
    ids=["lower case", "spaces", "upper hash", "prefix", "the hash only in the name"],
)
@pytest.mark.parametrize("form", ["json", "list", "csv", "semicolons", "utf-16", "bare CR"])
def test_a_proof_is_read_in_each_form_that_it_is_written_in(
    tmp_path: Path, written: dict[str, str], form: str
) -> None:
    texts = {
        "json": json.dumps(written).encode(),
        "list": json.dumps([written]).encode(),
        "csv": _csv(written),
        "semicolons": _csv(written).replace(b",", b";"),
        "utf-16": _csv(written).decode().encode("utf-16"),
        "bare CR": _csv(written).replace(b"\n", b"\r"),
    }
    ending = "json" if form in ("json", "list") else "csv"
    made = Made()
    made.members = {NAME: PHOTO, f"{HASH}.PROOF.{ending}": texts[form], "__MACOSX/._a": b"x"}
    package = made.read(tmp_path)
    (proof,) = package.proofs
    assert (proof.media.check.label, proof.claims.latitude) == (Label.AGREES, "35.9500")
    assert (proof.contradictions, package.unproved, package.rejects) == ((), (), ())


def test_a_stamp_says_of_which_file_it_speaks() -> None:
    head = MAGIC + b"\x01\x08"
    assert check_timestamp(head + bytes.fromhex(HASH), HASH).label is Label.CLAIMED
    assert check_timestamp(head + bytes(32), HASH).label is Label.DIFFERS
    for broken in (b"", head, head + bytes(31), MAGIC + b"\x02\x08" + bytes.fromhex(HASH)):
        assert check_timestamp(broken, HASH).label is Label.COULD_NOT_CHECK


def test_without_the_library_nothing_is_said_to_differ() -> None:
    """Run in an interpreter where the extra is not installed."""
    source = (
        "import sys; sys.modules['pysequoia'] = None\n"
        "from importlib import util; util.find_spec = lambda name: None\n"
        "from sijill.packages.detached_proofs import check_signature, fingerprint\n"
        "print(check_signature(b'', b'', b'').label, repr(fingerprint(b'')))"
    )
    done = subprocess.run([sys.executable, "-c", source], capture_output=True, check=True)
    assert done.stdout.decode() == "could_not_check ''\n"


@pytest.mark.skipif(shutil.which("gpg") is None, reason="GnuPG makes the old signatures")
@pytest.mark.parametrize(
    ("key_hash", "hash_used", "label"),
    [("SHA256", "SHA256", "agrees"), ("SHA1", "SHA256", None), ("SHA256", "SHA1", None)],
)
def test_a_signature_of_an_older_day_is_never_said_to_differ(
    tmp_path: Path, key_hash: str, hash_used: str, label: str | None
) -> None:
    """SHA-1 can be forged today, so it proves nothing; but nothing shows that the file changed."""
    tmp_path.chmod(0o700)
    gpg = ["gpg", "--homedir", str(tmp_path), "--batch", "--quiet", "--passphrase", ""]
    (tmp_path / "photo").write_bytes(PHOTO)
    for arguments in (
        ["--cert-digest-algo", key_hash, "--quick-gen-key", "old", "rsa2048", "sign", "never"],
        ["--digest-algo", hash_used, "--detach-sign", str(tmp_path / "photo")],
        ["--output", str(tmp_path / "key"), "--export"],
    ):
        subprocess.run([*gpg, *arguments], check=True, capture_output=True)
    subprocess.run(["gpgconf", "--homedir", str(tmp_path), "--kill", "gpg-agent"], check=True)  # noqa: S607  beside gpg
    key, signature = (tmp_path / "key").read_bytes(), (tmp_path / "photo.sig").read_bytes()
    expected = label or Label.COULD_NOT_CHECK
    assert check_signature(PHOTO, signature, key).label == expected
    changed = Label.DIFFERS if label else Label.COULD_NOT_CHECK
    assert check_signature(PHOTO + b" ", signature, key).label is changed


@given(st.binary(max_size=200), st.binary(max_size=200))
def test_garbage_in_place_of_a_signature_or_key_could_not_be_checked(
    signature: bytes, key: bytes
) -> None:
    sound = str(PHONE.extract_certificate()).encode()
    assert check_signature(PHOTO, signature, sound).label is Label.COULD_NOT_CHECK
    assert check_signature(PHOTO, _sign(PHOTO), key).label is Label.COULD_NOT_CHECK


@given(st.binary(max_size=300))
def test_garbage_in_place_of_a_proof_is_read_or_told(content: bytes) -> None:
    for found in (read_proof_json(content, []), read_proof_csv(content, [])):
        assert isinstance(found, tuple | UnreadableText)


def test_the_columns_of_the_first_years_are_read_too(tmp_path: Path) -> None:
    fields = {
        "CurrentDateTime0GMT": "1925032805",
        "File": f"/storage/emulated/0/DCIM/{NAME}",
        "Manufacturer": "Fictional",
        "Modified": "1925032800000",
        "SHA256": HASH.upper(),
        "DeviceID": "serial 12345",
    }
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(NAME, PHOTO)
        archive.writestr(f"{NAME}.proof.csv", _csv(fields))
    package = read_proofmode(path, path.name)
    (proof,) = package.proofs
    assert (proof.media.path, proof.media.check.label) == (NAME, Label.AGREES)
    assert (proof.claims.generated, proof.claims.modified) == ("1925032805", "1925032800000")
    assert proof.claims.withheld == ("DeviceID",)
    assert (proof.contradictions, package.unproved) == ((), ())


@pytest.mark.parametrize(
    ("missing", "lack"),
    [
        (NAME, f"{NAME} is listed and not in the package"),
        (f"{HASH}.asc", f"{NAME} has no signature in the package"),
        (f"{HASH}.proof.json.asc", f"{HASH}.proof.json has no signature in the package"),
        ("pubkey.asc", "there is no pubkey.asc in the package"),
        (f"{HASH}.proof.csv", f"the signature {HASH}.proof.csv.asc cannot be checked"),
    ],
)
def test_what_a_package_lacks_is_said(tmp_path: Path, missing: str, lack: str) -> None:
    assert lacks_of(Made().read(tmp_path)) == ()
    made = Made()
    del made.members[missing]
    assert any(lack in one for one in lacks_of(made.read(tmp_path)))


def test_a_photograph_without_a_proof_and_a_signature_that_does_not_fit(tmp_path: Path) -> None:
    made = Made()
    made.members["other.jpg"] = b"other"
    made.members[f"{HASH}.asc"] = _sign(b"something else")
    assert set(lacks_of(made.read(tmp_path))) == {
        "other.jpg has no proof",
        f"the signature {HASH}.asc does not fit what it signs",
    }
