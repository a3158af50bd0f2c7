#!/usr/bin/env bash
# isolation.sh COMMAND: what pg_isolation_regress starts each spec with.
#
# Under SERIALIZABLE a loser may learn of it from the row that it wants to
# write or from one that it reads: which comes first depends on the plan, and
# so on when autovacuum last counted a table.  Both are SQLSTATE 40001, and a
# client does the same about either.
set -o pipefail
"$@" 2>&1 | sed -E 's/(could not serialize access) due to (concurrent (update|delete)|read\/write dependencies among transactions)$/\1/'
