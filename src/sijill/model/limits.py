"""How much is read of lists and their words: every bound of their parsers, with its reason.

What is allowed grows with the file, so that a small one cannot unpack into a large one. A test
holds the table in ``docs/threat-model.md`` to these bounds and to those of evidence and of a case's
own files (``evidence_limits``, ``case_limits``). Sizes are bytes, lengths characters, times CPU s.
"""

from sijill.model.records.field_types import FieldType

# Lists ------------------------------------------------------------------------------------------
MOST_COLUMNS = 16_384
"""The width of a spreadsheet (Office Open XML)."""
MOST_FILES_OF_A_FOLDER = 200
"""Files of a folder that a case is begun with; a larger one is no folder of lists."""
MOST_SHEET_ROWS = 1_048_576
"""The length of a spreadsheet (the same)."""
LEAST_CELLS_ALLOWED = 2_000_000
"""Cells, empty ones included, that any file may have, however small."""
LEAST_ROWS_ALLOWED = 100_000
"""Rows that any file may have, however small."""
LEAST_HEADINGS_ALLOWED = 256_000_000
"""Characters of all headings times rows: a row is kept with the names of its columns."""
BYTES_PER_ROW = 16
"""In a longer list a row takes more than this; a file of shorter rows is no list of records."""
BYTES_PER_CELL = 3
"""The same for cells, empty ones included: a letter and a comma, and every third has one more."""
HEADINGS_PER_BYTE = 20
"""Characters of headings times rows, for each byte of a long list."""
LARGEST_CELL = 1_000_000
"""A longer cell is a picture, a log or a broken quotation mark; its row is set aside."""
LARGEST_ROW = 34_000_000
"""Characters of a row's cells, or noted of a file: one value of the register, six bytes each."""
LONGEST_CSV_CELL = 4_000_000
"""Of a cell of a CSV file that is taken apart; an open quotation makes one of all that follows."""
MOST_SEPARATORS = 2_000_000
"""Of a line of a CSV file; each cell takes sixty bytes of memory before its row is set aside."""
LONGEST_UNBROKEN = 2 * LARGEST_ROW
"""Bytes of CSV without a line end, or of JSON without a quotation mark; they are copied if read."""
LONGEST_HEADING = 500
"""A longer heading is a note about the column; it is cut."""
BYTES_PER_JSON_LIST = 8
"""In a longer file a list or object takes more than this: each takes sixty bytes of memory."""
MOST_NAMES_OF_WIDE_ENTRIES = 200_000
"""Names in objects wider than a list, nested ones included; each takes three hundred bytes."""
DEEPEST_JSON = 64
"""Levels of objects and lists inside one row; forms nest four deep."""
MOST_NAMED_REJECTS = 50_000
"""Problems of one list that are named one by one; further ones are counted by column."""
MOST_BROKEN_LINES = 100_000
"""Lines of a CSV file with broken quotation marks that are noted before the file is given up."""
MOST_REREAD = 10
"""How often, on average, a character may be read again before a broken CSV file is given up."""
MOST_ENCODING_WORDS = 400
"""Words beyond ASCII by which the encoding of a file is guessed."""
MOST_FORM_TABLES = 100
"""Tables in the archive of a form: the form itself and its repeated groups."""
MOST_MERGED_COLUMNS = 100
"""Merged columns of all rows, for each row, that are looked at one by one."""
MOST_NAMES_ABOVE = 12
"""Names above one column of nested records that are looked at for a protected one."""
MOST_SHEETS_LOOKED_AT = 100
"""Lists of a workbook, those with most rows, whose headings are weighed where no mapping is."""
MOST_CODEBOOK_LINES = 2_000
"""Lines of a sheet that is looked through for the meanings of codes; a longer one is a list."""
MOST_ROWS_LOOKED_AT = 5_000
"""Rows of a list in which columns without a known heading are searched for remarks."""
MOST_VALUES_LOOKED_AT = 300
"""Different values of a column, the commonest, by which its meaning is guessed."""
LONGEST_LOOKED_AT = 10_000
"""Of a cell that tells what its column means, or a typed reason; a longer one is an account."""
LONGEST_SERIAL_NUMBER = 18
"""Digits of a number that may count the rows; a longer one is a code."""

