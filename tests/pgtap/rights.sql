-- Who may do what to whom: a line for each public function and view, with a
-- valid call. It succeeds for those who are entitled, and fails with exactly
-- 42501 for everybody else: other profiles, another source, another area, and
-- a role of another town, which has no grant here. What is public and has no
-- line fails the test. What a caller may not do about his own case has a file
-- of its own.

\ir helper/begin.sql

GRANT USAGE ON SCHEMA helper TO PUBLIC;

\ir helper/none.sql

-- What becomes of a statement that a role runs: its first value, or SQLSTATE,
-- message and detail. Nothing that it does stays.
CREATE FUNCTION helper.attempt(role name, statement text, OUT state text, OUT value text,
	OUT words text) LANGUAGE plpgsql AS
$$
DECLARE
	detail text;
	hint text;
BEGIN
	EXECUTE format('SET LOCAL SESSION AUTHORIZATION %I', role);
	EXECUTE statement INTO value;
	RAISE EXCEPTION 'undo' USING ERRCODE = 'CC000';
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS words = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL,
		hint = PG_EXCEPTION_HINT;
	state := CASE sqlstate WHEN 'CC000' THEN '00000' ELSE sqlstate END;
	words := concat_ws(' | ', words, nullif(detail, ''), nullif(hint, ''));
END
$$;

-- ---------------------------------------------------------------------------
-- a town of two areas, and somebody in each about whom everything can be done

SELECT civic.create_programme('rights', 'Asia/Shanghai');
SELECT civic.define_area('town', '镇', 'town');
SELECT civic.define_area('town.east', '东村', 'east');
SELECT civic.define_area('town.west', '西村', 'west');
SELECT civic.define_source('police', '警署', 'police');
SELECT civic.define_source('library', '图书馆', 'library');

CREATE FUNCTION helper.pack(version text) RETURNS jsonb LANGUAGE sql AS
$$
	SELECT jsonb_set(jsonb '{
	 "policy": {"code": "rights", "title": {"zh": "积分", "en": "points"}, "area": "town", "version": "1", "base": 100,
		"gifts": true},
	 "dimensions": [{"code": "civic", "title": {"zh": "公共", "en": "civic"}}, {"code": "trust", "title": {"zh": "守信", "en": "trust"}}],
	 "rules": [
	  {"code": "help", "title": {"zh": "帮助", "en": "help"}, "dimension": "civic", "tariff": 1, "coupons": 1},
	  {"code": "litter", "title": {"zh": "乱扔", "en": "litter"}, "dimension": "trust", "tariff": -10, "severity": "general",
	   "legal_basis": "charter 1"},
	  {"code": "spit", "title": {"zh": "吐痰", "en": "spit"}, "dimension": "trust", "tariff": -2, "severity": "minor",
	   "legal_basis": "charter 1"},
	  {"code": "noise", "title": {"zh": "噪音", "en": "noise"}, "dimension": "civic", "tariff": -1, "legal_basis": "charter 1"},
	  {"code": "fraud", "title": {"zh": "欺诈", "en": "fraud"}, "dimension": "trust", "tariff": -100, "severity": "serious",
	   "legal_basis": "charter 2", "notice_days": 3,
	   "veto": {"blocks_redemption": true, "until": "next_year_end"}, "review": "always"},
	  {"code": "scam", "title": {"zh": "骗", "en": "scam"}, "dimension": "trust", "tariff": -1, "severity": "general",
	   "legal_basis": "charter 2", "veto": {"blocks_redemption": true, "until": "next_year_end"}, "review": "always"}],
	 "tiers": [{"code": "member", "title": {"zh": "成员", "en": "member"}, "rank": 1, "promote_at": 10}],
	 "benefits": [{"code": "soap", "title": {"zh": "皂", "en": "soap"}, "kind": "redemption", "cost": 1, "scenario": "shop"},
	  {"code": "seat", "title": {"zh": "座", "en": "seat"}, "kind": "redemption", "cost": 1, "stock": 9, "hold_minutes": 30}],
	 "repair_windows": [{"severity": "minor", "min_days": 0, "max_days": 90}, {"severity": "general", "min_days": 0, "max_days": 365},
	  {"severity": "serious", "min_days": 30, "max_days": 1095}],
	 "repair_steps": [{"severity": "general", "path": "office", "step": 1, "kind": "duty", "restores": 10000}]
	}', '{policy,version}', to_jsonb(version))
$$;
SELECT civic.enact_policy(civic.load_policy(helper.pack('1')), '2020-01-01') \g /dev/null
SELECT civic.load_policy(helper.pack('2')) AS draft \gset

SELECT civic.enroll('ann', 'resident', 'town.east', '{"name": "Ann"}', since => '2020-01-01') AS ann \gset
SELECT civic.enroll('bea', 'resident', 'town.east', since => '2020-01-01') AS bea \gset
SELECT civic.enroll('home', 'household', 'town.east', since => '2020-01-01') AS home \gset
SELECT civic.enroll('zoe', 'resident', 'town.west', since => '2020-01-01') AS zoe \gset
SELECT civic.join_household(:bea, :home);
SELECT civic.record(s, 'help', 50, civic.today() - 5, 'h' || s) FROM unnest(ARRAY[:ann, :bea, :zoe]) s \g /dev/null
CALL civic.settle();

-- losses that the police recorded, each for one thing that can be done about it
CREATE FUNCTION helper.loss(subject int8) RETURNS int8 LANGUAGE sql AS
$$ SELECT civic.record(subject, 'litter', 2, civic.today() - 4, gen_random_uuid()::text, source => 'police') $$;
SELECT helper.loss(:ann) AS loss, helper.loss(:ann) AS other_loss, helper.loss(:zoe) AS far_loss \gset
SELECT civic.file_appeal(:ann, helper.loss(:ann), 'not me') AS filed, civic.file_appeal(:ann, helper.loss(:ann), 'not me') AS marked,
	civic.file_appeal(:ann, helper.loss(:ann), 'not me') AS paused, civic.file_appeal(:ann, helper.loss(:ann), 'not me') AS rejected \gset
SELECT civic.mark_disputed(:ann, a) FROM unnest(ARRAY[:marked, :paused, :rejected]) a;
SELECT civic.pause_appeal(:ann, :paused, 'an expert is asked');
-- a holiday moves what is due
SELECT civic.define_holiday('default', civic.add_working_days(civic.today(), 1), false);
CREATE ROLE rights_earlier;
SELECT civic.grant_access('rights_earlier', 'reviewer');
SET SESSION AUTHORIZATION rights_earlier;
SELECT civic.decide_appeal(:ann, :rejected, 'rejected', 'it was') \g /dev/null
RESET SESSION AUTHORIZATION;
SELECT civic.open_repair(:ann, helper.loss(:ann)) AS opened, civic.open_repair(:ann, helper.loss(:ann)) AS submitted,
	civic.open_repair(:ann, helper.loss(:ann)) AS refused, civic.open_repair(:ann, helper.loss(:ann)) AS closed \gset
SELECT civic.submit_step(:ann, c) FROM unnest(ARRAY[:submitted, :refused]) c \g /dev/null
SET SESSION AUTHORIZATION rights_earlier;
SELECT civic.decide_step(:ann, :refused, 'refuse', 'papers are missing') \g /dev/null
RESET SESSION AUTHORIZATION;
SELECT helper.loss(:ann) AS linked \gset
SELECT civic.link_decision(:ann, ARRAY[:linked], 'no. 1', civic.today()) AS link \gset
SELECT helper.loss(:ann) AS revoked \gset
SELECT civic.report_annulment(:ann, :revoked, 'the court', civic.today() - 40) \g /dev/null
SELECT redemption_id AS redeemed FROM civic.redeem(:ann, 'soap', 1, 'r1') \gset
SELECT redemption_id AS held FROM civic.reserve(:ann, 'seat', 1, 'r2') \gset
SELECT redemption_id AS held_too FROM civic.reserve(:ann, 'seat', 1, 'r3') \gset
SELECT civic.gift(:ann, :bea, 1, 'g1') \g /dev/null
SELECT civic.lock_tier(:ann, 'member', 'by decree', civic.today() + 9) \g /dev/null
-- what settlement puts to a person, and what it draws, as it writes them
INSERT INTO civic_private.tier_question (subject_id, kind, asked_on, policy_id, from_rank, from_tier, to_rank)
SELECT :ann, 'fall', civic.today(), t.policy_id, 1, 'member', 0 FROM civic_private.standing t WHERE t.subject_id = :ann
RETURNING decision_id AS question \gset
INSERT INTO civic_private.review (subject_id, kind, reviewed_id, policy_id, draw_id, cause, drawn_on, due)
SELECT t.subject_id, 1, e.entry_id, t.policy_id, 1, 'always', civic.today() - 30, civic.today() - 9
  FROM civic_private.standing t JOIN civic_private.entry e USING (subject_id)
 WHERE t.subject_id = :ann AND e.source_ref = 'h' || :ann
