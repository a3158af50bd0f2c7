/* The names of states and transitions, as the core has them. */

CREATE FUNCTION civic.repair_transitions()
RETURNS TABLE (from_id int2, from_state text, move_id int2, move text, to_id int2, to_state text)
LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 40 SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_repair_transitions';
COMMENT ON FUNCTION civic.repair_transitions() IS
	'the transitions that there are from one state of a repair case to another';

/* These look up nothing, and a SET clause would cost more than they do. */
CREATE FUNCTION civic_internal.repair_state_name(state int2) RETURNS text
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
AS 'MODULE_PATHNAME', 'civic_repair_state_name';
COMMENT ON FUNCTION civic_internal.repair_state_name(int2) IS 'name of a state of a repair case';

CREATE FUNCTION civic_internal.repair_move_name(move int2) RETURNS text
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
AS 'MODULE_PATHNAME', 'civic_repair_move_name';
COMMENT ON FUNCTION civic_internal.repair_move_name(int2) IS
	'name of a transition of a repair case';

CREATE FUNCTION civic_internal.repair_state_title(state int2, lang text) RETURNS text
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_repair_state_title';
COMMENT ON FUNCTION civic_internal.repair_state_title(int2, text) IS
	'a state of a repair case in words, en or zh';

/* What applications are told of a transition. */
CREATE FUNCTION civic_internal.repair_message(subject_id int8, case_id int8, entry_id int8,
	move int2, state int2, step int2, restored_bp int2, day date)
RETURNS jsonb
LANGUAGE sql STABLE PARALLEL SAFE
/* inlined, which a SET clause would prevent; its names are bound here and now */
RETURN pg_catalog.jsonb_build_object('subject_id', subject_id, 'case_id', case_id,
	'entry_id', entry_id, 'move', civic_internal.repair_move_name(move),
	'state', civic_internal.repair_state_name(state), 'step', step, 'share', restored_bp,
	'day', day);
COMMENT ON FUNCTION civic_internal.repair_message(int8, int8, int8, int2, int2, int2, int2, date) IS
	'the message to applications about a transition of a repair case';
