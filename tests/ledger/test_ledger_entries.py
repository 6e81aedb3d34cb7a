import re
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.ledger.entries.canonical import Json, decode, encode
from sijill.ledger.entries.entry import Draft, EntryKind, FileReference
from sijill.ledger.entries.envelope import EntryWriter, Envelope, read_time, written_time
from sijill.ledger.merkle.tree import TreeHead
from sijill.model.errors import LedgerError

LOG = "0123456789abcdef" * 2
SHA = "ab" * 32
TEXTS = st.text()
DIGESTS = st.binary(min_size=32, max_size=32).map(bytes.hex)
MOMENTS = st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30), timezones=st.just(UTC))  # noqa: DTZ001 the strategy adds the zone

ENVELOPES = st.builds(
    Envelope,
    log=st.binary(min_size=16, max_size=16).map(bytes.hex),
    number=st.integers(0, 2**53 - 1),
    prev=DIGESTS | st.just(""),
    at=MOMENTS.map(written_time),
    author=TEXTS,
    kind=st.sampled_from(EntryKind),
    subject=TEXTS,
    over=st.lists(TEXTS, max_size=3).map(tuple),
    digests=st.dictionaries(TEXTS, DIGESTS, max_size=5),
    files=st.lists(
        st.builds(FileReference, DIGESTS, st.integers(0, 2**53 - 1), TEXTS), max_size=3
    ).map(tuple),
    cited_heads=st.dictionaries(
        st.binary(min_size=16, max_size=16).map(bytes.hex),
        st.builds(TreeHead, st.integers(0, 2**53 - 1), DIGESTS),
        max_size=3,
    ),
)


def fields_of(envelope: Envelope) -> dict[str, Json]:
    return {
        "v": 1,
        "log": envelope.log,
        "n": envelope.number,
        "prev": envelope.prev,
        "seen": {
            log: {"root": it.root, "size": it.size} for log, it in envelope.cited_heads.items()
        },
        "at": envelope.at,
        "author": envelope.author,
        "kind": envelope.kind,
        "subject": envelope.subject,
        "over": envelope.over,
        "payload": envelope.digests,
        "files": [{"sha256": it.sha256, "size": it.size, "type": it.type} for it in envelope.files],
    }


EXAMPLE: dict[str, Json] = {
    "v": 1,
    "log": LOG,
    "n": 7,
    "prev": SHA,
    "seen": {},
    "at": "2018-06-15T09:30:00.000000Z",
    "author": "rana",
    "kind": "judgement",
    "subject": "a:1 b:2",
    "over": ["a:1"],
    "payload": {"reason": SHA},
    "files": [{"sha256": SHA, "size": 12, "type": "text/csv"}],
}


@given(
    subject=st.text(min_size=1),
    author=st.text(min_size=1),
    names=st.lists(st.text(max_size=5), max_size=4, unique=True),
)
def test_an_append_writes_the_bytes_of_the_envelope(
    subject: str, author: str, names: list[str]
) -> None:
    """Also where names are beyond ASCII or hold a percent sign, and for half a character."""
    log, prev, at = "a" * 32, "b" * 64, "2031-06-01T00:00:00.000000Z"
    digests = {name: f"{place:064x}" for place, name in enumerate(names)}
    for words in (subject, "half a character: \ud800"):
        draft = Draft(EntryKind.ROW, words)
        envelope = Envelope(log, 7, prev, at, author, draft.kind, words, (), digests, ())
        writer = EntryWriter(log, author, at)
        try:
            expected = envelope.to_bytes()
        except LedgerError as error:
            with pytest.raises(LedgerError, match=re.escape(str(error))):
                writer.write(draft, 7, prev, digests, {})
        else:
            assert writer.write(draft, 7, prev, digests, {}) == expected


def test_the_bytes_of_an_entry_written_out() -> None:
    envelope = Envelope(
        log=LOG,
        number=0,
        prev="",
        at="2018-06-15T09:30:00.000000Z",
        author="رنا",
        kind=EntryKind.CAPTURE,
        subject="list-a",
        over=(),
        digests={"name": SHA},
        files=(FileReference(SHA, 12, "text/csv"),),
    )
    assert envelope.to_bytes().decode() == (
        '{"at":"2018-06-15T09:30:00.000000Z","author":"رنا",'
        f'"files":[{{"sha256":"{SHA}","size":12,"type":"text/csv"}}],'
        f'"kind":"capture","log":"{LOG}","n":0,"over":[],"payload":{{"name":"{SHA}"}},'
        '"prev":"","seen":{},"subject":"list-a","v":1}'
    )


@given(ENVELOPES)
def test_the_bytes_of_an_entry_are_the_canonical_json_of_its_fields(envelope: Envelope) -> None:
    assert envelope.to_bytes() == encode(fields_of(envelope))


@given(ENVELOPES)
def test_an_envelope_can_be_read_back(envelope: Envelope) -> None:
    assert Envelope.from_bytes(envelope.to_bytes()) == envelope


def test_half_a_character_is_refused() -> None:
    envelope = Envelope.from_bytes(encode({**EXAMPLE}))
    broken = Envelope(**{**vars_of(envelope), "subject": "a\ud800"})  # type: ignore[arg-type]
    with pytest.raises(LedgerError, match="the entry contains"):
        broken.to_bytes()


