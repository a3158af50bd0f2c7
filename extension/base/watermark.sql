CREATE FUNCTION civic_internal.cluster_id() RETURNS int8
LANGUAGE C STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_cluster_id';
COMMENT ON FUNCTION civic_internal.cluster_id() IS
	'system identifier of the cluster, whose numbers of transactions mean nothing in another';

/* Has a snapshot seen what a transaction wrote?  The one that took it may have written more since. */
CREATE FUNCTION civic_internal.unseen(xact int8, snapshot pg_snapshot, taken_by int8) RETURNS bool
LANGUAGE sql IMMUTABLE PARALLEL SAFE
/* to be inlined: no SET clause, every name qualified */
RETURN pg_catalog.pg_visible_in_snapshot(CAST(CAST(xact AS text) AS pg_catalog.xid8),
	snapshot) IS NOT TRUE
	OR xact OPERATOR(pg_catalog.=) taken_by;
COMMENT ON FUNCTION civic_internal.unseen(int8, pg_snapshot, int8) IS
	'may a transaction have written what a snapshot does not see?';
