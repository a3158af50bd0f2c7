/*
 * Who may do what.  A profile is a list of privileges; grant_access() hands
 * them to a role that exists, and access_report() reads them back from the
 * catalogs, so it also shows what was granted by hand.
 */

CREATE FUNCTION civic.profile_privileges()
RETURNS TABLE (profile pg_catalog.text, kind pg_catalog.text, object pg_catalog.text, privilege pg_catalog.text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	WITH list (profiles, kind, privilege, objects) AS (VALUES
		('policy_admin recorder service reviewer auditor', 'SCHEMA', 'USAGE', ARRAY['civic']),
		('analyst auditor', 'SCHEMA', 'USAGE', ARRAY['civic_open']),
		('auditor', 'SCHEMA', 'USAGE', ARRAY['civic_private']),
		('auditor', 'TABLE', 'SELECT', ARRAY['civic_private.entry', 'civic_private.policy', 'civic_private.enactment',
			'civic_private.rule', 'civic_private.residence', 'civic_private.consent']),
		('policy_admin recorder service reviewer auditor', 'FUNCTION', 'EXECUTE', ARRAY['civic.today()',
			'civic.check_policy(jsonb,boolean)', 'civic.policy_document(integer,boolean)', 'civic.policy_diff(integer,integer)',
			'civic.policy_in_force(@ltree@.ltree,date)']),
		('policy_admin recorder service reviewer auditor', 'TABLE', 'SELECT', ARRAY['civic.areas', 'civic.sources',
			'civic.policies', 'civic.rules']),
		('policy_admin', 'FUNCTION', 'EXECUTE', ARRAY['civic.load_policy(jsonb)', 'civic.enact_policy(integer,date)',
			'civic.define_area(@ltree@.ltree,text,text)', 'civic.define_source(text,text,text,text[])']),
		('recorder', 'FUNCTION', 'EXECUTE', ARRAY['civic.record(bigint,text,numeric,date,text,bytea,text)',
			'civic.retry_inbox(bigint[])', 'civic.find_subject(text)',
			'civic.stamp_xact()', 'civic.stamp_time()', 'civic.stamp_actor()']),
		('recorder', 'INBOX', 'INSERT', ARRAY['civic.inbox']),
		('recorder', 'TABLE', 'SELECT', ARRAY['civic.inbox_status', 'civic.inbox_progress']),
		('recorder service', 'PROCEDURE', 'EXECUTE', ARRAY['civic.post_inbox(integer,bigint,bigint)']),
		('recorder reviewer', 'FUNCTION', 'EXECUTE', ARRAY['civic.reverse(bigint,bigint,text)']),
		('service', 'FUNCTION', 'EXECUTE', ARRAY['civic.enroll(text,text,@ltree@.ltree,jsonb,boolean,date)',
			'civic.find_subject(text)', 'civic.move(bigint,@ltree@.ltree,date)', 'civic.withdraw(bigint,text)',
			'civic.consent(bigint)']),
		('service reviewer auditor', 'FUNCTION', 'EXECUTE', ARRAY['civic.score(bigint,date)',
			'civic.explain(bigint,date,text)', 'civic.entry_points(bigint,date)', 'civic.scores(date)', 'civic.scores_part(date,integer,integer)',
			'civic.score_collect(date,bigint,bigint,integer,smallint,integer,date,date,bigint)',
			'civic.score_of(date,bigint,bigint,integer,smallint,integer,date,date,bigint)',
			'civic.score_merge(civic.score_state)', 'civic.score_value(civic.score_state)',
			'civic.score_value(civic.score_state,integer)', 'civic.score_lines(civic.score_state)']),
		('auditor', 'TABLE', 'SELECT', ARRAY['civic_private.appeal_move', 'civic_private.annulment', 'civic_private.review_period',
			'civic_private.review_draw', 'civic_private.review_pool', 'civic_private.review_decision']),
		('policy_admin recorder service reviewer auditor', 'FUNCTION', 'EXECUTE', ARRAY['civic.add_working_days(date,integer,text)',
			'civic.working_days(date,date,text)', 'civic.is_working_day(date,text)']),
		('policy_admin recorder service reviewer auditor', 'TABLE', 'SELECT', ARRAY['civic.holidays']),
		('policy_admin', 'FUNCTION', 'EXECUTE', ARRAY['civic.define_holiday(text,date,boolean,text)',
			'civic.define_holidays(text,date[],boolean,text)', 'civic.drop_holidays(text,date[])']),
		('service', 'FUNCTION', 'EXECUTE', ARRAY['civic.file_appeal(bigint,bigint,text,bytea)',
			'civic.request_review(bigint,bigint,text,bytea)', 'civic.withdraw_appeal(bigint,bigint,text)']),
		('service reviewer', 'FUNCTION', 'EXECUTE', ARRAY['civic.mark_disputed(bigint,bigint)',
			'civic.forward_appeal(bigint,bigint,text)', 'civic.resume_appeal(bigint,bigint,text,bytea)']),
		('reviewer', 'FUNCTION', 'EXECUTE', ARRAY['civic.decide_appeal(bigint,bigint,text,text,text,numeric,date)',
			'civic.extend_appeal(bigint,bigint,text)', 'civic.pause_appeal(bigint,bigint,text)', 'civic.annul(bigint,bigint,text,date)',
			'civic.decide_review(bigint,boolean,text)']),
		('recorder service reviewer', 'FUNCTION', 'EXECUTE', ARRAY['civic.report_annulment(bigint,bigint,text,date)']),
		('reviewer auditor', 'FUNCTION', 'EXECUTE', ARRAY['civic.review_key(date)', 'civic.verify_draw(date)',
			'civic.appeal_report(date,date,@ltree@.ltree)', 'civic.review_report(date,date,@ltree@.ltree)']),
		('reviewer auditor', 'TABLE', 'SELECT', ARRAY['civic.reviews']),
		('service reviewer auditor', 'FUNCTION', 'EXECUTE', ARRAY['civic.appeal_status(bigint,text)', 'civic.overdue_appeals(date)']),
		('service reviewer auditor', 'TABLE', 'SELECT', ARRAY['civic.appeals', 'civic.appeal_moves']),
		('service', 'FUNCTION', 'EXECUTE', ARRAY['civic.redeem(bigint,text,integer,text)', 'civic.reserve(bigint,text,integer,text)',
			'civic.confirm_redemption(bigint,bigint)', 'civic.release_redemption(bigint,bigint)',
			'civic.cancel_redemption(bigint,bigint,text)', 'civic.gift(bigint,bigint,numeric,text,text)']),
		('service reviewer auditor', 'FUNCTION', 'EXECUTE', ARRAY['civic.entitled(bigint,text,text)', 'civic.benefits(bigint,text)',
			'civic.wallet(bigint,date)', 'civic.wallet_lots(bigint,date)', 'civic.wallet_moves(bigint,date)',
			'civic.coupon_history(bigint,date)', 'civic.expiring(bigint,integer)']),
		('service reviewer auditor', 'TABLE', 'SELECT', ARRAY['civic.redemptions', 'civic.gifts', 'civic.stocks']),
		('auditor', 'TABLE', 'SELECT', ARRAY['civic_private.coupon', 'civic_private.redemption', 'civic_private.redemption_move',
			'civic_private.gift']),
		('auditor', 'TABLE', 'SELECT', ARRAY['civic_private.panel', 'civic_private.linked_decision', 'civic_private.repair_move',
			'civic_private.erasure']),
		('policy_admin', 'FUNCTION', 'EXECUTE', ARRAY['civic.appoint_panel(@ltree@.ltree,name[])']),
		('recorder reviewer', 'FUNCTION', 'EXECUTE', ARRAY['civic.link_decision(bigint,bigint[],text,date)']),
		('service', 'FUNCTION', 'EXECUTE', ARRAY['civic.open_repair(bigint,bigint,text)', 'civic.submit_step(bigint,bigint,bytea,text)',
			'civic.appeal_repair(bigint,bigint,text)', 'civic.withdraw_repair(bigint,bigint,text)']),
		('reviewer', 'FUNCTION', 'EXECUTE', ARRAY['civic.decide_step(bigint,bigint,text,text,text[])']),
		('service reviewer auditor', 'FUNCTION', 'EXECUTE', ARRAY['civic.repair_status(bigint,text)', 'civic.overdue(date)',
			'civic.publicity(@ltree@.ltree,date,integer)', 'civic.rectification(text,@ltree@.ltree,integer,date)']),
		('reviewer auditor', 'FUNCTION', 'EXECUTE', ARRAY['civic.repair_history(bigint,bigint,@ltree@.ltree,date,date)',
			'civic.repair_report(date,date,@ltree@.ltree,text)', 'civic.repair_transitions()']),
		('service reviewer auditor', 'FUNCTION', 'EXECUTE', ARRAY['civic.repair_state_name(smallint)', 'civic.severity_name(smallint)']),
		('auditor', 'FUNCTION', 'EXECUTE', ARRAY['civic.erasures(date,date)', 'civic.check_repairs()']),
		('policy_admin service reviewer auditor', 'TABLE', 'SELECT', ARRAY['civic.panels']),
		('service reviewer auditor', 'TABLE', 'SELECT', ARRAY['civic.repair_cases']),
		('service reviewer auditor', 'TABLE', 'SELECT', ARRAY['civic.subjects', 'civic.ledger', 'civic.statement',
			'civic.inbox_progress']),
		('auditor', 'TABLE', 'SELECT', ARRAY['civic_private.tier_change', 'civic_private.decision', 'civic_private.decision_outcome',
			'civic_private.tier_lock', 'civic_private.membership']),
		('service', 'PROCEDURE', 'EXECUTE', ARRAY['civic.settle(date,integer,bigint,bigint)']),
		('service', 'FUNCTION', 'EXECUTE', ARRAY['civic.take_outbox(integer,interval,text[])', 'civic.ack_outbox(bigint[])',
			'civic.join_household(bigint,bigint,date)', 'civic.leave_household(bigint,date)']),
		('reviewer', 'FUNCTION', 'EXECUTE', ARRAY['civic.decide(bigint,boolean,text)',
			'civic.lock_tier(bigint,text,text,date)', 'civic.unlock_tier(bigint,text)']),
		('service reviewer auditor', 'FUNCTION', 'EXECUTE', ARRAY['civic.tier(bigint,date)', 'civic.tier_history(bigint)',
			'civic.next_tier(bigint,text)', 'civic.area_standings(@ltree@.ltree,date,text)',
			'civic.household_standings(bigint)', 'civic.honours(text,integer,integer,integer,text)']),
		('service reviewer auditor', 'TABLE', 'SELECT', ARRAY['civic.standings', 'civic.settle_progress', 'civic.settlements',
			'civic.decisions', 'civic.tier_locks', 'civic.households'])
	)
	SELECT p, l.kind, o, l.privilege
	  FROM list l, unnest(string_to_array(l.profiles, ' ')) p, unnest(l.objects) o
$$;
COMMENT ON FUNCTION civic.profile_privileges() IS 'the privileges that make up each profile';

/* Hand a profile's privileges to a role, or take them back; "verb" is GRANT or REVOKE. */
CREATE FUNCTION civic.apply_profile(verb pg_catalog.text, role pg_catalog.name, wanted pg_catalog.text)
RETURNS pg_catalog.void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	ltree_schema text := (SELECT quote_ident(n.nspname)
		FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'ltree');
	p record;
BEGIN
	FOR p IN
		SELECT CASE WHEN kind = 'INBOX'
				THEN 'INSERT (external_id, rule_code, quantity, occurred_on, source_ref, evidence, source) ON TABLE '
				ELSE privilege || ' ON ' || kind || ' ' END
			|| replace(object, '@ltree@', ltree_schema) AS grant_text, object, privilege
		  FROM civic.profile_privileges() WHERE profile = wanted
	LOOP
		/* what another profile of the role still needs stays */
		CONTINUE WHEN verb = 'REVOKE' AND EXISTS (
			SELECT FROM civic.profile_privileges() o JOIN civic_private.access_grant g
				ON g.profile = o.profile AND g.role = apply_profile.role
			 WHERE o.object = p.object AND o.privilege = p.privilege AND o.profile <> wanted);
		EXECUTE format('%s %s %s %I', verb, p.grant_text, CASE verb WHEN 'GRANT' THEN 'TO' ELSE 'FROM' END, role);
	END LOOP;
END $$;
COMMENT ON FUNCTION civic.apply_profile(pg_catalog.text, pg_catalog.name, pg_catalog.text) IS 'grant or revoke the privileges of a profile';

CREATE FUNCTION civic.check_grant(role pg_catalog.name, profile pg_catalog.text, source pg_catalog.text)
RETURNS pg_catalog.int4
LANGUAGE plpgsql STABLE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	known_id int4;
BEGIN
	PERFORM civic.layout_version();
	IF role IS NULL OR profile IS NULL THEN
		RAISE EXCEPTION 'role and profile must not be null' USING ERRCODE = 'null_value_not_allowed';
	END IF;
	IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role) THEN
		RAISE EXCEPTION 'role "%" does not exist', role USING ERRCODE = 'undefined_object';
	END IF;
	IF NOT EXISTS (SELECT FROM civic.profile_privileges() p WHERE p.profile = check_grant.profile) THEN
		RAISE EXCEPTION 'unknown profile "%"', profile
			USING ERRCODE = 'invalid_parameter_value',
				HINT = 'Profiles are policy_admin, recorder, service, reviewer, auditor and analyst.';
	END IF;
	IF profile <> 'recorder' THEN
		IF source IS NOT NULL THEN
			RAISE EXCEPTION 'profile "%" takes no source', profile
				USING ERRCODE = 'invalid_parameter_value', HINT = 'Only recorders record for a source.';
		END IF;
		RETURN 0;
	END IF;
	SELECT s.source_id INTO known_id FROM civic_private.source s WHERE s.code = coalesce(source, 'office');
	IF NOT FOUND THEN
		RAISE EXCEPTION 'unknown source "%"', source
			USING ERRCODE = 'undefined_object', HINT = 'Define it with civic.define_source().';
	END IF;
	RETURN known_id;
