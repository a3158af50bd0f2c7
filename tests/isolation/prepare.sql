-- What every isolation spec needs: a programme, and in schema iso the helpers
-- that give each permutation areas, a policy and a resident of its own.

CREATE SCHEMA iso;
CREATE EXTENSION civic_credit CASCADE;
SELECT civic.create_programme('isolation');

-- Autovacuum may gather statistics in the middle of a run and change a plan,
-- and with it what a SERIALIZABLE transaction locks.
ALTER SYSTEM SET autovacuum = off;
SELECT pg_reload_conf();

-- One row per permutation; the last one is the current one.
CREATE TABLE iso.run (
	n int PRIMARY KEY,
	area ltree,
	other ltree,
	external_id text,
	subject_id bigint,
	entry_id bigint,
	draft int,		-- a second policy for the town
	hamlet ltree,	-- an area without a policy, and two drafts for it
	early int,
	late int
);
CREATE VIEW iso.cur AS
	SELECT * FROM iso.run WHERE n = (SELECT max(n) FROM iso.run);

-- The ids that the calls of a permutation returned, if they committed.
CREATE TABLE iso.seen (n int, id bigint);

CREATE FUNCTION iso.pack(code text, area ltree, version text, base int, points int) RETURNS jsonb
LANGUAGE sql AS
$$
	SELECT jsonb_build_object(
		'policy', jsonb_build_object('code', code, 'area', area::text, 'version', version, 'base', base,
			'title', jsonb_build_object('zh', '并发', 'en', 'concurrency')),
		'dimensions', jsonb_build_array(jsonb_build_object('code', 'service',
			'title', jsonb_build_object('zh', '服务', 'en', 'service'))),
		'rules', jsonb_build_array(jsonb_build_object('code', 'help', 'dimension', 'service', 'tariff', points,
			'title', jsonb_build_object('zh', '帮助', 'en', 'help'))))
$$;

CREATE FUNCTION iso.fresh() RETURNS void
LANGUAGE plpgsql AS
$$
DECLARE
	n int := coalesce((SELECT max(r.n) FROM iso.run r), 0) + 1;
	area ltree := text2ltree('town' || n);
	other ltree := text2ltree('village' || n);
	hamlet ltree := text2ltree('hamlet' || n);
	external_id text := 'resident ' || n;
	subject_id bigint;
BEGIN
	PERFORM civic.define_area(area, '镇', 'town');
	PERFORM civic.define_area(other, '村', 'village');
	PERFORM civic.define_area(hamlet, '庄', 'hamlet');
	PERFORM civic.enact_policy(civic.load_policy(iso.pack('town', area, '1', 1000, 2)), '2020-01-01');
	PERFORM civic.enact_policy(civic.load_policy(iso.pack('village', other, '1', 500, 7)), '2020-01-01');
	subject_id := civic.enroll(external_id, 'resident', area, since => '2020-01-01');
	INSERT INTO iso.run VALUES (n, area, other, external_id, subject_id,
		civic.record(subject_id, 'help', 1, '2021-05-05', 'before'),
		civic.load_policy(iso.pack('town', area, '2', 1100, 3)), hamlet,
		civic.load_policy(iso.pack('hamlet', hamlet, '1', 10, 1)), civic.load_policy(iso.pack('hamlet', hamlet, '2', 20, 2)));
END
$$;

CREATE FUNCTION iso.record(source_ref text, quantity numeric, occurred_on date DEFAULT '2021-05-05') RETURNS void
LANGUAGE sql AS
$$
	INSERT INTO iso.seen
	SELECT n, civic.record(subject_id, 'help', quantity, occurred_on, source_ref) FROM iso.cur
$$;

CREATE FUNCTION iso.submit(source_ref text, quantity numeric, rule_code text DEFAULT 'help') RETURNS void
LANGUAGE sql AS
$$
	INSERT INTO civic.inbox (external_id, rule_code, quantity, occurred_on, source_ref)
	SELECT external_id, rule_code, quantity, '2021-05-05', source_ref FROM iso.cur
