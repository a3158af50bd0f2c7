/*-------------------------------------------------------------------------
 *
 * policy.c
 *	  Checking policies, and the session's cache of compiled ones.
 *
 * An enacted policy never changes, so what was compiled from it is good for
 * as long as its table is the same table.  Which policy is in force does
 * change: enactments are only added, one at a time under a lock on the
 * programme's row, which keeps the newest id; so that id tells a snapshot
 * exactly which ones it sees.  Callers read it in the query that reads the
 * ledger, and the list is read again when it is older than that.
 *
 *-------------------------------------------------------------------------
 */
#include "base/area.h"
#include "base/owner.h"
#include "base/programme.h"
#include "base/refusal.h"
#include "base/statement.h"
#include "base/value.h"
#include "policy/policy.h"


#include "catalog/namespace.h"
#include "catalog/pg_type.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/jsonb.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"


PG_FUNCTION_INFO_V1(civic_check_policy);
PG_FUNCTION_INFO_V1(civic_policy_of_area);

typedef struct CompiledPolicy
{
	int32		policy_id;
	Policy		policy;
	int32	   *rule_ids;		/* parallel to policy.rules */
} CompiledPolicy;

typedef struct Enactment
{
	int32		enactment_id;
	int32		policy_id;
	DateADT		effective_from;
	char	   *area;
	int			area_len;
} Enactment;

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

static MemoryContext cache_context = NULL;
static Oid	cache_relation = InvalidOid;	/* the enactment table that the cache is of */
static CompiledPolicy **policies = NULL;	/* by policy_id */
static int	n_policies = 0;
const Rule **compiled_rules = NULL;
int			n_compiled_rules = 0;
static char **names = NULL;		/* interned: dimensions, and policy/group */
static int	n_names = 0;
static SharedCurve *curves = NULL;
static Enactment *enactments = NULL;
static int	n_enactments = 0;
static int32 enactments_newest = -1;

/* ----------
 * jsonb to the reader's tree
 * ----------
 */

static void jsonb_to_node(JsonbContainer *container, JsonNode *node);

static void
scalar_to_node(JsonbValue *v, JsonNode *node)
{
	switch (v->type)
	{
		case jbvBool:
			node->kind = JSON_BOOL;
			node->truth = v->val.boolean;
			break;
		case jbvNumeric:
			node->kind = JSON_NUMBER;
			node->text = DatumGetCString(DirectFunctionCall1(numeric_out, NumericGetDatum(v->val.numeric)));
			node->len = strlen(node->text);
			break;
		case jbvString:
			node->kind = JSON_STRING;
			node->text = pnstrdup(v->val.string.val, v->val.string.len);
			node->len = v->val.string.len;
			break;
		case jbvBinary:
			jsonb_to_node(v->val.binary.data, node);
			break;
		default:
			node->kind = JSON_NULL;
	}
}

static void
jsonb_to_node(JsonbContainer *container, JsonNode *node)
{
	JsonbIterator *it = JsonbIteratorInit(container);
	JsonbIteratorToken token;
	JsonbValue	v;
	int			i = 0;

	check_stack_depth();
	token = JsonbIteratorNext(&it, &v, true);
	if (token == WJB_BEGIN_ARRAY && v.val.array.rawScalar)
	{
		JsonbIteratorNext(&it, &v, true);
		scalar_to_node(&v, node);
		return;
	}
	node->kind = token == WJB_BEGIN_OBJECT ? JSON_OBJECT : JSON_ARRAY;
	node->n = JsonContainerSize(container);
	node->items = palloc0(sizeof(JsonNode) * Max(node->n, 1));
	node->keys = palloc0(sizeof(char *) * Max(node->n, 1));
	while ((token = JsonbIteratorNext(&it, &v, true)) != WJB_DONE)
	{
		if (token == WJB_KEY)
			node->keys[i] = pnstrdup(v.val.string.val, v.val.string.len);
		else if (token == WJB_VALUE || token == WJB_ELEM)
			scalar_to_node(&v, &node->items[i++]);
	}
}

/* ----------
 * checking
 * ----------
 */

static void *
host_alloc(void *arg, size_t size)
{
	return palloc0(size);
}

