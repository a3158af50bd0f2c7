CREATE FUNCTION civic.submit_step(subject_id int8, case_id int8, evidence bytea DEFAULT NULL,
	note text DEFAULT NULL)
RETURNS text
LANGUAGE C VOLATILE PARALLEL UNSAFE
/* writes civic_private.repair_case */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_submit_step';
COMMENT ON FUNCTION civic.submit_step(int8, int8, bytea, text) IS
	'hand in the step at hand of a repair case; its state';

CREATE FUNCTION civic.decide_step(subject_id int8, case_id int8, verdict text,
	reason text DEFAULT NULL, missing text[] DEFAULT NULL)
RETURNS text
LANGUAGE C VOLATILE PARALLEL UNSAFE
/* writes civic_private.repair_case and the ledger */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_decide_step';
COMMENT ON FUNCTION civic.decide_step(int8, int8, text, text, text[]) IS
	'decide what was handed in (pass, refuse, or return with all that is missing), or vote on it; '
	'the state of the case';

CREATE FUNCTION civic.appeal_repair(subject_id int8, case_id int8, reason text) RETURNS text
LANGUAGE C VOLATILE PARALLEL UNSAFE
/* writes civic_private.repair_case */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_appeal_repair';
COMMENT ON FUNCTION civic.appeal_repair(int8, int8, text) IS
	'have a refused step looked at by another reviewer; the state of the case';

CREATE FUNCTION civic.withdraw_repair(subject_id int8, case_id int8, reason text) RETURNS text
LANGUAGE C VOLATILE PARALLEL UNSAFE
/* writes civic_private.repair_case */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_withdraw_repair';
COMMENT ON FUNCTION civic.withdraw_repair(int8, int8, text) IS
	'give up an open repair case; its state';
