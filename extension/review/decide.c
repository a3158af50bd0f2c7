/*-------------------------------------------------------------------------
 *
 * decide.c
 *	  What a reviewer finds about an automatic decision.
 *
 * A review is decided once: its row is locked, and a second reviewer finds it
 * decided (READ COMMITTED) or cannot serialize.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "utils/array.h"
#include "utils/builtins.h"

#include "appeal/decider.h"
#include "base/own_case.h"
#include "base/programme.h"
#include "base/reach.h"
#include "base/statement.h"
#include "base/value.h"
#include "base/workday.h"
#include "core/review.h"
#include "ledger/entry.h"
#include "policy/policy.h"

PG_FUNCTION_INFO_V1(civic_decide_review);

/* A review whose row is locked. */
typedef struct HeldReview
{
	int64		review_id;
	int64		subject_id;
	int64		reviewed_id;	/* the entry, or the change of tier */
	int32		policy_id;
	ReviewCase	review;
	DateADT		decided_on;
	ReviewFacts facts;
	/* what was decided automatically */
	DateADT		happened_on;
	Datum		entries;		/* the entry, or those that led to the fall */
	int64		reversal_id;	/* of the entry, or 0 */
	Decider		decider;
} HeldReview;

/* Raise an error unless the caller's grants reach a review: today, or on the day of its draw. */
static void
require_review_reach(int64 review_id)
{
	static Statement st = STATEMENT(
		"SELECT v.subject_id, v.drawn_on FROM civic_private.review v "
		"WHERE v.review_id = $review_id");
	Matter		matter = {.dated = true};

	if (reaches_everything(REVIEWER, false))
		return;
	QUERY(&st, ARG_INT8(review_id, review_id));
	if (SPI_processed == 0)
		refuse_reach();
	matter.subject_id = row_int8(0, "subject_id");
	matter.day = row_date(0, "drawn_on");
	require_reach_of(REVIEWER, &matter);
}

static void
lock_review(HeldReview *held, int64 review_id)
{
	static Statement st = STATEMENT(
		"SELECT v.subject_id, v.kind, v.reviewed_id, v.policy_id, v.drawn_on, v.due, v.decided_on "
		"FROM civic_private.review v WHERE v.review_id = $review_id FOR UPDATE");

	RUN(&st, SPI_OK_SELECT, ARG_INT8(review_id, review_id));
	if (SPI_processed == 0)
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_OBJECT),
				 errmsg("unknown review %lld", (long long) review_id),
				 errhint("civic.reviews lists them.")));
	held->review_id = review_id;
	held->subject_id = row_int8(0, "subject_id");
	held->reviewed_id = row_int8(0, "reviewed_id");
	held->policy_id = row_int4(0, "policy_id");
	held->decided_on = row_date(0, "decided_on");
	held->review = (ReviewCase) {(ReviewKind) row_int2(0, "kind"), row_date(0, "drawn_on"),
	row_date(0, "due"), !row_isnull(0, "decided_on")};
}

/* What was decided automatically.  A new snapshot sees what was reversed before the lock was. */
static void
read_reviewed(HeldReview *held)
{
	static Statement loss_st = STATEMENT(
		"SELECT e.occurred_on AS happened_on, ARRAY[e.entry_id] AS entries, "
		"civic_internal.reversal_of(e.subject_id, e.entry_id) AS reversal_id "
		"FROM civic_private.entry e "
		"WHERE e.subject_id = $subject_id AND e.entry_id = $reviewed_id");
	static Statement fall_st = STATEMENT(
		"SELECT c.effective_on AS happened_on, c.entries, NULL::int8 AS reversal_id "
		"FROM civic_private.tier_change c "
		"WHERE c.subject_id = $subject_id AND c.change_id = $reviewed_id");
	bool		isnull;

	RUN(held->review.kind == REVIEW_LOSS ? &loss_st : &fall_st, SPI_OK_SELECT,
		ARG_INT8(subject_id, held->subject_id), ARG_INT8(reviewed_id, held->reviewed_id));
	held->happened_on = row_date(0, "happened_on");
	held->entries = row_datum(0, "entries", &isnull);
	if (isnull)
		held->entries = PointerGetDatum(construct_empty_array(INT8OID));
	held->reversal_id = row_int8(0, "reversal_id");
}

static void
gather_facts(HeldReview *held, bool agrees)
{
	const char *calendar = policy_by_id(held->policy_id)->calendar;

	held->decider = find_decider(held->subject_id, held->entries);
	held->facts = (ReviewFacts) {
		.day = programme_today(),
		.calendar = work_calendar(calendar),
		.agrees = agrees,
		.is_recorder = held->decider.recorded != 0,
		.reversed = held->reversal_id != 0
	};
}

