"""What a user kept from earlier, to be found again: a head as typed, or a checkpoint in a file."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click
from cryptography.x509 import Certificate

from sijill.cli.options import FILE_PATH
from sijill.files.reading import read_bounded
from sijill.ledger import TreeHead, Verdict
from sijill.ledger.signing.checkpoint import Checkpoint, read_checkpoint
from sijill.ledger.signing.timestamps import read_roots
from sijill.model.case_limits import MOST_TRUST_BYTES
from sijill.model.errors import FileUnreadableError, LedgerError, SijillError

_SIZE = re.compile(r"[0-9]{1,18}")

trust_option = click.option(
    "--trust",
    multiple=True,
    metavar="FILE|SIZE:ROOT",
    help="A checkpoint or head kept elsewhere; it must be found again. May be given several times.",
)


since_option = click.option(
    "--since",
    metavar="FILE",
    help="A checkpoint at which verify found everything sound: the long beginning before it is not "
    "walked again, only held against it by its hashes. A value or entry changed there since is "
    "found by a verify without this option alone.",
)

roots_option = click.option(
    "--roots",
    type=FILE_PATH,
    help="Root certificates (PEM) of the timestamp authorities that you trust.",
)


class NotCheckedError(click.UsageError):
    """A mistake in the words of a command that checks."""

    exit_code = int(Verdict.COULD_NOT_CHECK)


class CheckingCommand(click.Command):
    """A command whose exit code is a verdict: one that was mistyped could not check anything."""

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,  # noqa: ANN401  click's own signature
    ) -> click.Context:
        """Read the words; click's own code for mistakes, 2, would say tampered."""
        try:
            return super().make_context(info_name, args, parent, **extra)
        except click.UsageError as error:
            raise NotCheckedError(error.format_message(), error.ctx) from error


class UnusableGivenError(SijillError):
    """What was given to hold a register against cannot be used, so nothing can be checked."""

    exit_code = int(Verdict.COULD_NOT_CHECK)


def read_trusted_roots(path: Path | None) -> list[Certificate]:
    """The option's value.

    Raises:
        UnusableGivenError: for a file that cannot be read or holds no certificate.
    """
    if path is None:
        return []
    try:
        return read_roots(read_bounded(path, MOST_TRUST_BYTES))
    except (FileUnreadableError, LedgerError) as error:
        raise UnusableGivenError(
            f"--roots {path}: {error}. Give a file of certificates."
        ) from error


def read_trusted(texts: Sequence[str]) -> list[TreeHead | Checkpoint]:
    """The option's values.

    Raises:
        UnusableGivenError: for a file that cannot be read or holds no checkpoint.
    """
    return [_read_trusted(text) for text in texts]


def read_since(text: str | None) -> Checkpoint | None:
    """The option's value.

    Raises:
        UnusableGivenError: for a file that cannot be read or holds no checkpoint.
    """
    try:
        if text is None:
            return None
        return read_checkpoint(read_bounded(Path(text), MOST_TRUST_BYTES))
    except (FileUnreadableError, LedgerError) as error:
        raise UnusableGivenError(
            f"--since {text}: {error}. Give a file of a checkpoint, as sijill checkpoint writes it."
        ) from error


def _read_trusted(text: str) -> TreeHead | Checkpoint:
    size, _, root = text.partition(":")
    try:
        if _SIZE.fullmatch(size) and root:
            return TreeHead(int(size), root)
        return read_checkpoint(read_bounded(Path(text), MOST_TRUST_BYTES))
    except (FileUnreadableError, LedgerError) as error:
        raise UnusableGivenError(
            f"--trust {text}: {error}. Give a file of a checkpoint, or SIZE:ROOT as verify prints."
        ) from error
