-- Tiers, day by day, on random paths of scores around the bounds, against a plain model.
--
--     createdb -T template0 -E UTF8 standing
--     psql -XAtq -d standing -f tests/pgtap/standing.sql
--
-- The model knows the score of each day (civic.score, which property.sql holds to account) and reads
-- losses from the ledger; it computes every subject on every day.  Settlement computes only those whose
-- next_change has come or about whom something was written, so a next_change that is too late shows as a
-- tier that differs.  Histories with chosen effective days are written straight into the ledger: half of
-- them before the first settlement, half in its course.  Variables: seed, subjects (120), days (100).

\unset ECHO
\set QUIET 1
\set ON_ERROR_STOP 1
\pset format unaligned
\pset tuples_only true
\pset pager off
SET client_min_messages = warning;
\if :{?seed} \else \set seed 0.4711 \endif
\if :{?subjects} \else \set subjects 120 \endif
\if :{?days} \else \set days 100 \endif
SET timezone = 'UTC';
SET jit = off;
CREATE EXTENSION pgtap;
CREATE EXTENSION civic_credit CASCADE;
SELECT FROM civic.create_programme('standing', time_zone => 'UTC');
SELECT FROM civic.define_area('town', '镇', 'Town');

/* 0.9 as in the systems that the handbook quotes, 14 days of hold */
SELECT FROM civic.enact_policy(civic.load_policy($$ {
 "policy": {"code": "t", "title": {"zh": "等级", "en": "Tiers"}, "area": "town", "version": "1", "base": 100},
 "dimensions": [{"code": "a", "title": {"zh": "甲", "en": "A"}}, {"code": "b", "title": {"zh": "乙", "en": "B"}, "floor": -120}],
 "rules": [
  {"code": "help", "title": {"zh": "一", "en": "1"}, "dimension": "a", "tariff": 1},
  {"code": "course", "title": {"zh": "二", "en": "2"}, "dimension": "a", "tariff": 1, "retention": {"expire": {"days": 20}}},
  {"code": "window", "title": {"zh": "三", "en": "3"}, "dimension": "a", "tariff": 1, "period": "month", "cap_high": 30, "retention": {"window": {"months": 1}}},
  {"code": "quarter", "title": {"zh": "四", "en": "4"}, "dimension": "a", "tariff": 1, "period": "month", "retention": "period_end"},
  {"code": "praise", "title": {"zh": "五", "en": "5"}, "dimension": "a", "tariff": 1, "retention": {"linear": 15}},
  {"code": "hours", "title": {"zh": "六", "en": "6"}, "dimension": "a", "tariff": 0},
  {"code": "noise", "title": {"zh": "七", "en": "7"}, "dimension": "b", "tariff": -1, "legal_basis": "x"},
  {"code": "fine", "title": {"zh": "八", "en": "8"}, "dimension": "b", "tariff": -1, "severity": "general", "legal_basis": "x", "retention": {"expire": {"days": 40}}},
  {"code": "fraud", "title": {"zh": "九", "en": "9"}, "dimension": "b", "tariff": -1, "legal_basis": "x",
   "veto": {"ceiling_tier": "t2", "blocks_redemption": true, "until": {"days": 15}}}],
 "tiers": [
  {"code": "t1", "title": {"zh": "一", "en": "1"}, "rank": 1, "promote_at": 40, "demote_below": 36},
  {"code": "t2", "title": {"zh": "二", "en": "2"}, "rank": 2, "promote_at": 80, "demote_below": 72, "hold_days": 5},
  {"code": "t3", "title": {"zh": "三", "en": "3"}, "rank": 5, "promote_at": 100, "demote_below": 90, "hold_days": 14},
  {"code": "t4", "title": {"zh": "四", "en": "4"}, "rank": 7, "promote_at": 120, "demote_below": 108, "hold_days": 14,
   "requires": {"clean_days": 10}},
  {"code": "t5", "title": {"zh": "五", "en": "5"}, "rank": 9, "promote_at": 140, "demote_below": 126,
   "requires": {"clean_days": 30, "quantities": [{"rule": "hours", "at_least": 8, "days": 45}, {"rule": "help", "at_least": 5}]}}]
} $$), '2020-01-01');
SELECT count(civic.enroll('r' || g, 'resident', 'town', since => '2020-01-01')) FROM generate_series(1, :subjects) g \gset
SELECT setseed(:seed);

CREATE FUNCTION deal(n int, first_day int, last_day int) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	s record;
	e record;
	day date;
