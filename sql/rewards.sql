-- coupons, benefits, redemptions, gifts; in a database of their own
\set SHOW_CONTEXT never
SELECT current_database() AS home \gset
CREATE DATABASE regress_rewards TEMPLATE template0 ENCODING UTF8 LOCALE 'C';
\c regress_rewards
SET client_min_messages = warning;
CREATE EXTENSION civic_credit CASCADE;
SELECT civic.create_programme('rewards');
SELECT civic.define_area('town', '镇', 'Town');
SELECT civic.define_area('stern', '严镇', 'Stern town');
CREATE FUNCTION pack(area text, gifts bool) RETURNS jsonb LANGUAGE sql AS $pack$
SELECT jsonb_set($$ {
 "policy": {"code": "shop", "title": {"zh": "兑换", "en": "Shop"}, "area": "town", "version": "1", "base": 100},
 "dimensions": [{"code": "civic", "title": {"zh": "公共", "en": "Civic"}}],
 "rules": [
  {"code": "help", "title": {"zh": "互助", "en": "Help"}, "dimension": "civic", "tariff": 1, "coupons": 1},
  {"code": "fair", "title": {"zh": "集市", "en": "Fair"}, "dimension": "civic", "tariff": 1, "coupons": 1, "coupons_expire": {"days": 30}},
  {"code": "month", "title": {"zh": "月", "en": "Month"}, "dimension": "civic", "tariff": 1, "coupons": 1, "coupons_expire": "month_end"},
  {"code": "year", "title": {"zh": "年", "en": "Year"}, "dimension": "civic", "tariff": 1, "coupons": 1, "coupons_expire": "year_end"},
  {"code": "class", "title": {"zh": "学习", "en": "Class"}, "dimension": "civic", "tariff": 1, "period": "year", "cap_high": 10, "coupons": 2},
  {"code": "plain", "title": {"zh": "其他", "en": "Plain"}, "dimension": "civic", "tariff": 5},
  {"code": "fraud", "title": {"zh": "造假", "en": "Fraud"}, "dimension": "civic", "tariff": -1, "legal_basis": "Order 1", "notice_days": 0.0,
   "severity": "serious", "veto": {"blocks_redemption": true, "until": "next_year_end"}}
 ],
 "tiers": [{"code": "member", "title": {"zh": "成员", "en": "Member"}, "rank": 1, "promote_at": 50},
  {"code": "star", "title": {"zh": "之星", "en": "Star"}, "rank": 2, "promote_at": 150}],
 "benefits": [
  {"code": "soap", "title": {"zh": "香皂", "en": "Soap"}, "kind": "redemption", "cost": 3, "scenario": "shop", "min_tier": "member"},
  {"code": "kit", "title": {"zh": "厨具", "en": "Kitchen kit"}, "kind": "redemption", "cost": 5, "stock": 3.0, "scenario": "shop"},
  {"code": "seat", "title": {"zh": "座位", "en": "Seat"}, "kind": "redemption", "cost": 0, "stock": 1, "hold_minutes": 30},
  {"code": "trip", "title": {"zh": "旅行", "en": "Trip"}, "kind": "redemption", "cost": 1, "min_tier": "star"},
  {"code": "once", "title": {"zh": "一次", "en": "Once"}, "kind": "redemption", "cost": 1, "per_subject": 2},
  {"code": "monthly", "title": {"zh": "每月", "en": "Monthly"}, "kind": "redemption", "cost": 1, "per_period": {"limit": 1, "period": "month"}},
  {"code": "books", "title": {"zh": "借书", "en": "Books"}, "kind": "entitlement", "scenario": "library", "min_score": 600,
   "value": 40, "unit": {"zh": "册", "en": "books"}},
  {"code": "clinic", "title": {"zh": "体检", "en": "Check-up"}, "kind": "entitlement", "scenario": "medical", "clean_days": 1096},
  {"code": "bid", "title": {"zh": "投标加分", "en": "Bid bonus"}, "kind": "entitlement", "subject_kinds": ["organisation"], "value": 2,
   "unit": {"zh": "%", "en": "%"}},
  {"code": "past", "title": {"zh": "已过", "en": "Past"}, "kind": "redemption", "cost": 1, "valid_until": "2020-12-31"},
  {"code": "later", "title": {"zh": "以后", "en": "Later"}, "kind": "entitlement", "valid_from": "2999-01-01"}
 ]
}$$::jsonb, '{policy}', jsonb_build_object('code', 'shop', 'title', '{"zh": "兑换", "en": "Shop"}'::jsonb, 'area', area, 'version', '1',
	'base', 100, 'gifts', gifts))
