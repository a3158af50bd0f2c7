/*-------------------------------------------------------------------------
 *
 * case.c
 *	  Repair cases: opened, applied for, decided, appealed against, withdrawn.
 *
 * What a move does is decided by core/repair.c.  Here its facts are gathered,
 * its refusals are put into words, and its outcome is written: the case as it
 * stands, a row of history, a repair entry in the ledger where a share is
 * restored, all in one transaction.
 *
 * Lock protocol.  A move locks the case's row and judges what it then finds,
 * so of two deciders, or of a decision and a withdrawal, the second finds
 * another state (READ COMMITTED) or cannot serialize.  Opening a case locks
 * the loss, and so does the appeal that opens a refused one again, before the
 * case: a reversal, which has to lock it as well for its foreign key, comes
 * first and is seen, or comes later and finds the case.  Two cases of one loss
 * meet at a unique index.
 *
 *-------------------------------------------------------------------------
 */
#include "repair/case.h"

#include "access/xact.h"
#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "utils/acl.h"
#include "utils/array.h"
#include "utils/builtins.h"

extern void repair_init(void);

PG_FUNCTION_INFO_V1(civic_open_repair);
PG_FUNCTION_INFO_V1(civic_submit_step);
PG_FUNCTION_INFO_V1(civic_decide_step);
PG_FUNCTION_INFO_V1(civic_appeal_repair);
PG_FUNCTION_INFO_V1(civic_withdraw_repair);
PG_FUNCTION_INFO_V1(civic_repair_opened_meanwhile);

#define TEXT_MAX_BYTES	65536
#define DECISION_DAYS	3		/* working days, where the policy has no clock "repair_decision" */

/* parts of a move whose bodies are kept */
#define PART_EVIDENCE	1
#define PART_REASON		2

static const char *
actor_name(void)
{
	return GetUserNameFromId(GetOuterUserId(), false);
}

/* A date column, in which NULL is never. */
DateADT
day_or_never(uint64 row, int column)
{
	bool		isnull;
	Datum		value = statement_column(row, column, &isnull);

	return isnull ? REPAIR_NEVER : DatumGetDateADT(value);
}

Datum
never_is_null(int32 day, char *null)
{
	*null = day >= REPAIR_NEVER ? 'n' : ' ';
	return DateADTGetDatum(day);
}

/* A text that was passed, checked; NULL if there is none. */
static bytea *
text_argument(FunctionCallInfo fcinfo, int n, const char *name)
{
	bytea	   *body;

	if (PG_ARGISNULL(n))
		return NULL;
	body = PG_GETARG_BYTEA_PP(n);
	if (VARSIZE_ANY_EXHDR(body) == 0 || VARSIZE_ANY_EXHDR(body) > TEXT_MAX_BYTES)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s must have 1 to %d bytes", name, TEXT_MAX_BYTES),
				 errdetail("It has %zu.", (size_t) VARSIZE_ANY_EXHDR(body)),
				 errhint("Of a larger document, pass a digest.")));
	return body;
}

static bytea *
required_text(FunctionCallInfo fcinfo, int n, const char *what, const char *name)
{
	bytea	   *body = text_argument(fcinfo, n, name);

	if (body == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("%s needs a %s", what, name)));
	return body;
}

static void
require_arguments(FunctionCallInfo fcinfo, int n, const char *const *names)
{
	for (int i = 0; i < n; i++)
		if (PG_ARGISNULL(i))
			null_argument(names[i]);
}

/* ----------
 * writing
 * ----------
 */

static void
keep_case_text(const HeldCase *held, int32 move_no, int16 part, const Commitment *c, const bytea *body)
{
	static Statement st = STATEMENT(
		"INSERT INTO civic_private.repair_text (subject_id, entry_id, case_id, move_no, part, salt, body) "
		"VALUES ($1, $2, $3, $4, $5, $6, $7)",
		INT8OID, INT8OID, INT8OID, INT4OID, INT2OID, BYTEAOID, BYTEAOID);
	Datum		values[7] = {Int64GetDatum(held->subject_id), Int64GetDatum(held->entry_id), Int64GetDatum(held->case_id),
		Int32GetDatum(move_no), Int16GetDatum(part), PointerGetDatum(c->salt), PointerGetDatum(body)};

	statement_run(&st, values, NULL, false, SPI_OK_INSERT);
}

/* The code of the rule whose hours settlement counts, or NULL. */
static const char *
watched_rule(const RepairPath *path, const RepairCase *c)
{
	return repair_watch(path, c) == WATCH_HOURS ? repair_step(path, c)->rule : NULL;
}

/* The working day by which what was handed in today is to be decided. */
static DateADT
decision_due(const HeldCase *held)
{
	static Statement st = STATEMENT("SELECT civic.add_working_days($1, $2, $3)", DATEOID, INT4OID, TEXTOID);
	const Policy *policy = policy_by_id(held->policy_id);
	int32		days = DECISION_DAYS;
	Datum		values[3];
	bool		isnull;

	for (int i = 0; i < policy->n_clocks; i++)
		if (strcmp(policy->clocks[i].code, "repair_decision") == 0)
			days = policy->clocks[i].working_days;
	values[0] = DateADTGetDatum(held->today);
	values[1] = Int32GetDatum(days);
	values[2] = CStringGetTextDatum(policy->calendar);
	statement_run(&st, values, NULL, false, SPI_OK_SELECT);
	return DatumGetDateADT(statement_column(0, 1, &isnull));
}

/* The case's row as the move leaves it; gives the number of the move. */
static int32
store_case(const HeldCase *held, const RepairCase *next, bool submitted)
{
	static Statement st = STATEMENT(
		"UPDATE civic_private.repair_case SET state = $3, step = $4, step_since = $5, share = $6, appealed = $7, "
		"next_move_on = $8, closed_on = $9, due_on = CASE WHEN state = $3 THEN due_on ELSE $10 END, watch = $11, watched_rule = $12, "
		"submitted_on = CASE WHEN $13 IS NULL THEN submitted_on ELSE $14 END, submitted_by = coalesce($13, submitted_by), "
		"moves = moves + 1 WHERE subject_id = $1 AND case_id = $2 RETURNING moves",
		INT8OID, INT8OID, INT2OID, INT2OID, DATEOID, INT2OID, BOOLOID, DATEOID, DATEOID, DATEOID, INT2OID, TEXTOID,
		NAMEOID, DATEOID);
	Datum		values[14];
	char		nulls[] = "              ";
	NameData	actor;
	bool		isnull;
	const char *rule = watched_rule(&held->path, next);
	/* a vote leaves the day by which the panel has to decide as it is */
	DateADT		due = submitted ? decision_due(held) : REPAIR_NEVER;

	namestrcpy(&actor, actor_name());
	values[0] = Int64GetDatum(held->subject_id);
	values[1] = Int64GetDatum(held->case_id);
	values[2] = Int16GetDatum(next->state);
	values[3] = Int16GetDatum(next->step);
	values[4] = DateADTGetDatum(next->step_since);
	values[5] = Int16GetDatum(next->share);
	values[6] = BoolGetDatum(next->appealed);
	values[7] = never_is_null(repair_next_day(&held->path, next), &nulls[7]);
	values[8] = DateADTGetDatum(held->today);
	nulls[8] = repair_is_open(next->state) ? 'n' : ' ';
	values[9] = never_is_null(due, &nulls[9]);
	values[10] = Int16GetDatum(repair_watch(&held->path, next));
	values[11] = rule ? CStringGetTextDatum(rule) : (Datum) 0;
	nulls[11] = rule ? ' ' : 'n';
	values[12] = NameGetDatum(&actor);
	nulls[12] = submitted ? ' ' : 'n';
	values[13] = DateADTGetDatum(held->today);
	statement_run(&st, values, nulls, false, SPI_OK_UPDATE_RETURNING);
	return DatumGetInt32(statement_column(0, 1, &isnull));
}