END $$;
COMMENT ON FUNCTION civic.check_grant(pg_catalog.name, pg_catalog.text, pg_catalog.text) IS 'source id of a valid grant, 0 where the profile has none';

CREATE FUNCTION civic.is_auditor() RETURNS pg_catalog.bool
LANGUAGE sql STABLE PARALLEL SAFE
/* reads civic_private.access_grant; tells callers about themselves only */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
	SELECT EXISTS (SELECT FROM civic_private.access_grant g
		WHERE g.profile = 'auditor' AND pg_has_role(civic.stamp_actor(), to_regrole(quote_ident(g.role))::oid, 'USAGE'))
$$;
COMMENT ON FUNCTION civic.is_auditor() IS 'does the caller hold the profile auditor?';

CREATE FUNCTION civic.grant_access(role pg_catalog.name, profile pg_catalog.text, source pg_catalog.text DEFAULT NULL)
RETURNS pg_catalog.void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* the owner grants what it owns; EXECUTE stays with superusers and whom they trust */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	source_id int4 := civic.check_grant(role, profile, source);
BEGIN
	/* a role of the same name may have been dropped: what it was granted is not the new one's */
	IF NOT has_schema_privilege(role, 'civic', 'USAGE') THEN
		DELETE FROM civic_private.access_grant g WHERE g.role = grant_access.role AND g.profile <> 'analyst';
	END IF;
	PERFORM civic.apply_profile('GRANT', role, profile);
	INSERT INTO civic_private.access_grant VALUES (role, profile, source_id) ON CONFLICT DO NOTHING;
	UPDATE civic_private.programme SET access_version = nextval('civic_private.access_version');
