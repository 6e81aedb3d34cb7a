"""The grammar's regular expressions: compiled when a text is read, and all of them sound."""

import importlib
import pkgutil
import subprocess
import sys
from collections.abc import Iterator

from sijill.official import grammar
from sijill.official.grammar.expressions import DeferredPattern


def _in(value: object) -> Iterator[DeferredPattern]:
    if isinstance(value, DeferredPattern):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _in(one)


def _expressions() -> Iterator[DeferredPattern]:
    for module in pkgutil.walk_packages(grammar.__path__, f"{grammar.__name__}."):
        for value in vars(importlib.import_module(module.name)).values():
            yield from _in(value)


def test_every_expression_compiles() -> None:
    patterns = list(_expressions())
    assert len(patterns) > 200
    for one in patterns:
        assert one.compiled is not None


def test_the_import_compiles_none() -> None:
    script = (
        "import sijill.official.release_text\n"
        "from tests.official.test_grammar_expressions import _expressions\n"
        "print(sum('compiled' in vars(one) for one in _expressions()))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout == "0\n"
