"""Which lists are captures of their own, and when there are too few of them for an estimate.

Each list counts as one independent attempt to record the dead. Three kinds of list are none:

* a list that holds nobody;
* a list that shares a source with another: the two are put together (``merged_lists``);
* a list all of whose persons are on one other list, where chance cannot have done it. Either it
  copies, or the other holds nearly everybody, and the data cannot tell which: no model that links
  the two has a maximum (:func:`sijill.estimation.loglinear.mle_existence.lacks_margin`), so only
  models that ignore the link would be left to choose from. Without the list the estimate is right
  in both cases. But of m persons all are on a list that holds a share p of everybody with chance
  p^m; while that is no rare event, the list is small rather than a copy, and stays.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from sijill.estimation.tables.cells import FEWEST_LISTS
from sijill.estimation.tables.disjoint_lists import LEAST_CHANCE, refuse_overlap
from sijill.estimation.tables.merged_lists import Sources, join_lists, join_names
from sijill.estimation.tables.wording import name_with_numbers, within
from sijill.language.sentences import join, with_noun
from sijill.model.results.captures import CaptureTable
from sijill.model.values.quantities import Refusal, RefusalReason

MOST_LISTS = 12
"""A table of J lists has 2^J cells, and every fit goes over all of them."""
FEWEST_TO_JUDGE = 10
"""Persons on a third list, all on one other; of fewer it may be chance that none is off it."""
THREE_LISTS = f"At least {FEWEST_LISTS} lists, made independently of each other."
"""With two lists nothing in the data can tell dependence from thorough recording."""


@dataclass(frozen=True, slots=True)
class ListChoice:
    """The lists of a table, each group sorted by name."""

    table: CaptureTable
    """The same persons, with lists put together under names like ``A + D``."""
    used: tuple[str, ...]
    empty: tuple[str, ...]
    joined: tuple[tuple[str, ...], ...]
    """Each group of lists put together because they share a source."""
    gathered: tuple[tuple[str, tuple[str, ...]], ...]
    """Each list that shares sources with several others, with these; left out."""
    contained: tuple[tuple[str, str], ...]
    """Each list all of whose persons are on one other list, more than chance would put there, with
    that one; left out."""


def choose_lists(table: CaptureTable, derived: Sources) -> ListChoice:
    """Sort out the lists that are no capture of their own; ``derived`` names lists' sources."""
    holding = {name for name in table.lists if table.on_list(name)}
    joined = join_lists(table, holding, derived)
    left_out = {name for name, _ in joined.gathered}
    empty = set(table.lists) - holding
    own = [name for name in joined.table.lists if name not in left_out | empty]
    used, contained = _leave_out_contained(joined.table, own)
    return ListChoice(
        table=joined.table,
        used=tuple(sorted(used)),
        empty=tuple(sorted(empty)),
        joined=joined.joined,
        gathered=joined.gathered,
        contained=tuple(sorted(contained)),
    )


def _leave_out_contained(
    table: CaptureTable, names: Iterable[str]
) -> tuple[list[str], list[tuple[str, str]]]:
    """Leave out, the smallest first, each list that lies within one that remains."""
    kept = sorted(names)
    left_out: list[tuple[str, str]] = []
    for name in sorted(kept, key=lambda name: (table.on_list(name), name)):
        holders = (other for other in kept if other != name and _contains(table, other, name))
        holder = next(holders, None)
        if holder is not None:
            kept.remove(name)
            left_out.append((name, holder))
    return kept, left_out


def _contains(table: CaptureTable, holder: str, name: str) -> bool:
    """Whether the holder has everybody on a list, and chance alone would not put them there.

    The holder's share of everybody is that among the persons on any third list; without such
    persons, that among those recorded. Half a person more on either side (Jeffreys' prior) keeps a
    few persons from proving that the holder holds nobody else, or everybody.
    """
    number = table.on_list(name)
    if table.on_both(name, holder) < number:
        return False
    third = {on: count for on, count in table.counts.items() if on - {name, holder}}
    counted = third if sum(third.values()) else table.counts
    held = sum(count for on, count in counted.items() if holder in on)
    persons = sum(counted.values())
    share = (held + 0.5) / (persons + 1)
    holds_everybody = held == persons and persons >= FEWEST_TO_JUDGE
    return holds_everybody or math.exp(number * math.log(share)) < LEAST_CHANCE


