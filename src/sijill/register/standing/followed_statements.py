"""A decision about rows that have other ids now, as one about these ids."""

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import TypeVar

from sijill.model.decisions.decision import Judgement, Withdrawal
from sijill.register.statements import LogLine, Statement

Said = TypeVar("Said", bound=Statement | Withdrawal | LogLine | None)

_IDS = frozenset(
    ("left", "right", "incident", "remains", "person", "subject", "record", "determination", "site")
)
"""The fields of decisions that hold the id of a record."""


def follow_statement(said: Said, now: Mapping[str, str]) -> Said:
    """What was said, about the ids that its records have now.

    Args:
        said: a decision or a line of a log.
        now: the new ids, by those that decisions name.
    """
    if said is None or not now.keys() & said.subjects:
        return said
    held = {part.name: getattr(said, part.name) for part in fields(said) if part.name in _IDS}
    moved = replace(said, **{name: now.get(identity, identity) for name, identity in held.items()})
    if isinstance(moved, Judgement):
        left, right = sorted(moved.pair)
        return replace(moved, left=left, right=right)
    return moved
