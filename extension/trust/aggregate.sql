/* What aggregates of this room share.  Run once per group and worker; no SET clause. */

CREATE FUNCTION civic_internal.sample_merge(float8[], float8[]) RETURNS float8[]
LANGUAGE C IMMUTABLE PARALLEL SAFE
AS 'MODULE_PATHNAME', 'civic_sample_merge';
COMMENT ON FUNCTION civic_internal.sample_merge(float8[], float8[]) IS
	'aggregate combine function';

CREATE FUNCTION civic_internal.sample_merge_with(float8[], float8[]) RETURNS float8[]
LANGUAGE C IMMUTABLE PARALLEL SAFE
AS 'MODULE_PATHNAME', 'civic_sample_merge_with';
COMMENT ON FUNCTION civic_internal.sample_merge_with(float8[], float8[]) IS
	'aggregate combine function';
