/* Fuzzy evaluation. */

CREATE FUNCTION civic.fuzzy(weights numeric[], membership numeric[],
	operator text DEFAULT 'product_sum') RETURNS numeric[]
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_fuzzy';
COMMENT ON FUNCTION civic.fuzzy(numeric[], numeric[], text) IS
	'shares of grades from the weights of items and a row of memberships for each of them';

CREATE FUNCTION civic.membership(value numeric, grades numeric[],
	shape text DEFAULT 'triangular') RETURNS numeric[]
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_membership';
COMMENT ON FUNCTION civic.membership(numeric, numeric[], text) IS
	'how far a value belongs to each grade, which has a peak or both ends of a plateau';

/* Run once per row, as those of pairwise_agg(). */
CREATE FUNCTION civic_internal.membership_step(float8[], int4, int4) RETURNS float8[]
LANGUAGE C IMMUTABLE PARALLEL SAFE
AS 'MODULE_PATHNAME', 'civic_membership_step';
COMMENT ON FUNCTION civic_internal.membership_step(float8[], int4, int4) IS
	'aggregate transition function';

CREATE FUNCTION civic_internal.membership_final(float8[]) RETURNS numeric[]
LANGUAGE C IMMUTABLE PARALLEL SAFE
AS 'MODULE_PATHNAME', 'civic_membership_final';
COMMENT ON FUNCTION civic_internal.membership_final(float8[]) IS 'aggregate final function';

CREATE AGGREGATE civic.membership_agg(grade int4, "of" int4) (
	SFUNC = civic_internal.membership_step,
	STYPE = float8[],
	FINALFUNC = civic_internal.membership_final,
	COMBINEFUNC = civic_internal.sample_merge_with,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE civic.membership_agg(int4, int4) IS
	'share of votes for each of so many grades';
