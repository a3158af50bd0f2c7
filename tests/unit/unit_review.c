/*-------------------------------------------------------------------------
 *
 * unit_review.c
 *	  The draw: shares and ranks.
 *
 *-------------------------------------------------------------------------
 */
#include <string.h>

#include "core/review.h"
#include "unit.h"

static void
test_needed(void)
{
	for (int share = 0; share <= 10000; share += 7)
		for (int64_t n = 0; n < 300; n++)
		{
			int64_t		needed = review_needed(n, share);

			check(needed * 10000 >= n * share && (needed - 1) * 10000 < n * share && needed >= 0 &&
				  needed <= n,
				  "%d of 10000 of %d: %d", share, (int) n, (int) needed);
		}
	check_int(review_needed(INT64_MAX, 10000), INT64_MAX, "all of the most");
}

/* Ranks at every border: those below draw, that at it and those above do not. */
static void
test_border(void)
{
	for (int share = 0; share <= 10000; share++)
	{
		unsigned __int128 border = ((unsigned __int128) share << 64) / 10000;

		for (int step = -2; step <= 2; step++)
		{
			__int128	head = (__int128) border + step;
			uint8_t		rank[REVIEW_RANK_BYTES];

			if (head < 0 || head >> 64 != 0)
				continue;
			memset(rank, 0xff, sizeof(rank));
			for (int i = 0; i < 8; i++)
				rank[i] = (uint8_t) (head >> (8 * (7 - i)));
			check_int(review_by_rank(rank, share),
					  (unsigned __int128) head * 10000 < (unsigned __int128) share << 64,
					  "share %d, %d from the border", share, step);
		}
	}
}

static void
test_identity(void)
{
	uint8_t		bytes[REVIEW_IDENTITY_BYTES];
	static const uint8_t expected[REVIEW_IDENTITY_BYTES] =
	{'r', 1, 0, 2, 0, 0x1f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0, 0, 0, 1, 0x2c};

	review_identity(2, (INT64_C(1) << 53) - 1, 300, bytes);
	check(memcmp(bytes, expected, sizeof(bytes)) == 0, "the identity of a decision");
}

/* Decide a review and check what comes of it. */
static void
check_decision(const ReviewCase *review, const ReviewFacts *f, ReviewRefusal refusal,
			   EntryKind posts)
{
	ReviewStep	step;

	check_int(review_try(review, f, &step), refusal, "refusal");
	check_int(step.posts, posts, "what is posted");
	if (refusal == REVIEW_OK)
	{
		check_int(step.took, 3, "working days that it took");
		check_int(step.late, f->day > review->due, "late");
	}
}

static void
test_decisions(void)
{
	const WorkCalendar weekdays = {0, NULL, NULL};
	ReviewCase	review = {REVIEW_LOSS, 8768, 8775, false};	/* drawn on a Wednesday */
	ReviewFacts f = {.day = 8773,.calendar = &weekdays};	/* the Monday after it */

	check_decision(&review, &f, REVIEW_OK, ENTRY_REVERSAL);
	f.reversed = true;
	check_decision(&review, &f, REVIEW_OK, CELL_SUM);
	f.reversed = false;
	f.agrees = true;
	check_decision(&review, &f, REVIEW_OK, CELL_SUM);
	f.agrees = false;
	review.kind = REVIEW_FALL;
	review.due = 8772;
	check_decision(&review, &f, REVIEW_OK, CELL_SUM);
	f.is_recorder = true;
	check_decision(&review, &f, REVIEW_REFUSE_RECORDER, CELL_SUM);
	review.decided = true;
	check_decision(&review, &f, REVIEW_REFUSE_DECIDED, CELL_SUM);
}

const UnitTest review_tests[] = {
	{"a share of decisions is never less than it and never one too many", test_needed},
	{"a rank draws below its border and not at it", test_border},
	{"decisions are named by the same bytes everywhere", test_identity},
	{"a review is decided once, by a third person", test_decisions},
	{NULL, NULL}
};
