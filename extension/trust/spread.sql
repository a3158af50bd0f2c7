/* How unevenly something is spread.  Support functions run once per row: no SET clause. */

CREATE FUNCTION civic_internal.spread_step(float8[], numeric) RETURNS float8[]
LANGUAGE C IMMUTABLE PARALLEL SAFE
AS 'MODULE_PATHNAME', 'civic_spread_step';
COMMENT ON FUNCTION civic_internal.spread_step(float8[], numeric) IS
	'aggregate transition function';

CREATE FUNCTION civic_internal.share_step(float8[], numeric, numeric) RETURNS float8[]
LANGUAGE C IMMUTABLE PARALLEL SAFE
AS 'MODULE_PATHNAME', 'civic_share_step';
COMMENT ON FUNCTION civic_internal.share_step(float8[], numeric, numeric) IS
	'aggregate transition function';

CREATE FUNCTION civic_internal.gini_final(float8[]) RETURNS numeric
LANGUAGE C IMMUTABLE PARALLEL SAFE
AS 'MODULE_PATHNAME', 'civic_gini_final';
COMMENT ON FUNCTION civic_internal.gini_final(float8[]) IS 'aggregate final function';

CREATE FUNCTION civic_internal.top_share_final(float8[]) RETURNS numeric
LANGUAGE C IMMUTABLE PARALLEL SAFE
AS 'MODULE_PATHNAME', 'civic_top_share_final';
COMMENT ON FUNCTION civic_internal.top_share_final(float8[]) IS 'aggregate final function';

CREATE FUNCTION civic_internal.lorenz_final(float8[]) RETURNS numeric[]
LANGUAGE C IMMUTABLE PARALLEL SAFE
AS 'MODULE_PATHNAME', 'civic_lorenz_final';
COMMENT ON FUNCTION civic_internal.lorenz_final(float8[]) IS 'aggregate final function';

CREATE AGGREGATE civic.gini(value numeric) (
	SFUNC = civic_internal.spread_step,
	STYPE = float8[],
	FINALFUNC = civic_internal.gini_final,
	COMBINEFUNC = civic_internal.sample_merge_with,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE civic.gini(numeric) IS
	'Gini coefficient: 0 if all have the same, towards 1 if one has all';

CREATE AGGREGATE civic.top_share(value numeric, share numeric) (
	SFUNC = civic_internal.share_step,
	STYPE = float8[],
	FINALFUNC = civic_internal.top_share_final,
	COMBINEFUNC = civic_internal.sample_merge_with,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE civic.top_share(numeric, numeric) IS
	'what the highest share of values, as 0.2, holds of all';

CREATE AGGREGATE civic.lorenz(value numeric, k numeric) (
	SFUNC = civic_internal.share_step,
	STYPE = float8[],
	FINALFUNC = civic_internal.lorenz_final,
	COMBINEFUNC = civic_internal.sample_merge_with,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE civic.lorenz(numeric, numeric) IS
	'Lorenz curve at 0, 1/k, ... 1: what the lowest hold of all';

CREATE FUNCTION civic.psi(expected int8[], actual int8[]) RETURNS numeric
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_psi';
COMMENT ON FUNCTION civic.psi(int8[], int8[]) IS
	'population stability index of two lists of counts: under 0.1 no shift, over 0.25 a major one';
