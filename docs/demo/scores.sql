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
	SELECT 10 * floor(score / 10) AS low, count(*) AS residents
	  FROM demo.score JOIN civic.subjects USING (subject_id)
	 WHERE kind = 'resident'
	 GROUP BY 1
), axis AS (
	SELECT generate_series(min(low), max(low), 10) AS low FROM band
)
SELECT low AS "from", coalesce(residents, 0) AS residents,
       CASE WHEN lag(title) OVER (ORDER BY low DESC) IS DISTINCT FROM title THEN title ELSE '' END AS tier,
       rpad(repeat('#', ceil(60.0 * coalesce(residents, 0) / max(residents) OVER ())::int), 60) AS "share"
  FROM axis LEFT JOIN band USING (low)
  JOIN tier ON low >= from_score AND low < below
 ORDER BY low DESC;

\echo 'By community, residents and households apart:'
\echo
SELECT area.title_en AS community, area.title_zh AS "社区",
       count(*) FILTER (WHERE kind = 'resident') AS residents,
       round(avg(score) FILTER (WHERE kind = 'resident'), 2) AS "mean score",
       count(*) FILTER (WHERE kind = 'household') AS households,
       round(avg(score) FILTER (WHERE kind = 'household'), 2) AS "mean score"
  FROM demo.score
  JOIN civic.subjects USING (subject_id)
  JOIN civic.areas AS area ON area.area = subpath(score.area, 0, 2)
 GROUP BY area.area, area.title_en, area.title_zh
 ORDER BY area.area;

SELECT count(*) AS compared, count(*) FILTER (WHERE shuffled.score IS DISTINCT FROM score.score) AS different
  FROM demo.score JOIN demo.shuffled USING (subject_id) \gset
\echo 'Scored again with everyone''s entries in random order:' :compared 'subjects have entries,' :different
\echo 'of their scores differ.'
