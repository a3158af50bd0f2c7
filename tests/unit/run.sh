#!/usr/bin/env bash
# run.sh [FILE...]: builds the core as a library, as docs/core.md says, and the unit tests
# on top of it, with the sanitizers where the compiler has them; runs them, and
# prints TAP. Of the unit tests only those of unit_FILE.c run, if any are named.
#
#	CC	the compiler (gcc)
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
project=$(cd "$here/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

compiler=("${CC:-gcc}" -std=gnu11 -O1 -g -Wall -Wextra -Wno-missing-field-initializers
	-Wno-unused-parameter -I"$project/extension")
sanitizers=(-fsanitize=address,undefined -fno-sanitize-recover=all)
tests=(-I"$project/tests/fuzz" -DPROJECT="\"$project\"" "$here"/*.c
	"$project"/tests/fuzz/{fuzz,json,wallet_model}.c "$project"/docs/generate/*.c)

# build_library DIRECTORY FLAG...: DIRECTORY/libcivic_core.a
build_library()
{
	mkdir "$1"
	(cd "$1" && "${compiler[@]}" "${@:2}" -c "$project"/extension/core/*.c && ar rcs libcivic_core.a ./*.o)
}

number=0
failed=0

# result STATUS DESCRIPTION
result()
{
	number=$((number + 1))
	[ "$1" = 0 ] || failed=$((failed + 1))
	[ "$1" = 0 ] && echo "ok $number - $2" || echo "not ok $number - $2"
}

# part OF-DOCUMENT: the N-th block between ``` lines that begin with ```KIND
block()
{
	awk -v kind="\`\`\`$1" -v want="$2" '
		inside && /^```/ { inside = 0; next }
		inside == 2 { print }
		!inside && /^```/ { inside = $0 == kind && ++n == want ? 2 : 1 }' "$project/docs/core.md"
}

# The headers of a server are on nobody's include path, but might be in a
# directory that the compiler searches anyway. <immintrin.h> is the compiler's own.
foreign=$(grep -hE '^#include' "$project"/extension/core/*.[ch] |
	grep -vE '<(immintrin|math|stdarg|stdbool|stddef|stdint|stdio|stdlib|string)\.h>|"core/[a-z0-9_]+\.h"' || true)
[ -z "$foreign" ] && result 0 "the core includes itself and headers of the compiler only" ||
	{ echo "# $foreign"; result 1 "the core includes itself and headers of the compiler only"; }

build_library "$work/plain"
block c 1 >"$work/example.c"
block "" 1 >"$work/expected"
"${compiler[@]}" "$work/example.c" "$work/plain/libcivic_core.a" -lm -o "$work/example" &&
	"$work/example" >"$work/output" && diff "$work/expected" "$work/output" >"$work/diff" &&
	[ -s "$work/expected" ] && result 0 "the example of docs/core.md prints what it says" ||
	{ sed 's/^/# /' "$work/diff"; result 1 "the example of docs/core.md prints what it says"; }

if build_library "$work/checked" "${sanitizers[@]}" 2>"$work/log" &&
	"${compiler[@]}" "${sanitizers[@]}" "${tests[@]}" "$work/checked/libcivic_core.a" -lm -o "$work/unit" 2>>"$work/log"; then
	cat "$work/log" >&2
else
	echo "# without sanitizers"
	"${compiler[@]}" "${tests[@]}" "$work/plain/libcivic_core.a" -lm -o "$work/unit"
fi

status=0
ASAN_OPTIONS=detect_leaks=0 UBSAN_OPTIONS=print_stacktrace=1 "$work/unit" $number "$@" || status=$?
[ "$failed" = 0 ] && [ "$status" = 0 ]
