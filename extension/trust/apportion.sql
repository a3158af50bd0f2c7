/* Shares of a total, in whole units. */

/* A window function, which runs once per row: no SET clause. */
CREATE FUNCTION civic.apportion(weight numeric, total numeric, unit numeric DEFAULT 1,
	method text DEFAULT 'largest_remainder', at_least numeric DEFAULT 0) RETURNS numeric
LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE
AS 'MODULE_PATHNAME', 'civic_apportion';
COMMENT ON FUNCTION civic.apportion(numeric, numeric, numeric, text, numeric) IS
	'share of a row in a total, in whole units that add up to it; of equal claims the row that '
	'comes first in the window has the unit';
