-- A second, independent fold of the coupon ledger, and an audit of everything that rewards keep twice.
--
-- It shares nothing with the extension: a loop over rows, lots in arrays, every search from the beginning.
-- Load it as a superuser into a database that has a programme.

CREATE SCHEMA IF NOT EXISTS reference;

-- The wallet of a subject as of a day, at a moment of it (which decides what has timed out).
CREATE FUNCTION reference.wallet(wanted bigint, as_of date, moment timestamptz,
	OUT balance numeric, OUT debt numeric, OUT held numeric)
LANGUAGE plpgsql AS
$$
DECLARE
	-- lots
	ids bigint[] := '{}'; refs bigint[] := '{}'; kinds int[] := '{}'; amounts bigint[] := '{}'; lefts bigint[] := '{}';
	ends date[] := '{}'; voids bool[] := '{}';
	-- spends, gifts and holds; what each has drawn is in a jsonb array of [lot, amount], lot 0 being the debt
	out_ids bigint[] := '{}'; out_refs bigint[] := '{}'; out_amounts bigint[] := '{}'; out_untils timestamptz[] := '{}';
	out_days date[] := '{}'; out_draws jsonb[] := '{}'; out_states text[] := '{}';
	-- who has paid debts
	pay_lots int[] := '{}'; pay_amounts bigint[] := '{}';
	owed bigint := 0;
	c record;
	rest bigint; part bigint; best int; drawn jsonb; k int; o int;
	-- a queue of what is to be given back: lot, amount, day
	back jsonb := '[]'; item jsonb;
BEGIN
	FOR c IN
		SELECT x.coupon_id, x.kind::int, x.amount, x.ref_id, x.on_day, coalesce(x.expires_on, 'infinity') AS ends, x.until
		  FROM civic_private.coupon x WHERE x.subject_id = wanted AND x.on_day <= as_of
		 UNION ALL
		-- what has timed out without a row of its own
		SELECT NULL, 0, 0, x.ref_id, x.expires_on, NULL, x.until
		  FROM civic_private.coupon x WHERE x.subject_id = wanted AND x.on_day <= as_of AND x.kind = 7 AND x.until <= moment
		 ORDER BY 1 NULLS LAST, 7, 4
	LOOP
		IF c.kind IN (1, 5) THEN
			ids := ids || c.coupon_id; refs := refs || c.ref_id; kinds := kinds || c.kind; amounts := amounts || c.amount;
			lefts := lefts || 0::bigint; ends := ends || c.ends; voids := voids || false;
			back := back || jsonb_build_array(jsonb_build_array(cardinality(ids), c.amount));
		ELSIF c.kind IN (2, 4, 7) THEN
			rest := c.amount; drawn := '[]';
			WHILE rest > 0 LOOP
				best := NULL;
				FOR i IN 1 .. cardinality(ids) LOOP
					IF lefts[i] > 0 AND ends[i] >= c.on_day AND (best IS NULL OR ends[i] < ends[best]) THEN best := i; END IF;
				END LOOP;
				IF best IS NULL THEN
					drawn := drawn || jsonb_build_array(jsonb_build_array(0, rest));
					owed := owed + rest;
					EXIT;
				END IF;
				part := least(rest, lefts[best]);
				lefts[best] := lefts[best] - part; rest := rest - part;
				drawn := drawn || jsonb_build_array(jsonb_build_array(best, part));
			END LOOP;
			out_ids := out_ids || c.coupon_id; out_refs := out_refs || CASE c.kind WHEN 4 THEN NULL ELSE c.ref_id END;
			out_amounts := out_amounts || c.amount; out_untils := out_untils || c.until; out_days := out_days || c.on_day;
			out_draws := out_draws || ARRAY[drawn]; out_states := out_states || CASE c.kind WHEN 7 THEN 'open' ELSE 'spent' END;
		ELSIF c.kind IN (3, 8, 9, 0) THEN
			o := NULL;
			FOR i IN 1 .. cardinality(out_ids) LOOP
				IF out_refs[i] = c.ref_id AND (out_states[i] = CASE c.kind WHEN 3 THEN 'spent' ELSE 'open' END) THEN o := i; EXIT; END IF;
			END LOOP;
			CONTINUE WHEN o IS NULL;
			out_states[o] := CASE c.kind WHEN 8 THEN 'spent' ELSE 'over' END;
			IF c.kind <> 8 THEN back := back || out_draws[o]; END IF;
		ELSE
			FOR i IN 1 .. cardinality(ids) LOOP
				CONTINUE WHEN kinds[i] <> 1 OR refs[i] <> c.ref_id OR voids[i];
				owed := owed + amounts[i] - lefts[i];
				lefts[i] := 0; voids[i] := true;
				LOOP
					best := NULL;
					FOR j IN 1 .. cardinality(ids) LOOP
						IF lefts[j] > 0 AND ends[j] >= c.on_day AND (best IS NULL OR ends[j] < ends[best]) THEN best := j; END IF;
					END LOOP;
					EXIT WHEN best IS NULL OR owed = 0;
					part := least(owed, lefts[best]);
					lefts[best] := lefts[best] - part; owed := owed - part;
					pay_lots := pay_lots || best; pay_amounts := pay_amounts || part;
				END LOOP;
			END LOOP;
		END IF;
		-- what came in or comes back pays what is owed; what comes back to nobody lowers the debt, then goes to its payers
		WHILE jsonb_array_length(back) > 0 LOOP
			item := back -> 0; back := back - 0;
			k := (item ->> 0)::int; rest := (item ->> 1)::bigint;
			IF k > 0 AND NOT voids[k] THEN
				lefts[k] := lefts[k] + rest;
				IF owed > 0 AND ends[k] >= c.on_day THEN
					part := least(owed, lefts[k]);
					lefts[k] := lefts[k] - part; owed := owed - part;
					pay_lots := pay_lots || k; pay_amounts := pay_amounts || part;
				END IF;
				CONTINUE;
			END IF;
			part := least(rest, owed); owed := owed - part; rest := rest - part;
			WHILE rest > 0 AND cardinality(pay_lots) > 0 LOOP
				o := cardinality(pay_lots);
				part := least(rest, pay_amounts[o]);
				k := pay_lots[o];
				pay_amounts[o] := pay_amounts[o] - part;
				IF pay_amounts[o] = 0 THEN
					pay_lots := pay_lots[:o - 1]; pay_amounts := pay_amounts[:o - 1];
				END IF;
				CONTINUE WHEN voids[k];
				lefts[k] := lefts[k] + part; rest := rest - part;
			END LOOP;
		END LOOP;
	END LOOP;
	SELECT coalesce(sum(l), 0) INTO balance FROM unnest(lefts, ends) u (l, e) WHERE e >= as_of;
	SELECT coalesce(sum(a), 0) INTO held FROM unnest(out_amounts, out_states) u (a, s) WHERE s = 'open';
	balance := round((balance + held) / 100, 2);
	held := round(held / 100, 2);
	debt := round(owed / 100.0, 2);
