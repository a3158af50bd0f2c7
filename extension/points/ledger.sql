/* The ledger: posting, reversal, the inbox. */

CREATE FUNCTION civic.record(subject_id pg_catalog.int8, rule_code pg_catalog.text, quantity pg_catalog.numeric,
	occurred_on pg_catalog.date, source_ref pg_catalog.text, evidence pg_catalog.bytea DEFAULT NULL, source pg_catalog.text DEFAULT NULL)
RETURNS pg_catalog.int8
LANGUAGE C VOLATILE PARALLEL UNSAFE
/* writes civic_private.entry, for those who may record for a source */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_record';
COMMENT ON FUNCTION civic.record(pg_catalog.int8, pg_catalog.text, pg_catalog.numeric, pg_catalog.date, pg_catalog.text, pg_catalog.bytea, pg_catalog.text) IS 'post an award; the same source_ref with the same content gives the same entry again';

CREATE FUNCTION civic.reverse(subject_id pg_catalog.int8, entry_id pg_catalog.int8, reason pg_catalog.text) RETURNS pg_catalog.int8
LANGUAGE C VOLATILE PARALLEL UNSAFE
/* writes civic_private.entry, for reviewers and for recorders of the entry's source */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_reverse';
COMMENT ON FUNCTION civic.reverse(pg_catalog.int8, pg_catalog.int8, pg_catalog.text) IS 'take an award back, for good';

/* Who may refer to what is for the callers to decide: it is granted to nobody. */
CREATE FUNCTION civic.refer(subject_id pg_catalog.int8, entry_id pg_catalog.int8, kind pg_catalog.int2, quantity pg_catalog.int4,
	reason pg_catalog.text, day pg_catalog.date)
RETURNS pg_catalog.int8
LANGUAGE C VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_refer';
COMMENT ON FUNCTION civic.refer(pg_catalog.int8, pg_catalog.int8, pg_catalog.int2, pg_catalog.int4, pg_catalog.text, pg_catalog.date) IS 'append a reversal, suspension, reinstatement or repair of an award; internal';

/*
 * Commits after each batch when it is called outside a transaction block, so
 * it can carry neither SECURITY DEFINER nor a SET clause: it switches to the
 * owner around each batch and qualifies every name.
 */
CREATE PROCEDURE civic.post_inbox(batch pg_catalog.int4 DEFAULT 50000, INOUT posted pg_catalog.int8 DEFAULT NULL, INOUT rejected pg_catalog.int8 DEFAULT NULL)
LANGUAGE C
AS 'MODULE_PATHNAME', 'civic_post_inbox';
COMMENT ON PROCEDURE civic.post_inbox(pg_catalog.int4, pg_catalog.int8, pg_catalog.int8) IS 'post what waits in the inbox; rejected rows stay there with their reason';

CREATE FUNCTION civic.retry_inbox(inbox_ids pg_catalog.int8[] DEFAULT NULL) RETURNS pg_catalog.int8
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* updates civic.inbox, the caller's own rows unless the caller owns the programme */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	cleared int8;
BEGIN
	PERFORM civic.layout_version();
	UPDATE civic.inbox i
	   SET rejected_at = NULL, sqlstate = NULL, reason = NULL, detail = NULL
	 WHERE i.rejected_at IS NOT NULL
	   AND (inbox_ids IS NULL OR i.inbox_id = ANY (inbox_ids))
	   AND (i.submitted_by = civic.stamp_actor() OR pg_has_role(civic.stamp_actor(), 'civic_owner', 'USAGE'));
	GET DIAGNOSTICS cleared = ROW_COUNT;
	RETURN cleared;
END $$;
COMMENT ON FUNCTION civic.retry_inbox(pg_catalog.int8[]) IS 'let rejected rows (all, or those named) be tried again by the next post_inbox()';
