/*-------------------------------------------------------------------------
 *
 * pack_reader.h
 *	  Taking values out of a policy pack.
 *
 * A function for each type takes a value, checks its limits, and reports a
 * problem with the JSON path of the value.  After a problem it returns a
 * harmless value, so that reading goes on and one call lists all problems.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CIVIC_PACK_READER_H
#define CIVIC_PACK_READER_H

#include <string.h>

#include "core/policy.h"

/* A value and where it stands, as a chain up to the document. */
typedef struct Place
{
	const struct Place *parent;
	const JsonNode *node;		/* NULL if absent */
	const char *key;			/* in the parent object, or NULL */
	int			index;			/* in the parent array */
} Place;

typedef struct Reader
{
	const PolicyHost *host;
	bool		failed;
} Reader;

/* Report a problem at a place; a warning does not fail the pack. */
extern void pack_fail(Reader *r, const Place *at, const char *hint,
					  const char *format,...) __attribute__((format(printf, 4, 5)));
extern void pack_warn(Reader *r, const Place *at, const char *hint,
					  const char *format,...) __attribute__((format(printf, 4, 5)));

/* "rule "x" is not defined", with the name among those of a list that was probably meant. */
extern void pack_undefined(Reader *r, const Place *at, const char *what, const char *code,
						   const Vocabulary *defined);
extern void *pack_alloc(Reader *r, size_t count, size_t size);

extern Place place_member(const Place *parent, const char *key);
extern Place place_element(const Place *parent, int i);
extern bool place_absent(const Place *at);
extern bool place_is(const Place *at, const char *text);

/*
 * Each returns the value at a place, or of a key of the object at a place.  A
 * value that is absent or wrong gives NULL, false, 0 or the fallback; it is
 * reported if it is wrong, or absent and required.  Texts are copies that live
 * as long as the policy.
 */
extern bool expect_object(Reader *r, const Place *at, const char *const *keys);
extern int	expect_array(Reader *r, const Place *at, int max);
extern const char *place_code(Reader *r, const Place *at, bool required);
extern bool well_formed_code(const char *s, size_t len);
extern const char *read_code(Reader *r, const Place *parent, const char *key, bool required);
extern const char *read_context(Reader *r, const Place *parent);
extern const char *read_text(Reader *r, const Place *parent, const char *key, bool required);
extern Title read_title(Reader *r, const Place *parent, const char *key, bool required);
extern bool read_bool(Reader *r, const Place *parent, const char *key);
extern bool read_hundredths(Reader *r, const Place *at, int64_t low, int64_t high, int64_t *value);
extern bool read_points(Reader *r, const Place *parent, const char *key, int64_t *value);
extern int64_t place_integer(Reader *r, const Place *at, int64_t low, int64_t high,
							 int64_t fallback);
extern int64_t read_integer(Reader *r, const Place *parent, const char *key, int64_t low,
							int64_t high, int64_t fallback);
extern bool read_date(Reader *r, const Place *parent, const char *key, int32_t *day);
extern int32_t read_share(Reader *r, const Place *parent, const char *key, int32_t fallback);

/*
 * Look a name up in a vocabulary, where only a set of values is allowed.  A
 * name that is absent or wrong gives the fallback; a wrong one is reported.
 */
extern int	place_choice(Reader *r, const Place *at, const Vocabulary *v, uint32_t ids,
						 int fallback);
extern int	read_choice(Reader *r, const Place *parent, const char *key,
						const Vocabulary *v, uint32_t ids, int fallback);

extern bool read_evidence(Reader *r, const Place *parent);

/* Report codes that a section of some items uses twice. */
extern void check_unique(Reader *r, const Place *document, const char *key, int n);

/* Read the items of a section, each by a function; *n is how many there are. */
typedef void (*ItemReader) (Reader *r, const Place *at, void *item);

extern void *read_list(Reader *r, const Place *document, const char *key, int max, size_t size,
					   ItemReader read, int *n);

#endif							/* CIVIC_PACK_READER_H */
