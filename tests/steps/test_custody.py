"""Evidence from the first hand to the court: exhibits, chains, fixity, packages, bundles."""

import json
import re
from base64 import b64decode
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from sijill.ledger import Entry, EntryKind
from sijill.ledger.bundle import verify_sijill
from sijill.ledger.entries.entry import FileReference
from sijill.model.codes import CustodyAction
from sijill.model.decisions.exhibits import MAKING
from sijill.model.vocabulary import vocabulary
from sijill.register.custody import read_custody
from small_cases import SmallCase


@pytest.fixture
def case(built_street: SmallCase) -> SmallCase:
    return built_street


@pytest.fixture
def photograph(tmp_path: Path) -> Path:
    path = tmp_path / "IMG_0412.jpg"
    path.write_bytes(b"\xff\xd8\xff\xe0 a street, a morning, a hole where a house was")
    return path


def lists_of(case: SmallCase) -> set[str]:
    """The captured lists, by SHA-256."""
    return {sha256(path.read_bytes()).hexdigest() for path in case.data.iterdir()}


def ask(case: SmallCase, command: str, *words: object) -> dict[str, object]:
    answer = case.run("evidence", command, case.folder, *words, "--json")
    assert answer.exit_code == 0, answer.output
    content: dict[str, object] = json.loads(answer.stdout)
    return content


def refused(case: SmallCase, command: str, *words: object) -> str:
    answer = case.run("evidence", command, case.folder, *words)
    assert answer.exit_code == 1, answer.output
    return answer.stderr


def actions(chain: dict[str, object]) -> list[str]:
    events = chain["events"]
    assert isinstance(events, list)
    return [event["action"] for event in events]


def test_codes_of_python_and_of_the_vocabulary_are_the_same() -> None:
    assert set(vocabulary("custody_action").codes) == {action.value for action in CustodyAction}
    assert set(MAKING.values()) <= set(CustodyAction)


def test_the_verifier_of_one_file_demands_a_signature_for_every_decision() -> None:
    """And for every kind that it does not know."""
    unsigned = {kind.value for kind in EntryKind if not kind.is_decision}
    assert set(verify_sijill.UNSIGNED) == unsigned


def test_a_file_becomes_an_exhibit_once(case: SmallCase, photograph: Path) -> None:
    first = ask(case, "add", photograph, "--title", "Street from the north")
    digest = sha256(photograph.read_bytes()).hexdigest()
    assert (first["exhibit"], first["sha256"]) == (f"x-{digest[:12]}", digest)
    assert (case.folder / "evidence" / digest).read_bytes() == photograph.read_bytes()
    again = ask(case, "add", photograph, "--title", "Another name")
    assert again == first


def test_pages_and_things_are_exhibits_too(case: SmallCase, photograph: Path) -> None:
    scan = ask(case, "add", photograph, "--title", "Notebook 2, scanned")
    page = ask(case, "add", "--title", "Notebook 2", "--page", "14", "--of", scan["exhibit"])
    thing = ask(case, "add", "--title", "Fragment with serial number", "--kept-at", "Safe 3")
    assert (page["form"], page["page"]) == ("page", "14")
    assert (thing["form"], thing["kept_at"]) == ("physical", "Safe 3")
    assert "it is entered already" in refused(
        case, "add", "--title", "Fragment with serial number", "--kept-at", "Safe 3"
    )
    assert "where the thing is kept" in refused(case, "add", "--title", "Fragment")
    assert (page["parent"], page["derivation"]) == (scan["exhibit"], "part")
    told = ask(case, "show", scan["exhibit"])
    assert (told["derived"], actions(told)) == ([page["exhibit"]], ["ingested"])


def test_a_working_copy_with_the_same_bytes_is_an_exhibit_of_its_own(
    case: SmallCase, photograph: Path
) -> None:
    original = ask(case, "add", photograph)
    made = [
        ask(case, "copy", original["exhibit"], photograph, *words, "--reason", "to work on")
        for words in ((), ("--redacted",), ())
    ]
    assert made[0] == made[2]
    assert len({original["exhibit"], *(str(one["exhibit"]) for one in made)}) == 3
    assert all(one["sha256"] == original["sha256"] for one in made)
    told = ask(case, "show", original["exhibit"])
    assert actions(told) == ["working_copy_made", "redacted_copy_made"]