RETURNING review_id AS review \gset
CREATE ROLE rights_ann;
SELECT civic.link_role('rights_ann', :ann) \g /dev/null
INSERT INTO civic_private.erasure (subject_id, entry_id, on_day, years, texts, reason)
VALUES (:ann, 1, civic.today(), 5, 0, 'retention');
INSERT INTO civic_private.set_aside VALUES ('standings', :ann, civic.today(), 'XX001', 'ann cannot be scored', NULL, now(), now(), 1),
	('repair', 0, civic.today(), 'XX001', 'ann cannot be forgotten', NULL, now(), now(), 1);
INSERT INTO civic_private.subject_erasure (subject_id, on_day, cause, files)
	VALUES (:ann, civic.today(), 'law', '{}');
SELECT civic.seal_records('rights', '2023-01-01') \g /dev/null
SELECT max(outbox_id) AS message FROM civic_private.outbox WHERE subject_id = :ann \gset


-- an index, and what two sources have observed for it
SELECT jsonb '{"index": {"code": "trust", "version": "1", "title": {"zh": "信", "en": "trust"}, "parents": "equal"},
	"dimensions": [{"code": "street", "title": {"zh": "街", "en": "street"}, "weight": 1}],
	"indicators": [{"code": "light", "title": {"zh": "灯", "en": "light"}, "dimension": "street", "weight": 1, "low": 0, "high": 10,
	  "chart": {"kind": "ewma", "centre": 0, "sd": 1, "lambda": 1}},
	 {"code": "dark", "title": {"zh": "暗", "en": "dark"}, "dimension": "street", "weight": 1, "low": 0, "high": 10}],
	"zones": [{"code": "green", "title": {"zh": "绿", "en": "green"}, "from": 5}, {"code": "red", "title": {"zh": "红", "en": "red"}}]}' AS index \gset
SELECT civic.load_index(:'index') AS pack, civic.load_index(jsonb_set(:'index', '{index,code}', '"other"')) AS index_draft \gset
SELECT civic.enact_index(:pack, '2020-01-01') \g /dev/null
SELECT civic.observe('light', 'town.east', 5, civic.today() - 40, 'light', source => s) FROM unnest('{police,library}'::text[]) s \g /dev/null
SELECT civic.observe(i, 'town.east', v, make_date(2020, m, 1), i || m, source => 'police')
  FROM (VALUES (1, 1, 2), (2, 2, 1), (3, 1, 1), (4, 3, 0)) x (m, dark, light), LATERAL (VALUES ('dark', dark), ('light', light)) y (i, v) \g /dev/null

-- ---------------------------------------------------------------------------
-- who asks

CREATE TABLE helper.caller (role name, profile text, place text);
INSERT INTO helper.caller SELECT format('rights_%s%s', p, '_' || place), p, place
  FROM unnest('{policy_admin,recorder,service,reviewer,auditor,analyst,monitor}'::text[]) p,
	(VALUES (NULL), ('east'), ('west')) v (place)
 WHERE place IS NULL OR p IN ('recorder', 'service', 'reviewer', 'auditor');
INSERT INTO helper.caller VALUES ('rights_library', 'recorder', 'library'), ('rights_stranger', NULL, NULL);
DO $$
DECLARE
	c helper.caller;
BEGIN
	FOR c IN SELECT * FROM helper.caller LOOP
		EXECUTE format('CREATE ROLE %I', c.role);
		IF c.profile IS NOT NULL THEN
			PERFORM civic.grant_access(c.role, c.profile,
				source => CASE WHEN c.profile = 'recorder' THEN
					CASE c.place WHEN 'library' THEN 'library' ELSE 'police' END END,
				within => CASE WHEN c.place IN ('east', 'west') THEN ('town.' || c.place)::ltree END);
		END IF;
	END LOOP;
END $$;

-- ---------------------------------------------------------------------------
-- the matrix
--
--	nobody	for the administrator alone
--	staff	nothing about subjects
--	town	about everybody at once: only for whom no area limits
--	area	about all of an area
--	subject	about a subject, where it lives today
--	entry	about an entry or a case, also where the subject lived on its day;
--		of a recorder: of its source
--	own	about what the caller itself has handed in
--	list	shows what the caller reaches, and nothing else

