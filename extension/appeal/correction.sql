/* What an entry takes, and what another one in its place would. */

/*
 * The points of a subject on a day before any clamp: with the contested entry as if no appeal had
 * suspended it, or with another in its place, or with neither.  Rules are walked as for a score.
 */
CREATE FUNCTION civic_internal.points_with(subject_id int8, entry_id int8, contested bool,
	rule_id int4, quantity int4, occurred_on date, effective_on date, day date) RETURNS numeric
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT coalesce(sum(l.points), 0)
	  FROM (SELECT civic.score_collect(day, subject_id, e.entry_id, e.rule_id, e.kind, e.quantity,
			e.occurred_on, e.effective_on, e.ref_entry_id) AS state
		  FROM (SELECT x.entry_id, x.rule_id, x.kind, x.quantity, x.occurred_on, x.effective_on,
				x.ref_entry_id
			  FROM civic_private.entry x
			 WHERE x.subject_id = points_with.subject_id
			   AND CASE WHEN contested THEN coalesce(x.ref_entry_id <> points_with.entry_id
					OR x.kind IN (civic_internal.entry_kind('repair'),
						civic_internal.entry_kind('erasure')), true)
				ELSE coalesce(x.ref_entry_id, x.entry_id) <> points_with.entry_id END
			UNION ALL
			SELECT 9223372036854775807, points_with.rule_id, civic_internal.entry_kind('award'),
				points_with.quantity, points_with.occurred_on, points_with.effective_on, NULL
			 WHERE points_with.rule_id IS NOT NULL) e) s
	 CROSS JOIN LATERAL civic.score_lines(s.state) l
$$;
COMMENT ON FUNCTION civic_internal.points_with(int8, int8, bool, int4, int4, date, date, date) IS
	'points of a subject on a day, with a contested entry, with another in its place, or with '
	'neither';

/* On the first day on which both count, and on days after it through which retentions run. */
CREATE FUNCTION civic_internal.compare_correction(subject_id int8, entry_id int8, rule_id int4,
	quantity int4, occurred_on date, effective_on date, OUT worse bool, OUT better bool)
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT bool_or(p.corrected < p.contested), bool_or(p.corrected > p.without)
	  FROM unnest(ARRAY[0, 30, 90, 180, 365, 730, 1095, 1825, 3650, 7300]) n,
		least(greatest(effective_on, civic.today()) + n, DATE '9999-12-31') d,
		LATERAL (SELECT
			civic_internal.points_with(subject_id, entry_id, true, NULL, NULL, NULL, NULL, d)
				AS contested,
			civic_internal.points_with(subject_id, entry_id, false, rule_id, quantity, occurred_on,
				effective_on, d) AS corrected,
			civic_internal.points_with(subject_id, entry_id, false, NULL, NULL, NULL, NULL, d)
				AS without OFFSET 0) p
$$;
COMMENT ON FUNCTION civic_internal.compare_correction(int8, int8, int4, int4, date, date) IS
	'would a correction ever take more points than the contested entry, or give more than its '
	'reversal?';
