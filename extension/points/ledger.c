/*-------------------------------------------------------------------------
 *
 * ledger.c
 *	  Posting to the ledger: one entry, a reversal, or the inbox.
 *
 * One function, check_posting(), decides whether an event may be posted and
 * as what; record() and post_inbox() differ only in how they gather what it
 * needs to know and in what becomes of a refusal.
 *
 * Lock protocol.  Posting takes no lock but those of its own rows.  Two
 * posters of one (subject, source, source_ref) meet at the unique index: the
 * second waits, inserts nothing, and compares what is there with what it
 * brought.  Two reversals meet at theirs.  post_inbox() locks the inbox rows
 * it takes and skips those that another call has locked.
 *
 *-------------------------------------------------------------------------
 */
#include "common.h"

#include "access/htup_details.h"
#include "access/xact.h"
#include "catalog/pg_type.h"
#include "common/cryptohash.h"
#include "common/sha2.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "nodes/parsenodes.h"
#include "utils/acl.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/memutils.h"
#include "utils/snapmgr.h"

PG_FUNCTION_INFO_V1(civic_record);
PG_FUNCTION_INFO_V1(civic_reverse);
PG_FUNCTION_INFO_V1(civic_post_inbox);

#define SALT_BYTES		32
#define SOURCE_REF_MAX	1024
#define BATCH_MAX		1000000

/* Why an event is not posted. */
typedef struct Refusal
{
	int			sqlstate;		/* 0: it is */
	const char *reason;
	const char *detail;
	const char *hint;
} Refusal;

/* A source, and whether an actor may record for it. */
typedef struct Source
{
	int32		source_id;		/* 0: refused */
	List	   *rules;			/* codes it may use; NIL = all */
	bool		restricted;
	Refusal		refusal;
} Source;

/* An event, and what the database knows about its subject and source. */
typedef struct Event
{
	int64		subject_id;		/* 0: unknown */
	bool		unnamed;		/* the inbox row has no external id */
	const char *area;			/* where the subject lived when it occurred */
	bool		consent;
	const char *rule_code;
	Numeric		quantity;
	bool		has_date;
	DateADT		occurred_on;
	const char *source_ref;
	bytea	   *evidence;
	const Source *source;
} Event;

/* What every event of a call shares. */
typedef struct Posting
{
	pg_tz	   *zone;
	DateADT		today;
	int32		newest_enactment;
} Posting;

/* The entry that an event becomes. */
typedef struct NewEntry
{
	int32		rule_id;
	int32		quantity;		/* hundredths */
	DateADT		effective_on;
} NewEntry;

static Refusal
refuse(int sqlstate, const char *reason, const char *detail, const char *hint)
{
	return (Refusal) {sqlstate, reason, detail, hint};
}

static void
raise_refusal(const Refusal *r)
{
	ereport(ERROR,
			(errcode(r->sqlstate),
			 errmsg("%s", r->reason),
			 r->detail ? errdetail("%s", r->detail) : 0,
			 r->hint ? errhint("%s", r->hint) : 0));
}

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
	const char *text;

	if (!event->has_date)
		return refuse(ERRCODE_NULL_VALUE_NOT_ALLOWED, "occurred_on must not be null", NULL, NULL);
	text = DatumGetCString(DirectFunctionCall1(date_out, DateADTGetDatum(event->occurred_on)));
	if (DATE_NOT_FINITE(event->occurred_on) || !cal_valid(event->occurred_on))
		return refuse(ERRCODE_DATETIME_FIELD_OVERFLOW, "occurred_on out of range",
					  psprintf("It is %s.", text), "Dates lie between 1900-01-01 and 9999-12-31.");
	if (event->occurred_on > today)
		return refuse(ERRCODE_DATETIME_FIELD_OVERFLOW, "occurred_on lies in the future",
					  psprintf("It is %s, and in the programme's time zone today is %s.", text,
							   DatumGetCString(DirectFunctionCall1(date_out, DateADTGetDatum(today)))),
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
		return refuse(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE,
					  psprintf("no policy is in force for area \"%s\" on %s", event->area,
							   DatumGetCString(DirectFunctionCall1(date_out, DateADTGetDatum(event->occurred_on)))),
					  NULL, "Enact a policy for the area or one above it with civic.enact_policy().");
	*rule_id = rule_id_of(policy_id, event->rule_code);
	if (*rule_id == 0)
		return refuse(ERRCODE_UNDEFINED_OBJECT, psprintf("unknown rule \"%.100s\"", event->rule_code),
					  psprintf("Policy %d, in force for area \"%s\" on %s, has no such rule.", policy_id, event->area,
							   DatumGetCString(DirectFunctionCall1(date_out, DateADTGetDatum(event->occurred_on)))),
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
					  "civic.consent() records that consent was given.");
	if (rule->evidence_required && event->evidence == NULL)
		return refuse(ERRCODE_NOT_NULL_VIOLATION, "the rule requires evidence",
					  psprintf("Rule \"%s\" is posted with evidence only.", event->rule_code),
					  "Pass the document, or a digest of it, as evidence.");
	return (Refusal) {0};
}

