/*-------------------------------------------------------------------------
 *
 * ledger.c
 *	  Posting to the ledger: what may be posted, one entry, references to it.
 *
 * One function, check_posting(), decides whether an event may be posted and
 * as what; record() and post_inbox() differ only in how they gather what it
 * needs to know and in what becomes of a refusal.
 *
 * Lock protocol.  Posting takes no lock but those of its own rows.  Two
 * posters of one (subject, source, source_ref) meet at the unique index: the
 * second waits, inserts nothing, and compares what is there with what it
 * brought.  Two reversals meet at theirs.  post_inbox() (inbox.c) locks the
 * inbox rows it takes, skips those that another call has locked, and inserts
 * in the order of that unique index.
 *
 *-------------------------------------------------------------------------
 */
#include "ledger/entry.h"

#include "repair/case.h"

#include "catalog/pg_type.h"
#include "common/cryptohash.h"
#include "common/sha2.h"
#include "miscadmin.h"
#include "rewards/rewards.h"
#include "utils/acl.h"
#include "utils/array.h"
#include "utils/builtins.h"

PG_FUNCTION_INFO_V1(civic_record);
PG_FUNCTION_INFO_V1(civic_refer);
PG_FUNCTION_INFO_V1(civic_reverse);

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

		if (point && strspn(point + 1, "0123456789") > 2 && strspn(point + 3, "0") < strlen(point + 3))
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
				  "A quantity lies between 0.01 and 21474836.47; a loss is a rule with negative rates.");
}

