/*-------------------------------------------------------------------------
 *
 * fuzz.h
 *	  What the fuzz targets share: reading choices off the input, memory that
 *	  is given back at once, and the check that ends a run.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CIVIC_FUZZ_H
#define CIVIC_FUZZ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

extern int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The input as a supply of choices; a spent one supplies zeros. */
typedef struct Input
{
	const uint8_t *at;
	const uint8_t *end;
} Input;

extern uint32_t input_byte(Input *in);
extern uint32_t input_below(Input *in, uint32_t n);
extern int32_t input_range(Input *in, int32_t low, int32_t high);
extern int64_t input_int64(Input *in);
extern bool input_chance(Input *in, uint32_t one_in);

/* Memory of one input.  Each piece is allocated alone, so that the sanitizer sees its bounds. */
typedef struct Arena
{
	struct ArenaPiece *pieces;
} Arena;

extern void *arena_alloc(Arena *arena, size_t size);
extern char *arena_printf(Arena *arena,
						  const char *format,...) __attribute__((format(printf, 2, 3)));
extern void arena_free(Arena *arena);

extern _Noreturn void expectation_failed(const char *file, int line, const char *text);

#define expect(condition) \
	((condition) ? (void) 0 : expectation_failed(__FILE__, __LINE__, #condition))

#endif							/* CIVIC_FUZZ_H */
