"""kinship: DNA profiles of a body and of relatives, compared over a pedigree."""

from pathlib import Path

import click

from sijill.cli.options import FiniteRange, as_json
from sijill.cli.output import say, say_json, say_table

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("kinship")
@click.option("--pedigree", type=FILE, required=True, help="Columns name, father, mother.")
@click.option(
    "--profiles", type=FILE, required=True, help="Columns name, locus, allele_1, allele_2."
)
@click.option(
    "--frequencies",
    type=FILE,
    required=True,
    help="Columns locus, allele, frequency, of the population that they come from.",
)
@click.option("--body", required=True, help="The name under which the remains are typed.")
@click.option("--missing", required=True, help="The member of the pedigree that it may be.")
@click.option(
    "--mutation",
    type=FiniteRange(0, 0.1),
    default=0.002,
    show_default=True,
    help="Chance that an allele changes from parent to child.",
)
@as_json
def compare_kinship(  # noqa: PLR0913  one parameter an option
    *,
    pedigree: Path,
    profiles: Path,
    frequencies: Path,
    body: str,
    missing: str,
    mutation: float,
    as_json: bool,
) -> None:
    """How much more probable the profiles are if the body is the family's missing member.

    Nothing is kept. A ratio is no identification: a board weighs it with everything else, and its
    decision is written down with sijill identify --method dna.
    """
    from sijill.remains.kinship import combined
    from sijill.steps.decisions.kinship import KinshipFiles, compare_profiles

    files = KinshipFiles(pedigree, profiles, frequencies)
    ratios = compare_profiles(files, body, missing, mutation)
    total = combined(ratios)
    if as_json:
        loci = {locus_ratio.locus: locus_ratio.ratio for locus_ratio in ratios}
        say_json({"body": body, "missing": missing, "loci": loci, "likelihood_ratio": total})
        return
    if not ratios:
        say("No locus is typed both for the body and for a relative: nothing can be said.")
        return
    rows = [(locus_ratio.locus, f"{locus_ratio.ratio:.6g}") for locus_ratio in ratios]
    say_table(f"{body} as {missing}", ("locus", "likelihood ratio"), rows, right=(1,))
    say(
        f"Together {total:.4g} (product over {len(ratios)} loci, taken as independent): the "
        f"profiles are so many times as probable if {body} is {missing} as if it is a stranger."
    )
