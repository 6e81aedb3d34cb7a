"""The commands together, and the outer edge where errors become sentences and exit codes.

A command is loaded when it is called: ``sijill --help`` reads ``COMMANDS`` alone.
"""

import gc
import re
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from difflib import get_close_matches
from importlib import import_module
from types import FrameType
from typing import Any, NamedTuple

import click

from sijill.cli.extras import explain_missing
from sijill.cli.plain_text import plain
from sijill.model.errors import SijillError

EPILOG = """\b
A first case, from your own spreadsheets:
  sijill new mycase deaths.xlsx statements.csv   a folder, a mapping for each file
  (edit mycase/case.toml and mycase/sources/*.toml)
  sijill build mycase                            the register and the dossier
  (decide in a copy of mycase/out/review.csv)
  sijill judge decided.csv --case mycase         take the decisions in
  sijill build mycase                            the same figures, with them

\b
Without data of your own:
  sijill simulate city && sijill build city && sijill truth city
"""


class CommandEntry(NamedTuple):
    """One line of ``sijill --help``: where the command's function stands, and what it does."""

    function: str
    help: str


COMMANDS: dict[str, dict[str, CommandEntry]] = {
    "From files to a dossier": {
        "new": CommandEntry(
            "case.first_look:new_case", "Start a case from files; mappings are guessed."
        ),
        "inspect": CommandEntry(
            "case.first_look:inspect_path", "Look at a file, or try out a case."
        ),
        "fields": CommandEntry("case.first_look:list_fields", "List what a mapping may say."),
        "build": CommandEntry(
            "case.cases:build_case", "Build a case: registers, figures, dossier."
        ),
        "show": CommandEntry(
            "case.reading:show_figures", "Show all figures of the last build, or one."
        ),
        "estimate": CommandEntry(
            "estimates.estimates:estimate_table", "Estimate from a table how many are on no list."
        ),
    },
    "What people decide": {
        "judge": CommandEntry(
            "decisions.decisions:judge_pairs", "Take in decisions on pairs of records."
        ),
        "grade": CommandEntry(
            "decisions.decisions:grade_incident", "Grade an incident, with a reason."
        ),
        "letters": CommandEntry(
            "decisions.letters:show_letters", "List letters to parties, and whose answer is due."
        ),
        "claim": CommandEntry(
            "decisions.claims:check_claim", "Test a published claim, and keep how it is read."
        ),
        "match": CommandEntry(
            "decisions.matching:tie_line", "Say which incident an official line is about."
        ),
        "correct": CommandEntry(
            "decisions.decisions:correct_record", "Correct one field of a record."
        ),
        "withdraw": CommandEntry(
            "decisions.decisions:withdraw_subject", "Withdraw a record or a list that was an error."
        ),
        "candidates": CommandEntry(
            "decisions.candidates:show_candidates", "Rank who an unidentified body may be."
        ),
        "kinship": CommandEntry(
            "decisions.kinship:compare_kinship", "Compare DNA profiles over a family's pedigree."
        ),
        "identify": CommandEntry("decisions.statements:identify_body", "Say whose body it is."),
        "site": CommandEntry("field.sites:set_site", "Say whether a team may work at a site."),
        "consent": CommandEntry(
            "decisions.statements:record_consent", "Write down what a source or family allows."
        ),
    },
    "Evidence, and proof that nothing was changed": {
        "evidence": CommandEntry(
            "custody.evidence:evidence_group", "Keep evidence, and who had it."
        ),
        "pictures": CommandEntry(
            "custody.pictures:hash_files", "Hash pictures, and find copies of one picture."
        ),
        "log": CommandEntry("case.reading:show_log", "List the entries of the ledger."),
        "verify": CommandEntry("case.reading:verify_register", "Verify that nothing was changed."),
        "checkpoint": CommandEntry(
            "custody.checkpoints:show_checkpoint", "Print the signed head of the ledger."
        ),
        "timestamp": CommandEntry(
            "custody.timestamps:timestamp_case", "Have an authority vouch for a checkpoint's time."
        ),
        "bundle": CommandEntry(
            "exchange.handover:bundle_subject", "Hand over one subject, with proofs."
        ),
    },
    "Keys, backups, erasure": {
        "keygen": CommandEntry("protection.keys:make_key", "Make a key for backups and the vault."),
        "recover": CommandEntry(
            "protection.keys:recover_key", "Put a key together from its parts."
        ),
        "unseal": CommandEntry("protection.keys:unseal_file", "Open a sealed file of a case."),
        "backup": CommandEntry(
            "protection.backups:back_up_case", "Write a case to one encrypted file (age)."
        ),
        "restore": CommandEntry("protection.backups:restore_case", "Restore a case from a backup."),
        "erase": CommandEntry(
            "exchange.handover:erase_subject", "Erase words on lawful request; proofs stay."
        ),
    },
    "Teams in the field": {
        "plan": CommandEntry("field.sites:plan_day", "Show the sites in the order of work."),
        "operation": CommandEntry(
            "field.operations:record_operation", "Write down a day's work at a site."
        ),
        "presence": CommandEntry(
            "field.remains:record_presence", "Say who holds a body, and where."
        ),
        "examine": CommandEntry(
            "field.remains:record_examination", "Say how far an examination of remains is."
        ),
        "daysheet": CommandEntry(
            "field.sheets:write_day_sheet", "Write the sheet of a day, to sign."
        ),
        "forms": CommandEntry(
            "exchange.forms:write_forms",
            "Write forms for telephones, Arabic and English.",
        ),
        "labels": CommandEntry(
            "exchange.labels:write_labels", "Write labels with codes for bodies."
        ),
    },
    "Working together": {
        "sync": CommandEntry(
            "exchange.sync:sync_copies", "Let two copies of a case take in what each lacks."
        ),
        "team": CommandEntry("exchange.team:team", "Keep the ledger on a PostgreSQL server."),
    },
    "A city whose truth is known": {
        "simulate": CommandEntry("case.city:simulate_city", "Make a fictional city under siege."),
        "truth": CommandEntry("case.city:compare_truth", "Set the truth beside the built result."),
        "linkage": CommandEntry(
            "decisions.linkage_quality:linkage_group", "Measure links, or explain a score."
        ),
    },
}
"""Every command by subject, in the order of the help."""


