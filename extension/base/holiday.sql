/*
 * Calendars: who announces holidays changes due days.  Every change goes through put_holidays() or
 * drop_holidays(), and both count what is open anew.
 */
CREATE FUNCTION civic_internal.check_holidays(calendar text, days date[], working bool[],
	titles text[]) RETURNS void
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	wrong date;
BEGIN
	IF calendar IS NULL OR days IS NULL OR array_position(days, NULL) IS NOT NULL
		OR working IS NULL OR array_position(working, NULL) IS NOT NULL THEN
		RAISE EXCEPTION 'calendar, days and working must not be null'
			USING ERRCODE = 'null_value_not_allowed';
	END IF;
	IF calendar !~ '^[a-z][a-z0-9_-]{0,62}$' THEN
		RAISE EXCEPTION 'malformed calendar code "%"', calendar
			USING ERRCODE = 'invalid_parameter_value',
				HINT = 'A code has 1 to 63 of the characters a-z 0-9 _ - and begins with a letter.';
	END IF;
	IF EXISTS (SELECT FROM unnest(titles) t WHERE length(t) > 200) THEN
		RAISE EXCEPTION 'a title has at most 200 characters'
			USING ERRCODE = 'string_data_right_truncation';
	END IF;
	SELECT d INTO wrong FROM unnest(days) d WHERE d NOT BETWEEN '1900-01-01'
		AND '9999-12-31' LIMIT 1;
	IF FOUND THEN
		RAISE EXCEPTION 'day out of range: "%"', wrong
			USING ERRCODE = 'datetime_field_overflow',
				HINT = 'Dates lie between 1900-01-01 and 9999-12-31.';
	END IF;
END $$;
COMMENT ON FUNCTION civic_internal.check_holidays(text, date[], bool[], text[]) IS
	'raise an error unless days of a calendar are well-formed';

CREATE FUNCTION civic_internal.put_holidays(calendar text, days date[], working bool[],
	titles text[]) RETURNS int4
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
	changed int4;
BEGIN
	PERFORM civic_internal.lock_programme();
	PERFORM civic_internal.check_holidays(calendar, days, working, titles);
	INSERT INTO civic_private.holiday AS h (calendar, day, working, title)
	SELECT DISTINCT ON (d.day) put_holidays.calendar, d.day, d.working, d.title
	  FROM unnest(days, working, titles) d (day, working, title) ORDER BY d.day
	ON CONFLICT (calendar, day) DO UPDATE SET working = excluded.working, title = excluded.title
	 WHERE (h.working, h.title) IS DISTINCT FROM (excluded.working, excluded.title);
	GET DIAGNOSTICS changed = ROW_COUNT;
	IF changed > 0 THEN
		PERFORM civic_internal.touch_access();
		PERFORM civic_internal.move_due_days(calendar);
	END IF;
	RETURN changed;
END $$;
COMMENT ON FUNCTION civic_internal.put_holidays(text, date[], bool[], text[]) IS
	'put days into a calendar, and count open due days anew; how many days changed';

CREATE FUNCTION civic.define_holidays(calendar text, days date[], working bool,
	title text DEFAULT NULL) RETURNS int4
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* writes civic_private.holiday */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	PERFORM civic_internal.require_programme();
	PERFORM civic_internal.require_list(days, 'days');
	PERFORM civic_internal.put_holidays(calendar, days,
		array_fill(working, ARRAY[cardinality(days)]), array_fill(title, ARRAY[cardinality(days)]));
	RETURN (SELECT count(DISTINCT d) FROM unnest(days) d);
END $$;
COMMENT ON FUNCTION civic.define_holidays(text, date[], bool, text) IS
	'define holidays (working false) or make-up days (working true) of a calendar; how many';

CREATE FUNCTION civic.define_holiday(calendar text, day date, working bool, title text DEFAULT NULL)
	RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* as define_holidays */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	PERFORM civic.define_holidays(calendar, ARRAY[day], working, title);
END $$;
COMMENT ON FUNCTION civic.define_holiday(text, date, bool, text) IS
	'define a holiday or a make-up day of a calendar';

CREATE FUNCTION civic.drop_holidays(calendar text, days date[] DEFAULT NULL) RETURNS int4
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* writes civic_private.holiday */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	dropped int4;
BEGIN
	PERFORM civic_internal.lock_programme();
	PERFORM civic_internal.require_list(days, 'days');
	IF calendar IS NULL THEN
		RAISE EXCEPTION 'calendar must not be null' USING ERRCODE = 'null_value_not_allowed';
	END IF;
	DELETE FROM civic_private.holiday h
	 WHERE h.calendar = drop_holidays.calendar AND (days IS NULL OR h.day = ANY (days));
	GET DIAGNOSTICS dropped = ROW_COUNT;
	IF dropped > 0 THEN
		PERFORM civic_internal.touch_access();
		PERFORM civic_internal.move_due_days(calendar);
	END IF;
	RETURN dropped;
END $$;
COMMENT ON FUNCTION civic.drop_holidays(text, date[]) IS
	'drop exceptions of a calendar: those days, or all';

/*
 * What a changed calendar does to what is open.  Each room with due days counts its own anew:
 * <room>_due_days(calendar) changes its rows and gives those that moved.
 */
CREATE FUNCTION civic_internal.move_due_days(calendar text) RETURNS int8
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
	counter text;
	moved int8;
	total int8 := 0;
BEGIN
	FOR counter IN SELECT h.hook FROM civic_internal.hooks('due_days') h
	LOOP
		EXECUTE format('WITH moved AS (
			INSERT INTO civic_private.due_change
				(subject_id, kind, id, calendar, due_before, due_after)
			SELECT m.subject_id, m.kind, m.id, $1, m.due_before, m.due_after
			  FROM %s($1) m ORDER BY m.subject_id, m.kind, m.id
			RETURNING subject_id, jsonb_build_object(''kind'', kind, ''id'', id,
				''due_before'', due_before, ''due'', due_after) AS payload)
			SELECT civic_internal.publish(''due'', array_agg(m.subject_id), array_agg(m.payload))
			  FROM moved m', counter) INTO moved USING calendar;
		total := total + coalesce(moved, 0);
	END LOOP;
	RETURN total;
END $$;
COMMENT ON FUNCTION civic_internal.move_due_days(text) IS
	'count open due days anew after a calendar changed, tell applications, and keep what moved; '
	'how many messages';

/* Inlined into the queries of its callers, which a SET clause would prevent; they pin the path. */
CREATE FUNCTION civic_internal.moved_due(kind text, subject_id int8, id int8, due date,
	since timestamptz) RETURNS date
LANGUAGE sql STABLE PARALLEL SAFE
AS $$
	SELECT coalesce((SELECT c.due_after FROM civic_private.due_change c
		WHERE c.subject_id = moved_due.subject_id AND c.kind = moved_due.kind
		  AND c.id = moved_due.id AND c.recorded_at >= since
		ORDER BY c.change_id DESC LIMIT 1), due)
$$;
COMMENT ON FUNCTION civic_internal.moved_due(text, int8, int8, date, timestamptz) IS
	'a due day that was set at some time, or what it has moved to since';
