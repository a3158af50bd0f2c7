CREATE FUNCTION civic_internal.clean_rule(rule_id int4) RETURNS text
LANGUAGE C STABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_clean_rule';
COMMENT ON FUNCTION civic_internal.clean_rule(int4) IS 'the period without a loss for which settlement posts a rule''s award, or null; internal';

/*
 * Bonuses for clean periods.  A period is looked at when it has closed since
 * the last settlement, and again for whom something was recorded, or took
 * effect, that refers to it.  A loss counts here if it is in force: neither
 * reversed nor suspended nor restored as a whole, however little is left of
 * its points.  What a late loss disproves is reversed; a reversal being final,
 * a bonus that comes back has a reference of its own.
 */
CREATE FUNCTION civic_internal.standing_daily_40(day date) RETURNS int8
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* no JIT: plans for what is hardly ever there expect far too much, and compiling them takes longer than the work */
SET search_path = pg_catalog, pg_temp SET jit = off
AS $$
DECLARE
	last civic_private.settlement;
	mark record := civic_internal.move_watermark('bonuses');
	today date := civic.today();
	clean_rules int4[] := ARRAY(SELECT r.rule_id FROM civic_private.rule r WHERE civic_internal.clean_rule(r.rule_id) IS NOT NULL);
	losses int4[];
	item record;
	subjects int8[];
	entries int8[];
	done int8 := 0;
