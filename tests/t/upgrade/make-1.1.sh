#!/usr/bin/env bash
# make-1.1.sh: makes town-1.1.sql out of town-1.1.in.sql, and town-1.1.expected
# and town-1.0.expected, which are what 1.1 says about the towns of 1.1 and 1.0.
# It needs the library of 1.1, so it works in a checkout of that release only.
. "$(dirname "$0")/../../lib/lib.sh"

here=$(cd "$(dirname "$0")" && pwd)
scratch=$(scratch_directory)
trap 'cluster_stop "$scratch"; rm -rf "$scratch" "$TIME_MACHINE"' EXIT
time_machine "$scratch" 2025-01-01
cluster_start "$scratch"

sed -E "s|^-- on ([0-9-]{10})\$|\\\\! echo '@\1 12:00:00' >$TIME_MACHINE|" "$here/town-1.1.in.sql" >"$scratch/town.sql"
createdb -T template0 town
psql -XqAt -v ON_ERROR_STOP=1 -d town -o /dev/null -f "$scratch/town.sql"
pg_dump -d town | sed -E '/^\\(un)?restrict /d' >"$here/town-1.1.sql"

# Digests of what is restored, some days later.
digest()
{
	createdb -T template0 "restored_$1"
	psql -XqAt -v ON_ERROR_STOP=1 -d "restored_$1" -o /dev/null -f "$here/town-$1.sql"
	psql -XqAt -v ON_ERROR_STOP=1 -d "restored_$1" -o /dev/null -c 'SELECT civic.upgrade_programme()'
	psql -XqAt -v ON_ERROR_STOP=1 -d "restored_$1" -f "$here/digest.sql" >"$here/town-$1.expected"
}
travel 2026-12-05
digest 1.0
digest 1.1
