\ir settings.sql
-- One of those whom a court listed for not paying, somewhat less than a year
-- ago: the youngest such case of which the first year ends in the next weeks.
CREATE TABLE demo.hero AS
	SELECT subject_id, entry_id, occurred_on, external_id
	  FROM civic.ledger
	  JOIN demo.event USING (source_ref, rule_code, occurred_on)
	  JOIN civic.standings USING (subject_id)
	 WHERE rule_code = 'court_list' AND kind = 'award'
	   AND occurred_on BETWEEN civic.today() - 350 AND civic.today() - 300
	 ORDER BY tier IS DISTINCT FROM earned_tier DESC, occurred_on DESC LIMIT 1;
GRANT SELECT ON demo.hero TO town_app, town_reviewer, town_assessor, town_inspector;

-- Others in the town go the same ways.
CREATE TABLE demo.others AS
	SELECT row_number() OVER (PARTITION BY severity ORDER BY hashint8(l.entry_id)) AS n, l.subject_id, l.entry_id, severity, NULL::bigint AS case_id
	  FROM civic.ledger AS l JOIN civic.rules AS r USING (rule_code, policy_id) JOIN civic.subjects USING (subject_id)
	 WHERE l.kind = 'award' AND subjects.kind = 'resident' AND consent AND l.effective_on <= civic.today()
	   AND (severity = 'minor' AND l.occurred_on > civic.today() - 20
	        OR severity = 'general' AND l.occurred_on BETWEEN civic.today() - 250 AND civic.today() - 60);
DELETE FROM demo.others WHERE n > 60;
GRANT SELECT, UPDATE ON demo.others TO town_app;
GRANT SELECT ON demo.others TO town_reviewer;

\echo
\echo 'A SERIOUS CASE, TO ITS END'
\echo
SELECT external_id, subject_id, entry_id, occurred_on FROM demo.hero \gset
SELECT score, earned.title AS earned, shown.title AS shown, ceiling_until
  FROM civic.standings,
       LATERAL (SELECT t #>> '{title,en}' AS title FROM jsonb_array_elements(civic.policy_document(policy_id)->'tiers') t WHERE t->>'code' = earned_tier) AS earned,
       LATERAL (SELECT t #>> '{title,en}' AS title FROM jsonb_array_elements(civic.policy_document(policy_id)->'tiers') t WHERE t->>'code' = tier) AS shown
 WHERE subject_id = :subject_id \gset
\echo :external_id 'was listed by the court on' :occurred_on 'for not paying. That cost 50 points, and though'
\echo 'the score of' :score 'is good for' :earned', the listing holds it at' :shown 'until' :ceiling_until'.'
\echo 'Today the debt is paid, and the resident asks at the counter how to repair it.'
\echo
SET SESSION AUTHORIZATION town_app;
SELECT civic.open_repair(:subject_id, :entry_id, 'assessment') AS case_id \gset
SELECT state, next AS "what is next" FROM civic.repair_status(:subject_id);
SELECT next AS "下一步" FROM civic.repair_status(:subject_id, 'zh');
\echo 'Too early:'
\echo
SELECT code AS sqlstate, message, detail, hint
  FROM demo.attempt(format('SELECT civic.submit_step(%s, %s, ''receipt of the court'')', :subject_id, :case_id)) \gx
UPDATE demo.others SET case_id = civic.open_repair(subject_id, entry_id);
RESET SESSION AUTHORIZATION;
SELECT count(*) AS others FROM demo.others WHERE case_id IS NOT NULL \gset
\echo :others 'other residents open cases on the same day. Now time passes: the server is moved on, day'
\echo 'by day, as if each of them had come.'
