/*-------------------------------------------------------------------------
 *
 * lookup.c
 *	  Look-ups of external ids, counted by role and day.
 *
 * Whoever may look up an id can run through all numbers that there are, and
 * learns who takes part.  So each role has so many look-ups a day.  A count in
 * a table would be taken back by ROLLBACK; this one is the position of a
 * sequence, which no transaction takes back:
 *
 *	day since 2000	gap since the last day	look-ups on that day	today
 *	16 bits			7 bits					20 bits					20 bits
 *
 * The day before stays until the nightly work has written it down.  A crash
 * may count up to 32 too many, or lose those of the last moment.
 *
 * Each look-up is also told to the server's log, without the id: it is all
 * that is left of one on a standby.
 *
 *-------------------------------------------------------------------------
 */
#include "base/server.h"

#include "access/xact.h"
#include "access/xlog.h"
#include "commands/sequence.h"
#include "common/sha2.h"
#include "fmgr.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "storage/lmgr.h"
#include "utils/builtins.h"
#include "utils/fmgrprotos.h"

#include "base/owner.h"
#include "base/programme.h"
#include "base/reach.h"
#include "base/value.h"

PG_FUNCTION_INFO_V1(civic_count_lookup);
PG_FUNCTION_INFO_V1(civic_lookup_days);

#define COUNT_BITS	20
#define GAP_BITS	7
#define COUNT_MASK	((INT64CONST(1) << COUNT_BITS) - 1)
#define GAP_MASK	((1 << GAP_BITS) - 1)

typedef struct Position
{
	int32		day;			/* since 2000-01-01 */
	int32		gap;			/* days back to the last one with look-ups; 0: none */
	int32		before;			/* look-ups on that day */
	int32		today;
} Position;

static int64
pack(const Position *p)
{
	return (int64) p->day << (GAP_BITS + 2 * COUNT_BITS) |
		(int64) p->gap << (2 * COUNT_BITS) | (int64) p->before << COUNT_BITS | p->today;
}

static Position
unpack(int64 n)
{
	return (Position) {
		.day = (int32) (n >> (GAP_BITS + 2 * COUNT_BITS)),
		.gap = (int32) (n >> (2 * COUNT_BITS)) & GAP_MASK,
		.before = (int32) (n >> COUNT_BITS & COUNT_MASK),
		.today = (int32) (n & COUNT_MASK)
	};
}

static Position
read_position(Oid sequence)
{
	LOCAL_FCINFO(fcinfo, 1);
	Datum		last;

	InitFunctionCallInfoData(*fcinfo, NULL, 1, InvalidOid, NULL, NULL);
	fcinfo->args[0].value = ObjectIdGetDatum(sequence);
	fcinfo->args[0].isnull = false;
	last = pg_sequence_last_value(fcinfo);
	return unpack(fcinfo->isnull ? 0 : DatumGetInt64(last));
}

/* The lock does not wait for ends of transactions, so nobody holds up the others. */
static void
begin_day(Oid sequence, int32 day)
{
	Position	p;

	LockRelationOid(sequence, ShareUpdateExclusiveLock);
	p = read_position(sequence);
	if (p.day != day)
	{
		bool		counts = p.today > 0 && p.day < day && day - p.day <= GAP_MASK;
		Position	fresh = {.day = day,.gap = counts ? day - p.day : 0,
			.before = counts ? p.today : 0
		};

		DirectFunctionCall2(setval_oid, ObjectIdGetDatum(sequence), Int64GetDatum(pack(&fresh)));
	}
	UnlockRelationOid(sequence, ShareUpdateExclusiveLock);
}

/* What a caller has typed is not to be in the log. */
static void
refuse_lookup(const LookupCount *c)
{
	ereport(ERROR,
			(errcode(ERRCODE_CONFIGURATION_LIMIT_EXCEEDED),
			 errmsg("role \"%s\" has looked up as many external ids as it may in a day", c->role),
			 errdetail("It may look up %d.", c->most),
			 errhint("civic.limit_lookups() sets how many."),
			 errhidestmt(true)));
}

static int32
count_one(const LookupCount *c)
{
	int32		day = programme_today();
	Position	p = read_position(c->sequence);

	do
	{
		if (p.day != day)
			begin_day(c->sequence, day);
		else if (p.today >= c->most)
			refuse_lookup(c);
		p = unpack(nextval_internal(c->sequence, false));
	} while (p.day != day);
	/* others may have counted since */
	if (p.today > c->most)
		refuse_lookup(c);
	return p.today;
}

/* A read-only transaction changes no rows, and this is none. */
static int32
count_for(const LookupCount *c)
{
	bool		read_only = XactReadOnly;
	OwnerScope	scope;
	int32		counted = 0;

	if (!OidIsValid(c->sequence))
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("nothing counts the look-ups of role \"%s\"", c->role),
				 errhint("Have a superuser call civic.upgrade_programme()."),
				 errhidestmt(true)));
	owner_begin(&scope);
	PG_TRY();
	{
		XactReadOnly = false;
		counted = count_one(c);
	}
	PG_FINALLY();
	{
		XactReadOnly = read_only;
	}
	PG_END_TRY();
	owner_end(&scope);
	return counted;
}

/* The id that was counted last, and for whom. */
static uint8 last_lookup[PG_SHA256_DIGEST_LENGTH];
static Oid	last_user = InvalidOid;

/* A planner that estimates, and whoever asks again, looks up nothing new. */
static bool
is_last(const bytea *lookup)
{
	return last_user == GetOuterUserId() &&
		memcmp(last_lookup, VARDATA_ANY(lookup), sizeof(last_lookup)) == 0;
}

static void
keep_last(const bytea *lookup)
{
	memcpy(last_lookup, VARDATA_ANY(lookup), sizeof(last_lookup));
	last_user = GetOuterUserId();
}

static void
tell(const LookupCount *c, int32 counted)
{
	ereport(LOG_SERVER_ONLY,
			(errmsg("look-up %d of %d today by role \"%s\", as \"%s\"", counted, c->most, c->role,
					GetUserNameFromId(GetSessionUserId(), true)),
			 errhidestmt(true), errhidecontext(true)));
}

Datum
civic_count_lookup(PG_FUNCTION_ARGS)
{
	bytea	   *lookup = PG_ARGISNULL(0) ? NULL : PG_GETARG_BYTEA_PP(0);
	List	   *counts = lookup ? lookup_counts() : NIL;
	ListCell   *lc;

	if (counts == NIL || is_last(lookup))
		PG_RETURN_VOID();
	foreach(lc, counts)
	{
		const LookupCount *c = lfirst(lc);

		tell(c, RecoveryInProgress() ? 0 : count_for(c));
	}
	keep_last(lookup);
	PG_RETURN_VOID();
}

/* The days that a position tells of, and the look-ups on each. */
Datum
civic_lookup_days(PG_FUNCTION_ARGS)
{
	Position	p = unpack(PG_GETARG_INT64(0));
	Datum		days[2];
	bool		nulls[2] = {false, false};
	ReturnSetInfo *set = (ReturnSetInfo *) fcinfo->resultinfo;

	InitMaterializedSRF(fcinfo, 0);
	days[0] = DateADTGetDatum(p.day);
	days[1] = Int32GetDatum(p.today);
	tuplestore_putvalues(set->setResult, set->setDesc, days, nulls);
	days[0] = DateADTGetDatum(p.day - p.gap);
	days[1] = Int32GetDatum(p.before);
	if (p.gap > 0)
		tuplestore_putvalues(set->setResult, set->setDesc, days, nulls);
	return (Datum) 0;
}
