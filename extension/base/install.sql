/* Laying out the programme, and bringing it to the layout of the installed version. */

/* Layouts: each version is what the rooms had, and the deltas after it. */
CREATE FUNCTION civic_internal.walk_layouts(after int4) RETURNS int4
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	step record;
	reached int4 := after;
BEGIN
	FOR step IN SELECT h.hook, h.number FROM civic_internal.hooks('layout') h
		 WHERE h.number > after
	LOOP
		EXECUTE format('SELECT %s()', step.hook);
		reached := step.number;
	END LOOP;
	RETURN reached;
END $$;
COMMENT ON FUNCTION civic_internal.walk_layouts(int4) IS
	'bring the programme''s tables from one layout to the newest; its version';

/* Stamps are found by the names of columns. */
CREATE FUNCTION civic_internal.stamped_columns()
RETURNS TABLE (stored regclass, number int2, name name, stamp text)
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT a.attrelid::regclass, a.attnum, a.attname, s.stamp
	  FROM (VALUES ('xact', 'stamp_xact'), ('actor', 'stamp_person'),
		('actor_id', 'stamp_actor_id'), ('login_id', 'stamp_login_id'),
		('submitted_by', 'stamp_actor'), ('submitted_login', 'stamp_login'),
		('submitted_as', 'stamp_named'),
		('recorded_at', 'stamp_time'),
		('created_at', 'stamp_time'), ('enrolled_at', 'stamp_time'),
		('loaded_at', 'stamp_time'), ('enacted_at', 'stamp_time'),
		('submitted_at', 'stamp_time')) s (col, stamp)
	  JOIN pg_attribute a ON a.attname = s.col
	  JOIN pg_class c ON c.oid = a.attrelid AND c.relkind = 'r'
	 WHERE c.relnamespace IN ('civic'::regnamespace, 'civic_private'::regnamespace)
$$;
COMMENT ON FUNCTION civic_internal.stamped_columns() IS
	'columns that say who wrote a row and when, and the function that fills each';

CREATE FUNCTION civic_internal.attach_stamps() RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	stamped record;
BEGIN
	FOR stamped IN SELECT * FROM civic_internal.stamped_columns()
	LOOP
		EXECUTE format('ALTER TABLE %s ALTER COLUMN %I SET DEFAULT civic_internal.%I()',
			stamped.stored, stamped.name, stamped.stamp);
	END LOOP;
END $$;
COMMENT ON FUNCTION civic_internal.attach_stamps() IS
	'make stamps the defaults of the columns that are named for them';

/* About subjects it shows those whom the auditor's grants reach, an entry also by its day. */
CREATE FUNCTION civic_internal.sealed_rows(stored regclass) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT '(SELECT civic_internal.is_auditor())' || CASE WHEN 'subject_id' = ANY (c.names) THEN
		format(' AND ((SELECT civic_internal.reaches_everything(%1$L))
			OR civic_internal.reaches(%1$L, subject_id%2$s))', 'auditor',
			CASE WHEN 'occurred_on' = ANY (c.names) THEN ', occurred_on' ELSE '' END) ELSE '' END
	  FROM (SELECT array_agg(a.attname) AS names FROM pg_attribute a
		WHERE a.attrelid = stored AND a.attnum > 0 AND NOT a.attisdropped) c
$$;
COMMENT ON FUNCTION civic_internal.sealed_rows(regclass) IS
	'which rows of a table an auditor may read, as a condition';

/*
 * Guards fire for every role and also under session_replication_role = replica.  Who recomputes
 * scores reads the sealed tables; the policy is asked once per query, not per row.
 */
