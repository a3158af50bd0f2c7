/*-------------------------------------------------------------------------
 *
 * cache.c
 *	  The session's cache of compiled policies and rules.
 *
 * An enacted policy never changes, so what was compiled from it is good for
 * as long as its table is the same table.  Only one whose enactment is rolled
 * back leaves its numbers to others.
 *
 *-------------------------------------------------------------------------
 */
#include "policy/policy.h"

#include "access/xact.h"
#include "base/owner.h"
#include "base/programme.h"
#include "base/statement.h"
#include "catalog/namespace.h"
#include "policy/document.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"

typedef struct CompiledPolicy
{
	Policy		policy;
	int32	   *rule_ids;		/* parallel to policy.rules */
} CompiledPolicy;

/* Equal curves share a table: hundreds of villages may decay alike. */
typedef struct SharedCurve
{
	RetentionKind kind;
	int32		n;
	int32		len;
	const int32 *table;
	struct SharedCurve *next;
} SharedCurve;

uint64		policy_cache_resets = 0;
const Rule **compiled_rules = NULL;
int			n_compiled_rules = 0;

static MemoryContext cache_context = NULL;
static Oid	cache_relation = InvalidOid;	/* the enactment table that the cache is of */
static CompiledPolicy **policies = NULL;	/* by policy_id */
static int	n_policies = 0;
static char **names = NULL;		/* interned: dimensions */
static int	n_names = 0;
static SharedCurve *curves = NULL;
static bool has_newborn = false;	/* compiled what this transaction has enacted */
static bool has_unborn = false; /* and that was rolled back */

/* ----------
 * compiling
 * ----------
 */

/* Grow an array of the cache so that it has an element i; new ones are zero. */
static void *
cache_grow(void *array, int *n, int i, size_t element)
{
	int			larger = Max(i + 1, *n * 2);

	if (i < *n)
		return array;
	if (array)
		array = repalloc(array, element * larger);
	else
		array = MemoryContextAlloc(cache_context, element * larger);
	memset((char *) array + element * *n, 0, element * (larger - *n));
	*n = larger;
	return array;
}

/* A number that equal names share, from 1. */
static int
intern(const char *name)
{
	int			i = 0;

	for (; i < n_names && names[i]; i++)
		if (strcmp(names[i], name) == 0)
			return i + 1;
	names = cache_grow(names, &n_names, i, sizeof(char *));
	names[i] = MemoryContextStrdup(cache_context, name);
	return i + 1;
}

static void
attach_curve(Retention *r)
{
	int32		len = curve_table_length(r);
	SharedCurve *curve = curves;
	int32	   *table;

	if (len == 0)
		return;
	while (curve && (curve->kind != r->kind || curve->n != r->n))
		curve = curve->next;
	if (curve == NULL)
	{
		curve = MemoryContextAlloc(cache_context, sizeof(SharedCurve));
		table = MemoryContextAlloc(cache_context, sizeof(int32) * len);
		curve_build(r, table, len);
		*curve = (SharedCurve) {r->kind, r->n, len, table, curves};
		curves = curve;
	}
	r->table = curve->table;
	r->table_len = curve->len;
}

static void
complete_policy(Policy *policy)
{
	for (int i = 0; i < policy->n_dimensions; i++)
		policy->dimensions[i].dimension_id = intern(policy->dimensions[i].code);
	for (int i = 0; i < policy->n_rules; i++)
	{
		Rule	   *rule = &policy->rules[i];

		rule->dimension_id = intern(rule->dimension);
		attach_curve(&rule->retention);
	}
}

/*
 * 1.0 stored repair paths and limits without acting on them and checked them
 * less: a pack that it enacted may have two windows for a severity, a step
 * without number, hours or rule, or a period without a limit.
 */
static bool
checked_less_by_1_0(const char *path)
{
	const char *last = strrchr(path, '.');

	if (strncmp(path, "$.repair_windows[", 17) == 0)
		return true;
	if (strncmp(path, "$.repair_steps[", 15) == 0)
		return strcmp(last, ".path") != 0;
	return strncmp(path, "$.benefits[", 11) == 0 && strcmp(last, ".limit") == 0;
}

