"""A cell that holds a whole release: the cells of a row for each of its lines.

Somebody pastes an authority's release into one cell of a list. Where the other columns say nothing
of any one allegation, each line of the release is a record of its own.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from sijill.language.releases.release_lines import release_of
from sijill.model.records.record import RecordKind
from sijill.model.settings.source_mapping import FieldRule, SourceMapping

SECTION, AROUND = "section of the release", "text around its lines"
"""The columns under which a line has what its release says above it, and around all lines."""
_OF_ONE_ALLEGATION = (
    *("incident", "codes", "position", "reason", "happened"),
    *("deaths_min", "deaths_max", "injuries_min", "injuries_max"),
)
_SEVERAL = 2


@dataclass(frozen=True, slots=True)
class LineCells:
    """One line of a release: the line of the cell in which it begins, from 1, and the row's cells.

    Where several begin in one line of the cell, as in a paragraph, ``place`` counts these from 1.
    """

    line: int
    cells: Mapping[str, str]
    place: int = 1

    def key(self, of_row: str) -> str:
        """The key of the line, from that of its row."""
        place = f".{self.place}" if self.place > 1 else ""
        return f"{of_row}-line-{self.line}{place}"


def lines_in_cells(mapping: SourceMapping, cells: Mapping[str, str]) -> list[LineCells]:
    """The lines of the release that a row holds; empty where the row is one record."""
    rule = mapping.fields.get("text")
    if mapping.kind is not RecordKind.DETERMINATION or rule is None or len(rule.reads) > 1:
        return []
    if any(cells.get(name, "").strip() for name in _columns_of_one(mapping)):
        return []
    column = rule.reads[0]
    text = cells.get(column, "")
    release = release_of(text)
    if release is None or len(release.lines) < _SEVERAL:
        return []
    lines: list[LineCells] = []
    begun: Counter[int] = Counter()
    for line in release.lines:
        words = text[line.start : line.end]
        start = line.start + len(words) - len(words.lstrip())
        own = {**cells, column: words.strip()}
        own |= {SECTION: line.heading} if line.heading else {}
        own |= {AROUND: release.around} if not lines and release.around else {}
        number = text.count("\n", 0, start) + 1
        begun[number] += 1
        lines.append(LineCells(number, own, begun[number]))
    return lines


def _columns_of_one(mapping: SourceMapping) -> list[str]:
    """The columns that say something of one allegation alone."""
    rules = (mapping.fields.get(name) for name in _OF_ONE_ALLEGATION)
    return [column for rule in rules if rule is not None for column in rule.reads]


def with_line_columns(mapping: SourceMapping) -> SourceMapping:
    """The mapping of a list of findings, reading also what a cell's lines have of their release."""
    if mapping.kind is not RecordKind.DETERMINATION or "text" not in mapping.fields:
        return mapping
    own = {"section": FieldRule(column=SECTION), "around": FieldRule(column=AROUND)}
    stated = {*mapping.fields, *mapping.fixed}
    added = {name: rule for name, rule in own.items() if name not in stated}
    return mapping.model_copy(update={"fields": {**mapping.fields, **added}})