static void
host_problem(void *arg, bool warning, const char *path, const char *problem, const char *hint)
{
	ReturnSetInfo *rsinfo = arg;
	Datum		values[4];
	bool		nulls[4] = {false, false, false, hint == NULL};

	values[0] = CStringGetTextDatum(warning ? "warning" : "error");
	values[1] = CStringGetTextDatum(path);
	values[2] = CStringGetTextDatum(problem);
	values[3] = hint ? CStringGetTextDatum(hint) : (Datum) 0;
	tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
}

Datum
civic_check_policy(PG_FUNCTION_ARGS)
{
	PolicyHost	host = {host_alloc, host_problem, NULL};
	JsonNode	document = {0};
	Policy		policy;

	InitMaterializedSRF(fcinfo, 0);
	host.arg = fcinfo->resultinfo;
	if (PG_ARGISNULL(0))
		return (Datum) 0;
	jsonb_to_node(&PG_GETARG_JSONB_P(0)->root, &document);
	policy_read(&document, !PG_ARGISNULL(1) && PG_GETARG_BOOL(1), &host, &policy);
	return (Datum) 0;
}

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
	array = array ? repalloc(array, element * larger) : MemoryContextAlloc(cache_context, element * larger);
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
complete_policy(Policy *policy, int32 policy_id)
{
	for (int i = 0; i < policy->n_dimensions; i++)
		policy->dimensions[i].dimension_id = intern(policy->dimensions[i].code);
	for (int i = 0; i < policy->n_rules; i++)
	{
		Rule	   *rule = &policy->rules[i];

		rule->dimension_id = intern(rule->dimension);
		if (rule->group)
			/* a code holds no slash, so this cannot meet a dimension */
			rule->group_id = intern(psprintf("%d/%s", policy_id, rule->group));
		attach_curve(&rule->retention);
	}
}

/*
 * 1.0 took down repair paths and limits without acting on them, and looked
 * less closely: what it enacted may have two windows for a severity, steps
 * without a number, hours or rule, or a period without a limit.
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

/* A stored policy was checked when it was enacted, and is frozen for ever. */
static void
unexpected_problem(void *arg, bool warning, const char *path, const char *problem, const char *hint)
{
	if (!warning && !checked_less_by_1_0(path))
		ereport(ERROR,
				(errcode(ERRCODE_DATA_CORRUPTED),
				 errmsg("enacted policy %d cannot be read: %s %s", *(int32 *) arg, path, problem),
				 errhint("Restore civic_private.enactment from a backup.")));
}

static void
reset_cache(Oid relation)
{
	if (cache_context == NULL)
		cache_context = AllocSetContextCreate(TopMemoryContext, "civic_credit policies", ALLOCSET_DEFAULT_SIZES);
	else
		MemoryContextReset(cache_context);
	policies = NULL;
	compiled_rules = NULL;
	names = NULL;
	curves = NULL;
	enactments = NULL;
	n_policies = n_compiled_rules = n_names = n_enactments = 0;
	enactments_newest = -1;
	cache_relation = relation;
	policy_cache_resets++;
}

/*
 * Start to use the cache.  A programme that was dropped and made anew numbers
 * its policies from 1 again, so the table itself has to be the same.
 */
void
policy_cache_check(void)
{
	Oid			schema = get_namespace_oid("civic_private", true);
	Oid			relation = OidIsValid(schema) ? get_relname_relid("enactment", schema) : InvalidOid;

	if (relation != cache_relation || cache_context == NULL)
		reset_cache(relation);
}

/* Compile a policy from its row (document, rule codes, rule ids) in an SPI result. */
static CompiledPolicy *
compile_policy(int32 policy_id)
{
	PolicyHost	host = {host_alloc, unexpected_problem, &policy_id};
	MemoryContext old;
	CompiledPolicy *compiled;
	JsonNode	document = {0};
	bool		isnull;
	Jsonb	   *stored = DatumGetJsonbP(statement_column(0, 1, &isnull));

	jsonb_to_node(&stored->root, &document);
	old = MemoryContextSwitchTo(cache_context);
	compiled = palloc0(sizeof(CompiledPolicy));
	compiled->policy_id = policy_id;
	policy_read(&document, true, &host, &compiled->policy);
	compiled->rule_ids = palloc0(sizeof(int32) * Max(compiled->policy.n_rules, 1));
	complete_policy(&compiled->policy, policy_id);
	MemoryContextSwitchTo(old);
	return compiled;
}

