/* How this room is, for monitors. */
CREATE FUNCTION civic_internal.ledger_health()
RETURNS TABLE (metric text, label text, value float8, unit text)
LANGUAGE sql STABLE PARALLEL RESTRICTED SET search_path = pg_catalog, pg_temp
AS $$
	WITH inbox AS MATERIALIZED (
		SELECT i.sqlstate, count(*) AS n,
			extract(epoch FROM clock_timestamp() - min(i.submitted_at)) AS oldest
		  FROM civic.inbox i GROUP BY i.sqlstate
	), ledger AS MATERIALIZED (
		SELECT c.oid, greatest(c.reltuples, 0) AS entries,
			c.relallvisible / greatest(c.relpages, 1)::float8 AS all_visible
		  FROM pg_class c WHERE c.oid = 'civic_private.entry'::regclass
	)
	SELECT 'inbox_waiting', '', coalesce(sum(i.n), 0)::float8, 'rows'
	  FROM inbox i WHERE i.sqlstate IS NULL
	UNION ALL
	SELECT 'inbox_oldest', '', coalesce(max(i.oldest), 0), 'seconds'
	  FROM inbox i WHERE i.sqlstate IS NULL
	UNION ALL
	SELECT 'inbox_rejected', '', coalesce(sum(i.n), 0), 'rows'
	  FROM inbox i WHERE i.sqlstate IS NOT NULL
	UNION ALL
	SELECT 'inbox_rejected_as', i.sqlstate, i.n, 'rows'
	  FROM inbox i WHERE i.sqlstate IS NOT NULL
	UNION ALL
	SELECT v.metric, '', v.value, v.unit
	  FROM (SELECT count(*) AS calls, coalesce(sum(p.done), 0) AS done,
			coalesce(sum(p.rate), 0) AS rate FROM civic.inbox_progress p) p
	 CROSS JOIN LATERAL (VALUES ('posting_calls', p.calls::float8, 'calls'),
		('posting_done', p.done, 'rows'), ('posting_rate', p.rate, 'rows/second'))
		v (metric, value, unit)
	UNION ALL
	SELECT v.metric, '', v.value, v.unit
	  FROM ledger l
	 CROSS JOIN LATERAL (VALUES ('entries', l.entries::float8, 'rows (estimate)'),
		('entries_bytes', pg_total_relation_size(l.oid), 'bytes'),
		('entries_not_vacuumed', pg_stat_get_ins_since_vacuum(l.oid), 'rows'),
		('entries_all_visible', l.all_visible, 'ratio')) v (metric, value, unit)
$$;
COMMENT ON FUNCTION civic_internal.ledger_health() IS 'metrics of this room';