$$;

-- Refusals name entries and policies by number; here only the sort matters.
CREATE FUNCTION iso.reverse() RETURNS void
LANGUAGE plpgsql AS
$$
BEGIN
	PERFORM civic.reverse(subject_id, entry_id, 'entered by mistake') FROM iso.cur;
EXCEPTION WHEN object_not_in_prerequisite_state THEN
	RAISE EXCEPTION 'refused, it is reversed' USING ERRCODE = sqlstate;
END
$$;

CREATE FUNCTION iso.enact(policy_id int, effective_from date) RETURNS void
LANGUAGE plpgsql SET client_min_messages = warning AS
$$
BEGIN
	PERFORM civic.enact_policy(policy_id, effective_from);
EXCEPTION WHEN object_not_in_prerequisite_state THEN
	RAISE EXCEPTION 'refused' USING ERRCODE = sqlstate;
END
$$;

-- The score by hand: every policy of these tests has one flat rule, and no
-- resident lives in two places on one day.
CREATE FUNCTION iso.fold(wanted bigint) RETURNS numeric
LANGUAGE sql AS
$$
	SELECT (civic.policy_document(civic.policy_in_force(
				(SELECT r.area::ltree FROM civic_private.residence r
				 WHERE r.subject_id = wanted AND r.since <= civic.today() ORDER BY r.since DESC LIMIT 1)))
			-> 'policy' ->> 'base')::numeric
		+ coalesce((
			SELECT sum(e.quantity / 100.0 * (civic.policy_document(r.policy_id) -> 'rules' -> 0 ->> 'tariff')::numeric)
			FROM civic_private.entry e JOIN civic_private.rule r USING (rule_id)
			WHERE e.subject_id = wanted AND e.kind = 1
				AND NOT EXISTS (SELECT FROM civic_private.entry x
								WHERE x.subject_id = wanted AND x.kind = 2 AND x.ref_entry_id = e.entry_id)), 0)
$$;

-- What must hold after every permutation: no source_ref twice, every caller
-- was told an id that exists, nothing is left in the inbox but rejections,
-- and the score is the fold of what the ledger holds.
CREATE FUNCTION iso.oracle(OUT entries bigint, OUT per_ref bigint, OUT reversals bigint, OUT ids text,
						   OUT pending bigint, OUT rejected text, OUT score text)
LANGUAGE plpgsql AS
$$
DECLARE
	c iso.run;
	got numeric;
	want numeric;
BEGIN
	SELECT * INTO c FROM iso.cur;
	SELECT count(*) FILTER (WHERE kind = 1 AND source_ref <> 'before'), count(*) FILTER (WHERE kind = 2)
		INTO entries, reversals FROM civic_private.entry WHERE subject_id = c.subject_id;
	SELECT max(k) INTO per_ref
		FROM (SELECT count(*) AS k FROM civic_private.entry
			  WHERE subject_id = c.subject_id AND source_ref <> 'before' AND kind = 1 GROUP BY source_id, source_ref) AS g;
	SELECT CASE WHEN count(*) = count(e.entry_id) THEN 'exist' ELSE 'dangle' END INTO ids
		FROM iso.seen s LEFT JOIN civic_private.entry e ON e.subject_id = c.subject_id AND e.entry_id = s.id
		WHERE s.n = c.n;
	SELECT count(*) FILTER (WHERE i.rejected_at IS NULL), string_agg(i.sqlstate, ' ' ORDER BY i.inbox_id)
		INTO pending, rejected FROM civic.inbox i WHERE i.external_id = c.external_id;
	got := civic.score(c.subject_id);
	want := iso.fold(c.subject_id);
	score := CASE WHEN got = want THEN 'is the fold' ELSE format('%s, not %s', got, want) END;
END
$$;

