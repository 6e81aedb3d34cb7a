"""The dossier as files: every number leads to its records, every record to its row."""

import csv
import json
import re
from pathlib import Path

import pytest

from dossier_pages import Page
from sijill.figures.figure import Figure
from sijill.publication.addresses import anchor
from sijill.publication.pages.records.gap_page import DIMENSIONS
from sijill.simulation.voices import CANARY
from small_cases import BuiltCity

pytestmark = pytest.mark.xdist_group("city")

Pages = dict[Path, Page]


def _target(path: Path, address: str) -> tuple[Path, str]:
    file, _, anchor = address.partition("#")
    return ((path.parent / file).resolve() if file else path, anchor)


def test_no_link_is_broken(pages: Pages) -> None:
    broken = []
    for path, page in pages.items():
        for address in {*page.addresses, *page.loaded}:
            target, anchor = _target(path, address)
            if not target.exists():
                broken.append(f"{path.name}: {address}")
            elif anchor and target in pages and anchor not in pages[target].anchors:
                broken.append(f"{path.name}: {address} (no such place on the page)")
    assert broken == []


def test_nothing_comes_from_the_network(pages: Pages, city: BuiltCity) -> None:
    for page in pages.values():
        for address in (*page.addresses, *page.loaded):
            assert not re.match(r"[a-z]+:|//", address), address
        assert "@import" not in page.text
    for asset in (city.dossier / "assets").iterdir():
        text = asset.read_text(encoding="utf-8")
        assert not re.search(r"(?:fetch|XMLHttpRequest|sendBeacon|WebSocket)\s*\(", text)
        assert "url(http" not in text


def test_every_page_is_marked_internal_in_both_languages(pages: Pages) -> None:
    for page in pages.values():
        assert "Internal, not for publication" in page.text
        assert "داخلي، ليس للنشر" in page.text


def test_a_witness_is_named_nowhere(city: BuiltCity) -> None:
    received = [path.read_bytes() for path in (city.folder / "data").iterdir()]
    assert any(CANARY.encode() in content for content in received)
    told = [
        path
        for path in city.out.rglob("*")
        if path.is_file() and CANARY.encode() in path.read_bytes()
    ]
    assert told == []
    assert CANARY.encode() not in (city.folder / "register.db").read_bytes()


def _figures(city: BuiltCity) -> list[Figure]:
    return list(city.built.book.figures.values())


def test_every_figure_has_a_page_that_lists_all_its_records(pages: Pages, city: BuiltCity) -> None:
    for figure in _figures(city):
        path = (city.dossier / "figures" / f"{figure.name}.html").resolve()
        rows = pages[path].text.partition('<table id="behind">')[2].count("<tr>") - 1
        assert max(rows, 0) == len(figure.contributions), figure.name
        opened = [address for address in pages[path].addresses if address.startswith("../records/")]
        assert len(opened) >= len(figure.contributions), figure.name


def test_every_printed_number_of_the_overview_leads_to_its_figure(
    pages: Pages, city: BuiltCity
) -> None:
    overview = pages[(city.dossier / "index.html").resolve()]
    assert len(overview.figures) > 20
    for name, address in overview.figures.items():
        assert address == f"figures/{name}.html"
        assert name in city.built.book.figures


def test_every_record_stands_with_its_file_and_row(pages: Pages, city: BuiltCity) -> None:
    addresses = {
        place: page.text.partition(f'id="{place}"')[2].partition("</header>")[0]
        for path, page in pages.items()
        if path.parent.name == "records"
        for place in page.anchors
    }
    for record in city.built.analysis.register.records.values():
        where = record.head.locator
        header = re.sub(r"<[^>]*>", "", addresses[anchor(record.head.id)])
        assert re.search(rf"{where.file}, (?:sheet .+, )?row {where.row} ", header), record.head.id
        assert where.sha256[:12] in header


def test_every_person_has_a_page_with_all_four_links_of_the_chain(
    pages: Pages, city: BuiltCity
) -> None:
    people = city.built.analysis.people.working
    for identity, person in people.items():
        page = pages[(city.dossier / "people" / f"{identity}.html").resolve()]
        chain = page.text.partition('<ol class="chain">')[2].partition("</ol>")[0]
        assert [stage.lower() for stage in re.findall(r"<h3>(.*?) <bdi", chain)] == [
            "body",
            "person",
            "incident",
            "official line",
        ]
        for record in person.records:
            assert record in page.text


