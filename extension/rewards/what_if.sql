/* What a draft of a policy would change, for everybody.  Nothing is written. */

CREATE FUNCTION civic_internal.what_if_part(draft int4, within text, as_of date, from_day date,
	part int4, parts int4)
RETURNS TABLE (subject_id int8, area ltree, now numeric, draft numeric, change numeric,
	tier_now text, tier_draft text, gained text[], lost text[], coupons_now numeric,
	coupons_draft numeric, unmapped int8, rank_now int4, rank_draft int4)
LANGUAGE C STABLE PARALLEL SAFE SUPPORT civic_internal.scores_support
/* reads civic_private.entry, residence, standing, policy and enactment */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_what_if_part';
COMMENT ON FUNCTION civic_internal.what_if_part(int4, text, date, date, int4, int4) IS
	'what a draft would change for subjects of one of several ranges';

/* In parts that workers can share out, as civic.scores(): no SET clause and not STRICT. */
CREATE FUNCTION civic_internal.what_if_ranked(draft int4, within text, as_of date, from_day date)
RETURNS TABLE (subject_id int8, area ltree, now numeric, draft numeric, change numeric,
	tier_now text, tier_draft text, gained text[], lost text[], coupons_now numeric,
	coupons_draft numeric, unmapped int8, rank_now int4, rank_draft int4)
LANGUAGE sql STABLE PARALLEL SAFE SUPPORT civic_internal.scores_support
BEGIN ATOMIC
	SELECT * FROM civic_internal.what_if_part($1, within, as_of, from_day, 1, 8) p
	UNION ALL
	SELECT * FROM civic_internal.what_if_part($1, within, as_of, from_day, 2, 8) p
	UNION ALL
	SELECT * FROM civic_internal.what_if_part($1, within, as_of, from_day, 3, 8) p
	UNION ALL
	SELECT * FROM civic_internal.what_if_part($1, within, as_of, from_day, 4, 8) p
	UNION ALL
	SELECT * FROM civic_internal.what_if_part($1, within, as_of, from_day, 5, 8) p
	UNION ALL
	SELECT * FROM civic_internal.what_if_part($1, within, as_of, from_day, 6, 8) p
	UNION ALL
	SELECT * FROM civic_internal.what_if_part($1, within, as_of, from_day, 7, 8) p
	UNION ALL
	SELECT * FROM civic_internal.what_if_part($1, within, as_of, from_day, 8, 8) p;
END;
COMMENT ON FUNCTION civic_internal.what_if_ranked(int4, text, date, date) IS
	'what a draft would change, with the ranks of tiers';

CREATE FUNCTION civic.what_if(draft int4, within ltree DEFAULT NULL, as_of date DEFAULT NULL,
	from_day date DEFAULT NULL)
RETURNS TABLE (subject_id int8, area ltree, now numeric, draft numeric, change numeric,
	tier_now text, tier_draft text, gained text[], lost text[], coupons_now numeric,
	coupons_draft numeric, unmapped int8)
LANGUAGE sql STABLE PARALLEL SAFE SUPPORT civic_internal.scores_support
BEGIN ATOMIC
	SELECT w.subject_id, w.area, w.now, w.draft, w.change, w.tier_now, w.tier_draft, w.gained,
		w.lost, w.coupons_now, w.coupons_draft, w.unmapped
	  FROM civic_internal.what_if_ranked($1, within::text, as_of, from_day) w;
END;
COMMENT ON FUNCTION civic.what_if(int4, ltree, date, date) IS
	'what a draft would change for each subject of an area, if it had been in force from a day on';
