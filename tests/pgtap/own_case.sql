-- Nobody acts in a case of their own, under whatever role: every public
-- function that writes is called as somebody whose case it is, and as somebody
-- else. And two acts of one person count as one person's.

\ir helper/begin.sql
\ir helper/none.sql

-- What becomes of a statement under a login and a role, or a person that the
-- login names; it is taken back.
CREATE FUNCTION helper.outcome(login name, statement text, role name DEFAULT NULL, person name DEFAULT NULL)
RETURNS text LANGUAGE plpgsql AS
$$
DECLARE
	done text;
BEGIN
	EXECUTE format('SET LOCAL SESSION AUTHORIZATION %I', login);
	IF role IS NOT NULL THEN
		EXECUTE format('SET LOCAL ROLE %I', role);
	END IF;
	IF person IS NOT NULL THEN
		PERFORM civic.act_as(person);
	END IF;
	EXECUTE statement INTO done;
	RAISE EXCEPTION 'taken back' USING ERRCODE = 'P0099';
EXCEPTION
	WHEN SQLSTATE 'P0099' THEN RETURN 'done';
	WHEN insufficient_privilege THEN
		RETURN sqlstate || CASE WHEN sqlerrm LIKE '%case of their own' THEN ' own case' ELSE ' ' || sqlerrm END;
	WHEN OTHERS THEN RETURN sqlstate || ' ' || sqlerrm;
END
$$;

SELECT civic.create_programme('own case', 'Asia/Shanghai');
SELECT civic.define_area('town', '镇', 'Town');
SELECT civic.enact_policy(civic.load_policy($$ {
 "policy": {"code": "own", "title": {"zh": "己", "en": "Own"}, "area": "town", "version": "1", "base": 100, "gifts": true},
 "clocks": [{"code": "appeal_decision", "working_days": 5, "extension_days": 5}],
 "dimensions": [{"code": "civic", "title": {"zh": "公共", "en": "Civic"}}],
 "rules": [
  {"code": "help", "title": {"zh": "互助", "en": "Help"}, "dimension": "civic", "tariff": 1, "coupons": 1},
  {"code": "litter", "title": {"zh": "乱扔", "en": "Litter"}, "dimension": "civic", "tariff": -10, "legal_basis": "charter 1", "severity": "minor"}],
 "tiers": [{"code": "member", "title": {"zh": "成员", "en": "Member"}, "rank": 1, "promote_at": 50},
  {"code": "star", "title": {"zh": "之星", "en": "Star"}, "rank": 2, "promote_at": 150}],
 "repair_windows": [{"severity": "minor", "min_days": 0, "max_days": 900}],
 "repair_steps": [
  {"severity": "minor", "path": "office", "step": 1, "kind": "duty", "restores": 10000},
  {"severity": "minor", "path": "elders", "step": 1, "kind": "peer_review", "quorum": 2, "restores": 10000}],
 "benefits": [{"code": "soap", "title": {"zh": "香皂", "en": "Soap"}, "kind": "redemption", "cost": 1}]
} $$), '2020-01-01') IS NOT NULL;

-- ---------------------------------------------------------------------------
-- persons: li is a subject, with a wife and a firm; wang and zhao are nobody's

CREATE ROLE own_staff;
CREATE ROLE own_police;
CREATE ROLE own_desk;
CREATE ROLE own_li LOGIN IN ROLE own_staff;
CREATE ROLE own_wang LOGIN IN ROLE own_staff;
CREATE ROLE own_zhao LOGIN IN ROLE own_staff;
CREATE ROLE own_app LOGIN IN ROLE own_staff;
SELECT civic.grant_access(r, p) FROM unnest('{own_staff,own_li,own_wang,own_zhao,own_app}'::name[]) r,
	unnest('{policy_admin,recorder,service,reviewer}'::text[]) p;
SELECT civic.define_source('police', '公安', 'Police');
SELECT civic.grant_access('own_police', 'recorder', 'police');
SELECT civic.grant_access('own_desk', 'service');

CREATE TABLE helper.id (name text PRIMARY KEY, id int8);
INSERT INTO helper.id SELECT k.n, civic.enroll(k.n, k.kind, 'town', since => '2015-01-01')
  FROM (VALUES ('li', 'resident'), ('wife', 'resident'), ('son', 'resident'), ('home', 'household'),
	('firm', 'organisation'), ('stranger', 'resident')) k (n, kind);
CREATE FUNCTION helper.id(name text) RETURNS int8 LANGUAGE sql STABLE SECURITY DEFINER AS
$$ SELECT i.id FROM helper.id i WHERE i.name = id.name $$;
GRANT USAGE ON SCHEMA helper TO PUBLIC;

-- the son has left
SELECT civic.join_household(helper.id(n), helper.id('home'), '2020-01-01') FROM unnest('{li,wife,son}'::text[]) n;
SELECT civic.leave_household(helper.id('son'), civic.today() - 100);
CALL civic.settle();

