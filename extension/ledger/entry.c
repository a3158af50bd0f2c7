/*-------------------------------------------------------------------------
 *
 * entry.c
 *	  What may be posted, and posting, reversing or adjusting one entry.
 *
 * One function, check_posting(), decides whether an event may be posted and
 * as what; record() and post_inbox() differ only in how they gather what it
 * needs to know and in what becomes of a refusal.
 *
 *-------------------------------------------------------------------------
 */
#include "ledger/entry.h"

#include "miscadmin.h"
#include "utils/builtins.h"

#include "base/own_case.h"
#include "base/reach.h"
#include "ledger/entry_reach.h"

PG_FUNCTION_INFO_V1(civic_record);
PG_FUNCTION_INFO_V1(civic_adjust);
PG_FUNCTION_INFO_V1(civic_reverse);
PG_FUNCTION_INFO_V1(civic_entry_kind);
PG_FUNCTION_INFO_V1(civic_entry_kind_name);

#define SOURCE_REF_MAX	1024

/* ----------
 * checks
 * ----------
 */

static Refusal
check_quantity(Numeric quantity, int32 *hundredths)
{
	int64		value;
	char	   *text;

	if (quantity == NULL)
		return refuse(ERRCODE_NULL_VALUE_NOT_ALLOWED, "quantity must not be null", NULL, NULL);
	text = DatumGetCString(DirectFunctionCall1(numeric_out, NumericGetDatum(quantity)));
	if (!numeric_is_nan(quantity) && !numeric_is_inf(quantity))
	{
		char	   *point = strchr(text, '.');

		if (point && strspn(point + 1, "0123456789") > 2 &&
			strspn(point + 3, "0") < strlen(point + 3))
			return refuse(ERRCODE_INVALID_PARAMETER_VALUE, "quantity has more than two decimals",
						  psprintf("It is %.100s.", text), "Round it as the rule's unit demands.");
		if (fixed_parse(text, strlen(text), 2, &value) && value > 0 && value <= QUANTITY_MAX)
		{
			*hundredths = (int32) value;
			return (Refusal) {0};
		}
	}
	return refuse(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE, "quantity out of range",
				  psprintf("It is %.100s.", text),
				  "A quantity lies between 0.01 and 21474836.47; "
				  "a loss is a rule with negative rates.");
}

static Refusal
check_occurred_on(const Event *event, DateADT today)
{
	if (!event->has_date)
		return refuse(ERRCODE_NULL_VALUE_NOT_ALLOWED, "occurred_on must not be null", NULL, NULL);
	if (DATE_NOT_FINITE(event->occurred_on) || !cal_valid(event->occurred_on))
		return refuse(ERRCODE_DATETIME_FIELD_OVERFLOW, "occurred_on out of range",
					  psprintf("It is %s.", date_text(event->occurred_on)),
					  "Dates lie between 1900-01-01 and 9999-12-31.");
	if (event->occurred_on > today)
		return refuse(ERRCODE_DATETIME_FIELD_OVERFLOW, "occurred_on lies in the future",
					  psprintf("It is %s, and in the programme's time zone today is %s.",
							   date_text(event->occurred_on), date_text(today)),
					  "Post an event when it has occurred.");
	return (Refusal) {0};
}

static Refusal
check_source_ref(const char *ref)
{
	if (ref == NULL)
		return refuse(ERRCODE_NULL_VALUE_NOT_ALLOWED, "source_ref must not be null", NULL,
					  "It is what makes a retry harmless: the source's own number of the event.");
	if (*ref == '\0' || strlen(ref) > SOURCE_REF_MAX)
		return refuse(ERRCODE_INVALID_PARAMETER_VALUE, "source_ref must have 1 to 1024 bytes",
					  psprintf("It has %zu.", strlen(ref)), NULL);
	return (Refusal) {0};
}

