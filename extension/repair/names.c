/*-------------------------------------------------------------------------
 *
 * names.c
 *	  The core's tables of states and transitions, for SQL.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "fmgr.h"
#include "funcapi.h"
#include "utils/builtins.h"

#include "base/statement.h"
#include "core/repair.h"

PG_FUNCTION_INFO_V1(civic_repair_transitions);
PG_FUNCTION_INFO_V1(civic_repair_state_name);
PG_FUNCTION_INFO_V1(civic_repair_state_title);
PG_FUNCTION_INFO_V1(civic_repair_move_name);

#define RETURN_TEXT_OR_NULL(name) \
	do { \
		const char *text_ = (name); \
		if (text_ == NULL) \
			PG_RETURN_NULL(); \
		PG_RETURN_TEXT_P(cstring_to_text(text_)); \
	} while (0)

Datum
civic_repair_state_name(PG_FUNCTION_ARGS)
{
	RETURN_TEXT_OR_NULL(vocabulary_name(&repair_states, PG_GETARG_INT16(0)));
}

Datum
civic_repair_move_name(PG_FUNCTION_ARGS)
{
	RETURN_TEXT_OR_NULL(vocabulary_name(&repair_moves, PG_GETARG_INT16(0)));
}

Datum
civic_repair_state_title(PG_FUNCTION_ARGS)
{
	int16		state = PG_GETARG_INT16(0);
	bool		zh = strcmp(text_to_cstring(PG_GETARG_TEXT_PP(1)), "zh") == 0;

	if (state < 0 || state >= REPAIR_STATES)
		PG_RETURN_NULL();
	RETURN_TEXT_OR_NULL(repair_state_titles[state].text[zh ? LANG_ZH : LANG_EN]);
}

Datum
civic_repair_transitions(PG_FUNCTION_ARGS)
{
	InitMaterializedSRF(fcinfo, 0);
	for (int i = 0; i < n_repair_transitions; i++)
	{
		const RepairTransition *t = &repair_transitions[i];

		PUT_ROW((ReturnSetInfo *) fcinfo->resultinfo,
				ARG_INT2(from_id, t->from),
				ARG_TEXT(from_state, repair_state_names[t->from]),
				ARG_INT2(move_id, t->move),
				ARG_TEXT(move, repair_move_names[t->move]),
				ARG_INT2(to_id, t->to),
				ARG_TEXT(to_state, repair_state_names[t->to]));
	}
	return (Datum) 0;
}
