# Functions for the tests of this directory: TAP from the shell, a scratch
# directory that goes away, and lib.sh. Source it.
# shellcheck shell=bash
. "$(dirname "${BASH_SOURCE[0]}")/../lib/lib.sh"

tests=0
log=$(mktemp)

# ok DESCRIPTION COMMAND...: that the command succeeds; what it says otherwise
ok()
{
	local what=$1

	shift
	tests=$((tests + 1))
	if "$@" >"$log" 2>&1; then
		echo "ok $tests - $what"
	else
		echo "not ok $tests - $what"
		tail -n 60 "$log" | sed 's/^/# /'
	fi
}

# is DESCRIPTION GOT EXPECTED
is()
{
	ok "$1" diff <(echo "$3") <(echo "$2")
}

skip_all()
{
	echo "1..0 # SKIP $*"
	exit 0
}

done_testing()
{
	echo "1..$tests"
}

# must COMMAND...: what the tests stand on
must()
{
	"$@" >"$log" 2>&1 || { sed 's/^/# /' "$log"; echo "Bail out! $*"; exit 1; }
}

# files DIRECTORY: all of them, one a line
files()
{
	(cd "$1" && find . ! -type d | LC_ALL=C sort)
}