/* A row of history for the move that led from held->c to next. */
static void
store_move(const HeldCase *held, const RepairCase *next, RepairMove move, int32 move_no, const bool *vote, int64 repair_id,
		   const MoveTexts *texts)
{
	static Statement st = STATEMENT(
		"INSERT INTO civic_private.repair_move (subject_id, case_id, move_no, move, from_state, to_state, step, on_day, days, "
		"share_before, share, vote, repair_id, evidence, reason) "
		"VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
		INT8OID, INT8OID, INT4OID, INT2OID, INT2OID, INT2OID, INT2OID, DATEOID, INT4OID, INT2OID, INT2OID, BOOLOID, INT8OID,
		BYTEAOID, BYTEAOID);
	Commitment	evidence = {NULL, NULL},
				reason = {NULL, NULL};
	Datum		values[15];
	char		nulls[] = "               ";

	if (texts->evidence)
		evidence = commit_to(texts->evidence);
	if (texts->reason)
		reason = commit_to(texts->reason);
	values[0] = Int64GetDatum(held->subject_id);
	values[1] = Int64GetDatum(held->case_id);
	values[2] = Int32GetDatum(move_no);
	values[3] = Int16GetDatum(move);
	values[4] = Int16GetDatum(held->c.state);
	values[5] = Int16GetDatum(next->state);
	values[6] = Int16GetDatum(held->c.step);
	values[7] = DateADTGetDatum(held->today);
	values[8] = Int32GetDatum(held->today - held->c.step_since);
	values[9] = Int16GetDatum(held->c.share);
	values[10] = Int16GetDatum(next->share);
	values[11] = BoolGetDatum(vote && *vote);
	nulls[11] = vote ? ' ' : 'n';
	values[12] = Int64GetDatum(repair_id);
	nulls[12] = repair_id ? ' ' : 'n';
	values[13] = PointerGetDatum(evidence.digest);
	nulls[13] = texts->evidence ? ' ' : 'n';
	values[14] = PointerGetDatum(reason.digest);
	nulls[14] = texts->reason ? ' ' : 'n';
	statement_run(&st, values, nulls, false, SPI_OK_INSERT);
	if (texts->evidence)
		keep_case_text(held, move_no, PART_EVIDENCE, &evidence, texts->evidence);
	if (texts->reason)
		keep_case_text(held, move_no, PART_REASON, &reason, texts->reason);
}

/* Tell applications what became of the case. */
static void
publish_move(const HeldCase *held, const RepairCase *next, RepairMove move)
{
	static Statement st = STATEMENT(
		"SELECT civic_internal.publish('repair', $1, pg_catalog.jsonb_build_object('subject_id', $1, 'case_id', $2, 'entry_id', $3, "
		"'move', $4, 'state', $5, 'step', $6, 'share', $7, 'day', $8))",
		INT8OID, INT8OID, INT8OID, TEXTOID, TEXTOID, INT4OID, INT4OID, DATEOID);
	Datum		values[8] = {Int64GetDatum(held->subject_id), Int64GetDatum(held->case_id), Int64GetDatum(held->entry_id),
		CStringGetTextDatum(repair_move_names[move]), CStringGetTextDatum(repair_state_names[next->state]),
		Int32GetDatum(held->c.step), Int32GetDatum(next->share), DateADTGetDatum(held->today)};

	statement_run(&st, values, NULL, false, SPI_OK_SELECT);
}

/* Write a move that can be made; the case is then as it leaves it. */
static void
write_move(HeldCase *held, const RepairCase *next, RepairMove move, const bool *vote, const MoveTexts *texts)
{
	Adjustment	restored = {
		.subject_id = held->subject_id,.entry_id = held->entry_id,
		.kind = ENTRY_REPAIR,.restored_bp = next->share
	};
	int64		repair_id = 0;
	int32		move_no;

	if (next->share > held->c.share)
		repair_id = adjust_entry(&restored, held->today);
	move_no = store_case(held, next, move == MOVE_SUBMIT || move == MOVE_APPEAL);
	store_move(held, next, move, move_no, vote, repair_id, texts);
	if (move != MOVE_VOTE)
		publish_move(held, next, move);
	held->c = *next;
}

/* ----------
 * holding a case
 * ----------
 */

#define CASE_COLUMNS \
	"c.entry_id, c.policy_id, c.severity, c.path, c.area::pg_catalog.text, c.state, c.step, c.step_since, " \
	"c.document_date, c.repairable_from, c.ends_on, c.lapses_on, c.share, c.appealed, e.actor, s.attributes ->> 'role', " \
	"EXISTS (SELECT FROM civic_private.entry x WHERE x.subject_id = c.subject_id AND x.ref_entry_id = c.entry_id AND x.kind = 2)"
#define CASE_TABLES \
	"civic_private.repair_case c JOIN civic_private.entry e ON e.subject_id = c.subject_id AND e.entry_id = c.entry_id " \
	"JOIN civic_private.subject s ON s.subject_id = c.subject_id"

static const char *
name_column(uint64 row, int column)
{
	bool		isnull;
	Datum		value = statement_column(row, column, &isnull);

	return isnull ? NULL : pstrdup(NameStr(*DatumGetName(value)));
}

static void
read_case(HeldCase *held)
{
	bool		isnull;

	held->entry_id = DatumGetInt64(statement_column(0, 1, &isnull));
	held->policy_id = DatumGetInt32(statement_column(0, 2, &isnull));
	held->severity = (Severity) DatumGetInt16(statement_column(0, 3, &isnull));
	held->path_code = statement_text(0, 4);
	held->area = statement_text(0, 5);
	held->c.state = (RepairState) DatumGetInt16(statement_column(0, 6, &isnull));
	held->c.step = DatumGetInt16(statement_column(0, 7, &isnull));
	held->c.step_since = DatumGetDateADT(statement_column(0, 8, &isnull));
	held->c.document_day = DatumGetDateADT(statement_column(0, 9, &isnull));
	held->c.repairable_from = day_or_never(0, 10);
	held->c.ends_on = day_or_never(0, 11);
	held->c.lapses_on = day_or_never(0, 12);
	held->c.share = DatumGetInt16(statement_column(0, 13, &isnull));
	held->c.appealed = DatumGetBool(statement_column(0, 14, &isnull));
	held->recorder = name_column(0, 15);
	held->subject_role = statement_text(0, 16);
	held->reversed = DatumGetBool(statement_column(0, 17, &isnull));
	if (policy_by_id(held->policy_id))
		repair_path_find(policy_by_id(held->policy_id), held->severity, held->path_code, &held->path);
}

