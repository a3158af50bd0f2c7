CREATE FUNCTION civic.entitled(subject_id int8, benefit text, lang text DEFAULT 'en',
	OUT entitled bool, OUT reason text, OUT explanation text, OUT missing numeric)
LANGUAGE C STABLE PARALLEL SAFE
/* reads standings and policies, for those who may ask */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_entitled';
COMMENT ON FUNCTION civic.entitled(int8, text, text) IS
	'is the subject entitled to a benefit, and if not, why, and what is missing';
