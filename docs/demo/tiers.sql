\echo
\echo 'TIERS'
\echo
\echo 'CALL civic.settle() is the daily job. It placed everybody in a tier. Called again, it'
\echo 'looks at nobody but the twelve newcomers:'
\echo
CALL civic.settle();

WITH grade AS (
	SELECT t->>'code' AS code, (t->>'rank')::int AS rank, t #>> '{title,en}' AS en, t #>> '{title,zh}' AS zh,
	       (t->>'promote_at')::numeric AS promote_at,
	       lead((t->>'promote_at')::numeric) OVER (ORDER BY (t->>'rank')::int) AS next_at
	  FROM jsonb_array_elements(civic.policy_document(civic.policy_in_force('town'))->'tiers') AS t
)
SELECT en AS tier, zh AS "等级", promote_at AS "from", count(score) AS residents,
       round(100.0 * count(score) / sum(count(score)) OVER (), 1) AS "%",
       count(*) FILTER (WHERE score >= next_at) AS "with points for more"
  FROM grade
  LEFT JOIN (SELECT tier, score FROM civic.standings JOIN civic.subjects USING (subject_id) WHERE kind = 'resident') AS resident
       ON tier = code
 GROUP BY rank, en, zh, promote_at ORDER BY rank DESC;

SELECT count(*) FILTER (WHERE ceiling_until IS NOT NULL) AS held_down,
       count(*) FILTER (WHERE ceiling_until IS NOT NULL AND tier IS DISTINCT FROM earned_tier) AS below_earned
  FROM civic.standings \gset
\echo 'Grade AAA asks for a year without a loss as well. A listing by the court holds the'
\echo 'tier at grade B, whatever the points, until it is repaired or its time is over:'
\echo 'so it is with' :held_down 'residents, of whom' :below_earned 'have the points for more and keep them underneath.'
\echo
\echo 'The best grids, by the average of their residents. Persons are never ranked:'
\echo
SELECT place, title.title_zh AS "网格", of.title_en AS community, members, score AS "mean score"
  FROM civic.honours('area', level => 3, places => 3) AS h
  JOIN civic.areas AS title USING (area)
  JOIN civic.areas AS of ON of.area = subpath(h.area, 0, 2)
 ORDER BY place;
