-- :per_subject awards for each of :subjects, in random order, over the two
-- years before :day; in the mixed ledger two entries of a hundred are
-- reversals and repairs besides.
-- psql variables: kind, subjects, per_subject, day
\set ON_ERROR_STOP 1
SET session_replication_role = replica;
SET work_mem = '512MB';
SELECT setseed(0.5);
INSERT INTO civic_private.entry (epoch, subject_id, rule_id, kind, quantity, occurred_on, effective_on, recorded_at, xact, source_id, source_ref, actor_id, login_id)
SELECT 1, s, rule_id, 1, CASE code
		WHEN 'volunteer' THEN 50 * (1 + floor(b * 16)::int)
		WHEN 'donation' THEN 100 * (1 + floor(b * 5)::int)
		WHEN 'meeting' THEN 100 * (1 + floor(b * 5)::int)
		WHEN 'recycling' THEN 100 * (1 + floor(b * 6)::int)
		WHEN 'littering' THEN 100 * (1 + floor(b * 3)::int)
		ELSE 100 END,
	occurred, occurred + 6 + floor(c * 15)::int, now(), 3, 1, 'case-' || s || '-' || k, 1, 1
FROM (
	/* recorded in the order of r, some weeks after they occurred */
	SELECT s, k, b, c, :'day'::date - 770 + (floor(r * 700) - floor(20 * d * d))::int AS occurred,
		CASE WHEN :'kind' = 'plain' THEN 'r' || 1 + floor(a * 8)::int
			WHEN a < 0.25 THEN 'volunteer' WHEN a < 0.40 THEN 'meeting' WHEN a < 0.65 THEN 'recycling' WHEN a < 0.77 THEN 'donation'
			WHEN a < 0.80 THEN 'honour_town' WHEN a < 0.82 THEN 'honour_county' WHEN a < 0.90 THEN 'course'
			WHEN a < 0.96 THEN 'littering' ELSE 'parking' END AS code
	FROM (SELECT s, k, random() r, random() a, random() b, random() c, random() d
			FROM generate_series(1, :subjects) s, generate_series(1, :per_subject) k ORDER BY 3) o OFFSET 0) e
JOIN civic_private.rule USING (code);

INSERT INTO civic_private.entry (epoch, subject_id, rule_id, kind, quantity, occurred_on, effective_on, recorded_at, xact, source_id, source_ref, ref_entry_id, actor_id, login_id)
SELECT 1, subject_id, rule_id, CASE WHEN loss THEN 5 ELSE 2 END, CASE WHEN loss THEN 2500 * (1 + entry_id % 4) ELSE quantity END,
	occurred_on, effective_on + 30, now(), 3, 1, 'ref-' || entry_id, entry_id, 1, 1
  FROM (SELECT e.*, r.code IN ('littering', 'parking') AS loss, hashint8(e.entry_id) AS h
		  FROM civic_private.entry e JOIN civic_private.rule r USING (rule_id)
		 WHERE :'kind' = 'mixed') e
 WHERE h & 127 = 1 OR loss AND h & 7 = 1
 ORDER BY h;
RESET session_replication_role;
VACUUM (FREEZE, ANALYZE) civic_private.entry, civic_private.subject, civic_private.residence, civic_private.consent;