class Commands(click.Group):
    """The commands, each imported when it is called, and the one place where errors are caught."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click's signature
        """Every command's name, in the order of the help."""
        return [name for section in COMMANDS.values() for name in section]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command of that name, imported now; none if there is none."""
        for section in COMMANDS.values():
            if cmd_name in section:
                module, _, function = section[cmd_name].function.partition(":")
                command = getattr(import_module(f"sijill.cli.{module}"), function)
                return command if isinstance(command, click.Command) else None
        return None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is called; a name that is none is answered with the nearest that is."""
        alike = get_close_matches(args[0], self.list_commands(ctx), 1)
        if alike and self.get_command(ctx, args[0]) is None:
            ctx.fail(f"No such command {args[0]!r}. Did you mean {alike[0]!r}?")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """The commands under their subjects."""
        for subject, section in COMMANDS.items():
            with formatter.section(subject):
                formatter.write_dl([(name, entry.help) for name, entry in section.items()])

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401  click's own signature
        """Run a command; an error of ours ends with its exit code, not with a traceback."""
        with _interrupts() as came:
            return self._guarded(ctx, came)

    def _guarded(self, ctx: click.Context, came: list[int]) -> Any:  # noqa: ANN401  as above
        try:
            with _seldom_collected():
                return super().invoke(ctx)
        except SijillError as error:
            _show_error(ctx, str(error))
            ctx.exit(error.exit_code)
        except click.UsageError as error:
            words = plain(error.format_message())  # it quotes words, as of the name of a file
            if ctx.meta.get(_JSON_TYPED):
                _print_error_as_json(words)
            click.UsageError(words, error.ctx).show()
            ctx.exit(error.exit_code)
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise  # of a pipe that its reader closed (``| head``) click makes a quiet end
        except Exception as error:
            if came:
                raise click.Abort from error
            words = NOT_UTF_8 if _is_not_encoded(ctx, error) else _explain_unexpected(error)
            _show_error(ctx, words)
            ctx.exit(SijillError.exit_code)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """As click does; it is remembered whether a word is no UTF-8, and whether JSON is asked."""
        ctx.meta[_JSON_TYPED] = "--json" in args
        ctx.meta[_ODD_BYTES] = any(map(_SURROGATE.search, args))
        return super().parse_args(ctx, args)


