/*-------------------------------------------------------------------------
 *
 * unit_record.c
 *	  Canonical bytes against values worked out elsewhere; blocks; subjects.
 *
 *-------------------------------------------------------------------------
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/block.h"
#include "unit.h"

static const uint8_t ledger_id[LEDGER_ID_BYTES] = {
	0x00, 0x11, 0x22, 0x33, 0x44, 0x55, 0x66, 0x77, 0x88, 0x99, 0xaa, 0xbb, 0xcc, 0xdd, 0xee, 0xff
};

#define TEXT(literal)	{literal, sizeof(literal) - 1}

static const RecordEntry award = {
	.epoch = 1,.entry_id = 1,.subject_id = 1001,.rule_id = 12,.kind = 1,.quantity = 300,
	.occurred_on = 20089,.effective_on = 20089,.recorded_at = 1735689601234567,.xact = 7421,
	.source_id = 4,.factor = 100,.source_ref = TEXT("vol-2025-000001"),
	.evidence = TEXT("\x3e\x61\xcd\xc5\xbb\x4d\x4b\xa6\x50\xec\x57\xa7\x42\xa4\xe7\x67\x8a\x57"
					 "\xb2\xe7\xf5\x27\xa1\xa7\xcc\xf8\x7c\x24\xf9\x64\xee\xc9"),
	.actor = TEXT("civic_recorder"),.login = TEXT("civic_recorder")
};

static const RecordEntry reversal = {
	.epoch = 1,.entry_id = 2,.subject_id = 1001,.rule_id = 12,.kind = 2,.quantity = 300,
	.occurred_on = 20089,.effective_on = 20090,.recorded_at = 1735776000000000,.xact = 7422,
	.source_id = 4,.has_ref = true,.ref_entry_id = 1,.factor = 100,.source_ref = TEXT("rev-1"),
	.actor = TEXT("civic_reviewer"),.login = TEXT("civic_reviewer")
};

static void
check_bytes(const uint8_t *bytes, size_t n, const char *expected, const char *what)
{
	char		hex[1024];

	for (size_t i = 0; i < n; i++)
		sprintf(hex + 2 * i, "%02x", bytes[i]);
	hex[2 * n] = '\0';
	check_text(hex, expected, "%s", what);
}

/* Values that two other programs have computed. */
static void
test_version_1(void)
{
	uint8_t		data[256];
	RecordBuffer buffer = {data, sizeof(data), 0};
	MerkleHash	leaves[2],
				root;

	record_entry(&buffer, ledger_id, 1, &award);
	check_bytes(data, buffer.used,
				"435643010100112233445566778899aabbccddeeff77ff0000000100000000000000010000000000"
				"0003e90000000c00010000012c00004e7900004e7900062a99ba1f36870000000000001cfd000000"
				"040000000000000000000f766f6c2d323032352d30303030303100203e61cdc5bb4d4ba650ec57a7"
				"42a4e7678a57b2e7f527a1a7ccf87c24f964eec9000e63697669635f7265636f72646572", "award");
	record_leaf(&buffer, &leaves[0]);
	check_bytes(leaves[0].bytes, HASH_BYTES,
				"5e5b0cc1ad51e9739e4f6ea85244a8f94437acf1ea64dab26c259f317eda5984", "its leaf");
	record_entry(&buffer, ledger_id, 1, &reversal);
	check_bytes(data, buffer.used,
				"435643010100112233445566778899aabbccddeeff5fff0000000100000000000000020000000000"
				"0003e90000000c00020000012c00004e7900004e7a00062aadd7e3c0000000000000001cfe000000"
				"04000000000000000100057265762d310000000e63697669635f7265766965776572", "reversal");
	record_leaf(&buffer, &leaves[1]);
	check_bytes(leaves[1].bytes, HASH_BYTES,
				"a88fcc2dfe15663de3aaa17afb9ae7cef70de9c58a0a2c4cf390dca87b5572f4", "its leaf");
	merkle_root(leaves, 2, &root);
	check_bytes(root.bytes, HASH_BYTES,
				"21f18fa24252728f6e4e9fa2cbc71cb6ffeb1d0736c6810b3bb8880caf6c49a7", "both");
}

