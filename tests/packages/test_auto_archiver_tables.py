"""Tables of archived links: both forms, what is kept, what is rejected and why."""

import csv
import hashlib
import io
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sijill.model import evidence_limits
from sijill.model.errors import FileUnreadableError
from sijill.model.records.rejects import Effect
from sijill.packages.auto_archiver.cut_literals import read_damaged
from sijill.packages.auto_archiver.python_literals import read_literal
from sijill.packages.auto_archiver.statuses import ArchivingOutcome, find_outcome
from sijill.packages.auto_archiver.tables import (
    ArchivedLink,
    ArchiverTable,
    ClaimedHash,
    HashAlgorithm,
    compare_copy,
    read_auto_archiver,
)
from sijill.packages.completeness import lacks_of
from sijill.packages.json_texts import UnreadableText
from sijill.packages.labels import Label

HEADER = (
    "Link,Archive status,Archive location,Archive date,Upload timestamp,Upload title,Hash,Notes"
)
PAGE = b"<html>the copy</html>"
SHA256 = hashlib.sha256(PAGE).hexdigest()
SHA3 = hashlib.sha3_512(PAGE).hexdigest()


def _read(folder: Path, text: str | bytes) -> ArchiverTable:
    path = folder / "links.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_auto_archiver(path, "links.csv")


def _link(folder: Path, *, hash_cell: str) -> ArchivedLink:
    row = f"https://example.org/a,a: success,copies/a.html,,,,{hash_cell}"
    return _read(folder, f"{HEADER}\n{row}\n").links[0]


def test_a_row_of_the_sheet_becomes_a_link_that_opens_its_row(tmp_path: Path) -> None:
    row = (
        "https://example.org/a,telethon: success,copies/a.html,2031-06-03T10:00:00+00:00,"
        f'2031-06-02T09:00:00+00:00,"قصف, الرقة",SHA-256:{SHA256},seen by R.'
    )
    table = _read(tmp_path, f"{HEADER}\n{row}\n")
    (link,) = table.links
    assert table.sha256 == hashlib.sha256((tmp_path / "links.csv").read_bytes()).hexdigest()
    assert (link.locator.sha256, link.locator.row) == (table.sha256, 2)
    assert str(link.locator) == "links.csv, row 2"
    assert (link.url, link.outcome) == ("https://example.org/a", ArchivingOutcome.ARCHIVED)
    assert (link.status, link.locations) == ("telethon: success", ("copies/a.html",))
    assert link.claimed_hash == ClaimedHash(HashAlgorithm.SHA_256, SHA256)
    assert link.title == "قصف, الرقة"
    assert (link.archived, link.posted) == (
        "2031-06-03T10:00:00+00:00",
        "2031-06-02T09:00:00+00:00",
    )
    assert table.rejects == ()


