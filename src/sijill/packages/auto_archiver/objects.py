"""The three columns of Auto Archiver's ``csv_db``, unfolded into those of its sheet.

``metadata`` is a mapping with the link, its title and times. ``media`` is a list of files, each
with its addresses and, among its properties, its hash. The file whose ``id`` is ``_final_media``
(or else the first) stands for the link, as in the sheet.
"""

from collections.abc import Mapping, Sequence

from sijill.packages.auto_archiver.cut_literals import read_damaged
from sijill.packages.json_texts import Json, UnreadableText, plain_text_at, text_at

OBJECT_COLUMNS = ("status", "metadata", "media")

_FINAL = "_final_media"
_METADATA = {"url": "url", "title": "title", "archived": "_processed_at", "posted": "timestamp"}


def unfold(
    cells: Mapping[str, str], unread: list[tuple[str, str]]
) -> Mapping[str, str] | UnreadableText:
    """The cells that a sheet would have for the same link.

    A part that cannot be read (bytes, a zone, ``nan``, the end of a cell that was cut off) is left
    out: its column and the reason are added to ``unread``.
    """
    values: dict[str, Json] = {"status": cells.get("status", "")}
    for column in OBJECT_COLUMNS[1:]:
        reasons: list[str] = []
        value = read_damaged(cells.get(column, ""), reasons)
        if isinstance(value, UnreadableText):
            reasons.append(value.reason)
            value = None
        values[column] = value
        unread += ((column, f"the cell {reason}") for reason in dict.fromkeys(reasons))
    return unfold_values(values, unread)


def unfold_values(
    values: Mapping[str, Json], unread: list[tuple[str, str]]
) -> Mapping[str, str] | UnreadableText:
    """The same of the values themselves, as the archiver's JSON has them."""
    metadata, media = values.get("metadata"), values.get("media")
    if not isinstance(metadata, Mapping):
        return UnreadableText("; ".join(r for _, r in unread) or "'metadata' holds no mapping")
    if not isinstance(media, Sequence | None) or isinstance(media, str):
        unread.append(("media", "the cell holds no list of files"))
    final = _final(media if isinstance(media, Sequence) else ())
    urls = final.get("urls")
    addresses = urls if isinstance(urls, Sequence) and not isinstance(urls, str) else [urls]
    texts = {name: _text(metadata, key, unread) for name, key in _METADATA.items()}
    return {
        **texts,
        "status": plain_text_at(values, "status"),
        "locations": "\n".join(address for address in addresses if isinstance(address, str)),
        "hash": text_at(final.get("properties"), "hash"),
    }


def _text(metadata: Mapping[str, Json], key: str, unread: list[tuple[str, str]]) -> str:
    if isinstance(metadata.get(key), Mapping | list | tuple | bool):
        unread.append(("metadata", f"the cell holds no text or number under {key!r}"))
    return plain_text_at(metadata, key)


def _final(media: Sequence[Json]) -> Mapping[str, Json]:
    files = [file for file in media if isinstance(file, Mapping)]
    chosen = [file for file in files if text_at(file.get("properties"), "id") == _FINAL]
    return next(iter((*chosen, *files)), {})
