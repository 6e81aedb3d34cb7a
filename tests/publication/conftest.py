"""The pages of the small city's dossier, and a browser to open pages in."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, sync_playwright

from dossier_pages import Page, read_pages
from small_cases import BuiltCity

CHROMIUM = Path("/usr/bin/chromium")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    if not CHROMIUM.exists():
        pytest.skip("Debian's chromium is not installed")
    with sync_playwright() as tools:
        try:
            browser = tools.chromium.launch(
                executable_path=str(CHROMIUM), args=["--no-sandbox"], timeout=60_000
            )
        except Error as error:
            pytest.skip(f"chromium does not start here: {error.message[:80]}")
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def pages(city: BuiltCity) -> dict[Path, Page]:
    """Every page of the dossier, by its path."""
    return read_pages(city.dossier)
