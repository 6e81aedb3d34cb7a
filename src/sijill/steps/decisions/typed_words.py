"""Words that somebody types are held against what the lists protect, before an entry keeps them.

A reason, a note or a corrected value stays for ever, and a witness's name typed into one would
leave the captured file by hand. The protected cells are read from the files that lie in the case's
data; what lies there no more, or sealed, cannot be compared.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from sijill.files.reading import inside
from sijill.language.phrases import stands_in
from sijill.language.scripts import tidy
from sijill.ledger.log.ledger import Ledger
from sijill.model.errors import DecisionError, FileUnreadableError
from sijill.model.limits import LONGEST_LOOKED_AT
from sijill.publication.redaction.identifiers import is_kind_only
from sijill.register.register import Register, replay
from sijill.sources.tables.protection.protected_values import ProtectedValues, words_of_value
from sijill.steps.case.settings import read_settings
from sijill.steps.protection.protected_files import protections, read_protected, withheld_in
from sijill.steps.workspace import Workspace, data_folder


@dataclass
class ProtectedWords:
    """What the lists of a case protect, read when the first text is asked about."""

    workspace: Workspace

    def refusal(self, text: str) -> str:
        """Why a text is not written; empty where it may be.

        It is no longer than what is typed, and holds more than signs that nobody sees.
        A name that stands in a cell of the register that nothing protects is told by nobody anew.
        """
        if text and not tidy(text):
            return "it holds nothing that can be seen"
        if len(text) > LONGEST_LOOKED_AT:
            return (
                f"it has {len(text):,} characters, and at most {LONGEST_LOOKED_AT:,} are kept. "
                "Keep a longer text as a file: sijill evidence add"
            )
        for source, values in self._by_list.items():
            found = values.found_in(text)
            if found and not self._is_open(found):
                return (
                    f"it holds words of a column that the list {source!r} protects, and an entry "
                    "stays for ever. Say it without the name, as 'a neighbour'; nothing was written"
                )
        return ""

    @cached_property
    def _by_list(self) -> Mapping[str, ProtectedValues]:
        settings = read_settings(self.workspace)
        data = data_folder(self.workspace, settings.case)
        mappings = settings.mappings
        if {path.name for path in inside(data)} - {each.file for each in mappings.values()}:
            # a mapping that is taken away, or cannot be read, protects as the register knows it
            mappings = {**self._register.mappings, **mappings}
        found = {}
        for source, protection in protections(mappings, data, ()).items():
            mapping = mappings[source]
            path = data / mapping.file
            if not protection.names or not path.is_file():
                continue
            try:
                table = read_protected(path, path.name, mapping, protection)
            except FileUnreadableError:
                continue  # every build says so, and nothing of it is in the register
            columns = withheld_in(table, protection)
            cells = (row.cells.get(column, "") for row in table.rows for column in columns)
            found[source] = ProtectedValues(cell for cell in cells if not is_kind_only(cell))
        return found

    @cached_property
    def _register(self) -> Register:
        with Ledger.open(self.workspace.ledger) as ledger:
            return replay(ledger.entries())

    @cached_property
    def _open_cells(self) -> frozenset[str]:
        records = self._register.records.values()
        cells = {cell for record in records for cell in record.head.cells.values()}
        return frozenset(" ".join(words_of_value(cell)) for cell in cells if cell)

    def _is_open(self, words: tuple[str, ...]) -> bool:
        phrase = " ".join(words)
        return any(stands_in(phrase, cell) for cell in self._open_cells)


def demand_unprotected(workspace: Workspace, texts: Iterable[tuple[str, str]]) -> None:
    """Refuse texts that hold protected words, are too long, or hold nothing that can be seen.

    Args:
        workspace: the folders of the case.
        texts: each with the name of the option in which it was typed.

    Raises:
        DecisionError: naming the option, and no word.
        CaseError: if ``case.toml`` cannot be used.
    """
    protected = ProtectedWords(workspace)
    for option, text in texts:
        if text.strip() and (refusal := protected.refusal(text)):
            raise DecisionError(f"{option}: {refusal}.")
