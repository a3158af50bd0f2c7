/*
 * Whom the grants of a caller reach, as reach.h says.  Profiles are those that give the call, by
 * their names.
 */

CREATE FUNCTION civic_internal.require_reach(profiles text, subject_id int8) RETURNS void
LANGUAGE C STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_require_reach';
COMMENT ON FUNCTION civic_internal.require_reach(text, int8) IS
	'raise an error unless the caller''s grants under one of the profiles reach a subject';

CREATE FUNCTION civic_internal.require_reach_within(profiles text, area text) RETURNS void
LANGUAGE C STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_require_reach_within';
COMMENT ON FUNCTION civic_internal.require_reach_within(text, text) IS
	'raise an error unless the caller''s grants under one of the profiles reach all of an area; '
	'null: of the town';

/*
 * What a view, a policy of a table or a report shows is filtered by
 *
 *	((SELECT civic_internal.reaches_everything(profiles))
 *		OR civic_internal.reaches(profiles, subject_id))
 *
 * The first is asked once in a query, and for whoever is not held to an area it is all that is
 * asked.  These tell callers about themselves.
 */
CREATE FUNCTION civic_internal.reaches_everything(profiles text) RETURNS bool
LANGUAGE C STABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_reaches_everything';
COMMENT ON FUNCTION civic_internal.reaches_everything(text) IS
	'do the caller''s grants under one of the profiles reach the whole town?';

CREATE FUNCTION civic_internal.reaches(profiles text, subject_id int8) RETURNS bool
LANGUAGE C STABLE STRICT PARALLEL SAFE COST 1000 SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_reaches';
COMMENT ON FUNCTION civic_internal.reaches(text, int8) IS
	'do the caller''s grants under one of the profiles reach a subject?';

CREATE FUNCTION civic_internal.reaches(profiles text, subject_id int8, day date) RETURNS bool
LANGUAGE C STABLE STRICT PARALLEL SAFE COST 1000 SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_reaches_on';
COMMENT ON FUNCTION civic_internal.reaches(text, int8, date) IS
	'as reaches(), of an entry: also where the subject lived on its day';

CREATE FUNCTION civic_internal.reaches(profiles text, subject_id int8, area text) RETURNS bool
LANGUAGE C STABLE STRICT PARALLEL SAFE COST 1000 SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_reaches_in';
COMMENT ON FUNCTION civic_internal.reaches(text, int8, text) IS
	'as reaches(), of a case: also in the area that it is of';
