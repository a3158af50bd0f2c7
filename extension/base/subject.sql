/* Subjects: who takes part, where they live, and whether they consent. */

/*
 * It tells who is enrolled, so it is granted to nobody.  It runs for every row of the inbox and
 * pins the path itself for the one query that reads the key.
 */
CREATE FUNCTION civic_internal.subject_lookup(external_id text) RETURNS bytea
LANGUAGE C STABLE STRICT PARALLEL SAFE
AS 'MODULE_PATHNAME', 'civic_subject_lookup';
COMMENT ON FUNCTION civic_internal.subject_lookup(text) IS
	'keyed HMAC of an external id; null for blanks';

CREATE FUNCTION civic_internal.random_subject_id() RETURNS int8
LANGUAGE C VOLATILE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_random_subject_id';
COMMENT ON FUNCTION civic_internal.random_subject_id() IS
	'a random 53-bit id that tells nothing about its subject';

CREATE FUNCTION civic.find_subject(external_id text) RETURNS int8
LANGUAGE plpgsql STABLE STRICT PARALLEL UNSAFE
/* reads civic_private.subject */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	found_id int8;
	hashed bytea;
BEGIN
	PERFORM civic_internal.require_programme();
	/* an expression of its own keeps the key for a transaction; a query would read it twice */
	hashed := civic_internal.subject_lookup(external_id);
	PERFORM civic_internal.count_lookup(hashed);
	SELECT s.subject_id INTO found_id FROM civic_private.subject s WHERE s.lookup = hashed;
	/* nobody has the number 0 */
	PERFORM civic_internal.require_reach('recorder service', coalesce(found_id, 0));
	RETURN found_id;
END $$;
COMMENT ON FUNCTION civic.find_subject(text) IS 'subject with an external id, or null';

CREATE FUNCTION civic_internal.check_subject(subject_id int8) RETURNS void
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	PERFORM civic_internal.require_programme();
	IF subject_id IS NULL THEN
		RAISE EXCEPTION 'subject_id must not be null' USING ERRCODE = 'null_value_not_allowed';
	END IF;
	/* without a look-up code, it was erased who it is */
	IF NOT EXISTS (SELECT FROM civic_private.subject s
		WHERE s.subject_id = check_subject.subject_id AND s.lookup IS NOT NULL) THEN
		RAISE EXCEPTION 'unknown subject %', subject_id
			USING ERRCODE = 'undefined_object', HINT = 'Enrol subjects with civic.enroll().';
	END IF;
END $$;
COMMENT ON FUNCTION civic_internal.check_subject(int8) IS
	'raise an error unless the subject is enrolled';

/* Past scores stay as they were: they know a residence from the day on which it is recorded. */
CREATE FUNCTION civic_internal.add_residence(subject_id int8, area ltree, since date) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	day date := coalesce(since, civic.today());
BEGIN
	IF area IS NULL THEN
		RAISE EXCEPTION 'area must not be null' USING ERRCODE = 'null_value_not_allowed';
	END IF;
	PERFORM civic_internal.check_area(area::text);
	IF day NOT BETWEEN '1900-01-01' AND civic.today() THEN
		RAISE EXCEPTION 'date out of range: "%"', day
			USING ERRCODE = 'datetime_field_overflow',
				HINT = 'A residence begins between 1900-01-01 and today.';
	END IF;
	INSERT INTO civic_private.residence (subject_id, area, since, effective_on)
	VALUES (subject_id, area::text, day, civic_internal.writing_day());
END $$;
COMMENT ON FUNCTION civic_internal.add_residence(int8, ltree, date) IS
	'append to the history of where a subject lives';

CREATE FUNCTION civic_internal.refused_attribute(name text, OUT kind text, OUT source text)
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_refused_attribute';
COMMENT ON FUNCTION civic_internal.refused_attribute(text) IS
	'what kind of data an attribute of that name would be that the law forbids, and which law; '
	'null: it may be one';

CREATE FUNCTION civic_internal.require_lawful(attributes jsonb) RETURNS void
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	refused record;
BEGIN
	IF jsonb_typeof(attributes) <> 'object' THEN
		RAISE EXCEPTION 'attributes must be an object' USING ERRCODE = 'invalid_parameter_value',
			HINT = 'Write {"code": value, ...}.';
	END IF;
	SELECT k.name, r.kind, r.source INTO refused
	  FROM jsonb_object_keys(attributes) k (name), civic_internal.refused_attribute(k.name) r
	 WHERE r.kind IS NOT NULL ORDER BY k.name LIMIT 1;
	IF FOUND THEN
		RAISE EXCEPTION 'data about % may not be an attribute', refused.kind
			USING ERRCODE = 'invalid_parameter_value',
				DETAIL = format('The attribute is "%s".', refused.name),
				HINT = format('The %s, forbids to collect it.', refused.source);
	END IF;
