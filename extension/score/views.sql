/* The views of this room: they hold no data, and every upgrade makes them anew. */
CREATE FUNCTION civic_internal.score_views() RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $views$
BEGIN
CREATE OR REPLACE VIEW civic.statement WITH (security_barrier) AS
	SELECT s.subject_id, p.entry_id, p.rule_code, p.occurred_on, p.quantity, p.points
	  FROM civic_private.subject s, LATERAL civic.entry_points(s.subject_id, civic.today()) p
	 WHERE ((SELECT civic_internal.reaches_everything('service reviewer auditor'))
		OR civic_internal.reaches('service reviewer auditor', s.subject_id));
COMMENT ON VIEW civic.statement IS 'what each award adds to today''s score; filter by subject_id';
COMMENT ON COLUMN civic.statement.entry_id IS
	'number of the entry';
COMMENT ON COLUMN civic.statement.rule_code IS
	'code of its rule';
COMMENT ON COLUMN civic.statement.occurred_on IS
	'day on which it occurred';
COMMENT ON COLUMN civic.statement.quantity IS
	'quantity in the unit of the rule';
COMMENT ON COLUMN civic.statement.points IS
	'points that it adds to the score of today';
END $views$;
COMMENT ON FUNCTION civic_internal.score_views() IS 'make the views of this room';
