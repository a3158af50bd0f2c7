/*-------------------------------------------------------------------------
 *
 * open.c
 *	  Opening a repair case: whether the loss can be repaired, in which
 *	  window, and on which path.
 *
 *-------------------------------------------------------------------------
 */
#include "repair/held_case.h"

#include "access/xact.h"
#include "lib/stringinfo.h"
#include "utils/array.h"
#include "utils/builtins.h"

#include "base/programme.h"
#include "base/statement.h"
#include "ledger/entry_reach.h"
#include "repair/listener.h"

PG_FUNCTION_INFO_V1(civic_open_repair);

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
	int32		restored_bp;	/* by now */
	int64		link_id;		/* to the document that decided it, or 0 */
	ArrayType  *offences;		/* rules of what was decided together, or NULL */
	const char *area;
} Loss;

static void
refuse_opening(int64 entry_id, const char *why, const char *hint)
{
	refuse_when(psprintf("no repair of entry %lld", (long long) entry_id), why, hint);
}

static const char *under_notice_hint = NULL;

void
repair_hint_under_notice(const char *hint)
{
	under_notice_hint = hint;
}

/* ----------
 * the loss
 * ----------
 */

static void
read_loss(int64 subject_id, int64 entry_id, Loss *loss)
{
	static Statement st = STATEMENT(
		"SELECT e.kind, e.rule_id, r.policy_id, e.occurred_on, e.effective_on, "
		"coalesce(p.document_date, e.occurred_on) AS document_date, "
		"EXISTS (SELECT FROM civic_internal.adjustments('reversal') x "
		"WHERE x.subject_id = e.subject_id AND x.entry_id = e.entry_id) AS reversed, "
		"(SELECT max(x.quantity) FROM civic_internal.adjustments('repair') x "
		"WHERE x.subject_id = e.subject_id AND x.entry_id = e.entry_id) AS restored_bp, "
		"p.link_id, CASE WHEN p.link_id IS NOT NULL THEN "
		"civic_internal.offences_of(p.subject_id, p.link_id) END AS offences, "
		"civic_internal.area_on(e.subject_id, e.occurred_on) AS area "
		"FROM civic_private.entry e JOIN civic_private.rule r ON r.rule_id = e.rule_id "
		"LEFT JOIN civic_internal.penalty_documents() p "
		"ON p.subject_id = e.subject_id AND p.entry_id = e.entry_id "
		"WHERE e.subject_id = $subject_id AND e.entry_id = $entry_id FOR UPDATE OF e");
	Datum		offences;
	bool		alone;

	RUN(&st, SPI_OK_SELECT, ARG_INT8(subject_id, subject_id), ARG_INT8(entry_id, entry_id));
	if (SPI_processed == 0)
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_OBJECT),
				 errmsg("subject %lld has no entry %lld", (long long) subject_id,
						(long long) entry_id)));
	loss->kind = row_int2(0, "kind");
	loss->rule_id = row_int4(0, "rule_id");
	loss->rule_policy = row_int4(0, "policy_id");
	loss->occurred_on = row_date(0, "occurred_on");
	loss->effective_on = row_date(0, "effective_on");
	loss->document_date = row_date(0, "document_date");
	loss->reversed = row_bool(0, "reversed");
	loss->restored_bp = row_int4(0, "restored_bp");
	loss->link_id = row_int8(0, "link_id");
	loss->area = row_text(0, "area");
	offences = row_datum(0, "offences", &alone);
	loss->offences = alone ? NULL : DatumGetArrayTypePCopy(offences);
}

/* Whoever reverses a loss has to lock it: now that it is locked, he is done, or finds the case. */
bool
reversed_by_now(int64 subject_id, int64 entry_id)
{
	static Statement st = STATEMENT(
		"SELECT FROM civic_internal.adjustments('reversal') x "
		"WHERE x.subject_id = $subject_id AND x.entry_id = $entry_id");

	return statement_finds(&st, ARGUMENTS(ARG_INT8(subject_id, subject_id),
										  ARG_INT8(entry_id, entry_id)));
}

/*
 * Was the loss linked to a document, or its link withdrawn, or was it restored
 * further, while its row was waited for?  Now that it is locked, neither can happen.
 */
static bool
changed_by_now(int64 subject_id, int64 entry_id, const Loss *loss)
{
	static Statement st = STATEMENT(
		"SELECT FROM civic_internal.penalty_documents() p WHERE p.link_id <> $link_id "
		"AND p.subject_id = $subject_id AND p.entry_id = $entry_id "
		"UNION ALL SELECT FROM civic_private.penalty_withdrawal w "
		"WHERE w.subject_id = $subject_id AND w.link_id = $link_id "
		"UNION ALL SELECT FROM civic_internal.adjustments('repair') x "
		"WHERE x.subject_id = $subject_id AND x.entry_id = $entry_id "
		"AND x.quantity > $restored_bp");

	return statement_finds(&st, ARGUMENTS(ARG_INT8(subject_id, subject_id),
										  ARG_INT8(entry_id, entry_id),
										  ARG_INT8(link_id, loss->link_id),
										  ARG_INT4(restored_bp, loss->restored_bp)));
}

