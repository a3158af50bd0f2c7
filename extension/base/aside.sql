/* What could not be done and was set aside, so that everybody else goes on. */

CREATE FUNCTION civic_internal.attempt_hook(hook text, work text, day date) RETURNS bool
LANGUAGE C VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_attempt_hook';
COMMENT ON FUNCTION civic_internal.attempt_hook(text, text, date) IS
	'have a room do a day''s work; what fails is undone, and set aside under the name of the work';

/* The first day whose work a room still owes is not over for it, though it was settled. */
CREATE FUNCTION civic_internal.done_through(work text, last_settled date) RETURNS date
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT coalesce((SELECT least(a.day - 1, last_settled) FROM civic_private.set_aside a
		WHERE a.work = done_through.work AND a.subject_id = 0), last_settled)
$$;
COMMENT ON FUNCTION civic_internal.done_through(text, date) IS
	'the last settled day that a room has done its work of';

CREATE FUNCTION civic_internal.forget_aside(work text, before timestamptz) RETURNS void
LANGUAGE sql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
	DELETE FROM civic_private.set_aside a
	 WHERE a.work = forget_aside.work AND a.last_at < forget_aside.before
$$;
COMMENT ON FUNCTION civic_internal.forget_aside(text, timestamptz) IS
	'work that was set aside before a moment, and has not failed since, is done';
