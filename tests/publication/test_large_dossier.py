"""A large register: one page opens every record, its words in files of some hundred entries."""

import json
import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from sijill.publication.pages.paging import ROWS_PER_PAGE, in_pages
from sijill.publication.pages.records.record_files import fnv1a
from small_cases import SmallCase


@pytest.fixture
def large(street: SmallCase) -> SmallCase:
    """The street, with a limit of two pages."""
    case = street.folder / "case.toml"
    text = case.read_text(encoding="utf-8")
    case.write_text(f"{text}\n[dossier]\npage_limit = 2\n", encoding="utf-8")
    built = street.build()
    assert built.exit_code == 0, built.output
    return street


def _entries(dossier: Path) -> dict[str, dict[str, object]]:
    found: dict[str, dict[str, object]] = {}
    files = sorted((dossier / "records").glob("*.js"))
    for path in files:
        head, _, content = path.read_text(encoding="utf-8").partition(",")
        part = json.loads(content.rstrip().removesuffix(");"))
        number = int(head.removeprefix("sijillEntries("))
        assert all(fnv1a(identity) % len(files) == number for identity in part)
        found |= part
    return found


@pytest.mark.parametrize(
    ("text", "value"), [("", 0x811C9DC5), ("a", 0xE40C292C), ("foobar", 0xBF9CF968)]
)
def test_the_hash_has_its_published_vectors(text: str, value: int) -> None:
    """Vectors of the authors' own test suite."""
    assert fnv1a(text) == value


def test_every_record_and_person_is_in_the_file_that_its_id_says(large: SmallCase) -> None:
    dossier = large.folder / "out" / "dossier"
    entries = _entries(dossier)
    assert {"notebook:1", "notebook:2", "notebook:3"} <= entries.keys()
    assert entries["notebook:1"]["cells"] == [
        ["no", "1"],
        ["name", "Khalid Walid al-Attar"],
        ["age", "40"],
        ["died", "2031-06-03"],
        ["sex", "m"],
        ["lat", "35.95"],
        ["lon", "39.01"],
    ]
    persons = [entry for entry in entries.values() if "summary" in entry]
    assert len(persons) == 3


def test_every_link_to_a_record_opens_an_entry_and_no_page_is_missing(large: SmallCase) -> None:
    dossier = large.folder / "out" / "dossier"
    entries = _entries(dossier)
    assert not (dossier / "people").exists()
    opened = 0
    for page in dossier.rglob("*.html"):
        for address in re.findall(r'href="([^"]+)"', page.read_text(encoding="utf-8")):
            file, _, fragment = address.partition("#")
            assert not file or (page.parent / file).resolve().exists(), (page.name, address)
            if file.endswith("record.html") and fragment:
                assert unquote(fragment) in entries, address
                opened += 1
            if file.endswith("list.html") and fragment:
                assert (dossier / "lists" / f"{fragment}.js").exists(), address
    assert opened > 10


def test_chains_without_remains_are_counted_on_the_page_and_listed_in_the_table(
    large: SmallCase,
) -> None:
    out = large.folder / "out"
    page = (out / "dossier" / "chain.html").read_text(encoding="utf-8")
    table = (out / "tables" / "chain.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(table) == 1 + 3
    assert "3 chains" in page
    assert "This page lists the 0 that begin with remains" in page
    assert "Khalid" not in page
    assert any("Khalid" in line for line in table)


def test_a_smaller_register_has_pages_again_and_no_files_left(large: SmallCase) -> None:
    case = large.folder / "case.toml"
    text = case.read_text(encoding="utf-8")
    case.write_text(text.replace("page_limit = 2", "page_limit = 50"), encoding="utf-8")
    assert large.build().exit_code == 0
    dossier = large.folder / "out" / "dossier"
    assert len(list((dossier / "people").glob("P*.html"))) == 3
    assert not list(dossier.rglob("records/*.js"))
    assert not (dossier / "lists").exists()


@pytest.mark.parametrize("claims", [2, 3])
def test_claims_have_cards_up_to_the_limit_of_pages(street: SmallCase, claims: int) -> None:
    rows = "".join(f"P{row},At least {row} civilians were killed\n" for row in range(1, claims + 1))
    street.add_list("press", "count", {"sentence": "sentence"}, f"no,sentence\n{rows}")
    case = street.folder / "case.toml"
    limit = "\n[dossier]\npage_limit = 2\n"
    case.write_text(case.read_text(encoding="utf-8") + limit, encoding="utf-8")
    assert street.build().exit_code == 0
    dossier = street.folder / "out" / "dossier"
    cards = list((dossier / "claims").glob("*")) if (dossier / "claims").exists() else []
    assert len(cards) == (4 if claims == 2 else 0)
    page = (dossier / "claims.html").read_text(encoding="utf-8")
    assert page.count("civilians were killed") >= claims
    assert ("sijill claim --card" in page) == (claims > 2)


@pytest.mark.parametrize(
    ("rows", "names"),
    [
        (0, ["people.html"]),
        (ROWS_PER_PAGE, ["people.html"]),
        (ROWS_PER_PAGE + 1, ["people.html", "people-2.html"]),
    ],
)
def test_a_long_table_is_parted(rows: int, names: list[str]) -> None:
    pages = list(in_pages("people", "people.html", "people", list(range(rows))))
    assert [page.address for page in pages] == names
    shown = [row for page in pages for row in page.content["people"]]  # type: ignore[attr-defined]  # a list
    assert shown == list(range(rows))
    assert all(page.content["total"] == rows for page in pages)
