/* civic_credit--1.1.sql, put together from extension/ by the Makefile */

-- complain if script is sourced in psql, rather than via CREATE EXTENSION
\echo Use "CREATE EXTENSION civic_credit CASCADE" to load this file. \quit

/*
 * What stands in the schema will belong to the owner of the programme and act
 * with its rights.  So nobody may have prepared it: a database's owner, who is
 * not to see the ledger, could otherwise leave a function there.  A dump
 * brings the schema before the extension, empty and with its owner.
 */
DO LANGUAGE plpgsql $$
BEGIN
	IF EXISTS (SELECT FROM pg_catalog.pg_namespace n JOIN pg_catalog.pg_roles r ON r.oid OPERATOR(pg_catalog.=) n.nspowner
		WHERE n.nspname OPERATOR(pg_catalog.=) 'civic' AND NOT r.rolsuper AND r.rolname OPERATOR(pg_catalog.<>) 'civic_owner')
		OR EXISTS (SELECT FROM pg_catalog.pg_proc p WHERE p.pronamespace OPERATOR(pg_catalog.=) 'civic'::pg_catalog.regnamespace) THEN
		RAISE EXCEPTION 'somebody else has made the schema "civic", or functions in it'
			USING ERRCODE = 'duplicate_schema', HINT = 'Find out who and why, then drop or rename it, and create the extension again.';
	END IF;
END $$;

/*
 * The programme belongs to one role that nobody logs in as.  It is the only
 * role the extension makes; a role of that name made beforehand is taken as
 * it is.
 */
DO LANGUAGE plpgsql $$
BEGIN
	IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname OPERATOR(pg_catalog.=) 'civic_owner') THEN
		CREATE ROLE civic_owner NOLOGIN NOINHERIT;
	END IF;
END $$;

ALTER SCHEMA civic OWNER TO civic_owner;
COMMENT ON SCHEMA civic IS 'civic_credit: functions, types and staff views';
/*
 * The programme of this database: its tables and views.  They are ordinary
 * objects, not members of the extension, so that DROP EXTENSION cannot take
 * the ledger along and pg_dump treats them like any table.
 */

/*
 * Stamps are column defaults and run for every row: they are C, look up no
 * name, and a SET clause would cost more than they do.
 */
CREATE FUNCTION civic.stamp_xact() RETURNS pg_catalog.int8
LANGUAGE C VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'civic_stamp_xact';
COMMENT ON FUNCTION civic.stamp_xact() IS 'top-level transaction id of the writer';

CREATE FUNCTION civic.stamp_time() RETURNS pg_catalog.timestamptz
LANGUAGE C VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'civic_stamp_time';
COMMENT ON FUNCTION civic.stamp_time() IS 'wall clock, read after the writer has a transaction id';

CREATE FUNCTION civic.stamp_actor() RETURNS pg_catalog.name
LANGUAGE C VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'civic_stamp_actor';
COMMENT ON FUNCTION civic.stamp_actor() IS 'the role that acts, also inside a SECURITY DEFINER function';

CREATE FUNCTION civic.refuse_change() RETURNS trigger
LANGUAGE C VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_refuse_change';
COMMENT ON FUNCTION civic.refuse_change() IS 'trigger that keeps a table append-only';

CREATE FUNCTION civic.today() RETURNS pg_catalog.date
LANGUAGE C STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_today';
COMMENT ON FUNCTION civic.today() IS 'the current date in the time zone of the programme';

CREATE FUNCTION civic.layout_version() RETURNS pg_catalog.int4
LANGUAGE C STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_layout_version';
COMMENT ON FUNCTION civic.layout_version() IS 'layout version of this programme, checked against that of the extension';

/*
 * What the tables of the programme get from the extension's functions: stamps
 * as defaults, and guards, which fire for every role and also under
 * session_replication_role = replica.  DROP EXTENSION ... CASCADE takes them
 * away and leaves the rows; this puts them back.
 */
CREATE FUNCTION civic.attach_functions() RETURNS pg_catalog.void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	stamp record;
	stored regclass;
BEGIN
	FOR stamp IN
		SELECT a.attrelid::regclass AS stamped, a.attname,
			CASE a.attname WHEN 'xact' THEN 'civic.stamp_xact()'
				WHEN 'actor' THEN 'civic.stamp_actor()' WHEN 'submitted_by' THEN 'civic.stamp_actor()'
				ELSE 'civic.stamp_time()' END AS stamp
		  FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
		 WHERE (c.relnamespace = 'civic_private'::regnamespace OR c.oid = 'civic.inbox'::regclass) AND c.relkind = 'r'
		   AND a.attname IN ('xact', 'actor', 'submitted_by', 'recorded_at', 'created_at', 'enrolled_at', 'loaded_at',
				'enacted_at', 'submitted_at')
	LOOP
		EXECUTE format('ALTER TABLE %s ALTER COLUMN %I SET DEFAULT %s', stamp.stamped, stamp.attname, stamp.stamp);
	END LOOP;
	/* row security without a policy is "default deny", which binds pg_read_all_data as well */
	FOR stored IN SELECT c.oid FROM pg_class c WHERE c.relnamespace = 'civic_private'::regnamespace AND c.relkind = 'r'
	LOOP
		EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', stored);
	END LOOP;
	/* the append-only tables are those whose rows are stamped with their transaction, and the policies they go by */
	FOR stored IN
		SELECT c.oid FROM pg_class c
		 WHERE c.relnamespace = 'civic_private'::regnamespace AND c.relkind = 'r' AND c.relname <> 'subject'
		   AND (c.relname IN ('policy', 'rule') OR EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'xact'))
	LOOP
		EXECUTE format('CREATE OR REPLACE TRIGGER guard_rows BEFORE UPDATE OR DELETE ON %s FOR EACH ROW EXECUTE FUNCTION civic.refuse_change()', stored);
		EXECUTE format('CREATE OR REPLACE TRIGGER guard_table BEFORE TRUNCATE ON %s FOR EACH STATEMENT EXECUTE FUNCTION civic.refuse_change()', stored);
		EXECUTE format('ALTER TABLE %s ENABLE ALWAYS TRIGGER guard_rows', stored);
		EXECUTE format('ALTER TABLE %s ENABLE ALWAYS TRIGGER guard_table', stored);
		/* who recomputes scores reads these; asked once per query, not per row */
		IF NOT EXISTS (SELECT FROM pg_policy p WHERE p.polname = 'sealed' AND p.polrelid = stored) THEN
			EXECUTE format('CREATE POLICY sealed ON %s FOR SELECT USING ((SELECT civic.is_auditor()))', stored);
		END IF;
	END LOOP;
	PERFORM civic.create_views();
END $$;
COMMENT ON FUNCTION civic.attach_functions() IS 'give the programme''s tables their stamps and guards, and make its views';

/* Run definitions of tables or views; @ltree@ in them stands for the schema of ltree. */
CREATE FUNCTION civic.lay_out(definitions pg_catalog.text) RETURNS pg_catalog.void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	EXECUTE replace(definitions, '@ltree@', (SELECT quote_ident(n.nspname)
		FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'ltree'));
END $$;
COMMENT ON FUNCTION civic.lay_out(pg_catalog.text) IS 'run definitions of the programme''s own objects';

CREATE FUNCTION civic.create_programme(name pg_catalog.text, time_zone pg_catalog.text DEFAULT 'UTC') RETURNS pg_catalog.void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $programme$
DECLARE
	caller text := current_setting('role');
	ltree_schema regnamespace := (SELECT extnamespace FROM pg_extension WHERE extname = 'ltree');
	key bytea := sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()));
BEGIN
	IF name IS NULL OR length(btrim(name)) NOT BETWEEN 1 AND 200 THEN
		RAISE EXCEPTION 'a programme needs a name of 1 to 200 characters' USING ERRCODE = 'invalid_parameter_value';
	END IF;
	IF time_zone IS NULL OR NOT EXISTS (SELECT FROM pg_timezone_names z WHERE z.name = time_zone) THEN
		RAISE EXCEPTION 'unknown time zone "%"', time_zone
			USING ERRCODE = 'invalid_parameter_value', HINT = 'pg_timezone_names lists the time zones of this server.';
	END IF;
	IF getdatabaseencoding() <> 'UTF8' THEN
		RAISE EXCEPTION 'a programme needs a database with encoding UTF8, this one has %', getdatabaseencoding()
			USING ERRCODE = 'feature_not_supported';
	END IF;
	IF to_regnamespace('civic_private') IS NOT NULL THEN
		RAISE EXCEPTION 'this database has a programme already'
			USING ERRCODE = 'duplicate_schema', HINT = 'One database holds one programme.';
	END IF;
	IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
		RAISE EXCEPTION 'permission denied to create a programme'
			USING ERRCODE = 'insufficient_privilege', HINT = 'Must be superuser to create a programme.';
	END IF;
	/* where PUBLIC may not use the schema of ltree, the owner of columns of that type still has to */
	IF NOT has_schema_privilege('civic_owner', ltree_schema, 'USAGE') THEN
		EXECUTE format('GRANT USAGE ON SCHEMA %s TO civic_owner', ltree_schema);
	END IF;
	CREATE SCHEMA civic_private AUTHORIZATION civic_owner;
	COMMENT ON SCHEMA civic_private IS 'civic_credit: base tables and keys; nobody has access';
	CREATE SCHEMA civic_open AUTHORIZATION civic_owner;
	COMMENT ON SCHEMA civic_open IS 'civic_credit: anonymized releases';

	PERFORM set_config('role', 'civic_owner', true);
	PERFORM civic.lay_out($layout$
CREATE SEQUENCE civic_private.access_version;
COMMENT ON SEQUENCE civic_private.access_version IS 'numbers that no two states of sources and grants share';

CREATE TABLE civic_private.programme (
	programme_id uuid NOT NULL DEFAULT gen_random_uuid(),
	name text NOT NULL,
	time_zone text NOT NULL,
	layout_version int4 NOT NULL,
	epoch int4 NOT NULL DEFAULT 1,
	newest_enactment int4 NOT NULL DEFAULT 0,
	access_version int8 NOT NULL,
	key_check bytea NOT NULL,
	created_at timestamptz NOT NULL,
	only_one bool PRIMARY KEY DEFAULT true CHECK (only_one)
);
COMMENT ON TABLE civic_private.programme IS 'the programme of this database, one row; newest_enactment and access_version tell sessions whether what they keep is still so';

CREATE TABLE civic_private.vault_key (
	purpose text PRIMARY KEY,
	key bytea NOT NULL CHECK (octet_length(key) = 32)
);
COMMENT ON TABLE civic_private.vault_key IS 'key of the HMAC that stands for external ids; back it up apart from the rest';

CREATE TABLE civic_private.area (
	area @ltree@.ltree PRIMARY KEY,
	title_zh text NOT NULL,
	title_en text NOT NULL
);
COMMENT ON TABLE civic_private.area IS 'areas of the town: community, grid, building';

CREATE TABLE civic_private.subject (
	subject_id int8 PRIMARY KEY CHECK (subject_id > 0),
	kind text NOT NULL CHECK (kind IN ('resident', 'household', 'organisation', 'official')),
	lookup bytea CHECK (octet_length(lookup) = 32),
	attributes jsonb NOT NULL,
	enrolled_at timestamptz NOT NULL,
	xact int8 NOT NULL,
	actor name NOT NULL,
	CONSTRAINT subject_lookup_key UNIQUE (lookup) INCLUDE (subject_id)
);
COMMENT ON TABLE civic_private.subject IS 'who takes part; lookup is the keyed HMAC of the external id';

CREATE TABLE civic_private.residence (
	subject_id int8 NOT NULL REFERENCES civic_private.subject,
	residence_id int8 GENERATED ALWAYS AS IDENTITY,
	area @ltree@.ltree NOT NULL REFERENCES civic_private.area,
	since date NOT NULL CHECK (since BETWEEN '1900-01-01' AND '9999-12-31'),
	effective_on date NOT NULL CHECK (effective_on BETWEEN '1900-01-01' AND '9999-12-31'),
	recorded_at timestamptz NOT NULL,
	xact int8 NOT NULL,
	actor name NOT NULL,
	PRIMARY KEY (subject_id, since, residence_id) INCLUDE (effective_on, area)
);
COMMENT ON TABLE civic_private.residence IS 'where a subject lived since when; effective_on is the day from which scores know it';

CREATE TABLE civic_private.consent (
	subject_id int8 NOT NULL REFERENCES civic_private.subject,
	consent_id int8 GENERATED ALWAYS AS IDENTITY,
	given bool NOT NULL,
	reason text CHECK (length(reason) <= 2000),
	recorded_at timestamptz NOT NULL,
	xact int8 NOT NULL,
	actor name NOT NULL,
	PRIMARY KEY (subject_id, consent_id) INCLUDE (given)
);
COMMENT ON TABLE civic_private.consent IS 'consent given and withdrawn; the last row holds';

CREATE TABLE civic_private.source (
	source_id int4 GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	code text NOT NULL UNIQUE CHECK (code ~ '^[a-z][a-z0-9_-]{0,62}$'),
	title_zh text NOT NULL,
	title_en text NOT NULL,
	rules text[]
);
COMMENT ON TABLE civic_private.source IS 'who reports events; rules lists the rule codes it may use, NULL = all';

CREATE TABLE civic_private.access_grant (
	role name NOT NULL,
	profile text NOT NULL,
	source_id int4 NOT NULL DEFAULT 0,
	PRIMARY KEY (role, profile, source_id)
);
COMMENT ON TABLE civic_private.access_grant IS 'what grant_access has given; source_id is 0 but for recorders';

CREATE TABLE civic_private.policy (
	policy_id int4 GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	area @ltree@.ltree NOT NULL REFERENCES civic_private.area,
	code text NOT NULL,
	version text NOT NULL,
	document jsonb NOT NULL,
	loaded_at timestamptz NOT NULL,
	actor name NOT NULL
);
COMMENT ON TABLE civic_private.policy IS 'policy packs as they were loaded';

CREATE TABLE civic_private.enactment (
	enactment_id int4 GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	policy_id int4 NOT NULL UNIQUE REFERENCES civic_private.policy,
	area @ltree@.ltree NOT NULL,
	effective_from date NOT NULL CHECK (effective_from BETWEEN '1900-01-01' AND '9999-12-31'),
	document jsonb NOT NULL,
	digest bytea NOT NULL CHECK (octet_length(digest) = 32),
	enacted_at timestamptz NOT NULL,
	xact int8 NOT NULL,
	actor name NOT NULL
);
COMMENT ON TABLE civic_private.enactment IS 'policies in force; document has inherited parts merged in';

CREATE TABLE civic_private.rule (
	rule_id int4 GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	policy_id int4 NOT NULL REFERENCES civic_private.enactment (policy_id),
	code text NOT NULL,
	definition jsonb NOT NULL,
	UNIQUE (policy_id, code)
);
COMMENT ON TABLE civic_private.rule IS 'rules of enacted policies, one row for each version';

CREATE TABLE civic_private.entry (
	epoch int4 NOT NULL,
	entry_id int8 GENERATED BY DEFAULT AS IDENTITY (CACHE 1),
	subject_id int8 NOT NULL,
	rule_id int4 NOT NULL,
	kind int2 NOT NULL DEFAULT 1,
	quantity int4 NOT NULL,
	occurred_on date NOT NULL,
	effective_on date NOT NULL,
	recorded_at timestamptz NOT NULL,
	xact int8 NOT NULL,
	source_id int4 NOT NULL,
	source_ref text,
	evidence bytea,
	ref_entry_id int8,
	actor name NOT NULL,
	PRIMARY KEY (subject_id, entry_id) INCLUDE (rule_id, kind, quantity, occurred_on, effective_on, ref_entry_id),
	UNIQUE (subject_id, source_id, source_ref),
	FOREIGN KEY (subject_id, ref_entry_id) REFERENCES civic_private.entry (subject_id, entry_id),
	CHECK (kind BETWEEN 1 AND 5),
	CHECK ((kind = 1) = (ref_entry_id IS NULL)),
	CHECK (CASE WHEN kind = 5 THEN quantity BETWEEN 0 AND 10000 ELSE quantity > 0 END),
	CHECK (occurred_on BETWEEN '1900-01-01' AND '9999-12-31'),
	CHECK (effective_on BETWEEN '1900-01-01' AND '9999-12-31'),
	CHECK (octet_length(source_ref) BETWEEN 1 AND 1024),
	CHECK (octet_length(evidence) = 32)
);
COMMENT ON TABLE civic_private.entry IS 'the ledger: what happened, append-only; quantity is in hundredths, of a percent in a repair';
CREATE UNIQUE INDEX entry_reversal_key ON civic_private.entry (subject_id, ref_entry_id) WHERE kind = 2;
CREATE INDEX entry_xact_idx ON civic_private.entry USING brin (xact) WITH (pages_per_range = 32);
/* scores read the index alone, which needs the visibility map; inserts alone must trigger vacuum */
ALTER TABLE civic_private.entry SET (autovacuum_vacuum_insert_scale_factor = 0.05, autovacuum_vacuum_insert_threshold = 10000);

CREATE TABLE civic_private.evidence (
	subject_id int8 NOT NULL,
	entry_id int8 NOT NULL,
	salt bytea NOT NULL CHECK (octet_length(salt) = 32),
	body bytea NOT NULL,
	PRIMARY KEY (subject_id, entry_id)
);
COMMENT ON TABLE civic_private.evidence IS 'what an entry''s commitment commits to; erasable';

CREATE TABLE civic_private.posting (
	pid int4 PRIMARY KEY,
	backend_start timestamptz NOT NULL,
	started_at timestamptz NOT NULL,
	done int8 NOT NULL,
	total int8 NOT NULL
);
COMMENT ON TABLE civic_private.posting IS 'progress of running post_inbox() calls';

CREATE TABLE civic.inbox (
	external_id text,
	rule_code text,
	quantity numeric,
	occurred_on date,
	source_ref text,
	evidence bytea,
	source text,
	inbox_id int8 GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	submitted_at timestamptz NOT NULL,
	submitted_by name NOT NULL,
	rejected_at timestamptz,
	sqlstate text,
	reason text,
	detail text
);
COMMENT ON TABLE civic.inbox IS 'events on their way into the ledger; departments insert, post_inbox() posts';
	$layout$);
	PERFORM civic.lay_out_standing();
	PERFORM civic.lay_out_rewards();
	PERFORM civic.lay_out_repair();
	PERFORM civic.lay_out_appeals();
	PERFORM civic.attach_functions();

	/* from the clock, so that a session which knew an earlier programme of this database is not misled */
	PERFORM setval('civic_private.access_version', (extract(epoch FROM clock_timestamp()) * 1000000)::int8);
	INSERT INTO civic_private.vault_key VALUES ('lookup', key);
	INSERT INTO civic_private.programme (name, time_zone, layout_version, access_version, key_check)
	VALUES (name, time_zone, 2, nextval('civic_private.access_version'), sha256('civic_credit/key_check/v1'::bytea || key));
	INSERT INTO civic_private.source (code, title_zh, title_en) VALUES ('office', '积分办', 'Programme office');
	PERFORM set_config('role', caller, true);
END $programme$;
COMMENT ON FUNCTION civic.create_programme(pg_catalog.text, pg_catalog.text) IS 'lay out the programme of this database';

/* Views are replaced by every upgrade: they hold no data and follow the functions they call. */
CREATE FUNCTION civic.create_views() RETURNS pg_catalog.void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $views$
BEGIN
	PERFORM civic.lay_out($layout$
CREATE OR REPLACE VIEW civic.areas AS
	SELECT a.area, a.title_zh, a.title_en FROM civic_private.area a;
COMMENT ON VIEW civic.areas IS 'areas of the town';

CREATE OR REPLACE VIEW civic.sources AS
	SELECT s.source_id, s.code, s.title_zh, s.title_en, s.rules FROM civic_private.source s;
COMMENT ON VIEW civic.sources IS 'who reports events, and which rules each may use';

CREATE OR REPLACE VIEW civic.subjects WITH (security_barrier) AS
	SELECT s.subject_id, s.kind,
		(SELECT r.area FROM civic_private.residence r
		  WHERE r.subject_id = s.subject_id AND r.since <= civic.today()
		  ORDER BY r.since DESC, r.residence_id DESC LIMIT 1) AS area,
		(SELECT c.given FROM civic_private.consent c
		  WHERE c.subject_id = s.subject_id ORDER BY c.consent_id DESC LIMIT 1) AS consent,
		s.attributes, s.enrolled_at
	  FROM civic_private.subject s;
COMMENT ON VIEW civic.subjects IS 'who takes part, where they live now, and whether consent is given';

CREATE OR REPLACE VIEW civic.policies AS
	SELECT p.policy_id, p.area, p.code, p.version,
		p.document #>> '{policy,title,zh}' AS title_zh, p.document #>> '{policy,title,en}' AS title_en,
		p.loaded_at, e.effective_from, e.enacted_at, e.actor AS enacted_by, e.digest
	  FROM civic_private.policy p LEFT JOIN civic_private.enactment e USING (policy_id);
COMMENT ON VIEW civic.policies IS 'policies, drafts (effective_from is null) and enacted ones';

CREATE OR REPLACE VIEW civic.rules AS
	SELECT r.rule_id, r.policy_id, e.area, e.effective_from, r.code AS rule_code,
		r.definition ->> 'dimension' AS dimension,
		r.definition #>> '{title,zh}' AS title_zh, r.definition #>> '{title,en}' AS title_en,
		r.definition -> 'tariff' AS tariff, coalesce(r.definition -> 'period', '"entry"') AS period,
		(r.definition ->> 'cap_low')::numeric AS cap_low, (r.definition ->> 'cap_high')::numeric AS cap_high,
		coalesce(r.definition -> 'retention', '"permanent"') AS retention,
		coalesce(r.definition ->> 'severity', 'none') AS severity,
		coalesce((r.definition ->> 'notice_days')::numeric::int4, 0) AS notice_days,
		r.definition ->> 'legal_basis' AS legal_basis, r.definition
	  FROM civic_private.rule r JOIN civic_private.enactment e USING (policy_id);
COMMENT ON VIEW civic.rules IS 'rules of enacted policies';

CREATE OR REPLACE VIEW civic.ledger WITH (security_barrier) AS
	SELECT e.subject_id, e.entry_id,
		CASE e.kind WHEN 1 THEN 'award' WHEN 2 THEN 'reversal' WHEN 3 THEN 'suspension'
			WHEN 4 THEN 'reinstatement' ELSE 'repair' END AS kind,
		r.code AS rule_code, r.definition ->> 'dimension' AS dimension, r.policy_id,
		coalesce((SELECT h.area FROM civic_private.residence h
		  WHERE h.subject_id = e.subject_id AND h.since <= e.occurred_on ORDER BY h.since DESC, h.residence_id DESC LIMIT 1),
			(SELECT h.area FROM civic_private.residence h
		  WHERE h.subject_id = e.subject_id ORDER BY h.since, h.residence_id LIMIT 1)) AS area,
		CASE WHEN e.kind <> 5 THEN e.quantity * 0.01 END AS quantity,
		CASE WHEN e.kind = 5 THEN e.quantity * 0.0001 END AS restored,
		e.occurred_on, e.effective_on, e.recorded_at, s.code AS source, e.source_ref,
		e.evidence IS NOT NULL AS has_evidence, e.ref_entry_id, e.actor, coalesce(a.disputed, false) AS disputed
	  FROM civic_private.entry e
	  JOIN civic_private.rule r USING (rule_id)
	  LEFT JOIN civic_private.source s USING (source_id)
	  LEFT JOIN civic_private.appeal a ON a.subject_id = e.subject_id AND a.entry_id = e.entry_id AND a.open;
COMMENT ON VIEW civic.ledger IS 'entries of the ledger; area is where the subject lived when it occurred; disputed: an appeal is being examined';

CREATE OR REPLACE VIEW civic.statement WITH (security_barrier) AS
	SELECT s.subject_id, p.entry_id, p.rule_code, p.occurred_on, p.quantity, p.points
	  FROM civic_private.subject s, LATERAL civic.entry_points(s.subject_id, civic.today()) p;
COMMENT ON VIEW civic.statement IS 'what each award adds to today''s score; filter by subject_id';

CREATE OR REPLACE VIEW civic.inbox_status WITH (security_barrier) AS
	SELECT i.inbox_id, i.external_id, i.rule_code, i.quantity, i.occurred_on, i.source_ref, i.source,
		i.submitted_at, i.submitted_by, i.rejected_at, i.sqlstate, i.reason, i.detail
	  FROM civic.inbox i
	 WHERE i.submitted_by = current_user;
COMMENT ON VIEW civic.inbox_status IS 'the caller''s own events that wait or were rejected';

CREATE OR REPLACE VIEW civic.inbox_progress AS
	SELECT p.pid, p.started_at, p.done, p.total,
		round(p.done / greatest(extract(epoch FROM clock_timestamp() - p.started_at), 0.001), 0) AS rate,
		greatest(p.total - p.done, 0) AS remaining
	  FROM civic_private.posting p
	/* the backend may have died, and its pid may be another's by now; who may not see that sees null */
	 WHERE EXISTS (SELECT FROM pg_stat_get_activity(p.pid) a
		WHERE a.backend_start = p.backend_start AND a.state = 'active' OR a.backend_start IS NULL);
COMMENT ON VIEW civic.inbox_progress IS 'running post_inbox() calls: rows done, rows found at the start, rows per second';
	$layout$);
	PERFORM civic.view_standing();
	PERFORM civic.view_rewards();
	PERFORM civic.view_repair();
	PERFORM civic.view_appeals();
END $views$;
COMMENT ON FUNCTION civic.create_views() IS 'make the staff views of the programme';

/*
 * Bring the programme to the layout that the installed version works with.
 * Layout 1 had the ledger and its policies; 2 added standings, rewards, repair
 * and appeals, in tables of their own.
 */
CREATE FUNCTION civic.upgrade_programme() RETURNS pg_catalog.int4
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	version int4;
	caller text := current_setting('role');
	given record;
BEGIN
	IF to_regclass('civic_private.programme') IS NULL THEN
		RAISE EXCEPTION 'this database has no programme'
			USING ERRCODE = 'object_not_in_prerequisite_state', HINT = 'Create it with civic.create_programme().';
	END IF;
	SELECT p.layout_version INTO version FROM civic_private.programme p FOR UPDATE;
	IF version IS NULL OR version NOT BETWEEN 1 AND 2 THEN
		RAISE EXCEPTION 'layout version % of the programme is unknown to this version of civic_credit', version
			USING ERRCODE = 'object_not_in_prerequisite_state', HINT = 'Install the version of civic_credit that made it.';
	END IF;
	PERFORM set_config('role', 'civic_owner', true);
	IF version = 1 THEN
		PERFORM civic.lay_out_standing();
		PERFORM civic.lay_out_rewards();
		PERFORM civic.lay_out_repair();
		PERFORM civic.lay_out_appeals();
		UPDATE civic_private.programme SET layout_version = 2;
		version := 2;
	END IF;
	PERFORM civic.attach_functions();
	PERFORM set_config('role', caller, true);
	FOR given IN SELECT DISTINCT g.role, g.profile FROM civic_private.access_grant g JOIN pg_roles r ON r.rolname = g.role
	LOOP
		PERFORM civic.apply_profile('GRANT', given.role, given.profile);
	END LOOP;
	RETURN version;
END $$;
COMMENT ON FUNCTION civic.upgrade_programme() IS 'migrate the programme to the layout of the installed version, and restore its guards, stamps, views and grants';
/*
 * Who may do what.  A profile is a list of privileges; grant_access() hands
 * them to a role that exists, and access_report() reads them back from the
 * catalogs, so it also shows what was granted by hand.
 */

CREATE FUNCTION civic.profile_privileges()
RETURNS TABLE (profile pg_catalog.text, kind pg_catalog.text, object pg_catalog.text, privilege pg_catalog.text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	WITH list (profiles, kind, privilege, objects) AS (VALUES
		('policy_admin recorder service reviewer auditor', 'SCHEMA', 'USAGE', ARRAY['civic']),
		('analyst auditor', 'SCHEMA', 'USAGE', ARRAY['civic_open']),
		('auditor', 'SCHEMA', 'USAGE', ARRAY['civic_private']),
		('auditor', 'TABLE', 'SELECT', ARRAY['civic_private.entry', 'civic_private.policy', 'civic_private.enactment',
			'civic_private.rule', 'civic_private.residence', 'civic_private.consent']),
		('policy_admin recorder service reviewer auditor', 'FUNCTION', 'EXECUTE', ARRAY['civic.today()',
			'civic.check_policy(jsonb,boolean)', 'civic.policy_document(integer,boolean)', 'civic.policy_diff(integer,integer)',
			'civic.policy_in_force(@ltree@.ltree,date)']),
		('policy_admin recorder service reviewer auditor', 'TABLE', 'SELECT', ARRAY['civic.areas', 'civic.sources',
			'civic.policies', 'civic.rules']),
		('policy_admin', 'FUNCTION', 'EXECUTE', ARRAY['civic.load_policy(jsonb)', 'civic.enact_policy(integer,date)',
			'civic.define_area(@ltree@.ltree,text,text)', 'civic.define_source(text,text,text,text[])']),
		('recorder', 'FUNCTION', 'EXECUTE', ARRAY['civic.record(bigint,text,numeric,date,text,bytea,text)',
			'civic.retry_inbox(bigint[])', 'civic.find_subject(text)',
			'civic.stamp_xact()', 'civic.stamp_time()', 'civic.stamp_actor()']),
		('recorder', 'INBOX', 'INSERT', ARRAY['civic.inbox']),
		('recorder', 'TABLE', 'SELECT', ARRAY['civic.inbox_status', 'civic.inbox_progress']),
		('recorder service', 'PROCEDURE', 'EXECUTE', ARRAY['civic.post_inbox(integer,bigint,bigint)']),
		('recorder reviewer', 'FUNCTION', 'EXECUTE', ARRAY['civic.reverse(bigint,bigint,text)']),
		('service', 'FUNCTION', 'EXECUTE', ARRAY['civic.enroll(text,text,@ltree@.ltree,jsonb,boolean,date)',
			'civic.find_subject(text)', 'civic.move(bigint,@ltree@.ltree,date)', 'civic.withdraw(bigint,text)',
			'civic.consent(bigint)']),
		('service reviewer auditor', 'FUNCTION', 'EXECUTE', ARRAY['civic.score(bigint,date)',
			'civic.explain(bigint,date,text)', 'civic.entry_points(bigint,date)', 'civic.scores(date)', 'civic.scores_part(date,integer,integer)',
			'civic.score_collect(date,bigint,bigint,integer,smallint,integer,date,date,bigint)',
			'civic.score_of(date,bigint,bigint,integer,smallint,integer,date,date,bigint)',
			'civic.score_merge(civic.score_state)', 'civic.score_value(civic.score_state)',
			'civic.score_value(civic.score_state,integer)', 'civic.score_lines(civic.score_state)']),
		('auditor', 'TABLE', 'SELECT', ARRAY['civic_private.appeal_move', 'civic_private.annulment', 'civic_private.review_period',
			'civic_private.review_draw', 'civic_private.review_pool', 'civic_private.review_decision']),
		('policy_admin recorder service reviewer auditor', 'FUNCTION', 'EXECUTE', ARRAY['civic.add_working_days(date,integer,text)',
			'civic.working_days(date,date,text)', 'civic.is_working_day(date,text)']),
		('policy_admin recorder service reviewer auditor', 'TABLE', 'SELECT', ARRAY['civic.holidays']),
		('policy_admin', 'FUNCTION', 'EXECUTE', ARRAY['civic.define_holiday(text,date,boolean,text)',
			'civic.define_holidays(text,date[],boolean,text)', 'civic.drop_holidays(text,date[])']),
		('service', 'FUNCTION', 'EXECUTE', ARRAY['civic.file_appeal(bigint,bigint,text,bytea)',
			'civic.request_review(bigint,bigint,text,bytea)', 'civic.withdraw_appeal(bigint,bigint,text)']),
		('service reviewer', 'FUNCTION', 'EXECUTE', ARRAY['civic.mark_disputed(bigint,bigint)',
			'civic.forward_appeal(bigint,bigint,text)', 'civic.resume_appeal(bigint,bigint,text,bytea)']),
		('reviewer', 'FUNCTION', 'EXECUTE', ARRAY['civic.decide_appeal(bigint,bigint,text,text,text,numeric,date)',
			'civic.extend_appeal(bigint,bigint,text)', 'civic.pause_appeal(bigint,bigint,text)', 'civic.annul(bigint,bigint,text,date)',
			'civic.decide_review(bigint,boolean,text)']),
		('recorder service reviewer', 'FUNCTION', 'EXECUTE', ARRAY['civic.report_annulment(bigint,bigint,text,date)']),
		('reviewer auditor', 'FUNCTION', 'EXECUTE', ARRAY['civic.review_key(date)', 'civic.verify_draw(date)',
			'civic.appeal_report(date,date,@ltree@.ltree)', 'civic.review_report(date,date,@ltree@.ltree)']),
		('reviewer auditor', 'TABLE', 'SELECT', ARRAY['civic.reviews']),
		('service reviewer auditor', 'FUNCTION', 'EXECUTE', ARRAY['civic.appeal_status(bigint,text)', 'civic.overdue_appeals(date)']),
		('service reviewer auditor', 'TABLE', 'SELECT', ARRAY['civic.appeals', 'civic.appeal_moves']),
		('service', 'FUNCTION', 'EXECUTE', ARRAY['civic.redeem(bigint,text,integer,text)', 'civic.reserve(bigint,text,integer,text)',
			'civic.confirm_redemption(bigint,bigint)', 'civic.release_redemption(bigint,bigint)',
			'civic.cancel_redemption(bigint,bigint,text)', 'civic.gift(bigint,bigint,numeric,text,text)']),
		('service reviewer auditor', 'FUNCTION', 'EXECUTE', ARRAY['civic.entitled(bigint,text,text)', 'civic.benefits(bigint,text)',
			'civic.wallet(bigint,date)', 'civic.wallet_lots(bigint,date)', 'civic.wallet_moves(bigint,date)',
			'civic.coupon_history(bigint,date)', 'civic.expiring(bigint,integer)']),
		('service reviewer auditor', 'TABLE', 'SELECT', ARRAY['civic.redemptions', 'civic.gifts', 'civic.stocks']),
		('auditor', 'TABLE', 'SELECT', ARRAY['civic_private.coupon', 'civic_private.redemption', 'civic_private.redemption_move',
			'civic_private.gift']),
		('auditor', 'TABLE', 'SELECT', ARRAY['civic_private.panel', 'civic_private.linked_decision', 'civic_private.repair_move',
			'civic_private.erasure']),
		('policy_admin', 'FUNCTION', 'EXECUTE', ARRAY['civic.appoint_panel(@ltree@.ltree,name[])']),
		('recorder reviewer', 'FUNCTION', 'EXECUTE', ARRAY['civic.link_decision(bigint,bigint[],text,date)']),
		('service', 'FUNCTION', 'EXECUTE', ARRAY['civic.open_repair(bigint,bigint,text)', 'civic.submit_step(bigint,bigint,bytea,text)',
			'civic.appeal_repair(bigint,bigint,text)', 'civic.withdraw_repair(bigint,bigint,text)']),
		('reviewer', 'FUNCTION', 'EXECUTE', ARRAY['civic.decide_step(bigint,bigint,text,text,text[])']),
		('service reviewer auditor', 'FUNCTION', 'EXECUTE', ARRAY['civic.repair_status(bigint,text)', 'civic.overdue(date)',
			'civic.publicity(@ltree@.ltree,date,integer)', 'civic.rectification(text,@ltree@.ltree,integer,date)']),
		('reviewer auditor', 'FUNCTION', 'EXECUTE', ARRAY['civic.repair_history(bigint,bigint,@ltree@.ltree,date,date)',
			'civic.repair_report(date,date,@ltree@.ltree,text)', 'civic.repair_transitions()']),
		('service reviewer auditor', 'FUNCTION', 'EXECUTE', ARRAY['civic.repair_state_name(smallint)', 'civic.severity_name(smallint)']),
		('auditor', 'FUNCTION', 'EXECUTE', ARRAY['civic.erasures(date,date)', 'civic.check_repairs()']),
		('policy_admin service reviewer auditor', 'TABLE', 'SELECT', ARRAY['civic.panels']),
		('service reviewer auditor', 'TABLE', 'SELECT', ARRAY['civic.repair_cases']),
		('service reviewer auditor', 'TABLE', 'SELECT', ARRAY['civic.subjects', 'civic.ledger', 'civic.statement',
			'civic.inbox_progress']),
		('auditor', 'TABLE', 'SELECT', ARRAY['civic_private.tier_change', 'civic_private.decision', 'civic_private.decision_outcome',
			'civic_private.tier_lock', 'civic_private.membership']),
		('service', 'PROCEDURE', 'EXECUTE', ARRAY['civic.settle(date,integer,bigint,bigint)']),
		('service', 'FUNCTION', 'EXECUTE', ARRAY['civic.take_outbox(integer,interval,text[])', 'civic.ack_outbox(bigint[])',
			'civic.join_household(bigint,bigint,date)', 'civic.leave_household(bigint,date)']),
		('reviewer', 'FUNCTION', 'EXECUTE', ARRAY['civic.decide(bigint,boolean,text)',
			'civic.lock_tier(bigint,text,text,date)', 'civic.unlock_tier(bigint,text)']),
		('service reviewer auditor', 'FUNCTION', 'EXECUTE', ARRAY['civic.tier(bigint,date)', 'civic.tier_history(bigint)',
			'civic.next_tier(bigint,text)', 'civic.area_standings(@ltree@.ltree,date,text)',
			'civic.household_standings(bigint)', 'civic.honours(text,integer,integer,integer,text)']),
		('service reviewer auditor', 'TABLE', 'SELECT', ARRAY['civic.standings', 'civic.settle_progress', 'civic.settlements',
			'civic.decisions', 'civic.tier_locks', 'civic.households'])
	)
	SELECT p, l.kind, o, l.privilege
	  FROM list l, unnest(string_to_array(l.profiles, ' ')) p, unnest(l.objects) o
$$;
COMMENT ON FUNCTION civic.profile_privileges() IS 'the privileges that make up each profile';

/* Hand a profile's privileges to a role, or take them back; "verb" is GRANT or REVOKE. */
CREATE FUNCTION civic.apply_profile(verb pg_catalog.text, role pg_catalog.name, wanted pg_catalog.text)
RETURNS pg_catalog.void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	ltree_schema text := (SELECT quote_ident(n.nspname)
		FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'ltree');
	p record;
BEGIN
	FOR p IN
		SELECT CASE WHEN kind = 'INBOX'
				THEN 'INSERT (external_id, rule_code, quantity, occurred_on, source_ref, evidence, source) ON TABLE '
				ELSE privilege || ' ON ' || kind || ' ' END
			|| replace(object, '@ltree@', ltree_schema) AS grant_text, object, privilege
		  FROM civic.profile_privileges() WHERE profile = wanted
	LOOP
		/* what another profile of the role still needs stays */
		CONTINUE WHEN verb = 'REVOKE' AND EXISTS (
			SELECT FROM civic.profile_privileges() o JOIN civic_private.access_grant g
				ON g.profile = o.profile AND g.role = apply_profile.role
			 WHERE o.object = p.object AND o.privilege = p.privilege AND o.profile <> wanted);
		EXECUTE format('%s %s %s %I', verb, p.grant_text, CASE verb WHEN 'GRANT' THEN 'TO' ELSE 'FROM' END, role);
	END LOOP;
END $$;
COMMENT ON FUNCTION civic.apply_profile(pg_catalog.text, pg_catalog.name, pg_catalog.text) IS 'grant or revoke the privileges of a profile';

CREATE FUNCTION civic.check_grant(role pg_catalog.name, profile pg_catalog.text, source pg_catalog.text)
RETURNS pg_catalog.int4
LANGUAGE plpgsql STABLE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	known_id int4;
BEGIN
	PERFORM civic.layout_version();
	IF role IS NULL OR profile IS NULL THEN
		RAISE EXCEPTION 'role and profile must not be null' USING ERRCODE = 'null_value_not_allowed';
	END IF;
	IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role) THEN
		RAISE EXCEPTION 'role "%" does not exist', role USING ERRCODE = 'undefined_object';
	END IF;
	IF NOT EXISTS (SELECT FROM civic.profile_privileges() p WHERE p.profile = check_grant.profile) THEN
		RAISE EXCEPTION 'unknown profile "%"', profile
			USING ERRCODE = 'invalid_parameter_value',
				HINT = 'Profiles are policy_admin, recorder, service, reviewer, auditor and analyst.';
	END IF;
	IF profile <> 'recorder' THEN
		IF source IS NOT NULL THEN
			RAISE EXCEPTION 'profile "%" takes no source', profile
				USING ERRCODE = 'invalid_parameter_value', HINT = 'Only recorders record for a source.';
		END IF;
		RETURN 0;
	END IF;
	SELECT s.source_id INTO known_id FROM civic_private.source s WHERE s.code = coalesce(source, 'office');
	IF NOT FOUND THEN
		RAISE EXCEPTION 'unknown source "%"', source
			USING ERRCODE = 'undefined_object', HINT = 'Define it with civic.define_source().';
	END IF;
	RETURN known_id;
