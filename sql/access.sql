-- profiles: what each may do, and what it may not
\set SHOW_CONTEXT never
CREATE ROLE regress_recorder;
CREATE ROLE regress_police;
CREATE ROLE regress_service;
CREATE ROLE regress_reviewer;
CREATE ROLE regress_auditor;
CREATE ROLE regress_analyst;
CREATE ROLE regress_nobody;
SELECT civic.grant_access('regress_recorder', 'recorder');
SELECT civic.grant_access('regress_police', 'recorder', 'police');
SELECT civic.grant_access(('regress_' || p)::name, p) FROM unnest('{service,reviewer,auditor,analyst}'::text[]) p;
SELECT civic.grant_access('regress_ghost', 'service');
SELECT civic.grant_access('regress_nobody', 'king');
SELECT civic.grant_access('regress_nobody', 'service', 'police');
SELECT civic.grant_access('regress_nobody', 'recorder', 'nasa');
SELECT role, profile, count(*) > 0 AS has FROM civic.access_report() WHERE role LIKE 'regress_%' GROUP BY 1, 2 ORDER BY 1;
-- a function that has no rights of its own is everybody's, and the report says so
BEGIN;
CREATE FUNCTION civic.loose() RETURNS int LANGUAGE sql AS 'SELECT 1';
SELECT * FROM civic.access_report() WHERE object ~ 'loose';
ROLLBACK;
-- who is a member of a member may do the same, and who is one of a superuser, anything
CREATE ROLE regress_team IN ROLE regress_reviewer;
CREATE ROLE regress_member IN ROLE regress_team;
CREATE ROLE regress_king SUPERUSER;
CREATE ROLE regress_knight IN ROLE regress_king;
SELECT role, object, privilege, via FROM civic.access_report()
 WHERE role IN ('regress_team', 'regress_member', 'regress_king', 'regress_knight') ORDER BY role COLLATE "C";
DROP ROLE regress_team, regress_member, regress_king, regress_knight;
SELECT civic.find_subject('chen') AS chen \gset

SET ROLE regress_police;
SELECT civic.record(:chen, 'littering', 1, '2024-05-05', 'p1') AS police_entry \gset
SELECT civic.record(:chen, 'help', 1, '2024-05-05', 'p2');
SELECT civic.record(:chen, 'help', 1, '2024-05-05', 'p2', source => 'office');
INSERT INTO civic.inbox (external_id, rule_code, quantity, occurred_on, source_ref) VALUES ('chen', 'littering', 1, '2024-05-06', 'p3');
INSERT INTO civic.inbox (external_id, rule_code, quantity, occurred_on, source_ref, submitted_by) VALUES ('chen', 'littering', 1, '2024-05-06', 'p3', 'regress_recorder');
SELECT external_id FROM civic.inbox;
SELECT external_id FROM civic.inbox_status WHERE rejected_at IS NULL;
SELECT civic.score(:chen);
SELECT entry_id FROM civic.ledger;
SELECT entry_id FROM civic_private.entry;
SELECT civic_internal.subject_lookup('chen');
SET ROLE regress_recorder;
SELECT count(*) > 0 AS may_compare FROM civic.policy_diff(1, 2);
SELECT count(*) AS sees_own_only FROM civic.inbox_status;
SELECT civic.retry_inbox() AS own_only;
SET ROLE regress_service;
CALL civic.post_inbox();
SELECT civic.score(:chen) IS NOT NULL AS score;
SELECT civic.record(:chen, 'help', 1, '2024-05-05', 'p2');
SET ROLE regress_reviewer;
SELECT actor, source FROM civic.ledger WHERE source_ref IN ('p1', 'p3') ORDER BY source_ref;
SELECT civic.reverse(:chen, (SELECT entry_id FROM civic.ledger WHERE source_ref = 'p1'), 'wrong person') > 0 AS reversed;
SET ROLE regress_recorder;
\set VERBOSITY sqlstate
SELECT civic.reverse(:chen, :police_entry, 'not mine');
\set VERBOSITY default
SET ROLE regress_auditor;
SELECT count(*) > 0 AS entries FROM civic_private.entry;
SELECT key FROM civic_private.vault_key;
SELECT lookup FROM civic_private.subject;
SET ROLE regress_analyst;
SELECT civic.score(1);
SET ROLE regress_nobody;
SELECT civic.today();
RESET ROLE;
-- whom a pool names ends with the transaction, however that ends
SET client_min_messages = warning;
CREATE ROLE regress_pool LOGIN;
RESET client_min_messages;
SELECT civic.grant_access('regress_pool', 'recorder');
SELECT civic.declare_pool('regress_pool');
SET SESSION AUTHORIZATION regress_pool;
SELECT civic.act_as('regress_nobody');
SELECT civic_internal.stamp_named() IS NULL AS over;
BEGIN;
SELECT civic.act_as('regress_nobody');
SELECT civic_internal.stamp_named();
COMMIT;
SELECT civic_internal.stamp_named() IS NULL AS over;
BEGIN;
SELECT civic.act_as('regress_nobody');
ROLLBACK;
SELECT civic_internal.stamp_named() IS NULL AS over;
DO $$ BEGIN
	PERFORM civic.act_as('regress_nobody');
	RAISE NOTICE 'named: %', civic_internal.stamp_named();
	COMMIT;
	RAISE NOTICE 'named: %', civic_internal.stamp_named();
END $$;
RESET SESSION AUTHORIZATION;
SELECT civic.undeclare_pool('regress_pool');
SET SESSION AUTHORIZATION regress_pool;
SELECT civic.act_as('regress_nobody');
RESET SESSION AUTHORIZATION;
SELECT civic.revoke_access('regress_pool', 'recorder');
SELECT civic.revoke_access('regress_police', 'recorder');
SELECT civic.revoke_access(('regress_' || p)::name, p) FROM unnest('{recorder,service,reviewer,auditor,analyst}'::text[]) p;
SELECT role, object, privilege FROM civic.access_report() WHERE role LIKE 'regress_%';
DROP ROLE regress_recorder, regress_police, regress_service, regress_reviewer, regress_auditor, regress_analyst, regress_nobody, regress_pool;
