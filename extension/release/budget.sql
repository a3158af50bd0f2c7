/*
 * The privacy budget: an account for each audience and data epoch, and one for each calendar year
 * over all of them.
 */

/*
 * The role that acts, whatever it has set: the budget is the audience's, so nothing is gained by
 * hopping between roles of one audience.
 */
CREATE FUNCTION civic_internal.require_audience(audience name) RETURNS void
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	IF NOT EXISTS (SELECT FROM civic_private.audience_grant a
		  JOIN pg_roles r ON r.oid = a.role_oid AND r.rolname = a.role
		 WHERE a.audience = require_audience.audience
		   AND pg_has_role(civic_internal.stamp_actor(), a.role_oid, 'USAGE')) THEN
		RAISE EXCEPTION 'permission denied for audience "%"', audience
			USING ERRCODE = 'insufficient_privilege',
				HINT = 'civic.grant_audience() lets a role ask for an audience.';
	END IF;
END $$;
COMMENT ON FUNCTION civic_internal.require_audience(name) IS
	'raise an error unless the caller belongs to an audience';

/* In any twelve months, two calendar years may be spent. */
CREATE FUNCTION civic_internal.yearly_cap() RETURNS int8
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$ SELECT 4000000::int8 $$;
COMMENT ON FUNCTION civic_internal.yearly_cap() IS
	'epsilon that all answers together may spend in a calendar year, in millionths';

CREATE FUNCTION civic_internal.epoch_account(audience name, epoch_id int4) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$ SELECT format('civic_private.budget_%s_%s', audience, epoch_id) $$;
COMMENT ON FUNCTION civic_internal.epoch_account(name, int4) IS
	'sequence that counts what an audience has spent in a data epoch';

/* By the day that was frozen, whenever it is asked about. */
CREATE FUNCTION civic_internal.year_account(day date) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$ SELECT format('civic_private.budget_year_%s', extract(year FROM day)) $$;
COMMENT ON FUNCTION civic_internal.year_account(date) IS
	'sequence that counts what was spent about a calendar year';

CREATE FUNCTION civic_internal.make_accounts() RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	account text;
BEGIN
	FOR account IN
		SELECT civic_internal.epoch_account(a.audience, e.epoch_id)
		  FROM civic_private.audience a CROSS JOIN civic_private.data_epoch e WHERE NOT e.closed
		UNION
		SELECT civic_internal.year_account(e.day) FROM civic_private.data_epoch e
	LOOP
		IF to_regclass(account) IS NULL THEN
			EXECUTE format('CREATE SEQUENCE %s MINVALUE 0 START 0 NO CYCLE', account);
		END IF;
	END LOOP;
END $$;
COMMENT ON FUNCTION civic_internal.make_accounts() IS
	'make the accounts that audiences, data epochs and years lack';

/* It changes what no ROLLBACK takes back, so it is granted to nobody. */
CREATE FUNCTION civic_internal.charge_budget(epoch_account regclass, epoch_price int8,
	epoch_cap int8, year_account regclass, year_price int8, year_cap int8) RETURNS void
LANGUAGE C VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_charge_budget';
COMMENT ON FUNCTION civic_internal.charge_budget(regclass, int8, int8, regclass, int8, int8) IS
	'charge two accounts in millionths of epsilon, both or none, also if the transaction fails';

CREATE FUNCTION civic_internal.spent(account text) RETURNS int8
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	value int8;
BEGIN
	EXECUTE format('SELECT s.last_value FROM %s s', account::regclass) INTO value;
	RETURN value;
END $$;
COMMENT ON FUNCTION civic_internal.spent(text) IS
	'what was spent from an account, in millionths of epsilon';

CREATE FUNCTION civic.budget(audience name)
RETURNS TABLE (frame text, day date, spent numeric, cap numeric, year int4, year_spent numeric,
	year_cap numeric)
LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 10
/* reads the accounts */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
	PERFORM civic_internal.require_programme();
	PERFORM civic_internal.require_audience(audience);
	RETURN QUERY
	SELECT e.frame, e.day, civic_internal.spent(civic_internal.epoch_account(a.audience,
			e.epoch_id)) * 0.000001, a.eps_epoch * 0.000001, extract(year FROM e.day)::int4,
		civic_internal.spent(civic_internal.year_account(e.day)) * 0.000001,
		civic_internal.yearly_cap() * 0.000001
	  FROM civic_private.audience a CROSS JOIN civic_private.data_epoch e
	 WHERE a.audience = budget.audience AND NOT e.closed ORDER BY e.frame, e.day;
END $$;
COMMENT ON FUNCTION civic.budget(name) IS
	'what an audience has spent of its epsilon in each data epoch, and all of them in the year';