CREATE FUNCTION civic_internal.guard_table(stored regclass) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	command text;
BEGIN
	FOREACH command IN ARRAY ARRAY[
		'CREATE OR REPLACE TRIGGER guard_rows BEFORE UPDATE OR DELETE ON %s
			FOR EACH ROW EXECUTE FUNCTION civic_internal.refuse_change()',
		'CREATE OR REPLACE TRIGGER guard_table BEFORE TRUNCATE ON %s
			FOR EACH STATEMENT EXECUTE FUNCTION civic_internal.refuse_change()',
		'ALTER TABLE %s ENABLE ALWAYS TRIGGER guard_rows',
		'ALTER TABLE %s ENABLE ALWAYS TRIGGER guard_table',
		'DROP POLICY IF EXISTS sealed ON %s',
		'CREATE POLICY sealed ON %s FOR SELECT USING (%s)']
	LOOP
		EXECUTE format(command, stored, civic_internal.sealed_rows(stored));
	END LOOP;
END $$;
COMMENT ON FUNCTION civic_internal.guard_table(regclass) IS
	'make a table append-only, and readable by auditors';

/* The append-only tables have rows stamped with their transaction, or are what those go by. */
CREATE FUNCTION civic_internal.private_tables() RETURNS TABLE (name regclass, sealed bool)
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT c.oid::regclass, c.relname <> 'subject' AND (c.relname IN ('policy', 'rule')
		OR EXISTS (SELECT FROM pg_attribute a
			WHERE a.attrelid = c.oid AND a.attname = 'xact'))
	  FROM pg_class c
	 WHERE c.relnamespace = 'civic_private'::regnamespace AND c.relkind = 'r'
$$;
COMMENT ON FUNCTION civic_internal.private_tables() IS
	'tables of the programme; sealed: its rows are only ever added';

/*
 * A view over one table would let through whoever has a right to write to it, as members of
 * pg_write_all_data have to all, and past row security.
 */
CREATE FUNCTION civic_internal.refuse_write() RETURNS trigger
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	RAISE EXCEPTION 'view "%" can only be read', TG_TABLE_NAME
		USING ERRCODE = 'object_not_in_prerequisite_state',
			HINT = 'The functions of schema civic change what it shows.';
END $$;
COMMENT ON FUNCTION civic_internal.refuse_write() IS
	'trigger that keeps a view from being written to';

