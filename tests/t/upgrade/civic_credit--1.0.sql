/* civic_credit--1.0.sql, put together from extension/ by the Makefile */

-- complain if script is sourced in psql, rather than via CREATE EXTENSION
\echo Use "CREATE EXTENSION civic_credit CASCADE" to load this file. \quit

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
	guarded text;
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
	FOREACH guarded IN ARRAY ARRAY['entry', 'policy', 'enactment', 'rule', 'residence', 'consent']
	LOOP
		EXECUTE format('CREATE OR REPLACE TRIGGER guard_rows BEFORE UPDATE OR DELETE ON civic_private.%I FOR EACH ROW EXECUTE FUNCTION civic.refuse_change()', guarded);
		EXECUTE format('CREATE OR REPLACE TRIGGER guard_table BEFORE TRUNCATE ON civic_private.%I FOR EACH STATEMENT EXECUTE FUNCTION civic.refuse_change()', guarded);
		EXECUTE format('ALTER TABLE civic_private.%I ENABLE ALWAYS TRIGGER guard_rows', guarded);
		EXECUTE format('ALTER TABLE civic_private.%I ENABLE ALWAYS TRIGGER guard_table', guarded);
		/* who recomputes scores reads these six; asked once per query, not per row */
		IF NOT EXISTS (SELECT FROM pg_policy p WHERE p.polname = 'sealed' AND p.polrelid = format('civic_private.%I', guarded)::regclass) THEN
			EXECUTE format('CREATE POLICY sealed ON civic_private.%I FOR SELECT USING ((SELECT civic.is_auditor()))', guarded);
		END IF;
	END LOOP;
	PERFORM civic.create_views();
END $$;
COMMENT ON FUNCTION civic.attach_functions() IS 'give the programme''s tables their stamps and guards, and make its views';

CREATE FUNCTION civic.create_programme(name pg_catalog.text, time_zone pg_catalog.text DEFAULT 'UTC') RETURNS pg_catalog.void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $programme$
DECLARE
	stored regclass;
	ltree_schema text;
	caller text := current_setting('role');
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
	SELECT n.nspname INTO STRICT ltree_schema
	  FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'ltree';

	IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
		RAISE EXCEPTION 'permission denied to create a programme'
			USING ERRCODE = 'insufficient_privilege', HINT = 'Must be superuser to create a programme.';
	END IF;
	CREATE SCHEMA civic_private AUTHORIZATION civic_owner;
	COMMENT ON SCHEMA civic_private IS 'civic_credit: base tables and keys; nobody has access';
	CREATE SCHEMA civic_open AUTHORIZATION civic_owner;
	COMMENT ON SCHEMA civic_open IS 'civic_credit: anonymized releases';

	PERFORM set_config('role', 'civic_owner', true);
	EXECUTE replace($layout$
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
	$layout$, '@ltree@', quote_ident(ltree_schema));

	/* row security without a policy is "default deny", which binds pg_read_all_data as well */
	FOR stored IN SELECT c.oid FROM pg_class c WHERE c.relnamespace = 'civic_private'::regnamespace AND c.relkind = 'r'
	LOOP
		EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', stored);
	END LOOP;
	PERFORM civic.attach_functions();

	/* from the clock, so that a session which knew an earlier programme of this database is not misled */
	PERFORM setval('civic_private.access_version', (extract(epoch FROM clock_timestamp()) * 1000000)::int8);
	INSERT INTO civic_private.vault_key VALUES ('lookup', key);
	INSERT INTO civic_private.programme (name, time_zone, layout_version, access_version, key_check)
	VALUES (name, time_zone, 1, nextval('civic_private.access_version'), sha256('civic_credit/key_check/v1'::bytea || key));
	INSERT INTO civic_private.source (code, title_zh, title_en) VALUES ('office', '积分办', 'Programme office');
	PERFORM set_config('role', caller, true);
END $programme$;
COMMENT ON FUNCTION civic.create_programme(pg_catalog.text, pg_catalog.text) IS 'lay out the programme of this database';