# Packed files and workbooks ---------------------------------------------------------------------
LEAST_UNPACKED_ALLOWED = 16_000_000
"""Bytes that any packed file may unpack to, however small."""
MOST_UNPACKED = 2_000_000_000
"""No list that is read has more, packed or not."""
PACKING_RATIO = 40
"""Unpacked bytes for each packed one; tables of words pack to a fifth or a twentieth."""
LEAST_GZIP_MEMBERS_ALLOWED = 1_000
"""Members that any gzip file may have, however small."""
BYTES_PER_MEMBER = 1_000
"""A block compressor makes a member of 20 kB; smaller ones only cost time."""
MOST_WORKBOOK_MEMBERS = 10_000
"""Parts of a workbook: a sheet has two or three, and pictures one each."""
MOST_WORKBOOK_RATIO = 500
"""Unpacked to packed bytes of one part of a workbook; equal words pack to a hundredth."""
MOST_SHEET_FAULTS = 20_000
"""Cells of one sheet whose fault is named; the rest is counted as empty cells."""
MOST_REPEATED_ROWS = 1_000
"""How often OpenDocument may repeat one row with words; equal rows are no list of records."""
LONGEST_FAULT = 200
"""Of the words that are kept of such a cell; all of them stand in the captured file."""
MOST_POSITION_DIGITS = 8
"""No sheet has a row or column of a longer number."""
CHILD_MEMORY = 512 * 2**20
"""Memory of the process that opens a small workbook or package."""
CHILD_SECONDS = 10
"""Its time."""
WORKBOOK_MEMORY_PER_BYTE = 100
"""More memory for each packed byte: text packs to a tenth, and a value takes ten times its text."""
WORKBOOK_BYTES_PER_SECOND = 1_000_000
"""Packed bytes that a slow machine reads in a second."""

# Cells by their kind of field ---------------------------------------------------------------------
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
    FieldType.ELEMENTS: 100_000,
    FieldType.LINKS: 100_000,
    FieldType.CATEGORIES: 20_000,
    FieldType.CONDITIONS: 20_000,
    FieldType.INVOLVEMENT: 20_000,
    FieldType.CONSENT_USES: 20_000,
    FieldType.REFERENCE: 1_000,
    FieldType.REFERENCES: 20_000,
    FieldType.NAMES: 20_000,
    FieldType.ACTORS: 20_000,
    FieldType.GEOMETRY: LARGEST_CELL,
    FieldType.TEXT: LARGEST_CELL,
}
"""Of a field that is read; a longer text stays as words, and its value is unknown."""
LONGEST_CODE = 200
"""The same for fields with codes."""
MOST_PARTS = 500
"""Names or parties in one cell."""
MOST_GEOMETRY_LEVELS = 12
"""Lists and objects in a GeoJSON geometry: a collection of multipolygons needs seven."""
LONGEST_KEY = 500
"""Of a row; a longer one is a text, and a record's id is made of it."""
LONGEST_NAME_IN_CELL = 200
"""Of a name or key inside a cell that is compared with a protected one."""
LONGEST_PROTECTED_VALUE = 200
"""Of a cell that headings, keys and names of sheets are compared with; a longer one is a text."""
MOST_LINE_BREAKS_WEIGHED = 20
"""A row with more cells of several lines is not weighed; each would be weighed against each."""
LARGEST_NUMBER = 1e15
"""Beyond it, neighbouring whole numbers are one floating-point number."""

