"""A decision is written once: whoever takes the very same again is told that it stands.

A second entry with the same words would change nothing, and one undo would no longer take the
decision back. Somebody else who decides the same is written down: it is a second opinion.
"""

from collections.abc import Sequence

from sijill.ledger.entries.entry import Draft, Entry
from sijill.model.errors import DecisionError
from sijill.register.decided import stands_alone
from sijill.steps.open_case import OpenCase


def append_decision(case: OpenCase, entries: Sequence[Entry], draft: Draft) -> Entry:
    """Append a decision; ``entries`` are those of the ledger, as they were read.

    Raises:
        DecisionError: if the same author has decided the very same, it was not taken back, nothing
            later answers the question, and nobody contradicts it unknowingly.
        LedgerError, StorageError: as ``OpenCase.append``.
    """
    for entry in reversed(entries):
        is_own = entry.author == case.author.name
        if is_own and entry.has_same_content(draft) and stands_alone(entries, entry):
            raise DecisionError(
                f"this was decided already, with the same words (entry {entry.name}, by "
                f"{entry.author}), and stands: nothing is written."
            )
    return case.append_one(draft)