/* Views are replaced by every upgrade: they hold no data and follow the functions they call. */
CREATE FUNCTION civic.create_views() RETURNS pg_catalog.void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $views$
BEGIN
	EXECUTE replace($layout$
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
		coalesce((r.definition ->> 'notice_days')::int4, 0) AS notice_days,
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
		e.evidence IS NOT NULL AS has_evidence, e.ref_entry_id, e.actor
	  FROM civic_private.entry e
	  JOIN civic_private.rule r USING (rule_id)
	  LEFT JOIN civic_private.source s USING (source_id);
COMMENT ON VIEW civic.ledger IS 'entries of the ledger; area is where the subject lived when it occurred';

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
	$layout$, '@ltree@', (SELECT quote_ident(n.nspname)
		FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'ltree'));
END $views$;
COMMENT ON FUNCTION civic.create_views() IS 'make the staff views of the programme';

/*
 * Bring the programme to the layout that the installed version works with.
 * Version 1 is the first, so no table has anything to bring along yet.
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
	IF version IS DISTINCT FROM 1 THEN
		RAISE EXCEPTION 'layout version % of the programme is unknown to this version of civic_credit', version
			USING ERRCODE = 'object_not_in_prerequisite_state', HINT = 'Install the version of civic_credit that made it.';
	END IF;
	PERFORM set_config('role', 'civic_owner', true);
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
			'civic.explain(bigint,date,text)', 'civic.entry_points(bigint,date)', 'civic.scores(date)',
			'civic.score_collect(date,bigint,bigint,integer,smallint,integer,date,date,bigint)',
			'civic.score_of(date,bigint,bigint,integer,smallint,integer,date,date,bigint)',
			'civic.score_merge(civic.score_state)', 'civic.score_value(civic.score_state)',
			'civic.score_value(civic.score_state,integer)', 'civic.score_lines(civic.score_state)']),
		('service reviewer auditor', 'TABLE', 'SELECT', ARRAY['civic.subjects', 'civic.ledger', 'civic.statement',
			'civic.inbox_progress'])
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
AS $$
	WITH acl (object, owner, item) AS (
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
	)
	SELECT g.role,
		(SELECT string_agg(DISTINCT ag.profile || coalesce(':' || s.code, ''), ', ')
		   FROM civic_private.access_grant ag LEFT JOIN civic_private.source s USING (source_id) WHERE ag.role = g.role),
		g.object, g.privilege, 'grant'
	  FROM granted g
	UNION ALL
	SELECT m.rolname, NULL, 'ROLE ' || quote_ident(o.rolname), 'MEMBER', 'membership'
	  FROM pg_auth_members am JOIN pg_roles m ON m.oid = am.member JOIN pg_roles o ON o.oid = am.roleid
	 WHERE o.rolname IN ('civic_owner', 'pg_read_all_data', 'pg_write_all_data')
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
	parent text := substring(area::text FROM '^(.*)\.[^.]*$');
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
	problems int8;
BEGIN
	IF document IS NULL THEN
		RAISE EXCEPTION 'document must not be null' USING ERRCODE = 'null_value_not_allowed';
	END IF;
	SELECT c.*, count(*) OVER () AS n INTO p FROM civic.check_policy(document, resolved) c WHERE c.severity = 'error' LIMIT 1;
	IF FOUND THEN
		RAISE EXCEPTION 'malformed policy at %: %', p.path, p.problem
			USING ERRCODE = 'invalid_parameter_value',
				DETAIL = format('The policy has %s error(s) in all.', p.n),
				HINT = coalesce(p.hint, 'civic.check_policy() lists them.');
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
	WITH section (name, keys) AS (VALUES
		('dimensions', ARRAY['code']), ('rules', ARRAY['code']), ('tiers', ARRAY['code']), ('benefits', ARRAY['code']),
		('repair_windows', ARRAY['severity']), ('repair_steps', ARRAY['severity', 'path', 'step']), ('clocks', ARRAY['code'])
	),
	item AS (
		SELECT s.name, v.value, v.ordinality AS place, d.child,
			(SELECT jsonb_agg(v.value -> k) FROM unnest(s.keys) k) AS key
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
	SELECT jsonb_build_object('policy', (parent -> 'policy') || (child -> 'policy'))
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
		parent := civic.policy_of_area(substring(draft.area::text FROM '^(.*)\.[^.]*$'), effective_from);
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
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
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

CREATE FUNCTION civic.score(subject_id pg_catalog.int8, as_of pg_catalog.date DEFAULT NULL) RETURNS pg_catalog.numeric
LANGUAGE C STABLE PARALLEL SAFE COST 1000
/* reads civic_private.entry */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
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

