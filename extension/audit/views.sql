/* The views of this room: they hold no data, and every upgrade makes them anew. */
CREATE FUNCTION civic_internal.audit_views() RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $views$
BEGIN
/* leaves have the names of those who acted, so whoever recomputes them needs these */
CREATE OR REPLACE VIEW civic.role_names WITH (security_barrier) AS
	SELECT n.role_id, n.name
	  FROM civic_private.role_name n
	 WHERE (SELECT civic_internal.is_auditor() OR civic_internal.reaches_everything('auditor'));
COMMENT ON VIEW civic.role_names IS
	'names of the roles that sealed rows number';
END $views$;
COMMENT ON FUNCTION civic_internal.audit_views() IS 'make the views of this room';