def test_a_row_of_the_database_form_becomes_the_same_link(tmp_path: Path) -> None:
    """Written as the tool writes it: the ``repr`` of dictionaries and times in cells."""
    metadata = {
        "_processed_at": datetime(2031, 6, 3, 10, tzinfo=UTC),
        "url": "https://example.org/a",
        "title": 'it\'s "here"',
        "timestamp": datetime(2031, 6, 2, 9, 0, 0, 500_000, tzinfo=UTC),
    }
    media = [
        {"filename": "raw.mp4", "key": None, "urls": ["c/raw.mp4"], "properties": {"hash": "x"}},
        {
            "filename": "a.html",
            "key": "a",
            "urls": ["https://archive.example.org/a.html", "copies/a.html"],
            "properties": {"id": "_final_media", "hash": f"SHA-256:{SHA256}", "duration": -1.5},
        },
    ]
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerows([["status", "metadata", "media"], ["wayback: success", metadata, media]])
    (link,) = _read(tmp_path, written.getvalue()).links
    assert (link.url, link.title, link.outcome) == (
        "https://example.org/a",
        'it\'s "here"',
        ArchivingOutcome.ARCHIVED,
    )
    assert link.locations == ("https://archive.example.org/a.html", "copies/a.html")
    assert link.claimed_hash == ClaimedHash(HashAlgorithm.SHA_256, SHA256)
    assert (link.archived, link.posted) == (
        "2031-06-03T10:00:00+00:00",
        "2031-06-02T09:00:00.500000+00:00",
    )


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        ("success", ArchivingOutcome.ARCHIVED),
        ("[cached] youtube: success", ArchivingOutcome.ARCHIVED),
        ("no archiver", ArchivingOutcome.NOTHING_ARCHIVED),
        ("Archive in progress", ArchivingOutcome.IN_PROGRESS),
        ("Archive failed: timeout", ArchivingOutcome.FAILED),
        ("wayback: success", ArchivingOutcome.ARCHIVED),
        ("wayback: Internet Archive fallback", ArchivingOutcome.ARCHIVED),
        ("youtube_dl: already archived", ArchivingOutcome.ARCHIVED),
        ("telethon: Could not download media, but already archived", ArchivingOutcome.ARCHIVED),
        ("twitter-ytdl", ArchivingOutcome.ARCHIVED),
        ("yt-dlp_Youtube", ArchivingOutcome.ARCHIVED),
        ("antibot", ArchivingOutcome.ARCHIVED),
        ("wayback: retrying at 2031-06-01 10:00", ArchivingOutcome.IN_PROGRESS),
        ("wayback: pending", ArchivingOutcome.IN_PROGRESS),
        ("wayback: Internet archive failed: {'message': 'success: no'}", ArchivingOutcome.FAILED),
        ("wayback: failed", ArchivingOutcome.FAILED),
        ("tiktok: Could not download media", ArchivingOutcome.FAILED),
        ("tiktok: Other Tiktok error: 10204", ArchivingOutcome.FAILED),
        ("youtube_dl: Streaming media", ArchivingOutcome.NOTHING_ARCHIVED),
        ("Invalid URL", ArchivingOutcome.FAILED),
        ("", ArchivingOutcome.NOT_TRIED),
        ("no success", ArchivingOutcome.NOT_UNDERSTOOD),
        ("done by hand", ArchivingOutcome.NOT_UNDERSTOOD),
    ],
)
def test_the_words_of_a_status_are_an_outcome(status: str, outcome: ArchivingOutcome) -> None:
    assert find_outcome(status) is outcome


@pytest.mark.parametrize(
    ("row", "column", "reason", "effect"),
    [
        (",success,x", "url", "no web address", Effect.ROW),
        ("javascript:alert(1),success,x", "url", "no web address", Effect.ROW),
        ('"=HYPERLINK(""https://example.org"")",,', "url", "no web address", Effect.ROW),
        ("https://a.org,success,x,,,,,,too many", "", "has 9 cells", Effect.ROW),
        ("https://a.org,done by hand,x", "status", "none that Auto Archiver", Effect.VALUE),
        ("https://a.org,success,", "locations", "but not where", Effect.VALUE),
        ("https://a.org,success,x,,,,abc", "hash", "no hash of a known form", Effect.VALUE),
        (f"https://a.org,success,x,,,,MD5:{SHA256}", "hash", "no hash of a known", Effect.VALUE),
        (f"https://a.org,success,x,,,,SHA3-512:{SHA256}", "hash", "no hash of", Effect.VALUE),
    ],
)
def test_what_cannot_be_used_is_rejected_with_its_row(
    tmp_path: Path, row: str, column: str, reason: str, effect: Effect
) -> None:
    table = _read(tmp_path, f"{HEADER}\n\n{row}\nhttps://example.org/b\n")
    (reject,) = table.rejects
    assert (reject.row, reject.column, reject.effect) == (3, column, effect)
    assert reason in reject.reason
    assert [link.locator.row for link in table.links][-1] == 4
    assert len(table.links) == (1 if effect is Effect.ROW else 2)


@pytest.mark.parametrize(
    "metadata",
    [
        "{'url': __import__('os').system('true')}",
        "{'url': open('/etc/passwd')}",
        "{'url': 'a' + 'b'}",
        "{'url': f'{1}'}",
        "{'url': 'https://a.org', 'url': 'https://b.org'}",
        "{1: 2}",
        "{'url': b'x'}",
        "{**{}}",
        "{'at': datetime.datetime(2031, 13, 1)}",
        "{'at': datetime.datetime(2031)}",
        "{'at': datetime.datetime(2031, 1, 1, fold=x)}",
        "{'at': <a place>}",
        "{'at': OrderedDict([1, 2])}",
        "'" + "\\'" * 400_000,
        "<a" * 400_000,
        "{'at': datetime.datetime(2031, 1, 1, tzinfo=zone)}",
        "{'at': datetime.datetime(2031, 1, 'x')}",
        "{'at': '\\ud800'}",
        "(" * 500,
        "-" * 100_000 + "1",
        "{",
        "",
        "9" * 5_000,
        "a\0b",
        "x" * 1_000_001,
    ],
    ids=lambda cell: cell[:30],
)
def test_a_cell_that_is_more_than_plain_values_is_not_read(metadata: str) -> None:
    assert isinstance(read_literal(metadata), UnreadableText)