/* The rule that an event's code means: that of the policy in force when and where it occurred. */
static Refusal
find_rule(const Event *event, const Posting *posting, int32 *rule_id)
{
	int32		policy_id;

	if (event->rule_code == NULL)
		return refuse(ERRCODE_NULL_VALUE_NOT_ALLOWED, "rule_code must not be null", NULL, NULL);
	policy_id = policy_at(event->area, event->occurred_on, posting->newest_enactment);
	if (policy_id == 0)
		return lacks_policy(event->occurred_on);
	*rule_id = rule_id_of(policy_id, event->rule_code);
	if (*rule_id == 0)
		return refuse(ERRCODE_UNDEFINED_OBJECT,
					  psprintf("unknown rule \"%s\"", quotable(event->rule_code)),
					  psprintf("The policy in force where the subject lived on %s has no "
							   "such rule.", date_text(event->occurred_on)),
					  "civic.rules lists the rules of each policy.");
	return (Refusal) {0};
}

static bool
source_allows(const Source *source, const char *rule_code)
{
	ListCell   *lc;

	if (!source->restricted)
		return true;
	foreach(lc, source->rules)
		if (strcmp(lfirst(lc), rule_code) == 0)
			return true;
	return false;
}

static Refusal
check_rights(const Event *event, const Rule *rule)
{
	if (!source_allows(event->source, event->rule_code))
		return refuse(ERRCODE_INSUFFICIENT_PRIVILEGE, "the source may not use this rule",
					  psprintf("Rule \"%s\" is not among those of the source.", event->rule_code),
					  "civic.define_source() says which rules a source may use.");
	if (!event->consent && !rule->has_legal_basis)
		return refuse(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE, "the subject has not consented",
					  psprintf("Rule \"%s\" has no legal basis of its own.", event->rule_code),
					  "civic.give_consent() records that consent was given.");
	if (rule->evidence_required && event->evidence == NULL)
		return refuse(ERRCODE_NOT_NULL_VIOLATION, "the rule requires evidence",
					  psprintf("Rule \"%s\" is posted with evidence only.", event->rule_code),
					  "Pass the document, or a digest of it, as evidence.");
	return (Refusal) {0};
}

/* What is posted of a rule's quantity for a day and counts, but for the event itself. */
static int64
posted_on_day(const NewEntry *entry)
{
	static Statement lock_st = STATEMENT(
		"SELECT FROM civic_private.subject s WHERE s.subject_id = $subject_id FOR NO KEY UPDATE");
	static Statement st = STATEMENT(
		"SELECT coalesce(sum(e.quantity), 0)::int8 AS quantity FROM civic_private.entry e "
		"WHERE e.subject_id = $subject_id AND e.rule_id = $rule_id AND e.kind = 1 "
		"AND e.occurred_on = $day AND (e.source_id <> $source_id OR e.source_ref <> $ref) "
		"AND NOT EXISTS (SELECT FROM civic_private.entry r "
		"WHERE r.subject_id = e.subject_id AND r.ref_entry_id = e.entry_id AND r.kind = 2)");
	SPITupleTable *rows = SPI_tuptable;
	uint64		n_rows = SPI_processed;
	int64		quantity;

	/* two at once would each find room for itself */
	RUN(&lock_st, SPI_OK_SELECT, ARG_INT8(subject_id, entry->subject_id));
	RUN(&st, SPI_OK_SELECT, ARG_INT8(subject_id, entry->subject_id),
		ARG_INT4(rule_id, entry->rule_id), ARG_DATE(day, entry->occurred_on),
		ARG_INT4(source_id, entry->source_id), ARG_TEXT(ref, entry->source_ref));
	quantity = row_int8(0, "quantity");
	SPI_tuptable = rows;
	SPI_processed = n_rows;
	return quantity;
}

static bool
same_reference(const NewEntry *a, const NewEntry *b)
{
	return a->subject_id == b->subject_id && a->source_id == b->source_id &&
		strcmp(a->source_ref, b->source_ref) == 0;
}

