"""The three columns of Auto Archiver's ``csv_db``, unfolded into those of its sheet.

``metadata`` is a mapping with the link, its title and times. ``media`` is a list of files, each
with its addresses and, among its properties, its hash. The file whose ``id`` is ``_final_media``
(or else the first) stands for the link, as in the sheet.
"""

from collections.abc import Mapping, Sequence

from sijill.packages.auto_archiver.python_literals import read_literal
from sijill.packages.json_texts import Json, UnreadableText, text_at

OBJECT_COLUMNS = ("status", "metadata", "media")

_FINAL = "_final_media"


def unfold(
    cells: Mapping[str, str], unread: list[tuple[str, str]]
) -> Mapping[str, str] | UnreadableText:
    """The cells that a sheet would have for the same link.

    A part that cannot be read (bytes, a zone, ``nan``) is left out: its column and the
    reason are added to ``unread``.
    """
    values: dict[str, Json] = {}
    for column in OBJECT_COLUMNS[1:]:
        reasons: list[str] = []
        value = read_literal(cells.get(column, ""), reasons)
        if isinstance(value, UnreadableText):
            return UnreadableText(f"the cell in {column!r} {value.reason}")
        values[column] = value
        unread += ((column, f"the cell {reason}") for reason in dict.fromkeys(reasons))
    metadata, media = values["metadata"], values["media"]
    if not isinstance(metadata, Mapping):
        return UnreadableText("the cell in 'metadata' holds no mapping")
    final = _final(media if isinstance(media, Sequence) else ())
    urls = final.get("urls")
    addresses = urls if isinstance(urls, Sequence) and not isinstance(urls, str) else ()
    return {
        "url": text_at(metadata, "url"),
        "status": cells.get("status", ""),
        "title": text_at(metadata, "title"),
        "archived": text_at(metadata, "_processed_at"),
        "posted": text_at(metadata, "timestamp"),
        "locations": "\n".join(address for address in addresses if isinstance(address, str)),
        "hash": text_at(final.get("properties"), "hash"),
    }


def _final(media: Sequence[Json]) -> Mapping[str, Json]:
    files = [file for file in media if isinstance(file, Mapping)]
    chosen = [file for file in files if text_at(file.get("properties"), "id") == _FINAL]
    return next(iter((*chosen, *files)), {})