def explain_choice(choice: ListChoice) -> list[str]:
    """A sentence for each list that is not used as it is, and for persons on no used list."""
    table = choice.table
    sentences = [f"{name} holds nobody and is left out." for name in choice.empty]
    sentences += [
        f"{join(group)} take records from one another or from one source, so they are one attempt "
        f"to record the dead. They are put together as one list, {join_names(group)}."
        for group in choice.joined
    ]
    sentences += [
        f"{name} takes records from the same sources as {join(others)}, so it is no attempt of "
        f"its own to record the dead. {name} is left out."
        for name, others in choice.gathered
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
            f"{with_noun(unused, 'person')} recorded only on lists left out: counted as recorded, "
            "and the total is never below all recorded, but no model is fitted to them."
        )
    return sentences


def refuse(choice: ListChoice) -> Refusal | None:
    """Why no estimate can be made from these lists, or ``None`` where one can be tried."""
    if not choice.table.observed:
        return Refusal(
            RefusalReason.NOTHING_RECORDED,
            f"Nobody is recorded {within(choice.table.stratum)}; there is nothing to estimate "
            "from.",
            "Lists that hold persons of this stratum.",
        )
    return (
        _refuse_list_of_everybody(choice)
        or _refuse_number(choice)
        or refuse_overlap(choice.table, choice.used)
        or _refuse_few_persons(choice)
    )


def _refuse_list_of_everybody(choice: ListChoice) -> Refusal | None:
    """A list that holds everybody: how many it missed is not identified, however many are recorded.

    Were the lists independent, that the others found nobody whom it missed would mean that it
    missed next to nobody; did they take their persons from it, it would mean nothing. No term of a
    model that could tell these apart has a maximum (Fienberg & Rinaldo 2012, Annals of Statistics
    40:996). Of simulated tables of the first kind an interval that takes lists for independent held
    11 of 11, of the second kind 0 of 11.
    """
    table = choice.table
    own = sorted({*choice.used, *(name for name, _ in choice.contained)})
    recorded = sum(count for on, count in table.counts.items() if not on.isdisjoint(own))
    holder = next((name for name in own if table.on_list(name) == recorded), None)
    if holder is None or len(own) < FEWEST_LISTS:
        return None
    others = name_with_numbers(table, [name for name in own if name != holder])
    return Refusal(
        RefusalReason.DEPENDENT_LISTS,
        f"Everybody recorded {within(table.stratum)} ({recorded:,}) is on {holder}; {others} hold "
        f"nobody else. Either {holder} missed next to nobody, or the others take their persons "
        f"from {holder}. No table can tell which, and so nothing shows how many {holder} missed.",
        f"A list made without {holder}, that can hold persons whom {holder} missed.",
    )


def _refuse_few_persons(choice: ListChoice) -> Refusal | None:
    """No more persons than coefficients: any total fits."""
    used = set(choice.used)
    recorded = sum(count for on, count in choice.table.counts.items() if on & used)
    coefficients = len(used) + 1
    if recorded > coefficients:
        return None
    return Refusal(
        RefusalReason.NO_MODEL,
        f"{with_noun(recorded, 'person')} on {name_with_numbers(choice.table, choice.used)} "
        f"{within(choice.table.stratum)}: even if all lists are independent there are "
        f"{coefficients} unknown numbers, so any total fits.",
        f"More than {coefficients} persons, better many times as many; strata put together.",
    )


def _refuse_number(choice: ListChoice) -> Refusal | None:
    table = choice.table
    holding = sorted(set(table.lists) - set(choice.empty))
    held = f"{within(table.stratum)}: {name_with_numbers(table, holding)}"
    number = len(holding) + sum(len(group) - 1 for group in choice.joined)
    if number < FEWEST_LISTS:
        return Refusal(
            RefusalReason.TOO_FEW_LISTS,
            f"Only {number} of the lists {'holds' if number == 1 else 'hold'} anybody {held}. With "
            f"fewer than {FEWEST_LISTS} lists nothing in the data shows whether the lists depend "
            "on each other.",
            THREE_LISTS,
        )
    if len(choice.used) < FEWEST_LISTS:
        return Refusal(
            RefusalReason.DEPENDENT_LISTS,
            f"{number} lists hold anybody {held}. But {join(_describe_dependence(choice))}. That "
            f"leaves {join(choice.used)}, fewer than {FEWEST_LISTS} lists of their own.",
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


def _describe_dependence(choice: ListChoice) -> list[str]:
    reasons = [f"{join(group)} draw on the same records" for group in choice.joined]
    reasons += [
        f"{name} draws on the same records as {join(others)}" for name, others in choice.gathered
    ]
    return reasons + [f"everybody on {name} is also on {kept}" for name, kept in choice.contained]
