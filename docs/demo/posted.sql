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
       to_char(arrived, 'FM999,999') AS entries, to_char(sum(posted) - arrived, 'FM999,999') AS again,
       to_char(added, 'FM999,999') AS added
  FROM demo.delivery,
       -- what settlement posted since then is not from the inbox
       (SELECT count(*) FILTER (WHERE source <> 'settlement') AS arrived,
               count(*) FILTER (WHERE source = 'settlement') AS added
          FROM civic.ledger) AS l
 GROUP BY arrived, added \gset
SELECT to_char(count(*), 'FM999,999') AS late, :'first_day'::date AS first_day
  FROM demo.event WHERE batch > 1 + (occurred_on - :'first_day'::date) / 92
   AND occurred_on >= :'first_day'::date \gset
\echo :late 'of these events came one to three quarters late. They are posted like any other:'
\echo 'a score is computed when it is asked for, so no job has to recalculate history.'
\echo
\echo 'Of the' :sent 'events' :rejected 'were rejected, for these reasons:'
\echo
SELECT count(*), reason_kind AS reason,
       min(concat_ws(' ', external_id, rule_code, quantity, occurred_on)) AS "one of them"
  FROM civic.inbox,
       -- without the names that differ from case to case
       LATERAL regexp_replace(reason, '"[^"]*"( on [0-9-]+)?', '...', 'g') AS reason_kind
 WHERE rejected_at IS NOT NULL
 GROUP BY reason_kind
 ORDER BY count(*) DESC, reason_kind;
\echo 'A rejected event stays in the inbox, with the reason, until somebody mends it:'
\echo
\pset expanded on
SELECT inbox_id, source, external_id, rule_code, quantity, occurred_on, source_ref, sqlstate, reason, detail
  FROM civic.inbox WHERE sqlstate = '23505' ORDER BY inbox_id LIMIT 1;
\pset expanded off
\echo :posted 'were accepted. Of those' :again 'had come twice and are in the ledger once, which'
\echo 'makes' :entries 'entries. Settlement added' :added 'bonuses for a year without a loss.'
