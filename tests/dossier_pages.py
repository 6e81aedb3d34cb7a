"""Pages of a dossier, read as a browser would read their links."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path


@dataclass
class Page:
    """One page: its text, the anchors it offers, and the addresses it leads to."""

    text: str
    anchors: set[str] = field(default_factory=set)
    addresses: list[str] = field(default_factory=list)
    loaded: list[str] = field(default_factory=list)
    figures: dict[str, str] = field(default_factory=dict)
    """By figure name: the address that its number leads to."""


class _Reader(HTMLParser):
    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page = page

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if "id" in told:
            self.page.anchors.add(told["id"])
        for name in ("href", "xlink:href"):
            if name in told:
                (self.page.loaded if tag == "link" else self.page.addresses).append(told[name])
        if "src" in told:
            self.page.loaded.append(told["src"])
        if "data-figure" in told:
            assert tag == "a", f"the number {told['data-figure']} leads nowhere"
            self.page.figures[told["data-figure"]] = told["href"]


def read_pages(dossier: Path) -> dict[Path, Page]:
    """Every page of a dossier, by its path."""
    found: dict[Path, Page] = {}
    for path in sorted(dossier.rglob("*.html")):
        page = Page(path.read_text(encoding="utf-8"))
        _Reader(page).feed(page.text)
        found[path.resolve()] = page
    return found
