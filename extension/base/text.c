/*-------------------------------------------------------------------------
 *
 * text.c
 *	  Texts that append-only rows commit to, and that can be erased.
 *
 *-------------------------------------------------------------------------
 */
#include "base/text.h"

#include "common/cryptohash.h"
#include "common/sha2.h"

#include "base/statement.h"
#include "base/value.h"

PG_FUNCTION_INFO_V1(civic_commit_text);
PG_FUNCTION_INFO_V1(civic_random_key);

#define SALT_BYTES		32
#define KEY_BYTES		32

Commitment
commit_to(const bytea *body)
{
	static const uint8 label[] = {'C', 'V', 'C', 'e', 1};
	Commitment	c = {palloc(VARHDRSZ + SALT_BYTES), palloc(VARHDRSZ + PG_SHA256_DIGEST_LENGTH)};
	pg_cryptohash_ctx *ctx = pg_cryptohash_create(PG_SHA256);

	SET_VARSIZE(c.salt, VARHDRSZ + SALT_BYTES);
	SET_VARSIZE(c.digest, VARHDRSZ + PG_SHA256_DIGEST_LENGTH);
	if (!pg_strong_random(VARDATA(c.salt), SALT_BYTES) ||
		ctx == NULL || pg_cryptohash_init(ctx) < 0 ||
		pg_cryptohash_update(ctx, label, sizeof(label)) < 0 ||
		pg_cryptohash_update(ctx, (uint8 *) VARDATA(c.salt), SALT_BYTES) < 0 ||
		pg_cryptohash_update(ctx, (const uint8 *) VARDATA_ANY(body), VARSIZE_ANY_EXHDR(body)) < 0 ||
		pg_cryptohash_final(ctx, (uint8 *) VARDATA(c.digest), PG_SHA256_DIGEST_LENGTH) < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INTERNAL_ERROR),
				 errmsg("could not commit to evidence")));
	pg_cryptohash_free(ctx);
	return c;
}

/* Who was erased is told of no more: what is written then stays a commitment. */
void
store_text(int64 subject_id, int64 entry_id, const Commitment *c, const bytea *body,
		   DateADT erase_on)
{
	static Statement st = STATEMENT(
		"INSERT INTO civic_private.kept_text "
		"(subject_id, commitment, salt, body, entry_id, erase_on) "
		"SELECT s.subject_id, $commitment, $salt, $body, $entry_id, $erase_on "
		"FROM civic_private.subject s WHERE s.subject_id = $subject_id "
		"AND s.lookup IS NOT NULL FOR KEY SHARE");

	RUN(&st, SPI_OK_INSERT, ARG_INT8(subject_id, subject_id), ARG_BYTEA(commitment, c->digest),
		ARG_BYTEA(salt, c->salt), ARG_BYTEA(body, body),
		ARG_IF(entry_id != 0, ARG_INT8(entry_id, entry_id)), ARG_DATE(erase_on, erase_on));
}

bytea *
keep_text(int64 subject_id, int64 entry_id, const bytea *body, DateADT erase_on)
{
	Commitment	c;

	if (body == NULL)
		return NULL;
	c = commit_to(body);
	store_text(subject_id, entry_id, &c, body, erase_on);
	return c.digest;
}

/* A salt, and the digest that commits to a body under it. */
Datum
civic_commit_text(PG_FUNCTION_ARGS)
{
	Commitment	c;

	if (PG_ARGISNULL(0))
		null_argument("body");
	c = commit_to(PG_GETARG_BYTEA_PP(0));
	RETURN_ROW(fcinfo, ARG_BYTEA(salt, c.salt), ARG_BYTEA(digest, c.digest));
}

/* Made where it is inserted, so that it is no parameter of a statement and comes into no log. */
Datum
civic_random_key(PG_FUNCTION_ARGS)
{
	bytea	   *key = palloc(VARHDRSZ + KEY_BYTES);

	SET_VARSIZE(key, VARHDRSZ + KEY_BYTES);
	if (!pg_strong_random(VARDATA(key), KEY_BYTES))
		ereport(ERROR,
				(errcode(ERRCODE_INTERNAL_ERROR),
				 errmsg("could not generate a random key")));
	PG_RETURN_BYTEA_P(key);
}

