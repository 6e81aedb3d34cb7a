"""References between lists: a person's or a statement's incident, found by key or by code.

Where a case has one list of incidents, that list is meant; where it has several, the mapping must
say which. A reference that leads nowhere, or to several incidents, is listed and leaves the record
tied to none; its words stay in the row.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sijill.language.scripts import fold, fold_dashes
from sijill.model.records.record import IncidentRecord, Record
from sijill.model.settings.source_mapping import FieldRule
from sijill.model.values.unreadable import Unreadable

_WHOLE_NUMBER = re.compile(r"^(\d+)\.0+$")
_SECOND_ROW = re.compile(r"~[0-9a-f]{6}$")
SEVERAL = ""
"""What stands in the index for words that name more than one record."""


@dataclass(frozen=True, slots=True)
class ReferenceTargets:
    """What references of a case may point to.

    ``incident_lists`` are the ids of the sources with incidents. ``by_words`` holds, for each
    source that was read, the record id for each key and code, folded; ``SEVERAL`` where the words
    name more than one record.
    """

    incident_lists: tuple[str, ...] = ()
    by_words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def list_meant(self, rule: FieldRule | None) -> str | Unreadable:
        """The source into which a reference to an incident points."""
        if rule is not None and rule.source:
            return rule.source
        if len(self.incident_lists) == 1:
            return self.incident_lists[0]
        if not self.incident_lists:
            return Unreadable("the case has no list of incidents that this could name")
        listed = ", ".join(self.incident_lists)
        return Unreadable(
            f"the case has several lists of incidents ({listed}); say which in the mapping: "
            f'{{ column = "...", source = "{self.incident_lists[0]}" }}'
        )

    def find(self, source: str, words: str) -> str | Unreadable:
        """The record of a source that some words name."""
        if source not in self.by_words:
            return Unreadable(f"there is no source {source!r} with records in this case")
        identity = self.by_words[source].get(_compared(words))
        if identity is None:
            return Unreadable(f"no row of {source!r} has this key or code: it leads nowhere")
        if identity == SEVERAL:
            return Unreadable(f"several rows of {source!r} have this key or code")
        return identity


def index_records(records: Iterable[Record], source: str) -> dict[str, str]:
    """The records of one source by their keys and codes, folded."""
    by_key: dict[str, str] = {}
    by_code: dict[str, str] = {}
    for record in records:
        identity = record.head.id
        key = _SECOND_ROW.sub("", identity.removeprefix(f"{source}:"))
        _add(by_key, _compared(key), identity)
        if isinstance(record, IncidentRecord) and record.code:
            _add(by_code, _compared(record.code), identity)
    return by_code | by_key


def _compared(words: str) -> str:
    """Words of a reference as compared: folded, dashes as hyphens, whole numbers without ``.0``."""
    return _WHOLE_NUMBER.sub(r"\1", fold(fold_dashes(words)))


def _add(index: dict[str, str], words: str, identity: str) -> None:
    index[words] = identity if index.get(words, identity) == identity else SEVERAL
