-- The ledger's tables, version 3. The text of every statement is compared with the one in a ledger
-- when it is opened and verified, so a change here is a new version (PRAGMA user_version).
-- Comments stand between statements, never inside: SQLite stores the inside as part of the schema.
--
-- Every table only grows. Triggers refuse UPDATE and DELETE; because INSERT OR REPLACE deletes
-- without firing a delete trigger, a further trigger refuses every insert that is not the next one
-- in sequence. No table has a rowid, by which a row could be replaced past its key. Whoever holds
-- the file can drop triggers: they prevent accidents. What detects an intention is the tree, up to
-- the last root that left the machine.

PRAGMA application_id = 1936288364;
PRAGMA user_version = 3;

-- Migrations of the tables that this file went through, by name, and when. Entries never change.
CREATE TABLE migration (
    name TEXT NOT NULL PRIMARY KEY,
    at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The logs in this file: one for each device that wrote, and one more where a device went on from a
-- copy that had fallen behind. The random id, and the public key that checks it (empty: unsigned).
--
-- A log with a base is a branch: the other continuation of a log whose key wrote on two copies. It
-- has the id and the key of its base, shares the base's first base_size entries, and holds its own
-- from that number on.
CREATE TABLE log (
    number INTEGER NOT NULL PRIMARY KEY,
    id TEXT NOT NULL CHECK (length(id) = 32),
    key BLOB NOT NULL,
    base INTEGER REFERENCES log (number),
    base_size INTEGER NOT NULL CHECK (base_size = 0 OR (base_size > 0 AND base IS NOT NULL))
) STRICT, WITHOUT ROWID;

-- The entries. entry: canonical JSON; signature: empty unless it is a decision in a signed log;
-- leaf = SHA-256(0x00 || entry || signature); kind: what the entry's bytes say, to be looked up by.
CREATE TABLE entry (
    log INTEGER NOT NULL REFERENCES log (number),
    n INTEGER NOT NULL,
    entry BLOB NOT NULL,
    signature BLOB NOT NULL,
    leaf BLOB NOT NULL CHECK (length(leaf) = 32),
    kind TEXT NOT NULL,
    PRIMARY KEY (log, n)
) STRICT, WITHOUT ROWID;

CREATE INDEX entry_by_kind ON entry (log, kind);

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
    FOREIGN KEY (log, n) REFERENCES entry (log, n),
    CHECK ((salt IS NULL) = (value IS NULL))
) STRICT, WITHOUT ROWID;

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
    FOREIGN KEY (by_log, by_n) REFERENCES entry (log, n)
) STRICT, WITHOUT ROWID;

-- The complete blocks of the Merkle tree above the leaves: block idx of a level covers the entries
-- from idx * 2^level up to the next block.
CREATE TABLE node (
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
) STRICT, WITHOUT ROWID;

-- Answers of a timestamp authority (RFC 3161) about a checkpoint, raw.
CREATE TABLE timestamp (
    log INTEGER NOT NULL REFERENCES log (number),
    n INTEGER NOT NULL,
    checkpoint INTEGER NOT NULL,
    response BLOB NOT NULL,
    PRIMARY KEY (log, n),
    FOREIGN KEY (log, checkpoint) REFERENCES checkpoint (log, n)
) STRICT, WITHOUT ROWID;

-- What other devices signed about a log when they took it in: proof that they held it. peer: the id
-- of the log whose key signed; note: the checkpoint with that signature.
CREATE TABLE cosignature (
    log INTEGER NOT NULL REFERENCES log (number),
    n INTEGER NOT NULL,
    size INTEGER NOT NULL,
    peer TEXT NOT NULL,
    note BLOB NOT NULL,
    PRIMARY KEY (log, n)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER migration_never_changes BEFORE UPDATE ON migration
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: a migration is never changed'); END;
CREATE TRIGGER migration_never_shrinks BEFORE DELETE ON migration
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: a migration is never deleted'); END;
CREATE TRIGGER migration_comes_once BEFORE INSERT ON migration
WHEN EXISTS (SELECT 1 FROM migration WHERE name = NEW.name)
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: a migration is recorded once'); END;

CREATE TRIGGER log_never_changes BEFORE UPDATE ON log
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: a log is never changed'); END;
CREATE TRIGGER log_never_shrinks BEFORE DELETE ON log
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: a log is never deleted'); END;
CREATE TRIGGER log_comes_in_order BEFORE INSERT ON log
WHEN NEW.number IS NOT (SELECT coalesce(max(number) + 1, 0) FROM log)
    OR NEW.base IS NULL AND EXISTS (SELECT 1 FROM log WHERE id = NEW.id)
    OR NEW.base IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM log WHERE number = NEW.base AND id = NEW.id AND key = NEW.key
    )
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: a log takes the next number, once'); END;

