"""CSV as other tools write it: UTF-8, or UTF-16 with its mark; commas, semicolons or tabs."""

import codecs
import csv
import io
from collections.abc import Iterator


def encoding_of(content: bytes) -> str:
    """The codec of a text: UTF-16 where a byte order mark says so, else UTF-8 with or without."""
    is_utf16 = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return "utf-16" if is_utf16 else "utf-8-sig"


def read_rows(text: str, *, strict: bool) -> Iterator[list[str]]:
    """The rows; their delimiter is the one that the first line has most of.

    Raises:
        csv.Error: if ``strict``, where a quotation mark stands within a quoted cell or is never
            closed; in any case for a cell beyond ``csv.field_size_limit``.
    """
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=strict)