/* Lock a loss and read what is asked about it, as it is once it is locked. */
static void
find_loss(int64 subject_id, int64 entry_id, Loss *loss)
{
	read_loss(subject_id, entry_id, loss);
	if (changed_by_now(subject_id, entry_id, loss))
	{
		if (IsolationUsesXactSnapshot())
			refuse_to_serialize("decision that was made");
		read_loss(subject_id, entry_id, loss);
	}
	loss->reversed = loss->reversed || reversed_by_now(subject_id, entry_id);
}

/* The legal basis that a rule gives for being beyond repair. */
static const char *
legal_basis_of(int32 rule_id)
{
	static Statement st = STATEMENT(
		"SELECT r.definition ->> 'not_repairable' AS basis FROM civic_private.rule r "
		"WHERE r.rule_id = $rule_id");

	RUN(&st, SPI_OK_SELECT, ARG_INT4(rule_id, rule_id));
	return SPI_processed && !row_isnull(0, "basis") ? row_text(0, "basis") : "";
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
				 errhint("Repair restores what an entry under a rule with negative rates "
						 "has cost.")));
	if (loss->reversed)
		refuse_opening(entry_id, "It has been reversed.", NULL);
	if (loss->effective_on > today)
		refuse_opening(entry_id, psprintf("It is under notice and counts from %s on.",
										  date_text(loss->effective_on)),
					   under_notice_hint);
	if (rule->severity == SEVERITY_NONE)
		refuse_opening(entry_id,
					   psprintf("Rule \"%s\" has no severity, so no path leads out of it.",
								rule->code), NULL);
	if (rule->irreparable)
		refuse_opening(entry_id, psprintf("Rule \"%s\" excludes it: %s", rule->code,
										  legal_basis_of(loss->rule_id)),
					   "It fades as its retention says.");
	if (loss->restored_bp >= SHARE_ONE)
		refuse_opening(entry_id, "All of it has been restored.", NULL);
}

/* ----------
 * window and path
 * ----------
 */

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
	repair_window_widen(policy_by_id(loss->rule_policy), rule_by_id(loss->rule_id)->severity,
						min_days, max_days);
	if (loss->offences == NULL)
		return;
	deconstruct_array(loss->offences, INT4OID, sizeof(int32), true, TYPALIGN_INT,
					  &rules, NULL, &n);
	for (int i = 0; i < n; i += 2)
	{
		const Rule *rule = rule_by_id(DatumGetInt32(rules[i]));

		/* an offence without severity has no window of its own */
		if (rule && rule->severity != SEVERITY_NONE)
			repair_window_widen(policy_by_id(DatumGetInt32(rules[i + 1])), rule->severity,
								min_days, max_days);
	}
}

/* Does a step begin a path of a severity? */
static bool
begins_path(const RepairStep *s, Severity severity)
{
	return s->severity == severity && s->step == 1 && s->path;
}

/* The codes of the paths of a severity, for a message; *n is how many, *first the first. */
static const char *
list_paths(const Policy *policy, Severity severity, int *n, const char **first)
{
	StringInfoData list;

	initStringInfo(&list);
	*n = 0;
	for (int i = 0; i < policy->n_steps; i++)
	{
		const RepairStep *s = &policy->steps[i];

		if (!begins_path(s, severity))
			continue;
		if (*n == 0)
			*first = s->path;
		appendStringInfo(&list, "%s\"%s\"", (*n)++ ? ", " : "", s->path);
	}
	return list.data;
}

