#!/usr/bin/env bash
# The Debian package, as somebody gets to know it: built and tested by `make
# deb`, installed beside a server in a clean chroot, taken through the quick
# start by user postgres, and removed without a trace but the data.
. "$(dirname "$0")/tap.sh"
. "$(dirname "$0")/chroot.sh"

why=$(obstacle)
[ -z "$why" ] || skip_all "$why"
for tool in dh lintian; do
	command -v $tool >/dev/null || skip_all "$tool is not there"
done
[ -e "$project/.git" ] || skip_all "a package is built from a git checkout"

root=$(mktemp -d /var/tmp/civic_credit.XXXXXX)
chmod 755 "$root"
trap 'rm -rf "$root" "$log"' EXIT
suite=$(. /etc/os-release && echo "$VERSION_CODENAME")
major=$("$PG_CONFIG" --version | sed -n 's/^PostgreSQL \([0-9]*\).*/\1/p')
package=postgresql-$major-civic-credit
psql="psql -XAtq -v ON_ERROR_STOP=1 -d town"

ok "the package is built, passes its tests, and lintian has nothing to say" "$project/tests/package/deb.sh"
must new_root "$root" "$suite" "postgresql-$major"
must inside "$root" pg_lsclusters
mkdir "$root/packages"
deb=$(cd "$project/dist" && ls "${package}"_*.deb)
cp "$project/dist/$deb" "$root/packages/"

# newcomer COMMAND: as user postgres, on the server that the package found
newcomer()
{
	inside "$root" sh -ec "
		pg_ctlcluster $major main start
		runuser -u postgres -- sh -ec '$1' && status=0 || status=\$?
		pg_ctlcluster -m fast $major main stop
		exit \$status"
}

# all files of the system, but not what servers and package managers keep
system()
{
	(cd "$root" && find . -xdev \( -path ./proc -o -path ./sys -o -path ./dev -o -path ./run -o -path ./tmp \
		-o -path ./packages -o -path ./var/lib/postgresql -o -path ./var/log -o -path ./var/cache \
		-o -path ./var/lib/apt -o -path ./var/lib/dpkg -o -path ./var/lib/systemd \) -prune -o -print | LC_ALL=C sort)
}

must newcomer "psql -l"
before=$(system)
ok "apt installs it" inside "$root" apt-get install -y --no-install-recommends "/packages/$deb"
pages=/usr/share/doc/postgresql-doc-$major/extension/civic_credit
ok "with its pages" test -s "$root$pages/docs/guide-dba.md"

# the quick start of the README that came with it
sed -n '/^## Quick start/,/^## /{/^```sql/,/^```$/{/^```/d;p}}' "$root$pages/README.md" >"$root/packages/quick-start.sql"
ok "the quick start says what the README says" newcomer "
	createdb -T template0 -E UTF8 town
	$psql -f /packages/quick-start.sql | tee /dev/stderr | grep -F 151.00 | grep -F 51.00"
cat >"$root/packages/sample.sql" <<'SQL'
SELECT civic.check_policy(pg_read_file(setting || '/extension/civic_credit/policies/rongcheng.json')::jsonb)
  FROM pg_config WHERE name = 'SHAREDIR';
SQL
ok "a sample can be read from where it was installed" \
	newcomer "$psql -f /packages/sample.sql"

ok "apt removes it" inside "$root" apt-get purge -y "$package"
is "no file is left that was not there before" "$(diff <(echo "$before") <(system))" ""
ok "the data are" newcomer "$psql -c \"TABLE civic_private.entry\" | grep ."
must inside "$root" sh -c "apt-get install -y --no-install-recommends /packages/*.deb"
echo "SELECT civic.score(civic.find_subject('resident-0001'))" >"$root/packages/score.sql"
ok "and speak again when it is back" newcomer "$psql -f /packages/score.sql | grep -x 151.00"

done_testing
