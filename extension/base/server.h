/*-------------------------------------------------------------------------
 *
 * server.h
 *	  What one major of the server has and another lacks.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CIVIC_SERVER_H
#define CIVIC_SERVER_H

#include "postgres.h"

/* the size of a value was in postgres.h until 16 */
#if PG_VERSION_NUM >= 160000
#include "varatt.h"
#endif

/* soft errors came with 16; before, an input function can only raise */
#if PG_VERSION_NUM < 160000
#define ereturn(escontext, dummy_value, ...) \
	do { ereport(ERROR, __VA_ARGS__); return dummy_value; } while (0)
#endif

/*
 * It stands in front of extern or static, where C23 wants its attribute.
 * Before 18 the server had a macro of another name for the end.
 */
#ifndef pg_noreturn
#define pg_noreturn __attribute__((noreturn))
#endif

/* since 19 the description of a row has to be called complete */
#if PG_VERSION_NUM < 190000
#define TupleDescFinalize(desc) ((void) (desc))
#endif

#endif							/* CIVIC_SERVER_H */