/* Lock a case.  Raises an error if there is none. */
static void
hold_case(HeldCase *held, int64 subject_id, int64 case_id, DateADT today)
{
	static Statement st = STATEMENT(
		"SELECT " CASE_COLUMNS " FROM " CASE_TABLES " WHERE c.subject_id = $1 AND c.case_id = $2 FOR UPDATE OF c",
		INT8OID, INT8OID);
	Datum		values[2] = {Int64GetDatum(subject_id), Int64GetDatum(case_id)};

	memset(held, 0, sizeof(*held));
	statement_run(&st, values, NULL, false, SPI_OK_SELECT);
	if (SPI_processed == 0)
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_OBJECT),
				 errmsg("subject %lld has no repair case %lld", (long long) subject_id, (long long) case_id),
				 errhint("civic.repair_status() lists the cases of a subject.")));
	held->subject_id = subject_id;
	held->case_id = case_id;
	held->today = today;
	read_case(held);
}

/* The programme's day, and an SPI connection to work in. */
static DateADT
begin_work(void)
{
	DateADT		today = date_in_zone(GetCurrentTransactionStartTimestamp(), programme_seen()->zone);

	SPI_connect();
	return today;
}

/* ----------
 * refusals in words
 * ----------
 */

static const char *
what_next(const HeldCase *held)
{
	const RepairCase *c = &held->c;

	switch (c->state)
	{
		case REPAIR_WAITING:
			return psprintf("The publicity minimum runs; the first step can be worked on from %s.", date_text(c->repairable_from));
		case REPAIR_REPAIRABLE:
			if (repair_watch(&held->path, c) && repair_step(&held->path, c)->decider == DECIDER_SYSTEM)
				return psprintf("Step %d is proved by the ledger itself, from %s on.", c->step,
								date_text(repair_ready_day(&held->path, c)));
			return psprintf("Step %d can be applied for with civic.submit_step() from %s on.", c->step,
							date_text(repair_ready_day(&held->path, c)));
		case REPAIR_APPLIED:
		case REPAIR_APPEALED:
			return "It awaits civic.decide_step().";
		case REPAIR_RETURNED:
			return "What is missing can be handed in with civic.submit_step().";
		case REPAIR_REJECTED:
			return c->appealed ? "Its refusal was confirmed; a new case can be opened with civic.open_repair()." :
				"The refusal can be appealed against with civic.appeal_repair(), or a new case opened with civic.open_repair().";
		default:
			return "A closed case stays closed.";
	}
}

static void
refuse_who(const HeldCase *held, const char *reason, const char *hint)
{
	ereport(ERROR,
			(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
			 errmsg("role \"%s\" may not decide case %lld", actor_name(), (long long) held->case_id),
			 errdetail("%s", reason),
			 errhint("%s", hint)));
}

static void
refuse_when(const HeldCase *held, const char *what, const char *detail, const char *hint)
{
	ereport(ERROR,
			(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
			 errmsg("%s", what),
			 errdetail("%s", detail),
			 errhint("%s", hint)));
}

static char *
hours_text(int64 hundredths)
{
	return DatumGetCString(DirectFunctionCall1(numeric_out, NumericGetDatum(points_numeric(hundredths))));
}

/* Who may not, as far as persons go. */
static void
raise_person_refusal(const HeldCase *held, RepairRefusal refusal)
{
	const char *another = "Another reviewer has to decide.";

	switch (refusal)
	{
		case REFUSE_RECORDER:
			refuse_who(held, "The role recorded the loss.", another);
			break;
		case REFUSE_SUBJECT:
			refuse_who(held, "The role is the subject's own.", another);
			break;
		case REFUSE_SUBMITTER:
			refuse_who(held, "The role handed in what is to be decided.", another);
			break;
		case REFUSE_DECIDED:
			refuse_who(held, "The role has had its say on this step.",
					   held->c.state == REPAIR_APPEALED ? another : "The other members of the panel vote.");
			break;
		case REFUSE_NOT_ON_PANEL:
			refuse_who(held, psprintf("Step %d is decided by the panel of area %s, and the role is not on it.", held->c.step, held->area),
					   "civic.appoint_panel() says who is.");
			break;
		default:
			break;
	}
}

static void
raise_proof_refusal(const HeldCase *held, RepairRefusal refusal, const RepairFacts *f, DateADT possible_on)
{
	const RepairStep *s = repair_step(&held->path, &held->c);

	switch (refusal)
	{
		case REFUSE_EARLY:
			refuse_when(held, psprintf("it is too early for step %d of case %lld", held->c.step, (long long) held->case_id),
						psprintf("Today is %s; it becomes possible on %s.", date_text(held->today), date_text(possible_on)),
						"The publicity minimum, the step's waiting time or its observation has to run first.");
			break;
		case REFUSE_BROKEN:
			refuse_when(held, psprintf("the observation of case %lld was broken by a new loss", (long long) held->case_id),
						psprintf("The loss is of %s; the observation can be over on %s.", date_text(f->broken_on), date_text(possible_on)),
						"Observation starts again on the day after the loss.");
			break;
		case REFUSE_HOURS:
			refuse_when(held, psprintf("step %d of case %lld lacks hours of service", held->c.step, (long long) held->case_id),
						psprintf("The ledger has %s of %s under rule \"%s\" since %s.", hours_text(f->hours), hours_text(s->amount),
								 s->rule ? s->rule : "", date_text(held->c.step_since)),
						"Hours are recorded with civic.record() or the inbox, and counted there.");
			break;
		case REFUSE_EVIDENCE:
			ereport(ERROR,
					(errcode(ERRCODE_NOT_NULL_VIOLATION),
					 errmsg("step %d of case %lld requires evidence", held->c.step, (long long) held->case_id),
					 errhint("Pass the document, or a digest of it, as evidence.")));
			break;
		case REFUSE_SEATS:
			refuse_when(held, psprintf("the panel of area %s cannot decide case %lld", held->area, (long long) held->case_id),
						psprintf("It has %d members who may, and the quorum is %d.", f->seats, s->quorum),
						"civic.appoint_panel() appoints more.");
			break;
		default:
			break;
	}
}