CREATE TABLE helper.line (class text, name text, profiles text, call text, UNIQUE (name, call));
INSERT INTO helper.line VALUES
	('nobody', 'create_programme', '', $$SELECT civic.create_programme('x')$$),
	('nobody', 'upgrade_programme', '', $$SELECT civic.upgrade_programme()$$),
	('nobody', 'grant_access', '', $$SELECT civic.grant_access('rights_stranger', 'service')$$),
	('nobody', 'revoke_access', '', $$SELECT civic.revoke_access('rights_stranger', 'service')$$),
	('nobody', 'set_inbox_retention', '', $$SELECT civic.set_inbox_retention(90)$$),
	('nobody', 'access_report', '', $$SELECT civic.access_report()$$),
	('nobody', 'resume_after_migration', '', $$SELECT count(*) FROM civic.resume_after_migration('[]')$$),
	('nobody', 'become_test_copy', '', $$SELECT civic.become_test_copy()$$),
	('nobody', 'adopt_key_file', '', $$SELECT civic.adopt_key_file()$$),
	('nobody', 'limit_lookups', '', $$SELECT civic.limit_lookups('rights_service', 5000)$$),
	('nobody', 'seal_records', '', $$SELECT civic.seal_records('rights_new', '2024-01-01')$$),
	('nobody', 'rotate_pseudonyms', '', $$SELECT civic.rotate_pseudonyms('rights')$$),
	('nobody', 'grant_records', '', $$SELECT civic.grant_records('rights_stranger', 'rights')$$),
	('nobody', 'revoke_records', '', $$SELECT civic.revoke_records('rights_stranger', 'rights')$$),
	('nobody', 'drop_records', '', $$SELECT civic.drop_records('rights')$$),
	('nobody', 'repeat_erasure', '', $$SELECT civic.repeat_erasure({bea}, 'law')$$),
	('nobody', 'exposure_report', '', $$SELECT count(*) FROM civic.exposure_report()$$),
	('nobody', 'register_frame', '', $$SELECT civic.register_frame('more', 'helper.crowd', 'id')$$),
	('nobody', 'personal_columns', '', $$SELECT count(*) FROM civic.personal_columns('helper.crowd')$$),
	('nobody', 'grant_audience', '', $$SELECT civic.grant_audience('rights_stranger', 'public')$$),
	('nobody', 'revoke_audience', '', $$SELECT civic.revoke_audience('rights_stranger', 'public')$$),
	('staff', 'define_audience', 'policy_admin', $$SELECT civic.define_audience('more', 'public')$$),
	('staff', 'define_attribute', 'policy_admin', $$SELECT civic.define_attribute('crowd', 'more', col => 'area')$$),
	('staff', 'define_measure', 'policy_admin', $$SELECT civic.define_measure('more', 'crowd', 'number')$$),
	('staff', 'open_data_epoch', 'policy_admin', $$SELECT civic.open_data_epoch('crowd', '2020-02-01')$$),
	('staff', 'close_data_epoch', 'policy_admin', $$SELECT civic.close_data_epoch('crowd', '2020-01-01')$$),
	('staff', 'plan_release', 'policy_admin', $$SELECT count(*) FROM civic.plan_release('public', 'crowd', '{area}')$$),
	('staff', 'publish_release', 'policy_admin', $$SELECT civic.publish_release('public', 'crowd', '{area}', 'more')$$),
	('staff', 'request_exception', 'policy_admin', $$SELECT civic.request_exception('public', 'crowd', '{number}', 'more', 'x', '{0}')$$),
	('staff', 'withdraw_release', 'policy_admin', $$SELECT civic.withdraw_release({release}, 'x')$$),
	('staff', 'release_report', 'policy_admin auditor', $$SELECT civic.release_report({release})$$),
	('staff', 'risk_report', 'policy_admin auditor', $$SELECT civic.risk_report('helper.crowd', '{area}')$$),
	('staff', 'releases', 'policy_admin auditor', $$SELECT count(*) FROM civic.releases$$),
	('staff', 'release_requests', 'policy_admin auditor', $$SELECT count(*) FROM civic.release_requests$$),
	('staff', 'budget', 'analyst', $$SELECT count(*) FROM civic.budget('public')$$),
	('staff', 'dp_plan', 'analyst', $$SELECT count(*) FROM civic.dp_plan('public', '{area}', 'people')$$),
	('staff', 'dp_count', 'analyst', $$SELECT count(*) FROM civic.dp_count('public', '{area}', 'people')$$),
	('staff', 'dp_sum', 'analyst', $$SELECT count(*) FROM civic.dp_sum('public', '{area}', 'number')$$),
	('staff', 'dp_avg', 'analyst', $$SELECT count(*) FROM civic.dp_avg('public', '{area}', 'number')$$),
	('staff', 'dp_quantile', 'analyst', $$SELECT count(*) FROM civic.dp_quantile('public', '{area}', 'number', '{0.5}')$$),
	('town', 'decide_exception', 'policy_admin auditor', $$SELECT civic.decide_exception({request}, false, 'x')$$),
	('nobody', 'new_incarnation', '', $$SELECT civic.new_incarnation('x')$$),
	('nobody', 'link_role', '', $$SELECT civic.link_role('rights_stranger', {ann})$$),
	('nobody', 'unlink_role', '', $$SELECT civic.unlink_role('rights_stranger', {ann})$$),
	('nobody', 'declare_pool', '', $$SELECT civic.declare_pool('rights_stranger')$$),
	('nobody', 'undeclare_pool', '', $$SELECT civic.undeclare_pool('rights_stranger')$$),
	-- for declared pools only, which own_case.sql has
	('nobody', 'act_as', '', $$SELECT civic.act_as('rights_stranger')$$),
	('staff', 'health', 'monitor', $$SELECT count(*) FROM civic.health$$),
	('staff', 'pool_logins', 'auditor', $$SELECT count(*) FROM civic.pool_logins$$),
	('staff', 'define_area', 'policy_admin', $$SELECT civic.define_area('town.north', '北', 'north')$$),
	('staff', 'define_source', 'policy_admin', $$SELECT civic.define_source('school', '学', 'school')$$),
	('staff', 'define_holiday', 'policy_admin', $$SELECT civic.define_holiday('cn', '2026-10-01', false)$$),
	('staff', 'define_holidays', 'policy_admin', $$SELECT civic.define_holidays('cn', '{2026-10-01}', false)$$),
	('staff', 'drop_holidays', 'policy_admin', $$SELECT civic.drop_holidays('cn')$$),
	('staff', 'load_holidays', 'policy_admin', $$SELECT civic.load_holidays('[{"date": "2026-10-01", "working": false}]'::jsonb, 'cn')$$),
	('staff', 'load_policy', 'policy_admin', $$SELECT civic.load_policy(civic.policy_document({draft}))$$),
	('staff', 'enact_policy', 'policy_admin', $$SELECT civic.enact_policy({draft}, civic.today())$$),
	('staff', 'appoint_panel', 'policy_admin', $$SELECT civic.appoint_panel('town', '{rights_reviewer}')$$),
	('staff', 'check_policy', 'policy_admin recorder service reviewer auditor', $$SELECT count(*) FROM civic.check_policy('{}')$$),
	('staff', 'policy_document', 'policy_admin recorder service reviewer auditor', $$SELECT civic.policy_document({draft})$$),
	('staff', 'policy_diff', 'policy_admin recorder service reviewer auditor', $$SELECT count(*) FROM civic.policy_diff({draft}, {draft})$$),
	('staff', 'policies_behind', 'policy_admin recorder service reviewer auditor', $$SELECT count(*) FROM civic.policies_behind$$),
	('staff', 'policy_in_force', 'policy_admin recorder service reviewer auditor', $$SELECT civic.policy_in_force('town', civic.today())$$),
	('staff', 'today', 'policy_admin recorder service reviewer auditor', $$SELECT civic.today()$$),
	('staff', 'add_working_days', 'policy_admin recorder service reviewer auditor', $$SELECT civic.add_working_days('2026-01-01', 1)$$),
	('staff', 'working_days', 'policy_admin recorder service reviewer auditor', $$SELECT civic.working_days('2026-01-01', '2026-01-09')$$),
	('staff', 'is_working_day', 'policy_admin recorder service reviewer auditor', $$SELECT civic.is_working_day('2026-01-01')$$),
	('staff', 'areas', 'policy_admin recorder service reviewer auditor', $$SELECT count(*) FROM civic.areas$$),
	('staff', 'sources', 'policy_admin recorder service reviewer auditor', $$SELECT count(*) FROM civic.sources$$),
	('staff', 'holidays', 'policy_admin recorder service reviewer auditor', $$SELECT count(*) FROM civic.holidays$$),
	('staff', 'policies', 'policy_admin recorder service reviewer auditor', $$SELECT count(*) FROM civic.policies$$),
	('staff', 'rules', 'policy_admin recorder service reviewer auditor', $$SELECT count(*) FROM civic.rules$$),
	('staff', 'panels', 'policy_admin service reviewer auditor', $$SELECT count(*) FROM civic.panels$$),
	('staff', 'stocks', 'service reviewer auditor', $$SELECT count(*) FROM civic.stocks$$),
	('staff', 'settle_progress', 'service reviewer auditor', $$SELECT count(*) FROM civic.settle_progress$$),
	('staff', 'settlements', 'service reviewer auditor', $$SELECT count(*) FROM civic.settlements$$),
	('staff', 'inbox_retention', 'service reviewer auditor', $$SELECT count(*) FROM civic.inbox_retention$$),
	('staff', 'inbox_progress', 'recorder service reviewer auditor', $$SELECT count(*) FROM civic.inbox_progress$$),
	-- whom an event is about is not told
	('staff', 'inbox_set_aside', 'service reviewer auditor', $$SELECT count(*) FROM civic.inbox_set_aside$$),
	('staff', 'repair_transitions', 'reviewer auditor', $$SELECT count(*) FROM civic.repair_transitions()$$),
	('staff', 'review_key', 'reviewer auditor', $$SELECT civic.review_key('2000-01-01')$$),
	('staff', 'verify_draw', 'reviewer auditor', $$SELECT count(*) FROM civic.verify_draw('2000-01-01')$$),
	-- hashes and numbers; who sees persons by them needs the auditor's reach
	('staff', 'tree_size', 'service auditor', $$SELECT civic.tree_size()$$),
	('staff', 'checkpoint', 'service auditor', $$SELECT civic.checkpoint(0)$$),
	('staff', 'verify_guards', 'service auditor', $$SELECT count(*) FROM civic.verify_guards()$$),
	('staff', 'role_names', 'auditor', $$SELECT count(*) FROM civic.role_names$$),
	('staff', 'seal', 'service auditor', $$SELECT civic.seal()$$),
	('staff', 'inclusion_proof', 'service auditor', $$SELECT civic.inclusion_proof(0)$$),
	('staff', 'consistency_proof', 'service auditor', $$SELECT civic.consistency_proof(1)$$),
	-- these compute on what the caller brings along
	('staff', 'score_collect', 'service reviewer auditor', $$SELECT civic.score_collect('2026-01-01', 1, 1, 1, 1::int2, 1, '2026-01-01', '2026-01-01', NULL)$$),
	('staff', 'score_merge', 'service reviewer auditor', $$SELECT civic.score_merge(NULL)$$),
	('staff', 'score_lines', 'service reviewer auditor', $$SELECT count(*) FROM civic.score_lines(NULL)$$),
	('staff', 'ahp', 'policy_admin recorder service reviewer auditor', $$SELECT count(*) FROM civic.ahp('{{1,2},{1/2,1}}')$$),
	('staff', 'pairwise_agg', 'policy_admin recorder service reviewer auditor', $$SELECT civic.pairwise_agg(1, 2, 3)$$),
	('staff', 'fuzzy', 'policy_admin recorder service reviewer auditor', $$SELECT civic.fuzzy('{1}', '{{1}}')$$),
	('staff', 'membership', 'policy_admin recorder service reviewer auditor', $$SELECT civic.membership(1, '{1,2}')$$),
	('staff', 'membership_agg', 'policy_admin recorder service reviewer auditor', $$SELECT civic.membership_agg(1, 2)$$),
	('staff', 'new_chart', 'policy_admin recorder service reviewer auditor', $$SELECT civic.new_chart('ewma')$$),
	('staff', 'chart_add', 'policy_admin recorder service reviewer auditor', $$SELECT civic.chart_add(NULL, 1)$$),
	('staff', 'judge', 'policy_admin recorder service reviewer auditor', $$SELECT civic.judge(civic.new_chart('ewma'), 1)$$),
	('staff', 'ewma', 'policy_admin recorder service reviewer auditor', $$SELECT civic.ewma(1, 0, 1) OVER ()$$),
	('staff', 'cusum', 'policy_admin recorder service reviewer auditor', $$SELECT civic.cusum(1, 0, 1) OVER ()$$),
	('staff', 'cusum_self', 'policy_admin recorder service reviewer auditor', $$SELECT civic.cusum_self(1) OVER ()$$),
	('staff', 'ears', 'policy_admin recorder service reviewer auditor', $$SELECT civic.ears(1) OVER ()$$),
	('staff', 'gini', 'policy_admin recorder service reviewer auditor', $$SELECT civic.gini(1)$$),
	('staff', 'top_share', 'policy_admin recorder service reviewer auditor', $$SELECT civic.top_share(1, 0.2)$$),
	('staff', 'lorenz', 'policy_admin recorder service reviewer auditor', $$SELECT civic.lorenz(1, 2)$$),
	('staff', 'psi', 'policy_admin recorder service reviewer auditor', $$SELECT civic.psi('{1}', '{1}')$$),
	('staff', 'apportion', 'policy_admin recorder service reviewer auditor', $$SELECT civic.apportion(1, 2) OVER ()$$),
	('staff', 'check_index', 'policy_admin recorder service reviewer auditor', $$SELECT count(*) FROM civic.check_index('{}')$$),
	('staff', 'index_document', 'policy_admin recorder service reviewer auditor', $$SELECT civic.index_document({pack})$$),
	('staff', 'index_diff', 'policy_admin recorder service reviewer auditor', $$SELECT count(*) FROM civic.index_diff({pack}, {pack})$$),
	('staff', 'load_index', 'policy_admin', $$SELECT civic.load_index(civic.index_document({pack}))$$),
	('staff', 'enact_index', 'policy_admin', $$SELECT civic.enact_index({index_draft}, civic.today())$$),
	('staff', 'close_observations', 'policy_admin', $$SELECT civic.close_observations(civic.today() - 40)$$),
	('area', 'observe', 'recorder', $$SELECT civic.observe('light', 'town.east', 1, civic.today(), 'new')$$),
	('area', 'withdraw_observation', 'recorder', $$SELECT civic.withdraw_observation('light', 'x')$$),
	('area', 'series', 'service reviewer auditor', $$SELECT count(*) FROM civic.series('light', 'town.east', '2026-01-01', '2026-01-31')$$),
	('town', 'stale', 'service reviewer auditor', $$SELECT count(*) FROM civic.stale()$$),
	('area', 'trust_index', 'service reviewer auditor', $$SELECT count(*) FROM civic.trust_index('town.east', civic.today())$$),
	('area', 'explain_index', 'service reviewer auditor', $$SELECT count(*) FROM civic.explain_index('town.east', civic.today())$$),
	('area', 'index_history', 'service reviewer auditor', $$SELECT count(*) FROM civic.index_history('town.east')$$),
	('town', 'index_robustness', 'service reviewer auditor', $$SELECT count(*) FROM civic.index_robustness(period => civic.today() - 40, draws => 10)$$),
	('area', 'alerts', 'service reviewer auditor', $$SELECT count(*) FROM civic.alerts('town.east')$$),
	('area', 'alert_notices', 'service reviewer auditor', $$SELECT count(*) FROM civic.alert_notices('town.east')$$),
	('area', 'acknowledge_alert', 'reviewer', $$SELECT civic.acknowledge_alert('light', 'town.east', 'x')$$),
	('area', 'silence_alert', 'reviewer', $$SELECT civic.silence_alert('light', 'town.east', civic.today(), 'x')$$),
	('area', 'relate_series', 'service reviewer auditor', $$SELECT count(*) FROM civic.relate_series('light', '{dark}', 'town.east', '2020-01-01', '2020-12-31')$$),
	('area', 'contrast', 'service reviewer auditor', $$SELECT count(*) FROM civic.contrast('light', '{town.east}', '{}', '[2020-01-01,2020-02-01)', '[2020-02-01,2020-03-01)')$$),
	('town', 'score_drift', 'service reviewer auditor', $$SELECT count(*) FROM civic.score_drift()$$),
	('area', 'fairness_report', 'policy_admin auditor', $$SELECT count(*) FROM civic.fairness_report('age', 'loss', '2020-01-01', '2020-01-31', 'town.east')$$),
	('own', 'observation_status', 'recorder', $$SELECT count(*) FROM civic.observation_status$$),
	('own', 'retry_observations', 'recorder', $$SELECT civic.retry_observations()$$),
	('own', 'discard_observations', 'recorder', $$SELECT civic.discard_observations()$$),
	('own', 'post_observations', 'recorder service', $$CALL civic.post_observations()$$),
	('town', 'settle', 'service', $$CALL civic.settle()$$),
	('staff', 'settled_through', 'service reviewer auditor', $$SELECT civic.settled_through()$$),
	('town', 'honours', 'service reviewer auditor', $$SELECT count(*) FROM civic.honours()$$),
	('town', 'check_repairs', 'auditor', $$SELECT count(*) FROM civic.check_repairs()$$),
	('town', 'own_case_acts', 'reviewer auditor', $$SELECT count(*) FROM civic.own_case_acts()$$),
	('list', 'role_links', 'auditor', $$SELECT count(*) FROM civic.role_links WHERE subject_id = {ann}$$),
	('staff', 'data_grades', 'policy_admin auditor', $$SELECT count(*) FROM civic.data_grades()$$),
	('town', 'lookups', 'auditor', $$SELECT count(*) FROM civic.lookups()$$),
	('town', 'verify', 'service auditor', $$SELECT count(*) FROM civic.verify()$$),
	('town', 'check_programme', 'auditor', $$SELECT count(*) FROM civic.check_programme()$$),
	('area', 'enroll', 'service', $$SELECT civic.enroll('new', 'resident', 'town.east')$$),
	('area', 'area_standings', 'service reviewer auditor', $$SELECT count(*) FROM civic.area_standings('town.east')$$),
	('area', 'appeal_report', 'reviewer auditor', $$SELECT civic.appeal_report('2026-01-01', '2026-12-31', 'town.east')$$),
	('area', 'repair_report', 'reviewer auditor', $$SELECT count(*) FROM civic.repair_report('2026-01-01', '2026-12-31', 'town.east')$$),
	('area', 'review_report', 'reviewer auditor', $$SELECT count(*) FROM civic.review_report('2026-01-01', '2026-12-31', 'town.east')$$),
	('area', 'what_if', 'policy_admin reviewer auditor', $$SELECT count(*) FROM civic.what_if({draft}, 'town.east')$$),
	('area', 'what_if_report', 'policy_admin reviewer auditor', $$SELECT count(*) FROM civic.what_if_report({draft}, 'town.east', "by" => 'kind')$$),
	('subject', 'find_subject', 'recorder service', $$SELECT civic.find_subject('ann')$$),
	('subject', 'erase_subject', 'service', $$SELECT civic.erase_subject('bea', 'law')$$),
	('subject', 'set_attributes', 'service', $$SELECT civic.set_attributes({ann}, '{}', reason => 'x')$$),
	('subject', 'attributes', 'service reviewer auditor', $$SELECT count(*) FROM civic.attributes({ann})$$),
	('subject', 'relocate', 'service', $$SELECT civic.relocate({ann}, 'town.west')$$),
	('subject', 'give_consent', 'service', $$SELECT civic.give_consent({ann})$$),
	('subject', 'withdraw_consent', 'service', $$SELECT civic.withdraw_consent({ann}, 'x')$$),
	('subject', 'join_household', 'service', $$SELECT civic.join_household({ann}, {home})$$),
	('subject', 'leave_household', 'service', $$SELECT civic.leave_household({bea})$$),
	('subject', 'redeem', 'service', $$SELECT civic.redeem({ann}, 'soap', 1, 'new')$$),
	('subject', 'reserve', 'service', $$SELECT civic.reserve({ann}, 'seat', 1, 'new')$$),
	('subject', 'confirm_redemption', 'service', $$SELECT civic.confirm_redemption({ann}, {held})$$),
	('subject', 'release_redemption', 'service', $$SELECT civic.release_redemption({ann}, {held_too})$$),
	('subject', 'cancel_redemption', 'service', $$SELECT civic.cancel_redemption({ann}, {redeemed}, 'x')$$),
	('subject', 'gift', 'service', $$SELECT civic.gift({ann}, {bea}, 1, 'new')$$),
	('subject', 'score', 'service reviewer auditor', $$SELECT civic.score({ann})$$),
	('subject', 'score', 'service reviewer auditor', $$SELECT civic.score({ann}, civic.today(), civic.today())$$),
	('subject', 'explain', 'service reviewer auditor', $$SELECT count(*) FROM civic.explain({ann})$$),
	('subject', 'entry_points', 'service reviewer auditor', $$SELECT count(*) FROM civic.entry_points({ann})$$),
	('subject', 'score_of', 'service reviewer auditor', $$SELECT civic.score_of(civic.today(), {ann}, 1, 1, 1::int2, 1, '2026-01-01', '2026-01-01', NULL)$$),
	('subject', 'score_value', 'service reviewer auditor', $$SELECT civic.score_value(civic.score_collect(civic.today(), {ann}, 1, 1, 1::int2, 1, '2026-01-01', '2026-01-01', NULL))$$),
	('subject', 'tier', 'service reviewer auditor', $$SELECT civic.tier({ann})$$),
	('subject', 'tier_history', 'service reviewer auditor', $$SELECT count(*) FROM civic.tier_history({ann})$$),
	('subject', 'next_tier', 'service reviewer auditor', $$SELECT count(*) FROM civic.next_tier({ann})$$),
	('subject', 'household_standings', 'service reviewer auditor', $$SELECT count(*) FROM civic.household_standings({home})$$),
	('subject', 'entitled', 'service reviewer auditor', $$SELECT civic.entitled({ann}, 'soap')$$),
	('subject', 'benefits', 'service reviewer auditor', $$SELECT count(*) FROM civic.benefits({ann})$$),
	('subject', 'wallet', 'service reviewer auditor', $$SELECT civic.wallet({ann})$$),
	('subject', 'wallet_lots', 'service reviewer auditor', $$SELECT count(*) FROM civic.wallet_lots({ann})$$),
	('subject', 'wallet_moves', 'service reviewer auditor', $$SELECT count(*) FROM civic.wallet_moves({ann})$$),
	('subject', 'coupon_history', 'service reviewer auditor', $$SELECT count(*) FROM civic.coupon_history({ann})$$),
	('subject', 'expiring', 'service reviewer auditor', $$SELECT count(*) FROM civic.expiring({ann})$$),
	('subject', 'appeal_status', 'service reviewer auditor', $$SELECT count(*) FROM civic.appeal_status({ann})$$),
	('subject', 'repair_status', 'service reviewer auditor', $$SELECT count(*) FROM civic.repair_status({ann})$$),
	('subject', 'lock_tier', 'reviewer', $$SELECT civic.lock_tier({ann}, 'member', 'x', civic.today())$$),
	('subject', 'unlock_tier', 'reviewer', $$SELECT civic.unlock_tier({ann}, 'x')$$),
	('subject', 'decide', 'reviewer', $$SELECT civic.decide({question}, true, 'x')$$),
	('entry', 'record', 'recorder', $$SELECT civic.record({ann}, 'help', 1, civic.today(), 'new', source => 'police')$$),
	('entry', 'reverse', 'recorder reviewer', $$SELECT civic.reverse({ann}, {loss}, 'x')$$),
	('entry', 'receipt', 'recorder service reviewer auditor', $$SELECT civic.receipt({ann}, {loss})$$),
	('entry', 'entry_leaf', 'recorder service reviewer auditor', $$SELECT civic.entry_leaf({ann}, {loss})$$),
	('entry', 'link_decision', 'recorder reviewer', $$SELECT civic.link_decision({ann}, ARRAY[{loss}, {other_loss}], 'x', civic.today())$$),
	('entry', 'unlink_decision', 'reviewer', $$SELECT civic.unlink_decision({ann}, {link}, 'x')$$),
	('entry', 'report_annulment', 'recorder service reviewer', $$SELECT civic.report_annulment({ann}, {loss}, 'x')$$),
	('entry', 'withdraw_annulment', 'reviewer', $$SELECT civic.withdraw_annulment({ann}, {revoked}, 'x')$$),
	('entry', 'annul', 'reviewer', $$SELECT civic.annul({ann}, {loss}, 'x')$$),
	('entry', 'file_appeal', 'service', $$SELECT civic.file_appeal({ann}, {loss}, 'x')$$),
	('entry', 'mark_disputed', 'service reviewer', $$SELECT civic.mark_disputed({ann}, {filed})$$),
	('entry', 'forward_appeal', 'service reviewer', $$SELECT civic.forward_appeal({ann}, {marked}, 'x')$$),
	('entry', 'extend_appeal', 'reviewer', $$SELECT civic.extend_appeal({ann}, {marked}, 'x')$$),
	('entry', 'pause_appeal', 'reviewer', $$SELECT civic.pause_appeal({ann}, {marked}, 'x')$$),
	('entry', 'resume_appeal', 'service reviewer', $$SELECT civic.resume_appeal({ann}, {paused}, 'x')$$),
	('entry', 'decide_appeal', 'reviewer', $$SELECT civic.decide_appeal({ann}, {marked}, 'upheld', 'x')$$),
	('entry', 'request_review', 'service', $$SELECT civic.request_review({ann}, {rejected}, 'x')$$),
	('entry', 'withdraw_appeal', 'service', $$SELECT civic.withdraw_appeal({ann}, {marked}, 'x')$$),
	('entry', 'open_repair', 'service', $$SELECT civic.open_repair({ann}, {loss})$$),
	('entry', 'submit_step', 'service', $$SELECT civic.submit_step({ann}, {opened})$$),
	('entry', 'decide_step', 'reviewer', $$SELECT civic.decide_step({ann}, {submitted}, 'pass')$$),
	('entry', 'appeal_repair', 'service', $$SELECT civic.appeal_repair({ann}, {refused}, 'x')$$),
	('entry', 'withdraw_repair', 'service', $$SELECT civic.withdraw_repair({ann}, {closed}, 'x')$$),
	('entry', 'decide_review', 'reviewer', $$SELECT civic.decide_review({review}, true, 'x')$$),
	('own', 'inbox_status', 'recorder', $$SELECT count(*) FROM civic.inbox_status$$),
	('own', 'retry_inbox', 'recorder', $$SELECT civic.retry_inbox()$$),
	('own', 'discard_inbox', 'recorder', $$SELECT civic.discard_inbox()$$),
	('own', 'post_inbox', 'recorder service', $$CALL civic.post_inbox()$$),
	('list', 'subjects', 'service reviewer auditor', $$SELECT count(*) FROM civic.subjects WHERE subject_id = {ann}$$),
	('list', 'due_changes', 'service reviewer auditor', $$SELECT count(*) FROM civic.due_changes WHERE subject_id = {ann}$$),
	('list', 'set_aside', 'service reviewer auditor', $$SELECT count(*) FROM civic.set_aside WHERE subject_id = {ann}$$),
	('list', 'households', 'service reviewer auditor', $$SELECT count(*) FROM civic.households WHERE subject_id = {bea}$$),
	('list', 'ledger', 'service reviewer auditor', $$SELECT count(*) FROM civic.ledger WHERE subject_id = {ann}$$),
	('list', 'statement', 'service reviewer auditor', $$SELECT count(*) FROM civic.statement WHERE subject_id = {ann}$$),
	('list', 'standings', 'service reviewer auditor', $$SELECT count(*) FROM civic.standings WHERE subject_id = {ann}$$),
	('list', 'decisions', 'service reviewer auditor', $$SELECT count(*) FROM civic.decisions WHERE subject_id = {ann}$$),
	('list', 'tier_locks', 'service reviewer auditor', $$SELECT count(*) FROM civic.tier_locks WHERE subject_id = {ann}$$),
	('list', 'redemptions', 'service reviewer auditor', $$SELECT count(*) FROM civic.redemptions WHERE subject_id = {ann}$$),
	('list', 'gifts', 'service reviewer auditor', $$SELECT count(*) FROM civic.gifts WHERE subject_id = {ann}$$),
	('list', 'appeals', 'service reviewer auditor', $$SELECT count(*) FROM civic.appeals WHERE subject_id = {ann}$$),
	('list', 'appeal_moves', 'service reviewer auditor', $$SELECT count(*) FROM civic.appeal_moves WHERE subject_id = {ann}$$),
	('list', 'annulments', 'reviewer auditor', $$SELECT count(*) FROM civic.annulments WHERE subject_id = {ann}$$),
	('list', 'linked_decisions', 'reviewer auditor', $$SELECT count(*) FROM civic.linked_decisions WHERE subject_id = {ann}$$),
	('list', 'repair_cases', 'service reviewer auditor', $$SELECT count(*) FROM civic.repair_cases WHERE subject_id = {ann}$$),
	('list', 'reviews', 'reviewer auditor', $$SELECT count(*) FROM civic.reviews WHERE subject_id = {ann}$$),
	('list', 'scores', 'service reviewer auditor', $$SELECT count(*) FROM civic.scores() s WHERE s.subject_id = {ann}$$),
	('list', 'what_if', 'policy_admin reviewer auditor', $$SELECT count(*) FROM civic.what_if({draft}) w WHERE w.subject_id = {ann}$$),
	('list', 'repair_history', 'reviewer auditor', $$SELECT count(*) FROM civic.repair_history({ann})$$),
	('list', 'publicity', 'service reviewer auditor', $$SELECT count(*) FROM civic.publicity(smallest => 1) p WHERE p.rule_code = 'litter' AND p.losses > 1$$),
	('list', 'rectification', 'service reviewer auditor', $$SELECT count(*) FROM civic.rectification('area', level => 2) r WHERE r.place = 'town.east'$$),
	('list', 'overdue', 'service reviewer auditor', $$SELECT count(*) FROM civic.overdue() o WHERE o.subject_id = {ann}$$),
	('list', 'overdue_appeals', 'service reviewer auditor', $$SELECT count(*) FROM civic.overdue_appeals() o WHERE o.subject_id = {ann}$$),
	('list', 'erasures_since', 'auditor', $$SELECT count(*) FROM civic.erasures_since('-infinity') e
		WHERE e.subject_id = {ann}$$),
	('list', 'erasures', 'auditor', $$SELECT count(*) FROM civic.erasures() e WHERE e.subject_id = {ann}$$),
	('list', 'take_outbox', 'service', $$SELECT count(*) FROM civic.take_outbox() o WHERE o.subject_id = {ann}$$),
	('list', 'ack_outbox', 'service', $$SELECT civic.ack_outbox(ARRAY[{message}])$$);

