/*
 * Closed days: the score as of a closed day never changes, whatever day of knowledge it has.
 *
 * Who posts takes a transaction id before he reads the clock.  So what is written on a day or
 * before has a number below any that is taken after its end.  The first settlement after the end of
 * a day notes its own number, and the day closes when no transaction of this database with a lower
 * one runs, or waits as prepared.
 */

/* Numbers wrap around after 2^32 transactions, so the nearest one to the newest is meant. */
CREATE FUNCTION civic_internal.whole_xid(xact xid) RETURNS int8
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT n.newest + d.distance - CASE WHEN d.distance > 2147483648 THEN 4294967296
		WHEN d.distance < -2147483648 THEN -4294967296 ELSE 0 END
	  FROM (SELECT pg_snapshot_xmax(pg_current_snapshot())::text::int8 AS newest) n
	 CROSS JOIN LATERAL (SELECT xact::text::int8 - n.newest % 4294967296 AS distance) d
$$;
COMMENT ON FUNCTION civic_internal.whole_xid(xid) IS
	'number of a transaction that runs, with its epoch';

CREATE FUNCTION civic_internal.open_writers(below int8)
RETURNS TABLE (pid int4, gid text, since timestamptz)
LANGUAGE sql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT pg_stat_clear_snapshot();
	SELECT a.pid, NULL::text, a.xact_start
	  FROM pg_stat_get_activity(NULL) a
	  JOIN pg_database d ON d.oid = a.datid AND d.datname = current_database()
	 WHERE a.pid <> pg_backend_pid() AND civic_internal.whole_xid(a.backend_xid) < below
	UNION ALL
	SELECT NULL, p.gid, p.prepared FROM pg_prepared_xacts p
	 WHERE p.database = current_database() AND civic_internal.whole_xid(p.transaction) < below
$$;
COMMENT ON FUNCTION civic_internal.open_writers(int8) IS
	'transactions of this database that began to write before one with that number, and run';

CREATE FUNCTION civic.settled_through() RETURNS date
LANGUAGE plpgsql STABLE PARALLEL SAFE
/* reads civic_private.closing and programme */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	PERFORM civic_internal.require_programme();
	RETURN (SELECT coalesce((SELECT c.closed_through FROM civic_private.closing c),
		(p.created_at AT TIME ZONE p.time_zone)::date - 1) FROM civic_private.programme p);
END $$;
COMMENT ON FUNCTION civic.settled_through() IS
	'the last closed day: what was known by then of a day before it never changes';

/* A minute is what settlement waits for writers who were at it over midnight. */
CREATE FUNCTION civic_internal.await_writers(day date) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	own int8 := pg_current_xact_id()::text::int8;
	patience timestamptz := clock_timestamp() + interval '1 minute';
BEGIN
	WHILE day > civic.settled_through() AND clock_timestamp() < patience
		AND EXISTS (SELECT FROM civic_internal.open_writers(own))
	LOOP
		PERFORM pg_sleep(0.2);
	END LOOP;
END $$;
COMMENT ON FUNCTION civic_internal.await_writers(date) IS
	'before a settlement: give those who write into a day that is over a minute to end';

/* What was noted in another cluster means nothing here, where numbers are others. */
CREATE FUNCTION civic_internal.close_days(day date) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	own int8 := pg_current_xact_id()::text::int8;
	here int8 := (SELECT c.system_identifier FROM pg_control_system() c);
	this civic_private.closing;
	writer record;
BEGIN
	INSERT INTO civic_private.closing (closed_through) VALUES (civic.settled_through())
	    ON CONFLICT DO NOTHING;
	SELECT c.* INTO this FROM civic_private.closing c FOR UPDATE;
	IF this.cluster = here
		AND NOT EXISTS (SELECT FROM civic_internal.open_writers(this.noted_xact)) THEN
		this.closed_through := greatest(this.closed_through, this.waiting);
		this.waiting := NULL;
	END IF;
	IF day > this.closed_through THEN
		SELECT w.* INTO writer FROM civic_internal.open_writers(own) w ORDER BY w.since LIMIT 1;
		IF NOT FOUND THEN
			this.closed_through := day;
			this.waiting := NULL;
		ELSIF this.waiting IS NULL OR this.cluster <> here THEN
			this.waiting := day;
			this.noted_xact := own;
			this.cluster := here;
		END IF;
	END IF;
	IF this.waiting IS NOT NULL THEN
		RAISE NOTICE '% stays open: a transaction that began before its end still runs',
			this.waiting USING DETAIL = coalesce(format('Prepared transaction "%s".', writer.gid),
				format('Process %s.', writer.pid)),
			HINT = 'The next settlement after its end closes the day.';
	END IF;
	UPDATE civic_private.closing c SET closed_through = this.closed_through,
		waiting = this.waiting, cluster = CASE WHEN this.waiting IS NOT NULL THEN this.cluster END,
		noted_xact = CASE WHEN this.waiting IS NOT NULL THEN this.noted_xact END;
END $$;
COMMENT ON FUNCTION civic_internal.close_days(date) IS
	'at the end of a settlement: close the days up to one that is over, if nobody writes into them';
