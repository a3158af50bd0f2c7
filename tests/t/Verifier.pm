# A second verifier of a sealed ledger, written from docs/ledger-format.md alone:
# it shares no code with the product. It reads tables as the superuser, by psql,
# and gives the root that it finds and what does not fit.

package Verifier;

use strict;
use warnings;

use Digest::SHA qw(sha256);
use Encode qw(encode_utf8);
use JSON::PP;
use Time::Local qw(timegm);

# Rows as hashes: numbers that JSON would round are text.
sub rows
{
	my ($node, $db, $columns, $from) = @_;
	my @rows = split /\n/, $node->safe_psql($db, "SET TimeZone = 'UTC'; SELECT json_build_object($columns) FROM $from");

	return map { JSON::PP->new->utf8->decode($_) } @rows;
}

# What makes each column of a table text that can be read here.
sub columns_of
{
	my ($node, $db, $table) = @_;
	my @columns = split /\n/, $node->safe_psql($db, "SELECT a.attname || ' ' || format_type(a.atttypid, NULL) FROM pg_attribute a
		WHERE a.attrelid = 'civic_private.$table'::regclass AND a.attnum > 0 AND NOT a.attisdropped");

	return map { split / /, $_, 2 } @columns;
}

sub short_text { return pack('n', length $_[0]) . $_[0]; }

sub i64 { return pack('q>', $_[0]); }

# A time, as SQL gives it with a fraction of zeros; infinite ones are as far as can be.
sub time64
{
	my ($text) = @_;

	return i64($text =~ /^-inf/i ? -9223372036854775807 - 1 : $text =~ /^inf/i ? 9223372036854775807 : 0 + $text =~ s/\..*//r);
}

# The value of a column as SQL gives it: a text without a loss.
sub as_text
{
	my ($type, $column) = @_;

	return "extract(epoch FROM $column)::numeric * 1000000" if $type eq 'timestamp with time zone';
	return "$column - '1970-01-01'::date" if $type eq 'date';
	return "encode($column, 'hex')" if $type eq 'bytea';
	return "to_json($column)::text" if $type =~ /\[\]$/;
	return $column;
}

sub value
{
	my ($type, $text) = @_;

	return 'i' . i64($text) if $type =~ /^(smallint|integer|bigint|oid)$/;
	return 'b' . pack('C', $text eq 'true' || $text eq 't' ? 1 : 0) if $type eq 'boolean';
	return 'd' . pack('l>', $text) if $type eq 'date';
	return 't' . time64($text) if $type eq 'timestamp with time zone';
	if ($type eq 'bytea') { my $bytes = pack('H*', $text); return 'x' . pack('N', length $bytes) . $bytes; }
	if ($type =~ /^(.*)\[\]$/)
	{
		my $element = $1;
		my @elements = @{ JSON::PP->new->utf8->decode($text) };
		return 'a' . pack('N', scalar @elements) . join('', map { defined $_ ? value($element, $_) : 'n' } @elements);
	}
	my $bytes = encode_utf8($text);
	return 's' . pack('N', length $bytes) . $bytes;
}

sub leaf
{
	my ($id, $type, $body) = @_;

	return sha256("\0CVC\2" . pack('C', $type) . $id . $body);
}

# The hash over leaves, split at the largest power of two.
sub root
{
	my (@leaves) = @_;
	my @stack;

	return sha256('') if !@leaves;
	foreach my $i (0 .. $#leaves)
	{
		my $hash = $leaves[$i];
		for (my $n = $i; $n & 1; $n >>= 1) { $hash = sha256("\1" . pop(@stack) . $hash); }
		push @stack, $hash;
	}
	my $hash = pop @stack;
	while (@stack) { $hash = sha256("\1" . pop(@stack) . $hash); }
	return $hash;
}

sub sees
{
	my ($block, $xact) = @_;

	return 1 if $block->{is_rest};
	return $xact < $block->{snap_xmin} || ($xact < $block->{snap_xmax} && !$block->{open}{$xact});
}

sub block_of
{
	my ($blocks, $incarnations, $time, $xact) = @_;
	my ($epoch) = map { $_->{epoch} } grep { $_->{began} eq '-Infinity' || $_->{began} eq '-infinity' || $_->{began} <= $time } reverse @$incarnations;

	foreach my $block (@$blocks) { return $block if $block->{epoch} == $epoch && sees($block, $xact); }
	return undef;
}

sub entry_body
{
	my ($e, $roles) = @_;
	my $present = 0x7ff | 1 << 16;
	my @texts = (defined $e->{source_ref} ? encode_utf8($e->{source_ref}) : undef, defined $e->{evidence} ? pack('H*', $e->{evidence}) : undef,
		$roles->{ $e->{actor_id} }, $roles->{ $e->{login_id} });
	my @bits = (12, 13, 14, 17);

	$present |= 1 << 11 if defined $e->{ref_entry_id};
	$present |= 1 << 15 if defined $e->{member_id};
	foreach my $i (0 .. 3) { $present |= 1 << $bits[$i] if defined $texts[$i]; }
	return pack('N', $present) . pack('l>', $e->{epoch}) . i64($e->{entry_id}) . i64($e->{subject_id}) . pack('l>', $e->{rule_id}) . pack('s>', $e->{kind})
		. pack('l>l>l>', @{$e}{qw(quantity occurred_on effective_on)}) . time64($e->{recorded_at}) . i64($e->{xact}) . pack('l>', $e->{source_id})
		. i64($e->{ref_entry_id} // 0) . i64($e->{member_id} // 0) . pack('s>', $e->{factor}) . join('', map { short_text($_ // '') } @texts);
}

sub select_list
{
	my ($alias, %types) = @_;

	return join(', ', map { "'$_', (" . as_text($types{$_}, "$alias.\"$_\"") . ')::text' } sort keys %types);
}

sub row_body
{
	my ($table, $row, $roles, %types) = @_;
	my @columns = grep { defined $row->{$_} && "$table.$_" ne 'role_link.role_oid' } sort keys %types;

	return short_text($table) . pack('n', scalar @columns) . join('', map {
		short_text($_) . ($_ eq 'actor_id' || $_ eq 'login_id' ? 's' . pack('N', length $roles->{ $row->{$_} }) . $roles->{ $row->{$_} } : value($types{$_}, $row->{$_}))
	} @columns);
}

sub block_body
{
	my ($b) = @_;
	my @running = @{ JSON::PP->new->utf8->decode($b->{running}) };
	my ($high, $low) = map { hex } split m{/}, $b->{lsn};

	return pack('l>', $b->{epoch}) . i64($b->{block_no}) . pack('C', $b->{is_rest}) . join('', map { i64($b->{$_}) } qw(first_index entries other_rows))
		. pack('C', defined $b->{subjects_root} ? 1 : 0) . i64($b->{snap_xmin}) . i64($b->{snap_xmax}) . pack('N', scalar @running) . join('', map { i64($_) } @running)
		. i64($b->{next_xact}) . join('', map { time64($b->{$_}) } qw(begun_at taken_at)) . pack('NN', $high, $low) . pack('N', $b->{timeline})
		. i64($b->{cluster}) . pack('N', $b->{database}) . pack('H*', $b->{guards}) . i64($b->{total});
}

# Blocks with a place for their leaves, and rows put into them.
sub read_blocks
{
	my ($node, $db) = @_;
	my %types = columns_of($node, $db, 'block');
	my @blocks = rows($node, $db, select_list('b', %types), 'civic_private.block b ORDER BY b.block_no');

	foreach my $b (@blocks)
	{
		$b->{is_rest} = $b->{is_rest} =~ /^t/ ? 1 : 0;
		$b->{open} = { map { $_ => 1 } @{ JSON::PP->new->utf8->decode($b->{running}) } };
		$b->{leaves} = [];
	}
	return @blocks;
}

sub read_tables
{
	my ($node, $db, $blocks, $incarnations, $roles, $id) = @_;
	my @tables = split /\n/, $node->safe_psql($db, "SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'civic_private'::regnamespace AND c.relkind = 'r'
		AND c.relname NOT IN ('entry', 'subject') AND (c.relname IN ('policy', 'rule') OR EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'xact'))
		ORDER BY c.relname COLLATE \"C\"");

	foreach my $table (@tables)
	{
		my %types = columns_of($node, $db, $table);
		my $from = $table =~ /^(policy|rule)$/ ? "civic_private.$table t JOIN civic_private.enactment s USING (policy_id)" : "civic_private.$table t CROSS JOIN LATERAL (SELECT t.*) s";
		my ($time) = $table =~ /^(policy|rule)$/ ? 'enacted_at' : grep { /^(recorded|enacted|loaded)_at$/ } keys %types;
		my %placed;

		foreach my $row (rows($node, $db, select_list('t', %types) . ", 'SEAL', s.xact::text, 'TIME', (extract(epoch FROM s.$time)::numeric * 1000000)::text", $from))
		{
			my $block = block_of($blocks, $incarnations, $row->{TIME}, $row->{SEAL}) or next;
			push @{ $placed{ $block->{block_no} } }, leaf($id, 9, row_body($table, $row, $roles, %types));
		}
		push @{ $_->{leaves} }, map { [ $_, "table $table" ] } sort @{ $placed{ $_->{block_no} } // [] } foreach @$blocks;
	}
	return;
}

# The leaves that are stored, from the tiles.
sub stored_leaves
{
	my ($node, $db) = @_;
	my $hex = join '', split /\n/, $node->safe_psql($db, "SELECT encode(data, 'hex') FROM (SELECT tile_no, data FROM civic_private.tile WHERE level = 0
		UNION ALL SELECT tile_no, data FROM civic_private.frontier WHERE level = 0) t ORDER BY tile_no");

	return map { pack('H*', $_) } $hex =~ /(.{64})/g;
}

sub damage
{
	my ($blocks, @stored) = @_;
	my @found;

	foreach my $b (@$blocks)
	{
		my $end = $b->{first_index} + $b->{entries} + $b->{other_rows} + (defined $b->{subjects_root} ? 1 : 0) + 1;
		my %stored = map { $stored[$_] => $_ } grep { defined $stored[$_] } $b->{first_index} .. $end - 1;
		my %made = map { $_->[0] => 1 } @{ $b->{leaves} };

		push @found, map { $_->[1] } grep { !exists $stored{ $_->[0] } } @{ $b->{leaves} };
		push @found, map { "leaf $stored{$_}" } grep { !$made{$_} } keys %stored;
	}
	return @found;
}

# The root in hexadecimal, and what does not fit: "entry 7", "leaf 12", "table gift".
sub verify
{
	my ($node, $db) = @_;
	my $id = pack('H*', $node->safe_psql($db, 'SELECT programme_id FROM civic_private.programme') =~ s/-//gr);
	my %roles = map { $_->{id} => encode_utf8($_->{name}) } rows($node, $db, "'id', role_id::text, 'name', name", 'civic_private.role_name');
	my @incarnations = rows($node, $db, "'epoch', epoch, 'began', (extract(epoch FROM began_at)::numeric * 1000000)::text", 'civic_private.incarnation ORDER BY epoch');
	my @blocks = read_blocks($node, $db);
	my %types = columns_of($node, $db, 'entry');

	foreach my $e (rows($node, $db, select_list('e', %types), 'civic_private.entry e ORDER BY e.entry_id'))
	{
		my $block = block_of(\@blocks, \@incarnations, $e->{recorded_at}, $e->{xact}) or next;
		push @{ $block->{leaves} }, [ leaf($id, 1, entry_body($e, \%roles)), "entry $e->{entry_id}" ];
	}
	read_tables($node, $db, \@blocks, \@incarnations, \%roles, $id);
	foreach my $b (@blocks)
	{
		push @{ $b->{leaves} }, [ leaf($id, 8, i64($b->{first_index}) . pack('H*', $b->{subjects_root})), 'subjects' ] if defined $b->{subjects_root};
		push @{ $b->{leaves} }, [ leaf($id, 2, block_body($b)), "block $b->{block_no}" ];
	}
	return (unpack('H*', root(map { map { $_->[0] } @{ $_->{leaves} } } @blocks)), damage(\@blocks, stored_leaves($node, $db)));
}

1;