/* May this event be posted, and as what? */
static Refusal
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
 * sources
 * ----------
 */

static bool
rules_everything(Oid actor)
{
	return superuser_arg(actor) || has_privs_of_role(actor, owner_id());
}

#define HOLDS_GRANT(actor) \
	"pg_catalog.pg_has_role(" actor ", pg_catalog.to_regrole(pg_catalog.quote_ident(g.role))::pg_catalog.oid, 'USAGE')"

/* Read the one source that a query found: id, rules. */
static void
read_source(uint64 row, Source *source)
{
	bool		isnull;
	Datum		rules,
			   *codes;
	int			n;

	source->source_id = DatumGetInt32(statement_column(row, 1, &isnull));
	rules = statement_column(row, 2, &isnull);
	source->restricted = !isnull;
	if (isnull)
		return;
	deconstruct_array(DatumGetArrayTypeP(rules), TEXTOID, -1, false, TYPALIGN_INT, &codes, NULL, &n);
	for (int i = 0; i < n; i++)
		source->rules = lappend(source->rules, TextDatumGetCString(codes[i]));
}

/*
 * The source that an actor records for: the one named, or the only one, or
 * the programme office.  In an SPI connection of the caller's.
 */
static void
choose_source(Oid actor, const char *code, Source *source)
{
	static Statement st = STATEMENT(
		"SELECT s.source_id, s.rules, s.code = 'office', $3 OR EXISTS (SELECT FROM civic_private.access_grant g "
		"WHERE g.profile = 'recorder' AND g.source_id = s.source_id AND " HOLDS_GRANT("$2") ") AS held "
		"FROM civic_private.source s WHERE $1 IS NULL OR s.code = $1 ORDER BY held DESC, 3 DESC",
		TEXTOID, OIDOID, BOOLOID);
	Datum		values[3] = {code ? CStringGetTextDatum(code) : (Datum) 0, ObjectIdGetDatum(actor),
	BoolGetDatum(rules_everything(actor))};
	bool		isnull,
				held[2] = {false, false},
				office;

	memset(source, 0, sizeof(*source));
	statement_run(&st, values, code ? "   " : "n  ", true, SPI_OK_SELECT);
	if (SPI_processed == 0)
	{
		source->refusal = refuse(ERRCODE_UNDEFINED_OBJECT, psprintf("unknown source \"%.100s\"", code ? code : ""), NULL,
								 "Define it with civic.define_source().");
		return;
	}
	for (uint64 row = 0; row < SPI_processed && row < 2; row++)
		held[row] = DatumGetBool(statement_column(row, 4, &isnull));
	office = DatumGetBool(statement_column(0, 3, &isnull));
	if (!held[0])
		source->refusal = refuse(ERRCODE_INSUFFICIENT_PRIVILEGE,
								 code ? psprintf("permission denied for source \"%.100s\"", code) : "permission denied to record for any source",
								 NULL, "civic.grant_access(role, 'recorder', source) gives the right.");
	else if (held[1] && !office)
		source->refusal = refuse(ERRCODE_INVALID_PARAMETER_VALUE, "the source must be named",
								 "The caller may record for several.", "Pass its code as source.");
	else
		read_source(0, source);
}

/* ----------
 * evidence
 * ----------
 */

typedef struct Commitment
{
	bytea	   *salt;
	bytea	   *digest;
} Commitment;

/* SHA-256 over a label, a random salt and the body: binds to the body and tells nothing about it. */
static Commitment
commit_to(const bytea *body)
{
	static const uint8 label[] = {'C', 'V', 'C', 'e', 1};
	Commitment	c = {palloc(VARHDRSZ + SALT_BYTES), palloc(VARHDRSZ + PG_SHA256_DIGEST_LENGTH)};
	pg_cryptohash_ctx *ctx = pg_cryptohash_create(PG_SHA256);

	SET_VARSIZE(c.salt, VARHDRSZ + SALT_BYTES);
	SET_VARSIZE(c.digest, VARHDRSZ + PG_SHA256_DIGEST_LENGTH);
	if (!pg_strong_random(VARDATA(c.salt), SALT_BYTES) ||
		ctx == NULL || pg_cryptohash_init(ctx) < 0 ||
		pg_cryptohash_update(ctx, label, sizeof(label)) < 0 ||
		pg_cryptohash_update(ctx, (uint8 *) VARDATA(c.salt), SALT_BYTES) < 0 ||
		pg_cryptohash_update(ctx, (const uint8 *) VARDATA_ANY(body), VARSIZE_ANY_EXHDR(body)) < 0 ||
		pg_cryptohash_final(ctx, (uint8 *) VARDATA(c.digest), PG_SHA256_DIGEST_LENGTH) < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INTERNAL_ERROR),
				 errmsg("could not commit to evidence")));
	pg_cryptohash_free(ctx);
	return c;
}

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

