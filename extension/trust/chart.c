/*-------------------------------------------------------------------------
 *
 * chart.c
 *	  The type chart, and charts over the rows of a window.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "access/htup_details.h"
#include "catalog/pg_type.h"
#include "funcapi.h"
#include "libpq/pqformat.h"
#include "utils/builtins.h"
#include "windowapi.h"

#include "base/value.h"
#include "core/chart.h"
#include "trust/number.h"

PG_FUNCTION_INFO_V1(civic_chart_in);
PG_FUNCTION_INFO_V1(civic_chart_out);
PG_FUNCTION_INFO_V1(civic_chart_recv);
PG_FUNCTION_INFO_V1(civic_chart_send);
PG_FUNCTION_INFO_V1(civic_new_chart);
PG_FUNCTION_INFO_V1(civic_chart_add);
PG_FUNCTION_INFO_V1(civic_judge);
PG_FUNCTION_INFO_V1(civic_ewma);
PG_FUNCTION_INFO_V1(civic_cusum);
PG_FUNCTION_INFO_V1(civic_cusum_self);
PG_FUNCTION_INFO_V1(civic_ears);

/* farther values than these leave no room for their squares */
#define VALUE_MAX	1e100

static Chart *
datum_chart(Datum value)
{
	Chart	   *chart = (Chart *) PG_DETOAST_DATUM(value);

	if (VARSIZE(chart) != sizeof(Chart) || chart_invalid(chart) != NULL)
		ereport(ERROR,
				(errcode(ERRCODE_DATA_CORRUPTED),
				 errmsg("corrupted chart")));
	return chart;
}

static Chart *
copy_chart(const Chart *from)
{
	Chart	   *chart = palloc(sizeof(Chart));

	*chart = *from;
	SET_VARSIZE(chart, sizeof(Chart));
	return chart;
}

/* ----------
 * I/O
 * ----------
 */

Datum
civic_chart_in(PG_FUNCTION_ARGS)
{
	Chart		chart;
	const char *problem = chart_parse(PG_GETARG_CSTRING(0), &chart);

	if (problem)
		ereturn(fcinfo->context, (Datum) 0,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("invalid input syntax for type %s", "chart"),
				 errdetail("The value is malformed: %s.", problem)));
	PG_RETURN_POINTER(copy_chart(&chart));
}

Datum
civic_chart_out(PG_FUNCTION_ARGS)
{
	char	   *text = palloc(CHART_TEXT_MAX);

	chart_print(datum_chart(PG_GETARG_DATUM(0)), text, CHART_TEXT_MAX);
	PG_RETURN_CSTRING(text);
}

#define BINARY_BYTES	(1 + 4 + 3 * 8 + CHART_NUMBERS * 8)

Datum
civic_chart_recv(PG_FUNCTION_ARGS)
{
	StringInfo	buf = (StringInfo) PG_GETARG_POINTER(0);
	const char *problem = "its length is not that of a chart";
	Chart		chart = {0};

	if (buf->len - buf->cursor == BINARY_BYTES)
	{
		bool		known = pq_getmsgbyte(buf) == CHART_VERSION;

		chart.kind = pq_getmsgint(buf, 4);
		chart.n = pq_getmsgint64(buf);
		chart.since_up = pq_getmsgint64(buf);
		chart.since_down = pq_getmsgint64(buf);
		for (int i = 0; i < CHART_NUMBERS; i++)
			chart.v[i] = pq_getmsgfloat8(buf);
		problem = known ? chart_invalid(&chart) : "unknown version";
	}
	if (problem)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid binary representation of type %s", "chart"),
				 errdetail("The value is malformed: %s.", problem)));
	PG_RETURN_POINTER(copy_chart(&chart));
}

Datum
civic_chart_send(PG_FUNCTION_ARGS)
{
	Chart	   *chart = datum_chart(PG_GETARG_DATUM(0));
	StringInfoData buf;

	pq_begintypsend(&buf);
	pq_sendbyte(&buf, CHART_VERSION);
	pq_sendint32(&buf, chart->kind);
	pq_sendint64(&buf, chart->n);
	pq_sendint64(&buf, chart->since_up);
	pq_sendint64(&buf, chart->since_down);
	for (int i = 0; i < CHART_NUMBERS; i++)
		pq_sendfloat8(&buf, chart->v[i]);
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

/* ----------
 * one value
 * ----------
 */

static void
require_parameters(ChartKind kind, const double *parameters)
{
	const char *problem = chart_parameters_invalid(kind, parameters);

	if (problem)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("malformed chart: %s", problem)));
}

/* Add a value that comes from outside. */
static void
add_value(Chart *chart, double x, ChartPoint *point)
{
	if (!(fabs(x) <= VALUE_MAX))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("value out of range: %g", x),
				 errhint("A missing value is null.")));
	chart_add(chart, x, point);
	if (!isfinite(chart->v[CHART_UP]) || !isfinite(chart->v[CHART_DOWN]) ||
		!isfinite(chart->v[CHART_Z]) || !isfinite(chart->v[CHART_M2]))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("value out of range: %g is too far from the others", x)));
}

