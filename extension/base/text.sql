/* Texts that append-only rows commit to: the row keeps a digest, the text can be erased. */

CREATE FUNCTION civic_internal.random_key() RETURNS bytea
LANGUAGE C VOLATILE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_random_key';
COMMENT ON FUNCTION civic_internal.random_key() IS '32 random bytes';

CREATE FUNCTION civic_internal.commit_text(body bytea, OUT salt bytea, OUT digest bytea)
LANGUAGE C VOLATILE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_commit_text';
COMMENT ON FUNCTION civic_internal.commit_text(bytea) IS 'a random salt, and the digest that commits to a body under it';

/* Keep a text erasable; its digest is what append-only rows hold. */
CREATE FUNCTION civic_internal.keep_text(subject_id int8, entry_id int8, body bytea, erase_on date) RETURNS bytea
LANGUAGE sql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
	INSERT INTO civic_private.appeal_text (subject_id, entry_id, commitment, salt, body, erase_on)
	SELECT subject_id, entry_id, c.digest, c.salt, body, erase_on FROM civic_internal.commit_text(body) c
	RETURNING commitment
$$;
COMMENT ON FUNCTION civic_internal.keep_text(int8, int8, bytea, date) IS 'keep a text of an appeal or a review; the digest that commits to it';

/* Reasons are personal: the append-only row commits to them, the text can be erased. */
CREATE FUNCTION civic_internal.keep_note(subject_id int8, body text) RETURNS bytea
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	salt bytea := sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()));
	digest bytea := sha256(decode('4356436e01', 'hex') || salt || convert_to(body, 'UTF8'));
BEGIN
	IF body IS NULL OR btrim(body) = '' THEN
		RAISE EXCEPTION 'a reason must be given' USING ERRCODE = 'null_value_not_allowed';
	END IF;
	IF length(body) > 2000 THEN
		RAISE EXCEPTION 'a reason has at most 2000 characters' USING ERRCODE = 'string_data_right_truncation';
	END IF;
	INSERT INTO civic_private.standing_note VALUES (subject_id, digest, salt, body);
	RETURN digest;
END $$;
COMMENT ON FUNCTION civic_internal.keep_note(int8, text) IS 'keep a reason and give what commits to it; internal';

CREATE FUNCTION civic_internal.require_text(body text, what text) RETURNS void
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	IF body IS NULL OR btrim(body, E' \t\r\n') = '' THEN
		RAISE EXCEPTION '% must not be null or empty', what USING ERRCODE = 'null_value_not_allowed';
	END IF;
	IF length(body) > 10000 THEN
		RAISE EXCEPTION '% must have at most 10000 characters', what
			USING ERRCODE = 'string_data_right_truncation', DETAIL = format('It has %s.', length(body));
	END IF;
END $$;
COMMENT ON FUNCTION civic_internal.require_text(text, text) IS 'raise an error unless a text is there and not too long';
