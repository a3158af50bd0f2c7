#!/usr/bin/env bash
# dist.sh [REF]: writes the archives of a release, a tar and a zip, into dist/.
# They hold what git has at REF (HEAD without it) and nothing of the work tree;
# the same commit gives the same bytes, whoever packs it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

die()
{
	echo "make dist: $*" >&2
	exit 1
}

[ -e .git ] ||
	die "an archive is packed from a commit, and this is no git checkout. The archive that this tree came from is the release."
ref=${1:-HEAD}
commit=$(git rev-parse --verify --quiet "$ref^{commit}") || die "git knows no $ref"
version=$(git show "$commit:META.json" | sed -n '/"version"/{s/.*: "\(.*\)".*/\1/p;q}')
case $ref in
	v[0-9]*) [ "$ref" = "v$version" ] || die "the tag $ref is on version $version" ;;
esac
if [ "$ref" = HEAD ] && [ -n "$(git status --porcelain)" ]; then
	echo "make dist: packs the last commit, without the changes since" >&2
fi

# What the user's settings, time zone and umask would change.
pack()
{
	TZ=UTC git -c core.autocrlf=false -c core.eol=lf -c tar.umask=0022 \
		archive --prefix="$name/" "$@" "$commit"
}

name=civic_credit-$version
mkdir -p dist
pack --format=tar | gzip -9n >"dist/$name.tar.gz"
pack --format=zip >"dist/$name.zip"
echo "dist/$name.tar.gz"
echo "dist/$name.zip"
