/*-------------------------------------------------------------------------
 *
 * vocabulary.h
 *	  Tables of names: the only place that says how something is called.
 *
 * A table has a row for each value of an enum, at the place that is the value.
 * A row begins with the name; what else a row holds is the table's own.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CIVIC_VOCABULARY_H
#define CIVIC_VOCABULARY_H

#include <stddef.h>
#include <stdint.h>

typedef enum TextLang
{
	LANG_EN,
	LANG_ZH
} TextLang;

typedef struct Title
{
	const char *text[2];		/* by TextLang */
} Title;

typedef struct Vocabulary
{
	const void *rows;
	size_t		row_size;
	int			n;
} Vocabulary;

#define VOCABULARY(table) {table, sizeof((table)[0]), (int) (sizeof(table) / sizeof((table)[0]))}

/* A vocabulary that one function needs: VOCABULARY_OF("none", "required"). */
#define VOCABULARY_OF(...) \
	(&(const Vocabulary) VOCABULARY(((const char *const[]) {__VA_ARGS__})))

/* A set of values, as far as they are below 32. */
#define ID_BIT(id)	(UINT32_C(1) << (id))
#define ANY_ID		UINT32_MAX

/* The name of a value; NULL if the table has no such row. */
extern const char *vocabulary_name(const Vocabulary *v, int id);

/* The value of a name; -1 if the table has no such row. */
extern int	vocabulary_id(const Vocabulary *v, const char *name);

/*
 * Write the names of a set of values into a buffer, separated by ", " and
 * before the last by what the caller gives.  A list that is too long is cut.
 */
extern void vocabulary_list(const Vocabulary *v, uint32_t ids, const char *before_last,
							char *buf, size_t size);

/*
 * The name that was probably meant by another: one that differs in few letters,
 * one for each four; NULL if there is none.  Names may be NULL here.
 */
extern const char *vocabulary_nearest(const Vocabulary *v, const char *name);

#endif							/* CIVIC_VOCABULARY_H */
