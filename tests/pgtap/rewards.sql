-- Wallets on random histories, against tests/reference/wallet.sql: rows written straight into the coupon
-- ledger, sensible and senseless, and calls of the public functions, audited afterwards.
--
--     createdb -T template0 -E UTF8 rewards
--     psql -XAtq -d rewards -f tests/pgtap/rewards.sql
--
-- Needs an empty database and a superuser.  Variables (psql -v): seed (20181101), wallets (1500), calls (3000).

\unset ECHO
\set QUIET 1
\set ON_ERROR_STOP 1
\pset format unaligned
\pset tuples_only true
\pset pager off
SET client_min_messages = warning;

\if :{?seed} \else \set seed 20181101 \endif
\if :{?wallets} \else \set wallets 1500 \endif
\if :{?calls} \else \set calls 3000 \endif

SET timezone = 'UTC';
SET jit = off;
CREATE EXTENSION pgtap;
CREATE EXTENSION civic_credit CASCADE;
SELECT FROM civic.create_programme('rewards', time_zone => 'UTC');
\ir ../reference/wallet.sql
SELECT plan(14);

-- a hash of the seed and of a name instead of random(): a failure can be repeated
CREATE FUNCTION public.draw(what text, n bigint) RETURNS bigint LANGUAGE sql STABLE AS
$$ SELECT ('x' || substr(md5(current_setting('rewards.seed') || '/' || what), 1, 15))::bit(60)::bigint % n $$;
SET rewards.seed = :'seed';


-- ---------------------------------------------------------------------------------------------------
-- Rows
-- ---------------------------------------------------------------------------------------------------

-- Wallets of up to 40 rows over 30 days; half of the references make sense, days may go back.
SET session_replication_role = replica;
INSERT INTO civic_private.subject (subject_id, kind, attributes)
	SELECT n, 'resident', '{}' FROM generate_series(1, :wallets) n;
CREATE FUNCTION public.write_wallet(n bigint) RETURNS void LANGUAGE plpgsql AS
$$
DECLARE
	day date := '2024-01-01';
	what text;
	kind int;
	outs bigint := 0;
	ref bigint;
	held date;
BEGIN
	FOR i IN 1 .. 5 + draw(format('%s rows', n), 36) LOOP
		what := format('%s %s', n, i);
		day := day + CASE WHEN draw(what || ' back', 15) = 0 THEN -2 ELSE draw(what || ' day', 3) END::int;
		kind := ('{1,1,1,5,2,2,7,7,4,3,3,8,9,6,6}'::int[])[1 + draw(what || ' kind', 15)];
		ref := CASE WHEN kind IN (1, 5) THEN i WHEN kind = 6 THEN 1 + draw(what || ' ref', i) ELSE 1000 + draw(what || ' ref', outs + 1) END;
		IF kind IN (2, 4, 7) THEN
			outs := outs + 1;
			ref := 1000 + outs;
		END IF;
		held := CASE WHEN kind = 7 THEN day + draw(what || ' hold', 4)::int END;
		INSERT INTO civic_private.coupon (subject_id, coupon_id, kind, amount, on_day, expires_on, ref_id, until, recorded_at, xact, actor)
		VALUES (n, i, kind, 1 + draw(what || ' amount', 2000), day,
			CASE WHEN kind = 7 THEN held WHEN kind IN (1, 5) AND draw(what || ' ends', 3) > 0 THEN day + draw(what || ' end', 12)::int END,
			ref, held + interval '1 hour' * draw(what || ' hour', 24), now(), 3, 'postgres')
		ON CONFLICT DO NOTHING;
	END LOOP;
END
$$;
SELECT FROM (SELECT public.write_wallet(n) FROM generate_series(1, :wallets) n) x;
RESET session_replication_role;
ANALYZE civic_private.coupon;

CREATE TABLE public.seen AS
	SELECT n AS subject_id, day, w.*, f.balance AS fbalance, f.debt AS fdebt, f.held AS fheld
	  FROM generate_series(1, :wallets) n,
		LATERAL (SELECT '2024-01-01'::date + draw(n || ' as of ' || k, 50)::int AS day FROM generate_series(1, 3) k) d,
		civic.wallet(n, day) w, reference.wallet(n, day, day + interval '1 day' - interval '1 microsecond') f;
SELECT cmp_ok((SELECT count(*) FROM public.seen WHERE debt > 0), '>', 100::bigint, 'there are debts');
SELECT cmp_ok((SELECT count(*) FROM public.seen WHERE held > 0), '>', 100::bigint, 'there are holds');
SELECT cmp_ok((SELECT count(*) FROM public.seen WHERE balance > 0), '>', 1000::bigint, 'there are coupons');
SELECT is_empty($$
	SELECT subject_id, day, balance, fbalance, debt, fdebt, held, fheld FROM public.seen
	 WHERE (balance, debt, held, available) IS DISTINCT FROM (fbalance, fdebt, fheld, fbalance - fheld)$$,
	'every wallet on every day is that of the slow fold');
