"""How much is read of a case's own files: settings, decisions, results, ledger, keys, backups.

People write some of them, sijill wrote the others, and somebody may have changed any. Each bound
has its reason; ``docs/threat-model.md`` shows all of them. Sizes are bytes, lengths characters.
"""

# Settings -----------------------------------------------------------------------------------------
MOST_TOML_BYTES = 2_000_000
"""Of ``case.toml`` or a mapping; a mapping with every code of a long list has 100 kB."""
MOST_TOML_LEVELS = 40
"""Of tables and lists; ours have four."""
MOST_TOML_MISTAKES = 200
"""Named of one file in one answer; the others are counted."""
LONGEST_TOML_WORDS = 500
"""Of the words of a mistake that are quoted."""
LONGEST_CAUSE = 200
"""Of a library's own words on what it could not read, where they are quoted."""

# Decisions and results ----------------------------------------------------------------------------
MOST_REVIEW_BYTES = 50_000_000
"""A file of decisions: a hundred thousand pairs with what speaks for each."""
MOST_REVIEW_PAIRS = 10_000
"""In a file to decide on, the greatest effect first; the others follow once these are decided."""
MOST_RESULT_BYTES = 500_000_000
"""Of a file of results that is read again: figures, grades, what a linkage or an estimate kept."""
MOST_NOTE_BYTES = 1_000_000
"""Of what a device notes beside its key: devices and servers that a person accepted, cases."""
MOST_BUNDLE_BYTES = 500_000_000
"""Of one text of a bundle; the files it carries are read piece by piece."""
MOST_SEALED_BYTES = 2_002_000_000
"""Of a list in the vault: the longest that is read, and what encryption adds."""

# The ledger and what stands beside it -------------------------------------------------------------
MOST_KEY_BYTES = 10_000
"""Of a file with a secret key, or a part of one; a real one has two hundred."""
LARGEST_INTEGER = 2**53 - 1
"""Of an entry: every reader of JSON holds it exactly (RFC 8785, RFC 7493)."""
MOST_STORED_BYTES = 256_000_000
"""Of one value of a register, on its way in or out; the cells of a row are one, a million each."""
MOST_ENTRY_LEVELS = 64
"""Of lists and maps in an entry, as in a row."""
MOST_CHECKPOINT_BYTES = 65_536
"""A checkpoint has some hundred bytes, and a hundred for each cosignature."""
MOST_TIMESTAMP_BYTES = 65_536
"""A response with its certificates has some thousand."""
MOST_TRUST_BYTES = 1_000_000
"""A checkpoint or a file of certificates to verify with; a real one has a few thousand."""
MOST_BACKUP_TEXT_BYTES = 4_000_000
"""The longest ``case.toml``, mapping or data of a header in a backup."""
MOST_BACKUP_MAPPINGS = 2_000
"""Of a backup; a case has one for each list."""
