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
