/* Packs of indices: checked, loaded as drafts, enacted and frozen. */

CREATE FUNCTION civic.check_index(document jsonb)
RETURNS TABLE (path text, problem text, hint text)
LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 10 SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_check_index';
COMMENT ON FUNCTION civic.check_index(jsonb) IS
	'every problem of the pack of an index, with its JSON path';

CREATE FUNCTION civic.load_index(document jsonb) RETURNS int4
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* writes civic_private.trust_pack */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	p record;
	new_id int4;
BEGIN
	PERFORM civic_internal.require_programme();
	IF document IS NULL THEN
		RAISE EXCEPTION 'document must not be null' USING ERRCODE = 'null_value_not_allowed';
	END IF;
	SELECT c.*, count(*) OVER () AS n INTO p FROM civic.check_index(document) c LIMIT 1;
	IF FOUND THEN
		RAISE EXCEPTION 'malformed index at %: %', p.path, p.problem
			USING ERRCODE = 'invalid_parameter_value',
				DETAIL = format('The index has %s error(s) in all.', p.n),
				HINT = coalesce(p.hint, 'civic.check_index() lists them.');
	END IF;
	INSERT INTO civic_private.trust_pack (code, version, document)
	VALUES (document #>> '{index,code}', document #>> '{index,version}', document)
	RETURNING pack_id INTO new_id;
	RETURN new_id;
END $$;
COMMENT ON FUNCTION civic.load_index(jsonb) IS 'load the pack of an index as a draft';

CREATE FUNCTION civic_internal.pack_document(pack_id int4) RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	found_document jsonb;
BEGIN
	SELECT p.document INTO found_document FROM civic_private.trust_pack p
	 WHERE p.pack_id = pack_document.pack_id;
	IF NOT FOUND THEN
		RAISE EXCEPTION 'unknown index %', pack_id
			USING ERRCODE = 'undefined_object', HINT = 'Load it with civic.load_index().';
	END IF;
	RETURN found_document;
END $$;
COMMENT ON FUNCTION civic_internal.pack_document(int4) IS
	'the pack of an index as it was loaded, or an error';

CREATE FUNCTION civic.index_document(pack_id int4) RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL SAFE
/* reads civic_private.trust_pack */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	PERFORM civic_internal.require_programme();
	RETURN civic_internal.pack_document(pack_id);
END $$;
COMMENT ON FUNCTION civic.index_document(int4) IS 'the pack of an index as it was loaded';

CREATE FUNCTION civic.index_diff(a int4, b int4)
RETURNS TABLE (path text, a_value jsonb, b_value jsonb)
LANGUAGE sql STABLE PARALLEL SAFE
/* calls policy_parts(), which nobody is granted */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
	SELECT coalesce(x.part, y.part), x.value, y.value
	  FROM civic_internal.policy_parts(civic.index_document(a), '$') x
	  FULL JOIN civic_internal.policy_parts(civic.index_document(b), '$') y ON x.part = y.part
	 WHERE x.value IS DISTINCT FROM y.value
	 ORDER BY 1
$$;
COMMENT ON FUNCTION civic.index_diff(int4, int4) IS
	'what differs between two packs of indices, leaf by leaf';

/* A comparison prints as an array does.  Several judges are merged by the geometric mean. */
CREATE FUNCTION civic_internal.judged_comparison(document jsonb) RETURNS civic.pairwise
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT civic.pairwise_agg(i, j, m.ratios[i][j]::numeric)
	  FROM (SELECT (c.matrix::civic.pairwise)::text::float8[] AS ratios
		  FROM jsonb_array_elements_text(document -> 'comparisons') c (matrix)) m,
		generate_series(1, jsonb_array_length(document -> 'dimensions')) i,
		generate_series(i, jsonb_array_length(document -> 'dimensions')) j
$$;
COMMENT ON FUNCTION civic_internal.judged_comparison(jsonb) IS
	'what the judges of a pack say together of its dimensions; null: there are none';

/* Weights are whole numbers, so that all that follows is exact: given ones in millionths. */
CREATE FUNCTION civic_internal.dimension_weights(document jsonb, comparison civic.pairwise)
RETURNS jsonb
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT jsonb_object_agg(d.value ->> 'code', round(coalesce(a.weight::numeric,
		(d.value ->> 'weight')::numeric) * 1000000)::int8)
	  FROM jsonb_array_elements(document -> 'dimensions') WITH ORDINALITY d (value, place)
	  LEFT JOIN civic.ahp(comparison) a ON a.item = d.place
$$;
COMMENT ON FUNCTION civic_internal.dimension_weights(jsonb, civic.pairwise) IS
	'weight of each dimension of a pack, as given or as compared';

CREATE FUNCTION civic_internal.require_consistent(comparison civic.pairwise, override text)
RETURNS void
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	a record;
BEGIN
	SELECT * INTO a FROM civic.ahp(comparison) WHERE NOT consistent LIMIT 1;
	IF FOUND AND coalesce(trim(override), '') = '' THEN
		RAISE EXCEPTION 'the comparison of dimensions contradicts itself'
			USING ERRCODE = 'invalid_parameter_value',
				DETAIL = format('Its consistency ratio is %s, and dimensions %s and %s fit least.',
					round(a.cr::numeric, 4), a.worst_i, a.worst_j),
				HINT = 'Compare them again, or give the reason why it is accepted as override.';
	END IF;
END $$;
COMMENT ON FUNCTION civic_internal.require_consistent(civic.pairwise, text) IS
	'raise an error if a comparison contradicts itself and nobody says why it is accepted';

/* A first version may judge months that are over; a later one changes none of them. */
CREATE FUNCTION civic_internal.check_index_start(index_code text, effective_from date)
RETURNS void
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	IF effective_from NOT BETWEEN '1900-01-01' AND '9999-12-31' THEN
		RAISE EXCEPTION 'date out of range: "%"', effective_from
			USING ERRCODE = 'datetime_field_overflow',
				HINT = 'Dates lie between 1900-01-01 and 9999-12-31.';
	END IF;
	IF effective_from < civic_internal.period_of(civic.today(), 'month')
		AND EXISTS (SELECT FROM civic_private.trust_enactment e WHERE e.code = index_code) THEN
		RAISE EXCEPTION 'index "%" cannot change in the past', index_code
			USING ERRCODE = 'object_not_in_prerequisite_state',
				DETAIL = 'Another version has judged the months that are over.',
				HINT = 'Let it take effect this month or later.';
	END IF;
END $$;
COMMENT ON FUNCTION civic_internal.check_index_start(text, date) IS
	'raise an error unless an index can take effect on a day';

CREATE FUNCTION civic.enact_index(pack_id int4, effective_from date, override text DEFAULT NULL)
RETURNS bytea
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* writes civic_private.trust_enactment */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	document jsonb;
	comparison civic.pairwise;
	new_digest bytea;
BEGIN
	PERFORM civic_internal.require_programme();
	IF pack_id IS NULL OR effective_from IS NULL THEN
		RAISE EXCEPTION 'pack_id and effective_from must not be null'
			USING ERRCODE = 'null_value_not_allowed';
	END IF;
	document := civic_internal.pack_document(pack_id);
	PERFORM civic_internal.check_index_start(document #>> '{index,code}', effective_from);
	comparison := civic_internal.judged_comparison(document);
	PERFORM civic_internal.require_consistent(comparison, override);
	new_digest := sha256(convert_to(document::text, 'UTF8'));
	INSERT INTO civic_private.trust_enactment (pack_id, code, effective_from, weights, override,
		digest)
	VALUES (pack_id, document #>> '{index,code}', effective_from,
		civic_internal.dimension_weights(document, comparison), override, new_digest)
	ON CONFLICT DO NOTHING;
	IF NOT FOUND THEN
		RAISE EXCEPTION 'index % has been enacted, or another version of it from %', pack_id,
			effective_from
			USING ERRCODE = 'object_not_in_prerequisite_state',
				HINT = 'Load the changed pack, and enact it from another day.';
	END IF;
	RETURN new_digest;
END $$;
COMMENT ON FUNCTION civic.enact_index(int4, date, text) IS
	'freeze the pack of an index and put it in force from a day on; returns its SHA-256';