-- for each case, what there is to decide
CREATE FUNCTION helper.prepare(who text) RETURNS void LANGUAGE plpgsql AS
$$
DECLARE
	s int8 := helper.id(who);
	found int8;
BEGIN
	SET LOCAL SESSION AUTHORIZATION own_police;
	PERFORM civic.record(s, 'litter', 1, civic.today() - 2, 'l' || n, source => 'police') FROM generate_series(1, 5) n;
	PERFORM civic.record(s, 'litter', 1, civic.today() - 200, 'past', source => 'police');
	PERFORM civic.record(s, 'help', 10, civic.today() - 2, 'h', source => 'police');
	RESET SESSION AUTHORIZATION;
	INSERT INTO helper.id SELECT who || '.' || e.source_ref, e.entry_id FROM civic_private.entry e WHERE e.subject_id = s;
	SET LOCAL SESSION AUTHORIZATION own_desk;
	INSERT INTO helper.id SELECT who || '.case', civic.open_repair(s, helper.id(who || '.l1'), 'office');
	PERFORM civic.submit_step(s, helper.id(who || '.case'));
	INSERT INTO helper.id SELECT who || '.filed', civic.file_appeal(s, helper.id(who || '.l2'), 'it was not me');
	INSERT INTO helper.id SELECT who || '.appeal', civic.file_appeal(s, helper.id(who || '.l3'), 'it was not me');
	PERFORM civic.mark_disputed(s, helper.id(who || '.appeal'));
	INSERT INTO helper.id SELECT who || '.paused', civic.file_appeal(s, helper.id(who || '.l4'), 'it was not me');
	PERFORM civic.mark_disputed(s, helper.id(who || '.paused'));
	RESET SESSION AUTHORIZATION;
	PERFORM civic.pause_appeal(s, helper.id(who || '.paused'), 'an opinion is asked for');
	INSERT INTO helper.id SELECT who || '.redemption', r.redemption_id FROM civic.redeem(s, 'soap', request_id => who) r;
	INSERT INTO helper.id SELECT who || '.link', civic.link_decision(s, ARRAY[helper.id(who || '.past')], 'no. 0', civic.today());
	PERFORM civic.report_annulment(s, helper.id(who || '.past'), 'revoked');
	INSERT INTO civic_private.tier_question (subject_id, kind, asked_on, policy_id, from_rank, from_tier, to_rank, to_tier)
	SELECT s, 'fall', civic.today(), p.policy_id, 2, 'star', 1, 'member' FROM civic.policies p RETURNING decision_id INTO found;
	INSERT INTO helper.id VALUES (who || '.question', found);
	INSERT INTO civic_private.review (subject_id, kind, reviewed_id, policy_id, draw_id, cause, drawn_on, due)
	SELECT s, 1, helper.id(who || '.l5'), p.policy_id, 1, 'rank', civic.today(), civic.today()
	  FROM civic.policies p RETURNING review_id INTO found;
	INSERT INTO helper.id VALUES (who || '.review', found);
END
$$;
GRANT ALL ON helper.id TO PUBLIC;
SELECT helper.prepare(n) FROM unnest('{li,wife,son,home,firm,stranger}'::text[]) n;
SELECT civic.lock_tier(helper.id(n), 'star', 'as an example', civic.today() + 9) > 0 FROM unnest('{wife,son,stranger}'::text[]) n;
SELECT civic.lock_tier(helper.id(n), 'star', 'as an example', civic.today() + 9) > 0 FROM unnest('{li,home,firm}'::text[]) n;

-- what was written before a link is listed when it is made
SELECT bag_eq($$ SELECT act, about = helper.id('wife') FROM civic.link_role('own_police', helper.id('wife'))
		WHERE about IN (helper.id('wife'), helper.id('stranger')) AND act = 'entry' $$,
	$$ SELECT 'entry', true AS is_so FROM generate_series(1, 7) $$, 'a link lists what its person has written');
SELECT civic.unlink_role('own_police', helper.id('wife'));
SELECT is((SELECT count(*) FROM civic.link_role('own_li', helper.id('li'), since => '2015-01-01')), 0::bigint,
	'who has written nothing has nothing listed');
SELECT is((SELECT count(*) FROM civic.link_role('own_li', helper.id('firm'), 'leads', civic.today() - 300)), 0::bigint,
	'also of an organisation');

-- ---------------------------------------------------------------------------
-- every public function that writes

