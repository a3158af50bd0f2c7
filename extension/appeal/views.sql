/*
 * The views of this room: they hold no data, and every upgrade makes them anew.  Long because it
 * describes the columns that are not as tables have them.
 */
CREATE FUNCTION civic_internal.appeal_views() RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $views$
BEGIN
CREATE OR REPLACE VIEW civic.ledger WITH (security_barrier) AS
	SELECT e.subject_id, e.entry_id,
		civic_internal.entry_kind_name(e.kind) AS kind,
		r.code AS rule_code, r.definition ->> 'dimension' AS dimension, r.policy_id,
		civic_internal.as_path(civic_internal.area_on(e.subject_id, e.occurred_on)) AS area,
		CASE WHEN e.kind <> civic_internal.entry_kind('repair') THEN e.quantity * 0.01 END
			AS quantity,
		CASE WHEN e.kind = civic_internal.entry_kind('repair') THEN e.quantity * 0.0001 END
			AS restored,
		e.occurred_on, e.effective_on, e.recorded_at, s.code AS source, e.source_ref,
		e.evidence IS NOT NULL AS has_evidence, e.ref_entry_id, n.name AS actor,
		coalesce(a.disputed, false) AS disputed, l.name AS login
	  FROM civic_private.entry e
	  JOIN civic_private.rule r USING (rule_id)
	  LEFT JOIN civic_private.role_name n ON n.role_id = e.actor_id
	  LEFT JOIN civic_private.role_name l ON l.role_id = e.login_id
	  LEFT JOIN civic_private.source s USING (source_id)
	  LEFT JOIN civic_private.appeal a
		ON a.subject_id = e.subject_id AND a.entry_id = e.entry_id AND a.open
	 WHERE ((SELECT civic_internal.reaches_everything('service reviewer auditor'))
		OR civic_internal.reaches('service reviewer auditor', e.subject_id, e.occurred_on));
COMMENT ON VIEW civic.ledger IS
	'entries of the ledger; area is where the subject lived when it occurred; disputed: an '
	'appeal is being examined';
COMMENT ON COLUMN civic.ledger.kind IS
	'award: an original entry; reversal, suspension, reinstatement, repair or erasure adjust one';
COMMENT ON COLUMN civic.ledger.rule_code IS
	'code of the rule';
COMMENT ON COLUMN civic.ledger.dimension IS
	'dimension of the rule';
COMMENT ON COLUMN civic.ledger.policy_id IS
	'policy that the rule is of';
COMMENT ON COLUMN civic.ledger.area IS
	'where the subject lived when it occurred';
COMMENT ON COLUMN civic.ledger.quantity IS
	'in the unit of the rule; null for a repair';
COMMENT ON COLUMN civic.ledger.restored IS
	'of a repair: share of the loss that is restored by then, from 0 to 1; else null';
COMMENT ON COLUMN civic.ledger.source IS
	'code of the source that reported it';
COMMENT ON COLUMN civic.ledger.has_evidence IS
	'evidence or a reason was given; its text may be erased by now';
COMMENT ON COLUMN civic.ledger.actor IS
	'role that recorded it';
COMMENT ON COLUMN civic.ledger.login IS
	'role that had logged in, whatever role it set';
COMMENT ON COLUMN civic.ledger.disputed IS
	'an appeal against it is being examined';

CREATE OR REPLACE VIEW civic.appeals WITH (security_barrier) AS
	SELECT a.subject_id, a.appeal_id, a.entry_id, r.code AS rule_code,
		civic_internal.as_path(a.area) AS area, a.state, a.instance, a.open, a.disputed,
		a.suspended, a.filed_on, a.filer, a.mark_due, a.marked_on, a.forward_due, a.forwarded_on,
		CASE WHEN a.paused_on IS NULL THEN a.decision_due END AS decision_due, a.paused_on,
		a.extended, a.decided_on, a.decider,
		a.open AND a.paused_on IS NULL AND CASE WHEN a.marked_on IS NULL
			THEN least(a.mark_due, a.decision_due) ELSE a.decision_due END < civic.today()
			AS overdue
	  FROM civic_private.appeal a
	  JOIN civic_private.entry e ON e.subject_id = a.subject_id AND e.entry_id = a.entry_id
	  JOIN civic_private.rule r USING (rule_id)
	 WHERE ((SELECT civic_internal.reaches_everything('service reviewer auditor'))
		OR civic_internal.reaches('service reviewer auditor', a.subject_id, a.area));
