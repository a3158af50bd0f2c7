/*-------------------------------------------------------------------------
 *
 * index_pack.h
 *	  The pack of an index of trust: what is wrong with it.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CIVIC_INDEX_PACK_H
#define CIVIC_INDEX_PACK_H

#include "core/policy.h"

/* Report all that is wrong with a document to the host; true if nothing is. */
extern bool index_pack_read(const JsonNode *document, const PolicyHost *host);

/* What is wrong with a share of weights, as "2/3" or "0.7"; NULL: nothing. */
extern const char *availability_invalid(const char *text);

#endif							/* CIVIC_INDEX_PACK_H */
