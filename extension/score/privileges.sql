/* What the profiles may do with the objects of this room. */
CREATE FUNCTION civic_internal.score_privileges()
RETURNS TABLE (profiles text, kind text, privilege text, objects text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
VALUES
	('service reviewer auditor', 'ROUTINE', 'EXECUTE',
		'civic.entry_points civic.explain civic.score civic.score_collect civic.score_lines
		civic.score_merge civic.score_of civic.score_value civic.scores
		civic_internal.scores_part'),
	('service reviewer auditor', 'TABLE', 'SELECT',
		'civic.statement')
$$;
COMMENT ON FUNCTION civic_internal.score_privileges() IS
	'privileges of each profile on this room''s objects';
