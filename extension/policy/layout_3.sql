/* What layout 3 changes in this room: areas are text, rules have lines. */
CREATE FUNCTION civic_internal.policy_layout_3() RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $layout$
BEGIN
/* the room of areas has dropped the foreign key */
ALTER TABLE civic_private.policy ALTER COLUMN area TYPE text;
ALTER TABLE civic_private.policy ADD FOREIGN KEY (area) REFERENCES civic_private.area;
ALTER TABLE civic_private.enactment ALTER COLUMN area TYPE text;
/* which policy is in force is asked for one area and one day */
CREATE INDEX enactment_area_idx ON civic_private.enactment (area, effective_from, enactment_id)
	INCLUDE (policy_id);
/* few rules earn a bonus, and every settlement asks which, so that it need not read them all */
CREATE INDEX rule_clean_idx ON civic_private.rule (rule_id) WHERE definition ? 'clean_period';

/* the guards, where there are any, come back when functions are attached */
IF EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = 'civic_private.rule'::regclass
	AND t.tgname = 'guard_rows') THEN
	DROP TRIGGER guard_rows ON civic_private.rule;
	DROP TRIGGER guard_rows ON civic_private.enactment;
END IF;

/* until now each version counted by itself: past scores stay as they were */
ALTER TABLE civic_private.rule ADD COLUMN line int4;
UPDATE civic_private.rule r SET line = (SELECT min(g.rule_id) FROM civic_private.rule g
	WHERE g.policy_id = r.policy_id AND (g.rule_id = r.rule_id
		OR g.definition ->> 'exclusive_group' = r.definition ->> 'exclusive_group'));
ALTER TABLE civic_private.rule ALTER COLUMN line SET NOT NULL;
ALTER TABLE civic_private.rule ADD COLUMN limit_line int4;

ALTER TABLE civic_private.enactment ADD COLUMN extends_id int4
	REFERENCES civic_private.enactment (policy_id);
UPDATE civic_private.enactment e SET extends_id = (SELECT p.policy_id
	  FROM civic_private.enactment p
	 WHERE p.enactment_id < e.enactment_id AND p.effective_from <= e.effective_from
	   AND p.area <> e.area AND civic_internal.area_covers(p.area, e.area)
	 ORDER BY length(p.area) DESC, p.effective_from DESC, p.enactment_id DESC LIMIT 1)
 WHERE e.document #> '{policy,extend}' = 'true';
END $layout$;
COMMENT ON FUNCTION civic_internal.policy_layout_3() IS
	'bring the tables of this room to layout 3';
