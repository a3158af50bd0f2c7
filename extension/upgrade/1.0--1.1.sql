/* civic_credit--1.0--1.1.sql, put together from extension/ by the Makefile */

-- complain if script is sourced in psql, rather than via ALTER EXTENSION
\echo Use "ALTER EXTENSION civic_credit UPDATE TO '1.1'" to load this file. \quit

/*
 * What follows is the install script of 1.1 with each definition put in the
 * place of the one before it, so that an upgraded database cannot differ from
 * a new one.  Only what CREATE OR REPLACE cannot do stands here: a function
 * whose arguments or result changed has to go first.
 */

