/* What layout 3 changes in this room. */
CREATE FUNCTION civic_internal.appeal_layout_3() RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $layout$
BEGIN
INSERT INTO civic_private.kept_text (subject_id, commitment, salt, body, entry_id, erase_on)
SELECT t.subject_id, t.commitment, t.salt, t.body, t.entry_id, t.erase_on
  FROM civic_private.appeal_text t;
DROP TABLE civic_private.appeal_text;

ALTER TABLE civic_private.appeal ALTER COLUMN area TYPE text;
ALTER TABLE civic_private.appeal RENAME COLUMN told TO notified;
COMMENT ON TABLE civic_private.appeal IS
	'appeals as they stand; appeal_move tells how they came there';
COMMENT ON TABLE civic_private.appeal_move IS
	'what was done about appeals';
COMMENT ON TABLE civic_private.annulment IS
	'losses whose basis was revoked; their reversal clears them';

/* a report can be withdrawn, and be made again */
ALTER TABLE civic_private.annulment ADD COLUMN report_no int4 NOT NULL DEFAULT 0;
ALTER TABLE civic_private.annulment DROP CONSTRAINT annulment_pkey;
ALTER TABLE civic_private.annulment ADD PRIMARY KEY (subject_id, entry_id, report_no);
CREATE TABLE civic_private.annulment_withdrawal (
	subject_id int8 NOT NULL,
	entry_id int8 NOT NULL,
	report_no int4 NOT NULL,
	reason bytea NOT NULL CHECK (octet_length(reason) = 32),
	recorded_at timestamptz NOT NULL,
	xact int8 NOT NULL,
	actor_id int4 NOT NULL,
	login_id int4 NOT NULL,
	PRIMARY KEY (subject_id, entry_id, report_no),
	FOREIGN KEY (subject_id, entry_id, report_no) REFERENCES civic_private.annulment
);
COMMENT ON TABLE civic_private.annulment_withdrawal IS
	'reports of annulments that were withdrawn';
END $layout$;
COMMENT ON FUNCTION civic_internal.appeal_layout_3() IS
	'bring the tables of this room to layout 3';
