/* The tables of this room and, in one place, how each could be spread over nodes. */
CREATE FUNCTION civic_internal.review_tables() RETURNS TABLE (name text, class text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
VALUES
	('civic_private.review_key', 'local'),
	('civic_private.review_period', 'reference'),
	('civic_private.review_state', 'local'),
	('civic_private.review_draw', 'reference'),
	('civic_private.review_pool', 'subject'),
	('civic_private.review', 'subject'),
	('civic_private.review_decision', 'subject')
$$;
COMMENT ON FUNCTION civic_internal.review_tables() IS
	'tables of this room and the class of each: by subject, reference or local';

/* Long because it lists every column of the room once. */
CREATE FUNCTION civic_internal.review_comments() RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $comments$
BEGIN
COMMENT ON COLUMN civic_private.review_key.period IS
	'first day of the month';
COMMENT ON COLUMN civic_private.review_key.key IS
	'32 secret bytes; given out once the month is over';
COMMENT ON COLUMN civic_private.review_period.period IS
	'first day of the month';
COMMENT ON COLUMN civic_private.review_period.commitment IS
	'SHA-256 over a label and the key of the month';
COMMENT ON COLUMN civic_private.review_period.recorded_at IS
	'wall clock when the row was written';
COMMENT ON COLUMN civic_private.review_period.xact IS
	'transaction that wrote the row';
COMMENT ON COLUMN civic_private.review_period.actor IS
	'role that acted';
COMMENT ON COLUMN civic_private.review_state.only_one IS
	'always true: there is one row';
COMMENT ON COLUMN civic_private.review_state.since IS
	'decisions recorded before it come into no draw';
COMMENT ON COLUMN civic_private.review_draw.draw_id IS
	'number of the draw, the same for all policies';
COMMENT ON COLUMN civic_private.review_draw.policy_id IS
	'policy of the decisions';
COMMENT ON COLUMN civic_private.review_draw.period IS
	'first day of the month by whose key it was drawn';
COMMENT ON COLUMN civic_private.review_draw.on_day IS
	'day of the draw';
COMMENT ON COLUMN civic_private.review_draw.sampling_rate IS
	'share of the decisions that is to be reviewed, in basis points';
COMMENT ON COLUMN civic_private.review_draw.pooled IS
	'decisions that came into the draw and are reviewed by share';
COMMENT ON COLUMN civic_private.review_draw.by_rank IS
	'those drawn because their rank lies in the lower share';
COMMENT ON COLUMN civic_private.review_draw.by_share IS
	'decisions of the month drawn to make up the share';
COMMENT ON COLUMN civic_private.review_draw.always IS
	'decisions under rules of which all are reviewed';
COMMENT ON COLUMN civic_private.review_draw.recorded_at IS
	'wall clock when the row was written';
COMMENT ON COLUMN civic_private.review_draw.xact IS
	'transaction that wrote the row';
COMMENT ON COLUMN civic_private.review_draw.actor IS
	'role that acted';
COMMENT ON COLUMN civic_private.review_pool.subject_id IS
	'whom the row is about';
COMMENT ON COLUMN civic_private.review_pool.kind IS
	'1: a loss, 2: a fall to a lower tier';
COMMENT ON COLUMN civic_private.review_pool.reviewed_id IS
	'entry of a loss, tier change of a fall';
COMMENT ON COLUMN civic_private.review_pool.policy_id IS
	'policy of the decision';
COMMENT ON COLUMN civic_private.review_pool.always IS
	'its rule has all of its decisions reviewed';
COMMENT ON COLUMN civic_private.review_pool.period IS
	'first day of the month by whose key it was drawn or not';
COMMENT ON COLUMN civic_private.review_pool.draw_id IS
	'draw into which it came';
COMMENT ON COLUMN civic_private.review_pool.recorded_at IS
	'wall clock when the row was written';
COMMENT ON COLUMN civic_private.review_pool.xact IS
	'transaction that wrote the row';
COMMENT ON COLUMN civic_private.review_pool.actor IS
	'role that acted';
COMMENT ON COLUMN civic_private.review.subject_id IS
	'whom the row is about';
COMMENT ON COLUMN civic_private.review.review_id IS
	'number of the review';
COMMENT ON COLUMN civic_private.review.kind IS
	'1: a loss, 2: a fall to a lower tier';
COMMENT ON COLUMN civic_private.review.reviewed_id IS
	'entry of a loss, tier change of a fall';
COMMENT ON COLUMN civic_private.review.policy_id IS
	'policy of the decision';
COMMENT ON COLUMN civic_private.review.draw_id IS
	'draw in which it was drawn';
COMMENT ON COLUMN civic_private.review.cause IS
	'always: its rule has all reviewed, rank: drawn by its rank, share: to make up the share';
COMMENT ON COLUMN civic_private.review.drawn_on IS
	'day of the draw';
COMMENT ON COLUMN civic_private.review.due IS
	'day by which it is to be decided';
COMMENT ON COLUMN civic_private.review.decided_on IS
	'day of the decision; null: it waits';
COMMENT ON COLUMN civic_private.review.agree IS
	'the reviewer agreed with what was decided automatically; null: it waits';
COMMENT ON COLUMN civic_private.review.took IS
	'working days that the decision took; null: it waits';
COMMENT ON COLUMN civic_private.review.reviewer IS
	'role that decided it; null: it waits';
COMMENT ON COLUMN civic_private.review_decision.subject_id IS
	'whom the row is about';
COMMENT ON COLUMN civic_private.review_decision.review_id IS
	'the review';
COMMENT ON COLUMN civic_private.review_decision.agree IS
	'the reviewer agreed with what was decided automatically';
COMMENT ON COLUMN civic_private.review_decision.on_day IS
	'day of the decision';
COMMENT ON COLUMN civic_private.review_decision.reason IS
	'commitment to the reason';
COMMENT ON COLUMN civic_private.review_decision.ref_entry_id IS
	'reversal that followed, or null';
COMMENT ON COLUMN civic_private.review_decision.recorded_at IS
	'wall clock when the row was written';
COMMENT ON COLUMN civic_private.review_decision.xact IS
	'transaction that wrote the row';
COMMENT ON COLUMN civic_private.review_decision.actor IS
	'role that acted';
END $comments$;
COMMENT ON FUNCTION civic_internal.review_comments() IS
	'describe the columns of this room''s tables';

CREATE FUNCTION civic_internal.review_veiled() RETURNS TABLE (name text, columns text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
VALUES
	('civic_private.review_key', 'key')
$$;
COMMENT ON FUNCTION civic_internal.review_veiled() IS
	'columns of this room of whose values no statistics are kept';
