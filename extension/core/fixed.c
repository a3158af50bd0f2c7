/*-------------------------------------------------------------------------
 *
 * fixed.c
 *	  Fixed-point numbers of the scoring algebra.
 *
 *-------------------------------------------------------------------------
 */
#include "core/fixed.h"

static bool
push_digit(int64_t *value, char c)
{
	return c >= '0' && c <= '9' &&
		!__builtin_mul_overflow(*value, 10, value) &&
		!__builtin_add_overflow(*value, c - '0', value);
}

/*
 * Parse a plain decimal ("-12.5", no exponent) into an integer count of
 * 10^-decimals.  False if it is malformed, too precise or too large; zeros
 * after the last allowed decimal are not precision.
 */
bool
fixed_parse(const char *text, size_t len, int decimals, int64_t *result)
{
	size_t		i = 0;
	int			seen = -1;		/* decimals seen, -1 before the point */
	bool		negative = len > 0 && text[0] == '-';
	int64_t		value = 0;

	if (negative || (len > 0 && text[0] == '+'))
		i++;
	if (i >= len || text[i] == '.')
		return false;
	for (; i < len; i++)
	{
		if (text[i] == '.' && seen < 0 && i + 1 < len)
			seen = 0;
		else if (seen >= decimals)
		{
			if (text[i] != '0')
				return false;
		}
		else if (!push_digit(&value, text[i]))
			return false;
		else if (seen >= 0)
			seen++;
	}
	for (i = seen < 0 ? 0 : seen; i < (size_t) decimals; i++)
		if (!push_digit(&value, '0'))
			return false;
	*result = negative ? -value : value;
	return true;
}

/*
 * Parse "p/q", integers, into p/q * scale.  False unless that is a whole
 * number, so a rate is never silently rounded.
 */
bool
fixed_parse_ratio(const char *text, size_t len, int64_t scale, int64_t *result)
{
	size_t		slash = 0;
	int64_t		p,
				q;
	int128_t	product;

	while (slash < len && text[slash] != '/')
		slash++;
	if (slash == len ||
		!fixed_parse(text, slash, 0, &p) ||
		!fixed_parse(text + slash + 1, len - slash - 1, 0, &q) || q <= 0)
		return false;
	product = (int128_t) p * scale;
	if (product % q != 0 || product / q > INT64_MAX || product / q < INT64_MIN)
		return false;
	*result = (int64_t) (product / q);
	return true;
}