/* The same of what this call has accepted so far, in the order of subjects and references. */
static int64
accepted_on_day(const Event *event, const NewEntry *entry)
{
	int64		quantity = 0;

	for (int i = event->n_accepted - 1;
		 i >= 0 && event->accepted[i].subject_id == entry->subject_id; i--)
	{
		const NewEntry *other = &event->accepted[i];

		if (other->rule_id != entry->rule_id || other->occurred_on != entry->occurred_on ||
			same_reference(other, entry))
			continue;
		/* of one that was brought twice, the first is posted */
		if (i == 0 || !same_reference(other, other - 1))
			quantity += other->quantity;
	}
	return quantity;
}

static char *
hundredths_text(int64 hundredths)
{
	return psprintf("%lld.%02d", (long long) (hundredths / 100), (int) (hundredths % 100));
}

/* Is so much plausible of one entry, and with what is posted, of one day? */
static Refusal
check_max_quantity(const Event *event, const NewEntry *entry, const Rule *rule)
{
	int64		before;

	if (rule->max_entry > 0 && entry->quantity > rule->max_entry)
		return refuse(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE,
					  psprintf("more than one entry of rule \"%s\" can have", event->rule_code),
					  psprintf("It is %s, and at most %s is plausible.",
							   hundredths_text(entry->quantity), hundredths_text(rule->max_entry)),
					  "Correct the quantity, or post the event in parts if it is right.");
	if (rule->max_day == 0)
		return (Refusal) {0};
	before = posted_on_day(entry) + accepted_on_day(event, entry);
	if (before + entry->quantity <= rule->max_day)
		return (Refusal) {0};
	return refuse(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE,
				  psprintf("more than one day of rule \"%s\" can have", event->rule_code),
				  psprintf("With %s it would be %s on %s, and at most %s is plausible.",
						   hundredths_text(entry->quantity),
						   hundredths_text(before + entry->quantity),
						   date_text(entry->occurred_on), hundredths_text(rule->max_day)),
				  "Correct the quantity or the day, or reverse what was wrong before.");
}

/* May this event be posted, and as what? */
Refusal
check_posting(const Event *event, const Posting *posting, NewEntry *entry)
{
	Refusal		r = event->source->refusal;
	const Rule *rule;

	*entry = (NewEntry) {
		.subject_id = event->subject_id,.rule_code = event->rule_code,
		.occurred_on = event->occurred_on,.source_id = event->source->source_id,
		.source_ref = event->source_ref,.evidence = event->evidence,.roles = event->roles
	};
	if (!r.sqlstate && event->unnamed)
		r = refuse(ERRCODE_NULL_VALUE_NOT_ALLOWED, "external_id must not be null", NULL, NULL);
	if (!r.sqlstate && event->overlong)
		r = refuse(ERRCODE_STRING_DATA_RIGHT_TRUNCATION,
				   psprintf("an external id has at most %d bytes", EXTERNAL_ID_BYTES), NULL, NULL);
	if (!r.sqlstate && event->subject_id == 0)
		r = refuse(ERRCODE_UNDEFINED_OBJECT, "unknown subject", NULL,
				   "Enrol subjects with civic.enroll().");
	if (!r.sqlstate)
		r = check_impartial(&event->person, event->subject_id,
							event->has_date ? event->occurred_on : posting->today,
							posting->today, posting->access_version);
	if (!r.sqlstate)
		r = check_source_ref(event->source_ref);
	if (!r.sqlstate)
		r = check_quantity(event->quantity, &entry->quantity);
	if (!r.sqlstate)
		r = check_occurred_on(event, posting->today);
	if (!r.sqlstate)
		r = find_rule(event, posting, &entry->rule_id);
	if (r.sqlstate)
		return r;
	rule = rule_by_id(entry->rule_id);
	r = check_rights(event, rule);
	if (!r.sqlstate)
		r = check_max_quantity(event, entry, rule);
	/* prior notice: a loss does not count before it */
	entry->effective_on = posting->today + (rule->loss ? rule->notice_days : 0);
	return r;
}

/* ----------
 * record
 * ----------
 */

#define SELECT_POSTING(area) \
	"SELECT p.layout_version, p.time_zone, p.newest_enactment, p.epoch, p.access_version, " \
	EVENT_CONSENT("$subject_id") " AS consent, " area " AS area FROM civic_private.programme p"

