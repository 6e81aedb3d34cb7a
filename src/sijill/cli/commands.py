"""The commands together, and the outer edge where errors become sentences and exit codes."""

from typing import Any

import click

from sijill import __version__
from sijill.cli.case.cases import build_case, inspect_file, new_case
from sijill.cli.case.city import simulate_city, tell_truth
from sijill.cli.case.reading import show_figures, show_log, verify_register
from sijill.cli.custody.checkpoints import show_checkpoint
from sijill.cli.custody.evidence import evidence_group
from sijill.cli.custody.timestamps import timestamp_case
from sijill.cli.decisions.decisions import (
    correct_record,
    grade_incident,
    judge_pairs,
    withdraw_record,
)
from sijill.cli.decisions.statements import identify_body, record_consent
from sijill.cli.estimates.estimates import estimate_table
from sijill.cli.exchange.handover import bundle_subject, erase_subject
from sijill.cli.exchange.sync import sync_copies
from sijill.cli.exchange.team import team
from sijill.cli.options import JSON_WANTED
from sijill.cli.output import plain, say_json
from sijill.cli.protection.backups import back_up_case, restore_case
from sijill.cli.protection.keys import make_key, recover_key, unseal_file
from sijill.model.errors import SijillError

EPILOG = """\b
A first case, from your own spreadsheets:
  sijill new mycase deaths.xlsx statements.csv   a folder, a mapping for each file
  (edit mycase/case.toml and mycase/sources/*.toml)
  sijill build mycase                            the register and the dossier
  (decide on mycase/out/review.csv)
  sijill judge mycase/out/review.csv             take the decisions in
  sijill build mycase                            the same figures, with them

\b
Without data of your own:
  sijill simulate city && sijill build city && sijill truth city
"""


class Edge(click.Group):
    """The one place where errors are caught: a sentence for people, an object for programs."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401  click's own signature
        """Run a command; an error of ours ends with its exit code, not with a traceback."""
        try:
            return super().invoke(ctx)
        except SijillError as error:
            if ctx.meta.get(JSON_WANTED):
                say_json({"error": str(error)})
            click.secho(plain(f"sijill: {error}"), err=True, fg="red")
            ctx.exit(error.exit_code)


@click.group(
    cls=Edge,
    epilog=EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="sijill")
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


for command in (
    new_case,
    inspect_file,
    build_case,
    judge_pairs,
    grade_incident,
    correct_record,
    withdraw_record,
    identify_body,
    record_consent,
    show_figures,
    show_log,
    show_checkpoint,
    timestamp_case,
    bundle_subject,
    erase_subject,
    sync_copies,
    estimate_table,
    evidence_group,
    team,
    make_key,
    recover_key,
    unseal_file,
    back_up_case,
    restore_case,
    verify_register,
    simulate_city,
    tell_truth,
):
    main.add_command(command)
