/*-------------------------------------------------------------------------
 *
 * repair_states.c
 *	  Writes docs/repair-states.md from the table that repair cases go by.
 *
 * `make docs/repair-states.md` runs it, and a unit test holds the page against
 * what it writes.
 *
 *-------------------------------------------------------------------------
 */
#include "repair_states.h"

#include "core/repair.h"

static const char *const actor_names[] = {"counter", "reviewer", "panel", "settlement"};

static void
write_actors(FILE *out, uint32_t actors)
{
	const char *separator = "";

	for (int i = 0; i < 4; i++)
		if (actors & (1u << i))
		{
			fprintf(out, "%s%s", separator, actor_names[i]);
			separator = ", ";
		}
}

/* Moves that lead the same way are drawn as one arrow. */
static void
write_arrow(FILE *out, int i)
{
	const RepairTransition *t = &repair_transitions[i];

	for (int j = 0; j < i; j++)
		if (repair_transitions[j].from == t->from && repair_transitions[j].to == t->to)
			return;
	fprintf(out, "    %s --> %s: ",
			t->from == REPAIR_NONE ? "[*]" : repair_state_names[t->from],
			repair_state_names[t->to]);
	for (int j = i; j < n_repair_transitions; j++)
		if (repair_transitions[j].from == t->from && repair_transitions[j].to == t->to)
			fprintf(out, "%s%s", j == i ? "" : ", ", repair_move_names[repair_transitions[j].move]);
	fprintf(out, "\n");
}

static void
write_diagram(FILE *out)
{
	fprintf(out, "```mermaid\nstateDiagram-v2\n");
	for (int i = 0; i < n_repair_transitions; i++)
		write_arrow(out, i);
	for (int state = REPAIR_WAITING; state < REPAIR_STATES; state++)
		if (!repair_is_open(state))
			fprintf(out, "    %s --> [*]\n", repair_state_names[state]);
	fprintf(out, "```\n\n");
}

void
write_repair_states(FILE *out)
{
	fprintf(out, "# States of a repair case\n\n"
			"Written by `make docs/repair-states.md` from the table in `extension/core/repair.c`; "
			"do not edit.\n\n");
	write_diagram(out);
	fprintf(out, "| State | In English | 中文 | |\n|---|---|---|---|\n");
	for (int state = REPAIR_WAITING; state < REPAIR_STATES; state++)
		fprintf(out, "| %s | %s | %s | %s |\n", repair_state_names[state],
				repair_state_titles[state].text[LANG_EN], repair_state_titles[state].text[LANG_ZH],
				repair_is_open(state) ? "open" : "closed");
	fprintf(out, "\n| From | Move | To | By | When |\n|---|---|---|---|---|\n");
	for (int i = 0; i < n_repair_transitions; i++)
	{
		const RepairTransition *t = &repair_transitions[i];

		fprintf(out, "| %s | %s | %s | ", repair_state_names[t->from],
				repair_move_names[t->move], repair_state_names[t->to]);
		write_actors(out, t->actors);
		fprintf(out, " | %s |\n", t->when);
	}
}

#ifdef GENERATE
int
main(void)
{
	write_repair_states(stdout);
	return ferror(stdout) || fflush(stdout) != 0;
}
#endif