static void
read_posting(Posting *posting)
{
	if (SPI_processed != 1)
		elog(ERROR, "the programme's own row is missing");
	require_layout(row_int4(0, "layout_version"));
	posting->zone = programme_zone(row_text(0, "time_zone"));
	/* the id is taken before the clock is read: see writing_day() */
	(void) writing_xact();
	posting->today = date_in_zone(GetCurrentTimestamp(), posting->zone);
	posting->newest_enactment = row_int4(0, "newest_enactment");
	posting->epoch = row_int4(0, "epoch");
	posting->access_version = access_version_here(row_int8(0, "access_version"));
}

/* Where a subject lived costs another look-up, so it is asked only if need be. */
static void
ask_subject(const Event *event, bool area)
{
	static Statement st = STATEMENT(SELECT_POSTING("NULL::text"));
	static Statement area_st = STATEMENT(
		SELECT_POSTING("(SELECT h.area FROM civic_internal.home($subject_id, $day) h)"));

	RUN(area ? &area_st : &st, SPI_OK_SELECT, ARG_INT8(subject_id, event->subject_id),
		ARG_IF(event->has_date, ARG_DATE(day, event->occurred_on)));
}

/* Who was erased has no consent and is found no more; nothing is posted by the number. */
static bool
is_erased(const Event *event)
{
	static Statement st = STATEMENT(
		"SELECT FROM civic_private.subject s WHERE s.subject_id = $subject_id "
		"AND s.lookup IS NULL");

	if (event->consent || event->subject_id == 0)
		return false;
	RUN(&st, SPI_OK_SELECT, ARG_INT8(subject_id, event->subject_id));
	return SPI_processed > 0;
}

/*
 * Fill in what the database knows about an event's subject, who acts, and what
 * the call needs.  Every subject has told about its consent, so one that has
 * not is unknown.
 */
void
gather_event(Event *event, Posting *posting)
{
	static bool need_area = true;	/* the last call did, so this one probably does */

	require_programme();
	policy_cache_check();
	ask_subject(event, need_area);
	read_posting(posting);
	posting->sole_area = sole_policy_area(posting->newest_enactment, posting->access_version);
	if (row_isnull(0, "consent"))
		event->subject_id = 0;
	event->consent = row_bool(0, "consent");
	if (posting->sole_area == NULL && !need_area)
		ask_subject(event, true);
	need_area = posting->sole_area == NULL;
	event->area = need_area ? row_text(0, "area") : posting->sole_area;
	if (is_erased(event))
		event->subject_id = 0;
	event->roles = acting_roles(posting->access_version);
	event->person = acting_person();
}

/* Do the grants under which the actor records for the source reach the subject? */
bool
reaches_event(const Event *event, const Posting *posting)
{
	Matter		matter = {
		.subject_id = event->subject_id,.sourced = true,.source_id = event->source->source_id,
		.dated = event->has_date,.day = event->occurred_on
	};

	return reaches(event->actor, RECORDER, &matter, posting->access_version);
}

/* The entry under a source_ref, 0 if there is none.  Raises an error if its content is other. */
static int64
posted_entry(const NewEntry *entry)
{
	PostedEntry posted;
	Refusal		other;

	find_posted(entry, 1, &posted);
	other = posted_otherwise(entry->source_ref, posted.entry_id);
	if (posted.entry_id && !posted.same)
		raise_refusal(&other);
	return posted.entry_id;
}

/*
 * Post an entry, unless it stands under its source_ref already with the same
 * content.  Caller has an SPI connection and acts as the owner.
 */
int64
post_entry(NewEntry *entry, const Posting *posting)
{
	post_entries(entry, 1, posting);
	return entry->entry_id ? entry->entry_id : posted_entry(entry);
}