-- {s} is the subject; {x} what was prepared about it. A reason instead of a
-- statement says why nobody's case can be their own.
CREATE TABLE helper.call (name text, statement text, reason text);
INSERT INTO helper.call (name, statement) VALUES
	('annul', 'SELECT civic.annul({s}, {l5}, ''revoked'')'),
	('cancel_redemption', 'SELECT civic.cancel_redemption({s}, {redemption}, ''broken'')'),
	('decide', 'SELECT civic.decide({question}, false, ''no'')'),
	('decide_appeal', 'SELECT civic.decide_appeal({s}, {appeal}, ''upheld'', ''yes'')'),
	('decide_review', 'SELECT civic.decide_review({review}, true, ''right'')'),
	('decide_step', 'SELECT civic.decide_step({s}, {case}, ''pass'')'),
	('extend_appeal', 'SELECT civic.extend_appeal({s}, {appeal}, ''it takes time'')'),
	('forward_appeal', 'SELECT civic.forward_appeal({s}, {appeal}, ''to the police'')'),
	('join_household', 'SELECT civic.join_household({resident}, {house})'),
	('leave_household', 'SELECT civic.leave_household({resident})'),
	('link_decision', 'SELECT civic.link_decision({s}, ARRAY[{l5}], ''no. 1'', civic.today())'),
	('lock_tier', 'SELECT civic.lock_tier({s}, ''star'', ''deserved'', civic.today() + 30)'),
	('mark_disputed', 'SELECT civic.mark_disputed({s}, {filed})'),
	('pause_appeal', 'SELECT civic.pause_appeal({s}, {appeal}, ''an opinion'')'),
	('record', 'SELECT civic.record({s}, ''help'', 1, civic.today(), ''new'', source => ''office'')'),
	('relocate', 'SELECT civic.relocate({s}, ''town'')'),
	('report_annulment', 'SELECT civic.report_annulment({s}, {l5}, ''revoked'')'),
	('resume_appeal', 'SELECT civic.resume_appeal({s}, {paused}, ''it is here'')'),
	('reverse', 'SELECT civic.reverse({s}, {l5}, ''mistaken'')'),
	('set_attributes', 'SELECT civic.set_attributes({s}, ''{}'', reason => ''seen'')'),
	('unlink_decision', 'SELECT civic.unlink_decision({s}, {link}, ''mistaken'')'),
	('unlock_tier', 'SELECT civic.unlock_tier({s}, ''over'')'),
	('withdraw_annulment', 'SELECT civic.withdraw_annulment({s}, {past}, ''mistaken'')');
INSERT INTO helper.call (name, reason) SELECT n, 'about no subject' FROM unnest('{act_as,define_area,define_holiday,define_holidays,
	define_source,drop_holidays,load_holidays,enact_policy,load_policy,appoint_panel,ack_outbox,take_outbox,review_key,verify_draw,close_data_epoch,decide_exception,
	define_attribute,define_audience,define_measure,dp_avg,dp_count,dp_quantile,dp_sum,open_data_epoch,publish_release,request_exception,withdraw_release,seal,
	load_index,enact_index,observe,withdraw_observation,close_observations,post_observations,retry_observations,discard_observations,acknowledge_alert,silence_alert}'::text[]) n;
INSERT INTO helper.call (name, reason) VALUES
	('enroll', 'the subject is new'),
	('erase_subject',
		'nobody who has a role is erased; tests/pgtap/privacy.sql looks at households'),
	('give_consent', 'consent is the subject''s own word'),
	('withdraw_consent', 'consent is the subject''s own word'),
	('file_appeal', 'everybody may contest'),
	('request_review', 'everybody may contest'),
	('withdraw_appeal', 'everybody may stop contesting'),
	('open_repair', 'everybody may ask for repair; somebody else decides'),
	('submit_step', 'everybody may hand in'),
	('appeal_repair', 'everybody may contest'),
	('withdraw_repair', 'everybody may stop asking'),
	('redeem', 'what is spent is the subject''s own'),
	('reserve', 'what is spent is the subject''s own'),
	('confirm_redemption', 'what is spent is the subject''s own'),
	('release_redemption', 'what was held is the subject''s own'),
	('gift', 'what is given is the subject''s own'),
	('post_inbox', 'rows are judged by who submitted them: below'),
	('retry_inbox', 'decides nothing; rows are judged again'),
	('discard_inbox', 'decides nothing; what was rejected has never counted'),
	('settle', 'the rules decide, about everybody');

SELECT helper.none($$ SELECT p.oid::regprocedure FROM pg_proc p
	WHERE p.pronamespace = 'civic'::regnamespace AND p.prokind IN ('f', 'p') AND p.provolatile = 'v'
		AND EXISTS (SELECT FROM unnest('{own_staff,own_police,own_desk}'::name[]) r WHERE has_function_privilege(r, p.oid, 'EXECUTE'))
		AND NOT EXISTS (SELECT FROM helper.call c WHERE c.name = p.proname) $$,
	'of each public function that writes it is known whether somebody could decide in a case of their own');
SELECT helper.none($$ SELECT c.name FROM helper.call c WHERE NOT EXISTS (SELECT FROM pg_proc p
	WHERE p.pronamespace = 'civic'::regnamespace AND p.proname = c.name) $$,
	'and each of these is there');

