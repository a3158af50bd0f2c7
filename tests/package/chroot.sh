# Chroots of Debian, from the mirror that this machine's apt uses. Source it
# after tap.sh.
# shellcheck shell=bash

# apt's own lines of Debian's archives: with those of updates and of security
sources()
{
	# shellcheck disable=SC2016 # apt's own variables
	apt-get indextargets --format 'deb $(REPO_URI) $(CODENAME) $(COMPONENT)' \
		'Created-By: Packages' 'Origin: Debian' 2>/dev/null
}

# where apt has the releases of Debian from
mirror()
{
	sources | awk '$3 !~ /-/ { print $2; exit }'
}

# why there can be no chroot, or nothing
obstacle()
{
	if [ "$(id -u)" != 0 ]; then
		echo "only root can make a chroot"
	elif ! command -v mmdebstrap >/dev/null; then
		echo "mmdebstrap is not there"
	elif ! unshare --mount --pid --fork true 2>/dev/null; then
		echo "this root may not mount"
	elif [ -z "$(mirror)" ]; then
		echo "apt has no mirror of Debian"
	fi
}

# new_root DIR SUITE PACKAGE...: of this machine's suite, or of another with what
# its main archive has. A mirror may lag behind the date that is written in it; the
# signatures are checked all the same.
new_root()
{
	local root=$1 suite=$2 packages from

	from=$(sources | grep " $suite ") && from=$(sources) || from="deb $(mirror) $suite main"
	shift 2
	packages=$*
	mmdebstrap --quiet --variant=minbase --mode=root --include="${packages// /,}" \
		--keyring=/usr/share/keyrings/debian-archive-keyring.gpg \
		--aptopt='Acquire::Check-Valid-Until "false"' --aptopt='Acquire::Languages "none"' \
		--dpkgopt='force-unsafe-io' \
		"$suite" "$root" - <<<"$from"
	# no service starts by itself
	printf '#!/bin/sh\nexit 101\n' >"$root/usr/sbin/policy-rc.d"
	chmod +x "$root/usr/sbin/policy-rc.d"
	cp /etc/resolv.conf "$root/etc/resolv.conf"
}

# inside ROOT COMMAND...: with mounts and processes that end when it does
inside()
{
	unshare --mount --pid --fork --kill-child sh -ec '
		root=$1
		shift
		mount -t proc proc "$root/proc"
		mount -t tmpfs -o mode=1777 tmpfs "$root/dev/shm"
		exec chroot "$root" env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin \
			LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"
	' - "$@" </dev/null
}
