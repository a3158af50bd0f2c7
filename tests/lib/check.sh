#!/usr/bin/env bash
# check.sh [SUITE...]: runs the suites (all of them: house unit regress
# isolation pgtap tap fuzz mcdc), those that need a server in a throwaway one of
# their own, and ends with one line `N passed, N failed`. One more has to be named:
# package. A suite that fails does not keep the others from running. What they
# leave behind is copied to build/check, or to CHECK_LOGS.
#
#	REGRESS	the pg_regress files, in the order in which they run
#	TEST	names of the tests to run, which may have wildcards; without it, all
#
# A passed or failed unit is a pg_regress file, an isolation spec, an
# assertion of a TAP or pgTAP file, a unit test, or a target of the fuzzers.
. "$(dirname "$0")/lib.sh"

scratch=$(scratch_directory)
keep=${CHECK_LOGS:-$project/build/check}
source=$scratch/source
tally=$scratch/tally
suites=("$@")
[ ${#suites[@]} -gt 0 ] || suites=(house unit regress isolation pgtap tap fuzz mcdc)
read -ra wanted <<<"${TEST:-}"

finish()
{
	local pid

	# a TAP file that was killed leaves its servers behind
	find "$scratch" -name postmaster.pid 2>/dev/null | while read -r pid; do
		as_server "$(pg_path bindir)/pg_ctl" -D "$(dirname "$pid")" -m immediate -w -s stop || true
	done
	cd /
	rm -rf "$scratch"
}
trap finish EXIT
trap 'exit 130' INT TERM HUP

# count NAME PASSED FAILED SECONDS
count()
{
	printf '  %-32s %5d passed %5d failed %6s s\n' "$1" "$2" "$3" "$4"
	echo "$2 $3 $4 $suite" >>"$tally"
}

heading()
{
	printf '\n%s\n' "$1"
}

# choose NAME...: sets chosen to those that TEST names, to all if it names none
choose()
{
	local want name found

	chosen=()
	if [ ${#wanted[@]} = 0 ]; then
		chosen=("$@")
		return
	fi
	for want in "${wanted[@]}"; do
		found=
		for name in "$@"; do
			# shellcheck disable=SC2053 # a pattern
			if [[ $name == $want ]]; then
				chosen+=("$name")
				found=1
			fi
		done
		[ -n "$found" ] || die "this suite has no test $want; it has: $*"
	done
}

# files DIRECTORY SUFFIX: the names of its tests, one a line
files()
{
	find "$1" -maxdepth 1 -name "*$2" -printf '%f\n' | sed "s/$2\$//" | LC_ALL=C sort
}

# Tests read their fixtures from a copy that the server's user can reach.
mkdir -p "$source" "$scratch/out"
for part in Makefile civic_credit.control extension sql expected tests docs; do
	[ ! -e "$project/$part" ] || cp -r "$project/$part" "$source/"
done
touch "$tally"

if [ -r "$CIVIC_CREDIT_DATA" ]; then
	cp "$CIVIC_CREDIT_DATA" "$source/tests/"
	CIVIC_CREDIT_DATA=$source/tests/$(basename "$CIVIC_CREDIT_DATA")
fi
if [ "$(id -u)" = 0 ]; then
	chown -R postgres: "$source" "$scratch/out"
fi
chmod -R u+rwX,go+rX "$source"
rm -rf "$keep"
mkdir -p "$keep"
cd "$source"

# The server of a suite. What it logs when a backend dies, any error with the
# SQLSTATE that is reserved for bugs, and a sanitizer's report (check-memory) is
# a failure of its own.
serve()
{
	cluster_start "$scratch/$1"
}

unserve()
{
	local log=$scratch/$1/server.log
	local crash='server process .*(terminated by signal|exit code)|PANIC:|TRAP:| XX000 '

	if grep -E "$crash|runtime error:|AddressSanitizer" "$log" >"$keep/$1.crash"; then
		say "  the server of this suite reports:"
		sed 's/^/    /' "$keep/$1.crash" | head -20
		grep -A20 -m3 'ERROR: AddressSanitizer' "$log" | sed 's/^/    /' || true
		count "$1: server" 0 1 -
	else
		rm -f "$keep/$1.crash"
	fi
	cp "$log" "$keep/$1.server.log"
	cluster_stop "$scratch/$1"
}

pgxs_tool()
{
	echo "$(dirname "$(pg_path pgxs)")/../$1"
}

# pg_regress and pg_isolation_regress: run, count their lines, show the diffs
run_regress()
{
	local name=$1 tool=$2 status=0 ok bad
	local begin=$SECONDS log=$keep/$1.log

	shift 2
	as_server "$tool" --bindir="$scratch/$name/stage$(pg_path bindir)" \
		--outputdir="$scratch/out/$name" --host="$PGHOST" --port="$PGPORT" \
		--user="$PGUSER" "$@" >"$log" 2>&1 || status=$?
	# 15 prints "test x ... ok", later servers print TAP
	ok=$(grep -cE '^(test |     ).*\.\.\. ok|^ok [0-9]' "$log" || true)
	bad=$(grep -cE '\.\.\. FAILED|^not ok ' "$log" || true)
	grep -E '\.\.\. FAILED|^not ok ' "$log" | sed 's/^/  /' || true
	if [ $status != 0 ] && [ "$bad" = 0 ]; then
		bad=1
		sed 's/^/    /' "$log"
	fi
	if [ -e "$scratch/out/$name/regression.diffs" ]; then
		head -400 "$scratch/out/$name/regression.diffs"
	fi
	cp -r "$scratch/out/$name" "$keep/"
	count "$name" "$ok" "$bad" $((SECONDS - begin))
}

suite_regress()
{
	heading "regression (pg_regress)"
	[ -n "${REGRESS:-}" ] || die "no such file${TEST:+: $TEST}"
	serve regress
	as_server mkdir -p "$scratch/out/regress"
	# shellcheck disable=SC2086 # one word for each test
	run_regress regress "$(pgxs_tool test/regress/pg_regress)" \
		--launcher="$source/tests/lib/regress.sh" \
		--inputdir="$source" --dbname=civic_regress $REGRESS
	unserve regress
}

suite_isolation()
{
	local chosen

	heading "isolation (pg_isolation_regress)"
	# shellcheck disable=SC2046
	choose $(files tests/isolation/specs .spec)
	serve isolation
	as_server mkdir -p "$scratch/out/isolation"
	as_server createdb -T template0 civic_isolation
	if [ -e tests/isolation/prepare.sql ]; then
		as_server psql -XqAt -v ON_ERROR_STOP=1 -d civic_isolation \
			-f tests/isolation/prepare.sql >"$keep/isolation.prepare.log" 2>&1 ||
			sed 's/^/    /' "$keep/isolation.prepare.log"
	fi
	run_regress isolation "$(pgxs_tool test/isolation/pg_isolation_regress)" \
		--launcher="$source/tests/lib/isolation.sh" \
		--inputdir="$source/tests/isolation" --use-existing \
		--dbname=civic_isolation "${chosen[@]}"
	unserve isolation
}

# count_tap NAME LOG STATUS SECONDS: counts the assertions of TAP output; a
# file that broke off counts as one more failure
count_tap()
{
	local name=$1 log=$2 status=$3 ok bad

	if [ "$status" = 0 ] && grep -q '^Result: NOTESTS' "$log"; then
		printf '  %-32s skipped: %s\n' "$name" "$(sed -n 's/.*skipped: //p' "$log" | head -1)"
		return 0
	fi
	ok=$(grep -E '^ok [0-9]' "$log" | grep -vcEi '# *skip' || true)
	bad=$(grep -E '^not ok [0-9]' "$log" | grep -vcE '# *TODO' || true)
	if [ "$status" != 0 ]; then
		if [ "$bad" = 0 ]; then
			bad=1
			tail -40 "$log" | sed 's/^/    /'
		else
			grep -E -A12 '^not ok [0-9]' "$log" | grep -vE '^ok [0-9]' | head -100 | sed 's/^/    /'
		fi
	fi
	count "$name" "$ok" "$bad" "$4"
}

suite_tap()
{
	local chosen name log begin status servers

	heading "server tests (TAP)"
	# shellcheck disable=SC2046
	choose $(files tests/t .pl)
	stage_tree "$scratch/tap-stage"
	# lets statements fail; loaded by its path, never installed
	gcc -shared -fPIC -I"$(pg_path includedir-server)" tests/lib/failpoint.c \
		-o "$scratch/failpoint.so"
	# earlier releases, to upgrade from
	cp tests/t/upgrade/civic_credit--*.sql "$scratch/tap-stage$(pg_path sharedir)/extension/"
	for name in "${chosen[@]}"; do
		log=$keep/$name.log
		begin=$SECONDS
		status=0
		as_server mkdir -p "$scratch/out/tap"
		as_server env PATH="$scratch/tap-stage$(pg_path bindir):$PATH" \
			PERL5LIB="$(pgxs_tool test/perl):$source/tests/t" TESTDIR="$scratch/out/tap" \
			TESTDATADIR="$scratch/out/tap" TESTLOGDIR="$scratch/out/tap/log" \
			CIVIC_FAILPOINT="$scratch/failpoint.so" \
			PG_REGRESS="$(pgxs_tool test/regress/pg_regress)" PG_TEST_PORT_DIR="$scratch/out" \
			prove -v --merge "tests/t/$name.pl" >"$log" 2>&1 || status=$?
		count_tap "$name.pl" "$log" $status $((SECONDS - begin))
		# 15 has them below tmp_check
		servers=$(find "$scratch/out/tap" -type d -name log -not -path '*/pgdata/*' | head -1)
		if [ $status != 0 ] && [ -n "$servers" ]; then
			# what a file that broke off had to say is only there
			grep -qE '^not ok' "$log" ||
				tail -n 8 "$servers"/regress_log_* | sed 's/^/    /'
			cp -r "$servers" "$keep/$name-servers"
		fi
		rm -rf "$scratch/out/tap"
	done
}

suite_pgtap()
{
	local chosen name begin status

	heading "behaviour (pgTAP)"
	# shellcheck disable=SC2046
	choose $(files tests/pgtap .sql)
	serve pgtap
	for name in "${chosen[@]}"; do
		begin=$SECONDS
		status=0
		as_server createdb -T template0 "pgtap_$name"
		as_server prove -v --merge \
			--exec "psql -XAtq -v ON_ERROR_STOP=1 -d pgtap_$name -f" "tests/pgtap/$name.sql" \
			>"$keep/$name.log" 2>&1 || status=$?
		count_tap "$name.sql" "$keep/$name.log" $status $((SECONDS - begin))
		as_server dropdb --force "pgtap_$name"
	done
	unserve pgtap
}

# run_tap NAME COMMAND...: something that prints TAP and needs no server
run_tap()
{
	local name=$1 begin=$SECONDS status=0

	shift
	"$@" </dev/null >"$keep/$name.log" 2>&1 || status=$?
	count_tap "$name" "$keep/$name.log" $status $((SECONDS - begin))
}

suite_house()
{
	local chosen name

	heading "the sources"
	# shellcheck disable=SC2046
	choose $(files "$project/tests/house" .pl)
	for name in "${chosen[@]}"; do
		run_tap "$name.pl" perl "$project/tests/house/$name.pl"
	done
}

suite_unit()
{
	heading "the core: unit tests"
	run_tap unit "$project/tests/unit/run.sh" "${wanted[@]}"
}

suite_fuzz()
{
	heading "the core: fuzzing"
	FUZZ_SECONDS=${FUZZ_SECONDS:-30} run_tap fuzz "$project/tests/fuzz/run.sh" "${wanted[@]}"
}

suite_package()
{
	local chosen name

	heading "packages"
	# shellcheck disable=SC2046
	choose $(files "$project/tests/package" .t)
	for name in "${chosen[@]}"; do
		run_tap "$name.t" prove -v --merge --exec bash "$project/tests/package/$name.t"
	done
}

suite_mcdc()
{
	local begin=$SECONDS

	heading "the core: conditions that tests decide (MC/DC)"
	if ! command -v "${CLANG_MCDC:-clang-19}" >/dev/null; then
		say "  skipped: ${CLANG_MCDC:-clang-19} is not there"
	elif CLANG=${CLANG_MCDC:-clang-19} "$project/tests/lib/mcdc.sh" >"$keep/mcdc.log" 2>&1; then
		tail -1 "$keep/mcdc.log" | sed 's/^/  /'
		count mcdc 1 0 $((SECONDS - begin))
	else
		tail -40 "$keep/mcdc.log" | sed 's/^/    /'
		count mcdc 0 1 $((SECONDS - begin))
	fi
}

for suite in "${suites[@]}"; do
	declare -F "suite_$suite" >/dev/null || die "unknown suite: $suite"
done
for suite in "${suites[@]}"; do
	# in a subshell, so that a suite that breaks off takes no other along
	set +e
	(
		set -e
		trap 'cluster_stop "$scratch/$suite"' EXIT
		trap 'exit 130' INT TERM HUP
		suite_"$suite"
	)
	status=$?
	set -e
	[ $status != 130 ] || exit 130
	[ $status = 0 ] || count "$suite: broke off" 0 1 -
done
cp "$tally" "$keep/tally"

read -r passed failed < <(awk '{ p += $1; f += $2 } END { print p + 0, f + 0 }' "$tally")
printf '\n%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
