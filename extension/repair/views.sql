/* The views of this room: they hold no data, and every upgrade makes them anew. */
CREATE FUNCTION civic_internal.repair_views() RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $views$
BEGIN
CREATE OR REPLACE VIEW civic.repair_cases WITH (security_barrier) AS
	SELECT c.subject_id, c.case_id, c.entry_id,
		civic_internal.severity_name(c.severity) AS severity, c.path, c.area, c.policy_id,
		civic_internal.repair_state_name(c.state) AS state,
		c.closed_on IS NULL AS open, c.step, c.restored_bp * 0.0001 AS restored, c.document_date,
		c.repairable_from, c.ends_on AS publicity_ends_on, c.opened_on, c.submitted_on, c.due_on,
		c.closed_on
	  FROM civic_private.repair_case c
	 WHERE ((SELECT civic_internal.reaches_everything('service reviewer auditor'))
		OR civic_internal.reaches('service reviewer auditor', c.subject_id, c.area));
COMMENT ON VIEW civic.repair_cases IS 'repair cases as they stand';

CREATE OR REPLACE VIEW civic.panels AS
	SELECT DISTINCT ON (p.area) civic_internal.as_path(p.area) AS area, p.members,
		p.recorded_at AS appointed_at, p.actor AS appointed_by
	  FROM civic_private.panel p ORDER BY p.area, p.panel_id DESC;
COMMENT ON VIEW civic.panels IS 'who sits on the panels that decide repair steps';
COMMENT ON COLUMN civic.panels.appointed_at IS
	'when it was appointed';
COMMENT ON COLUMN civic.panels.appointed_by IS
	'role that appointed it';
COMMENT ON COLUMN civic.repair_cases.open IS
	'whether something can still be done about it';
COMMENT ON COLUMN civic.repair_cases.restored IS
	'part of the loss restored so far, 0 to 1';
COMMENT ON COLUMN civic.repair_cases.publicity_ends_on IS
	'first day on which the loss is published no more';
END $views$;
COMMENT ON FUNCTION civic_internal.repair_views() IS 'make the views of this room';
