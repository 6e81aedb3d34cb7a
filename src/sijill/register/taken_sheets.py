"""Notes on sheets that were not taken, where another list of the case is that sheet."""

from collections.abc import Iterable, Mapping

from sijill.model.records.rejects import Reject
from sijill.model.settings.source_mapping import SourceMapping
from sijill.sources.tables.spreadsheets.workbooks import NOT_TAKEN


def without_taken_sheets(
    rejects: Iterable[Reject], mappings: Mapping[str, SourceMapping]
) -> list[Reject]:
    """What could not be used, without the notes on sheets that another mapping names."""
    taken = {
        (mapping.file, sheet)
        for mapping in mappings.values()
        for sheet in (mapping.sheet, *mapping.sheets)
        if sheet
    }
    return [
        reject
        for reject in rejects
        if (reject.file, reject.sheet) not in taken or not reject.reason.startswith(NOT_TAKEN)
    ]
