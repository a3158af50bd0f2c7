/*
 * Settlement.  What the rooms do on a day are their functions <room>_daily_<rank>(day): the lower
 * rank first, those of one rank in one transaction.
 */

CREATE FUNCTION civic_internal.daily_after(rank int4)
RETURNS TABLE (due int4, room text, hooks text[], next_room text)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 1 SET search_path = pg_catalog, pg_temp
AS $$
	SELECT h.number, min(h.room), array_agg(h.hook),
		coalesce(lead(min(h.room)) OVER (ORDER BY h.number), 'queue')
	  FROM civic_internal.hooks('daily') h WHERE h.number > rank
	 GROUP BY h.number ORDER BY h.number LIMIT 1
$$;
COMMENT ON FUNCTION civic_internal.daily_after(int4) IS
	'the day''s work that comes after a rank, and the room whose work comes then; queue: none does';

/* The backend may have died, and its pid be another's by now; who may not see that sees null. */
CREATE FUNCTION civic_internal.backend_lives(pid int4, backend_start timestamptz) RETURNS bool
LANGUAGE sql STABLE PARALLEL RESTRICTED SET search_path = pg_catalog, pg_temp
AS $$
	SELECT EXISTS (SELECT FROM pg_stat_get_activity(coalesce(backend_lives.pid, 0)) a
		WHERE a.backend_start = backend_lives.backend_start OR a.backend_start IS NULL)
$$;
COMMENT ON FUNCTION civic_internal.backend_lives(int4, timestamptz) IS
	'is the backend still there that had a pid and began at a time?';

/* Whoever calls it holds the row of the open settlement, or waits for it here. */
CREATE FUNCTION civic_internal.do_daily_work(batch int4) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	this civic_private.settlement;
	work record;
	hook text;
BEGIN
	SELECT s.* INTO this FROM civic_private.settlement s
	 WHERE s.finished_at IS NULL AND s.computing_since IS NULL FOR UPDATE;
	/* another session has been faster */
	IF NOT FOUND THEN
		RETURN;
	END IF;
	SELECT * INTO work FROM civic_internal.daily_after(this.daily_rank);
	IF work.due IS NULL THEN
		PERFORM civic_internal.queue_subjects(this.as_of, batch);
		UPDATE civic_private.settlement s
		   SET phase = 'standings', computing_since = clock_timestamp()
		 WHERE s.settlement_id = this.settlement_id;
		RETURN;
	END IF;
	FOREACH hook IN ARRAY work.hooks
	LOOP
		PERFORM civic_internal.attempt_hook(hook, room, this.as_of)
		   FROM split_part(split_part(hook, '.', 2), '_daily_', 1) room;
	END LOOP;
	UPDATE civic_private.settlement s SET daily_rank = work.due, phase = work.next_room
	 WHERE s.settlement_id = this.settlement_id;
END $$;
COMMENT ON FUNCTION civic_internal.do_daily_work(int4) IS
	'do what the open settlement has to do next before standings can be computed';

/* Subjects that may change by themselves by a day, and those about whom something is new. */
CREATE FUNCTION civic_internal.subjects_to_settle(last_day date, day date, oldest int8, newest int8,
	seen pg_snapshot, restored_from timestamptz) RETURNS TABLE (subject_id int8)
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT t.subject_id FROM civic_private.standing t WHERE t.next_change <= day
	UNION
	SELECT a.subject_id FROM civic_private.set_aside a WHERE a.work = 'standings'
	UNION
	SELECT e.subject_id FROM civic_private.entry e WHERE e.xact BETWEEN oldest AND newest
	   AND civic_internal.is_new(e.xact, e.recorded_at, seen, restored_from)
	UNION
	SELECT r.subject_id FROM civic_private.residence r WHERE r.xact BETWEEN oldest AND newest
	   AND civic_internal.is_new(r.xact, r.recorded_at, seen, restored_from)
	UNION
	/* enrolled or relocated since: on days that were missed these subjects were passed over */
	SELECT r.subject_id FROM civic_private.residence r
	 WHERE day > last_day AND r.effective_on > last_day AND r.effective_on <= day
	UNION
	SELECT k.subject_id FROM civic_private.tier_lock k WHERE k.xact BETWEEN oldest AND newest
	   AND civic_internal.is_new(k.xact, k.recorded_at, seen, restored_from)
	UNION
	SELECT a.subject_id FROM civic_private.tier_answer a WHERE a.xact BETWEEN oldest AND newest
	   AND civic_internal.is_new(a.xact, a.recorded_at, seen, restored_from)
$$;
COMMENT ON FUNCTION civic_internal.subjects_to_settle(date, date, int8, int8, pg_snapshot,
	timestamptz) IS
	'subjects whose standing may be another one by a day than on the day that was settled last';

/* Are so many at least the nth part of all subjects?  Reads no more of them than it takes. */
CREATE FUNCTION civic_internal.is_share_of_all(subjects int8, nth int4) RETURNS bool
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	RETURN subjects > 0
		AND NOT EXISTS (SELECT FROM civic_private.subject s OFFSET subjects * nth - 1);
END $$;
COMMENT ON FUNCTION civic_internal.is_share_of_all(int8, int4) IS
	'are so many subjects more than the nth part of all?';

/*
 * Ranges of about a batch, but enough of them for several sessions.  The last one has no end: a
 * complete settlement takes along who is enrolled meanwhile.
 */
