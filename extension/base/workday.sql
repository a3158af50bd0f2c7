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
