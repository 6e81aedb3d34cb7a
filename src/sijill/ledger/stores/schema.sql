-- The ledger's tables, version 2. The text of every statement is compared with the one in a ledger
-- when it is opened and verified, so a change here is a new version (PRAGMA user_version).
-- Comments stand between statements, never inside: SQLite stores the inside as part of the schema.
--
-- Every table only grows. Triggers refuse UPDATE and DELETE; because INSERT OR REPLACE deletes
-- without firing a delete trigger, a further trigger refuses every insert that is not the next one
-- in sequence, or that names the rowid of a row already there (where none is named, NEW.rowid is -1
-- before the insert). Whoever holds the file can drop triggers: they prevent accidents. What detects an
-- intention is the tree, up to the last root that left the machine.

PRAGMA application_id = 1936288364;
PRAGMA user_version = 2;

-- The logs in this file: one for each device that wrote, and one more where a device went on from a
-- copy that had fallen behind. The random id, and the public key that checks it (empty: unsigned).
CREATE TABLE log (
    number INTEGER NOT NULL PRIMARY KEY,
    id TEXT NOT NULL CHECK (length(id) = 32),
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
-- Salt and value may become NULL, both and nothing else, where the table "erasure" says that an
-- entry ordered it. An erased value without such an entry is tampering.
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

-- Erasures carried out here: the value, and the entry that orders it, of whichever log. That entry
-- names leaf hash and field in its "over" (written "<leaf hash>/cells").
CREATE TABLE erasure (
    log INTEGER NOT NULL,
    n INTEGER NOT NULL,
    field TEXT NOT NULL,
    by_log INTEGER NOT NULL,
    by_n INTEGER NOT NULL,
    PRIMARY KEY (log, n, field),
    FOREIGN KEY (log, n, field) REFERENCES payload (log, n, field),
    FOREIGN KEY (by_log, by_n) REFERENCES event (log, n)
) STRICT, WITHOUT ROWID;

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

-- What other devices signed about a log when they took it in: proof that they held it. peer: the id
-- of the log whose key signed; note: the checkpoint with that signature. Where the peer is the log
-- itself, note is the checkpoint that its device signed over entries kept apart in "fork".
CREATE TABLE receipt (
    log INTEGER NOT NULL REFERENCES log (number),
    n INTEGER NOT NULL,
    size INTEGER NOT NULL,
    peer TEXT NOT NULL,
    note BLOB NOT NULL,
    PRIMARY KEY (log, n)
) STRICT;

-- Entries that contradict one already held (same log, same number, other hash): quarantined.
-- payload: a JSON object of field to [salt, value] in hexadecimal; NULL once erased.
CREATE TABLE fork (
    log INTEGER NOT NULL REFERENCES log (number),
    n INTEGER NOT NULL,
    number INTEGER NOT NULL,
    entry BLOB NOT NULL,
    signature BLOB NOT NULL,
    payload TEXT,
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
        SELECT 1 FROM erasure WHERE log = OLD.log AND n = OLD.n AND field = OLD.field
    )
)
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: a payload is never changed'); END;
CREATE TRIGGER payload_never_shrinks BEFORE DELETE ON payload
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: a payload is never deleted'); END;
CREATE TRIGGER payload_comes_once BEFORE INSERT ON payload
WHEN EXISTS (SELECT 1 FROM payload WHERE log = NEW.log AND n = NEW.n AND field = NEW.field)
    OR EXISTS (SELECT 1 FROM payload WHERE rowid = NEW.rowid)
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: a payload is stored once'); END;

CREATE TRIGGER erasure_never_changes BEFORE UPDATE ON erasure
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: an erasure is never changed'); END;
CREATE TRIGGER erasure_never_shrinks BEFORE DELETE ON erasure
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: an erasure is never deleted'); END;
CREATE TRIGGER erasure_is_ordered BEFORE INSERT ON erasure
WHEN EXISTS (SELECT 1 FROM erasure WHERE log = NEW.log AND n = NEW.n AND field = NEW.field)
    OR NOT EXISTS (
        SELECT 1 FROM event AS held, event AS orders,
            json_each(CAST(orders.entry AS TEXT), '$.over') AS named
        WHERE held.log = NEW.log AND held.n = NEW.n
        AND orders.log = NEW.by_log AND orders.n = NEW.by_n
        AND json_extract(CAST(orders.entry AS TEXT), '$.kind') = 'erasure'
        AND named.value = lower(hex(held.leaf)) || '/' || NEW.field
    )
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: an erasure needs the entry that orders it'); END;

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
WHEN NOT (
    NEW.payload IS NULL
    AND NEW.log IS OLD.log AND NEW.n IS OLD.n AND NEW.number IS OLD.number
    AND NEW.entry IS OLD.entry AND NEW.signature IS OLD.signature
)
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
