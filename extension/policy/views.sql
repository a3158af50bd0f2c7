/* The views of this room: they hold no data, and every upgrade makes them anew. */
CREATE FUNCTION civic_internal.policy_views() RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
/* long because it describes each column beside its view */
AS $views$
BEGIN
CREATE OR REPLACE VIEW civic.policies AS
	SELECT p.policy_id, civic_internal.as_path(p.area) AS area, p.code, p.version,
		p.document #>> '{policy,title,zh}' AS title_zh,
		p.document #>> '{policy,title,en}' AS title_en,
		p.loaded_at, e.effective_from, e.enacted_at, e.actor AS enacted_by, e.digest
	  FROM civic_private.policy p LEFT JOIN civic_private.enactment e USING (policy_id);
COMMENT ON VIEW civic.policies IS 'policies, drafts (effective_from is null) and enacted ones';

CREATE OR REPLACE VIEW civic.rules AS
	SELECT r.rule_id, r.policy_id, civic_internal.as_path(e.area) AS area, e.effective_from,
		r.code AS rule_code,
		r.definition ->> 'dimension' AS dimension,
		r.definition #>> '{title,zh}' AS title_zh, r.definition #>> '{title,en}' AS title_en,
		r.definition -> 'tariff' AS tariff, coalesce(r.definition -> 'period', '"entry"') AS period,
		(r.definition ->> 'cap_low')::numeric AS cap_low,
		(r.definition ->> 'cap_high')::numeric AS cap_high,
		coalesce(r.definition -> 'retention', '"permanent"') AS retention,
		coalesce(r.definition ->> 'severity', 'none') AS severity,
		coalesce((r.definition ->> 'notice_days')::numeric::int4, 0) AS notice_days,
		r.definition ->> 'legal_basis' AS legal_basis, r.definition, r.line
	  FROM civic_private.rule r JOIN civic_private.enactment e USING (policy_id);
COMMENT ON VIEW civic.rules IS 'rules of enacted policies';
CREATE OR REPLACE VIEW civic.policies_behind AS
	SELECT b.policy_id, civic_internal.as_path(p.area) AS area, p.code, p.version, b.behind_from,
		b.extends_id, o.version AS extends_version, b.current_id, c.version AS current_version
	  FROM civic_internal.policies_behind(civic.today()) b
	  JOIN civic_private.policy p ON p.policy_id = b.policy_id
	  JOIN civic_private.policy o ON o.policy_id = b.extends_id
	  JOIN civic_private.policy c ON c.policy_id = b.current_id;
COMMENT ON VIEW civic.policies_behind IS
	'policies in force today or later that extend a version which is replaced by then';
COMMENT ON COLUMN civic.policies_behind.behind_from IS
	'first day, from today on, on which it is behind';
COMMENT ON COLUMN civic.policies_behind.extends_id IS
	'policy that it was merged with';
COMMENT ON COLUMN civic.policies_behind.current_id IS
	'policy that is in force above it instead';
COMMENT ON COLUMN civic.policies_behind.extends_version IS
	'version of that policy';
COMMENT ON COLUMN civic.policies_behind.current_version IS
	'version of that policy';
COMMENT ON COLUMN civic.policies.title_zh IS
	'title in Chinese';
COMMENT ON COLUMN civic.policies.title_en IS
	'title in English';
COMMENT ON COLUMN civic.policies.enacted_by IS
	'role that enacted it; null: a draft';
COMMENT ON COLUMN civic.rules.rule_code IS
	'code of the rule, the same in every version';
COMMENT ON COLUMN civic.rules.line IS
	'id of the first rule that counts as one with it, in an earlier version or in its group';
COMMENT ON COLUMN civic.rules.dimension IS
	'code of the dimension that its points belong to';
COMMENT ON COLUMN civic.rules.title_zh IS
	'title in Chinese';
COMMENT ON COLUMN civic.rules.title_en IS
	'title in English';
COMMENT ON COLUMN civic.rules.tariff IS
	'points by quantity: a rate, or segments';
COMMENT ON COLUMN civic.rules.period IS
	'what the quantity accumulates over';
COMMENT ON COLUMN civic.rules.cap_low IS
	'the least that a period can give; null: none';
COMMENT ON COLUMN civic.rules.cap_high IS
	'the most that a period can give; null: none';
COMMENT ON COLUMN civic.rules.retention IS
	'how a contribution weighs as it ages';
COMMENT ON COLUMN civic.rules.severity IS
	'none, minor, general or serious';
COMMENT ON COLUMN civic.rules.notice_days IS
	'days of prior notice before a loss counts';
COMMENT ON COLUMN civic.rules.legal_basis IS
	'the law or covenant that the rule rests on, or null';
END $views$;
COMMENT ON FUNCTION civic_internal.policy_views() IS 'make the views of this room';