static void
register_rules(CompiledPolicy *compiled)
{
	for (uint64 row = 0; row < SPI_processed; row++)
	{
		bool		isnull;
		int32		rule_id = DatumGetInt32(statement_column(row, 2, &isnull));
		char	   *code = statement_text(row, 3);

		for (int i = 0; i < compiled->policy.n_rules; i++)
			if (strcmp(compiled->policy.rules[i].code, code) == 0)
			{
				compiled_rules = cache_grow(compiled_rules, &n_compiled_rules, rule_id, sizeof(Rule *));
				compiled_rules[rule_id] = &compiled->policy.rules[i];
				compiled->rule_ids[i] = rule_id;
			}
	}
}

/* Load the policy that a statement with one int4 parameter finds.  NULL if there is none. */
static CompiledPolicy *
load_policy(Statement *st, int32 id)
{
	OwnerScope	scope;
	Datum		value = Int32GetDatum(id);
	CompiledPolicy *compiled = NULL;
	bool		isnull;

	owner_begin(&scope);
	SPI_connect();
	statement_run(st, &value, NULL, true, SPI_OK_SELECT);
	if (SPI_processed > 0)
	{
		int32		policy_id = DatumGetInt32(statement_column(0, 4, &isnull));

		compiled = compile_policy(policy_id);
		register_rules(compiled);
		policies = cache_grow(policies, &n_policies, policy_id, sizeof(CompiledPolicy *));
		policies[policy_id] = compiled;
	}
	SPI_finish();
	owner_end(&scope);
	return compiled;
}

#define LOAD_POLICY \
	"SELECT e.document, r.rule_id, r.code, e.policy_id FROM civic_private.enactment e " \
	"JOIN civic_private.rule r USING (policy_id) WHERE e.policy_id = "

static CompiledPolicy *
compiled_policy(int32 policy_id)
{
	static Statement st = STATEMENT(LOAD_POLICY "$1", INT4OID);

	if (policy_id > 0 && policy_id < n_policies && policies[policy_id])
		return policies[policy_id];
	return load_policy(&st, policy_id);
}

/* A policy, or NULL if none of that id is enacted.  Lives as long as the session. */
const Policy *
policy_by_id(int32 policy_id)
{
	CompiledPolicy *compiled = compiled_policy(policy_id);

	return compiled ? &compiled->policy : NULL;
}

/* Are two policies versions of one, of the same code for the same area? */
bool
same_policy_line(int32 a, int32 b)
{
	const Policy *pa = a == b ? NULL : policy_by_id(a);
	const Policy *pb = a == b ? NULL : policy_by_id(b);

	return a == b || (pa && pb && strcmp(pa->code, pb->code) == 0 && strcmp(pa->area, pb->area) == 0);
}

/* Compile the policy of a rule that is not in the cache.  NULL if there is no such rule. */
const Rule *
compile_rule(int32 rule_id)
{
	static Statement st = STATEMENT(LOAD_POLICY "(SELECT o.policy_id FROM civic_private.rule o WHERE o.rule_id = $1)", INT4OID);

	load_policy(&st, rule_id);
	return rule_id > 0 && rule_id < n_compiled_rules ? compiled_rules[rule_id] : NULL;
}

const Rule *
rule_lookup(void *arg, int32_t rule_id)
{
	return rule_by_id(rule_id);
}

/* The id of a rule of a policy, or 0. */
int32
rule_id_of(int32 policy_id, const char *code)
{
	CompiledPolicy *compiled = compiled_policy(policy_id);

	for (int i = 0; compiled && i < compiled->policy.n_rules; i++)
		if (strcmp(compiled->policy.rules[i].code, code) == 0)
			return compiled->rule_ids[i];
	return 0;
}

/* ----------
 * which policy is in force
 * ----------
 */

static void
load_enactments(int32 newest)
{
	static Statement st = STATEMENT(
		"SELECT e.enactment_id, e.policy_id, e.effective_from, e.area::pg_catalog.text "
		"FROM civic_private.enactment e");
	OwnerScope	scope;
	bool		isnull;

	owner_begin(&scope);
	SPI_connect();
	statement_run(&st, NULL, NULL, true, SPI_OK_SELECT);
	enactments_newest = -1;
	enactments = cache_grow(enactments, &n_enactments, (int) SPI_processed, sizeof(Enactment));
	for (uint64 row = 0; row < SPI_processed; row++)
	{
		Enactment  *e = &enactments[row];

		e->enactment_id = DatumGetInt32(statement_column(row, 1, &isnull));
		e->policy_id = DatumGetInt32(statement_column(row, 2, &isnull));
		e->effective_from = DatumGetDateADT(statement_column(row, 3, &isnull));
		e->area = MemoryContextStrdup(cache_context, statement_text(row, 4));
		e->area_len = strlen(e->area);
	}
	enactments[SPI_processed].enactment_id = 0; /* end of the list */
	enactments_newest = newest;
	SPI_finish();
	owner_end(&scope);
}