def test_a_link_that_is_missing_says_what_is_missing(pages: Pages) -> None:
    missing = re.compile(r'<li class="missing">.*?</li>', re.DOTALL)
    found = [
        link
        for path, page in pages.items()
        if path.parent.name == "people"
        for link in missing.findall(page.text)
    ]
    assert found
    assert all(re.search(r"<p>\w.*?\.", link) for link in found)


def test_figures_json_tells_each_figure_in_full(city: BuiltCity) -> None:
    book = json.loads((city.out / "figures.json").read_text(encoding="utf-8"))
    assert set(book["figures"]) == set(city.built.book.figures)
    for name, figure in book["figures"].items():
        assert figure["title"], name
        assert figure["definition"], name
        if "refused" not in figure:
            assert {"lowest", "highest", "unit", "layer", "scope", "records"} <= set(figure), name
            assert figure["lowest"] is None or isinstance(figure["lowest"], int)
    assert book["checkpoint"]["root"] == city.built.book.checkpoint.root


def test_tables_open_in_a_spreadsheet_and_run_nothing_there(city: BuiltCity) -> None:
    for path in sorted((city.out / "tables").glob("*.csv")):
        content = path.read_bytes()
        assert content.startswith(b"\xef\xbb\xbf"), path.name
        rows = list(csv.reader(content.decode("utf-8-sig").splitlines()))
        assert len({len(row) for row in rows}) == 1, path.name
        dangerous = [cell for row in rows[1:] for cell in row if cell[:1] in ("=", "+", "@", "\t")]
        assert dangerous == [], path.name


def test_arabic_is_set_from_the_right(pages: Pages, city: BuiltCity) -> None:
    """Arabic words stand in elements of their own language, so that brackets do not jump."""
    people = pages[(city.dossier / "people.html").resolve()].text
    arabic = re.compile(r"[\u0620-\u064a]{3,}")
    bare = re.sub(r"<bdi[^>]*>.*?</bdi>", "", people.partition("<main")[2], flags=re.DOTALL)
    bare = re.sub(r"<[^>]*>", "", bare)
    assert arabic.findall(bare) == []


def test_the_page_of_the_gap_has_every_group_and_adds_up(pages: Pages, city: BuiltCity) -> None:
    page = pages[(city.dossier / "gap.html").resolve()]
    assert {*DIMENSIONS, "credible", "left-out"} <= page.anchors
    table = (city.dossier.parent / "tables" / "gap_groups.csv").read_text(encoding="utf-8-sig")
    by_dimension: dict[str, int] = {}
    for row in csv.DictReader(table.splitlines()):
        count = int(row["incidents"])
        by_dimension[row["dimension"]] = by_dimension.get(row["dimension"], 0) + count
        assert f"<summary>{count}</summary>" in page.text
    assert by_dimension.keys() == DIMENSIONS.keys()
    steps = [
        row["group"] for row in csv.DictReader(table.splitlines()) if row["dimension"] == "named"
    ]
    written = ["0", "1 to 4", "5 to 9", "10 or more"]  # 01-04 is a date to a spreadsheet
    assert steps == [step for step in written if step in steps]
    assert len(set(by_dimension.values())) == 1


def test_records_behind_a_difference_say_what_is_taken_away(pages: Pages, city: BuiltCity) -> None:
    content = json.loads((city.out / "figures.json").read_text(encoding="utf-8"))["figures"]
    gap, share = content["gap.deaths"], content["gap.share"]
    ends: dict[str, list[int]] = {"added": [0, 0], "subtracted": [0, 0]}
    for record in gap["records"]:
        for place, end in enumerate(("lowest", "highest")):
            ends[record.get("role", "added")][place] += record[end] or 0
    (fewest, most), (least, greatest) = ends["added"], ends["subtracted"]
    assert least > 0
    assert (gap["lowest"], gap["highest"]) == (fewest - greatest, most - least)
    assert {record["role"] for record in share["records"]} == {"whole", "share"}
    figures = city.dossier / "figures"
    assert '<td class="small">taken away</td>' in pages[figures / "gap.deaths.html"].text
    assert "Adds at least" not in pages[figures / "gap.share.html"].text
    documented = pages[figures / "documented.deaths.graded.html"].text
    assert "Adds at least" in documented
    assert "taken away" not in documented
