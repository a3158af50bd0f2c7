/*-------------------------------------------------------------------------
 *
 * fuzz.c
 *	  What the fuzz targets share.
 *
 *-------------------------------------------------------------------------
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"

typedef struct ArenaPiece
{
	struct ArenaPiece *next;
	uint64_t	padding;		/* keeps what follows aligned to 16 bytes */
} ArenaPiece;

uint32_t
input_byte(Input *in)
{
	return in->at < in->end ? *in->at++ : 0;
}

/* A number from 0 to n - 1, from as few bytes as hold it. */
uint32_t
input_below(Input *in, uint32_t n)
{
	uint32_t	value = 0;

	for (uint32_t rest = n - 1; rest > 0; rest >>= 8)
		value = value << 8 | input_byte(in);
	return n > 1 ? value % n : 0;
}

int32_t
input_range(Input *in, int32_t low, int32_t high)
{
	return (int32_t) (low + (int64_t) input_below(in, (uint32_t) ((int64_t) high - low + 1)));
}

int64_t
input_int64(Input *in)
{
	uint64_t	value = 0;

	for (int i = 0; i < 8; i++)
		value = value << 8 | input_byte(in);
	return (int64_t) value;
}

/* Seldom true; never once the input is spent. */
bool
input_chance(Input *in, uint32_t one_in)
{
	return input_below(in, one_in) == one_in - 1;
}

void *
arena_alloc(Arena *arena, size_t size)
{
	ArenaPiece *piece = calloc(1, sizeof(ArenaPiece) + size);

	if (piece == NULL)
		abort();
	piece->next = arena->pieces;
	arena->pieces = piece;
	return piece + 1;
}

char *
arena_printf(Arena *arena, const char *format,...)
{
	char		text[256];
	char	   *copy;
	va_list		args;

	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	copy = arena_alloc(arena, strlen(text) + 1);
	return strcpy(copy, text);
}

void
arena_free(Arena *arena)
{
	while (arena->pieces)
	{
		ArenaPiece *next = arena->pieces->next;

		free(arena->pieces);
		arena->pieces = next;
	}
}

void
expectation_failed(const char *file, int line, const char *text)
{
	fflush(stdout);
	fprintf(stderr, "%s:%d: expected: %s\n", file, line, text);
	abort();
}
