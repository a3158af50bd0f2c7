\ir settings.sql
-- Three in four of those with a minor loss do their hours of service, and one
-- thinks better of it. Those with a general loss bring the proof that they did
-- what was asked of them; three proofs are of something else.
\o /dev/null
INSERT INTO civic.inbox (external_id, rule_code, quantity, occurred_on, source_ref, source)
	SELECT DISTINCT ON (external_id) external_id, 'volunteer_hours', 8, civic.today(), 'offset/' || external_id, 'volunteers'
	  FROM demo.others JOIN civic.ledger USING (subject_id, entry_id) JOIN demo.event USING (source_ref, rule_code, occurred_on)
	 WHERE others.severity = 'minor' AND others.n % 4 > 0;
CALL civic.post_inbox();
INSERT INTO demo.others
	SELECT row_number() OVER (ORDER BY hashint8(l.entry_id)), l.subject_id, l.entry_id, 'general', NULL
	  FROM civic.ledger AS l JOIN civic.subjects USING (subject_id)
	 WHERE l.kind = 'award' AND rule_code = 'unlicensed_building' AND consent
	   AND l.occurred_on BETWEEN civic.today() - 300 AND civic.today() - 95
	 ORDER BY 1 LIMIT 24;
SET SESSION AUTHORIZATION town_app;
UPDATE demo.others SET case_id = civic.open_repair(subject_id, entry_id) WHERE case_id IS NULL;
SELECT civic.withdraw_repair(subject_id, case_id, 'will wait it out') FROM demo.others WHERE severity = 'minor' AND n = 4;
SELECT civic.submit_step(subject_id, case_id, convert_to('permit ' || n, 'UTF8')) FROM demo.others WHERE severity = 'general' AND n <= 20;
SET SESSION AUTHORIZATION town_reviewer;
SELECT CASE WHEN n % 6 = 0 THEN civic.decide_step(subject_id, case_id, 'refuse', 'the permit is for another house')
            WHEN n % 7 = 0 THEN civic.decide_step(subject_id, case_id, 'return', missing => ARRAY['photograph of the site', 'stamp of the office'])
            ELSE civic.decide_step(subject_id, case_id, 'pass', 'the permit is there') END
  FROM demo.others WHERE severity = 'general' AND n <= 20;
RESET SESSION AUTHORIZATION;
CALL civic.settle();
\o
