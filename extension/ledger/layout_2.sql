/* Tables of this room as of layout 2.  Never changed: later layouts are deltas. */
CREATE FUNCTION civic_internal.ledger_layout_2() RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $layout$
BEGIN
/*
 * Forgetting looks for what occurred years ago; outliers are kept apart, since
 * late events are ordinary.  It is an index of an expression, so that no plan
 * for one subject takes it.
 */
CREATE INDEX entry_occurred_idx ON civic_private.entry
	USING brin ((occurred_on + 0) date_minmax_multi_ops) WITH (pages_per_range = 32);
END $layout$;
COMMENT ON FUNCTION civic_internal.ledger_layout_2() IS
	'make the tables of this room as of layout 2';