\ir ../reference/wallet.sql

-- Rewards: each permutation has a shop of its own with two customers, a and b, who have 100 coupons each.
CREATE TABLE iso.shop (n int PRIMARY KEY, area ltree, a bigint, b bigint, entry_id bigint);
CREATE VIEW iso.here AS
	SELECT * FROM iso.shop WHERE n = (SELECT max(n) FROM iso.shop);
CREATE SEQUENCE iso.requests;

CREATE FUNCTION iso.open_shop() RETURNS void
LANGUAGE plpgsql AS
$$
DECLARE
	n int := coalesce((SELECT max(s.n) FROM iso.shop s), 0) + 1;
	area ltree := text2ltree('shop' || n);
	a bigint;
	b bigint;
	entry_id bigint;
BEGIN
	PERFORM civic.define_area(area, '店', 'shop');
	PERFORM civic.enact_policy(civic.load_policy(jsonb_build_object(
		'policy', jsonb_build_object('code', 'shop', 'area', area::text, 'version', '1', 'base', 100, 'gifts', true,
			'title', jsonb_build_object('zh', '店', 'en', 'shop')),
		'dimensions', '[{"code": "service", "title": {"zh": "服务", "en": "service"}}]'::jsonb,
		'rules', '[{"code": "help", "dimension": "service", "tariff": 1, "coupons": 1, "title": {"zh": "帮", "en": "help"}},
			{"code": "class", "dimension": "service", "tariff": 1, "coupons": 1, "period": "lifetime", "cap_high": 10, "title": {"zh": "课", "en": "class"}},
			{"code": "fraud", "dimension": "service", "tariff": -1, "legal_basis": "x", "severity": "minor", "title": {"zh": "假", "en": "fraud"},
			 "veto": {"blocks_redemption": true, "until": {"days": 10}}}]'::jsonb,
		'benefits', '[{"code": "prize", "kind": "redemption", "cost": 100, "title": {"zh": "奖", "en": "prize"}},
			{"code": "rare", "kind": "redemption", "cost": 10, "stock": 1, "title": {"zh": "稀", "en": "rare"}},
			{"code": "pair", "kind": "redemption", "cost": 10, "stock": 2, "per_subject": 1, "title": {"zh": "双", "en": "pair"}}]'::jsonb)),
		'2020-01-01');
	a := civic.enroll('a of ' || n, 'resident', area, since => '2020-01-01');
	b := civic.enroll('b of ' || n, 'resident', area, since => '2020-01-01');
	entry_id := civic.record(a, 'help', 100, '2021-05-05', 'before');
	PERFORM civic.record(b, 'help', 100, '2021-05-05', 'before');
	INSERT INTO civic_private.standing (subject_id, as_of, policy_id, score, dimensions, rank, since, earned_rank, earned_since, placed_on, placed_rank)
	SELECT x, '2021-05-05', civic.policy_in_force(area), 0, '{}', 0, '2021-05-05', 0, '2021-05-05', '2021-05-05', 0 FROM unnest(ARRAY[a, b]) x;
	PERFORM civic_internal.settle_subject(a, civic.today()), civic_internal.settle_subject(b, civic.today());
	INSERT INTO iso.shop VALUES (n, area, a, b, entry_id);
END
$$;

-- Everything that rewards keep twice agrees, and what came of the permutation.
CREATE FUNCTION iso.audit(OUT redeemed bigint, OUT given bigint, OUT a_has text, OUT b_has text, OUT stock bigint, OUT faults text)
LANGUAGE sql AS
$$
	SELECT (SELECT count(*) FROM civic.redemptions r WHERE r.subject_id IN (h.a, h.b) AND r.state IN ('redeemed', 'held', 'confirmed')),
		(SELECT count(*) FROM civic.gifts g WHERE g.subject_id IN (h.a, h.b)),
		(SELECT w.available || CASE WHEN w.debt > 0 THEN ' owes ' || w.debt ELSE '' END FROM civic.wallet(h.a) w),
		(SELECT w.available || CASE WHEN w.debt > 0 THEN ' owes ' || w.debt ELSE '' END FROM civic.wallet(h.b) w),
		(SELECT sum(s.taken) FROM civic.stocks s WHERE s.area = h.area),
		coalesce((SELECT string_agg(f.fault, '; ') FROM reference.reward_faults() f), 'none')
	  FROM iso.here h
