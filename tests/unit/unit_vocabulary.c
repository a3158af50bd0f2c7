/*-------------------------------------------------------------------------
 *
 * unit_vocabulary.c
 *	  Tables of names.
 *
 *-------------------------------------------------------------------------
 */
#include <string.h>

#include "core/civic_core.h"
#include "unit.h"

static const struct
{
	const char *what;
	const Vocabulary *vocabulary;
	int			n;
}			tables[] = {
	{"periods", &cal_periods, PERIOD_ROLLING + 1},
	{"severities", &severities, SEVERITY_SERIOUS + 1},
	{"reviews", &rule_reviews, REVIEW_ALWAYS + 1},
	{"deadlines", &deadline_kinds, DEADLINE_NEXT_YEAR_END + 1},
	{"benefit kinds", &benefit_kinds, BENEFIT_REDEMPTION + 1},
	{"subject kinds", &subject_kinds, SUBJECT_KINDS},
	{"step deciders", &step_deciders, DECIDER_SYSTEM + 1},
	{"step kinds", &step_kinds, STEP_KINDS},
	{"entry kinds", &entry_kinds, ENTRY_ERASURE + 1},
	{"repair states", &repair_states, REPAIR_STATES},
	{"repair moves", &repair_moves, REPAIR_MOVES},
	{"appeal states", &appeal_states, APPEAL_STATES},
	{"appeal moves", &appeal_moves, APPEAL_MOVES},
	{"review kinds", &review_kinds, REVIEW_FALL + 1},
	{"redemption states", &redemption_states, REDEMPTION_STATES}
};

/* Each value has a name of its own, by which it is found. */
static void
test_tables(void)
{
	for (size_t t = 0; t < sizeof(tables) / sizeof(tables[0]); t++)
	{
		const Vocabulary *v = tables[t].vocabulary;

		check_int(v->n, tables[t].n, "rows of the table of %s", tables[t].what);
		for (int id = 0; id < v->n; id++)
			if (check(vocabulary_name(v, id) != NULL, "%s: value %d has a name", tables[t].what,
					  id))
				check_int(vocabulary_id(v, vocabulary_name(v, id)), id, "%s: %s", tables[t].what,
						  vocabulary_name(v, id));
		check_int(vocabulary_id(v, "no such name"), -1, "%s: unknown name", tables[t].what);
		check(vocabulary_name(v, -1) == NULL, "%s: below the first", tables[t].what);
		check(vocabulary_name(v, v->n) == NULL, "%s: behind the last", tables[t].what);
	}
}

static void
check_list(uint32_t ids, const char *expected)
{
	char		list[100];

	vocabulary_list(VOCABULARY_OF("a", "b", "c", "d"), ids, " or ", list, sizeof(list));
	check_text(list, expected, "the names of set %x", (unsigned) ids);
}

static void
test_lists(void)
{
	char		list[8];

	check_list(0, "");
	check_list(1, "a");
	check_list(8, "d");
	check_list(5, "a or c");
	check_list(11, "a, b or d");
	check_list(ANY_ID, "a, b, c or d");
	vocabulary_list(VOCABULARY_OF("long", "longer", "longest"), ANY_ID, " or ", list, sizeof(list));
	check_text(list, "long, l", "a list that is too long for its buffer");
}

static void
test_nearest(void)
{
	const Vocabulary *names = VOCABULARY_OF("cap_low", "cap_high", NULL, "tariff", "no");
	static const struct
	{
		const char *name,
				   *nearest;
	}			cases[] = {
		{"cap_hihg", "cap_high"}, {"caphigh", "cap_high"}, {"capp_high", "cap_high"},
		{"tarif", "tariff"}, {"tarriff", "tariff"}, {"trf", NULL}, {"np", NULL}, {"", NULL},
		{"colour", NULL}, {"no", "no"},
		{"a_name_of_more_than_sixty_three_letters_is_not_compared_with_any_other", NULL}
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		check_text(vocabulary_nearest(names, cases[i].name), cases[i].nearest,
				   "what \"%s\" means", cases[i].name);
}

static void
test_step_kinds(void)
{
	for (int kind = 0; kind < STEP_KINDS; kind++)
	{
		const StepKindRow *row = &step_kind_rows[kind];

		check(row->title.text[LANG_EN] && row->title.text[LANG_ZH], "%s has titles", row->name);
		check(row->deciders & ID_BIT(row->decider), "%s is decided by its own decider", row->name);
		check(row->proof != PROOF_SUBMITTED || !(row->deciders & ID_BIT(DECIDER_SYSTEM)),
			  "%s is not proved by the ledger, so somebody decides it", row->name);
	}
}

const UnitTest vocabulary_tests[] = {
	{"every value of a table has a name of its own", test_tables},
	{"sets of names are listed", test_lists},
	{"the name that was meant", test_nearest},
	{"every kind of repair step can be decided", test_step_kinds},
	{NULL, NULL}
};