END $$;
COMMENT ON FUNCTION civic_internal.require_lawful(jsonb) IS
	'raise an error if attributes hold data that the law forbids to collect';

CREATE FUNCTION civic.enroll(external_id text, kind text, area ltree,
	attributes jsonb DEFAULT '{}', consent bool DEFAULT true, since date DEFAULT NULL)
RETURNS int8
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* writes civic_private.subject */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	known record;
	hashed bytea;
	new_id int8;
BEGIN
	PERFORM civic_internal.require_programme();
	PERFORM civic_internal.require_reach_within('service', area::text);
	hashed := civic_internal.subject_lookup(external_id);
	IF hashed IS NULL OR kind IS NULL OR consent IS NULL OR attributes IS NULL THEN
		RAISE EXCEPTION 'external_id, kind, attributes and consent must not be null or empty'
			USING ERRCODE = 'null_value_not_allowed';
	END IF;
	PERFORM civic_internal.require_lawful(attributes);
	IF attributes ? 'role' THEN
		RAISE EXCEPTION 'role is no attribute' USING ERRCODE = 'invalid_parameter_value',
			HINT = 'civic.link_role() says whose role a subject is.';
	END IF;
	IF kind NOT IN ('resident', 'household', 'organisation', 'official') THEN
		RAISE EXCEPTION 'unknown kind of subject "%"', kind
			USING ERRCODE = 'invalid_parameter_value',
				HINT = 'Kinds are resident, household, organisation and official.';
	END IF;
	SELECT s.* INTO known FROM civic_private.subject s WHERE s.lookup = hashed;
	IF NOT FOUND THEN
		LOOP
			new_id := civic_internal.random_subject_id();
			EXIT WHEN NOT EXISTS (SELECT FROM civic_private.subject s WHERE s.subject_id = new_id);
		END LOOP;
		INSERT INTO civic_private.subject (subject_id, kind, lookup, attributes)
		VALUES (new_id, kind, hashed, attributes)
		ON CONFLICT ON CONSTRAINT subject_lookup_key DO NOTHING;
		IF FOUND THEN
			PERFORM civic_internal.add_residence(new_id, area, since);
			INSERT INTO civic_private.consent (subject_id, given) VALUES (new_id, consent);
			RETURN new_id;
		END IF;
		/* somebody else has just enrolled the same person */
		SELECT s.* INTO STRICT known FROM civic_private.subject s WHERE s.lookup = hashed;
	END IF;
	/* whoever enrols a new subject has learned nothing */
	PERFORM civic_internal.count_lookup(hashed);
	PERFORM civic_internal.require_reach('service', known.subject_id);
	IF known.kind <> kind THEN
		RAISE EXCEPTION 'the subject is enrolled as a different kind'
			USING ERRCODE = 'invalid_parameter_value',
				DETAIL = format('It is enrolled as %s, not %s.', known.kind, kind);
	END IF;
	RETURN known.subject_id;
END $$;
COMMENT ON FUNCTION civic.enroll(text, text, ltree, jsonb, bool, date) IS
	'enrol a subject; a known external id gives the same subject again';

CREATE FUNCTION civic.relocate(subject_id int8, area ltree, since date DEFAULT NULL) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* writes civic_private.residence */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	PERFORM civic_internal.require_reach('service', subject_id);
	PERFORM civic_internal.check_subject(subject_id);
	PERFORM civic_internal.require_impartial(subject_id, since);
	PERFORM civic_internal.add_residence(subject_id, area, since);
END $$;
COMMENT ON FUNCTION civic.relocate(int8, ltree, date) IS
	'record where a subject lives from a day on; scores know it from today';

CREATE FUNCTION civic.withdraw_consent(subject_id int8, reason text) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* writes civic_private.consent */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	PERFORM civic_internal.require_reach('service', subject_id);
	PERFORM civic_internal.check_subject(subject_id);
	IF length(reason) > 2000 THEN
		RAISE EXCEPTION 'a reason has at most 2000 characters'
			USING ERRCODE = 'string_data_right_truncation';
	END IF;
	INSERT INTO civic_private.consent (subject_id, given, reason)
	VALUES (subject_id, false, civic_internal.keep_text(subject_id, NULL,
		convert_to(reason, 'UTF8'), civic_internal.default_text_day(civic.today())));
END $$;
COMMENT ON FUNCTION civic.withdraw_consent(int8, text) IS
	'withdraw consent: only rules with a legal basis may be posted from now on';

CREATE FUNCTION civic.give_consent(subject_id int8) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* writes civic_private.consent */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	PERFORM civic_internal.require_reach('service', subject_id);
	PERFORM civic_internal.check_subject(subject_id);
	INSERT INTO civic_private.consent (subject_id, given) VALUES (subject_id, true);
END $$;
COMMENT ON FUNCTION civic.give_consent(int8) IS 'give consent again';