COMMENT ON VIEW civic.appeals IS
	'appeals as they stand, with the days by which something is due';
COMMENT ON COLUMN civic.appeals.rule_code IS
	'code of the rule of the contested entry';
COMMENT ON COLUMN civic.appeals.decision_due IS
	'day by which the instance is to be decided; null while the clock stands';
COMMENT ON COLUMN civic.appeals.overdue IS
	'the mark or the decision is overdue today';

CREATE OR REPLACE VIEW civic.annulments WITH (security_barrier) AS
	SELECT n.subject_id, n.entry_id, n.policy_id, n.revoked_on, n.reported_on,
		civic_internal.moved_due('annulment', n.subject_id, n.entry_id, n.due, n.recorded_at)
			AS due,
		n.actor AS reported_by, convert_from(t.body, 'UTF8') AS reason,
		w.recorded_at AS withdrawn_at, r.name AS withdrawn_by,
		convert_from(x.body, 'UTF8') AS withdrawal_reason
	  FROM civic_private.annulment n
	  JOIN civic_private.entry e USING (subject_id, entry_id)
	  LEFT JOIN civic_private.kept_text t
		ON t.subject_id = n.subject_id AND t.commitment = n.reason
	  LEFT JOIN civic_private.annulment_withdrawal w ON w.subject_id = n.subject_id
		AND w.entry_id = n.entry_id AND w.report_no = n.report_no
	  LEFT JOIN civic_private.role_name r ON r.role_id = w.actor_id
	  LEFT JOIN civic_private.kept_text x
		ON x.subject_id = w.subject_id AND x.commitment = w.reason
	 WHERE ((SELECT civic_internal.reaches_everything('reviewer auditor'))
		OR civic_internal.reaches('reviewer auditor', n.subject_id, e.occurred_on));
COMMENT ON VIEW civic.annulments IS
	'reports that the basis of a loss was revoked, those that were withdrawn included';
COMMENT ON COLUMN civic.annulments.reported_by IS 'role that reported it';
COMMENT ON COLUMN civic.annulments.reason IS
	'why the basis was revoked; null once it was erased';
COMMENT ON COLUMN civic.annulments.withdrawn_at IS
	'when the report was withdrawn; null: it holds';
COMMENT ON COLUMN civic.annulments.withdrawn_by IS 'role that withdrew it';
COMMENT ON COLUMN civic.annulments.withdrawal_reason IS
	'why it was withdrawn; null once it was erased';

CREATE OR REPLACE VIEW civic.appeal_moves WITH (security_barrier) AS
	SELECT m.subject_id, m.appeal_id, m.move_no, m.move, m.from_state, m.to_state, m.instance,
		m.on_day, m.due, m.took, m.late, m.ref_entry_id, m.recorded_at, m.actor,
		convert_from(t.body, 'UTF8') AS reason, m.text_commitment, m.evidence_commitment
	  FROM civic_private.appeal_move m
	  LEFT JOIN civic_private.kept_text t
		ON t.subject_id = m.subject_id AND t.commitment = m.text_commitment
	 WHERE ((SELECT civic_internal.reaches_everything('service reviewer auditor'))
		OR civic_internal.reaches('service reviewer auditor', m.subject_id,
			(SELECT a.area FROM civic_private.appeal a
			  WHERE a.subject_id = m.subject_id AND a.appeal_id = m.appeal_id)));
COMMENT ON VIEW civic.appeal_moves IS
	'the history of appeals; reason is null once it was erased';
COMMENT ON COLUMN civic.appeal_moves.reason IS
	'the grounds or the reason; null: none was given, or it was erased';
END $views$;
COMMENT ON FUNCTION civic_internal.appeal_views() IS 'make the views of this room';