static void
test_version_2(void)
{
	uint8_t		data[256];
	RecordBuffer buffer = {data, sizeof(data), 0};
	RecordEntry of_member = reversal;

	of_member.kind = 6;
	of_member.has_member = true;
	of_member.member_id = 1002;
	of_member.factor = 150;
	record_entry(&buffer, ledger_id, 2, &of_member);
	check_bytes(data, buffer.used,
				"435643020100112233445566778899aabbccddeeff0003dfff000000010000000000000002000000"
				"00000003e90000000c00060000012c00004e7900004e7a00062aadd7e3c0000000000000001cfe00"
				"0000040000000000000001" "00000000000003ea" "0096" "00057265762d31" "0000"
				"000e63697669635f7265766965776572" "000e63697669635f7265766965776572", "version 2");
}

/* Every entry comes back from its bytes; other bytes are none. */
static void
check_read(const RecordEntry *entry, int version)
{
	uint8_t		data[256],
				again[256],
				id[LEDGER_ID_BYTES];
	RecordBuffer buffer = {data, sizeof(data), 0},
				second = {again, sizeof(again), 0};
	RecordEntry back;
	int			found;

	record_entry(&buffer, ledger_id, version, entry);
	check(record_read_entry(data, buffer.used, id, &found, &back), "it is read");
	check_int(found, version, "its version");
	record_entry(&second, id, found, &back);
	check(second.used == buffer.used && memcmp(data, again, buffer.used) == 0, "the same bytes");
	for (size_t n = 0; n < buffer.used; n++)
		check(!record_read_entry(data, n, id, &found, &back), "%zu bytes of it", n);
	check(!record_read_entry(data, buffer.used + 1, id, &found, &back), "a byte more");
	for (size_t i = 0; i < buffer.used; i++)
		for (int bit = 0; bit < 8; bit++)
		{
			data[i] ^= (uint8_t) (1 << bit);
			if (record_read_entry(data, buffer.used, id, &found, &back))
			{
				record_entry(&second, id, found, &back);
				check(second.used == buffer.used && memcmp(data, again, buffer.used) == 0,
					  "bit %d of byte %zu: read, and written otherwise", bit, i);
			}
			data[i] ^= (uint8_t) (1 << bit);
		}
}

static void
test_read(void)
{
	RecordEntry of_member = reversal;

	of_member.has_member = true;
	of_member.member_id = -1;
	for (int version = 1; version <= 2; version++)
	{
		check_read(&award, version);
		check_read(&reversal, version);
		check_read(&of_member, version);
	}
}

/* Null, 0 and an empty text; where one text ends and the next begins. */
static void
test_distinct(void)
{
	RecordEntry entries[9];
	MerkleHash	leaves[9];

	for (int i = 0; i < 9; i++)
		entries[i] = reversal;
	entries[1].has_ref = false;
	entries[2].ref_entry_id = 0;
	entries[3].source_ref = (RecordText) {NULL, 0};
	entries[4].source_ref = (RecordText) {"", 0};
	entries[5].source_ref = (RecordText) {"rev-1c", 6};
	entries[5].actor = (RecordText) {"ivic_reviewer", 13};
	entries[6].evidence = (RecordText) {"", 0};
	entries[7].actor = (RecordText) {NULL, 0};
	entries[8].login = (RecordText) {NULL, 0};
	for (int i = 0; i < 9; i++)
	{
		uint8_t		data[256];
		RecordBuffer buffer = {data, sizeof(data), 0};

		record_entry(&buffer, ledger_id, 2, &entries[i]);
		record_leaf(&buffer, &leaves[i]);
		for (int j = 0; j < i; j++)
			check(!merkle_equal(&leaves[i], &leaves[j]), "%d and %d", i, j);
	}
}

