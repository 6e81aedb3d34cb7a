"""Evidence: what enters, what is made of it, and what is done with it.

The file is on the disk before the entry that cites it, and whatever is done is written down in the
order in which it is safe: first the entry that something will leave, then the copy that leaves.
"""

import json
import os
import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from mimetypes import guess_type
from pathlib import Path

from sijill.files.durability import new_file
from sijill.files.reading import open_regular
from sijill.language.dates.calendars import EARLIEST_YEAR
from sijill.ledger.entries.entry import Entry, EntryKind, FileReference
from sijill.ledger.evidence.files import find_file, store_file
from sijill.ledger.log.ledger import Ledger
from sijill.model.codes import CustodyAction
from sijill.model.decisions.exhibits import (
    AUTHORED,
    HANDING_OVER,
    MAKING,
    Chain,
    Exhibit,
    ExhibitDerivation,
    ExhibitForm,
)
from sijill.model.errors import DecisionError, StorageError
from sijill.register.custody import EXHIBIT, read_custody
from sijill.register.events import CustodyEntry, ExhibitEntry
from sijill.steps.custody.leaving_metadata import Found, demand_allowed, exhibit_metadata
from sijill.steps.open_case import OpenCase
from sijill.steps.workspace import Workspace

ID_DIGITS = 12
REGISTER = "register"
"""The subject of what was done with the whole register."""
BY_COMMAND = frozenset(
    (
        CustodyAction.INGESTED,
        CustodyAction.WORKING_COPY_MADE,
        CustodyAction.REDACTED_COPY_MADE,
        CustodyAction.VERIFIED_FIXITY,
        CustodyAction.FIXITY_FAILED,
    )
)
"""Actions that a command writes down when it does them; nobody may only claim them."""


@dataclass(frozen=True, slots=True)
class NewExhibit:
    """What is said of a new exhibit. Where it has a parent, how it comes from that is said, too.

    Raises:
        DecisionError: if one is given without the other, or a transcript or translation has no
            author.
    """

    title: str
    form: ExhibitForm = ExhibitForm.FILE
    kept_at: str = ""
    page: str = ""
    parent: str | None = None
    derivation: ExhibitDerivation | None = None
    reason: str = ""
    made_by: str = ""

    def __post_init__(self) -> None:
        if self.derivation in AUTHORED and not self.made_by.strip():
            raise DecisionError(
                f"a {self.derivation} has an author who answers for its words: name who wrote it "
                "with --by."
            )
        if (self.parent is None) != (self.derivation is None):
            raise DecisionError("say from which exhibit it comes and how, or neither.")

    def is_of(self, exhibit: Exhibit) -> bool:
        """Whether an exhibit was entered with the same description, apart from the words on why."""
        mine = (self.form, self.title, self.page, self.kept_at, self.parent, self.derivation)
        its = (exhibit.form, exhibit.title, exhibit.page, exhibit.kept_at)
        return (*mine, self.made_by) == (
            *its,
            exhibit.parent,
            exhibit.derivation,
            exhibit.made_by,
        )


def chains(ledger: Ledger) -> dict[str, Chain]:
    """All exhibits with their chains of custody."""
    return read_custody(ledger.entries({EntryKind.EXHIBIT, EntryKind.CUSTODY}))


def find_chain(ledger: Ledger, exhibit: str) -> Chain:
    """The chain of an exhibit, by its id or the beginning of one.

    Raises:
        DecisionError: if there is none, or several ids begin so.
    """
    known = chains(ledger)
    matching = [known[exhibit]] if exhibit in known else []
    matching = matching or [chain for name, chain in known.items() if name.startswith(exhibit)]
    if len(matching) != 1:
        what = "several exhibits begin" if matching else "no exhibit begins"
        raise DecisionError(f"{what} with {exhibit!r}. sijill evidence list CASE shows them.")
    return matching[0]


