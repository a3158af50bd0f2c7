#!/usr/bin/env bash
# demo.sh [--play]: two years of a small town in a throwaway server, which is
# gone afterwards. With --play, psql in it before it goes.
. "$(dirname "$0")/../../tests/lib/lib.sh"

play=${1:-}
if [ "$play" = --play ] && ! [ -t 0 ]; then
	die "--play needs a terminal"
fi

now()
{
	date +%s%3N
}

began=$(now)
dir=$(scratch_directory)
trap 'rm -f "$dir"/clock.*; cluster_stop "$dir"' EXIT
trap 'exit 130' INT TERM HUP

cd "$project"
say "Building, and starting a throwaway server."
stage_tree "$dir/stage"
staged=$(now)
cluster_start "$dir"
started=$(now)
createdb -T template0 demo
psql -X -d demo -v build_ms=$((staged - began)) -v start_ms=$((started - staged)) \
	-f docs/demo/demo.sql

# The server goes on under a clock that can be put forward.
days=0
moved=$(now)
day()
{
	psql -XAtq -d demo -c "SELECT civic.today() + $1"
}
if faketime_library >/dev/null; then
	first=$(day 0)
	time_machine "$dir/clock" "$first"
	cluster_restart "$dir"
	psql -X -d demo -f docs/demo/case/1_today.sql
	travel "$(day 20)"
	psql -X -d demo -f docs/demo/case/2_others.sql
	travel "$(psql -XAtq -d demo -c 'SELECT repairable_from FROM civic.repair_cases JOIN demo.hero USING (subject_id, entry_id)')"
	psql -X -d demo -f docs/demo/case/3_first_step.sql
	travel "$(day 14)"
	psql -X -d demo -f docs/demo/case/4_last_step.sql
	days=$(psql -XAtq -d demo -c "SELECT civic.today() - date '$first'")
else
	say "Without libfaketime (tests/lib/packages.sh time) the town stays where it is: a repair"
	say "case takes months, and could not be followed to its end."
fi
psql -X -d demo -v days="$days" -v case_ms=$(($(now) - moved)) -f docs/demo/timing.sql

if [ "$play" = --play ]; then
	say
	say "The town is yours, on $(day 0): \\dn, \\df civic.*, SELECT * FROM civic.standings LIMIT 5;"
	say "\\q leaves and removes it."
	say
	# Ctrl-C is for psql
	trap : INT
	psql -d demo || true
else
	say "The server is gone again. \`make play\` stops here and opens psql in it."
fi