END $$;
COMMENT ON FUNCTION civic.check_grant(pg_catalog.name, pg_catalog.text, pg_catalog.text) IS 'source id of a valid grant, 0 where the profile has none';

CREATE FUNCTION civic.is_auditor() RETURNS pg_catalog.bool
LANGUAGE sql STABLE PARALLEL SAFE
/* reads civic_private.access_grant; tells callers about themselves only */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
	SELECT EXISTS (SELECT FROM civic_private.access_grant g
		WHERE g.profile = 'auditor' AND pg_has_role(civic.stamp_actor(), to_regrole(quote_ident(g.role))::oid, 'USAGE'))
$$;
COMMENT ON FUNCTION civic.is_auditor() IS 'does the caller hold the profile auditor?';

CREATE FUNCTION civic.grant_access(role pg_catalog.name, profile pg_catalog.text, source pg_catalog.text DEFAULT NULL)
RETURNS pg_catalog.void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* the owner grants what it owns; EXECUTE stays with superusers and whom they trust */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	source_id int4 := civic.check_grant(role, profile, source);
BEGIN
	/* a role of the same name may have been dropped: what it was granted is not the new one's */
	IF NOT has_schema_privilege(role, 'civic', 'USAGE') THEN
		DELETE FROM civic_private.access_grant g WHERE g.role = grant_access.role AND g.profile <> 'analyst';
	END IF;
	PERFORM civic.apply_profile('GRANT', role, profile);
	INSERT INTO civic_private.access_grant VALUES (role, profile, source_id) ON CONFLICT DO NOTHING;
	UPDATE civic_private.programme SET access_version = nextval('civic_private.access_version');
END $$;
COMMENT ON FUNCTION civic.grant_access(pg_catalog.name, pg_catalog.text, pg_catalog.text) IS 'give a role the privileges of a profile';

CREATE FUNCTION civic.revoke_access(role pg_catalog.name, profile pg_catalog.text, source pg_catalog.text DEFAULT NULL)
RETURNS pg_catalog.void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* as grant_access */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	given_source int4 := civic.check_grant(role, profile, source);
BEGIN
	DELETE FROM civic_private.access_grant g
	 WHERE g.role = revoke_access.role AND g.profile = revoke_access.profile
	   AND (g.source_id = given_source OR source IS NULL);
	UPDATE civic_private.programme SET access_version = nextval('civic_private.access_version');
	IF NOT EXISTS (SELECT FROM civic_private.access_grant g
		WHERE g.role = revoke_access.role AND g.profile = revoke_access.profile) THEN
		PERFORM civic.apply_profile('REVOKE', role, profile);
	END IF;
END $$;
COMMENT ON FUNCTION civic.revoke_access(pg_catalog.name, pg_catalog.text, pg_catalog.text) IS 'take a profile from a role; without a source, a recorder loses all of them';

CREATE FUNCTION civic.access_report()
RETURNS TABLE (role pg_catalog.name, profile pg_catalog.text, object pg_catalog.text, privilege pg_catalog.text, via pg_catalog.text)
LANGUAGE sql STABLE PARALLEL UNSAFE
/* reads civic_private.access_grant */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
/* the estimates of aclexplode() make it look worth compiling, which takes a second */
SET jit = off
AS $$
	WITH RECURSIVE acl (object, owner, item) AS (
		SELECT 'SCHEMA ' || quote_ident(n.nspname), n.nspowner, aclexplode(n.nspacl)
		  FROM pg_namespace n WHERE n.nspname IN ('civic', 'civic_private', 'civic_open')
		UNION ALL
		SELECT CASE c.relkind WHEN 'v' THEN 'VIEW ' WHEN 'S' THEN 'SEQUENCE ' ELSE 'TABLE ' END || c.oid::regclass, c.relowner, aclexplode(c.relacl)
		  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
		 WHERE n.nspname IN ('civic', 'civic_private', 'civic_open')
		UNION ALL
		SELECT format('COLUMN %s.%I', c.oid::regclass, a.attname), c.relowner, aclexplode(a.attacl)
		  FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
		 WHERE n.nspname IN ('civic', 'civic_private', 'civic_open')
		UNION ALL
		SELECT CASE p.prokind WHEN 'p' THEN 'PROCEDURE ' WHEN 'a' THEN 'AGGREGATE ' ELSE 'FUNCTION ' END || p.oid::regprocedure, p.proowner, aclexplode(p.proacl)
		  FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
		 WHERE n.nspname IN ('civic', 'civic_private', 'civic_open')
	),
	granted AS (
		SELECT coalesce(r.rolname, 'public') AS role, a.object, (a.item).privilege_type AS privilege
		  FROM acl a LEFT JOIN pg_roles r ON r.oid = (a.item).grantee
		 WHERE (a.item).grantee <> a.owner
	),
	/* also through other roles, whose rights are inherited or a SET ROLE away */
	member (member, roleid) AS (
		SELECT am.member, am.roleid FROM pg_auth_members am
		UNION
		SELECT am.member, further.roleid FROM pg_auth_members am JOIN member further ON further.member = am.roleid
	)
	SELECT g.role,
		(SELECT string_agg(DISTINCT ag.profile || coalesce(':' || s.code, ''), ', ')
		   FROM civic_private.access_grant ag LEFT JOIN civic_private.source s USING (source_id) WHERE ag.role = g.role),
		g.object, g.privilege, 'grant'
	  FROM granted g
	UNION ALL
	SELECT m.rolname, NULL, 'ROLE ' || quote_ident(o.rolname), 'MEMBER', 'membership'
	  FROM member am JOIN pg_roles m ON m.oid = am.member JOIN pg_roles o ON o.oid = am.roleid
	 WHERE o.rolname IN ('civic_owner', 'pg_read_all_data', 'pg_write_all_data') OR o.rolsuper
		OR o.rolname IN (SELECT ag.role FROM civic_private.access_grant ag)
	UNION ALL
	SELECT r.rolname, NULL, 'everything', CASE WHEN r.rolsuper THEN 'SUPERUSER' WHEN r.rolbypassrls THEN 'BYPASSRLS' ELSE 'REPLICATION' END, 'attribute'
	  FROM pg_roles r WHERE r.rolsuper OR r.rolbypassrls OR r.rolreplication
	 ORDER BY 1, 5, 3, 4
$$;
COMMENT ON FUNCTION civic.access_report() IS 'who can do what, and by which way';
/* Areas, sources and subjects. */

CREATE FUNCTION civic.define_area(area ltree, title_zh pg_catalog.text, title_en pg_catalog.text) RETURNS pg_catalog.void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* writes civic_private.area */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	parent text := substring(area::text FROM '^(.*)[.][^.]*$');
BEGIN
	PERFORM civic.layout_version();
	IF area IS NULL OR area::text = '' OR title_zh IS NULL OR title_en IS NULL THEN
		RAISE EXCEPTION 'an area needs a path and titles in Chinese and English' USING ERRCODE = 'null_value_not_allowed';
	END IF;
	IF parent IS NOT NULL AND NOT EXISTS (SELECT FROM civic_private.area a WHERE a.area::text = parent) THEN
		RAISE EXCEPTION 'unknown area "%"', parent
			USING ERRCODE = 'undefined_object', HINT = 'Define the areas above it first.';
	END IF;
	INSERT INTO civic_private.area VALUES (area, title_zh, title_en)
	ON CONFLICT ON CONSTRAINT area_pkey DO UPDATE SET title_zh = excluded.title_zh, title_en = excluded.title_en;
	UPDATE civic_private.programme SET access_version = nextval('civic_private.access_version');
END $$;
COMMENT ON FUNCTION civic.define_area(ltree, pg_catalog.text, pg_catalog.text) IS 'define an area, or give it new titles';

CREATE FUNCTION civic.define_source(code pg_catalog.text, title_zh pg_catalog.text, title_en pg_catalog.text, rules pg_catalog.text[] DEFAULT NULL) RETURNS pg_catalog.int4
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* writes civic_private.source */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	given_id int4;
BEGIN
	PERFORM civic.layout_version();
	IF code IS NULL OR title_zh IS NULL OR title_en IS NULL THEN
		RAISE EXCEPTION 'a source needs a code and titles in Chinese and English' USING ERRCODE = 'null_value_not_allowed';
	END IF;
	IF code !~ '^[a-z][a-z0-9_-]{0,62}$' THEN
		RAISE EXCEPTION 'malformed source code "%"', code
			USING ERRCODE = 'invalid_parameter_value',
				HINT = 'A code has 1 to 63 of the characters a-z 0-9 _ - and begins with a letter.';
	END IF;
	INSERT INTO civic_private.source (code, title_zh, title_en, rules) VALUES (code, title_zh, title_en, rules)
	ON CONFLICT ON CONSTRAINT source_code_key
	DO UPDATE SET title_zh = excluded.title_zh, title_en = excluded.title_en, rules = excluded.rules
	RETURNING source_id INTO given_id;
	UPDATE civic_private.programme SET access_version = nextval('civic_private.access_version');
	RETURN given_id;
END $$;
COMMENT ON FUNCTION civic.define_source(pg_catalog.text, pg_catalog.text, pg_catalog.text, pg_catalog.text[]) IS 'define a source of events and the rules it may use (null = all), or change it';

/*
 * An oracle for external ids: never granted.  Runs for every row of the inbox:
 * it pins the path itself for the one query that reads the key.
 */
CREATE FUNCTION civic.subject_lookup(external_id pg_catalog.text) RETURNS pg_catalog.bytea
LANGUAGE C STABLE STRICT PARALLEL SAFE
AS 'MODULE_PATHNAME', 'civic_subject_lookup';
COMMENT ON FUNCTION civic.subject_lookup(pg_catalog.text) IS 'keyed HMAC of an external id; null for blanks';

CREATE FUNCTION civic.random_subject_id() RETURNS pg_catalog.int8
LANGUAGE C VOLATILE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_random_subject_id';
COMMENT ON FUNCTION civic.random_subject_id() IS 'a random 53-bit id that tells nothing about its subject';

CREATE FUNCTION civic.find_subject(external_id pg_catalog.text) RETURNS pg_catalog.int8
LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE
/* reads civic_private.subject */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	PERFORM civic.layout_version();
	RETURN (SELECT s.subject_id FROM civic_private.subject s WHERE s.lookup = civic.subject_lookup(external_id));
END $$;
COMMENT ON FUNCTION civic.find_subject(pg_catalog.text) IS 'subject with an external id, or null';

CREATE FUNCTION civic.check_subject(subject_id pg_catalog.int8) RETURNS pg_catalog.void
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	PERFORM civic.layout_version();
	IF subject_id IS NULL THEN
		RAISE EXCEPTION 'subject_id must not be null' USING ERRCODE = 'null_value_not_allowed';
	END IF;
	IF NOT EXISTS (SELECT FROM civic_private.subject s WHERE s.subject_id = check_subject.subject_id) THEN
		RAISE EXCEPTION 'unknown subject %', subject_id
			USING ERRCODE = 'undefined_object', HINT = 'Enrol subjects with civic.enroll().';
	END IF;
END $$;
COMMENT ON FUNCTION civic.check_subject(pg_catalog.int8) IS 'raise an error unless the subject is enrolled';

/* Where a subject lives: a date that lies ahead is refused, an earlier one leaves past scores as they were. */
CREATE FUNCTION civic.add_residence(subject_id pg_catalog.int8, area ltree, since pg_catalog.date) RETURNS pg_catalog.void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	day date := coalesce(since, civic.today());
BEGIN
	IF area IS NULL THEN
		RAISE EXCEPTION 'area must not be null' USING ERRCODE = 'null_value_not_allowed';
	END IF;
	IF NOT EXISTS (SELECT FROM civic_private.area a WHERE a.area::text = add_residence.area::text) THEN
		RAISE EXCEPTION 'unknown area "%"', area
			USING ERRCODE = 'undefined_object', HINT = 'Define it with civic.define_area().';
	END IF;
	IF day NOT BETWEEN '1900-01-01' AND civic.today() THEN
		RAISE EXCEPTION 'date out of range: "%"', day
			USING ERRCODE = 'datetime_field_overflow', HINT = 'A residence begins between 1900-01-01 and today.';
	END IF;
	INSERT INTO civic_private.residence (subject_id, area, since, effective_on)
	VALUES (subject_id, area, day, civic.today());
END $$;
COMMENT ON FUNCTION civic.add_residence(pg_catalog.int8, ltree, pg_catalog.date) IS 'append to the history of where a subject lives';

CREATE FUNCTION civic.enroll(external_id pg_catalog.text, kind pg_catalog.text, area ltree,
	attributes pg_catalog.jsonb DEFAULT '{}', consent pg_catalog.bool DEFAULT true, since pg_catalog.date DEFAULT NULL)
RETURNS pg_catalog.int8
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* writes civic_private.subject */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	known record;
	hashed bytea;
	new_id int8;
BEGIN
	PERFORM civic.layout_version();
	hashed := civic.subject_lookup(external_id);
	IF hashed IS NULL OR kind IS NULL OR consent IS NULL OR attributes IS NULL THEN
		RAISE EXCEPTION 'external_id, kind, attributes and consent must not be null or empty' USING ERRCODE = 'null_value_not_allowed';
	END IF;
	IF kind NOT IN ('resident', 'household', 'organisation', 'official') THEN
		RAISE EXCEPTION 'unknown kind of subject "%"', kind
			USING ERRCODE = 'invalid_parameter_value', HINT = 'Kinds are resident, household, organisation and official.';
	END IF;
	SELECT s.* INTO known FROM civic_private.subject s WHERE s.lookup = hashed;
	IF NOT FOUND THEN
		LOOP
			new_id := civic.random_subject_id();
			EXIT WHEN NOT EXISTS (SELECT FROM civic_private.subject s WHERE s.subject_id = new_id);
		END LOOP;
		INSERT INTO civic_private.subject (subject_id, kind, lookup, attributes)
		VALUES (new_id, kind, hashed, attributes)
		ON CONFLICT ON CONSTRAINT subject_lookup_key DO NOTHING;
		IF FOUND THEN
			PERFORM civic.add_residence(new_id, area, since);
			INSERT INTO civic_private.consent (subject_id, given) VALUES (new_id, consent);
			RETURN new_id;
		END IF;
		/* somebody else has just enrolled the same person */
		SELECT s.* INTO STRICT known FROM civic_private.subject s WHERE s.lookup = hashed;
	END IF;
	IF known.kind <> kind THEN
		RAISE EXCEPTION 'the subject is enrolled as a different kind'
			USING ERRCODE = 'invalid_parameter_value', DETAIL = format('It is enrolled as %s, not %s.', known.kind, kind);
	END IF;
	RETURN known.subject_id;
END $$;
COMMENT ON FUNCTION civic.enroll(pg_catalog.text, pg_catalog.text, ltree, pg_catalog.jsonb, pg_catalog.bool, pg_catalog.date) IS 'enrol a subject; a known external id gives the same subject again';

CREATE FUNCTION civic.move(subject_id pg_catalog.int8, area ltree, since pg_catalog.date DEFAULT NULL) RETURNS pg_catalog.void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* writes civic_private.residence */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	PERFORM civic.check_subject(subject_id);
	PERFORM civic.add_residence(subject_id, area, since);
END $$;
COMMENT ON FUNCTION civic.move(pg_catalog.int8, ltree, pg_catalog.date) IS 'record where a subject lives from a day on; scores know it from today';

CREATE FUNCTION civic.withdraw(subject_id pg_catalog.int8, reason pg_catalog.text) RETURNS pg_catalog.void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* writes civic_private.consent */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	PERFORM civic.check_subject(subject_id);
	IF length(reason) > 2000 THEN
		RAISE EXCEPTION 'a reason has at most 2000 characters' USING ERRCODE = 'string_data_right_truncation';
	END IF;
	INSERT INTO civic_private.consent (subject_id, given, reason) VALUES (subject_id, false, reason);
END $$;
COMMENT ON FUNCTION civic.withdraw(pg_catalog.int8, pg_catalog.text) IS 'withdraw consent: only rules with a legal basis may be posted from now on';

CREATE FUNCTION civic.consent(subject_id pg_catalog.int8) RETURNS pg_catalog.void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* writes civic_private.consent */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	PERFORM civic.check_subject(subject_id);
	INSERT INTO civic_private.consent (subject_id, given) VALUES (subject_id, true);
END $$;
COMMENT ON FUNCTION civic.consent(pg_catalog.int8) IS 'give consent again';
/* Policies: load as a draft, enact, look up. */

CREATE FUNCTION civic.check_policy(document pg_catalog.jsonb, resolved pg_catalog.bool DEFAULT false)
RETURNS TABLE (severity pg_catalog.text, path pg_catalog.text, problem pg_catalog.text, hint pg_catalog.text)
LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 10 SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_check_policy';
COMMENT ON FUNCTION civic.check_policy(pg_catalog.jsonb, pg_catalog.bool) IS 'every problem of a policy pack, with its JSON path; resolved tells that nothing is left to inherit';

/* Raise the first error of a pack. */
CREATE FUNCTION civic.require_policy(document pg_catalog.jsonb, resolved pg_catalog.bool) RETURNS pg_catalog.void
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	p record;
	inherits bool := resolved AND document #> '{policy,extend}' = 'true';
BEGIN
	IF document IS NULL THEN
		RAISE EXCEPTION 'document must not be null' USING ERRCODE = 'null_value_not_allowed';
	END IF;
	SELECT c.*, count(*) OVER () AS n INTO p FROM civic.check_policy(document, resolved) c WHERE c.severity = 'error' LIMIT 1;
	IF FOUND THEN
		RAISE EXCEPTION 'malformed policy at %: %', p.path, p.problem
			USING ERRCODE = 'invalid_parameter_value',
				DETAIL = format('The policy has %s error(s) in all.', p.n),
				/* nobody but us has the document with what it inherits, to check it */
				HINT = coalesce(p.hint, CASE WHEN inherits THEN 'The path leads into the pack together with what it inherits.'
					ELSE 'civic.check_policy() lists them.' END);
	END IF;
END $$;
COMMENT ON FUNCTION civic.require_policy(pg_catalog.jsonb, pg_catalog.bool) IS 'raise an error unless a policy pack is well formed';

CREATE FUNCTION civic.load_policy(document pg_catalog.jsonb) RETURNS pg_catalog.int4
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* writes civic_private.policy */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	new_id int4;
BEGIN
	PERFORM civic.layout_version();
	PERFORM civic.require_policy(document, false);
	INSERT INTO civic_private.policy (area, code, version, document)
	SELECT a.area, document #>> '{policy,code}', document #>> '{policy,version}', document
	  FROM civic_private.area a WHERE a.area::text = document #>> '{policy,area}'
	RETURNING policy_id INTO new_id;
	IF NOT FOUND THEN
		RAISE EXCEPTION 'unknown area "%"', document #>> '{policy,area}'
			USING ERRCODE = 'undefined_object', DETAIL = 'It stands at $.policy.area.', HINT = 'Define it with civic.define_area().';
	END IF;
	RETURN new_id;
END $$;
COMMENT ON FUNCTION civic.load_policy(pg_catalog.jsonb) IS 'load a policy pack as a draft';

/*
 * A policy that extends its parent's: the parent's parts, each overridden by
 * the member of the same key, in the parent's order, then what is new.
 */
CREATE FUNCTION civic.merge_policy(parent pg_catalog.jsonb, child pg_catalog.jsonb) RETURNS pg_catalog.jsonb
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	/* what names the items of a section, and what stands for a name that is left out */
	WITH section (name, keys) AS (VALUES
		('dimensions', '{"code": null}'::jsonb), ('rules', '{"code": null}'), ('tiers', '{"code": null}'), ('benefits', '{"code": null}'),
		('repair_windows', '{"severity": "minor"}'), ('repair_steps', '{"severity": "minor", "path": null, "step": 1}'),
		('clocks', '{"code": null}')
	),
	item AS (
		SELECT s.name, v.value, v.ordinality AS place, d.child,
			(SELECT jsonb_agg(coalesce(nullif(v.value -> k.key, 'null'), k.value) ORDER BY k.key) FROM jsonb_each(s.keys) k) AS key
		  FROM section s,
			LATERAL (VALUES (false, parent), (true, child)) d (child, document),
			LATERAL jsonb_array_elements(coalesce(nullif(d.document -> s.name, 'null'), '[]')) WITH ORDINALITY v
	),
	merged AS (
		SELECT DISTINCT ON (i.name, i.key) i.name, i.value,
			first_value(i.child) OVER w AS born_in_child, first_value(i.place) OVER w AS place
		  FROM item i
		WINDOW w AS (PARTITION BY i.name, i.key ORDER BY i.child)
		 ORDER BY i.name, i.key, i.child DESC
	)
	/* a null is as good as nothing and must not hide what the parent has; but of a limit it says that there is none */
	SELECT jsonb_build_object('policy', (parent -> 'policy') || (SELECT jsonb_object_agg(p.key, p.value)
			FROM jsonb_each(child -> 'policy') p WHERE p.value <> 'null' OR p.key IN ('floor', 'ceiling')))
		|| coalesce(jsonb_object_agg(m.name, m.members), '{}')
	  FROM (SELECT name, jsonb_agg(value ORDER BY born_in_child, place) AS members FROM merged GROUP BY name) m
$$;
COMMENT ON FUNCTION civic.merge_policy(pg_catalog.jsonb, pg_catalog.jsonb) IS 'a child policy with what it inherits';

CREATE FUNCTION civic.enact_policy(policy_id pg_catalog.int4, effective_from pg_catalog.date) RETURNS pg_catalog.bytea
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* writes civic_private.enactment and rule */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	draft record;
	full_document jsonb;
	parent int4;
	new_digest bytea;
	new_id int4;
