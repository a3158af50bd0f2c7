/*-------------------------------------------------------------------------
 *
 * review.c
 *	  Automatic decisions that a person looks at.
 *
 *-------------------------------------------------------------------------
 */
#include "core/review.h"

static const char *const kind_rows[] = {
	"none",
	[REVIEW_LOSS] = "loss",
	[REVIEW_FALL] = "fall"
};
const Vocabulary review_kinds = VOCABULARY(kind_rows);

static void
put_bytes(uint8_t *bytes, uint64_t value, int n)
{
	for (int i = 0; i < n; i++)
		bytes[i] = (uint8_t) (value >> (8 * (n - 1 - i)));
}

void
review_identity(int16_t kind, int64_t subject_id, int64_t decision_id, uint8_t *bytes)
{
	bytes[0] = 'r';
	bytes[1] = 1;				/* version */
	put_bytes(bytes + 2, (uint64_t) kind, 2);
	put_bytes(bytes + 4, (uint64_t) subject_id, 8);
	put_bytes(bytes + 12, (uint64_t) decision_id, 8);
}

bool
review_by_rank(const uint8_t *rank, int32_t share)
{
	uint64_t	head = 0;

	for (int i = 0; i < 8; i++)
		head = head << 8 | rank[i];
	/* head / 2^64 < share / SHARE_ONE */
	return (uint128_t) head * SHARE_ONE < (uint128_t) share << 64;
}

int64_t
review_needed(int64_t n, int32_t share)
{
	return (int64_t) (((int128_t) n * share + SHARE_ONE - 1) / SHARE_ONE);
}

static ReviewRefusal
check_reviewer(const ReviewCase *review, const ReviewFacts *f)
{
	if (review->decided)
		return REVIEW_REFUSE_DECIDED;
	return f->is_recorder ? REVIEW_REFUSE_RECORDER : REVIEW_OK;
}

/* A loss that was wrong is reversed; a fall has nothing to reverse but what led to it. */
ReviewRefusal
review_try(const ReviewCase *review, const ReviewFacts *f, ReviewStep *step)
{
	ReviewRefusal r = check_reviewer(review, f);

	*step = (ReviewStep) {CELL_SUM, 0, false};
	if (r != REVIEW_OK)
		return r;
	if (review->kind == REVIEW_LOSS && !f->agrees && !f->reversed)
		step->posts = ENTRY_REVERSAL;
	step->took = workday_count(f->calendar, review->drawn_on, f->day);
	step->late = f->day > review->due;
	return REVIEW_OK;
}