_ODD_BYTES = "sijill.odd-bytes"
_JSON_TYPED = "sijill.json-typed"
_SURROGATE = re.compile("[\ud800-\udfff]")
NOT_UTF_8 = (
    "a word of the command is no UTF-8 text; only names of files may hold other bytes. Set the "
    "terminal to UTF-8 and type it again."
)


def _is_not_encoded(ctx: click.Context, error: Exception) -> bool:
    """Whether an error comes of a word on the command line that is no UTF-8 text."""
    return isinstance(error, UnicodeEncodeError) and bool(ctx.meta.get(_ODD_BYTES))


@contextmanager
def _interrupts() -> Iterator[list[int]]:
    """The interrupts (Ctrl-C) that came while a command runs.

    A library that is at work in its own code when one comes may end with an error of its own
    instead of ``KeyboardInterrupt``, as DuckDB does; that is no fault to report.
    """
    came: list[int] = []

    def note(number: int, frame: FrameType | None) -> None:
        came.append(number)
        signal.default_int_handler(number, frame)

    if signal.getsignal(signal.SIGINT) is not signal.default_int_handler or not _is_main_thread():
        yield came
        return
    signal.signal(signal.SIGINT, note)
    try:
        yield came
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def _is_main_thread() -> bool:
    return threading.current_thread() is threading.main_thread()


@contextmanager
def _seldom_collected() -> Iterator[None]:
    """Let the collector of reference cycles look about less often while a command runs.

    Records come by ten thousands and are in no cycles; as it is set for small programs, it takes a
    fifth of the time of a command that reads many.
    """
    before = gc.get_threshold()
    gc.set_threshold(*_COLLECTED_AFTER)
    try:
        yield
    finally:
        gc.set_threshold(*before)


_COLLECTED_AFTER = (100_000, 20, 50)
"""New objects, and collections of the younger generation, after which one is collected."""


def _explain_unexpected(error: Exception) -> str:
    missing = explain_missing(error) if isinstance(error, ModuleNotFoundError) else None
    if missing is not None:
        return missing
    from sijill.cli.fault_report import explain_fault, explain_refused

    refused = explain_refused(error) if isinstance(error, OSError) else None
    return refused or explain_fault(error)


def _print_error_as_json(sentence: str) -> None:
    from sijill.cli.output import say_json

    say_json({"error": sentence})


def _show_error(ctx: click.Context, sentence: str) -> None:
    if ctx.meta.get(_JSON_TYPED):
        _print_error_as_json(sentence)
    click.secho(plain(f"sijill: {sentence}"), err=True, fg="red")


@click.group(
    cls=Commands,
    epilog=EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(package_name="sijill", prog_name="sijill")
def main() -> None:
    """A casualty register.

    sijill takes the lists that different people keep about the same deaths, keeps every row as it
    was received, works out which rows are the same person, body or event, and prints numbers that
    can be defended: each opens the records behind it.

    A case is a folder: case.toml says what is asked (place, period, parties), sources/*.toml say
    what the columns of each list mean, data/ holds the files as received. Building writes
    register.db (the ledger), evidence/ (captured files by hash) and out/ (the dossier,
    figures.json, tables). Building again changes nothing unless the input or a decision changed.
    """
