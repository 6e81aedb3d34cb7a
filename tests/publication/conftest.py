"""The pages of the small city's dossier."""

from pathlib import Path

import pytest

from dossier_pages import Page, read_pages
from small_cases import BuiltCity


@pytest.fixture(scope="session")
def pages(city: BuiltCity) -> dict[Path, Page]:
    """Every page of the dossier, by its path."""
    return read_pages(city.dossier)
