"""What ``import sijill`` offers for a case: open it, build it, verify it.

The same as the commands of these names, with the same author, device key and clock (``config``).
"""

from pathlib import Path
from typing import TYPE_CHECKING

from sijill.config import find_workspace, memory_folder, read_author
from sijill.register.watching import Watch, unwatched
from sijill.steps.workspace import Workspace

if TYPE_CHECKING:
    from sijill.ledger.report.findings import AuditReport
    from sijill.steps.case.build import Built


def open_case(folder: str | Path, work: str | Path | None = None) -> Workspace:
    """The case in ``folder``; what sijill writes goes to ``work``, or else into the same folder.

    Raises:
        CaseError: if there is no ``case.toml`` in it.
    """
    return find_workspace(Path(folder), None if work is None else Path(work))


def build(case: Workspace | str | Path, *, progress: Watch = unwatched) -> "Built":
    """Build a case, as ``sijill build`` does; also where nothing changed since the last build.

    ``progress`` is called with what is being done, how far, and out of how many.

    Raises:
        CaseError: if ``case.toml`` cannot be used, or not one row of any source.
        LedgerError, StorageError: if the ledger or the results cannot be written.
    """
    from sijill.steps.case.build import build as build_case  # noqa: PLC0415  brings linkage

    return build_case(_opened(case), read_author(), progress)


def verify(case: Workspace | str | Path) -> "AuditReport":
    """Examine every entry and every evidence file of a case, as ``sijill verify`` does."""
    from sijill.ledger.audit.verification import verify as verify_ledger  # noqa: PLC0415

    opened = _opened(case)
    return verify_ledger(opened.ledger, opened.evidence, memory=memory_folder())


def _opened(case: Workspace | str | Path) -> Workspace:
    return case if isinstance(case, Workspace) else open_case(case)
