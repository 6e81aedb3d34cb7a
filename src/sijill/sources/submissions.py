"""What a forms server says of an answer: whether it is whole, edited, or turned down by a reviewer.

ODK Central and KoBoToolbox write columns of their own beside the answers. An answer that is not
whole, that somebody changed after it was sent and nobody approved, or that a reviewer turned down
is no record; its row stays as received, and a later export in which it is whole or approved makes
it one.

Columns: ODK Central, *Submissions* (AttachmentsPresent, AttachmentsExpected, Status, ReviewState,
Edits); KoBoToolbox, *Data exports* (``_validation_status``) and OpenRosa (``deprecatedID``).
"""

import re
from collections.abc import Mapping

from sijill.language.numbers.digits import serial_number
from sijill.model.records.record import Remark

_OPENROSA = "deprecatedID"
_CENTRAL = ("KEY", "ReviewState", "SubmissionDate")
_KOBO = ("_uuid", "_submission_time")
_PARTS = re.compile(r"[/.\-]")
_TURNED_DOWN = {
    "rejected": "a reviewer rejected the submission on the server",
    "hasissues": "a reviewer found issues in the submission, and nobody has approved it since",
    "not approved": "a reviewer did not approve the submission on the server",
    "on hold": "a reviewer has put the submission on hold",
}
_UNREADABLE = {
    "notdecrypted": "the submission is encrypted and the server could not decrypt it",
    "missingencryptedformfile": "the submission is encrypted and its answers never arrived",
}


_MOMENT = re.compile(r"\s*\d{4}-\d\d-\d\dT\d\d:\d\d")
_FORM_TIMES = frozenset({"start", "end"})
_OF_SERVERS = frozenset({"_uuid", "_submission_time", "__version__", "SubmissionDate", "KEY"})


def times_of_forms(columns: Mapping[str, str]) -> frozenset[str]:
    """The columns with the moments at which a form was opened and closed, where a server wrote any.

    They are days of nothing that the form asks about.

    Args:
        columns: for each column a cell of it.
    """
    if len(_OF_SERVERS & columns.keys()) < _FEWEST_OF_SERVERS:
        return frozenset()
    return frozenset(
        name
        for name, cell in columns.items()
        if name.strip().casefold() in _FORM_TIMES and _MOMENT.match(cell)
    )


_FEWEST_OF_SERVERS = 2


def submission_problem(cells: Mapping[str, str]) -> Remark | None:
    """Why a row that a forms server exported is no record; none where it is one, or no such row."""
    if not any(all(name in cells for name in own) for own in (_CENTRAL, _KOBO)):
        return None
    return _unfinished(cells) or _turned_down(cells) or _altered(cells)


def _unfinished(cells: Mapping[str, str]) -> Remark | None:
    status = cells.get("Status", "").strip()
    if status.casefold() in _UNREADABLE:
        return Remark("Status", status, _UNREADABLE[status.casefold()])
    present, expected = _number(cells, "AttachmentsPresent"), _number(cells, "AttachmentsExpected")
    if present < expected:
        reason = (
            f"the submission is not whole: {present} of its {expected} files have arrived. "
            "Send it again from the telephone and export again"
        )
        return Remark("AttachmentsPresent", cells.get("AttachmentsPresent", ""), reason)
    if cells.get("start", "").strip() and not cells.get("end", "x").strip():
        reason = "the submission is half-finished: it was begun and has no end"
        return Remark("end", "", reason)
    return None


def _turned_down(cells: Mapping[str, str]) -> Remark | None:
    for column in ("ReviewState", *_columns(cells, "_validation_status")):
        written = cells.get(column, "").strip()
        plain = written.casefold().removeprefix("validation_status_").replace("_", " ")
        if plain in _TURNED_DOWN:
            return Remark(column, written, _TURNED_DOWN[plain])
    return None


def _altered(cells: Mapping[str, str]) -> Remark | None:
    """An answer that was changed after it was sent, and not approved since."""
    approved = any(
        cells[column].strip().casefold() in ("approved", "validation_status_approved")
        for column in ("ReviewState", *_columns(cells, "_validation_status"))
        if column in cells
    )
    if approved:
        return None
    reason = (
        "the submission was changed after it was sent, and no reviewer has approved the change. "
        "Approve it on the server and export again"
    )
    if cells.get("ReviewState", "").strip().casefold() == "edited":
        return Remark("ReviewState", cells["ReviewState"], reason)
    if _number(cells, "Edits"):
        return Remark("Edits", cells["Edits"], reason)
    for column in cells:
        if _PARTS.split(column)[-1] == _OPENROSA and cells[column].strip():
            return Remark(column, cells[column], reason)
    return None


def _columns(cells: Mapping[str, str], name: str) -> list[str]:
    """The column of a name, or those into which JSON splits it (``_validation_status.uid``)."""
    return [column for column in cells if column == name or column.startswith(f"{name}.")]


def _number(cells: Mapping[str, str], column: str) -> int:
    written = cells.get(column, "").strip().removesuffix(".0")
    return serial_number(written) or 0
