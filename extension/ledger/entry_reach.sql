/* Whether the grants of a caller reach an entry. */
CREATE FUNCTION civic_internal.require_entry_reach(profiles text, subject_id int8, entry_id int8)
RETURNS void
LANGUAGE C STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_require_entry_reach';
COMMENT ON FUNCTION civic_internal.require_entry_reach(text, int8, int8) IS
	'raise an error unless the caller''s grants under one of the profiles reach an entry: a '
	'recorder''s those of its source';
