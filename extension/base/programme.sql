/*
 * The programme of this database: its tables and views.  They are ordinary objects, not members of
 * the extension, so that DROP EXTENSION cannot take the ledger along and pg_dump treats them like
 * any table.
 */

/*
 * Stamps are column defaults and run for every row: they are C, look up no name, and a SET clause
 * would cost more than they do.
 */
CREATE FUNCTION civic_internal.stamp_xact() RETURNS int8
LANGUAGE C VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'civic_stamp_xact';
COMMENT ON FUNCTION civic_internal.stamp_xact() IS 'top-level transaction id of the writer';

CREATE FUNCTION civic_internal.stamp_time() RETURNS timestamptz
LANGUAGE C VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'civic_stamp_time';
COMMENT ON FUNCTION civic_internal.stamp_time() IS
	'wall clock, read after the writer has a transaction id';

CREATE FUNCTION civic_internal.stamp_actor() RETURNS name
LANGUAGE C VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'civic_stamp_actor';
COMMENT ON FUNCTION civic_internal.stamp_actor() IS
	'the role that acts, also inside a SECURITY DEFINER function';

CREATE FUNCTION civic_internal.refuse_change() RETURNS trigger
LANGUAGE C VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_refuse_change';
COMMENT ON FUNCTION civic_internal.refuse_change() IS 'trigger that keeps a table append-only';

/*
 * In a WHERE it is asked for every row.  So it reads civic_private.programme as the owner on a path
 * of its own, once, instead of by the clauses SECURITY DEFINER and SET.
 */
CREATE FUNCTION civic.today() RETURNS date
LANGUAGE C STABLE PARALLEL SAFE
AS 'MODULE_PATHNAME', 'civic_today';
COMMENT ON FUNCTION civic.today() IS 'the current date in the time zone of the programme';

CREATE FUNCTION civic_internal.writing_day() RETURNS date
LANGUAGE C VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_writing_day';
COMMENT ON FUNCTION civic_internal.writing_day() IS
	'the day from which scores know what is about to be written';

CREATE FUNCTION civic_internal.require_programme() RETURNS void
LANGUAGE C STABLE PARALLEL SAFE
/* reads civic_private.programme */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_require_programme';
COMMENT ON FUNCTION civic_internal.require_programme() IS
	'raise an error unless this database has a programme of the layout that the extension needs';

CREATE FUNCTION civic_internal.lock_programme() RETURNS void
LANGUAGE C VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_lock_programme';
COMMENT ON FUNCTION civic_internal.lock_programme() IS
	'let nobody else change policies, areas, sources, grants or calendars until the transaction '
	'ends; an error if somebody else''s does not end';

CREATE FUNCTION civic_internal.draw_access_version() RETURNS bool
LANGUAGE C VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_draw_access_version';
COMMENT ON FUNCTION civic_internal.draw_access_version() IS
	'note a change of areas, sources, grants or calendars; must the programme''s row have a new '
	'access_version, as once in each transaction?';

CREATE FUNCTION civic_internal.note_enactment(enactment_id int4) RETURNS void
LANGUAGE sql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$ UPDATE civic_private.programme SET newest_enactment = enactment_id $$;
COMMENT ON FUNCTION civic_internal.note_enactment(int4) IS
	'let sessions read the list of enactments again';

CREATE FUNCTION civic_internal.note_epoch(epoch int4) RETURNS void
LANGUAGE sql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$ UPDATE civic_private.programme SET epoch = note_epoch.epoch $$;
COMMENT ON FUNCTION civic_internal.note_epoch(int4) IS
	'stamp entries with another incarnation from now on';

CREATE FUNCTION civic_internal.touch_access() RETURNS void
LANGUAGE sql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
	/* a number is never given twice, even where somebody has set the sequence back */
	UPDATE civic_private.programme
	   SET access_version = greatest(nextval('civic_private.access_version'), access_version + 1)
	 WHERE civic_internal.draw_access_version()
$$;
COMMENT ON FUNCTION civic_internal.touch_access() IS
	'let sessions read areas, sources, grants and calendars again';
