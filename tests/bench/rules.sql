-- What the SQL formulations of the mixed rules need to know. psql variable: day
CREATE TABLE bench.day AS SELECT :'day'::date AS day;
CREATE TABLE bench.rule AS
SELECT r.rule_id, k.* FROM civic_private.rule r JOIN (VALUES
	('volunteer', 1, ''), ('meeting', 2, 'D'), ('recycling', 3, 'M'), ('donation', 4, ''), ('honour_town', 5, 'Y'),
	('honour_county', 5, 'Y'), ('course', 6, ''), ('littering', 7, 'M'), ('parking', 8, '')) k (code, walk, period) USING (code);
ANALYZE bench.rule, bench.day;
CREATE FUNCTION bench.volunteer(q int8) RETURNS int8 LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
'SELECT 12 * least(q, 2000) + 6 * greatest(least(q, 8000) - 2000, 0) + 4 * greatest(least(q, 20000) - 8000, 0) + 3 * greatest(q - 20000, 0)';
CREATE FUNCTION bench.parking(q int8) RETURNS int8 LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
'SELECT -12 * (20 * least(q, 100) + 40 * greatest(least(q, 200) - 100, 0) + 60 * greatest(least(q, 300) - 200, 0) + 100 * greatest(q - 300, 0))';