static Refusal
check_occurred_on(const Event *event, DateADT today)
{
	if (!event->has_date)
		return refuse(ERRCODE_NULL_VALUE_NOT_ALLOWED, "occurred_on must not be null", NULL, NULL);
	if (DATE_NOT_FINITE(event->occurred_on) || !cal_valid(event->occurred_on))
		return refuse(ERRCODE_DATETIME_FIELD_OVERFLOW, "occurred_on out of range",
					  psprintf("It is %s.", date_text(event->occurred_on)), "Dates lie between 1900-01-01 and 9999-12-31.");
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
		return lacks_policy(event->area, event->occurred_on);
	*rule_id = rule_id_of(policy_id, event->rule_code);
	if (*rule_id == 0)
		return refuse(ERRCODE_UNDEFINED_OBJECT, psprintf("unknown rule \"%s\"", quotable(event->rule_code)),
					  psprintf("Policy %d, in force for area \"%s\" on %s, has no such rule.", policy_id, event->area,
							   date_text(event->occurred_on)),
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

/* May this event be posted, and as what? */
Refusal
check_posting(const Event *event, const Posting *posting, NewEntry *entry)
{
	Refusal		r = event->source->refusal;
	const Rule *rule;

	if (!r.sqlstate && event->unnamed)
		r = refuse(ERRCODE_NULL_VALUE_NOT_ALLOWED, "external_id must not be null", NULL, NULL);
	if (!r.sqlstate && event->subject_id == 0)
		r = refuse(ERRCODE_UNDEFINED_OBJECT, "unknown subject", NULL, "Enrol subjects with civic.enroll().");
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
	/* prior notice: a loss does not count before it */
	entry->effective_on = posting->today + (rule->loss ? rule->notice_days : 0);
	return r;
}

/* ----------
 * evidence
 * ----------
 */

static void
keep_evidence(int64 subject_id, int64 entry_id, const Commitment *c, const bytea *body)
{
	static Statement st = STATEMENT("INSERT INTO civic_private.evidence VALUES ($1, $2, $3, $4)", INT8OID, INT8OID, BYTEAOID, BYTEAOID);
	Datum		values[4] = {Int64GetDatum(subject_id), Int64GetDatum(entry_id),
	PointerGetDatum(c->salt), PointerGetDatum(body)};

	statement_run(&st, values, NULL, false, SPI_OK_INSERT);
}

/* ----------
 * record
 * ----------
 */

#define POSTING_COLUMNS	"p.layout_version, p.time_zone, p.newest_enactment, p.epoch, p.access_version, " EVENT_CONSENT("$1")

static void
read_posting(Posting *posting)
{
	bool		isnull;

	if (SPI_processed != 1)
		elog(ERROR, "the programme's own row is missing");
	require_layout(DatumGetInt32(statement_column(0, 1, &isnull)));
	posting->zone = programme_zone(statement_text(0, 2));
	posting->today = date_in_zone(GetCurrentTimestamp(), posting->zone);
	posting->newest_enactment = DatumGetInt32(statement_column(0, 3, &isnull));
	posting->epoch = DatumGetInt32(statement_column(0, 4, &isnull));
	posting->access_version = DatumGetInt64(statement_column(0, 5, &isnull));
}

/*
 * Fill in what the database knows about an event's subject, and what the call
 * needs.  Every subject has told about its consent, so one that has not is
 * unknown.
 */
void
gather_event(Event *event, Posting *posting)
{
	static Statement st = STATEMENT("SELECT " POSTING_COLUMNS " FROM civic_private.programme p", INT8OID);
	static Statement area_st = STATEMENT(
		"SELECT " POSTING_COLUMNS ", " LATEST_AREA("$1", "r.since <= $2") "::pg_catalog.text FROM civic_private.programme p",
		INT8OID, DATEOID);
	static Statement first_st = STATEMENT("SELECT " FIRST_AREA("$1") "::pg_catalog.text", INT8OID);
	static bool need_area = true;	/* the last call did, so this one probably does */
	Datum		values[2] = {Int64GetDatum(event->subject_id), DateADTGetDatum(event->occurred_on)};
	const char *nulls = event->has_date ? NULL : " n";
	bool		isnull,
				known;

	require_programme();
	policy_cache_check();
	statement_run(need_area ? &area_st : &st, values, nulls, false, SPI_OK_SELECT);
	read_posting(posting);
	event->consent = DatumGetBool(statement_column(0, 6, &isnull)) && !isnull;
	known = !isnull;
	event->area = need_area ? statement_text(0, 7) : NULL;
	posting->sole_area = sole_policy_area(posting->newest_enactment, posting->access_version);
	if (posting->sole_area)
		event->area = posting->sole_area;
	else if (known && !need_area)
	{
		statement_run(&area_st, values, nulls, false, SPI_OK_SELECT);
		event->area = statement_text(0, 7);
	}
	need_area = posting->sole_area == NULL;
	if (known && event->area == NULL)
	{
		statement_run(&first_st, values, NULL, false, SPI_OK_SELECT);
		event->area = statement_text(0, 1);
	}
	if (!known)
		event->subject_id = 0;
}

#define INSERT_ENTRY \
	"INSERT INTO civic_private.entry (epoch, subject_id, rule_id, kind, quantity, occurred_on, effective_on, " \
	"source_id, source_ref, evidence, ref_entry_id) "

/* The entry that stands under an event's source_ref if its content is the event's; an error if it is not; 0 if there is none. */
static int64
find_posted(const Event *event, int32 hundredths)
{
	static Statement st = STATEMENT(
		"SELECT e.entry_id, r.code, e.quantity, e.occurred_on, v.body FROM civic_private.entry e "
		"JOIN civic_private.rule r ON r.rule_id = e.rule_id "
		"LEFT JOIN civic_private.evidence v ON v.subject_id = e.subject_id AND v.entry_id = e.entry_id "
		"WHERE e.subject_id = $1 AND e.source_id = $2 AND e.source_ref = $3",
		INT8OID, INT4OID, TEXTOID);
	Datum		values[3] = {Int64GetDatum(event->subject_id), Int32GetDatum(event->source->source_id),
	CStringGetTextDatum(event->source_ref)};
	bool		isnull,
				same;
	int64		entry_id;
	Datum		body;

	statement_run(&st, values, NULL, false, SPI_OK_SELECT);
	if (SPI_processed == 0)
		return 0;
	entry_id = DatumGetInt64(statement_column(0, 1, &isnull));
	same = strcmp(statement_text(0, 2), event->rule_code) == 0 &&
		DatumGetInt32(statement_column(0, 3, &isnull)) == hundredths &&
		DatumGetDateADT(statement_column(0, 4, &isnull)) == event->occurred_on;
	body = statement_column(0, 5, &isnull);
	same = same && isnull == (event->evidence == NULL) &&
		(isnull || DatumGetBool(DirectFunctionCall2(byteaeq, body, PointerGetDatum(event->evidence))));
	if (!same)
		ereport(ERROR,
				(errcode(ERRCODE_UNIQUE_VIOLATION),
				 errmsg("source_ref \"%s\" was posted with other content", event->source_ref),
				 errdetail("It is entry %lld.", (long long) entry_id),
				 errhint("Reverse that entry, or post the event under a source_ref of its own.")));
	return entry_id;
}

/* An award; or the one that stands under its source_ref already, if that is the same. */
int64
insert_entry(const Event *event, const NewEntry *entry, const Posting *posting)
{
	static Statement st = STATEMENT(
		INSERT_ENTRY "VALUES ($9, $1, $2, 1, $3, $4, $5, $6, $7, $8, NULL) "
		"ON CONFLICT (subject_id, source_id, source_ref) DO NOTHING RETURNING entry_id",
		INT8OID, INT4OID, INT4OID, DATEOID, DATEOID, INT4OID, TEXTOID, BYTEAOID, INT4OID);
	Commitment	c = {NULL, NULL};
	Datum		values[9];
	const Rule *rule = rule_by_id(entry->rule_id);
	bool		isnull;
	int64		entry_id;

	if (earns_together(rule))
		lock_wallet(event->subject_id);
	if (event->evidence)
		c = commit_to(event->evidence);
	values[0] = Int64GetDatum(event->subject_id);
	values[1] = Int32GetDatum(entry->rule_id);
	values[2] = Int32GetDatum(entry->quantity);
	values[3] = DateADTGetDatum(event->occurred_on);
	values[4] = DateADTGetDatum(entry->effective_on);
	values[5] = Int32GetDatum(event->source->source_id);
	values[6] = CStringGetTextDatum(event->source_ref);
	values[7] = PointerGetDatum(c.digest);
	values[8] = Int32GetDatum(posting->epoch);
	statement_run(&st, values, c.digest ? NULL : "       n ", false, SPI_OK_INSERT_RETURNING);
	if (SPI_processed == 0)
		return find_posted(event, entry->quantity);
	entry_id = DatumGetInt64(statement_column(0, 1, &isnull));
	if (event->evidence)
		keep_evidence(event->subject_id, entry_id, &c, event->evidence);
	if (rule->coupons > 0)
		mint_coupons(&(EarnedAward) {event->subject_id, entry_id, entry->rule_id, entry->quantity, event->occurred_on}, 1, posting->today);
	return entry_id;
}

Datum
civic_record(PG_FUNCTION_ARGS)
{
	Event		event = {0};
	Posting		posting;
	Source		source;
	NewEntry	entry;
	Refusal		r;
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

	SPI_connect();
	gather_event(&event, &posting);
	choose_source(GetOuterUserId(), PG_ARGISNULL(6) ? NULL : text_to_cstring(PG_GETARG_TEXT_PP(6)), &posting, &source);
	r = check_posting(&event, &posting, &entry);
	if (r.sqlstate == 0)
		entry_id = insert_entry(&event, &entry, &posting);
	/* a retry stays harmless even if the event could not be posted any more */
	else if (event.subject_id && source.source_id && event.source_ref && event.rule_code && event.has_date &&
			 check_quantity(event.quantity, &entry.quantity).sqlstate == 0)
		entry_id = find_posted(&event, entry.quantity);
	if (entry_id == 0)
		raise_refusal(&r);
	SPI_finish();
	PG_RETURN_INT64(entry_id);
}

/* ----------
 * references to an award
 * ----------
 */

#define FINAL_HINT	"A reversal is final; post the event again under a new source_ref if it was right after all."

/* What a reference refers to.  Raises an error unless it is there. */
static void
find_root(int64 subject_id, int64 entry_id, ReferenceRoot *root)
{
	static Statement st = STATEMENT(
		"SELECT e.kind, e.effective_on, e.source_id, EXISTS (SELECT FROM civic_private.entry r "
		"WHERE r.subject_id = e.subject_id AND r.ref_entry_id = e.entry_id AND r.kind = 2) "
		"FROM civic_private.entry e WHERE e.subject_id = $1 AND e.entry_id = $2",
		INT8OID, INT8OID);
	Datum		values[2] = {Int64GetDatum(subject_id), Int64GetDatum(entry_id)};
	bool		isnull;

	statement_run(&st, values, NULL, false, SPI_OK_SELECT);
	if (SPI_processed == 0)
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_OBJECT),
				 errmsg("subject %lld has no entry %lld", (long long) subject_id, (long long) entry_id)));
	root->kind = DatumGetInt16(statement_column(0, 1, &isnull));
	root->effective_on = DatumGetDateADT(statement_column(0, 2, &isnull));
	root->source_id = DatumGetInt32(statement_column(0, 3, &isnull));
	root->reversed = DatumGetBool(statement_column(0, 4, &isnull));
}

