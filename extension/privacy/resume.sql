/*
 * A copy that goes on instead of the programme: a restored backup, a standby that was promoted, a
 * subscriber that takes over.  It may still know who somebody was that the programme has forgotten,
 * so it does not resume before it is told of every erasure.
 */

/* The last checkpoint may be older than a promotion, so a primary asks its WAL for the timeline. */
CREATE FUNCTION civic_internal.place(OUT cluster int8, OUT database oid, OUT timeline int4)
LANGUAGE sql STABLE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT c.system_identifier, d.oid, CASE WHEN pg_is_in_recovery() THEN k.timeline_id
			ELSE ('x' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8))::bit(32)::int4 END
	  FROM pg_control_system() c, pg_control_checkpoint() k, pg_database d
	 WHERE d.datname = current_database()
$$;
COMMENT ON FUNCTION civic_internal.place() IS
	'cluster, database and timeline, one of which is another after a restore or a promotion';

CREATE FUNCTION civic_internal.place_name() RETURNS text
LANGUAGE sql STABLE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT concat_ws('/', p.cluster, p.database, p.timeline) FROM civic_internal.place() p
$$;
COMMENT ON FUNCTION civic_internal.place_name() IS 'cluster, database and timeline in one word';

CREATE FUNCTION civic_internal.is_unresumed() RETURNS bool
LANGUAGE sql STABLE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT NOT pg_is_in_recovery() AND civic_internal.place_name() IS DISTINCT FROM
		(SELECT r.place FROM civic_private.resumption r ORDER BY r.resumption_id DESC LIMIT 1)
$$;
COMMENT ON FUNCTION civic_internal.is_unresumed() IS
	'is this another place than the one where the programme began, or was resumed last?';

CREATE FUNCTION civic_internal.privacy_resume(erased jsonb) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	IF erased IS NULL AND NOT civic_internal.is_unresumed() THEN
		RETURN;
	END IF;
	IF erased IS NULL THEN
		RAISE EXCEPTION 'it is not said who was erased since these rows were copied'
			USING ERRCODE = 'object_not_in_prerequisite_state',
				HINT = 'Pass what civic.erasures_since() gave, which is kept outside the '
					'database, as a JSON list; ''[]'' if nobody was erased.';
	END IF;
	INSERT INTO civic_private.resumption (place, repeated)
	SELECT civic_internal.place_name(), count(*) FILTER (WHERE f.erased)
	  FROM (SELECT DISTINCT ON (subject_id) subject_id, cause
		  FROM jsonb_to_recordset(erased) x (subject_id int8, cause text)) e,
		LATERAL (SELECT civic_internal.forget_subject(e.subject_id, e.cause) AS erased) f;
END $$;
COMMENT ON FUNCTION civic_internal.privacy_resume(jsonb) IS
	'erase once more who was erased since the rows were copied, and note that this was done here';