/* The path that is wanted, or the only one there is. */
static const char *
choose_path(const HeldCase *held, const char *wanted)
{
	const Policy *policy = policy_by_id(held->policy_id);
	const char *only = NULL;
	int			n;
	const char *paths = list_paths(policy, held->severity, &n, &only);
	RepairPath	found;

	if (n == 0)
		refuse_opening(held->entry_id,
					   "The policy in force where the subject lived then has no path for losses "
					   "of this severity.",
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
	return wanted ? wanted : only;
}

/* Where a new case begins: behind the steps that an earlier case of the loss has passed. */
static int32
first_step(const HeldCase *held)
{
	static Statement st = STATEMENT(
		"SELECT max(c.step)::int4 AS step FROM civic_private.repair_case c "
		"WHERE c.subject_id = $subject_id AND c.entry_id = $entry_id AND c.path = $path");

	RUN(&st, SPI_OK_SELECT,
		ARG_INT8(subject_id, held->subject_id),
		ARG_INT8(entry_id, held->entry_id),
		ARG_TEXT(path, held->path_code));
	return Min(row_int4_or(0, "step", 1), held->path.n);
}

/*
 * The window is that of the policy under which the loss was recorded.  The
 * path is procedure: that of the policy in force on the day the case is
 * opened, where the subject lived when the loss occurred.
 */
static void
plan_case(HeldCase *held, const Loss *loss, const char *path)
{
	RepairCase *c = &held->c;
	int32		min_days,
				max_days,
				lapses_on = cal_add(loss->occurred_on,
									policy_by_id(loss->rule_policy)->erase_years, CAL_YEARS);

	held->area = loss->area;
	held->severity = rule_by_id(loss->rule_id)->severity;
	held->policy_id = policy_at(loss->area, held->today, programme_seen()->newest_enactment);
	if (held->policy_id == 0)
		no_policy_in_force(held->today);
	held->path_code = choose_path(held, path);
	repair_path_find(policy_by_id(held->policy_id), held->severity, held->path_code, &held->path);
	find_window(loss, &min_days, &max_days);
	repair_open(c, loss->document_date, min_days, max_days, Min(lapses_on, REPAIR_NEVER),
				first_step(held), loss->restored_bp, held->today);
	if (held->today >= c->ends_on)
		refuse_opening(held->entry_id, psprintf("Its publicity ended on %s.",
												date_text(c->ends_on)),
					   "It fades as its retention says.");
	if (held->today >= c->lapses_on)
		refuse_opening(held->entry_id, psprintf("It no longer counts from %s on.",
												date_text(c->lapses_on)), NULL);
}

/* ----------
 * writing
 * ----------
 */

/* The case and the first row of its history.  The id of the case; 0 if the loss has an open one. */
static int64
insert_case(const HeldCase *held)
{
	static Statement st = STATEMENT(
		"WITH c AS (INSERT INTO civic_private.repair_case (subject_id, entry_id, policy_id, "
		"severity, path, area, document_date, repairable_from, ends_on, lapses_on, opened_on, "
		"state, step, step_since, restored_bp, next_move_on, waits_for, awaited_rule) "
		"VALUES ($subject_id, $entry_id, $policy_id, $severity, $path, $area, $document_date, "
		"$repairable_from, $ends_on, $lapses_on, $opened_on, $state, $step, $opened_on, "
		"$restored_bp, $next_move_on, $waits_for, $awaited_rule) "
		"ON CONFLICT (subject_id, entry_id) WHERE state BETWEEN 1 AND 5 DO NOTHING "
		"RETURNING subject_id, case_id, state, step, opened_on, restored_bp) "
		"INSERT INTO civic_private.repair_move (subject_id, case_id, move_no, move, from_state, "
		"to_state, step, on_day, days, restored_before_bp, restored_bp) "
		"SELECT c.subject_id, c.case_id, 1, 1, 0, c.state, c.step, c.opened_on, 0, c.restored_bp, "
		"c.restored_bp FROM c RETURNING case_id");
	const RepairCase *c = &held->c;

	RUN(&st, SPI_OK_INSERT_RETURNING,
		ARG_INT8(subject_id, held->subject_id),
		ARG_INT8(entry_id, held->entry_id),
		ARG_INT4(policy_id, held->policy_id),
		ARG_INT2(severity, held->severity),
		ARG_TEXT(path, held->path_code),
		ARG_TEXT(area, held->area),
		ARG_DATE(document_date, c->document_day),
		ARG_DAY(repairable_from, c->repairable_from),
		ARG_DAY(ends_on, c->ends_on),
		ARG_DAY(lapses_on, c->lapses_on),
		ARG_DATE(opened_on, held->today),
		ARG_INT2(state, c->state),
		ARG_INT2(step, c->step),
		ARG_INT2(restored_bp, c->restored_bp),
		ARG_DAY(next_move_on, repair_next_day(&held->path, c)),
		ARG_INT2(waits_for, repair_waits_for(&held->path, c)),
		ARG_TEXT(awaited_rule, awaited_rule(&held->path, c)));
	return SPI_processed ? row_int8(0, "case_id") : 0;
}

Datum
civic_open_repair(PG_FUNCTION_ARGS)
{
	HeldCase	held = {0};
	Loss		loss;

	require_first_two(fcinfo, "entry_id");
	held.subject_id = PG_GETARG_INT64(0);
	held.entry_id = PG_GETARG_INT64(1);
	require_entry_reach(SERVICE, held.subject_id, held.entry_id);
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