static void
already_reversed(int64 entry_id)
{
	ereport(ERROR,
			(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
			 errmsg("entry %lld has been reversed", (long long) entry_id),
			 errhint(FINAL_HINT)));
}

/* Raise an error unless an entry of that kind may refer to the root. */
static void
check_root(int64 entry_id, const ReferenceRoot *root, int16 kind)
{
	static const char *const kinds[] = {"", "award", "reversal", "suspension", "reinstatement", "repair"};

	if (root->kind != ENTRY_AWARD)
		ereport(ERROR,
				(errcode(ERRCODE_WRONG_OBJECT_TYPE),
				 errmsg("entry %lld is a %s, not an award", (long long) entry_id, kinds[root->kind]),
				 kind == ENTRY_REVERSAL ? errhint(FINAL_HINT) : errhint("Name the award that it refers to.")));
	if (root->reversed)
		already_reversed(entry_id);
}

/*
 * Append a reference to an award whose root was checked, in an SPI connection
 * of the caller's, acting as the owner.  A reference to an award that is still
 * under notice takes effect with it, so that a loss reversed by then never
 * counts.  Its reason is kept as evidence: committed to by the entry, erasable.
 */
static int64
insert_reference(int64 subject_id, int64 entry_id, int16 kind, const int32 *quantity, bytea *reason, DateADT day)
{
	static Statement st = STATEMENT(
		INSERT_ENTRY "SELECT (SELECT p.epoch FROM civic_private.programme p), e.subject_id, e.rule_id, $5, "
		"coalesce($6, e.quantity), e.occurred_on, greatest($3, e.effective_on), e.source_id, NULL, $4, e.entry_id "
		"FROM civic_private.entry e WHERE e.subject_id = $1 AND e.entry_id = $2 "
		"ON CONFLICT (subject_id, ref_entry_id) WHERE kind = 2 DO NOTHING RETURNING entry_id",
		INT8OID, INT8OID, DATEOID, BYTEAOID, INT2OID, INT4OID);
	Commitment	c = {NULL, NULL};
	Datum		values[6];
	char		nulls[] = "      ";
	bool		isnull;
	int64		reference_id;

	if (reason)
		c = commit_to(reason);
	values[0] = Int64GetDatum(subject_id);
	values[1] = Int64GetDatum(entry_id);
	values[2] = DateADTGetDatum(day);
	values[3] = PointerGetDatum(c.digest);
	values[4] = Int16GetDatum(kind);
	values[5] = Int32GetDatum(quantity ? *quantity : 0);
	nulls[3] = reason ? ' ' : 'n';
	nulls[5] = quantity ? ' ' : 'n';
	statement_run(&st, values, nulls, false, SPI_OK_INSERT_RETURNING);
	if (SPI_processed == 0)
		already_reversed(entry_id);
	reference_id = DatumGetInt64(statement_column(0, 1, &isnull));
	if (reason)
		keep_evidence(subject_id, reference_id, &c, reason);
	if (kind == ENTRY_REVERSAL)
	{
		claw_back_coupons(subject_id, entry_id);
		(void) annul_case(subject_id, entry_id, day);
	}
	return reference_id;
}

