"""Notices of a run: sentences about a source or the ledger that the command prints at its end."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence about a source, or about the ledger.

    Attributes:
        source: the source's id, or ``the ledger``.
        sentence: what is so.
        is_problem: whether something could not be used.
        is_news: whether it is said once, and not at every build.
    """

    source: str
    sentence: str
    is_problem: bool = False
    is_news: bool = False
