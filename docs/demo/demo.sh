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
trap 'cluster_stop "$dir"' EXIT
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

if [ "$play" = --play ]; then
	say
	say "The town is yours: \\dn, \\df civic.*, SELECT * FROM civic.explain(1); \\q leaves"
	say "and removes it."
	say
	# Ctrl-C is for psql
	trap : INT
	psql -d demo || true
else
	say "The server is gone again. \`make play\` stops here and opens psql in it."
fi
