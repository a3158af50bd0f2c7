/* Called for every case that is due: it pins no path, since it looks up no name. */
CREATE FUNCTION civic_internal.repair_advance(policy_id int4, severity int2, path text, state int2,
	step int2, step_since date, document_date date, repairable_from date,
	ends_on date, lapses_on date, share int2, appealed bool, hours int8,
	broken_on date, reversed bool, day date,
	OUT move int2, OUT state int2, OUT step int2, OUT step_since date,
	OUT share int2, OUT appealed bool, OUT next_move_on date, OUT watch int2,
	OUT watched_rule text)
LANGUAGE C STABLE PARALLEL SAFE
AS 'MODULE_PATHNAME', 'civic_repair_advance';
COMMENT ON FUNCTION civic_internal.repair_advance(int4, int2, text, int2, int2, date,
	date, date, date, date, int2, bool, int8, date,
	bool, date) IS 'the automatic move of a repair case that is due on a day, and the case after it; null if there is none';

CREATE FUNCTION civic_internal.repair_daily_10(day date) RETURNS int8
LANGUAGE C VOLATILE PARALLEL UNSAFE
/*
 * No JIT: plans for what is hardly ever there expect far too much, and
 * compiling them takes longer than the work.  No join but by nested loops: a
 * case that is due is found again by the address of its row, where a join of
 * another kind would read all cases.
 */
SET search_path = pg_catalog, pg_temp SET jit = off SET enable_hashjoin = off SET enable_mergejoin = off
AS 'MODULE_PATHNAME', 'civic_settle_repair';
COMMENT ON FUNCTION civic_internal.repair_daily_10(date) IS 'what settlement does for repair on a day: moves that nobody has to make, and forgetting; how much it did';
