/* The tables of this room and, in one place, how each could be spread over nodes. */
CREATE FUNCTION civic_internal.rewards_tables() RETURNS TABLE (name text, class text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
VALUES
	('civic_private.wallet', 'subject'),
	('civic_private.coupon', 'subject'),
	('civic_private.redemption', 'subject'),
	('civic_private.redemption_move', 'subject'),
	('civic_private.hold', 'subject'),
	('civic_private.stock', 'reference'),
	('civic_private.gift', 'subject')
$$;
COMMENT ON FUNCTION civic_internal.rewards_tables() IS
	'tables of this room and the class of each: by subject, reference or local';

/* Long because it lists every column of the room once. */
CREATE FUNCTION civic_internal.rewards_comments() RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $comments$
BEGIN
COMMENT ON COLUMN civic_private.wallet.subject_id IS
	'whose wallet it is';
COMMENT ON COLUMN civic_private.wallet.version IS
	'raised by whoever takes the lock, so that two at once meet';

COMMENT ON COLUMN civic_private.coupon.subject_id IS
	'whose wallet changes';
COMMENT ON COLUMN civic_private.coupon.coupon_id IS
	'number of the row; a wallet is computed in this order';
COMMENT ON COLUMN civic_private.coupon.kind IS
	'1 earned, 2 spent, 3 refunded, 4 given, 5 received, 6 taken back, 7 held, 8 confirmed, '
	'9 released';
COMMENT ON COLUMN civic_private.coupon.amount IS
	'hundredths of a coupon';
COMMENT ON COLUMN civic_private.coupon.on_day IS
	'day on which the row takes effect';
COMMENT ON COLUMN civic_private.coupon.expires_on IS
	'last day of what came in (null: never), or the day on which a hold times out';
COMMENT ON COLUMN civic_private.coupon.ref_id IS
	'entry (kinds 1 and 6), redemption (2, 3, 7, 8, 9) or gift (4, 5) that the row is about';
COMMENT ON COLUMN civic_private.coupon.until IS
	'when a hold times out; null for the other kinds';
COMMENT ON COLUMN civic_private.coupon.recorded_at IS
	'when the row was written';
COMMENT ON COLUMN civic_private.coupon.xact IS
	'transaction that wrote the row';
COMMENT ON COLUMN civic_private.coupon.actor IS
	'role that wrote the row';

COMMENT ON COLUMN civic_private.redemption.subject_id IS
	'who redeemed or reserved';
COMMENT ON COLUMN civic_private.redemption.redemption_id IS
	'number of the redemption';
COMMENT ON COLUMN civic_private.redemption.request_id IS
	'id that the caller gave the request; a retry brings it again';
COMMENT ON COLUMN civic_private.redemption.benefit IS
	'code of the benefit';
COMMENT ON COLUMN civic_private.redemption.policy_id IS
	'policy that offers the benefit';
COMMENT ON COLUMN civic_private.redemption.quantity IS
	'how many were redeemed';
COMMENT ON COLUMN civic_private.redemption.cost IS
	'hundredths of a coupon, for all together';
COMMENT ON COLUMN civic_private.redemption.available IS
	'hundredths of a coupon that were available after it; retries get the same answer';
COMMENT ON COLUMN civic_private.redemption.on_day IS
	'day of the redemption';
COMMENT ON COLUMN civic_private.redemption.hold_until IS
	'when the reservation times out; null if it was redeemed at once';
COMMENT ON COLUMN civic_private.redemption.recorded_at IS
	'when the row was written';
COMMENT ON COLUMN civic_private.redemption.xact IS
	'transaction that wrote the row';
COMMENT ON COLUMN civic_private.redemption.actor IS
	'role that redeemed';

COMMENT ON COLUMN civic_private.redemption_move.subject_id IS
	'whose redemption it is';
COMMENT ON COLUMN civic_private.redemption_move.move_id IS
	'number of the transition; the last one tells the state';
COMMENT ON COLUMN civic_private.redemption_move.redemption_id IS
	'redemption that changed its state';
COMMENT ON COLUMN civic_private.redemption_move.state IS
	'state since then: confirmed, released, timed_out or cancelled';
COMMENT ON COLUMN civic_private.redemption_move.on_day IS
	'day of the transition; of a time-out the day on which the hold ended';
COMMENT ON COLUMN civic_private.redemption_move.reason IS
	'commitment to the reason of a cancellation, or null';
COMMENT ON COLUMN civic_private.redemption_move.recorded_at IS
	'when the row was written';
COMMENT ON COLUMN civic_private.redemption_move.xact IS
	'transaction that wrote the row';
COMMENT ON COLUMN civic_private.redemption_move.actor IS
	'role that changed the state';

COMMENT ON COLUMN civic_private.hold.subject_id IS
	'who has reserved';
COMMENT ON COLUMN civic_private.hold.redemption_id IS
	'the redemption that is reserved';
COMMENT ON COLUMN civic_private.hold.policy_id IS
	'policy that offers the benefit';
COMMENT ON COLUMN civic_private.hold.benefit IS
	'code of the benefit';
COMMENT ON COLUMN civic_private.hold.quantity IS
	'how many are reserved';
COMMENT ON COLUMN civic_private.hold.cost IS
	'hundredths of a coupon that are held';
COMMENT ON COLUMN civic_private.hold.until IS
	'when the reservation times out';
COMMENT ON COLUMN civic_private.hold.until_day IS
	'day of that moment in the zone of the programme';

COMMENT ON COLUMN civic_private.stock.policy_id IS
	'policy that offers the benefit';
COMMENT ON COLUMN civic_private.stock.benefit IS
	'code of the benefit';
COMMENT ON COLUMN civic_private.stock.taken IS
	'how many are redeemed or held';

COMMENT ON COLUMN civic_private.gift.subject_id IS
	'who gives';
COMMENT ON COLUMN civic_private.gift.gift_id IS
	'number of the gift, from the sequence of redemptions';
COMMENT ON COLUMN civic_private.gift.recipient_id IS
	'who receives';
COMMENT ON COLUMN civic_private.gift.request_id IS
	'id that the caller gave the request; a retry brings it again';
COMMENT ON COLUMN civic_private.gift.amount IS
	'hundredths of a coupon';
COMMENT ON COLUMN civic_private.gift.available IS
	'hundredths of a coupon that the giver had available after it';
COMMENT ON COLUMN civic_private.gift.on_day IS
	'day of the gift';
COMMENT ON COLUMN civic_private.gift.note IS
	'commitment to the note, or null';
COMMENT ON COLUMN civic_private.gift.recorded_at IS
	'when the row was written';
COMMENT ON COLUMN civic_private.gift.xact IS
	'transaction that wrote the row';
COMMENT ON COLUMN civic_private.gift.actor IS
	'role that gave the gift';
END $comments$;
COMMENT ON FUNCTION civic_internal.rewards_comments() IS
	'describe the columns of this room''s tables';

CREATE FUNCTION civic_internal.rewards_veiled() RETURNS TABLE (name text, columns text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
VALUES
	('civic_private.redemption', 'request_id'),
	('civic_private.gift', 'request_id')
$$;
COMMENT ON FUNCTION civic_internal.rewards_veiled() IS
	'columns of this room of whose values no statistics are kept';
