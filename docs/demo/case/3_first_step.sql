\ir settings.sql
SELECT external_id, h.subject_id, entry_id, case_id FROM demo.hero AS h JOIN civic.repair_cases USING (subject_id, entry_id) \gset
\o /dev/null
CALL civic.settle();
-- the papers of the others, too
SET SESSION AUTHORIZATION town_app;
SELECT civic.submit_step(subject_id, case_id, convert_to('commitment ' || n, 'UTF8'))
  FROM demo.others JOIN civic.repair_cases USING (subject_id, case_id) WHERE others.severity = 'general' AND state = 'repairable' AND step = 2;
SET SESSION AUTHORIZATION town_reviewer;
SELECT civic.decide_step(subject_id, case_id, 'pass', 'signed')
  FROM demo.others JOIN civic.repair_cases USING (subject_id, case_id) WHERE others.severity = 'general' AND state = 'applied' AND step = 2;
RESET SESSION AUTHORIZATION;
\o
SELECT civic.today() AS today, score AS before FROM civic.standings WHERE subject_id = :subject_id \gset
\echo
\echo 'It is' :today'. The first year is over; settlement has opened the way. The proof of payment'
\echo 'is handed in, and a reviewer, who is not the one who recorded the loss, accepts it:'
\echo
SET SESSION AUTHORIZATION town_app;
SELECT civic.submit_step(:subject_id, :case_id, 'receipt of the court', 'paid in full') AS state \gset
SELECT state, next AS "what is next" FROM civic.repair_status(:subject_id);
SET SESSION AUTHORIZATION town_reviewer;
SELECT civic.decide_step(:subject_id, :case_id, 'pass', 'the court confirms the payment') AS state \gset
RESET SESSION AUTHORIZATION;
SELECT to_char(civic.score(:subject_id) - :before, 'FM990.00') AS back \gset
\echo 'A quarter of the loss is given back,' :back 'points. The next step takes time:'
\echo
SELECT next AS "what is next" FROM civic.repair_status(:subject_id);
