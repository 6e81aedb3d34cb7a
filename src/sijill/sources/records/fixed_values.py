"""Values that a mapping states for every row of its list."""

from sijill.model.errors import CaseError
from sijill.model.records.fields import FIELDS
from sijill.model.settings.source_mapping import SourceMapping
from sijill.model.values.unreadable import Unreadable
from sijill.sources.records.cells import read_value


def demand_readable(mapping: SourceMapping, name: str) -> None:
    """Refuse a fixed value that is none of its field: it would be set aside in every row.

    Mappings in the ledger are not tested again, so that a register of before still opens.

    Raises:
        CaseError: naming each of them.
    """
    mistakes = [
        f"\n  - fixed {field}: {value.reason}"
        for field, text in mapping.fixed.items()
        if isinstance(value := read_value(FIELDS[mapping.kind][field], text, None), Unreadable)
    ]
    if mistakes:
        raise CaseError(f"{name} has mistakes:{''.join(mistakes)}")