#define EVENT_AREA(subject, day) \
	"(SELECT r.area FROM civic_private.residence r WHERE r.subject_id = " subject \
	" ORDER BY r.since <= " day " DESC, CASE WHEN r.since <= " day " THEN r.since END DESC," \
	" CASE WHEN r.since <= " day " THEN r.residence_id END DESC, r.since, r.residence_id LIMIT 1)::pg_catalog.text"
#define EVENT_CONSENT(subject) \
	"(SELECT c.given FROM civic_private.consent c WHERE c.subject_id = " subject " ORDER BY c.consent_id DESC LIMIT 1)"

/* Fill in what the database knows about an event's subject, and what the call needs. */
static void
gather_event(Event *event, Posting *posting)
{
	static Statement st = STATEMENT(
		"SELECT p.layout_version, p.time_zone, p.newest_enactment, "
		EVENT_AREA("$1", "$2") ", " EVENT_CONSENT("$1") " FROM civic_private.programme p",
		INT8OID, DATEOID);
	Datum		values[2] = {Int64GetDatum(event->subject_id), DateADTGetDatum(event->occurred_on)};
	bool		isnull;

	require_programme();
	statement_run(&st, values, event->has_date ? NULL : " n", false, SPI_OK_SELECT);
	if (SPI_processed != 1)
		elog(ERROR, "the programme's own row is missing");
	require_layout(DatumGetInt32(statement_column(0, 1, &isnull)));
	posting->zone = programme_zone(statement_text(0, 2));
	posting->today = date_in_zone(GetCurrentTimestamp(), posting->zone);
	posting->newest_enactment = DatumGetInt32(statement_column(0, 3, &isnull));
	event->area = statement_text(0, 4);
	event->consent = DatumGetBool(statement_column(0, 5, &isnull)) && !isnull;
	if (event->area == NULL)
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

static int64
insert_entry(const Event *event, const NewEntry *entry)
{
	static Statement st = STATEMENT(
		INSERT_ENTRY "SELECT p.epoch, $1, $2, 1, $3, $4, $5, $6, $7, $8, NULL FROM civic_private.programme p "
		"ON CONFLICT (subject_id, source_id, source_ref) DO NOTHING RETURNING entry_id",
		INT8OID, INT4OID, INT4OID, DATEOID, DATEOID, INT4OID, TEXTOID, BYTEAOID);
	Commitment	c = {NULL, NULL};
	Datum		values[8];
	bool		isnull;
	int64		entry_id;

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
	statement_run(&st, values, c.digest ? NULL : "       n", false, SPI_OK_INSERT_RETURNING);
	if (SPI_processed == 0)
		return find_posted(event, entry->quantity);
	entry_id = DatumGetInt64(statement_column(0, 1, &isnull));
	if (event->evidence)
		keep_evidence(event->subject_id, entry_id, &c, event->evidence);
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
	choose_source(GetOuterUserId(), PG_ARGISNULL(6) ? NULL : text_to_cstring(PG_GETARG_TEXT_PP(6)), &source);
	r = check_posting(&event, &posting, &entry);
	if (r.sqlstate == 0)
		entry_id = insert_entry(&event, &entry);
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
 * reverse
 * ----------
 */

typedef struct ReversalRoot
{
	int16		kind;
	DateADT		effective_on;
	bool		may_reverse;
	pg_tz	   *zone;
} ReversalRoot;

static void
find_root(int64 subject_id, int64 entry_id, ReversalRoot *root)
{
	static Statement st = STATEMENT(
		"SELECT p.layout_version, p.time_zone, e.kind, e.effective_on, EXISTS (SELECT FROM civic_private.access_grant g "
		"WHERE (g.profile = 'reviewer' OR g.profile = 'recorder' AND g.source_id = e.source_id) AND " HOLDS_GRANT("$3") ") "
		"FROM civic_private.programme p LEFT JOIN civic_private.entry e ON e.subject_id = $1 AND e.entry_id = $2",
		INT8OID, INT8OID, OIDOID);
	Datum		values[3] = {Int64GetDatum(subject_id), Int64GetDatum(entry_id), ObjectIdGetDatum(GetOuterUserId())};
	bool		isnull;

	require_programme();
	statement_run(&st, values, NULL, false, SPI_OK_SELECT);
	require_layout(DatumGetInt32(statement_column(0, 1, &isnull)));
	root->zone = programme_zone(statement_text(0, 2));
	root->kind = DatumGetInt16(statement_column(0, 3, &isnull));
	if (isnull)
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_OBJECT),
				 errmsg("subject %lld has no entry %lld", (long long) subject_id, (long long) entry_id)));
	root->effective_on = DatumGetDateADT(statement_column(0, 4, &isnull));
	root->may_reverse = DatumGetBool(statement_column(0, 5, &isnull)) || rules_everything(GetOuterUserId());
}

