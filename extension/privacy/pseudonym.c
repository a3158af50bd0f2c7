/*-------------------------------------------------------------------------
 *
 * pseudonym.c
 *	  The number under which an audience sees a subject.
 *
 *	pid = first 16 bytes of HMAC-SHA256(k,
 *		"civic_credit/pid/v1" 00, u8 length, audience, u32 key_epoch, i64 subject_id)
 *	k	= HMAC-SHA256(vault key, "civic_credit/audience_key/v1" 00, salt of the key epoch)
 *
 * numbers with their high byte first.  The key of an audience is nowhere: it
 * comes from the vault key, which is outside the database, and from a salt,
 * which goes when the key epoch is over.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "common/hmac.h"
#include "common/sha2.h"
#include "fmgr.h"
#include "port/pg_bswap.h"
#include "utils/builtins.h"
#include "utils/uuid.h"

#include "base/key.h"

PG_FUNCTION_INFO_V1(civic_pseudonym);

#define AUDIENCE_MAX	63

typedef struct EpochKey
{
	bytea	   *salt;			/* whose key it is */
	uint8		key[KEY_BYTES];
} EpochKey;

static void
wipe(void *epoch)
{
	key_wipe(((EpochKey *) epoch)->key);
}

static void
keyed_hash(const uint8 *key, const char *label, size_t label_size, const void *data, size_t size,
		   uint8 *digest)
{
	pg_hmac_ctx *hmac = pg_hmac_create(PG_SHA256);

	if (hmac == NULL || pg_hmac_init(hmac, key, KEY_BYTES) < 0 ||
		pg_hmac_update(hmac, (const uint8 *) label, label_size) < 0 ||
		pg_hmac_update(hmac, data, size) < 0 ||
		pg_hmac_final(hmac, digest, PG_SHA256_DIGEST_LENGTH) < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INTERNAL_ERROR),
				 errmsg("could not compute a keyed hash")));
	pg_hmac_free(hmac);
}

static void
derive_key(EpochKey *epoch)
{
	static const char label[] = "civic_credit/audience_key/v1";
	uint8		vault[KEY_BYTES];

	key_read(vault);
	keyed_hash(vault, label, sizeof(label), VARDATA_ANY(epoch->salt),
			   VARSIZE_ANY_EXHDR(epoch->salt), epoch->key);
	key_wipe(vault);
}

/* The key of a salt, derived once in a query as long as the salt is the same. */
static const uint8 *
epoch_key(FmgrInfo *flinfo, const bytea *salt)
{
	EpochKey   *epoch = flinfo->fn_extra;
	MemoryContext old;

	if (epoch && VARSIZE_ANY_EXHDR(epoch->salt) == VARSIZE_ANY_EXHDR(salt) &&
		memcmp(VARDATA_ANY(epoch->salt), VARDATA_ANY(salt), VARSIZE_ANY_EXHDR(salt)) == 0)
		return epoch->key;
	old = MemoryContextSwitchTo(flinfo->fn_mcxt);
	if (epoch == NULL)
	{
		MemoryContextCallback *callback = palloc0(sizeof(MemoryContextCallback));

		epoch = palloc0(sizeof(EpochKey));
		callback->func = wipe;
		callback->arg = epoch;
		MemoryContextRegisterResetCallback(flinfo->fn_mcxt, callback);
	}
	flinfo->fn_extra = NULL;
	epoch->salt = DatumGetByteaPCopy(PointerGetDatum(salt));
	MemoryContextSwitchTo(old);
	derive_key(epoch);
	flinfo->fn_extra = epoch;
	return epoch->key;
}

Datum
civic_pseudonym(PG_FUNCTION_ARGS)
{
	static const char label[] = "civic_credit/pid/v1";
	text	   *audience = PG_GETARG_TEXT_PP(0);
	uint32		key_epoch = pg_hton32((uint32) PG_GETARG_INT32(1));
	uint64		subject_id = pg_hton64((uint64) PG_GETARG_INT64(3));
	size_t		length = VARSIZE_ANY_EXHDR(audience);
	uint8		message[1 + AUDIENCE_MAX + sizeof(key_epoch) + sizeof(subject_id)];
	uint8		digest[PG_SHA256_DIGEST_LENGTH];
	uint8	   *end = message;
	pg_uuid_t  *pid = palloc(sizeof(pg_uuid_t));

	if (length > AUDIENCE_MAX)
		ereport(ERROR,
				(errcode(ERRCODE_STRING_DATA_RIGHT_TRUNCATION),
				 errmsg("the name of an audience has at most %d bytes", AUDIENCE_MAX)));
	*end++ = (uint8) length;
	memcpy(end, VARDATA_ANY(audience), length);
	end += length;
	memcpy(end, &key_epoch, sizeof(key_epoch));
	end += sizeof(key_epoch);
	memcpy(end, &subject_id, sizeof(subject_id));
	end += sizeof(subject_id);
	keyed_hash(epoch_key(fcinfo->flinfo, PG_GETARG_BYTEA_PP(2)), label, sizeof(label), message,
			   end - message, digest);
	memcpy(pid->data, digest, UUID_LEN);
	PG_RETURN_UUID_P(pid);
}