BEGIN
	IF clean_rules = '{}' THEN
		RETURN 0;
	END IF;
	losses := ARRAY(SELECT r.rule_id FROM civic_private.rule r WHERE civic_internal.rule_is_loss(r.rule_id));
	SELECT s.* INTO last FROM civic_private.settlement s WHERE s.finished_at IS NOT NULL ORDER BY s.settlement_id DESC LIMIT 1;
	FOR item IN
		WITH bonus_rule AS MATERIALIZED (
			SELECT r.rule_id, r.policy_id, r.code, civic_internal.clean_rule(r.rule_id) AS kind FROM civic_private.rule r WHERE r.rule_id = ANY (clean_rules)
		), kind (kind) AS (
			SELECT DISTINCT b.kind FROM bonus_rule b
		), closed AS (
			SELECT k.kind, (date_trunc(k.kind, day::timestamp) - ('1 ' || replace(k.kind, 'quarter', 'month') )::interval
				* CASE k.kind WHEN 'quarter' THEN 3 ELSE 1 END)::date AS first_day,
				date_trunc(k.kind, day::timestamp)::date - 1 AS last_day
			  FROM kind k
		), touched AS (
			SELECT e.subject_id, e.occurred_on FROM civic_private.entry e
			 WHERE e.xact BETWEEN mark.oldest AND mark.newest
			   AND civic_internal.is_new(e.xact, e.recorded_at, mark.seen, mark.restored_from)
			   AND e.rule_id = ANY (losses)
			UNION
			SELECT e.subject_id, e.occurred_on FROM civic_private.standing t JOIN civic_private.entry e USING (subject_id)
			 WHERE t.next_change <= day AND e.effective_on > last.as_of AND e.effective_on <= day AND e.rule_id = ANY (losses)
		), question AS (
			SELECT c.kind, c.first_day, c.last_day, s.subject_id
			  FROM closed c, civic_private.subject s WHERE last.as_of IS NULL OR last.as_of <= c.last_day
			UNION
			SELECT k.kind, p.first_day, p.last_day, t.subject_id
			  FROM kind k, touched t, LATERAL (SELECT date_trunc(k.kind, t.occurred_on::timestamp)::date AS first_day,
				(date_trunc(k.kind, t.occurred_on::timestamp) + ('1 ' || replace(k.kind, 'quarter', 'month'))::interval
				* CASE k.kind WHEN 'quarter' THEN 3 ELSE 1 END)::date - 1 AS last_day) p
			 WHERE p.last_day < day
		), home AS (
			SELECT q.*, coalesce((SELECT r.area FROM civic_private.residence r
					WHERE r.subject_id = q.subject_id AND r.since <= q.last_day ORDER BY r.since DESC, r.residence_id DESC LIMIT 1),
				(SELECT r.area FROM civic_private.residence r WHERE r.subject_id = q.subject_id ORDER BY r.since, r.residence_id LIMIT 1))::text AS area,
				EXISTS (SELECT FROM civic_private.residence r WHERE r.subject_id = q.subject_id AND r.since <= q.first_day)
				/* whatever it said that held on the first day or later; added up, for a mere EXISTS may be planned to read all consents */
				AND (SELECT bool_and(c.given) FROM (SELECT k.given, k.day, lead(k.day) OVER (ORDER BY k.consent_id) AS until
						FROM (SELECT c.*, (c.recorded_at AT TIME ZONE p.time_zone)::date AS day FROM civic_private.consent c
							WHERE c.subject_id = q.subject_id) k) c
					WHERE c.day >= q.first_day OR c.until > q.first_day OR c.until IS NULL) AS present,
				EXISTS (SELECT FROM civic_private.entry e
					WHERE e.subject_id = q.subject_id AND e.kind = 1 AND e.rule_id = ANY (losses)
					  /* "+ 0" keeps the planner from asking an index of all days about each subject */
					  AND e.occurred_on + 0 BETWEEN q.first_day AND q.last_day AND e.effective_on <= day
					  AND NOT EXISTS (SELECT FROM civic_private.entry x WHERE x.subject_id = e.subject_id AND x.ref_entry_id = e.entry_id
						AND x.effective_on <= day AND (x.kind = 2 OR (x.kind = 5 AND x.quantity = 10000)))
					  AND coalesce((SELECT x.kind FROM civic_private.entry x WHERE x.subject_id = e.subject_id AND x.ref_entry_id = e.entry_id
						AND x.effective_on <= day AND x.kind IN (3, 4) ORDER BY x.effective_on DESC, x.entry_id DESC LIMIT 1), 4) = 4) AS loss
			  FROM question q, civic_private.programme p
		), governed AS MATERIALIZED (
			SELECT d.area, d.last_day, civic_internal.policy_of_area(d.area, d.last_day) AS policy_id
			  FROM (SELECT DISTINCT h.area, h.last_day FROM home h) d
		), ruled AS (
			SELECT h.*, r.rule_id, f.ref,
				(SELECT count(*) FROM civic_private.entry e WHERE e.subject_id = h.subject_id AND e.source_id = -1
					AND starts_with(e.source_ref, f.ref)) AS posted,
				/* a month and the quarter that begins with it share their first day, under a code that has changed its period */
				(SELECT e.entry_id FROM civic_private.entry e WHERE e.subject_id = h.subject_id AND e.source_id = -1
					AND starts_with(e.source_ref, f.ref) AND e.occurred_on = h.last_day
					AND NOT EXISTS (SELECT FROM civic_private.entry x WHERE x.subject_id = e.subject_id AND x.ref_entry_id = e.entry_id AND x.kind = 2)
					LIMIT 1) AS bonus
			  FROM home h
			  JOIN governed g ON g.area = h.area AND g.last_day = h.last_day
			  JOIN bonus_rule r ON r.policy_id = g.policy_id AND r.kind = h.kind,
				/* the same in every session, whatever its DateStyle */
				LATERAL (SELECT 'clean/' || r.code || '/' || to_char(h.first_day, 'YYYY-MM-DD') AS ref) f
		), given AS (
			INSERT INTO civic_private.entry (epoch, subject_id, rule_id, kind, quantity, occurred_on, effective_on, source_id, source_ref)
			SELECT p.epoch, u.subject_id, u.rule_id, 1, 100, u.last_day, greatest(day, today), -1,
				u.ref || CASE WHEN u.posted > 0 THEN '/' || u.posted + 1 ELSE '' END
			  FROM ruled u, civic_private.programme p WHERE u.present AND NOT u.loss AND u.bonus IS NULL
			 ORDER BY u.subject_id, u.ref COLLATE "C"
			ON CONFLICT (subject_id, source_id, source_ref) DO NOTHING
			RETURNING subject_id, entry_id
		)
		SELECT g.subject_id, g.entry_id, false AS taken FROM given g
		UNION ALL
		SELECT u.subject_id, u.bonus, true FROM ruled u WHERE u.loss AND u.bonus IS NOT NULL
		/* what is taken back locks a wallet, and whoever locks several goes in this order */
		 ORDER BY 1, 2
	LOOP
		done := done + 1;
		IF item.taken THEN
			PERFORM civic_internal.adjust(item.subject_id, item.entry_id, 2::int2, NULL, 'a loss in the period', greatest(day, today));
		ELSE
			subjects := subjects || item.subject_id;
			entries := entries || item.entry_id;
		END IF;
	END LOOP;
	IF subjects IS NOT NULL THEN
		PERFORM civic_internal.mint_coupons(subjects, entries, greatest(day, today));
	END IF;
	RETURN done;
END $$;
COMMENT ON FUNCTION civic_internal.standing_daily_40(date) IS 'post bonuses for clean periods, and take back those that a late entry disproves; internal';
