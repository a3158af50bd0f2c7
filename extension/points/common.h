/*-------------------------------------------------------------------------
 *
 * common.h
 *	  What the boundary files share: statements, acting as the owner, dates
 *	  and quantities, the policy cache.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CIVIC_COMMON_H
#define CIVIC_COMMON_H

#include "postgres.h"

#include "executor/spi.h"
#include "fmgr.h"
#include "utils/date.h"
#include "utils/numeric.h"
#include "utils/timestamp.h"

#include "core/score.h"

#if PG_VERSION_NUM < 150000
#error "civic_credit needs PostgreSQL 15 or later"
#endif

/* soft errors came with 16; before, an input function can only raise */
#if PG_VERSION_NUM < 160000
#define ereturn(escontext, dummy_value, ...) \
	do { ereport(ERROR, __VA_ARGS__); return dummy_value; } while (0)
#endif

#define LAYOUT_VERSION	2
#define QUOTED_BYTES	100		/* of what a caller wrote, in a message */

#define STATEMENT_MAX_ARGS	20

/*
 * A statement that is prepared on first use and kept for the session.  Its
 * text names every object with its schema, but operators without: it runs
 * under a pinned search_path, a function's own or an OwnerScope's.
 */
typedef struct Statement
{
	const char *sql;
	int			n_args;
	Oid			types[STATEMENT_MAX_ARGS];
	SPIPlanPtr	plan;
} Statement;

/*
 * SQL for the area where a subject lived by the residences that fulfil a
 * condition on r, and where it lived first, which counts before any of them.
 */
#define LATEST_AREA(subject, condition) \
	"(SELECT r.area FROM civic_private.residence r WHERE r.subject_id = " subject " AND " condition \
	" ORDER BY r.since DESC, r.residence_id DESC LIMIT 1)"
#define FIRST_AREA(subject) \
	"(SELECT r.area FROM civic_private.residence r WHERE r.subject_id = " subject \
	" ORDER BY r.since, r.residence_id LIMIT 1)"
#define AREA_OF(subject, condition) \
	"coalesce(" LATEST_AREA(subject, condition) ", " FIRST_AREA(subject) ")::pg_catalog.text"

/* a statement by its text and the types of its parameters */
#define STATEMENT(text, ...) \
	{.sql = text, .n_args = lengthof(((Oid[]) {InvalidOid, __VA_ARGS__})) - 1, .types = {__VA_ARGS__}}

/* common.c */
extern Oid	owner_id(void);
extern void statement_run(Statement *st, Datum *values, const char *nulls, bool read_only, int expected);
extern DestReceiver row_receiver(bool (*receive) (TupleTableSlot *slot, DestReceiver *self));
extern void statement_send(Statement *st, Datum *values, bool read_only, DestReceiver *receiver);
extern Portal statement_open(Statement *st, Datum *values);
extern bool statement_finds_now(Statement *st, Datum *values);
extern Datum statement_column(uint64 row, int column, bool *isnull);
extern char *statement_text(uint64 row, int column);
extern void require_layout(int32 version);
extern pg_tz *programme_zone(const char *name);
extern DateADT date_in_zone(TimestampTz at, pg_tz *zone);
extern void require_programme(void);
extern DateADT checked_date(DateADT date, const char *what);
extern Numeric points_numeric(int64 hundredths);
extern const char *date_text(DateADT date);
extern const char *quotable(const char *text);
extern void null_argument(const char *name) pg_attribute_noreturn();

/*
 * While an OwnerScope is open, queries run as civic_owner and cannot touch
 * the caller's session.  An error closes it with the (sub)transaction.
 */
typedef struct OwnerScope
{
	Oid			userid;
	int			sec_context;
	int			guc_level;		/* 0: the path is pinned without a setting */
} OwnerScope;

extern void owner_begin(OwnerScope *scope);
extern void owner_begin_scan(OwnerScope *scope);
extern void owner_end(OwnerScope *scope);

/* The programme as the active snapshot sees it. */
typedef struct Programme
{
	pg_tz	   *zone;
	int32		newest_enactment;
	int64		access_version; /* of areas, sources, grants and calendars */
} Programme;

/* programme.c */
extern const Programme *programme_seen(void);

/* policy.c */
extern uint64 policy_cache_resets;	/* pointers to policies and rules live from one to the next */
extern void policy_cache_check(void);
extern const Rule **compiled_rules; /* by rule_id; NULL where not compiled yet */
extern int	n_compiled_rules;
extern const Rule *compile_rule(int32 rule_id);
extern const Rule *rule_lookup(void *arg, int32_t rule_id);
extern const Policy *policy_by_id(int32 policy_id);
extern bool same_policy_line(int32 a, int32 b);
extern int32 rule_id_of(int32 policy_id, const char *code);
extern int32 policy_at(const char *area, DateADT day, int32 newest);
extern DateADT next_enactment(const char *area, DateADT day, int32 newest);
extern const char *sole_policy_area(int32 newest, int64 area_version);
extern void no_policy_in_force(const char *area, DateADT day) pg_attribute_noreturn();

/* A rule, or NULL if there is none of that id.  Asked for every entry that is scored. */
static inline const Rule *
rule_by_id(int32 rule_id)
{
	if (likely(rule_id > 0 && rule_id < n_compiled_rules && compiled_rules[rule_id]))
		return compiled_rules[rule_id];
	return compile_rule(rule_id);
}

#endif							/* CIVIC_COMMON_H */
