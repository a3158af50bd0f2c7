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

CREATE OR REPLACE VIEW civic.linked_decisions WITH (security_barrier) AS
	SELECT d.subject_id, d.entry_id, d.link_id, d.document_date,
		convert_from(t.body, 'UTF8') AS number, d.recorded_at AS linked_at, d.actor AS linked_by,
		w.recorded_at AS withdrawn_at, n.name AS withdrawn_by,
		convert_from(r.body, 'UTF8') AS reason
	  FROM civic_private.penalty_document d
	  JOIN civic_private.entry e USING (subject_id, entry_id)
	  LEFT JOIN civic_private.kept_text t
		ON t.subject_id = d.subject_id AND t.commitment = d.number
	  LEFT JOIN civic_private.penalty_withdrawal w
		ON w.subject_id = d.subject_id AND w.link_id = d.link_id
	  LEFT JOIN civic_private.role_name n ON n.role_id = w.actor_id
	  LEFT JOIN civic_private.kept_text r
		ON r.subject_id = w.subject_id AND r.commitment = w.reason
	 WHERE ((SELECT civic_internal.reaches_everything('reviewer auditor'))
		OR civic_internal.reaches('reviewer auditor', d.subject_id, e.occurred_on));
COMMENT ON VIEW civic.linked_decisions IS
	'losses and the documents that decided them, links that were withdrawn included';
COMMENT ON COLUMN civic.linked_decisions.number IS
	'number of the document; null once it was erased';
COMMENT ON COLUMN civic.linked_decisions.linked_at IS 'when the loss was linked';
COMMENT ON COLUMN civic.linked_decisions.linked_by IS 'role that linked it';
COMMENT ON COLUMN civic.linked_decisions.withdrawn_at IS
	'when the link was withdrawn; null: it holds';
COMMENT ON COLUMN civic.linked_decisions.withdrawn_by IS 'role that withdrew it';
COMMENT ON COLUMN civic.linked_decisions.reason IS
	'why it was withdrawn; null once it was erased';

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
