\echo
\echo 'WHERE THE RESIDENTS STAND TODAY'
\echo
\echo 'Everyone starts at 1000. A # is one sixtieth of the fullest band.'
\echo
WITH tier AS (
	SELECT tier->'title'->>'en' AS title, (tier->>'promote_at')::numeric AS from_score,
	       lead((tier->>'promote_at')::numeric, 1, 'infinity')
	           OVER (ORDER BY (tier->>'promote_at')::numeric) AS below
	  FROM jsonb_array_elements(civic.policy_document(civic.policy_in_force('town'))->'tiers') AS tier
), band AS (
	SELECT 10 * floor(score / 10) AS from_score, count(*) AS residents
	  FROM demo.score JOIN civic.subjects USING (subject_id)
	 WHERE kind = 'resident'
	 GROUP BY 1
)
SELECT from_score AS "from", residents,
       CASE WHEN lag(tier.title) OVER (ORDER BY from_score DESC) IS DISTINCT FROM tier.title
            THEN tier.title ELSE '' END AS tier,
       rpad(repeat('#', ceil(60.0 * coalesce(residents, 0) / max(residents) OVER ())::int), 60) AS "share"
  FROM (SELECT generate_series(min(from_score), max(from_score), 10) AS from_score FROM band) AS every
  LEFT JOIN band USING (from_score)
  JOIN tier ON every.from_score >= tier.from_score AND every.from_score < tier.below
 ORDER BY 1 DESC;
