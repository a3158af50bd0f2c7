#!/usr/bin/env bash
# A throwaway server with the extension, for trying things by hand.
#
#	cluster.sh start DIR		build is staged into DIR, server starts
#	cluster.sh restage DIR		bring a new build in (reconnect to load it)
#	cluster.sh env DIR		prints what to eval to reach it
#	cluster.sh psql DIR [ARG...]	psql in it
#	cluster.sh stop DIR		stops it and removes what start made
. "$(dirname "$0")/lib.sh"

[ $# -ge 2 ] || die "usage: cluster.sh start|restage|env|psql|stop DIR"
action=$1
mkdir -p "$2"
dir=$(cd "$2" && pwd)
shift 2

case $action in
	start)
		trap 'cluster_stop "$dir"' EXIT
		trap 'exit 130' INT TERM HUP
		cluster_start "$dir"
		trap - EXIT
		say "running; eval \"\$($0 env $dir)\" to reach it"
		;;
	restage)
		stage_tree "$dir/stage"
		;;
	env)
		cluster_environment "$dir"
		printf 'export PGHOST=%q PGPORT=%q PGUSER=postgres PGDATABASE=postgres PATH=%q\n' \
			"$PGHOST" "$PGPORT" "$PATH"
		;;
	psql)
		cluster_environment "$dir"
		exec psql -X "$@"
		;;
	stop)
		cluster_stop "$dir"
		;;
	*)
		die "unknown action: $action"
		;;
esac
