/* Areas, sources and subjects. */

CREATE FUNCTION civic.define_area(area ltree, title_zh pg_catalog.text, title_en pg_catalog.text) RETURNS pg_catalog.void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* writes civic_private.area */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	parent text := substring(area::text FROM '^(.*)[.][^.]*$');
BEGIN
	PERFORM civic.layout_version();
	IF area IS NULL OR area::text = '' OR title_zh IS NULL OR title_en IS NULL THEN
		RAISE EXCEPTION 'an area needs a path and titles in Chinese and English' USING ERRCODE = 'null_value_not_allowed';
	END IF;
	IF parent IS NOT NULL AND NOT EXISTS (SELECT FROM civic_private.area a WHERE a.area::text = parent) THEN
		RAISE EXCEPTION 'unknown area "%"', parent
			USING ERRCODE = 'undefined_object', HINT = 'Define the areas above it first.';
	END IF;
	INSERT INTO civic_private.area VALUES (area, title_zh, title_en)
	ON CONFLICT ON CONSTRAINT area_pkey DO UPDATE SET title_zh = excluded.title_zh, title_en = excluded.title_en;
	UPDATE civic_private.programme SET access_version = nextval('civic_private.access_version');
END $$;
COMMENT ON FUNCTION civic.define_area(ltree, pg_catalog.text, pg_catalog.text) IS 'define an area, or give it new titles';

CREATE FUNCTION civic.define_source(code pg_catalog.text, title_zh pg_catalog.text, title_en pg_catalog.text, rules pg_catalog.text[] DEFAULT NULL) RETURNS pg_catalog.int4
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* writes civic_private.source */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	given_id int4;
BEGIN
	PERFORM civic.layout_version();
	IF code IS NULL OR title_zh IS NULL OR title_en IS NULL THEN
		RAISE EXCEPTION 'a source needs a code and titles in Chinese and English' USING ERRCODE = 'null_value_not_allowed';
	END IF;
	IF code !~ '^[a-z][a-z0-9_-]{0,62}$' THEN
		RAISE EXCEPTION 'malformed source code "%"', code
			USING ERRCODE = 'invalid_parameter_value',
				HINT = 'A code has 1 to 63 of the characters a-z 0-9 _ - and begins with a letter.';
	END IF;
	INSERT INTO civic_private.source (code, title_zh, title_en, rules) VALUES (code, title_zh, title_en, rules)
	ON CONFLICT ON CONSTRAINT source_code_key
	DO UPDATE SET title_zh = excluded.title_zh, title_en = excluded.title_en, rules = excluded.rules
	RETURNING source_id INTO given_id;
	UPDATE civic_private.programme SET access_version = nextval('civic_private.access_version');
	RETURN given_id;
END $$;
COMMENT ON FUNCTION civic.define_source(pg_catalog.text, pg_catalog.text, pg_catalog.text, pg_catalog.text[]) IS 'define a source of events and the rules it may use (null = all), or change it';

/*
 * An oracle for external ids: never granted.  Runs for every row of the inbox:
 * it pins the path itself for the one query that reads the key.
 */
CREATE FUNCTION civic.subject_lookup(external_id pg_catalog.text) RETURNS pg_catalog.bytea
LANGUAGE C STABLE STRICT PARALLEL SAFE
AS 'MODULE_PATHNAME', 'civic_subject_lookup';
COMMENT ON FUNCTION civic.subject_lookup(pg_catalog.text) IS 'keyed HMAC of an external id; null for blanks';

CREATE FUNCTION civic.random_subject_id() RETURNS pg_catalog.int8
LANGUAGE C VOLATILE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_random_subject_id';
COMMENT ON FUNCTION civic.random_subject_id() IS 'a random 53-bit id that tells nothing about its subject';

CREATE FUNCTION civic.find_subject(external_id pg_catalog.text) RETURNS pg_catalog.int8
LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE
/* reads civic_private.subject */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	PERFORM civic.layout_version();
	RETURN (SELECT s.subject_id FROM civic_private.subject s WHERE s.lookup = civic.subject_lookup(external_id));
END $$;
COMMENT ON FUNCTION civic.find_subject(pg_catalog.text) IS 'subject with an external id, or null';

CREATE FUNCTION civic.check_subject(subject_id pg_catalog.int8) RETURNS pg_catalog.void
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	PERFORM civic.layout_version();
	IF subject_id IS NULL THEN
		RAISE EXCEPTION 'subject_id must not be null' USING ERRCODE = 'null_value_not_allowed';
	END IF;
	IF NOT EXISTS (SELECT FROM civic_private.subject s WHERE s.subject_id = check_subject.subject_id) THEN
		RAISE EXCEPTION 'unknown subject %', subject_id
			USING ERRCODE = 'undefined_object', HINT = 'Enrol subjects with civic.enroll().';
	END IF;
END $$;
COMMENT ON FUNCTION civic.check_subject(pg_catalog.int8) IS 'raise an error unless the subject is enrolled';