@pytest.mark.parametrize(
    ("part", "reason"),
    [
        ("'raw': b'\\x00f'", "holds bytes, which is no plain value"),
        ("'score': nan", "holds nan, which is no plain value"),
        ("'at': datetime.datetime(2031, 13, 1)", "a time that does not exist"),
        ("'at': datetime.datetime(2031, 1, 1, tzinfo=tzlocal())", "a zone that is not known"),
        ("'at': datetime.datetime(2031, 1, 1, tzinfo=ZoneInfo('No/Where'))", "not known here"),
        ("'at': exit()", "holds exit(), and nothing is run here"),
        ("'by': <telethon.Peer object at 0x7f>", "the object <telethon.Peer object at 0x7f>"),
        ("3: 'c'", "a key that is no text"),
        ("'title': 'a', 'title': 'b'", "a key twice in one mapping ('title')"),
        ("'deep': {'a': [{1: 2}]}", "a key that is no text"),
        ("'twice': {'a': 1, 'a': 2}", "a key twice"),
        ("'title': '\\ud83d line'", "half a character"),
    ],
    ids=lambda text: text[:30],
)
def test_a_part_that_cannot_be_read_costs_itself_and_not_the_link(
    tmp_path: Path, part: str, reason: str
) -> None:
    metadata = f"{{'url': 'https://example.org/a', {part}}}"
    media = f"[{{'urls': ['https://copies.example/a'], 'properties': {{'hash': '{SHA256}'}}}}]"
    table = _read(tmp_path, f'status,metadata,media\nsuccess,"{metadata}","{media}"\n')
    (link,) = table.links
    assert (link.url, link.locations) == ("https://example.org/a", ("https://copies.example/a",))
    assert link.claimed_hash is not None
    (reject,) = table.rejects
    assert (reject.row, reject.column, reject.effect) == (2, "metadata", Effect.VALUE)
    assert reason in reject.reason


@pytest.mark.parametrize(
    ("zone", "written"),
    [
        ("tzutc()", "+00:00"),
        ("datetime.timezone.utc", "+00:00"),
        ("tzoffset(None, 10800)", "+03:00"),
        ("tzoffset('EET', 7200)", "+02:00"),
        ("datetime.timezone(datetime.timedelta(seconds=16200))", "+04:30"),
        ("datetime.timezone(datetime.timedelta(days=-1, seconds=68400), 'EST')", "-05:00"),
        ("zoneinfo.ZoneInfo(key='Asia/Damascus')", "+03:00"),
        ("<UTC>", "+00:00"),
        ("<DstTzInfo 'Asia/Damascus' EET+2:00:00 STD>", "+03:00"),
        ("zoneinfo.ZoneInfo(key='Asia/Damascus'), fold=1", "+03:00"),
    ],
)
def test_a_time_keeps_its_zone(zone: str, written: str) -> None:
    assert read_literal(f"datetime.datetime(2024, 2, 1, 9, 0, tzinfo={zone})") == (
        f"2024-02-01T09:00:00{written}"
    )


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "a/b/c/d", "", "x" * 5_000])
def test_a_zone_is_a_name_and_never_a_path(name: str) -> None:
    zone = f"datetime.datetime(2031, 1, 1, tzinfo=ZoneInfo({name!r}))"
    assert isinstance(read_literal(zone), UnreadableText)


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        ("deleted_or_unavailable", "nothing_archived"),
        ("not archived", "nothing_archived"),
        ("antibot", "archived"),
        ("yt-dlp_TikTok: success", "archived"),
        ("[cached] wayback: success", "archived"),
    ],
)
def test_statuses_that_extractors_write(status: str, outcome: str) -> None:
    assert find_outcome(status) == outcome


