/* Announced holidays as files give them: iCalendar, and the JSON that is kept for China. */

CREATE FUNCTION civic_internal.ics_events(ics text)
RETURNS TABLE (number int8, first text, last text, length text, title text, special text,
	repeats bool)
LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 100 SET search_path = pg_catalog, pg_temp
AS $$
	SELECT e.number, substring(e.body, '(?n)^DTSTART[^:\n]*:([^\n]*)$'),
		substring(e.body, '(?n)^DTEND[^:\n]*:([^\n]*)$'),
		substring(e.body, '(?n)^DURATION[^:\n]*:([^\n]*)$'),
		btrim(regexp_replace(substring(e.body, '(?n)^SUMMARY[^:\n]*:([^\n]*)$'),
			'\\([,;\\])', '\1', 'g')),
		substring(e.body, '(?n)^X-APPLE-SPECIAL-DAY[^:\n]*:([^\n]*)$'),
		e.body ~ '(?n)^(RRULE|RDATE)[:;]'
	  FROM (SELECT m.groups[1] AS body, m.number
		  /* a line that begins with a blank goes on with the line before it */
		  FROM regexp_matches(regexp_replace(replace(ics, E'\r', ''), E'\n[ \t]', '', 'g'),
			'(?w)^BEGIN:VEVENT$(.*?)^END:VEVENT$', 'g') WITH ORDINALITY m (groups, number)) e
	 WHERE e.body !~ '(?n)^STATUS:CANCELLED'
$$;
COMMENT ON FUNCTION civic_internal.ics_events(text) IS
	'events of an iCalendar file that were not cancelled, as it writes them';

/*
 * Calendars of a phone mark the days that people have off or make up for, and list festivals
 * besides; where a file marks any, only those count.
 */
CREATE FUNCTION civic_internal.ics_days(ics text)
RETURNS TABLE (first date, days int4, working bool, title text)
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE ROWS 100 SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
	e record;
BEGIN
	FOR e IN
		SELECT x.*, count(x.special) OVER () > 0 AS marked FROM civic_internal.ics_events(ics) x
		 ORDER BY x.number
	LOOP
		CONTINUE WHEN e.marked AND e.special IS NULL;
		IF coalesce(e.first, '') !~ '^[0-9]{8}(T000000Z?)?$' OR e.repeats
			OR coalesce(e.last, e.first) !~ '^[0-9]{8}(T000000Z?)?$'
			OR coalesce(e.length, 'P1D') !~ '^P[0-9]{1,3}[DW]$' THEN
			RAISE EXCEPTION 'event % of the calendar file is not one of whole days', e.number
				USING ERRCODE = 'invalid_parameter_value',
					DETAIL = format('It begins on "%s"%s.', left(coalesce(e.first, ''), 40),
						CASE WHEN e.repeats THEN ' and repeats' ELSE '' END),
					HINT = 'DTSTART and DTEND are dates, and each year has its own events.';
		END IF;
		/* eight digits, which every DateStyle reads alike */
		first := left(e.first, 8)::date;
		days := coalesce(left(e.last, 8)::date - first, substring(e.length, '[0-9]+')::int4
			* CASE WHEN right(e.length, 1) = 'W' THEN 7 ELSE 1 END, 1);
		working := coalesce(e.special = 'ALTERNATE-WORKDAY', false) OR coalesce(e.title, '')
			~* '(补班|调班|上班|[(（]班[)）]|make-?up day|working day)';
		title := e.title;
		IF days NOT BETWEEN 1 AND 366 THEN
			RAISE EXCEPTION 'event % of the calendar file lasts % days', e.number, days
				USING ERRCODE = 'invalid_parameter_value',
					HINT = 'It lasts 1 to 366; its DTEND is the day after its last.';
		END IF;
		RETURN NEXT;
	END LOOP;
END $$;
COMMENT ON FUNCTION civic_internal.ics_days(text) IS
	'first day and length of each holiday and make-up day of an iCalendar file';

CREATE FUNCTION civic_internal.json_days(document jsonb)
RETURNS TABLE (day text, working jsonb, title text)
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE ROWS 100 SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
	listed jsonb := CASE jsonb_typeof(document) WHEN 'object' THEN document -> 'days'
		ELSE document END;
	wrong int8;
