/* The tables of this room and, in one place, how each could be spread over nodes. */
CREATE FUNCTION civic_internal.ledger_tables() RETURNS TABLE (name text, class text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
VALUES
	('civic_private.entry', 'subject'),
	('civic_private.posting', 'local'),
	('civic.inbox', 'local'),
	('civic_private.inbox_retention', 'local')
$$;
COMMENT ON FUNCTION civic_internal.ledger_tables() IS
	'tables of this room and the class of each: by subject, reference or local';

/* Long because it lists every column of the room once. */
CREATE FUNCTION civic_internal.ledger_comments() RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $comments$
BEGIN
COMMENT ON COLUMN civic_private.entry.subject_id IS
	'whose entry it is';
COMMENT ON COLUMN civic_private.entry.entry_id IS
	'number of the entry, from one sequence for all subjects';
COMMENT ON COLUMN civic_private.entry.xact IS
	'transaction that wrote the entry';
COMMENT ON COLUMN civic_private.entry.recorded_at IS
	'when the entry was written';
COMMENT ON COLUMN civic_private.entry.ref_entry_id IS
	'the original entry that an adjustment is about; null in an original entry';
COMMENT ON COLUMN civic_private.entry.member_id IS
	'the member who did what an entry of a household records; else null';
COMMENT ON COLUMN civic_private.entry.epoch IS
	'incarnation of the ledger that wrote the entry';
COMMENT ON COLUMN civic_private.entry.rule_id IS
	'rule of the policy in force when and where it occurred';
COMMENT ON COLUMN civic_private.entry.quantity IS
	'hundredths of the rule''s unit, in an adjustment those of its entry; '
	'in a repair, basis points restored by now';
COMMENT ON COLUMN civic_private.entry.occurred_on IS
	'day of the event; in an adjustment, that of the original entry';
COMMENT ON COLUMN civic_private.entry.effective_on IS
	'first day on which it counts: a loss after its notice, an adjustment not before its entry';
COMMENT ON COLUMN civic_private.entry.source_id IS
	'who reported the event; -1 settlement (bonuses), -2 appeals (corrections)';
COMMENT ON COLUMN civic_private.entry.actor_id IS
	'role that acted, in civic_private.role_name';
COMMENT ON COLUMN civic_private.entry.login_id IS
	'role that had logged in, in civic_private.role_name';
COMMENT ON COLUMN civic_private.entry.kind IS
	'1 original entry; adjustments: 2 reversal, 3 suspension, 4 reinstatement, 5 repair, 6 erasure';
COMMENT ON COLUMN civic_private.entry.factor IS
	'hundredths by which what the rule gives is multiplied';
COMMENT ON COLUMN civic_private.entry.source_ref IS
	'the source''s own number of the event; null in an adjustment';
COMMENT ON COLUMN civic_private.entry.evidence IS
	'commitment to the evidence, in an adjustment to its reason, a text of kept_text';
COMMENT ON COLUMN civic_private.posting.pid IS
	'backend that runs post_inbox()';
COMMENT ON COLUMN civic_private.posting.backend_start IS
	'start of that backend, since another may have its pid by now';
COMMENT ON COLUMN civic_private.posting.started_at IS
	'when the call began';
COMMENT ON COLUMN civic_private.posting.done IS
	'rows posted or rejected so far';
COMMENT ON COLUMN civic_private.posting.total IS
	'rows that waited when the call began';
COMMENT ON COLUMN civic.inbox.external_id IS
	'identifier of the subject, as it enrolled';
COMMENT ON COLUMN civic.inbox.rule_code IS
	'code of the rule that the event falls under';
COMMENT ON COLUMN civic.inbox.quantity IS
	'how much, in the rule''s unit';
COMMENT ON COLUMN civic.inbox.occurred_on IS
	'day of the event';
COMMENT ON COLUMN civic.inbox.source_ref IS
	'the source''s own number of the event';
COMMENT ON COLUMN civic.inbox.evidence IS
	'document or digest that proves the event, or null';
COMMENT ON COLUMN civic.inbox.source IS
	'code of the source that reports it; null = the only one that the submitter may use';
COMMENT ON COLUMN civic.inbox.inbox_id IS
	'number of the row, in the order of arrival';
COMMENT ON COLUMN civic.inbox.submitted_at IS
	'when the row was inserted';
COMMENT ON COLUMN civic.inbox.submitted_by IS
	'role that inserted the row';
COMMENT ON COLUMN civic.inbox.rejected_at IS
	'when post_inbox() rejected the row; null while it waits';
COMMENT ON COLUMN civic.inbox.sqlstate IS
	'SQLSTATE of the rejection';
COMMENT ON COLUMN civic.inbox.reason IS
	'message of the rejection';
COMMENT ON COLUMN civic.inbox.detail IS
	'detail and hint of the rejection';
COMMENT ON COLUMN civic.inbox.submitted_login IS
	'role that had logged in when the row was inserted';
COMMENT ON COLUMN civic.inbox.submitted_as IS
	'whom that login, a pool, had named; null: nobody';
COMMENT ON COLUMN civic_private.inbox_retention.only_one IS
	'always true: there is one row';
COMMENT ON COLUMN civic_private.inbox_retention.keep_days IS
	'days after which a rejected event is deleted; null: it stays';
COMMENT ON COLUMN civic_private.inbox_retention.expired IS
	'events that were deleted so far';
COMMENT ON COLUMN civic_private.inbox_retention.expired_on IS
	'last day on which any was';
END $comments$;
COMMENT ON FUNCTION civic_internal.ledger_comments() IS
	'describe the columns of this room''s tables';

CREATE FUNCTION civic_internal.ledger_veiled() RETURNS TABLE (name text, columns text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
VALUES
	('civic.inbox', 'external_id source_ref evidence reason detail'),
	('civic_private.entry', 'source_ref')
$$;
COMMENT ON FUNCTION civic_internal.ledger_veiled() IS
	'columns of this room of whose values no statistics are kept';