def test_a_row_of_the_database_form_that_cannot_be_read_is_rejected(tmp_path: Path) -> None:
    rows = "success,{,[]\nsuccess,[],[]\nsuccess,{},5\n"
    table = _read(tmp_path, f"status,metadata,media\n{rows}")
    assert table.links == ()
    cut, no_mapping, empty = (one.reason for one in table.rejects)
    assert cut.startswith("there is no web address in the column of links; the cell is damaged")
    assert no_mapping == "'metadata' holds no mapping"
    assert empty.startswith("there is no web address in the column of links")


@pytest.mark.parametrize("hash_cell", [SHA256, f"SHA-256:{SHA256}", SHA3, f"SHA3-512:{SHA3}"])
def test_a_copy_agrees_or_differs_by_either_algorithm(tmp_path: Path, hash_cell: str) -> None:
    copy = tmp_path / "a.html"
    copy.write_bytes(PAGE)
    link = _link(tmp_path, hash_cell=hash_cell.upper())
    assert compare_copy(link, copy).check.label is Label.AGREES
    copy.write_bytes(PAGE + b" ")
    found = compare_copy(link, copy)
    assert found.check.label is Label.DIFFERS
    assert found.sha256_found == hashlib.sha256(PAGE + b" ").hexdigest()


def test_a_copy_without_a_claimed_hash_could_not_be_checked(tmp_path: Path) -> None:
    copy = tmp_path / "a.html"
    copy.write_bytes(PAGE)
    link = _link(tmp_path, hash_cell="not-calculated")
    assert link.claimed_hash is None
    assert compare_copy(link, copy).check.label is Label.COULD_NOT_CHECK


def test_column_names_of_ones_own_are_given(tmp_path: Path) -> None:
    path = tmp_path / "links.csv"
    path.write_text("Address,State\nhttps://example.org,success\n", encoding="utf-8")
    columns = {"address": "url", "state": "status"}
    assert read_auto_archiver(path, "links.csv", columns).links[0].status == "success"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "the header has nothing"),
        (b"a,b\n1,2\n", "the header has 'a', 'b'"),
        (b"link,link\n", "one column must hold the links"),
        (b"link\n\xff\n", "byte 5 is no UTF-8"),
        (b'link\n"never closed', "never closed"),
    ],
)
def test_a_file_that_is_no_such_table_is_told(tmp_path: Path, content: bytes, told: str) -> None:
    with pytest.raises(FileUnreadableError, match=told):
        _read(tmp_path, content)


def test_a_table_of_too_many_links_is_refused_with_its_rows(tmp_path: Path) -> None:
    rows = "https://example.org/,ok\n" * (evidence_limits.MOST_ARCHIVED_LINKS + 1)
    with pytest.raises(FileUnreadableError, match="50,001 rows, more than the 50,000"):
        _read(tmp_path, f"Link,Archive status\n{rows}")


def test_files_that_are_not_there_are_told(tmp_path: Path) -> None:
    link = _link(tmp_path, hash_cell=SHA256)
    with pytest.raises(FileUnreadableError, match=r"gone\.html: the file cannot be opened"):
        compare_copy(link, tmp_path / "gone.html")
    with pytest.raises(FileUnreadableError, match=r"gone\.csv: the file cannot be opened"):
        read_auto_archiver(tmp_path / "gone", "gone.csv")


TIMES = st.datetimes(timezones=st.just(UTC)).map(lambda time: time.replace(fold=0))
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | TIMES,
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@settings(max_examples=50)
@given(PLAIN)
def test_every_plain_value_is_read_back_from_its_repr(value: object) -> None:
    def plain(one: object) -> object:
        match one:
            case datetime():
                return one.isoformat()
            case list():
                return [plain(part) for part in one]
            case dict():
                return {key: plain(part) for key, part in one.items()}
        return one

    assert read_literal(repr(value)) == plain(value)