def test_two_files_whose_hashes_begin_alike_are_two_exhibits(
    case: SmallCase, photograph: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody can make such a pair: twelve digits are 48 bits."""
    alike = tmp_path / "0.txt"
    first = sha256(photograph.read_bytes()).hexdigest()
    number = next(n for n in range(10_000) if sha256(b"%d" % n).hexdigest()[0] == first[0])
    alike.write_bytes(b"%d" % number)
    monkeypatch.setattr("sijill.steps.custody.evidence.ID_DIGITS", 1)
    one, two = (ask(case, "add", path) for path in (photograph, alike))
    assert (one["exhibit"], one["sha256"]) == (f"x-{first[0]}", first)
    assert str(two["exhibit"]).startswith(str(one["exhibit"]))
    assert two["sha256"] == sha256(alike.read_bytes()).hexdigest()
    assert ask(case, "add", alike) == two
    assert ask(case, "show", one["exhibit"]) == one


def test_one_id_for_two_files_on_two_devices_hides_neither() -> None:
    entries = [
        exhibit_entry(number, "x-0123456789ab", digest * 64)
        for number, digest in ((0, "1"), (1, "2"))
    ]
    found = read_custody(entries)
    assert {name: chain.exhibit.sha256 for name, chain in found.items()} == {
        "x-0123456789ab": "1" * 64,
        f"x-{'2' * 64}": "2" * 64,
    }


def exhibit_entry(number: int, identity: str, digest: str) -> Entry:
    return Entry(
        log="0" * 32,
        number=number,
        at=datetime(2031, 1, 1, tzinfo=UTC),
        author="rana",
        kind=EntryKind.EXHIBIT,
        subject=identity,
        over=(),
        payload={"form": "file", "title": "a file"},
        files=(FileReference(digest, 1),),
        leaf=f"{number:064x}",
        prev="",
    )


def test_a_redacted_copy_names_the_exhibit_it_comes_from(
    case: SmallCase, photograph: Path, tmp_path: Path
) -> None:
    exhibit = ask(case, "add", photograph)
    redacted = tmp_path / "blurred.jpg"
    redacted.write_bytes(b"\xff\xd8\xff\xe0 faces blurred")
    made = ask(case, "copy", exhibit["exhibit"], redacted, "--redacted", "--reason", "faces")
    assert (made["parent"], made["derivation"]) == (exhibit["exhibit"], "redacted_copy")
    told = ask(case, "show", exhibit["exhibit"])
    assert told["derived"] == [made["exhibit"]]
    assert actions(told) == ["redacted_copy_made"]
    assert (
        case.folder / "evidence" / str(exhibit["sha256"])
    ).read_bytes() == photograph.read_bytes()


@pytest.mark.parametrize("kind", ["transcript", "translation"])
def test_a_transcript_and_a_translation_name_who_wrote_them(
    case: SmallCase, photograph: Path, tmp_path: Path, kind: str
) -> None:
    recording = ask(case, "add", photograph)["exhibit"]
    words = tmp_path / f"{kind}.txt"
    words.write_text("we heard it before noon", encoding="utf-8")
    given = (
        "evidence",
        "copy",
        case.folder,
        recording,
        words,
        "--as",
        kind,
        "--reason",
        "for court",
    )
    refused = case.run(*given)
    assert refused.exit_code == 1
    assert f"a {kind} has an author" in refused.stderr
    answer = case.run(*given, "--by", "Layla, interpreter", "--json")
    assert answer.exit_code == 0, answer.output
    made = json.loads(answer.stdout)
    assert (made["parent"], made["derivation"], made["made_by"]) == (
        recording, kind, "Layla, interpreter",
    )  # fmt: skip
    assert actions(ask(case, "show", recording)) == ["ingested"]


def test_a_chain_of_hands_shows_its_gap(case: SmallCase, photograph: Path) -> None:
    name = ask(case, "add", photograph)["exhibit"]
    why = ("--reason", "to the laboratory")
    ask(case, "act", name, "transferred", *why, "--from", "test", "--to", "Lina")
    sound = ask(case, "act", name, "transferred", *why, "--from", "Lina", "--to", "Omar")
    assert (sound["holder"], sound["gaps"]) == ("Omar", [])
    broken = ask(case, "act", name, "returned", *why, "--from", "Lina", "--to", "test")
    assert "Lina handed it over, but Omar had it" in str(broken["gaps"])
    assert broken["holder"] == "test"
    ask(case, "act", name, "destroyed", "--reason", "by order")
    late = ask(case, "act", name, "viewed", "--reason", "?")
    assert "said that it was destroyed" in str(late["gaps"])


def test_what_a_person_claims_is_marked_and_what_a_command_did_is_not(
    case: SmallCase, photograph: Path, tmp_path: Path
) -> None:
    name = ask(case, "add", photograph)["exhibit"]
    ask(case, "act", name, "exported", "--reason", "a print, handed to the court")
    ask(case, "export", name, tmp_path / "out.jpg", "--reason", "for the court")
    events = ask(case, "show", name)["events"]
    assert [(one["action"], one["stated"]) for one in events] == [  # type: ignore[attr-defined]
        ("exported", True),
        ("exported", False),
    ]
    assert "exported (stated)" in case.run("evidence", "show", case.folder, name).stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("transferred", "--to", "Lina"), "needs who gave it"),
        (("verified_fixity",), "is written down by the command that does it"),
        (("viewed", "--at", "2018-10-01T09:00"), "has no time zone"),
        (("viewed", "--at", "0018-10-01T09:00+00:00"), "lies before 1800"),
        (("viewed", "--at", "2199-01-01T00:00+00:00"), "is still to come"),
        (("viewed", "--at", "yesterday"), "is no time"),
    ],
)
def test_what_cannot_have_been_is_refused(
    case: SmallCase, photograph: Path, words: tuple[str, ...], said: str
) -> None:
    name = ask(case, "add", photograph)["exhibit"]
    assert said in refused(case, "act", name, *words, "--reason", "r")


def test_an_unknown_exhibit_is_refused(case: SmallCase) -> None:
    assert "no exhibit begins with 'x-0'" in refused(case, "show", "x-0")


def test_what_leaves_is_written_down(case: SmallCase, photograph: Path, tmp_path: Path) -> None:
    name = ask(case, "add", photograph)["exhibit"]
    out = tmp_path / "out.jpg"
    told = ask(case, "export", name, out, "--reason", "for the court", "--to", "Registrar")
    assert out.read_bytes() == photograph.read_bytes()
    assert "exists already" in refused(case, "export", name, out, "--reason", "again")
    ask(case, "export", name, tmp_path / "look.jpg", "--reason", "to compare", "--view")
    told = ask(case, "show", name)
    assert actions(told) == ["exported", "viewed"]
    words = case.run("evidence", "show", case.folder, name).stdout
    assert "for the court" in words
    assert "Registrar" in words


def test_fixity_holds_and_fails_and_is_due(
    case: SmallCase, photograph: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.txt"
    other.write_text("another", encoding="utf-8")
    names = {ask(case, "add", path)["exhibit"] for path in (photograph, other)}
    held = set(ask(case, "fixity")["held"])  # type: ignore[call-overload]
    assert held == names | lists_of(case)
    assert ask(case, "fixity", "--due") == {"held": [], "failed": {}}
    assert all(ask(case, "show", name)["gaps"] == [] for name in names)
    kept = case.folder / "evidence" / sha256(b"another").hexdigest()
    kept.chmod(0o600)
    kept.write_text("changed", encoding="utf-8")
    answer = case.run("evidence", "fixity", case.folder, "--json")
    assert answer.exit_code == 2
    ((failed, what),) = json.loads(answer.stdout)["failed"].items()
    assert "its content was changed" in what
    told = ask(case, "show", failed)
    assert told["verified_at"] is None
    assert "its content was not as received" in str(told["gaps"])
    again = case.run("evidence", "fixity", case.folder, "--due", "--json")
    assert list(json.loads(again.stdout)["failed"]) == [failed], "what failed stays due"
    assert case.run("verify", case.folder).exit_code == 2


def test_a_captured_list_is_hashed_again_like_an_exhibit(case: SmallCase) -> None:
    (name,) = lists_of(case)
    assert ask(case, "fixity", "--due") == {"held": [name], "failed": {}}
    assert ask(case, "fixity", "--due") == {"held": [], "failed": {}}
    kept = case.folder / "evidence" / name
    kept.chmod(0o600)
    kept.write_text("changed", encoding="utf-8")
    answer = case.run("evidence", "fixity", case.folder, "--json")
    assert (answer.exit_code, list(json.loads(answer.stdout)["failed"])) == (2, [name])
    again = case.run("evidence", "fixity", case.folder, "--due", "--json")
    assert list(json.loads(again.stdout)["failed"]) == [name], "what failed stays due"


def archiver_table(folder: Path, photograph: Path) -> Path:
    digest = sha256(photograph.read_bytes()).hexdigest()
    path = folder / "gsheet.csv"
    path.write_text(
        "Link,Archive Status,Archive Location,Hash\n"
        f"https://example.org/1,success,{photograph.name},SHA-256:{digest}\n"
        f"https://example.org/2,success,{photograph.name},SHA-256:{'0' * 64}\n"
        "https://example.org/3,success,gone.mp4,\n",
        encoding="utf-8",
    )
    return path


def test_a_table_of_auto_archiver_comes_in_with_its_copies(
    case: SmallCase, photograph: Path
) -> None:
    table = archiver_table(photograph.parent, photograph)
    words = (table, "--files", photograph.parent)
    told = ask(case, "import", *words)
    assert told["kind"] == "auto_archiver"
    assert len(told["files"]) == 2  # type: ignore[arg-type]
    rejects = "\n".join(told["rejects"])  # type: ignore[arg-type]
    assert re.search(r"row 3 of gsheet.csv: hash differs", rejects)
    assert "gone.mp4 is not in" in rejects
    reading = ask(case, "show", told["reading"]["exhibit"])  # type: ignore[index]
    assert reading["derivation"] == "reading"
    kept = json.loads((case.folder / "evidence" / str(reading["sha256"])).read_text("utf-8"))
    assert kept["links"][0]["url"] == "https://example.org/1"
    assert told["lacks"] == []
    before = case.run("log", case.folder, "--json").stdout
    ask(case, "import", *words)
    assert case.run("log", case.folder, "--json").stdout == before, "twice adds nothing"


def test_a_package_that_is_not_whole_is_said_on_the_front_page(
    case: SmallCase, photograph: Path
) -> None:
    table = photograph.parent / "failed.csv"
    table.write_text(
        "Link,Archive Status,Archive Location,Hash\n"
        f"https://example.org/1,success,{photograph.name},\n"
        "https://example.org/2,no archiver,,\n",
        encoding="utf-8",
    )
    told = ask(case, "import", table)
    assert told["lacks"] == ["row 3: https://example.org/2: nothing was archived (no archiver)"]
    ask(case, "import", table)
    case.run("build", case.folder)
    page = (case.folder / "out" / "dossier" / "index.html").read_text(encoding="utf-8")
    assert page.count("is not whole: row 3: https://example.org/2: nothing was archived") == 1


def test_a_package_that_is_none_leaves_nothing(case: SmallCase, tmp_path: Path) -> None:
    path = tmp_path / "page.wacz"
    path.write_bytes(b"PK no archive")
    assert "page.wacz" in refused(case, "import", path)
    assert case.run("evidence", "list", case.folder, "--json").stdout.strip() == "[]"


def test_a_picture_is_looked_at_for_content_credentials(case: SmallCase, photograph: Path) -> None:
    told = ask(case, "import", photograph)
    assert told["kind"] == "c2pa"
    assert told["package"]["sha256"] == sha256(photograph.read_bytes()).hexdigest()  # type: ignore[index]


def test_the_bundle_of_an_exhibit_holds_its_family_and_its_chain(
    case: SmallCase, photograph: Path, tmp_path: Path
) -> None:
    name = ask(case, "add", photograph, "--title", "Street from the north")["exhibit"]
    copy = tmp_path / "copy.jpg"
    copy.write_bytes(b"brighter")
    made = ask(case, "copy", name, copy, "--reason", "brightness")
    ask(case, "act", name, "sealed", "--reason", "envelope 4", "--place", "Office")
    folder = tmp_path / "bundle"
    beginning = str(made["exhibit"])[:6]
    answer = case.run("bundle", case.folder, "--subject", beginning, "--to", folder)
    assert answer.exit_code == 0, answer.output
    report = (folder / "custody.html").read_text(encoding="utf-8")
    for words in ("Street from the north", "envelope 4", "working_copy", str(name)):
        assert words in report
    files = {path.name for path in (folder / "files").iterdir()}
    assert {str(ask(case, "show", name)["sha256"]), str(made["sha256"])} <= files
    assert verify_sijill.main([str(folder)]) == 0
    assert case.run("verify", folder).exit_code == 0
    assert actions(ask(case, "show", name))[-1] == "exported"


def test_an_unsigned_custody_entry_is_found(
    case: SmallCase, photograph: Path, tmp_path: Path
) -> None:
    name = ask(case, "add", photograph)["exhibit"]
    ask(case, "act", name, "sealed", "--reason", "envelope 4")
    folder = tmp_path / "bundle"
    case.run("bundle", case.folder, "--subject", name, "--to", folder)
    (path,) = folder.glob("*.json")
    content = json.loads(path.read_text(encoding="utf-8"))
    custody = [e for e in content["entries"] if b'"custody"' in b64decode(e["entry"])]
    assert custody
    for entry in custody:
        entry["signature"] = ""
    path.write_text(json.dumps(content), encoding="utf-8")
    assert case.run("verify", folder).exit_code == 2
    assert verify_sijill.main([str(folder)]) == 2


def test_an_event_carries_the_name_that_was_given_with_it(
    case: SmallCase, photograph: Path
) -> None:
    exhibit = ask(case, "add", photograph, "--author", "R. Haddad")["exhibit"]
    for action, author in (("viewed", "L. Saleh"), ("legal_hold", "R. Haddad")):
        ask(case, "act", exhibit, action, "--reason", "for the report", "--author", author)
    events = ask(case, "show", exhibit)["events"]
    assert isinstance(events, list)
    assert [(event["action"], event["by"]) for event in events] == [
        ("viewed", "L. Saleh"),
        ("legal_hold", "R. Haddad"),
    ]


@pytest.fixture
def telling(tmp_path: Path) -> Path:
    """A photograph that says where it was taken, by whom and with which telephone."""
    image = pytest.importorskip("PIL.Image")
    exif = image.Exif()
    exif[0x010F], exif[0x013B] = "A telephone", "Umm Walid"
    exif.get_ifd(0x8825)[1] = "N"
    path = tmp_path / "IMG_0413.jpg"
    image.effect_noise((64, 48), 60).save(path, exif=exif)
    return path


TOLD = "its file says where it was made, who made it or owns the device"


def _protect(case: SmallCase) -> None:
    mapping = case.folder / "sources" / "notebook.toml"
    text = mapping.read_text("utf-8").replace("[key]", 'protected = ["age"]\n[key]', 1)
    mapping.write_text(text.replace('age = "age"\n', ""), "utf-8")
    assert "Dossier:" in case.build().output  # the rows that were captured before are told


def test_what_a_photograph_says_of_whoever_took_it_is_told_before_it_leaves(
    case: SmallCase, telling: Path, tmp_path: Path
) -> None:
    answer = case.run("evidence", "add", case.folder, telling)
    assert TOLD in " ".join(answer.output.split())
    name = json.loads(case.run("evidence", "list", case.folder, "--json").stdout)[0]["exhibit"]
    assert ask(case, "show", name)["metadata"] == ["device", "person", "place"]
    to = ("--to", tmp_path / "bundle")
    told = case.run("bundle", case.folder, "--subject", name, *to)
    assert (told.exit_code, TOLD in " ".join(told.output.split())) == (0, True)
    assert case.run("verify", tmp_path / "bundle").exit_code == 0


def test_where_witnesses_are_protected_it_leaves_only_if_a_person_says_so(
    case: SmallCase, telling: Path, tmp_path: Path
) -> None:
    _protect(case)
    name = str(ask(case, "add", telling)["exhibit"])
    stick = tmp_path / "stick"
    stick.mkdir()
    for file in ("register.db", "case.toml"):
        (stick / file).write_bytes((case.folder / file).read_bytes())
    out = tmp_path / "out.jpg"
    ways: tuple[tuple[object, ...], ...] = (
        ("evidence", "export", case.folder, name, out, "--reason", "the court"),
        ("bundle", case.folder, "--subject", name, "--to", tmp_path / "bundle"),
        ("sync", case.folder, stick),
    )
    for words in ways:
        answer = case.run(*words)
        assert (answer.exit_code, TOLD in answer.stderr) == (1, True), answer.output
        assert "--with-metadata" in answer.stderr
    assert not out.exists()
    assert not (tmp_path / "bundle").exists()
    assert not (stick / "evidence").exists()
    assert actions(ask(case, "show", name)) == [], "nothing left, so nothing is written"
    for words in ways:
        answer = case.run(*words, "--with-metadata")
        assert (answer.exit_code, TOLD in " ".join(answer.output.split())) == (0, True)
    assert out.read_bytes() == telling.read_bytes()


def test_to_look_at_an_exhibit_here_is_not_to_hand_it_over(
    case: SmallCase, telling: Path, tmp_path: Path
) -> None:
    _protect(case)
    name = ask(case, "add", telling)["exhibit"]
    ask(case, "export", name, tmp_path / "look.jpg", "--reason", "to compare", "--view")
    assert (tmp_path / "look.jpg").read_bytes() == telling.read_bytes()