static void
raise_state_refusal(const HeldCase *held, RepairRefusal refusal, RepairMove move)
{
	const RepairStep *s = repair_step(&held->path, &held->c);
	const char *cannot = psprintf("case %lld is %s: no move \"%s\"", (long long) held->case_id,
								  repair_state_names[held->c.state], repair_move_names[move]);

	switch (refusal)
	{
		case REFUSE_REVERSED:
			refuse_when(held, psprintf("entry %lld has been reversed", (long long) held->entry_id),
						"There is nothing left to repair.", repair_is_open(held->c.state) ? "The next settlement closes the case." :
						"A closed case stays closed.");
			break;
		case REFUSE_OVER:
			refuse_when(held, psprintf("case %lld has run out", (long long) held->case_id),
						held->c.ends_on <= held->c.lapses_on ?
						psprintf("Publicity of the loss ended on %s.", date_text(held->c.ends_on)) :
						psprintf("The loss no longer counts from %s on.", date_text(held->c.lapses_on)),
						"The next settlement closes the case.");
			break;
		case REFUSE_SYSTEM:
			refuse_when(held, psprintf("nobody applies for step %d of case %lld", held->c.step, (long long) held->case_id),
						s->kind == STEP_SERVICE_HOURS ?
						psprintf("The ledger proves it: %s hours under rule \"%s\" since %s.", hours_text(s->amount),
								 s->rule ? s->rule : "", date_text(held->c.step_since)) :
						psprintf("The ledger proves it on %s if no loss comes in between.",
								 date_text(repair_ready_day(&held->path, &held->c))),
						"The settlement that finds it proved passes it.");
			break;
		case REFUSE_PANEL:
		case REFUSE_NO_PANEL:
			refuse_when(held, cannot, refusal == REFUSE_PANEL ? "The panel decides this step." : "No panel decides this step.",
						what_next(held));
			break;
		default:
			refuse_when(held, cannot, psprintf("It is at step %d of %d since %s.", held->c.step, held->path.n,
											   date_text(held->c.step_since)), what_next(held));
	}
}

/* ----------
 * panels
 * ----------
 */

/*
 * The panel of the nearest area as it was last appointed: may the actor vote,
 * how many may, and the votes on what was handed in last.  Whoever recorded
 * the loss, handed in papers of the step, now or before, or is the subject has
 * no seat.
 */
static void
gather_panel(const HeldCase *held, RepairFacts *f)
{
	static Statement st = STATEMENT(
		"SELECT bool_or(m.member = $3), count(DISTINCT m.member) FILTER (WHERE m.member NOT IN ($4, $5, $6) "
		"AND NOT EXISTS (SELECT FROM civic_private.repair_move h WHERE h.subject_id = $7 AND h.case_id = $2 AND h.step = $8 "
		"AND h.move IN (3, 9) AND h.actor = m.member)) "
		"FROM (SELECT unnest(p.members) AS member FROM (SELECT p.members FROM civic_private.panel p "
		"WHERE p.area::text = $1 OR starts_with($1, p.area::text || '.') "
		"ORDER BY length(p.area::text) DESC, p.panel_id DESC LIMIT 1) p) m",
		TEXTOID, INT8OID, NAMEOID, NAMEOID, NAMEOID, NAMEOID, INT8OID, INT2OID);
	static Statement votes_st = STATEMENT(
		"SELECT count(*) FILTER (WHERE v.vote), count(*) FILTER (WHERE NOT v.vote), coalesce(bool_or(v.actor = $3), false) "
		"FROM civic_private.repair_move v WHERE v.subject_id = $1 AND v.case_id = $2 AND v.move = 5 AND v.move_no > "
		"(SELECT coalesce(max(m.move_no), 0) FROM civic_private.repair_move m WHERE m.subject_id = $1 AND m.case_id = $2 AND m.move = 3)",
		INT8OID, INT8OID, NAMEOID);
	NameData	actor,
				recorder,
				submitter,
				role;
	Datum		values[8];
	bool		isnull;

	namestrcpy(&actor, actor_name());
	namestrcpy(&recorder, held->recorder);
	/* who hands in is known before the history has it */
	namestrcpy(&submitter, f->actor == ACTOR_SERVICE ? actor_name() : "");
	namestrcpy(&role, held->subject_role ? held->subject_role : "");
	values[0] = CStringGetTextDatum(held->area);
	values[1] = Int64GetDatum(held->case_id);
	values[2] = NameGetDatum(&actor);
	values[3] = NameGetDatum(&recorder);
	values[4] = NameGetDatum(&submitter);
	values[5] = NameGetDatum(&role);
	values[6] = Int64GetDatum(held->subject_id);
	values[7] = Int16GetDatum(held->c.step);
	statement_run(&st, values, NULL, false, SPI_OK_SELECT);
	f->on_panel = DatumGetBool(statement_column(0, 1, &isnull)) && !isnull;
	f->seats = (int32) DatumGetInt64(statement_column(0, 2, &isnull));
	values[0] = Int64GetDatum(held->subject_id);
	statement_run(&votes_st, values, NULL, false, SPI_OK_SELECT);
	f->yes = (int32) DatumGetInt64(statement_column(0, 1, &isnull));
	f->no = (int32) DatumGetInt64(statement_column(0, 2, &isnull));
	f->has_decided = DatumGetBool(statement_column(0, 3, &isnull));
}

/* What has the actor had to do with the step at hand: handed in papers or the appeal, or returned, voted on or refused them? */
static void
gather_part(const HeldCase *held, RepairFacts *f)
{
	static Statement st = STATEMENT(
		"SELECT coalesce(bool_or(m.move IN (3, 9)), false), coalesce(bool_or(m.move IN (4, 5, 7)), false) "
		"FROM civic_private.repair_move m WHERE m.subject_id = $1 AND m.case_id = $2 AND m.actor = $3 AND m.step = $4",
		INT8OID, INT8OID, NAMEOID, INT2OID);
	NameData	actor;
	Datum		values[4];
	bool		isnull;

	namestrcpy(&actor, actor_name());
	values[0] = Int64GetDatum(held->subject_id);
	values[1] = Int64GetDatum(held->case_id);
	values[2] = NameGetDatum(&actor);
	values[3] = Int16GetDatum(held->c.step);
	statement_run(&st, values, NULL, false, SPI_OK_SELECT);
	f->is_submitter = DatumGetBool(statement_column(0, 1, &isnull));
	f->has_decided = DatumGetBool(statement_column(0, 2, &isnull));
}

static bool
actor_is(const char *role)
{
	return role && strcmp(role, actor_name()) == 0;
}

static RepairFacts
known_facts(const HeldCase *held, RepairActor actor)
{
	RepairFacts f = gather_facts(held, actor);
	const RepairStep *s = repair_step(&held->path, &held->c);

	f.is_recorder = actor_is(held->recorder);
	f.is_subject = actor_is(held->subject_role);
	gather_part(held, &f);
	/* of a panel, what counts is a vote on what was handed in last */
	if (s && s->decider == DECIDER_PANEL && (held->c.state != REPAIR_APPEALED))
		gather_panel(held, &f);
	return f;
}

/* ----------
 * opening
 * ----------
 */

/* What is asked about a loss before a case of it is opened. */
typedef struct Loss
{
	int16		kind;
	int32		rule_id;
	int32		rule_policy;
	DateADT		occurred_on,
				effective_on,
				document_date;
	bool		reversed;
	int32		share;			/* restored by now */
	ArrayType  *linked;			/* rule and policy of each of the offences decided together, or NULL */
	const char *area;
} Loss;

