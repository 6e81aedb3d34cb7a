"""Lists that take records from each other are one attempt to record the dead, and are put together.

The overlap of a list with its source is copying and would pass for thorough recording (Jones et al.
2014, American Journal of Epidemiology 179:1383). What the list found by itself is recording all the
same; so the two become one list that holds whoever is on either. Lists with one source outside the
table are put together likewise: what they share may come from it.

A list that gathers from several lists which are otherwise independent cannot be put together with
all of them, because that would make one list of the independent ones; nor with one, because what it
took from the others would pass for overlap with them. It is left out.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sijill.model.errors import TableError
from sijill.model.results.captures import CaptureTable

JOINED = " + "
"""Between the names of lists that were put together."""
Sources = Mapping[str, frozenset[str]]
"""For each list that takes records from others, those others."""


@dataclass(frozen=True, slots=True)
class JoinedLists:
    """A table whose lists share no source, and what was done for that."""

    table: CaptureTable
    """Of the lists put together under names like ``A + D``; lists left out are still in it."""
    joined: tuple[tuple[str, ...], ...]
    """Each group of lists put together, sorted."""
    gathered: tuple[tuple[str, tuple[str, ...]], ...]
    """Each list left out, with the lists that it shares a source with."""


@dataclass(slots=True)
class _Group:
    names: list[str]
    origins: frozenset[str]


def join_lists(table: CaptureTable, holding: set[str], derived: Sources) -> JoinedLists:
    """Put together lists that share an origin; ``holding`` are the lists that hold anybody.

    Raises:
        TableError: where a list has the very name that others get when put together.
    """
    groups, gathered = _group(table, holding, derived)
    called = {name: join_names(group.names) for group in groups for name in group.names}
    for name, joint in called.items():
        if name != joint and joint in table.lists:
            raise TableError(
                f"a list is called {joint!r}, and so would {name!r} be when put together with the "
                "lists that it shares a source with. Give the former another name."
            )
    counts: dict[frozenset[str], int] = {}
    for members, number in table.counts.items():
        now = frozenset(called.get(name, name) for name in members)
        counts[now] = counts.get(now, 0) + number
    names = tuple(dict.fromkeys(called.get(name, name) for name in table.lists))
    return JoinedLists(
        CaptureTable(table.stratum, names, counts),
        tuple(sorted(tuple(sorted(group.names)) for group in groups if len(group.names) > 1)),
        tuple(sorted(gathered)),
    )


def join_names(names: list[str] | tuple[str, ...]) -> str:
    """What a list that was put together of several is called."""
    return JOINED.join(sorted(names))


def _group(
    table: CaptureTable, holding: set[str], derived: Sources
) -> tuple[list[_Group], list[tuple[str, tuple[str, ...]]]]:
    """Each list starts a group or joins the only one that it shares an origin with.

    Lists that take from fewer of the others come first, then larger ones; so a list meets its
    sources before it is placed.
    """
    origins = {name: _origins(name, derived) for name in holding}
    groups: list[_Group] = []
    gathered: list[tuple[str, tuple[str, ...]]] = []
    for name in sorted(
        holding, key=lambda name: (len(origins[name] & holding), -table.on_list(name), name)
    ):
        alike = [group for group in groups if group.origins & origins[name]]
        if not alike:
            groups.append(_Group([name], origins[name]))
        elif len(alike) == 1:
            alike[0].names.append(name)
            alike[0].origins |= origins[name]
        else:
            gathered.append((name, tuple(sorted(join_names(group.names) for group in alike))))
    return groups, gathered


def _origins(name: str, derived: Sources) -> frozenset[str]:
    """A list itself and, through any chain, all that it takes records from."""
    origins, new = {name}, {name}
    while new:
        new = {source for taker in new for source in derived.get(taker, frozenset())} - origins
        origins |= new
    return frozenset(origins)
