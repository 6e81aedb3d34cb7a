"""What the files of exhibits say beside what they show: told before they leave, or refused.

Evidence never changes, so a photograph keeps where it was taken and with which telephone. A court
needs that; whoever else is handed it can find a witness by it. So where a mapping of the case
protects columns, a file with such words leaves only for a person who says that it may.
"""

from collections.abc import Iterable, Mapping

from sijill.files.file_metadata import Metadata, metadata_of
from sijill.ledger.entries.entry import EntryKind
from sijill.ledger.evidence.files import find_file
from sijill.ledger.log.ledger import Ledger
from sijill.model.decisions.exhibits import Chain
from sijill.model.errors import CaseError, DecisionError
from sijill.register.events import SourceEntry
from sijill.sources.toml_files import read_mapping
from sijill.steps.workspace import Workspace

SAYS = {
    Metadata.PLACE: "where it was made",
    Metadata.PERSON: "who made it or owns the device",
    Metadata.DEVICE: "with which device or program it was made",
    Metadata.TIME: "when it was made",
    Metadata.WORDS: "words that somebody wrote into it",
    Metadata.SMALL_PICTURE: "a small picture, perhaps as it was before it was changed",
    Metadata.CLOSED: "what cannot be looked through in its format",
}
Found = Mapping[str, frozenset[Metadata]]
"""By the id of an exhibit, what its file says; exhibits whose files say nothing are not there."""


def exhibit_metadata(workspace: Workspace, chains: Iterable[Chain]) -> Found:
    """What the files of exhibits say; those whose file is not here are passed over.

    Raises:
        FileUnreadableError, StorageError: if one cannot be read.
    """
    found = {}
    for chain in chains:
        digest = chain.exhibit.sha256
        path = find_file(workspace.evidence, digest) if digest else None
        if path is not None and (says := metadata_of(path)):
            found[chain.exhibit.id] = says
    return found


def sentences(found: Found) -> list[str]:
    """One for each exhibit."""
    return [
        f"{exhibit}: its file says {', '.join(SAYS[kind] for kind in Metadata if kind in says)}."
        for exhibit, says in sorted(found.items())
    ]


def demand_allowed(ledger: Ledger, found: Found, *, is_allowed: bool) -> None:
    """Refuse what would leave with more than a time, where the case has words to protect.

    Raises:
        DecisionError: naming each exhibit and what its file says, and how to go on.
    """
    telling = {exhibit: says for exhibit, says in found.items() if says - {Metadata.TIME}}
    if is_allowed or not telling or not _protects_words(ledger):
        return
    told = " ".join(sentences(telling))
    raise DecisionError(
        f"{told} Lists of this case protect witnesses, whom this may give away; nothing left. Hand "
        "out a copy without it (sijill evidence copy --redacted, then export), or say that it may "
        "go: --with-metadata."
    )


def _protects_words(ledger: Ledger) -> bool:
    """Whether a mapping ever protected columns, or one cannot be read any more."""
    for entry in ledger.entries({EntryKind.SOURCE}):
        try:
            if read_mapping(SourceEntry.of(entry).text, entry.name).protected:
                return True
        except CaseError:
            return True
    return False
