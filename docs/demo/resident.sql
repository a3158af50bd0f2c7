\echo
\echo 'ONE RESIDENT, EXPLAINED'
\echo
-- somebody with gains that fade, a full cap and a loss
SELECT resident.external_id, civic.find_subject(resident.external_id) AS subject_id
  FROM demo.resident
  JOIN demo.event USING (external_id)
 GROUP BY resident.external_id
HAVING count(*) BETWEEN 20 AND 60
   AND count(*) FILTER (WHERE rule_code = 'traffic_penalty') = 1
 ORDER BY count(DISTINCT rule_code) DESC, count(*) DESC, external_id LIMIT 1 \gset
SELECT civic.score(:subject_id) AS score \gset
\echo :external_id 'stands at' :score 'today. These lines add up to it, to the hundredth:'
\echo
SELECT to_char(points, 'S9990.00') AS points, explanation
  FROM civic.explain(:subject_id, lang => 'en') ORDER BY line;
\echo '同一居民的积分说明:'
\echo
SELECT to_char(points, 'S9990.00') AS "积分", explanation AS "说明"
  FROM civic.explain(:subject_id, lang => 'zh') ORDER BY line;
