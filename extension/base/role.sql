/* Roles that rows of the ledger name: stamps, as those of programme.sql. */

CREATE FUNCTION civic_internal.stamp_actor_id() RETURNS int4
LANGUAGE C VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'civic_stamp_actor_id';
COMMENT ON FUNCTION civic_internal.stamp_actor_id() IS
	'number of the role that acts, also inside a SECURITY DEFINER function';

CREATE FUNCTION civic_internal.stamp_login_id() RETURNS int4
LANGUAGE C VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'civic_stamp_login_id';
COMMENT ON FUNCTION civic_internal.stamp_login_id() IS
	'number of the role that logged in, whatever role it has set since';

CREATE FUNCTION civic_internal.stamp_login() RETURNS name
LANGUAGE C VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'civic_stamp_login';
COMMENT ON FUNCTION civic_internal.stamp_login() IS
	'the role that logged in, whatever role it has set since';

CREATE FUNCTION civic_internal.add_role_name(role name) RETURNS void
LANGUAGE sql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
	INSERT INTO civic_private.role_name (name) VALUES (role) ON CONFLICT DO NOTHING
$$;
COMMENT ON FUNCTION civic_internal.add_role_name(name) IS
	'add a role to the dictionary, so that those who act under it need not wait for one another';
