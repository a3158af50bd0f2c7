#!/usr/bin/env bash
# packages.sh PURPOSE...: sees to it that what the purposes need is there.
#
#	build	compiler, make, PGXS		server	a PostgreSQL server with ltree
#	check	pg_regress, prove, pgTAP, pg_cron
#	house	Perl with its modules
#	fuzz	clang with libFuzzer		mcdc	clang 19, which measures conditions
#	memory	the sanitizers' run-time	time	libfaketime
#	matrix	what makes a chroot
#	deb	what builds and reads Debian packages
#	package	the same, and what makes a chroot
#	pooler	pgbouncer
#
# Looks for the things themselves, so any system that has them will do. What
# is missing on Debian is installed when the caller is root or may use sudo
# without a password; otherwise the command to run is printed and the exit
# status is not zero.
set -euo pipefail

PG_CONFIG=${PG_CONFIG:-pg_config}
missing=()

need()
{
	local package=$1

	shift
	"$@" >/dev/null 2>&1 || missing+=("$package")
}

pg_file()
{
	local dir

	dir=$("$PG_CONFIG" "--$1") && [ -e "$dir/$2" ]
}

pgxs_file()
{
	local pgxs

	pgxs=$("$PG_CONFIG" --pgxs) && [ -e "$pgxs" ] &&
		[ -e "$(dirname "$pgxs")/../$1" ]
}

compiles()
{
	local dir ok=1

	dir=$(mktemp -d)
	echo "$1" >"$dir/try.c"
	shift
	"$@" "$dir/try.c" -o "$dir/try" && ok=0
	rm -rf "$dir"
	return $ok
}

libfaketime()
{
	compgen -G '/usr/lib/*/faketime/libfaketime.so.1' || compgen -G '/usr/lib*/faketime/libfaketime.so.1'
}

look()
{
	local purpose major

	missing=()
	# Debian 12 has one version; elsewhere take the one pg_config knows
	major=$("$PG_CONFIG" --version 2>/dev/null |
		sed -n 's/^PostgreSQL \([0-9]*\).*/\1/p') || true
	major=${major:-15}
	for purpose in "$@"; do
		case $purpose in
			build)
				need build-essential compiles 'int main(void) { return 0; }' gcc
				need build-essential make --version
				need libssl-dev compiles $'#include <openssl/evp.h>\nint main(void) { return 0; }' gcc
				need "postgresql-server-dev-$major" pgxs_file makefiles/pgxs.mk
				need "postgresql-server-dev-$major" pg_file includedir-server postgres.h
				;;
			server)
				need "postgresql-$major" pg_file bindir initdb
				need "postgresql-$major" pg_file sharedir extension/ltree.control
				;;
			check)
				need "postgresql-server-dev-$major" pgxs_file test/regress/pg_regress
				need "postgresql-server-dev-$major" pgxs_file test/isolation/pg_isolation_regress
				need "postgresql-$major-pgtap" pg_file sharedir extension/pgtap.control
				need "postgresql-$major-cron" pg_file sharedir extension/pg_cron.control
				need libipc-run-perl perl -MIPC::Run -e 1
				need perl prove --version
				;;
			house)
				need perl perl -MTest::More -MFile::Temp -e 1
				;;
			fuzz)
				need clang clang --version
				need libclang-rt-14-dev compiles \
					'int LLVMFuzzerTestOneInput(const char *d, long n) { return 0; }' \
					clang -fsanitize=fuzzer,address
				;;
			memory)
				need libasan8 compiles 'int main(void) { return 0; }' \
					gcc -fsanitize=address,undefined
				;;
			mcdc)
				need clang-19 clang-19 --version
				need llvm-19 llvm-cov-19 --version
				need libclang-rt-19-dev compiles 'int main(void) { return 0; }' \
					clang-19 -fprofile-instr-generate -fcoverage-mapping -fcoverage-mcdc
				need perl perl -MJSON::PP -e 1
				;;
			matrix)
				need mmdebstrap mmdebstrap --version
				;;
			deb | package)
				need debhelper dh --version
				need lintian lintian --version
				need postgresql-server-dev-all test -e /usr/share/perl5/Debian/Debhelper/Sequence/pgxs_loop.pm
				need build-essential dpkg-buildpackage --version
				[ "$purpose" = deb ] || need mmdebstrap mmdebstrap --version
				[ "$purpose" = deb ] || need unzip unzip -v
				;;
			time)
				need faketime libfaketime
				;;
			pooler)
				need pgbouncer env PATH="$PATH:/usr/sbin:/usr/local/sbin" pgbouncer --version
				;;
			*)
				echo "packages.sh: unknown purpose: $purpose" >&2
				exit 2
				;;
		esac
	done
}

look "$@"
[ ${#missing[@]} = 0 ] && exit 0

mapfile -t missing < <(printf '%s\n' "${missing[@]}" | sort -u)
install=(apt-get install -y --no-install-recommends "${missing[@]}")
if ! command -v apt-get >/dev/null; then
	echo "This needs what Debian calls: ${missing[*]}" >&2
	exit 1
fi
if [ "$(id -u)" = 0 ]; then
	sudo=()
elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
	sudo=(sudo -n)
else
	printf 'Packages are missing. As root, run:\n\n\tapt-get update && %s\n\n' "${install[*]}" >&2
	exit 1
fi

echo "installing ${missing[*]}" >&2
log=$(mktemp)
trap 'rm -f "$log"' EXIT
if ! { "${sudo[@]}" apt-get update &&
	"${sudo[@]}" env DEBIAN_FRONTEND=noninteractive "${install[@]}"; } </dev/null >"$log" 2>&1; then
	cat "$log" >&2
	exit 1
fi

look "$@"
if [ ${#missing[@]} != 0 ]; then
	echo "packages.sh: installed, and yet missing: ${missing[*]}" >&2
	exit 1
fi
