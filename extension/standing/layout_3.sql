/* What layout 3 changes in this room: long because it changes most of its tables. */
CREATE FUNCTION civic_internal.standing_layout_3() RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $layout$
BEGIN
INSERT INTO civic_private.kept_text (subject_id, commitment, salt, body, erase_on)
SELECT n.subject_id, n.commitment, n.salt, convert_to(n.body, 'UTF8'),
	civic_internal.default_text_day(current_date)
  FROM civic_private.standing_note n;
DROP TABLE civic_private.standing_note;

/*
 * What settlements had seen.  One that is open has seen what its snapshot sees once it has queued
 * the subjects (phase 5), and has posted bonuses before that (phase 4).
 */
INSERT INTO civic_private.watermark (reader, snapshot, taken_at, cluster)
SELECT 'settlement', civic_internal.snapshot_without(s.snapshot, s.snapshot_by), s.started_at,
	s.cluster
  FROM civic_private.settlement s WHERE s.finished_at IS NOT NULL OR s.phase = 5
 ORDER BY s.settlement_id DESC LIMIT 1;
INSERT INTO civic_private.watermark (reader, snapshot, taken_at, cluster)
SELECT 'bonuses', civic_internal.snapshot_without(s.began, s.began_by), s.started_at, s.cluster
  FROM civic_private.settlement s WHERE s.finished_at IS NOT NULL OR s.phase >= 4
 ORDER BY s.settlement_id DESC LIMIT 1;
ALTER TABLE civic_private.settlement
	DROP COLUMN cluster, DROP COLUMN began, DROP COLUMN began_by,
	DROP COLUMN snapshot, DROP COLUMN snapshot_by;

/* whom settlement has to look at on a day, without reading the others */
CREATE INDEX standing_due_idx ON civic_private.standing (next_change)
	WHERE next_change IS NOT NULL;
/* those that found nothing to do, which are deleted after a while */
CREATE INDEX settlement_idle_idx ON civic_private.settlement (finished_at) WHERE done = 0;

/* A settlement is shared out by ranges; one that is open has a single one, from where it was. */
CREATE TABLE civic_private.settle_range (
	settlement_id int8 NOT NULL,
	range_no int4 NOT NULL,
	last_subject_id int8 NOT NULL,
	upto int8 NOT NULL,
	done int8 NOT NULL DEFAULT 0,
	changed int8 NOT NULL DEFAULT 0,
	pid int4,
	backend_start timestamptz,
	PRIMARY KEY (settlement_id, range_no)
);
COMMENT ON TABLE civic_private.settle_range IS
	'ranges of subjects of the open settlement, which sessions take one by one';
INSERT INTO civic_private.settle_range (settlement_id, range_no, last_subject_id, upto)
SELECT s.settlement_id, 1, s.last_subject_id, 9223372036854775807
  FROM civic_private.settlement s WHERE s.finished_at IS NULL AND s.phase = 5;
ALTER TABLE civic_private.settlement DROP COLUMN last_subject_id;

/* Phases were 0 repair, 1 appeals, 2 rewards, 3 bonuses, 4 whom to compute, 5 standings. */
ALTER TABLE civic_private.settlement ADD COLUMN daily_rank int4 NOT NULL DEFAULT 0;
UPDATE civic_private.settlement s
   SET daily_rank = ('{0,10,25,30,40,40}'::int4[])[s.phase + 1];
ALTER TABLE civic_private.settlement
	ADD COLUMN pid int4, ADD COLUMN backend_start timestamptz,
	ADD COLUMN failures int4 NOT NULL DEFAULT 0, ADD COLUMN failed_at timestamptz,
	ADD COLUMN sqlstate text, ADD COLUMN error text;
ALTER TABLE civic_private.settlement ALTER COLUMN phase DROP DEFAULT;
ALTER TABLE civic_private.settlement ALTER COLUMN phase TYPE text
	USING ('{repair,appeal,rewards,standing,queue,standings}'::text[])[phase + 1];
COMMENT ON TABLE civic_private.settlement IS
	'settlements and how far they are; complete: computes everybody, else those in settle_queue';

ALTER TABLE civic_private.decision RENAME TO tier_question;
ALTER TABLE civic_private.tier_question DROP CONSTRAINT decision_decision_id_key;
ALTER TABLE civic_private.tier_question RENAME CONSTRAINT decision_pkey TO tier_question_pkey;
ALTER TABLE civic_private.tier_question
	RENAME CONSTRAINT decision_kind_check TO tier_question_kind_check;
CREATE INDEX tier_question_decision_idx ON civic_private.tier_question (decision_id);
ALTER TABLE civic_private.decision_outcome RENAME TO tier_answer;
ALTER TABLE civic_private.tier_answer RENAME CONSTRAINT decision_outcome_pkey TO tier_answer_pkey;
ALTER TABLE civic_private.tier_answer
	RENAME CONSTRAINT decision_outcome_reason_check TO tier_answer_reason_check;
ALTER TABLE civic_private.tier_answer RENAME CONSTRAINT
	decision_outcome_subject_id_decision_id_fkey TO tier_answer_subject_id_decision_id_fkey;
ALTER INDEX civic_private.decision_outcome_xact_idx RENAME TO tier_answer_xact_idx;

ALTER TABLE civic_private.tier_lock ADD COLUMN is_floor bool NOT NULL DEFAULT false;

/* null for none, also where a standing was not computed since */
ALTER TABLE civic_private.standing ADD COLUMN more_dimensions text[];

/* days before the upgrade count as closed; a new programme has no row until its first settlement */
CREATE TABLE civic_private.closing (
	whole bool PRIMARY KEY DEFAULT true CHECK (whole),
	closed_through date NOT NULL,
	waiting date,
	noted_xact int8,
	cluster int8
);
COMMENT ON TABLE civic_private.closing IS
	'the last closed day, and the one that waits for transactions to end';
INSERT INTO civic_private.closing (closed_through)
SELECT (clock_timestamp() AT TIME ZONE p.time_zone)::date - 1 FROM civic_private.programme p;

COMMENT ON TABLE civic_private.standing IS
	'where each subject stands by the last settlement that had to compute it';
COMMENT ON TABLE civic_private.tier_change IS
	'every change of a tier, shown or earned, after the first placement';
COMMENT ON TABLE civic_private.tier_answer IS 'answers to questions';
COMMENT ON TABLE civic_private.tier_lock IS 'tiers fixed by hand, and their releases';
END $layout$;
COMMENT ON FUNCTION civic_internal.standing_layout_3() IS
	'bring the tables of this room to layout 3';
