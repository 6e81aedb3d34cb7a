"""Exhibits: single pieces of evidence, and everything that was done with each.

An exhibit is a file, a page of a notebook, or a physical thing. The evidentiary copy never changes:
a working copy, a redacted one, or what a program read out of it is an exhibit of its own that names
its parent. Who had it, and what was done, is a chain of events with the codes of the vocabulary
``custody_action`` (Berkeley Protocol on Digital Open Source Investigations, 2022, VI.E).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sijill.model.codes import CustodyAction
from sijill.model.decisions.decision import Decided


class ExhibitForm(StrEnum):
    """What kind of thing an exhibit is."""

    FILE = "file"
    PAGE = "page"
    """A page of a notebook or another bound document, by its number."""
    PHYSICAL = "physical"


class ExhibitDerivation(StrEnum):
    """How an exhibit was made from its parent."""

    WORKING_COPY = "working_copy"
    REDACTED_COPY = "redacted_copy"
    READING = "reading"
    """What a program read out of a package, and what it checked of the package's own claims."""
    TRANSCRIPT = "transcript"
    """The words of a recording or of a written page, as somebody wrote them down."""
    TRANSLATION = "translation"
    PART = "part"
    """A page of a notebook, a picture out of an album: what the parent holds among other things."""


MAKING = {
    ExhibitDerivation.WORKING_COPY: CustodyAction.WORKING_COPY_MADE,
    ExhibitDerivation.REDACTED_COPY: CustodyAction.REDACTED_COPY_MADE,
    ExhibitDerivation.READING: CustodyAction.INGESTED,
    ExhibitDerivation.TRANSCRIPT: CustodyAction.INGESTED,
    ExhibitDerivation.TRANSLATION: CustodyAction.INGESTED,
    ExhibitDerivation.PART: CustodyAction.INGESTED,
}
"""What the parent's chain says of a derived exhibit."""
AUTHORED = frozenset((ExhibitDerivation.TRANSCRIPT, ExhibitDerivation.TRANSLATION))
"""What has an author of its own: other words than the witness's, for which somebody answers."""
HANDING_OVER = frozenset((CustodyAction.TRANSFERRED, CustodyAction.RETURNED))
"""Actions after which somebody else holds it."""


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A piece of evidence.

    ``id`` is ``x-`` and twelve hexadecimal digits, more if these are taken: of the file's SHA-256,
    or, for what is no file or is made from another exhibit, of a hash over what was said when it
    was entered. ``sha256`` is empty for what is no file; ``parent`` and ``derivation`` are ``None``
    for evidence as it was received.
    """

    id: str
    form: ExhibitForm
    title: str
    sha256: str
    kept_at: str
    page: str
    parent: str | None
    derivation: ExhibitDerivation | None
    entered: Decided
    made_by: str = ""
    """Who wrote a transcript or a translation, who need not be who entered it."""


NOT_WHOLE = "not whole: "
"""So begins why the reading of a package was made, where the package lacks parts of itself."""


@dataclass(frozen=True, slots=True)
class CustodyEvent:
    """Something that was done. ``at`` is when, ``entered`` when it was written down; both in UTC.

    ``giver`` and ``taker`` are set where it was handed over; ``is_stated`` where a person says so,
    and no command of sijill did it.
    """

    action: CustodyAction
    at: datetime
    giver: str
    taker: str
    place: str
    reason: str
    entered: Decided
    is_stated: bool = False

    @property
    def what(self) -> str:
        """The action, as lists show it."""
        return f"{self.action} (stated)" if self.is_stated else self.action.value


@dataclass(frozen=True, slots=True)
class Chain:
    """An exhibit, its events in the order of the register, and the exhibits made from it."""

    exhibit: Exhibit
    events: tuple[CustodyEvent, ...]
    derived: tuple[str, ...] = ()

    @property
    def holder(self) -> str:
        """Who has it: the taker of the last handing over, at first whoever entered it."""
        takers = [event.taker for event in self.events if event.action in HANDING_OVER]
        return takers[-1] if takers else self.exhibit.entered.author

    @property
    def verified_at(self) -> datetime | None:
        """When its hash was last seen to hold; ``None`` for never, or if it failed since."""
        return last_verified(self.events)

    def gaps(self) -> list[str]:
        """Where the chain does not hold, as sentences."""
        return [*_gaps_of_holders(self), *_gaps_of_order(self.events)]


def last_verified(events: Sequence[CustodyEvent]) -> datetime | None:
    """When the hash was last seen to hold; ``None`` for never, or if it failed since."""
    for event in reversed(events):
        if event.action is CustodyAction.FIXITY_FAILED:
            return None
        if event.action is CustodyAction.VERIFIED_FIXITY:
            return event.at
    return None


def _gaps_of_holders(chain: Chain) -> list[str]:
    sentences = []
    holder = chain.exhibit.entered.author
    for event in chain.events:
        if event.action not in HANDING_OVER:
            continue
        if event.giver != holder:
            sentences.append(
                f"Entry {event.entered.entry}: {event.giver} handed it over, but {holder} had it."
            )
        holder = event.taker
    return sentences


def _gaps_of_order(events: Sequence[CustodyEvent]) -> list[str]:
    sentences = []
    destroyed = ""
    for event in events:
        if event.action is CustodyAction.FIXITY_FAILED:
            sentences.append(f"Entry {event.entered.entry}: its content was not as received.")
        if destroyed and event.action is not CustodyAction.DESTROYED:
            sentences.append(
                f"Entry {event.entered.entry}: {event.action}, after entry {destroyed} said that "
                "it was destroyed."
            )
        if event.action is CustodyAction.DESTROYED:
            destroyed = event.entered.entry
        if event.at > event.entered.at:
            sentences.append(f"Entry {event.entered.entry} is about a time after it was made.")
    return sentences
