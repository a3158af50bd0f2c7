/* The tables of this room and, in one place, how each could be spread over nodes. */
CREATE FUNCTION civic_internal.appeal_tables() RETURNS TABLE (name text, class text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
VALUES
	('civic_private.appeal', 'subject'),
	('civic_private.appeal_move', 'subject'),
	('civic_private.annulment', 'subject'),
	('civic_private.annulment_withdrawal', 'subject')
$$;
COMMENT ON FUNCTION civic_internal.appeal_tables() IS
	'tables of this room and the class of each: by subject, reference or local';

/* Long because it lists every column of the room once. */
CREATE FUNCTION civic_internal.appeal_comments() RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $comments$
BEGIN
COMMENT ON COLUMN civic_private.appeal.subject_id IS
	'whom the row is about';
COMMENT ON COLUMN civic_private.appeal.appeal_id IS
	'number of the appeal';
COMMENT ON COLUMN civic_private.appeal.entry_id IS
	'the contested entry, a loss';
COMMENT ON COLUMN civic_private.appeal.policy_id IS
	'policy by whose clocks the appeal goes: the one in force when it was filed';
COMMENT ON COLUMN civic_private.appeal.calendar IS
	'calendar by which its working days count';
COMMENT ON COLUMN civic_private.appeal.area IS
	'where the subject lived when the appeal was filed';
COMMENT ON COLUMN civic_private.appeal.state IS
	'filed, marked, paused, rejected, review, review_paused, upheld, '
	'corrected, confirmed or withdrawn';
COMMENT ON COLUMN civic_private.appeal.open IS
	'somebody has yet to do something about it';
COMMENT ON COLUMN civic_private.appeal.disputed IS
	'the contested entry shows as disputed';
COMMENT ON COLUMN civic_private.appeal.instance IS
	'1: first instance, 2: a review was requested';
COMMENT ON COLUMN civic_private.appeal.suspended IS
	'the appeal has suspended the contested entry';
COMMENT ON COLUMN civic_private.appeal.filed_on IS
	'day of filing';
COMMENT ON COLUMN civic_private.appeal.filer IS
	'role that filed it';
COMMENT ON COLUMN civic_private.appeal.mark_due IS
	'day by which the entry is to be marked as disputed';
COMMENT ON COLUMN civic_private.appeal.marked_on IS
	'day on which it was marked, or null';
COMMENT ON COLUMN civic_private.appeal.forward_due IS
	'day by which the appeal is to be forwarded to the source of the event';
COMMENT ON COLUMN civic_private.appeal.forwarded_on IS
	'day on which it was forwarded, or null';
COMMENT ON COLUMN civic_private.appeal.clock_from IS
	'day from which the working days of the instance count';
COMMENT ON COLUMN civic_private.appeal.decision_due IS
	'day by which the instance is to be decided; has no meaning while the clock stands';
COMMENT ON COLUMN civic_private.appeal.extended IS
	'the time of this instance was extended';
COMMENT ON COLUMN civic_private.appeal.paused_on IS
	'day on which an expert was asked and the clock stopped, else null';
COMMENT ON COLUMN civic_private.appeal.remaining IS
	'working days that were left when the clock stopped, else null';
COMMENT ON COLUMN civic_private.appeal.stopped IS
	'working days of this instance for which the clock stood';
COMMENT ON COLUMN civic_private.appeal.decided_on IS
	'day of the decision of this instance, or null';
COMMENT ON COLUMN civic_private.appeal.decider IS
	'role that decided this instance, or null';
COMMENT ON COLUMN civic_private.appeal.first_decider IS
	'role that decided the first instance, or null';
COMMENT ON COLUMN civic_private.appeal.notified IS
	'what applications know to be overdue: 0 nothing, 1 the mark, 2 the decision';
COMMENT ON COLUMN civic_private.appeal.moves IS
	'how many rows of appeal_move there are of it';
COMMENT ON COLUMN civic_private.appeal_move.subject_id IS
	'whom the row is about';
COMMENT ON COLUMN civic_private.appeal_move.appeal_id IS
	'the appeal';
COMMENT ON COLUMN civic_private.appeal_move.move_no IS
	'order of the moves of an appeal, from 1';
COMMENT ON COLUMN civic_private.appeal_move.move IS
	'file, mark, forward, extend, pause, resume, uphold, correct, reject, '
	'request_review or withdraw';
COMMENT ON COLUMN civic_private.appeal_move.from_state IS
	'state before the move; none: before filing';
COMMENT ON COLUMN civic_private.appeal_move.to_state IS
	'state after the move';
COMMENT ON COLUMN civic_private.appeal_move.instance IS
	'instance after the move: 1 or 2';
COMMENT ON COLUMN civic_private.appeal_move.on_day IS
	'day of the move';
COMMENT ON COLUMN civic_private.appeal_move.due IS
	'day by which the next decision is due after the move; null: none is, or the clock stands';
COMMENT ON COLUMN civic_private.appeal_move.took IS
	'working days that a decision took; null: the move is no decision';
COMMENT ON COLUMN civic_private.appeal_move.late IS
	'the move was made after the day by which it was due';
COMMENT ON COLUMN civic_private.appeal_move.ref_entry_id IS
	'entry that the move made, or null';
COMMENT ON COLUMN civic_private.appeal_move.text_commitment IS
	'commitment to the grounds or the reason, or null';
COMMENT ON COLUMN civic_private.appeal_move.evidence_commitment IS
	'commitment to the evidence, or null';
COMMENT ON COLUMN civic_private.appeal_move.recorded_at IS
	'wall clock when the row was written';
COMMENT ON COLUMN civic_private.appeal_move.xact IS
	'transaction that wrote the row';
COMMENT ON COLUMN civic_private.appeal_move.actor IS
	'role that acted';
COMMENT ON COLUMN civic_private.annulment.subject_id IS
	'whom the row is about';
COMMENT ON COLUMN civic_private.annulment.entry_id IS
	'loss whose basis was revoked';
COMMENT ON COLUMN civic_private.annulment.report_no IS
	'how many reports about the loss were withdrawn before';
COMMENT ON COLUMN civic_private.annulment.policy_id IS
	'policy by whose clock it is to be cleared';
COMMENT ON COLUMN civic_private.annulment.revoked_on IS
	'day on which the basis was revoked';
COMMENT ON COLUMN civic_private.annulment.reported_on IS
	'day of the report';
COMMENT ON COLUMN civic_private.annulment.due IS
	'day by which the loss is to be reversed';
COMMENT ON COLUMN civic_private.annulment.reason IS
	'commitment to the reason';
COMMENT ON COLUMN civic_private.annulment.recorded_at IS
	'wall clock when the row was written';
COMMENT ON COLUMN civic_private.annulment.xact IS
	'transaction that wrote the row';
COMMENT ON COLUMN civic_private.annulment.actor IS
	'role that acted';
COMMENT ON COLUMN civic_private.annulment_withdrawal.subject_id IS
	'whom the row is about';
COMMENT ON COLUMN civic_private.annulment_withdrawal.entry_id IS
	'the loss';
COMMENT ON COLUMN civic_private.annulment_withdrawal.report_no IS
	'number of the report that was withdrawn';
COMMENT ON COLUMN civic_private.annulment_withdrawal.reason IS
	'commitment to the reason';
COMMENT ON COLUMN civic_private.annulment_withdrawal.recorded_at IS
	'wall clock when the row was written';
COMMENT ON COLUMN civic_private.annulment_withdrawal.xact IS
	'transaction that wrote the row';
COMMENT ON COLUMN civic_private.annulment_withdrawal.actor_id IS
	'number of the role that acted';
COMMENT ON COLUMN civic_private.annulment_withdrawal.login_id IS
	'number of the role that had logged in';
END $comments$;
COMMENT ON FUNCTION civic_internal.appeal_comments() IS
	'describe the columns of this room''s tables';
