"""simulate, truth: a city that does not exist, and how well its lists were read."""

from dataclasses import asdict
from pathlib import Path

import click

from sijill.cli.options import FOLDER_PATH, SEED, as_json, work_folder
from sijill.cli.output import say, say_json, say_table, watching
from sijill.config import find_workspace, memory_folder

DEFAULT_SEED = 7
DEFAULT_DEATHS = 1500


@click.command("simulate")
@click.argument("city", type=FOLDER_PATH)
@click.option(
    "--seed", type=SEED, default=DEFAULT_SEED, show_default=True, help="Same seed, same city."
)
@click.option(
    "--deaths",
    type=click.IntRange(200, 200_000),
    default=DEFAULT_DEATHS,
    show_default=True,
    help="About how many people are killed.",
)
@as_json
def simulate_city(*, city: Path, seed: int, deaths: int, as_json: bool) -> None:
    """Make a fictional city under siege in the folder CITY: thirteen lists, and the truth apart.

    The lists are what such lists are: names in two scripts and by several hands, vague dates and
    counts, duplicates, descriptions instead of names, one list copied from another. Everything is
    invented.
    """
    from sijill.simulation.city import build_city
    from sijill.simulation.folder import write_city
    from sijill.steps.case.lost_register import forget_register

    rows = write_city(build_city(seed, deaths), city)
    forget_register(city, memory_folder())
    if as_json:
        say_json({"city": str(city), "seed": seed, "rows": rows})
        return
    say_table(
        f"A city in {city}, seed {seed}",
        ("list", "rows"),
        [(name, f"{count:,}") for name, count in rows.items()],
        right=(1,),
    )
    say(f"The truth lies in {city / 'truth'}. Next: sijill build {city}")


@click.command("truth")
@click.argument("city", type=FOLDER_PATH)
@work_folder
@as_json
def compare_truth(*, city: Path, work: Path | None, as_json: bool) -> None:
    """Print truth beside result for a simulated CITY that was built."""
    from sijill.steps.case.truth.comparison import compare_with_truth

    with watching(quiet=as_json) as progress:
        comparison = compare_with_truth(find_workspace(city, work), progress)
    if as_json:
        say_json(
            {
                "lines": [asdict(line) for line in comparison.lines],
                "precision": round(comparison.linkage.precision, 4),
                "recall": round(comparison.linkage.recall, 4),
                "joined_relatives": comparison.joined_relatives,
                "default_precision": round(comparison.baseline.precision, 4),
                "default_recall": round(comparison.baseline.recall, 4),
            }
        )
        return
    marks = {True: "holds", False: "does not hold", None: ""}
    rows = [(line.measure, line.truth, line.result, marks[line.holds]) for line in comparison.lines]
    say_table("Truth beside result", ("measure", "truth", "result", ""), rows, right=(1,))
