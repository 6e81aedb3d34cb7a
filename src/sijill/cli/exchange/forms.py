"""forms: questionnaires for telephones, and the mappings for what comes back."""

from pathlib import Path

import click

from sijill.cli.options import FOLDER_PATH, as_json
from sijill.cli.output import say, say_json


@click.command("forms")
@click.argument("folder", type=FOLDER_PATH)
@click.option("--form", "names", multiple=True, help="Only this form (default: all).")
@click.option(
    "--server",
    type=click.Choice(["odk", "kobo"]),
    default="kobo",
    show_default=True,
    help="Where answers come back from; the mappings fit its exports.",
)
@click.option("--paper", is_flag=True, help="Write pages to print and fill in by hand instead.")
@click.option("--pdf", is_flag=True, help="With --paper: PDF instead of HTML (the extra pdf).")
@click.option(
    "--page",
    "picture",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A picture of a notebook page: write a page on which it is typed off beside --form.",
)
@as_json
def write_forms(  # noqa: PLR0913  one parameter an option
    *,
    folder: Path,
    names: tuple[str, ...],
    server: str,
    paper: bool,
    pdf: bool,
    picture: Path | None,
    as_json: bool,
) -> None:
    """Write XLSForms in Arabic and English into FOLDER, each with a mapping for its answers.

    Upload a form to ODK Central or KoBoToolbox. Put the exported answers into a case's data/ and
    the mapping into its sources/.
    """
    from sijill.publication.forms.xlsform import Server
    from sijill.steps.exchange.forms import write, write_entry, write_paper

    if pdf and not paper:
        raise click.UsageError("--pdf goes with --paper: forms for telephones are workbooks.")
    if picture is not None:
        if len(names) != 1:
            raise click.UsageError("--page needs one --form: which form is typed off?")
        entry = write_entry(folder, names[0], picture)
        written = [entry.page, entry.mapping]
    else:
        written = (
            write_paper(folder, names, as_pdf=pdf)
            if paper
            else write(folder, names, Server(server))
        )
    if as_json:
        say_json({"written": [str(path) for path in written]})
        return
    for path in written:
        say(str(path))
