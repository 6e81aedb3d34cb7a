-- The ledger's tables on a PostgreSQL server, version 1; one ledger in a database.
--
-- Two roles. The owner runs this file and nothing else. Members (the application's role) may SELECT
-- and INSERT; what must vanish or be cleared away goes through the functions at the end, which run
-- as the owner and demand the entry that justifies it. Triggers refuse everything else, so that the
-- owner does not change the ledger by accident, either. Whoever owns the tables can drop triggers:
-- what detects an intention is the tree, up to the last root that left the server.
--
-- Names are qualified and every function pins its search_path, so that nobody's table or operator
-- can stand in for ours. Triggers fire ALWAYS, also where replication is replayed. References to
-- entries are checked once for each statement, in the triggers: rows here are never deleted, and a
-- foreign key would lock, and so rewrite, every entry that it looks at.

CREATE SCHEMA sijill;

CREATE TABLE sijill.edition (version integer NOT NULL PRIMARY KEY);
INSERT INTO sijill.edition VALUES (1);

CREATE TABLE sijill.log (
    number integer NOT NULL PRIMARY KEY CHECK (number >= 0),
    id text COLLATE "C" NOT NULL UNIQUE CHECK (length(id) = 32),
    key bytea NOT NULL
);

CREATE TABLE sijill.event (
    log integer NOT NULL,
    n bigint NOT NULL CHECK (n >= 0),
    entry bytea NOT NULL,
    signature bytea NOT NULL,
    leaf bytea NOT NULL CHECK (leaf = sha256('\x00'::bytea || entry || signature)),
    PRIMARY KEY (log, n)
);

-- So that the orders are found without reading every entry. (Inside a text of an entry's JSON
-- quotation marks are escaped: these bytes can only be the field.)
CREATE INDEX event_that_orders ON sijill.event (log, n)
WHERE position('"kind":"erasure"'::bytea IN entry) > 0;

-- field: the name as canonical JSON writes it, without the quotation marks, because a text here
-- cannot hold the character NUL. An erased value keeps its row.
CREATE TABLE sijill.payload (
    log integer NOT NULL,
    n bigint NOT NULL,
    field text COLLATE "C" NOT NULL,
    salt bytea CHECK (length(salt) = 16),
    value bytea,
    PRIMARY KEY (log, n, field),
    CHECK ((salt IS NULL) = (value IS NULL))
);

CREATE TABLE sijill.erasure (
    log integer NOT NULL,
    n bigint NOT NULL,
    field text COLLATE "C" NOT NULL,
    by_log integer NOT NULL,
    by_n bigint NOT NULL,
    PRIMARY KEY (log, n, field),
    FOREIGN KEY (log, n, field) REFERENCES sijill.payload (log, n, field),
    FOREIGN KEY (by_log, by_n) REFERENCES sijill.event (log, n)
);

CREATE TABLE sijill.tile (
    log integer NOT NULL,
    level integer NOT NULL CHECK (level > 0),
    idx bigint NOT NULL CHECK (idx >= 0),
    h bytea NOT NULL CHECK (length(h) = 32),
    PRIMARY KEY (log, level, idx)
);

CREATE TABLE sijill.checkpoint (
    log integer NOT NULL REFERENCES sijill.log (number),
    n bigint NOT NULL CHECK (n >= 0),
    size bigint NOT NULL,
    note bytea NOT NULL,
    PRIMARY KEY (log, n)
);

CREATE TABLE sijill.tsr (
    log integer NOT NULL,
    n bigint NOT NULL CHECK (n >= 0),
    checkpoint bigint NOT NULL,
    response bytea NOT NULL,
    PRIMARY KEY (log, n),
    FOREIGN KEY (log, checkpoint) REFERENCES sijill.checkpoint (log, n)
);

CREATE TABLE sijill.receipt (
    log integer NOT NULL REFERENCES sijill.log (number),
    n bigint NOT NULL CHECK (n >= 0),
    size bigint NOT NULL,
    peer text COLLATE "C" NOT NULL,
    note bytea NOT NULL,
    PRIMARY KEY (log, n)
);

CREATE TABLE sijill.fork (
    log integer NOT NULL REFERENCES sijill.log (number),
    n bigint NOT NULL CHECK (n >= 0),
    number bigint NOT NULL,
    entry bytea NOT NULL,
    signature bytea NOT NULL,
    payload text COLLATE "C",
    PRIMARY KEY (log, n)
);

-- What members gave and the sequencer has not yet chained: one row for each append, all its drafts
-- in one letter (canonical JSON). The ticket is the member's, so that who does not know whether a
-- letter arrived sends it again, and it arrives once.
CREATE TABLE sijill.inbox (
    ticket uuid NOT NULL PRIMARY KEY,
    place bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
    drafts integer NOT NULL CHECK (drafts > 0),
    letter bytea NOT NULL
);

-- What became of each letter: its entries are those from "first" on, as many as it had drafts.
CREATE TABLE sijill.sequenced (
    ticket uuid NOT NULL PRIMARY KEY,
    log integer NOT NULL,
    first bigint NOT NULL,
    drafts integer NOT NULL CHECK (drafts > 0),
    UNIQUE (log, first),
    FOREIGN KEY (log, first) REFERENCES sijill.event (log, n)
);

-- Rows follow each other without a gap. "fresh" are the rows of one statement; the primary key has
-- refused doubles by now, so they are contiguous if they are as many as the numbers they span, and
-- in their place if the row before the first is there.
CREATE FUNCTION sijill.comes_in_order() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    broken boolean;
BEGIN
    EXECUTE format(
        'SELECT EXISTS (SELECT FROM ('
        ' SELECT log, min(n) AS first, max(n) AS last, count(*) AS many FROM fresh GROUP BY log'
        ') AS span WHERE many <> last - first + 1'
        ' OR NOT EXISTS (SELECT FROM sijill.log WHERE number = span.log)'
        ' OR first > 0 AND NOT EXISTS (SELECT FROM sijill.%I AS held'
        ' WHERE held.log = span.log AND held.n = span.first - 1))',
        TG_TABLE_NAME
    ) INTO broken;
    IF broken THEN
        RAISE EXCEPTION 'the ledger only grows: % takes the next number', TG_TABLE_NAME;
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION sijill.log_comes_in_order() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.number > 0 AND NOT EXISTS (SELECT FROM sijill.log WHERE number = NEW.number - 1) THEN
        RAISE EXCEPTION 'the ledger only grows: a log takes the next number, once';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION sijill.tile_comes_in_order() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF EXISTS (
        SELECT FROM (
            SELECT log, level, min(idx) AS first, max(idx) AS last, count(*) AS many
            FROM fresh GROUP BY log, level
        ) AS span
        WHERE many <> last - first + 1
        OR NOT EXISTS (SELECT FROM sijill.log WHERE number = span.log)
        OR first > 0 AND NOT EXISTS (
            SELECT FROM sijill.tile AS held
            WHERE held.log = span.log AND held.level = span.level AND held.idx = span.first - 1
        )
    ) THEN
        RAISE EXCEPTION 'the ledger only grows: a tile takes the next index';
    END IF;
    RETURN NULL;
END $$;

-- Entries have no gaps, so all those named are there if the last one is.
CREATE FUNCTION sijill.payload_has_its_entry() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF EXISTS (
        SELECT FROM (
            SELECT log, min(n) AS first, max(n) AS last FROM fresh GROUP BY log
        ) AS span
        WHERE first < 0 OR NOT EXISTS (
            SELECT FROM sijill.event AS held WHERE held.log = span.log AND held.n = span.last
        )
    ) THEN
        RAISE EXCEPTION 'the ledger only grows: a payload comes with its entry';
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION sijill.never_changes() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RAISE EXCEPTION 'the ledger only grows: % refuses %', TG_TABLE_NAME, TG_OP;
END $$;

-- Whether an entry orders this value erased: an erasure whose "over" names leaf hash and field
-- ("<leaf hash>/cells"). Its bytes are canonical, so "over" ends where "payload" begins, and what
-- begins with a quotation mark and 64 hexadecimal digits is a whole text in it.
CREATE FUNCTION sijill.orders(entry bytea, leaf bytea, field text) RETURNS boolean
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT position('"kind":"erasure"'::bytea IN entry) > 0
    AND position('"over":['::bytea IN entry) > 0
    AND position(
        convert_to(
            '"' || encode(leaf, 'hex') || '/' || CASE WHEN field IS NULL THEN '' ELSE field || '"' END,
            'UTF8'
        )
        IN substring(
            entry FROM position('"over":['::bytea IN entry)
            FOR position('],"payload":{'::bytea IN entry) - position('"over":['::bytea IN entry)
        )
    ) > 0
$$;

CREATE FUNCTION sijill.erasure_is_ordered() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM sijill.event AS held, sijill.event AS ordering
        WHERE held.log = NEW.log AND held.n = NEW.n
        AND ordering.log = NEW.by_log AND ordering.n = NEW.by_n
        AND sijill.orders(ordering.entry, held.leaf, NEW.field)
    ) THEN
        RAISE EXCEPTION 'the ledger only grows: an erasure needs the entry that orders it';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION sijill.payload_is_only_erased() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.salt IS NOT NULL OR NEW.value IS NOT NULL
        OR (NEW.log, NEW.n, NEW.field) IS DISTINCT FROM (OLD.log, OLD.n, OLD.field)
        OR NOT EXISTS (
            SELECT FROM sijill.erasure AS done
            WHERE done.log = OLD.log AND done.n = OLD.n AND done.field = OLD.field
        )
    THEN
        RAISE EXCEPTION 'the ledger only grows: a payload is never changed';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION sijill.fork_is_only_emptied() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.payload IS NOT NULL
        OR (NEW.log, NEW.n, NEW.number, NEW.entry, NEW.signature)
        IS DISTINCT FROM (OLD.log, OLD.n, OLD.number, OLD.entry, OLD.signature)
        OR NOT EXISTS (
            SELECT FROM sijill.event AS ordering
            WHERE position('"kind":"erasure"'::bytea IN ordering.entry) > 0
            AND sijill.orders(
                ordering.entry, sha256('\x00'::bytea || OLD.entry || OLD.signature), NULL
            )
        )
    THEN
        RAISE EXCEPTION 'the ledger only grows: a fork is never changed';
    END IF;
    RETURN NEW;
