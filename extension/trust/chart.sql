/* Early warning: control charts. */

CREATE TYPE civic.chart;

CREATE FUNCTION civic_internal.chart_in(cstring) RETURNS civic.chart
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_chart_in';
COMMENT ON FUNCTION civic_internal.chart_in(cstring) IS 'I/O';

CREATE FUNCTION civic_internal.chart_out(civic.chart) RETURNS cstring
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_chart_out';
COMMENT ON FUNCTION civic_internal.chart_out(civic.chart) IS 'I/O';

CREATE FUNCTION civic_internal.chart_recv(internal) RETURNS civic.chart
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_chart_recv';
COMMENT ON FUNCTION civic_internal.chart_recv(internal) IS 'I/O';

CREATE FUNCTION civic_internal.chart_send(civic.chart) RETURNS bytea
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_chart_send';
COMMENT ON FUNCTION civic_internal.chart_send(civic.chart) IS 'I/O';

CREATE TYPE civic.chart (
	INPUT = civic_internal.chart_in,
	OUTPUT = civic_internal.chart_out,
	RECEIVE = civic_internal.chart_recv,
	SEND = civic_internal.chart_send,
	INTERNALLENGTH = VARIABLE,
	ALIGNMENT = double,
	STORAGE = extended
);
COMMENT ON TYPE civic.chart IS
	'a control chart: what is left of a series on the way to its next value';

CREATE TYPE civic.chart_point AS (value float8, lower float8, upper float8, up float8, down float8,
	since int8, signal bool);
COMMENT ON TYPE civic.chart_point IS
	'what a control chart says of a value; signal: it is beyond a limit';

CREATE FUNCTION civic.new_chart(kind text, centre float8 DEFAULT NULL, sd float8 DEFAULT NULL,
	lambda float8 DEFAULT NULL, width float8 DEFAULT NULL, k float8 DEFAULT NULL,
	h float8 DEFAULT NULL, headstart float8 DEFAULT NULL, method text DEFAULT NULL)
RETURNS civic.chart
LANGUAGE C IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_new_chart';
COMMENT ON FUNCTION civic.new_chart(text, float8, float8, float8, float8, float8, float8, float8,
	text) IS
	'a chart before its first value: ewma, cusum, cusum_self or ears';

CREATE FUNCTION civic.chart_add(chart civic.chart, x float8) RETURNS civic.chart
LANGUAGE C IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_chart_add';
COMMENT ON FUNCTION civic.chart_add(civic.chart, float8) IS
	'the chart after one more value; a missing value leaves it as it is';

CREATE FUNCTION civic.judge(chart civic.chart, x float8) RETURNS civic.chart_point
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_judge';
COMMENT ON FUNCTION civic.judge(civic.chart, float8) IS
	'what a chart says of its next value';

/*
 * Over the rows of a window, in its order; parameters are those of the first row.  They run once
 * per row: no SET clause.
 */
CREATE FUNCTION civic.ewma(x float8, centre float8, sd float8, lambda float8 DEFAULT 0.2,
	width float8 DEFAULT 3) RETURNS civic.chart_point
LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE
AS 'MODULE_PATHNAME', 'civic_ewma';
COMMENT ON FUNCTION civic.ewma(float8, float8, float8, float8, float8) IS
	'exponentially weighted moving average of a series, with its limits';

CREATE FUNCTION civic.cusum(x float8, centre float8, sd float8, k float8 DEFAULT 0.5,
	h float8 DEFAULT 5, headstart float8 DEFAULT 0) RETURNS civic.chart_point
LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE
AS 'MODULE_PATHNAME', 'civic_cusum';
COMMENT ON FUNCTION civic.cusum(float8, float8, float8, float8, float8, float8) IS
	'cumulative sums of a series, up and down: a shift, and when it began';

CREATE FUNCTION civic.cusum_self(x float8, k float8 DEFAULT 0.5, h float8 DEFAULT 5)
RETURNS civic.chart_point
LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE
AS 'MODULE_PATHNAME', 'civic_cusum_self';
COMMENT ON FUNCTION civic.cusum_self(float8, float8, float8) IS
	'cumulative sums that calibrate themselves while the series goes on';

CREATE FUNCTION civic.ears(x float8, kind text DEFAULT 'c1') RETURNS civic.chart_point
LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE
AS 'MODULE_PATHNAME', 'civic_ears';
COMMENT ON FUNCTION civic.ears(float8, text) IS
	'EARS of the CDC: a value against the seven before it';