static void
test_rows(void)
{
	uint8_t		data[256];
	RecordBuffer buffer = {data, sizeof(data), 0},
				small = {data, 40, 0};

	record_row_begin(&buffer, ledger_id, "t", 8);
	record_column(&buffer, "a");
	record_array(&buffer, 2);
	record_text(&buffer, "x", 1);
	record_null_element(&buffer);
	record_column(&buffer, "b");
	record_bool(&buffer, true);
	record_column(&buffer, "d");
	record_day(&buffer, -1);
	record_column(&buffer, "f");
	record_float(&buffer, 1);
	record_column(&buffer, "i");
	record_integer(&buffer, -2);
	record_column(&buffer, "s");
	record_text(&buffer, "", 0);
	record_column(&buffer, "t");
	record_time(&buffer, 1);
	record_column(&buffer, "x");
	record_bytes(&buffer, "\1", 1);
	check_bytes(data, buffer.used,
				"435643020900112233445566778899aabbccddeeff" "000174" "0008"
				"000161" "6100000002" "730000000178" "6e" "000162" "6201" "000164" "64ffffffff"
				"000166" "663ff0000000000000" "000169" "69fffffffffffffffe" "000173" "7300000000"
				"000174" "740000000000000001" "000178" "780000000101", "a row");
	record_row_begin(&small, ledger_id, "t", 1);
	record_column(&small, "a");
	record_bytes(&small, data, 100);
	check_int((int64_t) small.used, 134, "how much room it would take");
	record_subjects(&buffer, ledger_id, 3, &(MerkleHash) {{1}});
	check_bytes(data, buffer.used, "435643020800112233445566778899aabbccddeeff0000000000000003"
				"0100000000000000000000000000000000000000000000000000000000000000", "subjects");
}

/* ----------
 * blocks
 * ----------
 */

static void
test_snapshots(void)
{
	static const uint64_t running[] = {10, 12, 15};
	BlockSnapshot s = {10, 17, running, 3};
	BlockSnapshot quiet = {10, 17, NULL, 0};

	for (uint64_t x = 0; x < 25; x++)
	{
		check_int(snapshot_sees(&s, x), x < 17 && x != 10 && x != 12 && x != 15, "%d", (int) x);
		check_int(snapshot_sees(&quiet, x), x < 17, "%d", (int) x);
	}
}

/* A long transaction is seen late; what the first incarnation left is in its rest. */
static void
test_membership(void)
{
	static const uint64_t two[] = {5},
				three[] = {5, 8};
	Block		blocks[] = {
		{.block_no = 1,.epoch = 1,.snapshot = {5, 7, two, 1}},
		{.block_no = 2,.epoch = 1,.snapshot = {5, 10, three, 2}},
		{.block_no = 3,.epoch = 1,.snapshot = {8, 10, three + 1, 1}},
		{.block_no = 4,.epoch = 1,.is_rest = true},
		{.block_no = 5,.epoch = 3,.snapshot = {4, 4, NULL, 0}}
	};

	check_int((int64_t) block_of(blocks, 5, 1, 6), 0, "over at once");
	check_int((int64_t) block_of(blocks, 5, 1, 5), 2, "long");
	check_int((int64_t) block_of(blocks, 5, 1, 7), 1, "new");
	check_int((int64_t) block_of(blocks, 5, 1, 8), 3, "not over when the incarnation ended");
	check_int((int64_t) block_of(blocks, 5, 1, 99), 3, "not begun then");
	check_int((int64_t) block_of(blocks, 5, 3, 3), 4, "of another incarnation");
	check_int((int64_t) block_of(blocks, 5, 3, 4), 5, "not sealed");
	check_int((int64_t) block_of(blocks, 5, 2, 3), 5, "of an incarnation without blocks");
	check_int((int64_t) block_of(blocks, 5, 4, 3), 5, "of one to come");
	check_int((int64_t) block_of(blocks, 0, 1, 3), 0, "nothing is sealed");
}