/* (kind, centre, sd, lambda, width, k, h, headstart, method): what is null is as usual */
Datum
civic_new_chart(PG_FUNCTION_ARGS)
{
	double		parameters[CHART_PARAMETERS];
	ChartKind	kind;
	Chart		chart;

	if (PG_ARGISNULL(0))
		null_argument("kind");
	kind = (ChartKind) chosen_word(PG_GETARG_TEXT_PP(0), &chart_kinds, "kind of chart");
	chart_defaults(kind, parameters);
	for (int i = CHART_CENTRE; i < CHART_METHOD; i++)
		if (!PG_ARGISNULL(i + 1))
			parameters[i] = PG_GETARG_FLOAT8(i + 1);
	if (!PG_ARGISNULL(CHART_METHOD + 1))
		parameters[CHART_METHOD] = chosen_word(PG_GETARG_TEXT_PP(CHART_METHOD + 1), &ears_kinds,
											   "method");
	require_parameters(kind, parameters);
	chart_start(&chart, kind, parameters);
	PG_RETURN_POINTER(copy_chart(&chart));
}

/* The chart with a value more; a missing one leaves it as it is. */
Datum
civic_chart_add(PG_FUNCTION_ARGS)
{
	Chart	   *chart;
	ChartPoint	point;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	chart = copy_chart(datum_chart(PG_GETARG_DATUM(0)));
	if (!PG_ARGISNULL(1))
		add_value(chart, PG_GETARG_FLOAT8(1), &point);
	PG_RETURN_POINTER(chart);
}

/* ----------
 * points as rows
 * ----------
 */

static TupleDesc
point_descriptor(FunctionCallInfo fcinfo)
{
	TupleDesc	desc = fcinfo->flinfo->fn_extra;
	MemoryContext old;

	if (desc)
		return desc;
	old = MemoryContextSwitchTo(fcinfo->flinfo->fn_mcxt);
	if (get_call_result_type(fcinfo, NULL, &desc) != TYPEFUNC_COMPOSITE)
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("a point of a chart is a row")));
	desc = BlessTupleDesc(CreateTupleDescCopy(desc));
	MemoryContextSwitchTo(old);
	fcinfo->flinfo->fn_extra = desc;
	return desc;
}

/* Infinite is a limit that is not there. */
static Datum
point_datum(FunctionCallInfo fcinfo, const ChartPoint *p)
{
	Datum		values[] = {Float8GetDatum(p->value), Float8GetDatum(p->lower),
		Float8GetDatum(p->upper), Float8GetDatum(p->up), Float8GetDatum(p->down),
	Int64GetDatum(p->since), BoolGetDatum(p->signal)};
	bool		nulls[] = {!p->judged, !p->judged || isinf(p->lower), !p->judged, !p->two_sums,
	!p->two_sums, !p->judged, !p->judged};

	return HeapTupleGetDatum(heap_form_tuple(point_descriptor(fcinfo), values, nulls));
}

/* What a value would be as the next of a chart. */
Datum
civic_judge(PG_FUNCTION_ARGS)
{
	Chart		chart = *datum_chart(PG_GETARG_DATUM(0));
	ChartPoint	point;

	add_value(&chart, PG_GETARG_FLOAT8(1), &point);
	return point_datum(fcinfo, &point);
}

/* ----------
 * windows
 * ----------
 */

/* The chart of a partition, which begins with its first row's parameters. */
typedef struct Run
{
	bool		begun;
	Chart		chart;
} Run;

/* Parameters are the arguments from the second on, in this order. */
static void
begin_run(WindowObject window, Run *run, ChartKind kind, const ChartNumber *order, int n)
{
	double		parameters[CHART_PARAMETERS];

	chart_defaults(kind, parameters);
	for (int i = 0; i < n; i++)
	{
		bool		isnull;
		Datum		value = WinGetFuncArgCurrent(window, i + 1, &isnull);

		if (isnull)
			null_argument("a parameter of a chart");
		parameters[order[i]] = order[i] == CHART_METHOD
			? chosen_word(DatumGetTextPP(value), &ears_kinds, "method") : DatumGetFloat8(value);
	}
	require_parameters(kind, parameters);
	chart_start(&run->chart, kind, parameters);
	run->begun = true;
}

/* A missing value gives null, and is no point of the chart. */
static Datum
window_point(FunctionCallInfo fcinfo, ChartKind kind, const ChartNumber *order, int n)
{
	WindowObject window = PG_WINDOW_OBJECT();
	Run		   *run = WinGetPartitionLocalMemory(window, sizeof(Run));
	bool		isnull;
	Datum		x;
	ChartPoint	point;

	if (!run->begun)
		begin_run(window, run, kind, order, n);
	x = WinGetFuncArgCurrent(window, 0, &isnull);
	if (isnull)
		PG_RETURN_NULL();
	add_value(&run->chart, DatumGetFloat8(x), &point);
	return point_datum(fcinfo, &point);
}

Datum
civic_ewma(PG_FUNCTION_ARGS)
{
	static const ChartNumber order[] = {CHART_CENTRE, CHART_SD, CHART_LAMBDA, CHART_WIDTH};

	return window_point(fcinfo, CHART_EWMA, order, lengthof(order));
}

Datum
civic_cusum(PG_FUNCTION_ARGS)
{
	static const ChartNumber order[] = {CHART_CENTRE, CHART_SD, CHART_K, CHART_H, CHART_HEADSTART};

	return window_point(fcinfo, CHART_CUSUM, order, lengthof(order));
}

Datum
civic_cusum_self(PG_FUNCTION_ARGS)
{
	static const ChartNumber order[] = {CHART_K, CHART_H};

	return window_point(fcinfo, CHART_CUSUM_SELF, order, lengthof(order));
}

Datum
civic_ears(PG_FUNCTION_ARGS)
{
	static const ChartNumber order[] = {CHART_METHOD};

	return window_point(fcinfo, CHART_EARS, order, lengthof(order));
}
