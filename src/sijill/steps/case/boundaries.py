"""The areas of a case, from the file of boundaries that ``case.toml`` names."""

from dataclasses import dataclass

from sijill.model.errors import CaseError, FileUnreadableError
from sijill.model.results.regions import Region
from sijill.model.values.unreadable import Unreadable
from sijill.places.regions import read_regions
from sijill.register.register import Register
from sijill.sources.toml_files import file_text
from sijill.steps.open_case import OpenCase


@dataclass(frozen=True, slots=True)
class CaseAreas:
    """The areas, and why there are none although a file is named; then the map has no lines."""

    regions: tuple[Region, ...] = ()
    problem: str = ""


def read_boundaries(case: OpenCase, register: Register) -> CaseAreas:
    """Read the case's file of boundaries, if it names one."""
    boundaries = register.case.boundaries
    if boundaries is None:
        return CaseAreas()
    path = case.workspace.case / register.case.data / boundaries.file
    try:
        case.workspace.demand_inside(path)
        text = file_text(path)
    except (CaseError, FileUnreadableError) as error:
        return CaseAreas(problem=f"The boundaries were not drawn: {error}")
    regions = read_regions(text, boundaries.name, boundaries.name_ar)
    if isinstance(regions, Unreadable):
        reason = f"The boundaries were not drawn: {path.name}, {regions.reason}."
        return CaseAreas(problem=reason)
    return CaseAreas(tuple(regions))
