/* What the profiles may do with the objects of this room. */
CREATE FUNCTION civic_internal.audit_privileges()
RETURNS TABLE (profiles text, kind text, privilege text, objects text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
VALUES
	('auditor', 'TABLE', 'SELECT',
		'civic_private.incarnation civic_private.block civic_private.tile civic_private.frontier
		civic_private.subject_leaves civic_private.due_change civic.role_names'),
	('service auditor', 'ROUTINE', 'EXECUTE',
		'civic.seal civic.tree_size civic.checkpoint civic.inclusion_proof civic.consistency_proof
		civic.verify civic.verify_guards'),
	('recorder service reviewer auditor', 'ROUTINE', 'EXECUTE',
		'civic.receipt civic.entry_leaf')
$$;
COMMENT ON FUNCTION civic_internal.audit_privileges() IS
	'privileges of each profile on this room''s objects';
