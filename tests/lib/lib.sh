# Functions shared by the scripts of this directory, by the demo and by the
# benchmark: a staged server, a throwaway cluster, and the user who runs it.
# Source it; it does nothing by itself.
# shellcheck shell=bash

set -euo pipefail

project=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)

# A session of the caller must not leak into the throwaway server.
unset PGHOST PGHOSTADDR PGPORT PGDATABASE PGUSER PGPASSWORD PGPASSFILE \
	PGSERVICE PGSERVICEFILE PGOPTIONS PGAPPNAME PGSSLMODE PGDATA PGTZ \
	PGDATESTYLE PGCLIENTENCODING PGCONNECT_TIMEOUT PGTARGETSESSIONATTRS
export LC_ALL=C.UTF-8 LANG=C.UTF-8 PSQLRC=/dev/null PSQL_HISTORY=/dev/null
export PG_COLOR=never

# By its full path: the staged tree, first in PATH later on, has a pg_config too.
# Nor must one count that the caller has from `cluster.sh env`: a build would be
# staged below the stage, where the server does not look.
while [[ ${PATH%%:*} == */stage/*/bin && $PATH == *:* ]]; do
	PATH=${PATH#*:}
done
PG_CONFIG=$(command -v "${PG_CONFIG:-pg_config}") ||
	{ echo "pg_config is not there; tests/lib/packages.sh build server" >&2; exit 1; }
export PG_CONFIG

# A real ledger that tests/pgtap/bitcoin.sql reads when it is at hand.
export CIVIC_CREDIT_DATA=${CIVIC_CREDIT_DATA:-$project/../shared/data/bitcoin-otc-trust.csv.gz}

say()
{
	printf '%s\n' "$*"
}

die()
{
	printf '%s: %s\n' "$(basename "$0")" "$*" >&2
	exit 1
}

pg_path()
{
	"$PG_CONFIG" "--$1"
}

pg_major()
{
	pg_path version | sed -n 's/^PostgreSQL \([0-9]*\).*/\1/p'
}

# The server refuses to run as root, so there user postgres runs it.
server_user()
{
	if [ "$(id -u)" = 0 ]; then echo postgres; else id -un; fi
}

as_server()
{
	if [ "$(id -u)" = 0 ]; then
		runuser -u postgres -- "$@"
	else
		"$@"
	fi
}

# A new directory that belongs to the server's user and that it can reach.
scratch_directory()
{
	local base dir

	for base in "${TMPDIR:-/tmp}" /tmp /var/tmp; do
		dir=$(mktemp -d "$base/civic_credit.XXXXXX") || continue
		chmod 755 "$dir"
		if [ "$(id -u)" = 0 ]; then
			chown postgres: "$dir"
		fi
		if as_server test -w "$dir"; then
			echo "$dir"
			return
		fi
		rmdir "$dir"
	done
	die "no temporary directory that user $(server_user) can write"
}

# A private copy of the server's tree with the extension added. PostgreSQL
# finds its libraries and scripts relative to its own binary, so the copied
# binaries use this tree and no other; everything else is a link to the
# installed file. Can be repeated to bring in a new build.
stage_tree()
{
	local stage=$1 bindir pkglibdir sharedir entry

	bindir=$(pg_path bindir)
	pkglibdir=$(pg_path pkglibdir)
	sharedir=$(pg_path sharedir)
	mkdir -p "$stage$bindir" "$stage$pkglibdir" "$stage$sharedir/extension"
	if [ ! -e "$stage$bindir/.copied" ]; then
		# -L because a link would lead PostgreSQL back to its own tree
		cp -Lp "$bindir"/* "$stage$bindir"/
		for entry in "$pkglibdir"/*; do
			ln -sfn "$entry" "$stage$pkglibdir/"
		done
		for entry in "$sharedir"/*; do
			[ "$(basename "$entry")" = extension ] ||
				ln -sfn "$entry" "$stage$sharedir/"
		done
		for entry in "$sharedir"/extension/*; do
			ln -sfn "$entry" "$stage$sharedir/extension/"
		done
		touch "$stage$bindir/.copied"
	fi
	# an installed civic_credit must not show through
	rm -rf "$stage$sharedir"/extension/civic_credit* "$stage$pkglibdir"/civic_credit*
	make -s --no-print-directory -C "$project" install DESTDIR="$stage"
	# a checkout may have been made under a strict umask
	chmod -R go+rX "$stage"
}

# cluster_start DIR: stage into DIR/stage, create a cluster in DIR/data and
# start it; it listens on a socket in DIR only. Sets the environment so that
# psql and the rest come from the staged tree and reach that cluster.
cluster_start()
{
	local dir=$1 bindir

	bindir=$dir/stage$(pg_path bindir)
	[ -e "$dir/cluster" ] && die "$dir holds a cluster already"
	mkdir -p "$dir"
	touch "$dir/cluster"
	stage_tree "$dir/stage"
	if [ "$(id -u)" = 0 ]; then
		chown postgres: "$dir"
		as_server test -x "$dir" || die "user postgres cannot reach $dir"
	fi
	cluster_environment "$dir"
	as_server "$bindir/initdb" -D "$dir/data" -U postgres -A trust -E UTF8 \
		--locale=C.UTF-8 --no-sync >"$dir/initdb.log" 2>&1 ||
		{ cat "$dir/initdb.log" >&2; die "initdb failed"; }
	as_server tee -a "$dir/data/postgresql.conf" >/dev/null <<-CONF
		listen_addresses = ''
		port = $PGPORT
		unix_socket_directories = '$PGHOST'
		fsync = off
		synchronous_commit = off
		full_page_writes = off
		shared_buffers = 256MB
		max_wal_size = 4GB
		max_prepared_transactions = 10
		log_line_prefix = '%m [%p] %e '
		timezone = 'UTC'
		log_timezone = 'UTC'
	CONF
	if [ -n "${TEMP_CONFIG:-}" ]; then
		as_server tee -a "$dir/data/postgresql.conf" >/dev/null <"$TEMP_CONFIG"
	fi
	server_start "$dir"
}

# SERVER_ENVIRONMENT: words NAME=VALUE for the server only (sanitizers, time)
server_start()
{
	local options=()

	# libfaketime and the processes that read for others wait for each other
	if [ -n "${TIME_MACHINE:-}" ] && [ "$(pg_major)" -ge 18 ]; then
		options=(-o '-c io_method=sync')
	fi
	# shellcheck disable=SC2086
	as_server env ${SERVER_ENVIRONMENT:-} "$1/stage$(pg_path bindir)/pg_ctl" -D "$1/data" -l "$1/server.log" \
		"${options[@]}" -w -t 120 -s start >/dev/null || { cat "$1/server.log" >&2; die "the server did not start"; }
}

# The cluster of DIR, which goes on in the SERVER_ENVIRONMENT of now.
cluster_restart()
{
	as_server "$1/stage$(pg_path bindir)/pg_ctl" -D "$1/data" -m fast -w -s stop
	server_start "$1"
}

# What a client needs to reach the cluster of DIR. The port only names the
# socket.
cluster_environment()
{
	local bindir

	bindir=$1/stage$(pg_path bindir)
	export PGHOST=$1 PGPORT=54321 PGUSER=postgres PGDATABASE=postgres
	case $PATH in
		"$1/stage"*) ;;
		*) export PATH=$bindir:$PATH ;;
	esac
	# the path of a socket has to fit in 107 bytes
	[ ${#PGHOST} -le 85 ] || die "the path $1 is too long for a socket"
}

# time_machine DIR: the cluster that is started next lives on the day that
# `travel` says, so that what takes a year can be seen in a minute. Call it
# before cluster_start.
time_machine()
{
	local library

	library=$(faketime_library) || die "libfaketime is not there; tests/lib/packages.sh time"
	TIME_MACHINE=$1.now
	travel "$2"
	export SERVER_ENVIRONMENT="LD_PRELOAD=$library FAKETIME_TIMESTAMP_FILE=$TIME_MACHINE FAKETIME_NO_CACHE=1 FAKETIME_DONT_FAKE_MONOTONIC=1"
}

# travel DATE: from now on it is noon UTC of that day, and time goes on from there
travel()
{
	echo "@$1 12:00:00" >"$TIME_MACHINE.new"
	chmod a+r "$TIME_MACHINE.new"
	mv "$TIME_MACHINE.new" "$TIME_MACHINE"
}

faketime_library()
{
	local file

	for file in /usr/lib/*/faketime/libfaketime.so.1 /usr/lib*/faketime/libfaketime.so.1; do
		if [ -e "$file" ]; then
			echo "$file"
			return
		fi
	done
	return 1
}

# Stops the cluster of DIR and removes it, but nothing that is not one.
cluster_stop()
{
	local dir=$1

	[ -e "$dir/cluster" ] || return 0
	if [ -e "$dir/data/postmaster.pid" ]; then
		as_server "$dir/stage$(pg_path bindir)/pg_ctl" -D "$dir/data" -m immediate \
			-w -s stop || { say "the server in $dir did not stop" >&2; return 1; }
	fi
	rm -rf "$dir/cluster" "$dir/stage" "$dir/data" "$dir/initdb.log" "$dir/server.log"
	rmdir "$dir" 2>/dev/null || true
}
