/*-------------------------------------------------------------------------
 *
 * driver.c
 *	  Runs a fuzz target where clang's fuzzer is missing.
 *
 *		TARGET SECONDS CRASH-FILE SEED-FILE...
 *
 * Each seed as it is, then variations of them until the time is over.  The
 * numbers come from a fixed generator, so a finding comes again; the input
 * that led to it is left in CRASH-FILE.
 *
 *-------------------------------------------------------------------------
 */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "fuzz.h"

#define INPUT_MAX	4096

typedef struct Seed
{
	uint8_t		data[INPUT_MAX];
	size_t		size;
} Seed;

static const char *crash_file;
static Seed current;
static uint64_t random_state = 1;

/* the upper bits of a linear congruential generator */
static uint32_t
random_below(uint32_t n)
{
	random_state = random_state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (uint32_t) ((random_state >> 33) % n);
}

static void
save_input(int signal_number)
{
	int			file = open(crash_file, O_WRONLY | O_CREAT | O_TRUNC, 0644);

	if (file < 0 || write(file, current.data, current.size) != (ssize_t) current.size)
		_exit(2);
	close(file);
	signal(signal_number, SIG_DFL);
	raise(signal_number);
}

static void
read_seed(const char *path, Seed *seed)
{
	FILE	   *file = fopen(path, "rb");

	if (file == NULL)
	{
		perror(path);
		exit(2);
	}
	seed->size = fread(seed->data, 1, INPUT_MAX, file);
	fclose(file);
}

static void
vary(const Seed *seeds, int n_seeds)
{
	int			times = 1 + (int) random_below(8);

	current = seeds[random_below((uint32_t) n_seeds)];
	for (; times > 0; times--)
	{
		const Seed *other = &seeds[random_below((uint32_t) n_seeds)];
		size_t		at = random_below((uint32_t) current.size + 1);
		size_t		from = random_below((uint32_t) other->size + 1);
		size_t		len = random_below(64);

		len = len > other->size - from ? other->size - from : len;
		switch (random_below(5))
		{
			case 0:				/* another byte */
				if (at < current.size)
					current.data[at] = (uint8_t) random_below(256);
				break;
			case 1:				/* a byte near it */
				if (at < current.size)
					current.data[at] = (uint8_t) (current.data[at] + random_below(9) - 4);
				break;
			case 2:				/* some bytes less */
				len = len > current.size - at ? current.size - at : len;
				memmove(current.data + at, current.data + at + len, current.size - at - len);
				current.size -= len;
				break;
			case 3:				/* bytes of another seed over these */
				len = len > INPUT_MAX - at ? INPUT_MAX - at : len;
				memcpy(current.data + at, other->data + from, len);
				current.size = at + len > current.size ? at + len : current.size;
				break;
			default:			/* or between these */
				len = len > INPUT_MAX - current.size ? INPUT_MAX - current.size : len;
				memmove(current.data + at + len, current.data + at, current.size - at);
				memcpy(current.data + at, other->data + from, len);
				current.size += len;
		}
	}
}

static void
run_current(void)
{
	/* an allocation of its own, so that reading past the end is seen */
	uint8_t    *copy = malloc(current.size);

	if (copy == NULL && current.size > 0)
		abort();
	if (current.size > 0)
		memcpy(copy, current.data, current.size);
	LLVMFuzzerTestOneInput(copy, current.size);
	free(copy);
}

int
main(int argc, char **argv)
{
	int			n_seeds = argc - 3;
	Seed	   *seeds;
	time_t		end;
	long		runs = 0;

	if (argc < 4)
	{
		fprintf(stderr, "usage: %s SECONDS CRASH-FILE SEED-FILE...\n", argv[0]);
		return 2;
	}
	end = time(NULL) + atol(argv[1]);
	crash_file = argv[2];
	signal(SIGABRT, save_input);
	seeds = calloc((size_t) n_seeds, sizeof(Seed));
	if (seeds == NULL)
		abort();
	for (int i = 0; i < n_seeds; i++)
	{
		read_seed(argv[3 + i], &seeds[i]);
		current = seeds[i];
		run_current();
		runs++;
	}
	for (; time(NULL) < end; runs++)
	{
		vary(seeds, n_seeds);
		run_current();
	}
	printf("Done %ld runs\n", runs);
	free(seeds);
	return 0;
}