/* A stored policy was checked when it was enacted, and never changes. */
static void
unexpected_problem(void *arg, bool warning, const char *path, const char *problem,
				   const char *hint)
{
	if (!warning && !checked_less_by_1_0(path))
		ereport(ERROR,
				(errcode(ERRCODE_DATA_CORRUPTED),
				 errmsg("enacted policy %d cannot be read: %s %s", *(int32 *) arg, path, problem),
				 errhint("Restore civic_private.enactment from a backup.")));
}

/* Compile a policy from the first row of a result. */
static CompiledPolicy *
compile_policy(int32 policy_id)
{
	PolicyHost	host = {policy_alloc, unexpected_problem, &policy_id};
	bool		isnull;
	JsonNode	tree = document_tree(DatumGetJsonbP(row_datum(0, "document", &isnull)));
	MemoryContext old = MemoryContextSwitchTo(cache_context);
	CompiledPolicy *compiled = palloc0(sizeof(CompiledPolicy));

	policy_read(&tree, true, &host, &compiled->policy);
	compiled->rule_ids = palloc0(sizeof(int32) * Max(compiled->policy.n_rules, 1));
	complete_policy(&compiled->policy);
	MemoryContextSwitchTo(old);
	return compiled;
}

/* Note the ids and the lines of a policy's rules, which the rows of a result have. */
static void
register_rules(CompiledPolicy *compiled)
{
	for (uint64 row = 0; row < SPI_processed; row++)
	{
		const Rule *rule = rule_by_code(&compiled->policy, row_text(row, "code"));
		int32		rule_id = row_int4(row, "rule_id");
		int			place;

		if (rule == NULL)
			continue;
		place = rule - compiled->policy.rules;
		compiled->policy.rules[place].line = row_int4(row, "line");
		if (rule->limit)
			compiled->policy.limits[rule->limit - compiled->policy.limits].line =
				row_int4(row, "limit_line");
		compiled_rules = cache_grow(compiled_rules, &n_compiled_rules, rule_id, sizeof(Rule *));
		compiled_rules[rule_id] = rule;
		compiled->rule_ids[place] = rule_id;
	}
}

static void
forget_newborn(XactEvent event, void *arg)
{
	if (event != XACT_EVENT_ABORT && event != XACT_EVENT_COMMIT && event != XACT_EVENT_PREPARE)
		return;
	has_unborn |= has_newborn && event == XACT_EVENT_ABORT;
	has_newborn = false;
}

static void
forget_newborn_at_rollback(SubXactEvent event, SubTransactionId mySubid,
						   SubTransactionId parentSubid, void *arg)
{
	has_unborn |= has_newborn && event == SUBXACT_EVENT_ABORT_SUB;
}

/* What was enacted in this transaction may be rolled back, and its numbers may come again. */
static void
note_newborn(Datum born)
{
	static bool registered = false;

	has_newborn |= TransactionIdIsCurrentTransactionId(DatumGetTransactionId(born));
	if (registered)
		return;
	RegisterXactCallback(forget_newborn, NULL);
	RegisterSubXactCallback(forget_newborn_at_rollback, NULL);
	registered = true;
}

/* Compile what a statement finds by its one parameter, $id.  NULL if it finds nothing. */
static CompiledPolicy *
load_policy(Statement *st, int32 id)
{
	OwnerScope	scope;
	CompiledPolicy *compiled = NULL;
	bool		isnull;

	owner_begin(&scope);
	SPI_connect();
	QUERY(st, ARG_INT4(id, id));
	if (SPI_processed > 0)
	{
		int32		policy_id = row_int4(0, "policy_id");

		compiled = compile_policy(policy_id);
		register_rules(compiled);
		note_newborn(row_datum(0, "born", &isnull));
		policies = cache_grow(policies, &n_policies, policy_id, sizeof(CompiledPolicy *));
		policies[policy_id] = compiled;
	}
	SPI_finish();
	owner_end(&scope);
	return compiled;
}