#define OPENING_COLUMNS \
	"e.kind, e.rule_id, r.policy_id, e.occurred_on, e.effective_on, coalesce(l.document_date, e.occurred_on), " \
	"EXISTS (SELECT FROM civic_private.entry x WHERE x.subject_id = $1 AND x.ref_entry_id = $2 AND x.kind = 2), " \
	"coalesce((SELECT max(x.quantity) FROM civic_private.entry x WHERE x.subject_id = $1 AND x.ref_entry_id = $2 AND x.kind = 5), 0), " \
	"CASE WHEN l.link_id IS NOT NULL THEN ARRAY(SELECT ARRAY[q.rule_id, q.policy_id] FROM civic_private.linked_decision k " \
	"JOIN civic_private.entry o ON o.subject_id = k.subject_id AND o.entry_id = k.entry_id " \
	"JOIN civic_private.rule q ON q.rule_id = o.rule_id " \
	"WHERE k.subject_id = $1 AND k.link_id = l.link_id) END, "

/* Whoever reverses a loss that is locked has to lock it, too: by now that is done, or will find the case. */
static bool
reversed_by_now(int64 subject_id, int64 entry_id)
{
	static Statement st = STATEMENT(
		"SELECT FROM civic_private.entry x WHERE x.subject_id = $1 AND x.ref_entry_id = $2 AND x.kind = 2", INT8OID, INT8OID);
	Datum		values[2] = {Int64GetDatum(subject_id), Int64GetDatum(entry_id)};

	return statement_finds_now(&st, values);
}

/* Has it been linked to a decision, or restored further, while its row was waited for?  Now that it is locked, neither can be. */
static bool
changed_by_now(int64 subject_id, int64 entry_id, const Loss *loss)
{
	static Statement st = STATEMENT(
		"SELECT FROM civic_private.linked_decision l WHERE NOT $3 AND l.subject_id = $1 AND l.entry_id = $2 "
		"UNION ALL SELECT FROM civic_private.entry x WHERE x.subject_id = $1 AND x.ref_entry_id = $2 AND x.kind = 5 AND x.quantity > $4",
		INT8OID, INT8OID, BOOLOID, INT4OID);
	Datum		values[4] = {Int64GetDatum(subject_id), Int64GetDatum(entry_id), BoolGetDatum(loss->linked != NULL),
		Int32GetDatum(loss->share)};

	return statement_finds_now(&st, values);
}

static void
read_loss(int64 subject_id, int64 entry_id, Loss *loss)
{
	static Statement st = STATEMENT(
		"SELECT " OPENING_COLUMNS AREA_OF("$1", "r.since <= e.occurred_on") " "
		"FROM civic_private.entry e JOIN civic_private.rule r ON r.rule_id = e.rule_id "
		"LEFT JOIN civic_private.linked_decision l ON l.subject_id = e.subject_id AND l.entry_id = e.entry_id "
		"WHERE e.subject_id = $1 AND e.entry_id = $2 FOR UPDATE OF e",
		INT8OID, INT8OID);
	Datum		values[2] = {Int64GetDatum(subject_id), Int64GetDatum(entry_id)};
	bool		isnull;
	Datum		linked;

	statement_run(&st, values, NULL, false, SPI_OK_SELECT);
	if (SPI_processed == 0)
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_OBJECT),
				 errmsg("subject %lld has no entry %lld", (long long) subject_id, (long long) entry_id)));
	loss->kind = DatumGetInt16(statement_column(0, 1, &isnull));
	loss->rule_id = DatumGetInt32(statement_column(0, 2, &isnull));
	loss->rule_policy = DatumGetInt32(statement_column(0, 3, &isnull));
	loss->occurred_on = DatumGetDateADT(statement_column(0, 4, &isnull));
	loss->effective_on = DatumGetDateADT(statement_column(0, 5, &isnull));
	loss->document_date = DatumGetDateADT(statement_column(0, 6, &isnull));
	loss->reversed = DatumGetBool(statement_column(0, 7, &isnull));
	loss->share = DatumGetInt32(statement_column(0, 8, &isnull));
	linked = statement_column(0, 9, &isnull);
	loss->linked = isnull ? NULL : DatumGetArrayTypePCopy(linked);
	loss->area = statement_text(0, 10);
}

/* Lock a loss and read what is asked about it, as it is once it is locked. */
static void
find_loss(int64 subject_id, int64 entry_id, Loss *loss)
{
	read_loss(subject_id, entry_id, loss);
	if (changed_by_now(subject_id, entry_id, loss))
	{
		if (IsolationUsesXactSnapshot())
			ereport(ERROR,
					(errcode(ERRCODE_T_R_SERIALIZATION_FAILURE),
					 errmsg("could not serialize access due to a decision that was made concurrently"),
					 errhint("The transaction might succeed if retried.")));
		read_loss(subject_id, entry_id, loss);
	}
	loss->reversed = loss->reversed || reversed_by_now(subject_id, entry_id);
}

static const char *
legal_basis_of(int32 rule_id)
{
	static Statement st = STATEMENT("SELECT r.definition ->> 'not_repairable' FROM civic_private.rule r WHERE r.rule_id = $1", INT4OID);
	Datum		value = Int32GetDatum(rule_id);
	const char *basis;

	statement_run(&st, &value, NULL, false, SPI_OK_SELECT);
	basis = SPI_processed ? statement_text(0, 1) : NULL;
	return basis ? basis : "";
}

static void
refuse_opening(int64 entry_id, const char *why, const char *hint)
{
	ereport(ERROR,
			(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
			 errmsg("no repair of entry %lld", (long long) entry_id),
			 errdetail("%s", why),
			 hint ? errhint("%s", hint) : 0));
}

/* Is there something to repair? */
static void
check_loss(int64 entry_id, const Loss *loss, DateADT today)
{
	const Rule *rule = rule_by_id(loss->rule_id);

	if (loss->kind != ENTRY_AWARD || !rule->loss)
		ereport(ERROR,
				(errcode(ERRCODE_WRONG_OBJECT_TYPE),
				 errmsg("entry %lld is not a loss", (long long) entry_id),
				 errhint("Repair restores what an entry under a rule with negative rates has cost.")));
	if (loss->reversed)
		refuse_opening(entry_id, "It has been reversed.", NULL);
	if (loss->effective_on > today)
		refuse_opening(entry_id, psprintf("It is under notice and counts from %s on.", date_text(loss->effective_on)),
					   "Until then it can be objected to with civic.file_appeal().");
	if (rule->severity == SEVERITY_NONE)
		refuse_opening(entry_id, psprintf("Rule \"%s\" has no severity, so no path leads out of it.", rule->code), NULL);
	if (rule->irreparable)
		refuse_opening(entry_id, psprintf("Rule \"%s\" excludes it: %s", rule->code, legal_basis_of(loss->rule_id)),
					   "It fades as its retention says.");
	if (loss->share >= SHARE_ONE)
		refuse_opening(entry_id, "All of it has been restored.", NULL);
}

/*
 * The window that the policy of a rule sets: the longest of the offences
 * decided together, each by the policy under which it was recorded, so that
 * all of them have the same.
 */
