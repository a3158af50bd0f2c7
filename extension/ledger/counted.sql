/* What entries are and whether they count, for SQL of any room. */

CREATE FUNCTION civic_internal.entry_kind(name text) RETURNS int2
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
AS 'MODULE_PATHNAME', 'civic_entry_kind';
COMMENT ON FUNCTION civic_internal.entry_kind(text) IS
	'kind of an entry: award (an original entry), reversal, suspension, reinstatement, repair, '
	'erasure';

CREATE FUNCTION civic_internal.entry_kind_name(kind int2) RETURNS text
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
AS 'MODULE_PATHNAME', 'civic_entry_kind_name';
COMMENT ON FUNCTION civic_internal.entry_kind_name(int2) IS 'name of a kind of entry';

/*
 * The planner puts the queries of the following functions into those of their callers, so that a
 * WHERE of the caller reaches the index.  A SET clause would prevent that: they run on the path of
 * their callers, who all pin it, and name every object with its schema.
 */

/* Adjustments of a kind count from their effective_on; quantity is basis points in a repair. */
CREATE FUNCTION civic_internal.adjustments(kind text)
RETURNS TABLE (subject_id int8, entry_id int8, adjustment_id int8, quantity int4,
	effective_on date, recorded_at timestamptz, xact int8)
LANGUAGE sql STABLE PARALLEL SAFE
AS $$
	SELECT e.subject_id, e.ref_entry_id, e.entry_id, e.quantity,
		e.effective_on, e.recorded_at, e.xact
	  FROM civic_private.entry e
	 WHERE e.kind = civic_internal.entry_kind(adjustments.kind)
$$;
COMMENT ON FUNCTION civic_internal.adjustments(text) IS
	'adjustments of a kind; entry_id is the original entry';

CREATE FUNCTION civic_internal.original_entries()
RETURNS TABLE (subject_id int8, entry_id int8, rule_id int4, quantity int4, occurred_on date,
	effective_on date, recorded_at timestamptz, xact int8, source_id int4, source_ref text)
LANGUAGE sql STABLE PARALLEL SAFE
AS $$
	SELECT e.subject_id, e.entry_id, e.rule_id, e.quantity, e.occurred_on,
		e.effective_on, e.recorded_at, e.xact, e.source_id, e.source_ref
	  FROM civic_private.entry e
	 WHERE e.kind = civic_internal.entry_kind('award')
$$;
COMMENT ON FUNCTION civic_internal.original_entries() IS 'entries that adjust no other entry';

/*
 * Whether entries count, as core/score.c has it: a reversal is final; of suspensions and
 * reinstatements the last holds; of repairs the largest; an erasure restores all.
 */
CREATE FUNCTION civic_internal.counted(day date)
RETURNS TABLE (subject_id int8, entry_id int8, rule_id int4, quantity int4, occurred_on date,
	effective_on date, reversed bool, suspended bool, restored_bp int4, counts bool)
LANGUAGE sql STABLE PARALLEL SAFE
AS $$
	SELECT e.subject_id, e.entry_id, e.rule_id, e.quantity, e.occurred_on, e.effective_on,
		a.reversed, a.suspended, a.restored_bp,
		NOT (a.reversed OR a.suspended OR a.restored_bp >= 10000)
	  FROM civic_internal.original_entries() e
	 CROSS JOIN LATERAL (
		SELECT coalesce(pg_catalog.bool_or(x.kind = civic_internal.entry_kind('reversal')), false)
				AS reversed,
			coalesce((pg_catalog.array_agg(x.kind ORDER BY x.effective_on DESC, x.entry_id DESC)
				FILTER (WHERE x.kind IN (civic_internal.entry_kind('suspension'),
					civic_internal.entry_kind('reinstatement'))))[1]
				= civic_internal.entry_kind('suspension'), false) AS suspended,
			coalesce(pg_catalog.max(CASE x.kind
				WHEN civic_internal.entry_kind('repair') THEN x.quantity
				WHEN civic_internal.entry_kind('erasure') THEN 10000 END), 0) AS restored_bp
		  FROM civic_private.entry x
		 WHERE x.subject_id = e.subject_id AND x.ref_entry_id = e.entry_id
		   AND x.effective_on <= counted.day) a
	 WHERE e.effective_on <= counted.day
$$;
COMMENT ON FUNCTION civic_internal.counted(date) IS
	'original entries in effect by a day, and what adjustments in effect by then have made of '
	'them; counts: neither reversed nor suspended nor restored as a whole';

CREATE FUNCTION civic_internal.reversal_of(subject_id int8, entry_id int8) RETURNS int8
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT r.adjustment_id FROM civic_internal.adjustments('reversal') r
	 WHERE r.subject_id = reversal_of.subject_id AND r.entry_id = reversal_of.entry_id
$$;
COMMENT ON FUNCTION civic_internal.reversal_of(int8, int8) IS
	'the entry that reversed another, or null';

CREATE FUNCTION civic_internal.recorder_of(subject_id int8, entry_id int8, OUT role name,
	OUT login_id int4)
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT n.name, e.login_id
	  FROM civic_private.entry e JOIN civic_private.role_name n ON n.role_id = e.actor_id
	 WHERE e.subject_id = recorder_of.subject_id AND e.entry_id = recorder_of.entry_id
$$;
COMMENT ON FUNCTION civic_internal.recorder_of(int8, int8) IS
	'who recorded an entry: the role, or whom a pool named, and the login';

CREATE FUNCTION civic_internal.recorded_by_actor(subject_id int8, entry_id int8) RETURNS bool
LANGUAGE sql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT civic_internal.acted(r.role, r.login_id)
	  FROM civic_internal.recorder_of(subject_id, entry_id) r
$$;
COMMENT ON FUNCTION civic_internal.recorded_by_actor(int8, int8) IS
	'has the person who acts now recorded an entry?';

/* As require_impartial(), of the day on which each entry occurred. */
CREATE FUNCTION civic_internal.require_impartial_about(subject_id int8, VARIADIC entry_ids int8[])
RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	PERFORM civic_internal.check_subject(subject_id);
	PERFORM civic_internal.require_impartial(subject_id, d.day)
	   FROM (SELECT civic.today() AS day
		UNION
		SELECT e.occurred_on FROM civic_private.entry e
		 WHERE e.subject_id = require_impartial_about.subject_id
		   AND e.entry_id = ANY (entry_ids)) d;
END $$;
COMMENT ON FUNCTION civic_internal.require_impartial_about(int8, int8[]) IS
	'raise an error if entries are the own case of who acts';
