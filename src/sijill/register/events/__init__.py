"""What each kind of entry holds: one form a kind. No other room spells a key of a payload."""

from collections.abc import Mapping
from types import MappingProxyType

from sijill.ledger.entries.canonical import Json
from sijill.ledger.entries.entry import Entry, EntryKind
from sijill.register.events.custody import CustodyEntry, ExhibitEntry
from sijill.register.events.decisions import (
    AssessmentEntry,
    ClaimEntry,
    ConsentEntry,
    CorrectionEntry,
    IdentificationEntry,
    JudgementEntry,
    MatchEntry,
    RetractionEntry,
    WithdrawalEntry,
)
from sijill.register.events.field_work import (
    ExaminationEntry,
    OperationEntry,
    PresenceEntry,
    SiteEntry,
)
from sijill.register.events.form import ERASED, EntryForm
from sijill.register.events.logs import ErasureEntry, SyncEntry
from sijill.register.events.received import (
    CaptureEntry,
    CaseEntry,
    RowEntry,
    SealedFile,
    SealingEntry,
    SourceEntry,
)
from sijill.register.events.results import (
    EstimatedTotal,
    EstimateEntry,
    NotEstimable,
    PublicationEntry,
    SettlementEntry,
)

FORMS: Mapping[EntryKind, type[EntryForm]] = MappingProxyType(
    {
        form.kind: form
        for form in (
            CaseEntry,
            SourceEntry,
            CaptureEntry,
            SealingEntry,
            RowEntry,
            JudgementEntry,
            AssessmentEntry,
            IdentificationEntry,
            ConsentEntry,
            CorrectionEntry,
            WithdrawalEntry,
            ClaimEntry,
            MatchEntry,
            RetractionEntry,
            ErasureEntry,
            SyncEntry,
            SettlementEntry,
            EstimateEntry,
            ExhibitEntry,
            CustodyEntry,
            PublicationEntry,
            SiteEntry,
            PresenceEntry,
            ExaminationEntry,
            OperationEntry,
        )
    }
)
"""The form of each kind of entry."""


def values_by_key(entry: Entry) -> Mapping[str, Json]:
    """The values of an entry by their keys, whatever they are; for a search through all of them."""
    return entry.payload


def erasable_values(entry: Entry) -> tuple[str, ...]:
    """The keys of an entry's values that hold somebody's words and are still there."""
    form = FORMS[entry.kind].of(entry)
    keys = form.words() if isinstance(form, CustodyEntry) else form.erasable()
    return tuple(key for key in keys if key in entry.payload)


__all__ = [
    "ERASED",
    "FORMS",
    "AssessmentEntry",
    "CaptureEntry",
    "CaseEntry",
    "ClaimEntry",
    "ConsentEntry",
    "CorrectionEntry",
    "CustodyEntry",
    "EntryForm",
    "ErasureEntry",
    "EstimateEntry",
    "EstimatedTotal",
    "ExaminationEntry",
    "ExhibitEntry",
    "IdentificationEntry",
    "JudgementEntry",
    "MatchEntry",
    "NotEstimable",
    "OperationEntry",
    "PresenceEntry",
    "PublicationEntry",
    "RetractionEntry",
    "RowEntry",
    "SealedFile",
    "SealingEntry",
    "SettlementEntry",
    "SiteEntry",
    "SourceEntry",
    "SyncEntry",
    "WithdrawalEntry",
    "erasable_values",
    "values_by_key",
]