CREATE TABLE helper.fact (name text, value text);
CREATE TABLE helper.crowd AS SELECT i AS id, 'town.' || i % 2 AS area, i AS number FROM generate_series(1, 100) i;
GRANT SELECT ON helper.crowd TO PUBLIC;
SELECT civic.register_frame('crowd', 'helper.crowd', 'id'), civic.define_attribute('crowd', 'area', '"area"', domain => '{town.0,town.1}'), civic.define_attribute('crowd', 'number'),
	civic.define_measure('people', 'crowd', epsilon => 0.1), civic.define_measure('number', 'crowd', 'number', 0.1, 1, 0, 100, '{50}'),
	civic.define_audience('public', 'public'), civic.open_data_epoch('crowd', '2020-01-01');
SELECT civic.grant_audience(c.role::name, 'public') FROM helper.caller c WHERE c.profile = 'analyst';
SELECT civic.publish_release('public', 'crowd', '{area}', 'crowd') AS release,
	civic.request_exception('public', 'crowd', '{number}', 'numbers', 'x', '{0}') AS request \gset
INSERT INTO helper.fact VALUES ('release', :release), ('request', :request), ('draft', :draft), ('ann', :ann), ('bea', :bea), ('home', :home), ('loss', :loss),
	('other_loss', :other_loss), ('link', :link), ('revoked', :revoked), ('filed', :filed), ('marked', :marked), ('paused', :paused),
	('rejected', :rejected), ('opened', :opened), ('submitted', :submitted), ('refused', :refused), ('closed', :closed),
	('redeemed', :redeemed), ('held', :held), ('held_too', :held_too), ('question', :question), ('review', :review), ('message', :message),
	('pack', :pack), ('index_draft', :index_draft);