static void
check_reversal(int64 entry_id, const ReversalRoot *root)
{
	static const char *const kinds[] = {"", "award", "reversal", "suspension", "reinstatement", "repair"};

	if (!root->may_reverse)
		ereport(ERROR,
				(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
				 errmsg("permission denied to reverse entry %lld", (long long) entry_id),
				 errhint("Reviewers reverse any entry, recorders those of their own source.")));
	if (root->kind != ENTRY_AWARD)
		ereport(ERROR,
				(errcode(ERRCODE_WRONG_OBJECT_TYPE),
				 errmsg("entry %lld is a %s, not an award", (long long) entry_id, kinds[root->kind]),
				 errhint("A reversal is final; post the event again under a new source_ref if it was right after all.")));
}

Datum
civic_reverse(PG_FUNCTION_ARGS)
{
	static Statement st = STATEMENT(
		INSERT_ENTRY "SELECT e.epoch, e.subject_id, e.rule_id, 2, e.quantity, e.occurred_on, $3, e.source_id, NULL, $4, e.entry_id "
		"FROM civic_private.entry e WHERE e.subject_id = $1 AND e.entry_id = $2 "
		"ON CONFLICT (subject_id, ref_entry_id) WHERE kind = 2 DO NOTHING RETURNING entry_id",
		INT8OID, INT8OID, DATEOID, BYTEAOID);
	ReversalRoot root;
	Commitment	c;
	Datum		values[4];
	bytea	   *reason;
	bool		isnull;
	int64		reversal_id;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		null_argument(PG_ARGISNULL(0) ? "subject_id" : "entry_id");
	if (PG_ARGISNULL(2) || VARSIZE_ANY_EXHDR(PG_GETARG_TEXT_PP(2)) == 0)
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("a reversal needs a reason")));
	/* the reason is kept as evidence: committed to by the entry, erasable */
	reason = (bytea *) PG_GETARG_TEXT_PP(2);
	SPI_connect();
	find_root(PG_GETARG_INT64(0), PG_GETARG_INT64(1), &root);
	check_reversal(PG_GETARG_INT64(1), &root);
	c = commit_to(reason);
	values[0] = PG_GETARG_DATUM(0);
	values[1] = PG_GETARG_DATUM(1);
	/* a loss reversed during its notice never counts: both take effect together */
	values[2] = DateADTGetDatum(Max(date_in_zone(GetCurrentTimestamp(), root.zone), root.effective_on));
	values[3] = PointerGetDatum(c.digest);
	statement_run(&st, values, NULL, false, SPI_OK_INSERT_RETURNING);
	if (SPI_processed == 0)
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("entry %lld has been reversed", (long long) PG_GETARG_INT64(1)),
				 errhint("A reversal is final; post the event again under a new source_ref if it was right after all.")));
	reversal_id = DatumGetInt64(statement_column(0, 1, &isnull));
	keep_evidence(PG_GETARG_INT64(0), reversal_id, &c, reason);
	SPI_finish();
	PG_RETURN_INT64(reversal_id);
}

/* ----------
 * the inbox
 * ----------
 */

/* The sources of a batch's submitters, looked up once each. */
typedef struct SubmitterSource
{
	const char *submitter;
	const char *code;			/* NULL: not named */
	Source		source;
} SubmitterSource;

/* Columns of a batch's new entries, to be unnested by one statement. */
typedef enum PostColumn
{
	POST_SUBJECT,
	POST_RULE,
	POST_QUANTITY,
	POST_OCCURRED,
	POST_EFFECTIVE,
	POST_SOURCE,
	POST_REF,
	POST_COMMITMENT,
	POST_ACTOR,
	POST_SALT,
	POST_BODY,
	POST_CODE,
	POST_INBOX,
	POST_COLUMNS
} PostColumn;