CREATE FUNCTION civic.scores(as_of pg_catalog.date DEFAULT NULL)
RETURNS TABLE (subject_id pg_catalog.int8, area ltree, policy_id pg_catalog.int4, score pg_catalog.numeric)
LANGUAGE plpgsql STABLE PARALLEL SAFE COST 1000000 ROWS 100000
/* reads civic_private.entry and residence */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
	day date;
BEGIN
	PERFORM civic.layout_version();
	day := coalesce(as_of, civic.today());
	IF day NOT BETWEEN '1900-01-01' AND '9999-12-31' THEN
		RAISE EXCEPTION 'date out of range: "%"', day
			USING ERRCODE = 'datetime_field_overflow', HINT = 'Dates lie between 1900-01-01 and 9999-12-31.';
	END IF;
	/* everything comes in descending order of subject_id, so that no sort is needed to find the latest residence */
	RETURN QUERY
	SELECT h.subject_id, h.area, h.policy_id,
		civic.score_value(coalesce(e.state, civic.empty_state(h.subject_id, day)), h.policy_id)
	  FROM (SELECT s.subject_id, a.area, civic.policy_of_area(a.area::text, day) AS policy_id
			  FROM civic_private.subject s
			  LEFT JOIN (SELECT DISTINCT ON (r.subject_id) r.subject_id, r.area
						   FROM civic_private.residence r
						  WHERE r.since <= day AND r.effective_on <= day
						  ORDER BY r.subject_id DESC, r.since DESC, r.residence_id DESC) known USING (subject_id)
			 CROSS JOIN LATERAL (SELECT coalesce(known.area, (SELECT r.area
						   FROM civic_private.residence r WHERE r.subject_id = s.subject_id
						  ORDER BY r.since, r.residence_id LIMIT 1)) AS area OFFSET 0) a
			 ORDER BY s.subject_id DESC) h
	  LEFT JOIN (SELECT e.subject_id,
					civic.score_collect(day, e.subject_id, e.entry_id, e.rule_id, e.kind, e.quantity,
						e.occurred_on, e.effective_on, e.ref_entry_id) AS state
				   FROM civic_private.entry e GROUP BY e.subject_id ORDER BY e.subject_id DESC) e USING (subject_id);
END $$;
COMMENT ON FUNCTION civic.scores(pg_catalog.date) IS 'score of every subject as of a day (today)';
/*
 * Everything belongs to civic_owner and nothing is executable by PUBLIC: a
 * loop instead of a list, so that no function can be forgotten.  The
 * exceptions are the functions of the type score_state, which compute on
 * nothing but their argument and which a plain SELECT of such a column needs.
 */
DO LANGUAGE plpgsql $$
DECLARE
	routine pg_catalog.regprocedure;
BEGIN
	FOR routine IN
		SELECT p.oid
		  FROM pg_catalog.pg_proc p
		 WHERE p.pronamespace OPERATOR(pg_catalog.=) 'civic'::pg_catalog.regnamespace
	LOOP
		EXECUTE pg_catalog.format('ALTER ROUTINE %s OWNER TO civic_owner', routine);
		EXECUTE pg_catalog.format('REVOKE ALL ON ROUTINE %s FROM PUBLIC', routine);
	END LOOP;
END $$;

ALTER TYPE civic.score_state OWNER TO civic_owner;
GRANT EXECUTE ON FUNCTION civic.score_state_in(cstring), civic.score_state_out(civic.score_state),
	civic.score_state_recv(internal), civic.score_state_send(civic.score_state) TO PUBLIC;

/* harmless, and asked by the row security of the tables that auditors read */
GRANT EXECUTE ON FUNCTION civic.is_auditor() TO PUBLIC;

/* A programme that outlived DROP EXTENSION ... CASCADE has lost what it had from the extension. */
DO LANGUAGE plpgsql $$
BEGIN
	IF pg_catalog.to_regclass('civic_private.programme') IS NOT NULL THEN
		RAISE WARNING 'this database has a programme without guards, stamps and views'
			USING HINT = 'Restore them with SELECT civic.upgrade_programme().';
	END IF;
END $$;
