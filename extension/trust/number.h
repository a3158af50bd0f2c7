/*-------------------------------------------------------------------------
 *
 * number.h
 *	  Numbers and words that functions of indicators take and give.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CIVIC_NUMBER_H
#define CIVIC_NUMBER_H

#include "postgres.h"

#include "core/vocabulary.h"
#include "fmgr.h"
#include "utils/numeric.h"

/* A numeric as a float, and back with fifteen digits; NaN and infinity are refused. */
extern double numeric_number(Numeric value, const char *what);
extern Numeric number_numeric(double value);

/* The numbers of an array without nulls, and how many each of its dimensions has. */
extern double *array_numbers(Datum array, const char *what, int n_dimensions, int *lengths);
extern Datum numbers_array(const double *numbers, int n);

/* The value of a word; an error with the list of words if it is none of them. */
extern int	chosen_word(const text *word, const Vocabulary *words, const char *what);

#endif							/* CIVIC_NUMBER_H */
