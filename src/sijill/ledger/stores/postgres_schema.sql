-- The ledger's tables on a PostgreSQL server, version 2; one ledger in a database.
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
INSERT INTO sijill.edition VALUES (2);

CREATE TABLE sijill.log (
    number integer NOT NULL PRIMARY KEY CHECK (number >= 0),
    id text COLLATE "C" NOT NULL CHECK (length(id) = 32),
    key bytea NOT NULL,
    base integer REFERENCES sijill.log (number),
    base_size bigint NOT NULL CHECK (base_size = 0 OR (base_size > 0 AND base IS NOT NULL))
);

CREATE UNIQUE INDEX log_once ON sijill.log (id) WHERE base IS NULL;

-- Migrations of the tables that this database went through, by name, and when.
CREATE TABLE sijill.migration (
    name text COLLATE "C" NOT NULL PRIMARY KEY,
    at text COLLATE "C" NOT NULL
);

CREATE TABLE sijill.entry (
    log integer NOT NULL,
    n bigint NOT NULL CHECK (n >= 0),
    entry bytea NOT NULL,
    signature bytea NOT NULL,
    leaf bytea NOT NULL CHECK (leaf = sha256('\x00'::bytea || entry || signature)),
    kind text COLLATE "C" NOT NULL,
    PRIMARY KEY (log, n)
);

CREATE INDEX entry_by_kind ON sijill.entry (log, kind, n);

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
    FOREIGN KEY (by_log, by_n) REFERENCES sijill.entry (log, n)
);

CREATE TABLE sijill.node (
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

CREATE TABLE sijill.timestamp (
    log integer NOT NULL,
    n bigint NOT NULL CHECK (n >= 0),
    checkpoint bigint NOT NULL,
    response bytea NOT NULL,
    PRIMARY KEY (log, n),
    FOREIGN KEY (log, checkpoint) REFERENCES sijill.checkpoint (log, n)
);

CREATE TABLE sijill.cosignature (
    log integer NOT NULL REFERENCES sijill.log (number),
    n bigint NOT NULL CHECK (n >= 0),
    size bigint NOT NULL,
    peer text COLLATE "C" NOT NULL,
    note bytea NOT NULL,
    PRIMARY KEY (log, n)
);

-- Rows follow each other without a gap. "fresh" are the rows of one statement; the primary key has
-- refused doubles by now, so they are contiguous if they are as many as the numbers they span, and
-- in their place if the row before the first is there. Entries of a branch begin where it leaves
-- its base; whatever else belongs to a log begins with 0.
CREATE FUNCTION sijill.comes_in_order() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    broken boolean;
BEGIN
    EXECUTE format(
        'SELECT EXISTS (SELECT FROM ('
        ' SELECT log, min(n) AS first, max(n) AS last, count(*) AS many FROM fresh GROUP BY log'
        ') AS span LEFT JOIN sijill.log AS own ON own.number = span.log'
        ' WHERE many <> last - first + 1 OR own.number IS NULL'
        ' OR first <> %s AND NOT EXISTS (SELECT FROM sijill.%I AS held'
        ' WHERE held.log = span.log AND held.n = span.first - 1))',
        CASE TG_TABLE_NAME WHEN 'entry' THEN 'own.base_size' ELSE '0' END, TG_TABLE_NAME
    ) INTO broken;
    IF broken THEN
        RAISE EXCEPTION 'the ledger only grows: % takes the next number', TG_TABLE_NAME;
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION sijill.log_comes_in_order() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.number > 0 AND NOT EXISTS (SELECT FROM sijill.log WHERE number = NEW.number - 1)
        OR NEW.base IS NOT NULL AND NOT EXISTS (
            SELECT FROM sijill.log
            WHERE number = NEW.base AND id = NEW.id AND key = NEW.key AND number < NEW.number
        )
    THEN
        RAISE EXCEPTION 'the ledger only grows: a log takes the next number, once';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION sijill.node_comes_in_order() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF EXISTS (
        SELECT FROM (
            SELECT log, level, min(idx) AS first, max(idx) AS last, count(*) AS many
            FROM fresh GROUP BY log, level
        ) AS span LEFT JOIN sijill.log AS own ON own.number = span.log
        WHERE many <> last - first + 1 OR own.number IS NULL
        OR first <> own.base_size >> level AND NOT EXISTS (
            SELECT FROM sijill.node AS held
            WHERE held.log = span.log AND held.level = span.level AND held.idx = span.first - 1
        )
    ) THEN
        RAISE EXCEPTION 'the ledger only grows: a node takes the next index';
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
            SELECT FROM sijill.entry AS held WHERE held.log = span.log AND held.n = span.last
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
            '"' || encode(leaf, 'hex') || '/' || field || '"',
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
        SELECT FROM sijill.entry AS held, sijill.entry AS ordering
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

CREATE TRIGGER log_in_order BEFORE INSERT ON sijill.log
FOR EACH ROW EXECUTE FUNCTION sijill.log_comes_in_order();
CREATE TRIGGER entry_in_order AFTER INSERT ON sijill.entry
REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION sijill.comes_in_order();
CREATE TRIGGER checkpoint_in_order AFTER INSERT ON sijill.checkpoint
REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION sijill.comes_in_order();
CREATE TRIGGER timestamp_in_order AFTER INSERT ON sijill.timestamp
REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION sijill.comes_in_order();
CREATE TRIGGER cosignature_in_order AFTER INSERT ON sijill.cosignature
REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION sijill.comes_in_order();
CREATE TRIGGER node_in_order AFTER INSERT ON sijill.node
REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION sijill.node_comes_in_order();
CREATE TRIGGER payload_with_entry AFTER INSERT ON sijill.payload
REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION sijill.payload_has_its_entry();
CREATE TRIGGER erasure_ordered BEFORE INSERT ON sijill.erasure
FOR EACH ROW EXECUTE FUNCTION sijill.erasure_is_ordered();
CREATE TRIGGER payload_erased BEFORE UPDATE ON sijill.payload
FOR EACH ROW EXECUTE FUNCTION sijill.payload_is_only_erased();

DO $$
DECLARE
    name text;
    forbidden text;
    guard record;
BEGIN
    FOR name IN SELECT tablename FROM pg_catalog.pg_tables WHERE schemaname = 'sijill' LOOP
        forbidden := CASE name
            WHEN 'payload' THEN 'DELETE OR TRUNCATE'
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

-- Write anew the tables from which values were erased, so that no freed row holds one.
CREATE FUNCTION sijill.clean() RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    CLUSTER sijill.payload USING payload_pkey;
END $$;

REVOKE ALL ON ALL TABLES IN SCHEMA sijill FROM PUBLIC;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA sijill FROM PUBLIC;
