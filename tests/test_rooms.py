"""The house rules that can be counted: rooms of few modules, modules of few lines."""

import ast
from collections import defaultdict
from pathlib import Path

import sijill

ROOT = Path(sijill.__file__).parent
MOST_MODULES, MOST_LINES = 16, 350
ENDS = {"lowest", "highest", "median", "least", "most", "least_months", "most_months", "end"}
"""Names of ends that may be unknown."""


def test_no_room_holds_more_modules_than_a_newcomer_can_take_in() -> None:
    rooms = {path.parent for path in ROOT.rglob("*.py")}
    full = {
        str(room.relative_to(ROOT)): count
        for room in rooms
        if (count := len(list(room.glob("*.py")))) > MOST_MODULES
    }
    assert full == {}


def test_no_module_is_longer_than_one_sitting() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in ROOT.rglob("*.py")
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > MOST_LINES
    }
    assert long == {}


def test_a_class_name_has_one_meaning_in_the_whole_house() -> None:
    homes: dict[str, list[str]] = defaultdict(list)
    for path in ROOT.rglob("*.py"):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                homes[node.name].append(str(path.relative_to(ROOT)))
    twice = {name: paths for name, paths in homes.items() if len(paths) > 1}
    assert twice == {}


def test_an_unknown_end_is_never_turned_into_a_number_by_or() -> None:
    """``CountRange`` says what is meant: ``at_least``, ``greatest_known``, ``less``, ``times``."""
    turned = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in ROOT.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.BoolOp)
        and isinstance(node.op, ast.Or)
        and isinstance(node.values[-1], ast.Constant | ast.BinOp)
        and any(_is_end(value) for value in node.values)
    ]
    assert turned == []


def _is_end(value: ast.expr) -> bool:
    name = getattr(value, "attr", None) or getattr(value, "id", None)
    return name in ENDS
