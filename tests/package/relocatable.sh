#!/usr/bin/env bash
# relocatable.sh: what the extension needs at run time, in a tar to unpack
# anywhere, for servers of 18 and later, which look for extensions in
# extension_control_path and dynamic_library_path. Prints its name.
. "$(dirname "$0")/../lib/lib.sh"

major=$("$PG_CONFIG" --version | sed -n 's/^PostgreSQL \([0-9]*\).*/\1/p')
[ "$major" -ge 18 ] ||
	die "servers look for extensions in other folders since 18, and $PG_CONFIG is of $major"

version=$(sed -n '/"version"/{s/.*: "\(.*\)".*/\1/p;q}' "$project/META.json")
name=civic_credit-$version-pg$major-$(uname -m)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

make -s --no-print-directory -C "$project" install DESTDIR="$scratch/$name" \
	datadir=/share pkglibdir=/lib docdir=/share/doc
chmod -R u=rwX,go=rX "$scratch/$name"
mkdir -p "$project/dist"
# the same build gives the same bytes
tar -C "$scratch" --sort=name --owner=0 --group=0 --numeric-owner --mtime=@0 -cf - "$name" |
	gzip -9n >"$project/dist/$name.tar.gz"
say "dist/$name.tar.gz"
