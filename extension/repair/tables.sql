/* The tables of this room and, in one place, how each could be spread over nodes. */
CREATE FUNCTION civic_internal.repair_tables() RETURNS TABLE (name text, class text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
VALUES
	('civic_private.panel', 'reference'),
	('civic_private.penalty_document', 'subject'),
	('civic_private.penalty_withdrawal', 'subject'),
	('civic_private.repair_case', 'subject'),
	('civic_private.repair_move', 'subject'),
	('civic_private.erasure', 'subject'),
	('civic_private.retention_run', 'local')
$$;
COMMENT ON FUNCTION civic_internal.repair_tables() IS
	'tables of this room and the class of each: by subject, reference or local';

/* Long because it lists every column of the room once. */
CREATE FUNCTION civic_internal.repair_comments() RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $comments$
BEGIN
COMMENT ON COLUMN civic_private.panel.area IS
	'whose repair steps the panel decides, and those of the areas below it that have no panel';
COMMENT ON COLUMN civic_private.panel.panel_id IS
	'order of appointment; the last row of an area holds';
COMMENT ON COLUMN civic_private.panel.members IS
	'roles on the panel; none: the panel was dissolved';
COMMENT ON COLUMN civic_private.panel.recorded_at IS
	'wall clock when the row was written';
COMMENT ON COLUMN civic_private.panel.xact IS
	'transaction that wrote the row';
COMMENT ON COLUMN civic_private.panel.actor IS
	'role that acted';
COMMENT ON COLUMN civic_private.penalty_document.subject_id IS
	'whom the row is about';
COMMENT ON COLUMN civic_private.penalty_document.entry_id IS
	'the loss';
COMMENT ON COLUMN civic_private.penalty_document.link_id IS
	'what losses of one document have in common';
COMMENT ON COLUMN civic_private.penalty_document.link_no IS
	'how many links of the loss were withdrawn before';
COMMENT ON COLUMN civic_private.penalty_document.document_date IS
	'date of the document, from which the publicity of the loss runs';
COMMENT ON COLUMN civic_private.penalty_document.number IS
	'commitment to the number of the document';
COMMENT ON COLUMN civic_private.penalty_document.recorded_at IS
	'wall clock when the row was written';
COMMENT ON COLUMN civic_private.penalty_document.xact IS
	'transaction that wrote the row';
COMMENT ON COLUMN civic_private.penalty_document.actor IS
	'role that acted';
COMMENT ON COLUMN civic_private.penalty_withdrawal.subject_id IS
	'whom the row is about';
COMMENT ON COLUMN civic_private.penalty_withdrawal.link_id IS
	'what was withdrawn, for all losses of the document';
COMMENT ON COLUMN civic_private.penalty_withdrawal.reason IS
	'commitment to the reason';
COMMENT ON COLUMN civic_private.penalty_withdrawal.recorded_at IS
	'wall clock when the row was written';
COMMENT ON COLUMN civic_private.penalty_withdrawal.xact IS
	'transaction that wrote the row';
COMMENT ON COLUMN civic_private.penalty_withdrawal.actor_id IS
	'number of the role that acted';
COMMENT ON COLUMN civic_private.penalty_withdrawal.login_id IS
	'number of the role that had logged in';
COMMENT ON COLUMN civic_private.repair_case.subject_id IS
	'whose loss is repaired';
COMMENT ON COLUMN civic_private.repair_case.case_id IS
	'number of the case';
COMMENT ON COLUMN civic_private.repair_case.entry_id IS
	'the loss';
COMMENT ON COLUMN civic_private.repair_case.policy_id IS
	'policy whose path the case goes';
COMMENT ON COLUMN civic_private.repair_case.severity IS
	'severity of the loss: 1 minor, 2 general, 3 serious';
COMMENT ON COLUMN civic_private.repair_case.path IS
	'code of the path';
COMMENT ON COLUMN civic_private.repair_case.area IS
	'where the subject lived when the loss occurred';
COMMENT ON COLUMN civic_private.repair_case.document_date IS
	'day from which publicity runs: that of the penalty document, or of the loss';
COMMENT ON COLUMN civic_private.repair_case.repairable_from IS
	'first day after the publicity minimum; null: never';
COMMENT ON COLUMN civic_private.repair_case.ends_on IS
	'first day without publicity; null: publicity does not end';
COMMENT ON COLUMN civic_private.repair_case.lapses_on IS
	'first day on which the loss is forgotten; null: never';
COMMENT ON COLUMN civic_private.repair_case.opened_on IS
	'day of opening';
COMMENT ON COLUMN civic_private.repair_case.state IS
	'1 waiting, 2 repairable, 3 applied, 4 returned, 5 appealed; closed: 6 repaired, 7 rejected, '
	'8 withdrawn, 9 expired, 10 annulled, 11 lapsed';
COMMENT ON COLUMN civic_private.repair_case.step IS
	'the step at hand, or the last one that was; from 1';
COMMENT ON COLUMN civic_private.repair_case.step_since IS
	'first day of the step, or of its observation';
COMMENT ON COLUMN civic_private.repair_case.restored_bp IS
	'basis points of the loss restored so far';
COMMENT ON COLUMN civic_private.repair_case.appealed IS
	'a refusal of the step was appealed against';
COMMENT ON COLUMN civic_private.repair_case.moves IS
	'number of transitions made';
COMMENT ON COLUMN civic_private.repair_case.submitted_on IS
	'day of the last submission or appeal';
COMMENT ON COLUMN civic_private.repair_case.submitted_by IS
	'role that handed it in';
COMMENT ON COLUMN civic_private.repair_case.due_on IS
	'working day by which a decision is due; null: nothing is to be decided';
COMMENT ON COLUMN civic_private.repair_case.next_move_on IS
	'first day on which settlement may have to make a transition; null: none';
COMMENT ON COLUMN civic_private.repair_case.waits_for IS
	'what settlement looks at from next_move_on on: 0 nothing but the day, 1 hours under '
	'awaited_rule, 2 new losses';
COMMENT ON COLUMN civic_private.repair_case.awaited_rule IS
	'code of the rule whose hours count; null unless waits_for is 1';
COMMENT ON COLUMN civic_private.repair_case.closed_on IS
	'day of closing; null: open';
COMMENT ON COLUMN civic_private.repair_move.subject_id IS
	'whom the row is about';
COMMENT ON COLUMN civic_private.repair_move.case_id IS
	'the case';
COMMENT ON COLUMN civic_private.repair_move.move_no IS
	'number of the transition within its case, from 1';
COMMENT ON COLUMN civic_private.repair_move.move IS
	'1 open, 2 mature, 3 submit, 4 return, 5 vote, 6 pass, 7 refuse, 8 restart, 9 appeal, '
	'10 withdraw, 11 expire, 12 annul, 13 lapse';
COMMENT ON COLUMN civic_private.repair_move.from_state IS
	'state before, as in repair_case; 0: not opened';
COMMENT ON COLUMN civic_private.repair_move.to_state IS
	'state after, as in repair_case';
COMMENT ON COLUMN civic_private.repair_move.step IS
	'step at hand before the transition';
COMMENT ON COLUMN civic_private.repair_move.on_day IS
	'day of the transition';
COMMENT ON COLUMN civic_private.repair_move.days IS
	'days since the step began';
COMMENT ON COLUMN civic_private.repair_move.restored_before_bp IS
	'basis points of the loss restored before';
COMMENT ON COLUMN civic_private.repair_move.restored_bp IS
	'basis points of the loss restored after';
COMMENT ON COLUMN civic_private.repair_move.vote IS
	'of a vote: for it (true) or against';
COMMENT ON COLUMN civic_private.repair_move.repair_id IS
	'entry that restored what the transition restores; null: none';
COMMENT ON COLUMN civic_private.repair_move.evidence IS
	'commitment to the evidence; of a return, to the list of what is missing';
COMMENT ON COLUMN civic_private.repair_move.reason IS
	'commitment to the reason or note';
COMMENT ON COLUMN civic_private.repair_move.recorded_at IS
	'wall clock when the row was written';
COMMENT ON COLUMN civic_private.repair_move.xact IS
	'transaction that wrote the row';
COMMENT ON COLUMN civic_private.repair_move.actor IS
	'role that acted';
COMMENT ON COLUMN civic_private.erasure.subject_id IS
	'whom the row is about';
COMMENT ON COLUMN civic_private.erasure.entry_id IS
	'the loss';
COMMENT ON COLUMN civic_private.erasure.on_day IS
	'day from which on the loss no longer counts';
COMMENT ON COLUMN civic_private.erasure.years IS
	'retention in years, as the policy of the loss had it';
COMMENT ON COLUMN civic_private.erasure.reference_id IS
	'adjustment that ended what the loss counted; null: it had no weight left';
COMMENT ON COLUMN civic_private.erasure.texts IS
	'how many texts were erased';
COMMENT ON COLUMN civic_private.erasure.reason IS
	'retention';
COMMENT ON COLUMN civic_private.erasure.recorded_at IS
	'wall clock when the row was written';
COMMENT ON COLUMN civic_private.erasure.xact IS
	'transaction that wrote the row';
COMMENT ON COLUMN civic_private.erasure.actor IS
	'role that acted';
COMMENT ON COLUMN civic_private.retention_run.only_one IS
	'always true: there is one row';
COMMENT ON COLUMN civic_private.retention_run.done_to IS
	'day up to which losses that were due are forgotten';
COMMENT ON COLUMN civic_private.retention_run.rules_to IS
	'last rule that was asked how long its losses are kept';
COMMENT ON COLUMN civic_private.retention_run.least_years IS
	'shortest retention of the rules up to that one; null: none has any';
COMMENT ON COLUMN civic_private.retention_run.most_years IS 'longest retention of these rules';
END $comments$;
COMMENT ON FUNCTION civic_internal.repair_comments() IS
	'describe every column of this room''s tables';
