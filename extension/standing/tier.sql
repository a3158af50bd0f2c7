/* Tiers, and how they came about. */

/* The first placement, then every change. */
CREATE FUNCTION civic.tier_history(subject_id int8)
RETURNS TABLE (effective_on date, cause text, from_tier text, to_tier text,
	earned_from text, earned_to text, score numeric, policy_id int4,
	entries int8[], decision_id int8, recorded_at timestamptz, actor name)
LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 10
/* reads civic_private.tier_change */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
	PERFORM civic_internal.require_programme();
	PERFORM civic_internal.require_reach('service reviewer auditor', subject_id);
	RETURN QUERY
	SELECT t.placed_on, 'placed', NULL::text, t.placed_tier, NULL::text, NULL::text, NULL::numeric,
		NULL::int4, NULL::int8[], NULL::int8, NULL::timestamptz, NULL::name
	  FROM civic_private.standing t WHERE t.subject_id = tier_history.subject_id;
	RETURN QUERY
	SELECT c.effective_on, c.cause, c.from_tier, c.to_tier, c.earned_from_tier, c.earned_to_tier,
		c.score * 0.01, c.policy_id, c.entries, c.decision_id, c.recorded_at, c.actor
	  FROM civic_private.tier_change c WHERE c.subject_id = tier_history.subject_id
	 ORDER BY c.effective_on, c.change_id;
END $$;
COMMENT ON FUNCTION civic.tier_history(int8) IS
	'how a subject came to its tier: the first placement and every change, with the entries that '
	'caused it';

CREATE FUNCTION civic.tier(subject_id int8, as_of date DEFAULT NULL) RETURNS text
LANGUAGE plpgsql STABLE PARALLEL SAFE
/* reads civic_private.standing and tier_change */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	found_tier text;
	day date := coalesce(as_of, civic.today());
BEGIN
	PERFORM civic_internal.require_programme();
	PERFORM civic_internal.require_reach('service reviewer auditor', subject_id);
	SELECT c.to_tier INTO found_tier FROM civic_private.tier_change c
	 WHERE c.subject_id = tier.subject_id AND c.effective_on <= day
	 ORDER BY c.effective_on DESC, c.change_id DESC LIMIT 1;
	IF NOT FOUND THEN
		SELECT t.placed_tier INTO found_tier FROM civic_private.standing t
		 WHERE t.subject_id = tier.subject_id AND t.placed_on <= day;
	END IF;
	RETURN found_tier;
END $$;
COMMENT ON FUNCTION civic.tier(int8, date) IS
	'code of the tier that a subject had on a day (today); null before it was placed, and where it '
	'had none';

CREATE FUNCTION civic.next_tier(subject_id int8, lang text DEFAULT 'en')
RETURNS TABLE (kind text, tier text, amount numeric, until date, explanation text)
LANGUAGE C STABLE PARALLEL UNSAFE COST 2000 ROWS 5
/* reads civic_private.entry and standing */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_next_tier';
COMMENT ON FUNCTION civic.next_tier(int8, text) IS
	'what is missing to the next tier, what keeps the present one, and what stands in the way, in '
	'English (en) or Chinese (zh)';
