"""Which lists are captures of their own, and when there are too few of them for an estimate.

Each list counts as one independent attempt to record the dead. Three kinds of list are none:

* a list that holds nobody;
* a list that takes its records from another: the overlap with its source is copying and would pass
  for thorough recording (Jones et al. 2014, American Journal of Epidemiology 179:1383);
* a list all of whose persons are on one other list. Either it copies, or the other holds nearly
  everybody, and the data cannot tell which: no model that links the two has a maximum (see
  :func:`sijill.estimation.existence.lacks_margin`), so only models that ignore the link would be
  left to choose from. Without the list the estimate is right in both cases.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sijill.estimation.wording import count_persons, join, name_with_numbers, within
from sijill.model.captures import CaptureTable
from sijill.model.quantities import Refusal, RefusalReason

FEWEST_LISTS = 3
"""With two lists nothing in the data can tell dependence from thorough recording."""
MOST_LISTS = 10
"""Ten lists take minutes with 400 replicates; with twelve it would be hours."""
THREE_LISTS = f"At least {FEWEST_LISTS} lists, made independently of each other."


@dataclass(frozen=True, slots=True)
class ListChoice:
    """The lists of a table, each group sorted by name."""

    used: tuple[str, ...]
    empty: tuple[str, ...]
    derived: tuple[tuple[str, str], ...]
    """Each list that draws on a kept one, or on the same source as a kept one, with that one."""
    contained: tuple[tuple[str, str], ...]
    """Each list all of whose persons are on one other list, with that one."""


def choose_lists(table: CaptureTable, derived: Mapping[str, frozenset[str]]) -> ListChoice:
    """Sort out the lists that are no capture of their own; ``derived`` names lists' sources."""
    holding = {name for name in table.lists if table.on_list(name)}
    kept, copies = _leave_out_derived(table, holding, derived)
    used, contained = _leave_out_contained(table, kept)
    return ListChoice(
        used=tuple(sorted(used)),
        empty=tuple(sorted(set(table.lists) - holding)),
        derived=tuple(sorted(copies)),
        contained=tuple(sorted(contained)),
    )


def _leave_out_derived(
    table: CaptureTable, holding: set[str], derived: Mapping[str, frozenset[str]]
) -> tuple[list[str], list[tuple[str, str]]]:
    """Keep a list if it shares no origin with a list already kept.

    Lists that take from fewer of the others come first, then larger ones; so a source is kept
    rather than its copy, and of two lists with one source outside the table the larger is kept.
    """
    origins = {name: _origins(name, derived) for name in holding}
    kept: list[str] = []
    left_out: list[tuple[str, str]] = []
    for name in sorted(
        holding, key=lambda name: (len(origins[name] & holding), -table.on_list(name), name)
    ):
        instead = next((other for other in kept if origins[other] & origins[name]), None)
        if instead is None:
            kept.append(name)
        else:
            left_out.append((name, instead))
    return kept, left_out