Datum
civic_record(PG_FUNCTION_ARGS)
{
	Event		event = {0};
	Posting		posting;
	Source		source;
	NewEntry	entry;
	Refusal		r;
	const char *source_code;
	int64		entry_id = 0;

	if (PG_ARGISNULL(0))
		null_argument("subject_id");
	event.subject_id = PG_GETARG_INT64(0);
	event.rule_code = PG_ARGISNULL(1) ? NULL : text_to_cstring(PG_GETARG_TEXT_PP(1));
	event.quantity = PG_ARGISNULL(2) ? NULL : PG_GETARG_NUMERIC(2);
	event.has_date = !PG_ARGISNULL(3);
	event.occurred_on = event.has_date ? PG_GETARG_DATEADT(3) : 0;
	event.source_ref = PG_ARGISNULL(4) ? NULL : text_to_cstring(PG_GETARG_TEXT_PP(4));
	event.evidence = PG_ARGISNULL(5) ? NULL : PG_GETARG_BYTEA_PP(5);
	event.source = &source;
	source_code = PG_ARGISNULL(6) ? NULL : text_to_cstring(PG_GETARG_TEXT_PP(6));

	SPI_connect();
	gather_event(&event, &posting);
	event.actor = GetOuterUserId();
	choose_source(event.actor, source_code, &posting, &source);
	if (source.source_id && !reaches_event(&event, &posting))
		refuse_reach();
	r = check_posting(&event, &posting, &entry);
	if (r.sqlstate == 0)
		entry_id = post_entry(&entry, &posting);
	/* a retry stays harmless even if the event could not be posted any more */
	else if (event.subject_id && source.source_id && event.source_ref && event.rule_code &&
			 event.has_date && check_quantity(event.quantity, &entry.quantity).sqlstate == 0)
		entry_id = posted_entry(&entry);
	if (entry_id == 0)
		raise_refusal(&r);
	SPI_finish();
	PG_RETURN_INT64(entry_id);
}

/* ----------
 * adjustments
 * ----------
 */

#define FINAL_HINT \
	"A reversal is final; " \
	"post the event again under a new source_ref if it was right after all."

/* The entry that an adjustment is about. */
typedef struct AdjustedEntry
{
	EntryKind	kind;			/* only an original entry will do */
	DateADT		occurred_on;
} AdjustedEntry;

/* Raises an error unless the entry is there. */
static AdjustedEntry
find_adjusted(int64 subject_id, int64 entry_id)
{
	static Statement st = STATEMENT(
		"SELECT e.kind, e.occurred_on FROM civic_private.entry e "
		"WHERE e.subject_id = $subject_id AND e.entry_id = $entry_id");

	RUN(&st, SPI_OK_SELECT, ARG_INT8(subject_id, subject_id), ARG_INT8(entry_id, entry_id));
	if (SPI_processed == 0)
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_OBJECT),
				 errmsg("subject %lld has no entry %lld", (long long) subject_id,
						(long long) entry_id)));
	return (AdjustedEntry) {
		(EntryKind) row_int2(0, "kind"), row_date(0, "occurred_on")
	};
}

/* Raise the error that explains why an entry cannot be adjusted. */
static void
refuse_adjustment(const Adjustment *a, EntryKind kind)
{
	if (kind != ENTRY_AWARD)
		ereport(ERROR,
				(errcode(ERRCODE_WRONG_OBJECT_TYPE),
				 errmsg("entry %lld is a %s, not an award", (long long) a->entry_id,
						vocabulary_name(&entry_kinds, kind)),
				 errhint("%s", a->kind == ENTRY_REVERSAL ? FINAL_HINT :
						 "Name the award that it refers to.")));
	ereport(ERROR,
			(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
			 errmsg("entry %lld has been reversed", (long long) a->entry_id),
			 errhint(FINAL_HINT)));
}

/*
 * Adjust one entry, with effect from a day; the adjustment's id.  Raises an
 * error unless the entry is an original one that has not been reversed.
 * Caller has an SPI connection and acts as the owner.
 */
int64
adjust_entry(Adjustment *adjustment, DateADT day)
{
	adjust_entries(adjustment, 1, day);
	if (adjustment->adjustment_id == 0)
		refuse_adjustment(adjustment,
						  find_adjusted(adjustment->subject_id, adjustment->entry_id).kind);
	return adjustment->adjustment_id;
}

