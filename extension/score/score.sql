CREATE TYPE civic.score_state;

CREATE FUNCTION civic_internal.score_state_in(cstring) RETURNS civic.score_state
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_score_state_in';
COMMENT ON FUNCTION civic_internal.score_state_in(cstring) IS 'I/O';

CREATE FUNCTION civic_internal.score_state_out(civic.score_state) RETURNS cstring
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_score_state_out';
COMMENT ON FUNCTION civic_internal.score_state_out(civic.score_state) IS 'I/O';

CREATE FUNCTION civic_internal.score_state_recv(internal) RETURNS civic.score_state
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_score_state_recv';
COMMENT ON FUNCTION civic_internal.score_state_recv(internal) IS 'I/O';

CREATE FUNCTION civic_internal.score_state_send(civic.score_state) RETURNS bytea
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_score_state_send';
COMMENT ON FUNCTION civic_internal.score_state_send(civic.score_state) IS 'I/O';

CREATE TYPE civic.score_state (
	INPUT = civic_internal.score_state_in,
	OUTPUT = civic_internal.score_state_out,
	RECEIVE = civic_internal.score_state_recv,
	SEND = civic_internal.score_state_send,
	INTERNALLENGTH = VARIABLE,
	ALIGNMENT = double,
	STORAGE = extended
);
COMMENT ON TYPE civic.score_state IS
	'entries of one subject as of a day, on their way to a score; can be stored, sent and merged';

/*
 * Aggregate support functions run once per row: a SET clause would cost more
 * than they do.  They are C, name no SQL object without its schema, and act
 * as the owner while they read rules.  COST 10 is what a step costs next to
 * one of sum().
 */
CREATE FUNCTION civic_internal.score_collect_step(civic.score_state, date, int8, int8, int4,
	int2, int4, date, date, int8)
RETURNS civic.score_state
LANGUAGE C STABLE PARALLEL SAFE COST 10
AS 'MODULE_PATHNAME', 'civic_score_collect_step';
COMMENT ON FUNCTION civic_internal.score_collect_step(civic.score_state, date, int8, int8, int4,
	int2, int4, date, date, int8) IS 'aggregate transition function';

CREATE FUNCTION civic_internal.score_collect_step(civic.score_state, date, int8, int8, int4,
	int2, int4, date, date, int8, date)
RETURNS civic.score_state
LANGUAGE C STABLE PARALLEL SAFE COST 10
AS 'MODULE_PATHNAME', 'civic_score_collect_step';
COMMENT ON FUNCTION civic_internal.score_collect_step(civic.score_state, date, int8, int8, int4,
	int2, int4, date, date, int8, date) IS 'aggregate transition function';

CREATE FUNCTION civic_internal.score_merge_step(civic.score_state, civic.score_state)
RETURNS civic.score_state
LANGUAGE C IMMUTABLE PARALLEL SAFE
AS 'MODULE_PATHNAME', 'civic_score_merge_step';
COMMENT ON FUNCTION civic_internal.score_merge_step(civic.score_state, civic.score_state) IS
	'aggregate transition and combine function';

CREATE FUNCTION civic_internal.score_state_final(civic.score_state) RETURNS civic.score_state
LANGUAGE C IMMUTABLE PARALLEL SAFE
AS 'MODULE_PATHNAME', 'civic_score_state_final';
COMMENT ON FUNCTION civic_internal.score_state_final(civic.score_state) IS
	'aggregate final function: canonical order, no spare room';

