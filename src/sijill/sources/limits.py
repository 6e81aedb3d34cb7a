"""How much of a file is read: the one place for these numbers.

A list of the dead has thousands of rows, a large register half a million, and its cells hold words.
A file far beyond that was made by mistake or to do harm. What is allowed grows with the file's own
size, so that a large list is read and a small file cannot unpack into a large one.

Sizes are bytes, lengths are characters.
"""

from sijill.containment.archive import ArchiveLimits
from sijill.containment.child import ChildLimits
from sijill.model.records.fields import FieldType

MOST_COLUMNS = 16_384
"""The width of a spreadsheet (Office Open XML)."""
MOST_SHEET_ROWS = 1_048_576
"""The length of a spreadsheet (the same)."""
LEAST_CELLS_ALLOWED = 2_000_000
"""Cells, empty ones included, that any file may have, however small."""
LEAST_ROWS_ALLOWED = 100_000
LEAST_HEADINGS_ALLOWED = 256_000_000
"""Characters of all headings times rows: a row is kept with the names of its columns."""
BYTES_PER_ROW = 16
"""In a longer list a row takes more than this; a file of shorter rows is no list of records."""
LARGEST_CELL = 1_000_000
"""A longer cell is a picture, a log or a broken quotation mark; its row is set aside."""
LONGEST_HEADING = 500
DEEPEST_JSON = 64
"""Levels of objects and lists inside one row."""

LEAST_UNPACKED_ALLOWED = 16_000_000
MOST_UNPACKED = 2_000_000_000
LEAST_MEMBERS_ALLOWED = 1_000
BYTES_PER_MEMBER = 1_000
PACKING_RATIO = 40
"""Unpacked bytes for each packed one; tables of words pack to a fifth or a twentieth."""

MOST_REVIEW_BYTES = 50_000_000
"""A file of decisions: a hundred thousand pairs with what speaks for each."""
MOST_TOML_BYTES = 2_000_000
MOST_TOML_LEVELS = 40

LONGEST_TEXT: dict[FieldType, int] = {
    FieldType.NAME: 500,
    FieldType.DATE: 200,
    FieldType.AGE: 200,
    FieldType.COUNT: 500,
    FieldType.LATITUDE: 60,
    FieldType.LONGITUDE: 60,
    FieldType.METRES: 60,
    FieldType.MGRS: 60,
    FieldType.COORDINATES: 200,
    FieldType.YES_NO: 60,
    FieldType.TIME: 200,
    FieldType.STATURE: 200,
    FieldType.NUMBER: 60,
    FieldType.IDENTITY: 2_000,
    FieldType.TEXTS: 100_000,
    FieldType.LINKS: 100_000,
    FieldType.CATEGORIES: 20_000,
    FieldType.CONDITIONS: 20_000,
    FieldType.CONSENT_USES: 20_000,
    FieldType.REFERENCE: 1_000,
    FieldType.REFERENCES: 20_000,
    FieldType.NAMES: 20_000,
    FieldType.ACTORS: 20_000,
    FieldType.GEOMETRY: LARGEST_CELL,
    FieldType.TEXT: LARGEST_CELL,
}
"""The longest text of a field that is read; a longer one stays as words, and its value is unknown.
"""
LONGEST_CODE = 200
"""The same for fields with codes."""
MOST_PARTS = 500
"""Names or parties in one cell."""
MOST_GEOMETRY_LEVELS = 12
"""Lists and objects in a GeoJSON geometry: a collection of multipolygons needs seven."""
MOST_CORNERS = 50_000
LONGEST_KEY = 500
LARGEST_NUMBER = 1e15


def longest_text(kind: FieldType) -> int:
    """The longest text that is read as a field of this kind."""
    return LONGEST_TEXT.get(kind, LONGEST_CODE)


def most_cells(size: int) -> int:
    """Cells, empty ones included, that a table from so many bytes of text may have."""
    return max(LEAST_CELLS_ALLOWED, size // 3)


def most_rows(size: int) -> int:
    """Rows that a table from so many bytes of text may have."""
    return max(LEAST_ROWS_ALLOWED, size // BYTES_PER_ROW)


def most_headings(size: int) -> int:
    """Characters of all headings times rows, for a table from so many bytes of text."""
    return max(LEAST_HEADINGS_ALLOWED, 20 * size)


def most_unpacked(packed: int) -> int:
    """Bytes that a packed file of this size may unpack to."""
    return min(MOST_UNPACKED, max(LEAST_UNPACKED_ALLOWED, packed * PACKING_RATIO))


def most_gzip_members(packed: int) -> int:
    """Members that a gzip file of this size may have; a block compressor makes one of 20 kB."""
    return max(LEAST_MEMBERS_ALLOWED, packed // BYTES_PER_MEMBER)


def workbook_limits(packed: int) -> ArchiveLimits:
    """What the archive of a workbook of this size may hold."""
    return ArchiveLimits(
        most_members=10_000, most_unpacked_bytes=most_unpacked(packed), most_ratio=500
    )


def child_limits(packed: int) -> ChildLimits:
    """Memory and time for the process that opens a workbook of this size."""
    megabytes = packed // 1_000_000
    return ChildLimits(
        memory_bytes=512 * 2**20 + 100 * packed,
        seconds=10 + megabytes,
        most_answer_bytes=2 * most_unpacked(packed),
    )
