"""What is said of decisions whose rows were edited since, or are in their list no more."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from sijill.model.decisions.decision import Consent
from sijill.register.register import Register
from sijill.register.standing.overtaken_corrections import on_overtaken

NAMED = 3
"""How many rows are named in one sentence."""


def on_followed(register: Register) -> Iterator[tuple[str, str]]:
    """By list, a sentence on decisions that hold for rows as these were edited."""
    now = (
        f"{then} is row {register.records[identity].head.locator.row} now, {identity}"
        for (_, identity), then in register.decisions.followed.items()
        if identity in register.records
    )
    for source, rows in _by_list(now):
        held = "row" if len(rows) == 1 else "rows"
        sentence = (
            f"decisions about {_count(rows)} of an earlier file hold for the same {held} as "
            f"edited or numbered anew: {_named(rows)}. Where that is another person or event, "
            "take it back (sijill judge --undo)."
        )
        yield source, sentence


def to_decide_again(register: Register) -> list[tuple[str, str]]:
    """By list, sentences on decisions that somebody must look at again; they quote no cell."""
    return [*_on_lapsed(register), *on_overtaken(register)]


def _on_lapsed(register: Register) -> Iterator[tuple[str, str]]:
    """By list, a sentence on decisions that change nothing, for want of the rows they are about.

    Refusals of consent are told of by themselves (``sentences_on_gone``).
    """
    lapsed = (
        f"{subject} (entry {said.decided.entry})"
        for said in register.decisions.statements()
        if not isinstance(said, Consent)
        for subject in said.subjects
        if ":" in subject and subject not in register.records
    )
    for source, rows in _by_list(lapsed):
        if source in register.mappings:
            held = "it" if len(rows) == 1 else "them"
            sentence = (
                f"decisions about {_count(rows)} change nothing, because the list holds {held} no "
                f"more or in other words: {_named(rows)}. Decide again about the rows as they are "
                "now, and take back what is of no use (sijill judge --undo --entry)."
            )
            yield source, sentence


def _by_list(rows: Iterable[str]) -> list[tuple[str, list[str]]]:
    lists: Mapping[str, list[str]] = defaultdict(list)
    for row in dict.fromkeys(rows):
        lists[row.partition(":")[0]].append(row)
    return sorted(lists.items())


def _count(rows: list[str]) -> str:
    return "a row" if len(rows) == 1 else f"{len(rows):,} rows"


def _named(rows: list[str]) -> str:
    more = f" and {len(rows) - NAMED:,} more" if len(rows) > NAMED else ""
    return ", ".join(rows[:NAMED]) + more
