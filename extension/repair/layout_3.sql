/* What layout 3 changes in this room. */

/* Each text is kept until its loss is forgotten, as the policy of the rule has it. */
CREATE FUNCTION civic_internal.repair_texts_to_layout_3() RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $layout$
BEGIN
INSERT INTO civic_private.kept_text (subject_id, commitment, salt, body, entry_id, erase_on)
SELECT t.subject_id, CASE t.part WHEN 1 THEN m.evidence ELSE m.reason END, t.salt, t.body,
	t.entry_id, coalesce(c.lapses_on, '9999-12-31')
  FROM civic_private.repair_text t
  JOIN civic_private.repair_case c USING (subject_id, case_id)
  JOIN civic_private.repair_move m USING (subject_id, case_id, move_no);
/* one number for several losses goes with the last of them */
INSERT INTO civic_private.kept_text (subject_id, commitment, salt, body, entry_id, erase_on)
SELECT DISTINCT ON (t.subject_id, l.reference) t.subject_id, l.reference, t.salt, t.body,
	t.entry_id, (e.occurred_on + make_interval(years =>
		coalesce((n.document #>> '{policy,erase_years}')::numeric::int4, 5)))::date
  FROM civic_private.repair_text t
  JOIN civic_private.linked_decision l USING (subject_id, entry_id)
  JOIN civic_private.entry e USING (subject_id, entry_id)
  JOIN civic_private.rule r USING (rule_id)
  JOIN civic_private.enactment n USING (policy_id)
 WHERE t.part = 3
 ORDER BY 1, 2, 6 DESC, 5;
DROP TABLE civic_private.repair_text;
END $layout$;
COMMENT ON FUNCTION civic_internal.repair_texts_to_layout_3() IS
	'bring the texts of this room into the one store of texts';

CREATE FUNCTION civic_internal.repair_layout_3() RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $layout$
BEGIN
ALTER TABLE civic_private.panel ALTER COLUMN area TYPE text;
ALTER TABLE civic_private.panel ADD FOREIGN KEY (area) REFERENCES civic_private.area;

PERFORM civic_internal.repair_texts_to_layout_3();

ALTER TABLE civic_private.linked_decision RENAME TO penalty_document;
ALTER TABLE civic_private.penalty_document RENAME COLUMN reference TO number;
ALTER TABLE civic_private.penalty_document
	RENAME CONSTRAINT linked_decision_pkey TO penalty_document_pkey;
ALTER TABLE civic_private.penalty_document RENAME CONSTRAINT
	linked_decision_document_date_check TO penalty_document_document_date_check;
ALTER TABLE civic_private.penalty_document
	RENAME CONSTRAINT linked_decision_reference_check TO penalty_document_number_check;
/* a link can be withdrawn, and the loss be linked again */
ALTER TABLE civic_private.penalty_document ADD COLUMN link_no int4 NOT NULL DEFAULT 0;
ALTER TABLE civic_private.penalty_document DROP CONSTRAINT penalty_document_pkey;
ALTER TABLE civic_private.penalty_document ADD PRIMARY KEY (subject_id, entry_id, link_no);
COMMENT ON TABLE civic_private.penalty_document IS
	'losses and the document that decided them, one document for several losses';
CREATE TABLE civic_private.penalty_withdrawal (
	subject_id int8 NOT NULL,
	link_id int8 NOT NULL,
	reason bytea NOT NULL CHECK (octet_length(reason) = 32),
	recorded_at timestamptz NOT NULL,
	xact int8 NOT NULL,
	actor_id int4 NOT NULL,
	login_id int4 NOT NULL,
	PRIMARY KEY (subject_id, link_id)
);
COMMENT ON TABLE civic_private.penalty_withdrawal IS
	'links of losses to a document that were withdrawn';

ALTER TABLE civic_private.repair_case RENAME COLUMN share TO restored_bp;
ALTER TABLE civic_private.repair_case
	RENAME CONSTRAINT repair_case_share_check TO repair_case_restored_bp_check;
ALTER TABLE civic_private.repair_case RENAME COLUMN watch TO waits_for;
ALTER TABLE civic_private.repair_case RENAME COLUMN watched_rule TO awaited_rule;
COMMENT ON TABLE civic_private.repair_case IS
	'repair cases as they stand; repair_move tells how they came there';

ALTER TABLE civic_private.repair_move RENAME COLUMN share_before TO restored_before_bp;
ALTER TABLE civic_private.repair_move RENAME COLUMN share TO restored_bp;
COMMENT ON TABLE civic_private.repair_move IS
	'transitions of repair cases, with what commits to their texts';
COMMENT ON TABLE civic_private.erasure IS 'losses that were forgotten';

INSERT INTO civic_private.watermark (reader, snapshot, cluster)
SELECT 'retention', r.snapshot, r.cluster
  FROM civic_private.retention_run r WHERE r.snapshot IS NOT NULL;
ALTER TABLE civic_private.retention_run DROP COLUMN snapshot, DROP COLUMN cluster,
	ADD COLUMN rules_to int4 NOT NULL DEFAULT 0, ADD COLUMN least_years int4,
	ADD COLUMN most_years int4;
COMMENT ON TABLE civic_private.retention_run IS 'how far retention is: losses due by done_to';

/* says which column has its numbers, for whoever puts sequences right */
ALTER SEQUENCE civic_private.link_id OWNED BY civic_private.penalty_document.link_id;
END $layout$;
COMMENT ON FUNCTION civic_internal.repair_layout_3() IS
	'bring the tables of this room to layout 3';