$$;

CREATE FUNCTION iso.take_back() RETURNS bool
LANGUAGE plpgsql AS
$$
BEGIN
	RETURN (SELECT civic.reverse(h.a, h.entry_id, 'entered twice') > 0 FROM iso.here h);
EXCEPTION WHEN object_not_in_prerequisite_state THEN
	RAISE EXCEPTION 'refused, it is reversed' USING ERRCODE = sqlstate;
END
$$;

-- A reservation whose time is over, though nobody has written that down.
CREATE FUNCTION iso.stale_hold(benefit text) RETURNS void
LANGUAGE plpgsql AS
$$
BEGIN
	PERFORM civic.reserve(h.a, benefit, 1, 'stale') FROM iso.here h;
	ALTER TABLE civic_private.coupon DISABLE TRIGGER guard_rows;
	UPDATE civic_private.hold x SET until = until - interval '1 hour' FROM iso.here h WHERE x.subject_id = h.a;
	UPDATE civic_private.coupon c SET until = until - interval '1 hour' FROM iso.here h WHERE c.subject_id = h.a AND c.until IS NOT NULL;
	ALTER TABLE civic_private.coupon ENABLE ALWAYS TRIGGER guard_rows;
	ALTER TABLE civic_private.redemption DISABLE TRIGGER guard_rows;
	UPDATE civic_private.redemption r SET hold_until = hold_until - interval '1 hour' FROM iso.here h WHERE r.subject_id = h.a;
	ALTER TABLE civic_private.redemption ENABLE ALWAYS TRIGGER guard_rows;
END
$$;

-- Standings: one more help lifts the subject from mid to top.
CREATE FUNCTION iso.fresh_tiers() RETURNS void
LANGUAGE plpgsql AS
$$
BEGIN
	PERFORM iso.fresh();
	PERFORM civic.enact_policy(civic.load_policy(iso.pack('town', area, '9', 1100, 3) || '{"tiers": [
		{"code": "low", "title": {"zh": "低", "en": "Low"}, "rank": 1, "promote_at": 0},
		{"code": "mid", "title": {"zh": "中", "en": "Mid"}, "rank": 2, "promote_at": 1101},
		{"code": "top", "title": {"zh": "高", "en": "Top"}, "rank": 3, "promote_at": 1105}]}'), civic.today()) FROM iso.cur;
	CALL iso.settle();
END
$$;

-- how many it computes depends on what ran before
CREATE PROCEDURE iso.settle()
LANGUAGE plpgsql AS
$$
DECLARE
	settled int8;
	changed int8;
BEGIN
	CALL civic.settle(NULL, 50000, settled, changed);
END
$$;

CREATE FUNCTION iso.decide(verdict bool) RETURNS void
LANGUAGE plpgsql AS
$$
BEGIN
	PERFORM civic.decide(max(d.decision_id), verdict, 'as it is') FROM civic_private.tier_question d JOIN iso.cur USING (subject_id);
EXCEPTION WHEN object_not_in_prerequisite_state THEN
	RAISE EXCEPTION 'refused, it is decided' USING ERRCODE = sqlstate;
END
$$;

-- What must hold after a last settlement: the standing is the ledger's, and its history leads to it.
CREATE FUNCTION iso.standing(OUT tier text, OUT score text, OUT changes bigint, OUT history text, OUT open bigint)
LANGUAGE plpgsql AS
$$
DECLARE
	c iso.run;