END
$$;

-- Everything that should not be.  now() is the moment.
CREATE FUNCTION reference.reward_faults() RETURNS TABLE (fault text)
LANGUAGE sql AS
$$
	WITH state AS (
		SELECT r.*, coalesce((SELECT m.state FROM civic_private.redemption_move m
			WHERE m.subject_id = r.subject_id AND m.redemption_id = r.redemption_id ORDER BY m.move_id DESC LIMIT 1),
			CASE WHEN r.hold_until IS NULL THEN 'redeemed' ELSE 'held' END) AS state
		  FROM civic_private.redemption r
	)
	SELECT format('subject %s: wallet %s, fold %s', s.subject_id, w, f)
	  FROM civic_private.subject s, civic.wallet(s.subject_id) w, reference.wallet(s.subject_id, civic.today(), now()) f
	 WHERE (w.balance, w.debt, w.held, w.available) IS DISTINCT FROM (f.balance, f.debt, f.held, f.balance - f.held)
		OR w.available < 0 OR w.debt > 0 AND w.available > 0
	UNION ALL
	SELECT format('subject %s: movements add up to %s and %s, wallet is %s', s.subject_id, m.lots, m.debts, w)
	  FROM civic_private.subject s, civic.wallet(s.subject_id) w,
		LATERAL (SELECT coalesce(sum(x.lot_change), 0) AS lots, coalesce(sum(x.debt_change), 0) AS debts FROM civic.wallet_moves(s.subject_id) x) m
	 WHERE (m.lots, m.debts) IS DISTINCT FROM (w.available, w.debt)
	UNION ALL
	SELECT format('stock of %s in policy %s: counted %s, taken %s', benefit, policy_id, s.taken, f.taken)
	  FROM civic_private.stock s
	  FULL JOIN (SELECT t.policy_id, t.benefit, sum(t.quantity) FILTER (WHERE t.state IN ('redeemed', 'held', 'confirmed')) AS taken
			FROM state t JOIN civic_private.enactment e USING (policy_id)
			JOIN LATERAL jsonb_array_elements(e.document -> 'benefits') b ON b ->> 'code' = t.benefit AND b ? 'stock'
			GROUP BY 1, 2) f USING (policy_id, benefit)
	 WHERE coalesce(s.taken, 0) <> coalesce(f.taken, 0)
	UNION ALL
	SELECT format('stock of %s is exceeded', benefit) FROM civic.stocks s WHERE s.taken > s.stock
	UNION ALL
	SELECT format('hold of redemption %s, which is %s', redemption_id, t.state)
	  FROM civic_private.hold h FULL JOIN (SELECT * FROM state WHERE state.state = 'held') t USING (subject_id, redemption_id)
	 WHERE h.subject_id IS NULL OR t.subject_id IS NULL OR (h.policy_id, h.benefit, h.quantity, h.cost, h.until)
		IS DISTINCT FROM (t.policy_id, t.benefit, t.quantity, t.cost, t.hold_until)
	UNION ALL
	SELECT format('redemption %s is %s, its coupons are %s', t.redemption_id, t.state, c.kinds)
	  FROM state t, LATERAL (SELECT coalesce(string_agg(c.kind || CASE WHEN c.amount <> t.cost THEN '!' ELSE '' END, ' ' ORDER BY c.coupon_id), '') AS kinds
			FROM civic_private.coupon c WHERE c.subject_id = t.subject_id AND c.ref_id = t.redemption_id AND c.kind IN (2, 3, 7, 8, 9)) c
	 WHERE c.kinds NOT IN (CASE t.state WHEN 'redeemed' THEN '2' WHEN 'held' THEN '7' WHEN 'confirmed' THEN '7 8'
			WHEN 'cancelled' THEN CASE WHEN t.hold_until IS NULL THEN '2 3' ELSE '7 8 3' END ELSE '7 9' END)
	UNION ALL
	SELECT format('coupon %s refers to nothing', c.coupon_id)
	  FROM civic_private.coupon c
	 WHERE c.kind IN (2, 3, 7, 8, 9) AND NOT EXISTS (SELECT FROM civic_private.redemption r WHERE r.subject_id = c.subject_id AND r.redemption_id = c.ref_id)
		OR c.kind = 4 AND NOT EXISTS (SELECT FROM civic_private.gift g WHERE g.subject_id = c.subject_id AND g.gift_id = c.ref_id)
		OR c.kind = 5 AND NOT EXISTS (SELECT FROM civic_private.gift g WHERE g.recipient_id = c.subject_id AND g.gift_id = c.ref_id)
		OR c.kind = 1 AND NOT EXISTS (SELECT FROM civic_private.entry e WHERE e.subject_id = c.subject_id AND e.entry_id = c.ref_id AND e.kind = 1)
	UNION ALL
	SELECT format('gift %s of %s: gave %s, got %s', g.gift_id, g.amount, o.amount, i.amount)
	  FROM civic_private.gift g,
		LATERAL (SELECT sum(c.amount) AS amount FROM civic_private.coupon c WHERE c.subject_id = g.subject_id AND c.kind = 4 AND c.ref_id = g.gift_id) o,
		LATERAL (SELECT sum(c.amount) AS amount FROM civic_private.coupon c WHERE c.subject_id = g.recipient_id AND c.kind = 5 AND c.ref_id = g.gift_id) i
	 WHERE (o.amount, i.amount) IS DISTINCT FROM (g.amount::numeric, g.amount::numeric)
	UNION ALL
	SELECT format('entry %s is %sreversed, its coupons are %staken back', c.ref_id, CASE WHEN x.entry_id IS NULL THEN 'not ' END,
		CASE WHEN b.coupon_id IS NULL THEN 'not ' END)
	  FROM civic_private.coupon c
	  LEFT JOIN civic_private.entry x ON x.subject_id = c.subject_id AND x.ref_entry_id = c.ref_id AND x.kind = 2
	  LEFT JOIN civic_private.coupon b ON b.subject_id = c.subject_id AND b.ref_id = c.ref_id AND b.kind = 6
	 WHERE c.kind = 1 AND (x.entry_id IS NULL) <> (b.coupon_id IS NULL)
$$;