@given(st.binary(max_size=300))
def test_garbage_is_a_table_or_an_error_with_a_sentence(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    try:
        _read(tmp_path_factory.mktemp("tables"), b"link,hash\n" + content)
    except FileUnreadableError as error:
        assert str(error).startswith("links.csv: ")  # noqa: PT017  either outcome is right


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("OrderedDict([('a', 1), ('b', [2])])", {"a": 1, "b": [2]}),
        ("OrderedDict({'a': 1})", {"a": 1}),
        ("collections.OrderedDict()", {}),
        ("defaultdict(<class 'list'>, {'a': [1]})", {"a": [1]}),
        ("{'a': set(), 'b': frozenset({1})}", {"a": [], "b": [1]}),
        ("PosixPath('copies/a.mp4')", "copies/a.mp4"),
        ("datetime.date(2031, 6, 1)", "2031-06-01"),
        ("'<a text> with \\' both'", "<a text> with ' both"),
        (
            "[Media(filename='a.mp4', urls=['https://a.org'], properties={'hash': 'x'})]",
            [{"filename": "a.mp4", "urls": ["https://a.org"], "properties": {"hash": "x"}}],
        ),
    ],
)
def test_objects_that_list_their_parts_are_read(written: str, value: object) -> None:
    assert read_literal(written) == value


@pytest.mark.parametrize(
    ("row", "lack"),
    [
        ("https://example.org/a,a: success,copies/a.html,,,,", ""),
        ("https://example.org/a,wayback: success,,,,,", "no copy is named"),
        ("https://example.org/a,no archiver,,,,,", "nothing was archived (no archiver)"),
        ("https://example.org/a,Archive failed: Timeout,,,,,", "archiving failed (Archive failed"),
        ("https://example.org/a,Archive in progress,,,,,", "archiving had not ended"),
        ("https://example.org/a,,,,,,", "archiving was not tried"),
        ("https://example.org/a,purple,,,,,", "its status is not understood (purple)"),
    ],
)
def test_a_link_that_was_not_archived_is_said_with_its_row(
    tmp_path: Path, row: str, lack: str
) -> None:
    lacks = lacks_of(_read(tmp_path, f"{HEADER}\n{row}\n"))
    assert len(lacks) == bool(lack)
    assert all(one.startswith("row 2: https://example.org/a") and lack in one for one in lacks)


META = "'url': 'https://example.org/a', 'title': 'T', 'timestamp': 1925032805"
FILE = f"'urls': ['https://copies.example/a'], 'properties': {{'hash': '{SHA256}'}}"


@pytest.mark.parametrize(
    ("metadata", "media", "told"),
    [
        (f"{{{META}, 'text': 'cut her", f"[{{{FILE}}}]", {"metadata"}),
        (f"{{{META}, 'text': ['a', 'b", f"[{{{FILE}}}]", {"metadata"}),
        (f"{{{META}, 'text': Peer(id 5)}}", f"[{{{FILE}}}]", {"metadata"}),
        (f"{{{META}, 'at': 2031-06-03 10:00:00}}", f"[{{{FILE}}}]", {"metadata"}),
        (f"{{{META},", f"[{{{FILE}}}]", {"metadata"}),
        (f"{{{META}}}", f"[{{{FILE}}}, {{'urls': ['https://copies.exa", {"media"}),
        (f"{{{META}}}", f"[Media(filename='a', {FILE.replace(': ', '=', 1)[1:]})]", {"media"}),
        (f"{{{META}}}", f"[{{{FILE}, 'peer': <Peer at 0x7f>, 'raw': b'..", {"media"}),
        (f"{{{META}}}", f"[{{{FILE}, 'n': nan}}]", {"media"}),
        (f"{{{META}, 'n': inf, 'b': b'..'}}", f"[{{{FILE}}}]", {"metadata"}),
    ],
    ids=range(10),
)
def test_a_cell_that_was_cut_off_or_damaged_keeps_what_can_be_read(
    tmp_path: Path, metadata: str, media: str, told: set[str]
) -> None:
    buffer = io.StringIO()
    csv.writer(buffer).writerows((("status", "metadata", "media"), ("success", metadata, media)))
    table = _read(tmp_path, buffer.getvalue())
    (link,) = table.links
    assert (link.url, link.title, link.posted) == ("https://example.org/a", "T", "1925032805")
    if "Media(" not in media:
        assert link.locations == ("https://copies.example/a",)
        assert link.claimed_hash is not None
    assert {one.column for one in table.rejects if one.effect is Effect.VALUE} >= told
    assert all("Traceback" not in one.reason for one in table.rejects)


