"""The sheet of a day as a page to print and sign."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sijill.model.decisions.decision import Identification
from sijill.model.decisions.field_work import Presence
from sijill.model.records.record import RemainsRecord
from sijill.model.results.sites import Site
from sijill.publication.forms.paper import paper_page


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One body of the day: its record, its site, who holds it, and as whom it was identified."""

    record: RemainsRecord
    site: Site | None
    presence: Presence | None
    identification: Identification | None


def day_sheet_page(lines: Sequence[SheetLine], content: Mapping[str, object]) -> str:
    """The page; ``content`` has title, day, team, head of the ledger and the sites worked."""
    return paper_page("day_sheet.html", {**content, "lines": lines})
