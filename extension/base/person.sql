/* Who acts. */

CREATE FUNCTION civic_internal.stamp_person() RETURNS name
LANGUAGE C VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'civic_stamp_person';
COMMENT ON FUNCTION civic_internal.stamp_person() IS
	'who acts: whom act_as() has named, or else the role; what the role may do is another question';

CREATE FUNCTION civic_internal.stamp_named() RETURNS name
LANGUAGE C VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'civic_stamp_named';
COMMENT ON FUNCTION civic_internal.stamp_named() IS
	'whom act_as() has named in this transaction, or null';

CREATE FUNCTION civic_internal.is_pool(role name) RETURNS bool
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT coalesce((SELECT p.pooled FROM civic_private.pool_login p
		WHERE p.login = role ORDER BY p.pool_id DESC LIMIT 1), false)
$$;
COMMENT ON FUNCTION civic_internal.is_pool(name) IS
	'is a login declared as a pool, which many persons share?';

CREATE FUNCTION civic.act_as(person name) RETURNS void
LANGUAGE C VOLATILE PARALLEL UNSAFE
/* reads civic_private.pool_login; a transaction says who acts in it */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_act_as';
COMMENT ON FUNCTION civic.act_as(name) IS
	'name the person for whom a pool acts until the end of the transaction (null: nobody); gives '
	'no right';
