-- Passes if the query finds nothing, and shows what it found otherwise.
CREATE FUNCTION helper.none(query text, description text) RETURNS text LANGUAGE plpgsql AS
$$
DECLARE
	found text;
BEGIN
	EXECUTE format('SELECT string_agg(t::text, E''\n'' ORDER BY t::text) FROM (%s) AS t', query)
		INTO found;
	RETURN is(found, NULL, description);
END
$$;