CREATE FUNCTION helper.about(statement text, who text) RETURNS text LANGUAGE plpgsql AS
$$
DECLARE
	i record;
BEGIN
	statement := replace(statement, '{s}', helper.id(who)::text);
	statement := replace(statement, '{resident}', helper.id(CASE WHEN who IN ('home', 'firm') THEN 'li' ELSE who END)::text);
	statement := replace(statement, '{house}', helper.id('home')::text);
	FOR i IN SELECT substr(x.name, length(who) + 2) AS name, x.id FROM helper.id x WHERE x.name LIKE who || '.%' LOOP
		statement := replace(statement, '{' || i.name || '}', i.id::text);
	END LOOP;
	RETURN statement;
END
$$;

CREATE VIEW helper.decision AS SELECT c.name, w.who, helper.about(c.statement, w.who) AS statement
  FROM helper.call c, unnest('{li,wife,home,firm,stranger}'::text[]) w (who) WHERE c.statement IS NOT NULL;

SELECT helper.none($$ SELECT name, who, helper.outcome('own_li', statement) FROM helper.decision
	WHERE who <> 'stranger' AND helper.outcome('own_li', statement) <> '42501 own case' $$,
	'who is the subject, of its household, or leads it, decides nothing about it');
SELECT helper.none($$ SELECT name, who, helper.outcome('own_li', statement, 'own_staff') FROM helper.decision
	WHERE who <> 'stranger' AND helper.outcome('own_li', statement, 'own_staff') <> '42501 own case' $$,
	'nor under another role');
SELECT helper.none($$ SELECT name, helper.outcome('own_li', statement) FROM helper.decision
	WHERE who = 'stranger' AND name NOT IN ('leave_household', 'join_household') AND helper.outcome('own_li', statement) <> 'done' $$,
	'but about a stranger');
SELECT helper.none($$ SELECT name, who, helper.outcome('own_wang', statement) FROM helper.decision
	WHERE (who NOT IN ('home', 'firm') OR name <> 'relocate') AND NOT (who = 'stranger' AND name = 'leave_household')
		AND helper.outcome('own_wang', statement) <> 'done' $$,
	'and somebody else decides about each');

-- the household of the day on which it happened
SELECT is(helper.outcome('own_li', helper.about('SELECT civic.reverse({s}, {past}, ''mistaken'')', 'son')), '42501 own case',
	'what happened while somebody lived in the house stays the house''s');
SELECT is(helper.outcome('own_li', helper.about('SELECT civic.reverse({s}, {l5}, ''mistaken'')', 'son')), 'done',
	'what happened after that does not');
SELECT is(helper.outcome('own_li', helper.about('SELECT civic.record({s}, ''help'', 1, civic.today() - 200, ''y'', source => ''office'')', 'son')),
	'42501 own case', 'also when it is recorded');

-- a link that has ended
SELECT civic.unlink_role('own_li', helper.id('firm'), 'leads', civic.today() - 100);
SELECT is(helper.outcome('own_li', helper.about('SELECT civic.reverse({s}, {past}, ''mistaken'')', 'firm')), '42501 own case',
	'what happened while somebody led the firm stays theirs');
SELECT is(helper.outcome('own_li', helper.about('SELECT civic.reverse({s}, {l5}, ''mistaken'')', 'firm')), 'done', 'and the rest does not');

-- a renamed role is the same person
ALTER ROLE own_li RENAME TO own_li_2;
SELECT is(helper.outcome('own_li_2', helper.about('SELECT civic.lock_tier({s}, ''star'', ''x'', civic.today())', 'li')), '42501 own case',
	'another name makes nobody another person');
ALTER ROLE own_li_2 RENAME TO own_li;

-- the inbox, row by row and by who has submitted
SET LOCAL SESSION AUTHORIZATION own_li;
INSERT INTO civic.inbox (external_id, rule_code, quantity, occurred_on, source_ref, source) VALUES
	('li', 'help', 1, civic.today(), 'i1', 'office'), ('wife', 'help', 1, civic.today(), 'i2', 'office'),
	('stranger', 'help', 1, civic.today(), 'i3', 'office');
RESET SESSION AUTHORIZATION;
SELECT civic.declare_pool('own_app');
SET LOCAL SESSION AUTHORIZATION own_app;
SELECT civic.act_as('own_li');
INSERT INTO civic.inbox (external_id, rule_code, quantity, occurred_on, source_ref, source) VALUES
	('li', 'help', 1, civic.today(), 'i4', 'office'), ('stranger', 'help', 1, civic.today(), 'i5', 'office');
