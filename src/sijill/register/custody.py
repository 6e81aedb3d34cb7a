"""Evidence as the ledger has it: each exhibit with its chain of custody."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace

from sijill.ledger.entries.entry import Entry, EntryKind
from sijill.model.codes import CustodyAction
from sijill.model.decisions.decision import Decided
from sijill.model.decisions.exhibits import NOT_WHOLE, Chain, CustodyEvent, Exhibit
from sijill.register.events import CustodyEntry, ExhibitEntry

EXHIBIT = "x-"
"""So begins the id of an exhibit."""
GIVEN_AWAY = (
    CustodyAction.COPIED,
    CustodyAction.TRANSFERRED,
    CustodyAction.EXPORTED,
    CustodyAction.REDACTED_COPY_MADE,
)
"""Acts after which a copy may lie somewhere else."""


def read_custody(entries: Iterable[Entry]) -> dict[str, Chain]:
    """The chains by exhibit id, in the order in which exhibits were entered.

    Two devices that did not know of each other can have entered two files whose hashes begin alike
    under one id; the second is then listed under its whole hash.
    """
    kept = list(entries)
    exhibits: dict[str, Exhibit] = {}
    for entry in kept:
        if entry.kind is EntryKind.EXHIBIT:
            exhibit = _exhibit(entry)
            first = exhibits.setdefault(exhibit.id, exhibit)
            if first.sha256 != exhibit.sha256:
                identity = f"{EXHIBIT}{exhibit.sha256}"
                exhibits.setdefault(identity, replace(exhibit, id=identity))
    events = read_events(kept)
    derived: dict[str, list[str]] = defaultdict(list)
    for exhibit in exhibits.values():
        if exhibit.parent is not None:
            derived[exhibit.parent].append(exhibit.id)
    return {
        identity: Chain(exhibit, tuple(events.get(identity, ())), tuple(derived[identity]))
        for identity, exhibit in exhibits.items()
    }


def packages_not_whole(entries: Iterable[Entry]) -> list[str]:
    """A sentence for each package of another tool that lacks parts of itself."""
    return [
        f"{chain.exhibit.title} ({identity}) is {event.reason}"
        for identity, chain in read_custody(entries).items()
        for event in chain.events
        if event.reason.startswith(NOT_WHOLE)
    ]


def read_events(entries: Iterable[Entry]) -> dict[str, list[CustodyEvent]]:
    """What was done, by exhibit id or, for a captured file, by its SHA-256."""
    events: dict[str, list[CustodyEvent]] = defaultdict(list)
    for entry in entries:
        if entry.kind is EntryKind.CUSTODY:
            for identity in (entry.subject, *entry.over):
                events[identity].append(_event(entry))
    return dict(events)


def copies_given_away(entries: Iterable[Entry], subjects: Collection[str]) -> list[CustodyEvent]:
    """Every event by which something left this register, each once, in order of time.

    Args:
        entries: of the ledger.
        subjects: exhibits, SHA-256 of captured files, or ``register`` for what was written of all.
    """
    events = read_events(entries)
    left = {
        event.entered.entry: event
        for subject in subjects
        for event in events.get(subject, ())
        if event.action in GIVEN_AWAY
    }
    return sorted(left.values(), key=lambda event: (event.at, event.entered.entry))


def _exhibit(entry: Entry) -> Exhibit:
    entered = ExhibitEntry.of(entry)
    return Exhibit(
        id=entry.subject,
        form=entered.form,
        title=entered.title,
        sha256=entry.files[0].sha256 if entry.files else "",
        kept_at=entered.kept_at,
        page=entered.page,
        parent=entry.over[0] if entry.over else None,
        derivation=entered.derivation,
        entered=Decided(entry.name, entry.author, entry.at),
        made_by=entered.made_by,
    )


def _event(entry: Entry) -> CustodyEvent:
    event = CustodyEntry.of(entry)
    return CustodyEvent(
        action=event.action,
        at=event.at or entry.at,
        giver=event.giver,
        taker=event.taker,
        place=event.place,
        reason=event.reason,
        entered=Decided(entry.name, entry.author, entry.at),
        is_stated=event.is_stated,
    )
