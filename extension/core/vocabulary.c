/*-------------------------------------------------------------------------
 *
 * vocabulary.c
 *	  Tables of names.
 *
 *-------------------------------------------------------------------------
 */
#include "core/vocabulary.h"

#include <stdio.h>
#include <string.h>

static const char *
row_name(const Vocabulary *v, int id)
{
	return *(const char *const *) ((const char *) v->rows + (size_t) id * v->row_size);
}

const char *
vocabulary_name(const Vocabulary *v, int id)
{
	return id >= 0 && id < v->n ? row_name(v, id) : NULL;
}

int
vocabulary_id(const Vocabulary *v, const char *name)
{
	for (int id = 0; id < v->n; id++)
		if (strcmp(row_name(v, id), name) == 0)
			return id;
	return -1;
}

void
vocabulary_list(const Vocabulary *v, uint32_t ids, const char *before_last, char *buf, size_t size)
{
	const char *separator = "";
	size_t		used = 0;

	buf[0] = '\0';
	for (int id = 0; id < v->n && used < size; id++)
	{
		uint32_t	rest = ids >> id;

		if ((rest & 1) == 0)
			continue;
		used += (size_t) snprintf(buf + used, size - used, "%s%s", separator, row_name(v, id));
		/* what follows is the last if the set has just one more value in the table */
		rest = (rest >> 1) & (ID_BIT(v->n - id - 1) - 1);
		separator = (rest & (rest - 1)) == 0 ? before_last : ", ";
	}
}

#define NEAR_NAME_MAX	63

static int
smaller(int a, int b)
{
	return a < b ? a : b;
}

/* How many letters have to be changed, added or removed; b has at most NEAR_NAME_MAX. */
static int
edit_distance(const char *a, const char *b)
{
	int			row[NEAR_NAME_MAX + 1];
	int			n = (int) strlen(b);

	for (int j = 0; j <= n; j++)
		row[j] = j;
	for (int i = 1; a[i - 1]; i++)
	{
		int			diagonal = row[0];

		row[0] = i;
		for (int j = 1; j <= n; j++)
		{
			int			changed = diagonal + (a[i - 1] != b[j - 1]);

			diagonal = row[j];
			row[j] = smaller(changed, smaller(row[j], row[j - 1]) + 1);
		}
	}
	return row[n];
}

const char *
vocabulary_nearest(const Vocabulary *v, const char *name)
{
	size_t		length = strlen(name);
	int			least = (int) length / 4 + 1;
	const char *nearest = NULL;

	for (int id = 0; id < v->n && length <= NEAR_NAME_MAX; id++)
	{
		const char *other = row_name(v, id);
		int			distance = other ? edit_distance(other, name) : least;

		if (distance < least)
		{
			least = distance;
			nearest = other;
		}
	}
	return nearest;
}