static void
check_adjustment(const Adjustment *a, bool has_restored)
{
	if (a->kind < ENTRY_REVERSAL || a->kind > ENTRY_ERASURE)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("no adjustment has kind %d", a->kind),
				 errhint("2 is a reversal, 3 a suspension, 4 a reinstatement, 5 a repair, "
						 "6 an erasure.")));
	if (has_restored != (a->kind == ENTRY_REPAIR))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 has_restored ? errmsg("only a repair has a quantity of its own") :
				 errmsg("a repair needs the share restored so far")));
	if (a->restored_bp < 0 || a->restored_bp > SHARE_ONE)
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("restored share out of range: %d", a->restored_bp),
				 errhint("It is in basis points, from 0 to 10000.")));
}

Datum
civic_adjust(PG_FUNCTION_ARGS)
{
	static const char *const names[] = {"subject_id", "entry_id", "kind"};
	Adjustment	adjustment;
	int64		adjustment_id;

	for (int i = 0; i < 3; i++)
		if (PG_ARGISNULL(i))
			null_argument(names[i]);
	if (PG_ARGISNULL(5))
		null_argument("day");
	adjustment = (Adjustment) {
		.subject_id = PG_GETARG_INT64(0),.entry_id = PG_GETARG_INT64(1),
		.kind = (EntryKind) PG_GETARG_INT16(2),
		.restored_bp = PG_ARGISNULL(3) ? 0 : PG_GETARG_INT32(3),
		.reason = PG_ARGISNULL(4) ? NULL : (bytea *) PG_GETARG_TEXT_PP(4)
	};
	check_adjustment(&adjustment, !PG_ARGISNULL(3));
	(void) checked_date(PG_GETARG_DATEADT(5), "day");
	(void) programme_seen();
	SPI_connect();
	adjustment_id = adjust_entry(&adjustment, PG_GETARG_DATEADT(5));
	SPI_finish();
	PG_RETURN_INT64(adjustment_id);
}

Datum
civic_reverse(PG_FUNCTION_ARGS)
{
	Event		nothing = {0};
	Posting		posting;
	Adjustment	reversal = {.kind = ENTRY_REVERSAL};
	AdjustedEntry entry;
	int64		reversal_id;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		null_argument(PG_ARGISNULL(0) ? "subject_id" : "entry_id");
	if (PG_ARGISNULL(2) || VARSIZE_ANY_EXHDR(PG_GETARG_TEXT_PP(2)) == 0)
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("a reversal needs a reason")));
	reversal.subject_id = PG_GETARG_INT64(0);
	reversal.entry_id = PG_GETARG_INT64(1);
	reversal.reason = (bytea *) PG_GETARG_TEXT_PP(2);
	require_entry_reach(RECORDER | REVIEWER, reversal.subject_id, reversal.entry_id);
	SPI_connect();
	gather_event(&nothing, &posting);
	require_impartial_today(reversal.subject_id);
	entry = find_adjusted(reversal.subject_id, reversal.entry_id);
	require_impartial(reversal.subject_id, entry.occurred_on);
	reversal_id = adjust_entry(&reversal, posting.today);
	SPI_finish();
	PG_RETURN_INT64(reversal_id);
}

/* ----------
 * kinds
 * ----------
 */

Datum
civic_entry_kind(PG_FUNCTION_ARGS)
{
	const char *name = text_to_cstring(PG_GETARG_TEXT_PP(0));
	int			kind = vocabulary_id(&entry_kinds, name);

	if (!entry_kind_valid(kind))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("no entry is called \"%s\"", quotable(name))));
	PG_RETURN_INT16(kind);
}

Datum
civic_entry_kind_name(PG_FUNCTION_ARGS)
{
	if (!entry_kind_valid(PG_GETARG_INT16(0)))
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(cstring_to_text(vocabulary_name(&entry_kinds, PG_GETARG_INT16(0))));
}
