/* Own cases: nobody decides about themselves, their household or what they lead. */

/* Asked before every decision about a subject. */
CREATE FUNCTION civic_internal.require_impartial(subject_id int8, day date DEFAULT NULL)
RETURNS void
LANGUAGE C VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_require_impartial';
COMMENT ON FUNCTION civic_internal.require_impartial(int8, date) IS
	'raise an error if the case of a subject is the own one of who acts, today or on the day of '
	'what it is about';

CREATE FUNCTION civic_internal.own_case(role name, login name, subject_id int8,
	day date DEFAULT NULL) RETURNS bool
LANGUAGE C VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_own_case';
COMMENT ON FUNCTION civic_internal.own_case(name, name, int8, date) IS
	'is the case of a subject the own one of who acts under a role and a login?';
