"""The sheet of a day as a page to print and sign."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sijill.model.decisions.decision import Identification
from sijill.model.decisions.field_work import Operation, Presence
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


@dataclass(frozen=True, slots=True)
class WorkLine:
    """A line of the log of operations, and the code of its site."""

    site: str
    operation: Operation

    @property
    def hours(self) -> str:
        """How long they worked, in hours and minutes; empty where nobody wrote it down."""
        minutes = self.operation.minutes
        return "" if minutes is None else f"{minutes // 60}:{minutes % 60:02} h"


def day_sheet_page(lines: Sequence[SheetLine], content: Mapping[str, object]) -> str:
    """The page; ``content`` has title, day, team, head of the ledger, sites and work done."""
    return paper_page("day_sheet.html", {**content, "lines": lines})