static void
find_window(const Loss *loss, int32 *min_days, int32 *max_days)
{
	Datum	   *rules;
	int			n;

	*min_days = *max_days = 0;
	repair_window_widen(policy_by_id(loss->rule_policy), rule_by_id(loss->rule_id)->severity, min_days, max_days);
	if (loss->linked == NULL)
		return;
	deconstruct_array(loss->linked, INT4OID, sizeof(int32), true, TYPALIGN_INT, &rules, NULL, &n);
	for (int i = 0; i < n; i += 2)
	{
		const Rule *rule = rule_by_id(DatumGetInt32(rules[i]));

		/* an offence without severity has no window of its own */
		if (rule && rule->severity != SEVERITY_NONE)
			repair_window_widen(policy_by_id(DatumGetInt32(rules[i + 1])), rule->severity, min_days, max_days);
	}
}

/* The codes of the paths of a severity, for a message; *n is how many. */
static const char *
list_paths(const Policy *policy, Severity severity, int *n)
{
	StringInfoData list;

	initStringInfo(&list);
	*n = 0;
	for (int i = 0; i < policy->n_steps; i++)
		if (policy->steps[i].severity == severity && policy->steps[i].step == 1 && policy->steps[i].path)
			appendStringInfo(&list, "%s\"%s\"", (*n)++ ? ", " : "", policy->steps[i].path);
	return list.data;
}

static const char *
choose_path(const HeldCase *held, const char *wanted)
{
	const Policy *policy = policy_by_id(held->policy_id);
	int			n;
	const char *paths = list_paths(policy, held->severity, &n);
	RepairPath	found;

	if (n == 0)
		refuse_opening(held->entry_id, psprintf("Policy %d, in force for area %s, has no path for losses of this severity.",
												held->policy_id, held->area),
					   "A policy lists its paths as repair_steps.");
	if (wanted == NULL && n > 1)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("the path must be named"),
				 errdetail("Losses of this severity are repaired by %s.", paths)));
	if (wanted && !repair_path_find(policy, held->severity, wanted, &found))
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_OBJECT),
				 errmsg("unknown path \"%s\"", quotable(wanted)),
				 errdetail("Losses of this severity are repaired by %s.", paths)));
	if (wanted)
		return wanted;
	for (int i = 0;; i++)
		if (policy->steps[i].severity == held->severity && policy->steps[i].step == 1 && policy->steps[i].path)
			return policy->steps[i].path;
}

/* The step at which a new case takes up a path: behind those that an earlier case of the loss has passed. */
static int32
first_step(const HeldCase *held)
{
	static Statement st = STATEMENT(
		"SELECT coalesce(max(c.step), 1)::int4 FROM civic_private.repair_case c WHERE c.subject_id = $1 AND c.entry_id = $2 AND c.path = $3",
		INT8OID, INT8OID, TEXTOID);
	Datum		values[3] = {Int64GetDatum(held->subject_id), Int64GetDatum(held->entry_id), CStringGetTextDatum(held->path_code)};
	bool		isnull;

	statement_run(&st, values, NULL, false, SPI_OK_SELECT);
	return Min(DatumGetInt32(statement_column(0, 1, &isnull)), held->path.n);
}

#define OPEN_CASE \
	"FROM civic_private.repair_case c WHERE c.subject_id = $1 AND c.entry_id = $2 AND c.state BETWEEN 1 AND 5"

static int64
open_case_of(int64 subject_id, int64 entry_id)
{
	static Statement st = STATEMENT(
		"SELECT c.case_id " OPEN_CASE, INT8OID, INT8OID);
	Datum		values[2] = {Int64GetDatum(subject_id), Int64GetDatum(entry_id)};
	bool		isnull;

	statement_run(&st, values, NULL, false, SPI_OK_SELECT);
	return SPI_processed ? DatumGetInt64(statement_column(0, 1, &isnull)) : 0;
}

static void
refuse_second_case(int64 subject_id, int64 entry_id)
{
	ereport(ERROR,
			(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
			 errmsg("entry %lld has an open repair case", (long long) entry_id),
			 errdetail("It is case %lld.", (long long) open_case_of(subject_id, entry_id)),
			 errhint("A loss has one open case at a time; civic.withdraw_repair() ends it.")));
}

/* The case and the first row of its history.  The id of the case; 0 if the loss has an open one. */
static int64
insert_case(const HeldCase *held)
{
	static Statement st = STATEMENT(
		"WITH c AS (INSERT INTO civic_private.repair_case (subject_id, entry_id, policy_id, severity, path, area, document_date, "
		"repairable_from, ends_on, lapses_on, opened_on, state, step, step_since, share, next_move_on, watch, watched_rule) "
		"VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $11, $14, $15, $16, $17) "
		"ON CONFLICT (subject_id, entry_id) WHERE state BETWEEN 1 AND 5 DO NOTHING "
		"RETURNING subject_id, case_id, state, step, opened_on, share) "
		"INSERT INTO civic_private.repair_move (subject_id, case_id, move_no, move, from_state, to_state, step, on_day, days, "
		"share_before, share) "
		"SELECT c.subject_id, c.case_id, 1, 1, 0, c.state, c.step, c.opened_on, 0, c.share, c.share FROM c RETURNING case_id",
		INT8OID, INT8OID, INT4OID, INT2OID, TEXTOID, TEXTOID, DATEOID, DATEOID, DATEOID, DATEOID, DATEOID, INT2OID, INT2OID,
		INT2OID, DATEOID, INT2OID, TEXTOID);
	const RepairCase *c = &held->c;
	const char *rule = watched_rule(&held->path, c);
	Datum		values[17];
	char		nulls[] = "                 ";
	bool		isnull;

	values[0] = Int64GetDatum(held->subject_id);
	values[1] = Int64GetDatum(held->entry_id);
	values[2] = Int32GetDatum(held->policy_id);
	values[3] = Int16GetDatum(held->severity);
	values[4] = CStringGetTextDatum(held->path_code);
	values[5] = CStringGetTextDatum(held->area);
	values[6] = DateADTGetDatum(c->document_day);
	values[7] = never_is_null(c->repairable_from, &nulls[7]);
	values[8] = never_is_null(c->ends_on, &nulls[8]);
	values[9] = never_is_null(c->lapses_on, &nulls[9]);
	values[10] = DateADTGetDatum(held->today);
	values[11] = Int16GetDatum(c->state);
	values[12] = Int16GetDatum(c->step);
	values[13] = Int16GetDatum(c->share);
	values[14] = never_is_null(repair_next_day(&held->path, c), &nulls[14]);
	values[15] = Int16GetDatum(repair_watch(&held->path, c));
	values[16] = rule ? CStringGetTextDatum(rule) : (Datum) 0;
	nulls[16] = rule ? ' ' : 'n';
	statement_run(&st, values, nulls, false, SPI_OK_INSERT_RETURNING);
	return SPI_processed ? DatumGetInt64(statement_column(0, 1, &isnull)) : 0;
}

/*
 * Windows are those of the policy under which the loss was recorded; the
 * path, being procedure, is that of the policy in force on the day the case
 * is opened where the subject lived when it occurred.
 */
