/* Observations of indicators: recorded, revised, withdrawn, and closed when they are published. */

CREATE FUNCTION civic_internal.observer_source(area text, source text) RETURNS int4
LANGUAGE C STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_observer_source';
COMMENT ON FUNCTION civic_internal.observer_source(text, text) IS
	'source for which the caller may observe an area, or an error';

/* The last day of an indicator of which nothing more is taken. */
CREATE FUNCTION civic_internal.closed_until(indicator text) RETURNS date
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT c.until FROM civic_private.observation_close c
	 WHERE c.indicator IS NULL OR c.indicator = closed_until.indicator
	 ORDER BY c.close_id DESC LIMIT 1
$$;
COMMENT ON FUNCTION civic_internal.closed_until(text) IS
	'last closed day of an indicator, or null';

/* ---------- what is wrong with an observation: one definition for calls and for the inbox */

CREATE FUNCTION civic_internal.observation_refusal(indicator_known bool, area_known bool,
	other bool, closed bool, indicator text, area text, value text, day text, weight text,
	source_ref text, today date, OUT sqlstate text, OUT reason text, OUT hint text)
LANGUAGE C IMMUTABLE PARALLEL SAFE
AS 'MODULE_PATHNAME', 'civic_observation_refusal';
COMMENT ON FUNCTION civic_internal.observation_refusal(bool, bool, bool, bool, text, text, text,
	text, text, text, date) IS
	'what is wrong with an observation as it was written; null: nothing';

CREATE FUNCTION civic_internal.check_observation(indicator_known bool, area_known bool, other bool,
	closed bool, indicator text, area text, value text, day text, weight text, source_ref text,
	today date) RETURNS void
LANGUAGE C STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_check_observation';
COMMENT ON FUNCTION civic_internal.check_observation(bool, bool, bool, bool, text, text, text,
	text, text, text, date) IS
	'raise an error if something is wrong with an observation as it was written';

/* Of texts of an inbox as of numbers of a call. */
CREATE FUNCTION civic_internal.millionths(value text) RETURNS int8
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
AS 'MODULE_PATHNAME', 'civic_millionths';
COMMENT ON FUNCTION civic_internal.millionths(text) IS
	'a number in millionths; null: it is none, too large, or has more than six decimals';

CREATE FUNCTION civic_internal.written_day(day text) RETURNS date
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
AS 'MODULE_PATHNAME', 'civic_written_day';
COMMENT ON FUNCTION civic_internal.written_day(text) IS
	'a day written as YYYY-MM-DD; null: it is none';

/* ---------- recording */

/* Who closes observations waits for those who write some; they look after they have the lock. */
CREATE FUNCTION civic_internal.begin_observing() RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	LOCK TABLE civic_private.observation IN ROW EXCLUSIVE MODE;
END $$;
COMMENT ON FUNCTION civic_internal.begin_observing() IS
	'wait for whoever closes observations';

/*
 * Two who write the same reference meet at the unique index: the second finds a conflict, and looks
 * at what the first has written; or it cannot serialize.  The newest revision holds.  A value of
 * null says that nothing was observed after all.
 */
CREATE FUNCTION civic_internal.put_observation(indicator text, area text, on_day date, value int8,
	weight int8, grp text, evidence text, source_id int4, source_ref text) RETURNS int8
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_variable
DECLARE
	last civic_private.observation;
	new_id int8;
BEGIN
	LOOP
		SELECT o.* INTO last FROM civic_private.observation o
		 WHERE o.source_id = put_observation.source_id
		   AND o.source_ref = put_observation.source_ref
		 ORDER BY o.revision DESC LIMIT 1;
		PERFORM civic_internal.check_observation(true, true,
			(last.indicator, last.area, last.on_day) <> (indicator, area, on_day), false,
			indicator, area, '0', to_char(on_day, 'YYYY-MM-DD'), '1', source_ref,
			civic.today());
		IF last.observation_id IS NOT NULL AND (last.value, last.weight, last.grp, last.evidence)
			IS NOT DISTINCT FROM (value, weight, grp, evidence) THEN
			RETURN last.observation_id;
		END IF;
		PERFORM civic_internal.check_observation(true, true, false,
			on_day <= civic_internal.closed_until(indicator), indicator, area, '0',
			to_char(on_day, 'YYYY-MM-DD'), '1', source_ref, civic.today());
		INSERT INTO civic_private.observation (indicator, area, on_day, value, weight, grp,
			evidence, source_id, source_ref, revision, supersedes)
		VALUES (indicator, area, on_day, value, weight, grp, evidence, source_id, source_ref,
			coalesce(last.revision, 0) + 1, last.observation_id)
		ON CONFLICT DO NOTHING RETURNING observation_id INTO new_id;
		EXIT WHEN new_id IS NOT NULL;
	END LOOP;
	PERFORM civic_internal.observed(indicator, area, on_day);
	RETURN new_id;
END $$;
COMMENT ON FUNCTION civic_internal.put_observation(text, text, date, int8, int8, text, text, int4,
	text) IS
	'write an observation, or a revision of one; the number that stands';

