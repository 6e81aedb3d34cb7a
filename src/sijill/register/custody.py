"""Evidence as the ledger tells it: each exhibit with its chain of custody."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from sijill.ledger.entries.entry import Entry, EntryKind
from sijill.model.codes import CustodyAction
from sijill.model.decisions.decision import Decided
from sijill.model.decisions.exhibits import Chain, CustodyEvent, Derivation, Exhibit, ExhibitForm

EXHIBIT = "x-"
"""So begins the id of an exhibit."""
ERASED = "(erased on request)"


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


def read_events(entries: Iterable[Entry]) -> dict[str, list[CustodyEvent]]:
    """What was done, by exhibit id or, for a captured file, by its SHA-256."""
    events: dict[str, list[CustodyEvent]] = defaultdict(list)
    for entry in entries:
        if entry.kind is EntryKind.CUSTODY:
            for identity in (entry.subject, *entry.over):
                events[identity].append(_event(entry))
    return dict(events)


def _texts(entry: Entry) -> dict[str, str]:
    return dict.fromkeys(entry.erased, ERASED) | {
        name: str(value) for name, value in entry.payload.items()
    }


def _exhibit(entry: Entry) -> Exhibit:
    text = _texts(entry)
    return Exhibit(
        id=entry.subject,
        form=ExhibitForm(text["form"]),
        title=text["title"],
        sha256=entry.files[0].sha256 if entry.files else "",
        kept_at=text.get("kept_at", ""),
        page=text.get("page", ""),
        parent=entry.over[0] if entry.over else None,
        derivation=Derivation(text["derivation"]) if "derivation" in text else None,
        entered=Decided(entry.name, entry.author, entry.at),
    )


def _event(entry: Entry) -> CustodyEvent:
    text = _texts(entry)
    return CustodyEvent(
        action=CustodyAction(text["action"]),
        at=datetime.fromisoformat(text["at"]),
        giver=text.get("giver", ""),
        taker=text.get("taker", ""),
        place=text.get("place", ""),
        reason=text.get("reason", ""),
        entered=Decided(entry.name, entry.author, entry.at),
        is_stated=bool(entry.payload.get("stated")),
    )
