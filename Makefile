# civic_credit: build, install, try out, test.
#
#	make			build the extension (PG_CONFIG=... chooses the server)
#	make install		install it into that server
#	make demo		two years of a small town in a throwaway server
#	make play		the same, then psql in it
#	make check		every suite, in throwaway servers
#	make check-matrix	on every major of the server, where it is run by
#				root on a Debian; make check-all does both
#	make check-SUITE	one of them: house, unit, regress, isolation, pgtap,
#				tap, fuzz or mcdc; TEST=... names the tests to run
#	make check-memory	the suites inside one server, under memory checkers
#	make fuzz		a bounded round of the fuzzers
#	make bench		measure posting and scoring
#	make stage		a private copy of the server with the extension in it
#	make installcheck	the regression tests on a running server that has it
#	make dist		the archives of a release, from REF=... or HEAD
#	make deb		Debian packages of that
#	make relocatable	a tar to unpack anywhere, for PostgreSQL 18 and later
#	make clean
#
# Nothing but install, uninstall and installcheck touches anything outside the
# checkout and the temporary directory.

EXTENSION = civic_credit
MODULE_big = civic_credit
PGFILEDESC = "civic_credit - integrity points in the database"

# Where the sources are: not here in a VPATH build. PGXS says the same, but later.
srcdir := $(or $(VPATH),$(patsubst %/,%,$(dir $(firstword $(MAKEFILE_LIST)))))

# The one place that names the version is the control file.
EXTVERSION := $(shell sed -n "s/^default_version *= *'\(.*\)'.*/\1/p" $(srcdir)/$(EXTENSION).control)

comma := ,
space := $(subst ,, )

# The rooms, each of which knows only core and those before it. A new room is
# its folder and its name here.
ROOMS = base policy ledger score standing rewards repair appeal review trust privacy release audit

