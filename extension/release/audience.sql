/*
 * Audiences: who reads releases and answers, and what these have to keep to.  A policy of a town
 * may be stricter than the floor of a tier, and never laxer.
 */

CREATE FUNCTION civic_internal.tier_floor(tier text, OUT fewest int4, OUT usual int4)
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT f.fewest, f.usual FROM (VALUES ('enclave', 3, 3), ('agreement', 5, 10),
		('public', 20, 20)) f (tier, fewest, usual) WHERE f.tier = tier_floor.tier
$$;
COMMENT ON FUNCTION civic_internal.tier_floor(text) IS
	'fewest subjects of a figure for a tier of audiences, and how many it usually has';

CREATE FUNCTION civic_internal.check_audience(audience name, tier text, k int4) RETURNS void
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	floor int4 := (civic_internal.tier_floor(tier)).fewest;
BEGIN
	IF audience IS NULL OR tier IS NULL THEN
		RAISE EXCEPTION 'audience and tier must not be null'
			USING ERRCODE = 'null_value_not_allowed';
	END IF;
	IF floor IS NULL THEN
		RAISE EXCEPTION 'unknown tier "%"', tier USING ERRCODE = 'invalid_parameter_value',
			HINT = 'Tiers are enclave, agreement and public.';
	END IF;
	IF audience !~ '^[a-z][a-z0-9_]{0,39}$' THEN
		RAISE EXCEPTION 'invalid name of an audience "%"', audience
			USING ERRCODE = 'invalid_parameter_value',
				HINT = 'It has up to 40 small letters, digits and underscores.';
	END IF;
	IF k < floor THEN
		RAISE EXCEPTION 'k of tier % is % or more, not %', tier, floor, k
			USING ERRCODE = 'invalid_parameter_value';
	END IF;
END $$;
COMMENT ON FUNCTION civic_internal.check_audience(name, text, int4) IS
	'raise an error unless an audience can be defined like this';

/* Epsilon is in millionths inside, so that it is added up exactly. */
CREATE FUNCTION civic_internal.micro(epsilon numeric, what text) RETURNS int8
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	IF epsilon IS NULL THEN
		RETURN NULL;
	END IF;
	IF epsilon = 'NaN' OR epsilon < 0.000001 OR epsilon > 10 OR epsilon <> round(epsilon, 6) THEN
		RAISE EXCEPTION '% must be from 0.000001 to 10 with at most six decimals, not %', what,
			epsilon USING ERRCODE = 'numeric_value_out_of_range';
	END IF;
	RETURN (epsilon * 1000000)::int8;
END $$;
COMMENT ON FUNCTION civic_internal.micro(numeric, text) IS
	'an epsilon in millionths, or an error that names it';

CREATE FUNCTION civic_internal.check_share(share numeric, what text) RETURNS void
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	IF share IS NULL OR share = 'NaN' OR share NOT BETWEEN 0 AND 1 THEN
		RAISE EXCEPTION '% must be from 0 to 1', what
			USING ERRCODE = 'numeric_value_out_of_range';
	END IF;
END $$;
COMMENT ON FUNCTION civic_internal.check_share(numeric, text) IS
	'raise an error unless a number is a share';

CREATE FUNCTION civic.define_audience(audience name, tier text, k int4 DEFAULT NULL,
	l int4 DEFAULT 2, t numeric DEFAULT 0.2, largest numeric DEFAULT 0.5,
	two_largest numeric DEFAULT 0.67, leave_out numeric DEFAULT 0.05,
	eps_epoch numeric DEFAULT 1.0, eps_query numeric DEFAULT 0.1) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* writes civic_private.audience */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	PERFORM civic_internal.require_programme();
	k := coalesce(k, (civic_internal.tier_floor(tier)).usual);
	PERFORM civic_internal.check_audience(audience, tier, k);
	PERFORM civic_internal.check_share(s.share, s.what) FROM (VALUES (t, 't'),
		(largest, 'largest'), (two_largest, 'two_largest'), (leave_out, 'leave_out'))
		s (share, what);
	IF l IS NULL OR l < 1 THEN
		RAISE EXCEPTION 'l must be 1 or more' USING ERRCODE = 'numeric_value_out_of_range';
	END IF;
	INSERT INTO civic_private.audience AS a (audience, tier, k, l, t, largest, two_largest,
		leave_out, eps_epoch, eps_query)
	VALUES (define_audience.audience, define_audience.tier, define_audience.k, define_audience.l,
		define_audience.t, define_audience.largest, define_audience.two_largest,
		define_audience.leave_out, civic_internal.micro(define_audience.eps_epoch, 'eps_epoch'),
		civic_internal.micro(define_audience.eps_query, 'eps_query'))
	    ON CONFLICT ON CONSTRAINT audience_pkey DO UPDATE SET tier = excluded.tier,
		k = excluded.k, l = excluded.l, t = excluded.t, largest = excluded.largest,
		two_largest = excluded.two_largest, leave_out = excluded.leave_out,
		eps_epoch = excluded.eps_epoch, eps_query = excluded.eps_query;
	PERFORM civic_internal.make_accounts();
