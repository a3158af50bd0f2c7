\echo
\echo 'WHAT ARRIVED'
\echo
\echo 'Two years of events, sent by six departments into civic.inbox, one batch a'
\echo 'quarter, and posted set-wise into the ledger.'
\echo
SELECT batch, to_char(sent, 'FM999,999') AS sent, to_char(posted, 'FM999,999') AS posted,
       rejected, to_char(extract(epoch FROM took), 'FM990.00') AS seconds,
       to_char(sent / extract(epoch FROM took), 'FM999,999,999') AS "events a second"
  FROM demo.delivery
 ORDER BY batch;

SELECT to_char(sum(sent), 'FM999,999') AS sent, to_char(sum(posted), 'FM999,999') AS posted,
       to_char(sum(rejected), 'FM999,999') AS rejected,
       to_char((SELECT count(*) FROM civic_private.entry), 'FM999,999') AS entries,
       (SELECT sum(posted) FROM demo.delivery) - (SELECT count(*) FROM civic_private.entry) AS again
  FROM demo.delivery \gset
\echo :sent 'events were sent. Posted' :posted '- of which' :again 'had been sent twice and were'
\echo 'recorded once, which leaves' :entries 'entries. Rejected' :rejected 'for these reasons:'
\echo
SELECT count(*), sqlstate, reason, min(detail) AS "detail of one"
  FROM civic.inbox
 WHERE rejected_at IS NOT NULL
 GROUP BY sqlstate, reason
 ORDER BY count(*) DESC, reason;
\echo 'A rejected event stays in the inbox with its reason until somebody mends it.'