static void
test_header(void)
{
	static const uint64_t running[] = {9};
	Block		b = {
		.block_no = 2,.epoch = 1,.first_index = 7,.entries = 3,.rows = 2,.has_subjects = true,
		.snapshot = {9, 11, running, 1},.next_xact = 11,.begun_at = 1,.taken_at = 2,.lsn = 3,
		.timeline = 4,.system_id = 5,.database = 6,.guards = {{7}},.total = -8
	};
	uint8_t		data[256];
	RecordBuffer buffer = {data, sizeof(data), 0};

	record_header(&buffer, ledger_id, &b);
	check_bytes(data, buffer.used, "435643020200112233445566778899aabbccddeeff"
				"00000001" "0000000000000002" "00" "0000000000000007" "0000000000000003"
				"0000000000000002" "01" "0000000000000009" "000000000000000b" "00000001"
				"0000000000000009" "000000000000000b" "0000000000000001" "0000000000000002"
				"0000000000000003" "00000004" "0000000000000005" "00000006"
				"0700000000000000000000000000000000000000000000000000000000000000"
				"fffffffffffffff8", "header");
	check_int((int64_t) block_header_index(&b), 13, "after entries, rows and subjects");
	check_int((int64_t) block_end(&b), 14, "where the next begins");
}

/* ----------
 * subjects
 * ----------
 */

#define SUBJECTS	50

static void
make_states(SubjectState states[SUBJECTS])
{
	memset(states, 0, sizeof(SubjectState) * SUBJECTS);
	for (int i = 0; i < SUBJECTS; i++)
	{
		MerkleHash	leaf;

		subject_key(ledger_id, i, &states[i].key);
		merkle_leaf(&i, sizeof(i), &leaf);
		for (int j = 0; j <= i % 3; j++)
			subject_add(&states[i], &leaf);
	}
	qsort(states, SUBJECTS, sizeof(SubjectState), subject_compare);
}

/* Each subject's path holds, and no longer when anything about it is other. */
static void
test_subject_paths(void)
{
	SubjectState states[SUBJECTS],
				other;
	MerkleHash	root,
				path[SUBJECT_PATH_MAX];

	make_states(states);
	subjects_root(states, SUBJECTS, &root);
	for (int i = 0; i < SUBJECTS; i++)
	{
		int			n = subjects_path(states, SUBJECTS, &states[i].key, path);

		check(n > 0 && subjects_check(&states[i], path, (size_t) n, &root), "subject %d", i);
		other = states[i];
		other.leaves--;
		check(!subjects_check(&other, path, (size_t) n, &root), "an entry hidden");
		other = states[i];
		subject_add(&other, &root);
		check(!subjects_check(&other, path, (size_t) n, &root), "an entry more");
		other = states[i];
		other.key = states[(i + 1) % SUBJECTS].key;
		check(!subjects_check(&other, path, (size_t) n, &root), "another subject");
		check(!subjects_check(&states[i], path, (size_t) n - 1, &root), "a hash less");
	}
	check(!subjects_check(&states[0], path, SUBJECT_PATH_MAX + 1, &root), "too long");
}

static void
test_subject_roots(void)
{
	SubjectState states[SUBJECTS];
	MerkleHash	root,
				less,
				key,
				path[SUBJECT_PATH_MAX];

	make_states(states);
	subjects_root(states, 0, &root);
	check_bytes(root.bytes, HASH_BYTES,
				"0000000000000000000000000000000000000000000000000000000000000000", "nobody");
	subjects_root(states, SUBJECTS, &root);
	subjects_root(states, SUBJECTS - 1, &less);
	check(!merkle_equal(&root, &less), "a subject left out");
	subject_key(ledger_id, SUBJECTS, &key);
	check_int(subjects_path(states, SUBJECTS, &key, path), -1, "who is not there");
	check_int(subjects_path(states, 0, &key, path), -1, "nobody is there");
	check_int(subjects_path(states, 1, &states[0].key, path), 0, "alone");
	subjects_root(states, 1, &root);
	check(subjects_check(&states[0], path, 0, &root), "alone");
}

const UnitTest record_tests[] = {
	{"record: entries of version 1, worked out elsewhere", test_version_1},
	{"record: entries of version 2 have member, factor and login", test_version_2},
	{"record: an entry comes back from its bytes, and no other bytes do", test_read},
	{"record: what differs has different bytes", test_distinct},
	{"record: rows of other tables", test_rows},
	{"block: what a snapshot sees", test_snapshots},
	{"block: which one a row is in", test_membership},
	{"block: headers", test_header},
	{"block: a subject's path in the tree over subjects", test_subject_paths},
	{"block: the root over subjects", test_subject_roots},
	{0}
};
