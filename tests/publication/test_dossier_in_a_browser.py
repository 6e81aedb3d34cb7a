"""The dossier opened from disk in Chromium, wide and narrow."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from sijill.publication.pages.search import consonant_keys
from small_cases import BuiltCity

WORDS = (
    "خالد العطار",
    "Khalid al-Attar",
    "عبد الرحمن",
    "Abdul-Rahman",
    "Şahin Çelik",
    "حُسَيْن",
    "Umm Ali",
    "O'Neil–Ağa",
    "٢٠٣١",
)

pytestmark = [
    pytest.mark.xdist_group("city"),
    pytest.mark.chromium,
]


@pytest.fixture(params=[1280, 390])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": request.param, "height": 900})
    told: list[str] = []
    page.on("pageerror", lambda error: told.append(str(error)))
    page.on("console", lambda line: told.append(line.text) if line.type == "error" else None)
    yield page
    page.close()
    assert told == []


def _one_of_each(dossier: Path) -> list[Path]:
    folders = [
        folder for folder in dossier.iterdir() if folder.is_dir() and folder.name != "assets"
    ]
    return [
        *sorted(dossier.glob("*.html")),
        *(min(folder.glob("*.html")) for folder in folders),
        dossier / "figures" / "estimate.total.html",
    ]


def test_no_page_is_wider_than_the_screen(page: Page, city: BuiltCity) -> None:
    for path in _one_of_each(city.dossier):
        page.goto(path.as_uri())
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= page.viewport_size["width"], path.name  # type: ignore[index]  # always set here


def test_a_person_is_found_in_either_script(page: Page, city: BuiltCity) -> None:
    person = next(
        one
        for one in city.built.analysis.people.working.values()
        if one.latin and one.arabic and one.is_named
    )
    page.goto((city.dossier / "index.html").as_uri())
    for typed in (person.latin, person.arabic):
        page.keyboard.press("/")
        page.keyboard.insert_text(typed)
        found = page.locator(f"a[href$='people/{person.id}.html']")
        found.first.wait_for(state="visible", timeout=5_000)
        page.keyboard.press("Escape")
        page.reload()


def test_a_table_is_filtered_by_what_is_typed(page: Page, city: BuiltCity) -> None:
    page.goto((city.dossier / "people.html").as_uri())
    rows = page.locator("#people tbody tr:visible")
    before = rows.count()
    page.locator("input.filter").first.fill("xylophonist")
    page.wait_for_timeout(400)
    assert before > 0
    assert rows.count() == 0


def test_the_browser_folds_words_as_python_does(page: Page, city: BuiltCity) -> None:
    page.goto((city.dossier / "index.html").as_uri())
    for word in WORDS:
        assert page.evaluate("(word) => sijillFolding.consonantKeys(word)", word) == consonant_keys(
            [word]
        ), word
