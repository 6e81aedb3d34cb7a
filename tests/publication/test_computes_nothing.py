"""Publication shows what figures computed: no sums and no arithmetic on records.

Which rooms publication may import is a contract in pyproject.toml. Charts do geometry, so there
only sums are looked for.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import sijill.publication

ROOM = Path(str(sijill.publication.__file__)).parent
SUMS = {"sum", "fsum", "Counter", "mean", "median", "reduce"}
LAYOUT = {
    "paging.py": "which rows stand on which page",
    "record_files.py": "which file holds an id, and how many files",
    "record_pages.py": "which records stand on which sheet",
    "addresses.py": "which sheet holds a record",
    "people_tables.py": "a probability written as a decimal",
    "review_tables.py": "a probability written as a decimal",
    "evidence_tables.py": "a probability written as a decimal",
    "claim_pages.py": "the lines of a card",
    "day_sheet_page.py": "minutes written as hours",
    "site_tables.py": "how many hazards a cell does not name",
    "wording.py": "a radius in kilometres",
    "dossier.py": "how deep a page lies, and every how many pages progress is told",
    "exports.py": "columns of a workbook",
    "estimate_page.py": "numbers of pictures",
}
"""Modules that do arithmetic on positions and units of writing, and what it is for."""


def _modules() -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted(ROOM.rglob("*.py")):
        yield path, ast.parse(path.read_text(encoding="utf-8"))


def test_nothing_is_summed() -> None:
    found = [
        f"{path.name}:{node.lineno}"
        for path, module in _modules()
        for node in ast.walk(module)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name | ast.Attribute)
        and (node.func.id if isinstance(node.func, ast.Name) else node.func.attr) in SUMS
        and path.name != "estimate_charts.py"  # a histogram of draws
    ]
    assert found == []


def test_no_arithmetic_outside_layout() -> None:
    found = [
        f"{path.name}:{node.lineno}"
        for path, module in _modules()
        if path.parent.name != "charts" and path.name not in LAYOUT
        for node in ast.walk(module)
        if isinstance(node, ast.BinOp)
        and isinstance(node.op, ast.Sub | ast.Mult | ast.Div | ast.FloorDiv | ast.Pow)
        and not any(
            isinstance(side, ast.Constant) and isinstance(side.value, str)
            for side in (node.left, node.right)
        )
    ]
    assert found == []
