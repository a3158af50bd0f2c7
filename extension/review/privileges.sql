/* What the profiles may do with the objects of this room. */
CREATE FUNCTION civic_internal.review_privileges()
RETURNS TABLE (profiles text, kind text, privilege text, objects text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
VALUES
	('auditor', 'TABLE', 'SELECT',
		'civic_private.review_decision civic_private.review_draw civic_private.review_period
		civic_private.review_pool'),
	('reviewer', 'ROUTINE', 'EXECUTE',
		'civic.decide_review'),
	('reviewer auditor', 'ROUTINE', 'EXECUTE',
		'civic.review_key civic.review_report civic.verify_draw'),
	('reviewer auditor', 'TABLE', 'SELECT',
		'civic.reviews'),
	('service reviewer auditor', 'ROUTINE', 'EXECUTE',
		'civic.overdue civic.overdue_appeals')
$$;
COMMENT ON FUNCTION civic_internal.review_privileges() IS
	'privileges of each profile on this room''s objects';
