\echo
\echo 'NOTHING IS LOST'
\echo
\echo 'Twelve people whom nobody knew turn out to be newcomers. They are enrolled, and'
\echo 'what was rejected is tried again:'
\echo
\o /dev/null
SELECT civic.enroll('R' || n, 'resident', 'town.c2.g1.b01') FROM generate_series(90001, 90012) AS n;
SELECT civic.retry_inbox(array_agg(inbox_id)) AS retried
  FROM civic.inbox WHERE external_id BETWEEN 'R90001' AND 'R90012' \gset
\o
CALL civic.post_inbox();
