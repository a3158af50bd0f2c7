/*
 * Commits after each batch when it is called outside a transaction block, so it can carry neither
 * SECURITY DEFINER nor a SET clause: it switches to the owner, and to a path, around each batch.
 */
CREATE PROCEDURE civic.post_inbox(batch int4 DEFAULT 50000,
	INOUT posted int8 DEFAULT NULL, INOUT rejected int8 DEFAULT NULL)
LANGUAGE C
AS 'MODULE_PATHNAME', 'civic_post_inbox';
COMMENT ON PROCEDURE civic.post_inbox(int4, int8, int8) IS
	'post what waits in the inbox; rejected rows stay there with their reason';

CREATE FUNCTION civic_internal.own_rejected(inbox_ids int8[]) RETURNS SETOF int8
LANGUAGE sql STABLE PARALLEL SAFE ROWS 100 SET search_path = pg_catalog, pg_temp
AS $$
	SELECT i.inbox_id FROM civic.inbox i
	 WHERE i.rejected_at IS NOT NULL
	   AND (inbox_ids IS NULL OR i.inbox_id = ANY (inbox_ids))
	   AND (i.submitted_by = civic_internal.stamp_actor()
		OR pg_has_role(civic_internal.stamp_actor(), civic_internal.programme_owner(), 'USAGE'))
$$;
COMMENT ON FUNCTION civic_internal.own_rejected(int8[]) IS
	'rejected rows (all, or of those named) that the caller may decide about: its own, or for who '
	'owns the programme everybody''s';

CREATE FUNCTION civic.retry_inbox(inbox_ids int8[] DEFAULT NULL) RETURNS int8
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* updates civic.inbox, as far as own_rejected() allows */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	cleared int8;
BEGIN
	PERFORM civic_internal.require_programme();
	PERFORM civic_internal.require_list(inbox_ids, 'inbox_ids');
	UPDATE civic.inbox i
	   SET rejected_at = NULL, sqlstate = NULL, reason = NULL, detail = NULL
	 WHERE i.rejected_at IS NOT NULL
	   AND i.inbox_id IN (SELECT civic_internal.own_rejected(inbox_ids));
	GET DIAGNOSTICS cleared = ROW_COUNT;
	RETURN cleared;
END $$;
COMMENT ON FUNCTION civic.retry_inbox(int8[]) IS
	'let rejected rows (all, or those named) be tried again by the next post_inbox()';

CREATE FUNCTION civic.discard_inbox(inbox_ids int8[] DEFAULT NULL) RETURNS int8
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* deletes from civic.inbox, as far as own_rejected() allows */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	discarded int8;
BEGIN
	PERFORM civic_internal.require_programme();
	PERFORM civic_internal.require_list(inbox_ids, 'inbox_ids');
	DELETE FROM civic.inbox i
	 WHERE i.rejected_at IS NOT NULL
	   AND i.inbox_id IN (SELECT civic_internal.own_rejected(inbox_ids));
	GET DIAGNOSTICS discarded = ROW_COUNT;
	RETURN discarded;
END $$;
COMMENT ON FUNCTION civic.discard_inbox(int8[]) IS
	'delete rejected rows (all, or those named), which can never be right';

CREATE FUNCTION civic.set_inbox_retention(days int4) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* writes civic_private.inbox_retention; EXECUTE stays with superusers and whom they trust */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	PERFORM civic_internal.require_programme();
	IF days < 1 THEN
		RAISE EXCEPTION 'rejected events cannot be kept for % days', days
			USING ERRCODE = 'invalid_parameter_value',
				HINT = 'Give 1 or more, or NULL to keep them for good.';
	END IF;
	UPDATE civic_private.inbox_retention SET keep_days = days;
END $$;
COMMENT ON FUNCTION civic.set_inbox_retention(int4) IS
	'let settlement delete rejected events that many days after they were rejected; null: never';

CREATE FUNCTION civic_internal.ledger_daily_50(day date) RETURNS int8
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	until timestamptz := (SELECT (day - r.keep_days)::timestamp AT TIME ZONE p.time_zone
		FROM civic_private.inbox_retention r, civic_private.programme p);
	gone int8;
BEGIN
	DELETE FROM civic.inbox i WHERE i.rejected_at < until;
	GET DIAGNOSTICS gone = ROW_COUNT;
	IF gone > 0 THEN
		UPDATE civic_private.inbox_retention r
		   SET expired = r.expired + gone, expired_on = day;
	END IF;
	RETURN gone;
END $$;
COMMENT ON FUNCTION civic_internal.ledger_daily_50(date) IS
	'delete rejected events that were kept long enough; how many';

/* Rows that wait, or were rejected, name persons by their external ids. */
CREATE FUNCTION civic_internal.ledger_test_copy() RETURNS void
LANGUAGE sql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$ DELETE FROM civic.inbox $$;
COMMENT ON FUNCTION civic_internal.ledger_test_copy() IS 'empty the inbox of a copy to test with';

/*
 * A recorder may insert into some columns, and the others tell who it was.  Whoever may write whole
 * rows, as members of pg_write_all_data may, could tell something else.
 */
CREATE FUNCTION civic_internal.guard_inbox() RETURNS trigger
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	IF pg_has_role((SELECT c.relowner FROM pg_class c WHERE c.oid = TG_RELID), 'USAGE')
		OR TG_OP = 'INSERT' AND NOT has_table_privilege(current_user, TG_RELID, 'INSERT') THEN
		RETURN NULL;
	END IF;
	RAISE EXCEPTION 'permission denied to write whole rows of the inbox'
		USING ERRCODE = 'insufficient_privilege',
			DETAIL = 'They tell who has submitted them.',
			HINT = 'Take from the role what it may besides its profile: rights to the table, and '
				'membership in pg_write_all_data.';
END $$;
COMMENT ON FUNCTION civic_internal.guard_inbox() IS
	'trigger that keeps whoever may write whole rows out of the inbox';

CREATE FUNCTION civic_internal.ledger_guards() RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	CREATE OR REPLACE TRIGGER guard_stamps BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE
		ON civic.inbox FOR EACH STATEMENT EXECUTE FUNCTION civic_internal.guard_inbox();
	ALTER TABLE civic.inbox ENABLE ALWAYS TRIGGER guard_stamps;
END $$;
COMMENT ON FUNCTION civic_internal.ledger_guards() IS
	'attach the triggers that only this room''s tables have';