static void
plan_case(HeldCase *held, const Loss *loss, const char *path)
{
	int32		min_days,
				max_days,
				lapses_on = cal_add(loss->occurred_on, policy_by_id(loss->rule_policy)->erase_years, CAL_YEARS);

	held->area = loss->area;
	held->severity = rule_by_id(loss->rule_id)->severity;
	held->policy_id = policy_at(loss->area, held->today, programme_seen()->newest_enactment);
	if (held->policy_id == 0)
		no_policy_in_force(loss->area, held->today);
	held->path_code = choose_path(held, path);
	repair_path_find(policy_by_id(held->policy_id), held->severity, held->path_code, &held->path);
	find_window(loss, &min_days, &max_days);
	repair_open(&held->c, loss->document_date, min_days, max_days, Min(lapses_on, REPAIR_NEVER), first_step(held), loss->share,
				held->today);
	if (held->today >= held->c.ends_on)
		refuse_opening(held->entry_id, psprintf("Its publicity ended on %s.", date_text(held->c.ends_on)),
					   "It fades as its retention says.");
	if (held->today >= held->c.lapses_on)
		refuse_opening(held->entry_id, psprintf("It no longer counts from %s on.", date_text(held->c.lapses_on)), NULL);
}

Datum
civic_open_repair(PG_FUNCTION_ARGS)
{
	static const char *const names[] = {"subject_id", "entry_id"};
	HeldCase	held = {0};
	Loss		loss;

	require_arguments(fcinfo, 2, names);
	held.subject_id = PG_GETARG_INT64(0);
	held.entry_id = PG_GETARG_INT64(1);
	held.today = begin_work();
	find_loss(held.subject_id, held.entry_id, &loss);
	check_loss(held.entry_id, &loss, held.today);
	plan_case(&held, &loss, PG_ARGISNULL(2) ? NULL : text_to_cstring(PG_GETARG_TEXT_PP(2)));
	held.case_id = insert_case(&held);
	if (held.case_id == 0)
		refuse_second_case(held.subject_id, held.entry_id);
	SPI_finish();
	PG_RETURN_INT64(held.case_id);
}

/* ----------
 * moves by persons
 * ----------
 */

/* Try a move, raise what is wrong with it, or write it. */
static void
make_move(HeldCase *held, RepairMove move, const RepairFacts *f, const bool *vote, const MoveTexts *texts)
{
	RepairCase	next;
	int32_t		possible_on;
	RepairRefusal refusal = repair_try(&held->path, &held->c, move, f, &next, &possible_on);

	if (refusal != REPAIR_OK)
	{
		raise_person_refusal(held, refusal);
		raise_proof_refusal(held, refusal, f, possible_on);
		raise_state_refusal(held, refusal, move);
	}
	write_move(held, &next, move, vote, texts);
}

/* The case's state, in the caller's memory. */
static Datum
end_work(const HeldCase *held)
{
	SPI_finish();
	return CStringGetTextDatum(repair_state_names[held->c.state]);
}

/* The minimum may have run since the last settlement: nobody has to wait for the next one. */
static void
mature_if_due(HeldCase *held)
{
	RepairFacts f = {0};

	f.day = held->today;
	f.reversed = held->reversed;
	f.actor = ACTOR_SYSTEM;
	if (held->c.state == REPAIR_WAITING && held->today >= held->c.repairable_from)
		make_move(held, MOVE_MATURE, &f, NULL, &(MoveTexts) {NULL, NULL});
}

Datum
civic_submit_step(PG_FUNCTION_ARGS)
{
	static const char *const names[] = {"subject_id", "case_id"};
	MoveTexts	texts;
	HeldCase	held;
	RepairFacts f;

	require_arguments(fcinfo, 2, names);
	texts.evidence = text_argument(fcinfo, 2, "evidence");
	texts.reason = text_argument(fcinfo, 3, "note");
	hold_case(&held, PG_GETARG_INT64(0), PG_GETARG_INT64(1), begin_work());
	mature_if_due(&held);
	f = known_facts(&held, ACTOR_SERVICE);
	f.has_evidence = texts.evidence != NULL;
	make_move(&held, MOVE_SUBMIT, &f, NULL, &texts);
	PG_RETURN_DATUM(end_work(&held));
}

/* Lines of text, each item one. */
static bytea *
join_lines(Datum *items, const bool *nulls, int n)
{
	StringInfoData lines;

	initStringInfo(&lines);
	for (int i = 0; i < n; i++)
	{
		char	   *item = nulls[i] ? NULL : TextDatumGetCString(items[i]);

		if (item == NULL || *item == '\0' || strchr(item, '\n'))
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("missing must be a list of texts of one line each")));
		appendStringInfo(&lines, "%s%s", i ? "\n" : "", item);
	}
	return (bytea *) cstring_to_text_with_len(lines.data, lines.len);
}

/*
 * All that is missing is named at once: when papers are returned for the same
 * step again, nothing can be asked for that was not asked for the first time.
 */
static void
check_asked_before(const HeldCase *held, Datum *items, int n)
{
	static Statement st = STATEMENT(
		"SELECT convert_from(t.body, 'UTF8') FROM civic_private.repair_move m JOIN civic_private.repair_text t "
		"ON t.subject_id = m.subject_id AND t.entry_id = $4 AND t.case_id = m.case_id AND t.move_no = m.move_no AND t.part = 1 "
		"WHERE m.subject_id = $1 AND m.case_id = $2 AND m.move = 4 AND m.step = $3 ORDER BY m.move_no LIMIT 1",
		INT8OID, INT8OID, INT2OID, INT8OID);
	Datum		values[4] = {Int64GetDatum(held->subject_id), Int64GetDatum(held->case_id), Int16GetDatum(held->c.step),
		Int64GetDatum(held->entry_id)};
	const char *asked;

	statement_run(&st, values, NULL, false, SPI_OK_SELECT);
	if (SPI_processed == 0)
		return;
	asked = psprintf("\n%s\n", statement_text(0, 1));
	for (int i = 0; i < n; i++)
		if (strstr(asked, psprintf("\n%s\n", TextDatumGetCString(items[i]))) == NULL)
			refuse_when(held, psprintf("case %lld was returned before without asking for this", (long long) held->case_id),
						psprintf("It is \"%s\".", quotable(TextDatumGetCString(items[i]))),
						"All that is missing is named at once; decide on what is there.");
}

/* What is missing in the papers, from the argument of that name. */
static bytea *
missing_argument(FunctionCallInfo fcinfo, int n, const HeldCase *held)
{
	Datum	   *items;
	bool	   *nulls;
	int			count = 0;
	bytea	   *list;

	if (!PG_ARGISNULL(n))
		deconstruct_array(PG_GETARG_ARRAYTYPE_P(n), TEXTOID, -1, false, TYPALIGN_INT, &items, &nulls, &count);
	if (count == 0)
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("papers are returned with a list of what is missing"),
				 errhint("Pass all of it at once as missing.")));
	list = join_lines(items, nulls, count);
	check_asked_before(held, items, count);
	return list;
}

/* A vote; with it, the decision of the panel if it has one. */
static void
cast_vote(HeldCase *held, RepairFacts *f, bool yes, const MoveTexts *texts)
{
	const RepairStep *step = repair_step(&held->path, &held->c);
	RepairMove	outcome;

	make_move(held, MOVE_VOTE, f, &yes, texts);
	f->yes += yes;
	f->no += !yes;
	outcome = repair_panel(step, f->yes, f->no, f->seats);
	if (outcome != MOVE_NONE)
		make_move(held, outcome, f, NULL, &(MoveTexts) {NULL, NULL});
}

