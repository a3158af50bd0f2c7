/*-------------------------------------------------------------------------
 *
 * json.h
 *	  JSON text to the policy reader's tree of values.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CIVIC_FUZZ_JSON_H
#define CIVIC_FUZZ_JSON_H

#include "core/policy.h"
#include "fuzz.h"

/* True if the text is one value.  Its nodes lie in the arena. */
extern bool json_parse(Arena *arena, const char *text, size_t len, JsonNode *node);

extern bool utf8_valid(const char *text, size_t len);

#endif							/* CIVIC_FUZZ_JSON_H */
