-- Households are subjects too; a resident's attributes name the household.
-- One in two hundred residents does not consent, one in ninety moves house.
SELECT count(civic.enroll(external_id, 'household', demo.home(n), since => :'first_day'::date - 400)) AS households
  FROM demo.household \gset
SELECT count(civic.enroll(external_id, 'resident', demo.home(household),
                          jsonb_build_object('household', 'H' || lpad(household::text, 4, '0')),
                          consent, :'first_day'::date - n % 400)) AS residents
  FROM demo.resident \gset
SELECT count(civic.relocate(civic.find_subject(external_id), demo.home(1 + household * 7 % 1920),
                        :'first_day'::date + 200 + n % 400)) AS moved
  FROM demo.resident WHERE n % 90 = 0 \gset