END $$;
COMMENT ON FUNCTION civic.define_audience(name, text, int4, int4, numeric, numeric, numeric,
	numeric, numeric, numeric) IS
	'define who reads releases, with what these keep to, or change what later ones keep to';

CREATE FUNCTION civic_internal.check_known_audience(audience name) RETURNS void
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	IF NOT EXISTS (SELECT FROM civic_private.audience a
		WHERE a.audience = check_known_audience.audience) THEN
		RAISE EXCEPTION 'unknown audience "%"', audience USING ERRCODE = 'undefined_object',
			HINT = 'Define it with civic.define_audience().';
	END IF;
END $$;
COMMENT ON FUNCTION civic_internal.check_known_audience(name) IS
	'raise an error unless there is such an audience';

/* Releases that are there, and that are still to come. */
CREATE FUNCTION civic_internal.open_releases(audience name, role name, verb text) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	published name;
BEGIN
	FOR published IN SELECT r.name FROM civic_private.release r
		 WHERE r.audience = open_releases.audience
		   AND to_regclass(format('civic_open.%I', r.name)) IS NOT NULL
	LOOP
		EXECUTE format('%s SELECT ON civic_open.%I %s %I', verb, published,
			CASE verb WHEN 'GRANT' THEN 'TO' ELSE 'FROM' END, role);
	END LOOP;
END $$;
COMMENT ON FUNCTION civic_internal.open_releases(name, name, text) IS
	'grant or revoke the releases of an audience';

CREATE FUNCTION civic.grant_audience(role name, audience name) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	number oid;
BEGIN
	PERFORM civic_internal.require_programme();
	PERFORM civic_internal.require_superuser('change what roles may read');
	PERFORM civic_internal.check_known_audience(audience);
	number := civic_internal.check_grantee(role, 0);
	IF NOT EXISTS (SELECT FROM civic_private.access_grant g
		WHERE g.role = grant_audience.role AND g.profile = 'analyst' AND g.role_oid = number) THEN
		RAISE EXCEPTION 'role "%" is no analyst', role
			USING ERRCODE = 'object_not_in_prerequisite_state',
				HINT = format('Call civic.grant_access(%L, ''analyst'') first.', role);
	END IF;
	INSERT INTO civic_private.audience_grant AS a (audience, role, role_oid)
	VALUES (grant_audience.audience, grant_audience.role, number)
	    ON CONFLICT ON CONSTRAINT audience_grant_pkey DO UPDATE SET role_oid = excluded.role_oid;
	PERFORM civic_internal.open_releases(audience, role, 'GRANT');
END $$;
COMMENT ON FUNCTION civic.grant_audience(name, name) IS
	'let an analyst read the releases of an audience, and ask with its budget';

CREATE FUNCTION civic.revoke_audience(role name, audience name) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	PERFORM civic_internal.require_programme();
	PERFORM civic_internal.require_superuser('change what roles may read');
	PERFORM civic_internal.check_known_audience(audience);
	DELETE FROM civic_private.audience_grant a
	 WHERE a.role = revoke_audience.role AND a.audience = revoke_audience.audience;
	IF FOUND AND EXISTS (SELECT FROM pg_roles r WHERE r.rolname = revoke_audience.role) THEN
		PERFORM civic_internal.open_releases(audience, role, 'REVOKE');
	END IF;
END $$;
COMMENT ON FUNCTION civic.revoke_audience(name, name) IS
	'take from a role what grant_audience() gave it';