BEGIN
	IF jsonb_typeof(listed) IS DISTINCT FROM 'array' THEN
		RAISE EXCEPTION 'the document has no list of days'
			USING ERRCODE = 'invalid_parameter_value',
				HINT = 'It is {"days": [{"date": "2026-01-01", "working": false}]}.';
	END IF;
	SELECT d.n - 1 INTO wrong FROM jsonb_array_elements(listed) WITH ORDINALITY d (item, n)
	 WHERE coalesce(d.item ->> 'date', '') !~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'
	    OR jsonb_typeof(coalesce(d.item -> 'working', d.item -> 'isOffDay'))
		IS DISTINCT FROM 'boolean'
	 ORDER BY d.n LIMIT 1;
	IF FOUND THEN
		RAISE EXCEPTION 'days[%] of the document is malformed', wrong
			USING ERRCODE = 'invalid_parameter_value',
				DETAIL = left((listed -> wrong::int4)::text, 200),
				HINT = 'A day has "date", as "2026-01-01", and "working" or "isOffDay", a boolean.';
	END IF;
	RETURN QUERY
	SELECT d.item ->> 'date', coalesce(d.item -> 'working',
			to_jsonb(NOT (d.item -> 'isOffDay')::bool)), coalesce(d.item ->> 'title',
			d.item ->> 'name')
	  FROM jsonb_array_elements(listed) d (item);
END $$;
COMMENT ON FUNCTION civic_internal.json_days(jsonb) IS
	'holidays and make-up days of a JSON document';

CREATE FUNCTION civic_internal.load_days(calendar text, days date[], working bool[], titles text[],
	OUT holidays int4, OUT make_up_days int4, OUT changed int4, OUT first_day date,
	OUT last_day date)
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	twice date;
BEGIN
	IF coalesce(cardinality(days), 0) NOT BETWEEN 1 AND 20000 THEN
		RAISE EXCEPTION 'the file lists % days', coalesce(cardinality(days), 0)
			USING ERRCODE = 'invalid_parameter_value', HINT = 'It lists 1 to 20000 days.';
	END IF;
	SELECT d.day INTO twice FROM unnest(days, working) d (day, working)
	 GROUP BY d.day HAVING count(DISTINCT d.working) > 1 LIMIT 1;
	IF FOUND THEN
		RAISE EXCEPTION 'the file says both that % is a holiday and that it is worked', twice
			USING ERRCODE = 'invalid_parameter_value';
	END IF;
	changed := civic_internal.put_holidays(calendar, days, working, titles);
	SELECT count(DISTINCT d.day) FILTER (WHERE NOT d.working),
		count(DISTINCT d.day) FILTER (WHERE d.working), min(d.day), max(d.day)
	  INTO holidays, make_up_days, first_day, last_day FROM unnest(days, working) d (day, working);
END $$;
COMMENT ON FUNCTION civic_internal.load_days(text, date[], bool[], text[]) IS
	'put the days of a file into a calendar';

CREATE FUNCTION civic.load_holidays(ics text, calendar text DEFAULT 'default',
	OUT holidays int4, OUT make_up_days int4, OUT changed int4, OUT first_day date,
	OUT last_day date)
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* writes civic_private.holiday */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	PERFORM civic_internal.require_programme();
	IF ics IS NULL THEN
		RAISE EXCEPTION 'ics must not be null' USING ERRCODE = 'null_value_not_allowed';
	END IF;
	IF octet_length(ics) > 4000000 THEN
		RAISE EXCEPTION 'the calendar file has more than 4 MB'
			USING ERRCODE = 'program_limit_exceeded', HINT = 'Load it year by year.';
	END IF;
	SELECT l.* INTO holidays, make_up_days, changed, first_day, last_day
	  FROM (SELECT array_agg(e.first + n) AS days, array_agg(e.working) AS working,
			array_agg(e.title) AS titles
		  FROM civic_internal.ics_days(ics) e CROSS JOIN generate_series(0, e.days - 1) n) f
	 CROSS JOIN LATERAL civic_internal.load_days(calendar, f.days, f.working, f.titles) l;
END $$;
COMMENT ON FUNCTION civic.load_holidays(text, text) IS
	'load holidays and make-up days from an iCalendar file into a calendar';

CREATE FUNCTION civic.load_holidays(document jsonb, calendar text DEFAULT 'default',
	OUT holidays int4, OUT make_up_days int4, OUT changed int4, OUT first_day date,
	OUT last_day date)
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* writes civic_private.holiday */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	PERFORM civic_internal.require_programme();
	IF document IS NULL THEN
		RAISE EXCEPTION 'document must not be null' USING ERRCODE = 'null_value_not_allowed';
	END IF;
	SELECT l.* INTO holidays, make_up_days, changed, first_day, last_day
	  FROM (SELECT array_agg(d.day::date) AS days, array_agg(d.working::bool) AS working,
			array_agg(d.title) AS titles FROM civic_internal.json_days(document) d) f
	 CROSS JOIN LATERAL civic_internal.load_days(calendar, f.days, f.working, f.titles) l;
END $$;
COMMENT ON FUNCTION civic.load_holidays(jsonb, text) IS
	'load holidays and make-up days from a JSON document into a calendar';
