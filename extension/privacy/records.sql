/*
 * Records for audiences: a row for each resident, and for what it was credited with, under its
 * pseudonym and as coarse as the audience may have it.  They are stored for the audience alone, as
 * the programme was at the end of a month, and shown by functions without arguments: a reader's
 * query is planned and run on what it may see, and on nothing else.
 */

CREATE FUNCTION civic_internal.age_band(birth_year text, day date) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT CASE WHEN a.age BETWEEN 0 AND 17 THEN '0-17' WHEN a.age BETWEEN 18 AND 29 THEN '18-29'
			WHEN a.age BETWEEN 30 AND 44 THEN '30-44' WHEN a.age BETWEEN 45 AND 59 THEN '45-59'
			WHEN a.age BETWEEN 60 AND 74 THEN '60-74' WHEN a.age BETWEEN 75 AND 150 THEN '75+' END
	  FROM (SELECT extract(year FROM day) - CASE WHEN birth_year ~ '^[0-9]{4}$'
			THEN birth_year::int4 END AS age) a
$$;
COMMENT ON FUNCTION civic_internal.age_band(text, date) IS
	'band of ages of whoever was born in a year; null: not known';

CREATE FUNCTION civic_internal.score_band(score numeric, width numeric) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT floor(score / width) * width || ' to ' || (floor(score / width) + 1) * width
$$;
COMMENT ON FUNCTION civic_internal.score_band(numeric, numeric) IS 'band of scores that holds one';

/* Residents who consent, as they were on a day. */
CREATE FUNCTION civic_internal.residents_on(day date, area_level int4, width numeric)
RETURNS TABLE (subject_id int8, area text, age_band text, score_band text, tier text)
LANGUAGE sql VOLATILE PARALLEL UNSAFE ROWS 10000 SET search_path = pg_catalog, pg_temp
/* the estimates of scores() make it look worth compiling */
SET jit = off
AS $$
	SELECT s.subject_id,
		array_to_string((string_to_array(s.area::text, '.'))[1:area_level], '.'),
		civic_internal.age_band(p.attributes ->> 'birth_year', day),
		civic_internal.score_band(s.score, width), coalesce(
			(SELECT coalesce(c.to_tier, '(none)') FROM civic_private.tier_change c
			  WHERE c.subject_id = p.subject_id AND c.effective_on <= day
			  ORDER BY c.effective_on DESC, c.change_id DESC LIMIT 1),
			(SELECT t.placed_tier FROM civic_private.standing t
			  WHERE t.subject_id = p.subject_id AND t.placed_on <= day))
	  FROM civic.scores(day) s JOIN civic_private.subject p USING (subject_id)
	 WHERE p.kind = 'resident' AND p.lookup IS NOT NULL
	   AND (SELECT c.given FROM civic_private.consent c WHERE c.subject_id = p.subject_id
		ORDER BY c.consent_id DESC LIMIT 1)
$$;
COMMENT ON FUNCTION civic_internal.residents_on(date, int4, numeric) IS
	'residents who consent, as they were on a day, in coarse terms';

/* Whoever would be one of few is told of in coarser terms, and of fewer still in none. */
CREATE FUNCTION civic_internal.coarse_residents(day date, area_level int4, width numeric,
	smallest int4)
RETURNS TABLE (subject_id int8, area text, age_band text, score_band text, tier text)
LANGUAGE sql VOLATILE PARALLEL UNSAFE ROWS 10000 SET search_path = pg_catalog, pg_temp
SET jit = off
AS $$
	SELECT r.subject_id, CASE WHEN r.in_area >= smallest THEN r.area END,
		CASE WHEN r.in_area >= smallest AND r.in_class >= smallest THEN r.age_band END,
		CASE WHEN r.in_band >= smallest THEN r.score_band END,
		CASE WHEN r.in_tier >= smallest THEN r.tier END
	  FROM (SELECT x.*, count(*) OVER (PARTITION BY x.area) AS in_area,
			count(*) OVER (PARTITION BY x.area, x.age_band) AS in_class,
			count(*) OVER (PARTITION BY x.score_band) AS in_band,
			count(*) OVER (PARTITION BY x.tier) AS in_tier
		  FROM civic_internal.residents_on(day, area_level, width) x) r
$$;
COMMENT ON FUNCTION civic_internal.coarse_residents(date, int4, numeric, int4) IS
	'residents on a day; what fewer than so many share is null';