@given(st.text("{}[]()'\\,:=ab1 <>", max_size=60))
def test_any_damaged_text_is_read_in_part_or_told(text: str) -> None:
    unread: list[str] = []
    value = read_damaged(text, unread)
    plain = read_literal(text, [])
    if isinstance(plain, UnreadableText):
        assert isinstance(value, UnreadableText) or unread
    else:
        assert value == plain


def test_a_value_too_long_to_be_read_is_not_read_in_parts() -> None:
    value = read_damaged("[" * (evidence_limits.LONGEST_PYTHON_LITERAL + 1), [])
    assert isinstance(value, UnreadableText)
    assert "longer than" in value.reason


@pytest.mark.parametrize("start", ["", "Media", "["])
def test_a_value_of_many_blanks_is_read_in_one_pass(start: str) -> None:
    assert read_damaged(f"{start}{' ' * 990_000}!", []) is not None


def test_a_value_of_many_colons_is_read_in_one_pass() -> None:
    assert isinstance(read_damaged("{" + "x:" * 200_000, []), Mapping | UnreadableText)


JSON_ROW = {
    "status": "telethon: success",
    "metadata": {"url": "https://example.org/a", "title": "T", "timestamp": "2031-06-02"},
    "media": [{"urls": ["https://copies.example/a"], "properties": {"hash": SHA256}}],
}
SHEET_ROW = {
    "Link": "https://example.org/a",
    "Archive status": "success",
    "Archive location": "https://copies.example/a",
    "Upload title": "T",
    "Upload timestamp": "2031-06-02",
    "Hash": SHA256,
}


@pytest.mark.parametrize("row", [JSON_ROW, SHEET_ROW], ids=["objects", "sheet"])
@pytest.mark.parametrize("form", ["one", "list", "lines", "with a doubled key"])
def test_the_archivers_json_has_the_same_links(
    tmp_path: Path, row: dict[str, object], form: str
) -> None:
    one = json.dumps(row)
    texts = {
        "one": one,
        "list": f"[{one}]",
        "lines": f"{one}\n{one}\n",
        "with a doubled key": f'{one[:-1]}, "x": 1, "x": 2}}',
    }
    table = _read(tmp_path, texts[form])
    assert len(table.links) == (2 if form == "lines" else 1)
    assert len(table.rejects) == (1 if "doubled" in form else 0)
    for link in table.links:
        assert (link.url, link.title, link.posted) == ("https://example.org/a", "T", "2031-06-02")
        assert link.outcome is ArchivingOutcome.ARCHIVED
        assert link.locations == ("https://copies.example/a",)
        assert link.claimed_hash == ClaimedHash(HashAlgorithm.SHA_256, SHA256)


def test_json_that_is_no_output_of_the_archiver_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileUnreadableError, match="row 2 holds no object"):
        _read(tmp_path, "[{}, 5]")


@pytest.mark.parametrize("form", [(";", "utf-8"), ("\t", "utf-8"), (",", "utf-16")])
def test_a_sheet_is_read_with_other_delimiters_and_in_utf_16(
    tmp_path: Path, form: tuple[str, str]
) -> None:
    delimiter, encoding = form
    text = delimiter.join(SHEET_ROW) + "\n" + delimiter.join(SHEET_ROW.values()) + "\n"
    (link,) = _read(tmp_path, text.encode(encoding)).links
    assert link.claimed_hash is not None


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        ("archived", "archived"),
        ("telethon:success", "archived"),
        ("antibot_extractor_enricher", "archived"),
        ("duplicate", "duplicate"),
        ("Duplicate of row 4", "duplicate"),
        ("in progress", "in_progress"),
        ("Archive in progress", "in_progress"),
        ("queued", "in_progress"),
        ("Archive aborted", "failed"),
        ("timed out", "failed"),
        ("nan", "not_tried"),
        ("None", "not_tried"),
        ("-", "not_tried"),
        ("not started", "not_tried"),
        ("telegram: no media", "nothing_archived"),
        ("removed", "nothing_archived"),
        ("not-archived", "nothing_archived"),
        ("partial success", "not_understood"),
    ],
)
def test_statuses_that_people_and_databases_write(status: str, outcome: str) -> None:
    assert find_outcome(status) == outcome
