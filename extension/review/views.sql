/* The views of this room: they hold no data, and every upgrade makes them anew. */
CREATE FUNCTION civic_internal.review_views() RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $views$
BEGIN
CREATE OR REPLACE VIEW civic.reviews WITH (security_barrier) AS
	SELECT v.review_id, v.subject_id, CASE v.kind WHEN 1 THEN 'loss' ELSE 'fall' END AS kind,
		CASE WHEN v.kind = 1 THEN v.reviewed_id END AS entry_id, r.code AS rule_code,
		e.occurred_on, e.effective_on,
		CASE WHEN v.kind = 2 THEN v.reviewed_id END AS change_id, c.from_tier, c.to_tier,
		v.policy_id, v.cause, v.drawn_on, v.due, v.decided_on, v.agree, v.reviewer,
		v.decided_on IS NULL AND v.due < civic.today() AS overdue
	  FROM civic_private.review v
	  LEFT JOIN civic_private.entry e
		ON v.kind = 1 AND e.subject_id = v.subject_id AND e.entry_id = v.reviewed_id
	  LEFT JOIN civic_private.rule r ON r.rule_id = e.rule_id
	  LEFT JOIN civic_private.tier_change c
		ON v.kind = 2 AND c.subject_id = v.subject_id AND c.change_id = v.reviewed_id;
COMMENT ON VIEW civic.reviews IS
	'automatic decisions drawn for review: those with decided_on null wait for a reviewer';
END $views$;
COMMENT ON FUNCTION civic_internal.review_views() IS 'make the views of this room';