-- A call about what there is, or about what there is not.
CREATE FUNCTION helper.filled(call text, there bool) RETURNS text LANGUAGE plpgsql AS
$$
DECLARE
	f helper.fact;
BEGIN
	FOR f IN SELECT * FROM helper.fact LOOP
		call := replace(call, format('{%s}', f.name), CASE WHEN there THEN f.value ELSE (900000000 + abs(hashtext(f.name) % 1000000))::text END);
	END LOOP;
	RETURN call;
END
$$;

SELECT helper.none($$
	SELECT DISTINCT p.prokind, p.proname FROM pg_proc p WHERE p.pronamespace = 'civic'::regnamespace
		AND NOT EXISTS (SELECT FROM pg_depend d JOIN pg_type t ON t.oid = p.prorettype
			WHERE t.typname IN ('internal', 'cstring')) AND p.proname NOT IN (SELECT name FROM helper.line)
		AND p.proname <> 'rights_of'
	UNION ALL
	SELECT c.relkind, c.relname FROM pg_class c WHERE c.relnamespace = 'civic'::regnamespace AND c.relkind IN ('r', 'v', 'm', 'p')
		AND c.relname NOT IN (SELECT name FROM helper.line) AND c.relname NOT IN ('inbox', 'observation_inbox', 'rights_score', 'rights_event') $$,
	'whatever is public has a line');

