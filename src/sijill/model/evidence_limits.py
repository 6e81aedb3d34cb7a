"""How much is read of evidence: areas, pictures, packages of other tools, profiles of families.

Each bound has its reason; ``docs/threat-model.md`` shows all of them. Sizes are bytes, lengths
characters, times CPU s.
"""

# Areas --------------------------------------------------------------------------------------------
MOST_CORNERS = 50_000
"""Of an outline, or of all areas of a file together; a map on a page shows fewer."""
MOST_CROSSINGS_A_SIDE = 20
"""Other sides that a side of an outline meets, on average; taking more apart takes seconds."""
MOST_RINGS_MET = 100
"""Other rings in the box around a ring of an outline, on average; an island lies in one country."""

# Pictures -----------------------------------------------------------------------------------------
MOST_PICTURE_BYTES = 40 * 2**20
"""Of a picture that a page can hold and a browser still show."""
MOST_PIXELS = 89_478_485
"""Of a picture whose copies are sought: what the library takes for no bomb, a quarter of a GiB."""
PICTURE_MEMORY = 3_000_000_000
"""Memory of the process that opens forty pictures, one after the other."""
PICTURE_SECONDS = 120
"""Its time."""

# Packages -----------------------------------------------------------------------------------------
MOST_PACKAGE_MEMBERS = 20_000
"""Files of a package; a crawl has a few hundred."""
MOST_PACKAGE_BYTES = 50_000_000_000
"""Unpacked, of a long crawl: it bounds how long hashing takes."""
MOST_PACKAGE_RATIO = 200
"""Unpacked to packed bytes of one member; what a package holds is packed already."""
MOST_PACKAGE_TEXT_BYTES = 100_000_000
"""A manifest, a list of pages, a CSV."""
MOST_ARCHIVED_LINKS = 50_000
"""Rows of an archiver's table; each becomes an entry of its own, a few seconds for so many."""
MOST_PROOF_BYTES = 5_000_000
"""A proof, a signature, a key, a timestamp."""
MOST_MEDIA_BYTES = 1_000_000_000
"""A media file that a detached signature is checked over, which takes it into memory."""
LONGEST_PYTHON_LITERAL = 1_000_000
"""A cell that an archiver wrote as a Python value."""
DEEPEST_DAMAGED_LITERAL = 8
"""Brackets within brackets of such a value that is cut off: each is read once more."""
LONGEST_SHOWN_LITERAL = 40
"""Of the part of such a value that a sentence quotes."""
LONGEST_ISSUER = 200
"""Of the name of a certificate's issuer, where it is quoted."""
MOST_PACKAGE_MEMORY = 4_000_000_000
"""Of the process that reads a large package."""
PACKAGE_MEMORY_PER_BYTE = 20
"""Lists of pages pack to a tenth, and their values take twice their text."""
MOST_PACKAGE_SECONDS = 600
"""Of the process that reads a large package."""
PACKAGE_BYTES_PER_SECOND = 10_000_000
"""Unpacked and hashed by a slow machine."""

# Profiles of families -----------------------------------------------------------------------------
MOST_PEDIGREE_MEMBERS = 12
"""Of a family whose profiles are compared: two generations on both sides, and their children."""
MOST_UNTYPED_MEMBERS = 7
"""Of these without a profile: the sum is over all alleles that they may have."""
MOST_PEDIGREE_WORK = 30_000_000
"""Chances of one member's alleles, given others', that are computed for all loci: a minute."""