CREATE TRIGGER entry_never_changes BEFORE UPDATE ON entry
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: an entry is never changed'); END;
CREATE TRIGGER entry_never_shrinks BEFORE DELETE ON entry
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: an entry is never deleted'); END;
CREATE TRIGGER entry_comes_in_order BEFORE INSERT ON entry
WHEN NEW.n IS NOT coalesce(
    (SELECT max(n) + 1 FROM entry WHERE log = NEW.log),
    (SELECT base_size FROM log WHERE number = NEW.log)
)
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
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: a payload is stored once'); END;

CREATE TRIGGER erasure_never_changes BEFORE UPDATE ON erasure
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: an erasure is never changed'); END;
CREATE TRIGGER erasure_never_shrinks BEFORE DELETE ON erasure
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: an erasure is never deleted'); END;
CREATE TRIGGER erasure_is_ordered BEFORE INSERT ON erasure
WHEN EXISTS (SELECT 1 FROM erasure WHERE log = NEW.log AND n = NEW.n AND field = NEW.field)
    OR NOT EXISTS (
        SELECT 1 FROM entry AS held, entry AS orders,
            json_each(CAST(orders.entry AS TEXT), '$.over') AS named
        WHERE held.log = NEW.log AND held.n = NEW.n
        AND orders.log = NEW.by_log AND orders.n = NEW.by_n
        AND json_extract(CAST(orders.entry AS TEXT), '$.kind') = 'erasure'
        AND named.value = lower(hex(held.leaf)) || '/' || NEW.field
    )
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: an erasure needs the entry that orders it'); END;

CREATE TRIGGER node_never_changes BEFORE UPDATE ON node
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: a node is never changed'); END;
CREATE TRIGGER node_never_shrinks BEFORE DELETE ON node
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: a node is never deleted'); END;
CREATE TRIGGER node_comes_in_order BEFORE INSERT ON node
WHEN NEW.idx IS NOT coalesce(
    (SELECT max(idx) + 1 FROM node WHERE log = NEW.log AND level = NEW.level),
    (SELECT base_size >> NEW.level FROM log WHERE number = NEW.log)
)
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: a node takes the next index'); END;

CREATE TRIGGER checkpoint_never_changes BEFORE UPDATE ON checkpoint
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: a checkpoint is never changed'); END;
CREATE TRIGGER checkpoint_never_shrinks BEFORE DELETE ON checkpoint
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: a checkpoint is never deleted'); END;
CREATE TRIGGER checkpoint_comes_in_order BEFORE INSERT ON checkpoint
WHEN NEW.n IS NOT (SELECT coalesce(max(n) + 1, 0) FROM checkpoint WHERE log = NEW.log)
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: a checkpoint takes the next number'); END;

CREATE TRIGGER timestamp_never_changes BEFORE UPDATE ON timestamp
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: a timestamp is never changed'); END;
CREATE TRIGGER timestamp_never_shrinks BEFORE DELETE ON timestamp
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: a timestamp is never deleted'); END;
CREATE TRIGGER timestamp_comes_in_order BEFORE INSERT ON timestamp
WHEN NEW.n IS NOT (SELECT coalesce(max(n) + 1, 0) FROM timestamp WHERE log = NEW.log)
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: a timestamp takes the next number'); END;

CREATE TRIGGER cosignature_never_changes BEFORE UPDATE ON cosignature
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: a cosignature is never changed'); END;
CREATE TRIGGER cosignature_never_shrinks BEFORE DELETE ON cosignature
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: a cosignature is never deleted'); END;
CREATE TRIGGER cosignature_comes_in_order BEFORE INSERT ON cosignature
WHEN NEW.n IS NOT (SELECT coalesce(max(n) + 1, 0) FROM cosignature WHERE log = NEW.log)
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: a cosignature takes the next number'); END;