-- What each caller is to get: done, refused, or shown nothing.
CREATE VIEW helper.cell AS
	SELECT l.class, l.name, l.call, c.role, c.place,
		CASE WHEN NOT coalesce(c.profile = ANY (string_to_array(l.profiles, ' ')), false) THEN 'refused'
			WHEN c.place IS NULL OR l.class IN ('staff', 'own') THEN 'done'
			WHEN c.place = 'library' THEN CASE l.class WHEN 'entry' THEN 'refused' ELSE 'done' END
			WHEN l.class = 'town' THEN 'refused'
			WHEN c.place = 'east' THEN 'done'
			WHEN l.class = 'list' THEN 'nothing' ELSE 'refused' END AS wanted
	  FROM helper.line l CROSS JOIN helper.caller c;
CREATE TABLE helper.outcome AS
	SELECT x.*, a.*, CASE WHEN a.state = '42501' THEN 'refused' WHEN x.class = 'list' AND a.state = '00000' AND a.value = '0' THEN 'nothing'
			WHEN a.state = '00000' THEN 'done' ELSE a.state END AS got
	  FROM helper.cell x CROSS JOIN LATERAL helper.attempt(x.role, helper.filled(x.call, true)) a;
-- the budget of this transaction could be rolled back, so nothing is answered from it
UPDATE helper.outcome SET got = 'done' WHERE name LIKE 'dp\_%' AND words LIKE 'the budget was made in this transaction%';
-- nothing was drawn for review in that month
UPDATE helper.outcome SET got = 'done' WHERE name IN ('review_key', 'verify_draw') AND state = '42704';
-- this transaction has written, so it cannot seal, and nothing is sealed
UPDATE helper.outcome SET got = 'done' WHERE name = 'seal' AND state = '25001';
UPDATE helper.outcome SET got = 'done' WHERE name IN ('inclusion_proof', 'consistency_proof') AND state = '22023';

SELECT helper.none($$ SELECT o.class, o.name, o.role, o.wanted, o.got, o.words FROM helper.outcome o WHERE o.got <> o.wanted $$,
	'each line succeeds for those who are entitled, and fails with 42501 for all others');
SELECT helper.none($$ SELECT o.name, o.role, o.words FROM helper.outcome o
	WHERE o.got = 'refused' AND o.words LIKE '%no grant of the caller%' AND o.words <> 'permission denied: no grant of the caller reaches this'
		' | civic.access_report() shows which source and area each grant is for.' $$,
	'there is one error for all that is out of reach');
SELECT helper.none($$ SELECT o.name, o.role, o.words FROM helper.outcome o
	JOIN helper.line l USING (name, call), helper.caller c
	WHERE c.role = o.role AND c.profile = ANY (string_to_array(l.profiles, ' ')) AND o.got = 'refused'
		AND o.words NOT LIKE 'permission denied: no grant of the caller reaches this%'
		AND (o.name <> 'record' OR o.words NOT LIKE 'permission denied for source "police"%') $$,
	'whoever holds the profile is refused by that one, unless the call itself names a source');
SELECT ok((SELECT count(*) > 100 FROM helper.outcome o WHERE o.place IS NOT NULL AND o.got = 'refused'
	AND o.words LIKE 'permission denied: no grant of the caller%'), 'which happens');

