/* Weights from comparisons in pairs. */

CREATE TYPE civic.pairwise;

CREATE FUNCTION civic_internal.pairwise_in(cstring) RETURNS civic.pairwise
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_pairwise_in';
COMMENT ON FUNCTION civic_internal.pairwise_in(cstring) IS 'I/O';

CREATE FUNCTION civic_internal.pairwise_out(civic.pairwise) RETURNS cstring
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_pairwise_out';
COMMENT ON FUNCTION civic_internal.pairwise_out(civic.pairwise) IS 'I/O';

CREATE FUNCTION civic_internal.pairwise_recv(internal) RETURNS civic.pairwise
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_pairwise_recv';
COMMENT ON FUNCTION civic_internal.pairwise_recv(internal) IS 'I/O';

CREATE FUNCTION civic_internal.pairwise_send(civic.pairwise) RETURNS bytea
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_pairwise_send';
COMMENT ON FUNCTION civic_internal.pairwise_send(civic.pairwise) IS 'I/O';

CREATE TYPE civic.pairwise (
	INPUT = civic_internal.pairwise_in,
	OUTPUT = civic_internal.pairwise_out,
	RECEIVE = civic_internal.pairwise_recv,
	SEND = civic_internal.pairwise_send,
	INTERNALLENGTH = VARIABLE,
	ALIGNMENT = double,
	STORAGE = extended
);
COMMENT ON TYPE civic.pairwise IS
	'how many times more each item counts than each other, as {{1,3},{1/3,1}}';

/* Support functions of aggregates run once per row: a SET clause would cost more than they do. */
CREATE FUNCTION civic_internal.pairwise_step(float8[], int4, int4, numeric) RETURNS float8[]
LANGUAGE C IMMUTABLE PARALLEL SAFE
AS 'MODULE_PATHNAME', 'civic_pairwise_step';
COMMENT ON FUNCTION civic_internal.pairwise_step(float8[], int4, int4, numeric) IS
	'aggregate transition function';

CREATE FUNCTION civic_internal.pairwise_final(float8[]) RETURNS civic.pairwise
LANGUAGE C IMMUTABLE PARALLEL SAFE
AS 'MODULE_PATHNAME', 'civic_pairwise_final';
COMMENT ON FUNCTION civic_internal.pairwise_final(float8[]) IS 'aggregate final function';

CREATE AGGREGATE civic.pairwise_agg(i int4, j int4, ratio numeric) (
	SFUNC = civic_internal.pairwise_step,
	STYPE = float8[],
	FINALFUNC = civic_internal.pairwise_final,
	COMBINEFUNC = civic_internal.sample_merge,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE civic.pairwise_agg(int4, int4, numeric) IS
	'comparison from rows that say how many times more item i counts than item j; what several '
	'judges say of a pair is merged by the geometric mean';

CREATE FUNCTION civic.ahp(comparison civic.pairwise, method text DEFAULT 'eigenvector',
	ri text DEFAULT 'saaty_2005')
RETURNS TABLE (item int4, weight float8, lambda_max float8, ci float8, cr float8, consistent bool,
	worst_i int4, worst_j int4)
LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 10 SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_ahp';
COMMENT ON FUNCTION civic.ahp(civic.pairwise, text, text) IS
	'weights from a comparison in pairs, how consistent it is, and the pair that fits least';