def _origins(name: str, derived: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """A list itself and, through any chain, all that it takes records from."""
    found, new = {name}, {name}
    while new:
        new = {source for taker in new for source in derived.get(taker, frozenset())} - found
        found |= new
    return frozenset(found)


def _leave_out_contained(
    table: CaptureTable, names: Iterable[str]
) -> tuple[list[str], list[tuple[str, str]]]:
    """Leave out, the smallest first, each list all of whose persons are on one that remains."""
    kept = sorted(names)
    left_out: list[tuple[str, str]] = []
    for name in sorted(kept, key=lambda name: (table.on_list(name), name)):
        number = table.on_list(name)
        holders = (o for o in kept if o != name and table.on_both(name, o) == number)
        holder = next(holders, None)
        if holder is not None:
            kept.remove(name)
            left_out.append((name, holder))
    return kept, left_out


def explain_choice(table: CaptureTable, choice: ListChoice) -> list[str]:
    """A sentence for each list that is not used, and for the persons who are on no used list."""
    sentences = [f"{name} holds nobody and is left out." for name in choice.empty]
    sentences += [
        f"{name} takes its records from {kept}, or both from one source, so it is no attempt of "
        f"its own to record the dead. {name} is left out and {kept} is used."
        for name, kept in choice.derived
    ]
    sentences += [
        f"Everybody on {name} ({table.on_list(name):,}) is also on {holder}. Whether it copies or "
        f"{holder} holds nearly everybody cannot be told; {name} is left out."
        for name, holder in choice.contained
    ]
    used = set(choice.used)
    unused = sum(number for members, number in table.counts.items() if not members & used)
    if unused:
        sentences.append(
            f"{count_persons(unused)} recorded only on lists left out: counted as recorded, and "
            "the total is never below all recorded, but no model is fitted to them."
        )
    return sentences


def refuse(table: CaptureTable, choice: ListChoice) -> Refusal | None:
    """Why no estimate can be made from these lists, or ``None`` where one can be tried."""
    if not table.observed:
        return Refusal(
            RefusalReason.NOTHING_RECORDED,
            f"Nobody is recorded {within(table.stratum)}; there is nothing to estimate from.",
            "Lists that hold persons of this stratum.",
        )
    return _refuse_number(table, choice) or _refuse_overlap(table, choice.used)


def _refuse_number(table: CaptureTable, choice: ListChoice) -> Refusal | None:
    holding = sorted(set(table.lists) - set(choice.empty))
    held = f"{within(table.stratum)}: {name_with_numbers(table, holding)}"
    if len(holding) < FEWEST_LISTS:
        return Refusal(
            RefusalReason.TOO_FEW_LISTS,
            f"Only {len(holding)} of the lists hold anybody {held}. With fewer than "
            f"{FEWEST_LISTS} lists nothing in the data shows whether the lists depend on each "
            "other.",
            THREE_LISTS,
        )
    if len(choice.used) < FEWEST_LISTS:
        reasons = [f"{name} draws on the same records as {kept}" for name, kept in choice.derived]
        reasons += [f"everybody on {name} is also on {kept}" for name, kept in choice.contained]
        return Refusal(
            RefusalReason.DEPENDENT_LISTS,
            f"{len(holding)} lists hold anybody {held}. But {join(reasons)}. That leaves "
            f"{join(choice.used)}, fewer than {FEWEST_LISTS} lists of their own.",
            THREE_LISTS,
        )
    if len(choice.used) > MOST_LISTS:
        return Refusal(
            RefusalReason.NO_MODEL,
            f"{len(choice.used)} lists hold anybody {held}. Models of more than {MOST_LISTS} lists "
            "cannot be compared in reasonable time.",
            f"Lists of one kind put together, so that at most {MOST_LISTS} remain.",
        )
    return None


def _refuse_overlap(table: CaptureTable, used: tuple[str, ...]) -> Refusal | None:
    """A list apart from all others may stay beside enough that overlap: models then say both.

    Either it missed them by chance, or it holds persons that no other list can hold; the methods
    take one or the other for granted, and a warning says that the list shares nobody.
    """
    apart = [
        name
        for name in used
        if not any(table.on_both(name, other) for other in used if other != name)
    ]
    others = [name for name in used if name not in apart]
    if len(others) >= FEWEST_LISTS:
        return None
    shares, misses = ("shares", "it misses") if len(apart) == 1 else ("share", "they miss")
    return Refusal(
        RefusalReason.NO_OVERLAP,
        f"{name_with_numbers(table, apart)} {shares} nobody with any other list "
        f"({name_with_numbers(table, others)}), so nothing shows how much {misses}. That leaves "
        f"fewer than {FEWEST_LISTS} lists that overlap with another."
        if others
        else f"Nobody {within(table.stratum)} is on more than one of "
        f"{name_with_numbers(table, used)}, so nothing shows how much any of them misses.",
        "A look at whether links between the lists were missed, or whether they cover different "
        "places, periods or people; a list that does is not part of this stratum.",
    )