SELECT civic.act_as(NULL);
RESET SESSION AUTHORIZATION;
CALL civic.post_inbox();
SELECT bag_eq('SELECT source_ref, sqlstate, submitted_as::text FROM civic.inbox', $$ VALUES ('i1', '42501', NULL), ('i2', '42501', NULL), ('i4', '42501', 'own_li') $$,
	'rows about a case of their own are rejected, also of whom a pool names');
SELECT bag_eq($$ SELECT e.source_ref, a.name AS person, l.name AS login FROM civic_private.entry e JOIN civic_private.role_name a ON a.role_id = e.actor_id
		JOIN civic_private.role_name l ON l.role_id = e.login_id WHERE e.source_ref IN ('i3', 'i5') $$,
	$$ VALUES ('i3', 'own_li'::name, 'own_li'::name), ('i5', 'own_li', 'own_app') $$, 'and the others name person and login');

-- ---------------------------------------------------------------------------
-- pools

SELECT is(helper.outcome('own_app', helper.about('SELECT civic.decide_appeal({s}, {appeal}, ''upheld'', ''x'')', 'stranger')),
	'42501 permission denied: login "own_app" is a pool, and has not said who acts', 'a pool is nobody, and decides nothing');
SELECT is(helper.outcome('own_app', helper.about('SELECT civic.decide_appeal({s}, {appeal}, ''upheld'', ''x'')', 'stranger'), person => 'own_wang'),
	'done', 'whom it names does');
SELECT is(helper.outcome('own_app', helper.about('SELECT civic.decide_appeal({s}, {appeal}, ''upheld'', ''x'')', 'stranger'), role => 'own_staff'),
	'done', 'or whose role it sets');
SELECT is(helper.outcome('own_app', helper.about('SELECT civic.decide_appeal({s}, {appeal}, ''upheld'', ''x'')', 'li'), person => 'own_li'),
	'42501 own case', 'but not in a case of their own');
SELECT is(helper.outcome('own_wang', 'SELECT civic.act_as(''own_zhao'')'),
	'42501 permission denied to act as somebody else', 'only pools name a person');
SELECT is(helper.outcome('own_app', 'SELECT civic.act_as(''own_nobody'')'), '42704 role "own_nobody" does not exist', 'who has a role');
SELECT is(helper.outcome('own_app', 'SELECT civic.act_as(''own_app'')'), '22023 "own_app" is a pool, which is nobody', 'and is no pool');

-- a person that is named has no more rights for it
CREATE ROLE own_thin LOGIN;
SELECT civic.grant_access('own_thin', 'recorder', 'police');
SELECT civic.declare_pool('own_thin');
SELECT is(helper.outcome('own_thin', helper.about('SELECT civic.record({s}, ''help'', 1, civic.today(), ''r'', source => ''office'')', 'stranger'),
	person => 'own_wang'), '42501 permission denied for source "office"', 'a name gives no right');

-- subtransactions
CREATE FUNCTION helper.named() RETURNS name LANGUAGE sql VOLATILE SECURITY DEFINER AS $$ SELECT civic_internal.stamp_named() $$;
SET LOCAL SESSION AUTHORIZATION own_app;
SELECT civic.act_as(NULL);
SAVEPOINT a;
SELECT civic.act_as('own_wang');
SELECT is(helper.named(), 'own_wang', 'a person is named');
SAVEPOINT b;
SELECT civic.act_as('own_zhao');
RELEASE b;
SELECT is(helper.named(), 'own_zhao', 'a subtransaction that is released names it for good');
SAVEPOINT c;
SELECT civic.act_as('own_li');
ROLLBACK TO c;
SELECT is(helper.named(), 'own_zhao', 'one that is rolled back does not');
ROLLBACK TO a;
SELECT is(helper.named(), NULL, 'and takes along what was named in it');
SELECT civic.act_as('own_wang');
RESET SESSION AUTHORIZATION;
SELECT is(helper.named(), NULL, 'another login has named nobody');
SET LOCAL SESSION AUTHORIZATION own_app;
SELECT is(helper.named(), 'own_wang', 'and takes nothing away');
SELECT civic.act_as(NULL);
RESET SESSION AUTHORIZATION;

-- ---------------------------------------------------------------------------
-- four eyes

-- One person's acts: who records, files, and decides, each under a login and a role.
CREATE FUNCTION helper.four_eyes(login_1 name, role_1 name, login_2 name, role_2 name, person_1 name DEFAULT NULL, person_2 name DEFAULT NULL)
RETURNS text LANGUAGE plpgsql AS
$$
DECLARE
	s int8 := helper.id('stranger');
	loss int8;
	appeal int8;