CREATE FUNCTION civic.observe(indicator text, area ltree, value numeric, on_day date,
	source_ref text, weight numeric DEFAULT 1, grp text DEFAULT NULL, evidence text DEFAULT NULL,
	source text DEFAULT NULL) RETURNS int8
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* writes civic_private.observation */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	from_source int4;
BEGIN
	PERFORM civic_internal.require_programme();
	IF indicator IS NULL OR area IS NULL OR value IS NULL OR on_day IS NULL OR weight IS NULL
		OR source_ref IS NULL THEN
		RAISE EXCEPTION 'indicator, area, value, on_day, source_ref and weight must be given'
			USING ERRCODE = 'null_value_not_allowed';
	END IF;
	from_source := civic_internal.observer_source(area::text, source);
	PERFORM civic_internal.refuse_subscriber();
	PERFORM civic_internal.begin_observing();
	PERFORM civic_internal.check_observation(
		civic_internal.indicator_definition(indicator) IS NOT NULL,
		EXISTS (SELECT FROM civic_private.area a WHERE a.area = observe.area::text), false, false,
		indicator, area::text, value::text, to_char(on_day, 'YYYY-MM-DD'),
		weight::text, source_ref, civic.today());
	RETURN civic_internal.put_observation(indicator, area::text, on_day,
		civic_internal.millionths(value::text),
		civic_internal.millionths(weight::text), grp, evidence, from_source,
		source_ref);
END $$;
COMMENT ON FUNCTION civic.observe(text, ltree, numeric, date, text, numeric, text, text, text) IS
	'record what was observed of an indicator in an area on a day, or revise it';

/* Whom the grant does not reach is told what is told of a reference that there is not. */
CREATE FUNCTION civic.withdraw_observation(source_ref text, reason text,
	source text DEFAULT NULL) RETURNS int8
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* writes civic_private.observation */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	from_source int4;
	last record;
BEGIN
	PERFORM civic_internal.require_programme();
	IF source_ref IS NULL OR coalesce(btrim(reason), '') = '' THEN
		RAISE EXCEPTION 'source_ref and reason must be given'
			USING ERRCODE = 'null_value_not_allowed';
	END IF;
	from_source := civic_internal.observer_source(NULL, source);
	PERFORM civic_internal.refuse_subscriber();
	PERFORM civic_internal.begin_observing();
	SELECT o.* INTO last FROM civic_private.observation o
	 WHERE o.source_id = from_source AND o.source_ref = withdraw_observation.source_ref
	 ORDER BY o.revision DESC LIMIT 1;
	PERFORM civic_internal.observer_source(coalesce(last.area, ''), source);
	IF last.observation_id IS NULL THEN
		RAISE EXCEPTION 'unknown observation "%"', source_ref
			USING ERRCODE = 'undefined_object', HINT = 'Its source has no such reference.';
	END IF;
	IF last.value IS NULL THEN
		RETURN last.observation_id;
	END IF;
	RETURN civic_internal.put_observation(last.indicator, last.area, last.on_day, NULL, last.weight,
		last.grp, reason, from_source, source_ref);
END $$;
COMMENT ON FUNCTION civic.withdraw_observation(text, text, text) IS
	'say that nothing was observed after all, and why';

CREATE FUNCTION civic.close_observations(until date, indicator text DEFAULT NULL,
	reason text DEFAULT NULL) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* writes civic_private.observation_close */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	PERFORM civic_internal.require_programme();
	IF until IS NULL THEN
		RAISE EXCEPTION 'until must not be null' USING ERRCODE = 'null_value_not_allowed';
	END IF;
	IF until < '1900-01-01' OR until >= civic.today() THEN
		RAISE EXCEPTION 'date out of range: "%"', until
			USING ERRCODE = 'datetime_field_overflow',
				HINT = 'Days that are over can be closed, from 1900-01-01 on.';
	END IF;
	IF indicator IS NOT NULL THEN
		PERFORM civic_internal.known_indicator(indicator);
	END IF;
	LOCK TABLE civic_private.observation IN SHARE ROW EXCLUSIVE MODE;
	IF coalesce(btrim(reason), '') = '' AND until < (SELECT max(x.closed)
		FROM (SELECT civic_internal.closed_until(c.indicator) AS closed
			  FROM civic_private.observation_close c
			 WHERE close_observations.indicator IS NULL
				OR c.indicator = close_observations.indicator
			UNION ALL SELECT civic_internal.closed_until(close_observations.indicator)) x) THEN
		RAISE EXCEPTION 'a closed period is opened again for a reason only'
			USING ERRCODE = 'null_value_not_allowed', HINT = 'Pass it as reason.';
	END IF;
	INSERT INTO civic_private.observation_close (indicator, until, reason)
	VALUES (indicator, until, reason);
END $$;
COMMENT ON FUNCTION civic.close_observations(date, text, text) IS
	'take no observations of days up to one any more, of an indicator or of all';