$pack$;
SELECT civic.enact_policy(civic.load_policy(pack('town', true)), '2020-01-01') IS NOT NULL AS enacted;
SELECT civic.enact_policy(civic.load_policy(pack('stern', false)), '2020-01-01') IS NOT NULL AS enacted;
-- a pack may write a whole number with decimals
SELECT notice_days FROM civic.rules WHERE area = 'town' AND rule_code = 'fraud';
SELECT benefit, stock, taken, remaining FROM civic.stocks WHERE area = 'town';
SELECT civic.enroll('wang', 'resident', 'town', since => '2020-01-01') AS wang \gset
SELECT civic.enroll('li', 'resident', 'town', since => '2020-01-01') AS li \gset
SELECT civic.enroll('zhao', 'resident', 'stern', since => '2020-01-01') AS zhao \gset
SELECT civic.enroll('mill', 'organisation', 'town', since => '2020-01-01') AS mill \gset
CREATE FUNCTION attempt(statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	message text; detail text; hint text;
BEGIN
	EXECUTE statement;
	RETURN 'done';
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
	message := concat_ws(' | ', SQLSTATE, message, nullif(detail, ''), nullif(hint, ''));
	RETURN regexp_replace(regexp_replace(message, '(redemption|subject|gift) \d+', '\1 N', 'g'), '(begins on|until|lives on) \d{4}-\d\d-\d\d', '\1 D');
END $$;

-- an area whose residents earn coupons for a month without a loss
SELECT civic.define_area('calm', '静', 'Calm');
SELECT civic.enact_policy(civic.load_policy($$ {
 "policy": {"code": "calm", "title": {"zh": "静", "en": "Calm"}, "area": "calm", "version": "1", "base": 100},
 "dimensions": [{"code": "civic", "title": {"zh": "公共", "en": "Civic"}}],
 "rules": [
  {"code": "clean", "title": {"zh": "无违", "en": "Clean"}, "dimension": "civic", "tariff": 5, "clean_period": "month", "coupons": 1},
  {"code": "noise", "title": {"zh": "噪声", "en": "Noise"}, "dimension": "civic", "tariff": -1, "legal_basis": "charter 1"}]
}$$), '2020-01-01') IS NOT NULL AS enacted;
CREATE TABLE calm AS SELECT civic.enroll('calm ' || g, 'resident', 'calm', since => '2020-01-01') AS id FROM generate_series(1, 20) g;

-- P13: one point, one coupon; before anybody has a standing
SELECT civic.record(:wang, 'help', 2, '2024-05-01', 'h1') AS h1 \gset
SELECT * FROM civic.wallet(:wang);
SELECT * FROM civic.entitled(:wang, 'soap');
SELECT attempt(format('SELECT civic.redeem(%s, ''soap'', 1, ''r0'')', :wang));
CALL civic.settle();
SELECT * FROM civic.entitled(:wang, 'soap');
SELECT attempt(format('SELECT civic.redeem(%s, ''soap'', 1, ''r0'')', :wang));

-- bonuses that a late loss disproves are taken from wallets in the order of subjects, as gifts lock them, whatever the plan
SELECT count(*), sum((civic.wallet(id)).available) FROM calm;
SELECT count(civic.record(id, 'noise', 1, date_trunc('month', civic.today())::date - 5, 'noise ' || id)) FROM calm;
SET enable_sort = off;
CALL civic.settle();
RESET enable_sort;
SELECT count(*), bool_and(subject_id > last IS NOT FALSE) AS in_order
  FROM (SELECT c.subject_id, lag(c.subject_id) OVER (ORDER BY c.coupon_id) AS last FROM calm JOIN civic_private.coupon c ON c.subject_id = id WHERE c.kind = 6) c;

-- lots, each with its own end
SELECT civic.record(:wang, 'fair', 6.5, '2024-05-01', 'f1') AS f1 \gset
SELECT civic.record(:wang, 'plain', 1, '2024-05-01', 'p1') AS p1 \gset
SELECT civic.record(:mill, rule, 1.5, '2024-05-01', rule) > 0 FROM unnest('{fair,month,year,help}'::text[]) rule;
SELECT e.rule_code, l.came_as, l.amount, l.remaining, l.valid,
	coalesce(l.expires_on = CASE e.rule_code WHEN 'fair' THEN civic.today() + 29
		WHEN 'month' THEN (date_trunc('month', civic.today()) + interval '1 month')::date - 1
		WHEN 'year' THEN (date_trunc('year', civic.today()) + interval '1 year')::date - 1 END, e.rule_code = 'help') AS ends_as_it_should
  FROM civic.wallet_lots(:mill) l JOIN civic.ledger e ON e.subject_id = :mill AND e.entry_id = l.ref_id ORDER BY 1;
SELECT civic.reverse(:mill, entry_id, 'a test') > 0 FROM civic.ledger WHERE subject_id = :mill AND kind = 'award';
SELECT * FROM civic.wallet(:mill);
SELECT * FROM civic.wallet(:wang);
SELECT * FROM civic.wallet(:wang, '2020-01-01');
SELECT available FROM civic.wallet(:wang, civic.today() + 1000);
-- retries give nothing anew; a cap is a cap for coupons, too, in whatever order events arrive
SELECT civic.record(:wang, 'help', 2, '2024-05-01', 'h1') = :h1 AS same;
SELECT civic.record(:li, 'class', 8, '2024-09-01', 'c1') AS c1 \gset
SELECT civic.record(:li, 'class', 8, '2024-02-01', 'c2') AS c2 \gset
SELECT civic.record(:li, 'class', 8, '2024-03-01', 'c3') AS c3 \gset
SELECT amount FROM civic.wallet_lots(:li) ORDER BY lot_id;
-- through the inbox as one by one
INSERT INTO civic.inbox (external_id, rule_code, quantity, occurred_on, source_ref) VALUES
	('li', 'class', 3, '2023-09-01', 'd1'), ('li', 'class', 9, '2023-01-01', 'd2'), ('li', 'class', 9, '2023-01-01', 'd3'),
	('li', 'help', 0.5, '2023-01-01', 'd4'), ('li', 'help', 0.5, '2023-01-01', 'd4'), ('li', 'plain', 1, '2023-01-01', 'd5'),
	('li', 'class', 8, '2024-09-01', 'c1');
CALL civic.post_inbox();
SELECT (SELECT source_ref FROM civic.ledger e WHERE e.subject_id = :li AND e.entry_id = l.ref_id), amount
  FROM civic.wallet_lots(:li) l ORDER BY lot_id;

-- redeeming: the first to expire first; a retry gets the same answer, other content does not
SELECT cost, available, hold_until FROM civic.redeem(:wang, 'soap', 1, 'r1');
SELECT cost, available FROM civic.redeem(:wang, 'kit', 1, 'r2');
SELECT cost, available FROM civic.redeem(:wang, 'soap', 1, 'r1');
SELECT count(*), sum(quantity), sum(cost) FROM civic.redemptions;
SELECT attempt(format('SELECT civic.redeem(%s, ''soap'', 2, ''r1'')', :wang));
SELECT attempt(format('SELECT civic.redeem(%s, ''kit'', 1, ''r1'')', :wang));
SELECT attempt(format('SELECT civic.reserve(%s, ''soap'', 1, ''r1'')', :wang));
SELECT kind, move, change, debt_change, benefit, lot_id - min(lot_id) OVER () AS lot FROM civic.coupon_history(:wang);
SELECT sum(lot_change) = (SELECT balance FROM civic.wallet(:wang)) AS adds_up FROM civic.wallet_moves(:wang);

-- every refusal has its SQLSTATE
SELECT civic.record(:li, 'fraud', 1, civic.today(), 'x1') AS x1 \gset
CALL civic.settle();
SELECT w || ': ' || attempt(format('SELECT civic.redeem(%s, %s)', CASE w WHEN 'wang' THEN :wang WHEN 'mill' THEN :mill WHEN 'li' THEN :li ELSE 17 END, arguments))
  FROM (VALUES ('wang', $$'soap', 1, 'n1'$$), ('wang', $$'cake', 1, 'n1'$$), ('wang', $$'books', 1, 'n1'$$), ('wang', $$'trip', 1, 'n1'$$),
	('wang', $$'past', 1, 'n1'$$), ('wang', $$'once', 3, 'n1'$$), ('wang', $$'monthly', 2, 'n1'$$), ('wang', $$'soap', 0, 'n1'$$),
	('wang', $$'soap', -1, 'n1'$$), ('wang', $$'seat', 2, 'n1'$$), ('wang', $$'soap', 2147483647, 'n1'$$),
	('wang', $$'soap', 1$$), ('wang', $$'soap', 1, ''$$), ('wang', $$'soap', 1, repeat('x', 257)$$), ('wang', $$'soap', NULL, 'n1'$$),
	('wang', $$NULL, 1, 'n1'$$), ('nobody', $$'soap', 1, 'n1'$$), ('li', $$'soap', 1, 'n1'$$)) a (w, arguments);
SELECT attempt('SELECT civic.redeem(NULL, ''soap'', 1, ''n1'')');
SELECT reason, missing FROM civic.entitled(:wang, 'books');
SELECT * FROM civic.entitled(:wang, 'trip', 'zh');
SELECT entitled, reason FROM civic.entitled(:li, 'soap') e WHERE e.explanation LIKE 'redemptions are suspended until %-12-31%' AND e.missing > 365;
SELECT entitled, reason FROM civic.entitled(:li, 'clinic');
SELECT * FROM civic.entitled(:mill, 'bid');
SELECT * FROM civic.entitled(:wang, 'bid');
SELECT entitled, reason FROM civic.entitled(:wang, 'later');
SELECT * FROM civic.entitled(NULL, 'bid');
SELECT attempt(format('SELECT civic.entitled(%s, ''cake'')', :wang));
SELECT attempt(format('SELECT civic.entitled(%s, ''soap'', ''fr'')', :wang));
SELECT attempt('SELECT civic.entitled(17, ''soap'')');
SELECT attempt('SELECT civic.wallet(17)');

-- what there is
SELECT benefit, title, kind, entitled, redeemable, reason, cost, coupons_missing AS lacks, stock_left AS stock, limit_left AS "limit", value, unit
  FROM civic.benefits(:wang) ORDER BY 1;
SELECT benefit, explanation FROM civic.benefits(:wang, 'zh') WHERE NOT entitled OR NOT redeemable ORDER BY 1;
SELECT count(*) FROM civic.benefits(NULL);

-- stock: gone, and back by a cancellation
SELECT civic.record(:wang, 'help', 100, '2024-06-01', 'h2') AS h2 \gset
SELECT cost, available FROM civic.redeem(:wang, 'kit', 2, 'r3');
SELECT attempt(format('SELECT civic.redeem(%s, ''kit'', 1, ''n2'')', :wang));
SELECT * FROM civic.stocks WHERE area = 'town' ORDER BY benefit;
SELECT redemption_id AS r3 FROM civic.redemptions WHERE request_id = 'r3' \gset
SELECT attempt(format('SELECT civic.cancel_redemption(%s, %s, NULL)', :wang, :r3));
SELECT attempt(format('SELECT civic.cancel_redemption(%s, %s, ''x'')', :li, :r3));
SELECT civic.cancel_redemption(:wang, :r3, 'one arrived broken');
SELECT attempt(format('SELECT civic.cancel_redemption(%s, %s, ''again'')', :wang, :r3));
SELECT cost, available FROM civic.redeem(:wang, 'kit', 2, 'r3');
SELECT stock, taken, remaining FROM civic.stocks WHERE area = 'town' AND benefit = 'kit';
SELECT convert_from(body, 'UTF8') AS body FROM civic_private.kept_text WHERE subject_id = :wang AND entry_id IS NULL;
-- limits count what is kept
SELECT cost FROM civic.redeem(:wang, 'once', 2, 'o1');
SELECT attempt(format('SELECT civic.redeem(%s, ''once'', 1, ''o2'')', :wang));
SELECT cost FROM civic.redeem(:wang, 'monthly', 1, 'mo1');
SELECT attempt(format('SELECT civic.redeem(%s, ''monthly'', 1, ''mo2'')', :wang));

-- two phases
SELECT redemption_id AS s1, cost, hold_until - now() BETWEEN interval '29 minutes' AND interval '31 minutes' AS half_an_hour
  FROM civic.reserve(:wang, 'seat', 1, 's1') \gset
SELECT attempt(format('SELECT civic.reserve(%s, ''seat'', 1, ''s2'')', :mill));
SELECT attempt(format('SELECT civic.cancel_redemption(%s, %s, ''x'')', :wang, :s1));
SELECT civic.release_redemption(:wang, :s1);
SELECT attempt(format('SELECT civic.release_redemption(%s, %s)', :wang, :s1));
SELECT attempt(format('SELECT civic.confirm_redemption(%s, %s)', :wang, :s1));
SELECT redemption_id AS s2 FROM civic.reserve(:mill, 'seat', 1, 's2') \gset
SELECT civic.confirm_redemption(:mill, :s2);
SELECT attempt(format('SELECT civic.confirm_redemption(%s, %s)', :mill, :s2));
SELECT attempt(format('SELECT civic.release_redemption(%s, %s)', :mill, :s2));
SELECT attempt(format('SELECT civic.confirm_redemption(%s, %s)', :wang, (SELECT redemption_id FROM civic.redemptions WHERE request_id = 'r2')));
SELECT attempt(format('SELECT civic.confirm_redemption(%s, 0)', :wang));
SELECT civic.cancel_redemption(:mill, :s2, 'no train');
SELECT redemption_id AS k1, cost, available FROM civic.reserve(:wang, 'soap', 3, 'k1') \gset
SELECT balance - available = held AS set_apart, held FROM civic.wallet(:wang);
SELECT civic_internal.rewards_daily_30(civic.today());
-- a hold of long ago, as if time had passed
SELECT available AS before FROM civic.reserve(:mill, 'seat', 1, 's3') \gset
SELECT civic.record(:zhao, 'help', 1, '2024-05-01', 'z1') > 0 AS recorded;
SELECT cost, available FROM civic.reserve(:zhao, 'monthly', 1, 'z1');
SELECT benefit, redeemable, reason, stock_left, limit_left FROM civic.benefits(:zhao) WHERE benefit = 'monthly'
 UNION ALL SELECT benefit, redeemable, reason, stock_left, limit_left FROM civic.benefits(:wang) WHERE benefit = 'seat';
SET session_replication_role = replica;
ALTER TABLE civic_private.coupon DISABLE TRIGGER guard_rows;
UPDATE civic_private.hold SET until = until - interval '1 hour';
UPDATE civic_private.coupon SET until = until - interval '1 hour' WHERE until IS NOT NULL;
ALTER TABLE civic_private.coupon ENABLE ALWAYS TRIGGER guard_rows;
RESET session_replication_role;
SELECT attempt(format('SELECT civic.confirm_redemption(%s, %s)', :wang, :k1));
SELECT held FROM civic.wallet(:wang);
SELECT benefit, redeemable, reason, stock_left, limit_left FROM civic.benefits(:zhao) WHERE benefit = 'monthly'
 UNION ALL SELECT benefit, redeemable, reason, stock_left, limit_left FROM civic.benefits(:wang) WHERE benefit = 'seat';
SELECT stock, taken, remaining FROM civic.stocks WHERE area = 'town' AND benefit = 'seat';
SELECT kind, move, sum(change) FROM civic.coupon_history(:wang) WHERE redemption_id = :k1 GROUP BY 1, 2 ORDER BY 1, 2;
-- exhausted stock is looked for in holds that nobody ended
SELECT cost FROM civic.reserve(:wang, 'seat', 1, 's4');
SELECT civic_internal.rewards_daily_30(civic.today());
SELECT request_id, state FROM civic.redemptions WHERE hold_until IS NOT NULL ORDER BY redemption_id;
SELECT kind, move, sum(change) FROM civic.coupon_history(:wang) WHERE redemption_id = :k1 GROUP BY 1, 2 ORDER BY 1, 2;
SELECT count(*) FROM civic_private.hold;

-- a reversal after the coupons are gone leaves a debt, which later earnings repay first
SELECT civic.record(:mill, 'help', 6, '2024-05-01', 'h1') AS e1 \gset
SELECT redemption_id AS q1, cost, available FROM civic.redeem(:mill, 'soap', 2, 'q1') \gset
SELECT civic.reverse(:mill, :e1, 'entered twice') > 0 AS reversed;
SELECT * FROM civic.wallet(:mill);
SELECT attempt(format('SELECT civic.redeem(%s, ''soap'', 1, ''q2'')', :mill));
SELECT civic.record(:mill, 'fair', 8, '2024-05-01', 'h2') AS e2 \gset
SELECT * FROM civic.wallet(:mill);
SELECT civic.cancel_redemption(:mill, :q1, 'returned');
SELECT kind, move, change, debt_change FROM civic.coupon_history(:mill) WHERE change <> 0 OR debt_change <> 0;
SELECT civic.reverse(:mill, :e2, 'entered twice') > 0 AS reversed;
SELECT * FROM civic.wallet(:mill);

-- gifts
SELECT available FROM civic.gift(:wang, :li, 60, 'g1', 'thank you');
SELECT available FROM civic.gift(:wang, :li, 60.00, 'g1');
SELECT sum(amount), bool_and(came_as = 'gift') FROM civic.wallet_lots(:li) WHERE came_as = 'gift';
SELECT attempt(format('SELECT civic.gift(%s, %s, %s)', giver, recipient, arguments))
  FROM (VALUES (:wang, :li, '61, ''g1'''), (:wang, :mill, '60, ''g1'''), (:wang, :wang, '1, ''g2'''), (:wang, :zhao, '1, ''g2'''),
	(:zhao, :wang, '1, ''g2'''), (:wang, 17, '1, ''g2'''), (:wang, :li, '1000, ''g2'''), (:wang, :li, '0, ''g2'''), (:wang, :li, '-1, ''g2'''),
	(:wang, :li, '0.001, ''g2'''), (:wang, :li, '''NaN'', ''g2'''), (:wang, :li, '1e30, ''g2'''), (:wang, :li, 'NULL, ''g2'''), (:wang, :li, '1, NULL')) a (giver, recipient, arguments);
SELECT civic.withdraw_consent(:li, 'moved') IS NOT NULL AS withdrawn;
SELECT attempt(format('SELECT civic.gift(%s, %s, 1, ''g2'')', :wang, :li));
SELECT recipient_id = :li AS to_li, amount FROM civic.gifts;

-- about to expire
SELECT civic.record(:zhao, 'fair', 4, '2024-05-01', 'f1') > 0, civic.record(:zhao, 'fair', 1, '2024-05-01', 'f2') > 0;
SELECT expires_on - civic.today() AS days, amount, lots FROM civic.expiring(:zhao);
SELECT count(*) FROM civic.expiring(:zhao, 28);
SELECT count(*) FROM civic.expiring(:zhao, 2147483647);

-- what applications are told, and that it cannot be rewritten
SELECT payload ->> 'state' AS state, count(*) FROM civic_private.outbox WHERE topic = 'redemption' GROUP BY 1 ORDER BY 1;
UPDATE civic_private.coupon SET amount = 1;
DELETE FROM civic_private.redemption;
TRUNCATE civic_private.redemption_move CASCADE;

-- a policy that no longer offers what was redeemed, and an area without one: retries are answered, and what stands can be ended
SELECT civic.define_area('wild', '荒', 'Wild');
SELECT civic.enroll('sun', 'resident', 'stern', since => '2020-01-01') AS sun \gset
CALL civic.settle();
SELECT civic.record(:sun, 'help', 40, '2024-05-01', 's1') > 0 AS recorded;
SELECT redemption_id AS n1, cost, available FROM civic.redeem(:sun, 'once', 1, 'n1') \gset
SELECT redemption_id AS n2, cost, available FROM civic.reserve(:sun, 'kit', 1, 'n2') \gset
SELECT redemption_id AS n3, cost, available FROM civic.reserve(:sun, 'kit', 1, 'n3') \gset
SELECT civic.enact_policy(civic.load_policy(pack('stern', false) #- '{benefits,4}' #- '{benefits,1}' || jsonb_build_object('policy',
	pack('stern', false) -> 'policy' || '{"version": "2"}')), civic.today()) IS NOT NULL AS enacted;
