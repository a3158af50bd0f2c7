CREATE FUNCTION civic.explain(subject_id int8, as_of date DEFAULT NULL, lang text DEFAULT 'en')
RETURNS TABLE (line int4, kind text, dimension text, rule_code text, period text,
	entries int4, quantity numeric, points numeric, reason int4, explanation text)
LANGUAGE C STABLE PARALLEL SAFE COST 2000 ROWS 20
/* reads civic_private.entry */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_explain';
COMMENT ON FUNCTION civic.explain(int8, date, text) IS
	'the lines that add up to a subject''s score, in English (en) or Chinese (zh)';

CREATE FUNCTION civic.explain(subject_id int8, as_of date, known_on date, lang text DEFAULT 'en')
RETURNS TABLE (line int4, kind text, dimension text, rule_code text, period text,
	entries int4, quantity numeric, points numeric, reason int4, explanation text)
LANGUAGE C STABLE PARALLEL SAFE COST 2000 ROWS 20
/* reads civic_private.entry */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_explain';
COMMENT ON FUNCTION civic.explain(int8, date, date, text) IS
	'the same by what was known on a later day';

CREATE FUNCTION civic.entry_points(subject_id int8, as_of date DEFAULT NULL)
RETURNS TABLE (entry_id int8, rule_code text, occurred_on date, quantity numeric, points numeric)
LANGUAGE C STABLE PARALLEL SAFE COST 2000 ROWS 50
/* reads civic_private.entry */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_entry_points';
COMMENT ON FUNCTION civic.entry_points(int8, date) IS
	'what each event adds to a subject''s score before clamps, after caps, decay and repair';

CREATE FUNCTION civic.entry_points(subject_id int8, as_of date, known_on date)
RETURNS TABLE (entry_id int8, rule_code text, occurred_on date, quantity numeric, points numeric)
LANGUAGE C STABLE PARALLEL SAFE COST 2000 ROWS 50
/* reads civic_private.entry */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_entry_points';
COMMENT ON FUNCTION civic.entry_points(int8, date, date) IS
	'the same by what was known on a later day';