def vars_of(envelope: Envelope) -> dict[str, object]:
    return {name: getattr(envelope, name) for name in Envelope.__slots__}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("v", 2),
        ("v", True),
        ("v", "1"),
        ("log", "0" * 31),
        ("log", "G" * 32),
        ("log", LOG + "\n"),
        ("n", "7"),
        ("n", None),
        ("n", False),
        ("prev", "abc"),
        ("prev", None),
        ("seen", []),
        ("seen", {LOG: {"size": 1}}),
        ("seen", {"short": {"size": 1, "root": SHA}}),
        ("seen", {LOG: {"size": -1, "root": SHA}}),
        ("at", "2018-06-15"),
        ("at", "2018-06-15T09:30:00Z"),
        ("at", "2018-06-15T09:30:00.000000+00:00"),
        ("at", "2018-06-15T09:30:00.000000"),
        ("at", "2018-02-30T09:30:00.000000Z"),
        ("at", 1),
        ("author", None),
        ("author", ["rana"]),
        ("kind", "rumour"),
        ("kind", 1),
        ("subject", 3),
        ("over", "a:1"),
        ("over", [1]),
        ("payload", []),
        ("payload", {"reason": "abc"}),
        ("payload", {"reason": None}),
        ("files", {}),
        ("files", ["x"]),
        ("files", [{"sha256": SHA, "size": 12}]),
        ("files", [{"sha256": SHA, "size": 12, "type": "a", "name": "b"}]),
        ("files", [{"sha256": "x", "size": 12, "type": "a"}]),
        ("files", [{"sha256": SHA, "size": -1, "type": "a"}]),
        ("files", [{"sha256": SHA, "size": True, "type": "a"}]),
        ("files", [{"sha256": SHA, "size": 12, "type": None}]),
    ],
)
def test_a_field_of_another_form_is_refused(field: str, value: Json) -> None:
    assert Envelope.from_bytes(encode(EXAMPLE)).number == 7
    with pytest.raises(LedgerError):
        Envelope.from_bytes(encode({**EXAMPLE, field: value}))


@pytest.mark.parametrize("fields", [[], "x", {}, {**EXAMPLE, "more": 1}, {"v": 1}])
def test_an_entry_has_exactly_its_fields(fields: Json) -> None:
    with pytest.raises(LedgerError, match="exactly the fields"):
        Envelope.from_bytes(encode(fields))


@given(st.binary(max_size=200))
def test_no_bytes_make_it_stumble(raw: bytes) -> None:
    with pytest.raises(LedgerError):
        Envelope.from_bytes(raw)


@given(st.data())
def test_no_json_makes_it_stumble(data: st.DataObject) -> None:
    anything = st.recursive(
        st.none() | st.booleans() | st.integers(-9, 9) | TEXTS,
        lambda it: st.lists(it, max_size=3) | st.dictionaries(TEXTS, it, max_size=3),
        max_leaves=6,
    )
    field = data.draw(st.sampled_from(sorted(EXAMPLE)))
    raw = encode({**EXAMPLE, field: data.draw(anything)})
    try:
        envelope = Envelope.from_bytes(raw)
    except LedgerError:
        return
    assert envelope.to_bytes() == raw
    assert decode(raw) == decode(encode(fields_of(envelope)))


def test_a_time_is_written_in_utc_with_six_decimals() -> None:
    at = datetime(2018, 6, 15, 12, 30, tzinfo=timezone(timedelta(hours=3)))
    assert written_time(at) == "2018-06-15T09:30:00.000000Z"
    assert read_time(written_time(at)) == at


@given(MOMENTS)
def test_a_time_can_be_read_back(at: datetime) -> None:
    assert read_time(written_time(at)) == at
    assert read_time(written_time(at)).tzinfo is UTC


def test_a_time_without_a_zone_or_outside_all_years_is_refused() -> None:
    with pytest.raises(LedgerError, match="no time zone"):
        written_time(datetime(2018, 6, 15))  # noqa: DTZ001 that is what is refused
    with pytest.raises(LedgerError, match="no year"):
        written_time(datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=3))))


def test_a_draft_says_what_it_is_about() -> None:
    with pytest.raises(LedgerError, match="what it is about"):
        Draft(EntryKind.CASE, "")


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "row"},
        {"kind": None},
        {"subject": 7},
        {"over": "a:1"},
        {"over": ["a:1"]},
        {"over": (1,)},
        {"payload": None},
        {"payload": [("a", 1)]},
        {"files": [FileReference(SHA, 1)]},
        {"files": (SHA,)},
    ],
)
def test_a_draft_refuses_parts_of_another_type(wrong: dict[str, object]) -> None:
    parts = {"kind": EntryKind.ROW, "subject": "a:1"} | wrong
    with pytest.raises(LedgerError, match="wrong type"):
        Draft(**parts)  # type: ignore[arg-type]


@pytest.mark.parametrize("sha256", ["", SHA[:-1], SHA.upper(), SHA + " ", "zz" * 32, 5])
def test_a_file_reference_needs_a_sha256(sha256: str) -> None:
    with pytest.raises(LedgerError, match="not a SHA-256"):
        FileReference(sha256, 1)


@pytest.mark.parametrize("size", [-1, 2**53, 1.0, True, None])
def test_a_file_reference_needs_a_size(size: int) -> None:
    with pytest.raises(LedgerError, match="bytes"):
        FileReference(SHA, size)
