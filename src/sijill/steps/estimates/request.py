"""What is asked of ``sijill estimate``: a file or a folder, its columns, and how to estimate."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sijill.estimation.pooling.settings import Settings
from sijill.estimation.tables.columns import Columns
from sijill.model.errors import TableError


@dataclass(frozen=True, slots=True)
class Request:
    """What to estimate and how."""

    path: Path
    columns: Columns = field(default_factory=Columns)
    derived: Mapping[str, frozenset[str]] = field(default_factory=dict)
    seed: int = 2017
    settings: Settings = field(default_factory=Settings)
    store: Path | None = None
    encoding: str = ""
    delimiter: str = ""
    """Both are found where they are not stated (``table_text``)."""
    processes: int | None = None
    """``None``: one for each processor where there are more than a few tables."""
    partial_pooling: bool = False
    """Whether strata learn from each other."""
    missed_links: float = 0.0
    """The share of all overlaps that the linkage is taken to have missed (``missed_links``)."""


def read_derived(words: Iterable[str]) -> dict[str, frozenset[str]]:
    """``A=B`` is *A takes records from B*; several for one list add up.

    Raises:
        TableError: for words of another form.
    """
    origins: dict[str, frozenset[str]] = {}
    for said in words:
        name, equals, origin = said.partition("=")
        if not (name and equals and origin):
            raise TableError(f"{said!r} is not of the form LIST=ORIGIN")
        origins[name] = origins.get(name, frozenset()) | {origin}
    return origins