BEGIN
	EXECUTE format('SET LOCAL SESSION AUTHORIZATION %I', login_1);
	EXECUTE format('SET LOCAL ROLE %I', role_1);
	IF person_1 IS NOT NULL THEN
		PERFORM civic.act_as(person_1);
	END IF;
	loss := civic.record(s, 'litter', 1, civic.today(), 'eyes', source => 'office');
	RESET SESSION AUTHORIZATION;
	SET LOCAL SESSION AUTHORIZATION own_desk;
	appeal := civic.file_appeal(s, loss, 'no');
	PERFORM civic.mark_disputed(s, appeal);
	RESET SESSION AUTHORIZATION;
	RETURN regexp_replace(helper.outcome(login_2, format('SELECT civic.decide_appeal(%s, %s, ''rejected'', ''x'')', s, appeal), role_2, person_2),
		'[0-9]+$', 'N');
END
$$;
CREATE FUNCTION helper.eyes(login_1 name, role_1 name, login_2 name, role_2 name, person_1 name DEFAULT NULL, person_2 name DEFAULT NULL)
RETURNS text LANGUAGE plpgsql AS
$$
DECLARE
	answer text;
BEGIN
	answer := helper.four_eyes(login_1, role_1, login_2, role_2, person_1, person_2);
	RAISE EXCEPTION '%', answer USING ERRCODE = 'P0098';
EXCEPTION WHEN SQLSTATE 'P0098' THEN
	RETURN sqlerrm;
END
$$;

SELECT is(helper.eyes('own_wang', 'own_wang', 'own_zhao', 'own_zhao'), 'done', 'two persons are two');
SELECT is(helper.eyes('own_wang', 'own_wang', 'own_wang', 'own_staff'), '42501 permission denied: "own_staff" recorded entry N',
	'one login under two roles is one');
SELECT is(helper.eyes('own_wang', 'own_staff', 'own_zhao', 'own_staff'), '42501 permission denied: "own_staff" recorded entry N',
	'one role of two logins is one');
SELECT is(helper.eyes('own_app', 'own_app', 'own_app', 'own_app', 'own_wang', 'own_zhao'), 'done', 'whom a pool names are two');
SELECT is(helper.eyes('own_app', 'own_staff', 'own_app', 'own_staff', 'own_wang', 'own_zhao'), 'done', 'also under one role');
SELECT is(helper.eyes('own_app', 'own_app', 'own_wang', 'own_wang', 'own_wang'), '42501 permission denied: "own_wang" recorded entry N',
	'one of them with a login of their own is one');
SELECT is(helper.eyes('own_app', 'own_staff', 'own_app', 'own_staff'), '42501 permission denied: "own_staff" recorded entry N',
	'without a name, one role of a pool is one');
CREATE ROLE own_li_night LOGIN IN ROLE own_staff;
SELECT civic.grant_access('own_li_night', 'reviewer');
SELECT is(helper.eyes('own_li', 'own_li', 'own_li_night', 'own_li_night'), 'done', 'two logins may be two persons');
SELECT civic.link_role('own_li_night', helper.id('li'));
SELECT is(helper.eyes('own_li', 'own_li', 'own_li_night', 'own_li_night'), '42501 permission denied: "own_li_night" recorded entry N',
	'unless both are linked to the same subject');
SELECT ok((SELECT count(*) FROM civic.own_case_acts('own_li')) = 0, 'nothing of what was taken back is left');

-- the second instance, and a panel
SAVEPOINT instances;
SET LOCAL SESSION AUTHORIZATION own_wang;
SELECT civic.decide_appeal(helper.id('stranger'), helper.id('stranger.appeal'), 'rejected', 'no');
SET LOCAL SESSION AUTHORIZATION own_desk;
SELECT civic.request_review(helper.id('stranger'), helper.id('stranger.appeal'), 'once more');
RESET SESSION AUTHORIZATION;
SELECT is(helper.outcome('own_wang', helper.about('SELECT civic.decide_appeal({s}, {appeal}, ''upheld'', ''x'')', 'stranger'), 'own_staff'),
	'42501 permission denied: "own_staff" has filed or decided this appeal', 'who decided the first instance has no second role');
SELECT is(helper.outcome('own_zhao', helper.about('SELECT civic.decide_appeal({s}, {appeal}, ''upheld'', ''x'')', 'stranger')), 'done',
	'somebody else decides the second');
ROLLBACK TO instances;
SELECT civic.appoint_panel('town', '{own_wang,own_staff,own_li,own_li_night}');
SET LOCAL SESSION AUTHORIZATION own_desk;
INSERT INTO helper.id SELECT 'stranger.panel', civic.open_repair(helper.id('stranger'), helper.id('stranger.l5'), 'elders');
SELECT civic.submit_step(helper.id('stranger'), helper.id('stranger.panel'));
SET LOCAL SESSION AUTHORIZATION own_wang;
SELECT is(civic.decide_step(helper.id('stranger'), helper.id('stranger.panel'), 'refuse', 'no'), 'applied', 'one vote is not the panel''s');
RESET SESSION AUTHORIZATION;
SELECT matches(helper.outcome('own_wang', helper.about('SELECT civic.decide_step({s}, {panel}, ''refuse'', ''no'')', 'stranger'), 'own_staff'),
	'^42501 role "own_staff" may not decide case', 'nor are two of one login');
