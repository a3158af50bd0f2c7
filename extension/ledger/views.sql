/* The views of this room: they hold no data, and every upgrade makes them anew. */
CREATE FUNCTION civic_internal.ledger_views() RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $views$
BEGIN
CREATE OR REPLACE VIEW civic.inbox_status WITH (security_barrier) AS
	SELECT i.inbox_id, i.external_id, i.rule_code, i.quantity, i.occurred_on, i.source_ref,
		i.source, i.submitted_at, i.submitted_by, i.rejected_at, i.sqlstate, i.reason, i.detail
	  FROM civic.inbox i
	 WHERE i.submitted_by = current_user;
COMMENT ON VIEW civic.inbox_status IS
	'the caller''s own events that wait or were rejected';

CREATE OR REPLACE VIEW civic.inbox_progress AS
	SELECT p.pid, p.started_at, p.done, p.total,
		round(p.done / greatest(extract(epoch FROM clock_timestamp() - p.started_at), 0.001), 0)
			AS rate,
		greatest(p.total - p.done, 0) AS remaining
	  FROM civic_private.posting p
	/* the backend may have died, and its pid be another's by now; who may not see that sees null */
	 WHERE EXISTS (SELECT FROM pg_stat_get_activity(p.pid) a
		WHERE a.backend_start = p.backend_start AND a.state = 'active' OR a.backend_start IS NULL);
COMMENT ON VIEW civic.inbox_progress IS
	'running post_inbox() calls: rows done, rows found at the start, rows per second';
COMMENT ON COLUMN civic.inbox_progress.rate IS 'rows per second so far';
COMMENT ON COLUMN civic.inbox_progress.remaining IS 'rows that waited at the start and still do';

/* Whom an event is about is not told, so whoever is held to an area sees none. */
CREATE OR REPLACE VIEW civic.inbox_set_aside WITH (security_barrier) AS
	SELECT i.inbox_id, i.source, i.submitted_by, i.submitted_at, i.rejected_at, i.sqlstate,
		i.reason
	  FROM civic.inbox i
	 WHERE i.sqlstate IS NOT NULL
	   AND (SELECT civic_internal.reaches_everything('service reviewer auditor'));
COMMENT ON VIEW civic.inbox_set_aside IS
	'events that were rejected, or wait since somebody holds a lock; without whom they are about';
COMMENT ON COLUMN civic.inbox_set_aside.rejected_at IS
	'when it was rejected; null: it waits, and the next post_inbox() tries it again';
COMMENT ON COLUMN civic.inbox_set_aside.sqlstate IS 'why, as a SQLSTATE';
COMMENT ON COLUMN civic.inbox_set_aside.reason IS 'why';
CREATE OR REPLACE VIEW civic.inbox_retention AS
	SELECT r.keep_days, i.rejected, i.oldest, r.expired, r.expired_on
	  FROM civic_private.inbox_retention r
	 CROSS JOIN LATERAL (SELECT count(*) AS rejected, min(b.rejected_at) AS oldest
		  FROM civic.inbox b WHERE b.rejected_at IS NOT NULL) i;
COMMENT ON VIEW civic.inbox_retention IS
	'how long rejected events stay in the inbox, how many there are, and how many have expired';
COMMENT ON COLUMN civic.inbox_retention.rejected IS 'events that are in the inbox with a reason';
COMMENT ON COLUMN civic.inbox_retention.oldest IS 'when the first of these was rejected';
END $views$;
COMMENT ON FUNCTION civic_internal.ledger_views() IS 'make the views of this room';
