/* They run for every decision of a draw: no SET clause; the query that reads the key pins it. */
CREATE FUNCTION civic_internal.review_rank(period date, kind int2, subject_id int8,
	reviewed_id int8) RETURNS bytea
LANGUAGE C STABLE STRICT PARALLEL SAFE
AS 'MODULE_PATHNAME', 'civic_review_rank';
COMMENT ON FUNCTION civic_internal.review_rank(date, int2, int8, int8) IS
	'keyed hash of a decision, by which draws of a period go';

CREATE FUNCTION civic_internal.review_by_rank(rank bytea, sampling_rate int4) RETURNS bool
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
AS 'MODULE_PATHNAME', 'civic_review_by_rank';
COMMENT ON FUNCTION civic_internal.review_by_rank(bytea, int4) IS
	'does a rank lie in the lower share, in basis points, of all ranks?';

CREATE FUNCTION civic_internal.review_needed(n int8, sampling_rate int4) RETURNS int8
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_review_needed';
COMMENT ON FUNCTION civic_internal.review_needed(int8, int4) IS
	'how many of n decisions a share, in basis points, asks for, rounded up';

CREATE FUNCTION civic_internal.review_class(rule_id int4) RETURNS int2
LANGUAGE C STABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_review_class';
COMMENT ON FUNCTION civic_internal.review_class(int4) IS
	'how the losses of a rule are reviewed: 0 not, 1 a share, 2 all';