END $$;
COMMENT ON FUNCTION civic.grant_access(pg_catalog.name, pg_catalog.text, pg_catalog.text) IS 'give a role the privileges of a profile';

CREATE FUNCTION civic.revoke_access(role pg_catalog.name, profile pg_catalog.text, source pg_catalog.text DEFAULT NULL)
RETURNS pg_catalog.void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* as grant_access */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	given_source int4 := civic.check_grant(role, profile, source);
BEGIN
	DELETE FROM civic_private.access_grant g
	 WHERE g.role = revoke_access.role AND g.profile = revoke_access.profile
	   AND (g.source_id = given_source OR source IS NULL);
	UPDATE civic_private.programme SET access_version = nextval('civic_private.access_version');
	IF NOT EXISTS (SELECT FROM civic_private.access_grant g
		WHERE g.role = revoke_access.role AND g.profile = revoke_access.profile) THEN
		PERFORM civic.apply_profile('REVOKE', role, profile);
	END IF;
END $$;
COMMENT ON FUNCTION civic.revoke_access(pg_catalog.name, pg_catalog.text, pg_catalog.text) IS 'take a profile from a role; without a source, a recorder loses all of them';

CREATE FUNCTION civic.access_report()
RETURNS TABLE (role pg_catalog.name, profile pg_catalog.text, object pg_catalog.text, privilege pg_catalog.text, via pg_catalog.text)
LANGUAGE sql STABLE PARALLEL UNSAFE
/* reads civic_private.access_grant */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
/* the estimates of aclexplode() make it look worth compiling, which takes a second */
SET jit = off
AS $$
	WITH RECURSIVE acl (object, owner, item) AS (
		SELECT 'SCHEMA ' || quote_ident(n.nspname), n.nspowner, aclexplode(n.nspacl)
		  FROM pg_namespace n WHERE n.nspname IN ('civic', 'civic_private', 'civic_open')
		UNION ALL
		SELECT CASE c.relkind WHEN 'v' THEN 'VIEW ' WHEN 'S' THEN 'SEQUENCE ' ELSE 'TABLE ' END || c.oid::regclass, c.relowner, aclexplode(c.relacl)
		  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
		 WHERE n.nspname IN ('civic', 'civic_private', 'civic_open')
		UNION ALL
		SELECT format('COLUMN %s.%I', c.oid::regclass, a.attname), c.relowner, aclexplode(a.attacl)
		  FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
		 WHERE n.nspname IN ('civic', 'civic_private', 'civic_open')
		UNION ALL
		SELECT CASE p.prokind WHEN 'p' THEN 'PROCEDURE ' WHEN 'a' THEN 'AGGREGATE ' ELSE 'FUNCTION ' END || p.oid::regprocedure, p.proowner, aclexplode(p.proacl)
		  FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
		 WHERE n.nspname IN ('civic', 'civic_private', 'civic_open')
	),
	granted AS (
		SELECT coalesce(r.rolname, 'public') AS role, a.object, (a.item).privilege_type AS privilege
		  FROM acl a LEFT JOIN pg_roles r ON r.oid = (a.item).grantee
		 WHERE (a.item).grantee <> a.owner
	),
	/* also through other roles, whose rights are inherited or a SET ROLE away */
	member (member, roleid) AS (
		SELECT am.member, am.roleid FROM pg_auth_members am
		UNION
		SELECT am.member, further.roleid FROM pg_auth_members am JOIN member further ON further.member = am.roleid
	)
	SELECT g.role,
		(SELECT string_agg(DISTINCT ag.profile || coalesce(':' || s.code, ''), ', ')
		   FROM civic_private.access_grant ag LEFT JOIN civic_private.source s USING (source_id) WHERE ag.role = g.role),
		g.object, g.privilege, 'grant'
	  FROM granted g
	UNION ALL
	SELECT m.rolname, NULL, 'ROLE ' || quote_ident(o.rolname), 'MEMBER', 'membership'
	  FROM member am JOIN pg_roles m ON m.oid = am.member JOIN pg_roles o ON o.oid = am.roleid
	 WHERE o.rolname IN ('civic_owner', 'pg_read_all_data', 'pg_write_all_data') OR o.rolsuper
		OR o.rolname IN (SELECT ag.role FROM civic_private.access_grant ag)
	UNION ALL
	SELECT r.rolname, NULL, 'everything', CASE WHEN r.rolsuper THEN 'SUPERUSER' WHEN r.rolbypassrls THEN 'BYPASSRLS' ELSE 'REPLICATION' END, 'attribute'
	  FROM pg_roles r WHERE r.rolsuper OR r.rolbypassrls OR r.rolreplication
	 ORDER BY 1, 5, 3, 4
$$;
COMMENT ON FUNCTION civic.access_report() IS 'who can do what, and by which way';
