-- One quarter: every department puts what it has into the inbox, each in its
-- own role; then the inbox is posted.
SELECT format('SET ROLE %I; '
              'INSERT INTO civic.inbox (external_id, rule_code, quantity, occurred_on, source_ref, evidence, source) '
              'SELECT external_id, rule_code, quantity, occurred_on, source_ref, evidence, department '
              'FROM demo.event WHERE batch = %s AND department = %L ORDER BY n; RESET ROLE',
              role, :batch, code)
  FROM demo.department \gexec
SELECT count(*) AS sent, clock_timestamp() AS began FROM demo.event WHERE batch = :batch \gset
CALL civic.post_inbox() \gset
INSERT INTO demo.delivery VALUES (:batch, :sent, :posted, :rejected, clock_timestamp() - :'began'::timestamptz);
