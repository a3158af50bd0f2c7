#!/usr/bin/env bash
# A commit gives one archive, whoever packs it, and that is enough to build from.
. "$(dirname "$0")/tap.sh"

[ -e "$project/.git" ] || skip_all "an archive is packed from a git checkout"
command -v unzip >/dev/null || skip_all "unzip is not there"

scratch=$(mktemp -d)
trap 'rm -rf "$scratch" "$log"' EXIT

# The checkouts differ as those of two people do. What is tested is this tree,
# with what has not been committed yet.
must git clone -q "$project" "$scratch/one"
git -C "$project" ls-files -coz --exclude-standard |
	(cd "$project" && while IFS= read -rd '' file; do [ ! -e "$file" ] || printf '%s\0' "$file"; done |
		xargs -0r cp --parents -pt "$scratch/one")
author=(-c user.name=tester -c user.email=tester@civic-credit.example)
cd "$scratch/one"
must git add -A
must git "${author[@]}" commit -q --allow-empty -m "As it is"
must git clone -q "$scratch/one" "$scratch/two"
version=$(sed -n '/"version"/{s/.*: "\(.*\)".*/\1/p;q}' META.json)
name=civic_credit-$version

dist()
{
	local where=$1

	shift
	env "$@" make -s --no-print-directory -C "$scratch/$where" dist
}

ok "make dist packs" dist one
git -C "$scratch/two" config core.autocrlf true
git -C "$scratch/two" config tar.umask 0077
echo "not committed" >>"$scratch/two/README.md"
echo "nor this" >"$scratch/two/stray"
umask 077
ok "and for somebody with other settings, later" dist two TZ=Asia/Shanghai REF=HEAD
umask 022
for kind in tar.gz zip; do
	ok "the same commit gives the same $kind" \
		cmp "$scratch/one/dist/$name.$kind" "$scratch/two/dist/$name.$kind"
done

mkdir "$scratch/tar" "$scratch/zip"
must tar -C "$scratch/tar" -xzf "$scratch/one/dist/$name.tar.gz"
must unzip -q -d "$scratch/zip" "$scratch/one/dist/$name.zip"
is "all is in one folder" "$(ls "$scratch/tar")" "$name"
ok "both have the same files" diff -r "$scratch/tar" "$scratch/zip"
is "those of the commit" "$(files "$scratch/tar/$name")" \
	"$(git ls-files | sed 's,^,./,' | LC_ALL=C sort)"
ok "it builds" make -s -j2 --no-print-directory -C "$scratch/zip/$name"
ok "into this version" test -s "$scratch/zip/$name/civic_credit--${version%.*}.sql"

# a tag and the version that it names
must git tag v0.9
ok "a tag of another version is refused" \
	bash -c "make -s dist REF=v0.9 2>&1 | grep 'v0.9 is on version $version'"
must git tag "v$version"
must mv dist dist-of-head
ok "the tag of the version is packed" dist one REF="v$version"
ok "as the commit was" cmp "dist/$name.tar.gz" "dist-of-head/$name.tar.gz"
ok "what came from an archive says where to pack" \
	bash -c "make -s -C '$scratch/tar/$name' dist 2>&1 | grep 'no git checkout'"

done_testing
