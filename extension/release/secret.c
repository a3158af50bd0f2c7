/*-------------------------------------------------------------------------
 *
 * secret.c
 *	  Draws that only the programme can repeat.
 *
 * Their key comes from the vault key, so it is where that is and in no table.
 *
 *-------------------------------------------------------------------------
 */
#include "release/secret.h"

#include "common/hmac.h"
#include "common/sha2.h"
#include "fmgr.h"
#include "utils/builtins.h"

#include "base/key.h"

PG_FUNCTION_INFO_V1(civic_rounded_count);

#define STEP	5

void
secret_key(const char *about, uint8 *key)
{
	static const char label[] = "civic_credit/noise/v1";
	uint8		vault_key[KEY_BYTES];
	pg_hmac_ctx *hmac;
	bool		failed;

	StaticAssertStmt(NOISE_KEY_BYTES == PG_SHA256_DIGEST_LENGTH, "a digest is a key");
	key_read(vault_key);
	hmac = pg_hmac_create(PG_SHA256);
	failed = hmac == NULL ||
		pg_hmac_init(hmac, vault_key, KEY_BYTES) < 0 ||
		pg_hmac_update(hmac, (const uint8 *) label, sizeof(label)) < 0 ||
		pg_hmac_update(hmac, (const uint8 *) about, strlen(about)) < 0 ||
		pg_hmac_final(hmac, key, NOISE_KEY_BYTES) < 0;
	key_wipe(vault_key);
	if (failed)
		ereport(ERROR,
				(errcode(ERRCODE_INTERNAL_ERROR),
				 errmsg("could not compute a keyed hash")));
	pg_hmac_free(hmac);
}

/* A multiple of five, which is the count in the mean over all draws. */
Datum
civic_rounded_count(PG_FUNCTION_ARGS)
{
	int64		n = PG_GETARG_INT64(0);
	char	   *cell = text_to_cstring(PG_GETARG_TEXT_PP(1));
	uint8		key[NOISE_KEY_BYTES];
	NoiseStream stream;
	bool		up;

	secret_key(psprintf("round|%s", cell), key);
	noise_start(&stream, key, 0);
	up = (int64) noise_below(&stream, STEP) < n % STEP;
	explicit_bzero(key, sizeof(key));
	explicit_bzero(&stream, sizeof(stream));
	PG_RETURN_INT64(n - n % STEP + (up ? STEP : 0));
}