BEGIN
	FOR s IN SELECT subject_id FROM civic_private.subject ORDER BY lookup LOOP
		FOR i IN 1 .. n LOOP
			day := date '2024-01-01' + first_day + floor(random() * (last_day - first_day))::int;
			INSERT INTO civic_private.entry (epoch, subject_id, rule_id, kind, quantity, occurred_on, effective_on, source_id)
			SELECT 1, s.subject_id, r.rule_id, 1, 100 * (1 + floor(random() * CASE WHEN r.code = 'fraud' THEN 3 ELSE 25 END)), day,
				day + floor(random() * random() * 12)::int, 1
			  FROM civic_private.rule r
			/* praise fades day by day, so whoever has some is computed daily: few have */
			 WHERE r.code = CASE WHEN i = 1 AND random() < 0.05 THEN 'praise' ELSE
				(ARRAY['help','help','course','course','window','quarter','hours','hours','noise','noise','fine','fine','fraud'])[1 + floor(random() * 13)::int] END;
		END LOOP;
		FOR e IN SELECT x.* FROM civic_private.entry x WHERE x.subject_id = s.subject_id AND x.kind = 1 AND random() < 0.15
			AND NOT EXISTS (SELECT FROM civic_private.entry y WHERE y.subject_id = x.subject_id AND y.ref_entry_id = x.entry_id) LOOP
			day := greatest(e.effective_on, date '2024-01-01' + first_day) + floor(random() * 15)::int;
			IF random() < 0.4 THEN
				INSERT INTO civic_private.entry (epoch, subject_id, rule_id, kind, quantity, occurred_on, effective_on, source_id, ref_entry_id)
				VALUES (1, s.subject_id, e.rule_id, 2, e.quantity, e.occurred_on, day, 1, e.entry_id);
			ELSIF random() < 0.5 THEN
				INSERT INTO civic_private.entry (epoch, subject_id, rule_id, kind, quantity, occurred_on, effective_on, source_id, ref_entry_id)
				SELECT 1, s.subject_id, e.rule_id, k, e.quantity, e.occurred_on, day + (k - 3) * 9, 1, e.entry_id FROM generate_series(3, 4) k;
			ELSIF EXISTS (SELECT FROM civic_private.rule r WHERE r.rule_id = e.rule_id AND r.code = 'fine') THEN
				INSERT INTO civic_private.entry (epoch, subject_id, rule_id, kind, quantity, occurred_on, effective_on, source_id, ref_entry_id)
				SELECT 1, s.subject_id, e.rule_id, 5, 5000 * k, e.occurred_on, day + k * 5, 1, e.entry_id FROM generate_series(1, 2) k;
			END IF;
		END LOOP;
	END LOOP;
END $$;

-- ---------- the model ----------

CREATE TABLE tier (rank int, code text, up numeric, down numeric, hold int, clean int);
INSERT INTO tier VALUES (1, 't1', 40, 36, 0, 0), (2, 't2', 80, 72, 5, 0), (5, 't3', 100, 90, 14, 0), (7, 't4', 120, 108, 14, 10), (9, 't5', 140, 126, 0, 30);

/* awards in force on a day, with the share that was restored */
CREATE FUNCTION in_force(s int8, d date) RETURNS TABLE (code text, quantity int, occurred_on date, share int) LANGUAGE sql STABLE AS $$
	SELECT r.code, e.quantity, e.occurred_on, coalesce((SELECT max(x.quantity) FROM civic_private.entry x
			WHERE x.subject_id = s AND x.ref_entry_id = e.entry_id AND x.kind = 5 AND x.effective_on <= d), 0)
	  FROM civic_private.entry e JOIN civic_private.rule r USING (rule_id)
	 WHERE e.subject_id = s AND e.kind = 1 AND e.effective_on <= d
	   AND NOT EXISTS (SELECT FROM civic_private.entry x WHERE x.subject_id = s AND x.ref_entry_id = e.entry_id AND x.kind = 2 AND x.effective_on <= d)
	   AND (SELECT count(*) FILTER (WHERE x.kind = 3) - count(*) FILTER (WHERE x.kind = 4) FROM civic_private.entry x
			 WHERE x.subject_id = s AND x.ref_entry_id = e.entry_id AND x.effective_on <= d) = 0
$$;

CREATE TABLE model (subject_id int8, day date, score numeric, earned text, shown text, asks int);

CREATE FUNCTION fulfilled(t tier, s int8, d date, last_loss date) RETURNS bool LANGUAGE sql STABLE AS $$
	SELECT (t.clean = 0 OR last_loss IS NULL OR last_loss <= d - t.clean)
		AND (t.code <> 't5' OR (
			(SELECT coalesce(sum(f.quantity), 0) FROM in_force(s, d) f WHERE f.code = 'hours' AND f.occurred_on > d - 45) >= 800
			AND (SELECT coalesce(sum(f.quantity), 0) FROM in_force(s, d) f WHERE f.code = 'help') >= 500))
$$;

CREATE FUNCTION replay(s int8, days int) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	d date;
	held int;			-- rank
	held_since date;
	open bool := false;
	asks int := 0;
	points numeric;
	best int;
	down int;
	cap int;
	last_loss date;
	keeps bool;
