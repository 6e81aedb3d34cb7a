"""The plan of a day as a page to print."""

from collections.abc import Sequence

from sijill.figures.field.site_plan import PlannedSite, Task
from sijill.publication.forms.paper import paper_page


def plan_page(title: str, planned: Sequence[PlannedSite], findings: Sequence[str]) -> str:
    """The page; ``findings`` are sites that closed again, in words."""
    parts = [
        (task, members)
        for task in Task
        if (members := [entry.site for entry in planned if entry.task is task])
    ]
    return paper_page("plan.html", {"title": title, "parts": parts, "findings": findings})