typedef struct Batch
{
	int			n;				/* new entries */
	Datum	   *columns[POST_COLUMNS];
	bool	   *no_evidence;	/* commitment, salt and body are null */
	bool		any_evidence;
	int			n_rejected;
	Datum	   *rejected[4];	/* inbox_id, sqlstate, reason, detail */
	int64		last_inbox_id;
	List	   *sources;
} Batch;

static const Oid post_types[POST_COLUMNS] = {INT8OID, INT4OID, INT4OID, DATEOID, DATEOID, INT4OID, TEXTOID,
BYTEAOID, TEXTOID, BYTEAOID, BYTEAOID, TEXTOID, INT8OID};

static Datum
make_array(Datum *values, bool *nulls, int n, Oid type)
{
	int			dims[1] = {n};
	int			lower[1] = {1};
	bool		byval = type == INT8OID || type == INT4OID || type == DATEOID;
	int			len = type == INT8OID ? 8 : byval ? 4 : -1;

	return PointerGetDatum(construct_md_array(values, nulls, 1, dims, lower, type, len, byval,
											  type == INT8OID ? TYPALIGN_DOUBLE : TYPALIGN_INT));
}

static Datum
batch_array(const Batch *batch, PostColumn column)
{
	bool		nullable = column == POST_COMMITMENT || column == POST_SALT || column == POST_BODY;

	return make_array(batch->columns[column], nullable ? batch->no_evidence : NULL, batch->n, post_types[column]);
}

static void
reject(Batch *batch, int64 inbox_id, const Refusal *r)
{
	int			i = batch->n_rejected++;
	const char *detail = r->detail ? r->detail : "";

	if (r->hint)
		detail = psprintf("%s%s%s", detail, *detail ? " " : "", r->hint);
	batch->rejected[0][i] = Int64GetDatum(inbox_id);
	batch->rejected[1][i] = CStringGetTextDatum(unpack_sql_state(r->sqlstate));
	batch->rejected[2][i] = CStringGetTextDatum(r->reason);
	batch->rejected[3][i] = CStringGetTextDatum(detail);
}