BEGIN
	FOR i IN 0 .. days LOOP
		d := date '2024-01-01' + i;
		points := civic.score(s, d);
		SELECT max(f.occurred_on) INTO last_loss FROM in_force(s, d) f
		 WHERE f.code IN ('noise', 'fraud') OR (f.code = 'fine' AND d < f.occurred_on + 40 AND f.share < 10000);
		SELECT coalesce(max(t.rank), 0) INTO best FROM tier t WHERE points >= t.up AND fulfilled(t, s, d, last_loss);
		IF i = 0 THEN
			held := best;
			held_since := d;
		ELSIF best > held THEN
			held := best;
			held_since := d;
			open := false;
		ELSIF held > 0 THEN
			SELECT points >= t.down AND fulfilled(t, s, d, last_loss) INTO keeps FROM tier t WHERE t.rank = held;
			IF keeps THEN
				open := false;
			ELSIF NOT open AND d - held_since >= (SELECT t.hold FROM tier t WHERE t.rank = held) THEN
				SELECT coalesce(max(t.rank), 0) INTO down FROM tier t WHERE t.rank < held AND points >= t.down AND fulfilled(t, s, d, last_loss);
				SELECT coalesce(max(t.rank), 0) INTO held FROM tier t WHERE t.rank < held;
				held_since := d;
				open := down < held;
				asks := asks + open::int;
			END IF;
		END IF;
		SELECT CASE WHEN bool_or(f.code = 'fraud' AND d < f.occurred_on + 15) THEN 2 ELSE 99 END INTO cap FROM in_force(s, d) f;
		INSERT INTO model VALUES (s, d, points, (SELECT t.code FROM tier t WHERE t.rank = held),
			(SELECT t.code FROM tier t WHERE t.rank = least(held, cap)), asks);
	END LOOP;
END $$;

-- ---------- settle every day, and look ----------

CREATE TABLE seen (subject_id int8, day date, score numeric, earned text, shown text);
SELECT deal(6, -20, :days);
\o /dev/null
SELECT format('CALL civic.settle(%L, 50)', date '2024-01-01' + g),
	format('INSERT INTO seen SELECT subject_id, %L, score, earned_tier, tier FROM civic.standings', date '2024-01-01' + g),
	CASE WHEN g = :days / 2 THEN format('SELECT deal(4, %s, %s)', g + 1, :days) END
  FROM generate_series(0, :days) g \gexec
SELECT replay(subject_id, :days) FROM civic_private.subject;
\o

SELECT plan(8);
SELECT is((SELECT count(*) FROM model m JOIN seen s USING (subject_id, day) WHERE m.score <> s.score), 0::int8,
	'the score in the standing is that of the ledger, on every day and for every subject');
SELECT is((SELECT count(*) FROM model m JOIN seen s USING (subject_id, day) WHERE m.earned IS DISTINCT FROM s.earned), 0::int8,
	'the earned tier is the model''s');
SELECT is((SELECT count(*) FROM model m JOIN seen s USING (subject_id, day) WHERE m.shown IS DISTINCT FROM s.shown), 0::int8,
	'so is the tier that is shown');
SELECT is((SELECT count(*) FROM model m WHERE civic.tier(m.subject_id, m.day) IS DISTINCT FROM m.shown), 0::int8,
	'civic.tier() tells it of every past day');
SELECT is((SELECT count(*) FROM civic_private.tier_question WHERE kind = 'fall'), (SELECT sum(asks)::int8 FROM model WHERE day = date '2024-01-01' + :days),
	'a person was asked as often as the model asks');
SELECT is((SELECT count(*) FROM (SELECT c.*, lag(to_tier) OVER w AS before, lag(earned_to_tier) OVER w AS earned_before
		FROM civic_private.tier_change c WINDOW w AS (PARTITION BY subject_id ORDER BY change_id)) c
	WHERE change_id > (SELECT min(change_id) FROM civic_private.tier_change f WHERE f.subject_id = c.subject_id)
	  AND (before IS DISTINCT FROM from_tier OR earned_before IS DISTINCT FROM earned_from_tier)), 0::int8, 'changes follow from one another');
SELECT ok((SELECT count(*) > 3 * :subjects FROM civic_private.tier_change), 'the paths have crossed bounds often enough to mean something');
SELECT ok((SELECT sum(done) < :subjects * (:days + 1) * 0.6 FROM civic.settlements), 'though not everybody was computed on every day');
SELECT diag(format('%s of %s computed; %s changes: %s', (SELECT sum(done) FROM civic.settlements), :subjects * (:days + 1),
	(SELECT count(*) FROM civic_private.tier_change), (SELECT string_agg(cause || ' ' || n, ', ' ORDER BY cause) FROM (SELECT cause, count(*) n FROM civic_private.tier_change GROUP BY 1) c)));
SELECT diag(format('first difference: %s', x)) FROM (SELECT m.*, s.score AS sc, s.earned AS se, s.shown AS ss FROM model m JOIN seen s USING (subject_id, day)
	WHERE m.score <> s.score OR m.earned IS DISTINCT FROM s.earned OR m.shown IS DISTINCT FROM s.shown ORDER BY day LIMIT 3) x;
SELECT * FROM finish();
