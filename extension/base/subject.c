/*-------------------------------------------------------------------------
 *
 * subject.c
 *	  Surrogate ids, and the keyed hash that stands for an external id.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "common/hmac.h"
#include "common/sha2.h"
#include "fmgr.h"
#include "utils/builtins.h"

#include "base/key.h"
#include "base/programme.h"
#include "base/statement.h"
#include "core/policy.h"

PG_FUNCTION_INFO_V1(civic_subject_lookup);
PG_FUNCTION_INFO_V1(civic_random_subject_id);
PG_FUNCTION_INFO_V1(civic_refused_attribute);

static void
crypto_failed(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_INTERNAL_ERROR),
			 errmsg("could not compute a keyed hash")));
}

/*
 * The key, read once in each query that needs it, or transaction if an expression of PL/pgSQL does,
 * and wiped at its end.
 */
static const uint8 *
query_key(FmgrInfo *flinfo)
{
	if (flinfo->fn_extra == NULL)
	{
		MemoryContextCallback *callback = MemoryContextAllocZero(flinfo->fn_mcxt,
																 sizeof(MemoryContextCallback));
		uint8	   *key = MemoryContextAllocZero(flinfo->fn_mcxt, KEY_BYTES);

		callback->func = key_wipe;
		callback->arg = key;
		MemoryContextRegisterResetCallback(flinfo->fn_mcxt, callback);
		key_read(key);
		flinfo->fn_extra = key;
	}
	return flinfo->fn_extra;
}

/* Refused before it is normalised, which may make eighteen characters of one. */
static void
check_length(const text *id)
{
	if (VARSIZE_ANY_EXHDR(id) > EXTERNAL_ID_BYTES)
		ereport(ERROR,
				(errcode(ERRCODE_STRING_DATA_RIGHT_TRUNCATION),
				 errmsg("an external id has at most %d bytes", EXTERNAL_ID_BYTES),
				 errdetail("It has %zu.", VARSIZE_ANY_EXHDR(id))));
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/*
 * One person, one spelling: surrounding blanks go, full-width forms become
 * plain ones, letters become upper case.
 */
static text *
normalised_id(text *id)
{
	const char *p = VARDATA_ANY(id);
	int			len = VARSIZE_ANY_EXHDR(id);
	text	   *result;

	for (int i = 0; i < len; i++)
		if (IS_HIGHBIT_SET(p[i]))
		{
			id = DatumGetTextPP(DirectFunctionCall2(unicode_normalize_func, PointerGetDatum(id),
													CStringGetTextDatum("NFKC")));
			p = VARDATA_ANY(id);
			len = VARSIZE_ANY_EXHDR(id);
			break;
		}
	while (len > 0 && is_blank(*p))
		p++, len--;
	while (len > 0 && is_blank(p[len - 1]))
		len--;
	result = cstring_to_text_with_len(p, len);
	for (char *c = VARDATA(result); c < VARDATA(result) + len; c++)
		*c = pg_ascii_toupper((unsigned char) *c);
	return result;
}

Datum
civic_subject_lookup(PG_FUNCTION_ARGS)
{
	static const char label[] = "civic_credit/lookup/v1";
	text	   *id = PG_GETARG_TEXT_PP(0);
	const uint8 *key;
	bytea	   *result = palloc(VARHDRSZ + PG_SHA256_DIGEST_LENGTH);
	pg_hmac_ctx *hmac;

	check_length(id);
	id = normalised_id(id);
	/* blanks name nobody */
	if (VARSIZE(id) == VARHDRSZ)
		PG_RETURN_NULL();
	key = query_key(fcinfo->flinfo);
	hmac = pg_hmac_create(PG_SHA256);
	SET_VARSIZE(result, VARHDRSZ + PG_SHA256_DIGEST_LENGTH);
	if (hmac == NULL ||
		pg_hmac_init(hmac, key, KEY_BYTES) < 0 ||
		pg_hmac_update(hmac, (const uint8 *) label, sizeof(label)) < 0 ||
		pg_hmac_update(hmac, (const uint8 *) VARDATA(id), VARSIZE(id) - VARHDRSZ) < 0 ||
		pg_hmac_final(hmac, (uint8 *) VARDATA(result), PG_SHA256_DIGEST_LENGTH) < 0)
		crypto_failed();
	pg_hmac_free(hmac);
	PG_RETURN_BYTEA_P(result);
}

/*
 * Random, so that an id tells neither who nor since when; 53 bits, so that it
 * survives programs that know numbers only as doubles.
 */
Datum
civic_random_subject_id(PG_FUNCTION_ARGS)
{
	uint64		id;

	do
	{
		if (!pg_strong_random(&id, sizeof(id)))
			ereport(ERROR,
					(errcode(ERRCODE_INTERNAL_ERROR),
					 errmsg("could not generate a random subject id")));
		id >>= 11;
	} while (id == 0);
	PG_RETURN_INT64((int64) id);
}

/* (name) */
Datum
civic_refused_attribute(PG_FUNCTION_ARGS)
{
	const char *kind = refused_attribute(text_to_cstring(PG_GETARG_TEXT_PP(0)));

	RETURN_ROW(fcinfo, ARG_TEXT(kind, kind),
			   ARG_TEXT(source, kind ? REFUSED_ATTRIBUTE_SOURCE : NULL));
}
