/*
 * Texts about subjects: an append-only row holds what commits to a text, and the text itself is
 * kept apart, so that it can be erased, and is on its day.
 */

CREATE FUNCTION civic_internal.random_key() RETURNS bytea
LANGUAGE C VOLATILE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_random_key';
COMMENT ON FUNCTION civic_internal.random_key() IS '32 random bytes';

CREATE FUNCTION civic_internal.commit_text(body bytea, OUT salt bytea, OUT digest bytea)
LANGUAGE C VOLATILE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_commit_text';
COMMENT ON FUNCTION civic_internal.commit_text(bytea) IS
	'a random salt, and the digest that commits to a body under it';

CREATE FUNCTION civic_internal.keep_text(subject_id int8, entry_id int8, body bytea, erase_on date)
RETURNS bytea
LANGUAGE sql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
	WITH c AS MATERIALIZED (
		SELECT m.* FROM civic_internal.commit_text(body) m WHERE body IS NOT NULL
	),
	/* who was erased is told of no more: what is written then stays a commitment */
	kept AS (
		INSERT INTO civic_private.kept_text (subject_id, commitment, salt, body, entry_id, erase_on)
		SELECT s.subject_id, c.digest, c.salt, body, entry_id, erase_on
		  FROM c, (SELECT x.subject_id FROM civic_private.subject x
			WHERE x.subject_id = keep_text.subject_id AND x.lookup IS NOT NULL FOR KEY SHARE) s
	)
	SELECT c.digest FROM c
$$;
COMMENT ON FUNCTION civic_internal.keep_text(int8, int8, bytea, date) IS
	'keep a text until a day, about an entry or none (null); the digest that commits to it';

/* As keep_text(), of what people write. */
CREATE FUNCTION civic_internal.keep_reason(subject_id int8, entry_id int8, body text, erase_on date,
	most int4 DEFAULT 2000) RETURNS bytea
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	IF body IS NULL OR btrim(body) = '' THEN
		RAISE EXCEPTION 'a reason must be given' USING ERRCODE = 'null_value_not_allowed';
	END IF;
	IF length(body) > most THEN
		RAISE EXCEPTION 'a reason has at most % characters', most
			USING ERRCODE = 'string_data_right_truncation';
	END IF;
	RETURN civic_internal.keep_text(subject_id, entry_id, convert_to(body, 'UTF8'), erase_on);
END $$;
COMMENT ON FUNCTION civic_internal.keep_reason(int8, int8, text, date, int4) IS
	'keep a reason that must be given; the digest that commits to it';

CREATE FUNCTION civic_internal.require_text(body text, what text) RETURNS void
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	IF body IS NULL OR btrim(body, E' \t\r\n') = '' THEN
		RAISE EXCEPTION '% must not be null or empty', what
			USING ERRCODE = 'null_value_not_allowed';
	END IF;
	IF length(body) > 10000 THEN
		RAISE EXCEPTION '% must have at most 10000 characters', what
			USING ERRCODE = 'string_data_right_truncation',
				DETAIL = format('It has %s.', length(body));
	END IF;
END $$;
COMMENT ON FUNCTION civic_internal.require_text(text, text) IS
	'raise an error unless a text is there and not too long';

/* For texts that no policy governs. */
CREATE FUNCTION civic_internal.default_text_day(from_day date) RETURNS date
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$ SELECT (least(from_day, DATE '9990-01-01') + interval '5 years')::date $$;
COMMENT ON FUNCTION civic_internal.default_text_day(date) IS
	'the day on which a text of a day is erased where no policy says so: five years later';

/* Each room may keep texts that it still works with: <room>_needed_texts() lists their entries. */
CREATE FUNCTION civic_internal.needed_texts() RETURNS TABLE (subject_id int8, entry_id int8)
LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 10 SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	hook text;
BEGIN
	FOR hook IN SELECT h.hook FROM civic_internal.hooks('needed_texts') h
	LOOP
		RETURN QUERY EXECUTE format('SELECT n.subject_id, n.entry_id FROM %s() n', hook);
	END LOOP;
END $$;
COMMENT ON FUNCTION civic_internal.needed_texts() IS
	'entries whose texts are not to be erased yet, since a room still works with them';

/* The day's work of this room, after everything that may still read a text. */
CREATE FUNCTION civic_internal.base_daily_90(day date) RETURNS int8
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	erased int8;
BEGIN
	DELETE FROM civic_private.kept_text t WHERE t.erase_on <= day
	   AND NOT EXISTS (SELECT FROM civic_internal.needed_texts() n
		WHERE n.subject_id = t.subject_id AND n.entry_id = t.entry_id);
	GET DIAGNOSTICS erased = ROW_COUNT;
	RETURN erased;
END $$;
COMMENT ON FUNCTION civic_internal.base_daily_90(date) IS
	'erase texts whose day has come; how many those were';

CREATE FUNCTION civic_internal.base_erase(subjects int8[], entries int8[])
RETURNS TABLE (subject_id int8, entry_id int8, texts int8)
LANGUAGE sql VOLATILE PARALLEL UNSAFE ROWS 100 SET search_path = pg_catalog, pg_temp
AS $$
	WITH erased AS (
		DELETE FROM civic_private.kept_text t
		 USING unnest(subjects, entries) u (subject_id, entry_id)
		 WHERE t.subject_id = u.subject_id AND t.entry_id = u.entry_id
		   AND NOT EXISTS (SELECT FROM civic_internal.needed_texts() n
			WHERE n.subject_id = t.subject_id AND n.entry_id = t.entry_id)
		RETURNING t.subject_id, t.entry_id
	)
	SELECT e.subject_id, e.entry_id, count(*) FROM erased e GROUP BY 1, 2
$$;
COMMENT ON FUNCTION civic_internal.base_erase(int8[], int8[]) IS
	'erase the texts about losses that were forgotten; how many of each';

/* A view joins civic_private.kept_text instead, which it reads with the rights of its owner. */
CREATE FUNCTION civic_internal.text_of(subject_id int8, commitment bytea) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT convert_from(t.body, 'UTF8') FROM civic_private.kept_text t
	 WHERE t.subject_id = text_of.subject_id AND t.commitment = text_of.commitment
$$;
COMMENT ON FUNCTION civic_internal.text_of(int8, bytea) IS
	'the text that a row commits to, or null once it was erased';