BEGIN
	SELECT * INTO c FROM iso.cur;
	SELECT s.tier, CASE WHEN s.score = civic.score(c.subject_id) THEN 'is the ledger''s' ELSE 'is ' || s.score END INTO tier, score
	  FROM civic.standings s WHERE s.subject_id = c.subject_id;
	SELECT count(*), CASE WHEN bool_and(t.from_tier IS NOT DISTINCT FROM t.before) AND max(t.to_tier) FILTER (WHERE t.last) IS NOT DISTINCT FROM standing.tier
			OR count(*) = 0 THEN 'leads here' ELSE 'breaks' END
	  INTO changes, history
	  FROM (SELECT k.from_tier, k.to_tier, lag(k.to_tier, 1, p.placed_tier) OVER w AS before, lead(1) OVER w IS NULL AS last
			  FROM civic_private.tier_change k JOIN civic_private.standing p USING (subject_id)
			 WHERE k.subject_id = c.subject_id WINDOW w AS (ORDER BY k.change_id)) t;
	SELECT count(*) INTO open FROM civic.settle_progress;
END
$$;

-- ---------------------------------------------------------------------------
-- appeals and reviews: a loss that was appealed against and is marked, drawn for review

CREATE ROLE iso_police;
CREATE ROLE iso_desk;
GRANT USAGE ON SCHEMA iso TO iso_police, iso_desk;
SELECT civic.grant_access('iso_police', 'recorder'), civic.grant_access('iso_desk', 'service');
CREATE TABLE iso.dispute (n int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, subject_id bigint, entry_id bigint, appeal_id bigint);
CREATE VIEW iso.disputed AS SELECT * FROM iso.dispute WHERE n = (SELECT max(n) FROM iso.dispute);
SELECT civic.define_area('court', '苑', 'court');
SELECT civic.enact_policy(civic.load_policy('{
 "policy": {"code": "court", "title": {"zh": "苑", "en": "court"}, "area": "court", "version": "1", "base": 100, "appeal_suspends": true},
 "dimensions": [{"code": "order", "title": {"zh": "秩序", "en": "order"}}],
 "rules": [{"code": "litter", "title": {"zh": "乱扔", "en": "litter"}, "dimension": "order", "tariff": -10, "legal_basis": "covenant 7",
            "review": "always"}]}'), '2020-01-01');

CREATE FUNCTION iso.fresh_loss() RETURNS void
LANGUAGE plpgsql AS
$$
DECLARE
	who bigint;
	n int := coalesce((SELECT max(d.n) FROM iso.dispute d), 0) + 1;
	loss bigint;
BEGIN
	who := civic.enroll('disputant ' || n, 'resident', 'court', since => '2020-01-01');
	SET LOCAL SESSION AUTHORIZATION iso_police;
	loss := civic.record(who, 'litter', 1, '2021-05-05', 'loss');
	RESET SESSION AUTHORIZATION;
	INSERT INTO iso.dispute (subject_id, entry_id) VALUES (who, loss);
END
$$;

CREATE FUNCTION iso.fresh_appeal() RETURNS void
LANGUAGE plpgsql AS
$$
DECLARE
	d record;
	appeal bigint;
BEGIN
	PERFORM iso.fresh_loss();
	SELECT * INTO d FROM iso.disputed;
	SET LOCAL SESSION AUTHORIZATION iso_desk;
	appeal := civic.file_appeal(d.subject_id, d.entry_id, 'it was not me');
	PERFORM civic.mark_disputed(d.subject_id, appeal);
	RESET SESSION AUTHORIZATION;
	UPDATE iso.dispute SET appeal_id = appeal WHERE n = d.n;
END
$$;

CREATE FUNCTION iso.decide_appeal(outcome text) RETURNS text LANGUAGE plpgsql AS
$$
BEGIN
	RETURN (SELECT civic.decide_appeal(subject_id, appeal_id, outcome, 'as was found') FROM iso.disputed);
EXCEPTION WHEN object_not_in_prerequisite_state THEN
	RAISE EXCEPTION '%', regexp_replace(sqlerrm, '\d+', 'N') USING ERRCODE = sqlstate;
END
$$;
CREATE FUNCTION iso.withdraw_appeal() RETURNS void LANGUAGE sql AS
$$ SELECT civic.withdraw_appeal(subject_id, appeal_id, 'it was me') FROM iso.disputed $$;
CREATE FUNCTION iso.decide_review(agree bool) RETURNS bool LANGUAGE plpgsql AS
$$
BEGIN
	RETURN (SELECT civic.decide_review(v.review_id, $1, 'as was found') IS NOT NULL
		FROM civic.reviews v JOIN iso.disputed d USING (subject_id, entry_id));
EXCEPTION WHEN object_not_in_prerequisite_state THEN
	RAISE EXCEPTION 'refused, it is decided' USING ERRCODE = sqlstate;
END
$$;
CREATE FUNCTION iso.reverse_loss() RETURNS void LANGUAGE plpgsql AS
$$
BEGIN
	PERFORM civic.reverse(subject_id, entry_id, 'entered by mistake') FROM iso.disputed;
EXCEPTION WHEN object_not_in_prerequisite_state THEN
	RAISE EXCEPTION 'refused, it is reversed' USING ERRCODE = sqlstate;
END
$$;
CREATE FUNCTION iso.file_appeal() RETURNS void LANGUAGE plpgsql AS
$$
BEGIN
	PERFORM civic.file_appeal(subject_id, entry_id, 'it was not me') FROM iso.disputed;
EXCEPTION WHEN object_not_in_prerequisite_state THEN
	RAISE EXCEPTION 'refused, there is an appeal' USING ERRCODE = sqlstate;
END
$$;

-- What must hold: the history explains the state, moves are numbered without a
-- gap, the loss is reversed once at the most, and counts unless it is reversed
-- or suspended.
CREATE FUNCTION iso.judge(OUT state text, OUT moves text, OUT reversals bigint, OUT counts bool, OUT pooled bigint, OUT reviews text, OUT faults text)
LANGUAGE plpgsql AS
$$
DECLARE
	d iso.disputed;
	last text;
BEGIN
	SELECT * INTO d FROM iso.disputed;
	SELECT string_agg(a.state, ' ' ORDER BY a.appeal_id) INTO state FROM civic_private.appeal a WHERE a.subject_id = d.subject_id;
	SELECT string_agg(m.move, ' ' ORDER BY m.appeal_id, m.move_no), (array_agg(m.to_state ORDER BY m.appeal_id DESC, m.move_no DESC))[1]
		INTO moves, last FROM civic_private.appeal_move m WHERE m.subject_id = d.subject_id;
	SELECT count(*) INTO reversals FROM civic_private.entry e WHERE e.subject_id = d.subject_id AND e.kind = 2;
	counts := civic.score(d.subject_id) = 90;
	SELECT count(*) INTO pooled FROM civic_private.review_pool p WHERE p.subject_id = d.subject_id;
	SELECT string_agg(coalesce(v.agree::text, 'waits'), ' ') INTO reviews FROM civic_private.review v WHERE v.subject_id = d.subject_id;
	faults := concat_ws(', ',
		CASE WHEN last <> coalesce(split_part(state, ' ', -1), last) THEN 'the history tells of another state' END,
		CASE WHEN EXISTS (SELECT FROM civic_private.appeal a WHERE a.subject_id = d.subject_id
			AND a.moves <> (SELECT count(*) FROM civic_private.appeal_move m WHERE m.subject_id = a.subject_id AND m.appeal_id = a.appeal_id))
			THEN 'moves are missing' END,
		CASE WHEN (SELECT count(*) FROM civic_private.appeal a WHERE a.subject_id = d.subject_id AND a.open) > 1 THEN 'two open appeals' END,
		CASE WHEN counts = (reversals > 0 OR EXISTS (SELECT FROM civic_private.appeal a WHERE a.subject_id = d.subject_id AND a.suspended))
			THEN 'the score is wrong' END,
		CASE WHEN reversals > 1 THEN 'reversed twice' END,
		CASE WHEN (SELECT count(*) FROM civic_private.review_decision x WHERE x.subject_id = d.subject_id)
			<> (SELECT count(v.decided_on) FROM civic_private.review v WHERE v.subject_id = d.subject_id) THEN 'review decisions' END);
END
$$;

-- repair: who decides never is who recorded or handed in, so there are roles
CREATE ROLE iso_counter;
CREATE ROLE iso_judge;
CREATE ROLE iso_other_judge;
SELECT civic.grant_access('iso_counter', 'service');
SELECT civic.grant_access(r, 'reviewer') FROM unnest('{iso_judge,iso_other_judge}'::name[]) AS r;
GRANT USAGE ON SCHEMA iso TO iso_counter, iso_judge, iso_other_judge;
CREATE TABLE iso.mending (n int PRIMARY KEY, subject_id bigint, entry_id bigint, case_id bigint);
GRANT SELECT ON iso.mending TO iso_counter, iso_judge, iso_other_judge;
SELECT civic.define_area('mend', '修复', 'Mending');
SELECT civic.enact_policy(civic.load_policy('{
 "policy": {"code": "mend", "area": "mend", "version": "1", "base": 1000, "title": {"zh": "修复", "en": "mending"}},
 "dimensions": [{"code": "order", "title": {"zh": "秩序", "en": "order"}}],
 "rules": [{"code": "permit", "title": {"zh": "无证", "en": "no permit"}, "dimension": "order", "tariff": -40, "severity": "general", "legal_basis": "x"}],
 "repair_windows": [{"severity": "general", "min_days": 0, "max_days": 365}],
 "repair_steps": [{"severity": "general", "path": "office", "step": 1, "kind": "duty", "restores": 4000},
  {"severity": "general", "path": "office", "step": 2, "kind": "commitment", "restores": 10000}]}'), '2020-01-01');

-- A resident with a loss; its case opened and handed in, if wanted.
CREATE FUNCTION iso.mend(opened bool, submitted bool) RETURNS void
LANGUAGE plpgsql AS
$$
DECLARE
	next_n int := coalesce((SELECT max(m.n) FROM iso.mending m), 0) + 1;
	who bigint := civic.enroll('mender ' || next_n, 'resident', 'mend', since => '2020-01-01');
	loss bigint := civic.record(who, 'permit', 1, civic.today() - 1, 'loss');
	mine bigint;
BEGIN
	SET LOCAL SESSION AUTHORIZATION iso_counter;
	IF opened THEN
		mine := civic.open_repair(who, loss);
	END IF;
	IF submitted THEN
		PERFORM civic.submit_step(who, mine);
	END IF;
	RESET SESSION AUTHORIZATION;
	INSERT INTO iso.mending VALUES (next_n, who, loss, mine);
END
$$;

-- One call about the present case; a refusal without ids, which differ from run to run.
CREATE FUNCTION iso.mending(call text) RETURNS text
LANGUAGE plpgsql AS
$$
DECLARE
	m iso.mending;
	answer text;
BEGIN
	SELECT * INTO m FROM iso.mending ORDER BY n DESC LIMIT 1;
	EXECUTE 'SELECT ' || replace(replace(replace(call, ':subject', m.subject_id::text), ':entry', m.entry_id::text), ':case', coalesce(m.case_id::text, 'NULL')) INTO answer;
	RETURN CASE WHEN answer ~ '^[0-9]+$' THEN 'done' ELSE answer END;
EXCEPTION WHEN object_not_in_prerequisite_state THEN
	RAISE EXCEPTION 'refused: %', regexp_replace(sqlerrm, '[0-9]+', 'N', 'g') USING ERRCODE = sqlstate;
END
$$;
GRANT EXECUTE ON FUNCTION iso.mending(text) TO iso_counter, iso_judge, iso_other_judge;

CREATE FUNCTION iso.mended(OUT cases text, OUT history text, OUT shares text, OUT wrong bigint, OUT points numeric)
LANGUAGE plpgsql AS
$$
DECLARE
	m iso.mending;
BEGIN
	SELECT * INTO m FROM iso.mending ORDER BY n DESC LIMIT 1;
	SELECT string_agg(civic_internal.repair_state_name(c.state), ' ' ORDER BY c.case_id) INTO cases FROM civic_private.repair_case c WHERE c.subject_id = m.subject_id;
	SELECT string_agg(civic_internal.repair_move_name(v.move), ' ' ORDER BY v.case_id, v.move_no) INTO history FROM civic_private.repair_move v WHERE v.subject_id = m.subject_id;
	SELECT string_agg(e.quantity::text, ' ' ORDER BY e.entry_id) INTO shares FROM civic_private.entry e WHERE e.subject_id = m.subject_id AND e.kind = 5;
	SELECT count(*) INTO wrong FROM civic.check_repairs() r WHERE r.subject_id = m.subject_id;
	SELECT p.points INTO points FROM civic.entry_points(m.subject_id) p WHERE p.entry_id = m.entry_id;
END
$$;

-- ---------------------------------------------------------------------------
-- indicators: each permutation has an area of its own, watched by one chart

SELECT civic.enact_index(civic.load_index('{
	"index": {"code": "iso", "version": "1", "title": {"zh": "指", "en": "index"}, "parents": "equal"},
	"dimensions": [{"code": "d", "title": {"zh": "d", "en": "d"}, "weight": 1}],
	"indicators": [{"code": "alarm", "title": {"zh": "急", "en": "alarm"}, "dimension": "d", "weight": 1, "low": 0, "high": 10, "summary": "sum",
		"chart": {"kind": "ewma", "centre": 0, "sd": 1, "lambda": 1, "width": 3}}],
	"zones": [{"code": "all", "title": {"zh": "a", "en": "a"}}]}'), '2024-01-01') IS NOT NULL AS enacted;
CREATE TABLE iso.watched (n int PRIMARY KEY, area ltree);

CREATE FUNCTION iso.open_watch() RETURNS void
LANGUAGE plpgsql AS
$$
DECLARE
	n int := coalesce((SELECT max(w.n) FROM iso.watched w), 0) + 1;
BEGIN
	PERFORM civic.define_area(text2ltree('watch' || n), '测', 'watch');
	INSERT INTO iso.watched VALUES (n, text2ltree('watch' || n));
END
$$;

-- an observation of January, by its number
CREATE FUNCTION iso.observe(value numeric, ref text) RETURNS bool
LANGUAGE sql AS
$$ SELECT civic.observe('alarm', w.area, value, '2024-01-15', w.area::text || ref) > 0 FROM iso.watched w ORDER BY w.n DESC LIMIT 1 $$;

-- what is kept, and whether it is what a fresh pass gives
CREATE FUNCTION iso.watched_state() RETURNS TABLE (state text, value float8, rows_kept int8, as_fresh bool)
LANGUAGE sql AS
$$
	SELECT w.new_state, (w.point::civic.chart_point).value, (SELECT count(*) FROM civic_private.observation o WHERE o.area = w.area),
		(w.last_period, w.new_state, w.point::text) IS NOT DISTINCT FROM (f.last_period, f.new_state, f.point::text)
	  FROM iso.watched a JOIN civic_private.watch w ON w.area = a.area::text
	 CROSS JOIN LATERAL civic_internal.fresh_watch(civic_internal.indicator_definition('alarm'), w.area, civic.today()) f
	 ORDER BY a.n DESC LIMIT 1
$$;
