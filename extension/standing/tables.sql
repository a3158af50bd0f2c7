/* The tables of this room and, in one place, how each could be spread over nodes. */
CREATE FUNCTION civic_internal.standing_tables() RETURNS TABLE (name text, class text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
VALUES
	('civic_private.standing', 'subject'),
	('civic_private.tier_change', 'subject'),
	('civic_private.settlement', 'local'),
	('civic_private.settle_queue', 'local'),
	('civic_private.settle_range', 'local'),
	('civic_private.closing', 'local'),
	('civic_private.tier_question', 'subject'),
	('civic_private.tier_answer', 'subject'),
	('civic_private.tier_lock', 'subject')
$$;
COMMENT ON FUNCTION civic_internal.standing_tables() IS
	'tables of this room and the class of each: by subject, reference or local';

/* Long because it lists every column of the room once. */
CREATE FUNCTION civic_internal.standing_comments() RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $comments$
BEGIN
COMMENT ON COLUMN civic_private.standing.subject_id IS
	'whom the row is about';
COMMENT ON COLUMN civic_private.standing.version IS
	'counts how often the standing was written';
COMMENT ON COLUMN civic_private.standing.as_of IS
	'day on which it was last written';
COMMENT ON COLUMN civic_private.standing.policy_id IS
	'policy that governed the subject';
COMMENT ON COLUMN civic_private.standing.score IS
	'points in hundredths';
COMMENT ON COLUMN civic_private.standing.dimensions IS
	'points in hundredths of each dimension of the policy in its order, then of more_dimensions';
COMMENT ON COLUMN civic_private.standing.more_dimensions IS
	'codes of dimensions with points that the policy no longer names; null: none';
COMMENT ON COLUMN civic_private.standing.rank IS
	'rank of the tier that is shown; 0: no tier';
COMMENT ON COLUMN civic_private.standing.tier IS
	'code of the tier that is shown; null: none';
COMMENT ON COLUMN civic_private.standing.since IS
	'day from which that tier has been shown';
COMMENT ON COLUMN civic_private.standing.earned_rank IS
	'rank of the tier without vetoes and locks; 0: no tier';
COMMENT ON COLUMN civic_private.standing.earned_tier IS
	'code of that tier; null: none';
COMMENT ON COLUMN civic_private.standing.earned_since IS
	'day from which it has been earned';
COMMENT ON COLUMN civic_private.standing.fell_on IS
	'day on which its conditions were last no longer met; null: they are';
COMMENT ON COLUMN civic_private.standing.refused_rank IS
	'rank to which a person has refused a fall, or null';
COMMENT ON COLUMN civic_private.standing.ceiling_rank IS
	'highest rank that a veto lets be shown; null: any';
COMMENT ON COLUMN civic_private.standing.ceiling_until IS
	'last day of that limit';
COMMENT ON COLUMN civic_private.standing.blocked_until IS
	'last day on which a veto blocks redemptions; null: none does';
COMMENT ON COLUMN civic_private.standing.clean_since IS
	'first day after the last loss; null: there has been none';
COMMENT ON COLUMN civic_private.standing.next_change IS
	'first day on which the standing can change by itself; null: none';
COMMENT ON COLUMN civic_private.standing.lock_id IS
	'lock in force, or null';
COMMENT ON COLUMN civic_private.standing.open_fall IS
	'question about a fall that waits for an answer, or null';
COMMENT ON COLUMN civic_private.standing.asked IS
	'codes of the restrictions that were put to a person; null: none';
COMMENT ON COLUMN civic_private.standing.adverse IS
	'codes of those that a person has put in force; null: none';
COMMENT ON COLUMN civic_private.standing.placed_on IS
	'day of the first placement';
COMMENT ON COLUMN civic_private.standing.placed_rank IS
	'rank of that placement';
COMMENT ON COLUMN civic_private.standing.placed_tier IS
	'tier of that placement; null: none';
COMMENT ON COLUMN civic_private.tier_change.subject_id IS
	'whom the row is about';
COMMENT ON COLUMN civic_private.tier_change.change_id IS
	'order of recording';
COMMENT ON COLUMN civic_private.tier_change.effective_on IS
	'day of the change';
COMMENT ON COLUMN civic_private.tier_change.policy_id IS
	'policy that governed the subject';
COMMENT ON COLUMN civic_private.tier_change.cause IS
	'score, requirement (of a tier), veto, veto_end, lock, unlock, confirmed (a fall, by a person) '
	'or policy';
COMMENT ON COLUMN civic_private.tier_change.from_rank IS
	'rank shown before';
COMMENT ON COLUMN civic_private.tier_change.from_tier IS
	'tier shown before; null: none';
COMMENT ON COLUMN civic_private.tier_change.to_rank IS
	'rank shown from then on';
COMMENT ON COLUMN civic_private.tier_change.to_tier IS
	'tier shown from then on; null: none';
COMMENT ON COLUMN civic_private.tier_change.earned_from_rank IS
	'rank earned before';
COMMENT ON COLUMN civic_private.tier_change.earned_from_tier IS
	'tier earned before; null: none';
COMMENT ON COLUMN civic_private.tier_change.earned_to_rank IS
	'rank earned from then on';
COMMENT ON COLUMN civic_private.tier_change.earned_to_tier IS
	'tier earned from then on; null: none';
COMMENT ON COLUMN civic_private.tier_change.score IS
	'points in hundredths';
COMMENT ON COLUMN civic_private.tier_change.entries IS
	'entries that caused the change, then what took effect since the last one, 20 at most';
COMMENT ON COLUMN civic_private.tier_change.decision_id IS
	'question whose answer caused the change, or null';
COMMENT ON COLUMN civic_private.tier_change.recorded_at IS
	'wall clock when the row was written';
COMMENT ON COLUMN civic_private.tier_change.xact IS
	'transaction that wrote the row';
COMMENT ON COLUMN civic_private.tier_change.actor IS
	'role that acted';
COMMENT ON COLUMN civic_private.closing.whole IS
	'there is one row';
COMMENT ON COLUMN civic_private.closing.closed_through IS
	'the last closed day';
COMMENT ON COLUMN civic_private.closing.waiting IS
	'day that is over and stays open, or null';
COMMENT ON COLUMN civic_private.closing.noted_xact IS
	'it closes when no transaction with a lower number runs';
COMMENT ON COLUMN civic_private.closing.cluster IS
	'system identifier of the cluster in which that number means something';
COMMENT ON COLUMN civic_private.settlement.settlement_id IS
	'order of settlements';
COMMENT ON COLUMN civic_private.settlement.as_of IS
	'day that is settled';
COMMENT ON COLUMN civic_private.settlement.started_at IS
	'when it began';
COMMENT ON COLUMN civic_private.settlement.finished_at IS
	'when it ended; null: it is open';
COMMENT ON COLUMN civic_private.settlement.phase IS
	'room whose work is due, queue or standings';
COMMENT ON COLUMN civic_private.settlement.complete IS
	'true: it computes everybody, false: who is queued';
COMMENT ON COLUMN civic_private.settlement.done IS
	'subjects computed, without those of ranges as long as it is open';
COMMENT ON COLUMN civic_private.settlement.changed IS
	'standings written, without those of ranges as long as it is open';
COMMENT ON COLUMN civic_private.settlement.total IS
	'subjects to compute';
COMMENT ON COLUMN civic_private.settlement.computing_since IS
	'when it began to compute standings; null: not yet';
COMMENT ON COLUMN civic_private.settlement.pid IS
	'backend of the call that has taken it up last; null: that call has failed';
COMMENT ON COLUMN civic_private.settlement.backend_start IS
	'when that backend started';
COMMENT ON COLUMN civic_private.settlement.failures IS
	'calls that have failed on it';
COMMENT ON COLUMN civic_private.settlement.failed_at IS
	'when a call failed on it last; null: none has';
COMMENT ON COLUMN civic_private.settlement.sqlstate IS
	'SQLSTATE of that failure';
COMMENT ON COLUMN civic_private.settlement.error IS
	'message of that failure';
COMMENT ON COLUMN civic_private.settlement.daily_rank IS
	'rank up to which the days work of the rooms is done';
COMMENT ON COLUMN civic_private.settle_queue.subject_id IS
	'whom the open settlement has to compute';
COMMENT ON COLUMN civic_private.settle_range.settlement_id IS
	'settlement that is shared out';
COMMENT ON COLUMN civic_private.settle_range.range_no IS
	'order in which ranges are taken';
COMMENT ON COLUMN civic_private.settle_range.last_subject_id IS
	'subject up to which the range is computed; it begins after another one';
COMMENT ON COLUMN civic_private.settle_range.upto IS
	'last subject of the range, which need not exist';
COMMENT ON COLUMN civic_private.settle_range.done IS
	'subjects computed';
COMMENT ON COLUMN civic_private.settle_range.changed IS
	'standings written';
COMMENT ON COLUMN civic_private.settle_range.pid IS
	'backend of the call that has taken it last; null: none yet, or that call has failed';
COMMENT ON COLUMN civic_private.settle_range.backend_start IS
	'when that backend started';
COMMENT ON COLUMN civic_private.tier_question.subject_id IS
	'whom the row is about';
COMMENT ON COLUMN civic_private.tier_question.decision_id IS
	'number of the question';
COMMENT ON COLUMN civic_private.tier_question.kind IS
	'fall: of more than one tier; adverse: a restriction';
COMMENT ON COLUMN civic_private.tier_question.asked_on IS
	'day whose settlement asked';
COMMENT ON COLUMN civic_private.tier_question.policy_id IS
	'policy that governed the subject';
COMMENT ON COLUMN civic_private.tier_question.from_rank IS
	'rank earned (fall) or shown (adverse)';
COMMENT ON COLUMN civic_private.tier_question.from_tier IS
	'its tier; null: none';
COMMENT ON COLUMN civic_private.tier_question.to_rank IS
	'rank to fall to, or that is shown';
COMMENT ON COLUMN civic_private.tier_question.to_tier IS
	'its tier; null: none';
COMMENT ON COLUMN civic_private.tier_question.benefit IS
	'code of the restriction; null: a fall';
COMMENT ON COLUMN civic_private.tier_question.recorded_at IS
	'wall clock when the row was written';
COMMENT ON COLUMN civic_private.tier_question.xact IS
	'transaction that wrote the row';
COMMENT ON COLUMN civic_private.tier_question.actor IS
	'role that acted';
COMMENT ON COLUMN civic_private.tier_answer.subject_id IS
	'whom the row is about';
COMMENT ON COLUMN civic_private.tier_answer.decision_id IS
	'question that is answered';
COMMENT ON COLUMN civic_private.tier_answer.verdict IS
	'true: confirmed, false: refused, null: it had lost its object';
COMMENT ON COLUMN civic_private.tier_answer.decided_on IS
	'day of the answer';
COMMENT ON COLUMN civic_private.tier_answer.reason IS
	'commitment to the reason; null without a verdict';
COMMENT ON COLUMN civic_private.tier_answer.recorded_at IS
	'wall clock when the row was written';
COMMENT ON COLUMN civic_private.tier_answer.xact IS
	'transaction that wrote the row';
COMMENT ON COLUMN civic_private.tier_answer.actor IS
	'role that acted';
COMMENT ON COLUMN civic_private.tier_lock.subject_id IS
	'whom the row is about';
COMMENT ON COLUMN civic_private.tier_lock.lock_id IS
	'order of recording; the last row holds';
COMMENT ON COLUMN civic_private.tier_lock.tier IS
	'code of the tier that is shown; null: a release';
COMMENT ON COLUMN civic_private.tier_lock.from_day IS
	'first day';
COMMENT ON COLUMN civic_private.tier_lock.until IS
	'last day';
COMMENT ON COLUMN civic_private.tier_lock.reason IS
	'commitment to the reason';
COMMENT ON COLUMN civic_private.tier_lock.is_floor IS
	'true: the tier is the lowest that is shown, false: the one that is';
COMMENT ON COLUMN civic_private.tier_lock.recorded_at IS
	'wall clock when the row was written';
COMMENT ON COLUMN civic_private.tier_lock.xact IS
	'transaction that wrote the row';
COMMENT ON COLUMN civic_private.tier_lock.actor IS
	'role that acted';
END $comments$;
COMMENT ON FUNCTION civic_internal.standing_comments() IS
	'comment on every column of this room''s tables';
