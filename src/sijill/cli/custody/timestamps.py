"""timestamp: an outside authority vouches for the time of a checkpoint."""

from pathlib import Path

import click

from sijill.cli.options import FILE_PATH, as_json, case_argument, work_folder
from sijill.cli.output import say, say_json
from sijill.config import find_workspace, read_author
from sijill.files.writing import save_bytes
from sijill.steps.open_case import writing


@click.command("timestamp")
@case_argument
@click.option(
    "--request",
    "target",
    type=FILE_PATH,
    help="Write the request to this file (.tsq), to be carried to an authority.",
)
@click.option(
    "--response",
    type=FILE_PATH,
    help="Keep the authority's response (.tsr) in the register.",
)
@click.option("--from", "address", help="Ask the authority at this address, over the network.")
@work_folder
@as_json
def timestamp_case(
    *,
    case: Path,
    target: Path | None,
    response: Path | None,
    address: str | None,
    work: Path | None,
    as_json: bool,
) -> None:
    """Have an authority (RFC 3161) vouch that the newest checkpoint of a CASE exists by now.

    Only the hash of the checkpoint leaves the machine, and nothing leaves it unless you name an
    address with --from. The raw response is kept; sijill verify --roots checks it.
    """
    from sijill.steps.custody.timestamp import ask, keep_response, make_request, read_response

    if sum(option is not None for option in (target, response, address)) != 1:
        raise click.UsageError("give one of --request, --response and --from.")
    workspace, author = find_workspace(case, work), read_author()
    with writing(workspace, author) as opened:
        if target is not None:
            save_bytes(target, make_request(opened.ledger))
            answer: dict[str, object] = {"request": str(target)}
            words = f"The request is in {target}; bring the answer back with --response."
        else:
            raw = (
                read_response(response)
                if response is not None
                else ask(address or "", make_request(opened.ledger))
            )
            stamped = keep_response(opened, raw)
            moment = stamped.timestamp.time.isoformat()
            answer = {"log": stamped.log, "size": stamped.size, "time": moment}
            answer["authority"] = stamped.timestamp.authority
            words = (
                f"The checkpoint of {stamped.size:,} entries existed at {moment}, by the word of "
                f"{stamped.timestamp.authority}."
            )
    if as_json:
        say_json(answer)
    else:
        say(words)
