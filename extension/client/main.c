/*-------------------------------------------------------------------------
 *
 * main.c
 *	  civic-audit: what an auditor runs who trusts neither the server nor those
 *	  who run it.
 *
 *-------------------------------------------------------------------------
 */
#include "client/audit.h"

#include <getopt.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *program_name = "civic-audit";

void
fail(ExitCode code, const char *format,...)
{
	va_list		args;

	fprintf(stderr, "%s: ", program_name);
	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fputc('\n', stderr);
	exit(code);
}

void *
allocate(size_t size)
{
	void	   *memory = calloc(1, size > 0 ? size : 1);

	if (memory == NULL)
		fail(EXIT_FAILED, "out of memory: %zu bytes", size);
	return memory;
}

void *
enlarge(void *memory, size_t size)
{
	memory = realloc(memory, size);
	if (memory == NULL)
		fail(EXIT_FAILED, "out of memory: %zu bytes", size);
	return memory;
}

static const char *const help =
"civic-audit verifies a programme of civic_credit from outside.\n"
"\n"
"Usage:\n"
"  civic-audit keygen --name NAME [--witness] FILE\n"
"      makes a key that signs; prints the key by which others verify\n"
"  civic-audit notary --key FILE --notes DIR [--seal]\n"
"      signs the checkpoint of the ledger if it continues the last one in DIR\n"
"  civic-audit cosign --key FILE --log-key KEY [--state FILE] [--proof FILE] NOTE\n"
"      adds the signature of a witness to a note\n"
"  civic-audit verify [--checkpoint FILE]... [--log-key KEY]... [--json]\n"
"      recomputes everything that is sealed, and compares it with checkpoints\n"
"  civic-audit prove [--checkpoint FILE] [--output FILE] SUBJECT ENTRY\n"
"      writes a proof of an entry that can be checked without the database\n"
"  civic-audit check [--log-key KEY]... PROOF\n"
"      checks a proof\n"
"\n"
"Options:\n"
"  -d, --dbname=DBNAME      database, or connection string\n"
"  -c, --checkpoint=FILE    note with a checkpoint from outside the database\n"
"  -k, --log-key=KEY        key that a note must be signed by: name+id+key\n"
"      --key=FILE           file with the key that signs\n"
"      --name=NAME          name of a new key\n"
"      --witness            make a key for cosignatures\n"
"      --notes=DIR          where the notary keeps its notes\n"
"      --seal               call civic.seal(true) first\n"
"      --state=FILE         the last note that this witness has signed\n"
"      --proof=FILE         proof that a note continues that one\n"
"  -o, --output=FILE        write there instead of to standard output\n"
"      --json               say what was found as JSON\n"
"  -V, --version            show the version, then exit\n"
"  -?, --help               show this help, then exit\n"
"\n"
"The connection is that of libpq: PGHOST, PGSERVICE, the password file and so on.\n"
"\n"
"Exit status: 0 verified; 1 usage; 2 it could not be done; 3 rows are not what was\n"
"sealed; 4 they are not what was signed; 5 there are fewer than were signed;\n"
"6 tables are not guarded; 7 a note or proof is not what it should be.\n";

enum
{
	OPTION_KEY = 256, OPTION_NAME, OPTION_WITNESS, OPTION_NOTES, OPTION_SEAL, OPTION_STATE,
	OPTION_PROOF, OPTION_JSON
};

static const struct option long_options[] = {
	{"dbname", required_argument, NULL, 'd'},
	{"checkpoint", required_argument, NULL, 'c'},
	{"log-key", required_argument, NULL, 'k'},
	{"output", required_argument, NULL, 'o'},
	{"version", no_argument, NULL, 'V'},
	{"help", no_argument, NULL, '?'},
	{"key", required_argument, NULL, OPTION_KEY},
	{"name", required_argument, NULL, OPTION_NAME},
	{"witness", no_argument, NULL, OPTION_WITNESS},
	{"notes", required_argument, NULL, OPTION_NOTES},
	{"seal", no_argument, NULL, OPTION_SEAL},
	{"state", required_argument, NULL, OPTION_STATE},
	{"proof", required_argument, NULL, OPTION_PROOF},
	{"json", no_argument, NULL, OPTION_JSON},
	{NULL, 0, NULL, 0}
};

