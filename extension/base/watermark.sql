/*
 * "What is new since my last run?"  A reader keeps the snapshot of its last run: what transactions
 * wrote that were not over then is new.  It moves its watermark before it reads anything, and in
 * the transaction in which it deals with what it finds, so that nothing is missed:
 *
 *	mark := civic_internal.move_watermark('reader');
 *	... WHERE t.xact BETWEEN mark.oldest AND mark.newest
 *		AND civic_internal.is_new(t.xact, t.recorded_at, mark.seen, mark.restored_from)
 *
 * The numbers of transactions mean nothing in another cluster.  After a restore, rows that came
 * along are still judged by the snapshot of their cluster, and rows that were written here are
 * known by the clock.  A later run leaves out numbers that this cluster has not reached; as the
 * counter passes them, such a row is new once more.  So a reader deals with a row twice without
 * harm.
 */

/* A transaction may write more after it took a snapshot, so its own snapshot must not see it. */
CREATE FUNCTION civic_internal.snapshot_without(snapshot pg_snapshot, xact int8) RETURNS pg_snapshot
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT CASE WHEN xact >= pg_snapshot_xmax(snapshot)::text::int8 THEN snapshot
		ELSE format('%s:%s:%s', least(pg_snapshot_xmin(snapshot)::text::int8, xact),
			pg_snapshot_xmax(snapshot), (SELECT string_agg(x.n::text, ',' ORDER BY x.n)
				FROM (SELECT i::text::int8 FROM pg_snapshot_xip(snapshot) i
					UNION SELECT xact) x (n)))::pg_snapshot END
$$;
COMMENT ON FUNCTION civic_internal.snapshot_without(pg_snapshot, int8) IS
	'a snapshot in which one more transaction is not over';

CREATE FUNCTION civic_internal.move_watermark(reader text, OUT seen pg_snapshot, OUT oldest int8,
	OUT newest int8, OUT restored bool, OUT restored_from timestamptz)
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	here int8 := (SELECT c.system_identifier FROM pg_control_system() c);
	own int8 := pg_current_xact_id()::text::int8;
	reached pg_snapshot;
	last civic_private.watermark;
BEGIN
	INSERT INTO civic_private.watermark (reader) VALUES (reader) ON CONFLICT DO NOTHING;
	/* two runs of a reader take turns; the second one finds nothing new */
	SELECT w.* INTO last FROM civic_private.watermark w
	 WHERE w.reader = move_watermark.reader FOR UPDATE;
	reached := pg_current_snapshot();
	UPDATE civic_private.watermark w
	   SET snapshot = civic_internal.snapshot_without(reached, own),
		taken_at = clock_timestamp(), cluster = here
	 WHERE w.reader = move_watermark.reader;
	seen := last.snapshot;
	restored := coalesce(last.cluster <> here, false);
	IF restored THEN
		oldest := 0;
		newest := 9223372036854775807;
		restored_from := coalesce(last.taken_at, '-infinity');
	ELSE
		oldest := coalesce(pg_snapshot_xmin(seen)::text::int8, 0);
		newest := greatest(pg_snapshot_xmax(reached)::text::int8 - 1, own);
	END IF;
END $$;
COMMENT ON FUNCTION civic_internal.move_watermark(text) IS
	'begin a reader''s run: move its watermark to now, and tell what it had seen before';

/* Inlined, which a SET clause would prevent; its names are bound here and now. */
CREATE FUNCTION civic_internal.is_new(xact int8, recorded_at timestamptz, seen pg_snapshot,
	restored_from timestamptz) RETURNS bool
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN pg_visible_in_snapshot(CAST(CAST(xact AS text) AS xid8), seen) IS NOT TRUE
	OR recorded_at >= restored_from;
COMMENT ON FUNCTION civic_internal.is_new(int8, timestamptz, pg_snapshot, timestamptz) IS
	'may the transaction of a row have written it since a reader''s last run?';
