/* What the profiles may do with the objects of this room. */
CREATE FUNCTION civic_internal.ledger_privileges()
RETURNS TABLE (profiles text, kind text, privilege text, objects text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
VALUES
	('auditor', 'TABLE', 'SELECT',
		'civic_private.entry'),
	('recorder', 'ROUTINE', 'EXECUTE',
		'civic.record civic.retry_inbox civic.discard_inbox'),
	('recorder', 'TABLE',
		'INSERT (external_id, rule_code, quantity, occurred_on, source_ref, evidence, source)',
		'civic.inbox'),
	('recorder', 'TABLE', 'SELECT',
		'civic.inbox_progress civic.inbox_status'),
	('recorder service', 'ROUTINE', 'EXECUTE',
		'civic.post_inbox'),
	('recorder reviewer', 'ROUTINE', 'EXECUTE',
		'civic.reverse'),
	('service reviewer auditor', 'TABLE', 'SELECT',
		'civic.inbox_progress civic.inbox_retention civic.inbox_set_aside')
$$;
COMMENT ON FUNCTION civic_internal.ledger_privileges() IS
	'privileges of each profile on this room''s objects';
