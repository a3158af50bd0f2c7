/*
 * Frames: what releases and answers are computed from.  The programme's own frames are functions
 * frame_<name>(day); others are tables that whoever administers the database has registered.
 */

/* As residents were on a day: who, where, in which tier, with which score. */
CREATE FUNCTION civic_internal.frame_residents(day date)
RETURNS TABLE (unit text, area text, tier text, score numeric, enrolled text)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 100000 SET search_path = pg_catalog, pg_temp
/* the plan expects far more homes than there are */
SET jit = off
AS $$
	SELECT p.subject_id::text, s.area::text, coalesce(
			(SELECT coalesce(c.to_tier, '(none)') FROM civic_private.tier_change c
			  WHERE c.subject_id = p.subject_id AND c.effective_on <= day
			  ORDER BY c.effective_on DESC, c.change_id DESC LIMIT 1),
			(SELECT t.placed_tier FROM civic_private.standing t
			  WHERE t.subject_id = p.subject_id AND t.placed_on <= day)),
		s.score, to_char(p.enrolled_at, 'YYYY-MM-DD')
	  FROM civic.scores(day) s JOIN civic_private.subject p USING (subject_id)
	 WHERE p.kind = 'resident' AND p.lookup IS NOT NULL
$$;
COMMENT ON FUNCTION civic_internal.frame_residents(date) IS
	'residents as they were on a day, for releases';

/*
 * What was recorded in the month of a day.  What comes late is told in the month in which it was
 * recorded, so that a month that was published never changes.
 */
CREATE FUNCTION civic_internal.frame_points(day date)
RETURNS TABLE (unit text, area text, tier text, dimension text, points numeric, events numeric)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 100000 SET search_path = pg_catalog, pg_temp
SET jit = off
AS $$
	WITH recorded AS (
		SELECT e.subject_id, array_agg(e.entry_id) AS entries
		  FROM civic_internal.original_entries() e
		 WHERE (e.recorded_at AT TIME ZONE
				(SELECT p.time_zone FROM civic_private.programme p))::date
			BETWEEN date_trunc('month', day::timestamp)::date AND day
		 GROUP BY 1
	)
	SELECT r.unit, r.area, r.tier, u.definition ->> 'dimension', sum(p.points), count(*)
	  FROM recorded c JOIN civic_internal.frame_residents(day) r ON r.unit = c.subject_id::text
	 CROSS JOIN LATERAL civic.entry_points(c.subject_id, day) p
	  JOIN civic_private.entry e ON e.subject_id = c.subject_id AND e.entry_id = p.entry_id
	  JOIN civic_private.rule u USING (rule_id)
	 WHERE p.entry_id = ANY (c.entries)
	 GROUP BY 1, 2, 3, 4
$$;
COMMENT ON FUNCTION civic_internal.frame_points(date) IS
	'points by dimension that were recorded in the month of a day, for releases';

/* A table only: a view would run its functions with the rights of the programme's owner. */
CREATE FUNCTION civic_internal.check_source(source regclass, unit name) RETURNS void
LANGUAGE plpgsql STABLE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	table_kind "char";
	schema regnamespace;
BEGIN
	SELECT c.relkind, c.relnamespace INTO table_kind, schema FROM pg_class c WHERE c.oid = source;
	IF coalesce(table_kind, '-') NOT IN ('r', 'p', 'm') THEN
		RAISE EXCEPTION 'only tables are registered, not "%"', source
			USING ERRCODE = 'wrong_object_type',
				HINT = 'A view would run its functions with the rights of the owner of the '
					'programme. A materialized view will do.';
	END IF;
	IF schema IN ('civic_private'::regnamespace, 'civic'::regnamespace) THEN
		RAISE EXCEPTION 'the programme''s own tables are not registered'
			USING ERRCODE = 'invalid_parameter_value',
				HINT = 'Its frames are residents and points.';
	END IF;
	IF NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = source AND a.attname = unit
		AND a.attnum > 0 AND NOT a.attisdropped) THEN
		RAISE EXCEPTION 'table "%" has no column "%"', source, unit
			USING ERRCODE = 'undefined_column',
				HINT = 'It has to say whom a row is about.';
	END IF;
	IF NOT has_table_privilege(civic_internal.programme_owner(), source, 'SELECT') THEN
		RAISE EXCEPTION 'the owner of the programme may not read "%"', source
			USING ERRCODE = 'insufficient_privilege',
				HINT = format('GRANT SELECT ON %s TO %I, and USAGE on its schema.', source,
					civic_internal.programme_owner()::regrole);
	END IF;