def add_file(case: OpenCase, path: Path, description: NewExhibit) -> Chain:
    """Keep a file as an exhibit; one that is kept already stays as it is.

    Raises:
        FileUnreadableError, StorageError: if it cannot be read or kept.
        DecisionError: if it is derived from what is no exhibit.
    """
    description = _with_whole_parent(case.ledger, description)
    stored = store_file(path, case.workspace.evidence)
    parts = (stored.sha256, description.parent, description.derivation)
    digest = (
        _digest(stored.sha256, description.parent, description.derivation)
        if description.parent
        else stored.sha256
    )
    identity, known = _identify(
        chains(case.ledger),
        digest,
        lambda exhibit: (exhibit.sha256, exhibit.parent, exhibit.derivation) == parts,
    )
    if known is not None:
        return known
    reference = FileReference(stored.sha256, stored.size, guess_type(path.name)[0] or "")
    return _enter(case, identity, description, (reference,))


def add_thing(case: OpenCase, description: NewExhibit) -> Chain:
    """Enter a page of a notebook or a physical thing.

    Raises:
        DecisionError: if a page has no number, a thing no place, or the same was entered already.
    """
    needed = description.page if description.form is ExhibitForm.PAGE else description.kept_at
    if not needed:
        what = "which page" if description.form is ExhibitForm.PAGE else "where the thing is kept"
        raise DecisionError(f"say {what}.")
    description = _with_whole_parent(case.ledger, description)
    digest = _digest(
        description.form,
        description.title,
        description.page,
        description.kept_at,
        description.parent or "",
    )
    identity, known = _identify(chains(case.ledger), digest, description.is_of)
    if known is not None:
        raise DecisionError(f"it is entered already, as {identity}.")
    return _enter(case, identity, description, ())


def _with_whole_parent(ledger: Ledger, description: NewExhibit) -> NewExhibit:
    """The description with the parent's id in full, of which people give the beginning."""
    if description.parent is None:
        return description
    return replace(description, parent=find_chain(ledger, description.parent).exhibit.id)


def _digest(*parts: str | None) -> str:
    return sha256(chr(0).join(part or "" for part in parts).encode()).hexdigest()


def _identify(
    known: Mapping[str, Chain], digest: str, is_same: Callable[[Exhibit], bool]
) -> tuple[str, Chain | None]:
    """The id of a new exhibit, or that of the same one if it is entered already, with its chain.

    Twelve digits can be taken by another exhibit, by chance or because somebody made two files
    whose hashes begin alike; the id is then as long as it must be.
    """
    for digits in range(ID_DIGITS, len(digest) + 1):
        identity = f"{EXHIBIT}{digest[:digits]}"
        if identity not in known:
            return identity, None
        if is_same(known[identity].exhibit):
            return identity, known[identity]
    raise DecisionError(f"the id {EXHIBIT}{digest} is taken. Describe it in other words.")


def _enter(
    case: OpenCase, identity: str, description: NewExhibit, files: tuple[FileReference, ...]
) -> Chain:
    entered = ExhibitEntry(
        description.form,
        description.title,
        description.kept_at,
        description.page,
        description.reason,
        description.derivation,
        description.made_by,
    )
    if description.parent is None or description.derivation is None:
        case.append(entered.draft(identity, files=files))
    else:
        event = CustodyEntry(
            MAKING[description.derivation],
            description.reason or f"{description.derivation} {identity}",
        )
        case.append(
            entered.draft(identity, over=(description.parent,), files=files),
            event.dated(case.author.now()).draft(description.parent),
        )
    return find_chain(case.ledger, identity)