CREATE AGGREGATE civic.score_collect(as_of date, subject_id int8, entry_id int8, rule_id int4,
	kind int2, quantity int4, occurred_on date, effective_on date, ref_entry_id int8) (
	SFUNC = civic_internal.score_collect_step,
	STYPE = civic.score_state,
	SSPACE = 512,
	FINALFUNC = civic_internal.score_state_final,
	COMBINEFUNC = civic_internal.score_merge_step,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE civic.score_collect(date, int8, int8, int4, int2, int4,
	date, date, int8) IS
	'collect the entries of one subject into the state of its score as of a day';

CREATE AGGREGATE civic.score_collect(as_of date, subject_id int8, entry_id int8, rule_id int4,
	kind int2, quantity int4, occurred_on date, effective_on date, ref_entry_id int8,
	known_on date) (
	SFUNC = civic_internal.score_collect_step,
	STYPE = civic.score_state,
	SSPACE = 512,
	FINALFUNC = civic_internal.score_state_final,
	COMBINEFUNC = civic_internal.score_merge_step,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE civic.score_collect(date, int8, int8, int4, int2, int4,
	date, date, int8, date) IS
	'collect the entries of one subject into the state of its score as of a day, known on another';

CREATE AGGREGATE civic.score_merge(civic.score_state) (
	SFUNC = civic_internal.score_merge_step,
	STYPE = civic.score_state,
	SSPACE = 512,
	FINALFUNC = civic_internal.score_state_final,
	COMBINEFUNC = civic_internal.score_merge_step,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE civic.score_merge(civic.score_state) IS
	'merge partial states of one subject, day and day of knowledge';

CREATE FUNCTION civic.score_value(state civic.score_state) RETURNS numeric
LANGUAGE C STABLE STRICT PARALLEL SAFE COST 10
AS 'MODULE_PATHNAME', 'civic_score_value';
COMMENT ON FUNCTION civic.score_value(civic.score_state) IS
	'score of a state, by the policy in force where its subject lives';

CREATE FUNCTION civic.score_value(state civic.score_state, policy_id int4) RETURNS numeric
LANGUAGE C STABLE STRICT PARALLEL SAFE COST 10
AS 'MODULE_PATHNAME', 'civic_score_value_policy';
COMMENT ON FUNCTION civic.score_value(civic.score_state, int4) IS
	'score of a state by the base and clamps of a given policy';

/* score_value(score_collect(...)) in one, for populations: no state is copied for nobody to see. */
CREATE AGGREGATE civic.score_of(as_of date, subject_id int8, entry_id int8, rule_id int4,
	kind int2, quantity int4, occurred_on date, effective_on date, ref_entry_id int8) (
	SFUNC = civic_internal.score_collect_step,
	STYPE = civic.score_state,
	SSPACE = 512,
	FINALFUNC = civic.score_value,
	COMBINEFUNC = civic_internal.score_merge_step,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE civic.score_of(date, int8, int8, int4, int2, int4,
	date, date, int8) IS 'score of the entries of one subject as of a day';

CREATE AGGREGATE civic.score_of(as_of date, subject_id int8, entry_id int8, rule_id int4,
	kind int2, quantity int4, occurred_on date, effective_on date, ref_entry_id int8,
	known_on date) (
	SFUNC = civic_internal.score_collect_step,
	STYPE = civic.score_state,
	SSPACE = 512,
	FINALFUNC = civic.score_value,
	COMBINEFUNC = civic_internal.score_merge_step,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE civic.score_of(date, int8, int8, int4, int2, int4,
	date, date, int8, date) IS
	'score of the entries of one subject as of a day, known on another';

CREATE FUNCTION civic.score_lines(state civic.score_state)
RETURNS TABLE (rule_id int4, period_start date, period_end date, entries int4, quantity numeric,
	points numeric)
LANGUAGE C STABLE STRICT PARALLEL SAFE ROWS 10 SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_score_lines';
COMMENT ON FUNCTION civic.score_lines(civic.score_state) IS
	'what each rule and period contributes to a state, before clamps';

/*
 * Reads civic_private.entry as the owner on a path of its own, for the one
 * statement that does so: the clauses SECURITY DEFINER and SET would cost a
 * tenth of a score.
 */
CREATE FUNCTION civic.score(subject_id int8, as_of date DEFAULT NULL) RETURNS numeric
LANGUAGE C STABLE PARALLEL SAFE COST 1000
AS 'MODULE_PATHNAME', 'civic_score';
COMMENT ON FUNCTION civic.score(int8, date) IS 'score of a subject as of a day (today)';

CREATE FUNCTION civic.score(subject_id int8, as_of date, known_on date) RETURNS numeric
LANGUAGE C STABLE PARALLEL SAFE COST 1000
AS 'MODULE_PATHNAME', 'civic_score';
COMMENT ON FUNCTION civic.score(int8, date, date) IS
	'score of a subject as of a day, by what was known on a later one';