SOURCES = $(wildcard $(foreach room,core $(ROOMS) upgrade,$(srcdir)/extension/$(room)/*.c))
OBJS = extension/civic_credit.o $(patsubst $(srcdir)/%.c,%.o,$(SOURCES))

# The install script is the rooms' declarations in this order.
SQL_ROOMS = $(foreach room,$(ROOMS),$(sort $(wildcard $(srcdir)/extension/$(room)/*.sql)))

# From an earlier release, the same definitions replace those in place.
UPGRADE_FROM = 1.0 1.1
UPGRADES = $(UPGRADE_FROM:%=$(EXTENSION)--%--$(EXTVERSION).sql)

DATA_built = $(EXTENSION)--$(EXTVERSION).sql $(UPGRADES)

# pg_regress files, in the order they run. Most work on the database that the
# files before them have left; those that a file needs run before it when it
# is run by its name.
REGRESS = programme policy ledger score state access appeals standing rewards repair trust index watch remove

# Whatever the encoding, locale and settings of the server at hand.
ENCODING = UTF8
NO_LOCALE = 1
REGRESS_OPTS = --launcher='sh $(srcdir)/tests/lib/regress.sh'

NEEDS_policy = programme
NEEDS_ledger = $(NEEDS_policy) policy
NEEDS_score = $(NEEDS_ledger) ledger
NEEDS_state = $(NEEDS_score) score
NEEDS_access = $(NEEDS_score) score
NEEDS_appeals = $(NEEDS_score)
NEEDS_repair = $(NEEDS_ledger)
NEEDS_trust = programme
NEEDS_index = programme
NEEDS_watch = programme
NEEDS_remove = programme

# Only the suites make an error of a warning (own-build): a compiler of another
# kind than the server's warns of the server's flags, one of next year of more.
PG_CFLAGS = -Wall -Wextra $(WERROR) -Wno-unused-parameter
PG_CPPFLAGS = -I$(srcdir)/extension

# Calls among our own files need not go through the linker's table: population
# scoring makes several for every entry.
PG_CFLAGS += -fno-semantic-interposition

# A product and a sum in one step would round once less, on some machines only.
PG_CFLAGS += -ffp-contract=off
SHLIB_LINK = -Wl,-Bsymbolic-functions -lm

# What the server's folder for documents gets, at the same places, so that links
# lead somewhere. DOCS would put all of it into one folder.
pages = $(patsubst $(srcdir)/%,%,$(wildcard $(addprefix $(srcdir)/,$(1))))
PAGES = $(call pages,*.md LICENSE docs/*.md docs/*.svg $(PAGE_FOLDERS:%=docs/%/*.*))
PAGE_FOLDERS = monitoring reference policies policies/presets indices
SAMPLES = $(call pages,docs/policies/*.json docs/policies/presets/*.json docs/indices/*.json)
pages_dir = $(docdir)/extension/$(EXTENSION)
samples_dir = $(datadir)/extension/$(EXTENSION)

# The auditor's own program: libpq, OpenSSL and the core, and nothing of the server.
CLIENT = civic-audit
CLIENT_SOURCES = $(wildcard $(srcdir)/extension/client/*.c)
CLIENT_OBJS = $(patsubst $(srcdir)/%.c,%.o,$(CLIENT_SOURCES))
CLIENT_CORE = $(addprefix extension/core/,block.o merkle.o note.o record.o sha256.o)

EXTRA_CLEAN = build dist $(CLIENT) $(CLIENT_OBJS)

# Bitcode serves inlining by the JIT compiler. Nothing here is small enough to
# be inlined, and it would compile every file twice.
override with_llvm = no

PG_CONFIG ?= pg_config
export PG_CONFIG

TOOLS = tests/lib
SUITES = house unit regress isolation pgtap tap fuzz mcdc
SERVER_SUITES = regress isolation pgtap tap
OWN_GOALS = stage demo play check check-all check-matrix \
	$(SUITES:%=check-%) check-memory fuzz bench check-package dist deb relocatable

ifneq ($(filter $(OWN_GOALS),$(MAKECMDGOALS)),)

# Goals that may have to install the server's development package first, so
# they cannot include PGXS; nor could `check`, since PGXS has a target of that
# name. They stand alone and hand the build, and every other goal of the
# command line, to a second make.
OTHER_GOALS = $(filter-out $(OWN_GOALS),$(MAKECMDGOALS))

ifneq ($(srcdir),.)
$(error make $(MAKECMDGOALS) works in the folder of the sources: make -C $(srcdir) $(MAKECMDGOALS))
endif

.PHONY: $(OWN_GOALS) $(OTHER_GOALS) own-build
.NOTPARALLEL:

$(filter $(OWN_GOALS),$(MAKECMDGOALS)): $(OTHER_GOALS)

$(OTHER_GOALS):
	@$(MAKE) --no-print-directory $@

WERROR ?= -Werror

own-build:
	@$(TOOLS)/packages.sh build server
	@echo building
	@$(MAKE) -s --no-print-directory -j$$(nproc 2>/dev/null || echo 2) WERROR='$(WERROR)' all

stage: own-build
	@$(TOOLS)/stage.sh build/stage

# builds by itself, to time it; without the time machine it is shorter
demo:
	@$(TOOLS)/packages.sh build server
	@$(TOOLS)/packages.sh time || true
	@docs/demo/demo.sh

play:
	@$(TOOLS)/packages.sh build server
	@$(TOOLS)/packages.sh time || true
	@docs/demo/demo.sh --play

# What each suite needs that a Debian with a server may lack.
PACKAGES_OF_house = house
PACKAGES_OF_isolation = check
PACKAGES_OF_pgtap = check
PACKAGES_OF_regress = check
PACKAGES_OF_tap = check time
PACKAGES_OF_fuzz = fuzz
PACKAGES_OF_mcdc = mcdc

# Without these a suite leaves something out.
OPTIONAL_OF_tap = pooler

# without the clang that measures conditions, that suite is skipped
check: own-build
	@$(TOOLS)/packages.sh house check fuzz time
	@$(TOOLS)/packages.sh mcdc || true
	@$(TOOLS)/packages.sh pooler || true
	@REGRESS='$(REGRESS)' $(TOOLS)/check.sh

# the other majors, and the table of all; this one's results come from `check`
check-matrix:
	@REGRESS='$(REGRESS)' $(TOOLS)/matrix.sh

check-all:
	@status=0; \
	$(MAKE) --no-print-directory check || status=1; \
	CHECKED=build/check $(MAKE) --no-print-directory check-matrix || status=1; \
	exit $$status

$(SERVER_SUITES:%=check-%): own-build

# the files of pg_regress that are to run, with what they need
CHOSEN = $(sort $(foreach file,$(TEST),$(NEEDS_$(file)) $(file)))

$(SUITES:%=check-%): check-%:
	@$(TOOLS)/packages.sh build $(PACKAGES_OF_$*)
	@$(if $(OPTIONAL_OF_$*),$(TOOLS)/packages.sh $(OPTIONAL_OF_$*) || true)
	@REGRESS='$(if $(TEST),$(filter $(CHOSEN),$(REGRESS)),$(REGRESS))' TEST='$(TEST)' $(TOOLS)/check.sh $*

check-memory: own-build
	@$(TOOLS)/packages.sh memory
	@REGRESS='$(REGRESS)' $(TOOLS)/memory.sh

bench: own-build
	@tests/bench/run.sh

fuzz:
	@$(TOOLS)/packages.sh build fuzz
	@tests/fuzz/run.sh

# what needs root, packages or a mirror of Debian says so, and is skipped
check-package: own-build
	@$(TOOLS)/packages.sh package || true
	@TEST='$(TEST)' $(TOOLS)/check.sh package

dist:
	@tests/package/dist.sh $(REF)

deb:
	@$(TOOLS)/packages.sh deb
	@tests/package/deb.sh $(REF)

relocatable:
	@$(TOOLS)/packages.sh build
	@tests/package/relocatable.sh

else

PGXS := $(shell $(PG_CONFIG) --pgxs 2>/dev/null)
ifeq ($(wildcard $(PGXS)),)
$(error $(PG_CONFIG) finds no PGXS. Install the development package of the server ($(TOOLS)/packages.sh build does on Debian) or name another server with PG_CONFIG=/path/to/pg_config)
endif
include $(PGXS)

LOWEST_SERVER = 15
ifeq ($(shell test $(MAJORVERSION) -lt $(LOWEST_SERVER) && echo old),old)
$(error civic_credit needs PostgreSQL $(LOWEST_SERVER) or later, and $(PG_CONFIG) belongs to $(VERSION))
endif

# _PG_init() starts the rooms in their order.
extension/civic_credit.o: override CPPFLAGS += \
	-D'CIVIC_ROOMS(start)=$(foreach room,$(ROOMS),start($(room)))'

# In a VPATH build the folders of the objects are not there yet. By their full
# names, for make would find those of the sources.
object_folders = $(addprefix $(CURDIR)/,$(sort $(dir $(OBJS) $(CLIENT_OBJS))))
$(OBJS) $(CLIENT_OBJS): | $(object_folders)
$(object_folders):
	$(MKDIR_P) $@

# Where the headers of OpenSSL or of libpq are not, everything else is built.
CLIENT_BUILDS := $(shell printf '\043include <openssl/evp.h>\n\043include <libpq-fe.h>\n' | \
	$(CC) -I$(libpq_srcdir) -E - >/dev/null 2>&1 && echo yes)
ifeq ($(CLIENT_BUILDS),yes)
all: $(CLIENT)
else
$(warning $(CLIENT) is not built, since the headers of OpenSSL (libssl-dev) or of libpq are missing)
endif

$(CLIENT_OBJS): override CPPFLAGS += -I$(libpq_srcdir) -DCIVIC_VERSION='"$(EXTVERSION)"'
$(CLIENT_OBJS): $(wildcard $(srcdir)/extension/client/*.h $(srcdir)/extension/core/*.h)

$(CLIENT): $(CLIENT_OBJS) $(CLIENT_CORE)
	$(CC) $(CFLAGS) $^ $(LDFLAGS) $(LDFLAGS_EX) $(libpq) -lcrypto -o $@

.PHONY: install-client uninstall-client
ifeq ($(CLIENT_BUILDS),yes)
install: install-client
endif
install-client: $(CLIENT)
	$(MKDIR_P) '$(DESTDIR)$(bindir)' '$(DESTDIR)$(mandir)/man1'
	$(INSTALL_PROGRAM) $(CLIENT) '$(DESTDIR)$(bindir)/$(CLIENT)'
	$(INSTALL_DATA) $(srcdir)/docs/$(CLIENT).1 '$(DESTDIR)$(mandir)/man1/$(CLIENT).1'

uninstall: uninstall-client
uninstall-client:
	rm -f '$(DESTDIR)$(bindir)/$(CLIENT)' '$(DESTDIR)$(mandir)/man1/$(CLIENT).1'

# The pages, and the samples where a server finds them to load.
.PHONY: install-pages uninstall-pages
install: install-pages
install-pages:
	set -e; for file in $(SAMPLES); do \
		to='$(DESTDIR)$(samples_dir)'/$${file#docs/}; \
		$(MKDIR_P) "$${to%/*}"; $(INSTALL_DATA) $(srcdir)/$$file "$$to"; \
	done; \
	for file in $(PAGES); do \
		to='$(DESTDIR)$(pages_dir)'/$$file; \
		$(MKDIR_P) "$${to%/*}"; $(INSTALL_DATA) $(srcdir)/$$file "$$to"; \
	done

uninstall: uninstall-pages
uninstall-pages:
	rm -rf '$(DESTDIR)$(samples_dir)' '$(DESTDIR)$(pages_dir)'

# A page of documentation that is a picture of a table in the code.
docs/repair-states.md: docs/generate/repair_states.c extension/core/repair.c extension/core/repair.h
	mkdir -p build
	$(CC) -DGENERATE -Iextension docs/generate/repair_states.c \
		$(wildcard extension/core/*.c) -o build/repair_states
	build/repair_states > $@.tmp
	mv $@.tmp $@

# Every error that the sources raise.
docs/errors.md: docs/generate/errors.pl docs/reference/README.md $(SOURCES) $(SQL_ROOMS)
	perl docs/generate/errors.pl > $@.tmp
	mv $@.tmp $@

# Pictures of the sources, which have to be looked at when they change.
docs/rooms.svg docs/entry.svg: docs/%.svg: docs/generate/pictures.pl tests/house/House.pm $(SOURCES) $(SQL_ROOMS)
	perl docs/generate/pictures.pl $* > $@.tmp
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
	(sed 's/@FROM@/$*/' $< && sed -E -f $(srcdir)/extension/upgrade/replace.sed $(SQL_ROOMS) && cat $(srcdir)/extension/footer.sql) | $(INSERT_ROOMS) > $@.tmp
	mv $@.tmp $@

endif
