# Turns an install script into one that replaces what an earlier release made.
s/^CREATE (FUNCTION|PROCEDURE|AGGREGATE) /CREATE OR REPLACE \1 /
# types cannot be replaced; those of 1.0 are as they were
/^CREATE TYPE civic\.score_state;$/d
/^CREATE TYPE civic\.score_state \($/,/^\);$/d
