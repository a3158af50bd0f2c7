/*-------------------------------------------------------------------------
 *
 * policy_read_attributes.c
 *	  Reads what a policy may know about subjects, and refuses what none may.
 *
 *-------------------------------------------------------------------------
 */
#include "core/policy_read.h"

#define VALUES_MAX	100

static const char *const type_rows[] = {
	[ATTRIBUTE_INT] = "int",
	[ATTRIBUTE_TEXT] = "text",
	[ATTRIBUTE_BOOL] = "bool",
	[ATTRIBUTE_DATE] = "date"
};
const Vocabulary attribute_types = VOCABULARY(type_rows);

/*
 * What the law names, and the words by which it goes: one of a name's parts
 * between underscores, or a part of a title in Chinese.
 */
static const struct
{
	const char *kind;
	const char *words[16];
}			refused[] = {
	{"religion", {"religion", "religious", "faith", "belief", "church", "宗教", "信仰"}},
	{"genes", {"gene", "genes", "genetic", "genome", "dna", "基因"}},
	{"fingerprints", {"fingerprint", "fingerprints", "指纹"}},
	{"blood type", {"blood_type", "blood_group", "血型"}},
	{"diseases", {"disease", "diseases", "illness", "diagnosis", "medical_history", "hiv",
	"疾病", "病史"}},
	{"income", {"income", "salary", "wage", "wages", "收入", "工资"}},
	{"deposits", {"deposit", "deposits", "savings", "存款"}},
	{"securities", {"securities", "shares", "stocks", "bonds", "证券"}},
	{"insurance", {"insurance", "insured", "保险"}},
	{"real estate", {"real_estate", "realty", "homeowner", "不动产", "房产"}},
	{"tax", {"tax", "taxes", "taxpayer", "纳税", "税款"}}
};

#define N_REFUSED	((int) (sizeof(refused) / sizeof(refused[0])))

/* A word in a name: between its ends and underscores, unless it is Chinese. */
static bool
names_word(const char *name, const char *word)
{
	size_t		len = strlen(word);

	for (const char *at = strstr(name, word); at; at = strstr(at + 1, word))
		if ((unsigned char) *word >= 0x80 ||
			((at == name || at[-1] == '_') && (at[len] == '\0' || at[len] == '_')))
			return true;
	return false;
}

const char *
refused_attribute(const char *name)
{
	for (int i = 0; name && i < N_REFUSED; i++)
		for (int j = 0; refused[i].words[j]; j++)
			if (names_word(name, refused[i].words[j]))
				return refused[i].kind;
	return NULL;
}

static void
read_value(Reader *r, const Place *at, void *item)
{
	*(const char **) item = place_code(r, at, true);
}

static void
check_kind(Reader *r, const Place *at, const Attribute *attribute, const Title *title)
{
	Place		code = place_member(at, "code");
	const char *kind = refused_attribute(attribute->code);

	if (kind == NULL)
		kind = refused_attribute(title->text[LANG_ZH]);
	if (kind)
		pack_fail(r, &code, "The " REFUSED_ATTRIBUTE_SOURCE ", forbids to collect it.",
				  "data about %s may not be an attribute", kind);
}

static void
read_attribute(Reader *r, const Place *at, void *item)
{
	static const char *const keys[] = {"code", "title", "type", "values", NULL};
	Attribute  *attribute = item;
	Place		type = place_member(at, "type"),
				values = place_member(at, "values");
	Title		title;

	if (!expect_object(r, at, keys))
		return;
	attribute->code = read_code(r, at, "code", true);
	title = read_title(r, at, "title", false);
	if (place_absent(&type))
		pack_fail(r, &type, NULL, "is required");
	attribute->type = (AttributeType) place_choice(r, &type, &attribute_types,
												   ANY_ID, ATTRIBUTE_TEXT);
	attribute->values = read_list(r, at, "values", VALUES_MAX, sizeof(const char *), read_value,
								  &attribute->n_values);
	if (attribute->n_values > 0 && attribute->type != ATTRIBUTE_TEXT)
		pack_fail(r, &values, NULL, "only a text has a list of values");
	check_kind(r, at, attribute, &title);
}

void
read_attributes(Reader *r, const Place *header, Policy *policy)
{
	policy->attributes = read_list(r, header, "attributes", LIST_MAX, sizeof(Attribute),
								   read_attribute, &policy->n_attributes);
	check_unique(r, header, "attributes", policy->n_attributes);
}
