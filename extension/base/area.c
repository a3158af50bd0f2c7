/*-------------------------------------------------------------------------
 *
 * area.c
 *	  Areas, and where subjects lived.
 *
 *-------------------------------------------------------------------------
 */
#include "base/area.h"

#include "base/owner.h"
#include "base/statement.h"

/* An area lies within one that has no area above it, so only these need be read. */
bool
area_lies_within(const char *area, const char *wanted)
{
	size_t		len = strlen(wanted);

	return area && strncmp(area, wanted, len) == 0 && (area[len] == '\0' || area[len] == '.');
}

bool
area_covers_all(const char *area)
{
	static Statement st = STATEMENT(
		"SELECT NOT EXISTS (SELECT FROM civic_private.area a WHERE strpos(a.area, '.') = 0 "
		"AND a.area <> $area) AS covers");
	OwnerScope	scope;
	bool		covers;

	owner_begin_lookup(&scope);
	SPI_connect();
	QUERY(&st, ARG_TEXT(area, area));
	covers = row_bool(0, "covers");
	SPI_finish();
	owner_end(&scope);
	return covers;
}

char *
subject_area(int64 subject_id, DateADT day, DateADT known_on)
{
	static Statement st = STATEMENT(
		"SELECT h.area FROM civic_internal.home($subject_id, $day, $known_on) h");
	MemoryContext caller = CurrentMemoryContext;
	OwnerScope	scope;
	char	   *area = NULL;

	owner_begin(&scope);
	SPI_connect();
	QUERY(&st, ARG_INT8(subject_id, subject_id), ARG_DATE(day, day),
		  ARG_DATE(known_on, known_on));
	if (SPI_processed > 0)
		area = MemoryContextStrdup(caller, row_text(0, "area"));
	SPI_finish();
	owner_end(&scope);
	return area;
}
