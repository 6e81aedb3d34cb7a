"""A command that keeps what somebody typed: the words are looked at before the case is opened."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sijill.cli.options import named_author
from sijill.config import read_author
from sijill.steps.open_case import OpenCase, writing

if TYPE_CHECKING:
    from sijill.steps.workspace import Workspace

_RESPONSIBLE = frozenset({"members", "override_by", "entry"})
"""Options by which somebody answers for a decision under their own name, or an entry is named."""


@contextmanager
def deciding(workspace: "Workspace") -> Iterator[OpenCase]:
    """As ``writing``, by whom the command names, where no option holds words that a list protects.

    Raises:
        DecisionError: naming the option; nothing was written.
        CaseError, LedgerError, StorageError: as ``writing``.
    """
    from sijill.steps.decisions.typed_words import demand_unprotected

    author = read_author(named_author())
    demand_unprotected(workspace, _typed())
    with writing(workspace, author) as opened:
        yield opened


def _typed() -> Iterator[tuple[str, str]]:
    """The texts that were typed in this command, each with the name of its option.

    The name of a file is one: an exhibit is called by it.
    """
    context = click.get_current_context()
    for param in context.command.params:
        shown = param.opts[0] if param.opts[0].startswith("-") else param.opts[0].upper()
        given = context.params.get(str(param.name)) or ()
        if isinstance(given, Path) and param.name == "file":
            yield shown, given.stem
        elif isinstance(param.type, click.types.StringParamType) and param.name not in _RESPONSIBLE:
            yield from ((shown, text) for text in ((given,) if isinstance(given, str) else given))