/* Where a subject lives: a date that lies ahead is refused, an earlier one leaves past scores as they were. */
CREATE FUNCTION civic.add_residence(subject_id pg_catalog.int8, area ltree, since pg_catalog.date) RETURNS pg_catalog.void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	day date := coalesce(since, civic.today());
BEGIN
	IF area IS NULL THEN
		RAISE EXCEPTION 'area must not be null' USING ERRCODE = 'null_value_not_allowed';
	END IF;
	IF NOT EXISTS (SELECT FROM civic_private.area a WHERE a.area::text = add_residence.area::text) THEN
		RAISE EXCEPTION 'unknown area "%"', area
			USING ERRCODE = 'undefined_object', HINT = 'Define it with civic.define_area().';
	END IF;
	IF day NOT BETWEEN '1900-01-01' AND civic.today() THEN
		RAISE EXCEPTION 'date out of range: "%"', day
			USING ERRCODE = 'datetime_field_overflow', HINT = 'A residence begins between 1900-01-01 and today.';
	END IF;
	INSERT INTO civic_private.residence (subject_id, area, since, effective_on)
	VALUES (subject_id, area, day, civic.today());
END $$;
COMMENT ON FUNCTION civic.add_residence(pg_catalog.int8, ltree, pg_catalog.date) IS 'append to the history of where a subject lives';

CREATE FUNCTION civic.enroll(external_id pg_catalog.text, kind pg_catalog.text, area ltree,
	attributes pg_catalog.jsonb DEFAULT '{}', consent pg_catalog.bool DEFAULT true, since pg_catalog.date DEFAULT NULL)
RETURNS pg_catalog.int8
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* writes civic_private.subject */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	known record;
	hashed bytea;
	new_id int8;
BEGIN
	PERFORM civic.layout_version();
	hashed := civic.subject_lookup(external_id);
	IF hashed IS NULL OR kind IS NULL OR consent IS NULL OR attributes IS NULL THEN
		RAISE EXCEPTION 'external_id, kind, attributes and consent must not be null or empty' USING ERRCODE = 'null_value_not_allowed';
	END IF;
	IF kind NOT IN ('resident', 'household', 'organisation', 'official') THEN
		RAISE EXCEPTION 'unknown kind of subject "%"', kind
			USING ERRCODE = 'invalid_parameter_value', HINT = 'Kinds are resident, household, organisation and official.';
	END IF;
	SELECT s.* INTO known FROM civic_private.subject s WHERE s.lookup = hashed;
	IF NOT FOUND THEN
		LOOP
			new_id := civic.random_subject_id();
			EXIT WHEN NOT EXISTS (SELECT FROM civic_private.subject s WHERE s.subject_id = new_id);
		END LOOP;
		INSERT INTO civic_private.subject (subject_id, kind, lookup, attributes)
		VALUES (new_id, kind, hashed, attributes)
		ON CONFLICT ON CONSTRAINT subject_lookup_key DO NOTHING;
		IF FOUND THEN
			PERFORM civic.add_residence(new_id, area, since);
			INSERT INTO civic_private.consent (subject_id, given) VALUES (new_id, consent);
			RETURN new_id;
		END IF;
		/* somebody else has just enrolled the same person */
		SELECT s.* INTO STRICT known FROM civic_private.subject s WHERE s.lookup = hashed;
	END IF;
	IF known.kind <> kind THEN
		RAISE EXCEPTION 'the subject is enrolled as a different kind'
			USING ERRCODE = 'invalid_parameter_value', DETAIL = format('It is enrolled as %s, not %s.', known.kind, kind);
	END IF;
	RETURN known.subject_id;
END $$;
COMMENT ON FUNCTION civic.enroll(pg_catalog.text, pg_catalog.text, ltree, pg_catalog.jsonb, pg_catalog.bool, pg_catalog.date) IS 'enrol a subject; a known external id gives the same subject again';

CREATE FUNCTION civic.move(subject_id pg_catalog.int8, area ltree, since pg_catalog.date DEFAULT NULL) RETURNS pg_catalog.void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* writes civic_private.residence */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	PERFORM civic.check_subject(subject_id);
	PERFORM civic.add_residence(subject_id, area, since);
END $$;
COMMENT ON FUNCTION civic.move(pg_catalog.int8, ltree, pg_catalog.date) IS 'record where a subject lives from a day on; scores know it from today';

CREATE FUNCTION civic.withdraw(subject_id pg_catalog.int8, reason pg_catalog.text) RETURNS pg_catalog.void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* writes civic_private.consent */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	PERFORM civic.check_subject(subject_id);
	IF length(reason) > 2000 THEN
		RAISE EXCEPTION 'a reason has at most 2000 characters' USING ERRCODE = 'string_data_right_truncation';
	END IF;
	INSERT INTO civic_private.consent (subject_id, given, reason) VALUES (subject_id, false, reason);
END $$;
COMMENT ON FUNCTION civic.withdraw(pg_catalog.int8, pg_catalog.text) IS 'withdraw consent: only rules with a legal basis may be posted from now on';

CREATE FUNCTION civic.consent(subject_id pg_catalog.int8) RETURNS pg_catalog.void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* writes civic_private.consent */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	PERFORM civic.check_subject(subject_id);
	INSERT INTO civic_private.consent (subject_id, given) VALUES (subject_id, true);
END $$;
COMMENT ON FUNCTION civic.consent(pg_catalog.int8) IS 'give consent again';