-- What does not exist is as far as what is elsewhere.
SELECT helper.none($$ SELECT x.class, x.name, x.role, a.* FROM helper.cell x
	CROSS JOIN LATERAL helper.attempt(x.role,
		replace(replace(helper.filled(x.call, false), '''ann''', '''nobody'''), '''bea''',
			'''nobody''')) a
	WHERE x.class IN ('subject', 'entry') AND (x.place IN ('east', 'west') OR x.place = 'library' AND x.class = 'entry')
		AND (a.state <> '42501' OR x.wanted = 'done' AND a.words NOT LIKE 'permission denied: no grant of the caller reaches this | %') $$,
	'to whoever is held to an area or a source, what does not exist gives the same error');

-- ---------------------------------------------------------------------------
-- grants add up, and an entry is reached by its day as well

CREATE ROLE rights_both;
SELECT civic.grant_access('rights_both', 'service', within => 'town.west');
SELECT is((helper.attempt('rights_both', format('SELECT civic.score(%s)', :ann))).state, '42501', 'one area');
SELECT civic.grant_access('rights_both', 'service', within => 'town.east');
SELECT is((helper.attempt('rights_both', format('SELECT civic.score(%s), civic.score(%s)', :ann, :zoe))).state, '00000', 'and another');
SELECT is((SELECT string_agg(DISTINCT profile, '/') FROM civic.access_report() WHERE role = 'rights_both'),
	'service within town.east, service within town.west', 'the report tells both');
SELECT civic.revoke_access('rights_both', 'service', within => 'town.east');
SELECT is((helper.attempt('rights_both', format('SELECT civic.score(%s)', :ann))).state, '42501', 'one is taken back');
SELECT is((helper.attempt('rights_both', format('SELECT civic.score(%s)', :zoe))).state, '00000', 'the other stays');
SELECT civic.grant_access('rights_both', 'reviewer');
SELECT is((helper.attempt('rights_both', format('SELECT civic.score(%s)', :ann))).state, '00000', 'another profile reaches as far as it does');
SELECT is((helper.attempt('rights_both', format('SELECT civic.give_consent(%s)', :ann))).state, '42501', 'for what it may do');
SELECT civic.revoke_access('rights_both', 'service');
SELECT civic.revoke_access('rights_both', 'reviewer');
SELECT is((SELECT count(*) FROM civic.access_report() WHERE role = 'rights_both'), 0::int8, 'without an area, all of it goes');

