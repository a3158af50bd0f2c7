#!/usr/bin/env bash
# What everybody expects of `make` in an extension: it builds elsewhere than in
# the sources, installs documents and samples, takes all of it away again, and
# `make installcheck` passes on a server with nothing but default settings.
. "$(dirname "$0")/tap.sh"

scratch=$(scratch_directory)
bindir=$scratch/stage$(pg_path bindir)
export PGHOST=$scratch PGPORT=54321 PGUSER=installer

finish()
{
	[ ! -e "$scratch/data/postmaster.pid" ] ||
		as_server "$bindir/pg_ctl" -D "$scratch/data" -m immediate -w -s stop
	rm -rf "$scratch" "$log"
}
trap finish EXIT

# as the server's user, who cannot write into the sources
build()
{
	as_server make -s --no-print-directory "$@"
}

mkdir "$scratch/source"
git -C "$project" ls-files -coz --exclude-standard 2>/dev/null | (cd "$project" && xargs -0r cp --parents -t "$scratch/source")
[ -e "$scratch/source/Makefile" ] ||
	(cd "$project" && cp -r Makefile META.json ./*.md LICENSE civic_credit.control extension sql expected tests docs "$scratch/source")
cp -r "$scratch/source" "$scratch/in-tree"
chmod -R a-w,a+rX "$scratch/source"
chmod -R a+rwX "$scratch/in-tree"
as_server mkdir "$scratch/b" "$scratch/elsewhere"

ok "it builds in a folder of its own" build -C "$scratch/b" -f ../source/Makefile
ok "and installs from there" build -C "$scratch/b" -f ../source/Makefile install DESTDIR="$scratch/from-b"
scripts=(civic_credit--1.0--2.0.sql civic_credit--1.1--2.0.sql civic_credit--2.0.sql)
ok "it builds where VPATH says" \
	build -C "$scratch/elsewhere" -f "$scratch/source/Makefile" VPATH="$scratch/source" "${scripts[@]}"
ok "it builds in the sources, as Debian calls it" build -C "$scratch/in-tree" USE_PGXS=1
ok "and installs" build -C "$scratch/in-tree" USE_PGXS=1 install DESTDIR="$scratch/from-tree"
is "the same files are installed from both" "$(files "$scratch/from-b")" "$(files "$scratch/from-tree")"
ok "with the same declarations" diff -r "$scratch/from-b$(pg_path sharedir)" "$scratch/from-tree$(pg_path sharedir)"
for script in "${scripts[@]}"; do
	ok "$script is among them" test -s "$scratch/from-b$(pg_path sharedir)/extension/$script"
	ok "and is the same where VPATH says" cmp "$scratch/elsewhere/$script" \
		"$scratch/from-b$(pg_path sharedir)/extension/$script"
done

# each link of an installed page leads to an installed file
broken_links()
{
	find . -name '*.md' -exec perl -MFile::Basename -0777 -ne '
		while (/\]\(([^)#:\s]+)(?:#[^)]*)?\)/g)
		{
			print "$ARGV: $1\n" unless -e dirname($ARGV) . "/$1";
		}' {} +
}
cd "$scratch/from-b$(pg_path docdir)/extension/civic_credit"
ok "guides are installed" test -s docs/guide-dba.md -a -s docs/reference/README.md
is "the links of all pages lead somewhere" "$(broken_links)" ""
is "samples are where the server can read them" \
	"$(files "$scratch/from-b$(pg_path sharedir)/extension/civic_credit/policies" | grep -c json)" \
	"$(files "$scratch/source/docs/policies" | grep -c json)"
cd /

ok "it can be uninstalled" build -C "$scratch/b" -f ../source/Makefile uninstall DESTDIR="$scratch/from-b"
is "and no file is left" "$(files "$scratch/from-b")" ""

# Another encoding and another superuser than ours, and no setting at all.
must stage_tree "$scratch/stage"
must as_server "$bindir/initdb" -D "$scratch/data" -U installer -A trust --locale=C --no-sync
must as_server "$bindir/pg_ctl" -D "$scratch/data" -l "$scratch/server.log" -w -s start \
	-o "-c listen_addresses= -c unix_socket_directories=$scratch -p $PGPORT"

sql()
{
	as_server "$bindir/psql" -XAtq -v ON_ERROR_STOP=1 "$@"
}

roles()
{
	sql -d postgres -c "SELECT rolname FROM pg_roles ORDER BY 1"
}

# with the end of the differences if there are any
installcheck()
{
	local at=$1

	shift
	build -C "$at" "$@" installcheck || { tail -n 40 "$at/regression.diffs"; return 1; }
}

before=$(roles)
ok "make installcheck passes on a server with default settings" \
	installcheck "$scratch/b" -f ../source/Makefile
is "and leaves no role" "$(roles)" "$before"

must sql -d postgres -c "CREATE DATABASE town TEMPLATE template0 ENCODING UTF8"
must sql -d town -c "CREATE EXTENSION civic_credit CASCADE" -c "SELECT civic.create_programme('Town')"
before=$(roles)
ok "it passes once more beside a programme" installcheck "$scratch/in-tree"
is "whose owner stays" "$(roles)" "$before"
is "with what it owns" "$(sql -d town -c 'SELECT count(*) FROM civic.areas')" 0

done_testing
