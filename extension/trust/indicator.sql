/* Indicators, as enacted packs define them. */

/* Among enacted packs, the newest that has it says how an indicator is summed up. */
CREATE FUNCTION civic_internal.indicator_definition(indicator text) RETURNS jsonb
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT i.value
	  FROM civic_private.trust_enactment e JOIN civic_private.trust_pack p USING (pack_id),
		jsonb_array_elements(p.document -> 'indicators') i
	 WHERE i.value ->> 'code' = indicator
	 ORDER BY e.effective_from DESC, e.pack_id DESC LIMIT 1
$$;
COMMENT ON FUNCTION civic_internal.indicator_definition(text) IS
	'definition of an indicator, or null';

CREATE FUNCTION civic_internal.known_indicator(indicator text) RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	definition jsonb := civic_internal.indicator_definition(indicator);
BEGIN
	IF definition IS NULL THEN
		RAISE EXCEPTION 'unknown indicator "%"', indicator
			USING ERRCODE = 'undefined_object',
				HINT = 'An index that has it must be enacted with civic.enact_index().';
	END IF;
	RETURN definition;
END $$;
COMMENT ON FUNCTION civic_internal.known_indicator(text) IS
	'definition of an indicator, or an error';

/* The definition of each indicator of the packs that are in force on a day. */
CREATE FUNCTION civic_internal.indicators_in_force(day date)
RETURNS TABLE (indicator text, definition jsonb)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 100 SET search_path = pg_catalog, pg_temp
AS $$
	SELECT DISTINCT ON (i.value ->> 'code') i.value ->> 'code', i.value
	  FROM (SELECT DISTINCT ON (e.code) e.pack_id, e.effective_from
		  FROM civic_private.trust_enactment e WHERE e.effective_from <= day
		 ORDER BY e.code, e.effective_from DESC) e
	  JOIN civic_private.trust_pack p USING (pack_id),
		jsonb_array_elements(p.document -> 'indicators') i
	 ORDER BY i.value ->> 'code', e.effective_from DESC, e.pack_id DESC
$$;
COMMENT ON FUNCTION civic_internal.indicators_in_force(date) IS
	'indicators of the packs in force on a day, with their definitions';
