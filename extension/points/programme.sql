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