CREATE FUNCTION civic_internal.guard_views() RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	shown regclass;
BEGIN
	FOR shown IN
		SELECT c.oid FROM pg_class c
		 WHERE c.relnamespace::regnamespace::text IN ('civic', 'civic_private', 'civic_open')
		   AND c.relkind = 'v' AND c.relowner = civic_internal.programme_owner()
	LOOP
		EXECUTE format('CREATE OR REPLACE TRIGGER refuse_write INSTEAD OF INSERT OR UPDATE OR DELETE
			ON %s FOR EACH ROW EXECUTE FUNCTION civic_internal.refuse_write()', shown);
	END LOOP;
END $$;
COMMENT ON FUNCTION civic_internal.guard_views() IS 'let no view of the programme be written to';

/* Columns of whose values the server is to keep no statistics, as <room>_veiled() lists them. */
CREATE FUNCTION civic_internal.veiled_columns()
RETURNS TABLE (stored regclass, col name, place int2, target int4)
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	hook text;
BEGIN
	FOR hook IN SELECT h.hook FROM civic_internal.hooks('veiled') h
	LOOP
		RETURN QUERY EXECUTE format('SELECT a.attrelid::regclass, a.attname, a.attnum,
				a.attstattarget::int4
			  FROM %s() v CROSS JOIN string_to_table(v.columns, '' '') c
			  JOIN pg_attribute a ON a.attrelid = v.name::regclass AND a.attname = c', hook);
	END LOOP;
END $$;
COMMENT ON FUNCTION civic_internal.veiled_columns() IS
	'columns of whose values no statistics are kept, and the target that each has';

CREATE FUNCTION civic_internal.veil_columns() RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	veiled record;
BEGIN
	FOR veiled IN SELECT v.* FROM civic_internal.veiled_columns() v
		 WHERE v.target IS DISTINCT FROM 0
	LOOP
		EXECUTE format('ALTER TABLE %s ALTER COLUMN %I SET STATISTICS 0', veiled.stored,
			veiled.col);
	END LOOP;
END $$;
COMMENT ON FUNCTION civic_internal.veil_columns() IS
	'let the server keep no statistics of keys, look-ups, texts and attributes';

/* ANALYZE leaves what it found before. */
CREATE FUNCTION civic_internal.forget_statistics() RETURNS void
LANGUAGE sql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
	DELETE FROM pg_statistic s USING civic_internal.veiled_columns() v
	 WHERE s.starelid = v.stored AND s.staattnum = v.place
$$;
COMMENT ON FUNCTION civic_internal.forget_statistics() IS
	'remove the statistics that the server has of keys, look-ups, texts and attributes';

/*
 * Members of pg_write_all_data may set sequences, and nothing can keep them from it.  One that was
 * set back, or to where no number is left, goes on behind the last row.
 */
CREATE FUNCTION civic_internal.mend_sequences() RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	late record;
BEGIN
	FOR late IN SELECT s.sequence, s.next_number, coalesce(s.highest, 0) + 1 AS mended
		  FROM civic_internal.late_sequences() s
	LOOP
		PERFORM setval(late.sequence, late.mended, false);
		RAISE NOTICE 'sequence % was to go on from %, and goes on from % again', late.sequence,
			late.next_number, late.mended;
	END LOOP;
END $$;
COMMENT ON FUNCTION civic_internal.mend_sequences() IS
	'let sequences that somebody has set go on behind the last row';

/*
 * What the programme's tables get from the extension's functions: stamps and guards, and the views
 * over them.  DROP EXTENSION ... CASCADE takes them away and leaves the rows; this puts them back.
 */
CREATE FUNCTION civic_internal.attach_functions() RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
/* says nothing about policies that are not there yet */
SET client_min_messages = warning
AS $$
DECLARE
	stored record;
BEGIN
	PERFORM civic_internal.attach_stamps();
	FOR stored IN SELECT * FROM civic_internal.private_tables()
	LOOP
		/* without a policy it is "default deny", which binds pg_read_all_data as well */
		EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', stored.name);
		IF stored.sealed THEN
			PERFORM civic_internal.guard_table(stored.name);
		END IF;
	END LOOP;
	PERFORM civic_internal.call_hooks('guards');
	PERFORM civic_internal.veil_columns();
	PERFORM civic_internal.call_hooks('comments');
	PERFORM civic_internal.call_hooks('views');
	PERFORM civic_internal.guard_views();
	PERFORM civic_internal.describe_views();
END $$;
COMMENT ON FUNCTION civic_internal.attach_functions() IS
	'give the programme''s tables their stamps and guards, and make its views';

CREATE FUNCTION civic_internal.call_hooks(what text) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	hook text;
BEGIN
	FOR hook IN SELECT h.hook FROM civic_internal.hooks(what) h
	LOOP
		EXECUTE format('SELECT %s()', hook);
	END LOOP;
END $$;
COMMENT ON FUNCTION civic_internal.call_hooks(text) IS
	'call what each room has under a name, in the order of rooms';

/*
 * A view that other views of a town are built on cannot be dropped.  For the time in which tables
 * change, it gives nulls of the same types.
 */
CREATE FUNCTION civic_internal.detach_views() RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	detached record;
BEGIN
	FOR detached IN
		SELECT c.oid::regclass AS name, string_agg(format('NULL::%s%s AS %I',
				format_type(a.atttypid, a.atttypmod),
				' COLLATE ' || nullif(a.attcollation, 0)::regcollation, a.attname),
			', ' ORDER BY a.attnum) AS columns
		  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
		 WHERE c.relnamespace IN ('civic'::regnamespace, 'civic_private'::regnamespace)
		   AND c.relkind = 'v' AND c.relowner = civic_internal.programme_owner()
		 GROUP BY c.oid
	LOOP
		EXECUTE format('CREATE OR REPLACE VIEW %s AS SELECT %s', detached.name, detached.columns);
	END LOOP;
END $$;
COMMENT ON FUNCTION civic_internal.detach_views() IS
	'let the programme''s views depend on no table until they are made anew';

/*
 * Members that only a dump of an earlier release needs: the names that its defaults, triggers,
 * policies, views and grants contain.
 */
CREATE FUNCTION civic_internal.drop_shims() RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	shim regprocedure;
BEGIN
	FOR shim IN
		SELECT d.objoid FROM pg_description d
		  JOIN pg_proc p ON p.oid = d.objoid AND p.pronamespace = 'civic'::regnamespace
		 WHERE d.classoid = 'pg_proc'::regclass
		   AND d.description = 'only for restoring a dump of an earlier release'
	LOOP
		EXECUTE format('ALTER EXTENSION civic_credit DROP FUNCTION %s', shim);
		EXECUTE format('DROP FUNCTION %s', shim);
	END LOOP;
END $$;
COMMENT ON FUNCTION civic_internal.drop_shims() IS
	'drop the functions that only the restore of an earlier dump needs';

CREATE FUNCTION civic_internal.check_new_programme(name text, time_zone text) RETURNS void
LANGUAGE plpgsql STABLE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	IF name IS NULL OR length(btrim(name)) NOT BETWEEN 1 AND 200 THEN
		RAISE EXCEPTION 'a programme needs a name of 1 to 200 characters'
			USING ERRCODE = 'invalid_parameter_value';
	END IF;
	IF time_zone IS NULL
		OR NOT EXISTS (SELECT FROM pg_timezone_names z WHERE z.name = time_zone) THEN
		RAISE EXCEPTION 'unknown time zone "%"', time_zone
			USING ERRCODE = 'invalid_parameter_value',
			HINT = 'pg_timezone_names lists the time zones of this server.';
	END IF;
	IF getdatabaseencoding() <> 'UTF8' THEN
		RAISE EXCEPTION 'a programme needs a database with encoding UTF8, this one has %',
			getdatabaseencoding() USING ERRCODE = 'feature_not_supported';
	END IF;
	IF to_regnamespace('civic_private') IS NOT NULL THEN
		RAISE EXCEPTION 'this database has a programme already'
			USING ERRCODE = 'duplicate_schema', HINT = 'One database holds one programme.';
	END IF;
	PERFORM civic_internal.require_superuser('create a programme');
END $$;
COMMENT ON FUNCTION civic_internal.check_new_programme(text, text) IS
	'raise an error unless a programme can be created';

CREATE FUNCTION civic_internal.default_owner() RETURNS name
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$ SELECT 'civic_owner'::name $$;
COMMENT ON FUNCTION civic_internal.default_owner() IS
	'role that owns a programme for which no other was named';

/* The owner makes tables and views, but may make nothing in "civic" at any other time. */
CREATE FUNCTION civic_internal.lay_out(owner name, after int4) RETURNS int4
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	caller text := current_setting('role');
	layout int4;
BEGIN
	EXECUTE format('GRANT CREATE ON SCHEMA civic TO %I', owner);
	PERFORM set_config('role', owner, true);
	IF after > 0 THEN
		PERFORM civic_internal.detach_views();
	END IF;
	layout := civic_internal.walk_layouts(after);
	UPDATE civic_private.programme SET layout_version = layout WHERE layout_version <> layout;
	PERFORM civic_internal.attach_functions();
	PERFORM set_config('role', caller, true);
	EXECUTE format('REVOKE CREATE ON SCHEMA civic FROM %I', owner);
	RETURN layout;
END $$;
COMMENT ON FUNCTION civic_internal.lay_out(name, int4) IS
	'as the owner, bring the programme''s tables to the newest layout and attach functions';

CREATE FUNCTION civic.create_programme(name text, time_zone text DEFAULT 'UTC',
	owner name DEFAULT civic_internal.default_owner()) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	layout int4;
BEGIN
	PERFORM civic_internal.check_new_programme(name, time_zone);
	PERFORM civic_internal.prepare_owner(owner);
	EXECUTE format('CREATE SCHEMA civic_private AUTHORIZATION %I', owner);
	COMMENT ON SCHEMA civic_private IS 'civic_credit: base tables and keys; nobody has access';
	EXECUTE format('CREATE SCHEMA civic_open AUTHORIZATION %I', owner);
	COMMENT ON SCHEMA civic_open IS 'civic_credit: anonymized releases';
	PERFORM civic_internal.give_functions(owner);

	layout := civic_internal.lay_out(owner, 0);
	/* from the clock, so that a session which knew an earlier programme here is not misled */
	PERFORM setval('civic_private.access_version',
		(extract(epoch FROM clock_timestamp()) * 1000000)::int8);
	INSERT INTO civic_private.programme (name, time_zone, layout_version, access_version, key_check)
	VALUES (name, time_zone, layout, nextval('civic_private.access_version'),
		civic_internal.first_key());
	PERFORM civic_internal.note_place();
	INSERT INTO civic_private.source (code, title_zh, title_en)
	VALUES ('office', '积分办', 'Programme office');
	PERFORM civic_internal.add_role_name(session_user);
	PERFORM civic_internal.log_sequences();
	PERFORM civic_internal.drop_shims();
END $$;
COMMENT ON FUNCTION civic.create_programme(text, text, name) IS
	'lay out the programme of this database, owned by a role as whom nobody acts';

CREATE FUNCTION civic_internal.lock_layout() RETURNS int4
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	layout int4;
BEGIN
	PERFORM civic_internal.require_superuser('upgrade a programme');
	IF to_regclass('civic_private.programme') IS NULL THEN
		RAISE EXCEPTION 'this database has no programme'
			USING ERRCODE = 'object_not_in_prerequisite_state',
				HINT = 'Create it with civic.create_programme().';
	END IF;
	SELECT p.layout_version INTO layout FROM civic_private.programme p FOR UPDATE;
	IF layout IS NULL OR layout < 1
		OR layout > (SELECT max(h.number) FROM civic_internal.hooks('layout') h) THEN
		RAISE EXCEPTION
			'layout version % of the programme is unknown to this version of civic_credit',
			layout USING ERRCODE = 'object_not_in_prerequisite_state',
				HINT = 'Install the version of civic_credit that made it.';
	END IF;
	RETURN layout;
END $$;
COMMENT ON FUNCTION civic_internal.lock_layout() IS
	'lock the programme against other upgrades; the layout that it has';

/* Restored where its owner was not there, a programme gets one; who may act as one is told. */
CREATE FUNCTION civic_internal.keep_owner(layout int4) RETURNS name
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	owner name;
	is_super bool;
	fault record;
BEGIN
	SELECT r.rolname, r.rolsuper INTO owner, is_super FROM pg_roles r
	 WHERE r.oid = civic_internal.programme_owner();
	IF is_super THEN
		owner := civic_internal.default_owner();
		PERFORM civic_internal.prepare_owner(owner);
		PERFORM civic_internal.give_tables(owner, layout);
	END IF;
	FOR fault IN SELECT f.* FROM civic_internal.faults_of_owner(owner) f
	LOOP
		RAISE WARNING 'nobody may act as the owner "%", but %', owner, fault.fault
			USING HINT = fault.cure;
	END LOOP;
	PERFORM civic_internal.give_functions(owner);
	RETURN owner;
END $$;
COMMENT ON FUNCTION civic_internal.keep_owner(int4) IS
	'give functions to the role that owns the programme''s tables; its name';

CREATE FUNCTION civic.upgrade_programme() RETURNS int4
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	before int4 := civic_internal.lock_layout();
	owner name := civic_internal.keep_owner(before);
	layout int4 := civic_internal.lay_out(owner, before);
	given record;
BEGIN
	PERFORM civic_internal.settle_grants(true);
	FOR given IN SELECT DISTINCT g.role, g.profile FROM civic_private.access_grant g
	LOOP
		PERFORM civic_internal.apply_profile('GRANT', given.role, given.profile);
	END LOOP;
	PERFORM civic_internal.forget_statistics();
	PERFORM civic_internal.mend_sequences();
	PERFORM civic_internal.log_sequences();
	PERFORM civic_internal.drop_shims();
	RETURN layout;
END $$;
COMMENT ON FUNCTION civic.upgrade_programme() IS
	'migrate the programme to the layout of the installed version, and restore its guards, '
	'stamps, views and grants';
