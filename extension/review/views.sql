/*
 * The views of this room: they hold no data, and every upgrade makes them anew.  Long because it
 * describes the columns that are not as tables have them.
 */
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
		ON v.kind = 2 AND c.subject_id = v.subject_id AND c.change_id = v.reviewed_id
	 WHERE ((SELECT civic_internal.reaches_everything('reviewer auditor'))
		OR civic_internal.reaches('reviewer auditor', v.subject_id, v.drawn_on));
COMMENT ON VIEW civic.reviews IS
	'automatic decisions drawn for review: those with decided_on null wait for a reviewer';
COMMENT ON COLUMN civic.reviews.kind IS
	'loss or fall';
COMMENT ON COLUMN civic.reviews.entry_id IS
	'entry of a loss, else null';
COMMENT ON COLUMN civic.reviews.rule_code IS
	'code of the rule of a loss, else null';
COMMENT ON COLUMN civic.reviews.occurred_on IS
	'day of the event of a loss, else null';
COMMENT ON COLUMN civic.reviews.effective_on IS
	'day from which a loss counts, else null';
COMMENT ON COLUMN civic.reviews.change_id IS
	'tier change of a fall, else null';
COMMENT ON COLUMN civic.reviews.from_tier IS
	'tier before a fall, else null';
COMMENT ON COLUMN civic.reviews.to_tier IS
	'tier after a fall, else null';
COMMENT ON COLUMN civic.reviews.overdue IS
	'it waits, and its day is over';
END $views$;
COMMENT ON FUNCTION civic_internal.review_views() IS 'make the views of this room';
