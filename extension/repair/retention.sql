/*
 * Retention.  A loss whose retention is over stops counting on the day on which that is noticed, so
 * past scores stay what they were.  Its texts are erased; what commits to them stays.
 */

/* Policies never change, so each rule is asked once how long its losses are kept. */
CREATE FUNCTION civic_internal.retention_years(OUT shortest int4, OUT longest int4)
LANGUAGE sql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
	UPDATE civic_private.retention_run r
	   SET rules_to = n.rules_to, least_years = least(r.least_years, n.least),
		most_years = greatest(r.most_years, n.most)
	  FROM (SELECT coalesce((SELECT max(u.rule_id) FROM civic_private.rule u), 0) AS rules_to,
			min(l.erase_years) AS least, max(l.erase_years) AS most
		  FROM civic_private.retention_run o CROSS JOIN civic_internal.loss_rules(o.rules_to) l) n
	RETURNING r.least_years, r.most_years
$$;
COMMENT ON FUNCTION civic_internal.retention_years() IS
	'the shortest and the longest time for which losses are kept, of all rules so far';

/*
 * Losses that come due are found by the day on which they occurred, from where the last run left
 * off, and those recorded late by their transactions.  The two overlap, which harms nothing: a loss
 * is forgotten once.  What is written about a loss after it was forgotten, such as why it was
 * reversed all the same, goes as well.
 */
CREATE FUNCTION civic_internal.retention_expired(day date)
RETURNS TABLE (subject_id int8, entry_id int8, years int4, counts bool)
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE ROWS 1000 SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
	last date := (SELECT r.done_to FROM civic_private.retention_run r FOR UPDATE);
	years record;
	mark record;
BEGIN
	SELECT * INTO years FROM civic_internal.retention_years();
	IF years.shortest IS NULL OR last > day OR NOT isfinite(day) THEN
		RETURN;
	END IF;
	mark := civic_internal.move_watermark('retention');
	UPDATE civic_private.retention_run SET done_to = day;
	RETURN QUERY
	WITH old AS MATERIALIZED (
		/* a day more than needed at either end, for leap days */
		SELECT e.subject_id, e.entry_id, e.rule_id, e.occurred_on
		  FROM civic_internal.original_entries() e
		 WHERE e.occurred_on + 0
			BETWEEN coalesce((last - make_interval(years => years.longest))::date - 1, '-infinity')
			AND (day - make_interval(years => years.shortest))::date + 1
		UNION
		SELECT e.subject_id, e.entry_id, e.rule_id, e.occurred_on
		  FROM civic_internal.original_entries() e
		 WHERE last IS NOT NULL AND e.xact BETWEEN mark.oldest AND mark.newest
		   AND civic_internal.is_new(e.xact, e.recorded_at, mark.seen, mark.restored_from)
	), rules AS MATERIALIZED (
		SELECT l.rule_id, l.erase_years
		  FROM civic_internal.loss_rules(these => ARRAY(SELECT DISTINCT o.rule_id FROM old o)) l
	)
	SELECT o.subject_id, o.entry_id, r.erase_years,
		NOT civic_internal.has_faded(o.rule_id, o.occurred_on, day)
		AND NOT EXISTS (SELECT FROM civic_internal.adjustments('reversal') x
			WHERE x.subject_id = o.subject_id AND x.entry_id = o.entry_id)
		AND NOT EXISTS (SELECT FROM civic_internal.adjustments('repair') x
			WHERE x.subject_id = o.subject_id AND x.entry_id = o.entry_id AND x.quantity = 10000)
	  FROM old o JOIN rules r USING (rule_id)
	 WHERE (o.occurred_on + make_interval(years => r.erase_years))::date <= day
	   AND NOT EXISTS (SELECT FROM civic_private.erasure x
		WHERE x.subject_id = o.subject_id AND x.entry_id = o.entry_id)
	UNION ALL
	SELECT DISTINCT x.subject_id, x.ref_entry_id, NULL::int4, false
	  FROM civic_private.entry x
	  JOIN civic_private.erasure g ON g.subject_id = x.subject_id AND g.entry_id = x.ref_entry_id
	 WHERE x.ref_entry_id IS NOT NULL AND x.xact BETWEEN mark.oldest AND mark.newest
	   AND civic_internal.is_new(x.xact, x.recorded_at, mark.seen, mark.restored_from);
END $$;
COMMENT ON FUNCTION civic_internal.retention_expired(date) IS
	'begin a run of retention, and give the losses whose retention is over by a day: in years, '
	'whether they still count; and, without years, losses '
	'forgotten before that were adjusted since';

