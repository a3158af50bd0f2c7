/*
 * early.c
 *	  Preloaded beside the address sanitizer: allocates before anyone else.
 *
 * The sanitizer sets itself up at the first allocation. In Debian's server
 * that happens in the constructor of a library that holds the lock of
 * gettext, and setting up asks gettext for a message: the server hangs
 * before main(). This object is initialized first (-z initfirst).
 */
#include <stdlib.h>

static void __attribute__((constructor))
allocate(void)
{
	free(malloc(1));
}