SELECT is(helper.outcome('own_li', helper.about('SELECT civic.decide_step({s}, {panel}, ''refuse'', ''no'')', 'stranger')), 'done',
	'another person''s is the second');

-- ---------------------------------------------------------------------------
-- what people write about a subject is kept where it can be erased, and nowhere else

CREATE TABLE helper.said (name text, statement text);
INSERT INTO helper.said VALUES
	('annul', 'SELECT civic.annul({s}, {l2}, ''MARK'')'),
	('appeal_repair', 'SELECT civic.appeal_repair({s}, {case}, ''MARK'')'),
	('cancel_redemption', 'SELECT civic.cancel_redemption({s}, {redemption}, ''MARK'')'),
	('decide', 'SELECT civic.decide({question}, false, ''MARK'')'),
	('decide_appeal', 'SELECT civic.decide_appeal({s}, {appeal}, ''corrected'', ''MARK'', ''litter'', 0.5)'),
	('decide_review', 'SELECT civic.decide_review({review}, false, ''MARK'')'),
	('decide_step', 'SELECT civic.decide_step({s}, {case}, ''return'', ''MARK'', ARRAY[''MARK''])'),
	('extend_appeal', 'SELECT civic.extend_appeal({s}, {appeal}, ''MARK'')'),
	('file_appeal', 'SELECT civic.file_appeal({s}, {past}, ''MARK'', ''MARK'')'),
	('forward_appeal', 'SELECT civic.forward_appeal({s}, {appeal}, ''MARK'')'),
	('gift', 'SELECT civic.gift({s}, {recipient}, 1, ''g'', ''MARK'')'),
	('link_decision', 'SELECT civic.link_decision({s}, ARRAY[{l4}], ''MARK'', civic.today())'),
	('lock_tier', 'SELECT civic.lock_tier({s}, ''star'', ''MARK'', civic.today() + 30)'),
	('pause_appeal', 'SELECT civic.pause_appeal({s}, {appeal}, ''MARK'')'),
	('record', 'SELECT civic.record({s}, ''help'', 1, civic.today(), ''new'', ''MARK'', source => ''office'')'),
	('report_annulment', 'SELECT civic.report_annulment({s}, {l2}, ''MARK'')'),
	('request_review', 'SELECT civic.request_review({s}, {appeal}, ''MARK'')'),
	('resume_appeal', 'SELECT civic.resume_appeal({s}, {paused}, ''MARK'', ''MARK'')'),
	('reverse', 'SELECT civic.reverse({s}, {l2}, ''MARK'')'),
	('set_attributes', 'SELECT civic.set_attributes({s}, ''{}'', reason => ''MARK'')'),
	('submit_step', 'SELECT civic.submit_step({s}, {case}, ''MARK'', ''MARK'')'),
	('unlink_decision', 'SELECT civic.unlink_decision({s}, {link}, ''MARK'')'),
	('unlock_tier', 'SELECT civic.unlock_tier({s}, ''MARK'')'),
	('withdraw_annulment', 'SELECT civic.withdraw_annulment({s}, {past}, ''MARK'')'),
	('withdraw_appeal', 'SELECT civic.withdraw_appeal({s}, {appeal}, ''MARK'')'),
	('withdraw_consent', 'SELECT civic.withdraw_consent({s}, ''MARK'')'),
	('withdraw_repair', 'SELECT civic.withdraw_repair({s}, {case}, ''MARK'')');
SELECT helper.none($$ SELECT p.oid::regprocedure, a.name FROM pg_proc p, unnest(p.proargnames[1:p.pronargs]) a (name)
	WHERE p.pronamespace = 'civic'::regnamespace AND p.provolatile = 'v'
		AND a.name IN ('reason', 'note', 'grounds', 'evidence', 'missing', 'decision_ref')
		AND NOT EXISTS (SELECT FROM helper.said d WHERE d.name = p.proname)
		AND NOT EXISTS (SELECT FROM helper.call c WHERE c.name = p.proname AND c.reason = 'about no subject') $$,
	'each function that takes a text about a subject is called with one');

-- Tables in which a text stands, in clear or as bytes.
CREATE FUNCTION helper.holders(mark text) RETURNS text LANGUAGE plpgsql SECURITY DEFINER AS
$$
DECLARE
	stored regclass;
	holds bool;
	answer text := '';
BEGIN
	FOR stored IN SELECT c.oid FROM pg_class c
		 WHERE c.relnamespace IN ('civic'::regnamespace, 'civic_private'::regnamespace) AND c.relkind = 'r' ORDER BY c.relname
	LOOP
		EXECUTE format('SELECT EXISTS (SELECT FROM %s t WHERE t::text LIKE ''%%'' || $1 || ''%%'' OR t::text LIKE ''%%'' || encode($1::bytea, ''hex'') || ''%%'')', stored)
			INTO holds USING mark;
		answer := answer || CASE WHEN holds THEN ' ' || stored ELSE '' END;
	END LOOP;
	RETURN ltrim(answer);
