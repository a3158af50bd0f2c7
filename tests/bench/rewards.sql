-- A shop: :subjects residents with ten lots each and a standing, the first with 10,000 lots; and the tables that a
-- programme without the extension would keep.
-- psql variables: subjects
\set ON_ERROR_STOP 1
SET client_min_messages = warning;
CREATE EXTENSION civic_credit CASCADE;
SELECT civic.create_programme('bench');
SELECT civic.define_area('town', '镇', 'Town');
SELECT civic.enact_policy(civic.load_policy($$ {
 "policy": {"code": "shop", "title": {"zh": "店", "en": "Shop"}, "area": "town", "version": "1", "base": 1000},
 "dimensions": [{"code": "civic", "title": {"zh": "公共", "en": "Civic"}}],
 "rules": [{"code": "help", "title": {"zh": "助", "en": "Help"}, "dimension": "civic", "tariff": 1, "coupons": 1}],
 "tiers": [{"code": "member", "title": {"zh": "成员", "en": "Member"}, "rank": 1, "promote_at": 500},
  {"code": "star", "title": {"zh": "之星", "en": "Star"}, "rank": 2, "promote_at": 5000}],
 "benefits": [
  {"code": "books", "title": {"zh": "借书", "en": "Books"}, "kind": "entitlement", "min_tier": "member", "min_score": 600, "clean_days": 365},
  {"code": "lounge", "title": {"zh": "休息室", "en": "Lounge"}, "kind": "entitlement", "min_tier": "star"},
  {"code": "soap", "title": {"zh": "香皂", "en": "Soap"}, "kind": "redemption", "cost": 0.03, "min_tier": "member"},
  {"code": "kit", "title": {"zh": "厨具", "en": "Kit"}, "kind": "redemption", "cost": 0.03, "min_tier": "member", "stock": 2000000000}]
}$$), '2000-01-01');

-- set-wise, since earning is not what is measured here
SET session_replication_role = replica;
INSERT INTO civic_private.subject (subject_id, kind, lookup, attributes)
SELECT s, 'resident', civic_internal.subject_lookup('id' || s), '{}' FROM generate_series(1, :subjects) s ORDER BY random();
INSERT INTO civic_private.residence (subject_id, area, since, effective_on)
SELECT s, 'town', '2010-01-01', '2010-01-01' FROM generate_series(1, :subjects) s;
INSERT INTO civic_private.consent (subject_id, given) SELECT s, true FROM generate_series(1, :subjects) s;
INSERT INTO civic_private.coupon (subject_id, kind, amount, on_day, expires_on, ref_id)
SELECT s, 1, 1000 + n, civic.today() - n % 300, CASE WHEN n % 3 > 0 THEN civic.today() + n * 7919 % 1000 END, n
  FROM generate_series(1, :subjects) s, generate_series(1, 10000) n WHERE n <= 10 OR s = 1;
RESET session_replication_role;
CALL civic.settle();

CREATE SCHEMA bench;
CREATE TABLE bench.wallet (subject_id int8 PRIMARY KEY, balance int8 NOT NULL) WITH (fillfactor = 50);
INSERT INTO bench.wallet SELECT s, 1000000000 FROM generate_series(1, :subjects) s ORDER BY random();
CREATE TABLE bench.spend (
	subject_id int8 NOT NULL,
	spend_id int8 GENERATED ALWAYS AS IDENTITY,
	request_id text NOT NULL,
	benefit text NOT NULL,
	quantity int4 NOT NULL,
	cost int8 NOT NULL,
	spent_at timestamptz NOT NULL DEFAULT now(),
	PRIMARY KEY (subject_id, spend_id),
	UNIQUE (subject_id, request_id)
);
CREATE TABLE bench.stock (benefit text PRIMARY KEY, taken int8 NOT NULL) WITH (fillfactor = 50);
INSERT INTO bench.stock VALUES ('kit', 0);
-- the hand-written transaction in one call
CREATE FUNCTION bench.spend(s int8, request text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	PERFORM balance FROM bench.wallet WHERE subject_id = s FOR UPDATE;
	INSERT INTO bench.spend (subject_id, request_id, benefit, quantity, cost) VALUES (s, request, 'soap', 1, 3);
	UPDATE bench.wallet SET balance = balance - 3 WHERE subject_id = s;
END $$;
VACUUM (FREEZE, ANALYZE);
