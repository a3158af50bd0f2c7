/* The tables of this room and, in one place, how each could be spread over nodes. */
CREATE FUNCTION civic_internal.policy_tables() RETURNS TABLE (name text, class text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
VALUES
	('civic_private.policy', 'reference'),
	('civic_private.enactment', 'reference'),
	('civic_private.rule', 'reference'),
	('civic_private.attribute', 'subject')
$$;
COMMENT ON FUNCTION civic_internal.policy_tables() IS
	'tables of this room and the class of each: by subject, reference or local';

/* Long because it describes every column once. */
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

COMMENT ON COLUMN civic_private.attribute.subject_id IS
	'whom the row is about';
COMMENT ON COLUMN civic_private.attribute.attribute_id IS
	'order of recording';
COMMENT ON COLUMN civic_private.attribute.code IS
	'code of the attribute in its policy';
COMMENT ON COLUMN civic_private.attribute.value IS
	'what holds; null: nothing any more';
COMMENT ON COLUMN civic_private.attribute.since IS
	'first day on which it holds';
COMMENT ON COLUMN civic_private.attribute.effective_on IS
	'day on which the row was written, from which on it is known';
COMMENT ON COLUMN civic_private.attribute.policy_id IS
	'policy that declares the attribute';
COMMENT ON COLUMN civic_private.attribute.reason IS
	'commitment to the reason';
COMMENT ON COLUMN civic_private.attribute.recorded_at IS
	'wall clock when the row was written';
COMMENT ON COLUMN civic_private.attribute.xact IS
	'transaction that wrote the row';
COMMENT ON COLUMN civic_private.attribute.actor IS
	'role that acted';
COMMENT ON COLUMN civic_private.attribute.login_id IS
	'login of the session, if it is another name';
END $comments$;
COMMENT ON FUNCTION civic_internal.policy_comments() IS
	'describe the columns of this room''s tables';

/* Short values that statistics would copy to where row security does not hold. */
CREATE FUNCTION civic_internal.policy_veiled() RETURNS TABLE (name text, columns text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$ VALUES ('civic_private.attribute', 'value') $$;
COMMENT ON FUNCTION civic_internal.policy_veiled() IS
	'columns of this room of whose values no statistics are kept';
