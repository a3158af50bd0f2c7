/* Settlement. */
CREATE FUNCTION civic_internal.settled_standings()
RETURNS TABLE (subject_id int8, version int4, as_of date, policy_id int4, score int8,
	dimensions int8[], rank int4, tier text, since date, earned_rank int4,
	earned_tier text, earned_since date, fell_on date, refused_rank int4,
	ceiling_rank int4, ceiling_until date, blocked_until date, clean_since date,
	next_change date, lock_id int8, open_fall int8, asked text[], adverse text[],
	placed_on date, placed_rank int4, placed_tier text, old_version int4)
LANGUAGE C VOLATILE PARALLEL UNSAFE ROWS 50000 SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_settled_standings';
COMMENT ON FUNCTION civic_internal.settled_standings() IS 'standings of the batch that this session is settling; internal';

CREATE FUNCTION civic_internal.settled_changes()
RETURNS TABLE (subject_id int8, effective_on date, policy_id int4, cause text,
	from_rank int4, from_tier text, to_rank int4, to_tier text,
	earned_from_rank int4, earned_from_tier text, earned_to_rank int4, earned_to_tier text,
	score int8, entries int8[], decision_id int8, last_as_of date,
	granted text[], withdrawn text[])
LANGUAGE C VOLATILE PARALLEL UNSAFE ROWS 1000 SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_settled_changes';
COMMENT ON FUNCTION civic_internal.settled_changes() IS 'changes of tiers of the batch that this session is settling; internal';

CREATE FUNCTION civic_internal.settled_questions()
RETURNS TABLE (subject_id int8, kind text, asked_on date, policy_id int4,
	from_rank int4, from_tier text, to_rank int4, to_tier text, benefit text)
LANGUAGE C VOLATILE PARALLEL UNSAFE ROWS 1000 SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_settled_questions';
COMMENT ON FUNCTION civic_internal.settled_questions() IS 'questions to a person of the batch that this session is settling; internal';

CREATE FUNCTION civic_internal.settle_subject(subject_id int8, day date) RETURNS bool
LANGUAGE C VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_settle_subject';
COMMENT ON FUNCTION civic_internal.settle_subject(int8, date) IS 'compute one subject''s standing as of a day; internal';

/* Whom the open settlement has to compute: those who may change by day, and those about whom there is something new. */
CREATE FUNCTION civic_internal.settle_whom(day date) RETURNS int8
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* no JIT: plans for what is hardly ever there expect far too much, and compiling them takes longer than the work */
SET search_path = pg_catalog, pg_temp SET jit = off
AS $$
DECLARE
	mark record := civic_internal.move_watermark('settlement');
	last_day date := (SELECT s.as_of FROM civic_private.settlement s
		WHERE s.finished_at IS NOT NULL ORDER BY s.settlement_id DESC LIMIT 1);
	everybody int8 := (SELECT count(*) FROM civic_private.subject);
	queued int8;
	all_of_them bool;
BEGIN
	DELETE FROM civic_private.settle_queue;
	all_of_them := last_day IS NULL OR mark.restored
		OR EXISTS (SELECT FROM civic_private.enactment e
			WHERE (e.effective_from > last_day AND e.effective_from <= day)
			   OR (e.xact <= mark.newest AND civic_internal.is_new(e.xact, e.enacted_at, mark.seen, mark.restored_from)))
		/* looking up most of them one by one takes longer than reading all in their order */
		OR (SELECT count(*) FROM civic_private.standing t WHERE t.next_change <= day) > everybody / 5;
	IF NOT all_of_them THEN
		INSERT INTO civic_private.settle_queue
		SELECT t.subject_id FROM civic_private.standing t WHERE t.next_change <= day
		UNION
		SELECT e.subject_id FROM civic_private.entry e
		 WHERE e.xact BETWEEN mark.oldest AND mark.newest AND civic_internal.is_new(e.xact, e.recorded_at, mark.seen, mark.restored_from)
		UNION
		SELECT r.subject_id FROM civic_private.residence r
		 WHERE r.xact BETWEEN mark.oldest AND mark.newest AND civic_internal.is_new(r.xact, r.recorded_at, mark.seen, mark.restored_from)
		UNION
		/* enrolled, or moved, since the last settled day: on days that were missed they were passed over */
		SELECT r.subject_id FROM civic_private.residence r WHERE day > last_day AND r.effective_on > last_day AND r.effective_on <= day
		UNION
		SELECT k.subject_id FROM civic_private.tier_lock k
		 WHERE k.xact BETWEEN mark.oldest AND mark.newest AND civic_internal.is_new(k.xact, k.recorded_at, mark.seen, mark.restored_from)
		UNION
		SELECT o.subject_id FROM civic_private.decision_outcome o
		 WHERE o.xact BETWEEN mark.oldest AND mark.newest AND civic_internal.is_new(o.xact, o.recorded_at, mark.seen, mark.restored_from);
		GET DIAGNOSTICS queued = ROW_COUNT;
		all_of_them := queued > everybody / 3;
	END IF;
	UPDATE civic_private.settlement s SET complete = all_of_them, total = CASE WHEN all_of_them THEN everybody ELSE queued END
	 WHERE s.finished_at IS NULL;
	RETURN queued;
END $$;
COMMENT ON FUNCTION civic_internal.settle_whom(date) IS 'decide whom the open settlement has to compute; internal';

CREATE FUNCTION civic_internal.tidy_settlement() RETURNS void
LANGUAGE sql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
	DELETE FROM civic_private.settle_queue;
	DELETE FROM civic_private.outbox o WHERE o.acked_at < clock_timestamp() - interval '30 days';
	/* of a scheduler that calls every minute, those that found nothing to do; not the newest, which says which day it was */
	DELETE FROM civic_private.settlement s WHERE s.done = 0 AND s.finished_at < clock_timestamp() - interval '30 days'
		AND s.settlement_id < (SELECT max(n.settlement_id) FROM civic_private.settlement n WHERE n.finished_at IS NOT NULL);
$$;
COMMENT ON FUNCTION civic_internal.tidy_settlement() IS 'what is left to do when a settlement is over; internal';

/*
 * Commits after each step when it is called outside a transaction block, so
 * it can carry neither SECURITY DEFINER nor a SET clause: it switches to the
 * owner around each step and qualifies every name.
 */
CREATE PROCEDURE civic.settle(as_of date DEFAULT NULL, batch int4 DEFAULT 50000,
	INOUT settled int8 DEFAULT NULL, INOUT changed int8 DEFAULT NULL)
LANGUAGE C
AS 'MODULE_PATHNAME', 'civic_settle';
COMMENT ON PROCEDURE civic.settle(date, int4, int8, int8) IS 'settle a day (today) and those before it that were missed: standings, tiers, bonuses; the daily job';

/* Answers and locks show at once where today has been settled; else the settlement of today will see them. */
CREATE FUNCTION civic_internal.apply_today(subject_id int8) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	IF (SELECT max(s.as_of) FROM civic_private.settlement s) = civic.today() THEN
		PERFORM civic_internal.settle_subject(subject_id, civic.today());
	END IF;
END $$;
COMMENT ON FUNCTION civic_internal.apply_today(int8) IS 'compute one subject''s standing if today has been settled; internal';