/* Texts go with the loss that they are about, also those about its adjustments. */
CREATE FUNCTION civic_internal.erase_about(subjects int8[], entries int8[])
RETURNS TABLE (subject_id int8, entry_id int8, texts int8)
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE ROWS 1000 SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	hook text;
	about record;
BEGIN
	SELECT array_agg(a.subject_id) AS subjects, array_agg(a.entry_id) AS entries,
		array_agg(a.adjustment_id) AS all_entries INTO about
	  FROM (SELECT u.subject_id, u.entry_id, u.entry_id AS adjustment_id
			  FROM unnest(subjects, entries) u (subject_id, entry_id)
			UNION ALL
			SELECT x.subject_id, x.ref_entry_id, x.entry_id
			  FROM unnest(subjects, entries) u (subject_id, entry_id)
			  JOIN civic_private.entry x
				ON x.subject_id = u.subject_id AND x.ref_entry_id = u.entry_id) a;
	FOR hook IN SELECT h.hook FROM civic_internal.hooks('erase') h
	LOOP
		RETURN QUERY EXECUTE format('SELECT a.subject_id, a.root, sum(e.texts)::int8 '
			'FROM unnest($1, $2, $3) a (subject_id, root, entry_id) '
			'JOIN %s($1, $3) e ON e.subject_id = a.subject_id AND e.entry_id = a.entry_id '
			'GROUP BY 1, 2', hook) USING about.subjects, about.entries, about.all_entries;
	END LOOP;
END $$;
COMMENT ON FUNCTION civic_internal.erase_about(int8[], int8[]) IS
	'have every room erase what it keeps about losses; how many texts each did';

/* A loss that has no weight left needs no adjustment to stop counting. */
CREATE FUNCTION civic_internal.erase_expired(day date) RETURNS int8
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
/* no JIT: plans for what is hardly ever there expect far too much */
SET jit = off
AS $$
DECLARE
	forgotten int8;
	erased int8;
BEGIN
	WITH due AS MATERIALIZED (
		SELECT x.* FROM civic_internal.retention_expired(day) x
	), ended AS (
		SELECT a.subject_id, a.entry_id, a.adjustment_id
		  FROM (SELECT array_agg(d.subject_id) AS subjects, array_agg(d.entry_id) AS entries
			  FROM due d WHERE d.counts HAVING count(*) > 0) k,
			civic_internal.adjust_entries(k.subjects, k.entries,
				civic_internal.entry_kind('erasure'), NULL, NULL, day) a
	), gone AS (
		SELECT t.subject_id, t.entry_id, sum(t.texts) AS texts
		  FROM (SELECT array_agg(d.subject_id) AS subjects, array_agg(d.entry_id) AS entries
				  FROM due d) k,
			civic_internal.erase_about(k.subjects, k.entries) t
		 GROUP BY 1, 2
	), logged AS (
		INSERT INTO civic_private.erasure (subject_id, entry_id, on_day, years, reference_id, texts,
			reason)
		SELECT d.subject_id, d.entry_id, day, d.years, n.adjustment_id, coalesce(g.texts, 0),
			'retention'
		  FROM due d
		  LEFT JOIN ended n USING (subject_id, entry_id)
		  LEFT JOIN gone g USING (subject_id, entry_id)
		 WHERE d.years IS NOT NULL
		RETURNING 1
	)
	/* texts are counted, too, since a query that nobody reads from is not run */
	SELECT (SELECT count(*) FROM logged), (SELECT sum(g.texts) FROM gone g)
	  INTO forgotten, erased;
	RETURN forgotten;
END $$;
COMMENT ON FUNCTION civic_internal.erase_expired(date) IS
	'end the effect of losses whose retention is over by a day, and erase their texts; how many '
	'losses those were';

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
	SELECT x.subject_id, x.entry_id, x.on_day, x.years, x.reference_id, x.texts, x.reason,
		x.recorded_at
	  FROM civic_private.erasure x
	 WHERE x.on_day BETWEEN coalesce(from_day, '-infinity') AND coalesce(to_day, 'infinity')
	   AND ((SELECT civic_internal.reaches_everything('auditor'))
		OR civic_internal.reaches('auditor', x.subject_id))
	 ORDER BY x.on_day, x.subject_id, x.entry_id;
END $$;
COMMENT ON FUNCTION civic.erasures(date, date) IS 'losses that were forgotten between two days';
