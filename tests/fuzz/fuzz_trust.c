/*-------------------------------------------------------------------------
 *
 * fuzz_trust.c
 *	  Texts and blocks that a chart or a comparison may be made of.
 *
 * The first byte chooses: 'P' begins the text of a comparison, 'B' the block of
 * a chart as it would lie in memory, anything else the text of a chart.
 *
 *-------------------------------------------------------------------------
 */
#include <math.h>
#include <string.h>

#include "core/chart.h"
#include "core/pairwise.h"
#include "fuzz.h"

/* What was let in goes on, and comes back from its text with the same bits. */
static void
check_chart(Chart *chart, Input *in)
{
	char		text[CHART_TEXT_MAX];
	Chart		back;
	ChartPoint	point;

	for (int i = 0; i < 20 && chart_invalid(chart) == NULL; i++)
	{
		chart_print(chart, text, sizeof(text));
		expect(strlen(text) < sizeof(text) - 1);
		expect(chart_parse(text, &back) == NULL);
		chart->length_word = 0;
		expect(memcmp(chart, &back, sizeof(back)) == 0);
		chart_add(chart, (double) input_range(in, -1000, 1000) / 8, &point);
		expect(!point.signal || point.judged);
		expect(point.since >= 0 && point.since <= chart->n);
	}
}

static void
try_comparison(Arena *arena, const char *text)
{
	int			n = pairwise_parse_count(text);
	int			room = n < PAIRWISE_MAX ? n : PAIRWISE_MAX;
	double	   *pairs = arena_alloc(arena, sizeof(double) * pairwise_pairs(room) + 1);
	double	   *back = arena_alloc(arena, sizeof(double) * pairwise_pairs(room) + 1);
	double		weights[PAIRWISE_MAX],
				sum = 0;
	PairwiseResult r;
	char	   *printed;
	size_t		len;

	if (pairwise_parse(text, n, pairs) != NULL)
		return;
	expect(pairwise_invalid(pairs, n) == NULL);
	len = pairwise_print(pairs, n, NULL, 0);
	printed = arena_alloc(arena, len + 1);
	expect(pairwise_print(pairs, n, printed, len + 1) == len);
	expect(pairwise_parse_count(printed) == n && pairwise_parse(printed, n, back) == NULL);
	expect(memcmp(pairs, back, sizeof(double) * pairwise_pairs(n)) == 0);
	if (!pairwise_weigh(pairs, n, WEIGHT_GEOMETRIC, 2, weights, &r))
		return;
	for (int i = 0; i < n; i++)
		sum += weights[i];
	expect(fabs(sum - 1) < 1e-9 && r.worst_i < n && r.worst_j < n);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	Arena		arena = {NULL};
	Input		in = {data, data + size};
	Chart		chart;
	char	   *text = arena_alloc(&arena, size + 1);

	memcpy(text, data, size);
	if (size > 0 && text[size - 1] == '\n')
		text[size - 1] = '\0';
	if (text[0] == 'P')
		try_comparison(&arena, text + 1);
	else if (text[0] == 'B' && size > sizeof(chart))
	{
		memcpy(&chart, data + 1, sizeof(chart));
		check_chart(&chart, &in);
	}
	else if (chart_parse(text, &chart) == NULL)
		check_chart(&chart, &in);
	arena_free(&arena);
	return 0;
}
