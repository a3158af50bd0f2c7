# civic_credit: build, install, try out, test.
#
#	make			build the extension (PG_CONFIG=... chooses the server)
#	make install		install it into that server
#	make demo		two years of a small town in a throwaway server
#	make play		the same, then psql in it
#	make check		every suite, in throwaway servers
#	make check-memory	the regression suite under memory checkers
#	make fuzz		a bounded round of the fuzzers
#	make bench		measure posting and scoring
#	make stage		a private copy of the server with the extension in it
#	make clean
#
# Nothing but install and uninstall writes outside the checkout and the
# temporary directory.

EXTENSION = civic_credit
MODULE_big = civic_credit
PGFILEDESC = "civic_credit - integrity points in the database"

# The one place that names the version is the control file.
EXTVERSION := $(shell sed -n "s/^default_version *= *'\(.*\)'.*/\1/p" $(EXTENSION).control)

comma := ,
space := $(subst ,, )

# The rooms, each of which knows only core and those before it. A new room is
# its folder and its name here.
ROOMS = base policy ledger score standing rewards repair appeal review

SOURCES = $(wildcard $(foreach room,core $(ROOMS) upgrade,$(srcdir)/extension/$(room)/*.c))
OBJS = extension/civic_credit.o $(patsubst $(srcdir)/%.c,%.o,$(SOURCES))

# The install script is the rooms' declarations in this order.
SQL_ROOMS = $(foreach room,$(ROOMS),$(sort $(wildcard $(srcdir)/extension/$(room)/*.sql)))

# From an earlier release, the same definitions replace those in place.
UPGRADE_FROM = 1.0 1.1
UPGRADES = $(UPGRADE_FROM:%=$(EXTENSION)--%--$(EXTVERSION).sql)

DATA_built = $(EXTENSION)--$(EXTVERSION).sql $(UPGRADES)

# pg_regress files, in the order they run.
REGRESS = programme policy ledger score state access appeals standing rewards repair

# `make WERROR=` for a compiler that warns about more than ours.
WERROR ?= -Werror
PG_CFLAGS = -Wall -Wextra $(WERROR) -Wno-unused-parameter
PG_CPPFLAGS = -I$(srcdir)/extension

# Calls among our own files need not go through the linker's table: population
# scoring makes several for every entry.
PG_CFLAGS += -fno-semantic-interposition
SHLIB_LINK = -Wl,-Bsymbolic-functions

EXTRA_CLEAN = build

# Bitcode serves inlining by the JIT compiler. Nothing here is small enough to
# be inlined, and it would compile every file twice.
override with_llvm = no

PG_CONFIG ?= pg_config
export PG_CONFIG

HOUSE = tests/lib
HOUSE_GOALS = stage demo play check check-memory fuzz bench

ifneq ($(filter $(HOUSE_GOALS),$(MAKECMDGOALS)),)

# Goals that may have to install the server's development package first, so
# they cannot include PGXS; nor could `check`, since PGXS has a target of that
# name. They stand alone and hand the build, and every other goal of the
# command line, to a second make.
OTHER_GOALS = $(filter-out $(HOUSE_GOALS),$(MAKECMDGOALS))

.PHONY: $(HOUSE_GOALS) $(OTHER_GOALS) house-build
.NOTPARALLEL:

$(filter $(HOUSE_GOALS),$(MAKECMDGOALS)): $(OTHER_GOALS)

$(OTHER_GOALS):
	@$(MAKE) --no-print-directory $@

house-build:
	@$(HOUSE)/packages.sh build server
	@echo building
	@$(MAKE) -s --no-print-directory all

stage: house-build
	@$(HOUSE)/stage.sh build/stage

# builds by itself, to time it; without the time machine it is shorter
demo:
	@$(HOUSE)/packages.sh build server
	@$(HOUSE)/packages.sh time || true
	@docs/demo/demo.sh

play:
	@$(HOUSE)/packages.sh build server
	@$(HOUSE)/packages.sh time || true
	@docs/demo/demo.sh --play

check: house-build
	@$(HOUSE)/packages.sh check fuzz time
	@REGRESS='$(REGRESS)' $(HOUSE)/check.sh

check-memory: house-build
	@$(HOUSE)/packages.sh memory
	@REGRESS='$(REGRESS)' $(HOUSE)/memory.sh

bench: house-build
	@tests/bench/run.sh

fuzz:
	@$(HOUSE)/packages.sh build fuzz
	@tests/fuzz/run.sh

else

PGXS := $(shell $(PG_CONFIG) --pgxs 2>/dev/null)
ifeq ($(wildcard $(PGXS)),)
$(error $(PG_CONFIG) finds no PGXS. Install the development package of the server ($(HOUSE)/packages.sh build does on Debian) or name another server with PG_CONFIG=/path/to/pg_config)
endif
include $(PGXS)

LOWEST_SERVER = 15
ifeq ($(shell test $(MAJORVERSION) -lt $(LOWEST_SERVER) && echo old),old)
$(error civic_credit needs PostgreSQL $(LOWEST_SERVER) or later, and $(PG_CONFIG) belongs to $(VERSION))
endif

# _PG_init() starts the rooms in their order.
extension/civic_credit.o: override CPPFLAGS += \
	-D'CIVIC_ROOMS(start)=$(foreach room,$(ROOMS),start($(room)))'

# A page of documentation that is a picture of a table in the code.
docs/repair-states.md: docs/generate/repair_states.c extension/core/repair.c extension/core/repair.h
	mkdir -p build
	$(CC) -DGENERATE -Iextension docs/generate/repair_states.c extension/core/repair.c -o build/repair_states
	build/repair_states > $@.tmp
	mv $@.tmp $@

# Debian's server is built without dependency tracking, so a changed header
# rebuilds everything.
$(OBJS): $(wildcard $(srcdir)/extension/*.h $(srcdir)/extension/*/*.h)

# What @ROOMS@ stands for in the declarations.
INSERT_ROOMS = sed 's/@ROOMS@/$(subst $(space),$(comma) ,$(strip $(ROOMS)))/'

$(EXTENSION)--$(EXTVERSION).sql: extension/header.sql $(SQL_ROOMS) extension/upgrade/restore.sql extension/footer.sql $(EXTENSION).control Makefile
	cat $(filter %.sql,$^) | $(INSERT_ROOMS) > $@.tmp
	mv $@.tmp $@

$(UPGRADES): $(EXTENSION)--%--$(EXTVERSION).sql: extension/upgrade/to-$(EXTVERSION).sql extension/upgrade/replace.sed $(SQL_ROOMS) extension/footer.sql Makefile
	(sed 's/@FROM@/$*/' $< && sed -E -f extension/upgrade/replace.sed $(SQL_ROOMS) && cat extension/footer.sql) | $(INSERT_ROOMS) > $@.tmp
	mv $@.tmp $@

endif
