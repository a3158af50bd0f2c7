\echo
\echo 'WARNED BEFORE IT COUNTS'
\echo
\echo 'Losses under a rule with a period of notice are in the ledger, and count only'
\echo 'once the notice has run. The same question, asked of three days:'
\echo
WITH asked AS (
	SELECT as_of, s.*
	  FROM (VALUES (civic.today()), (civic.today() + 7), (civic.today() + 15)) AS day(as_of),
	       LATERAL civic.scores(as_of) AS s
	  JOIN civic.subjects USING (subject_id)
	 WHERE kind = 'resident'
)
SELECT as_of AS "as of", to_char(avg(score), 'FM9990.00') AS "mean score",
       count(*) FILTER (WHERE score < 1000) AS "residents below 1000",
       (SELECT count(*) FROM civic_private.entry WHERE effective_on > as_of) AS "losses under notice"
  FROM asked GROUP BY as_of ORDER BY as_of;