CREATE FUNCTION civic_internal.share_out(settlement_id int8, source regclass, subjects int8,
	batch int4) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	size int8 := greatest(least(batch, greatest(subjects / 16, 1000)), subjects / 1000);
	after int8 := 0;
	upto int8;
BEGIN
	DELETE FROM civic_private.settle_range;
	FOR n IN 1 .. (subjects + size - 1) / size
	LOOP
		EXECUTE format('SELECT s.subject_id FROM %s s WHERE s.subject_id > $1
			ORDER BY s.subject_id OFFSET $2 - 1 LIMIT 1', source) INTO upto USING after, size;
		upto := coalesce(upto, 9223372036854775807);
		INSERT INTO civic_private.settle_range (settlement_id, range_no, last_subject_id, upto)
		VALUES (settlement_id, n, after, upto);
		after := upto;
	END LOOP;
	UPDATE civic_private.settle_range r SET upto = 9223372036854775807 WHERE r.upto = after;
END $$;
COMMENT ON FUNCTION civic_internal.share_out(int8, regclass, int8, int4) IS
	'cut the subjects of a table into ranges that sessions can take';

CREATE FUNCTION civic_internal.queue_subjects(day date, batch int4) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* no JIT: the plans expect far more than there is, and compiling takes longer than the work */
SET search_path = pg_catalog, pg_temp SET jit = off
AS $$
DECLARE
	mark record := civic_internal.move_watermark('settlement');
	last_day date := (SELECT s.as_of FROM civic_private.settlement s
		WHERE s.finished_at IS NOT NULL ORDER BY s.settlement_id DESC LIMIT 1);
	this int8;
	subjects int8;
	whole bool;
BEGIN
	DELETE FROM civic_private.settle_queue;
	whole := last_day IS NULL OR mark.restored
		OR EXISTS (SELECT FROM civic_private.enactment e
			WHERE (e.effective_from > last_day AND e.effective_from <= day)
			   OR (e.xact <= mark.newest
				AND civic_internal.is_new(e.xact, e.enacted_at, mark.seen, mark.restored_from)))
		/* looking up most of them one by one takes longer than reading all in their order */
		OR civic_internal.is_share_of_all((SELECT count(*) FROM civic_private.standing t
			WHERE t.next_change <= day), 5);
	IF NOT whole THEN
		INSERT INTO civic_private.settle_queue
		SELECT q.subject_id FROM civic_internal.subjects_to_settle(last_day, day, mark.oldest,
			mark.newest, mark.seen, mark.restored_from) q ORDER BY q.subject_id;
		GET DIAGNOSTICS subjects = ROW_COUNT;
		whole := civic_internal.is_share_of_all(subjects, 3);
	END IF;
	IF whole THEN
		subjects := (SELECT count(*) FROM civic_private.subject);
	END IF;
	UPDATE civic_private.settlement s SET complete = whole, total = subjects
	 WHERE s.finished_at IS NULL RETURNING s.settlement_id INTO this;
	PERFORM civic_internal.share_out(this, CASE WHEN whole THEN 'civic_private.subject'
		ELSE 'civic_private.settle_queue' END::regclass, subjects, batch);
END $$;
COMMENT ON FUNCTION civic_internal.queue_subjects(date, int4) IS
	'decide whom the open settlement has to compute, and cut them into ranges';

CREATE FUNCTION civic_internal.tidy_settlement() RETURNS void
LANGUAGE sql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
	DELETE FROM civic_private.settle_queue;
	DELETE FROM civic_private.settle_range;
	SELECT civic_internal.tidy_outbox();
	/*
	 * A scheduler that calls every minute leaves many that found nothing to do.  The newest one
	 * stays, since it says which day was settled last.
	 */
	DELETE FROM civic_private.settlement s
	 WHERE s.done = 0 AND s.finished_at < clock_timestamp() - interval '30 days'
	   AND s.settlement_id < (SELECT max(n.settlement_id) FROM civic_private.settlement n
		WHERE n.finished_at IS NOT NULL);
$$;
COMMENT ON FUNCTION civic_internal.tidy_settlement() IS
	'clear the queue, old messages and old settlements once a settlement is over';

/*
 * Commits after each step when it is called outside a transaction block, so it can carry neither
 * SECURITY DEFINER nor a SET clause: it switches to the owner around each step and qualifies every
 * name.
 */
CREATE PROCEDURE civic.settle(as_of date DEFAULT NULL, batch int4 DEFAULT 50000,
	INOUT settled int8 DEFAULT NULL, INOUT changed int8 DEFAULT NULL)
LANGUAGE C
AS 'MODULE_PATHNAME', 'civic_settle';
COMMENT ON PROCEDURE civic.settle(date, int4, int8, int8) IS
	'settle a day (today) and those before it that were missed: standings, tiers, bonuses; the '
	'daily job';

CREATE FUNCTION civic_internal.settle_subject(subject_id int8, day date) RETURNS bool
LANGUAGE C VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_settle_subject';
COMMENT ON FUNCTION civic_internal.settle_subject(int8, date) IS
	'compute one subject''s standing as of a day; was anything written?';

/* Where today has not been settled, its settlement will see answers and locks. */
CREATE FUNCTION civic_internal.apply_today(subject_id int8) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	IF (SELECT s.as_of FROM civic_private.settlement s ORDER BY s.settlement_id DESC LIMIT 1)
		= civic.today() THEN
		PERFORM civic_internal.settle_subject(subject_id, civic.today());
	END IF;
END $$;
COMMENT ON FUNCTION civic_internal.apply_today(int8) IS
	'compute one subject''s standing if today has been settled';