SELECT redemption_id = :n1 AS same, cost, available FROM civic.redeem(:sun, 'once', 1, 'n1');
SELECT redemption_id = :n2 AS same, cost, available FROM civic.reserve(:sun, 'kit', 1, 'n2');
SELECT attempt(format('SELECT civic.redeem(%s, %s)', :sun, arguments))
  FROM (VALUES ('''once'', 2, ''n1'''), ('''once'', 1, ''n4''')) a (arguments);
SELECT civic.relocate(:sun, 'wild', civic.today());
SELECT redemption_id = :n1 AS same, cost, available FROM civic.redeem(:sun, 'once', 1, 'n1');
SELECT civic.confirm_redemption(:sun, :n2), civic.release_redemption(:sun, :n3), civic.cancel_redemption(:sun, :n1, 'moved away');
SELECT attempt(format('SELECT civic.%s', call))
  FROM (VALUES (format('redeem(%s, ''soap'', 1, ''n4'')', :sun)), (format('entitled(%s, ''soap'')', :sun)), (format('benefits(%s)', :sun)),
	(format('gift(%s, %s, 1, ''n4'')', :sun, :wang)), (format('gift(%s, %s, 1, ''n4'')', :wang, :sun))) a (call);

-- who may
CREATE ROLE regress_counter; CREATE ROLE regress_auditor; CREATE ROLE regress_nobody;
SELECT civic.grant_access('regress_counter', 'service'), civic.grant_access('regress_auditor', 'auditor');
SET ROLE regress_counter;
SELECT cost FROM civic.redeem(:wang, 'soap', 1, 'by counter');
SELECT actor FROM civic.redemptions WHERE request_id = 'by counter';
SELECT civic_internal.sweep_holds();
SELECT count(*) FROM civic_private.coupon;
SET ROLE regress_auditor;
SELECT civic.redeem(:wang, 'soap', 1, 'by auditor');
SELECT count(*) > 10 AS reads FROM civic_private.coupon;
SELECT count(*) FROM civic_private.kept_text;
SELECT (civic.wallet(:wang)).debt;
SET ROLE regress_nobody;
SELECT civic.wallet(17);
RESET ROLE;
SELECT civic.revoke_access('regress_counter', 'service'), civic.revoke_access('regress_auditor', 'auditor');
\c :home
DROP DATABASE regress_rewards;
DROP ROLE regress_counter; DROP ROLE regress_auditor; DROP ROLE regress_nobody;
