/* Moves of appeals.  Which of them a state allows is in core/appeal.c. */

CREATE FUNCTION civic.file_appeal(subject_id int8, entry_id int8, grounds text,
	evidence bytea DEFAULT NULL) RETURNS int8
LANGUAGE C VOLATILE PARALLEL UNSAFE
/* writes civic_private.appeal */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_file_appeal';
COMMENT ON FUNCTION civic.file_appeal(int8, int8, text, bytea) IS
	'file an appeal against a loss; its clocks start';

CREATE FUNCTION civic.mark_disputed(subject_id int8, appeal_id int8) RETURNS void
LANGUAGE C VOLATILE PARALLEL UNSAFE
/* writes civic_private.appeal and, where the policy suspends, the ledger */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_mark_disputed';
COMMENT ON FUNCTION civic.mark_disputed(int8, int8) IS
	'let the entry of an appeal show as disputed, suspended if the policy says so';

CREATE FUNCTION civic.forward_appeal(subject_id int8, appeal_id int8, reason text) RETURNS date
LANGUAGE C VOLATILE PARALLEL UNSAFE
/* writes civic_private.appeal */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_forward_appeal';
COMMENT ON FUNCTION civic.forward_appeal(int8, int8, text) IS
	'forward an appeal to the source that reported the event: the clock starts again; the new '
	'due day';

CREATE FUNCTION civic.extend_appeal(subject_id int8, appeal_id int8, reason text) RETURNS date
LANGUAGE C VOLATILE PARALLEL UNSAFE
/* writes civic_private.appeal */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_extend_appeal';
COMMENT ON FUNCTION civic.extend_appeal(int8, int8, text) IS
	'extend the time to decide an appeal, once; the new due day';

CREATE FUNCTION civic.pause_appeal(subject_id int8, appeal_id int8, reason text) RETURNS void
LANGUAGE C VOLATILE PARALLEL UNSAFE
/* writes civic_private.appeal */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_pause_appeal';
COMMENT ON FUNCTION civic.pause_appeal(int8, int8, text) IS
	'stop the clock of an appeal while an expert is asked';

CREATE FUNCTION civic.resume_appeal(subject_id int8, appeal_id int8, reason text,
	evidence bytea DEFAULT NULL) RETURNS date
LANGUAGE C VOLATILE PARALLEL UNSAFE
/* writes civic_private.appeal */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_resume_appeal';
COMMENT ON FUNCTION civic.resume_appeal(int8, int8, text, bytea) IS
	'the expert has answered: the clock goes on; the new due day';

CREATE FUNCTION civic.decide_appeal(subject_id int8, appeal_id int8, outcome text, reason text,
	rule_code text DEFAULT NULL, quantity numeric DEFAULT NULL, occurred_on date DEFAULT NULL)
RETURNS text
LANGUAGE C VOLATILE PARALLEL UNSAFE
/* writes civic_private.appeal and the ledger */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_decide_appeal';
COMMENT ON FUNCTION civic.decide_appeal(int8, int8, text, text, text, numeric, date) IS
	'decide an appeal: upheld (the entry is reversed), corrected (and another one recorded) or '
	'rejected (it counts again); the new state';

CREATE FUNCTION civic.request_review(subject_id int8, appeal_id int8, grounds text,
	evidence bytea DEFAULT NULL) RETURNS date
LANGUAGE C VOLATILE PARALLEL UNSAFE
/* writes civic_private.appeal and, where the policy suspends, the ledger */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_request_review';
COMMENT ON FUNCTION civic.request_review(int8, int8, text, bytea) IS
	'bring a rejected appeal before a second instance; the day by which it is due';

CREATE FUNCTION civic.withdraw_appeal(subject_id int8, appeal_id int8, reason text) RETURNS void
LANGUAGE C VOLATILE PARALLEL UNSAFE
/* writes civic_private.appeal and, where the entry was suspended, the ledger */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_withdraw_appeal';
COMMENT ON FUNCTION civic.withdraw_appeal(int8, int8, text) IS
	'withdraw an open appeal; a suspended entry counts again';
