"""Bundles that somebody changed: both verifiers find it, and call it by the same name.

Each change is tried twice: by somebody who has no key, and by the maker of the bundle, who can sign
it again. The entries rest on the keys of the logs, so the maker cannot change them either.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registers import OMAR, RANA, SmallRegister
from signed_bundles import Change, Content, forge, read_content, sign_again, verdicts
from sijill.ledger import Ledger
from sijill.ledger.bundle.format import CONTENT, SIGNATURE
from sijill.ledger.signing.checkpoint import read_checkpoint, write_checkpoint
from sijill.ledger.signing.keys import DeviceKey

STRANGER = DeviceKey.from_secret(bytes(range(2, 34)))


def test_the_bundle_is_sound_as_it_was_made(folder: Path) -> None:
    sound = verdicts(folder)
    assert (sound.ours, sound.theirs) == (0, 0)
    number = len(_entries(read_content(folder)))
    for told in (f"{number} entries", "'name' was erased on request", RANA.public.hex(), "sound:"):
        assert told in sound.told
    assert OMAR.public.hex() in sound.told


def _entries(content: Content, kind: str = "") -> list[dict[str, object]]:
    entries = content["entries"]
    assert isinstance(entries, list)
    return [one for one in entries if f'"kind":"{kind}'.encode() in b64decode(one["entry"])]


def _logs(content: Content) -> list[dict[str, object]]:
    logs = content["logs"]
    assert isinstance(logs, list)
    return logs


def _payload(content: Content, kind: str) -> dict[str, dict[str, str]]:
    payload = _entries(content, kind)[0]["payload"]
    assert isinstance(payload, dict)
    return payload


def _proof(content: Content) -> list[str]:
    proof = _entries(content)[1]["proof"]
    assert isinstance(proof, list)
    return proof


def drop_signature(content: Content, _: Path) -> None:
    _entries(content, "judgement")[0]["signature"] = ""


def swap_signature(content: Content, _: Path) -> None:
    one, two = _entries(content, "judgement")[:2]
    one["signature"] = two["signature"]


def swap_entries(content: Content, _: Path) -> None:
    one, two = _entries(content)[1:3]
    one["n"], two["n"] = two["n"], one["n"]


def shorten_proof(content: Content, _: Path) -> None:
    _proof(content).pop()


def lengthen_proof(content: Content, _: Path) -> None:
    _proof(content).append("00" * 32)


def write_proof_as_text(content: Content, _: Path) -> None:
    _entries(content)[1]["proof"] = "".join(_proof(content))


def drop_value(content: Content, _: Path) -> None:
    _payload(content, "row").pop("name")


def add_value(content: Content, _: Path) -> None:
    _payload(content, "row")["more"] = _payload(content, "row")["name"]


def erase_values(content: Content, _: Path) -> None:
    """Though nobody ordered it."""
    for name in _payload(content, "judgement"):
        _payload(content, "judgement")[name] = None  # type: ignore[assignment]


def drop_order(content: Content, _: Path) -> None:
    content["entries"] = [
        one for one in _entries(content) if one not in _entries(content, "erasure")
    ]


def move_digit_into_salt(content: Content, _: Path) -> None:
    """Salt and value together are the same bytes: 20 reads 0, 2018 reads 018."""
    for sealed in _payload(content, "row").values():
        salt, value = bytes.fromhex(sealed["salt"]), b64decode(sealed["value"])
        sealed["salt"], sealed["value"] = (salt + value[:1]).hex(), b64encode(value[1:]).decode()


def move_salt_into_value(content: Content, _: Path) -> None:
    for sealed in _payload(content, "row").values():
        salt, value = bytes.fromhex(sealed["salt"]), b64decode(sealed["value"])
        sealed["salt"] = salt[:-1].hex()
        sealed["value"] = b64encode(salt[-1:] + value).decode()


def replace_key(content: Content, _: Path) -> None:
    _logs(content)[0]["public"] = STRANGER.public.hex()


def sign_checkpoint_anew(content: Content, _: Path) -> None:
    log = _logs(content)[1]
    head = read_checkpoint(str(log["note"]).encode()).head
    log["public"] = STRANGER.public.hex()
    log["note"] = write_checkpoint(str(log["log"]), head, STRANGER).decode()


def rename_log(content: Content, _: Path) -> None:
    _logs(content)[0]["log"] = "00" * 16


def repeat_log(content: Content, _: Path) -> None:
    _logs(content).append(_logs(content)[0])


def repeat_entry(content: Content, _: Path) -> None:
    entries = content["entries"]
    assert isinstance(entries, list)
    entries.append(entries[0])


def number_as_text(content: Content, _: Path) -> None:
    _entries(content)[0]["n"] = "0"


def number_as_truth(content: Content, _: Path) -> None:
    _entries(content)[0]["n"] = False


def number_as_fraction(content: Content, _: Path) -> None:
    _entries(content)[0]["n"] = 0.0


def add_field(content: Content, _: Path) -> None:
    content["remark"] = "everything is well"


def add_field_to_entry(content: Content, _: Path) -> None:
    _entries(content)[0]["remark"] = "everything is well"


def leave_out_what_nobody_cites(content: Content, _: Path) -> None:
    content["left_out"] = {"0" * 64: "secret"}


def leave_out_what_is_there(content: Content, folder: Path) -> None:
    (file,) = (folder / "files").iterdir()
    content["left_out"] = {file.name: "secret"}


def list_file_outside(content: Content, folder: Path) -> None:
    others = content["others"]
    assert isinstance(others, dict)
    (folder.parent / "outside").write_bytes((folder / "verify_sijill.py").read_bytes())
    others["../outside"] = others["verify_sijill.py"]


ENTRY_CHANGES = (
    *(drop_signature, swap_signature, swap_entries, shorten_proof, lengthen_proof),
    *(write_proof_as_text, drop_value, add_value, erase_values, drop_order),
    *(move_digit_into_salt, move_salt_into_value, replace_key, sign_checkpoint_anew, rename_log),
    *(repeat_log, repeat_entry, number_as_text, number_as_truth, number_as_fraction),
    *(add_field, add_field_to_entry, leave_out_what_nobody_cites, leave_out_what_is_there),
)


@pytest.mark.parametrize("change", ENTRY_CHANGES)
def test_a_maker_who_changes_the_content_is_found(folder: Path, change: Change) -> None:
    forge(folder, change, RANA)
    assert verdicts(folder)[:2] == (2, 2)


def test_a_maker_who_lists_a_file_outside_the_bundle_is_found(folder: Path) -> None:
    forge(folder, list_file_outside, RANA)
    assert verdicts(folder)[:2] == (1, 1)


@pytest.mark.parametrize("change", [*ENTRY_CHANGES, list_file_outside])
def test_nobody_else_can_change_the_content(folder: Path, change: Change) -> None:
    before = (folder / SIGNATURE).read_bytes()
    forge(folder, change, RANA)
    (folder / SIGNATURE).write_bytes(before)
    assert verdicts(folder)[:2] == (2, 2)
    sign_again(folder, (folder / CONTENT).read_bytes(), STRANGER)
    assert verdicts(folder)[:2] == (2, 2)


@pytest.mark.parametrize("field", ["entries", "left_out", "others", "logs"])
@pytest.mark.parametrize("value", [[], "", None, 0, "x", [1], {"x": 1}, [[]], [{}]])
def test_a_part_of_another_form_is_no_bundle(folder: Path, field: str, value: object) -> None:
    content = read_content(folder)
    content[field] = value
    sign_again(folder, json.dumps(content, indent=1, sort_keys=True).encode() + b"\n", RANA)
    assert verdicts(folder)[:2] == (2, 2)


def _raw_forgeries(raw: bytes) -> Iterator[bytes]:
    """The text of ``bundle.json`` as readers could take it differently."""
    yield raw.replace(b'{\n "entries"', b'{\n "entries": [],\n "entries"', 1)
    yield raw.replace(b'"left_out": {}', b'"left_out": {"x": NaN}')
    yield raw.replace(b'"left_out": {}', b'"left_out": Infinity')
    for number in (b"-0", b"0.0", b"0e0", b"1" + b"0" * 6_000):
        yield raw.replace(b'"n": 0', b'"n": ' + number, 1)
    yield b"\xef\xbb\xbf" + raw
    yield raw[:-20]
    yield raw[:-1]
    yield b"[" * 100_000
    yield raw.replace(b"\n", b"\r\n")
    yield raw.decode().encode("utf-16")


@pytest.mark.parametrize("place", range(13))
def test_text_that_readers_could_take_differently_is_refused(folder: Path, place: int) -> None:
    raw = (folder / CONTENT).read_bytes()
    forged = list(_raw_forgeries(raw))
    assert len(forged) == 13
    assert forged[place] != raw
    sign_again(folder, forged[place], RANA)
    assert verdicts(folder)[:2] == (2, 2)


JSON = st.recursive(
    st.none() | st.integers() | st.text(),
    lambda inner: (
        st.lists(inner)
        | st.dictionaries(st.sampled_from(["format", "entries", "logs", "left_out"]), inner)
    ),
)


@given(
    st.binary(max_size=60) | JSON.map(lambda value: json.dumps(value).encode()),
    st.sampled_from([RANA, STRANGER]),
)
def test_what_is_no_bundle_never_crashes_either(
    tmp_path_factory: pytest.TempPathFactory, raw: bytes, signer: DeviceKey
) -> None:
    folder = tmp_path_factory.mktemp("no-bundle")
    sign_again(folder, raw, signer)
    if signer is STRANGER:
        (folder / SIGNATURE).write_bytes(raw)
    assert verdicts(folder)[:2] == (2, 2)


def test_an_erased_value_that_is_still_there_is_found(
    small_register: SmallRegister, folder: Path
) -> None:
    """The register from before the erasure still holds the value and its salt."""
    erased = read_content(folder)
    place = next(
        place
        for place, one in enumerate(_entries(erased))
        if isinstance(one["payload"], dict) and None in one["payload"].values()
    )
    with Ledger.open(small_register.path) as ledger:
        before = ledger.main.stored(2).payload
    assert ("name", None, None) in before

    def put_back(content: Content, _: Path) -> None:
        payload = _entries(content)[place]["payload"]
        assert isinstance(payload, dict)
        payload["name"] = {"salt": "00" * 16, "value": b64encode(b'"name 1"').decode()}

    forge(folder, put_back, RANA)
    assert verdicts(folder)[:2] == (2, 2)
    assert "is there, and was erased" in verdicts(folder).told
