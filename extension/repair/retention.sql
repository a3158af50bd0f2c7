/*
 * A loss whose retention is over stops counting from today on, so past scores
 * stay what they were; its texts are erased, what commits to them stays.  One
 * that has no weight left needs no entry for that.
 *
 * What comes due since the last run is found by the day on which it occurred,
 * what was recorded late by its transaction.  The two overlap, which harms
 * nothing: a loss is forgotten once.
 */
CREATE FUNCTION civic_internal.erase_forgotten(day date) RETURNS int8
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* repair_daily_10(), which calls it, has turned them off for itself */
SET search_path = pg_catalog, pg_temp SET enable_hashjoin = on SET enable_mergejoin = on
AS $$
#variable_conflict use_column
DECLARE
	last record;
	shortest int4;
	longest int4;
	from_day date := '-infinity';
	to_day date;
	mark record;
	forgotten int8;
BEGIN
	SELECT r.* INTO last FROM civic_private.retention_run r FOR UPDATE;
	SELECT min(l.erase_years), max(l.erase_years) INTO shortest, longest FROM civic_internal.loss_rules() l;
	IF shortest IS NULL OR last.done_to > day OR day IS NULL OR NOT isfinite(day) THEN
		RETURN 0;
	END IF;
	/* a day more than needed at either end, for leap days */
	to_day := (day - make_interval(years => shortest))::date + 1;
	mark := civic_internal.move_watermark('retention');
	from_day := coalesce((last.done_to - make_interval(years => longest))::date - 1, from_day);
	WITH rules AS MATERIALIZED (
		SELECT l.rule_id, l.severity, l.erase_years FROM civic_internal.loss_rules() l
	), old AS (
		SELECT e.subject_id, e.entry_id, e.rule_id, e.quantity, e.occurred_on, e.effective_on, e.source_id
		  FROM civic_private.entry e WHERE e.kind = 1 AND e.occurred_on + 0 BETWEEN from_day AND to_day
		UNION
		SELECT e.subject_id, e.entry_id, e.rule_id, e.quantity, e.occurred_on, e.effective_on, e.source_id
		  FROM civic_private.entry e WHERE e.kind = 1 AND e.xact BETWEEN mark.oldest AND mark.newest
		   AND civic_internal.is_new(e.xact, e.recorded_at, mark.seen, mark.restored_from)
		   AND last.done_to IS NOT NULL AND e.occurred_on <= to_day
	), due AS MATERIALIZED (
		SELECT o.*, r.severity, r.erase_years
		  FROM old o JOIN rules r USING (rule_id)
		 WHERE (o.occurred_on + make_interval(years => r.erase_years))::date <= day
		   AND NOT EXISTS (SELECT FROM civic_private.erasure x WHERE x.subject_id = o.subject_id AND x.entry_id = o.entry_id)
	), ended AS (
		INSERT INTO civic_private.entry (epoch, subject_id, rule_id, kind, quantity, occurred_on, effective_on, source_id, ref_entry_id)
		SELECT p.epoch, d.subject_id, d.rule_id, CASE WHEN d.severity > 0 THEN 5 ELSE 2 END,
			CASE WHEN d.severity > 0 THEN 10000 ELSE d.quantity END, d.occurred_on, greatest(day, d.effective_on), d.source_id, d.entry_id
		  FROM due d, civic_private.programme p
		 WHERE NOT civic_internal.has_faded(d.rule_id, d.occurred_on, day)
		   AND NOT EXISTS (SELECT FROM civic_private.entry x WHERE x.subject_id = d.subject_id AND x.ref_entry_id = d.entry_id
				AND (x.kind = 2 OR x.kind = 5 AND x.quantity = 10000))
		    ON CONFLICT (subject_id, ref_entry_id) WHERE kind = 2 DO NOTHING
		RETURNING subject_id, entry_id, ref_entry_id
	), evidence AS (
		DELETE FROM civic_private.evidence v USING due d
		 WHERE v.subject_id = d.subject_id AND (v.entry_id = d.entry_id
			OR v.entry_id IN (SELECT x.entry_id FROM civic_private.entry x WHERE x.subject_id = d.subject_id AND x.ref_entry_id = d.entry_id))
		RETURNING d.subject_id, d.entry_id
	), belated AS (
		/* why a loss that was forgotten before was reversed all the same */
		DELETE FROM civic_private.evidence v
		 USING civic_private.entry x JOIN civic_private.erasure g ON g.subject_id = x.subject_id AND g.entry_id = x.ref_entry_id
		 WHERE x.xact BETWEEN mark.oldest AND mark.newest
		   AND civic_internal.is_new(x.xact, x.recorded_at, mark.seen, mark.restored_from)
		   AND x.ref_entry_id IS NOT NULL
		   AND v.subject_id = x.subject_id AND v.entry_id = x.entry_id
	), texts AS (
		DELETE FROM civic_private.repair_text t USING due d WHERE t.subject_id = d.subject_id AND t.entry_id = d.entry_id
		RETURNING d.subject_id, d.entry_id
	), contested AS (
		/* those of an open appeal go when it is closed, by the day's work of base */
		DELETE FROM civic_private.kept_text t USING due d
		 WHERE t.subject_id = d.subject_id AND t.entry_id = d.entry_id
		   AND NOT EXISTS (SELECT FROM civic_private.appeal a
				WHERE a.subject_id = t.subject_id AND a.entry_id = t.entry_id AND a.open)
		RETURNING d.subject_id, d.entry_id
	), gone AS (
		SELECT g.subject_id, g.entry_id, count(*) AS n
		  FROM (SELECT * FROM evidence UNION ALL SELECT * FROM texts UNION ALL SELECT * FROM contested) g GROUP BY 1, 2
	), logged AS (
		INSERT INTO civic_private.erasure (subject_id, entry_id, on_day, years, reference_id, texts, reason)
		SELECT d.subject_id, d.entry_id, day, d.erase_years, n.entry_id, coalesce(g.n, 0), 'retention'
		  FROM due d
		  LEFT JOIN ended n ON n.subject_id = d.subject_id AND n.ref_entry_id = d.entry_id
		  LEFT JOIN gone g ON g.subject_id = d.subject_id AND g.entry_id = d.entry_id
		RETURNING 1
	)
	SELECT count(*) INTO forgotten FROM logged;
	UPDATE civic_private.retention_run SET done_to = day;
	RETURN forgotten;
END $$;
COMMENT ON FUNCTION civic_internal.erase_forgotten(date) IS 'end the effect of losses whose retention is over by a day, and erase their texts; how many';

CREATE FUNCTION civic.erasures(from_day date DEFAULT NULL, to_day date DEFAULT NULL)
RETURNS TABLE (subject_id int8, entry_id int8, on_day date, years int4, reference_id int8,
	texts int4, reason text, recorded_at timestamptz)
LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 100
/* reads civic_private.erasure */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
	PERFORM civic_internal.require_programme();
	RETURN QUERY
	SELECT x.subject_id, x.entry_id, x.on_day, x.years, x.reference_id, x.texts, x.reason, x.recorded_at
	  FROM civic_private.erasure x WHERE x.on_day BETWEEN coalesce(from_day, '-infinity') AND coalesce(to_day, 'infinity')
	 ORDER BY x.on_day, x.subject_id, x.entry_id;
END $$;
COMMENT ON FUNCTION civic.erasures(date, date) IS 'losses that were forgotten between two days';