static void
refuse_review(const HeldReview *held, ReviewRefusal refusal)
{
	if (refusal == REVIEW_REFUSE_RECORDER)
		refuse_recorder(&held->decider);
	ereport(ERROR,
			(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
			 errmsg("review %lld was decided on %s",
					(long long) held->review_id, date_text(held->decided_on)),
			 errhint("A review is decided once.")));
}

/* The decision as history, and the review as it stands after it. */
static void
store_decision(const HeldReview *held, const ReviewStep *step, const char *reason, int64 made_id)
{
	static Statement insert_st = STATEMENT(
		"INSERT INTO civic_private.review_decision (subject_id, review_id, agree, on_day, reason, "
		"ref_entry_id) VALUES ($subject_id, $review_id, $agree, $day, "
		"civic_internal.keep_text($subject_id, $entry_id, convert_to($reason, 'UTF8'), $erase_on), "
		"$made_id)");
	static Statement update_st = STATEMENT(
		"UPDATE civic_private.review SET decided_on = $day, agree = $agree, took = $took, "
		"reviewer = civic_internal.stamp_person() "
		"WHERE subject_id = $subject_id AND kind = $kind AND reviewed_id = $reviewed_id");
	ReviewKind	kind = held->review.kind;
	DateADT		erase_on = cal_add(held->happened_on, policy_by_id(held->policy_id)->erase_years,
								   CAL_YEARS);

	RUN(&insert_st, SPI_OK_INSERT, ARG_INT8(subject_id, held->subject_id),
		ARG_INT8(review_id, held->review_id), ARG_BOOL(agree, held->facts.agrees),
		ARG_DATE(day, held->facts.day), ARG_TEXT(reason, reason), ARG_DATE(erase_on, erase_on),
		ARG_IF(kind == REVIEW_LOSS, ARG_INT8(entry_id, held->reviewed_id)),
		ARG_IF(made_id != 0, ARG_INT8(made_id, made_id)));
	RUN(&update_st, SPI_OK_UPDATE, ARG_INT8(subject_id, held->subject_id), ARG_INT2(kind, kind),
		ARG_INT8(reviewed_id, held->reviewed_id), ARG_DATE(day, held->facts.day),
		ARG_BOOL(agree, held->facts.agrees), ARG_INT4(took, step->took));
}

static void
publish_decision(const HeldReview *held, int64 made_id)
{
	static Statement st = STATEMENT(
		"SELECT civic_internal.publish('review', $subject_id, jsonb_build_object("
		"'review_id', $review_id, 'agree', $agree, 'kind', $kind, 'reviewed_id', $reviewed_id, "
		"'reversal_id', $made_id))");

	RUN(&st, SPI_OK_SELECT, ARG_INT8(subject_id, held->subject_id),
		ARG_INT8(review_id, held->review_id), ARG_BOOL(agree, held->facts.agrees),
		ARG_TEXT(kind, vocabulary_name(&review_kinds, held->review.kind)),
		ARG_INT8(reviewed_id, held->reviewed_id),
		ARG_IF(made_id != 0, ARG_INT8(made_id, made_id)));
}

/* Decide a review that is held.  Gives the reversal of a loss that was wrong, or 0. */
static int64
decide(HeldReview *held, bool agrees, const char *reason)
{
	ReviewStep	step;
	ReviewRefusal refusal;
	Adjustment	reversal = {.subject_id = held->subject_id,.entry_id = held->reviewed_id};
	int64		made_id = 0;

	gather_facts(held, agrees);
	refusal = review_try(&held->review, &held->facts, &step);
	if (refusal != REVIEW_OK)
		refuse_review(held, refusal);
	if (step.posts != CELL_SUM)
	{
		reversal.kind = step.posts;
		reversal.reason = (bytea *) cstring_to_text(reason);
		made_id = adjust_entry(&reversal, held->facts.day);
	}
	else if (!agrees)
		/* somebody else has reversed it */
		made_id = held->reversal_id;
	store_decision(held, &step, reason, made_id);
	publish_decision(held, made_id);
	return made_id;
}

Datum
civic_decide_review(PG_FUNCTION_ARGS)
{
	HeldReview	held;
	const char *reason;
	int64		made_id;

	(void) programme_seen();
	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		null_argument("review_id and agree");
	SPI_connect();
	require_review_reach(PG_GETARG_INT64(0));
	reason = required_text(fcinfo, 2, "reason");
	lock_review(&held, PG_GETARG_INT64(0));
	read_reviewed(&held);
	require_impartial(held.subject_id, held.happened_on);
	made_id = decide(&held, PG_GETARG_BOOL(1), reason);
	SPI_finish();
	if (made_id == 0)
		PG_RETURN_NULL();
	PG_RETURN_INT64(made_id);
}