/* What the last year has brought, by month and dimension. */
CREATE FUNCTION civic_internal.credited_until(subjects int8[], day date)
RETURNS TABLE (subject_id int8, month text, dimension text, points numeric)
LANGUAGE sql VOLATILE PARALLEL UNSAFE ROWS 10000 SET search_path = pg_catalog, pg_temp
SET jit = off
AS $$
	SELECT s.subject_id, to_char(e.occurred_on, 'YYYY-MM'), u.definition ->> 'dimension',
		round(sum(p.points))
	  FROM unnest(subjects) s (subject_id)
	 CROSS JOIN LATERAL civic.entry_points(s.subject_id, day) p
	  JOIN civic_private.entry e ON e.subject_id = s.subject_id AND e.entry_id = p.entry_id
	  JOIN civic_private.rule u USING (rule_id)
	 WHERE e.occurred_on > day - interval '1 year'
	 GROUP BY 1, 2, 3
$$;
COMMENT ON FUNCTION civic_internal.credited_until(int8[], date) IS
	'points by month and dimension that subjects were credited with in the year up to a day';

CREATE FUNCTION civic_internal.records_of(audience name)
RETURNS TABLE (scores text, events text, score_view text, event_view text, score_scan text,
	event_scan text, look_up text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT format('civic_private.%I', 'sealed_' || audience || '_score'),
		format('civic_private.%I', 'sealed_' || audience || '_event'),
		format('civic.%I', audience || '_score'), format('civic.%I', audience || '_event'),
		format('civic_internal.%I()', 'sealed_' || audience || '_score'),
		format('civic_internal.%I()', 'sealed_' || audience || '_event'),
		format('civic.%I(uuid)', audience || '_of')
$$;
COMMENT ON FUNCTION civic_internal.records_of(name) IS
	'tables, views and functions of the records of an audience';

CREATE FUNCTION civic_internal.check_records(audience name) RETURNS void
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	IF NOT EXISTS (SELECT FROM civic_private.record_audience a
		WHERE a.audience = check_records.audience) THEN
		RAISE EXCEPTION 'audience "%" has no records', audience
			USING ERRCODE = 'undefined_object',
				HINT = 'civic.seal_records() makes them.';
	END IF;
END $$;
COMMENT ON FUNCTION civic_internal.check_records(name) IS
	'raise an error unless an audience has records';

CREATE FUNCTION civic_internal.check_new_records(audience name) RETURNS void
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	IF audience IS NULL THEN
		RAISE EXCEPTION 'audience must not be null' USING ERRCODE = 'null_value_not_allowed';
	END IF;
	IF audience !~ '^[a-z][a-z0-9_]{0,29}$' THEN
		RAISE EXCEPTION 'invalid name of an audience "%"', audience
			USING ERRCODE = 'invalid_parameter_value',
				HINT = 'It has up to 30 small letters, digits and underscores.';
	END IF;
	IF EXISTS (SELECT FROM civic_internal.records_of(audience) n
		WHERE to_regclass(n.score_view) IS NOT NULL OR to_regclass(n.event_view) IS NOT NULL
		   OR EXISTS (SELECT FROM pg_proc p WHERE p.pronamespace = 'civic'::regnamespace
			AND p.proname = audience || '_of')) THEN
		RAISE EXCEPTION 'schema civic has something of the name "%" already', audience
			USING ERRCODE = 'duplicate_object', HINT = 'Choose another name for the audience.';
	END IF;
END $$;
COMMENT ON FUNCTION civic_internal.check_new_records(name) IS
	'raise an error unless an audience can get records under its name';

CREATE FUNCTION civic_internal.make_stores(n record) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	store text;
BEGIN
	EXECUTE format('CREATE TABLE %s (pid uuid PRIMARY KEY, area text, age_band text,
		score_band text, tier text, month text NOT NULL, key_epoch int4 NOT NULL)', n.scores);
	EXECUTE format('CREATE TABLE %s (pid uuid, month text, dimension text, points numeric
		NOT NULL, PRIMARY KEY (pid, month, dimension))', n.events);
	FOREACH store IN ARRAY ARRAY[n.scores, n.events]
	LOOP
		EXECUTE format('ALTER TABLE %s OWNER TO %I', store,
			civic_internal.programme_owner()::regrole);
		EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', store);
		EXECUTE format('COMMENT ON TABLE %s IS ''records of one audience, by pseudonym''', store);
	END LOOP;
END $$;
COMMENT ON FUNCTION civic_internal.make_stores(record) IS
	'make the tables that hold the records of an audience';

/*
 * A scan gives what is stored, in its order, to the last row.  The look-up answers for a number of
 * the key epoch before as well, until that is over.
 */
CREATE FUNCTION civic_internal.make_readers(n record, audience name) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	form text := 'CREATE FUNCTION %s RETURNS TABLE (%s) LANGUAGE plpgsql STABLE PARALLEL SAFE
		ROWS %s SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET jit = off
		AS $body$ #variable_conflict use_column
		BEGIN RETURN QUERY %s; END $body$';
	person text := 'pid uuid, area text, age_band text, score_band text, tier text, month text,
		key_epoch int4';
BEGIN
	EXECUTE format(form, n.score_scan, person, 1000, format('SELECT * FROM %s ORDER BY pid',
		n.scores));
	EXECUTE format(form, n.event_scan, 'pid uuid, month text, dimension text, points numeric',
		1000, format('SELECT * FROM %s ORDER BY pid, month, dimension', n.events));
	EXECUTE format(form, replace(n.look_up, '(', '(pseudonym '), person, 1, format(
		'SELECT s.* FROM %1$s s WHERE s.pid = pseudonym; IF NOT FOUND THEN RETURN QUERY
		SELECT s.* FROM civic_internal.pid_now(%2$L, pseudonym) p JOIN %1$s s ON s.pid = p;
		END IF', n.scores, audience));
	EXECUTE format('CREATE VIEW %s WITH (security_barrier) AS SELECT * FROM %s', n.score_view,
		n.score_scan);
	EXECUTE format('CREATE VIEW %s WITH (security_barrier) AS SELECT * FROM %s', n.event_view,
		n.event_scan);
END $$;
COMMENT ON FUNCTION civic_internal.make_readers(record, name) IS
	'make what shows the records of an audience';

CREATE FUNCTION civic_internal.pid_now(audience name, pid uuid) RETURNS uuid
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT n.pid FROM civic_private.pseudonym o
	  JOIN civic_private.key_epoch e ON e.audience = o.audience AND e.key_epoch = o.key_epoch
		AND e.closes_on >= civic.today()
	  JOIN civic_private.pseudonym n ON n.audience = o.audience AND n.subject_id = o.subject_id
		AND n.key_epoch = civic_internal.current_epoch(o.audience)
	 WHERE o.audience = pid_now.audience AND o.pid = pid_now.pid
$$;
COMMENT ON FUNCTION civic_internal.pid_now(name, uuid) IS
	'pseudonym that has followed one of a key epoch that is not over yet';

CREATE FUNCTION civic_internal.describe_records(n record, audience name) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	made text;
BEGIN
	FOREACH made IN ARRAY ARRAY[n.score_scan, n.event_scan, n.look_up]
	LOOP
		EXECUTE format('ALTER FUNCTION %s OWNER TO %I', made,
			civic_internal.programme_owner()::regrole);
		EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', made);
	END LOOP;
	FOREACH made IN ARRAY ARRAY[n.score_view, n.event_view]
	LOOP
		EXECUTE format('ALTER VIEW %s OWNER TO %I', made,
			civic_internal.programme_owner()::regrole);
	END LOOP;
	EXECUTE format('COMMENT ON FUNCTION %s IS %L', n.score_scan, 'what the view shows');
	EXECUTE format('COMMENT ON FUNCTION %s IS %L', n.event_scan, 'what the view shows');
	EXECUTE format('COMMENT ON FUNCTION %s IS %L', n.look_up, 'record of one pseudonym');
	EXECUTE format('COMMENT ON VIEW %s IS %L', n.score_view, format('residents for audience %s, '
		'de-identified: still personal information', audience));
	EXECUTE format('COMMENT ON VIEW %s IS %L', n.event_view, format('what residents were credited '
		'with, for audience %s, de-identified: still personal information', audience));
END $$;
COMMENT ON FUNCTION civic_internal.describe_records(record, name) IS
	'give what shows the records of an audience to the owner, and say what it is';

/* In the order of pseudonyms, which tells nothing, and which is that of the files then. */
CREATE FUNCTION civic_internal.fill_stores(audience name) RETURNS int8
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	n record := civic_internal.records_of(audience);
	a record;
	subjects int8[] := ARRAY(SELECT s.subject_id FROM civic_private.subject s
		WHERE s.kind = 'resident' AND s.lookup IS NOT NULL);
	sealed int8;
BEGIN
	SELECT r.* INTO STRICT a FROM civic_private.record_audience r
	 WHERE r.audience = fill_stores.audience;
	PERFORM civic_internal.give_pseudonyms(audience, subjects);
	EXECUTE format('TRUNCATE %s, %s', n.scores, n.events);
	EXECUTE format('INSERT INTO %s SELECT p.pid, s.area, s.age_band, s.score_band, s.tier,
		to_char($1, ''YYYY-MM''), p.key_epoch
		FROM civic_internal.coarse_residents($1, $2, $3, $4) s
		JOIN civic_private.pseudonym p USING (subject_id)
		WHERE p.audience = $5 AND p.key_epoch = $6 ORDER BY p.pid', n.scores)
	USING a.sealed_day, a.area_level, a.score_width, a.smallest, a.audience,
		civic_internal.current_epoch(a.audience);
	GET DIAGNOSTICS sealed = ROW_COUNT;
	EXECUTE format('INSERT INTO %s SELECT p.pid, c.month, c.dimension, c.points
		FROM %s s JOIN civic_private.pseudonym p ON p.audience = $2 AND p.pid = s.pid
		CROSS JOIN LATERAL civic_internal.credited_until(ARRAY[p.subject_id], $1) c
		ORDER BY 1, 2, 3', n.events, n.scores)
	USING a.sealed_day, a.audience;
	RETURN sealed;
END $$;
COMMENT ON FUNCTION civic_internal.fill_stores(name) IS
	'write the records of an audience as of its day; how many residents those are';

/* Two states of one month would tell who is in only one of them. */
CREATE FUNCTION civic_internal.check_sealed_month(audience name, last_day date) RETURNS void
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	IF last_day >= civic.today() OR last_day < DATE '1900-01-01' THEN
		RAISE EXCEPTION 'the month of % is not over', last_day
			USING ERRCODE = 'invalid_parameter_value';
	END IF;
	IF last_day <= (SELECT a.sealed_day FROM civic_private.record_audience a
		WHERE a.audience = check_sealed_month.audience) THEN
		RAISE EXCEPTION 'audience "%" has records of that month, or of a later one', audience
			USING ERRCODE = 'object_not_in_prerequisite_state',
				DETAIL = 'Two states of a month would tell who is in only one of them.';
	END IF;
END $$;
COMMENT ON FUNCTION civic_internal.check_sealed_month(name, date) IS
	'raise an error unless records of a month may be sealed now';

CREATE FUNCTION civic_internal.check_coarseness(area_level int4, score_width numeric,
	smallest int4) RETURNS void
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	IF area_level IS NULL OR area_level NOT BETWEEN 0 AND 20 OR smallest IS NULL
		OR smallest NOT BETWEEN 3 AND 1000 OR score_width IS NULL
		OR score_width NOT BETWEEN 1 AND 10000 THEN
		RAISE EXCEPTION 'records cannot be as fine, or as coarse, as that'
			USING ERRCODE = 'numeric_value_out_of_range',
				HINT = 'area_level is from 0 to 20, score_width from 1 to 10000, smallest from 3 '
					'to 1000.';
	END IF;
END $$;
COMMENT ON FUNCTION civic_internal.check_coarseness(int4, numeric, int4) IS
	'raise an error unless records may be as fine as this';

CREATE FUNCTION civic.seal_records(audience name, month date, area_level int4 DEFAULT 2,
	score_width numeric DEFAULT 50, smallest int4 DEFAULT 10) RETURNS int8
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	last_day date := (date_trunc('month', month::timestamp) + interval '1 month - 1 day')::date;
BEGIN
	PERFORM civic_internal.require_superuser('seal records for an audience');
	PERFORM civic_internal.require_programme();
	PERFORM civic_internal.check_coarseness(area_level, score_width, smallest);
	IF last_day IS NULL OR audience IS NULL THEN
		RAISE EXCEPTION 'audience and month must not be null'
			USING ERRCODE = 'null_value_not_allowed';
	END IF;
	PERFORM civic_internal.lock_programme();
	PERFORM civic_internal.check_sealed_month(audience, last_day);
	IF NOT EXISTS (SELECT FROM civic_private.record_audience r
		WHERE r.audience = seal_records.audience) THEN
		PERFORM civic_internal.check_new_records(audience);
		PERFORM civic_internal.make_stores(civic_internal.records_of(audience));
		PERFORM civic_internal.make_readers(civic_internal.records_of(audience), audience);
		PERFORM civic_internal.describe_records(civic_internal.records_of(audience), audience);
		PERFORM civic_internal.open_epoch(audience, 0);
	END IF;
	INSERT INTO civic_private.record_audience AS r
	VALUES (audience, area_level, score_width, smallest, last_day)
	    ON CONFLICT ON CONSTRAINT record_audience_pkey DO UPDATE SET area_level =
		excluded.area_level, score_width = excluded.score_width, smallest = excluded.smallest,
		sealed_day = excluded.sealed_day;
	RETURN civic_internal.fill_stores(audience);
END $$;
COMMENT ON FUNCTION civic.seal_records(name, date, int4, numeric, int4) IS
	'store records of all residents for an audience, as of the end of a month that is over; how '
	'many residents those are';

CREATE FUNCTION civic.rotate_pseudonyms(audience name, grace int4 DEFAULT 30) RETURNS int4
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	n record := civic_internal.records_of(audience);
	old int4;
	fresh int4;
BEGIN
	PERFORM civic_internal.require_superuser('rotate pseudonyms');
	PERFORM civic_internal.require_programme();
	PERFORM civic_internal.lock_programme();
	PERFORM civic_internal.check_records(audience);
	IF grace IS NULL OR grace NOT BETWEEN 0 AND 366 THEN
		RAISE EXCEPTION 'a grace time is from 0 to 366 days'
			USING ERRCODE = 'numeric_value_out_of_range';
	END IF;
	old := civic_internal.current_epoch(audience);
	fresh := civic_internal.open_epoch(audience, grace);
	PERFORM civic_internal.give_pseudonyms(audience, ARRAY(SELECT p.subject_id
		FROM civic_private.pseudonym p
		WHERE p.audience = rotate_pseudonyms.audience AND p.key_epoch = old));
	PERFORM civic_internal.move_records(n.scores, audience, old, fresh,
		'area, s.age_band, s.score_band, s.tier, s.month, w.key_epoch');
	PERFORM civic_internal.move_records(n.events, audience, old, fresh,
		'month, s.dimension, s.points');
	RETURN fresh;
END $$;
COMMENT ON FUNCTION civic.rotate_pseudonyms(name, int4) IS
	'give all residents other pseudonyms for an audience; the old ones can be looked up for a '
	'while; the number of the key epoch';

/* Written anew, in the order of the new pseudonyms. */
CREATE FUNCTION civic_internal.move_records(store text, audience name, old int4, fresh int4,
	columns text) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	moving text := store || '_moving';
BEGIN
	EXECUTE format('CREATE TABLE %3$s AS SELECT w.pid, s.%1$s FROM %2$s s
		JOIN civic_private.pseudonym o ON o.audience = $1 AND o.key_epoch = $2 AND o.pid = s.pid
		JOIN civic_private.pseudonym w ON w.audience = $1 AND w.key_epoch = $3
			AND w.subject_id = o.subject_id', columns, store, moving)
	USING audience, old, fresh;
	EXECUTE format('TRUNCATE %s', store);
	EXECUTE format('INSERT INTO %s SELECT * FROM %s ORDER BY 1, 2, 3', store, moving);
	EXECUTE format('DROP TABLE %s', moving);
END $$;
COMMENT ON FUNCTION civic_internal.move_records(text, name, int4, int4, text) IS
	'write records of an audience anew under the pseudonyms of another key epoch';

/* "verb" is GRANT or REVOKE. */
CREATE FUNCTION civic_internal.apply_records(verb text, audience name, role name) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	n record := civic_internal.records_of(audience);
	direction text := CASE verb WHEN 'GRANT' THEN 'TO' ELSE 'FROM' END;
BEGIN
	EXECUTE format('%s SELECT ON %s, %s %s %I', verb, n.score_view, n.event_view, direction, role);
	/* a view calls its function as whoever asks the view */
	EXECUTE format('%s EXECUTE ON FUNCTION %s, %s, %s %s %I', verb, n.score_scan, n.event_scan,
		n.look_up, direction, role);
END $$;
COMMENT ON FUNCTION civic_internal.apply_records(text, name, name) IS
	'grant or revoke what shows the records of an audience';

CREATE FUNCTION civic.grant_records(role name, audience name) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	PERFORM civic_internal.require_superuser('change what roles may read');
	PERFORM civic_internal.require_programme();
	IF role IS NULL OR audience IS NULL THEN
		RAISE EXCEPTION 'role and audience must not be null'
			USING ERRCODE = 'null_value_not_allowed';
	END IF;
	PERFORM civic_internal.check_records(audience);
	PERFORM civic_internal.check_grantee(role, 0);
	PERFORM civic_internal.apply_records('GRANT', audience, role);
	EXECUTE format('GRANT USAGE ON SCHEMA civic TO %I', role);
END $$;
COMMENT ON FUNCTION civic.grant_records(name, name) IS
	'let a role read the records of an audience, which are personal information still';

CREATE FUNCTION civic.revoke_records(role name, audience name) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	PERFORM civic_internal.require_superuser('change what roles may read');
	PERFORM civic_internal.require_programme();
	PERFORM civic_internal.check_records(audience);
	PERFORM civic_internal.check_grantee(role, 0);
	PERFORM civic_internal.apply_records('REVOKE', audience, role);
END $$;
COMMENT ON FUNCTION civic.revoke_records(name, name) IS
	'take from a role what grant_records() gave it; it keeps USAGE on the schema';

CREATE FUNCTION civic.drop_records(audience name) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	n record := civic_internal.records_of(audience);
BEGIN
	PERFORM civic_internal.require_superuser('drop the records of an audience');
	PERFORM civic_internal.require_programme();
	PERFORM civic_internal.lock_programme();
	PERFORM civic_internal.check_records(audience);
	EXECUTE format('DROP VIEW %s, %s', n.score_view, n.event_view);
	EXECUTE format('DROP FUNCTION %s, %s, %s', n.score_scan, n.event_scan, n.look_up);
	EXECUTE format('DROP TABLE %s, %s', n.scores, n.events);
	PERFORM civic_internal.forget_pseudonyms(audience);
	DELETE FROM civic_private.record_audience a WHERE a.audience = drop_records.audience;
END $$;
COMMENT ON FUNCTION civic.drop_records(name) IS
	'drop the records of an audience, and its pseudonyms for good';

/* The rows of key epochs stay, so that no number ever means two. */
CREATE FUNCTION civic_internal.forget_pseudonyms(audience name) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	DELETE FROM civic_private.pseudonym p WHERE p.audience = forget_pseudonyms.audience;
	UPDATE civic_private.key_epoch e SET salt = NULL,
		closes_on = coalesce(e.closes_on, civic.today())
	 WHERE e.audience = forget_pseudonyms.audience;
END $$;
COMMENT ON FUNCTION civic_internal.forget_pseudonyms(name) IS
	'forget the pseudonyms of an audience, and what they come from';

CREATE FUNCTION civic_internal.privacy_forget(subject_id int8, lookup bytea) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	store record;
BEGIN
	FOR store IN SELECT p.pid, n.scores, n.events FROM civic_private.pseudonym p
		  JOIN civic_private.record_audience a USING (audience)
		 CROSS JOIN LATERAL civic_internal.records_of(a.audience) n
		 WHERE p.subject_id = privacy_forget.subject_id
	LOOP
		EXECUTE format('DELETE FROM %s WHERE pid = $1', store.scores) USING store.pid;
		EXECUTE format('DELETE FROM %s WHERE pid = $1', store.events) USING store.pid;
	END LOOP;
	DELETE FROM civic_private.pseudonym p WHERE p.subject_id = privacy_forget.subject_id;
END $$;
COMMENT ON FUNCTION civic_internal.privacy_forget(int8, bytea) IS
	'forget what audiences see of a subject';

/* By its pseudonyms, what is tried on a copy would lead back to the town. */
CREATE FUNCTION civic_internal.privacy_test_copy() RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	known record;
BEGIN
	FOR known IN SELECT a.audience, n.scores, n.events FROM civic_private.record_audience a
		CROSS JOIN LATERAL civic_internal.records_of(a.audience) n
	LOOP
		EXECUTE format('TRUNCATE %s, %s', known.scores, known.events);
		PERFORM civic_internal.forget_pseudonyms(known.audience);
		PERFORM civic_internal.open_epoch(known.audience, 0);
	END LOOP;
END $$;
COMMENT ON FUNCTION civic_internal.privacy_test_copy() IS
	'empty the records of all audiences, and begin with other pseudonyms';
