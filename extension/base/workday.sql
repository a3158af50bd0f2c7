CREATE FUNCTION civic.add_working_days(day date, n int4, calendar text DEFAULT 'default')
	RETURNS date
LANGUAGE C STABLE STRICT PARALLEL SAFE
/* reads civic_private.holiday */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_add_working_days';
COMMENT ON FUNCTION civic.add_working_days(date, int4, text) IS
	'the n-th working day after a day; with 0 the day itself, or the next working day';

CREATE FUNCTION civic.working_days(from_day date, to_day date, calendar text DEFAULT 'default')
	RETURNS int4
LANGUAGE C STABLE STRICT PARALLEL SAFE
/* as add_working_days */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_working_days';
COMMENT ON FUNCTION civic.working_days(date, date, text) IS
	'working days after one day, up to and with another; negative if that is the earlier one';

CREATE FUNCTION civic.is_working_day(day date, calendar text DEFAULT 'default') RETURNS bool
LANGUAGE C STABLE STRICT PARALLEL SAFE
/* as add_working_days */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_is_working_day';
COMMENT ON FUNCTION civic.is_working_day(date, text) IS 'is it a working day?';

CREATE FUNCTION civic.define_holidays(calendar text, days date[], working bool,
	title text DEFAULT NULL) RETURNS int4
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* writes civic_private.holiday */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
	wrong date;
	defined int4;
BEGIN
	PERFORM civic_internal.require_programme();
	IF calendar IS NULL OR days IS NULL OR working IS NULL
		OR array_position(days, NULL) IS NOT NULL THEN
		RAISE EXCEPTION 'calendar, days and working must not be null'
			USING ERRCODE = 'null_value_not_allowed';
	END IF;
	IF calendar !~ '^[a-z][a-z0-9_-]{0,62}$' THEN
		RAISE EXCEPTION 'malformed calendar code "%"', calendar
			USING ERRCODE = 'invalid_parameter_value',
				HINT = 'A code has 1 to 63 of the characters a-z 0-9 _ - and begins with a letter.';
	END IF;
	IF length(title) > 200 THEN
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
	INSERT INTO civic_private.holiday AS h (calendar, day, working, title)
	SELECT DISTINCT define_holidays.calendar, d, define_holidays.working, define_holidays.title
		FROM unnest(days) d ORDER BY d
	ON CONFLICT (calendar, day) DO UPDATE SET working = excluded.working, title = excluded.title;
	GET DIAGNOSTICS defined = ROW_COUNT;
	PERFORM civic_internal.touch_access();
	RETURN defined;
END $$;
COMMENT ON FUNCTION civic.define_holidays(text, date[], bool, text) IS
	'define holidays (working false) or make-up days (working true) of a calendar';

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
	PERFORM civic_internal.require_programme();
	IF calendar IS NULL THEN
		RAISE EXCEPTION 'calendar must not be null' USING ERRCODE = 'null_value_not_allowed';
	END IF;
	DELETE FROM civic_private.holiday h
	 WHERE h.calendar = drop_holidays.calendar AND (days IS NULL OR h.day = ANY (days));
	GET DIAGNOSTICS dropped = ROW_COUNT;
	PERFORM civic_internal.touch_access();
	RETURN dropped;
END $$;
COMMENT ON FUNCTION civic.drop_holidays(text, date[]) IS
	'drop exceptions of a calendar: those days, or all';
