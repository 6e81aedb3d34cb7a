"""The problems of one file kept within one value of the register.

All that is noted of a file stands in one entry. A file of which hundreds of megabytes are set aside
would make that entry larger than any ledger takes, and nothing of the case could be built.
"""

from collections.abc import Iterable
from dataclasses import replace

from sijill.model.errors import FileUnreadableError
from sijill.model.limits import LARGEST_ROW, LONGEST_FAULT
from sijill.model.records.rejects import Reject


def shorten_problems(problems: Iterable[Reject], file: str) -> tuple[Reject, ...]:
    """The problems as they are, or each with the beginning of its words where they are too many.

    The words stand in the captured file; the problem says where, and how long they are.

    Raises:
        FileUnreadableError: if even their beginnings are more than one value of the register holds.
    """
    listed = tuple(problems)
    if _length(listed) <= LARGEST_ROW:
        return listed
    shortened = tuple(
        replace(one, value=_shortened(one.value), reason=_shortened(one.reason)) for one in listed
    )
    if _length(shortened) > LARGEST_ROW:
        first = shortened[0]
        raise FileUnreadableError(
            f"{file}: {len(listed):,} rows and values of it cannot be used, more than can be "
            f"listed; nothing was read. The first, row {first.row}: {first.reason}."
        )
    return shortened


def _length(problems: Iterable[Reject]) -> int:
    return sum(
        len(one.value) + len(one.reason) + len(one.sheet) + len(one.column) for one in problems
    )


def _shortened(words: str) -> str:
    if len(words) <= LONGEST_FAULT:
        return words
    return f"{words[:LONGEST_FAULT]}… ({len(words):,} characters; they stand in the file)"