static RepairMove
verdict_argument(const char *verdict)
{
	if (strcmp(verdict, "pass") == 0)
		return MOVE_PASS;
	if (strcmp(verdict, "refuse") == 0)
		return MOVE_REFUSE;
	if (strcmp(verdict, "return") == 0)
		return MOVE_RETURN;
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("unknown verdict \"%s\"", quotable(verdict)),
			 errhint("A step is decided with pass, refuse or return.")));
}

Datum
civic_decide_step(PG_FUNCTION_ARGS)
{
	static const char *const names[] = {"subject_id", "case_id", "verdict"};
	MoveTexts	texts = {NULL, NULL};
	HeldCase	held;
	RepairFacts f;
	RepairMove	move;
	bool		by_panel;

	require_arguments(fcinfo, 3, names);
	move = verdict_argument(text_to_cstring(PG_GETARG_TEXT_PP(2)));
	texts.reason = move == MOVE_REFUSE ? required_text(fcinfo, 3, "a refusal", "reason") : text_argument(fcinfo, 3, "reason");
	hold_case(&held, PG_GETARG_INT64(0), PG_GETARG_INT64(1), begin_work());
	by_panel = held.c.state == REPAIR_APPLIED && repair_step(&held.path, &held.c) &&
		repair_step(&held.path, &held.c)->decider == DECIDER_PANEL;
	f = known_facts(&held, by_panel ? ACTOR_PANEL : ACTOR_REVIEWER);
	if (move == MOVE_RETURN && held.c.state == REPAIR_APPLIED)
		texts.evidence = missing_argument(fcinfo, 4, &held);
	if (by_panel && move != MOVE_RETURN)
		cast_vote(&held, &f, move == MOVE_PASS, &texts);
	else
		make_move(&held, move, &f, NULL, &texts);
	PG_RETURN_DATUM(end_work(&held));
}

/* Has a loss an open case that the transaction's snapshot does not see? */
static bool
opened_meanwhile(int64 subject_id, int64 entry_id)
{
	static Statement st = STATEMENT(
		"SELECT " OPEN_CASE, INT8OID, INT8OID);
	Datum		values[2] = {Int64GetDatum(subject_id), Int64GetDatum(entry_id)};

	return IsolationUsesXactSnapshot() && statement_finds_now(&st, values);
}

static void
refuse_to_serialize(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_T_R_SERIALIZATION_FAILURE),
			 errmsg("could not serialize access due to a repair case that was opened concurrently"),
			 errhint("The transaction might succeed if retried.")));
}

/* Lock the loss of a case, as opening one does. */
static void
lock_loss(int64 subject_id, int64 case_id)
{
	static Statement st = STATEMENT(
		"SELECT FROM civic_private.repair_case c JOIN civic_private.entry e ON e.subject_id = c.subject_id AND e.entry_id = c.entry_id "
		"WHERE c.subject_id = $1 AND c.case_id = $2 FOR UPDATE OF e",
		INT8OID, INT8OID);
	Datum		values[2] = {Int64GetDatum(subject_id), Int64GetDatum(case_id)};

	statement_run(&st, values, NULL, false, SPI_OK_SELECT);
}

Datum
civic_appeal_repair(PG_FUNCTION_ARGS)
{
	static const char *const names[] = {"subject_id", "case_id"};
	MoveTexts	texts = {NULL, NULL};
	HeldCase	held;
	RepairFacts f;
	DateADT		today;

	require_arguments(fcinfo, 2, names);
	texts.reason = required_text(fcinfo, 2, "an appeal", "reason");
	today = begin_work();
	lock_loss(PG_GETARG_INT64(0), PG_GETARG_INT64(1));
	hold_case(&held, PG_GETARG_INT64(0), PG_GETARG_INT64(1), today);
	held.reversed = held.reversed || reversed_by_now(held.subject_id, held.entry_id);
	f = known_facts(&held, ACTOR_SERVICE);
	if (held.c.state == REPAIR_REJECTED && open_case_of(held.subject_id, held.entry_id))
		refuse_second_case(held.subject_id, held.entry_id);
	if (held.c.state == REPAIR_REJECTED && opened_meanwhile(held.subject_id, held.entry_id))
		refuse_to_serialize();
	make_move(&held, MOVE_APPEAL, &f, NULL, &texts);
	PG_RETURN_DATUM(end_work(&held));
}

Datum
civic_withdraw_repair(PG_FUNCTION_ARGS)
{
	static const char *const names[] = {"subject_id", "case_id"};
	MoveTexts	texts = {NULL, NULL};
	HeldCase	held;
	RepairFacts f = {0};

	require_arguments(fcinfo, 2, names);
	texts.reason = required_text(fcinfo, 2, "a withdrawal", "reason");
	hold_case(&held, PG_GETARG_INT64(0), PG_GETARG_INT64(1), begin_work());
	f.day = held.today;
	f.reversed = held.reversed;
	f.actor = ACTOR_SERVICE;
	make_move(&held, MOVE_WITHDRAW, &f, NULL, &texts);
	PG_RETURN_DATUM(end_work(&held));
}

/* Has a loss, which the caller has locked, an open case that the transaction's snapshot does not see? */
Datum
civic_repair_opened_meanwhile(PG_FUNCTION_ARGS)
{
	static const char *const names[] = {"subject_id", "entry_id"};
	bool		opened;

	require_arguments(fcinfo, 2, names);
	SPI_connect();
	opened = opened_meanwhile(PG_GETARG_INT64(0), PG_GETARG_INT64(1));
	SPI_finish();
	PG_RETURN_BOOL(opened);
}

/* Close the open case of a loss that has just been reversed, if there is one. */
static void
annul_case(int64 subject_id, int64 entry_id, DateADT day)
{
	int64		case_id = open_case_of(subject_id, entry_id);
	HeldCase	held;
	RepairFacts f = {0};
	RepairCase	next;
	int32_t		ignored;

	if (case_id == 0 && opened_meanwhile(subject_id, entry_id))
		refuse_to_serialize();
	if (case_id == 0)
		return;
	hold_case(&held, subject_id, case_id, day);
	f.day = day;
	f.reversed = true;
	f.actor = ACTOR_SYSTEM;
	/* it may have been closed while its row was waited for */
	if (repair_try(&held.path, &held.c, MOVE_ANNUL, &f, &next, &ignored) == REPAIR_OK)
		write_move(&held, &next, MOVE_ANNUL, NULL, &(MoveTexts) {NULL, NULL});
}

static void
annul_cases(const Adjustment *adjustments, int n, DateADT day)
{
	for (int i = 0; i < n; i++)
		if (adjustments[i].kind == ENTRY_REVERSAL && adjustments[i].adjustment_id)
			annul_case(adjustments[i].subject_id, adjustments[i].entry_id, day);
}

void
repair_init(void)
{
	static const LedgerListener listener = {.after_adjustment = annul_cases};

	ledger_listen(&listener);
}
