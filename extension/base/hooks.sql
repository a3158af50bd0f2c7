/*
 * How a room introduces itself: by the names of its functions.  <room>_layout_<version>() makes or
 * changes its tables, <room>_tables() lists them, <room>_comments() describes their columns,
 * <room>_views() makes its views, <room>_guards() its own triggers, <room>_veiled() lists columns
 * of whose values no statistics are kept, <room>_grades() says to whom columns may be disclosed,
 * <room>_privileges() says what profiles may do, <room>_daily_<rank>(day) is its part of the day's
 * work, <room>_erase(subjects, entries) erases what it keeps about forgotten losses,
 * <room>_forget(subject_id, lookup) forgets who a subject is, <room>_needed_texts() lists entries
 * whose texts must stay, <room>_check() gives what must hold of its tables, <room>_health() has
 * its metrics, <room>_test_copy() removes what a copy to test with must not have,
 * <room>_resume(erased) catches up on a server that goes on after another,
 * <room>_due_days(calendar) counts due days anew when a calendar changed.
 */
CREATE FUNCTION civic_internal.rooms() RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$ SELECT '{@ROOMS@}'::text[] $$;
COMMENT ON FUNCTION civic_internal.rooms() IS
	'rooms of the extension in their order: each knows only those before it';

/*
 * Each room's names are looked up in the index of names, for there are thousands of functions: they
 * begin with <room>_<what>, and "`" comes after "_".
 */
CREATE FUNCTION civic_internal.hooks(what text)
RETURNS TABLE (hook text, room text, number int4)
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT p.oid::regproc::text, r.room, p.number
	  FROM unnest(civic_internal.rooms()) WITH ORDINALITY r (room, place)
	 CROSS JOIN LATERAL (SELECT p.oid,
			nullif(substr(p.proname, length(r.room || what) + 3), '')::int4 AS number
		  FROM pg_proc p
		 WHERE p.proname >= (r.room || '_' || what)::name
		   AND p.proname < (r.room || '_' || what || '`')::name
		   AND p.pronamespace = 'civic_internal'::regnamespace
		   AND p.proname ~ ('^' || r.room || '_' || what || '(_[0-9]+)?$') OFFSET 0) p
	 ORDER BY 3, r.place
$$;
COMMENT ON FUNCTION civic_internal.hooks(text) IS
	'functions by which rooms introduce themselves, by their number and in the order of rooms';
