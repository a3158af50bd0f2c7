/* The tables of this room and, in one place, how each could be spread over nodes. */
CREATE FUNCTION civic_internal.policy_tables() RETURNS TABLE (name text, class text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
VALUES
	('civic_private.policy', 'reference'),
	('civic_private.enactment', 'reference'),
	('civic_private.rule', 'reference')
$$;
COMMENT ON FUNCTION civic_internal.policy_tables() IS
	'tables of this room and the class of each: by subject, reference or local';

CREATE FUNCTION civic_internal.policy_comments() RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $comments$
BEGIN
COMMENT ON COLUMN civic_private.policy.policy_id IS
	'number of the policy; each version of a pack has its own';
COMMENT ON COLUMN civic_private.policy.area IS
	'area that the policy is made for, with all areas below it';
COMMENT ON COLUMN civic_private.policy.code IS
	'code of the policy, which its versions share';
COMMENT ON COLUMN civic_private.policy.version IS
	'version, as the pack calls it';
COMMENT ON COLUMN civic_private.policy.document IS
	'the pack as it was loaded';
COMMENT ON COLUMN civic_private.policy.loaded_at IS
	'when the pack was loaded';
COMMENT ON COLUMN civic_private.policy.actor IS
	'role that loaded the pack';

COMMENT ON COLUMN civic_private.enactment.enactment_id IS
	'number of the enactment, in the order of commits';
COMMENT ON COLUMN civic_private.enactment.policy_id IS
	'policy that was enacted';
COMMENT ON COLUMN civic_private.enactment.area IS
	'area of the policy';
COMMENT ON COLUMN civic_private.enactment.effective_from IS
	'first day on which the policy is in force';
COMMENT ON COLUMN civic_private.enactment.document IS
	'the pack with what it inherits';
COMMENT ON COLUMN civic_private.enactment.digest IS
	'SHA-256 of the text of the document';
COMMENT ON COLUMN civic_private.enactment.enacted_at IS
	'when the policy was enacted';
COMMENT ON COLUMN civic_private.enactment.xact IS
	'transaction that enacted the policy';
COMMENT ON COLUMN civic_private.enactment.extends_id IS
	'enacted policy that it extends and was merged with, or null';
COMMENT ON COLUMN civic_private.enactment.actor IS
	'role that enacted the policy';

COMMENT ON COLUMN civic_private.rule.rule_id IS
	'number of the rule; a rule of another policy version has another number';
COMMENT ON COLUMN civic_private.rule.policy_id IS
	'enacted policy that the rule belongs to';
COMMENT ON COLUMN civic_private.rule.code IS
	'code of the rule in its pack';
COMMENT ON COLUMN civic_private.rule.definition IS
	'the rule as the pack defines it';
COMMENT ON COLUMN civic_private.rule.line IS
	'first of the rules that count as one with it: earlier versions, or its group';
COMMENT ON COLUMN civic_private.rule.limit_line IS
	'first rule of the first of the limits that go on in the one it is in; null: in no limit';
END $comments$;
COMMENT ON FUNCTION civic_internal.policy_comments() IS
	'describe the columns of this room''s tables';
