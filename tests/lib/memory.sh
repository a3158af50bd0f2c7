#!/usr/bin/env bash
# memory.sh [SUITE...]: suites of check.sh that run inside one server, with an
# extension that was built with the address and undefined-behaviour sanitizers.
# Any report is a failure.
#
# They see the stack, globals, the undefined, and what passes the end of a
# block of a memory context, but not a chunk that runs into the next one; the
# fuzzers, which allocate each chunk by itself, see that.
#
# Leaks are not looked for: a backend frees by memory context, and what lives
# as long as the backend is never freed.
. "$(dirname "$0")/lib.sh"

scratch=$(scratch_directory)
trap 'cd /; rm -rf "$scratch"' EXIT
trap 'exit 130' INT TERM HUP

mkdir "$scratch/project"
(cd "$project" && cp -r Makefile civic_credit.control extension sql expected tests docs \
	"$scratch/project/")
find "$scratch/project" \( -name '*.o' -o -name '*.so' \) -delete
# the server's own flags make overflow of signed numbers wrap, unseen
sanitize='-fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer'
sanitize+=' -fno-wrapv -fsanitize=signed-integer-overflow'
say "building with $sanitize"
# the sanitizers' instrumentation makes gcc see uninitialized variables
make -s --no-print-directory -C "$scratch/project" WERROR= COPT="$sanitize" all

preload=$(readlink -f "$(gcc -print-file-name=libasan.so)"):$scratch/early.so
gcc -shared -fPIC -fno-builtin -Wl,-z,initfirst "$project/tests/lib/early.c" -o "$scratch/early.so"
export SERVER_ENVIRONMENT="LD_PRELOAD=$preload ASAN_OPTIONS=detect_leaks=0"
suites=("$@")
[ ${#suites[@]} -gt 0 ] || suites=(regress isolation pgtap)
status=0
COPT=$sanitize WERROR='' "$scratch/project/tests/lib/check.sh" "${suites[@]}" || status=$?
rm -rf "$project/build/check-memory"
mkdir -p "$project/build"
mv "$scratch/project/build/check" "$project/build/check-memory"
exit $status
