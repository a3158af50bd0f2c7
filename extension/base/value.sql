CREATE FUNCTION civic_internal.check_language(lang text) RETURNS void
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	IF lang IS NULL OR lang NOT IN ('en', 'zh') THEN
		RAISE EXCEPTION 'unknown language "%"', lang
			USING ERRCODE = 'invalid_parameter_value',
				HINT = 'Explanations are written in en and zh.';
	END IF;
END $$;
COMMENT ON FUNCTION civic_internal.check_language(text) IS
	'raise an error unless sentences are written in a language';

/* An array of rows and columns has no positions to name, and is hardly ever meant. */
CREATE FUNCTION civic_internal.require_list(items anyarray, what text) RETURNS void
LANGUAGE C IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_require_list';
COMMENT ON FUNCTION civic_internal.require_list(anyarray, text) IS
	'raise an error if an array has more than one dimension';
