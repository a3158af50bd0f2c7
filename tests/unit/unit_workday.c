/*-------------------------------------------------------------------------
 *
 * unit_workday.c
 *	  Working days against walking from day to day.
 *
 *-------------------------------------------------------------------------
 */
#include <stdlib.h>
#include <string.h>

#include "core/workday.h"
#include "unit.h"

#define DAYS	(25 * 366)
#define CALENDARS	40

/* A calendar as the walk sees it: what each day is. */
typedef struct Walk
{
	int32_t		first;
	bool		working[DAYS];
} Walk;

typedef struct Room
{
	int32_t		days[DAYS],
				shift[DAYS],
				years[DAYS];
	WorkException exceptions[DAYS];
} Room;

static uint32_t seed;

static uint32_t
random_below(uint32_t n)
{
	seed = seed * 1664525 + 1013904223;
	return (uint32_t) (((uint64_t) seed * n) >> 32);
}

/* Exceptions at random, one day in "rare"; some of them change nothing. */
static void
random_calendar(int32_t first, uint32_t rare, Walk *walk, Room *room, WorkCalendar *cal)
{
	int			n = 0;

	walk->first = first;
	for (int i = 0; i < DAYS; i++)
	{
		/* 2000-01-01 was a Saturday */
		int			weekday = ((first + i + 5) % 7 + 7) % 7;

		walk->working[i] = weekday < 5;
		if (random_below(rare) == 0)
		{
			room->exceptions[n].day = first + i;
			room->exceptions[n].working = random_below(2) == 0;
			walk->working[i] = room->exceptions[n++].working;
		}
	}
	*cal = (WorkCalendar) {.days = room->days,.shift = room->shift,.years = room->years};
	workday_build(cal, room->exceptions, n);
}

static int32_t
walk_on(const Walk *walk, int32_t from, int32_t n)
{
	int32_t		day = from;

	if (n == 0 && walk->working[from - walk->first])
		return from;
	for (int32_t left = n > 0 ? n : 1; left > 0;)
		left -= walk->working[++day - walk->first];
	return day;
}

static int32_t
walk_count(const Walk *walk, int32_t from, int32_t to)
{
	int32_t		n = 0;

	for (int32_t day = from + 1; day <= to; day++)
		n += walk->working[day - walk->first];
	return n;
}

static void
test_walk(void)
{
	static Walk walk;
	static Room room;
	static const int32_t steps[] = {0, 1, 2, 3, 5, 7, 15, 20, 60};

	seed = 20241007;
	for (int c = 0; c < CALENDARS; c++)
	{
		WorkCalendar cal;
		int32_t		first = (int32_t) random_below(20000) - 10000;

		/* from nearly every day an exception to none for years */
		random_calendar(first, 2 + (uint32_t) c * c, &walk, &room, &cal);
		for (int32_t day = first; day < first + 20 * 365; day += 1 + (int32_t) random_below(4))
		{
			int32_t		to = day + (int32_t) random_below(400);

			check_int(workday_is(&cal, day), walk.working[day - first],
					  "calendar %d: is day %d a working day", c, day);
			check_int(workday_count(&cal, day, to), walk_count(&walk, day, to),
					  "calendar %d: days from %d to %d", c, day, to);
			check_int(workday_count(&cal, to, day), -walk_count(&walk, day, to),
					  "calendar %d: days back from %d to %d", c, to, day);
			for (unsigned s = 0; s < sizeof(steps) / sizeof(steps[0]); s++)
			{
				int32_t		reached = 0;

				check(workday_add(&cal, day, steps[s], &reached), "calendar %d: day %d and %d", c,
					  day, steps[s]);
				check_int(reached, walk_on(&walk, day, steps[s]),
						  "calendar %d: %d working days after %d", c, steps[s], day);
			}
		}
	}
}

static void
test_ends(void)
{
	WorkCalendar none = {0};
	int32_t		day = 0;

	check(workday_add(&none, CAL_LAST_DAY - 3, 2, &day), "two days before the end of time");
	check(!workday_add(&none, CAL_LAST_DAY, 1, &day), "after the end of time");
	check(!workday_add(&none, 0, INT32_MAX / 2, &day), "more working days than there are");
	check(!workday_add(&none, 8000, INT32_MAX, &day), "as many as can be asked for");
	check(workday_add(&none, CAL_FIRST_DAY, 0, &day) && day == CAL_FIRST_DAY,
		  "1900-01-01 was a Monday");
}

static void
test_years(void)
{
	int32_t		days[4],
				shift[4],
				years[4];
	WorkCalendar cal = {.days = days,.shift = shift,.years = years};
	WorkException exceptions[] = {{cal_day(2019, 10, 1), false}, {cal_day(2020, 1, 1), false},
	/* a Sunday, which changes nothing */
	{cal_day(2020, 2, 2), false}, {cal_day(2022, 1, 3), false}};
	WorkCalendar none = {0};

	workday_build(&cal, exceptions, 4);
	check_int(cal.n_years, 3, "years of four exceptions");
	check_int(workday_unloaded_year(&cal, cal_day(2019, 1, 1), cal_day(2020, 12, 31)), 0,
			  "two years that were loaded");
	check_int(workday_unloaded_year(&cal, cal_day(2020, 12, 31), cal_day(2021, 1, 1)), 2021,
			  "into a year between that was not");
	check_int(workday_unloaded_year(&cal, cal_day(2018, 12, 31), cal_day(2019, 1, 1)), 2018,
			  "from the year before all");
	check_int(workday_unloaded_year(&cal, cal_day(2022, 12, 31), cal_day(2023, 1, 1)), 2023,
			  "into the year after all");
	check_int(workday_unloaded_year(&none, cal_day(2022, 12, 31), cal_day(2023, 1, 1)), 0,
			  "a calendar of weekends has no years");
}

const UnitTest workday_tests[] = {
	{"working days equal a walk from day to day, over twenty years of each of many calendars",
		test_walk},
	{"working days end where time does", test_ends},
	{"a calendar knows the years that were not loaded", test_years},
	{NULL, NULL}
};