SELECT is_empty($$
	SELECT subject_id, day FROM public.seen s,
		LATERAL (SELECT coalesce(sum(l.remaining) FILTER (WHERE l.valid), 0) AS lots FROM civic.wallet_lots(s.subject_id, s.day) l) l
	 WHERE l.lots <> s.available$$,
	'the lots add up to what is available');
SELECT is_empty($$
	SELECT subject_id, day FROM public.seen s,
		LATERAL (SELECT coalesce(sum(m.lot_change), 0) AS lots, coalesce(sum(m.debt_change), 0) AS debts
			FROM civic.wallet_moves(s.subject_id, s.day) m) m
	 WHERE (m.lots, m.debts) IS DISTINCT FROM (s.available, s.debt)$$,
	'and so do the movements');
SELECT is_empty($$
	SELECT c.subject_id, c.coupon_id FROM civic_private.coupon c
	 WHERE c.kind IN (2, 4, 7) AND c.amount * 0.01 <> (SELECT -sum(m.lot_change) FILTER (WHERE m.move IN ('drawn'))
			+ coalesce(sum(m.debt_change) FILTER (WHERE m.move = 'owed'), 0)
		FROM civic.wallet_moves(c.subject_id, '2024-12-31') m WHERE m.coupon_id = c.coupon_id)
	   AND EXISTS (SELECT FROM civic.wallet_moves(c.subject_id, '2024-12-31') m WHERE m.coupon_id = c.coupon_id AND m.move = 'drawn')$$,
	'a spend has drawn its amount');

-- later rows leave past days alone
SET session_replication_role = replica;
INSERT INTO civic_private.coupon (subject_id, coupon_id, kind, amount, on_day, expires_on, ref_id, recorded_at, xact, actor)
	SELECT n, 1000 + k, ('{1,2,6,4}'::int[])[k], 700, '2024-06-01', NULL, CASE k WHEN 3 THEN 1 + draw(n || ' late', 20) ELSE 5000 + k END, now(), 3, 'postgres'
	  FROM generate_series(1, :wallets) n, generate_series(1, 4) k
	ON CONFLICT DO NOTHING;
RESET session_replication_role;
SELECT is_empty($$
	SELECT s.subject_id, s.day FROM public.seen s, civic.wallet(s.subject_id, s.day) w
	 WHERE (s.balance, s.debt, s.held) IS DISTINCT FROM (w.balance, w.debt, w.held)$$,
	'later rows leave past days alone');
SELECT is_empty($$
	SELECT n FROM generate_series(1, 200) n, civic.wallet(n, '2024-06-01') w, reference.wallet(n, '2024-06-01', '2024-06-01 23:59') f
	 WHERE (w.balance, w.debt, w.held) IS DISTINCT FROM (f.balance, f.debt, f.held)$$,
	'and count on their own');
ALTER TABLE civic_private.coupon DISABLE TRIGGER ALL;
DELETE FROM civic_private.coupon;
ALTER TABLE civic_private.coupon ENABLE TRIGGER ALL;
DELETE FROM civic_private.subject;
SELECT FROM civic_internal.attach_functions();


-- ---------------------------------------------------------------------------------------------------
-- Calls
-- ---------------------------------------------------------------------------------------------------

SELECT FROM civic.define_area('town', '镇', 'Town');
SELECT FROM civic.enact_policy(civic.load_policy($$ {
 "policy": {"code": "shop", "title": {"zh": "兑换", "en": "Shop"}, "area": "town", "version": "1", "base": 100, "gifts": true},
 "dimensions": [{"code": "civic", "title": {"zh": "公共", "en": "Civic"}}],
 "rules": [
  {"code": "help", "title": {"zh": "互助", "en": "Help"}, "dimension": "civic", "tariff": 1, "coupons": 1},
  {"code": "fair", "title": {"zh": "集市", "en": "Fair"}, "dimension": "civic", "tariff": "1/3", "coupons": 0.5, "coupons_expire": {"days": 30}},
  {"code": "class", "title": {"zh": "学习", "en": "Class"}, "dimension": "civic", "tariff": [{"upto": 4, "rate": 2}, {"rate": "1/3"}],
   "period": "year", "cap_high": 12, "coupons": 1.25, "coupons_expire": "year_end"},
  {"code": "prize", "title": {"zh": "奖", "en": "Prize"}, "dimension": "civic", "tariff": 5, "period": "year", "combine": "max",
   "exclusive_group": "prizes", "coupons": 2},
  {"code": "award", "title": {"zh": "大奖", "en": "Award"}, "dimension": "civic", "tariff": 9, "period": "year", "combine": "max",
   "exclusive_group": "prizes", "coupons": 2}],
 "benefits": [
  {"code": "soap", "title": {"zh": "香皂", "en": "Soap"}, "kind": "redemption", "cost": 3},
  {"code": "kit", "title": {"zh": "厨具", "en": "Kit"}, "kind": "redemption", "cost": 7.5, "stock": 12},
  {"code": "seat", "title": {"zh": "座位", "en": "Seat"}, "kind": "redemption", "cost": 0, "stock": 9},
  {"code": "pass", "title": {"zh": "票", "en": "Pass"}, "kind": "redemption", "cost": 1, "per_subject": 3,
   "per_period": {"limit": 2, "period": "year"}}]
}$$), '2020-01-01');
CREATE TABLE public.who AS SELECT n, civic.enroll('resident ' || n, 'resident', 'town', since => '2020-01-01') AS id FROM generate_series(1, 12) n;
\o /dev/null
CALL civic.settle();
\o

