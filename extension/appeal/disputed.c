/*-------------------------------------------------------------------------
 *
 * disputed.c
 *	  Entries under appeal, as explanations of a score show them.
 *
 *-------------------------------------------------------------------------
 */
#include "score/explain.h"

#include "base/owner.h"
#include "base/statement.h"
#include "base/value.h"
#include "policy/policy.h"
#include "repair/listener.h"
#include "score/score.h"

extern void appeal_init(void);

static void
put_disputed_entry(Explanation *ex, uint64 row)
{
	int32		rule_id = row_int4(row, "rule_id");
	const Rule *rule = rule_by_id(rule_id);

	if (rule == NULL)
		unknown_rule(rule_id);
	explain_put(ex, &(ExplainLine) {
		.kind = "disputed",
			.dimension = rule->dimension,
			.rule_code = rule->code,
			.entries = 1,
			.quantity = row_int4(row, "quantity"),
			.text = psprintf(explain_say(ex, "%s: the entry of %s is disputed",
										 "%s：%s的记录有异议，正在核查"),
							 rule->title.text[ex->lang], date_text(row_date(row, "occurred_on")))
	});
}

/*
 * Tell which entries were under appeal, as known on the day of knowledge.  Such
 * an entry counts until it is suspended or reversed, so its line has no points.
 */
static void
put_disputed(Explanation *ex)
{
	static Statement st = STATEMENT(
		"SELECT e.rule_id, e.occurred_on, e.quantity FROM civic_private.appeal a "
		"JOIN civic_private.entry e ON e.subject_id = a.subject_id AND e.entry_id = a.entry_id, "
		"LATERAL (SELECT m.to_state FROM civic_private.appeal_move m "
		"WHERE m.subject_id = a.subject_id AND m.appeal_id = a.appeal_id "
		"AND m.on_day <= $known_on "
		"ORDER BY m.move_no DESC LIMIT 1) m "
		"WHERE a.subject_id = $subject_id AND e.occurred_on <= $day "
		"AND m.to_state IN ('marked', 'paused', 'review', 'review_paused') ORDER BY a.entry_id");
	OwnerScope	scope;

	owner_begin(&scope);
	SPI_connect();
	QUERY(&st, ARG_INT8(subject_id, ex->subject_id), ARG_DATE(day, ex->day),
		  ARG_DATE(known_on, ex->known_on));
	for (uint64 row = 0; row < SPI_processed; row++)
		put_disputed_entry(ex, row);
	SPI_finish();
	owner_end(&scope);
}

void
appeal_init(void)
{
	explain_listen(put_disputed);
	repair_hint_under_notice("Until then it can be objected to with civic.file_appeal().");
}