/*
 * Append an entry that refers to an award, with effect from a day; quantity is
 * a repair's share so far, NULL for the other kinds.  In an SPI connection of
 * the caller's, acting as the owner.
 */
int64
refer_to(int64 subject_id, int64 entry_id, int16 kind, const int32 *quantity, bytea *reason, DateADT day)
{
	ReferenceRoot root;

	find_root(subject_id, entry_id, &root);
	check_root(entry_id, &root, kind);
	return insert_reference(subject_id, entry_id, kind, quantity, reason, day);
}

static void
check_reference(int16 kind, bool has_share, int32 share)
{
	if (kind < ENTRY_REVERSAL || kind > ENTRY_REPAIR)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("no reference has kind %d", kind),
				 errhint("2 is a reversal, 3 a suspension, 4 a reinstatement, 5 a repair.")));
	if (has_share != (kind == ENTRY_REPAIR))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 has_share ? errmsg("only a repair has a quantity of its own") :
				 errmsg("a repair needs the share restored so far")));
	if (has_share && (share < 0 || share > SHARE_ONE))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("restored share out of range: %d", share),
				 errhint("It is in basis points, from 0 to 10000.")));
}

Datum
civic_refer(PG_FUNCTION_ARGS)
{
	static const char *const names[] = {"subject_id", "entry_id", "kind"};
	int32		share = PG_ARGISNULL(3) ? 0 : PG_GETARG_INT32(3);
	int64		reference_id;

	for (int i = 0; i < 3; i++)
		if (PG_ARGISNULL(i))
			null_argument(names[i]);
	if (PG_ARGISNULL(5))
		null_argument("day");
	check_reference(PG_GETARG_INT16(2), !PG_ARGISNULL(3), share);
	(void) checked_date(PG_GETARG_DATEADT(5), "day");
	(void) programme_seen();
	SPI_connect();
	reference_id = refer_to(PG_GETARG_INT64(0), PG_GETARG_INT64(1), PG_GETARG_INT16(2), PG_ARGISNULL(3) ? NULL : &share,
							PG_ARGISNULL(4) ? NULL : (bytea *) PG_GETARG_TEXT_PP(4), PG_GETARG_DATEADT(5));
	SPI_finish();
	PG_RETURN_INT64(reference_id);
}

