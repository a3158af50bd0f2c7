/* What rules of enacted policies say. */

CREATE FUNCTION civic_internal.rule_is_loss(rule_id int4) RETURNS bool
LANGUAGE C STABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_rule_is_loss';
COMMENT ON FUNCTION civic_internal.rule_is_loss(int4) IS 'does a rule only take points?';

CREATE FUNCTION civic_internal.severity_name(severity int2) RETURNS text
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_severity_name';
COMMENT ON FUNCTION civic_internal.severity_name(int2) IS 'name of a severity';

CREATE FUNCTION civic_internal.has_faded(rule_id int4, occurred_on date, day date) RETURNS bool
LANGUAGE C STABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_has_faded';
COMMENT ON FUNCTION civic_internal.has_faded(int4, date, date) IS
	'has an event under a rule lost all its weight by a day?';

CREATE FUNCTION civic_internal.loss_rules(after int4 DEFAULT 0, these int4[] DEFAULT NULL)
RETURNS TABLE (rule_id int4, policy_id int4, severity int2, min_days int4, max_days int4,
	published bool, names_individuals bool, erase_years int4)
LANGUAGE C STABLE PARALLEL SAFE ROWS 100 SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_loss_rules';
COMMENT ON FUNCTION civic_internal.loss_rules(int4, int4[]) IS
	'rules that take points, all after one or only some, with the publicity and the retention that '
	'their policy sets';
