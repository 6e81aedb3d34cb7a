-- The ledger's tables, version 1. The text of every statement is compared with the one in a ledger
-- when it is opened and verified, so a change here is a new version (PRAGMA user_version).
-- Comments stand between statements, never inside: SQLite stores the inside as part of the schema.
--
-- Every table only grows. Triggers refuse UPDATE and DELETE; because INSERT OR REPLACE deletes
-- without firing a delete trigger, a further trigger refuses every insert that is not the next one
-- in sequence, or that names the rowid of a row already there (where none is named, NEW.rowid is -1
-- before the insert). Whoever holds the file can drop triggers: they prevent accidents. What detects an
-- intention is the tree, up to the last root that left the machine.

PRAGMA application_id = 1936288364;
PRAGMA user_version = 1;

-- The logs in this file, one for each device that wrote: its random id and, once entries are signed,
-- the key that checks them (empty until then). own = 1: this device writes it.
CREATE TABLE log (
    number INTEGER NOT NULL PRIMARY KEY,
    id TEXT NOT NULL CHECK (length(id) = 32),
    own INTEGER NOT NULL CHECK (own IN (0, 1)),
    key BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- The entries. entry: canonical JSON; signature: empty until entries are signed;
-- leaf = SHA-256(0x00 || entry || signature).
CREATE TABLE event (
    log INTEGER NOT NULL REFERENCES log (number),
    n INTEGER NOT NULL,
    entry BLOB NOT NULL,
    signature BLOB NOT NULL,
    leaf BLOB NOT NULL CHECK (length(leaf) = 32),
    PRIMARY KEY (log, n)
) STRICT;

-- The values of an entry, one row for each field, whose digest the entry holds as
-- SHA-256(0x02 || salt || value). An erased field keeps its row, with salt and value NULL, so that
-- what was erased and what was lost can be told apart.
--
-- Salt and value may become NULL, both and nothing else, where the last entry of the log is an
-- erasure that names entry and field in its "over" (written "17/cells"). An erased value without
-- such an entry is tampering.
CREATE TABLE payload (
    log INTEGER NOT NULL,
    n INTEGER NOT NULL,
    field TEXT NOT NULL,
    salt BLOB CHECK (length(salt) = 16),
    value BLOB,
    PRIMARY KEY (log, n, field),
    FOREIGN KEY (log, n) REFERENCES event (log, n),
    CHECK ((salt IS NULL) = (value IS NULL))
) STRICT;

-- The complete blocks of the Merkle tree above the leaves: block idx of a level covers the entries
-- from idx * 2^level up to the next block.
CREATE TABLE tile (
    log INTEGER NOT NULL REFERENCES log (number),
    level INTEGER NOT NULL CHECK (level > 0),
    idx INTEGER NOT NULL,
    h BLOB NOT NULL CHECK (length(h) = 32),
    PRIMARY KEY (log, level, idx)
) STRICT, WITHOUT ROWID;

-- Signed heads (C2SP signed notes) of a log: the whole note as issued.
CREATE TABLE checkpoint (
    log INTEGER NOT NULL REFERENCES log (number),
    n INTEGER NOT NULL,
    size INTEGER NOT NULL,
    note BLOB NOT NULL,
    PRIMARY KEY (log, n)
) STRICT;

-- Answers of a timestamp authority (RFC 3161) about a checkpoint, raw.
CREATE TABLE tsr (
    log INTEGER NOT NULL REFERENCES log (number),
    n INTEGER NOT NULL,
    checkpoint INTEGER NOT NULL,
    response BLOB NOT NULL,
    PRIMARY KEY (log, n),
    FOREIGN KEY (log, checkpoint) REFERENCES checkpoint (log, n)
) STRICT;

-- What other devices signed about a log after a consistency proof: proof that they hold it.
CREATE TABLE receipt (
    log INTEGER NOT NULL REFERENCES log (number),
    n INTEGER NOT NULL,
    size INTEGER NOT NULL,
    peer TEXT NOT NULL,
    note BLOB NOT NULL,
    PRIMARY KEY (log, n)
) STRICT;

-- Entries that contradict one already held (same log, same number, other hash): quarantined.
CREATE TABLE fork (
    log INTEGER NOT NULL REFERENCES log (number),
    n INTEGER NOT NULL,
    number INTEGER NOT NULL,
    entry BLOB NOT NULL,
    signature BLOB NOT NULL,
    peer TEXT NOT NULL,
    PRIMARY KEY (log, n)
) STRICT;

-- Evidence that travels inside the ledger, for a hand-over in one file.
CREATE TABLE blob (
    n INTEGER NOT NULL PRIMARY KEY,
    sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
    content BLOB NOT NULL
) STRICT;

CREATE TRIGGER log_never_changes BEFORE UPDATE ON log
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: a log is never changed'); END;
CREATE TRIGGER log_never_shrinks BEFORE DELETE ON log
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: a log is never deleted'); END;
CREATE TRIGGER log_comes_in_order BEFORE INSERT ON log
WHEN NEW.number IS NOT (SELECT coalesce(max(number) + 1, 0) FROM log)
    OR EXISTS (SELECT 1 FROM log WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: a log takes the next number, once'); END;

CREATE TRIGGER event_never_changes BEFORE UPDATE ON event
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: an entry is never changed'); END;
CREATE TRIGGER event_never_shrinks BEFORE DELETE ON event
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: an entry is never deleted'); END;
CREATE TRIGGER event_comes_in_order BEFORE INSERT ON event
WHEN NEW.n IS NOT (SELECT coalesce(max(n) + 1, 0) FROM event WHERE log = NEW.log)
    OR EXISTS (SELECT 1 FROM event WHERE rowid = NEW.rowid)
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: an entry takes the next number'); END;

CREATE TRIGGER payload_never_changes BEFORE UPDATE ON payload
WHEN NOT (
    NEW.salt IS NULL AND NEW.value IS NULL
    AND NEW.log IS OLD.log AND NEW.n IS OLD.n AND NEW.field IS OLD.field
    AND EXISTS (
        SELECT 1 FROM event AS e, json_each(CAST(e.entry AS TEXT), '$.over') AS named
        WHERE e.log = OLD.log AND e.n = (SELECT max(n) FROM event WHERE log = OLD.log)
        AND json_extract(CAST(e.entry AS TEXT), '$.kind') = 'erasure'
        AND named.value = OLD.n || '/' || OLD.field
    )
)
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: a payload is never changed'); END;
CREATE TRIGGER payload_never_shrinks BEFORE DELETE ON payload
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: a payload is never deleted'); END;
CREATE TRIGGER payload_comes_once BEFORE INSERT ON payload
WHEN EXISTS (SELECT 1 FROM payload WHERE log = NEW.log AND n = NEW.n AND field = NEW.field)
    OR EXISTS (SELECT 1 FROM payload WHERE rowid = NEW.rowid)
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: a payload is stored once'); END;

CREATE TRIGGER tile_never_changes BEFORE UPDATE ON tile
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: a tile is never changed'); END;
CREATE TRIGGER tile_never_shrinks BEFORE DELETE ON tile
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: a tile is never deleted'); END;
CREATE TRIGGER tile_comes_in_order BEFORE INSERT ON tile
WHEN NEW.idx IS NOT
    (SELECT coalesce(max(idx) + 1, 0) FROM tile WHERE log = NEW.log AND level = NEW.level)
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: a tile takes the next index'); END;

CREATE TRIGGER checkpoint_never_changes BEFORE UPDATE ON checkpoint
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: a checkpoint is never changed'); END;
CREATE TRIGGER checkpoint_never_shrinks BEFORE DELETE ON checkpoint
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: a checkpoint is never deleted'); END;
CREATE TRIGGER checkpoint_comes_in_order BEFORE INSERT ON checkpoint
WHEN NEW.n IS NOT (SELECT coalesce(max(n) + 1, 0) FROM checkpoint WHERE log = NEW.log)
    OR EXISTS (SELECT 1 FROM checkpoint WHERE rowid = NEW.rowid)
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: a checkpoint takes the next number'); END;

CREATE TRIGGER tsr_never_changes BEFORE UPDATE ON tsr
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: a timestamp is never changed'); END;
CREATE TRIGGER tsr_never_shrinks BEFORE DELETE ON tsr
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: a timestamp is never deleted'); END;
CREATE TRIGGER tsr_comes_in_order BEFORE INSERT ON tsr
WHEN NEW.n IS NOT (SELECT coalesce(max(n) + 1, 0) FROM tsr WHERE log = NEW.log)
    OR EXISTS (SELECT 1 FROM tsr WHERE rowid = NEW.rowid)
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: a timestamp takes the next number'); END;

CREATE TRIGGER receipt_never_changes BEFORE UPDATE ON receipt
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: a receipt is never changed'); END;
CREATE TRIGGER receipt_never_shrinks BEFORE DELETE ON receipt
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: a receipt is never deleted'); END;
CREATE TRIGGER receipt_comes_in_order BEFORE INSERT ON receipt
WHEN NEW.n IS NOT (SELECT coalesce(max(n) + 1, 0) FROM receipt WHERE log = NEW.log)
    OR EXISTS (SELECT 1 FROM receipt WHERE rowid = NEW.rowid)
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: a receipt takes the next number'); END;

CREATE TRIGGER fork_never_changes BEFORE UPDATE ON fork
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: a fork is never changed'); END;
CREATE TRIGGER fork_never_shrinks BEFORE DELETE ON fork
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: a fork is never deleted'); END;
CREATE TRIGGER fork_comes_in_order BEFORE INSERT ON fork
WHEN NEW.n IS NOT (SELECT coalesce(max(n) + 1, 0) FROM fork WHERE log = NEW.log)
    OR EXISTS (SELECT 1 FROM fork WHERE rowid = NEW.rowid)
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: a fork takes the next number'); END;

CREATE TRIGGER blob_never_changes BEFORE UPDATE ON blob
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: a blob is never changed'); END;
CREATE TRIGGER blob_never_shrinks BEFORE DELETE ON blob
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: a blob is never deleted'); END;
CREATE TRIGGER blob_comes_in_order BEFORE INSERT ON blob
WHEN NEW.n IS NOT (SELECT coalesce(max(n) + 1, 0) FROM blob)
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: a blob takes the next number'); END;
