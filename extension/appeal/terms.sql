CREATE FUNCTION civic_internal.appeal_terms(policy_id int4, OUT calendar text, OUT suspends bool,
	OUT erase_years int4, OUT review_share int4, OUT mark int4, OUT decision int4,
	OUT decision_more int4, OUT review int4, OUT review_more int4, OUT forward int4,
	OUT removal int4, OUT human_review int4)
LANGUAGE C STABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_appeal_terms';
COMMENT ON FUNCTION civic_internal.appeal_terms(int4) IS
	'what a policy says about appeals and reviews: clocks in working days, those of decisions '
	'with the days by which they may be extended';

CREATE FUNCTION civic_internal.appeal_next_step(state text, due date, zh bool) RETURNS text
LANGUAGE C STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_appeal_next_step';
COMMENT ON FUNCTION civic_internal.appeal_next_step(text, date, bool) IS
	'what happens next to an appeal in a state, as a sentence in English or Chinese';
