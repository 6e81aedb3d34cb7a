"""The format as docs/format.md describes it, computed from the page, and as the code does it."""

import base64
import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from sijill.ledger import EntryKind
from sijill.ledger.entries.canonical import encode
from sijill.ledger.entries.envelope import FORMAT_VERSION, Envelope
from sijill.ledger.log.inspection import inspect_entry
from sijill.ledger.merkle.tree import GrowingTree, TreeHead, root_of
from sijill.ledger.signing.checkpoint import (
    cosign,
    read_checkpoint,
    verifier_text,
    write_checkpoint,
)
from sijill.ledger.signing.keys import DeviceKey, is_signed_by
from sijill.ledger.stores.sqlite_schema import APPLICATION_ID, SCHEMA_VERSION, expected_schema
from sijill.ledger.stores.storage import EntryRow
from sijill.register.events import FORMS

DOCS = Path(__file__).parents[2] / "docs"
TEXT = (DOCS / "format.md").read_text(encoding="utf-8")
VECTORS: dict[str, Any] = json.loads((DOCS / "format-vectors.json").read_text(encoding="utf-8"))
KEY = DeviceKey.from_secret(bytes.fromhex(VECTORS["keys"]["secret"]))
LOG: str = VECTORS["keys"]["log"]
ENTRIES: list[dict[str, Any]] = VECTORS["entries"]


@pytest.mark.parametrize("vector", VECTORS["canonical"])
def test_canonical_json(vector: dict[str, Any]) -> None:
    assert encode(vector["value"]) == vector["bytes"].encode()


@pytest.mark.parametrize("given", ENTRIES)
def test_commitments_signatures_and_leaf_hashes(given: dict[str, Any]) -> None:
    raw, signature = given["entry"].encode(), bytes.fromhex(given["signature"])
    content = json.loads(raw)
    for field in given["payload"]:
        salt = bytes.fromhex(field["salt"])
        digest = sha256(b"\x02" + salt + field["value"].encode()).hexdigest()
        assert content["payload"][field["name"]] == field["digest"] == digest
    assert given["leaf"] == sha256(b"\x00" + raw + signature).hexdigest()
    if EntryKind(content["kind"]).is_decision:
        assert is_signed_by(KEY.public, b"sijill entry\n" + raw, signature)
    else:
        assert signature == b""
    row = EntryRow(content["n"], raw, signature, bytes.fromhex(given["leaf"]), content["kind"])
    fields = [
        (it["name"], bytes.fromhex(it["salt"]), it["value"].encode()) for it in given["payload"]
    ]
    assert inspect_entry((LOG, content["n"]), row, fields, KEY.public).faults == ()
    assert Envelope.from_bytes(raw).to_bytes() == raw


def test_the_chain_the_tree_and_an_order() -> None:
    leaves = [bytes.fromhex(it["leaf"]) for it in ENTRIES]
    contents = [json.loads(it["entry"]) for it in ENTRIES]
    assert [it["prev"] for it in contents] == ["", *(leaf.hex() for leaf in leaves[:-1])]
    assert [root_of(leaves[:size]).hex() for size in range(len(leaves) + 1)] == VECTORS["roots"]
    assert VECTORS["roots"][:2] == [sha256(b"").hexdigest(), leaves[0].hex()]
    two = sha256(b"\x01" + leaves[0] + leaves[1]).digest()
    assert VECTORS["roots"][3] == sha256(b"\x01" + two + leaves[2]).hexdigest()
    tree = GrowingTree()
    nodes = [node for leaf in leaves for node in tree.add(leaf)]
    assert [{"level": it.level, "index": it.place, "hash": it.digest.hex()} for it in nodes] == (
        VECTORS["nodes"]
    )
    assert contents[3]["over"] == [f"{leaves[1].hex()}/cells"]


def test_checkpoints() -> None:
    note, cosigned = VECTORS["checkpoint"].encode(), VECTORS["cosigned"].encode()
    size, root = len(ENTRIES), VECTORS["roots"][len(ENTRIES)]
    assert write_checkpoint(LOG, TreeHead(size, root), KEY) == note
    body, _, line = note.decode().partition("\n\n")
    assert body.splitlines() == [
        f"sijill/{LOG}",
        str(size),
        base64.b64encode(bytes.fromhex(root)).decode(),
    ]
    stamped = base64.b64decode(line.split()[2])
    name = f"sijill/{LOG}".encode()
    assert stamped[:4] == sha256(name + b"\n\x01" + KEY.public).digest()[:4]
    assert is_signed_by(KEY.public, body.encode() + b"\n", stamped[4:])
    peer = DeviceKey.from_secret(bytes(range(1, 33)))
    (other,) = json.loads(ENTRIES[4]["entry"])["seen"]
    assert cosign(note, f"sijill/{other}", peer) == cosigned
    assert read_checkpoint(cosigned).is_cosigned(LOG, KEY.public, other, peer.public)
    assert verifier_text(LOG, KEY.public) == VECTORS["keys"]["verifier"]


def table(heading: str) -> list[list[str]]:
    """The rows of the table that begins with a heading."""
    lines = TEXT[TEXT.index(heading) :].split("\n\n", 1)[0].splitlines()[2:]
    return [[cell.strip().strip("`") for cell in line.strip("|").split("|")] for line in lines]


def test_the_page_names_every_key_of_an_entry_every_table_and_every_version() -> None:
    keys = [row[0] for row in table("| key | value |")]
    assert sorted(keys) == sorted(json.loads(ENTRIES[0]["entry"]))
    tables = {name for kind, name, *_ in expected_schema() if kind == "table"}
    assert {row[0] for row in table("| table | holds |")} == tables
    assert f"`user_version` {SCHEMA_VERSION}" in TEXT
    assert f"`application_id` {APPLICATION_ID}" in TEXT
    assert f"has the number {FORMAT_VERSION} (`v`), that of the tables {SCHEMA_VERSION}" in TEXT


def test_the_page_names_the_decisions() -> None:
    sentence = TEXT[TEXT.index("of the kinds") : TEXT.index("is a decision and carries")]
    assert [kind for kind in EntryKind if f"`{kind}`" in sentence] == [
        kind for kind in EntryKind if kind.is_decision
    ]


def test_the_page_names_every_field_of_every_kind() -> None:
    written = [tuple(row) for row in table("| kind | field | always | erasable |")]
    assert {kind for kind, *_ in written} == {str(kind) for kind in FORMS}
    for kind, form in FORMS.items():
        erasable = {field for it, field, _, gone in written if it == kind and gone}
        assert erasable == set(form.erasable())