END $$;

-- After the row is there: an insert that waited for the sequencer to clear the same ticket away
-- sees only now that it did.
CREATE FUNCTION sijill.letter_comes_once() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM sijill.sequenced AS done WHERE done.ticket = NEW.ticket) THEN
        RAISE EXCEPTION 'the ledger only grows: this letter was taken in'
        USING ERRCODE = 'unique_violation';
    END IF;
    RETURN NULL;
END $$;

-- A letter leaves the inbox when as many entries, with its time and its author, stand in the log.
-- (Letter and entry begin alike: {"at":"...","author":"...",)
CREATE FUNCTION sijill.letter_is_kept() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    beginning bytea := substring(
        OLD.letter FROM 1 FOR position('"drafts":['::bytea IN OLD.letter) - 1
    );
BEGIN
    IF length(beginning) = 0 OR OLD.drafts IS DISTINCT FROM (
        SELECT count(*)
        FROM sijill.sequenced AS done
        JOIN sijill.event AS held
        ON held.log = done.log AND held.n >= done.first AND held.n < done.first + done.drafts
        WHERE done.ticket = OLD.ticket
        AND substring(held.entry FROM 1 FOR length(beginning)) = beginning
    ) THEN
        RAISE EXCEPTION 'the ledger only grows: a letter stays until its entries are there';
    END IF;
    RETURN OLD;
END $$;

CREATE TRIGGER log_in_order BEFORE INSERT ON sijill.log
FOR EACH ROW EXECUTE FUNCTION sijill.log_comes_in_order();
CREATE TRIGGER event_in_order AFTER INSERT ON sijill.event
REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION sijill.comes_in_order();
CREATE TRIGGER checkpoint_in_order AFTER INSERT ON sijill.checkpoint
REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION sijill.comes_in_order();
CREATE TRIGGER tsr_in_order AFTER INSERT ON sijill.tsr
REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION sijill.comes_in_order();
CREATE TRIGGER receipt_in_order AFTER INSERT ON sijill.receipt
REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION sijill.comes_in_order();
CREATE TRIGGER fork_in_order AFTER INSERT ON sijill.fork
REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION sijill.comes_in_order();
CREATE TRIGGER tile_in_order AFTER INSERT ON sijill.tile
REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION sijill.tile_comes_in_order();
CREATE TRIGGER payload_with_entry AFTER INSERT ON sijill.payload
REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION sijill.payload_has_its_entry();
CREATE TRIGGER erasure_ordered BEFORE INSERT ON sijill.erasure
FOR EACH ROW EXECUTE FUNCTION sijill.erasure_is_ordered();
CREATE TRIGGER payload_erased BEFORE UPDATE ON sijill.payload
FOR EACH ROW EXECUTE FUNCTION sijill.payload_is_only_erased();
CREATE TRIGGER fork_emptied BEFORE UPDATE ON sijill.fork
FOR EACH ROW EXECUTE FUNCTION sijill.fork_is_only_emptied();
CREATE TRIGGER letter_once AFTER INSERT ON sijill.inbox
FOR EACH ROW EXECUTE FUNCTION sijill.letter_comes_once();
CREATE TRIGGER letter_kept BEFORE DELETE ON sijill.inbox
FOR EACH ROW EXECUTE FUNCTION sijill.letter_is_kept();

DO $$
DECLARE
    name text;
    forbidden text;
    guard record;
BEGIN
    FOR name IN SELECT tablename FROM pg_catalog.pg_tables WHERE schemaname = 'sijill' LOOP
        forbidden := CASE name
            WHEN 'payload' THEN 'DELETE OR TRUNCATE'
            WHEN 'fork' THEN 'DELETE OR TRUNCATE'
            WHEN 'inbox' THEN 'UPDATE OR TRUNCATE'
            ELSE 'UPDATE OR DELETE OR TRUNCATE'
        END;
        EXECUTE format(
            'CREATE TRIGGER %I BEFORE %s ON sijill.%I'
            ' FOR EACH STATEMENT EXECUTE FUNCTION sijill.never_changes()',
            name || '_only_grows', forbidden, name
        );
    END LOOP;
    FOR guard IN
        SELECT tgname, tgrelid::regclass AS place FROM pg_catalog.pg_trigger
        WHERE NOT tgisinternal AND tgrelid IN (
            SELECT oid FROM pg_catalog.pg_class WHERE relnamespace = 'sijill'::regnamespace
        )
    LOOP
        EXECUTE format('ALTER TABLE %s ENABLE ALWAYS TRIGGER %I', guard.place, guard.tgname);
    END LOOP;
END $$;

-- Erase a value by the order of an entry. Whether there was one that had not been erased here.
CREATE FUNCTION sijill.erase_value(
    of_log integer, of_n bigint, name text, by_log integer, by_n bigint
) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM sijill.payload AS held
        WHERE held.log = of_log AND held.n = of_n AND held.field = name
    ) OR EXISTS (
        SELECT FROM sijill.erasure AS done
        WHERE done.log = of_log AND done.n = of_n AND done.field = name
    ) THEN
        RETURN false;
    END IF;
    INSERT INTO sijill.erasure VALUES (of_log, of_n, name, by_log, by_n);
    UPDATE sijill.payload AS held SET salt = NULL, value = NULL
    WHERE held.log = of_log AND held.n = of_n AND held.field = name;
    RETURN true;
END $$;

-- Erase the values of a quarantined entry that an erasure names.
CREATE FUNCTION sijill.empty_fork(of_log integer, place bigint) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    UPDATE sijill.fork AS held SET payload = NULL WHERE held.log = of_log AND held.n = place
$$;

-- Note what became of a letter, and clear it away. In the transaction that stores its entries.
CREATE FUNCTION sijill.settle(given uuid, in_log integer, from_n bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO sijill.sequenced
    SELECT waiting.ticket, in_log, from_n, waiting.drafts
    FROM sijill.inbox AS waiting WHERE waiting.ticket = given;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'no letter % waits in the inbox', given;
    END IF;
    DELETE FROM sijill.inbox AS waiting WHERE waiting.ticket = given;
END $$;

-- Write anew the tables from which values were erased, so that no freed row holds one.
CREATE FUNCTION sijill.clean() RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    CLUSTER sijill.payload USING payload_pkey;
    CLUSTER sijill.fork USING fork_pkey;
    CLUSTER sijill.inbox USING inbox_pkey;
END $$;

REVOKE ALL ON ALL TABLES IN SCHEMA sijill FROM PUBLIC;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA sijill FROM PUBLIC;