SELECT throws_ok($$SELECT civic.grant_access('rights_both', $$ || args || ')', state, NULL, 'grant_access: ' || what) FROM (VALUES
	($$'policy_admin', within => 'town'$$, '22023', 'a profile that no area limits'),
	($$'service', within => 'moon'$$, '42704', 'an unknown area')) v (args, state, what);

-- What a role may execute outlives a change of its name, and so does what it is held to.
CREATE ROLE rights_early;
SELECT civic.grant_access('rights_early', 'service', within => 'town.west');
ALTER ROLE rights_early RENAME TO rights_late;
SELECT is((helper.attempt('rights_late', format('SELECT civic.score(%s)', s))).state, '42501', 'a renamed role reaches nobody') FROM (VALUES (:ann), (:zoe)) v (s);
ALTER ROLE rights_late RENAME TO rights_early;
SELECT is((helper.attempt('rights_early', format('SELECT civic.score(%s)', :zoe))).state, '00000', 'until it has its name again');
CREATE ROLE rights_by_hand;
GRANT USAGE ON SCHEMA civic TO rights_by_hand;
GRANT EXECUTE ON FUNCTION civic.score(int8, date), civic.link_decision(int8, int8[], text, date) TO rights_by_hand;
SELECT is((helper.attempt('rights_by_hand', format('SELECT civic.score(%s)', :ann))).state, '00000', 'who was given a call by hand reaches everybody');
SELECT is((helper.attempt('rights_by_hand', format('SELECT civic.link_decision(%s, ARRAY[%s], ''x'', civic.today())', :ann, :loss))).state, '42501',
	'but no source');

-- For whoever is not held, a view asks once and finds a subject by its key.
SET enable_seqscan = off;
CREATE FUNCTION helper.plan(query text) RETURNS SETOF text LANGUAGE plpgsql AS
$$ BEGIN RETURN QUERY EXECUTE 'EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF) ' || query; END $$;
SELECT ok((SELECT bool_or(p ~ 'Result .*loops=1') AND bool_or(p ~ '(Index|Bitmap).* (entry|subject|standing)') AND NOT bool_or(p ~ 'Seq Scan on (entry|subject|standing)')
	FROM helper.plan(format('SELECT * FROM civic.%I WHERE subject_id = %s', view, :ann)) p), view || ' is read by its key')
  FROM unnest('{subjects,ledger,standings}'::text[]) view;
RESET enable_seqscan;

-- Ann moves: her entries stay in reach of where she lived, she herself does not.
SELECT civic.relocate(:ann, 'town.west', civic.today());
SELECT results_eq(format($$ SELECT v.what, (helper.attempt(v.role::name, format(v.call, %s, %s))).state FROM (VALUES
	(1, 'rights_reviewer_east', 'SELECT civic.score(%%s)'), (2, 'rights_reviewer_west', 'SELECT civic.score(%%s)'),
	(3, 'rights_reviewer_east', 'SELECT civic.reverse(%%s, %%s, ''x'')'), (4, 'rights_reviewer_west', 'SELECT civic.reverse(%%s, %%s, ''x'')'),
	(5, 'rights_recorder_east', 'SELECT civic.record(%%s, ''help'', 1, civic.today(), ''late'')'),
	(6, 'rights_recorder_east', 'SELECT civic.record(%%s, ''help'', 1, civic.today() - 1, ''late'')')) v (what, role, call) ORDER BY 1 $$, :ann, :loss),
	$$VALUES (1, '42501'), (2, '00000'), (3, '00000'), (4, '00000'), (5, '42501'), (6, '00000')$$,
	'who moved is reached where she lives today, an entry also where she lived on its day');
SELECT is((helper.attempt('rights_reviewer_east', format('SELECT count(*) FROM civic.ledger WHERE subject_id = %s', :ann))).value,
	(SELECT count(*)::text FROM civic.ledger WHERE subject_id = :ann AND occurred_on < civic.today()), 'as the ledger shows');
SELECT is((helper.attempt('rights_reviewer_east', format('SELECT count(*) FROM civic.appeals WHERE subject_id = %s', :ann))).value, '4',
	'an appeal also where she lived when it was filed');
SELECT is((helper.attempt('rights_reviewer_east', format('SELECT count(*) FROM civic.repair_cases WHERE subject_id = %s', :ann))).value, '4',
	'a case of repair is where its loss occurred');

-- Row security holds an auditor to the area, too.
SELECT is((helper.attempt('rights_auditor_east', $$SELECT count(*) FROM civic_private.residence$$)).value,
	(SELECT count(*)::text FROM civic_private.residence r WHERE (SELECT h.area FROM civic_internal.home(r.subject_id, civic.today()) h) = 'town.east'),
	'an auditor reads sealed rows of those whom the grant reaches');
SELECT is((helper.attempt('rights_auditor', $$SELECT count(*) FROM civic_private.residence$$)).value,
	(SELECT count(*)::text FROM civic_private.residence), 'and otherwise all of them');
SELECT is((helper.attempt('rights_auditor_east', $$SELECT count(*) FROM civic_private.entry$$)).value,
	(SELECT count(*)::text FROM civic_private.entry e WHERE (SELECT h.area FROM civic_internal.home(e.subject_id, civic.today()) h) = 'town.east'
		OR (SELECT h.area FROM civic_internal.home(e.subject_id, e.occurred_on) h) = 'town.east'), 'of entries, also by their day');

-- ---------------------------------------------------------------------------
-- the inbox: who is out of reach is as unknown as who is not enrolled

SET SESSION AUTHORIZATION rights_recorder_west;
INSERT INTO civic.inbox (external_id, rule_code, quantity, occurred_on, source_ref) VALUES ('bea', 'help', 1, '2026-01-01', 'i1'),
	('nobody', 'help', 1, '2026-01-01', 'i2'), ('zoe', 'help', 1, '2026-01-01', 'i3');
RESET SESSION AUTHORIZATION;
CALL civic.post_inbox();
SELECT is((helper.attempt('rights_reviewer', 'SELECT count(*) FROM civic.inbox_set_aside')).value, '2', 'the operator sees both');
SELECT is((helper.attempt('rights_reviewer_west', 'SELECT count(*) FROM civic.inbox_set_aside')).value, '0',
	'who is held to an area sees none, since whom they are about is not known');
SELECT is((helper.attempt('rights_reviewer', 'SELECT count(*) FROM civic.set_aside WHERE subject_id IS NULL')).value, '1',
	'what was set aside of everybody is seen by whoever reaches everybody');
SELECT is((helper.attempt('rights_reviewer_east', 'SELECT count(*) FROM civic.set_aside WHERE subject_id IS NULL')).value, '0', 'and nobody else');
SELECT results_eq($$ SELECT external_id, sqlstate, reason, detail FROM civic.inbox ORDER BY inbox_id $$,
	$$ VALUES ('bea', '42704', 'unknown subject', 'Enrol subjects with civic.enroll().'),
		('nobody', '42704', 'unknown subject', 'Enrol subjects with civic.enroll().') $$,
	'rows about them are rejected in the same words');

-- ---------------------------------------------------------------------------
-- what a recorder learns of others' entries and of homes: nothing

SELECT helper.none(format($$ SELECT e, a.* FROM generate_series(0, 300) e, LATERAL helper.attempt('rights_library', format(
		'SELECT civic.link_decision(%%s, ARRAY[%%s], ''x'', ''1900-01-01'')', %1$s, e)) a
	WHERE a.words NOT LIKE 'permission denied: no grant of the caller%%' $$, :ann), 'numbers of entries cannot be tried with link_decision()');
SELECT helper.none(format($$ SELECT e, a.* FROM generate_series(0, 300) e, LATERAL helper.attempt('rights_library', format(
		'SELECT civic.report_annulment(%%s, %%s, ''x'', ''9999-12-31'')', %1$s, e)) a
	WHERE a.words NOT LIKE 'permission denied: no grant of the caller%%' $$, :ann), 'nor with report_annulment()');
SELECT civic.enact_policy(civic.load_policy(jsonb_set(helper.pack('3'), '{policy,area}', '"town.west"')), civic.today()) \g /dev/null
SELECT helper.none(format($$ SELECT s, a.* FROM unnest(ARRAY[%s, %s]) s, LATERAL helper.attempt('rights_recorder', format(
		'SELECT civic.record(%%s, ''nosuch'', 1, civic.today(), ''q'')', s)) a
	WHERE a.state <> '42704' OR a.words ~ 'east|west|[Pp]olicy \d' $$, :bea, :zoe), 'what is refused tells neither area nor policy');
SET SESSION AUTHORIZATION rights_recorder;
INSERT INTO civic.inbox (external_id, rule_code, quantity, occurred_on, source_ref)
SELECT id, 'nosuch', 1, civic.today(), id FROM unnest('{bea,zoe}'::text[]) id;
RESET SESSION AUTHORIZATION;
CALL civic.post_inbox();
SELECT is((SELECT count(DISTINCT detail) FROM civic.inbox WHERE rule_code = 'nosuch'), 1::int8, 'nor do details of rejected rows');

-- ---------------------------------------------------------------------------
-- what was linked or reported wrongly is taken back, and the history shows it

SELECT helper.loss(:bea) AS mistaken \gset
SELECT civic.link_decision(:bea, ARRAY[:mistaken], 'made up', civic.today()) AS wrong \gset
SELECT throws_ok(format('SELECT civic.link_decision(%s, ARRAY[%s], ''x'', civic.today())', :bea, :mistaken), '55000', NULL, 'a loss is linked once');
SELECT is((SELECT document_date FROM civic_internal.public_losses(civic.today()) WHERE entry_id = :mistaken), civic.today(), 'its publicity begins anew');
SELECT throws_ok(format('SELECT civic.unlink_decision(%s, %s, %L)', s, coalesce(l::text, 'NULL'), r), state, NULL, 'unlink_decision: ' || what) FROM (VALUES
	(:bea, :wrong, '', '22004', 'no reason'), (:bea, NULL, 'x', '22004', 'no link'), (:bea, 987654321, 'x', '42704', 'an unknown link'),
	(:zoe, :wrong, 'x', '42704', 'of another subject')) v (s, l, r, state, what);
SELECT civic.open_repair(:bea, :mistaken) AS repair \gset
SELECT throws_ok(format('SELECT civic.unlink_decision(%s, %s, ''x'')', :bea, :wrong), '55000', NULL, 'unlink_decision: while a case is open');
SELECT civic.withdraw_repair(:bea, :repair, 'first the document') \g /dev/null
SET SESSION AUTHORIZATION rights_reviewer;
SELECT civic.unlink_decision(:bea, :wrong, 'the document does not exist');
RESET SESSION AUTHORIZATION;
SELECT is((SELECT document_date FROM civic_internal.public_losses(civic.today()) WHERE entry_id = :mistaken), civic.today() - 4, 'it ends as before');
SELECT throws_ok(format('SELECT civic.unlink_decision(%s, %s, ''x'')', :bea, :wrong), '55000', NULL, 'once');
SELECT is((SELECT concat_ws(', ', number, withdrawn_by, reason) FROM civic.linked_decisions WHERE link_id = :wrong),
	'made up, rights_reviewer, the document does not exist', 'the history shows it');
SELECT helper.loss(:bea) AS again \gset
SELECT civic.link_decision(:bea, ARRAY[:again], 'no. 7', civic.today()) AS first_link \gset
SELECT civic.unlink_decision(:bea, :first_link, 'no. 8 was meant');
SELECT lives_ok(format('SELECT civic.link_decision(%s, ARRAY[%s], ''no. 8'', civic.today())', :bea, :again), 'it can be linked again');
SELECT civic.report_annulment(:bea, :again, 'quashed') \g /dev/null
SELECT throws_ok(format('SELECT civic.report_annulment(%s, %s, ''x'')', :bea, :again), '55000', NULL, 'an annulment is reported once');
SELECT is((helper.attempt('rights_service', format('SELECT civic.withdraw_annulment(%s, %s, ''x'')', :bea, :again))).state, '42501', 'a reviewer withdraws it');
SELECT throws_ok(format('SELECT civic.withdraw_annulment(%s, %s, '''')', :bea, :again), '22004', NULL, 'with a reason');
SELECT civic.withdraw_annulment(:bea, :again, 'it was another one');
SELECT is((SELECT count(*) FROM civic_internal.annulments() WHERE entry_id = :again), 0::int8, 'then nothing is due');
SELECT throws_ok(format('SELECT civic.withdraw_annulment(%s, %s, ''x'')', :bea, :again), '55000', NULL, 'once');
SELECT lives_ok(format('SELECT civic.report_annulment(%s, %s, ''quashed indeed'')', :bea, :again), 'it can be reported again');
SELECT civic.annul(:bea, :again, 'quashed') \g /dev/null
SELECT throws_ok(format('SELECT civic.withdraw_annulment(%s, %s, ''x'')', :bea, :again), '55000', NULL, 'what was cleared stays so');
SELECT is((SELECT string_agg(concat_ws(': ', reason, withdrawal_reason), ', ' ORDER BY withdrawn_at) FROM civic.annulments WHERE entry_id = :again),
	'quashed: it was another one, quashed indeed', 'the history shows both reports');

-- ---------------------------------------------------------------------------
-- a correction lies between what was contested and nothing

SELECT helper.loss(:bea) AS contested \gset
SELECT civic.file_appeal(:bea, :contested, 'not all of it') AS appeal \gset
SELECT civic.mark_disputed(:bea, :appeal);
SELECT is((helper.attempt('rights_reviewer', format('SELECT civic.decide_appeal(%s, %s, ''corrected'', ''x'', %L, %s, %L)', :bea, :appeal, rule,
	quantity, day))).words, wanted, what) FROM (VALUES
	('fraud', 5, NULL, 'a correction must not be worse than what was appealed against | Its severity is higher.', 'something worse'),
	('help', 10000, NULL, 'a correction must not be worse than what was appealed against | It is no loss: an appeal that is right is upheld.', 'a present'),
	('noise', 1, NULL, 'a correction must not be worse than what was appealed against | Its rule shares neither the exclusive group nor the dimension.', 'another dimension'),
	('scam', 1, NULL, 'a correction must not be worse than what was appealed against | Its veto is stronger or longer.', 'a veto'),
	('spit', 11, NULL, 'a correction must not be worse than what was appealed against | It takes more points, now or later.', 'more points'),
	('litter', 2.01, NULL, 'a correction must not be worse than what was appealed against | The quantity was 2.00 under the same rule.', 'more of the same'),
	('litter', 1, (civic.today() - 1)::text, 'a correction must not be worse than what was appealed against | It occurred later, so its consequences would last longer.', 'a later day'),
	('litter', 1, NULL, 'undo', 'less of the same'), ('litter', 2, (civic.today() - 9)::text, 'undo', 'an earlier day'),
	('spit', 10, NULL, 'undo', 'another rule of the dimension that takes no more')) v (rule, quantity, day, wanted, what);

SELECT finish();
ROLLBACK;
