"""Every bound of every parser stands in one module, with its reason, and in the threat model."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import sijill
from sijill.model import limits
from sijill.model.records.fields import FieldType

ROOT = Path(sijill.__file__).parents[2]
SOURCES = Path(sijill.__file__).parent
READERS = ("sources", "packages", "language", "places", "containment", "ledger/signing")
_BOUND = re.compile(
    r"^_?(?:MOST|LONGEST|LARGEST|DEEPEST)_\w*(?:BYTES|CORNERS|CROSSINGS|COLUMNS|ROWS|LEVELS"
    r"|MEMBERS|CELL|DATE|AGE|COUNT|REREAD)\b *(?::.*)?=",
    re.MULTILINE,
)


def bounds() -> Iterator[tuple[str, object, str]]:
    """Each bound: its name, its value, its reason."""
    body = ast.parse(Path(limits.__file__).read_text("utf-8")).body
    for statement, after in zip(body, [*body[1:], None], strict=True):
        match statement:
            case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
                reason = ""
                if isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant):
                    reason = " ".join(str(after.value.value).split())
                yield name, getattr(limits, name), reason


def table() -> str:
    """The table of the threat model."""
    lines = ["| bound | value | of what, and why |", "|---|---|---|"]
    for name, value, reason in bounds():
        words = "by its kind" if isinstance(value, dict) else f"{value:,.0f}"
        lines.append(f"| `{name}` | {words} | {reason} |")
    return "\n".join(lines)


def test_the_threat_model_names_every_bound_with_its_value() -> None:
    assert table() in (ROOT / "docs" / "threat-model.md").read_text("utf-8")


@pytest.mark.parametrize(("name", "reason"), [(name, reason) for name, _, reason in bounds()])
def test_every_bound_has_its_reason(name: str, reason: str) -> None:
    assert reason, name


@pytest.mark.parametrize("folder", READERS)
def test_no_reader_has_a_bound_of_its_own(folder: str) -> None:
    found = [
        f"{path.relative_to(SOURCES)}: {match[0]}"
        for path in (SOURCES / folder).rglob("*.py")
        for match in _BOUND.finditer(path.read_text("utf-8"))
    ]
    assert found == []


@pytest.mark.parametrize("kind", FieldType)
def test_every_kind_of_field_has_a_longest_text(kind: FieldType) -> None:
    assert 0 < limits.longest_text(kind) <= limits.LARGEST_CELL


def test_what_is_allowed_grows_with_the_file() -> None:
    for allowed in (limits.most_cells, limits.most_rows, limits.most_headings):
        assert allowed(10**9) > allowed(1_000) == allowed(0) > 0
    assert limits.most_unpacked(10**12) == limits.MOST_UNPACKED
