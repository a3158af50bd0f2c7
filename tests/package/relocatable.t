#!/usr/bin/env bash
# `make relocatable` on 18: unpacked into a folder of its own, the server finds
# the extension there, and nothing of it was installed.
. "$(dirname "$0")/tap.sh"
. "$(dirname "$0")/chroot.sh"

why=$(obstacle)
[ -z "$why" ] || skip_all "$why"

major=18
root=$(mktemp -d /var/tmp/civic_credit.XXXXXX)
chmod 755 "$root"
trap 'rm -rf "$root" "$log"' EXIT
# of the development package the files alone, without the compilers it asks for
must new_root "$root" forky make gcc libc6-dev postgresql-$major
must inside "$root" sh -ec "
	cd /var/tmp
	apt-get update
	apt-get download postgresql-server-dev-$major
	dpkg -x postgresql-server-dev-$major*.deb /"
mkdir "$root/source"
git -C "$project" ls-files -coz --exclude-standard |
	(cd "$project" && xargs -0r cp --parents -t "$root/source" --)
sed -n '/^## Quick start/,/^## /{/^```sql/,/^```$/{/^```/d;p}}' "$project/README.md" >"$root/quick-start.sql"

relocatable()
{
	inside "$root" make -s -C /source PG_CONFIG=/usr/lib/postgresql/$major/bin/pg_config relocatable
}

ok "make relocatable packs" relocatable
name=$(cd "$root/source/dist" && ls)
must cp "$root/source/dist/$name" "$root/first"
ok "once more" relocatable
ok "the same" cmp "$root/first" "$root/source/dist/$name"
must mkdir -p "$root/opt/civic"
must tar -C "$root/opt/civic" --strip-components=1 -xzf "$root/source/dist/$name"
is "it holds nothing but two folders" "$(ls "$root/opt/civic")" "lib
share"
is "no file of it was installed" "$(find "$root/usr" -name 'civic_credit*')" ""

# run COMMAND: as user postgres, on a server whose two settings name the folder
run()
{
	inside "$root" sh -ec "
		pg_ctlcluster $major main start
		runuser -u postgres -- sh -ec '$1' && status=0 || status=\$?
		pg_ctlcluster -m fast $major main stop
		exit \$status"
}

cat >>"$root/etc/postgresql/$major/main/postgresql.conf" <<-CONF
	extension_control_path = '\$system:/opt/civic/share'
	dynamic_library_path = '\$libdir:/opt/civic/lib'
CONF
ok "a server that looks there finds it" run "
	createdb -T template0 -E UTF8 town
	psql -XAtq -v ON_ERROR_STOP=1 -d town -f /quick-start.sql | tee /dev/stderr | grep -F 151.00"

done_testing
