/* Logins that many persons share, and that are nobody for that. */

CREATE FUNCTION civic_internal.set_pool(login name, pooled bool) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	PERFORM civic_internal.require_programme();
	IF login IS NULL THEN
		RAISE EXCEPTION 'login must not be null' USING ERRCODE = 'null_value_not_allowed';
	END IF;
	IF pooled AND NOT EXISTS (SELECT FROM pg_roles r WHERE r.rolname = login AND r.rolcanlogin) THEN
		RAISE EXCEPTION 'login "%" does not exist', login USING ERRCODE = 'undefined_object',
			HINT = 'A pool is a role that can log in.';
	END IF;
	PERFORM civic_internal.lock_programme();
	IF civic_internal.is_pool(login) = pooled THEN
		RAISE EXCEPTION 'login "%" is % as a pool', login,
			CASE WHEN pooled THEN 'declared' ELSE 'not declared' END
			USING ERRCODE = 'object_not_in_prerequisite_state';
	END IF;
	INSERT INTO civic_private.pool_login (login, pooled) VALUES (login, pooled);
	PERFORM civic_internal.touch_access();
END $$;
COMMENT ON FUNCTION civic_internal.set_pool(name, bool) IS
	'append to the history of which logins are pools';

CREATE FUNCTION civic.declare_pool(login name) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* writes civic_private.pool_login; EXECUTE stays with superusers and whom they trust */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	PERFORM civic_internal.set_pool(login, true);
END $$;
COMMENT ON FUNCTION civic.declare_pool(name) IS
	'say that a login is shared by many persons, so that it is nobody: the role that it sets '
	'counts, or whom act_as() names';

CREATE FUNCTION civic.undeclare_pool(login name) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* as declare_pool() */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	PERFORM civic_internal.set_pool(login, false);
END $$;
COMMENT ON FUNCTION civic.undeclare_pool(name) IS
	'say that a login is one person''s, as it is unless declared otherwise';
