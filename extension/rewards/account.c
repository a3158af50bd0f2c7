/*-------------------------------------------------------------------------
 *
 * account.c
 *	  A subject as rewards see it: its standing as settled, and the policy in
 *	  force today where it lives.
 *
 * What a subject is entitled to follows from these two, and nothing is stored.
 * So a change of tier grants and withdraws in the transaction that makes it.
 *
 *-------------------------------------------------------------------------
 */
#include "rewards/account.h"

#include "access/xact.h"
#include "base/area.h"
#include "base/programme.h"
#include "base/statement.h"
#include "base/value.h"
#include "catalog/namespace.h"
#include "core/tier.h"
#include "policy/policy.h"
#include "score/score.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"

/* What a standing says that depends on the policy it was settled by. */
typedef struct SettledTier
{
	int32		policy_id;		/* 0: there is no standing */
	int32		rank;
	const char *tier;			/* code, or NULL */
} SettledTier;

static void
read_standing(Account *account, SettledTier *settled)
{
	Holder	   *holder = &account->holder;
	bool		isnull;

	settled->policy_id = row_int4(0, "policy_id");
	settled->rank = row_int4(0, "rank");
	settled->tier = row_text(0, "tier");
	holder->score = row_int8(0, "score");
	holder->never_lost = row_isnull(0, "clean_since");
	holder->clean_since = row_date(0, "clean_since");
	holder->blocked = !row_isnull(0, "blocked_until");
	holder->blocked_until = row_date(0, "blocked_until");
	account->adverse = row_datum(0, "adverse", &isnull);
	account->has_adverse = !isnull;
}

/* A tier of an earlier policy counts as the tier of the same code in this one. */
static void
place_in_policy(Account *account, const SettledTier *settled)
{
	Holder	   *holder = &account->holder;
	const Tier *tier;

	holder->settled = settled->policy_id != 0;
	holder->rank = settled->rank;
	account->has_adverse &= same_policy_line(settled->policy_id, account->policy_id);
	if (!holder->settled || settled->policy_id == account->policy_id)
		return;
	tier = tier_by_code(account->policy, settled->tier);
	holder->rank = tier ? tier->rank : 0;
	holder->settled = tier || settled->tier == NULL;
}

void
set_clock(Account *account, TimestampTz now)
{
	account->now = now;
	account->today = account->holder.day = date_in_zone(now, account->zone);
}

/*
 * Raise an error unless the programme has the tables of rewards.  To look for
 * one of them takes less time than to read the programme's row, which tells
 * why it is missing.
 */
static void
require_rewards(void)
{
	require_programme();
	if (!OidIsValid(get_relname_relid("wallet", get_namespace_oid("civic_private", false))))
		(void) programme_seen();
}

void
read_account(int64 subject_id, bool read_only, Account *account)
{
	static Statement st = STATEMENT(
		"SELECT p.layout_version, p.time_zone, p.newest_enactment, p.access_version, "
		"s.policy_id, s.score, s.rank, s.tier, s.clean_since, s.blocked_until, s.adverse "
		"FROM civic_private.programme p "
		"LEFT JOIN civic_private.standing s ON s.subject_id = $subject_id");
	SettledTier settled;
	int32		newest;

	memset(account, 0, sizeof(*account));
	account->subject_id = subject_id;
	require_rewards();
	policy_cache_check();
	statement_call(&st, read_only, SPI_OK_SELECT, ARGUMENTS(ARG_INT8(subject_id, subject_id)));
	if (SPI_processed != 1)
		elog(ERROR, "the programme's own row is missing");
	require_layout(row_int4(0, "layout_version"));
	account->zone = programme_zone(row_text(0, "time_zone"));
	set_clock(account, GetCurrentStatementStartTimestamp());
	read_standing(account, &settled);
	newest = row_int4(0, "newest_enactment");
	account->area = sole_policy_area(newest,
									 access_version_here(row_int8(0, "access_version")));
	if (account->area == NULL)
		account->area = subject_area(subject_id, account->today, account->today);
	if (account->area == NULL)
		unknown_subject(subject_id);
	account->policy_id = policy_at(account->area, account->today, newest);
	if (account->policy_id == 0)
		return;
	account->policy = policy_by_id(account->policy_id);
	place_in_policy(account, &settled);
}

/* Few benefits ask what kind of subject it is.  Raises an error if there is no such subject. */
static void
read_kind(Account *account, bool read_only)
{
	static Statement st = STATEMENT(
		"SELECT s.kind FROM civic_private.subject s WHERE s.subject_id = $subject_id");

	if (account->kind_known)
		return;
	statement_call(&st, read_only, SPI_OK_SELECT,
				   ARGUMENTS(ARG_INT8(subject_id, account->subject_id)));
	if (SPI_processed == 0)
		unknown_subject(account->subject_id);
	account->holder.kind = ID_BIT(vocabulary_id(&subject_kinds, row_text(0, "kind")));
	account->kind_known = true;
}

Refusal
find_offer(const Account *account, const char *code, const Benefit **b)
{
	*b = NULL;
	if (account->policy == NULL)
		return lacks_policy(account->today);
	*b = find_benefit(account->policy, code);
	if (*b == NULL)
		return refuse(ERRCODE_UNDEFINED_OBJECT, psprintf("unknown benefit \"%s\"", code),
					  psprintf("Policy %d, in force where subject %lld lives, has no such benefit.",
							   account->policy_id, (long long) account->subject_id),
					  "civic.benefits() lists what the policy offers.");
	return (Refusal) {0};
}

static bool
is_restricted(const Account *account, const char *code)
{
	Datum	   *codes;
	bool	   *nulls;
	int			n;

	if (!account->has_adverse)
		return false;
	deconstruct_array(DatumGetArrayTypeP(account->adverse), TEXTOID, -1, false, TYPALIGN_INT,
					  &codes, &nulls, &n);
	for (int i = 0; i < n; i++)
		if (!nulls[i] && strcmp(TextDatumGetCString(codes[i]), code) == 0)
			return true;
	return false;
}

Entitlement
check_entitlement(Account *account, const Benefit *b, bool read_only, int64 *missing)
{
	/* where a policy governs all, nothing else has told that the subject exists */
	if (b->kinds != 0 || !account->holder.settled)
		read_kind(account, read_only);
	account->holder.restricted = b->adverse && is_restricted(account, b->code);
	return benefit_check(b, account->policy, &account->holder, missing);
}