BEGIN
	PERFORM civic.layout_version();
	IF policy_id IS NULL OR effective_from IS NULL THEN
		RAISE EXCEPTION 'policy_id and effective_from must not be null' USING ERRCODE = 'null_value_not_allowed';
	END IF;
	IF effective_from NOT BETWEEN '1900-01-01' AND '9999-12-31' THEN
		RAISE EXCEPTION 'date out of range: "%"', effective_from
			USING ERRCODE = 'datetime_field_overflow', HINT = 'Dates lie between 1900-01-01 and 9999-12-31.';
	END IF;
	/*
	 * One enactment at a time, so that ids follow the order of commits; readers
	 * go on.  A transaction whose snapshot is older than another's enactment
	 * fails here to serialize.
	 */
	PERFORM FROM civic_private.programme FOR UPDATE;
	SELECT p.* INTO draft FROM civic_private.policy p WHERE p.policy_id = enact_policy.policy_id;
	IF NOT FOUND THEN
		RAISE EXCEPTION 'unknown policy %', policy_id
			USING ERRCODE = 'undefined_object', HINT = 'Load it with civic.load_policy().';
	END IF;
	IF EXISTS (SELECT FROM civic_private.enactment e WHERE e.policy_id = enact_policy.policy_id) THEN
		RAISE EXCEPTION 'policy % has been enacted', policy_id
			USING ERRCODE = 'object_not_in_prerequisite_state', DETAIL = 'An enacted policy is frozen for ever.',
				HINT = 'Load the changed pack under a new version and enact that.';
	END IF;
	IF effective_from < civic.today() AND EXISTS (
		SELECT FROM civic_private.enactment e
		 WHERE e.effective_from < civic.today()
		   AND starts_with(draft.area::text || '.', e.area::text || '.')) THEN
		RAISE EXCEPTION 'policy % cannot take effect in the past', policy_id
			USING ERRCODE = 'object_not_in_prerequisite_state',
				DETAIL = format('Another policy is in force for area "%s", and scores of past days must stay as they were.', draft.area),
				HINT = 'Let it take effect today or later.';
	END IF;
	full_document := draft.document;
	IF (draft.document #> '{policy,extend}') = 'true' THEN
		parent := civic.policy_of_area(substring(draft.area::text FROM '^(.*)[.][^.]*$'), effective_from);
		IF parent IS NULL THEN
			RAISE EXCEPTION 'policy % extends a policy, but no area above "%" has one in force on %', policy_id, draft.area, effective_from
				USING ERRCODE = 'object_not_in_prerequisite_state', HINT = 'Enact the policy of an area above it first.';
		END IF;
		full_document := civic.merge_policy(civic.policy_document(parent, true), full_document);
	END IF;
	PERFORM civic.require_policy(full_document, true);
	new_digest := sha256(convert_to(full_document::text, 'UTF8'));
	INSERT INTO civic_private.enactment (policy_id, area, effective_from, document, digest)
	VALUES (policy_id, draft.area, effective_from, full_document, new_digest)
	RETURNING enactment_id INTO new_id;
	UPDATE civic_private.programme SET newest_enactment = new_id;
	INSERT INTO civic_private.rule (policy_id, code, definition)
	SELECT enact_policy.policy_id, r.value ->> 'code', r.value
	  FROM jsonb_array_elements(full_document -> 'rules') WITH ORDINALITY r ORDER BY r.ordinality;
	RETURN new_digest;
END $$;
COMMENT ON FUNCTION civic.enact_policy(pg_catalog.int4, pg_catalog.date) IS 'freeze a policy and put it in force from a day on; returns the SHA-256 of the whole policy';

CREATE FUNCTION civic.policy_document(policy_id pg_catalog.int4, resolved pg_catalog.bool DEFAULT false) RETURNS pg_catalog.jsonb
LANGUAGE plpgsql STABLE PARALLEL SAFE
/* reads civic_private.policy and enactment */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	found_document jsonb;
BEGIN
	PERFORM civic.layout_version();
	IF resolved THEN
		SELECT e.document INTO found_document FROM civic_private.enactment e WHERE e.policy_id = policy_document.policy_id;
	ELSE
		SELECT p.document INTO found_document FROM civic_private.policy p WHERE p.policy_id = policy_document.policy_id;
	END IF;
	IF NOT FOUND THEN
		RAISE EXCEPTION 'unknown policy %', policy_id
			USING ERRCODE = 'undefined_object', HINT = CASE WHEN resolved THEN 'A draft is resolved when it is enacted.' ELSE 'Load it with civic.load_policy().' END;
	END IF;
	RETURN found_document;
END $$;
COMMENT ON FUNCTION civic.policy_document(pg_catalog.int4, pg_catalog.bool) IS 'the pack of a policy as it was loaded, or as enacted with what it inherits';

/* Members of a list are compared by their code, so that a moved rule is no change. */
CREATE FUNCTION civic.policy_parts(document pg_catalog.jsonb, path pg_catalog.text)
RETURNS TABLE (part pg_catalog.text, value pg_catalog.jsonb)
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	WITH RECURSIVE walk (part, value) AS (
		SELECT path, document
		UNION ALL
		SELECT m.part, m.value
		  FROM walk w, LATERAL (
			SELECT w.part || '.' || o.key, o.value
			  FROM jsonb_each(CASE WHEN jsonb_typeof(w.value) = 'object' THEN w.value ELSE '{}' END) o
			UNION ALL
			SELECT format('%s[%s]', w.part, coalesce(a.value ->> 'code', concat_ws('/', a.value ->> 'severity', a.value ->> 'path', a.value ->> 'step', CASE WHEN a.value ? 'severity' THEN NULL ELSE (a.ordinality - 1)::text END))), a.value
			  FROM jsonb_array_elements(CASE WHEN jsonb_typeof(w.value) = 'array' THEN w.value ELSE '[]' END) WITH ORDINALITY a
		  ) m (part, value)
	)
	SELECT w.part, w.value FROM walk w
	 WHERE jsonb_typeof(w.value) NOT IN ('object', 'array') OR w.value IN ('{}', '[]')
$$;
COMMENT ON FUNCTION civic.policy_parts(pg_catalog.jsonb, pg_catalog.text) IS 'the leaves of a policy pack';

CREATE FUNCTION civic.policy_diff(a pg_catalog.int4, b pg_catalog.int4)
RETURNS TABLE (path pg_catalog.text, a_value pg_catalog.jsonb, b_value pg_catalog.jsonb)
LANGUAGE sql STABLE PARALLEL SAFE
/* calls policy_parts(), which nobody is granted */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
	SELECT coalesce(x.part, y.part), x.value, y.value
	  FROM civic.policy_parts(civic.policy_document(a), '$') x
	  FULL JOIN civic.policy_parts(civic.policy_document(b), '$') y ON x.part = y.part
	 WHERE x.value IS DISTINCT FROM y.value
	 ORDER BY 1
$$;
COMMENT ON FUNCTION civic.policy_diff(pg_catalog.int4, pg_catalog.int4) IS 'what differs between two policies, leaf by leaf';

CREATE FUNCTION civic.policy_of_area(area pg_catalog.text, on_date pg_catalog.date) RETURNS pg_catalog.int4
LANGUAGE C STABLE PARALLEL SAFE
/* reads civic_private.enactment */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_policy_of_area';
COMMENT ON FUNCTION civic.policy_of_area(pg_catalog.text, pg_catalog.date) IS 'policy in force for an area given as text, or null';

CREATE FUNCTION civic.policy_in_force(area ltree, on_date pg_catalog.date DEFAULT NULL) RETURNS pg_catalog.int4
LANGUAGE plpgsql STABLE PARALLEL SAFE
/* reads civic_private.area and enactment */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	PERFORM civic.layout_version();
	IF area IS NULL THEN
		RETURN NULL;
	END IF;
	IF NOT EXISTS (SELECT FROM civic_private.area a WHERE a.area::text = policy_in_force.area::text) THEN
		RAISE EXCEPTION 'unknown area "%"', area
			USING ERRCODE = 'undefined_object', HINT = 'Define it with civic.define_area().';
	END IF;
	RETURN civic.policy_of_area(area::text, coalesce(on_date, civic.today()));
END $$;
COMMENT ON FUNCTION civic.policy_in_force(ltree, pg_catalog.date) IS 'policy in force for an area on a day (today), its own or its nearest ancestor''s; null if there is none';
/* The ledger: posting, reversal, the inbox. */

CREATE FUNCTION civic.record(subject_id pg_catalog.int8, rule_code pg_catalog.text, quantity pg_catalog.numeric,
	occurred_on pg_catalog.date, source_ref pg_catalog.text, evidence pg_catalog.bytea DEFAULT NULL, source pg_catalog.text DEFAULT NULL)
RETURNS pg_catalog.int8
LANGUAGE C VOLATILE PARALLEL UNSAFE
/* writes civic_private.entry, for those who may record for a source */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_record';
COMMENT ON FUNCTION civic.record(pg_catalog.int8, pg_catalog.text, pg_catalog.numeric, pg_catalog.date, pg_catalog.text, pg_catalog.bytea, pg_catalog.text) IS 'post an award; the same source_ref with the same content gives the same entry again';

CREATE FUNCTION civic.reverse(subject_id pg_catalog.int8, entry_id pg_catalog.int8, reason pg_catalog.text) RETURNS pg_catalog.int8
LANGUAGE C VOLATILE PARALLEL UNSAFE
/* writes civic_private.entry, for reviewers and for recorders of the entry's source */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_reverse';
COMMENT ON FUNCTION civic.reverse(pg_catalog.int8, pg_catalog.int8, pg_catalog.text) IS 'take an award back, for good';

/* Who may refer to what is for the callers to decide: it is granted to nobody. */
CREATE FUNCTION civic.refer(subject_id pg_catalog.int8, entry_id pg_catalog.int8, kind pg_catalog.int2, quantity pg_catalog.int4,
	reason pg_catalog.text, day pg_catalog.date)
RETURNS pg_catalog.int8
LANGUAGE C VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_refer';
COMMENT ON FUNCTION civic.refer(pg_catalog.int8, pg_catalog.int8, pg_catalog.int2, pg_catalog.int4, pg_catalog.text, pg_catalog.date) IS 'append a reversal, suspension, reinstatement or repair of an award; internal';

/*
 * Commits after each batch when it is called outside a transaction block, so
 * it can carry neither SECURITY DEFINER nor a SET clause: it switches to the
 * owner around each batch and qualifies every name.
 */
CREATE PROCEDURE civic.post_inbox(batch pg_catalog.int4 DEFAULT 50000, INOUT posted pg_catalog.int8 DEFAULT NULL, INOUT rejected pg_catalog.int8 DEFAULT NULL)
LANGUAGE C
AS 'MODULE_PATHNAME', 'civic_post_inbox';
COMMENT ON PROCEDURE civic.post_inbox(pg_catalog.int4, pg_catalog.int8, pg_catalog.int8) IS 'post what waits in the inbox; rejected rows stay there with their reason';

CREATE FUNCTION civic.retry_inbox(inbox_ids pg_catalog.int8[] DEFAULT NULL) RETURNS pg_catalog.int8
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* updates civic.inbox, the caller's own rows unless the caller owns the programme */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	cleared int8;
BEGIN
	PERFORM civic.layout_version();
	UPDATE civic.inbox i
	   SET rejected_at = NULL, sqlstate = NULL, reason = NULL, detail = NULL
	 WHERE i.rejected_at IS NOT NULL
	   AND (inbox_ids IS NULL OR i.inbox_id = ANY (inbox_ids))
	   AND (i.submitted_by = civic.stamp_actor() OR pg_has_role(civic.stamp_actor(), 'civic_owner', 'USAGE'));
	GET DIAGNOSTICS cleared = ROW_COUNT;
	RETURN cleared;
END $$;
COMMENT ON FUNCTION civic.retry_inbox(pg_catalog.int8[]) IS 'let rejected rows (all, or those named) be tried again by the next post_inbox()';
/* Scores: the state type, its aggregates, scores and their explanation. */

CREATE TYPE civic.score_state;

CREATE FUNCTION civic.score_state_in(cstring) RETURNS civic.score_state
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_score_state_in';
COMMENT ON FUNCTION civic.score_state_in(cstring) IS 'I/O';

CREATE FUNCTION civic.score_state_out(civic.score_state) RETURNS cstring
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_score_state_out';
COMMENT ON FUNCTION civic.score_state_out(civic.score_state) IS 'I/O';

CREATE FUNCTION civic.score_state_recv(internal) RETURNS civic.score_state
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_score_state_recv';
COMMENT ON FUNCTION civic.score_state_recv(internal) IS 'I/O';

CREATE FUNCTION civic.score_state_send(civic.score_state) RETURNS pg_catalog.bytea
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_score_state_send';
COMMENT ON FUNCTION civic.score_state_send(civic.score_state) IS 'I/O';

CREATE TYPE civic.score_state (
	INPUT = civic.score_state_in,
	OUTPUT = civic.score_state_out,
	RECEIVE = civic.score_state_recv,
	SEND = civic.score_state_send,
	INTERNALLENGTH = VARIABLE,
	ALIGNMENT = double,
	STORAGE = extended
);
COMMENT ON TYPE civic.score_state IS 'entries of one subject as of a day, on their way to a score; can be stored, sent and merged';

/*
 * Aggregate support functions run once per row: a SET clause would cost more
 * than they do.  They are C, name no SQL object without its schema, and act
 * as the owner while they read rules.  COST 10 is what a step costs next to
 * one of sum().
 */
CREATE FUNCTION civic.score_collect_step(civic.score_state, pg_catalog.date, pg_catalog.int8, pg_catalog.int8, pg_catalog.int4,
	pg_catalog.int2, pg_catalog.int4, pg_catalog.date, pg_catalog.date, pg_catalog.int8)
RETURNS civic.score_state
LANGUAGE C STABLE PARALLEL SAFE COST 10
AS 'MODULE_PATHNAME', 'civic_score_collect_step';
COMMENT ON FUNCTION civic.score_collect_step(civic.score_state, pg_catalog.date, pg_catalog.int8, pg_catalog.int8, pg_catalog.int4,
	pg_catalog.int2, pg_catalog.int4, pg_catalog.date, pg_catalog.date, pg_catalog.int8) IS 'aggregate transition function';

CREATE FUNCTION civic.score_merge_step(civic.score_state, civic.score_state) RETURNS civic.score_state
LANGUAGE C IMMUTABLE PARALLEL SAFE
AS 'MODULE_PATHNAME', 'civic_score_merge_step';
COMMENT ON FUNCTION civic.score_merge_step(civic.score_state, civic.score_state) IS 'aggregate transition and combine function';

CREATE FUNCTION civic.score_state_final(civic.score_state) RETURNS civic.score_state
LANGUAGE C IMMUTABLE PARALLEL SAFE
AS 'MODULE_PATHNAME', 'civic_score_state_final';
COMMENT ON FUNCTION civic.score_state_final(civic.score_state) IS 'aggregate final function: canonical order, no spare room';

CREATE AGGREGATE civic.score_collect(as_of pg_catalog.date, subject_id pg_catalog.int8, entry_id pg_catalog.int8, rule_id pg_catalog.int4,
	kind pg_catalog.int2, quantity pg_catalog.int4, occurred_on pg_catalog.date, effective_on pg_catalog.date, ref_entry_id pg_catalog.int8) (
	SFUNC = civic.score_collect_step,
	STYPE = civic.score_state,
	SSPACE = 512,
	FINALFUNC = civic.score_state_final,
	COMBINEFUNC = civic.score_merge_step,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE civic.score_collect(pg_catalog.date, pg_catalog.int8, pg_catalog.int8, pg_catalog.int4, pg_catalog.int2, pg_catalog.int4,
	pg_catalog.date, pg_catalog.date, pg_catalog.int8) IS 'collect the entries of one subject into the state of its score as of a day';

CREATE AGGREGATE civic.score_merge(civic.score_state) (
	SFUNC = civic.score_merge_step,
	STYPE = civic.score_state,
	SSPACE = 512,
	FINALFUNC = civic.score_state_final,
	COMBINEFUNC = civic.score_merge_step,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE civic.score_merge(civic.score_state) IS 'merge partial states of one subject and day';

CREATE FUNCTION civic.score_value(state civic.score_state) RETURNS pg_catalog.numeric
LANGUAGE C STABLE STRICT PARALLEL SAFE COST 10
AS 'MODULE_PATHNAME', 'civic_score_value';
COMMENT ON FUNCTION civic.score_value(civic.score_state) IS 'score of a state, by the policy in force where its subject lives';

/* score_value(score_collect(...)) in one, for populations: no state is finished that nobody sees. */
CREATE AGGREGATE civic.score_of(as_of pg_catalog.date, subject_id pg_catalog.int8, entry_id pg_catalog.int8, rule_id pg_catalog.int4,
	kind pg_catalog.int2, quantity pg_catalog.int4, occurred_on pg_catalog.date, effective_on pg_catalog.date, ref_entry_id pg_catalog.int8) (
	SFUNC = civic.score_collect_step,
	STYPE = civic.score_state,
	SSPACE = 512,
	FINALFUNC = civic.score_value,
	COMBINEFUNC = civic.score_merge_step,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE civic.score_of(pg_catalog.date, pg_catalog.int8, pg_catalog.int8, pg_catalog.int4, pg_catalog.int2, pg_catalog.int4,
	pg_catalog.date, pg_catalog.date, pg_catalog.int8) IS 'score of the entries of one subject as of a day';

CREATE FUNCTION civic.score_value(state civic.score_state, policy_id pg_catalog.int4) RETURNS pg_catalog.numeric
LANGUAGE C STABLE STRICT PARALLEL SAFE COST 10
AS 'MODULE_PATHNAME', 'civic_score_value_policy';
COMMENT ON FUNCTION civic.score_value(civic.score_state, pg_catalog.int4) IS 'score of a state by the base and clamps of a given policy';

CREATE FUNCTION civic.score_lines(state civic.score_state)
RETURNS TABLE (rule_id pg_catalog.int4, period_start pg_catalog.date, period_end pg_catalog.date, entries pg_catalog.int4, quantity pg_catalog.numeric, points pg_catalog.numeric)
LANGUAGE C STABLE STRICT PARALLEL SAFE ROWS 10 SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_score_lines';
COMMENT ON FUNCTION civic.score_lines(civic.score_state) IS 'what each rule and period contributes to a state, before clamps';

/*
 * Reads civic_private.entry as the owner on a path of its own, for the one
 * statement that does so: the clauses SECURITY DEFINER and SET would cost a
 * tenth of a score.
 */
CREATE FUNCTION civic.score(subject_id pg_catalog.int8, as_of pg_catalog.date DEFAULT NULL) RETURNS pg_catalog.numeric
LANGUAGE C STABLE PARALLEL SAFE COST 1000
AS 'MODULE_PATHNAME', 'civic_score';
COMMENT ON FUNCTION civic.score(pg_catalog.int8, pg_catalog.date) IS 'score of a subject as of a day (today)';

CREATE FUNCTION civic.explain(subject_id pg_catalog.int8, as_of pg_catalog.date DEFAULT NULL, lang pg_catalog.text DEFAULT 'en')
RETURNS TABLE (line pg_catalog.int4, kind pg_catalog.text, dimension pg_catalog.text, rule_code pg_catalog.text, period pg_catalog.text,
	entries pg_catalog.int4, quantity pg_catalog.numeric, points pg_catalog.numeric, reason pg_catalog.int4, explanation pg_catalog.text)
LANGUAGE C STABLE PARALLEL SAFE COST 2000 ROWS 20
/* reads civic_private.entry */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_explain';
COMMENT ON FUNCTION civic.explain(pg_catalog.int8, pg_catalog.date, pg_catalog.text) IS 'the lines that add up to a subject''s score, in English (en) or Chinese (zh)';

CREATE FUNCTION civic.entry_points(subject_id pg_catalog.int8, as_of pg_catalog.date DEFAULT NULL)
RETURNS TABLE (entry_id pg_catalog.int8, rule_code pg_catalog.text, occurred_on pg_catalog.date, quantity pg_catalog.numeric, points pg_catalog.numeric)
LANGUAGE C STABLE PARALLEL SAFE COST 2000 ROWS 50
/* reads civic_private.entry */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_entry_points';
COMMENT ON FUNCTION civic.entry_points(pg_catalog.int8, pg_catalog.date) IS 'what each award adds to a subject''s score before clamps, after caps, decay and repair';

CREATE FUNCTION civic.empty_state(subject_id pg_catalog.int8, as_of pg_catalog.date) RETURNS civic.score_state
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
AS 'MODULE_PATHNAME', 'civic_empty_state';
COMMENT ON FUNCTION civic.empty_state(pg_catalog.int8, pg_catalog.date) IS 'state of a subject without entries';

CREATE FUNCTION civic.scores_support(internal) RETURNS internal
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_scores_support';
COMMENT ON FUNCTION civic.scores_support(internal) IS 'planner support: what a part of the scores costs and how many rows it has';

CREATE FUNCTION civic.scores_part(as_of pg_catalog.date, part pg_catalog.int4, parts pg_catalog.int4)
RETURNS TABLE (subject_id pg_catalog.int8, area ltree, policy_id pg_catalog.int4, score pg_catalog.numeric)
LANGUAGE C STABLE PARALLEL SAFE SUPPORT civic.scores_support
/* reads civic_private.entry and residence */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_scores_part';
COMMENT ON FUNCTION civic.scores_part(pg_catalog.date, pg_catalog.int4, pg_catalog.int4) IS 'score of every subject of one of several ranges as of a day (today); internal';

/*
 * No SET clause and not STRICT, so that the planner puts the parts into the
 * query that asks, where workers can share them out.  The body is parsed when
 * it is created: no search_path can change it.
 */
CREATE FUNCTION civic.scores(as_of pg_catalog.date DEFAULT NULL)
RETURNS TABLE (subject_id pg_catalog.int8, area ltree, policy_id pg_catalog.int4, score pg_catalog.numeric)
LANGUAGE sql STABLE PARALLEL SAFE SUPPORT civic.scores_support
BEGIN ATOMIC
	SELECT p.subject_id, p.area, p.policy_id, p.score FROM civic.scores_part(scores.as_of, 1, 8) p
	UNION ALL
	SELECT p.subject_id, p.area, p.policy_id, p.score FROM civic.scores_part(scores.as_of, 2, 8) p
	UNION ALL
	SELECT p.subject_id, p.area, p.policy_id, p.score FROM civic.scores_part(scores.as_of, 3, 8) p
	UNION ALL
	SELECT p.subject_id, p.area, p.policy_id, p.score FROM civic.scores_part(scores.as_of, 4, 8) p
	UNION ALL
	SELECT p.subject_id, p.area, p.policy_id, p.score FROM civic.scores_part(scores.as_of, 5, 8) p
	UNION ALL
	SELECT p.subject_id, p.area, p.policy_id, p.score FROM civic.scores_part(scores.as_of, 6, 8) p
	UNION ALL
	SELECT p.subject_id, p.area, p.policy_id, p.score FROM civic.scores_part(scores.as_of, 7, 8) p
	UNION ALL
	SELECT p.subject_id, p.area, p.policy_id, p.score FROM civic.scores_part(scores.as_of, 8, 8) p;
END;
COMMENT ON FUNCTION civic.scores(pg_catalog.date) IS 'score of every subject as of a day (today)';
/* Standings: settlement, tiers, decisions, roll-ups, the outbox. */

CREATE FUNCTION civic.lay_out_standing() RETURNS pg_catalog.void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	PERFORM civic.lay_out($layout$
CREATE TABLE civic_private.standing (
	subject_id int8 PRIMARY KEY,
	version int4 NOT NULL DEFAULT 1,
	as_of date NOT NULL,
	policy_id int4 NOT NULL,
	score int8 NOT NULL,
	dimensions int8[] NOT NULL,
	rank int4 NOT NULL,
	tier text,
	since date NOT NULL,
	earned_rank int4 NOT NULL,
	earned_tier text,
	earned_since date NOT NULL,
	fell_on date,
	refused_rank int4,
	ceiling_rank int4,
	ceiling_until date,
	blocked_until date,
	clean_since date,
	next_change date,
	lock_id int8,
	open_fall int8,
	asked text[],
	adverse text[],
	placed_on date NOT NULL,
	placed_rank int4 NOT NULL,
	placed_tier text
) WITH (fillfactor = 80);
COMMENT ON TABLE civic_private.standing IS 'where each subject stands by the last settlement that had to compute it; holds until next_change, points in hundredths; rank and tier are shown, earned_rank and earned_tier are without ceilings and locks; adverse lists the restrictions that a person has put in force, asked those put to one';

CREATE TABLE civic_private.tier_change (
	subject_id int8 NOT NULL,
	change_id int8 GENERATED BY DEFAULT AS IDENTITY,
	effective_on date NOT NULL,
	policy_id int4 NOT NULL,
	cause text NOT NULL CHECK (cause IN ('score', 'requirement', 'veto', 'veto_end', 'lock', 'unlock', 'confirmed', 'policy')),
	from_rank int4 NOT NULL,
	from_tier text,
	to_rank int4 NOT NULL,
	to_tier text,
	earned_from_rank int4 NOT NULL,
	earned_from_tier text,
	earned_to_rank int4 NOT NULL,
	earned_to_tier text,
	score int8 NOT NULL,
	entries int8[] NOT NULL,
	decision_id int8,
	recorded_at timestamptz NOT NULL,
	xact int8 NOT NULL,
	actor name NOT NULL,
	PRIMARY KEY (subject_id, change_id)
);
COMMENT ON TABLE civic_private.tier_change IS 'every change of a tier, shown or earned, after the first placement, with the entries that moved it';
CREATE INDEX tier_change_xact_idx ON civic_private.tier_change USING brin (xact) WITH (pages_per_range = 32);

CREATE TABLE civic_private.settlement (
	settlement_id int8 GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
	as_of date NOT NULL,
	started_at timestamptz NOT NULL,
	finished_at timestamptz,
	cluster int8 NOT NULL,
	began pg_snapshot NOT NULL,
	began_by int8 NOT NULL,
	snapshot pg_snapshot,
	snapshot_by int8,
	phase int2 NOT NULL DEFAULT 0,
	complete bool NOT NULL DEFAULT false,
	last_subject_id int8 NOT NULL DEFAULT 0,
	done int8 NOT NULL DEFAULT 0,
	changed int8 NOT NULL DEFAULT 0,
	total int8 NOT NULL DEFAULT 0,
	computing_since timestamptz
);
COMMENT ON TABLE civic_private.settlement IS 'settlements and how far they are; complete: computes everybody, else those in settle_queue; a later one looks at what is not in its snapshots, or was written by the transactions that took them';
CREATE UNIQUE INDEX settlement_open_key ON civic_private.settlement ((true)) WHERE finished_at IS NULL;

CREATE TABLE civic_private.settle_queue (
	subject_id int8 PRIMARY KEY
);
COMMENT ON TABLE civic_private.settle_queue IS 'whom the open settlement has to compute';

CREATE TABLE civic_private.decision (
	subject_id int8 NOT NULL,
	decision_id int8 GENERATED BY DEFAULT AS IDENTITY,
	kind text NOT NULL CHECK (kind IN ('fall', 'adverse')),
	asked_on date NOT NULL,
	policy_id int4 NOT NULL,
	from_rank int4 NOT NULL,
	from_tier text,
	to_rank int4 NOT NULL,
	to_tier text,
	benefit text,
	recorded_at timestamptz NOT NULL,
	xact int8 NOT NULL,
	actor name NOT NULL,
	PRIMARY KEY (subject_id, decision_id),
	UNIQUE (decision_id)
);
COMMENT ON TABLE civic_private.decision IS 'what settlement puts to a person: a fall of more than one tier, a restriction';

CREATE TABLE civic_private.decision_outcome (
	subject_id int8 NOT NULL,
	decision_id int8 NOT NULL,
	verdict bool,
	decided_on date NOT NULL,
	reason bytea CHECK (octet_length(reason) = 32),
	recorded_at timestamptz NOT NULL,
	xact int8 NOT NULL,
	actor name NOT NULL,
	PRIMARY KEY (subject_id, decision_id),
	FOREIGN KEY (subject_id, decision_id) REFERENCES civic_private.decision (subject_id, decision_id)
);
COMMENT ON TABLE civic_private.decision_outcome IS 'what was decided; a verdict of null: it had lost its object';
CREATE INDEX decision_outcome_xact_idx ON civic_private.decision_outcome USING brin (xact);

CREATE TABLE civic_private.tier_lock (
	subject_id int8 NOT NULL,
	lock_id int8 GENERATED BY DEFAULT AS IDENTITY,
	tier text,
	from_day date NOT NULL,
	until date NOT NULL CHECK (until BETWEEN '1900-01-01' AND '9999-12-31'),
	reason bytea CHECK (octet_length(reason) = 32),
	recorded_at timestamptz NOT NULL,
	xact int8 NOT NULL,
	actor name NOT NULL,
	PRIMARY KEY (subject_id, lock_id)
);
COMMENT ON TABLE civic_private.tier_lock IS 'tiers fixed by hand, until is the last day; the last row holds, one without a tier releases';
CREATE INDEX tier_lock_xact_idx ON civic_private.tier_lock USING brin (xact);

CREATE TABLE civic_private.standing_note (
	subject_id int8 NOT NULL,
	commitment bytea NOT NULL CHECK (octet_length(commitment) = 32),
	salt bytea NOT NULL CHECK (octet_length(salt) = 32),
	body text NOT NULL,
	PRIMARY KEY (subject_id, commitment)
);
COMMENT ON TABLE civic_private.standing_note IS 'reasons that decisions and locks commit to; erasable';

CREATE TABLE civic_private.membership (
	subject_id int8 NOT NULL REFERENCES civic_private.subject,
	membership_id int8 GENERATED BY DEFAULT AS IDENTITY,
	household_id int8 REFERENCES civic_private.subject,
	since date NOT NULL CHECK (since BETWEEN '1900-01-01' AND '9999-12-31'),
	effective_on date NOT NULL CHECK (effective_on BETWEEN '1900-01-01' AND '9999-12-31'),
	recorded_at timestamptz NOT NULL,
	xact int8 NOT NULL,
	actor name NOT NULL,
	PRIMARY KEY (subject_id, since, membership_id) INCLUDE (effective_on, household_id)
);
COMMENT ON TABLE civic_private.membership IS 'which household a resident belonged to since when, null = none; effective_on is the day from which roll-ups know it';
CREATE INDEX membership_household_idx ON civic_private.membership (household_id);

CREATE TABLE civic_private.outbox (
	outbox_id int8 GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
	topic text NOT NULL CHECK (topic ~ '^[a-z][a-z0-9_]{0,62}$'),
	subject_id int8,
	payload jsonb NOT NULL,
	created_at timestamptz NOT NULL,
	taken_until timestamptz,
	taken int4 NOT NULL DEFAULT 0,
	acked_at timestamptz
);
COMMENT ON TABLE civic_private.outbox IS 'what applications are told; rows stay until they are acknowledged, and some time after';
CREATE INDEX outbox_waiting_idx ON civic_private.outbox (outbox_id) WHERE acked_at IS NULL;
CREATE INDEX outbox_acked_idx ON civic_private.outbox (acked_at) WHERE acked_at IS NOT NULL;

/* settlement looks for what transactions after the last one wrote */
CREATE INDEX residence_xact_idx ON civic_private.residence USING brin (xact) WITH (pages_per_range = 32);

/* below zero, where no source that the office defines can come */
INSERT INTO civic_private.source (source_id, code, title_zh, title_en) OVERRIDING SYSTEM VALUE
VALUES (-1, 'settlement', '结算', 'Settlement') ON CONFLICT DO NOTHING;
	$layout$);
END $$;
COMMENT ON FUNCTION civic.lay_out_standing() IS 'make the tables of standings';

CREATE FUNCTION civic.view_standing() RETURNS pg_catalog.void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	PERFORM civic.lay_out($layout$
CREATE OR REPLACE VIEW civic.standings WITH (security_barrier) AS
	SELECT t.subject_id, t.policy_id, t.score * 0.01 AS score,
		(SELECT jsonb_object_agg(e.document #>> ARRAY['dimensions', (d.n - 1)::text, 'code'], d.points * 0.01)
		   FROM unnest(t.dimensions) WITH ORDINALITY d (points, n)) AS dimensions,
		t.rank, t.tier, t.since, t.earned_tier, t.earned_since,
		t.ceiling_until, t.blocked_until, t.clean_since,
		(SELECT k.until FROM civic_private.tier_lock k WHERE k.subject_id = t.subject_id AND k.lock_id = t.lock_id) AS locked_until,
		t.open_fall AS open_decision, coalesce(t.adverse, '{}') AS restrictions, t.next_change, t.as_of
	  FROM civic_private.standing t JOIN civic_private.enactment e USING (policy_id);
COMMENT ON VIEW civic.standings IS 'where each subject stands by the last settlement; as_of is the day on which it last changed, next_change the first on which it can by itself';

CREATE OR REPLACE VIEW civic.settle_progress AS
	SELECT s.settlement_id, s.as_of, (ARRAY['repair', 'appeals', 'rewards', 'bonuses', 'whom', 'standings'])[s.phase + 1] AS phase,
		s.started_at, s.done, s.total, s.changed,
		round(s.done / r.seconds, 0) AS rate,
		greatest(s.total - s.done, 0) AS remaining,
		CASE WHEN s.done > 0 THEN make_interval(secs => round(greatest(s.total - s.done, 0) * r.seconds / s.done, 1)::float8) END AS time_left
	  FROM civic_private.settlement s,
		LATERAL (SELECT greatest(extract(epoch FROM clock_timestamp() - s.computing_since), 0.001) AS seconds) r
	 WHERE s.finished_at IS NULL;
COMMENT ON VIEW civic.settle_progress IS 'the settlement under way, or broken off: subjects done and to do, subjects per second, time left';

CREATE OR REPLACE VIEW civic.settlements AS
	SELECT s.settlement_id, s.as_of, s.started_at, s.finished_at, s.complete, s.done, s.changed FROM civic_private.settlement s;
COMMENT ON VIEW civic.settlements IS 'settlements, one row each: who was computed, whose standing changed';

CREATE OR REPLACE VIEW civic.decisions WITH (security_barrier) AS
	SELECT d.subject_id, d.decision_id, d.kind, d.asked_on, d.policy_id, d.from_tier, d.to_tier, d.benefit,
		CASE WHEN o.decision_id IS NULL THEN 'open' WHEN o.verdict THEN 'confirmed' WHEN NOT o.verdict THEN 'refused' ELSE 'lapsed' END AS state,
		o.decided_on, o.actor AS decided_by,
		(SELECT n.body FROM civic_private.standing_note n WHERE n.subject_id = o.subject_id AND n.commitment = o.reason) AS reason
	  FROM civic_private.decision d LEFT JOIN civic_private.decision_outcome o USING (subject_id, decision_id);
COMMENT ON VIEW civic.decisions IS 'what settlement put to a person, and the answers';

CREATE OR REPLACE VIEW civic.tier_locks WITH (security_barrier) AS
	SELECT DISTINCT ON (k.subject_id) k.subject_id, k.tier, k.from_day, k.until, k.actor AS locked_by,
		(SELECT n.body FROM civic_private.standing_note n WHERE n.subject_id = k.subject_id AND n.commitment = k.reason) AS reason
	  FROM civic_private.tier_lock k ORDER BY k.subject_id, k.lock_id DESC;
COMMENT ON VIEW civic.tier_locks IS 'the last lock of each subject; one without a tier is a release';

CREATE OR REPLACE VIEW civic.households WITH (security_barrier) AS
	SELECT m.household_id, m.subject_id, m.since
	  FROM (SELECT DISTINCT ON (h.subject_id) h.* FROM civic_private.membership h
			 WHERE h.since <= civic.today() AND h.effective_on <= civic.today()
			 ORDER BY h.subject_id, h.since DESC, h.membership_id DESC) m
	 WHERE m.household_id IS NOT NULL;
COMMENT ON VIEW civic.households IS 'who belongs to which household today';
	$layout$);
END $$;
COMMENT ON FUNCTION civic.view_standing() IS 'make the staff views of standings';

/*
 * The outbox.  A row tells an application what happened, in the transaction in
 * which it happened; the NOTIFY only tells it to look.
 */
CREATE FUNCTION civic.publish(topic pg_catalog.text, subject_id pg_catalog.int8, payload pg_catalog.jsonb) RETURNS pg_catalog.int8
LANGUAGE sql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
	WITH told AS (
		INSERT INTO civic_private.outbox (topic, subject_id, payload) VALUES (topic, subject_id, payload) RETURNING outbox_id
	)
	SELECT told.outbox_id
	  FROM told, pg_notify('civic_credit', jsonb_build_object('topic', topic, 'first', told.outbox_id, 'last', told.outbox_id)::text)
$$;
COMMENT ON FUNCTION civic.publish(pg_catalog.text, pg_catalog.int8, pg_catalog.jsonb) IS 'append to the outbox and notify who listens on civic_credit';

CREATE FUNCTION civic.take_outbox(max_rows pg_catalog.int4 DEFAULT 100, lease pg_catalog.interval DEFAULT '5 minutes', topics pg_catalog.text[] DEFAULT NULL)
RETURNS TABLE (outbox_id pg_catalog.int8, topic pg_catalog.text, subject_id pg_catalog.int8, payload pg_catalog.jsonb, created_at pg_catalog.timestamptz, taken pg_catalog.int4)
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE ROWS 100
/* reads and updates civic_private.outbox */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
	PERFORM civic.layout_version();
	IF max_rows IS NULL OR max_rows NOT BETWEEN 1 AND 10000 THEN
		RAISE EXCEPTION 'max_rows must lie between 1 and 10000' USING ERRCODE = 'invalid_parameter_value';
	END IF;
	IF lease IS NULL OR lease <= '0' OR lease > '1 day' THEN
		RAISE EXCEPTION 'lease must be positive and at most a day' USING ERRCODE = 'invalid_parameter_value';
	END IF;
	RETURN QUERY
	WITH mine AS (
		SELECT o.outbox_id FROM civic_private.outbox o
		 WHERE o.acked_at IS NULL AND (o.taken_until IS NULL OR o.taken_until < clock_timestamp())
		   AND (topics IS NULL OR o.topic = ANY (topics))
		 ORDER BY o.outbox_id LIMIT max_rows FOR UPDATE SKIP LOCKED
	), taken AS (
		UPDATE civic_private.outbox o SET taken_until = clock_timestamp() + lease, taken = o.taken + 1
		  FROM mine WHERE o.outbox_id = mine.outbox_id
		RETURNING o.outbox_id, o.topic, o.subject_id, o.payload, o.created_at, o.taken
	)
	SELECT * FROM taken t ORDER BY t.outbox_id;
END $$;
COMMENT ON FUNCTION civic.take_outbox(pg_catalog.int4, pg_catalog.interval, pg_catalog.text[]) IS 'take messages that nobody else has, oldest first; what is not acknowledged within the lease can be taken again';

CREATE FUNCTION civic.ack_outbox(outbox_ids pg_catalog.int8[]) RETURNS pg_catalog.int8
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* updates civic_private.outbox */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	acked int8;
BEGIN
	PERFORM civic.layout_version();
	IF outbox_ids IS NULL THEN
		RAISE EXCEPTION 'outbox_ids must not be null' USING ERRCODE = 'null_value_not_allowed';
	END IF;
	UPDATE civic_private.outbox o SET acked_at = clock_timestamp()
	 WHERE o.outbox_id = ANY (outbox_ids) AND o.acked_at IS NULL;
	GET DIAGNOSTICS acked = ROW_COUNT;
	RETURN acked;
END $$;
COMMENT ON FUNCTION civic.ack_outbox(pg_catalog.int8[]) IS 'messages are dealt with; how many were not yet';

/* Settlement. */
CREATE FUNCTION civic.settled_standings()
RETURNS TABLE (subject_id pg_catalog.int8, version pg_catalog.int4, as_of pg_catalog.date, policy_id pg_catalog.int4, score pg_catalog.int8,
	dimensions pg_catalog.int8[], rank pg_catalog.int4, tier pg_catalog.text, since pg_catalog.date, earned_rank pg_catalog.int4,
	earned_tier pg_catalog.text, earned_since pg_catalog.date, fell_on pg_catalog.date, refused_rank pg_catalog.int4,
	ceiling_rank pg_catalog.int4, ceiling_until pg_catalog.date, blocked_until pg_catalog.date, clean_since pg_catalog.date,
	next_change pg_catalog.date, lock_id pg_catalog.int8, open_fall pg_catalog.int8, asked pg_catalog.text[], adverse pg_catalog.text[],
	placed_on pg_catalog.date, placed_rank pg_catalog.int4, placed_tier pg_catalog.text, old_version pg_catalog.int4)
LANGUAGE C VOLATILE PARALLEL UNSAFE ROWS 50000 SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_settled_standings';
COMMENT ON FUNCTION civic.settled_standings() IS 'standings of the batch that this session is settling; internal';

CREATE FUNCTION civic.settled_changes()
RETURNS TABLE (subject_id pg_catalog.int8, effective_on pg_catalog.date, policy_id pg_catalog.int4, cause pg_catalog.text,
	from_rank pg_catalog.int4, from_tier pg_catalog.text, to_rank pg_catalog.int4, to_tier pg_catalog.text,
	earned_from_rank pg_catalog.int4, earned_from_tier pg_catalog.text, earned_to_rank pg_catalog.int4, earned_to_tier pg_catalog.text,
	score pg_catalog.int8, entries pg_catalog.int8[], decision_id pg_catalog.int8, last_as_of pg_catalog.date,
	granted pg_catalog.text[], withdrawn pg_catalog.text[])
LANGUAGE C VOLATILE PARALLEL UNSAFE ROWS 1000 SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_settled_changes';
COMMENT ON FUNCTION civic.settled_changes() IS 'changes of tiers of the batch that this session is settling; internal';

CREATE FUNCTION civic.settled_questions()
RETURNS TABLE (subject_id pg_catalog.int8, kind pg_catalog.text, asked_on pg_catalog.date, policy_id pg_catalog.int4,
	from_rank pg_catalog.int4, from_tier pg_catalog.text, to_rank pg_catalog.int4, to_tier pg_catalog.text, benefit pg_catalog.text)
LANGUAGE C VOLATILE PARALLEL UNSAFE ROWS 1000 SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_settled_questions';
COMMENT ON FUNCTION civic.settled_questions() IS 'questions to a person of the batch that this session is settling; internal';

CREATE FUNCTION civic.settle_subject(subject_id pg_catalog.int8, day pg_catalog.date) RETURNS pg_catalog.bool
LANGUAGE C VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_settle_subject';
COMMENT ON FUNCTION civic.settle_subject(pg_catalog.int8, pg_catalog.date) IS 'compute one subject''s standing as of a day; internal';

CREATE FUNCTION civic.cluster_id() RETURNS pg_catalog.int8
LANGUAGE C STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_cluster_id';
COMMENT ON FUNCTION civic.cluster_id() IS 'system identifier of the cluster, whose numbers of transactions mean nothing in another';

/* Has a snapshot seen what a transaction wrote?  The one that took it may have written more since. */
CREATE FUNCTION civic.unseen(xact pg_catalog.int8, snapshot pg_catalog.pg_snapshot, taken_by pg_catalog.int8) RETURNS pg_catalog.bool
LANGUAGE sql IMMUTABLE PARALLEL SAFE
/* to be inlined: no SET clause, every name qualified */
RETURN pg_catalog.pg_visible_in_snapshot(CAST(CAST(xact AS pg_catalog.text) AS pg_catalog.xid8), snapshot) IS NOT TRUE
	OR xact OPERATOR(pg_catalog.=) taken_by;
COMMENT ON FUNCTION civic.unseen(pg_catalog.int8, pg_catalog.pg_snapshot, pg_catalog.int8) IS 'may a transaction have written what a snapshot does not see?';

/*
 * Whom the open settlement has to compute.  Its own snapshot is taken first:
 * the next one will look at everything that this one may have missed.
 */
CREATE FUNCTION civic.settle_whom(day pg_catalog.date) RETURNS pg_catalog.int8
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* no JIT: plans for what is hardly ever there expect far too much, and compiling them takes longer than the work */
SET search_path = pg_catalog, pg_temp SET jit = off
AS $$
DECLARE
	this civic_private.settlement;
	last civic_private.settlement;
	everybody int8;
	oldest int8;
	newest int8;
	queued int8;
BEGIN
	UPDATE civic_private.settlement s
	   SET snapshot = pg_current_snapshot(), snapshot_by = pg_current_xact_id()::text::int8
	 WHERE s.finished_at IS NULL RETURNING s.* INTO STRICT this;
	SELECT s.* INTO last FROM civic_private.settlement s WHERE s.finished_at IS NOT NULL ORDER BY s.settlement_id DESC LIMIT 1;
	/* what was restored from another cluster may carry numbers that this one has not reached: everybody was computed then */
	newest := greatest(pg_snapshot_xmax(this.snapshot)::text::int8 - 1, this.snapshot_by);
	SELECT count(*) INTO everybody FROM civic_private.subject;
	DELETE FROM civic_private.settle_queue;
	IF last.settlement_id IS NULL OR last.cluster <> this.cluster
		OR EXISTS (SELECT FROM civic_private.enactment e
			WHERE (e.effective_from > last.as_of AND e.effective_from <= day)
			   OR (e.xact <= newest AND civic.unseen(e.xact, last.snapshot, last.snapshot_by)))
		/* looking up most of them one by one takes longer than reading all in their order */
		OR (SELECT count(*) FROM civic_private.standing t WHERE t.next_change <= day) > everybody / 5
	THEN
		UPDATE civic_private.settlement s SET complete = true, total = everybody WHERE s.settlement_id = this.settlement_id;
		RETURN everybody;
	END IF;
	oldest := pg_snapshot_xmin(last.snapshot)::text::int8;
	oldest := least(oldest, last.snapshot_by);
	INSERT INTO civic_private.settle_queue
	SELECT t.subject_id FROM civic_private.standing t WHERE t.next_change <= day
	UNION
	SELECT e.subject_id FROM civic_private.entry e WHERE e.xact BETWEEN oldest AND newest AND civic.unseen(e.xact, last.snapshot, last.snapshot_by)
	UNION
	SELECT r.subject_id FROM civic_private.residence r WHERE r.xact BETWEEN oldest AND newest AND civic.unseen(r.xact, last.snapshot, last.snapshot_by)
	UNION
	/* enrolled, or moved, since the last settled day: on days that were missed they were passed over */
	SELECT r.subject_id FROM civic_private.residence r WHERE day > last.as_of AND r.effective_on > last.as_of AND r.effective_on <= day
	UNION
	SELECT k.subject_id FROM civic_private.tier_lock k WHERE k.xact BETWEEN oldest AND newest AND civic.unseen(k.xact, last.snapshot, last.snapshot_by)
	UNION
	SELECT o.subject_id FROM civic_private.decision_outcome o WHERE o.xact BETWEEN oldest AND newest AND civic.unseen(o.xact, last.snapshot, last.snapshot_by);
	GET DIAGNOSTICS queued = ROW_COUNT;
	UPDATE civic_private.settlement s SET complete = queued > everybody / 3, total = CASE WHEN queued > everybody / 3 THEN everybody ELSE queued END
	 WHERE s.settlement_id = this.settlement_id;
	RETURN queued;
END $$;
COMMENT ON FUNCTION civic.settle_whom(pg_catalog.date) IS 'decide whom the open settlement has to compute; internal';

CREATE FUNCTION civic.clean_rule(rule_id pg_catalog.int4) RETURNS pg_catalog.text
LANGUAGE C STABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_clean_rule';
COMMENT ON FUNCTION civic.clean_rule(pg_catalog.int4) IS 'the period without a loss for which settlement posts a rule''s award, or null; internal';

/*
 * Bonuses for clean periods.  A period is looked at when it has closed since
 * the last settlement, and again for whom something was recorded, or took
 * effect, that refers to it.  A loss counts here if it is in force: neither
 * reversed nor suspended nor restored as a whole, however little is left of
 * its points.  What a late loss disproves is reversed; a reversal being final,
 * a bonus that comes back has a reference of its own.
 */
CREATE FUNCTION civic.settle_bonuses(day pg_catalog.date) RETURNS pg_catalog.int8
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* no JIT: plans for what is hardly ever there expect far too much, and compiling them takes longer than the work */
SET search_path = pg_catalog, pg_temp SET jit = off
AS $$
DECLARE
	last civic_private.settlement;
	oldest int8;
	newest int8 := greatest(pg_snapshot_xmax(pg_current_snapshot())::text::int8 - 1, pg_current_xact_id()::text::int8);
	written_since timestamptz;
	today date := civic.today();
	clean_rules int4[] := ARRAY(SELECT r.rule_id FROM civic_private.rule r WHERE civic.clean_rule(r.rule_id) IS NOT NULL);
	losses int4[];
	item record;
	subjects int8[];
	entries int8[];
	done int8 := 0;
BEGIN
	IF clean_rules = '{}' THEN
		RETURN 0;
	END IF;
	losses := ARRAY(SELECT r.rule_id FROM civic_private.rule r WHERE civic.rule_is_loss(r.rule_id));
	SELECT s.* INTO last FROM civic_private.settlement s WHERE s.finished_at IS NOT NULL ORDER BY s.settlement_id DESC LIMIT 1;
	oldest := least(pg_snapshot_xmin(last.began)::text::int8, last.began_by);
	IF last.cluster <> civic.cluster_id() THEN
		/* restored: the numbers of what came along mean what they meant there, what was written here goes by the clock */
		newest := 9223372036854775807;
		written_since := last.started_at;
	END IF;
	FOR item IN
		WITH bonus_rule AS MATERIALIZED (
			SELECT r.rule_id, r.policy_id, r.code, civic.clean_rule(r.rule_id) AS kind FROM civic_private.rule r WHERE r.rule_id = ANY (clean_rules)
		), kind (kind) AS (
			SELECT DISTINCT b.kind FROM bonus_rule b
		), closed AS (
			SELECT k.kind, (date_trunc(k.kind, day::timestamp) - ('1 ' || replace(k.kind, 'quarter', 'month') )::interval
				* CASE k.kind WHEN 'quarter' THEN 3 ELSE 1 END)::date AS first_day,
				date_trunc(k.kind, day::timestamp)::date - 1 AS last_day
			  FROM kind k
		), touched AS (
			SELECT e.subject_id, e.occurred_on FROM civic_private.entry e
			 WHERE e.xact BETWEEN oldest AND newest AND civic.unseen(e.xact, last.began, last.began_by)
			   AND e.rule_id = ANY (losses)
			UNION
			SELECT e.subject_id, e.occurred_on FROM civic_private.entry e
			 WHERE e.recorded_at >= written_since AND e.rule_id = ANY (losses)
			UNION
			SELECT e.subject_id, e.occurred_on FROM civic_private.standing t JOIN civic_private.entry e USING (subject_id)
			 WHERE t.next_change <= day AND e.effective_on > last.as_of AND e.effective_on <= day AND e.rule_id = ANY (losses)
		), question AS (
			SELECT c.kind, c.first_day, c.last_day, s.subject_id
			  FROM closed c, civic_private.subject s WHERE last.as_of IS NULL OR last.as_of <= c.last_day
			UNION
			SELECT k.kind, p.first_day, p.last_day, t.subject_id
			  FROM kind k, touched t, LATERAL (SELECT date_trunc(k.kind, t.occurred_on::timestamp)::date AS first_day,
				(date_trunc(k.kind, t.occurred_on::timestamp) + ('1 ' || replace(k.kind, 'quarter', 'month'))::interval
				* CASE k.kind WHEN 'quarter' THEN 3 ELSE 1 END)::date - 1 AS last_day) p
			 WHERE p.last_day < day
		), home AS (
			SELECT q.*, coalesce((SELECT r.area FROM civic_private.residence r
					WHERE r.subject_id = q.subject_id AND r.since <= q.last_day ORDER BY r.since DESC, r.residence_id DESC LIMIT 1),
				(SELECT r.area FROM civic_private.residence r WHERE r.subject_id = q.subject_id ORDER BY r.since, r.residence_id LIMIT 1))::text AS area,
				EXISTS (SELECT FROM civic_private.residence r WHERE r.subject_id = q.subject_id AND r.since <= q.first_day)
				/* whatever it said that held on the first day or later; added up, for a mere EXISTS may be planned to read all consents */
				AND (SELECT bool_and(c.given) FROM (SELECT k.given, k.day, lead(k.day) OVER (ORDER BY k.consent_id) AS until
						FROM (SELECT c.*, (c.recorded_at AT TIME ZONE p.time_zone)::date AS day FROM civic_private.consent c
							WHERE c.subject_id = q.subject_id) k) c
					WHERE c.day >= q.first_day OR c.until > q.first_day OR c.until IS NULL) AS present,
				EXISTS (SELECT FROM civic_private.entry e
					WHERE e.subject_id = q.subject_id AND e.kind = 1 AND e.rule_id = ANY (losses)
					  /* "+ 0" keeps the planner from asking an index of all days about each subject */
					  AND e.occurred_on + 0 BETWEEN q.first_day AND q.last_day AND e.effective_on <= day
					  AND NOT EXISTS (SELECT FROM civic_private.entry x WHERE x.subject_id = e.subject_id AND x.ref_entry_id = e.entry_id
						AND x.effective_on <= day AND (x.kind = 2 OR (x.kind = 5 AND x.quantity = 10000)))
					  AND coalesce((SELECT x.kind FROM civic_private.entry x WHERE x.subject_id = e.subject_id AND x.ref_entry_id = e.entry_id
						AND x.effective_on <= day AND x.kind IN (3, 4) ORDER BY x.effective_on DESC, x.entry_id DESC LIMIT 1), 4) = 4) AS loss
			  FROM question q, civic_private.programme p
		), governed AS MATERIALIZED (
			SELECT d.area, d.last_day, civic.policy_of_area(d.area, d.last_day) AS policy_id
			  FROM (SELECT DISTINCT h.area, h.last_day FROM home h) d
		), ruled AS (
			SELECT h.*, r.rule_id, f.ref,
				(SELECT count(*) FROM civic_private.entry e WHERE e.subject_id = h.subject_id AND e.source_id = -1
					AND starts_with(e.source_ref, f.ref)) AS posted,
				/* a month and the quarter that begins with it share their first day, under a code that has changed its period */
				(SELECT e.entry_id FROM civic_private.entry e WHERE e.subject_id = h.subject_id AND e.source_id = -1
					AND starts_with(e.source_ref, f.ref) AND e.occurred_on = h.last_day
					AND NOT EXISTS (SELECT FROM civic_private.entry x WHERE x.subject_id = e.subject_id AND x.ref_entry_id = e.entry_id AND x.kind = 2)
					LIMIT 1) AS bonus
			  FROM home h
			  JOIN governed g ON g.area = h.area AND g.last_day = h.last_day
			  JOIN bonus_rule r ON r.policy_id = g.policy_id AND r.kind = h.kind,
				/* the same in every session, whatever its DateStyle */
				LATERAL (SELECT 'clean/' || r.code || '/' || to_char(h.first_day, 'YYYY-MM-DD') AS ref) f
		), given AS (
			INSERT INTO civic_private.entry (epoch, subject_id, rule_id, kind, quantity, occurred_on, effective_on, source_id, source_ref)
			SELECT p.epoch, u.subject_id, u.rule_id, 1, 100, u.last_day, greatest(day, today), -1,
				u.ref || CASE WHEN u.posted > 0 THEN '/' || u.posted + 1 ELSE '' END
			  FROM ruled u, civic_private.programme p WHERE u.present AND NOT u.loss AND u.bonus IS NULL
			 ORDER BY u.subject_id, u.ref COLLATE "C"
			ON CONFLICT (subject_id, source_id, source_ref) DO NOTHING
			RETURNING subject_id, entry_id
		)
		SELECT g.subject_id, g.entry_id, false AS taken FROM given g
		UNION ALL
		SELECT u.subject_id, u.bonus, true FROM ruled u WHERE u.loss AND u.bonus IS NOT NULL
		/* what is taken back locks a wallet, and whoever locks several goes in this order */
		 ORDER BY 1, 2
	LOOP
		done := done + 1;
		IF item.taken THEN
			PERFORM civic.refer(item.subject_id, item.entry_id, 2::int2, NULL, 'a loss in the period', greatest(day, today));
		ELSE
			subjects := subjects || item.subject_id;
			entries := entries || item.entry_id;
		END IF;
	END LOOP;
	IF subjects IS NOT NULL THEN
		PERFORM civic.mint_coupons(subjects, entries, greatest(day, today));
	END IF;
	RETURN done;
END $$;
COMMENT ON FUNCTION civic.settle_bonuses(pg_catalog.date) IS 'post bonuses for clean periods, and take back those that a late entry disproves; internal';

CREATE FUNCTION civic.tidy_settlement() RETURNS pg_catalog.void
LANGUAGE sql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
	DELETE FROM civic_private.settle_queue;
	DELETE FROM civic_private.outbox o WHERE o.acked_at < clock_timestamp() - interval '30 days';
	/* of a scheduler that calls every minute, those that found nothing to do; not the newest, which says what has been seen */
	DELETE FROM civic_private.settlement s WHERE s.done = 0 AND s.finished_at < clock_timestamp() - interval '30 days'
		AND s.settlement_id < (SELECT max(n.settlement_id) FROM civic_private.settlement n WHERE n.finished_at IS NOT NULL);
$$;
COMMENT ON FUNCTION civic.tidy_settlement() IS 'what is left to do when a settlement is over; internal';

/*
 * Commits after each step when it is called outside a transaction block, so
 * it can carry neither SECURITY DEFINER nor a SET clause: it switches to the
 * owner around each step and qualifies every name.
 */
CREATE PROCEDURE civic.settle(as_of pg_catalog.date DEFAULT NULL, batch pg_catalog.int4 DEFAULT 50000,
	INOUT settled pg_catalog.int8 DEFAULT NULL, INOUT changed pg_catalog.int8 DEFAULT NULL)
LANGUAGE C
AS 'MODULE_PATHNAME', 'civic_settle';
COMMENT ON PROCEDURE civic.settle(pg_catalog.date, pg_catalog.int4, pg_catalog.int8, pg_catalog.int8) IS 'settle a day (today) and those before it that were missed: standings, tiers, bonuses; the daily job';

/* Reasons are personal: the append-only row commits to them, the text can be erased. */
CREATE FUNCTION civic.keep_note(subject_id pg_catalog.int8, body pg_catalog.text) RETURNS pg_catalog.bytea
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	salt bytea := sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()));
	digest bytea := sha256(decode('4356436e01', 'hex') || salt || convert_to(body, 'UTF8'));
BEGIN
	IF body IS NULL OR btrim(body) = '' THEN
		RAISE EXCEPTION 'a reason must be given' USING ERRCODE = 'null_value_not_allowed';
	END IF;
	IF length(body) > 2000 THEN
		RAISE EXCEPTION 'a reason has at most 2000 characters' USING ERRCODE = 'string_data_right_truncation';
	END IF;
	INSERT INTO civic_private.standing_note VALUES (subject_id, digest, salt, body);
	RETURN digest;
END $$;
COMMENT ON FUNCTION civic.keep_note(pg_catalog.int8, pg_catalog.text) IS 'keep a reason and give what commits to it; internal';

/* Answers and locks show at once where today has been settled; else the settlement of today will see them. */
CREATE FUNCTION civic.apply_today(subject_id pg_catalog.int8) RETURNS pg_catalog.void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	IF (SELECT max(s.as_of) FROM civic_private.settlement s) = civic.today() THEN
		PERFORM civic.settle_subject(subject_id, civic.today());
	END IF;
END $$;
COMMENT ON FUNCTION civic.apply_today(pg_catalog.int8) IS 'compute one subject''s standing if today has been settled; internal';

CREATE FUNCTION civic.decide(decision_id pg_catalog.int8, verdict pg_catalog.bool, reason pg_catalog.text) RETURNS pg_catalog.void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* writes civic_private.decision_outcome */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	asked record;
	made record;
BEGIN
	PERFORM civic.layout_version();
	IF decision_id IS NULL OR verdict IS NULL THEN
		RAISE EXCEPTION '% must not be null', CASE WHEN decision_id IS NULL THEN 'decision_id' ELSE 'verdict' END
			USING ERRCODE = 'null_value_not_allowed';
	END IF;
	SELECT d.* INTO asked FROM civic_private.decision d WHERE d.decision_id = decide.decision_id;
	IF NOT FOUND THEN
		RAISE EXCEPTION 'unknown decision %', decision_id
			USING ERRCODE = 'undefined_object', HINT = 'civic.decisions lists them.';
	END IF;
	INSERT INTO civic_private.decision_outcome (subject_id, decision_id, verdict, decided_on, reason)
	VALUES (asked.subject_id, asked.decision_id, verdict, civic.today(), civic.keep_note(asked.subject_id, reason))
	ON CONFLICT DO NOTHING;
	IF NOT FOUND THEN
		SELECT o.* INTO made FROM civic_private.decision_outcome o
		 WHERE o.subject_id = asked.subject_id AND o.decision_id = asked.decision_id;
		RAISE EXCEPTION 'decision % is no longer open', decision_id
			USING ERRCODE = 'object_not_in_prerequisite_state',
				DETAIL = CASE WHEN made.verdict IS NULL THEN format('It lost its object on %s.', made.decided_on)
					ELSE format('It was %s by %s on %s.', CASE WHEN made.verdict THEN 'confirmed' ELSE 'refused' END, made.actor, made.decided_on) END;
	END IF;
	PERFORM civic.apply_today(asked.subject_id);
END $$;
COMMENT ON FUNCTION civic.decide(pg_catalog.int8, pg_catalog.bool, pg_catalog.text) IS 'confirm or refuse what settlement has put to a person: a fall of several tiers, a restriction';

CREATE FUNCTION civic.lock_tier(subject_id pg_catalog.int8, tier pg_catalog.text, reason pg_catalog.text, until pg_catalog.date) RETURNS pg_catalog.int8
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* writes civic_private.tier_lock */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	today date := civic.today();
	home text;
	new_id int8;
BEGIN
	PERFORM civic.check_subject(subject_id);
	IF tier IS NULL OR until IS NULL THEN
		RAISE EXCEPTION '% must not be null', CASE WHEN tier IS NULL THEN 'tier' ELSE 'until' END USING ERRCODE = 'null_value_not_allowed';
	END IF;
	IF until NOT BETWEEN today AND '9999-12-31' THEN
		RAISE EXCEPTION 'date out of range: "%"', until
			USING ERRCODE = 'datetime_field_overflow', HINT = 'A lock ends today or later; until is its last day.';
	END IF;
	SELECT r.area::text INTO home FROM civic_private.residence r
	 WHERE r.subject_id = lock_tier.subject_id AND r.since <= today AND r.effective_on <= today
	 ORDER BY r.since DESC, r.residence_id DESC LIMIT 1;
	IF NOT EXISTS (SELECT FROM civic_private.enactment e, jsonb_array_elements(e.document -> 'tiers') t
		WHERE e.policy_id = civic.policy_of_area(home, today) AND t.value ->> 'code' = tier) THEN
		RAISE EXCEPTION 'unknown tier "%"', tier
			USING ERRCODE = 'undefined_object', DETAIL = format('The policy in force for area "%s" does not have it.', home);
	END IF;
	INSERT INTO civic_private.tier_lock (subject_id, tier, from_day, until, reason)
	VALUES (subject_id, tier, today, until, civic.keep_note(subject_id, reason)) RETURNING lock_id INTO new_id;
	PERFORM civic.apply_today(subject_id);
	RETURN new_id;
END $$;
COMMENT ON FUNCTION civic.lock_tier(pg_catalog.int8, pg_catalog.text, pg_catalog.text, pg_catalog.date) IS 'fix the tier that is shown through a day; what is earned goes on underneath';

CREATE FUNCTION civic.unlock_tier(subject_id pg_catalog.int8, reason pg_catalog.text) RETURNS pg_catalog.void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* writes civic_private.tier_lock */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	held record;
BEGIN
	PERFORM civic.check_subject(subject_id);
	SELECT k.* INTO held FROM civic_private.tier_lock k WHERE k.subject_id = unlock_tier.subject_id ORDER BY k.lock_id DESC LIMIT 1;
	IF held.tier IS NULL OR held.until < civic.today() THEN
		RAISE EXCEPTION 'the tier of subject % is not locked', subject_id USING ERRCODE = 'object_not_in_prerequisite_state';
	END IF;
	INSERT INTO civic_private.tier_lock (subject_id, from_day, until, reason)
	VALUES (subject_id, civic.today(), held.until, civic.keep_note(subject_id, reason));
	PERFORM civic.apply_today(subject_id);
END $$;
COMMENT ON FUNCTION civic.unlock_tier(pg_catalog.int8, pg_catalog.text) IS 'release a tier that was fixed by hand';

/* History: the first placement, then every change. */
CREATE FUNCTION civic.tier_history(subject_id pg_catalog.int8)
RETURNS TABLE (effective_on pg_catalog.date, cause pg_catalog.text, from_tier pg_catalog.text, to_tier pg_catalog.text,
	earned_from pg_catalog.text, earned_to pg_catalog.text, score pg_catalog.numeric, policy_id pg_catalog.int4,
	entries pg_catalog.int8[], decision_id pg_catalog.int8, recorded_at pg_catalog.timestamptz, actor pg_catalog.name)
LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 10
/* reads civic_private.tier_change */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
	PERFORM civic.layout_version();
	RETURN QUERY
	SELECT h.effective_on, h.cause, h.from_tier, h.to_tier, h.earned_from_tier, h.earned_to_tier, h.score, h.policy_id,
		h.entries, h.decision_id, h.recorded_at, h.actor
	  FROM (SELECT t.placed_on AS effective_on, 'placed' AS cause, NULL::text AS from_tier, t.placed_tier AS to_tier,
				NULL::text AS earned_from_tier, NULL::text AS earned_to_tier, NULL::numeric AS score, NULL::int4 AS policy_id,
				NULL::int8[] AS entries, NULL::int8 AS decision_id, NULL::timestamptz AS recorded_at, NULL::name AS actor, 0::int8 AS change_id
			  FROM civic_private.standing t WHERE t.subject_id = tier_history.subject_id
			UNION ALL
			SELECT c.effective_on, c.cause, c.from_tier, c.to_tier, c.earned_from_tier, c.earned_to_tier, c.score * 0.01, c.policy_id,
				c.entries, c.decision_id, c.recorded_at, c.actor, c.change_id
			  FROM civic_private.tier_change c WHERE c.subject_id = tier_history.subject_id) h
	 ORDER BY h.effective_on, h.change_id;
END $$;
COMMENT ON FUNCTION civic.tier_history(pg_catalog.int8) IS 'how a subject came to its tier: the first placement and every change, with the entries that moved it';

CREATE FUNCTION civic.tier(subject_id pg_catalog.int8, as_of pg_catalog.date DEFAULT NULL) RETURNS pg_catalog.text
LANGUAGE plpgsql STABLE PARALLEL SAFE
/* reads civic_private.standing and tier_change */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	found_tier text;
	day date := coalesce(as_of, civic.today());
BEGIN
	PERFORM civic.layout_version();
	SELECT c.to_tier INTO found_tier FROM civic_private.tier_change c
	 WHERE c.subject_id = tier.subject_id AND c.effective_on <= day ORDER BY c.effective_on DESC, c.change_id DESC LIMIT 1;
	IF NOT FOUND THEN
		SELECT t.placed_tier INTO found_tier FROM civic_private.standing t WHERE t.subject_id = tier.subject_id AND t.placed_on <= day;
	END IF;
	RETURN found_tier;
END $$;
COMMENT ON FUNCTION civic.tier(pg_catalog.int8, pg_catalog.date) IS 'code of the tier that a subject had on a day (today); null before it was placed, and where it had none';

/* Households. */
CREATE FUNCTION civic.add_membership(resident pg_catalog.int8, household pg_catalog.int8, since pg_catalog.date) RETURNS pg_catalog.void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	today date := civic.today();
	day date := coalesce(since, today);
BEGIN
	IF day NOT BETWEEN '1900-01-01' AND today THEN
		RAISE EXCEPTION 'date out of range: "%"', day
			USING ERRCODE = 'datetime_field_overflow', HINT = 'A membership begins or ends between 1900-01-01 and today.';
	END IF;
	INSERT INTO civic_private.membership (subject_id, household_id, since, effective_on) VALUES (resident, household, day, today);
END $$;
COMMENT ON FUNCTION civic.add_membership(pg_catalog.int8, pg_catalog.int8, pg_catalog.date) IS 'append to the history of memberships; internal';

CREATE FUNCTION civic.join_household(resident pg_catalog.int8, household pg_catalog.int8, since pg_catalog.date DEFAULT NULL) RETURNS pg_catalog.void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* writes civic_private.membership */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	kinds text[];
BEGIN
	PERFORM civic.check_subject(resident);
	PERFORM civic.check_subject(household);
	SELECT ARRAY[r.kind, h.kind] INTO kinds FROM civic_private.subject r, civic_private.subject h
	 WHERE r.subject_id = resident AND h.subject_id = household;
	IF kinds[1] NOT IN ('resident', 'official') OR kinds[2] <> 'household' THEN
		RAISE EXCEPTION 'a % cannot join a %', kinds[1], kinds[2]
			USING ERRCODE = 'invalid_parameter_value', HINT = 'Residents and officials join households.';
	END IF;
	PERFORM civic.add_membership(resident, household, since);
END $$;
COMMENT ON FUNCTION civic.join_household(pg_catalog.int8, pg_catalog.int8, pg_catalog.date) IS 'a resident belongs to a household from a day (today) on, and to no other';

CREATE FUNCTION civic.leave_household(resident pg_catalog.int8, since pg_catalog.date DEFAULT NULL) RETURNS pg_catalog.void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* writes civic_private.membership */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	PERFORM civic.check_subject(resident);
	IF (SELECT m.household_id FROM civic_private.membership m WHERE m.subject_id = resident
		AND m.since <= coalesce(leave_household.since, civic.today()) ORDER BY m.since DESC, m.membership_id DESC LIMIT 1) IS NULL THEN
		RAISE EXCEPTION 'subject % belongs to no household', resident USING ERRCODE = 'object_not_in_prerequisite_state';
	END IF;
	PERFORM civic.add_membership(resident, NULL, since);
END $$;
COMMENT ON FUNCTION civic.leave_household(pg_catalog.int8, pg_catalog.date) IS 'a resident belongs to no household from a day (today) on';

CREATE FUNCTION civic.next_tier(subject_id pg_catalog.int8, lang pg_catalog.text DEFAULT 'en')
RETURNS TABLE (kind pg_catalog.text, tier pg_catalog.text, amount pg_catalog.numeric, until pg_catalog.date, explanation pg_catalog.text)
LANGUAGE C STABLE PARALLEL UNSAFE COST 2000 ROWS 5
/* reads civic_private.entry and standing */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_next_tier';
COMMENT ON FUNCTION civic.next_tier(pg_catalog.int8, pg_catalog.text) IS 'what is missing to the next tier, what keeps the present one, and what stands in the way, in English (en) or Chinese (zh)';

/*
 * Roll-ups.  Points are hundredths, so an average is exact up to its own
 * rounding: 4, 2 and 9 make 5.00.
 */
CREATE FUNCTION civic.household_standings(household pg_catalog.int8 DEFAULT NULL)
RETURNS TABLE (household_id pg_catalog.int8, members pg_catalog.int8, average pg_catalog.numeric, total pg_catalog.numeric,
	lowest pg_catalog.numeric, highest pg_catalog.numeric, own pg_catalog.numeric)
LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 1000
/* reads civic_private.membership and standing */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
	PERFORM civic.layout_version();
	RETURN QUERY
	SELECT h.household_id, count(t.subject_id), round(avg(t.score) * 0.01, 2), sum(t.score) * 0.01,
		min(t.score) * 0.01, max(t.score) * 0.01,
		(SELECT o.score * 0.01 FROM civic_private.standing o WHERE o.subject_id = h.household_id)
	  FROM (SELECT DISTINCT ON (m.subject_id) m.subject_id, m.household_id FROM civic_private.membership m
			 WHERE m.since <= civic.today() AND m.effective_on <= civic.today()
			   AND (household_standings.household IS NULL OR m.subject_id IN (
				SELECT k.subject_id FROM civic_private.membership k WHERE k.household_id = household_standings.household))
			 ORDER BY m.subject_id, m.since DESC, m.membership_id DESC) h
	  LEFT JOIN civic_private.standing t USING (subject_id)
	 WHERE h.household_id IS NOT NULL AND (household_standings.household IS NULL OR h.household_id = household_standings.household)
	 GROUP BY h.household_id ORDER BY h.household_id;
END $$;
COMMENT ON FUNCTION civic.household_standings(pg_catalog.int8) IS 'households by the standings of who belongs to them today; own is the household''s own score, as a subject';

/* Scores by area: from standings, or for a past day from the ledger itself. */
CREATE FUNCTION civic.scores_by_home(as_of pg_catalog.date, kind pg_catalog.text)
RETURNS TABLE (subject_id pg_catalog.int8, home pg_catalog.text, score pg_catalog.numeric)
LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 100000 SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
	IF as_of IS NOT NULL THEN
		RETURN QUERY
		SELECT s.subject_id, s.area::text, s.score FROM civic.scores(as_of) s JOIN civic_private.subject p USING (subject_id)
		 WHERE (scores_by_home.kind IS NULL OR p.kind = scores_by_home.kind) AND s.score IS NOT NULL;
		RETURN;
	END IF;
	RETURN QUERY
	SELECT t.subject_id, coalesce(h.area, (SELECT r.area FROM civic_private.residence r
			WHERE r.subject_id = t.subject_id ORDER BY r.since, r.residence_id LIMIT 1))::text, t.score * 0.01
	  FROM civic_private.standing t JOIN civic_private.subject p USING (subject_id)
	  LEFT JOIN (SELECT DISTINCT ON (r.subject_id) r.subject_id, r.area FROM civic_private.residence r
				  WHERE r.since <= civic.today() AND r.effective_on <= civic.today()
				  ORDER BY r.subject_id, r.since DESC, r.residence_id DESC) h USING (subject_id)
	 WHERE scores_by_home.kind IS NULL OR p.kind = scores_by_home.kind;
END $$;
COMMENT ON FUNCTION civic.scores_by_home(pg_catalog.date, pg_catalog.text) IS 'scores with the area where each subject lives; internal';

CREATE FUNCTION civic.area_standings(within ltree DEFAULT NULL, as_of pg_catalog.date DEFAULT NULL, kind pg_catalog.text DEFAULT 'resident')
RETURNS TABLE (area ltree, level pg_catalog.int4, title_zh pg_catalog.text, title_en pg_catalog.text, subjects pg_catalog.int8,
	average pg_catalog.numeric, total pg_catalog.numeric, median pg_catalog.numeric, lowest pg_catalog.numeric, highest pg_catalog.numeric)
LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 1000
/* reads civic_private.standing and residence */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
	PERFORM civic.layout_version();
	RETURN QUERY
	WITH home AS MATERIALIZED (
		SELECT h.home, h.score FROM civic.scores_by_home(area_standings.as_of, area_standings.kind) h
	), place AS (
		/* each home names the areas that it is in, so that no area has to be compared with every home */
		SELECT a.area, a.title_zh, a.title_en, d.home
		  FROM (SELECT g.home, string_to_array(g.home, '.') AS labels FROM (SELECT DISTINCT h.home FROM home h) g) d
		  CROSS JOIN LATERAL generate_series(1, cardinality(d.labels)) n (depth)
		  JOIN civic_private.area a ON a.area::text = array_to_string(d.labels[:n.depth], '.')
		 WHERE area_standings.within IS NULL OR starts_with(a.area::text || '.', area_standings.within::text || '.')
	)
	SELECT p.area, cardinality(string_to_array(p.area::text, '.')), min(p.title_zh), min(p.title_en), count(*),
		round(avg(h.score), 2), sum(h.score), round((percentile_cont(0.5) WITHIN GROUP (ORDER BY h.score * 100))::numeric / 100, 2), min(h.score), max(h.score)
	  FROM place p JOIN home h USING (home)
	 GROUP BY 1 ORDER BY p.area::text;
END $$;
COMMENT ON FUNCTION civic.area_standings(ltree, pg_catalog.date, pg_catalog.text) IS 'scores of an area and those below it (of all), level by level, today or as of a past day; kind is that of the subjects, null = all';

/*
 * Honours, as red and black lists have them, for what is not a person: areas
 * by the average of who lives there, organisations by their own score.
 */
CREATE FUNCTION civic.honours(kind pg_catalog.text DEFAULT 'area', level pg_catalog.int4 DEFAULT 2, places pg_catalog.int4 DEFAULT 10,
	least_members pg_catalog.int4 DEFAULT 10, list pg_catalog.text DEFAULT 'red')
RETURNS TABLE (place pg_catalog.int8, area ltree, subject_id pg_catalog.int8, name pg_catalog.text, score pg_catalog.numeric, members pg_catalog.int8)
LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 10
/* reads civic_private.standing, subject and residence */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
	PERFORM civic.layout_version();
	IF kind IS NULL OR kind NOT IN ('area', 'organisation') THEN
		RAISE EXCEPTION 'unknown kind of honours "%"', kind
			USING ERRCODE = 'invalid_parameter_value', HINT = 'Kinds are area and organisation; persons are never ranked.';
	END IF;
	IF list IS NULL OR list NOT IN ('red', 'black') THEN
		RAISE EXCEPTION 'unknown list "%"', list USING ERRCODE = 'invalid_parameter_value', HINT = 'Lists are red (best first) and black (worst first).';
	END IF;
	IF level IS NULL OR places IS NULL OR places < 1 OR least_members IS NULL OR least_members < 2 THEN
		RAISE EXCEPTION 'level, places and least_members must be given, and an area of one person is a person'
			USING ERRCODE = 'invalid_parameter_value', HINT = 'least_members is 2 or more.';
	END IF;
	RETURN QUERY
	WITH candidate AS (
		SELECT a.area, NULL::int8 AS subject_id, coalesce(a.title_en, a.area::text) AS name, a.average AS score, a.subjects AS members
		  FROM civic.area_standings() a
		 WHERE honours.kind = 'area' AND a.level = honours.level AND a.subjects >= least_members
		UNION ALL
		SELECT NULL, t.subject_id, coalesce(s.attributes ->> 'name', t.subject_id::text), t.score * 0.01, NULL
		  FROM civic_private.standing t JOIN civic_private.subject s USING (subject_id)
		 WHERE honours.kind = 'organisation' AND s.kind = 'organisation'
	), ranked AS (
		SELECT rank() OVER (ORDER BY CASE list WHEN 'red' THEN -c.score ELSE c.score END) AS place, c.* FROM candidate c
	)
	SELECT r.place, r.area, r.subject_id, r.name, r.score, r.members FROM ranked r
	 WHERE r.place <= places ORDER BY r.place, r.area::text, r.name;
END $$;
COMMENT ON FUNCTION civic.honours(pg_catalog.text, pg_catalog.int4, pg_catalog.int4, pg_catalog.int4, pg_catalog.text) IS 'the best (red) or worst (black) areas of a level, or organisations; never persons';
/* Rewards: benefits, coupons, redemptions. */

CREATE FUNCTION civic.lay_out_rewards() RETURNS pg_catalog.void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	PERFORM civic.lay_out($layout$
CREATE TABLE civic_private.wallet (
	subject_id int8 PRIMARY KEY REFERENCES civic_private.subject,
	version int8 NOT NULL DEFAULT 1
) WITH (fillfactor = 50);
COMMENT ON TABLE civic_private.wallet IS 'the lock of each wallet: whoever takes from one changes its row first';

CREATE TABLE civic_private.coupon (
	subject_id int8 NOT NULL,
	coupon_id int8 GENERATED BY DEFAULT AS IDENTITY (CACHE 1),
	kind int2 NOT NULL CHECK (kind BETWEEN 1 AND 9),
	amount int8 NOT NULL CHECK (amount > 0 OR amount = 0 AND kind IN (2, 3, 7, 8, 9)),
	on_day date NOT NULL CHECK (on_day BETWEEN '1900-01-01' AND '9999-12-31'),
	expires_on date CHECK (expires_on BETWEEN '1900-01-01' AND '9999-12-31'),
	ref_id int8 NOT NULL,
	until timestamptz,
	recorded_at timestamptz NOT NULL,
	xact int8 NOT NULL,
	actor name NOT NULL,
	PRIMARY KEY (subject_id, coupon_id) INCLUDE (kind, amount, on_day, expires_on, ref_id, until),
	CHECK ((kind = 7) = (until IS NOT NULL)),
	CHECK (expires_on IS NULL OR kind IN (1, 5, 7))
);
COMMENT ON TABLE civic_private.coupon IS 'what came into a wallet and went out of it, append-only; amounts are in hundredths; kinds: 1 earned, 2 spent, 3 refunded, 4 given, 5 received, 6 taken back, 7 held, 8 confirmed, 9 released; expires_on is the last day of a lot, or the day on which a hold times out; ref_id is an entry (1, 6), a redemption (2, 3, 7, 8, 9) or a gift (4, 5)';
/* nothing happens twice; a gift may arrive as several lots */
CREATE UNIQUE INDEX coupon_ref_key ON civic_private.coupon (subject_id, ref_id, kind) WHERE kind <> 5;
ALTER TABLE civic_private.coupon SET (autovacuum_vacuum_insert_scale_factor = 0.05, autovacuum_vacuum_insert_threshold = 10000);

/* redemptions and gifts share their numbers, so that ids in a wallet rise */
CREATE SEQUENCE civic_private.redemption_id AS int8;
COMMENT ON SEQUENCE civic_private.redemption_id IS 'numbers of redemptions and gifts';

CREATE TABLE civic_private.redemption (
	subject_id int8 NOT NULL,
	redemption_id int8 NOT NULL DEFAULT nextval('civic_private.redemption_id'),
	request_id text NOT NULL CHECK (octet_length(request_id) BETWEEN 1 AND 256),
	benefit text NOT NULL,
	policy_id int4 NOT NULL,
	quantity int4 NOT NULL CHECK (quantity > 0),
	cost int8 NOT NULL CHECK (cost >= 0),
	available int8 NOT NULL CHECK (available >= 0),
	on_day date NOT NULL,
	hold_until timestamptz,
	recorded_at timestamptz NOT NULL,
	xact int8 NOT NULL,
	actor name NOT NULL,
	PRIMARY KEY (subject_id, redemption_id),
	UNIQUE (subject_id, request_id)
);
COMMENT ON TABLE civic_private.redemption IS 'redemptions as they were made, at once or (hold_until) as reservations; available is what was left of the wallet then';

CREATE TABLE civic_private.redemption_move (
	subject_id int8 NOT NULL,
	move_id int8 GENERATED BY DEFAULT AS IDENTITY,
	redemption_id int8 NOT NULL,
	state text NOT NULL CHECK (state IN ('confirmed', 'released', 'timed_out', 'cancelled')),
	on_day date NOT NULL,
	reason bytea CHECK (octet_length(reason) = 32),
	recorded_at timestamptz NOT NULL,
	xact int8 NOT NULL,
	actor name NOT NULL,
	PRIMARY KEY (subject_id, redemption_id, move_id),
	UNIQUE (subject_id, redemption_id, state),
	FOREIGN KEY (subject_id, redemption_id) REFERENCES civic_private.redemption (subject_id, redemption_id)
);
COMMENT ON TABLE civic_private.redemption_move IS 'what became of redemptions; the last move tells the state';

CREATE TABLE civic_private.hold (
	subject_id int8 NOT NULL,
	redemption_id int8 NOT NULL,
	policy_id int4 NOT NULL,
	benefit text NOT NULL,
	quantity int4 NOT NULL,
	cost int8 NOT NULL,
	until timestamptz NOT NULL,
	until_day date NOT NULL,
	PRIMARY KEY (subject_id, redemption_id)
);
COMMENT ON TABLE civic_private.hold IS 'reservations that are neither confirmed nor over';
CREATE INDEX hold_until_idx ON civic_private.hold (until);

CREATE TABLE civic_private.stock (
	policy_id int4 NOT NULL,
	benefit text NOT NULL,
	taken int8 NOT NULL DEFAULT 0 CHECK (taken >= 0),
	PRIMARY KEY (policy_id, benefit)
) WITH (fillfactor = 50);
COMMENT ON TABLE civic_private.stock IS 'how many of a benefit with a stock are redeemed or held';

CREATE TABLE civic_private.gift (
	subject_id int8 NOT NULL,
	gift_id int8 NOT NULL DEFAULT nextval('civic_private.redemption_id'),
	recipient_id int8 NOT NULL,
	request_id text NOT NULL CHECK (octet_length(request_id) BETWEEN 1 AND 256),
	amount int8 NOT NULL CHECK (amount > 0),
	available int8 NOT NULL CHECK (available >= 0),
	on_day date NOT NULL,
	note bytea CHECK (octet_length(note) = 32),
	recorded_at timestamptz NOT NULL,
	xact int8 NOT NULL,
	actor name NOT NULL,
	PRIMARY KEY (subject_id, gift_id),
	UNIQUE (subject_id, request_id),
	CHECK (recipient_id <> subject_id)
);
COMMENT ON TABLE civic_private.gift IS 'coupons given from one subject to another';

CREATE TABLE civic_private.reward_note (
	subject_id int8 NOT NULL,
	commitment bytea NOT NULL CHECK (octet_length(commitment) = 32),
	salt bytea NOT NULL CHECK (octet_length(salt) = 32),
	body text NOT NULL,
	PRIMARY KEY (subject_id, commitment)
);
COMMENT ON TABLE civic_private.reward_note IS 'reasons of cancellations and notes of gifts, to which their rows commit; erasable';
	$layout$);
END $$;
COMMENT ON FUNCTION civic.lay_out_rewards() IS 'make the tables of rewards';

CREATE FUNCTION civic.view_rewards() RETURNS pg_catalog.void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	PERFORM civic.lay_out($layout$
CREATE OR REPLACE VIEW civic.redemptions WITH (security_barrier) AS
	SELECT r.subject_id, r.redemption_id, r.request_id, r.benefit, r.policy_id, r.quantity, r.cost * 0.01 AS cost,
		CASE WHEN m.state IS NOT NULL THEN m.state WHEN r.hold_until IS NULL THEN 'redeemed'
			WHEN r.hold_until > now() THEN 'held' ELSE 'timed_out' END AS state,
		r.hold_until, r.on_day, r.recorded_at, r.actor, m.recorded_at AS moved_at, m.actor AS moved_by
	  FROM civic_private.redemption r
	  LEFT JOIN LATERAL (SELECT x.state, x.recorded_at, x.actor FROM civic_private.redemption_move x
		WHERE x.subject_id = r.subject_id AND x.redemption_id = r.redemption_id ORDER BY x.move_id DESC LIMIT 1) m ON true;
COMMENT ON VIEW civic.redemptions IS 'redemptions and reservations, and what became of them';

CREATE OR REPLACE VIEW civic.gifts WITH (security_barrier) AS
	SELECT g.subject_id, g.gift_id, g.recipient_id, g.request_id, g.amount * 0.01 AS amount, g.on_day, g.recorded_at, g.actor
	  FROM civic_private.gift g;
COMMENT ON VIEW civic.gifts IS 'coupons given from one subject to another';

CREATE OR REPLACE VIEW civic.stocks WITH (security_barrier) AS
	SELECT e.policy_id, e.area, b.code AS benefit, b.stock::int8 AS stock, coalesce(s.taken, 0) - coalesce(h.over, 0) AS taken,
		greatest(b.stock::int8 - coalesce(s.taken, 0) + coalesce(h.over, 0), 0) AS left
	  FROM civic_private.enactment e
	/* a pack may write 5.0 for 5 */
	 CROSS JOIN LATERAL jsonb_to_recordset(coalesce(e.document -> 'benefits', '[]')) b (code text, stock numeric)
	  LEFT JOIN civic_private.stock s ON s.policy_id = e.policy_id AND s.benefit = b.code
	/* what has timed out is over, written down or not */
	  LEFT JOIN (SELECT x.policy_id, x.benefit, sum(x.quantity) AS over FROM civic_private.hold x WHERE x.until <= now() GROUP BY 1, 2) h
		ON h.policy_id = e.policy_id AND h.benefit = b.code
	 WHERE b.stock IS NOT NULL;
COMMENT ON VIEW civic.stocks IS 'how many are left of each benefit with a stock, by policy version';
	$layout$);
END $$;
COMMENT ON FUNCTION civic.view_rewards() IS 'make the staff views of rewards';

/* ----------
 * benefits
 * ----------
 */

CREATE FUNCTION civic.entitled(subject_id pg_catalog.int8, benefit pg_catalog.text, lang pg_catalog.text DEFAULT 'en',
	OUT entitled pg_catalog.bool, OUT reason pg_catalog.text, OUT explanation pg_catalog.text, OUT missing pg_catalog.numeric)
LANGUAGE C STABLE PARALLEL SAFE
/* reads standings and policies, for those who may ask */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_entitled';
COMMENT ON FUNCTION civic.entitled(pg_catalog.int8, pg_catalog.text, pg_catalog.text) IS 'is the subject entitled to a benefit, and if not, why, and what is missing';

CREATE FUNCTION civic.benefits(subject_id pg_catalog.int8, lang pg_catalog.text DEFAULT 'en')
RETURNS TABLE (benefit pg_catalog.text, title pg_catalog.text, scenario pg_catalog.text, kind pg_catalog.text,
	entitled pg_catalog.bool, redeemable pg_catalog.bool, reason pg_catalog.text, explanation pg_catalog.text, missing pg_catalog.numeric,
	cost pg_catalog.numeric, coupons_missing pg_catalog.numeric, stock_left pg_catalog.int8, limit_left pg_catalog.int8,
	value pg_catalog.numeric, unit pg_catalog.text)
LANGUAGE C STABLE PARALLEL SAFE
/* as entitled(), and reads the wallet */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_benefits';
COMMENT ON FUNCTION civic.benefits(pg_catalog.int8, pg_catalog.text) IS 'what a subject has, what it could have, and what is missing';

/* ----------
 * wallets
 * ----------
 */

CREATE FUNCTION civic.wallet(subject_id pg_catalog.int8, as_of pg_catalog.date DEFAULT NULL,
	OUT balance pg_catalog.numeric, OUT debt pg_catalog.numeric, OUT held pg_catalog.numeric, OUT available pg_catalog.numeric)
LANGUAGE C STABLE PARALLEL SAFE
/* reads civic_private.coupon, for those who may ask */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_wallet';
COMMENT ON FUNCTION civic.wallet(pg_catalog.int8, pg_catalog.date) IS 'what is in a wallet, at the end of a day (now)';

CREATE FUNCTION civic.wallet_lots(subject_id pg_catalog.int8, as_of pg_catalog.date DEFAULT NULL)
RETURNS TABLE (lot_id pg_catalog.int8, came_as pg_catalog.text, ref_id pg_catalog.int8, on_day pg_catalog.date, expires_on pg_catalog.date,
	amount pg_catalog.numeric, "left" pg_catalog.numeric, valid pg_catalog.bool)
LANGUAGE C STABLE PARALLEL SAFE
/* as wallet() */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_wallet_lots';
COMMENT ON FUNCTION civic.wallet_lots(pg_catalog.int8, pg_catalog.date) IS 'the lots of a wallet and what is left of each';

CREATE FUNCTION civic.wallet_moves(subject_id pg_catalog.int8, as_of pg_catalog.date DEFAULT NULL)
RETURNS TABLE (seq pg_catalog.int8, coupon_id pg_catalog.int8, on_day pg_catalog.date, move pg_catalog.text, lot_id pg_catalog.int8,
	expires_on pg_catalog.date, lot_change pg_catalog.numeric, debt_change pg_catalog.numeric)
LANGUAGE C STABLE PARALLEL SAFE
/* as wallet() */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_wallet_moves';
COMMENT ON FUNCTION civic.wallet_moves(pg_catalog.int8, pg_catalog.date) IS 'every change of every lot and of the debt; they add up to the wallet';

CREATE FUNCTION civic.coupon_history(subject_id pg_catalog.int8, as_of pg_catalog.date DEFAULT NULL)
RETURNS TABLE (seq pg_catalog.int8, on_day pg_catalog.date, kind pg_catalog.text, move pg_catalog.text, lot_id pg_catalog.int8,
	expires_on pg_catalog.date, change pg_catalog.numeric, debt_change pg_catalog.numeric, entry_id pg_catalog.int8,
	redemption_id pg_catalog.int8, benefit pg_catalog.text, gift_id pg_catalog.int8, recorded_at pg_catalog.timestamptz, actor pg_catalog.name)
LANGUAGE plpgsql STABLE PARALLEL UNSAFE
/* as wallet() */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
	PERFORM civic.layout_version();
	RETURN QUERY
	SELECT m.seq, m.on_day,
		/* what has timed out and what was given up are released alike, and nobody may have written the former down yet */
		CASE WHEN m.move = 'expired' THEN 'expired' WHEN c.kind = 7 AND m.move <> 'drawn' THEN 'timed_out'
			WHEN c.kind = 9 THEN (SELECT x.state FROM civic_private.redemption_move x WHERE x.subject_id = c.subject_id
				AND x.redemption_id = c.ref_id AND x.state IN ('released', 'timed_out'))
			ELSE (ARRAY['earned', 'spent', 'refunded', 'given', 'received', 'taken_back', 'held', 'confirmed'])[c.kind] END,
		m.move, m.lot_id, m.expires_on, m.lot_change, m.debt_change,
		CASE WHEN c.kind IN (1, 6) THEN c.ref_id END,
		CASE WHEN c.kind IN (2, 3, 7, 8, 9) THEN c.ref_id END, r.benefit,
		CASE WHEN c.kind IN (4, 5) THEN c.ref_id END, c.recorded_at, c.actor
	  FROM civic.wallet_moves(subject_id, as_of) m
	  JOIN civic_private.coupon c ON c.subject_id = coupon_history.subject_id AND c.coupon_id = m.coupon_id
	  LEFT JOIN civic_private.redemption r ON c.kind IN (2, 3, 7, 8, 9) AND r.subject_id = c.subject_id AND r.redemption_id = c.ref_id
	 ORDER BY m.seq;
END $$;
COMMENT ON FUNCTION civic.coupon_history(pg_catalog.int8, pg_catalog.date) IS 'what came into a wallet and went out of it, each spend with the lots that it drew from';

CREATE FUNCTION civic.expiring(subject_id pg_catalog.int8, within pg_catalog.int4 DEFAULT 30)
RETURNS TABLE (expires_on pg_catalog.date, amount pg_catalog.numeric, lots pg_catalog.int8)
LANGUAGE sql STABLE PARALLEL UNSAFE
/* as wallet() */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
	SELECT l.expires_on, sum(l."left"), count(*)
	  FROM civic.wallet_lots(subject_id) l
	 WHERE l.valid AND l."left" > 0 AND l.expires_on - civic.today() <= within
	 GROUP BY l.expires_on ORDER BY l.expires_on
$$;
COMMENT ON FUNCTION civic.expiring(pg_catalog.int8, pg_catalog.int4) IS 'coupons that expire within so many days, by their last day';

/* For those who post awards set-wise; the poster calls it in the same transaction.  It is granted to nobody. */
CREATE FUNCTION civic.mint_coupons(subject_ids pg_catalog.int8[], entry_ids pg_catalog.int8[], day pg_catalog.date) RETURNS pg_catalog.int8
LANGUAGE C VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_mint_coupons';
COMMENT ON FUNCTION civic.mint_coupons(pg_catalog.int8[], pg_catalog.int8[], pg_catalog.date) IS 'give the coupons that posted awards earn; internal';

/* ----------
 * redemptions
 * ----------
 */

CREATE FUNCTION civic.redeem(subject_id pg_catalog.int8, benefit pg_catalog.text, quantity pg_catalog.int4 DEFAULT 1, request_id pg_catalog.text DEFAULT NULL,
	OUT redemption_id pg_catalog.int8, OUT cost pg_catalog.numeric, OUT available pg_catalog.numeric, OUT hold_until pg_catalog.timestamptz)
LANGUAGE C VOLATILE PARALLEL UNSAFE
/* writes redemptions and coupons, for those who may serve subjects */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_redeem';
COMMENT ON FUNCTION civic.redeem(pg_catalog.int8, pg_catalog.text, pg_catalog.int4, pg_catalog.text) IS 'spend coupons on a benefit; the same request_id with the same content gives the same answer again';

CREATE FUNCTION civic.reserve(subject_id pg_catalog.int8, benefit pg_catalog.text, quantity pg_catalog.int4 DEFAULT 1, request_id pg_catalog.text DEFAULT NULL,
	OUT redemption_id pg_catalog.int8, OUT cost pg_catalog.numeric, OUT available pg_catalog.numeric, OUT hold_until pg_catalog.timestamptz)
LANGUAGE C VOLATILE PARALLEL UNSAFE
/* as redeem() */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_reserve';
COMMENT ON FUNCTION civic.reserve(pg_catalog.int8, pg_catalog.text, pg_catalog.int4, pg_catalog.text) IS 'hold coupons and stock for a benefit until it is confirmed, released or timed out';

CREATE FUNCTION civic.confirm_redemption(subject_id pg_catalog.int8, redemption_id pg_catalog.int8) RETURNS pg_catalog.numeric
LANGUAGE C VOLATILE PARALLEL UNSAFE
/* as redeem() */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_confirm_redemption';
COMMENT ON FUNCTION civic.confirm_redemption(pg_catalog.int8, pg_catalog.int8) IS 'spend what a reservation holds; returns the coupons available then';

CREATE FUNCTION civic.release_redemption(subject_id pg_catalog.int8, redemption_id pg_catalog.int8) RETURNS pg_catalog.numeric
LANGUAGE C VOLATILE PARALLEL UNSAFE
/* as redeem() */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_release_redemption';
COMMENT ON FUNCTION civic.release_redemption(pg_catalog.int8, pg_catalog.int8) IS 'give a reservation up; returns the coupons available then';

CREATE FUNCTION civic.cancel_redemption(subject_id pg_catalog.int8, redemption_id pg_catalog.int8, reason pg_catalog.text) RETURNS pg_catalog.numeric
LANGUAGE C VOLATILE PARALLEL UNSAFE
/* as redeem() */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_cancel_redemption';
COMMENT ON FUNCTION civic.cancel_redemption(pg_catalog.int8, pg_catalog.int8, pg_catalog.text) IS 'undo a redemption: coupons return to their lots, the goods to stock; returns the coupons available then';

CREATE FUNCTION civic.gift(subject_id pg_catalog.int8, recipient_id pg_catalog.int8, amount pg_catalog.numeric, request_id pg_catalog.text, note pg_catalog.text DEFAULT NULL,
	OUT gift_id pg_catalog.int8, OUT available pg_catalog.numeric)
LANGUAGE C VOLATILE PARALLEL UNSAFE
/* as redeem() */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_gift';
COMMENT ON FUNCTION civic.gift(pg_catalog.int8, pg_catalog.int8, pg_catalog.numeric, pg_catalog.text, pg_catalog.text) IS 'give coupons to another subject; they keep their expiry';

CREATE FUNCTION civic.sweep_holds() RETURNS pg_catalog.int8
LANGUAGE C VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_sweep_holds';
COMMENT ON FUNCTION civic.sweep_holds() IS 'end the reservations that have timed out; internal';

CREATE FUNCTION civic.settle_rewards(day pg_catalog.date) RETURNS pg_catalog.int8
LANGUAGE sql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$ SELECT civic.sweep_holds() $$;
COMMENT ON FUNCTION civic.settle_rewards(pg_catalog.date) IS 'what settlement does for rewards on a day: end the reservations that have timed out; how many there were';
/* Repair: cases, steps, publicity, retention, reports. */

CREATE FUNCTION civic.lay_out_repair() RETURNS pg_catalog.void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	PERFORM civic.lay_out($layout$
CREATE TABLE civic_private.panel (
	area @ltree@.ltree NOT NULL REFERENCES civic_private.area,
	panel_id int8 GENERATED BY DEFAULT AS IDENTITY,
	members name[] NOT NULL,
	recorded_at timestamptz NOT NULL,
	xact int8 NOT NULL,
	actor name NOT NULL,
	PRIMARY KEY (area, panel_id)
);
COMMENT ON TABLE civic_private.panel IS 'who sits on the panel that decides repair steps of an area and those below it; the last row holds';

CREATE SEQUENCE civic_private.link_id;
COMMENT ON SEQUENCE civic_private.link_id IS 'numbers of decisions that carry several offences';

CREATE TABLE civic_private.linked_decision (
	subject_id int8 NOT NULL,
	entry_id int8 NOT NULL,
	link_id int8 NOT NULL,
	document_date date NOT NULL CHECK (document_date BETWEEN '1900-01-01' AND '9999-12-31'),
	reference bytea NOT NULL CHECK (octet_length(reference) = 32),
	recorded_at timestamptz NOT NULL,
	xact int8 NOT NULL,
	actor name NOT NULL,
	PRIMARY KEY (subject_id, entry_id)
);
COMMENT ON TABLE civic_private.linked_decision IS 'losses and the decision that carries them, one for several; its date is where publicity starts, reference commits to its number';
CREATE INDEX linked_decision_link_idx ON civic_private.linked_decision (link_id);

CREATE TABLE civic_private.repair_case (
	subject_id int8 NOT NULL,
	case_id int8 GENERATED BY DEFAULT AS IDENTITY,
	entry_id int8 NOT NULL,
	policy_id int4 NOT NULL,
	severity int2 NOT NULL,
	path text NOT NULL,
	area text NOT NULL,
	document_date date NOT NULL,
	repairable_from date,
	ends_on date,
	lapses_on date,
	opened_on date NOT NULL,
	state int2 NOT NULL,
	step int2 NOT NULL,
	step_since date NOT NULL,
	share int2 NOT NULL CHECK (share BETWEEN 0 AND 10000),
	appealed bool NOT NULL DEFAULT false,
	moves int4 NOT NULL DEFAULT 1,
	submitted_on date,
	submitted_by name,
	due_on date,
	next_move_on date,
	watch int2 NOT NULL DEFAULT 0,
	watched_rule text,
	closed_on date,
	PRIMARY KEY (subject_id, case_id),
	CHECK ((state BETWEEN 1 AND 5) = (closed_on IS NULL)),
	CHECK (state <> 6 OR closed_on >= repairable_from)
) WITH (fillfactor = 80);
COMMENT ON TABLE civic_private.repair_case IS 'repair cases as they stand; repair_move tells how they came there; ends_on is the first day without publicity, next_move_on the first on which settlement may have to move it, watch what it then looks at (1 hours under watched_rule, 2 new losses)';
CREATE UNIQUE INDEX repair_case_open_key ON civic_private.repair_case (subject_id, entry_id) WHERE state BETWEEN 1 AND 5;
CREATE INDEX repair_case_next_idx ON civic_private.repair_case (next_move_on) WHERE next_move_on IS NOT NULL;
CREATE INDEX repair_case_due_idx ON civic_private.repair_case (due_on) WHERE due_on IS NOT NULL;

CREATE TABLE civic_private.repair_move (
	subject_id int8 NOT NULL,
	case_id int8 NOT NULL,
	move_no int4 NOT NULL,
	move int2 NOT NULL,
	from_state int2 NOT NULL,
	to_state int2 NOT NULL,
	step int2 NOT NULL,
	on_day date NOT NULL,
	days int4 NOT NULL,
	share_before int2 NOT NULL,
	share int2 NOT NULL,
	vote bool,
	repair_id int8,
	evidence bytea CHECK (octet_length(evidence) = 32),
	reason bytea CHECK (octet_length(reason) = 32),
	recorded_at timestamptz NOT NULL,
	xact int8 NOT NULL,
	actor name NOT NULL,
	PRIMARY KEY (subject_id, case_id, move_no),
	CHECK (share >= share_before)
);
COMMENT ON TABLE civic_private.repair_move IS 'what was done about repair cases; days: since the step began; repair_id: the entry that restored the share; evidence and reason commit to texts (of a return, evidence is the list of what is missing)';
CREATE INDEX repair_move_day_idx ON civic_private.repair_move USING brin (on_day) WITH (pages_per_range = 32);

CREATE TABLE civic_private.repair_text (
	subject_id int8 NOT NULL,
	entry_id int8 NOT NULL,
	case_id int8 NOT NULL,
	move_no int4 NOT NULL,
	part int2 NOT NULL,
	salt bytea NOT NULL CHECK (octet_length(salt) = 32),
	body bytea NOT NULL,
	PRIMARY KEY (subject_id, entry_id, case_id, move_no, part)
);
COMMENT ON TABLE civic_private.repair_text IS 'what moves commit to: 1 evidence, 2 reasons; and 3 the number of a decision; erasable';

CREATE TABLE civic_private.erasure (
	subject_id int8 NOT NULL,
	entry_id int8 NOT NULL,
	on_day date NOT NULL,
	years int4 NOT NULL,
	reference_id int8,
	texts int4 NOT NULL,
	reason text NOT NULL CHECK (reason = 'retention'),
	recorded_at timestamptz NOT NULL,
	xact int8 NOT NULL,
	actor name NOT NULL,
	PRIMARY KEY (subject_id, entry_id)
);
COMMENT ON TABLE civic_private.erasure IS 'losses that were forgotten: reference_id is the entry from which on they no longer count, texts how many bodies were erased';

CREATE TABLE civic_private.retention_run (
	only_one bool PRIMARY KEY DEFAULT true CHECK (only_one),
	done_to date,
	snapshot pg_snapshot,
	cluster int8
);
COMMENT ON TABLE civic_private.retention_run IS 'how far forgetting is: losses due by done_to, of transactions that the snapshot sees as over';
INSERT INTO civic_private.retention_run DEFAULT VALUES;

/*
 * Forgetting looks for what occurred years ago; outliers are kept apart, since
 * late events are ordinary.  It is an index of an expression, so that no plan
 * for one subject takes it.
 */
CREATE INDEX entry_occurred_idx ON civic_private.entry USING brin ((occurred_on + 0) date_minmax_multi_ops) WITH (pages_per_range = 32);
	$layout$);
END $$;
COMMENT ON FUNCTION civic.lay_out_repair() IS 'make the tables of repair';

CREATE FUNCTION civic.view_repair() RETURNS pg_catalog.void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	PERFORM civic.lay_out($layout$
CREATE OR REPLACE VIEW civic.repair_cases WITH (security_barrier) AS
	SELECT c.subject_id, c.case_id, c.entry_id, civic.severity_name(c.severity) AS severity, c.path, c.area, c.policy_id,
		civic.repair_state_name(c.state) AS state, c.state BETWEEN 1 AND 5 AS open, c.step, c.share * 0.0001 AS restored,
		c.document_date, c.repairable_from, c.ends_on AS publicity_ends_on, c.opened_on, c.submitted_on, c.due_on, c.closed_on
	  FROM civic_private.repair_case c;
COMMENT ON VIEW civic.repair_cases IS 'repair cases as they stand';

CREATE OR REPLACE VIEW civic.panels AS
	SELECT DISTINCT ON (p.area) p.area, p.members, p.recorded_at AS appointed_at, p.actor AS appointed_by
	  FROM civic_private.panel p ORDER BY p.area, p.panel_id DESC;
COMMENT ON VIEW civic.panels IS 'who sits on the panels that decide repair steps';
	$layout$);
END $$;
COMMENT ON FUNCTION civic.view_repair() IS 'make the staff views of repair';

/* ----------
 * what the core knows
 * ----------
 */

CREATE FUNCTION civic.repair_transitions()
RETURNS TABLE (from_id pg_catalog.int2, from_state pg_catalog.text, move_id pg_catalog.int2, move pg_catalog.text, to_id pg_catalog.int2, to_state pg_catalog.text)
LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 40 SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_repair_transitions';
COMMENT ON FUNCTION civic.repair_transitions() IS 'the moves that there are from one state of a repair case to another';

/* These look up nothing, and a SET clause would cost more than they do. */
CREATE FUNCTION civic.repair_state_name(state pg_catalog.int2) RETURNS pg_catalog.text
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
AS 'MODULE_PATHNAME', 'civic_repair_state_name';
COMMENT ON FUNCTION civic.repair_state_name(pg_catalog.int2) IS 'name of a state of a repair case';

CREATE FUNCTION civic.repair_state_title(state pg_catalog.int2, lang pg_catalog.text) RETURNS pg_catalog.text
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_repair_state_title';
COMMENT ON FUNCTION civic.repair_state_title(pg_catalog.int2, pg_catalog.text) IS 'a state of a repair case in words, en or zh';

CREATE FUNCTION civic.repair_move_name(move pg_catalog.int2) RETURNS pg_catalog.text
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
AS 'MODULE_PATHNAME', 'civic_repair_move_name';
COMMENT ON FUNCTION civic.repair_move_name(pg_catalog.int2) IS 'name of a move of a repair case';

CREATE FUNCTION civic.severity_name(severity pg_catalog.int2) RETURNS pg_catalog.text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$ SELECT (ARRAY['none', 'minor', 'general', 'serious'])[severity + 1] $$;
COMMENT ON FUNCTION civic.severity_name(pg_catalog.int2) IS 'name of a severity';

/* Called for every case that is due: it pins no path, since it looks up no name. */
CREATE FUNCTION civic.repair_advance(policy_id pg_catalog.int4, severity pg_catalog.int2, path pg_catalog.text, state pg_catalog.int2,
	step pg_catalog.int2, step_since pg_catalog.date, document_date pg_catalog.date, repairable_from pg_catalog.date,
	ends_on pg_catalog.date, lapses_on pg_catalog.date, share pg_catalog.int2, appealed pg_catalog.bool, hours pg_catalog.int8,
	broken_on pg_catalog.date, reversed pg_catalog.bool, day pg_catalog.date,
	OUT move pg_catalog.int2, OUT state pg_catalog.int2, OUT step pg_catalog.int2, OUT step_since pg_catalog.date,
	OUT share pg_catalog.int2, OUT appealed pg_catalog.bool, OUT next_move_on pg_catalog.date, OUT watch pg_catalog.int2,
	OUT watched_rule pg_catalog.text)
LANGUAGE C STABLE PARALLEL SAFE
AS 'MODULE_PATHNAME', 'civic_repair_advance';
COMMENT ON FUNCTION civic.repair_advance(pg_catalog.int4, pg_catalog.int2, pg_catalog.text, pg_catalog.int2, pg_catalog.int2, pg_catalog.date,
	pg_catalog.date, pg_catalog.date, pg_catalog.date, pg_catalog.date, pg_catalog.int2, pg_catalog.bool, pg_catalog.int8, pg_catalog.date,
	pg_catalog.bool, pg_catalog.date) IS 'the automatic move of a repair case that is due on a day, and the case after it; null if there is none';

CREATE FUNCTION civic.repair_step_info(policy_id pg_catalog.int4, severity pg_catalog.int2, path pg_catalog.text, step pg_catalog.int2,
	step_since pg_catalog.date, document_date pg_catalog.date, repairable_from pg_catalog.date,
	OUT steps pg_catalog.int4, OUT kind pg_catalog.text, OUT decider pg_catalog.text, OUT title_en pg_catalog.text, OUT title_zh pg_catalog.text,
	OUT amount pg_catalog.int8, OUT rule pg_catalog.text, OUT restores pg_catalog.int4, OUT ready_on pg_catalog.date)
LANGUAGE C STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_repair_step_info';
COMMENT ON FUNCTION civic.repair_step_info(pg_catalog.int4, pg_catalog.int2, pg_catalog.text, pg_catalog.int2, pg_catalog.date, pg_catalog.date,
	pg_catalog.date) IS 'a step of a repair path, and the day on which it can be applied for';

CREATE FUNCTION civic.loss_rules()
RETURNS TABLE (rule_id pg_catalog.int4, policy_id pg_catalog.int4, severity pg_catalog.int2, min_days pg_catalog.int4, max_days pg_catalog.int4,
	published pg_catalog.bool, names_individuals pg_catalog.bool, erase_years pg_catalog.int4)
LANGUAGE C STABLE PARALLEL SAFE ROWS 100 SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_loss_rules';
COMMENT ON FUNCTION civic.loss_rules() IS 'rules that take points, with the publicity and the retention that their policy sets';

CREATE FUNCTION civic.has_faded(rule_id pg_catalog.int4, occurred_on pg_catalog.date, day pg_catalog.date) RETURNS pg_catalog.bool
LANGUAGE C STABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_has_faded';
COMMENT ON FUNCTION civic.has_faded(pg_catalog.int4, pg_catalog.date, pg_catalog.date) IS 'has what occurred on a day under a rule no weight any more?';

/* ----------
 * cases
 * ----------
 */

CREATE FUNCTION civic.open_repair(subject_id pg_catalog.int8, entry_id pg_catalog.int8, path pg_catalog.text DEFAULT NULL) RETURNS pg_catalog.int8
LANGUAGE C VOLATILE PARALLEL UNSAFE
/* writes civic_private.repair_case */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_open_repair';
COMMENT ON FUNCTION civic.open_repair(pg_catalog.int8, pg_catalog.int8, pg_catalog.text) IS 'open a repair case of a loss, on one of the paths of its severity; the case';

CREATE FUNCTION civic.submit_step(subject_id pg_catalog.int8, case_id pg_catalog.int8, evidence pg_catalog.bytea DEFAULT NULL, note pg_catalog.text DEFAULT NULL)
RETURNS pg_catalog.text
LANGUAGE C VOLATILE PARALLEL UNSAFE
/* writes civic_private.repair_case */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_submit_step';
COMMENT ON FUNCTION civic.submit_step(pg_catalog.int8, pg_catalog.int8, pg_catalog.bytea, pg_catalog.text) IS 'hand in the step at hand of a repair case; its state';

CREATE FUNCTION civic.decide_step(subject_id pg_catalog.int8, case_id pg_catalog.int8, verdict pg_catalog.text, reason pg_catalog.text DEFAULT NULL,
	missing pg_catalog.text[] DEFAULT NULL)
RETURNS pg_catalog.text
LANGUAGE C VOLATILE PARALLEL UNSAFE
/* writes civic_private.repair_case and the ledger */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_decide_step';
COMMENT ON FUNCTION civic.decide_step(pg_catalog.int8, pg_catalog.int8, pg_catalog.text, pg_catalog.text, pg_catalog.text[]) IS 'decide what was handed in (pass, refuse, or return with all that is missing), or vote on it; the state of the case';

CREATE FUNCTION civic.appeal_repair(subject_id pg_catalog.int8, case_id pg_catalog.int8, reason pg_catalog.text) RETURNS pg_catalog.text
LANGUAGE C VOLATILE PARALLEL UNSAFE
/* writes civic_private.repair_case */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_appeal_repair';
COMMENT ON FUNCTION civic.appeal_repair(pg_catalog.int8, pg_catalog.int8, pg_catalog.text) IS 'have a refused step looked at by another reviewer; the state of the case';

CREATE FUNCTION civic.withdraw_repair(subject_id pg_catalog.int8, case_id pg_catalog.int8, reason pg_catalog.text) RETURNS pg_catalog.text
LANGUAGE C VOLATILE PARALLEL UNSAFE
/* writes civic_private.repair_case */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_withdraw_repair';
COMMENT ON FUNCTION civic.withdraw_repair(pg_catalog.int8, pg_catalog.int8, pg_catalog.text) IS 'give up an open repair case; its state';

CREATE FUNCTION civic.appoint_panel(area ltree, members pg_catalog.name[]) RETURNS pg_catalog.void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* writes civic_private.panel */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	stranger name;
BEGIN
	PERFORM civic.layout_version();
	IF area IS NULL OR members IS NULL OR array_position(members, NULL) IS NOT NULL THEN
		RAISE EXCEPTION 'area and members must not be null' USING ERRCODE = 'null_value_not_allowed';
	END IF;
	IF NOT EXISTS (SELECT FROM civic_private.area a WHERE a.area::text = appoint_panel.area::text) THEN
		RAISE EXCEPTION 'unknown area "%"', area USING ERRCODE = 'undefined_object', HINT = 'Define it with civic.define_area().';
	END IF;
	SELECT m INTO stranger FROM unnest(members) m WHERE NOT EXISTS (SELECT FROM pg_roles r WHERE r.rolname = m) LIMIT 1;
	IF FOUND THEN
		RAISE EXCEPTION 'role "%" does not exist', stranger USING ERRCODE = 'undefined_object';
	END IF;
	IF cardinality(members) <> (SELECT count(DISTINCT m) FROM unnest(members) m) THEN
		RAISE EXCEPTION 'a panel lists each member once' USING ERRCODE = 'invalid_parameter_value';
	END IF;
	INSERT INTO civic_private.panel (area, members) VALUES (area, members);
END $$;
COMMENT ON FUNCTION civic.appoint_panel(ltree, pg_catalog.name[]) IS 'appoint the panel that decides repair steps of an area and those below it; an empty list dissolves it';

CREATE FUNCTION civic.repair_opened_meanwhile(subject_id pg_catalog.int8, entry_id pg_catalog.int8) RETURNS pg_catalog.bool
LANGUAGE C VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_repair_opened_meanwhile';
COMMENT ON FUNCTION civic.repair_opened_meanwhile(pg_catalog.int8, pg_catalog.int8) IS 'has a loss an open case that the snapshot of this transaction does not see?';

/* What a decision with several offences needs is locked as open_repair() locks it, and looked at once it is. */
CREATE FUNCTION civic.link_decision(subject_id pg_catalog.int8, entry_ids pg_catalog.int8[], decision_ref pg_catalog.text, document_date pg_catalog.date)
RETURNS pg_catalog.int8
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* writes civic_private.linked_decision */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
	wrong record;
	text_salt bytea;
	text_digest bytea;
	number int8;
BEGIN
	PERFORM civic.layout_version();
	IF link_decision.subject_id IS NULL OR entry_ids IS NULL OR decision_ref IS NULL OR link_decision.document_date IS NULL THEN
		RAISE EXCEPTION 'subject_id, entry_ids, decision_ref and document_date must not be null' USING ERRCODE = 'null_value_not_allowed';
	END IF;
	IF cardinality(entry_ids) = 0 OR array_position(entry_ids, NULL) IS NOT NULL
		OR cardinality(entry_ids) <> (SELECT count(DISTINCT i) FROM unnest(entry_ids) i) THEN
		RAISE EXCEPTION 'entry_ids must list at least one entry, and each once' USING ERRCODE = 'invalid_parameter_value';
	END IF;
	IF length(btrim(decision_ref)) NOT BETWEEN 1 AND 200 THEN
		RAISE EXCEPTION 'decision_ref must have 1 to 200 characters' USING ERRCODE = 'invalid_parameter_value',
			HINT = 'It is the number of the decision document.';
	END IF;
	IF NOT isfinite(link_decision.document_date) OR link_decision.document_date < '1900-01-01' OR link_decision.document_date > civic.today() THEN
		RAISE EXCEPTION 'document_date out of range: "%"', link_decision.document_date USING ERRCODE = 'datetime_field_overflow',
			HINT = 'A decision document is of today or earlier.';
	END IF;
	PERFORM FROM civic_private.entry f WHERE f.subject_id = link_decision.subject_id AND f.entry_id = ANY (entry_ids)
	  ORDER BY f.entry_id FOR UPDATE;
	SELECT i AS id, e.entry_id IS NULL AS unknown, e.occurred_on, l.link_id,
		e.kind IS DISTINCT FROM 1 OR NOT civic.rule_is_loss(e.rule_id) AS no_loss,
		EXISTS (SELECT FROM civic_private.repair_case c WHERE c.subject_id = e.subject_id AND c.entry_id = e.entry_id) AS opened,
		EXISTS (SELECT FROM civic_private.erasure x WHERE x.subject_id = e.subject_id AND x.entry_id = e.entry_id) AS forgotten
	  INTO wrong
	  FROM unnest(entry_ids) i
	  LEFT JOIN civic_private.entry e ON e.subject_id = link_decision.subject_id AND e.entry_id = i
	  LEFT JOIN civic_private.linked_decision l ON l.subject_id = e.subject_id AND l.entry_id = e.entry_id
	 ORDER BY e.entry_id IS NULL DESC, 5 DESC, l.link_id IS NOT NULL DESC, 6 DESC, 7 DESC, e.occurred_on > link_decision.document_date DESC
	 LIMIT 1;
	IF wrong.unknown THEN
		RAISE EXCEPTION 'subject % has no entry %', link_decision.subject_id, wrong.id USING ERRCODE = 'undefined_object';
	ELSIF wrong.no_loss THEN
		RAISE EXCEPTION 'entry % is not a loss', wrong.id USING ERRCODE = 'wrong_object_type',
			HINT = 'A decision carries entries under rules with negative rates.';
	ELSIF wrong.link_id IS NOT NULL OR wrong.opened THEN
		RAISE EXCEPTION 'entry % % already', wrong.id, CASE WHEN wrong.opened THEN 'has a repair case' ELSE 'is linked to a decision' END
			USING ERRCODE = 'object_not_in_prerequisite_state', HINT = 'A loss is linked once, before a case is opened.';
	ELSIF wrong.forgotten THEN
		RAISE EXCEPTION 'entry % has been forgotten', wrong.id USING ERRCODE = 'object_not_in_prerequisite_state',
			HINT = 'Its retention is over, and nothing is written about it any more.';
	ELSIF wrong.occurred_on > link_decision.document_date THEN
		RAISE EXCEPTION 'entry % occurred on %, after the decision', wrong.id, wrong.occurred_on USING ERRCODE = 'datetime_field_overflow',
			HINT = 'A decision document is no older than the offences that it carries.';
	END IF;
	IF EXISTS (SELECT FROM unnest(entry_ids) i WHERE civic.repair_opened_meanwhile(link_decision.subject_id, i)) THEN
		RAISE EXCEPTION 'could not serialize access due to a repair case that was opened concurrently' USING ERRCODE = 'serialization_failure',
			HINT = 'The transaction might succeed if retried.';
	END IF;
	number := nextval('civic_private.link_id');
	SELECT k.salt, k.digest INTO text_salt, text_digest FROM civic.commit_text(convert_to(decision_ref, 'UTF8')) k;
	INSERT INTO civic_private.linked_decision (subject_id, entry_id, link_id, document_date, reference)
	SELECT link_decision.subject_id, i, number, link_decision.document_date, text_digest FROM unnest(entry_ids) i
	/* a link that the snapshot does not see cannot be serialized with */
	ON CONFLICT ON CONSTRAINT linked_decision_pkey DO NOTHING;
	INSERT INTO civic_private.repair_text (subject_id, entry_id, case_id, move_no, part, salt, body)
	SELECT link_decision.subject_id, i, 0, 0, 3, text_salt, convert_to(decision_ref, 'UTF8') FROM unnest(entry_ids) i;
	RETURN number;
END $$;
COMMENT ON FUNCTION civic.link_decision(pg_catalog.int8, pg_catalog.int8[], pg_catalog.text, pg_catalog.date) IS 'say that one decision document carries these losses: its date starts their publicity, the longest window governs all; the link';

CREATE FUNCTION civic.repair_status(subject_id pg_catalog.int8, lang pg_catalog.text DEFAULT 'en')
RETURNS TABLE (case_id pg_catalog.int8, entry_id pg_catalog.int8, rule_code pg_catalog.text, severity pg_catalog.text, path pg_catalog.text,
	state pg_catalog.text, step pg_catalog.int4, steps pg_catalog.int4, step_title pg_catalog.text, restored pg_catalog.numeric,
	next_on pg_catalog.date, next_by pg_catalog.text, due_on pg_catalog.date, publicity_ends_on pg_catalog.date, next pg_catalog.text)
LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 5
/* reads the tables of repair */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
	zh bool := lang = 'zh';
	today date;
BEGIN
	PERFORM civic.layout_version();
	IF lang IS NULL OR lang NOT IN ('en', 'zh') THEN
		RAISE EXCEPTION 'unknown language "%"', lang USING ERRCODE = 'invalid_parameter_value', HINT = 'Languages are en and zh.';
	END IF;
	today := civic.today();
	RETURN QUERY
	SELECT c.case_id, c.entry_id, r.code, civic.severity_name(c.severity), c.path, civic.repair_state_name(c.state), c.step::int4, i.steps,
		CASE WHEN zh THEN i.title_zh ELSE i.title_en END, c.share * 0.0001,
		CASE c.state WHEN 1 THEN c.repairable_from WHEN 2 THEN greatest(i.ready_on, today) WHEN 3 THEN today WHEN 4 THEN today WHEN 5 THEN today END,
		CASE c.state WHEN 1 THEN 'settlement' WHEN 2 THEN CASE i.decider WHEN 'system' THEN 'settlement' ELSE 'subject' END
			WHEN 3 THEN i.decider WHEN 4 THEN 'subject' WHEN 5 THEN 'reviewer' END,
		c.due_on, c.ends_on,
		CASE WHEN zh THEN
			CASE c.state
			WHEN 1 THEN format('最短公示期于%s届满,其后可进行第%s步。', c.repairable_from, c.step)
			WHEN 2 THEN CASE
				WHEN i.decider = 'system' AND i.kind = 'service_hours' THEN
					format('第%s步:%s起由账本累计服务%s小时,计入规则%s,达到后自动通过。', c.step, c.step_since, round(i.amount * 0.01, 2), i.rule)
				WHEN i.decider = 'system' THEN format('第%s步:观察期至%s,期间无新失信即自动通过。', c.step, i.ready_on)
				ELSE format('第%s步:%s起可提交材料。', c.step, greatest(i.ready_on, today)) END
			WHEN 3 THEN format('第%s步已受理,由%s决定,期限%s。', c.step, CASE i.decider WHEN 'panel' THEN '评议会' ELSE '审核人' END, c.due_on)
			WHEN 4 THEN format('请一次补齐:%s。', coalesce(replace(m.items, E'\n', ';'), '-'))
			WHEN 5 THEN format('由另一审核人复核,期限%s。', c.due_on)
			ELSE civic.repair_state_title(c.state, lang) END
		ELSE
			CASE c.state
			WHEN 1 THEN format('The publicity minimum ends on %s; then step %s can be worked on.', c.repairable_from, c.step)
			WHEN 2 THEN CASE
				WHEN i.decider = 'system' AND i.kind = 'service_hours' THEN
					format('Step %s: passes by itself when the ledger has %s hours under rule %s since %s.', c.step, round(i.amount * 0.01, 2), i.rule, c.step_since)
				WHEN i.decider = 'system' THEN format('Step %s: passes by itself on %s if no new loss comes in between.', c.step, i.ready_on)
				ELSE format('Step %s: papers can be handed in from %s on.', c.step, greatest(i.ready_on, today)) END
			WHEN 3 THEN format('Step %s is with the %s, who decides by %s.', c.step, i.decider, c.due_on)
			WHEN 4 THEN format('Hand in what is missing: %s.', coalesce(replace(m.items, E'\n', '; '), '-'))
			WHEN 5 THEN format('Another reviewer looks at the refusal by %s.', c.due_on)
			ELSE civic.repair_state_title(c.state, lang) END
		END
	  FROM civic_private.repair_case c
	  JOIN civic_private.entry e ON e.subject_id = c.subject_id AND e.entry_id = c.entry_id
	  JOIN civic_private.rule r ON r.rule_id = e.rule_id
	 CROSS JOIN LATERAL civic.repair_step_info(c.policy_id, c.severity, c.path, c.step, c.step_since, c.document_date, c.repairable_from) i
	  LEFT JOIN LATERAL (SELECT convert_from(t.body, 'UTF8') AS items FROM civic_private.repair_move v
		JOIN civic_private.repair_text t ON t.subject_id = v.subject_id AND t.entry_id = c.entry_id AND t.case_id = v.case_id
			AND t.move_no = v.move_no AND t.part = 1
		 WHERE c.state = 4 AND v.subject_id = c.subject_id AND v.case_id = c.case_id AND v.move = 4 ORDER BY v.move_no DESC LIMIT 1) m ON true
	 WHERE c.subject_id = repair_status.subject_id
	 ORDER BY c.case_id;
END $$;
COMMENT ON FUNCTION civic.repair_status(pg_catalog.int8, pg_catalog.text) IS 'the repair cases of a subject: how far they are, what is next, when and by whom, in English (en) or Chinese (zh)';

/* ----------
 * settlement
 * ----------
 */

CREATE FUNCTION civic.settle_repair(day pg_catalog.date) RETURNS pg_catalog.int8
LANGUAGE C VOLATILE PARALLEL UNSAFE
/*
 * No JIT: plans for what is hardly ever there expect far too much, and
 * compiling them takes longer than the work.  No join but by nested loops: a
 * case that is due is found again by the address of its row, where a join of
 * another kind would read all cases.
 */
SET search_path = pg_catalog, pg_temp SET jit = off SET enable_hashjoin = off SET enable_mergejoin = off
AS 'MODULE_PATHNAME', 'civic_settle_repair';
COMMENT ON FUNCTION civic.settle_repair(pg_catalog.date) IS 'what settlement does for repair on a day: moves that nobody has to make, and forgetting; how much it did';

/*
 * A loss whose retention is over stops counting from today on, so past scores
 * stay what they were; its texts are erased, what commits to them stays.  One
 * that has no weight left needs no entry for that.
 *
 * What comes due since the last run is found by the day on which it occurred,
 * what was recorded late by its transaction.  The two overlap, which harms
 * nothing: a loss is forgotten once.
 */
CREATE FUNCTION civic.erase_forgotten(day pg_catalog.date) RETURNS pg_catalog.int8
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* settle_repair(), which calls it, has turned them off for itself */
SET search_path = pg_catalog, pg_temp SET enable_hashjoin = on SET enable_mergejoin = on
AS $$
#variable_conflict use_column
DECLARE
	last record;
	shortest int4;
	longest int4;
	from_day date := '-infinity';
	to_day date;
	from_xact int8 := 9223372036854775807;
	/* taken before anything is read: what commits meanwhile is looked at next time */
	seen pg_snapshot := pg_current_snapshot();
	newest int8 := greatest(pg_snapshot_xmax(seen)::text::int8 - 1, pg_current_xact_id()::text::int8);
	forgotten int8;
BEGIN
	SELECT r.*, c.system_identifier AS here INTO last FROM civic_private.retention_run r, pg_control_system() c FOR UPDATE OF r;
	SELECT min(l.erase_years), max(l.erase_years) INTO shortest, longest FROM civic.loss_rules() l;
	IF shortest IS NULL OR last.done_to > day OR day IS NULL OR NOT isfinite(day) THEN
		RETURN 0;
	END IF;
	/* a day more than needed at either end, for leap days */
	to_day := (day - make_interval(years => shortest))::date + 1;
	IF last.cluster = last.here THEN
		from_day := (last.done_to - make_interval(years => longest))::date - 1;
		from_xact := pg_snapshot_xmin(last.snapshot)::text::int8;
	END IF;
	WITH rules AS MATERIALIZED (
		SELECT l.rule_id, l.severity, l.erase_years FROM civic.loss_rules() l
	), old AS (
		SELECT e.subject_id, e.entry_id, e.rule_id, e.quantity, e.occurred_on, e.effective_on, e.source_id
		  FROM civic_private.entry e WHERE e.kind = 1 AND e.occurred_on + 0 BETWEEN from_day AND to_day
		UNION
		SELECT e.subject_id, e.entry_id, e.rule_id, e.quantity, e.occurred_on, e.effective_on, e.source_id
		  FROM civic_private.entry e WHERE e.kind = 1 AND e.xact BETWEEN from_xact AND newest AND e.occurred_on <= to_day
	), due AS MATERIALIZED (
		SELECT o.*, r.severity, r.erase_years
		  FROM old o JOIN rules r USING (rule_id)
		 WHERE (o.occurred_on + make_interval(years => r.erase_years))::date <= day
		   AND NOT EXISTS (SELECT FROM civic_private.erasure x WHERE x.subject_id = o.subject_id AND x.entry_id = o.entry_id)
	), ended AS (
		INSERT INTO civic_private.entry (epoch, subject_id, rule_id, kind, quantity, occurred_on, effective_on, source_id, ref_entry_id)
		SELECT p.epoch, d.subject_id, d.rule_id, CASE WHEN d.severity > 0 THEN 5 ELSE 2 END,
			CASE WHEN d.severity > 0 THEN 10000 ELSE d.quantity END, d.occurred_on, greatest(day, d.effective_on), d.source_id, d.entry_id
		  FROM due d, civic_private.programme p
		 WHERE NOT civic.has_faded(d.rule_id, d.occurred_on, day)
		   AND NOT EXISTS (SELECT FROM civic_private.entry x WHERE x.subject_id = d.subject_id AND x.ref_entry_id = d.entry_id
				AND (x.kind = 2 OR x.kind = 5 AND x.quantity = 10000))
		    ON CONFLICT (subject_id, ref_entry_id) WHERE kind = 2 DO NOTHING
		RETURNING subject_id, entry_id, ref_entry_id
	), evidence AS (
		DELETE FROM civic_private.evidence v USING due d
		 WHERE v.subject_id = d.subject_id AND (v.entry_id = d.entry_id
			OR v.entry_id IN (SELECT x.entry_id FROM civic_private.entry x WHERE x.subject_id = d.subject_id AND x.ref_entry_id = d.entry_id))
		RETURNING d.subject_id, d.entry_id
	), belated AS (
		/* why a loss that was forgotten before was reversed all the same */
		DELETE FROM civic_private.evidence v
		 USING civic_private.entry x JOIN civic_private.erasure g ON g.subject_id = x.subject_id AND g.entry_id = x.ref_entry_id
		 WHERE x.xact >= CASE WHEN last.cluster = last.here THEN from_xact ELSE 0 END AND x.ref_entry_id IS NOT NULL
		   AND v.subject_id = x.subject_id AND v.entry_id = x.entry_id
	), texts AS (
		DELETE FROM civic_private.repair_text t USING due d WHERE t.subject_id = d.subject_id AND t.entry_id = d.entry_id
		RETURNING d.subject_id, d.entry_id
	), contested AS (
		/* those of an open appeal go when it is closed, by settle_appeals() */
		DELETE FROM civic_private.appeal_text t USING due d
		 WHERE t.subject_id = d.subject_id AND t.entry_id = d.entry_id
		   AND NOT EXISTS (SELECT FROM civic_private.appeal a
				WHERE a.subject_id = t.subject_id AND a.entry_id = t.entry_id AND a.open)
		RETURNING d.subject_id, d.entry_id
	), gone AS (
		SELECT g.subject_id, g.entry_id, count(*) AS n
		  FROM (SELECT * FROM evidence UNION ALL SELECT * FROM texts UNION ALL SELECT * FROM contested) g GROUP BY 1, 2
	), logged AS (
		INSERT INTO civic_private.erasure (subject_id, entry_id, on_day, years, reference_id, texts, reason)
		SELECT d.subject_id, d.entry_id, day, d.erase_years, n.entry_id, coalesce(g.n, 0), 'retention'
		  FROM due d
		  LEFT JOIN ended n ON n.subject_id = d.subject_id AND n.ref_entry_id = d.entry_id
		  LEFT JOIN gone g ON g.subject_id = d.subject_id AND g.entry_id = d.entry_id
		RETURNING 1
	)
	SELECT count(*) INTO forgotten FROM logged;
	UPDATE civic_private.retention_run SET done_to = day, snapshot = seen, cluster = last.here;
	RETURN forgotten;
END $$;
COMMENT ON FUNCTION civic.erase_forgotten(pg_catalog.date) IS 'end the effect of losses whose retention is over by a day, and erase their texts; how many';

/* ----------
 * publicity
 * ----------
 */

/*
 * Losses that are public on a day: counted, in a severity that is published,
 * within their window, not restored in full.  What was decided together has
 * the longest window of its offences.
 */
CREATE FUNCTION civic.public_losses(day pg_catalog.date)
RETURNS TABLE (subject_id pg_catalog.int8, entry_id pg_catalog.int8, rule_id pg_catalog.int4, severity pg_catalog.int2, area pg_catalog.text,
	document_date pg_catalog.date, published_from pg_catalog.date, ends_on pg_catalog.date, restored_on pg_catalog.date, names_individuals pg_catalog.bool)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 1000 SET search_path = pg_catalog, pg_temp
AS $$
	WITH rules AS MATERIALIZED (
		SELECT l.* FROM civic.loss_rules() l
	), losses AS (
		SELECT e.subject_id, e.entry_id, e.rule_id, r.severity, e.occurred_on, e.effective_on, r.names_individuals,
			coalesce(k.document_date, e.occurred_on) AS document_date,
			CASE WHEN k.link_id IS NULL THEN r.max_days
				ELSE (SELECT CASE WHEN bool_or(o.max_days IS NULL) THEN NULL ELSE max(o.max_days) END
					FROM civic_private.linked_decision j JOIN civic_private.entry f ON f.subject_id = j.subject_id AND f.entry_id = j.entry_id
					JOIN rules o ON o.rule_id = f.rule_id AND o.severity > 0
				   WHERE j.subject_id = e.subject_id AND j.link_id = k.link_id) END AS max_days
		  FROM rules r JOIN civic_private.entry e USING (rule_id)
		  LEFT JOIN civic_private.linked_decision k ON k.subject_id = e.subject_id AND k.entry_id = e.entry_id
		 WHERE r.published AND e.kind = 1 AND e.effective_on <= day
		   AND NOT EXISTS (SELECT FROM civic_private.erasure x WHERE x.subject_id = e.subject_id AND x.entry_id = e.entry_id AND x.on_day <= day)
	)
	SELECT l.subject_id, l.entry_id, l.rule_id, l.severity,
		(coalesce((SELECT h.area FROM civic_private.residence h WHERE h.subject_id = l.subject_id AND h.since <= l.occurred_on
			ORDER BY h.since DESC, h.residence_id DESC LIMIT 1),
			(SELECT h.area FROM civic_private.residence h WHERE h.subject_id = l.subject_id ORDER BY h.since, h.residence_id LIMIT 1)))::text,
		l.document_date, greatest(l.document_date, l.effective_on), (l.document_date + l.max_days)::date,
		(SELECT min(x.effective_on) FROM civic_private.entry x WHERE x.subject_id = l.subject_id AND x.ref_entry_id = l.entry_id
			AND (x.kind = 5 AND x.quantity = 10000 OR x.kind = 2)), l.names_individuals
	  FROM losses l
	 WHERE (l.max_days IS NULL OR day < l.document_date + l.max_days) AND l.document_date <= day
$$;
COMMENT ON FUNCTION civic.public_losses(pg_catalog.date) IS 'losses within their publicity on a day, those that are restored or reversed included';

CREATE FUNCTION civic.lies_in(area pg_catalog.text, outer_area pg_catalog.text) RETURNS pg_catalog.bool
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$ SELECT outer_area IS NULL OR area = outer_area OR starts_with(area, outer_area || '.') $$;
COMMENT ON FUNCTION civic.lies_in(pg_catalog.text, pg_catalog.text) IS 'is an area another one or below it?  All are in none.';

CREATE FUNCTION civic.publicity(area ltree DEFAULT NULL, as_of pg_catalog.date DEFAULT NULL, smallest pg_catalog.int4 DEFAULT 10)
RETURNS TABLE (area pg_catalog.text, kind pg_catalog.text, name pg_catalog.text, rule_code pg_catalog.text, title_zh pg_catalog.text,
	title_en pg_catalog.text, severity pg_catalog.text, document_date pg_catalog.date, public_until pg_catalog.date, losses pg_catalog.int8)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 100
/* reads the ledger */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
	WITH d AS MATERIALIZED (SELECT coalesce(as_of, civic.today()) AS day, civic.layout_version()),
	shown AS (
		SELECT l.*, s.kind, r.code, r.definition #>> '{title,zh}' AS title_zh, r.definition #>> '{title,en}' AS title_en,
			CASE WHEN s.kind = 'organisation' OR l.names_individuals THEN s.attributes ->> 'name' END AS name
		  FROM d, civic.public_losses(d.day) l
		  JOIN civic_private.subject s ON s.subject_id = l.subject_id
		  JOIN civic_private.rule r ON r.rule_id = l.rule_id
		 WHERE l.published_from <= d.day AND coalesce(l.restored_on > d.day, true) AND civic.lies_in(l.area, publicity.area::text)
	)
	SELECT s.area, s.kind, s.name, s.code, s.title_zh, s.title_en, civic.severity_name(s.severity), s.document_date, s.ends_on - 1, 1::int8
	  FROM shown s WHERE s.name IS NOT NULL
	UNION ALL
	SELECT coalesce(publicity.area::text, split_part(s.area, '.', 1)), s.kind, NULL, s.code, s.title_zh, s.title_en, civic.severity_name(s.severity),
		NULL, NULL, CASE WHEN count(*) >= smallest THEN count(*) END
	  FROM shown s WHERE s.name IS NULL GROUP BY 1, s.kind, s.code, s.title_zh, s.title_en, s.severity
	 ORDER BY 1, 2, 3 NULLS LAST, 4, 8
$$;
COMMENT ON FUNCTION civic.publicity(ltree, pg_catalog.date, pg_catalog.int4) IS 'what may be shown of losses on a day: organisations by name, individuals as counts (null: fewer than the smallest) unless the policy has a legal basis for naming them';

CREATE FUNCTION civic.rectification(kind pg_catalog.text DEFAULT 'organisation', area ltree DEFAULT NULL, level pg_catalog.int4 DEFAULT 1,
	as_of pg_catalog.date DEFAULT NULL)
RETURNS TABLE (place pg_catalog.text, name pg_catalog.text, losses pg_catalog.int8, rectified pg_catalog.int8, rate pg_catalog.numeric,
	next_deadline pg_catalog.date, last_deadline pg_catalog.date)
LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 100
/* reads the ledger */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
	day date;
BEGIN
	PERFORM civic.layout_version();
	IF rectification.kind IS NULL OR rectification.kind NOT IN ('organisation', 'area') OR level IS NULL OR level < 1 THEN
		RAISE EXCEPTION 'kind must be organisation or area, and level 1 or more' USING ERRCODE = 'invalid_parameter_value',
			HINT = 'Individuals are on no list.';
	END IF;
	day := coalesce(as_of, civic.today());
	RETURN QUERY
	SELECT v.place, v.name, count(*), count(*) FILTER (WHERE v.done), round(count(*) FILTER (WHERE v.done)::numeric / count(*), 4),
		min(v.ends_on) FILTER (WHERE NOT v.done), max(v.ends_on) FILTER (WHERE NOT v.done)
	  FROM (SELECT CASE WHEN rectification.kind = 'area'
				THEN array_to_string((string_to_array(l.area, '.'))[1:level], '.') ELSE l.area END AS place,
				CASE WHEN rectification.kind = 'organisation' THEN coalesce(s.attributes ->> 'name', '-') END AS name,
				CASE WHEN rectification.kind = 'organisation' THEN l.subject_id END AS who,
				coalesce(l.restored_on <= day, false) AS done, l.ends_on
			  FROM civic.public_losses(day) l JOIN civic_private.subject s ON s.subject_id = l.subject_id
			 WHERE civic.lies_in(l.area, rectification.area::text) AND l.published_from <= day
			   AND (rectification.kind = 'area' OR s.kind = 'organisation')) v
	 GROUP BY v.place, v.name, v.who
	 ORDER BY 5, 6 NULLS LAST, 1, 2;
END $$;
COMMENT ON FUNCTION civic.rectification(pg_catalog.text, ltree, pg_catalog.int4, pg_catalog.date) IS 'organisations, or areas, with losses within their publicity: how many are put right, and the deadlines of the rest; worst first';

/* ----------
 * reports
 * ----------
 */

CREATE FUNCTION civic.repair_moves(of_subject pg_catalog.int8, of_case pg_catalog.int8, in_area pg_catalog.text,
	from_day pg_catalog.date, to_day pg_catalog.date)
RETURNS TABLE (subject_id pg_catalog.int8, case_id pg_catalog.int8, move_no pg_catalog.int4, entry_id pg_catalog.int8, area pg_catalog.text,
	severity pg_catalog.text, path pg_catalog.text, step pg_catalog.int4, move pg_catalog.text, from_state pg_catalog.text, to_state pg_catalog.text,
	on_day pg_catalog.date, recorded_at pg_catalog.timestamptz, actor pg_catalog.name, vote pg_catalog.bool, evidence pg_catalog.bytea,
	reason_digest pg_catalog.bytea, reason pg_catalog.text, share_before pg_catalog.numeric, share_after pg_catalog.numeric, repair_id pg_catalog.int8,
	points_restored pg_catalog.numeric)
LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 1000 SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
	PERFORM civic.layout_version();
	RETURN QUERY
	SELECT m.subject_id, m.case_id, m.move_no, c.entry_id, c.area, civic.severity_name(c.severity), c.path, m.step::int4,
		civic.repair_move_name(m.move), civic.repair_state_name(m.from_state), civic.repair_state_name(m.to_state), m.on_day,
		m.recorded_at, m.actor, m.vote, m.evidence, m.reason, convert_from(t.body, 'UTF8'), m.share_before * 0.0001, m.share * 0.0001,
		m.repair_id,
		/* the score of its day with and without the entry, before those of later steps that were passed on the same day */
		CASE WHEN m.repair_id IS NOT NULL THEN
			(SELECT civic.score_of(m.on_day, e.subject_id, e.entry_id, e.rule_id, e.kind, e.quantity, e.occurred_on, e.effective_on, e.ref_entry_id)
				- civic.score_of(m.on_day, e.subject_id, e.entry_id, e.rule_id, e.kind, e.quantity, e.occurred_on, e.effective_on, e.ref_entry_id)
					FILTER (WHERE e.entry_id <> m.repair_id)
			   FROM civic_private.entry e WHERE e.subject_id = m.subject_id
				AND (e.ref_entry_id IS DISTINCT FROM c.entry_id OR e.kind <> 5 OR e.entry_id <= m.repair_id)) END
	  FROM civic_private.repair_move m
	  JOIN civic_private.repair_case c ON c.subject_id = m.subject_id AND c.case_id = m.case_id
	  LEFT JOIN civic_private.repair_text t ON t.subject_id = m.subject_id AND t.entry_id = c.entry_id AND t.case_id = m.case_id
		AND t.move_no = m.move_no AND t.part = 2
	 WHERE (of_subject IS NULL OR m.subject_id = of_subject)
	   AND (of_case IS NULL OR m.case_id = of_case)
	   AND civic.lies_in(c.area, in_area)
	   AND m.on_day BETWEEN coalesce(from_day, '-infinity') AND coalesce(to_day, 'infinity')
	 ORDER BY m.subject_id, m.case_id, m.move_no;
END $$;
COMMENT ON FUNCTION civic.repair_moves(pg_catalog.int8, pg_catalog.int8, pg_catalog.text, pg_catalog.date, pg_catalog.date) IS 'what repair_history() gives; internal';

CREATE FUNCTION civic.repair_history(subject_id pg_catalog.int8 DEFAULT NULL, case_id pg_catalog.int8 DEFAULT NULL, area ltree DEFAULT NULL,
	from_day pg_catalog.date DEFAULT NULL, to_day pg_catalog.date DEFAULT NULL)
RETURNS TABLE (subject_id pg_catalog.int8, case_id pg_catalog.int8, move_no pg_catalog.int4, entry_id pg_catalog.int8, area pg_catalog.text,
	severity pg_catalog.text, path pg_catalog.text, step pg_catalog.int4, move pg_catalog.text, from_state pg_catalog.text, to_state pg_catalog.text,
	on_day pg_catalog.date, recorded_at pg_catalog.timestamptz, actor pg_catalog.name, vote pg_catalog.bool, evidence pg_catalog.bytea,
	reason_digest pg_catalog.bytea, reason pg_catalog.text, share_before pg_catalog.numeric, share_after pg_catalog.numeric, repair_id pg_catalog.int8,
	points_restored pg_catalog.numeric)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 1000
/* reads the tables of repair */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
	SELECT * FROM civic.repair_moves(subject_id, case_id, area::text, from_day, to_day)
$$;
COMMENT ON FUNCTION civic.repair_history(pg_catalog.int8, pg_catalog.int8, ltree, pg_catalog.date, pg_catalog.date) IS 'every move of repair cases, of a subject, a case or an area, between two days: who, when, on what evidence, why, and what it did to the score';

/*
 * One pass counts cases by group and days; a group has a few hundred lengths
 * at most, so the median and the ninth decile are taken from those counts and
 * not from the cases.
 */
CREATE FUNCTION civic.repair_report(from_day pg_catalog.date, to_day pg_catalog.date, area ltree DEFAULT NULL, by pg_catalog.text DEFAULT 'severity')
RETURNS TABLE (grouped_by pg_catalog.text, opened pg_catalog.int8, passed pg_catalog.int8, refused pg_catalog.int8, withdrawn pg_catalog.int8,
	expired pg_catalog.int8, other pg_catalog.int8, pass_rate pg_catalog.numeric, median_days pg_catalog.int4, p90_days pg_catalog.int4)
LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 20
/* reads the tables of repair */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
	within text := repair_report.area::text;
BEGIN
	PERFORM civic.layout_version();
	IF from_day IS NULL OR to_day IS NULL THEN
		RAISE EXCEPTION 'from_day and to_day must not be null' USING ERRCODE = 'null_value_not_allowed';
	END IF;
	IF by IS NULL OR by NOT IN ('severity', 'path', 'step') THEN
		RAISE EXCEPTION 'unknown grouping "%"', by USING ERRCODE = 'invalid_parameter_value', HINT = 'Cases are grouped by severity, path or step.';
	END IF;
	IF by = 'step' THEN
		RETURN QUERY
		WITH counted AS (
			SELECT c.path, m.step, m.move, CASE WHEN m.move = 6 THEN m.days END AS days, count(*) AS n
			  FROM civic_private.repair_move m JOIN civic_private.repair_case c USING (subject_id, case_id)
			 WHERE m.on_day BETWEEN from_day AND to_day AND m.move IN (3, 6, 7, 10, 11) AND (within IS NULL OR civic.lies_in(c.area, within))
			 GROUP BY 1, 2, 3, 4
		), ranked AS (
			SELECT c.*, sum(c.n) OVER (PARTITION BY c.path, c.step, c.move ORDER BY c.days) AS upto,
				sum(c.n) OVER (PARTITION BY c.path, c.step, c.move) AS all_n
			  FROM counted c
		)
		SELECT r.path || ' ' || r.step, coalesce(sum(r.n) FILTER (WHERE r.move = 3), 0)::int8, coalesce(sum(r.n) FILTER (WHERE r.move = 6), 0)::int8,
			coalesce(sum(r.n) FILTER (WHERE r.move = 7), 0)::int8, coalesce(sum(r.n) FILTER (WHERE r.move = 10), 0)::int8,
			coalesce(sum(r.n) FILTER (WHERE r.move = 11), 0)::int8, 0::int8,
			round(sum(r.n) FILTER (WHERE r.move = 6) / nullif(sum(r.n) FILTER (WHERE r.move IN (6, 7)), 0), 4),
			min(r.days) FILTER (WHERE r.move = 6 AND r.upto * 2 >= r.all_n), min(r.days) FILTER (WHERE r.move = 6 AND r.upto * 10 >= r.all_n * 9)
		  FROM ranked r GROUP BY r.path, r.step ORDER BY r.path, r.step;
		RETURN;
	END IF;
	/* planned for these arguments, and grouped by one column */
	RETURN QUERY EXECUTE format($report$
	WITH counted AS (
		SELECT c.%1$I AS key, c.opened_on BETWEEN $1 AND $2 AS opened, CASE WHEN c.closed_on BETWEEN $1 AND $2 THEN c.state END AS state,
			CASE WHEN c.state = 6 AND c.closed_on BETWEEN $1 AND $2 THEN c.closed_on - c.opened_on END AS days, count(*) AS n
		  FROM civic_private.repair_case c
		 WHERE (c.opened_on BETWEEN $1 AND $2 OR c.closed_on BETWEEN $1 AND $2) AND ($3 IS NULL OR c.area = $3 OR starts_with(c.area, $3 || '.'))
		 GROUP BY 1, 2, 3, 4
	), lengths AS (
		SELECT c.key, c.days, sum(c.n) AS n FROM counted c WHERE c.days IS NOT NULL GROUP BY 1, 2
	), ranked AS (
		SELECT l.*, sum(l.n) OVER w AS upto, sum(l.n) OVER (PARTITION BY l.key) AS all_n FROM lengths l WINDOW w AS (PARTITION BY l.key ORDER BY l.days)
	), quantiles AS (
		SELECT r.key, min(r.days) FILTER (WHERE r.upto * 2 >= r.all_n) AS median, min(r.days) FILTER (WHERE r.upto * 10 >= r.all_n * 9) AS p90
		  FROM ranked r GROUP BY 1
	), totals AS (
		SELECT c.key, sum(c.n) FILTER (WHERE c.opened) AS opened, coalesce(sum(c.n) FILTER (WHERE c.state = 6), 0) AS passed,
			coalesce(sum(c.n) FILTER (WHERE c.state = 7), 0) AS refused, sum(c.n) FILTER (WHERE c.state = 8) AS withdrawn,
			sum(c.n) FILTER (WHERE c.state = 9) AS expired, sum(c.n) FILTER (WHERE c.state > 9) AS other
		  FROM counted c GROUP BY 1
	)
	SELECT %2$s, coalesce(t.opened, 0)::int8, t.passed::int8, t.refused::int8, coalesce(t.withdrawn, 0)::int8, coalesce(t.expired, 0)::int8,
		coalesce(t.other, 0)::int8, round(t.passed / nullif(t.passed + t.refused, 0), 4), q.median, q.p90
	  FROM totals t LEFT JOIN quantiles q ON q.key = t.key ORDER BY t.key
	$report$, by, CASE by WHEN 'path' THEN 't.key' ELSE 'civic.severity_name(t.key)' END) USING from_day, to_day, within;
END $$;
COMMENT ON FUNCTION civic.repair_report(pg_catalog.date, pg_catalog.date, ltree, pg_catalog.text) IS 'cases opened, passed, refused, withdrawn and expired between two days, pass rate, and days to repair (median, ninth decile), by severity, path or step (there opened counts what was handed in, and days those of the step)';

CREATE FUNCTION civic.overdue(as_of pg_catalog.date DEFAULT NULL)
RETURNS TABLE (kind pg_catalog.text, subject_id pg_catalog.int8, id pg_catalog.int8, entry_id pg_catalog.int8, area pg_catalog.text,
	due pg_catalog.date, days_late pg_catalog.int4)
LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 100
/* reads the tables of repair and of appeals */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
	PERFORM civic.layout_version();
	RETURN QUERY
	WITH d AS MATERIALIZED (SELECT coalesce(as_of, civic.today()) AS day),
	calendars AS MATERIALIZED (
		SELECT p.policy_id, (civic.appeal_terms(p.policy_id)).calendar FROM (SELECT DISTINCT c.policy_id FROM civic_private.repair_case c WHERE c.due_on IS NOT NULL) p
	)
	SELECT 'repair_step', c.subject_id, c.case_id, c.entry_id, c.area, c.due_on, civic.working_days(c.due_on, d.day, k.calendar)
	  FROM d, civic_private.repair_case c JOIN calendars k USING (policy_id)
	 WHERE c.due_on < d.day
	UNION ALL
	SELECT o.* FROM d, civic.overdue_appeals(d.day) o
	 ORDER BY 6, 1, 2, 3;
END $$;
COMMENT ON FUNCTION civic.overdue(pg_catalog.date) IS 'repair steps, appeals, removals and reviews that wait for a decision longer than they may, by how many working days';

CREATE FUNCTION civic.erasures(from_day pg_catalog.date DEFAULT NULL, to_day pg_catalog.date DEFAULT NULL)
RETURNS TABLE (subject_id pg_catalog.int8, entry_id pg_catalog.int8, on_day pg_catalog.date, years pg_catalog.int4, reference_id pg_catalog.int8,
	texts pg_catalog.int4, reason pg_catalog.text, recorded_at pg_catalog.timestamptz)
LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 100
/* reads civic_private.erasure */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
	PERFORM civic.layout_version();
	RETURN QUERY
	SELECT x.subject_id, x.entry_id, x.on_day, x.years, x.reference_id, x.texts, x.reason, x.recorded_at
	  FROM civic_private.erasure x WHERE x.on_day BETWEEN coalesce(from_day, '-infinity') AND coalesce(to_day, 'infinity')
	 ORDER BY x.on_day, x.subject_id, x.entry_id;
END $$;
COMMENT ON FUNCTION civic.erasures(pg_catalog.date, pg_catalog.date) IS 'losses that were forgotten between two days';

/* What must hold of every case, checked against its history and the ledger. */
CREATE FUNCTION civic.check_repairs() RETURNS TABLE (subject_id pg_catalog.int8, case_id pg_catalog.int8, problem pg_catalog.text)
LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 10
/* reads the tables of repair and the ledger */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
	PERFORM civic.layout_version();
	RETURN QUERY
	WITH history AS (
		SELECT m.*, lag(m.to_state, 1, 0::int2) OVER w AS before, lag(m.move_no, 1, 0) OVER w AS number_before,
			lag(m.share) OVER w AS share_was, row_number() OVER (PARTITION BY m.subject_id, m.case_id ORDER BY m.move_no DESC) AS from_end
		  FROM civic_private.repair_move m WINDOW w AS (PARTITION BY m.subject_id, m.case_id ORDER BY m.move_no)
	)
	SELECT h.subject_id, h.case_id, format('move %s does not follow the one before it', h.move_no)
	  FROM history h
	 WHERE h.before <> h.from_state OR h.number_before + 1 <> h.move_no OR h.share_was <> h.share_before
		OR NOT EXISTS (SELECT FROM civic.repair_transitions() t WHERE t.from_id = h.from_state AND t.move_id = h.move AND t.to_id = h.to_state)
	UNION ALL
	SELECT c.subject_id, c.case_id, 'the case is not what its history says'
	  FROM civic_private.repair_case c
	  LEFT JOIN history h ON h.subject_id = c.subject_id AND h.case_id = c.case_id AND h.from_end = 1
	 WHERE h.to_state IS DISTINCT FROM c.state OR h.share IS DISTINCT FROM c.share OR h.move_no IS DISTINCT FROM c.moves
	UNION ALL
	SELECT m.subject_id, m.case_id, format('the ledger has no entry for move %s', m.move_no)
	  FROM civic_private.repair_move m JOIN civic_private.repair_case c ON c.subject_id = m.subject_id AND c.case_id = m.case_id
	 WHERE (m.share > m.share_before) IS DISTINCT FROM (m.repair_id IS NOT NULL)
		OR m.repair_id IS NOT NULL AND NOT EXISTS (SELECT FROM civic_private.entry e WHERE e.subject_id = m.subject_id
			AND e.entry_id = m.repair_id AND e.kind = 5 AND e.quantity = m.share AND e.ref_entry_id = c.entry_id AND e.effective_on >= m.on_day)
	UNION ALL
	SELECT e.subject_id, NULL, format('repair entry %s has no move', e.entry_id)
	  FROM civic_private.entry e
	 WHERE e.kind = 5 AND NOT EXISTS (SELECT FROM civic_private.erasure x WHERE x.subject_id = e.subject_id AND x.reference_id = e.entry_id)
	   AND NOT EXISTS (SELECT FROM civic_private.repair_move m WHERE m.subject_id = e.subject_id AND m.repair_id = e.entry_id);
END $$;
COMMENT ON FUNCTION civic.check_repairs() IS 'repair cases that disagree with their history or the ledger; there should be none';
/* Appeals, working days, human review. */

CREATE FUNCTION civic.lay_out_appeals() RETURNS pg_catalog.void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	PERFORM civic.lay_out($layout$
CREATE TABLE civic_private.holiday (
	calendar text NOT NULL CHECK (calendar ~ '^[a-z][a-z0-9_-]{0,62}$'),
	day date NOT NULL CHECK (day BETWEEN '1900-01-01' AND '9999-12-31'),
	working bool NOT NULL,
	title text CHECK (length(title) <= 200),
	PRIMARY KEY (calendar, day)
);
COMMENT ON TABLE civic_private.holiday IS 'exceptions from Monday to Friday: holidays, and make-up days (working)';

CREATE TABLE civic_private.appeal (
	subject_id int8 NOT NULL REFERENCES civic_private.subject,
	appeal_id int8 GENERATED BY DEFAULT AS IDENTITY,
	entry_id int8 NOT NULL,
	policy_id int4 NOT NULL,
	calendar text NOT NULL,
	area @ltree@.ltree NOT NULL,
	state text NOT NULL,
	open bool NOT NULL,
	disputed bool NOT NULL,
	instance int2 NOT NULL DEFAULT 1 CHECK (instance BETWEEN 1 AND 2),
	suspended bool NOT NULL DEFAULT false,
	filed_on date NOT NULL,
	filer name NOT NULL,
	mark_due date NOT NULL,
	marked_on date,
	forward_due date NOT NULL,
	forwarded_on date,
	clock_from date NOT NULL,
	decision_due date NOT NULL,
	extended bool NOT NULL DEFAULT false,
	paused_on date,
	remaining int4,
	stopped int4 NOT NULL DEFAULT 0,
	decided_on date,
	decider name,
	first_decider name,
	told int2 NOT NULL DEFAULT 0,
	moves int4 NOT NULL DEFAULT 0,
	PRIMARY KEY (subject_id, appeal_id)
);
COMMENT ON TABLE civic_private.appeal IS 'appeals as they stand; appeal_move tells how they came there; remaining: working days left when an expert was asked; stopped: those that did not count; told: applications know that the mark (1), the decision (2) is overdue';
CREATE UNIQUE INDEX appeal_open_key ON civic_private.appeal (subject_id, entry_id) WHERE open;
CREATE INDEX appeal_filed_idx ON civic_private.appeal (filed_on);

CREATE TABLE civic_private.appeal_move (
	subject_id int8 NOT NULL,
	appeal_id int8 NOT NULL,
	move_no int4 NOT NULL,
	move text NOT NULL,
	from_state text NOT NULL,
	to_state text NOT NULL,
	instance int2 NOT NULL,
	on_day date NOT NULL,
	due date,
	took int4,
	late bool NOT NULL,
	ref_entry_id int8,
	text_commitment bytea CHECK (octet_length(text_commitment) = 32),
	evidence_commitment bytea CHECK (octet_length(evidence_commitment) = 32),
	recorded_at timestamptz NOT NULL,
	xact int8 NOT NULL,
	actor name NOT NULL,
	PRIMARY KEY (subject_id, appeal_id, move_no),
	FOREIGN KEY (subject_id, appeal_id) REFERENCES civic_private.appeal (subject_id, appeal_id)
);
COMMENT ON TABLE civic_private.appeal_move IS 'what was done about appeals; due: the day by which the next decision is due after it; took: working days of a decision; ref_entry_id: the entry it made';

CREATE TABLE civic_private.appeal_text (
	subject_id int8 NOT NULL,
	commitment bytea NOT NULL CHECK (octet_length(commitment) = 32),
	salt bytea NOT NULL CHECK (octet_length(salt) = 32),
	body bytea NOT NULL,
	entry_id int8,
	erase_on date NOT NULL,
	PRIMARY KEY (subject_id, commitment)
);
COMMENT ON TABLE civic_private.appeal_text IS 'grounds, evidence and reasons that moves and reviews commit to; erasable, and erased on a day';
CREATE INDEX appeal_text_erase_idx ON civic_private.appeal_text (erase_on);

CREATE TABLE civic_private.annulment (
	subject_id int8 NOT NULL,
	entry_id int8 NOT NULL,
	policy_id int4 NOT NULL,
	revoked_on date NOT NULL,
	reported_on date NOT NULL,
	due date NOT NULL,
	reason bytea NOT NULL CHECK (octet_length(reason) = 32),
	recorded_at timestamptz NOT NULL,
	xact int8 NOT NULL,
	actor name NOT NULL,
	PRIMARY KEY (subject_id, entry_id)
);
COMMENT ON TABLE civic_private.annulment IS 'losses whose basis was revoked; cleared by their reversal, by the day that is due';

CREATE TABLE civic_private.review_key (
	period date PRIMARY KEY,
	key bytea NOT NULL CHECK (octet_length(key) = 32)
);
COMMENT ON TABLE civic_private.review_key IS 'keys of the draws, one a month; secret until their month is over';

CREATE TABLE civic_private.review_period (
	period date PRIMARY KEY,
	commitment bytea NOT NULL CHECK (octet_length(commitment) = 32),
	recorded_at timestamptz NOT NULL,
	xact int8 NOT NULL,
	actor name NOT NULL
);
COMMENT ON TABLE civic_private.review_period IS 'what commits to the key of a month before it is used';

CREATE TABLE civic_private.review_state (
	only_one bool PRIMARY KEY DEFAULT true CHECK (only_one),
	since timestamptz NOT NULL,
	snapshot pg_snapshot NOT NULL,
	cluster int8 NOT NULL
);
COMMENT ON TABLE civic_private.review_state IS 'what the last draw has seen: decisions of transactions in its snapshot, none before since';
INSERT INTO civic_private.review_state (since, snapshot, cluster)
SELECT clock_timestamp(), pg_current_snapshot(), c.system_identifier FROM pg_control_system() c;

CREATE SEQUENCE civic_private.review_draw_id;
COMMENT ON SEQUENCE civic_private.review_draw_id IS 'numbers of draws';

CREATE TABLE civic_private.review_draw (
	draw_id int8 NOT NULL,
	policy_id int4 NOT NULL,
	period date NOT NULL,
	on_day date NOT NULL,
	share int4 NOT NULL,
	pooled int8 NOT NULL,
	by_rank int8 NOT NULL,
	by_share int8 NOT NULL,
	always int8 NOT NULL,
	recorded_at timestamptz NOT NULL,
	xact int8 NOT NULL,
	actor name NOT NULL,
	PRIMARY KEY (draw_id, policy_id)
);
COMMENT ON TABLE civic_private.review_draw IS 'draws: how many decisions came into them, and how many were drawn by their rank, to make up the share, or because all of the rule are';
CREATE INDEX review_draw_period_idx ON civic_private.review_draw (period, policy_id);

CREATE TABLE civic_private.review_pool (
	subject_id int8 NOT NULL,
	kind int2 NOT NULL CHECK (kind BETWEEN 1 AND 2),
	decision_id int8 NOT NULL,
	policy_id int4 NOT NULL,
	always bool NOT NULL,
	period date NOT NULL,
	draw_id int8 NOT NULL,
	recorded_at timestamptz NOT NULL,
	xact int8 NOT NULL,
	actor name NOT NULL,
	PRIMARY KEY (subject_id, kind, decision_id)
);
COMMENT ON TABLE civic_private.review_pool IS 'automatic decisions against a subject, each in one draw; kind 1 is a loss and its entry, 2 a fall and its tier change';
CREATE INDEX review_pool_draw_idx ON civic_private.review_pool USING brin (draw_id) WITH (pages_per_range = 32);

CREATE TABLE civic_private.review (
	subject_id int8 NOT NULL,
	review_id int8 GENERATED BY DEFAULT AS IDENTITY,
	kind int2 NOT NULL,
	decision_id int8 NOT NULL,
	policy_id int4 NOT NULL,
	draw_id int8 NOT NULL,
	cause text NOT NULL CHECK (cause IN ('always', 'rank', 'share')),
	drawn_on date NOT NULL,
	due date NOT NULL,
	decided_on date,
	agree bool,
	took int4,
	reviewer name,
	PRIMARY KEY (subject_id, kind, decision_id),
	UNIQUE (review_id)
);
COMMENT ON TABLE civic_private.review IS 'decisions that were drawn, and what their reviewers found';
CREATE INDEX review_due_idx ON civic_private.review (due) WHERE decided_on IS NULL;
CREATE INDEX review_drawn_idx ON civic_private.review USING brin (draw_id) WITH (pages_per_range = 32);

CREATE TABLE civic_private.review_decision (
	subject_id int8 NOT NULL,
	review_id int8 NOT NULL,
	agree bool NOT NULL,
	on_day date NOT NULL,
	reason bytea NOT NULL CHECK (octet_length(reason) = 32),
	ref_entry_id int8,
	recorded_at timestamptz NOT NULL,
	xact int8 NOT NULL,
	actor name NOT NULL,
	PRIMARY KEY (subject_id, review_id)
);
COMMENT ON TABLE civic_private.review_decision IS 'what reviewers decided; ref_entry_id is the reversal that followed';

/* below zero, where no source that the office defines can come */
INSERT INTO civic_private.source (source_id, code, title_zh, title_en) OVERRIDING SYSTEM VALUE
VALUES (-2, 'appeal', '申诉更正', 'Appeals') ON CONFLICT DO NOTHING;
	$layout$);
END $$;
COMMENT ON FUNCTION civic.lay_out_appeals() IS 'make the tables of appeals and reviews';

CREATE FUNCTION civic.view_appeals() RETURNS pg_catalog.void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	PERFORM civic.lay_out($layout$
CREATE OR REPLACE VIEW civic.holidays AS
	SELECT h.calendar, h.day, h.working, h.title FROM civic_private.holiday h;
COMMENT ON VIEW civic.holidays IS 'exceptions of the calendars of working days';

CREATE OR REPLACE VIEW civic.appeals WITH (security_barrier) AS
	SELECT a.subject_id, a.appeal_id, a.entry_id, r.code AS rule_code, a.area, a.state, a.instance, a.open, a.disputed,
		a.suspended, a.filed_on, a.filer, a.mark_due, a.marked_on, a.forward_due, a.forwarded_on,
		CASE WHEN a.paused_on IS NULL THEN a.decision_due END AS decision_due, a.paused_on, a.extended,
		a.decided_on, a.decider,
		a.open AND (CASE WHEN a.marked_on IS NULL THEN least(a.mark_due, a.decision_due) ELSE a.decision_due END < civic.today()
			AND a.paused_on IS NULL) AS overdue
	  FROM civic_private.appeal a
	  JOIN civic_private.entry e ON e.subject_id = a.subject_id AND e.entry_id = a.entry_id
	  JOIN civic_private.rule r USING (rule_id);
COMMENT ON VIEW civic.appeals IS 'appeals as they stand, with the days by which something is due';

CREATE OR REPLACE VIEW civic.appeal_moves WITH (security_barrier) AS
	SELECT m.subject_id, m.appeal_id, m.move_no, m.move, m.from_state, m.to_state, m.instance, m.on_day, m.due, m.took, m.late,
		m.ref_entry_id, m.recorded_at, m.actor,
		convert_from(t.body, 'UTF8') AS reason, m.text_commitment, m.evidence_commitment
	  FROM civic_private.appeal_move m
	  LEFT JOIN civic_private.appeal_text t ON t.subject_id = m.subject_id AND t.commitment = m.text_commitment;
COMMENT ON VIEW civic.appeal_moves IS 'the history of appeals; reason is null once it was erased';

CREATE OR REPLACE VIEW civic.reviews WITH (security_barrier) AS
	SELECT v.review_id, v.subject_id, CASE v.kind WHEN 1 THEN 'loss' ELSE 'fall' END AS kind,
		CASE WHEN v.kind = 1 THEN v.decision_id END AS entry_id, r.code AS rule_code, e.occurred_on, e.effective_on,
		CASE WHEN v.kind = 2 THEN v.decision_id END AS change_id, c.from_tier, c.to_tier,
		v.policy_id, v.cause, v.drawn_on, v.due, v.decided_on, v.agree, v.reviewer,
		v.decided_on IS NULL AND v.due < civic.today() AS overdue
	  FROM civic_private.review v
	  LEFT JOIN civic_private.entry e ON v.kind = 1 AND e.subject_id = v.subject_id AND e.entry_id = v.decision_id
	  LEFT JOIN civic_private.rule r ON r.rule_id = e.rule_id
	  LEFT JOIN civic_private.tier_change c ON v.kind = 2 AND c.subject_id = v.subject_id AND c.change_id = v.decision_id;
COMMENT ON VIEW civic.reviews IS 'automatic decisions drawn for review: those with decided_on null wait for a reviewer';
	$layout$);
END $$;
COMMENT ON FUNCTION civic.view_appeals() IS 'make the staff views of appeals and reviews';

/* ---------- working days ---------- */

CREATE FUNCTION civic.add_working_days(day pg_catalog.date, n pg_catalog.int4, calendar pg_catalog.text DEFAULT 'default') RETURNS pg_catalog.date
LANGUAGE C STABLE STRICT PARALLEL SAFE
/* reads civic_private.holiday */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_add_working_days';
COMMENT ON FUNCTION civic.add_working_days(pg_catalog.date, pg_catalog.int4, pg_catalog.text) IS 'the n-th working day after a day; with 0 the day itself, or the next working day';

CREATE FUNCTION civic.working_days(from_day pg_catalog.date, to_day pg_catalog.date, calendar pg_catalog.text DEFAULT 'default') RETURNS pg_catalog.int4
LANGUAGE C STABLE STRICT PARALLEL SAFE
/* as add_working_days */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_working_days';
COMMENT ON FUNCTION civic.working_days(pg_catalog.date, pg_catalog.date, pg_catalog.text) IS 'working days after one day, up to and with another; negative if that is the earlier one';

CREATE FUNCTION civic.is_working_day(day pg_catalog.date, calendar pg_catalog.text DEFAULT 'default') RETURNS pg_catalog.bool
LANGUAGE C STABLE STRICT PARALLEL SAFE
/* as add_working_days */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_is_working_day';
COMMENT ON FUNCTION civic.is_working_day(pg_catalog.date, pg_catalog.text) IS 'is it a working day?';

CREATE FUNCTION civic.define_holidays(calendar pg_catalog.text, days pg_catalog.date[], working pg_catalog.bool, title pg_catalog.text DEFAULT NULL) RETURNS pg_catalog.int4
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* writes civic_private.holiday */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
	wrong date;
	defined int4;
BEGIN
	PERFORM civic.layout_version();
	IF calendar IS NULL OR days IS NULL OR working IS NULL OR array_position(days, NULL) IS NOT NULL THEN
		RAISE EXCEPTION 'calendar, days and working must not be null' USING ERRCODE = 'null_value_not_allowed';
	END IF;
	IF calendar !~ '^[a-z][a-z0-9_-]{0,62}$' THEN
		RAISE EXCEPTION 'malformed calendar code "%"', calendar
			USING ERRCODE = 'invalid_parameter_value',
				HINT = 'A code has 1 to 63 of the characters a-z 0-9 _ - and begins with a letter.';
	END IF;
	IF length(title) > 200 THEN
		RAISE EXCEPTION 'a title has at most 200 characters' USING ERRCODE = 'string_data_right_truncation';
	END IF;
	SELECT d INTO wrong FROM unnest(days) d WHERE d NOT BETWEEN '1900-01-01' AND '9999-12-31' LIMIT 1;
	IF FOUND THEN
		RAISE EXCEPTION 'day out of range: "%"', wrong
			USING ERRCODE = 'datetime_field_overflow', HINT = 'Dates lie between 1900-01-01 and 9999-12-31.';
	END IF;
	INSERT INTO civic_private.holiday AS h (calendar, day, working, title)
	SELECT DISTINCT define_holidays.calendar, d, define_holidays.working, define_holidays.title FROM unnest(days) d ORDER BY d
	ON CONFLICT (calendar, day) DO UPDATE SET working = excluded.working, title = excluded.title;
	GET DIAGNOSTICS defined = ROW_COUNT;
	UPDATE civic_private.programme SET access_version = nextval('civic_private.access_version');
	RETURN defined;
END $$;
COMMENT ON FUNCTION civic.define_holidays(pg_catalog.text, pg_catalog.date[], pg_catalog.bool, pg_catalog.text) IS 'define holidays (working false) or make-up days (working true) of a calendar';

CREATE FUNCTION civic.define_holiday(calendar pg_catalog.text, day pg_catalog.date, working pg_catalog.bool, title pg_catalog.text DEFAULT NULL) RETURNS pg_catalog.void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* as define_holidays */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	PERFORM civic.define_holidays(calendar, ARRAY[day], working, title);
END $$;
COMMENT ON FUNCTION civic.define_holiday(pg_catalog.text, pg_catalog.date, pg_catalog.bool, pg_catalog.text) IS 'define a holiday or a make-up day of a calendar';

CREATE FUNCTION civic.drop_holidays(calendar pg_catalog.text, days pg_catalog.date[] DEFAULT NULL) RETURNS pg_catalog.int4
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* writes civic_private.holiday */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	dropped int4;
BEGIN
	PERFORM civic.layout_version();
	IF calendar IS NULL THEN
		RAISE EXCEPTION 'calendar must not be null' USING ERRCODE = 'null_value_not_allowed';
	END IF;
	DELETE FROM civic_private.holiday h
	 WHERE h.calendar = drop_holidays.calendar AND (days IS NULL OR h.day = ANY (days));
	GET DIAGNOSTICS dropped = ROW_COUNT;
	UPDATE civic_private.programme SET access_version = nextval('civic_private.access_version');
	RETURN dropped;
END $$;
COMMENT ON FUNCTION civic.drop_holidays(pg_catalog.text, pg_catalog.date[]) IS 'drop exceptions of a calendar: those days, or all';

/* ---------- what appeals and reviews share ---------- */

CREATE FUNCTION civic.appeal_next(state pg_catalog.text, move pg_catalog.text, OUT next_state pg_catalog.text, OUT open pg_catalog.bool, OUT disputed pg_catalog.bool)
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_appeal_next';
COMMENT ON FUNCTION civic.appeal_next(pg_catalog.text, pg_catalog.text) IS 'the state that a move leads to; an error if it cannot be made';

CREATE FUNCTION civic.appeal_terms(policy_id pg_catalog.int4, OUT calendar pg_catalog.text, OUT suspends pg_catalog.bool,
	OUT erase_years pg_catalog.int4, OUT review_share pg_catalog.int4,
	OUT mark pg_catalog.int4, OUT mark_more pg_catalog.int4, OUT decision pg_catalog.int4, OUT decision_more pg_catalog.int4,
	OUT review pg_catalog.int4, OUT review_more pg_catalog.int4, OUT forward pg_catalog.int4, OUT forward_more pg_catalog.int4,
	OUT removal pg_catalog.int4, OUT removal_more pg_catalog.int4, OUT human_review pg_catalog.int4, OUT human_review_more pg_catalog.int4)
LANGUAGE C STABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_appeal_terms';
COMMENT ON FUNCTION civic.appeal_terms(pg_catalog.int4) IS 'what a policy says about appeals and reviews: clocks in working days, and by how many they may be extended';

CREATE FUNCTION civic.rule_is_loss(rule_id pg_catalog.int4) RETURNS pg_catalog.bool
LANGUAGE C STABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_rule_is_loss';
COMMENT ON FUNCTION civic.rule_is_loss(pg_catalog.int4) IS 'does a rule only take points?';

CREATE FUNCTION civic.commit_text(body pg_catalog.bytea, OUT salt pg_catalog.bytea, OUT digest pg_catalog.bytea)
LANGUAGE C VOLATILE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_commit_text';
COMMENT ON FUNCTION civic.commit_text(pg_catalog.bytea) IS 'a random salt, and the digest that commits to a body under it';

CREATE FUNCTION civic.post_correction(subject_id pg_catalog.int8, rule_code pg_catalog.text, quantity pg_catalog.numeric,
	occurred_on pg_catalog.date, source_ref pg_catalog.text, evidence pg_catalog.bytea) RETURNS pg_catalog.int8
LANGUAGE C VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_post_correction';
COMMENT ON FUNCTION civic.post_correction(pg_catalog.int8, pg_catalog.text, pg_catalog.numeric, pg_catalog.date, pg_catalog.text, pg_catalog.bytea) IS 'post the award of a corrected decision, under the source of appeals';

/* Keep a text erasable; its digest is what append-only rows hold. */
CREATE FUNCTION civic.keep_text(subject_id pg_catalog.int8, entry_id pg_catalog.int8, body pg_catalog.bytea, erase_on pg_catalog.date) RETURNS pg_catalog.bytea
LANGUAGE sql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
	INSERT INTO civic_private.appeal_text (subject_id, entry_id, commitment, salt, body, erase_on)
	SELECT subject_id, entry_id, c.digest, c.salt, body, erase_on FROM civic.commit_text(body) c
	RETURNING commitment
$$;
COMMENT ON FUNCTION civic.keep_text(pg_catalog.int8, pg_catalog.int8, pg_catalog.bytea, pg_catalog.date) IS 'keep a text of an appeal or a review; the digest that commits to it';

CREATE FUNCTION civic.require_text(body pg_catalog.text, what pg_catalog.text) RETURNS pg_catalog.void
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	IF body IS NULL OR btrim(body, E' \t\r\n') = '' THEN
		RAISE EXCEPTION '% must not be null or empty', what USING ERRCODE = 'null_value_not_allowed';
	END IF;
	IF length(body) > 10000 THEN
		RAISE EXCEPTION '% must have at most 10000 characters', what
			USING ERRCODE = 'string_data_right_truncation', DETAIL = format('It has %s.', length(body));
	END IF;
END $$;
COMMENT ON FUNCTION civic.require_text(pg_catalog.text, pg_catalog.text) IS 'raise an error unless a text is there and not too long';

/* The loss that an appeal or an annulment is about, with the policy whose clocks it goes by. */
CREATE FUNCTION civic.contested_loss(subject_id pg_catalog.int8, entry_id pg_catalog.int8,
	OUT policy_id pg_catalog.int4, OUT area pg_catalog.text, OUT erase_on pg_catalog.date)
LANGUAGE plpgsql STABLE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	e record;
BEGIN
	PERFORM civic.check_subject(subject_id);
	IF entry_id IS NULL THEN
		RAISE EXCEPTION 'entry_id must not be null' USING ERRCODE = 'null_value_not_allowed';
	END IF;
	SELECT x.kind, x.rule_id, x.occurred_on, r.policy_id INTO e
	  FROM civic_private.entry x JOIN civic_private.rule r USING (rule_id)
	 WHERE x.subject_id = contested_loss.subject_id AND x.entry_id = contested_loss.entry_id;
	IF NOT FOUND THEN
		RAISE EXCEPTION 'subject % has no entry %', subject_id, entry_id USING ERRCODE = 'undefined_object';
	END IF;
	IF e.kind <> 1 OR NOT civic.rule_is_loss(e.rule_id) THEN
		RAISE EXCEPTION 'entry % is not a loss', entry_id
			USING ERRCODE = 'wrong_object_type', HINT = 'Name the award that took points.';
	END IF;
	IF EXISTS (SELECT FROM civic_private.entry v
		WHERE v.subject_id = contested_loss.subject_id AND v.ref_entry_id = contested_loss.entry_id AND v.kind = 2) THEN
		RAISE EXCEPTION 'entry % has been reversed', entry_id
			USING ERRCODE = 'object_not_in_prerequisite_state', HINT = 'There is nothing left to contest.';
	END IF;
	SELECT r.area::text INTO area FROM civic_private.residence r
	 WHERE r.subject_id = contested_loss.subject_id AND r.since <= civic.today() ORDER BY r.since DESC, r.residence_id DESC LIMIT 1;
	/* procedure follows the policy of the day; where there is none any more, that of the entry */
	policy_id := coalesce(civic.policy_of_area(area, civic.today()), e.policy_id);
	erase_on := e.occurred_on + make_interval(years => (civic.appeal_terms(policy_id)).erase_years);
END $$;
COMMENT ON FUNCTION civic.contested_loss(pg_catalog.int8, pg_catalog.int8) IS 'raise an error unless an entry is a loss that stands; its policy, area, and the day its texts are erased';

/* ---------- appeals ---------- */

/*
 * Every move goes through here, once its appeal is locked: the table of moves
 * decides, the row follows, the history is appended to.
 */
CREATE FUNCTION civic.move_appeal(subject_id pg_catalog.int8, appeal_id pg_catalog.int8, move pg_catalog.text,
	reason pg_catalog.text, evidence pg_catalog.bytea, ref_entry_id pg_catalog.int8, took pg_catalog.int4, late pg_catalog.bool)
RETURNS pg_catalog.text
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
	a record;
	n record;
	gone date;
BEGIN
	SELECT x.* INTO STRICT a FROM civic_private.appeal x
	 WHERE x.subject_id = move_appeal.subject_id AND x.appeal_id = move_appeal.appeal_id FOR UPDATE;
	SELECT * INTO n FROM civic.appeal_next(a.state, move);
	SELECT e.occurred_on + make_interval(years => (civic.appeal_terms(a.policy_id)).erase_years) INTO gone
	  FROM civic_private.entry e WHERE e.subject_id = a.subject_id AND e.entry_id = a.entry_id;
	UPDATE civic_private.appeal x
	   SET state = n.next_state, open = n.open, disputed = n.disputed, moves = x.moves + 1
	 WHERE x.subject_id = a.subject_id AND x.appeal_id = a.appeal_id;
	INSERT INTO civic_private.appeal_move (subject_id, appeal_id, move_no, move, from_state, to_state, instance, on_day, due,
		took, late, ref_entry_id, text_commitment, evidence_commitment)
	VALUES (a.subject_id, a.appeal_id, a.moves + 1, move_appeal.move, a.state, n.next_state, a.instance, civic.today(),
		CASE WHEN n.open AND a.paused_on IS NULL THEN a.decision_due END,
		move_appeal.took, move_appeal.late, move_appeal.ref_entry_id,
		CASE WHEN reason IS NOT NULL THEN civic.keep_text(a.subject_id, a.entry_id, convert_to(reason, 'UTF8'), gone) END,
		CASE WHEN evidence IS NOT NULL THEN civic.keep_text(a.subject_id, a.entry_id, evidence, gone) END);
	PERFORM civic.publish('appeal', a.subject_id, jsonb_build_object('appeal_id', a.appeal_id, 'entry_id', a.entry_id,
		'move', move_appeal.move, 'state', n.next_state, 'instance', a.instance,
		'due', CASE WHEN n.open AND a.paused_on IS NULL THEN a.decision_due END));
	RETURN n.next_state;
END $$;
COMMENT ON FUNCTION civic.move_appeal(pg_catalog.int8, pg_catalog.int8, pg_catalog.text, pg_catalog.text, pg_catalog.bytea, pg_catalog.int8, pg_catalog.int4, pg_catalog.bool) IS 'make a move of an appeal; its new state';

/* Lock an appeal and check that a move can be made. */
CREATE FUNCTION civic.lock_appeal(subject_id pg_catalog.int8, appeal_id pg_catalog.int8, move pg_catalog.text) RETURNS pg_catalog.void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	state text;
BEGIN
	PERFORM civic.layout_version();
	IF subject_id IS NULL OR appeal_id IS NULL THEN
		RAISE EXCEPTION 'subject_id and appeal_id must not be null' USING ERRCODE = 'null_value_not_allowed';
	END IF;
	SELECT x.state INTO state FROM civic_private.appeal x
	 WHERE x.subject_id = lock_appeal.subject_id AND x.appeal_id = lock_appeal.appeal_id FOR UPDATE;
	IF NOT FOUND THEN
		RAISE EXCEPTION 'subject % has no appeal %', subject_id, appeal_id USING ERRCODE = 'undefined_object';
	END IF;
	PERFORM civic.appeal_next(state, move);
END $$;
COMMENT ON FUNCTION civic.lock_appeal(pg_catalog.int8, pg_catalog.int8, pg_catalog.text) IS 'lock an appeal, and raise an error unless a move can be made';

/* Is the entry of an appeal reversed by now? */
CREATE FUNCTION civic.reversal_of(subject_id pg_catalog.int8, entry_id pg_catalog.int8) RETURNS pg_catalog.int8
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT v.entry_id FROM civic_private.entry v
	 WHERE v.subject_id = reversal_of.subject_id AND v.ref_entry_id = reversal_of.entry_id AND v.kind = 2
$$;
COMMENT ON FUNCTION civic.reversal_of(pg_catalog.int8, pg_catalog.int8) IS 'the entry that reversed another, or null';

CREATE FUNCTION civic.file_appeal(subject_id pg_catalog.int8, entry_id pg_catalog.int8, grounds pg_catalog.text, evidence pg_catalog.bytea DEFAULT NULL) RETURNS pg_catalog.int8
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* writes civic_private.appeal */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
	loss record;
	t record;
	earlier record;
	day date := civic.today();
	given_id int8;
BEGIN
	SELECT * INTO loss FROM civic.contested_loss(file_appeal.subject_id, file_appeal.entry_id);
	PERFORM civic.require_text(grounds, 'grounds');
	SELECT x.appeal_id, x.state INTO earlier FROM civic_private.appeal x
	 WHERE x.subject_id = file_appeal.subject_id AND x.entry_id = file_appeal.entry_id
	   AND (x.state IN ('rejected', 'confirmed') OR x.state = 'withdrawn' AND x.instance = 2)
	 ORDER BY x.appeal_id DESC LIMIT 1;
	IF FOUND THEN
		RAISE EXCEPTION 'an appeal against entry % has been rejected', entry_id
			USING ERRCODE = 'object_not_in_prerequisite_state', DETAIL = format('It is appeal %s, %s.', earlier.appeal_id, earlier.state),
				HINT = CASE WHEN earlier.state = 'rejected' THEN 'civic.request_review() brings it before a second instance.'
					ELSE 'The second instance was the last.' END;
	END IF;
	SELECT * INTO t FROM civic.appeal_terms(loss.policy_id);
	INSERT INTO civic_private.appeal AS n (subject_id, entry_id, policy_id, calendar, area, state, open, disputed, filed_on, filer,
		mark_due, forward_due, clock_from, decision_due)
	SELECT file_appeal.subject_id, file_appeal.entry_id, loss.policy_id, t.calendar, a.area, 'none', true, false, day, civic.stamp_actor(),
		civic.add_working_days(day, t.mark, t.calendar), civic.add_working_days(day, t.forward, t.calendar),
		day, civic.add_working_days(day, t.decision, t.calendar)
	  FROM civic_private.area a WHERE a.area::text = loss.area
	ON CONFLICT (subject_id, entry_id) WHERE open DO NOTHING
	RETURNING n.appeal_id INTO given_id;
	IF given_id IS NULL THEN
		RAISE EXCEPTION 'there is an open appeal against entry % already', entry_id
			USING ERRCODE = 'object_not_in_prerequisite_state', HINT = 'civic.appeal_status() tells how it stands.';
	END IF;
	PERFORM civic.move_appeal(file_appeal.subject_id, given_id, 'file', grounds, evidence, NULL, NULL, false);
	RETURN given_id;
END $$;
COMMENT ON FUNCTION civic.file_appeal(pg_catalog.int8, pg_catalog.int8, pg_catalog.text, pg_catalog.bytea) IS 'file an appeal against a loss; its clocks start';

/* Suspend the entry of an appeal, if the policy has it so; the suspension, or null. */
CREATE FUNCTION civic.suspend_disputed(subject_id pg_catalog.int8, appeal_id pg_catalog.int8) RETURNS pg_catalog.int8
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	a record;
BEGIN
	SELECT x.* INTO STRICT a FROM civic_private.appeal x
	 WHERE x.subject_id = suspend_disputed.subject_id AND x.appeal_id = suspend_disputed.appeal_id;
	IF a.suspended OR NOT (civic.appeal_terms(a.policy_id)).suspends OR civic.reversal_of(a.subject_id, a.entry_id) IS NOT NULL THEN
		RETURN NULL;
	END IF;
	UPDATE civic_private.appeal x SET suspended = true WHERE x.subject_id = a.subject_id AND x.appeal_id = a.appeal_id;
	RETURN civic.refer(a.subject_id, a.entry_id, 3::int2, NULL, format('appeal %s', a.appeal_id), civic.today());
END $$;
COMMENT ON FUNCTION civic.suspend_disputed(pg_catalog.int8, pg_catalog.int8) IS 'suspend the entry of an appeal if its policy says so';

/* End the suspension that an appeal brought; the reinstatement, or null. */
CREATE FUNCTION civic.reinstate_disputed(subject_id pg_catalog.int8, appeal_id pg_catalog.int8) RETURNS pg_catalog.int8
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	a record;
BEGIN
	SELECT x.* INTO STRICT a FROM civic_private.appeal x
	 WHERE x.subject_id = reinstate_disputed.subject_id AND x.appeal_id = reinstate_disputed.appeal_id;
	IF NOT a.suspended THEN
		RETURN NULL;
	END IF;
	UPDATE civic_private.appeal x SET suspended = false WHERE x.subject_id = a.subject_id AND x.appeal_id = a.appeal_id;
	/* one that was reversed meanwhile does not count again */
	IF civic.reversal_of(a.subject_id, a.entry_id) IS NOT NULL THEN
		RETURN NULL;
	END IF;
	RETURN civic.refer(a.subject_id, a.entry_id, 4::int2, NULL, format('appeal %s', a.appeal_id), civic.today());
END $$;
COMMENT ON FUNCTION civic.reinstate_disputed(pg_catalog.int8, pg_catalog.int8) IS 'end the suspension that an appeal brought';

CREATE FUNCTION civic.mark_disputed(subject_id pg_catalog.int8, appeal_id pg_catalog.int8) RETURNS pg_catalog.void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* writes civic_private.appeal and, where the policy suspends, the ledger */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	due date;
BEGIN
	PERFORM civic.lock_appeal(subject_id, appeal_id, 'mark');
	UPDATE civic_private.appeal x SET marked_on = civic.today()
	 WHERE x.subject_id = mark_disputed.subject_id AND x.appeal_id = mark_disputed.appeal_id
	RETURNING x.mark_due INTO due;
	PERFORM civic.move_appeal(subject_id, appeal_id, 'mark', NULL, NULL,
		civic.suspend_disputed(subject_id, appeal_id), NULL, civic.today() > due);
END $$;
COMMENT ON FUNCTION civic.mark_disputed(pg_catalog.int8, pg_catalog.int8) IS 'let the entry of an appeal show as disputed, suspended if the policy says so';

CREATE FUNCTION civic.forward_appeal(subject_id pg_catalog.int8, appeal_id pg_catalog.int8, reason pg_catalog.text) RETURNS pg_catalog.date
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* writes civic_private.appeal */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	a record;
	due date;
BEGIN
	PERFORM civic.lock_appeal(subject_id, appeal_id, 'forward');
	PERFORM civic.require_text(reason, 'reason');
	SELECT x.* INTO a FROM civic_private.appeal x
	 WHERE x.subject_id = forward_appeal.subject_id AND x.appeal_id = forward_appeal.appeal_id;
	IF a.forwarded_on IS NOT NULL OR a.extended THEN
		RAISE EXCEPTION 'appeal % was % already', appeal_id, CASE WHEN a.extended THEN 'extended' ELSE 'forwarded' END
			USING ERRCODE = 'object_not_in_prerequisite_state', DETAIL = format('It is due on %s.', a.decision_due);
	END IF;
	/* whoever forwards late does so at the cost of the time to decide, not of the appellant */
	due := civic.add_working_days(least(civic.today(), a.forward_due), (civic.appeal_terms(a.policy_id)).decision, a.calendar);
	UPDATE civic_private.appeal x SET forwarded_on = civic.today(), decision_due = greatest(x.decision_due, due)
	 WHERE x.subject_id = a.subject_id AND x.appeal_id = a.appeal_id
	RETURNING x.decision_due INTO due;
	PERFORM civic.move_appeal(subject_id, appeal_id, 'forward', reason, NULL, NULL, NULL, civic.today() > a.forward_due);
	RETURN due;
END $$;
COMMENT ON FUNCTION civic.forward_appeal(pg_catalog.int8, pg_catalog.int8, pg_catalog.text) IS 'forward an appeal to the source that reported the event: the clock starts again; the new due day';

CREATE FUNCTION civic.extend_appeal(subject_id pg_catalog.int8, appeal_id pg_catalog.int8, reason pg_catalog.text) RETURNS pg_catalog.date
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* writes civic_private.appeal */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	a record;
	more int4;
	new_due date;
BEGIN
	PERFORM civic.lock_appeal(subject_id, appeal_id, 'extend');
	PERFORM civic.require_text(reason, 'reason');
	SELECT x.* INTO a FROM civic_private.appeal x
	 WHERE x.subject_id = extend_appeal.subject_id AND x.appeal_id = extend_appeal.appeal_id;
	SELECT CASE a.instance WHEN 1 THEN t.decision_more ELSE t.review_more END INTO more FROM civic.appeal_terms(a.policy_id) t;
	IF a.extended OR more = 0 OR civic.today() > a.decision_due THEN
		RAISE EXCEPTION 'appeal % cannot be extended', appeal_id
			USING ERRCODE = 'object_not_in_prerequisite_state',
				DETAIL = CASE WHEN a.extended THEN format('It was extended before, and is due on %s.', a.decision_due)
					WHEN more = 0 THEN 'The policy allows no extension.'
					ELSE format('It was due on %s.', a.decision_due) END,
				HINT = 'An appeal is extended once, before it is overdue.';
	END IF;
	new_due := civic.add_working_days(a.decision_due, more, a.calendar);
	UPDATE civic_private.appeal x SET extended = true, decision_due = new_due
	 WHERE x.subject_id = a.subject_id AND x.appeal_id = a.appeal_id;
	PERFORM civic.move_appeal(subject_id, appeal_id, 'extend', reason, NULL, NULL, NULL, false);
	RETURN new_due;
END $$;
COMMENT ON FUNCTION civic.extend_appeal(pg_catalog.int8, pg_catalog.int8, pg_catalog.text) IS 'extend the time to decide an appeal, once; the new due day';

CREATE FUNCTION civic.pause_appeal(subject_id pg_catalog.int8, appeal_id pg_catalog.int8, reason pg_catalog.text) RETURNS pg_catalog.void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* writes civic_private.appeal */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	a record;
BEGIN
	PERFORM civic.lock_appeal(subject_id, appeal_id, 'pause');
	PERFORM civic.require_text(reason, 'reason');
	SELECT x.* INTO a FROM civic_private.appeal x
	 WHERE x.subject_id = pause_appeal.subject_id AND x.appeal_id = pause_appeal.appeal_id;
	IF civic.today() > a.decision_due THEN
		RAISE EXCEPTION 'appeal % is overdue', appeal_id
			USING ERRCODE = 'object_not_in_prerequisite_state', DETAIL = format('It was due on %s.', a.decision_due),
				HINT = 'Only a clock that is running can be stopped.';
	END IF;
	UPDATE civic_private.appeal x
	   SET paused_on = civic.today(), remaining = civic.working_days(civic.today(), x.decision_due, x.calendar)
	 WHERE x.subject_id = a.subject_id AND x.appeal_id = a.appeal_id;
	PERFORM civic.move_appeal(subject_id, appeal_id, 'pause', reason, NULL, NULL, NULL, false);
END $$;
COMMENT ON FUNCTION civic.pause_appeal(pg_catalog.int8, pg_catalog.int8, pg_catalog.text) IS 'stop the clock of an appeal while an expert is asked';

CREATE FUNCTION civic.resume_appeal(subject_id pg_catalog.int8, appeal_id pg_catalog.int8, reason pg_catalog.text, evidence pg_catalog.bytea DEFAULT NULL) RETURNS pg_catalog.date
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* writes civic_private.appeal */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	new_due date;
BEGIN
	PERFORM civic.lock_appeal(subject_id, appeal_id, 'resume');
	PERFORM civic.require_text(reason, 'reason');
	UPDATE civic_private.appeal x
	   SET stopped = x.stopped + civic.working_days(x.paused_on, civic.today(), x.calendar),
		decision_due = civic.add_working_days(civic.today(), x.remaining, x.calendar), paused_on = NULL, remaining = NULL
	 WHERE x.subject_id = resume_appeal.subject_id AND x.appeal_id = resume_appeal.appeal_id
	RETURNING x.decision_due INTO new_due;
	PERFORM civic.move_appeal(subject_id, appeal_id, 'resume', reason, evidence, NULL, NULL, false);
	RETURN new_due;
END $$;
COMMENT ON FUNCTION civic.resume_appeal(pg_catalog.int8, pg_catalog.int8, pg_catalog.text, pg_catalog.bytea) IS 'the expert has answered: the clock goes on; the new due day';

/* Nobody decides about themselves, nor about what they recorded, filed or decided. */
CREATE FUNCTION civic.check_decider(subject_id pg_catalog.int8, entry_id pg_catalog.int8, others pg_catalog.name[]) RETURNS pg_catalog.void
LANGUAGE plpgsql STABLE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	me name := civic.stamp_actor();
BEGIN
	IF EXISTS (SELECT FROM civic_private.entry e
		WHERE e.subject_id = check_decider.subject_id AND e.entry_id = check_decider.entry_id AND e.actor = me) THEN
		RAISE EXCEPTION 'permission denied: "%" recorded entry %', me, entry_id
			USING ERRCODE = 'insufficient_privilege', HINT = 'Somebody else has to decide.';
	END IF;
	IF EXISTS (SELECT FROM civic_private.subject s WHERE s.subject_id = check_decider.subject_id AND s.attributes ->> 'role' = me::text) THEN
		RAISE EXCEPTION 'permission denied: "%" is the role of the subject', me
			USING ERRCODE = 'insufficient_privilege', HINT = 'Somebody else has to decide.';
	END IF;
	IF me = ANY (others) THEN
		RAISE EXCEPTION 'permission denied: "%" has filed or decided this appeal', me
			USING ERRCODE = 'insufficient_privilege', HINT = 'Somebody else has to decide.';
	END IF;
END $$;
COMMENT ON FUNCTION civic.check_decider(pg_catalog.int8, pg_catalog.int8, pg_catalog.name[]) IS 'raise an error if the caller recorded the entry, is the subject, or is among others';

CREATE FUNCTION civic.check_correction(subject_id pg_catalog.int8, entry_id pg_catalog.int8, rule_code pg_catalog.text, quantity pg_catalog.numeric) RETURNS pg_catalog.void
LANGUAGE plpgsql STABLE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	e record;
BEGIN
	IF rule_code IS NULL OR quantity IS NULL THEN
		RAISE EXCEPTION 'a correction needs a rule and a quantity' USING ERRCODE = 'null_value_not_allowed';
	END IF;
	SELECT r.code, x.quantity * 0.01 AS quantity INTO e
	  FROM civic_private.entry x JOIN civic_private.rule r USING (rule_id)
	 WHERE x.subject_id = check_correction.subject_id AND x.entry_id = check_correction.entry_id;
	IF rule_code = e.code AND quantity > e.quantity THEN
		RAISE EXCEPTION 'a correction must not be worse than what was appealed against'
			USING ERRCODE = 'invalid_parameter_value', DETAIL = format('The quantity was %s under the same rule.', e.quantity);
	END IF;
END $$;
COMMENT ON FUNCTION civic.check_correction(pg_catalog.int8, pg_catalog.int8, pg_catalog.text, pg_catalog.numeric) IS 'raise an error unless a correction is complete and no worse';

CREATE FUNCTION civic.decide_appeal(subject_id pg_catalog.int8, appeal_id pg_catalog.int8, outcome pg_catalog.text, reason pg_catalog.text,
	rule_code pg_catalog.text DEFAULT NULL, quantity pg_catalog.numeric DEFAULT NULL, occurred_on pg_catalog.date DEFAULT NULL) RETURNS pg_catalog.text
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* writes civic_private.appeal and the ledger */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	a record;
	day date := civic.today();
	move text := CASE outcome WHEN 'upheld' THEN 'uphold' WHEN 'corrected' THEN 'correct' WHEN 'rejected' THEN 'reject' END;
	made int8;
	told text := reason;
BEGIN
	IF outcome IS NULL THEN
		RAISE EXCEPTION 'outcome must not be null' USING ERRCODE = 'null_value_not_allowed';
	END IF;
	IF move IS NULL THEN
		RAISE EXCEPTION 'unknown outcome "%"', outcome
			USING ERRCODE = 'invalid_parameter_value',
				HINT = 'An appeal is upheld, rejected or corrected.';
	END IF;
	PERFORM civic.lock_appeal(subject_id, appeal_id, move);
	PERFORM civic.require_text(reason, 'reason');
	SELECT x.* INTO a FROM civic_private.appeal x
	 WHERE x.subject_id = decide_appeal.subject_id AND x.appeal_id = decide_appeal.appeal_id;
	PERFORM civic.check_decider(subject_id, a.entry_id, ARRAY[a.filer, a.first_decider]);
	made := civic.reversal_of(subject_id, a.entry_id);
	IF outcome <> 'corrected' AND (rule_code IS NOT NULL OR quantity IS NOT NULL OR occurred_on IS NOT NULL) THEN
		RAISE EXCEPTION 'only a correction names a rule, a quantity or a day' USING ERRCODE = 'invalid_parameter_value';
	END IF;
	IF outcome <> 'upheld' AND made IS NOT NULL THEN
		RAISE EXCEPTION 'entry % has been reversed', a.entry_id
			USING ERRCODE = 'object_not_in_prerequisite_state', HINT = 'The appeal has reached its aim: decide it as upheld.';
	END IF;
	IF outcome = 'rejected' THEN
		made := civic.reinstate_disputed(subject_id, appeal_id);
	ELSIF made IS NULL THEN
		made := civic.refer(subject_id, a.entry_id, 2::int2, NULL, reason, day);
	END IF;
	IF outcome = 'corrected' THEN
		PERFORM civic.check_correction(subject_id, a.entry_id, rule_code, quantity);
		made := civic.post_correction(subject_id, rule_code, quantity,
			coalesce(decide_appeal.occurred_on, (SELECT e.occurred_on FROM civic_private.entry e
				WHERE e.subject_id = a.subject_id AND e.entry_id = a.entry_id)),
			'appeal/' || appeal_id, convert_to(reason, 'UTF8'));
	END IF;
	UPDATE civic_private.appeal x
	   SET decided_on = day, decider = civic.stamp_actor(), first_decider = coalesce(x.first_decider, civic.stamp_actor()),
		suspended = x.suspended AND outcome = 'rejected'
	 WHERE x.subject_id = a.subject_id AND x.appeal_id = a.appeal_id;
	RETURN civic.move_appeal(subject_id, appeal_id, move, reason, NULL, made,
		civic.working_days(a.clock_from, day, a.calendar) - a.stopped, day > a.decision_due);
END $$;
COMMENT ON FUNCTION civic.decide_appeal(pg_catalog.int8, pg_catalog.int8, pg_catalog.text, pg_catalog.text, pg_catalog.text, pg_catalog.numeric, pg_catalog.date) IS 'decide an appeal: upheld (the entry is reversed), corrected (and another one recorded) or rejected (it counts again); the new state';

CREATE FUNCTION civic.request_review(subject_id pg_catalog.int8, appeal_id pg_catalog.int8, grounds pg_catalog.text, evidence pg_catalog.bytea DEFAULT NULL) RETURNS pg_catalog.date
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* writes civic_private.appeal and, where the policy suspends, the ledger */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	a record;
	day date := civic.today();
	due date;
BEGIN
	PERFORM civic.lock_appeal(subject_id, appeal_id, 'request_review');
	PERFORM civic.require_text(grounds, 'grounds');
	SELECT x.* INTO a FROM civic_private.appeal x
	 WHERE x.subject_id = request_review.subject_id AND x.appeal_id = request_review.appeal_id;
	IF civic.reversal_of(a.subject_id, a.entry_id) IS NOT NULL THEN
		RAISE EXCEPTION 'entry % has been reversed', a.entry_id
			USING ERRCODE = 'object_not_in_prerequisite_state', HINT = 'There is nothing left to contest.';
	END IF;
	due := civic.add_working_days(day, (civic.appeal_terms(a.policy_id)).review, a.calendar);
	UPDATE civic_private.appeal x
	   SET instance = 2, clock_from = day, decision_due = due, extended = false, stopped = 0, decided_on = NULL, decider = NULL,
		told = 0
	 WHERE x.subject_id = a.subject_id AND x.appeal_id = a.appeal_id;
	PERFORM civic.move_appeal(subject_id, appeal_id, 'request_review', grounds, evidence,
		civic.suspend_disputed(subject_id, appeal_id), NULL, false);
	RETURN due;
END $$;
COMMENT ON FUNCTION civic.request_review(pg_catalog.int8, pg_catalog.int8, pg_catalog.text, pg_catalog.bytea) IS 'bring a rejected appeal before a second instance; the day by which it is due';

CREATE FUNCTION civic.withdraw_appeal(subject_id pg_catalog.int8, appeal_id pg_catalog.int8, reason pg_catalog.text) RETURNS pg_catalog.void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* writes civic_private.appeal and, where the entry was suspended, the ledger */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	PERFORM civic.lock_appeal(subject_id, appeal_id, 'withdraw');
	PERFORM civic.require_text(reason, 'reason');
	UPDATE civic_private.appeal x SET paused_on = NULL, remaining = NULL
	 WHERE x.subject_id = withdraw_appeal.subject_id AND x.appeal_id = withdraw_appeal.appeal_id;
	PERFORM civic.move_appeal(subject_id, appeal_id, 'withdraw', reason, NULL,
		civic.reinstate_disputed(subject_id, appeal_id), NULL, false);
END $$;
COMMENT ON FUNCTION civic.withdraw_appeal(pg_catalog.int8, pg_catalog.int8, pg_catalog.text) IS 'withdraw an open appeal; a suspended entry counts again';

/* ---------- annulled decisions ---------- */

CREATE FUNCTION civic.report_annulment(subject_id pg_catalog.int8, entry_id pg_catalog.int8, reason pg_catalog.text, revoked_on pg_catalog.date DEFAULT NULL) RETURNS pg_catalog.date
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* writes civic_private.annulment */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
	loss record;
	t record;
	day date := civic.today();
	since date := coalesce(revoked_on, day);
	given date;
BEGIN
	SELECT * INTO loss FROM civic.contested_loss(report_annulment.subject_id, report_annulment.entry_id);
	PERFORM civic.require_text(reason, 'reason');
	IF since NOT BETWEEN '1900-01-01' AND day THEN
		RAISE EXCEPTION 'revoked_on out of range: "%"', since
			USING ERRCODE = 'datetime_field_overflow', HINT = 'A decision was revoked between 1900-01-01 and today.';
	END IF;
	SELECT * INTO t FROM civic.appeal_terms(loss.policy_id);
	INSERT INTO civic_private.annulment AS n (subject_id, entry_id, policy_id, revoked_on, reported_on, due, reason)
	VALUES (report_annulment.subject_id, report_annulment.entry_id, loss.policy_id, since, day,
		civic.add_working_days(since, t.removal, t.calendar),
		civic.keep_text(report_annulment.subject_id, report_annulment.entry_id, convert_to(report_annulment.reason, 'UTF8'), loss.erase_on))
	ON CONFLICT (subject_id, entry_id) DO NOTHING
	RETURNING n.due INTO given;
	IF given IS NULL THEN
		RAISE EXCEPTION 'the annulment of entry % was reported already', entry_id
			USING ERRCODE = 'object_not_in_prerequisite_state', HINT = 'civic.annul() clears it.';
	END IF;
	PERFORM civic.publish('annulment', report_annulment.subject_id,
		jsonb_build_object('entry_id', report_annulment.entry_id, 'due', given, 'cleared', false));
	RETURN given;
END $$;
COMMENT ON FUNCTION civic.report_annulment(pg_catalog.int8, pg_catalog.int8, pg_catalog.text, pg_catalog.date) IS 'report that the basis of a loss was revoked; the day by which it has to be cleared';

CREATE FUNCTION civic.annul(subject_id pg_catalog.int8, entry_id pg_catalog.int8, reason pg_catalog.text, revoked_on pg_catalog.date DEFAULT NULL) RETURNS pg_catalog.int8
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* writes civic_private.annulment and the ledger */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	made int8;
BEGIN
	PERFORM civic.layout_version();
	IF NOT EXISTS (SELECT FROM civic_private.annulment n WHERE n.subject_id = annul.subject_id AND n.entry_id = annul.entry_id) THEN
		PERFORM civic.report_annulment(subject_id, entry_id, reason, revoked_on);
	END IF;
	PERFORM civic.require_text(reason, 'reason');
	made := civic.refer(subject_id, entry_id, 2::int2, NULL, reason, civic.today());
	PERFORM civic.publish('annulment', subject_id, jsonb_build_object('entry_id', entry_id, 'reversal_id', made, 'cleared', true));
	RETURN made;
END $$;
COMMENT ON FUNCTION civic.annul(pg_catalog.int8, pg_catalog.int8, pg_catalog.text, pg_catalog.date) IS 'clear a loss whose basis was revoked: it is reversed';

/* ---------- human review ---------- */

CREATE FUNCTION civic.random_key() RETURNS pg_catalog.bytea
LANGUAGE C VOLATILE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_random_key';
COMMENT ON FUNCTION civic.random_key() IS '32 random bytes';

/* They run for every decision of a draw: no SET clause; review_rank pins the path itself for the query that reads the key. */
CREATE FUNCTION civic.review_rank(period pg_catalog.date, kind pg_catalog.int2, subject_id pg_catalog.int8, decision_id pg_catalog.int8) RETURNS pg_catalog.bytea
LANGUAGE C STABLE STRICT PARALLEL SAFE
AS 'MODULE_PATHNAME', 'civic_review_rank';
COMMENT ON FUNCTION civic.review_rank(pg_catalog.date, pg_catalog.int2, pg_catalog.int8, pg_catalog.int8) IS 'keyed hash of a decision, by which draws of a period go';

CREATE FUNCTION civic.review_by_rank(rank pg_catalog.bytea, share pg_catalog.int4) RETURNS pg_catalog.bool
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
AS 'MODULE_PATHNAME', 'civic_review_by_rank';
COMMENT ON FUNCTION civic.review_by_rank(pg_catalog.bytea, pg_catalog.int4) IS 'does a rank lie in the lower share of all ranks?';

CREATE FUNCTION civic.review_needed(n pg_catalog.int8, share pg_catalog.int4) RETURNS pg_catalog.int8
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_review_needed';
COMMENT ON FUNCTION civic.review_needed(pg_catalog.int8, pg_catalog.int4) IS 'how many of n decisions a share asks for, rounded up';

CREATE FUNCTION civic.review_class(rule_id pg_catalog.int4) RETURNS pg_catalog.int2
LANGUAGE C STABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_review_class';
COMMENT ON FUNCTION civic.review_class(pg_catalog.int4) IS 'how the losses of a rule are reviewed: 0 not, 1 a share, 2 all';

/*
 * By the wall clock and not by the transaction's start: what is drawn after
 * the end of a month must not be drawn by its key, which is public by then.
 * Callers hold the row of review_state.
 */
CREATE FUNCTION civic.review_month() RETURNS pg_catalog.date
LANGUAGE sql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT date_trunc('month', clock_timestamp() AT TIME ZONE p.time_zone)::date FROM civic_private.programme p
$$;
COMMENT ON FUNCTION civic.review_month() IS 'the month whose key draws go by now';

/* Make the key of a month and what commits to it, if they are not there. */
CREATE FUNCTION civic.open_review_period(period pg_catalog.date) RETURNS pg_catalog.void
LANGUAGE sql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
	INSERT INTO civic_private.review_key SELECT period, civic.random_key() ON CONFLICT DO NOTHING;
	INSERT INTO civic_private.review_period (period, commitment)
	SELECT k.period, sha256('civic_credit/review/v1'::bytea || k.key) FROM civic_private.review_key k
	 WHERE k.period = open_review_period.period ON CONFLICT DO NOTHING;
$$;
COMMENT ON FUNCTION civic.open_review_period(pg_catalog.date) IS 'make the key of a month, and commit to it';

/*
 * Bring the new adverse decisions into the draw.  Whoever holds the row of
 * review_state draws; a second caller waits and finds nothing new.
 *
 * Each decision is drawn by its own rank under a key that nobody knows, so
 * neither its day nor the others' number can lower its chance below the share;
 * what makes up the share comes on top.
 */
CREATE FUNCTION civic.draw_reviews() RETURNS pg_catalog.int8
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	s record;
	here int8 := (SELECT c.system_identifier FROM pg_control_system() c);
	seen pg_snapshot;
	lowest int8 := 0;
	highest int8 := 0;
	newest int8 := 9223372036854775807;
	month date;
	draw int8;
	day date := civic.today();
	stamp timestamptz := civic.stamp_time();
	own_xact int8 := civic.stamp_xact();
	me name := civic.stamp_actor();
	p record;
	before record;
	topped int8;
	total int8 := 0;
BEGIN
	SELECT * INTO STRICT s FROM civic_private.review_state FOR UPDATE;
	/* taken before anything is read: what commits meanwhile is looked at next time */
	seen := pg_current_snapshot();
	month := civic.review_month();
	/* a month ahead, so that what a key draws does not exist yet when it is committed to */
	PERFORM civic.open_review_period(month);
	PERFORM civic.open_review_period((month + interval '1 month')::date);
	/* restored elsewhere, transaction ids mean nothing any more, and everything is looked at */
	IF s.cluster = here THEN
		lowest := pg_snapshot_xmin(s.snapshot)::text::int8;
		highest := pg_snapshot_xmax(s.snapshot)::text::int8;
		/* numbers that this cluster has not reached came along then */
		newest := greatest(pg_snapshot_xmax(seen)::text::int8 - 1, own_xact);
	END IF;
	draw := nextval('civic_private.review_draw_id');
	FOR p IN
		WITH terms AS MATERIALIZED (
			SELECT o.policy_id, t.review_share, civic.add_working_days(day, t.human_review, t.calendar) AS due
			  FROM civic_private.enactment o, civic.appeal_terms(o.policy_id) t
		),
		rules AS MATERIALIZED (
			SELECT r.rule_id, r.policy_id, civic.review_class(r.rule_id) = 2 AS always
			  FROM civic_private.rule r
			 WHERE civic.review_class(r.rule_id) > 0
		),
		found AS (
			SELECT e.subject_id, 1::int2 AS kind, e.entry_id AS decision_id, r.policy_id, r.always
			  FROM civic_private.entry e JOIN rules r USING (rule_id)
			 WHERE e.kind = 1 AND e.recorded_at >= s.since AND e.xact BETWEEN lowest AND newest
			   AND (e.xact >= highest OR NOT pg_visible_in_snapshot(e.xact::text::xid8, s.snapshot))
			UNION ALL
			SELECT c.subject_id, 2::int2, c.change_id, c.policy_id, false
			  FROM civic_private.tier_change c
			 WHERE c.cause IN ('score', 'requirement') AND (c.to_rank < c.from_rank OR c.earned_to_rank < c.earned_from_rank)
			   AND c.recorded_at >= s.since AND c.xact BETWEEN lowest AND newest
			   AND (c.xact >= highest OR NOT pg_visible_in_snapshot(c.xact::text::xid8, s.snapshot))
		),
		pooled AS (
			INSERT INTO civic_private.review_pool
				(subject_id, kind, decision_id, policy_id, always, period, draw_id, recorded_at, xact, actor)
			SELECT f.subject_id, f.kind, f.decision_id, f.policy_id, f.always, month, draw, stamp, own_xact, me
			  FROM found f ORDER BY f.subject_id, f.kind, f.decision_id
			ON CONFLICT ON CONSTRAINT review_pool_pkey DO NOTHING
			RETURNING subject_id, kind, decision_id, policy_id, always
		),
		drawn AS (
			INSERT INTO civic_private.review (subject_id, kind, decision_id, policy_id, draw_id, cause, drawn_on, due)
			SELECT n.subject_id, n.kind, n.decision_id, n.policy_id, draw, CASE WHEN n.always THEN 'always' ELSE 'rank' END, day, t.due
			  FROM pooled n JOIN terms t USING (policy_id)
			 WHERE n.always OR civic.review_by_rank(civic.review_rank(month, n.kind, n.subject_id, n.decision_id), t.review_share)
			RETURNING policy_id, cause
		)
		SELECT t.policy_id, t.review_share, t.due, n.sampled, n.always,
			(SELECT count(*) FROM drawn d WHERE d.policy_id = t.policy_id AND d.cause = 'rank') AS by_rank
		  FROM (SELECT policy_id, count(*) FILTER (WHERE NOT always) AS sampled, count(*) FILTER (WHERE always) AS always
				  FROM pooled GROUP BY policy_id) n
		  JOIN terms t USING (policy_id)
		 ORDER BY t.policy_id
	LOOP
		SELECT coalesce(sum(d.pooled), 0)::int8 AS pooled, coalesce(sum(d.by_rank + d.by_share), 0)::int8 AS drawn,
			coalesce(min(d.draw_id), draw) AS first_draw INTO before
		  FROM civic_private.review_draw d WHERE d.period = month AND d.policy_id = p.policy_id;
		topped := greatest(civic.review_needed(before.pooled + p.sampled, p.review_share) - before.drawn - p.by_rank, 0);
		IF topped > 0 THEN
			INSERT INTO civic_private.review (subject_id, kind, decision_id, policy_id, draw_id, cause, drawn_on, due)
			SELECT n.subject_id, n.kind, n.decision_id, n.policy_id, draw, 'share', day, p.due
			  FROM civic_private.review_pool n
			 WHERE n.draw_id >= before.first_draw AND n.period = month AND n.policy_id = p.policy_id AND NOT n.always
			   AND NOT EXISTS (SELECT FROM civic_private.review v
				WHERE v.subject_id = n.subject_id AND v.kind = n.kind AND v.decision_id = n.decision_id)
			 ORDER BY civic.review_rank(month, n.kind, n.subject_id, n.decision_id) LIMIT topped;
		END IF;
		INSERT INTO civic_private.review_draw (draw_id, policy_id, period, on_day, share, pooled, by_rank, by_share, always)
		VALUES (draw, p.policy_id, month, day, p.review_share, p.sampled, p.by_rank, topped, p.always);
		total := total + p.by_rank + topped + p.always;
	END LOOP;
	UPDATE civic_private.review_state SET snapshot = seen, cluster = here;
	IF total > 0 THEN
		PERFORM civic.publish('review', NULL, jsonb_build_object('draw_id', draw, 'drawn', total));
	END IF;
	RETURN total;
END $$;
COMMENT ON FUNCTION civic.draw_reviews() IS 'bring new adverse decisions into the draw; how many were drawn for review';

CREATE FUNCTION civic.settle_appeals(day pg_catalog.date) RETURNS pg_catalog.int8
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* no JIT: plans for what is hardly ever there expect far too much, and compiling them takes longer than the work */
SET search_path = pg_catalog, pg_temp SET jit = off
AS $$
DECLARE
	told int8;
	erased int8;
BEGIN
	WITH late AS (
		UPDATE civic_private.appeal a
		   SET told = CASE WHEN a.decision_due < day THEN 2 ELSE 1 END
		 WHERE a.open AND a.paused_on IS NULL
		   AND a.told < CASE WHEN a.decision_due < day THEN 2 WHEN a.marked_on IS NULL AND a.mark_due < day THEN 1 ELSE 0 END
		RETURNING a.subject_id, a.appeal_id, a.entry_id, a.told, a.mark_due, a.decision_due
	)
	SELECT count(civic.publish('appeal', l.subject_id, jsonb_build_object('appeal_id', l.appeal_id, 'entry_id', l.entry_id,
		'move', 'overdue', 'what', CASE l.told WHEN 1 THEN 'mark' ELSE 'decision' END,
		'due', CASE l.told WHEN 1 THEN l.mark_due ELSE l.decision_due END)))
	  INTO told FROM late l;
	/* what commits to them stays; what is still open needs its texts */
	DELETE FROM civic_private.appeal_text t
	 WHERE t.erase_on <= day
	   AND NOT EXISTS (SELECT FROM civic_private.appeal a
		WHERE a.subject_id = t.subject_id AND a.entry_id = t.entry_id AND a.open);
	GET DIAGNOSTICS erased = ROW_COUNT;
	RETURN told + erased + civic.draw_reviews();
END $$;
COMMENT ON FUNCTION civic.settle_appeals(pg_catalog.date) IS 'what settlement does on a day: tells what is overdue, erases texts whose time is over, draws reviews; how much it did';

CREATE FUNCTION civic.decide_review(review_id pg_catalog.int8, agree pg_catalog.bool, reason pg_catalog.text) RETURNS pg_catalog.int8
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* writes civic_private.review and the ledger */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	v record;
	t record;
	day date := civic.today();
	happened date;
	made int8;
BEGIN
	PERFORM civic.layout_version();
	IF review_id IS NULL OR agree IS NULL THEN
		RAISE EXCEPTION 'review_id and agree must not be null' USING ERRCODE = 'null_value_not_allowed';
	END IF;
	PERFORM civic.require_text(reason, 'reason');
	SELECT x.* INTO v FROM civic_private.review x WHERE x.review_id = decide_review.review_id FOR UPDATE;
	IF NOT FOUND THEN
		RAISE EXCEPTION 'unknown review %', review_id USING ERRCODE = 'undefined_object', HINT = 'civic.reviews lists them.';
	END IF;
	IF v.decided_on IS NOT NULL THEN
		RAISE EXCEPTION 'review % was decided on %', review_id, v.decided_on
			USING ERRCODE = 'object_not_in_prerequisite_state', HINT = 'A review is decided once.';
	END IF;
	IF v.kind = 1 THEN
		PERFORM civic.check_decider(v.subject_id, v.decision_id, NULL);
		SELECT e.occurred_on INTO happened FROM civic_private.entry e WHERE e.subject_id = v.subject_id AND e.entry_id = v.decision_id;
	ELSE
		SELECT c.effective_on INTO happened FROM civic_private.tier_change c
		 WHERE c.subject_id = v.subject_id AND c.change_id = v.decision_id;
		PERFORM civic.check_decider(v.subject_id, NULL, NULL);
		PERFORM civic.check_decider(v.subject_id, e, NULL)
		   FROM civic_private.tier_change c, unnest(c.entries) e
		  WHERE c.subject_id = v.subject_id AND c.change_id = v.decision_id;
	END IF;
	SELECT * INTO t FROM civic.appeal_terms(v.policy_id);
	IF v.kind = 1 AND NOT agree THEN
		made := civic.reversal_of(v.subject_id, v.decision_id);
		IF made IS NULL THEN
			made := civic.refer(v.subject_id, v.decision_id, 2::int2, NULL, reason, day);
		END IF;
	END IF;
	INSERT INTO civic_private.review_decision (subject_id, review_id, agree, on_day, reason, ref_entry_id)
	VALUES (v.subject_id, review_id, agree, day, civic.keep_text(v.subject_id, CASE WHEN v.kind = 1 THEN v.decision_id END,
		convert_to(reason, 'UTF8'), (happened + make_interval(years => t.erase_years))::date), made);
	UPDATE civic_private.review x
	   SET decided_on = day, agree = decide_review.agree, took = civic.working_days(x.drawn_on, day, t.calendar), reviewer = civic.stamp_actor()
	 WHERE x.subject_id = v.subject_id AND x.kind = v.kind AND x.decision_id = v.decision_id;
	PERFORM civic.publish('review', v.subject_id, jsonb_build_object('review_id', review_id, 'agree', agree,
		'kind', CASE v.kind WHEN 1 THEN 'loss' ELSE 'fall' END, 'decision_id', v.decision_id, 'reversal_id', made));
	RETURN made;
END $$;
COMMENT ON FUNCTION civic.decide_review(pg_catalog.int8, pg_catalog.bool, pg_catalog.text) IS 'say whether an automatic decision was right; a loss that was not is reversed: its reversal, else null';

CREATE FUNCTION civic.review_key(period pg_catalog.date) RETURNS pg_catalog.bytea
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* reads civic_private.review_key, once the period is over */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	found_key bytea;
BEGIN
	PERFORM civic.layout_version();
	IF period IS NULL THEN
		RAISE EXCEPTION 'period must not be null' USING ERRCODE = 'null_value_not_allowed';
	END IF;
	/* a draw that goes on may have begun before the month ended */
	PERFORM FROM civic_private.review_state FOR SHARE;
	SELECT k.key INTO found_key FROM civic_private.review_key k WHERE k.period = date_trunc('month', review_key.period)::date;
	IF NOT FOUND THEN
		RAISE EXCEPTION 'nothing was drawn in the month of %', period USING ERRCODE = 'undefined_object';
	END IF;
	IF civic.review_month() <= date_trunc('month', period)::date THEN
		RAISE EXCEPTION 'the key of % is secret until its month is over', to_char(period, 'YYYY-MM')
			USING ERRCODE = 'object_not_in_prerequisite_state',
				HINT = format('Ask again from %s on.', (date_trunc('month', period) + interval '1 month')::date);
	END IF;
	RETURN found_key;
END $$;
COMMENT ON FUNCTION civic.review_key(pg_catalog.date) IS 'key by which reviews were drawn in the month of a day, once it is over';

CREATE FUNCTION civic.verify_draw(period pg_catalog.date)
RETURNS TABLE (draw_id pg_catalog.int8, policy_id pg_catalog.int4, on_day pg_catalog.date, share pg_catalog.numeric, pooled pg_catalog.int8,
	drawn pg_catalog.int8, missing pg_catalog.int8, surplus pg_catalog.int8, cumulative pg_catalog.numeric, holds pg_catalog.bool)
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* reads civic_private.review_key, once the period is over */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
	month date := date_trunc('month', verify_draw.period)::date;
	key bytea := civic.review_key(verify_draw.period);
	committed bool;
	d record;
	should int8;
	agreeing int8;
	recorded int8;
BEGIN
	committed := EXISTS (SELECT FROM civic_private.review_period c
		WHERE c.period = month AND c.commitment = sha256('civic_credit/review/v1'::bytea || key));
	FOR d IN
		SELECT x.*, sum(x.pooled) OVER w AS all_pooled, sum(x.by_rank + x.by_share) OVER w AS all_drawn,
			min(x.draw_id) OVER (PARTITION BY x.policy_id) AS first_draw
		  FROM civic_private.review_draw x WHERE x.period = month
		WINDOW w AS (PARTITION BY x.policy_id ORDER BY x.draw_id) ORDER BY x.draw_id, x.policy_id
	LOOP
		/*
		 * Each draw by what went before it: the lower share of its own
		 * decisions, all of those that always are, and of the rest of the
		 * month so far those of the smallest ranks.
		 */
		WITH pool AS MATERIALIZED (
			SELECT n.subject_id, n.kind, n.decision_id, n.always, n.draw_id = d.draw_id AS own,
				civic.review_rank(month, n.kind, n.subject_id, n.decision_id) AS rank
			  FROM civic_private.review_pool n
			 WHERE n.draw_id BETWEEN d.first_draw AND d.draw_id AND n.policy_id = d.policy_id
			   AND NOT EXISTS (SELECT FROM civic_private.review v
				WHERE v.subject_id = n.subject_id AND v.kind = n.kind AND v.decision_id = n.decision_id AND v.draw_id < d.draw_id)
		),
		first_part AS MATERIALIZED (
			SELECT p.* FROM pool p WHERE p.own AND (p.always OR civic.review_by_rank(p.rank, d.share))
		),
		rest AS (
			SELECT p.* FROM pool p
			 WHERE NOT p.always AND NOT (p.own AND civic.review_by_rank(p.rank, d.share))
			 ORDER BY p.rank
			 LIMIT greatest(civic.review_needed(d.all_pooled::int8, d.share) - (d.all_drawn - d.by_share)::int8, 0)
		),
		due AS (SELECT subject_id, kind, decision_id FROM first_part UNION ALL SELECT subject_id, kind, decision_id FROM rest),
		made AS (
			SELECT v.subject_id, v.kind, v.decision_id FROM civic_private.review v
			 WHERE v.draw_id = d.draw_id AND v.policy_id = d.policy_id
		)
		SELECT (SELECT count(*) FROM due), (SELECT count(*) FROM due JOIN made USING (subject_id, kind, decision_id)),
			(SELECT count(*) FROM made)
		  INTO should, agreeing, recorded;
		draw_id := d.draw_id;
		policy_id := d.policy_id;
		on_day := d.on_day;
		share := d.share * 0.0001;
		pooled := d.pooled + d.always;
		drawn := recorded;
		missing := should - agreeing;
		surplus := recorded - agreeing;
		cumulative := round(d.all_drawn / nullif(d.all_pooled, 0), 4);
		holds := committed AND missing = 0 AND surplus = 0 AND d.all_drawn * 10000 >= d.all_pooled * d.share;
		RETURN NEXT;
	END LOOP;
END $$;
COMMENT ON FUNCTION civic.verify_draw(pg_catalog.date) IS 'recompute the draws of the month of a day by its key: what should have been drawn and was not, or was and should not';

/* ---------- reading ---------- */

CREATE FUNCTION civic.appeal_status(subject_id pg_catalog.int8, lang pg_catalog.text DEFAULT 'en')
RETURNS TABLE (appeal_id pg_catalog.int8, entry_id pg_catalog.int8, rule pg_catalog.text, state pg_catalog.text, instance pg_catalog.int2,
	filed_on pg_catalog.date, disputed pg_catalog.bool, due pg_catalog.date, overdue pg_catalog.bool, next pg_catalog.text)
LANGUAGE plpgsql STABLE PARALLEL SAFE
/* reads civic_private.appeal */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
	PERFORM civic.layout_version();
	IF coalesce(lang, 'en') NOT IN ('en', 'zh') THEN
		RAISE EXCEPTION 'unknown language "%"', lang
			USING ERRCODE = 'invalid_parameter_value', HINT = 'Explanations are written in en and zh.';
	END IF;
	RETURN QUERY
	WITH words (state, en, zh) AS (VALUES
		('filed', 'The office marks the entry as disputed by %s.', '经办机构须在%s前作出异议标注。'),
		('marked', 'A reviewer who neither recorded nor filed it decides by %s.', '由未参与记录和受理的复核人在%s前作出决定。'),
		('paused', 'The clock stands until the expert has answered.', '鉴定期间不计入期限，待专家答复后继续。'),
		('rejected', 'A second instance may be asked for.', '可申请由另一复核人复查。'),
		('review', 'Another reviewer decides by %s.', '由另一复核人在%s前作出复查决定。'),
		('review_paused', 'The clock stands until the expert has answered.', '鉴定期间不计入期限，待专家答复后继续。'),
		('upheld', 'The entry was reversed.', '申诉成立，原记录已撤销。'),
		('corrected', 'The entry was reversed and a corrected one recorded.', '原记录已撤销，并已更正。'),
		('confirmed', 'The second instance has confirmed the entry.', '复查维持原记录。'),
		('withdrawn', 'The appeal was withdrawn.', '申诉已撤回。')
	),
	mine AS (
		SELECT a.*, CASE WHEN NOT a.open OR a.paused_on IS NOT NULL THEN NULL
				WHEN a.state = 'filed' THEN a.mark_due ELSE a.decision_due END AS next_due
		  FROM civic_private.appeal a WHERE a.subject_id = appeal_status.subject_id
	)
	SELECT m.appeal_id, m.entry_id, r.definition #>> ARRAY['title', coalesce(lang, 'en')], m.state, m.instance, m.filed_on, m.disputed,
		m.next_due, coalesce(m.next_due < civic.today(), false),
		format(CASE WHEN lang = 'zh' THEN w.zh ELSE w.en END, m.next_due)
	  FROM mine m
	  JOIN words w USING (state)
	  JOIN civic_private.entry e ON e.subject_id = m.subject_id AND e.entry_id = m.entry_id
	  JOIN civic_private.rule r USING (rule_id)
	 ORDER BY m.appeal_id;
END $$;
COMMENT ON FUNCTION civic.appeal_status(pg_catalog.int8, pg_catalog.text) IS 'the appeals of a subject, and what is next by when';

/* Is an area the one that is asked for, or below it?  No area asks for all. */
CREATE FUNCTION civic.area_covers(wanted pg_catalog.text, area pg_catalog.text) RETURNS pg_catalog.bool
LANGUAGE sql IMMUTABLE PARALLEL SAFE
/* inlined, which a SET clause would prevent; its names are bound here and now */
RETURN wanted IS NULL OR pg_catalog.starts_with(area OPERATOR(pg_catalog.||) '.', wanted OPERATOR(pg_catalog.||) '.');
COMMENT ON FUNCTION civic.area_covers(pg_catalog.text, pg_catalog.text) IS 'is an area the wanted one, or below it?';

/* Where a subject lived on a day. */
CREATE FUNCTION civic.area_on(subject_id pg_catalog.int8, day pg_catalog.date) RETURNS pg_catalog.text
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT coalesce(
		(SELECT r.area FROM civic_private.residence r WHERE r.subject_id = area_on.subject_id AND r.since <= day
		  ORDER BY r.since DESC, r.residence_id DESC LIMIT 1),
		(SELECT r.area FROM civic_private.residence r WHERE r.subject_id = area_on.subject_id
		  ORDER BY r.since, r.residence_id LIMIT 1))::text
$$;
COMMENT ON FUNCTION civic.area_on(pg_catalog.int8, pg_catalog.date) IS 'where a subject lived on a day, or first';

CREATE FUNCTION civic.overdue_appeals(as_of pg_catalog.date DEFAULT NULL)
RETURNS TABLE (kind pg_catalog.text, subject_id pg_catalog.int8, id pg_catalog.int8, entry_id pg_catalog.int8, area pg_catalog.text,
	due pg_catalog.date, days_late pg_catalog.int4)
LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 100
/* reads the tables of appeals */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
	PERFORM civic.layout_version();
	RETURN QUERY
	WITH d AS MATERIALIZED (SELECT coalesce(as_of, civic.today()) AS day),
	late (kind, subject_id, id, entry_id, area, due, calendar) AS (
		SELECT 'appeal_mark', a.subject_id, a.appeal_id, a.entry_id, a.area::text, a.mark_due, a.calendar
		  FROM civic_private.appeal a, d
		 WHERE a.mark_due < d.day AND a.filed_on <= d.day AND (a.marked_on > d.day OR a.marked_on IS NULL AND a.open)
		UNION ALL
		SELECT 'appeal_decision', a.subject_id, a.appeal_id, a.entry_id, a.area::text, a.decision_due, a.calendar
		  FROM civic_private.appeal a, d
		 WHERE a.decision_due < d.day AND (a.open AND a.paused_on IS NULL OR a.decided_on > d.day)
		UNION ALL
		SELECT 'annulment', n.subject_id, n.entry_id, n.entry_id, civic.area_on(n.subject_id, n.reported_on), n.due,
			(civic.appeal_terms(n.policy_id)).calendar
		  FROM civic_private.annulment n, d
		 WHERE n.due < d.day AND n.reported_on <= d.day
		   AND NOT EXISTS (SELECT FROM civic_private.entry v, civic_private.programme p
			WHERE v.subject_id = n.subject_id AND v.ref_entry_id = n.entry_id AND v.kind = 2
			  AND (v.recorded_at AT TIME ZONE p.time_zone)::date <= d.day)
		UNION ALL
		SELECT 'review', v.subject_id, v.review_id, CASE WHEN v.kind = 1 THEN v.decision_id END,
			civic.area_on(v.subject_id, v.drawn_on), v.due, (civic.appeal_terms(v.policy_id)).calendar
		  FROM civic_private.review v, d
		 WHERE v.due < d.day AND v.decided_on IS NULL
		UNION ALL
		/* on a past day, also those that were decided since; there is no index for them, and none is needed for today */
		SELECT 'review', v.subject_id, v.review_id, CASE WHEN v.kind = 1 THEN v.decision_id END,
			civic.area_on(v.subject_id, v.drawn_on), v.due, (civic.appeal_terms(v.policy_id)).calendar
		  FROM civic_private.review v, d
		 WHERE overdue_appeals.as_of < civic.today() AND v.due < d.day AND v.decided_on > d.day
	)
	SELECT l.kind, l.subject_id, l.id, l.entry_id, l.area, l.due, civic.working_days(l.due, d.day, l.calendar)
	  FROM late l, d ORDER BY l.due, l.kind, l.subject_id, l.id;
END $$;
COMMENT ON FUNCTION civic.overdue_appeals(pg_catalog.date) IS 'marks, decisions, removals and reviews that are overdue, by how many working days';

CREATE FUNCTION civic.appeal_report(from_day pg_catalog.date, to_day pg_catalog.date, area ltree DEFAULT NULL)
RETURNS TABLE (filed pg_catalog.int8, marked pg_catalog.int8, marked_in_time pg_catalog.int8, decided pg_catalog.int8, upheld pg_catalog.int8,
	corrected pg_catalog.int8, rejected pg_catalog.int8, withdrawn pg_catalog.int8, pending pg_catalog.int8, second_instance pg_catalog.int8,
	reversed_on_review pg_catalog.int8, reversal_rate pg_catalog.numeric, decided_in_time pg_catalog.int8,
	median_days pg_catalog.numeric, p90_days pg_catalog.numeric, overdue pg_catalog.int8, annulments pg_catalog.int8, cleared_in_time pg_catalog.int8)
LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 1
/* reads the tables of appeals */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
	PERFORM civic.layout_version();
	RETURN QUERY
	WITH a AS MATERIALIZED (
		SELECT x.* FROM civic_private.appeal x
		 WHERE x.filed_on BETWEEN from_day AND to_day AND civic.area_covers(appeal_report.area::text, x.area::text)
	),
	decision AS MATERIALIZED (
		SELECT m.* FROM a JOIN civic_private.appeal_move m USING (subject_id, appeal_id) WHERE m.took IS NOT NULL
	),
	counts AS (
		SELECT count(*) AS filed, count(a.marked_on) AS marked, count(*) FILTER (WHERE a.marked_on <= a.mark_due) AS in_time,
			count(*) FILTER (WHERE a.state IN ('upheld', 'corrected', 'rejected', 'confirmed') OR a.instance = 2) AS decided,
			count(*) FILTER (WHERE a.state = 'upheld') AS upheld, count(*) FILTER (WHERE a.state = 'corrected') AS corrected,
			count(*) FILTER (WHERE a.state IN ('rejected', 'confirmed')) AS rejected,
			count(*) FILTER (WHERE a.state = 'withdrawn') AS withdrawn, count(*) FILTER (WHERE a.open) AS pending,
			count(*) FILTER (WHERE a.instance = 2) AS second,
			count(*) FILTER (WHERE a.instance = 2 AND a.state IN ('upheld', 'corrected')) AS turned,
			count(*) FILTER (WHERE a.open AND a.paused_on IS NULL
				AND (a.decision_due < civic.today() OR a.marked_on IS NULL AND a.mark_due < civic.today())) AS overdue
		  FROM a
	),
	days AS (
		SELECT count(*) FILTER (WHERE NOT d.late) AS in_time,
			percentile_cont(0.5) WITHIN GROUP (ORDER BY d.took) AS median, percentile_cont(0.9) WITHIN GROUP (ORDER BY d.took) AS p90
		  FROM decision d
	),
	removals AS (
		SELECT count(*) AS n, count(*) FILTER (WHERE (v.recorded_at AT TIME ZONE p.time_zone)::date <= n.due) AS in_time
		  FROM civic_private.programme p, civic_private.annulment n
		  LEFT JOIN civic_private.entry v ON v.subject_id = n.subject_id AND v.ref_entry_id = n.entry_id AND v.kind = 2
		 WHERE n.reported_on BETWEEN from_day AND to_day
		   AND (appeal_report.area IS NULL
			OR civic.area_covers(appeal_report.area::text, civic.area_on(n.subject_id, n.reported_on)))
	)
	SELECT c.filed, c.marked, c.in_time, c.decided, c.upheld, c.corrected, c.rejected, c.withdrawn, c.pending, c.second, c.turned,
		round((c.upheld + c.corrected)::numeric / nullif(c.upheld + c.corrected + c.rejected, 0), 4), days.in_time,
		round(days.median::numeric, 1), round(days.p90::numeric, 1), c.overdue, r.n, r.in_time
	  FROM counts c, days, removals r;
END $$;
COMMENT ON FUNCTION civic.appeal_report(pg_catalog.date, pg_catalog.date, ltree) IS 'appeals filed from one day to another: how they were decided, and how fast; days are working days';

CREATE FUNCTION civic.review_report(from_day pg_catalog.date, to_day pg_catalog.date, area ltree DEFAULT NULL)
RETURNS TABLE (pooled pg_catalog.int8, sampled pg_catalog.int8, drawn pg_catalog.int8, share pg_catalog.numeric, decided pg_catalog.int8,
	agreed pg_catalog.int8, agreement_rate pg_catalog.numeric, decided_in_time pg_catalog.int8, median_days pg_catalog.numeric,
	p90_days pg_catalog.numeric, waiting pg_catalog.int8, overdue pg_catalog.int8)
LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 1
/* reads the tables of reviews */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
	PERFORM civic.layout_version();
	RETURN QUERY
	WITH draw AS MATERIALIZED (
		SELECT DISTINCT d.draw_id, d.on_day FROM civic_private.review_draw d
		 WHERE d.on_day BETWEEN from_day AND to_day
	),
	span AS MATERIALIZED (SELECT min(draw_id) AS low, max(draw_id) AS high FROM draw),
	pool AS (
		SELECT coalesce(sum(d.pooled + d.always), 0)::int8 AS pooled, coalesce(sum(d.pooled), 0)::int8 AS sampled
		  FROM civic_private.review_draw d WHERE review_report.area IS NULL AND d.on_day BETWEEN from_day AND to_day
		UNION ALL
		SELECT count(*), count(*) FILTER (WHERE NOT n.always)
		  FROM span s, civic_private.review_pool n
		  JOIN draw w USING (draw_id)
		 WHERE review_report.area IS NOT NULL AND n.draw_id BETWEEN s.low AND s.high
		   AND civic.area_covers(review_report.area::text, civic.area_on(n.subject_id, w.on_day))
	),
	review AS MATERIALIZED (
		SELECT v.* FROM span s, civic_private.review v
		 WHERE v.draw_id BETWEEN s.low AND s.high AND v.drawn_on BETWEEN from_day AND to_day
		   AND (review_report.area IS NULL
			OR civic.area_covers(review_report.area::text, civic.area_on(v.subject_id, v.drawn_on)))
	),
	counts AS (
		SELECT count(*) AS drawn, count(*) FILTER (WHERE v.cause <> 'always') AS of_sampled, count(v.decided_on) AS decided,
			count(*) FILTER (WHERE v.agree) AS agreed, count(*) FILTER (WHERE v.decided_on <= v.due) AS in_time,
			percentile_cont(0.5) WITHIN GROUP (ORDER BY v.took) AS median, percentile_cont(0.9) WITHIN GROUP (ORDER BY v.took) AS p90,
			count(*) FILTER (WHERE v.decided_on IS NULL AND v.due < civic.today()) AS overdue
		  FROM review v
	)
	SELECT p.pooled, p.sampled, c.drawn, round(c.of_sampled::numeric / nullif(p.sampled, 0), 4), c.decided, c.agreed,
		round(c.agreed::numeric / nullif(c.decided, 0), 4), c.in_time, round(c.median::numeric, 1), round(c.p90::numeric, 1),
		c.drawn - c.decided, c.overdue
	  FROM (SELECT sum(pooled)::int8 AS pooled, sum(sampled)::int8 AS sampled FROM pool) p, counts c;
END $$;
COMMENT ON FUNCTION civic.review_report(pg_catalog.date, pg_catalog.date, ltree) IS 'automatic decisions drawn for review from one day to another: how many, and how often reviewers agreed';
/*
 * Everything belongs to civic_owner and nothing is executable by PUBLIC: a
 * loop instead of a list, so that no function can be forgotten.  The
 * exceptions are the functions of the type score_state, which compute on
 * nothing but their argument and which a plain SELECT of such a column needs,
 * and the one that row security asks.
 *
 * An upgrade leaves alone what is as it should be.  The server takes the
 * rights that a function has when an extension script touches them for the
 * extension's own, and pg_dump would not save what was granted to a role.
 */
DO LANGUAGE plpgsql $$
DECLARE
	routine record;
BEGIN
	FOR routine IN
		SELECT p.oid::pg_catalog.regprocedure AS name, pg_catalog.has_function_privilege('public', p.oid, 'EXECUTE') AS is_open,
			p.proname OPERATOR(pg_catalog.=) ANY (ARRAY['score_state_in', 'score_state_out', 'score_state_recv', 'score_state_send',
				/* harmless, and asked by the row security of the tables that auditors read */
				'is_auditor']) AS to_be_open,
			p.proowner OPERATOR(pg_catalog.<>) 'civic_owner'::pg_catalog.regrole AS is_new
		  FROM pg_catalog.pg_proc p
		 WHERE p.pronamespace OPERATOR(pg_catalog.=) 'civic'::pg_catalog.regnamespace
	LOOP
		IF routine.is_new THEN
			EXECUTE pg_catalog.format('ALTER ROUTINE %s OWNER TO civic_owner', routine.name);
		END IF;
		IF routine.is_new OR routine.is_open AND NOT routine.to_be_open THEN
			EXECUTE pg_catalog.format('REVOKE ALL ON ROUTINE %s FROM PUBLIC', routine.name);
		END IF;
		IF routine.to_be_open AND (routine.is_new OR NOT routine.is_open) THEN
			EXECUTE pg_catalog.format('GRANT EXECUTE ON ROUTINE %s TO PUBLIC', routine.name);
		END IF;
	END LOOP;
END $$;

ALTER TYPE civic.score_state OWNER TO civic_owner;

/*
 * A programme that outlived DROP EXTENSION ... CASCADE has lost what it had
 * from the extension; one that lives through an upgrade has an older layout.
 */
DO LANGUAGE plpgsql $$
BEGIN
	IF pg_catalog.to_regclass('civic_private.programme') IS NULL THEN
		RETURN;
	END IF;
	IF EXISTS (SELECT FROM pg_catalog.pg_trigger t
		WHERE t.tgrelid OPERATOR(pg_catalog.=) pg_catalog.to_regclass('civic_private.entry') AND NOT t.tgisinternal) THEN
		RAISE WARNING 'the programme of this database has yet to be brought to this version'
			USING HINT = 'Run SELECT civic.upgrade_programme().';
	ELSE
		RAISE WARNING 'this database has a programme without guards, stamps and views'
			USING HINT = 'Restore them with SELECT civic.upgrade_programme().';
	END IF;
END $$;