static void
add_key(Options *o, const char *text)
{
	const char *wrong;

	if (o->n_keys == NOTE_SIGNATURES)
		fail(EXIT_USAGE, "too many keys");
	wrong = note_key_parse(text, &o->keys[o->n_keys++]);
	if (wrong)
		fail(EXIT_USAGE, "\"%s\" is no key: %s", text, wrong);
}

static void
add_checkpoint(Options *o, const char *path)
{
	if (o->n_checkpoints == NOTE_SIGNATURES)
		fail(EXIT_USAGE, "too many checkpoints");
	o->checkpoints[o->n_checkpoints++] = path;
}

static void
take_text_option(Options *o, int option, const char *value)
{
	switch (option)
	{
		case 'd':
			o->database = value;
			break;
		case 'o':
			o->output = value;
			break;
		case OPTION_KEY:
			o->key_file = value;
			break;
		case OPTION_NAME:
			o->name = value;
			break;
		case OPTION_NOTES:
			o->directory = value;
			break;
		case OPTION_STATE:
			o->state = value;
			break;
		default:
			o->proof = value;
	}
}

static void
take_option(Options *o, int option, const char *value)
{
	switch (option)
	{
		case 'c':
			add_checkpoint(o, value);
			break;
		case 'k':
			add_key(o, value);
			break;
		case 'V':
			puts("civic-audit (civic_credit) " CIVIC_VERSION);
			exit(EXIT_VERIFIED);
		case OPTION_WITNESS:
			o->is_witness = true;
			break;
		case OPTION_SEAL:
			o->seals = true;
			break;
		case OPTION_JSON:
			o->as_json = true;
			break;
		default:
			take_text_option(o, option, value);
	}
}

static void
read_options(int argc, char **argv, Options *o)
{
	int			option;

	while ((option = getopt_long(argc, argv, "d:c:k:o:V?", long_options, NULL)) != -1)
	{
		if (option == '?')
		{
			/* a known option has moved on, an unknown one is complained about already */
			bool		asked = strcmp(argv[optind - 1], "-?") == 0 ||
				strcmp(argv[optind - 1], "--help") == 0;

			fputs(asked ? help : "Try \"civic-audit --help\".\n", asked ? stdout : stderr);
			exit(asked ? EXIT_VERIFIED : EXIT_USAGE);
		}
		take_option(o, option, optarg);
	}
	o->n_words = argc - optind;
	o->words = argv + optind;
}

static const struct
{
	const char *name;
	int			words;			/* with the command */
	ExitCode	(*run) (const Options *options);
}			commands[] = {
	{"keygen", 2, do_keygen},
	{"notary", 1, do_notary},
	{"cosign", 2, do_cosign},
	{"verify", 1, do_verify},
	{"prove", 3, do_prove},
	{"check", 2, do_check}
};

int
main(int argc, char **argv)
{
	Options    *options = allocate(sizeof(Options));

	read_options(argc, argv, options);
	if (options->n_words == 0)
		fail(EXIT_USAGE, "what is to be done?  Try \"civic-audit --help\".");
	for (size_t i = 0; i < sizeof(commands) / sizeof(commands[0]); i++)
		if (strcmp(options->words[0], commands[i].name) == 0)
		{
			if (options->n_words != commands[i].words)
				fail(EXIT_USAGE, "%s takes %d arguments.  Try \"civic-audit --help\".",
					 commands[i].name, commands[i].words - 1);
			return commands[i].run(options);
		}
	fail(EXIT_USAGE, "there is no command \"%s\".  Try \"civic-audit --help\".",
		 options->words[0]);
}