END $$;
COMMENT ON FUNCTION civic_internal.check_source(regclass, name) IS
	'raise an error unless a table can be registered';

CREATE FUNCTION civic.register_frame(frame text, source regclass, unit name,
	kind text DEFAULT 'stock') RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	PERFORM civic_internal.require_programme();
	PERFORM civic_internal.require_superuser('register a table for releases');
	IF frame IS NULL OR source IS NULL OR unit IS NULL THEN
		RAISE EXCEPTION 'frame, source and unit must not be null'
			USING ERRCODE = 'null_value_not_allowed';
	END IF;
	IF kind IS NULL OR kind NOT IN ('stock', 'flow') THEN
		RAISE EXCEPTION 'unknown kind of frame "%"', kind
			USING ERRCODE = 'invalid_parameter_value',
				HINT = 'Kinds are stock (as things are on a day) and flow (what happens).';
	END IF;
	IF frame !~ '^[a-z][a-z0-9_]{0,39}$' OR EXISTS (SELECT FROM civic_private.frame f
		WHERE f.frame = register_frame.frame) THEN
		RAISE EXCEPTION 'a frame cannot have the name "%"', frame
			USING ERRCODE = 'duplicate_object',
				DETAIL = 'Another one has it, or it is not of small letters and digits.';
	END IF;
	PERFORM civic_internal.check_source(source, unit);
	INSERT INTO civic_private.frame
	SELECT register_frame.frame, register_frame.kind, format('%I.%I', n.nspname, c.relname),
		register_frame.unit
	  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = source;
END $$;
COMMENT ON FUNCTION civic.register_frame(text, regclass, name, text) IS
	'register any table for releases; unit is its column that says whom a row is about';

/* What a column seems to hold, by its name and by how many values it has. */
CREATE FUNCTION civic.personal_columns(source regclass)
RETURNS TABLE (col name, suspicion text)
LANGUAGE plpgsql STABLE PARALLEL UNSAFE ROWS 10 SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	PERFORM civic_internal.require_superuser('look through a table');
	RETURN QUERY
	SELECT a.attname, p.what
	  FROM pg_attribute a JOIN (VALUES
		('(^|_)(name|xingming|surname|given)($|_)|姓名', 'a name'),
		('(^|_)(id_?(no|num|number|card)|sfz|ssn|passport|shenfen)|身份证', 'an official number'),
		('phone|mobile|(^|_)tel($|_)|shouji|电话|手机', 'a telephone number'),
		('birth|(^|_)dob($|_)|shengri|出生', 'a day of birth'),
		('mail|wechat|weixin|(^|_)qq($|_)|邮箱', 'an address on the net'),
		('address|street|house_?no|dizhi|地址', 'an address'),
		('card|account|iban|zhanghao|账号', 'a number of an account')) p (pattern, what)
		ON a.attname ~* p.pattern
	 WHERE a.attrelid = source AND a.attnum > 0 AND NOT a.attisdropped
	UNION ALL
	SELECT u.col, 'nearly each row has a value of its own'
	  FROM civic_internal.unique_columns(source) u
	 ORDER BY 1, 2;
END $$;
COMMENT ON FUNCTION civic.personal_columns(regclass) IS
	'columns of a table that seem to hold who somebody is';

CREATE FUNCTION civic_internal.unique_columns(source regclass) RETURNS TABLE (col name)
LANGUAGE plpgsql STABLE PARALLEL UNSAFE ROWS 10 SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	own bool;
BEGIN
	FOR col IN SELECT a.attname FROM pg_attribute a
		 WHERE a.attrelid = source AND a.attnum > 0 AND NOT a.attisdropped
	LOOP
		EXECUTE format('SELECT count(DISTINCT x.v) > 0.9 * count(*) AND count(*) > 20
			FROM (SELECT %I::text AS v FROM %s LIMIT 100000) x', col, source) INTO own;
		IF own THEN
			RETURN NEXT;
		END IF;
	END LOOP;
END $$;
COMMENT ON FUNCTION civic_internal.unique_columns(regclass) IS
	'columns of which nearly each row has a value of its own';
