"""A decision about rows that have other ids now, as one about these ids."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, replace
from typing import Any, TypeVar

from sijill.ledger.entries.entry import Entry, EntryKind
from sijill.model.decisions.decision import Judgement, Withdrawal
from sijill.register.standing.decided_rows import Named
from sijill.register.statements import LogLine, Statement, read_statement

Said = TypeVar("Said", bound=Statement | Withdrawal | LogLine | None)

_IDS = frozenset(
    ("left", "right", "incident", "remains", "person", "subject", "record", "determination", "site")
)
"""The fields of decisions that hold the id of a record."""
OF_AN_EARLIER_FILE = " (of an earlier file)"
"""Follows the id of a row that is in its list no more: so it is no id of any record."""
NowOf = Callable[[str, str], str]
"""The id that a record has now, by the one that an entry names, and that entry."""


def ids_decided(entries: Sequence[Entry]) -> dict[tuple[str, str], Named]:
    """By id and entry, the ids that decisions name, each with the newest file that was known then.

    Two people who work on two copies of a case may have different files: each decides about theirs.
    """
    files: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.kind is EntryKind.CAPTURE:
            files.setdefault(entry.subject, []).append(entry)
    decided: dict[tuple[str, str], Named] = {}
    for entry in entries:
        said = read_statement(entry) if entry.kind.is_decision else None
        for identity in said.subjects if said is not None else ():
            of_list = reversed(files.get(identity.partition(":")[0], ()))
            known = next((file.name for file in of_list if entry.knows(file)), "")
            decided[identity, entry.name] = (identity, known)
    return decided


def as_named(identity: str, _entry: str) -> str:
    """The id itself: where nothing is known of the files that records stood in."""
    return identity


def renamed(
    said: Statement | Withdrawal | LogLine | None, now: NowOf
) -> dict[str, tuple[str, str]]:
    """By field of what was said, the id that it names and the other one that its record has now.

    Args:
        said: a decision or a line of a log.
        now: the id now, by that which was named, and the entry that names it.
    """
    if said is None:
        return {}
    held = {part.name: getattr(said, part.name) for part in fields(said) if part.name in _IDS}
    pairs = {name: (identity, now(identity, said.decided.entry)) for name, identity in held.items()}
    return {name: (then, new) for name, (then, new) in pairs.items() if new != then}


def with_ids_of_now(said: Said, others: Mapping[str, tuple[str, str]]) -> Said:
    """What was said, about the ids of now that ``renamed`` found."""
    if said is None or not others:
        return said
    ids: dict[str, Any] = {part: new for part, (_, new) in others.items()}
    moved = replace(said, **ids)
    if isinstance(moved, Judgement):
        left, right = sorted(moved.pair)
        return replace(moved, left=left, right=right)
    return moved
