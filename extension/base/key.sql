/* The vault key, which belongs outside the database. */

CREATE FUNCTION civic_internal.key_check(key bytea) RETURNS bytea
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_key_check';
COMMENT ON FUNCTION civic_internal.key_check(bytea) IS
	'the bytes by which a programme knows that it has its own key';

/* They open the server's file, so they are granted to nobody. */
CREATE FUNCTION civic_internal.outside_check() RETURNS bytea
LANGUAGE C VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_outside_check';
COMMENT ON FUNCTION civic_internal.outside_check() IS
	'check value of the last vault key outside the database, or null';

CREATE FUNCTION civic_internal.key_at_hand(check_value bytea) RETURNS bool
LANGUAGE C STABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_key_at_hand';
COMMENT ON FUNCTION civic_internal.key_at_hand(bytea) IS
	'is the vault key with a check value outside the database, where the server finds it?';

/* For a new programme: the check value of its key, which is made if there is none outside. */
CREATE FUNCTION civic_internal.first_key() RETURNS bytea
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	check_value bytea := civic_internal.outside_check();
BEGIN
	IF check_value IS NULL THEN
		INSERT INTO civic_private.vault_key VALUES ('lookup', civic_internal.random_key())
		RETURNING civic_internal.key_check(key) INTO check_value;
		RAISE NOTICE 'the vault key is in the database, for development'
			USING HINT = 'civic.adopt_key_file() says how to keep it outside.';
	END IF;
	RETURN check_value;
END $$;
COMMENT ON FUNCTION civic_internal.first_key() IS
	'check value of a new programme''s vault key; without one outside, it is put into the database';

CREATE FUNCTION civic.adopt_key_file() RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	PERFORM civic_internal.require_superuser('adopt a key file');
	PERFORM civic_internal.require_programme();
	IF NOT (SELECT civic_internal.key_at_hand(p.key_check) FROM civic_private.programme p) THEN
		RAISE EXCEPTION 'this programme''s vault key is not outside the database'
			USING ERRCODE = 'object_not_in_prerequisite_state',
				DETAIL = 'The server''s log says what was looked for.',
				HINT = 'Write encode(key, ''hex'') of civic_private.vault_key to a file of the '
					'server''s user with mode 0600, let civic_credit.key_file name it in '
					'postgresql.conf, and reload.';
	END IF;
	DELETE FROM civic_private.vault_key;
	IF FOUND THEN
		RAISE NOTICE 'the vault key is outside the database from now on'
			USING HINT = 'Earlier dumps, base backups and WAL still hold it.';
	END IF;
END $$;
COMMENT ON FUNCTION civic.adopt_key_file() IS
	'remove the vault key from the database, once the server finds it outside';