#define LOAD_POLICY \
	"SELECT e.document, r.rule_id, r.code, r.line, r.limit_line, e.policy_id, e.xmin AS born " \
	"FROM civic_private.enactment e " \
	"JOIN civic_private.rule r USING (policy_id) WHERE e.policy_id = "

static CompiledPolicy *
compiled_policy(int32 policy_id)
{
	static Statement st = STATEMENT(LOAD_POLICY "$id");

	if (policy_id > 0 && policy_id < n_policies && policies[policy_id])
		return policies[policy_id];
	return load_policy(&st, policy_id);
}

const Rule *
compile_rule(int32 rule_id)
{
	static Statement st = STATEMENT(
		LOAD_POLICY "(SELECT o.policy_id FROM civic_private.rule o WHERE o.rule_id = $id)");

	load_policy(&st, rule_id);
	return rule_id > 0 && rule_id < n_compiled_rules ? compiled_rules[rule_id] : NULL;
}

const Policy *
policy_of_rule(int32 rule_id)
{
	const Rule *rule = rule_by_id(rule_id);

	for (int i = 0; rule && i < n_policies; i++)
		if (policies[i] && rule >= policies[i]->policy.rules &&
			rule < policies[i]->policy.rules + policies[i]->policy.n_rules)
			return &policies[i]->policy;
	return NULL;
}

/* ----------
 * drafts
 * ----------
 */

/* Whoever hands over a document has had it checked. */
Policy *
compile_draft(Jsonb *document)
{
	int32		none = 0;
	PolicyHost	host = {policy_alloc, unexpected_problem, &none};
	JsonNode	tree = document_tree(document);
	Policy	   *policy = palloc0(sizeof(Policy));

	policy_read(&tree, true, &host, policy);
	complete_policy(policy);
	return policy;
}

/* ----------
 * asking
 * ----------
 */

const Policy *
policy_by_id(int32 policy_id)
{
	CompiledPolicy *compiled = compiled_policy(policy_id);

	return compiled ? &compiled->policy : NULL;
}

const Policy *
enacted_policy(int32 policy_id)
{
	const Policy *policy = policy_by_id(policy_id);

	if (policy == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_OBJECT),
				 errmsg("policy %d is not enacted", policy_id)));
	return policy;
}

bool
same_policy_line(int32 a, int32 b)
{
	const Policy *pa = a == b ? NULL : policy_by_id(a);
	const Policy *pb = a == b ? NULL : policy_by_id(b);

	return a == b || (pa && pb && strcmp(pa->code, pb->code) == 0 &&
					  strcmp(pa->area, pb->area) == 0);
}

const Rule *
rule_lookup(void *arg, int32_t rule_id)
{
	return rule_by_id(rule_id);
}

int32
rule_id_of(int32 policy_id, const char *code)
{
	CompiledPolicy *compiled = compiled_policy(policy_id);
	const Rule *rule = compiled ? rule_by_code(&compiled->policy, code) : NULL;

	return rule ? compiled->rule_ids[rule - compiled->policy.rules] : 0;
}

/* ----------
 * another programme
 * ----------
 */

static void
reset_cache(Oid relation)
{
	if (cache_context == NULL)
		cache_context = AllocSetContextCreate(TopMemoryContext, "civic_credit policies",
											  ALLOCSET_DEFAULT_SIZES);
	else
		MemoryContextReset(cache_context);
	policies = NULL;
	compiled_rules = NULL;
	names = NULL;
	curves = NULL;
	n_policies = n_compiled_rules = n_names = 0;
	has_unborn = false;
	cache_relation = relation;
	policy_cache_resets++;
}

void
policy_cache_check(void)
{
	Oid			schema = get_namespace_oid("civic_private", true);
	Oid			relation = OidIsValid(schema) ? get_relname_relid("enactment", schema) : InvalidOid;

	if (relation != cache_relation || cache_context == NULL || has_unborn)
		reset_cache(relation);
}

void
policy_init(void)
{
	programme_listen(policy_cache_check);
}
