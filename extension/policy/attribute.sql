/* Attributes: what a policy may know about subjects beside the ledger, as dated history. */

CREATE FUNCTION civic_internal.policy_attributes(policy_id int4) RETURNS SETOF jsonb
LANGUAGE sql STABLE PARALLEL SAFE ROWS 10 SET search_path = pg_catalog, pg_temp
AS $$
	SELECT a.value
	  FROM civic_private.enactment e, jsonb_array_elements(
		coalesce(nullif(e.document #> '{policy,attributes}', 'null'), '[]')) a
	 WHERE e.policy_id = policy_attributes.policy_id
$$;
COMMENT ON FUNCTION civic_internal.policy_attributes(int4) IS 'attributes that a policy declares';

/* A value that is null ends what held before. */
CREATE FUNCTION civic_internal.attribute_problem(declared jsonb, value jsonb) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	words text := value #>> '{}';
BEGIN
	IF value = 'null' THEN
		RETURN NULL;
	END IF;
	CASE declared ->> 'type'
		WHEN 'int' THEN
			RETURN CASE WHEN jsonb_typeof(value) <> 'number' OR words !~ '^-?[0-9]{1,9}$'
				THEN 'a whole number of at most nine digits' END;
		WHEN 'bool' THEN
			RETURN CASE WHEN jsonb_typeof(value) <> 'boolean' THEN 'true or false' END;
		WHEN 'date' THEN
			RETURN CASE WHEN jsonb_typeof(value) <> 'string'
				OR words !~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' OR NOT civic_internal.is_date(words)
				THEN 'a date as YYYY-MM-DD' END;
		ELSE
			RETURN CASE
				WHEN jsonb_typeof(value) <> 'string' OR length(words) NOT BETWEEN 1 AND 200
					THEN 'a text of at most 200 characters'
				WHEN jsonb_array_length(coalesce(nullif(declared -> 'values', 'null'), '[]')) > 0
					AND NOT declared -> 'values' ? words
					THEN 'one of ' || (SELECT string_agg(v, ', ')
						FROM jsonb_array_elements_text(declared -> 'values') v) END;
	END CASE;
END $$;
COMMENT ON FUNCTION civic_internal.attribute_problem(jsonb, jsonb) IS
	'what a value ought to be for an attribute as declared; null: it is that';

CREATE FUNCTION civic_internal.is_date(words text) RETURNS bool
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
/* so that a day is read as it is written */
SET datestyle = 'ISO, YMD'
AS $$
BEGIN
	RETURN words::date BETWEEN '1900-01-01' AND '9999-12-31';
EXCEPTION WHEN datetime_field_overflow OR invalid_datetime_format THEN
	RETURN false;
END $$;
COMMENT ON FUNCTION civic_internal.is_date(text) IS 'is a text a day that programmes know?';

/* The policy in force today where the subject lives declares them, or an error is raised. */
CREATE FUNCTION civic_internal.require_declared(policy_id int4, attributes jsonb) RETURNS void
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	wrong record;
BEGIN
	PERFORM civic_internal.require_lawful(attributes);
	SELECT a.key, d.declared, civic_internal.attribute_problem(d.declared, a.value) AS expected
	  INTO wrong
	  FROM jsonb_each(attributes) a
	  LEFT JOIN civic_internal.policy_attributes(policy_id) d (declared)
		ON d.declared ->> 'code' = a.key
	 WHERE d.declared IS NULL OR civic_internal.attribute_problem(d.declared, a.value) IS NOT NULL
	 ORDER BY a.key LIMIT 1;
	IF NOT FOUND THEN
		RETURN;
	END IF;
	IF wrong.declared IS NULL THEN
		RAISE EXCEPTION 'undeclared attribute "%"', wrong.key
			USING ERRCODE = 'invalid_parameter_value',
				HINT = coalesce('The policy in force declares ' || (
					SELECT string_agg(d ->> 'code', ', ' ORDER BY d ->> 'code')
					  FROM civic_internal.policy_attributes(policy_id) d) || '.',
					'The policy in force declares none.');
	END IF;
	RAISE EXCEPTION 'attribute "%" has a wrong value', wrong.key
		USING ERRCODE = 'invalid_parameter_value',
			DETAIL = format('Expected %s.', wrong.expected);
END $$;
COMMENT ON FUNCTION civic_internal.require_declared(int4, jsonb) IS
	'raise an error unless a policy declares attributes, and their values are as declared';

CREATE FUNCTION civic.set_attributes(subject_id int8, attributes jsonb, since date DEFAULT NULL,
	reason text DEFAULT NULL) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* writes civic_private.attribute */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	today date := civic.today();
	day date := coalesce(since, today);
	policy_id int4;
	commitment bytea;
BEGIN
	PERFORM civic_internal.require_reach('service', subject_id);
	PERFORM civic_internal.check_subject(subject_id);
	PERFORM civic_internal.require_impartial(subject_id);
	IF attributes IS NULL THEN
		RAISE EXCEPTION 'attributes must not be null' USING ERRCODE = 'null_value_not_allowed';
	END IF;
	IF day NOT BETWEEN '1900-01-01' AND today THEN
		RAISE EXCEPTION 'date out of range: "%"', day
			USING ERRCODE = 'datetime_field_overflow',
				HINT = 'An attribute holds from a day between 1900-01-01 and today on.';
	END IF;
	SELECT civic_internal.policy_of_area(h.area, today) INTO policy_id
	  FROM civic_internal.home(set_attributes.subject_id, today) h;
	PERFORM civic_internal.require_declared(policy_id, attributes);
	commitment := civic_internal.keep_reason(subject_id, NULL, reason,
		civic_internal.text_day(subject_id, today));
	INSERT INTO civic_private.attribute (subject_id, code, value, since, effective_on, policy_id,
		reason)
	SELECT subject_id, a.key, nullif(a.value, 'null'), day, civic_internal.writing_day(),
		policy_id, commitment
	  FROM jsonb_each(attributes) a ORDER BY a.key;
END $$;
COMMENT ON FUNCTION civic.set_attributes(int8, jsonb, date, text) IS
	'say what holds of a subject from a day on: attributes that the policy in force declares';

/* The latest since that has begun and is known holds, then the latest row. */
CREATE FUNCTION civic_internal.attributes_on(day date, known date)
RETURNS TABLE (subject_id int8, code text, value jsonb, since date)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 1000
AS $$
	SELECT h.subject_id, h.code, h.value, h.since
	  FROM (SELECT DISTINCT ON (a.subject_id, a.code) a.*
		  FROM civic_private.attribute a
		 WHERE a.since <= attributes_on.day AND a.effective_on <= attributes_on.known
		 ORDER BY a.subject_id, a.code, a.since DESC, a.attribute_id DESC) h
	 WHERE h.value IS NOT NULL
$$;
COMMENT ON FUNCTION civic_internal.attributes_on(date, date) IS
	'attributes of subjects on a day, by what was known on another; for use in sets';

CREATE FUNCTION civic.attributes(subject_id int8, as_of date DEFAULT NULL,
	known_on date DEFAULT NULL)
RETURNS TABLE (code text, value jsonb, since date)
LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 10
/* reads civic_private.attribute */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
	day date := coalesce(as_of, civic.today());
BEGIN
	PERFORM civic_internal.require_reach('service reviewer auditor', subject_id);
	PERFORM civic_internal.check_subject(subject_id);
	IF coalesce(known_on, day) < day THEN
		RAISE EXCEPTION 'what holds on % cannot be known on %', day, known_on
			USING ERRCODE = 'invalid_parameter_value',
				HINT = 'Ask for what is known on that day or later.';
	END IF;
	RETURN QUERY
	SELECT a.code, a.value, a.since
	  FROM civic_internal.attributes_on(day, coalesce(attributes.known_on, day)) a
	 WHERE a.subject_id = attributes.subject_id ORDER BY a.code;
END $$;
COMMENT ON FUNCTION civic.attributes(int8, date, date) IS
	'attributes of a subject on a day (today), by what was known on another (that day)';

/* The history stays under the subject's number, as the ledger does; nothing holds from now on. */
CREATE FUNCTION civic_internal.policy_forget(subject_id int8, lookup bytea) RETURNS void
LANGUAGE sql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
	INSERT INTO civic_private.attribute (subject_id, code, value, since, effective_on, policy_id)
	SELECT a.subject_id, a.code, NULL, civic.today(), civic_internal.writing_day(), a.policy_id
	  FROM (SELECT DISTINCT ON (h.code) h.* FROM civic_private.attribute h
		 WHERE h.subject_id = policy_forget.subject_id
		 ORDER BY h.code, h.since DESC, h.attribute_id DESC) a
	 WHERE a.value IS NOT NULL
$$;
COMMENT ON FUNCTION civic_internal.policy_forget(int8, bytea) IS
	'end the attributes of a subject that is erased';
