"""pictures: perceptual hashes of picture files, for the column pictures of a list of reports."""

from pathlib import Path

import click

from sijill.cli.options import as_json as json_option
from sijill.cli.output import say, say_json, say_table
from sijill.language.sentences import join, with_noun

ENDINGS = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".tif", ".tiff", ".bmp")


@click.command("pictures")
@click.argument(
    "paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path, readable=True)
)
@json_option
def hash_files(*, paths: tuple[Path, ...], as_json: bool) -> None:
    """Hash picture files, and say which are copies of one picture.

    PATHS are files, or folders in which every picture is taken. The hash goes into the column
    pictures of a list of reports: reports with one picture then have one origin.
    """
    from sijill.claims.picture_hash import hash_pictures, same_pictures

    pictures = hash_pictures(_files(paths))
    groups = same_pictures(pictures)
    if as_json:
        say_json(
            {
                "pictures": [
                    {"file": str(picture.path), "hash": picture.hash, "problem": picture.problem}
                    for picture in pictures
                ],
                "same": [
                    {"files": [str(path) for path in group.paths], "bits": group.bits}
                    for group in groups
                ],
            }
        )
        return
    rows = [(str(picture.path), picture.hash or picture.problem) for picture in pictures]
    say_table(with_noun(len(rows), "picture"), ("file", "hash"), rows)
    for group in groups:
        say(
            f"{join(map(str, group.paths))} are one picture: at most {group.bits} of 64 bits "
            f"differ from {group.paths[0]}."
        )


def _files(paths: tuple[Path, ...]) -> list[Path]:
    files: list[Path] = []
    for path in paths:
        if not (path.is_dir() or path.is_file()):
            raise click.UsageError(f"{path} is a pipe or a device. Give a file.")
        inside = sorted(path.rglob("*")) if path.is_dir() else [path]
        files += [
            file
            for file in inside
            if file.is_file() and (file is path or file.suffix.lower() in ENDINGS)
        ]
    return list(dict.fromkeys(files))
