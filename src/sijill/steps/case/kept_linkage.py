"""The last whole linkage, kept so that what arrives later is linked without redoing it.

It is used in large registers, and in others where ``relink_percent`` allows it. Which linkage was
whole is written in the ledger: a settlement that rests on kept parameters names the settlement of
the linkage that they were learned in. What that linkage read are the entries that its settlement
knew, so where the work folder holds nothing it is computed again from these, and everybody who
holds the ledger comes to the same figures.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sijill.ledger.entries.entry import Entry, EntryKind
from sijill.linkage.arrivals.changes import find_arrived
from sijill.linkage.arrivals.kept import Kept
from sijill.linkage.arrivals.kept_files import keep, recall
from sijill.linkage.arrivals.relink import link_arrived
from sijill.linkage.circumstances import Circumstance
from sijill.linkage.clustering.clusters import Constraints
from sijill.linkage.features import comparable_name, feature_table, spelling_table
from sijill.linkage.learned import Learned
from sijill.linkage.linkage import LinkableRecords, Linkage, log_odds
from sijill.linkage.version import model_digest
from sijill.linkage.writing.name_order import in_one_order
from sijill.model.records.record import PersonRecord, RemainsRecord
from sijill.model.settings.case import LinkageSettings
from sijill.register.events.results import SettlementEntry
from sijill.register.register import Register
from sijill.steps.case.notices import Notice
from sijill.steps.workspace import Workspace


@dataclass(frozen=True, slots=True)
class LinkageRun:
    """Whether all records were linked anew, and why; else what had arrived since.

    ``follows`` is the leaf of the settlement whose parameters were used, empty for a whole linkage.
    ``dropped`` are records that a list held then and holds no more.
    """

    reason: str = ""
    follows: str = ""
    added: int = 0
    replaced: int = 0
    dropped: tuple[str, ...] = ()
    learned: Learned | None = None

    @property
    def is_whole(self) -> bool:
        """Whether all records were linked anew."""
        return not self.follows

    def notice(self) -> Notice | None:
        """What was done, for whoever runs a build; ``None`` where all is as it ever was."""
        if self.is_whole:
            words = f"all records were linked anew: {self.reason}."
            return Notice("linkage", words) if self.reason else None
        if not (self.added or self.replaced or self.dropped):
            return None
        some = ", ".join(self.dropped[:_NAMED]) + (" …" if len(self.dropped) > _NAMED else "")
        return Notice(
            "linkage",
            "only what has arrived was compared, by the weights of the last whole linkage. Since "
            f"then: new records {self.added:,}, read otherwise {self.replaced:,}, listed no more "
            f"{len(self.dropped):,}{f' ({some})' if some else ''}. "
            "relink_percent = 0 under [linkage] in case.toml links all anew.",
        )


_NAMED = 5
"""Records that are listed no more and that a notice names."""


def base_settlement(register: Register, entries: Sequence[Entry]) -> Entry | str:
    """The settlement of the linkage whose parameters may be used, or why there is none.

    Args:
        register: the register of now.
        entries: all entries but rows.
    """
    if register.settlement is None:
        return "it is the first linkage"
    settled = SettlementEntry.of(register.settlement)
    if settled.model != model_digest():
        return "the model is another than then"
    if settled.same_percent != register.case.linkage.same_percent:
        return "records are joined from another probability on"
    leaf = settled.follows or register.settlement.leaf
    base = next((entry for entry in entries if entry.leaf == leaf), None)
    if base is None:
        return "the settlement of the last whole linkage is not in this ledger"
    if any(entry.kind is EntryKind.ERASURE and not base.knows(entry) for entry in entries):
        return "words were erased since"
    return base


def may_relink(register: Register) -> bool:
    """Whether what was learned is kept, and used again while little has arrived."""
    return register.case.linkage.relinked_percent(len(register.linkable)) > 0


def recall_linkage(register: Register, folder: Path) -> Kept | None:
    """The linkage kept in this folder, where the register's last settlement rests on it."""
    if not may_relink(register) or register.settlement is None:
        return None
    settled = SettlementEntry.of(register.settlement)
    kept = recall(folder)
    is_it = kept is not None and kept.mark == (settled.follows or register.settlement.leaf)
    return kept if is_it else None


def refuse_to_relink(before: Register, now: Register) -> str:
    """Why the linkage of before is not worth computing again; empty where it may be."""
    named, changed = _named(now), len(_named(before) ^ _named(now))
    if 100 * changed > now.case.linkage.relinked_percent(len(now.linkable)) * len(named):
        return f"of {len(named):,} records {changed:,} are new or gone"
    return ""


def _named(register: Register) -> set[str]:
    return {
        identity
        for identity, record in register.linkable.items()
        if comparable_name(record) is not None
    }


def keep_linkage(run: LinkageRun, settlement: Entry, workspace: Workspace) -> None:
    """Keep a whole linkage under the settlement that it came to."""
    if run.learned is not None:
        keep(Kept.of(run.learned, settlement.leaf), workspace.kept_linkage)


def link_by(
    kept: Kept,
    records: Mapping[str, PersonRecord | RemainsRecord],
    known: Mapping[str, Circumstance],
    constraints: Constraints,
    settings: LinkageSettings,
) -> tuple[Linkage, LinkageRun] | str:
    """Link what has arrived since a kept linkage; or why it must be a whole one.

    Args:
        kept: the last whole linkage.
        records: the records of now, by id.
        known: day and place of death by record id.
        constraints: human judgements.
        settings: of the case.
    """
    named = in_one_order(records.values())
    features = feature_table(named, known)
    arrived = find_arrived(kept, features, *spelling_table(named, known))
    most = settings.relinked_percent(len(records))
    if 100 * len(arrived) > most * max(features.num_rows, 1):
        return f"of {features.num_rows:,} records {len(arrived):,} are new, changed or gone"
    linkable = LinkableRecords.of(records, known, constraints)
    linkage = link_arrived(kept, arrived, linkable, log_odds(10 * settings.same_percent))
    run = LinkageRun(
        follows=kept.mark,
        added=arrived.added,
        replaced=len(arrived.replaced),
        dropped=tuple(sorted(arrived.dropped)),
    )
    return linkage, run
