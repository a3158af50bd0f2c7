#!/usr/bin/env bash
# stage.sh DIR: a private copy of the server in DIR with the built extension
# in it. $DIR$(pg_config --bindir)/initdb and the rest then just work.
. "$(dirname "$0")/lib.sh"

[ $# = 1 ] || die "usage: stage.sh DIR"
mkdir -p "$1"
stage=$(cd "$1" && pwd)
stage_tree "$stage"
say "staged: $stage$(pg_path bindir)"
