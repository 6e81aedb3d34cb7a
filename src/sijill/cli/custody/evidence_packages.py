"""evidence import: what another tool packed, with its claims."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sijill.cli.custody.chains import show_chain
from sijill.cli.options import as_json, author_option, case_argument, named_author, work_folder
from sijill.cli.output import say, say_json, watching
from sijill.config import find_workspace, read_author
from sijill.packages.reading import PackageKind
from sijill.steps.open_case import writing

if TYPE_CHECKING:
    from sijill.steps.custody.evidence_packages import Imported


@click.command("import")
@case_argument
@click.argument("package", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--kind",
    type=click.Choice([kind.value for kind in PackageKind]),
    help="What it is (default: by the end of its name).",
)
@click.option(
    "--files",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The folder with the copies that a table of Auto Archiver names.",
)
@author_option
@work_folder
@as_json
def import_package(
    *,
    case: Path,
    package: Path,
    kind: str | None,
    files: Path | None,
    work: Path | None,
    as_json: bool,
) -> None:
    """Take in a PACKAGE of another tool: WACZ, ProofMode zip, Auto Archiver table, or a picture.

    It is kept as it came. What it claims is read apart, with limits, and kept with a label: it
    agrees with the bytes, differs, could not be checked, or is only claimed.
    """
    from sijill.steps.custody import evidence, evidence_packages
    from sijill.steps.custody.leaving_metadata import exhibit_metadata

    workspace, author = find_workspace(case, work), read_author(named_author())
    with (
        watching(quiet=as_json) as progress,
        writing(workspace, author, progress) as opened,
    ):
        imported = evidence_packages.import_package(
            opened,
            evidence_packages.Offered(package, PackageKind(kind) if kind else None, files),
        )
    if as_json:
        say_json(
            {
                "package": evidence.describe_chain(imported.package),
                "reading": evidence.describe_chain(imported.reading),
                "kind": imported.kind.value,
                "labels": imported.labels,
                "files": [evidence.describe_chain(chain) for chain in imported.files],
                "rejects": list(imported.rejects),
                "lacks": list(imported.lacks),
            }
        )
        return
    show_chain(imported.package, exhibit_metadata(workspace, [imported.package]), as_json=False)
    _show_imported(imported, package.name)


def _show_imported(imported: "Imported", name: str) -> None:
    """What a package claims and how it was checked, and what it lacks."""
    labels = ", ".join(f"{number} {label}" for label, number in sorted(imported.labels.items()))
    say(f"{imported.kind}: {labels or 'no claims'}. What was read: {imported.reading.exhibit.id}.")
    if imported.lacks:
        say(f"{name} is not whole:", warning=True)
    for sentence in imported.lacks:
        say(f"  - {sentence}", warning=True)
    for sentence in imported.rejects:
        say(sentence, warning=True)