# Words: longer ones are sentences, and are kept as they are written -----------------------------
LONGEST_VALUE = 400
"""Of a cell that is looked at for a name, date, age or number."""
LONGEST_NAME = 200
"""A longer cell is no name: it is kept as written and counted as unnamed."""
LONGEST_AGE = 80
"""A longer cell is a sentence, not an age."""
LONGEST_COUNT = 100
"""A longer cell is a sentence, not a number."""
LONGEST_DATE = 120
"""A longer cell is a sentence, not a date."""
MOST_DATE_TOKENS = 40
"""Words, numbers and signs of a date; two dates in two calendars have twenty."""
MOST_DIGITS = 12
"""Of a whole number of people; a longer one is a telephone number or a code."""
LONGEST_UNKNOWN = 60
"""A longer cell says more than that something is unknown."""
LONGEST_PAGE_FRAME = 3_000
"""A longer text is an account, whatever of a web page surrounds it."""
LARGEST_BODY_NUMBER = 99_999
"""Of a body at one site; a greater number is a typing error or another code."""
LONGEST_PLACE_WORD = 40
"""Of a place's name, in which slips of the pen are sought; a longer one is text without spaces."""
LONGEST_SITE_CODE = 40
"""Of a site; a longer one is its description."""
LONGEST_NEAR_TEXT = 40_000
"""Of a text that is compared with others word by word."""
LONGEST_SENTENCE = 2_000
"""Of a claim; a longer one is an article."""
MOST_SENTENCES = 1_000
"""Of a file of claims to test; an article has forty."""
MOST_SENTENCE_BYTES = 2_000_000
"""Of such a file: so many sentences, most far shorter than the longest."""
MOST_CLAIM_NUMBERS = 60
"""Numbers of one claim; a sentence with more is a table."""
LONGEST_RELEASE = 100_000
"""Of a release text in one cell; a month of an authority's lines has a half of it."""
LONGEST_RELEASE_LINE = 4_000
"""Of one of its lines; the longest that were seen have 800."""
MOST_BLANKS = 200
"""White space in a row inside such a text; a longer gap is no text."""
MOST_NUMBER_WORDS = 12
"""Words of one number in it, written out."""
MOST_SECONDS_A_RELEASE = 10
"""Reading it may take; real lines take a hundredth of one, the first of a process two."""
MOST_WORDS_IN_A_ROW = 12
"""Words of it that qualify others or name people; each more doubles the ways to read them."""
LONGEST_PLACE_CLAUSE = 140
"""Of a place in it, up to the words on what was struck there."""
MOST_CHANNEL_WORDS = 8
"""Words of the channel by which it says that an allegation came in."""

# Tables to estimate from --------------------------------------------------------------------------
MOST_TABLE_BYTES = 200_000_000
"""A table to estimate from, or of true persons: a million people on thirty lists have a third."""
MOST_LISTS_OF_TABLE = 100
"""Of such a table, each compared with each; estimates are made from twelve at most."""
LARGEST_COUNT = 10**15
"""Of persons in a table to estimate from: above, whole numbers are not exact in floating point."""


def longest_text(kind: FieldType) -> int:
    """The longest text that is read as a field of this kind."""
    return LONGEST_TEXT.get(kind, LONGEST_CODE)


def most_cells(size: int) -> int:
    """Cells, empty ones included, that a table from so many bytes of text may have."""
    return max(LEAST_CELLS_ALLOWED, size // BYTES_PER_CELL)


def most_json_lists(size: int) -> int:
    """Lists and objects, one in another or not, that a JSON text of so many bytes may have."""
    return max(LEAST_CELLS_ALLOWED, size // BYTES_PER_JSON_LIST)


def most_rows(size: int) -> int:
    """Rows that a table from so many bytes of text may have."""
    return max(LEAST_ROWS_ALLOWED, size // BYTES_PER_ROW)


def most_lines(size: int) -> int:
    """Lines that a text of so many bytes may have: its rows, and the empty ones of a sheet."""
    return most_rows(size) + MOST_SHEET_ROWS


def most_headings(size: int) -> int:
    """Characters of all headings times rows, for a table from so many bytes of text."""
    return max(LEAST_HEADINGS_ALLOWED, HEADINGS_PER_BYTE * size)


def most_unpacked(packed: int) -> int:
    """Bytes that a packed file of this size may unpack to."""
    return min(MOST_UNPACKED, max(LEAST_UNPACKED_ALLOWED, packed * PACKING_RATIO))


def most_gzip_members(packed: int) -> int:
    """Members that a gzip file of this size may have."""
    return max(LEAST_GZIP_MEMBERS_ALLOWED, packed // BYTES_PER_MEMBER)