END
$$;
-- What must be so before some of the calls.
CREATE TABLE helper.before (name text, login name, statement text);
INSERT INTO helper.before VALUES
	('appeal_repair', 'own_wang', 'SELECT civic.decide_step({s}, {case}, ''refuse'', ''no'')'),
	('submit_step', 'own_wang', 'SELECT civic.decide_step({s}, {case}, ''return'', ''no'', ARRAY[''stamp''])'),
	('request_review', 'own_wang', 'SELECT civic.decide_appeal({s}, {appeal}, ''rejected'', ''no'')');
CREATE FUNCTION helper.kept_in(wanted text) RETURNS text LANGUAGE plpgsql AS
$$
DECLARE
	b record;
	done text;
BEGIN
	FOR b IN SELECT * FROM helper.before x WHERE x.name = wanted LOOP
		EXECUTE format('SET LOCAL SESSION AUTHORIZATION %I', b.login);
		EXECUTE helper.about(b.statement, 'wife') INTO done;
		RESET SESSION AUTHORIZATION;
	END LOOP;
	SELECT replace(helper.about(d.statement, 'wife'), '{recipient}', helper.id('stranger')::text) INTO STRICT done
	  FROM helper.said d WHERE d.name = wanted;
	SET LOCAL SESSION AUTHORIZATION own_zhao;
	EXECUTE done INTO done;
	RESET SESSION AUTHORIZATION;
	RAISE EXCEPTION '%', helper.holders('MARK') USING ERRCODE = 'P0098';
EXCEPTION WHEN OTHERS THEN
	RETURN sqlerrm;
END
$$;
GRANT SELECT ON helper.said, helper.before TO PUBLIC;
SELECT is(helper.kept_in(d.name), 'civic_private.kept_text', d.name || '() keeps what it is told where it can be erased')
  FROM helper.said d ORDER BY d.name;

-- ---------------------------------------------------------------------------
-- links

SELECT is(helper.outcome('own_staff', statement), '42501 permission denied for function ' || name, name || '() is the administrator''s')
  FROM (VALUES ('link_role', 'SELECT civic.link_role(''own_li'', 1)'), ('unlink_role', 'SELECT civic.unlink_role(''own_li'', 1)'),
	('declare_pool', 'SELECT civic.declare_pool(''own_li'')'), ('undeclare_pool', 'SELECT civic.undeclare_pool(''own_li'')')) c (name, statement);
SELECT is(helper.outcome(session_user, statement), outcome, statement) FROM (VALUES
	('SELECT civic.link_role(''own_nobody'', helper.id(''li''))', '42704 role "own_nobody" does not exist'),
	('SELECT civic.link_role(NULL, helper.id(''li''))', '22004 role must not be null'),
	('SELECT civic.link_role(''own_li'', helper.id(''li''), NULL)', '22004 relation must not be null'),
	('SELECT civic.link_role(''own_li'', helper.id(''li''), ''knows'')', '22023 unknown relation "knows"'),
	('SELECT civic.link_role(''own_li'', helper.id(''firm''))', '22023 no role is a subject of kind "organisation"'),
	('SELECT civic.link_role(''own_li'', helper.id(''li''), ''leads'')', '22023 nobody leads a subject of kind "resident"'),
	('SELECT civic.link_role(''own_wang'', helper.id(''li''), since => ''9999-01-01'')', '22008 date out of range: "9999-01-01"'),
	('SELECT civic.unlink_role(''own_li'', helper.id(''li''), until => ''1999-01-01'')', '22008 date out of range: "1999-01-01"'),
	('SELECT civic.declare_pool(NULL)', '22004 login must not be null'),
	('SELECT civic.declare_pool(''own_staff'')', '42704 login "own_staff" does not exist'),
	('SELECT civic.declare_pool(''own_app'')', '55000 login "own_app" is declared as a pool'),
	('SELECT civic.undeclare_pool(''own_li'')', '55000 login "own_li" is not declared as a pool'),
	('SELECT civic.enroll(''x'', ''resident'', ''town'', ''{"role": "own_li"}'')', '22023 role is no attribute')) c (statement, outcome);
SELECT bag_eq($$ SELECT role, relation, until = civic.today() - 100, role_exists FROM civic.role_links WHERE role = 'own_li' $$,
	$$ VALUES ('own_li'::name, 'self', NULL::bool, true), ('own_li', 'leads', true, true) $$, 'links are listed with their end');
SELECT is((SELECT string_agg(login, ' ' ORDER BY login) FROM civic.pool_logins), 'own_app own_thin', 'and pools');

SELECT * FROM finish();
ROLLBACK;
