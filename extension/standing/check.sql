/* Each change of a tier, with the tiers that the one before it led to. */
CREATE FUNCTION civic_internal.tier_steps()
RETURNS TABLE (subject_id int8, change_id int8, follows bool, is_last bool, to_tier text,
	earned_to_tier text)
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT c.subject_id, c.change_id,
		(c.from_tier, c.earned_from_tier) IS NOT DISTINCT FROM
			(lag(c.to_tier, 1, s.placed_tier) OVER w,
			lag(c.earned_to_tier, 1, s.placed_tier) OVER w),
		lead(c.change_id) OVER w IS NULL, c.to_tier, c.earned_to_tier
	  FROM civic_private.tier_change c JOIN civic_private.standing s USING (subject_id)
	WINDOW w AS (PARTITION BY c.subject_id ORDER BY c.change_id)
$$;
COMMENT ON FUNCTION civic_internal.tier_steps() IS
	'changes of tiers; follows: it begins where the one before it ended';

CREATE FUNCTION civic_internal.standing_check()
RETURNS TABLE (property text, violations int8, example text)
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT 'each change of a tier begins where the one before it ended', count(*),
		min(format('subject %s, change %s', c.subject_id, c.change_id))
	  FROM civic_internal.tier_steps() c WHERE NOT c.follows
	UNION ALL
	SELECT 'a standing is what its changes have led to', count(*),
		min(format('subject %s', s.subject_id))
	  FROM civic_private.standing s
	  LEFT JOIN (SELECT * FROM civic_internal.tier_steps() t WHERE t.is_last) c USING (subject_id)
	 WHERE (s.tier, s.earned_tier) IS DISTINCT FROM CASE WHEN c.subject_id IS NULL
		THEN (s.placed_tier, s.placed_tier) ELSE (c.to_tier, c.earned_to_tier) END
	UNION ALL
	SELECT 'a fall that waits for an answer has a question without one', count(*),
		min(format('subject %s', s.subject_id))
	  FROM civic_private.standing s
	 WHERE s.open_fall IS NOT NULL AND NOT EXISTS (SELECT FROM civic_private.tier_question q
		WHERE q.subject_id = s.subject_id AND q.decision_id = s.open_fall)
	UNION ALL
	SELECT 'at most one settlement is open', greatest(count(*) - 1, 0),
		CASE WHEN count(*) > 1 THEN format('settlement %s', max(s.settlement_id)) END
	  FROM civic_private.settlement s WHERE s.finished_at IS NULL
$$;
COMMENT ON FUNCTION civic_internal.standing_check() IS
	'properties of this room''s tables, and how many rows violate each';