def act(case: OpenCase, exhibit: str, event: CustodyEntry) -> Entry:
    """Write down what a person says was done with an exhibit; it is marked as that.

    Copies, exports and openings of a seal are among it: things are copied and handed out by hand,
    too. What sijill did itself stands in the chain without the mark.

    Raises:
        DecisionError: for an unknown exhibit, an action that a command writes down itself, a
            handing over without giver and taker, or a time without a zone or still to come.
    """
    chain = find_chain(case.ledger, exhibit)
    if event.action in BY_COMMAND:
        raise DecisionError(
            f"{event.action} is written down by the command that does it (copy, fixity, import)."
        )
    if event.action in HANDING_OVER and not (event.giver and event.taker):
        raise DecisionError(f"{event.action} needs who gave it (--from) and who took it (--to).")
    if event.at is not None and event.at.tzinfo is None:
        raise DecisionError(f"{event.at} has no time zone. Write 2018-10-01T09:00+03:00, say.")
    if event.at is not None and event.at.year < EARLIEST_YEAR:
        raise DecisionError(f"{event.at} lies before {EARLIEST_YEAR}: see the year.")
    if event.at is not None and event.at > case.author.now():
        raise DecisionError(f"{event.at} is still to come.")
    return write_down(case, chain.exhibit.id, replace(event, is_stated=True))


def write_down(
    case: OpenCase, subject: str, event: CustodyEntry, others: Iterable[str] = ()
) -> Entry:
    """Write down what a command did with an exhibit, a captured file (its SHA-256), or several."""
    return case.append_one(event.dated(case.author.now()).draft(subject, over=tuple(others)))


def export(
    case: OpenCase, exhibit: str, target: Path, event: CustodyEntry, *, with_metadata: bool = False
) -> tuple[Chain, Found]:
    """Copy an exhibit's file out of the register, and write that down first.

    Also returns what the file says beside what it shows.

    Raises:
        DecisionError: for what has no file, a target that exists, or a file that leaves and says
            who, where or with what it was made, unless it may (``leaving_metadata``).
        StorageError: if the file is gone, or the target cannot be written.
    """
    chain = find_chain(case.ledger, exhibit)
    path = _file_of(case.workspace, chain)
    if os.path.lexists(target):
        raise DecisionError(f"{target} exists already; nothing is written over.")
    found = exhibit_metadata(case.workspace, [chain])
    if event.action is CustodyAction.EXPORTED:
        demand_allowed(case.ledger, found, is_allowed=with_metadata)
    write_down(case, chain.exhibit.id, event)
    try:
        with open_regular(path) as kept, new_file(target, mode=0o666) as leaving:
            shutil.copyfileobj(kept, leaving)
    except OSError as error:
        raise StorageError(f"{target}: cannot be written: {error.strerror}") from error
    return chain, found


def _file_of(workspace: Workspace, chain: Chain) -> Path:
    if not chain.exhibit.sha256:
        raise DecisionError(f"{chain.exhibit.id} is a {chain.exhibit.form}; it has no file.")
    path = find_file(workspace.evidence, chain.exhibit.sha256)
    if path is None:
        raise StorageError(
            f"{chain.exhibit.id}: its file {chain.exhibit.sha256} is not in {workspace.evidence}. "
            "Restore it from a backup and run sijill evidence fixity."
        )
    return path


def describe_chain(chain: Chain) -> dict[str, object]:
    """A chain as JSON."""
    exhibit = chain.exhibit
    return {
        "exhibit": exhibit.id,
        "form": exhibit.form.value,
        "title": exhibit.title,
        "sha256": exhibit.sha256,
        "kept_at": exhibit.kept_at,
        "page": exhibit.page,
        "parent": exhibit.parent,
        "derivation": exhibit.derivation.value if exhibit.derivation else None,
        "made_by": exhibit.made_by,
        "derived": list(chain.derived),
        "holder": chain.holder,
        "verified_at": chain.verified_at.isoformat() if chain.verified_at else None,
        "gaps": chain.gaps(),
        "events": [
            {
                "entry": event.entered.entry,
                "action": event.action.value,
                "at": event.at.isoformat(),
                "by": event.entered.author,
                "from": event.giver,
                "to": event.taker,
                "place": event.place,
                "reason": event.reason,
                "stated": event.is_stated,
            }
            for event in chain.events
        ],
    }


def reading_text(package: object) -> str:
    """What was read out of a package, as JSON that people can read and that does not vary."""
    return json.dumps(package, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
