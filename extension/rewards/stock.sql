CREATE FUNCTION civic_internal.redemption_message(subject_id int8, redemption_id int8,
	benefit text, quantity int4, state text) RETURNS jsonb
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT jsonb_build_object('subject_id', subject_id, 'redemption_id', redemption_id,
		'benefit', benefit, 'quantity', quantity, 'state', state)
$$;
COMMENT ON FUNCTION civic_internal.redemption_message(int8, int8, text, int4, text) IS
	'what applications are told about a redemption';

CREATE FUNCTION civic_internal.sweep_holds() RETURNS int8
LANGUAGE C VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_sweep_holds';
COMMENT ON FUNCTION civic_internal.sweep_holds() IS
	'end the reservations that have timed out; how many there were';

CREATE FUNCTION civic_internal.rewards_daily_30(day date) RETURNS int8
LANGUAGE sql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$ SELECT civic_internal.sweep_holds() $$;
COMMENT ON FUNCTION civic_internal.rewards_daily_30(date) IS
	'the day''s work of rewards: end the reservations that have timed out; how many there were';
