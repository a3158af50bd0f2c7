/* How this room is, for monitors. */
CREATE FUNCTION civic_internal.review_health()
RETURNS TABLE (metric text, label text, value float8, unit text)
LANGUAGE sql STABLE PARALLEL RESTRICTED SET search_path = pg_catalog, pg_temp
AS $$
	SELECT 'reviews_waiting', '', count(*)::float8, 'reviews'
	  FROM civic_private.review v WHERE v.decided_on IS NULL
	UNION ALL
	/* of this month and the next one, once they are committed to */
	SELECT 'review_keys_missing', '', count(*), 'keys'
	  FROM civic_private.review_period p
	 WHERE p.period >= date_trunc('month', civic.today())
	   AND NOT EXISTS (SELECT FROM civic_private.review_key k WHERE k.period = p.period
		AND civic_internal.review_commitment(k.key) = p.commitment)
	UNION ALL
	SELECT v.metric, o.kind, v.value, v.unit
	  FROM (SELECT o.kind, count(*) AS n, max(o.days_late) AS longest
		  FROM civic.overdue() o GROUP BY o.kind) o
	 CROSS JOIN LATERAL (VALUES ('overdue', o.n::float8, 'decisions'),
		('overdue_longest', o.longest, 'working days')) v (metric, value, unit)
$$;
COMMENT ON FUNCTION civic_internal.review_health() IS 'metrics of this room';
