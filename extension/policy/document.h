/*-------------------------------------------------------------------------
 *
 * document.h
 *	  A policy pack in jsonb as the tree that the core's reader takes.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CIVIC_DOCUMENT_H
#define CIVIC_DOCUMENT_H

#include "postgres.h"

#include "core/policy.h"
#include "utils/jsonb.h"

/* The tree of a document, in the current context. */
extern JsonNode document_tree(Jsonb *document);

/* The reader's allocator: in the current context, zeroed. */
extern void *policy_alloc(void *arg, size_t size);

#endif							/* CIVIC_DOCUMENT_H */
