#!/usr/bin/env bash
# deb.sh [REF]: Debian packages, source and binary, from the archive of that
# commit (dist.sh), into dist/. They are for the servers that this machine's
# postgresql-server-dev-all supports. The regression tests run on the way, in a
# throwaway server, unless DEB_BUILD_OPTIONS=nocheck; then lintian reads it all.
. "$(dirname "$0")/../lib/lib.sh"

archive=$("$project/tests/package/dist.sh" "$@" | grep 'tar.gz$')
name=$(basename "$archive" .tar.gz)
scratch=$(scratch_directory)
trap 'rm -rf "$scratch"' EXIT

cd "$scratch"
# not as root: a server is started, and a package needs no root to be built
as_server tar -xz <"$project/$archive"
cd "$name"
as_server pg_buildext updatecontrol
as_server dpkg-buildpackage -us -uc
cd ..
as_server lintian --fail-on error,warning --info ./*.changes
cp ./*.deb ./*.dsc ./*.tar.* ./*.buildinfo ./*.changes "$project/dist/"
for file in ./*.deb; do
	say "dist/$(basename "$file")"
done
