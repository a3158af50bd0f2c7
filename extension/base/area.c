/*-------------------------------------------------------------------------
 *
 * area.c
 *	  Areas.
 *
 *-------------------------------------------------------------------------
 */
#include "base/area.h"

#include "base/owner.h"
#include "base/statement.h"

bool
area_covers_all(const char *area)
{
	static Statement st = STATEMENT(
		"SELECT pg_catalog.bool_and(pg_catalog.starts_with(a.area || '.', $area || '.')) AS covers "
		"FROM civic_private.area a");
	OwnerScope	scope;
	bool		covers;

	owner_begin(&scope);
	SPI_connect();
	QUERY(&st, ARG_TEXT(area, area));
	covers = row_bool(0, "covers");
	SPI_finish();
	owner_end(&scope);
	return covers;
}