static void
sync_enactments(int32 newest)
{
	if (enactments_newest < newest)
		load_enactments(newest);
}

static bool
is_better(const Enactment *e, const Enactment *than)
{
	if (than == NULL || e->area_len != than->area_len)
		return than == NULL || e->area_len > than->area_len;
	if (e->effective_from != than->effective_from)
		return e->effective_from > than->effective_from;
	return e->enactment_id > than->enactment_id;
}

static bool
area_within(const char *area, const Enactment *e)
{
	return strncmp(e->area, area, e->area_len) == 0 && (area[e->area_len] == '\0' || area[e->area_len] == '.');
}

/*
 * The policy in force for an area on a day among the enactments up to the
 * newest: that of the nearest area, the latest effective_from not after the
 * day.  0 if there is none.
 */
int32
policy_at(const char *area, DateADT day, int32 newest)
{
	const Enactment *best = NULL;

	if (newest == 0 || area == NULL)
		return 0;
	sync_enactments(newest);
	for (const Enactment *e = enactments; e->enactment_id > 0; e++)
		if (e->enactment_id <= newest && e->effective_from <= day && area_within(area, e) && is_better(e, best))
			best = e;
	return best ? best->policy_id : 0;
}

/* The first day after a day on which a policy made for an area or one above it comes into force; past the last day if none is to. */
DateADT
next_enactment(const char *area, DateADT day, int32 newest)
{
	DateADT		next = CAL_LAST_DAY + 1;

	if (newest == 0 || area == NULL)
		return next;
	sync_enactments(newest);
	for (const Enactment *e = enactments; e->enactment_id > 0; e++)
		if (e->enactment_id <= newest && e->effective_from > day && area_within(area, e))
			next = Min(next, e->effective_from);
	return next;
}

/* why nothing can be done about an area on a day */
Refusal
lacks_policy(const char *area, DateADT day)
{
	return refuse(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE,
				  psprintf("no policy is in force for area \"%s\" on %s", area, date_text(day)),
				  NULL, "Enact a policy for the area or one above it with civic.enact_policy().");
}

void
no_policy_in_force(const char *area, DateADT day)
{
	Refusal		refusal = lacks_policy(area, day);

	raise_refusal(&refusal);
}

/*
 * The one area that policies are made for, if all areas of the programme lie
 * within it; else NULL.  Then no residence need be read to know which policy
 * governs a subject.  area_version tells whether areas were added.
 */
const char *
sole_policy_area(int32 newest, int64 area_version)
{
	static int32 known_newest = -1;
	static int64 known_version = 0;
	static bool covers = false;
	const Enactment *sole = NULL;

	if (newest == 0)
		return NULL;
	sync_enactments(newest);
	for (const Enactment *e = enactments; e->enactment_id > 0; e++)
	{
		if (e->enactment_id > newest)
			continue;
		if (sole && strcmp(sole->area, e->area) != 0)
			return NULL;
		sole = e;
	}
	if (sole == NULL)
		return NULL;
	if (known_newest != newest || known_version != area_version)
	{
		known_newest = -1;
		covers = area_covers_all(sole->area);
		known_newest = newest;
		known_version = area_version;
	}
	return covers ? sole->area : NULL;
}

Datum
civic_policy_of_area(PG_FUNCTION_ARGS)
{
	int32		policy_id;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		PG_RETURN_NULL();
	policy_id = policy_at(text_to_cstring(PG_GETARG_TEXT_PP(0)), PG_GETARG_DATEADT(1),
						  programme_seen()->newest_enactment);
	if (policy_id == 0)
		PG_RETURN_NULL();
	PG_RETURN_INT32(policy_id);
}

/* Policies of a programme that is not there any more must not be used. */
void
policy_init(void)
{
	programme_listen(policy_cache_check);
}
