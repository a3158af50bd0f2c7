\echo
\echo 'WHAT IT IS GOOD FOR'
\echo
\echo 'What' :external_id 'has, could have, and what is missing:'
\echo
SELECT title AS benefit, CASE WHEN entitled AND (kind = 'entitlement' OR redeemable) THEN 'yes' ELSE 'no' END AS "has it",
       cost AS coupons, stock_left AS stock, limit_left AS "limit", explanation
  FROM civic.benefits(:subject_id) ORDER BY kind, entitled DESC, redeemable DESC, cost, benefit;
\echo '同一居民,中文:'
\echo
SELECT title AS "权益", CASE WHEN entitled AND (kind = 'entitlement' OR redeemable) THEN '有' ELSE '无' END AS "可用", explanation AS "说明"
  FROM civic.benefits(:subject_id, 'zh') ORDER BY kind, entitled DESC, redeemable DESC, cost, benefit;

SELECT * FROM civic.wallet(:subject_id) \gset
\echo 'Points are never spent; they earned' :balance 'coupons, which are. At the counter the app'
\echo 'redeems two pieces of soap. It may send the request twice and gets one answer:'
\echo
SET ROLE town_app;
SELECT redemption_id, cost, available AS "coupons left" FROM civic.redeem(:subject_id, 'soap', 2, 'counter-1/2026-0001');
SELECT redemption_id, cost, available AS "coupons left" FROM civic.redeem(:subject_id, 'soap', 2, 'counter-1/2026-0001');
\echo 'And what is refused is refused with its reason:'
\echo
SELECT asked, code AS sqlstate, message, detail, hint
  FROM (VALUES (1, 'three more pieces of soap', format('SELECT civic.redeem(%s, ''soap'', 3, ''counter-1/2026-0002'')', :subject_id)),
               (2, 'the bus pass', format('SELECT civic.redeem(%s, ''bus_pass'', 1, ''counter-1/2026-0003'')', :subject_id)),
               (3, 'another quantity under a request that was made', format('SELECT civic.redeem(%s, ''soap'', 1, ''counter-1/2026-0001'')', :subject_id)))
       AS a(n, asked, statement), LATERAL demo.attempt(statement) ORDER BY n \gx
RESET ROLE;