Datum
civic_reverse(PG_FUNCTION_ARGS)
{
	Event		nothing = {0};
	Posting		posting;
	ReferenceRoot root;
	int64		reversal_id;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		null_argument(PG_ARGISNULL(0) ? "subject_id" : "entry_id");
	if (PG_ARGISNULL(2) || VARSIZE_ANY_EXHDR(PG_GETARG_TEXT_PP(2)) == 0)
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("a reversal needs a reason")));
	SPI_connect();
	gather_event(&nothing, &posting);
	find_root(PG_GETARG_INT64(0), PG_GETARG_INT64(1), &root);
	if (!may_reverse(GetOuterUserId(), root.source_id, &posting))
		ereport(ERROR,
				(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
				 errmsg("permission denied to reverse entry %lld", (long long) PG_GETARG_INT64(1)),
				 errhint("Reviewers reverse any entry, recorders those of their own source.")));
	check_root(PG_GETARG_INT64(1), &root, ENTRY_REVERSAL);
	reversal_id = insert_reference(PG_GETARG_INT64(0), PG_GETARG_INT64(1), ENTRY_REVERSAL, NULL,
								   (bytea *) PG_GETARG_TEXT_PP(2), posting.today);
	SPI_finish();
	PG_RETURN_INT64(reversal_id);
}