static bool
same_text(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

static const Source *
submitter_source(Batch *batch, const char *submitter, const char *code)
{
	SubmitterSource *s;
	ListCell   *lc;
	Oid			role;

	foreach(lc, batch->sources)
	{
		s = lfirst(lc);
		if (strcmp(s->submitter, submitter) == 0 && same_text(s->code, code))
			return &s->source;
	}
	s = palloc0(sizeof(SubmitterSource));
	s->submitter = submitter;
	s->code = code;
	role = get_role_oid(submitter, true);
	if (OidIsValid(role))
	{
		SPITupleTable *outer = SPI_tuptable;
		uint64		outer_processed = SPI_processed;

		choose_source(role, code, &s->source);
		SPI_tuptable = outer;
		SPI_processed = outer_processed;
	}
	else
		s->source.refusal = refuse(ERRCODE_UNDEFINED_OBJECT, psprintf("role \"%s\" does not exist", submitter), NULL, NULL);
	batch->sources = lappend(batch->sources, s);
	return &s->source;
}

static void
accept_event(Batch *batch, const Event *event, const NewEntry *entry, int64 inbox_id, const char *submitter)
{
	int			i = batch->n++;

	batch->columns[POST_SUBJECT][i] = Int64GetDatum(event->subject_id);
	batch->columns[POST_RULE][i] = Int32GetDatum(entry->rule_id);
	batch->columns[POST_QUANTITY][i] = Int32GetDatum(entry->quantity);
	batch->columns[POST_OCCURRED][i] = DateADTGetDatum(event->occurred_on);
	batch->columns[POST_EFFECTIVE][i] = DateADTGetDatum(entry->effective_on);
	batch->columns[POST_SOURCE][i] = Int32GetDatum(event->source->source_id);
	batch->columns[POST_REF][i] = CStringGetTextDatum(event->source_ref);
	batch->columns[POST_ACTOR][i] = CStringGetTextDatum(submitter);
	batch->columns[POST_CODE][i] = CStringGetTextDatum(event->rule_code);
	batch->columns[POST_INBOX][i] = Int64GetDatum(inbox_id);
	batch->no_evidence[i] = event->evidence == NULL;
	if (event->evidence)
	{
		Commitment	c = commit_to(event->evidence);

		batch->any_evidence = true;
		batch->columns[POST_COMMITMENT][i] = PointerGetDatum(c.digest);
		batch->columns[POST_SALT][i] = PointerGetDatum(c.salt);
		batch->columns[POST_BODY][i] = PointerGetDatum(event->evidence);
	}
}

/* Columns of the query that takes a batch. */
enum
{
	IN_ID = 1, IN_SUBJECT, IN_AREA, IN_CONSENT, IN_RULE, IN_QUANTITY, IN_DATE, IN_REF, IN_EVIDENCE, IN_SOURCE, IN_SUBMITTER,
	IN_UNNAMED
};

static void
judge_row(Batch *batch, uint64 row, const Posting *posting)
{
	Event		event = {0};
	NewEntry	entry;
	Refusal		r;
	Datum		value;
	bool		isnull;
	int64		inbox_id = DatumGetInt64(statement_column(row, IN_ID, &isnull));
	char	   *submitter = statement_text(row, IN_SUBMITTER);

	event.subject_id = DatumGetInt64(statement_column(row, IN_SUBJECT, &isnull));
	if (isnull)
		event.subject_id = 0;
	event.unnamed = DatumGetBool(statement_column(row, IN_UNNAMED, &isnull));
	event.area = statement_text(row, IN_AREA);
	event.consent = DatumGetBool(statement_column(row, IN_CONSENT, &isnull)) && !isnull;
	event.rule_code = statement_text(row, IN_RULE);
	value = statement_column(row, IN_QUANTITY, &isnull);
	event.quantity = isnull ? NULL : DatumGetNumeric(value);
	event.occurred_on = DatumGetDateADT(statement_column(row, IN_DATE, &isnull));
	event.has_date = !isnull;
	event.source_ref = statement_text(row, IN_REF);
	value = statement_column(row, IN_EVIDENCE, &isnull);
	event.evidence = isnull ? NULL : DatumGetByteaPP(value);
	event.source = submitter_source(batch, submitter, statement_text(row, IN_SOURCE));

	batch->last_inbox_id = Max(batch->last_inbox_id, inbox_id);
	r = check_posting(&event, posting, &entry);
	if (r.sqlstate)
		reject(batch, inbox_id, &r);
	else
		accept_event(batch, &event, &entry, inbox_id, submitter);
}

/* Insert the entries of a batch; those whose source_ref stands with other content become rejections. */
static void
insert_batch(Batch *batch)
{
	static Statement insert_st = STATEMENT(
		"INSERT INTO civic_private.entry (epoch, subject_id, rule_id, kind, quantity, occurred_on, effective_on, "
		"source_id, source_ref, evidence, actor) "
		"SELECT p.epoch, u.subject_id, u.rule_id, 1, u.quantity, u.occurred_on, u.effective_on, u.source_id, u.source_ref, "
		"u.evidence, u.actor FROM civic_private.programme p, unnest($1, $2, $3, $4, $5, $6, $7, $8, $9) "
		"u (subject_id, rule_id, quantity, occurred_on, effective_on, source_id, source_ref, evidence, actor) "
		"ON CONFLICT (subject_id, source_id, source_ref) DO NOTHING",
		INT8ARRAYOID, INT4ARRAYOID, INT4ARRAYOID, DATEARRAYOID, DATEARRAYOID, INT4ARRAYOID, TEXTARRAYOID, BYTEAARRAYOID, TEXTARRAYOID);
	static Statement evidence_st = STATEMENT(
		"INSERT INTO civic_private.evidence SELECT e.subject_id, e.entry_id, u.salt, u.body "
		"FROM unnest($1, $2, $3, $4, $5, $6) u (subject_id, source_id, source_ref, evidence, salt, body) "
		"JOIN civic_private.entry e ON e.subject_id = u.subject_id AND e.source_id = u.source_id "
		"AND e.source_ref = u.source_ref AND e.evidence = u.evidence",
		INT8ARRAYOID, INT4ARRAYOID, TEXTARRAYOID, BYTEAARRAYOID, BYTEAARRAYOID, BYTEAARRAYOID);
	static Statement conflict_st = STATEMENT(
		"SELECT u.inbox_id, u.source_ref, e.entry_id "
		"FROM unnest($1, $2, $3, $4, $5, $6, $7, $8) "
		"u (subject_id, source_id, source_ref, code, quantity, occurred_on, body, inbox_id) "
		"JOIN civic_private.entry e ON e.subject_id = u.subject_id AND e.source_id = u.source_id AND e.source_ref = u.source_ref "
		"JOIN civic_private.rule r ON r.rule_id = e.rule_id "
		"LEFT JOIN civic_private.evidence v ON v.subject_id = e.subject_id AND v.entry_id = e.entry_id "
		"WHERE r.code <> u.code OR e.quantity <> u.quantity OR e.occurred_on <> u.occurred_on OR v.body IS DISTINCT FROM u.body",
		INT8ARRAYOID, INT4ARRAYOID, TEXTARRAYOID, TEXTARRAYOID, INT4ARRAYOID, DATEARRAYOID, BYTEAARRAYOID, INT8ARRAYOID);
	static const PostColumn evidence_columns[] = {POST_SUBJECT, POST_SOURCE, POST_REF, POST_COMMITMENT, POST_SALT, POST_BODY};
	static const PostColumn conflict_columns[] = {POST_SUBJECT, POST_SOURCE, POST_REF, POST_CODE, POST_QUANTITY, POST_OCCURRED,
	POST_BODY, POST_INBOX};
	Datum		values[9];

	for (int i = 0; i < 9; i++)
		values[i] = batch_array(batch, (PostColumn) i);
	statement_run(&insert_st, values, NULL, false, SPI_OK_INSERT);
	if (SPI_processed == (uint64) batch->n && !batch->any_evidence)
		return;
	if (batch->any_evidence)
	{
		for (int i = 0; i < 6; i++)
			values[i] = batch_array(batch, evidence_columns[i]);
		statement_run(&evidence_st, values, NULL, false, SPI_OK_INSERT);
	}
	for (int i = 0; i < 8; i++)
		values[i] = batch_array(batch, conflict_columns[i]);
	statement_run(&conflict_st, values, NULL, false, SPI_OK_SELECT);
	for (uint64 row = 0; row < SPI_processed; row++)
	{
		bool		isnull;
		Refusal		r = refuse(ERRCODE_UNIQUE_VIOLATION,
							   psprintf("source_ref \"%s\" was posted with other content", statement_text(row, 2)),
							   psprintf("It is entry %lld.", (long long) DatumGetInt64(statement_column(row, 3, &isnull))),
							   "Reverse that entry, or post the event under a source_ref of its own.");

		reject(batch, DatumGetInt64(statement_column(row, 1, &isnull)), &r);
	}
}

/* Keep rejected rows with their reason, and take the others out of the inbox. */
static void
clear_batch(Batch *batch, Datum all_ids)
{
	static Statement reject_st = STATEMENT(
		"UPDATE civic.inbox i SET rejected_at = pg_catalog.clock_timestamp(), sqlstate = u.sqlstate, reason = u.reason, "
		"detail = nullif(u.detail, '') FROM unnest($1, $2, $3, $4) u (inbox_id, sqlstate, reason, detail) "
		"WHERE i.inbox_id = u.inbox_id",
		INT8ARRAYOID, TEXTARRAYOID, TEXTARRAYOID, TEXTARRAYOID);
	static Statement delete_st = STATEMENT("DELETE FROM civic.inbox i WHERE i.inbox_id = ANY ($1) AND i.rejected_at IS NULL", INT8ARRAYOID);
	Datum		values[4];

	if (batch->n_rejected > 0)
	{
		for (int i = 0; i < 4; i++)
			values[i] = make_array(batch->rejected[i], NULL, batch->n_rejected, i ? TEXTOID : INT8OID);
		statement_run(&reject_st, values, NULL, false, SPI_OK_UPDATE);
	}
	statement_run(&delete_st, &all_ids, NULL, false, SPI_OK_DELETE);
}

static void
start_batch(Batch *batch, int room)
{
	memset(batch, 0, sizeof(*batch));
	for (int i = 0; i < POST_COLUMNS; i++)
		batch->columns[i] = palloc(sizeof(Datum) * room);
	for (int i = 0; i < 4; i++)
		batch->rejected[i] = palloc(sizeof(Datum) * room);
	batch->no_evidence = palloc(sizeof(bool) * room);
}

/*
 * Post up to "limit" rows behind an inbox id.  Returns how many were taken;
 * the caller has an SPI connection and acts as the owner.
 */
static int64
post_batch(int64 after, int32 limit, int64 *last, int64 *posted, int64 *rejected)
{
	static Statement take_st = STATEMENT(
		"SELECT i.inbox_id, i.subject_id, " EVENT_AREA("i.subject_id", "i.occurred_on") ", " EVENT_CONSENT("i.subject_id") ", "
		"i.rule_code, i.quantity, i.occurred_on, i.source_ref, i.evidence, i.source, i.submitted_by::pg_catalog.text, "
		"i.external_id IS NULL "
		"FROM (SELECT b.*, (SELECT s.subject_id FROM civic_private.subject s "
		"WHERE s.lookup = civic.subject_lookup(b.external_id)) AS subject_id "
		"FROM (SELECT * FROM civic.inbox WHERE inbox_id > $1 AND rejected_at IS NULL "
		"ORDER BY inbox_id LIMIT $2 FOR UPDATE SKIP LOCKED) b OFFSET 0) i "
		/* by subject, as the ledger's index is; within one, in the order of arrival */
		"ORDER BY i.subject_id, i.inbox_id",
		INT8OID, INT4OID);
	Datum		values[2] = {Int64GetDatum(after), Int32GetDatum(limit)};
	Datum	   *ids;
	Event		nobody = {0};
	Posting		posting;
	Batch		batch;
	uint64		taken;
	bool		isnull;

	gather_event(&nobody, &posting);
	statement_run(&take_st, values, NULL, false, SPI_OK_SELECT);
	taken = SPI_processed;
	*last = after;
	if (taken == 0)
		return 0;
	/* conflicts are rejected after they were accepted, so there is room for both */
	start_batch(&batch, (int) taken);
	ids = palloc(sizeof(Datum) * taken);
	for (uint64 row = 0; row < taken; row++)
	{
		ids[row] = statement_column(row, IN_ID, &isnull);
		judge_row(&batch, row, &posting);
	}
	if (batch.n > 0)
		insert_batch(&batch);
	clear_batch(&batch, make_array(ids, NULL, (int) taken, INT8OID));
	*last = batch.last_inbox_id;
	*posted += (int64) taken - batch.n_rejected;
	*rejected += batch.n_rejected;
	return (int64) taken;
}

/* Tell the progress view where we are; done < 0 takes us out of it. */
static void
show_progress(int64 done)
{
	static Statement start_st = STATEMENT(
		"INSERT INTO civic_private.posting (pid, backend_start, started_at, done, total) "
		"SELECT pg_catalog.pg_backend_pid(), $1, pg_catalog.clock_timestamp(), 0, pg_catalog.count(*) "
		"FROM civic.inbox i WHERE i.rejected_at IS NULL "
		"ON CONFLICT (pid) DO UPDATE SET backend_start = excluded.backend_start, started_at = excluded.started_at, "
		"done = 0, total = excluded.total",
		TIMESTAMPTZOID);
	static Statement step_st = STATEMENT("UPDATE civic_private.posting p SET done = $1 WHERE p.pid = pg_catalog.pg_backend_pid()", INT8OID);
	static Statement end_st = STATEMENT("DELETE FROM civic_private.posting p WHERE p.pid = pg_catalog.pg_backend_pid()");
	Datum		value = done == 0 ? TimestampTzGetDatum(MyStartTimestamp) : Int64GetDatum(done);

	if (done == 0)
		statement_run(&start_st, &value, NULL, false, SPI_OK_INSERT);
	else if (done > 0)
		statement_run(&step_st, &value, NULL, false, SPI_OK_UPDATE);
	else
		statement_run(&end_st, NULL, NULL, false, SPI_OK_DELETE);
}

/* One transaction of post_inbox(), or one part of it inside a transaction block. */
static int64
post_step(bool atomic, int64 done, int64 *last, int32 limit, int64 *posted, int64 *rejected)
{
	OwnerScope	scope;
	int64		taken = 0;

	SPI_connect_ext(atomic ? 0 : SPI_OPT_NONATOMIC);
	PushActiveSnapshot(GetTransactionSnapshot());
	owner_begin(&scope);
	if (done == 0)
		require_programme();
	/* the first step only announces the total, so that it can be seen while the next ones run */
	if (!atomic && *last < 0)
	{
		show_progress(0);
		*last = 0;
		taken = 1;
	}
	else
	{
		taken = post_batch(Max(*last, 0), limit, last, posted, rejected);
		if (!atomic)
			show_progress(taken > 0 ? *posted + *rejected : -1);
	}
	owner_end(&scope);
	PopActiveSnapshot();
	if (!atomic)
		SPI_commit();
	SPI_finish();
	return taken;
}

Datum
civic_post_inbox(PG_FUNCTION_ARGS)
{
	bool		atomic = !(fcinfo->context && IsA(fcinfo->context, CallContext)) ||
	castNode(CallContext, fcinfo->context)->atomic;
	int32		limit = PG_ARGISNULL(0) ? 0 : PG_GETARG_INT32(0);
	int64		last = -1;
	int64		posted = 0;
	int64		rejected = 0;
	TupleDesc	tupdesc;
	Datum		values[2];
	bool		nulls[2] = {false, false};

	if (PG_ARGISNULL(0))
		null_argument("batch");
	if (limit < 1 || limit > BATCH_MAX)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("batch must lie between 1 and %d", BATCH_MAX)));
	while (post_step(atomic, posted + rejected, &last, limit, &posted, &rejected) > 0)
		CHECK_FOR_INTERRUPTS();

	if (get_call_result_type(fcinfo, NULL, &tupdesc) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "return type must be a row type");
	values[0] = Int64GetDatum(posted);
	values[1] = Int64GetDatum(rejected);
	return HeapTupleGetDatum(heap_form_tuple(BlessTupleDesc(tupdesc), values, nulls));
}
