/*-------------------------------------------------------------------------
 *
 * rank.c
 *	  The ranks of automatic decisions, by which reviews are drawn.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "common/hmac.h"
#include "common/sha2.h"
#include "utils/memutils.h"

#include "base/owner.h"
#include "base/programme.h"
#include "base/statement.h"
#include "base/value.h"
#include "core/review.h"
#include "policy/policy.h"

#define KEY_BYTES	32

PG_FUNCTION_INFO_V1(civic_review_rank);
PG_FUNCTION_INFO_V1(civic_review_by_rank);
PG_FUNCTION_INFO_V1(civic_review_needed);
PG_FUNCTION_INFO_V1(civic_review_class);

/* A period's key. */
typedef struct DrawKey
{
	DateADT		period;
	uint8		key[KEY_BYTES];
} DrawKey;

static void
wipe_key(void *arg)
{
	explicit_bzero(arg, sizeof(DrawKey));
}

static void
read_key(DrawKey *k, DateADT period)
{
	static Statement st = STATEMENT(
		"SELECT k.key FROM civic_private.review_key k WHERE k.period = $period");
	OwnerScope	scope;

	owner_begin(&scope);
	SPI_connect();
	QUERY(&st, ARG_DATE(period, period));
	if (SPI_processed != 1)
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("the review key of %s is missing", date_text(period)),
				 errhint("Restore civic_private.review_key from a backup.")));
	/* the table holds keys of this length only */
	memcpy(k->key, VARDATA_ANY(row_bytea(0, "key")), KEY_BYTES);
	k->period = period;
	SPI_finish();
	owner_end(&scope);
}

/* The key, read once in each query that needs it and wiped at the query's end. */
static DrawKey *
query_key(FmgrInfo *flinfo, DateADT period)
{
	DrawKey    *k = flinfo->fn_extra;

	if (k == NULL)
	{
		MemoryContextCallback *callback = MemoryContextAllocZero(flinfo->fn_mcxt,
																 sizeof(MemoryContextCallback));

		k = MemoryContextAllocZero(flinfo->fn_mcxt, sizeof(DrawKey));
		callback->func = wipe_key;
		callback->arg = k;
		MemoryContextRegisterResetCallback(flinfo->fn_mcxt, callback);
		read_key(k, period);
		flinfo->fn_extra = k;
	}
	if (k->period != period)
		read_key(k, period);
	return k;
}

/* (period, kind, subject_id, reviewed_id) -> rank */
Datum
civic_review_rank(PG_FUNCTION_ARGS)
{
	DrawKey    *k = query_key(fcinfo->flinfo, PG_GETARG_DATEADT(0));
	uint8		identity[REVIEW_IDENTITY_BYTES];
	bytea	   *rank = palloc(VARHDRSZ + REVIEW_RANK_BYTES);

	/* for each rank: it belongs to a resource owner, which may end before the query's memory */
	pg_hmac_ctx *hmac = pg_hmac_create(PG_SHA256);

	review_identity(PG_GETARG_INT16(1), PG_GETARG_INT64(2), PG_GETARG_INT64(3), identity);
	SET_VARSIZE(rank, VARHDRSZ + REVIEW_RANK_BYTES);
	if (hmac == NULL ||
		pg_hmac_init(hmac, k->key, KEY_BYTES) < 0 ||
		pg_hmac_update(hmac, identity, sizeof(identity)) < 0 ||
		pg_hmac_final(hmac, (uint8 *) VARDATA(rank), REVIEW_RANK_BYTES) < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INTERNAL_ERROR),
				 errmsg("could not compute a keyed hash")));
	pg_hmac_free(hmac);
	PG_RETURN_BYTEA_P(rank);
}

Datum
civic_review_by_rank(PG_FUNCTION_ARGS)
{
	bytea	   *rank = PG_GETARG_BYTEA_PP(0);

	PG_RETURN_BOOL(VARSIZE_ANY_EXHDR(rank) == REVIEW_RANK_BYTES &&
				   review_by_rank((const uint8_t *) VARDATA_ANY(rank), PG_GETARG_INT32(1)));
}

Datum
civic_review_needed(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(review_needed(PG_GETARG_INT64(0), PG_GETARG_INT32(1)));
}

/* How the losses of a rule are reviewed: 0 not, 1 a share of them, 2 all. */
Datum
civic_review_class(PG_FUNCTION_ARGS)
{
	const Rule *rule;

	(void) programme_seen();
	rule = rule_by_id(PG_GETARG_INT32(0));
	PG_RETURN_INT16(rule && rule->loss ? (int16) rule->review : 0);
}