-- One random call; its SQLSTATE.
CREATE FUNCTION public.call(i int) RETURNS text LANGUAGE plpgsql AS
$$
DECLARE
	me bigint := (SELECT id FROM public.who WHERE n = 1 + draw(i || ' me', 12));
	you bigint := (SELECT id FROM public.who WHERE n = 1 + draw(i || ' you', 12));
	benefit text := ('{soap,kit,seat,pass}'::text[])[1 + draw(i || ' benefit', 4)];
	quantity int := 1 + draw(i || ' quantity', 3);
	-- now and then a request id is used again, with the same content or not
	request text := 'request ' || CASE WHEN draw(i || ' again', 8) = 0 THEN draw(i || ' which', i) ELSE i END;
	redemption bigint := (SELECT r.redemption_id FROM civic_private.redemption r WHERE r.subject_id = me
		ORDER BY md5(i || '/' || r.redemption_id) LIMIT 1);
BEGIN
	CASE draw(i || ' call', 16)
		WHEN 0, 1, 2, 3, 4 THEN
			PERFORM civic.record(me, ('{help,fair,class,prize,award}'::text[])[1 + draw(i || ' rule', 5)], (1 + draw(i || ' hours', 900)) / 100.0,
				'2024-01-01'::date + draw(i || ' day', 900)::int, request);
		WHEN 5, 6, 7 THEN PERFORM civic.redeem(me, benefit, quantity, request);
		WHEN 8, 9 THEN PERFORM civic.reserve(me, benefit, quantity, request);
		WHEN 10 THEN PERFORM civic.confirm_redemption(me, redemption);
		WHEN 11 THEN PERFORM civic.release_redemption(me, redemption);
		WHEN 12 THEN PERFORM civic.cancel_redemption(me, redemption, 'a reason');
		WHEN 13, 14 THEN PERFORM civic.gift(me, you, (1 + draw(i || ' gift', 500)) / 100.0, request);
		ELSE
			PERFORM civic.reverse(me, (SELECT e.entry_id FROM civic_private.entry e WHERE e.subject_id = me AND e.kind = 1
				ORDER BY md5(i || '/' || e.entry_id) LIMIT 1), 'a mistake');
	END CASE;
	RETURN '00000';
EXCEPTION WHEN OTHERS THEN
	RETURN SQLSTATE;
END
$$;
CREATE TABLE public.calls AS SELECT i, public.call(i) AS state FROM generate_series(1, :calls) i;
SELECT diag(string_agg(state || ' ' || n, ', ' ORDER BY n DESC)) FROM (SELECT state, count(*) AS n FROM public.calls GROUP BY 1) x;
SELECT is_empty($$SELECT state, count(*) FROM public.calls WHERE state NOT IN ('00000', 'RW010', 'RW011', 'RW012', 'RW013', 'RW021', 'RW022',
	'RW023', 'RW024', 'RW025', '23505', '22004', '22023', '42704', '55000') GROUP BY 1$$, 'calls end well or are refused');
SELECT is((SELECT count(DISTINCT state) FROM public.calls WHERE state LIKE 'RW%'), 9::bigint, 'every refusal was met');
SELECT cmp_ok((SELECT count(*) FROM civic_private.coupon WHERE kind = 6), '>', 20::bigint, 'and coupons were taken back');
SELECT is_empty('SELECT * FROM reference.reward_faults()', 'everything agrees with everything');

-- What an award has earned, by hand: the telescoped points of its period, whatever the order of arrival.
SELECT is_empty($$
	WITH class AS (
		SELECT e.subject_id, extract(year FROM e.occurred_on) AS year, e.entry_id, e.quantity / 100.0 AS q,
			EXISTS (SELECT FROM civic_private.entry x WHERE x.subject_id = e.subject_id AND x.ref_entry_id = e.entry_id) AS reversed,
			coalesce(c.amount, 0) AS earned
		  FROM civic_private.entry e JOIN civic_private.rule r USING (rule_id)
		  LEFT JOIN civic_private.coupon c ON c.subject_id = e.subject_id AND c.ref_id = e.entry_id AND c.kind = 1
		 WHERE r.code = 'class' AND e.kind = 1)
	SELECT subject_id, year, sum(q), sum(earned) FROM class GROUP BY 1, 2 HAVING NOT bool_or(reversed)
	   AND abs(sum(earned) - 125 * least(12, 2 * least(sum(q), 4) + greatest(sum(q) - 4, 0) / 3)) > count(*)$$,
	'capped awards earn what their period is worth');
SELECT * FROM finish();
