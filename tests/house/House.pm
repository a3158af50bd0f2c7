# House.pm: reads the sources of the product as text: what each file defines and
# what it names, in C and in SQL, also in SQL that stands in C strings.
#
# It goes by how the sources are written: a C function has its name at the
# beginning of a line and ends with a brace there; a SQL statement begins at the
# beginning of a line; SQL names objects with their schema.
package House;

use strict;
use warnings;

use File::Basename qw(basename dirname);
use File::Find qw(find);

# The place of a room is its number: core is 0, then as the Makefile says.
sub read
{
	my ($class, $root) = @_;
	my $self = bless { root => $root, files => [], objects => {}, arrows => [] }, $class;
	my ($rooms) = slurp("$root/Makefile") =~ /^ROOMS = (.*)$/m
	  or die "the Makefile names no ROOMS\n";

	$self->{rooms} = [ 'core', split ' ', $rooms ];
	$self->{place} = { map { $self->{rooms}[$_] => $_ } 0 .. $#{ $self->{rooms} } };
	foreach my $room (@{ $self->{rooms} })
	{
		foreach my $path (
			sort
			glob("$root/extension/$room/*.c $root/extension/$room/*.h $root/extension/$room/*.sql"))
		{
			my ($kind) = $path =~ /\.(\w+)$/;
			my $file = {
				path => substr($path, length("$root/")),
				room => $room,
				kind => $kind,
				text => slurp($path)
			};
			$file->{family} = "$room/" . (basename($path) =~ s/\.\w+$//r);
			push @{ $self->{files} }, $file;
			$kind eq 'sql' ? $self->define_sql($file) : $self->define_c($file);
		}
	}
	foreach my $file (@{ $self->{files} })
	{
		$file->{kind} eq 'sql' ? $self->name_in_sql($file) : $self->name_in_c($file);
	}
	return $self;
}

sub slurp
{
	my ($path) = @_;
	open(my $in, '<:encoding(UTF-8)', $path) or die "$path: $!\n";
	local $/;
	return scalar <$in>;
}

# ---------------------------------------------------------------------------
# Text without what is not looked at. Lines stay where they are.

sub blank
{
	my ($text) = @_;
	return $text =~ s/[^\n]/ /gr;
}

# C without comments, and without what stands between quotes unless it is kept.
sub c_code
{
	my ($text, $keep_strings) = @_;

	$text =~ s{(/\*.*?\*/|//[^\n]*|'(?:[^'\\\n]|\\.)*')|("(?:[^"\\\n]|\\.)*")}
		{ defined $1 ? blank($1) : $keep_strings ? $2 : '"' . blank(substr($2, 1, -1)) . '"' }gse;
	return $text;
}

# The strings of C, those that stand side by side as one: [line, text].
sub c_strings
{
	my ($text) = @_;
	my @strings;
	my $code = c_code($text, 1);

	while ($code =~ /((?:"(?:[^"\\\n]|\\.)*"\s*)+)/g)
	{
		my ($run, $start) = ($1, $-[1]);
		my $line = line_of($code, $start);
		# the name of a header is no string
		next if substr($code, 0, $start) =~ /#include[ \t]*$/;
		my $joined = '';
		while ($run =~ /"((?:[^"\\\n]|\\.)*)"|(\n)/g)
		{
			# keeps count of lines
			$joined .= defined $1 ? $1 =~ s/\\n/ /gr : "\0";
		}
		# a name may be put together over the end of a line
		1 while $joined =~ s/([\w.])(\0+)([\w.]+)/$1$3$2/;
		push @strings, [ $line, $joined ];
	}
	return @strings;
}

# SQL without comments and what COMMENT ON says, which are for people; strings stay.
sub sql_code
{
	my ($text) = @_;

	$text =~ s{(/\*.*?\*/|--[^\n]*)|('(?:[^']|'')*')}{ defined $1 ? blank($1) : $2 }gse;
	$text =~ s{(^COMMENT ON .*? IS\s+)((?:'(?:[^']|'')*'\s*)+)}{ $1 . blank($2) }gmse;
	return $text;
}

sub line_of
{
	my ($text, $offset) = @_;
	return 1 + (substr($text, 0, $offset) =~ tr/\n//);
}

# ---------------------------------------------------------------------------
# What a file defines. An object is named as it is called: a C function or type
# by its name, a static one with its file, a SQL object with its schema.

sub define
{
	my ($self, $file, $name, $first, $last, %more) = @_;
	my $object = { name => $name, file => $file, first => $first, last => $last, %more };

	push @{ $self->{objects}{$name} }, $object;
	push @{ $file->{objects} }, $object;
	return $object;
}

sub define_c
{
	my ($self, $file) = @_;
	my @lines = split /\n/, ($file->{code} = c_code($file->{text})), -1;
	my $type;

	for (my $i = 0; $i < @lines; $i++)
	{
		# a function; its type stands on the line before
		if ($i > 0 && $lines[ $i - 1 ] =~ /^[A-Za-z_][\w \*]*$/ && $lines[$i] =~ /^(\w+)\(/)
		{
			my $name = $1;
			my $is_own = $file->{kind} eq 'c' && $lines[ $i - 1 ] =~ /^static\b/;
			my $brace = $i;
			$brace++ while $brace < $#lines && $lines[$brace] !~ /^\{|;$/;
			next if $lines[$brace] !~ /^\{/;
			my $end = $brace;
			$end++ while $end < $#lines && $lines[$end] !~ /^\}/;
			$self->define(
				$file, $is_own ? "$file->{path}:$name" : $name, $i, $end + 1,
				kind => 'function',
				length => $end - $brace - 1);
			$file->{static}{$name} = 1 if $is_own;
			$i = $end;
		}
		elsif ($lines[$i] =~ /^#\s*define\s+(\w+)/)
		{
			my ($name, $first) = ($1, $i);
			$i++ while $i < $#lines && $lines[$i] =~ /\\$/;
			$self->define($file, $file->{kind} eq 'c' ? "$file->{path}:$name" : $name,
				$first + 1, $i + 1, kind => 'macro');
			$file->{static}{$name} = 1 if $file->{kind} eq 'c';
		}
	}
	if ($file->{kind} eq 'c')
	{
		# types of its own
		$file->{static}{ $1 // $2 } = 1
		  while $file->{code} =~ /^(?:typedef )?(?:struct|enum|union) (\w+)$|^\} ?(\w+);/gm;
		return;
	}

	my $code = $file->{code} =~ s/^#.*$/blank($&)/gmer;
	while ($code =~
/(?|^typedef\s[^;{(]*?(\w+)\s*;|^\}\s*(\w+)\s*;|^typedef [^;{]*\(\*\s*(\w+)\)|^struct (\w+)\s*\{)/gm
	  )
	{
		my ($name, $line) = ($1, line_of($code, $-[0]));
		$self->define($file, $name, $line, $line, kind => 'type');
	}
	while ($code =~ /\benum\b[^{;]*\{([^}]*)\}/g)
	{
		my ($list, $line) = ($1, line_of($code, $-[0]));
		$self->define($file, $_, $line, $line, kind => 'constant')
		  foreach $list =~ /(?:^|,)\s*(\w+)/g;
	}
	while ($code =~ /^extern [^;(]*?(\w+)(?:\[[^;]*)?;/gm)
	{
		my ($name, $line) = ($1, line_of($code, $-[0]));
		$self->define($file, $name, $line, $line, kind => 'variable');
	}
}

my $sql_object = qr/(?:FUNCTION|PROCEDURE|AGGREGATE|TYPE|(?:UNLOGGED )?TABLE|VIEW|SEQUENCE|DOMAIN)/;

sub define_sql
{
	my ($self, $file) = @_;
	my @lines = split /\n/, ($file->{code} = sql_code($file->{text})), -1;
	my $open;

	for (my $i = 0; $i < @lines; $i++)
	{
		next if $lines[$i] !~ /^(?:CREATE|COMMENT|ALTER|DROP|DO|END|INSERT|UPDATE|DELETE)\b/;
		$open->{last} = $i if $open;
		undef $open;
		if ($lines[$i] =~
			/^CREATE (?:OR REPLACE )?($sql_object) (?:IF NOT EXISTS )?(civic\w*\.\w+)/)
		{
			my ($kind, $name) = (lc $1, $2);
			$kind =~ s/^unlogged //;
			$open = $self->define($file, $name, $i + 1, scalar(@lines), kind => $kind);
		}
		elsif ($lines[$i] =~ /^ALTER TABLE (civic\w*)\.\w+ RENAME TO (\w+)/)
		{
			$self->define($file, "$1.$2", $i + 1, $i + 1, kind => 'table');
		}
	}
}

# ---------------------------------------------------------------------------
# What a file names. An arrow leads from an object, or a file, to an object.

sub at
{
	my ($file, $line) = @_;
	my @around = grep { $_->{first} <= $line && $line <= $_->{last} } @{ $file->{objects} };
	return $around[-1];
}

sub arrow
{
	my ($self, $file, $line, $name, $how) = @_;
	my $to = $self->{objects}{$name} or return 0;
	my $from = at($file, $line);

	return 1 if $from && $from->{name} eq $name;
	push @{ $self->{arrows} },
	  { file => $file, line => $line, from => $from, to => $to, name => $name, how => $how };
	return 1;
}

sub name_in_text
{
	my ($self, $file, $text, $line, $how) = @_;

	while ($text =~ /\b(civic(?:_internal|_private|_open)?\.[a-z_0-9]+)/g)
	{
		my ($name, $here) = ($1, $line + line_of($text, $-[0]) - 1);
		# a part of a name that is put together
		next if substr($text, $+[0], 1) eq '%';
		$self->arrow($file, $here, $name, $file->{prose}{$here} ? 'a sentence' : $how)
		  # a layout has tables on the way, and names indexes and sequences
		  or $file->{path} =~ /layout_/
		  or push @{ $self->{unknown} }, "$file->{path}:$here: $name";
	}
}

sub name_in_sql
{
	my ($self, $file) = @_;

	# hints and the like, which end as sentences do
	while ($file->{code} =~ /'((?:[^'\n]|'')*)\.'/g)
	{
		$file->{prose}{ line_of($file->{code}, $-[0]) } = 1;
	}
	$self->name_in_text($file, $file->{code}, 1, 'SQL text');
	while ($file->{code} =~ /'MODULE_PATHNAME',\s*'(\w+)'/g)
	{
		$self->arrow($file, line_of($file->{code}, $-[0]), $1, 'link symbol')
		  or push @{ $self->{unknown} }, "$file->{path}: $1";
	}
}

sub name_in_c
{
	my ($self, $file) = @_;
	my $line = 0;

	foreach my $string (c_strings($file->{text}))
	{
		$self->name_in_text($file, $string->[1], $string->[0],
			$string->[1] =~ /\.\s*$/ ? 'a sentence' : 'SQL text in C');
	}
	foreach my $text (split /\n/, $file->{code}, -1)
	{
		$line++;
		if ($text =~ /^\s*#\s*include/)
		{
			my ($path) = (split /\n/, $file->{text}, -1)[ $line - 1 ] =~ /"([^"]+)"/;
			push @{ $file->{includes} }, [ $line, $path ]
			  if $path && -e "$self->{root}/extension/$path";
			next;
		}
		# a function that the server calls is named by SQL, and a prototype is no call
		next if $text =~ /^(?:PG_FUNCTION_INFO_V1|extern\b)/;
		while ($text =~ /(?<![\w.])(?<!->)([A-Za-z_]\w*)(\s*\()?/g)
		{
			my ($name, $called) = ($1, $2);
			$name = "$file->{path}:$name" if $file->{static}{$name};
			my $known = $self->{objects}{$name} or next;
			# a variable may have the name of a function of which the file knows nothing
			if (!$called && $known->[0]{kind} eq 'function' && $name !~ /:/)
			{
				$file->{knows} //= $self->declared($file->{text}, {});
				next if !$file->{knows}{$name};
			}
			$self->arrow($file, $line, $name, 'C');
		}
	}
}

# The functions that a text declares, itself or by the headers that it includes.
sub declared
{
	my ($self, $text, $seen) = @_;
	my %names = map { $_ => 1 } $text =~ /^extern [^;(]*?(\w+)\(/gm;

	foreach my $path (grep { !$seen->{$_}++ } $text =~ /^#include "([^"]+)"/gm)
	{
		my $header = "$self->{root}/extension/$path";
		%names = (%names, %{ $self->declared(slurp($header), $seen) }) if -e $header;
	}
	return \%names;
}

# ---------------------------------------------------------------------------
# What is asked of the house.

sub place
{
	my ($self, $file) = @_;
	return $self->{place}{ $file->{room} };
}

# The definition that an arrow means: where a name has several, the lowest.
sub target
{
	my ($self, $arrow) = @_;
	my ($lowest) = sort { $self->place($a->{file}) <=> $self->place($b->{file}) } @{ $arrow->{to} };
	my ($own) = grep { $_->{file} == $arrow->{file} } @{ $arrow->{to} };
	return $own // $lowest;
}

sub upward
{
	my ($self) = @_;
	my @found;

	foreach my $arrow (@{ $self->{arrows} })
	{
		my $to = $self->target($arrow);
		next if $self->place($to->{file}) <= $self->place($arrow->{file});
		push @found,
"$arrow->{file}{path}:$arrow->{line} names $arrow->{name} of $to->{file}{room} ($arrow->{how})";
	}
	foreach my $file (@{ $self->{files} })
	{
		foreach my $include (@{ $file->{includes} // [] })
		{
			my ($room) = $include->[1] =~ m{^(\w+)/};
			push @found, "$file->{path}:$include->[0] includes $include->[1]"
			  if $self->{place}{$room} > $self->place($file);
		}
	}
	my %seen;
	return grep { !$seen{$_}++ } @found;
}

# Circles of a graph {node => {node => why}}: lists of nodes that reach each
# other (Tarjan).
sub circles
{
	my ($graph) = @_;
	my ($count, %index, %low, %on, @stack, @circles) = (0);
	my $visit;

	$visit = sub {
		my ($v) = @_;
		$index{$v} = $low{$v} = $count++;
		push @stack, $v;
		$on{$v} = 1;
		foreach my $w (sort keys %{ $graph->{$v} })
		{
			if (!defined $index{$w}) { $visit->($w); $low{$v} = $low{$w} if $low{$w} < $low{$v}; }
			elsif ($on{$w})          { $low{$v} = $index{$w} if $index{$w} < $low{$v}; }
		}
		return if $low{$v} != $index{$v};
		my @circle;
		do { push @circle, pop @stack; delete $on{ $circle[-1] }; } until $circle[-1] eq $v;
		push @circles, [ sort @circle ] if @circle > 1;
	};
	no warnings 'recursion';
	foreach my $v (sort keys %$graph) { $visit->($v) if !defined $index{$v}; }
	return @circles;
}

# The call graph: between functions, procedures, views and macros.
sub calls
{
	my ($self) = @_;
	my %graph;

	foreach my $arrow (@{ $self->{arrows} })
	{
		# an arrow in a sentence for people calls nothing
		next if !$arrow->{from} || $arrow->{how} eq 'a sentence';
		my $to = $self->target($arrow);
		next if $to->{kind} !~ /^(?:function|procedure|aggregate|view|macro)$/;
		$graph{ $arrow->{from}{name} }{ $to->{name} } //= $arrow
		  if $arrow->{from}{name} ne $to->{name};
	}
	return \%graph;
}

# Circles of calls that leave a family of files (entry.c, entry.h, entry.sql).
sub circles_of_calls
{
	my ($self) = @_;
	my @found;

	foreach my $circle (circles($self->calls))
	{
		my %families = map { $_ => 1 } map { $self->{objects}{$_}[0]{file}{family} } @$circle;
		push @found, join(', ', @$circle) . ' in ' . join(', ', sort keys %families)
		  if keys %families > 1;
	}
	return @found;
}

# Circles of families that call each other. A header declares what others define,
# so what it holds itself makes no circle.
sub circles_of_files
{
	my ($self) = @_;
	my ($calls, %graph, @found) = ($self->calls);

	foreach my $from (sort keys %$calls)
	{
		foreach my $to (sort keys %{ $calls->{$from} })
		{
			my $arrow = $calls->{$from}{$to};
			my ($here, $there) = ($arrow->{file}, $self->target($arrow)->{file});
			$graph{ $here->{family} }{ $there->{family} } //=
			  "$here->{path}:$arrow->{line} calls $to"
			  if $here->{family} ne $there->{family} && $there->{kind} ne 'h';
		}
	}
	foreach my $circle (circles(\%graph))
	{
		my %in = map { $_ => 1 } @$circle;
		my @why;
		foreach my $v (@$circle)
		{
			push @why, map { "  to $_: $graph{$v}{$_}" } grep { $in{$_} } sort keys %{ $graph{$v} };
		}
		push @found, join("\n", join(', ', @$circle), @why);
	}
	return @found;
}

# Circles of headers, which the compiler's guards hide.
sub circles_of_headers
{
	my ($self) = @_;
	my %graph;

	foreach my $file (grep { $_->{kind} eq 'h' } @{ $self->{files} })
	{
		$graph{ $file->{path} }{"extension/$_->[1]"} = 1 foreach @{ $file->{includes} // [] };
	}
	return map { join(', ', @$_) } circles(\%graph);
}

# What rooms define for each other, and nobody names. The core is a library, and
# hooks are found by their names.
sub unused
{
	my ($self) = @_;
	my $rooms = join('|', @{ $self->{rooms} });
	my $sql = join("\n", map { $_->{code} } grep { $_->{kind} eq 'sql' } @{ $self->{files} });
	my %named = map { $_->{name} => 1 }
	  grep { $_->{from} || $_->{file}{kind} ne 'sql' } @{ $self->{arrows} };
	my @found;

	foreach my $name (sort keys %{ $self->{objects} })
	{
		my $object = $self->{objects}{$name}[0];
		next if $named{$name}       || $object->{file}{room} eq 'core';
		next if $name =~ /^civic\./ || $name =~ /^civic_internal\.(?:$rooms)_/;
		# what is started by its name, and what keeps a header from being read twice
		next if $name =~ /^(?:$rooms)_init$/ || $object->{kind} eq 'macro' && $name =~ /_H$/;
		# put together with its schema
		next if $name =~ /^civic_internal\.(\w+)/ && $sql =~ /'$1'/;
		# tables of earlier layouts
		next if $object->{kind} eq 'table';
		push @found, "$object->{file}{path}: $object->{kind} $name";
	}
	return @found;
}

# ---------------------------------------------------------------------------
# Code by its tokens: {room => {file => tokens}}.

my $operator =
  qr{->>?|\#>>?|::|:=|=>|<=|>=|<>|!=|==|\|\||&&|<<=?|>>=?|\+\+|--|[-+*/%&|^]=|\.\.\.|\#\#};

sub count_tokens
{
	my ($text, $kind) = @_;

	if ($kind eq 'sql')
	{
		$text = sql_code($text);
		# also in functions that write comments
		$text =~ s/\bCOMMENT ON [^;']*\bIS\s+(?:'(?:[^']|'')*'\s*)+;//g;
		$text =~ s/^COMMENT ON [^;]*;//gm;
	}
	else
	{
		$text = c_code($text, 1) =~ s/\\[nt"]/ /gr;
	}
	return scalar(() = $text =~ /[^\W\d][\w\$]*|\d[\w.]*|$operator|[^\s\w"']/g);
}

sub tokens
{
	my ($tree) = @_;
	my %tokens;

	find(
		{
			no_chdir => 1,
			wanted => sub {
				my ($path, $room, $kind) = m{^\Q$tree\E/(extension/(?:(\w+)/)?.*\.(c|h|sql))$}
				  or return;
				$tokens{ $room // 'extension' }{$path} = count_tokens(slurp($_), $kind);
			}
		},
		"$tree/extension");
	return %tokens;
}

1;
