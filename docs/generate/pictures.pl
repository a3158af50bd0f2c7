#!/usr/bin/env perl
# pictures.pl rooms|entry: draws docs/rooms.svg or docs/entry.svg from the
# sources, as `make docs/rooms.svg docs/entry.svg` does.
#
# rooms: an arrow is drawn where the files of a room name something of another.
# entry: the steps are chosen by hand, but each has to be there, and each arrow
# has to be a way that calls go; else the picture is refused.
use strict;
use warnings;

use File::Basename qw(dirname);
use File::Spec;
use lib dirname(__FILE__) . '/../../tests/house';

use House;

use constant {
	INK => '#22313f',
	LINE => '#8296a8',
	PAPER => '#ffffff',
	BOX => '#e8eef4',
	CORE => '#fbe9cf',
	DATA => '#dcefe1',
};

binmode(STDOUT, ':encoding(UTF-8)');

my @svg;

sub text
{
	my ($x, $y, $text, %more) = @_;
	my ($size, $anchor, $color) =
	  ($more{size} // 13, $more{anchor} // 'middle', $more{color} // INK);
	my $weight = $more{bold} ? ' font-weight="bold"' : '';

	$text =~ s/&/&amp;/g;
	$text =~ s/</&lt;/g;
	push @svg,
qq{<text x="$x" y="$y" font-size="$size" text-anchor="$anchor" fill="$color"$weight>$text</text>};
	return;
}

# A box with a title and lines below it.
sub box
{
	my ($x, $y, $width, $height, $fill, $title, @lines) = @_;
	my $middle = $x + $width / 2;
	my $first = $y + $height / 2 + 5 - 8 * @lines;

	push @svg,
qq{<rect x="$x" y="$y" width="$width" height="$height" rx="5" fill="$fill" stroke="${\LINE}"/>};
	text($middle, $first, $title, bold => 1);
	text($middle, $first + 17 * ($_ + 1), $lines[$_], size => 12) foreach 0 .. $#lines;
	return;
}

# A line through points, with a head at its end.
sub way
{
	my @points = @_;
	my $points = join(' ', map { "$_->[0],$_->[1]" } @points);

	push @svg, qq{<polyline points="$points" fill="none" stroke="${\LINE}" stroke-width="1.5"}
		. qq{ marker-end="url(#head)"/>};
	return;
}

sub print_svg
{
	my ($width, $height, $title) = @_;

	print qq{<svg xmlns="http://www.w3.org/2000/svg" width="$width" height="$height"\n},
	  qq{	viewBox="0 0 $width $height"\n},
	  qq{	font-family="DejaVu Sans, Helvetica, Arial, sans-serif">\n},
	  qq{<title>$title</title>\n},
	  qq{<defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7"},
	  qq{ markerHeight="7" orient="auto">},
	  qq{<path d="M0,0 L8,4 L0,8 z" fill="${\LINE}"/></marker></defs>\n},
	  qq{<rect width="$width" height="$height" fill="${\PAPER}"/>\n},
	  map { "$_\n" } @svg, '</svg>';
	return;
}

# A staircase: the room above is the next step. Its line goes down, with a dot in
# the row of each room that it names, from where an arrow leads to that room.
sub draw_rooms
{
	my ($house) = @_;
	my @rooms = @{ $house->{rooms} };
	my ($step, $rise, $width, $height, $margin) = (88, 46, 78, 30, 24);
	my (%names, @dots);

	foreach my $arrow (@{ $house->{arrows} })
	{
		my ($from, $to) =
		  ($house->place($arrow->{file}), $house->place($house->target($arrow)->{file}));
		$names{$from}{$to} = 1 if $from != $to;
	}
	foreach my $file (@{ $house->{files} })
	{
		foreach my $include (@{ $file->{includes} // [] })
		{
			my $to = $house->{place}{ $include->[1] =~ s{/.*}{}r };
			$names{ $house->place($file) }{$to} = 1 if $to != $house->place($file);
		}
	}
	my $x = sub { $margin + $step * $_[0] };
	my $y = sub { $margin + $rise * ($#rooms - $_[0]) };
	foreach my $to (0 .. $#rooms)
	{
		my @from = sort { $a <=> $b } grep { $names{$_}{$to} } 0 .. $#rooms;
		next if !@from;
		way([ $x->($from[-1]) + $width / 2, $y->($to) + $height / 2 ],
			[ $x->($to) + $width + 1, $y->($to) + $height / 2 ]);
		push @dots, [ $x->($_) + $width / 2, $y->($to) + $height / 2 ] foreach @from;
	}
	foreach my $from (grep { %{ $names{$_} // {} } } 0 .. $#rooms)
	{
		my ($lowest) = sort { $a <=> $b } keys %{ $names{$from} };
		my $middle = $x->($from) + $width / 2;
		my ($top, $end) = ($y->($from) + $height, $y->($lowest) + $height / 2);
		push @svg,
qq{<line x1="$middle" y1="$top" x2="$middle" y2="$end" stroke="${\LINE}" stroke-width="1.5"/>};
	}
	push @svg, map { qq{<circle cx="$_->[0]" cy="$_->[1]" r="4" fill="${\INK}"/>} } @dots;
	box($x->($_), $y->($_), $width, $height, $_ ? BOX : CORE, $rooms[$_]) foreach 0 .. $#rooms;
	text(
		$margin,
		$margin + 14,
		'A dot: the room above it names the room to which the arrow leads,',
		anchor => 'start');
	text($margin, $margin + 32, 'its functions, types, tables or views.', anchor => 'start');
	print_svg(
		$x->($#rooms) + $width + $margin,
		$y->(0) + $height + $margin,
		'The rooms of civic_credit, and what they name');
	return;
}

# Where the calls of an object lead, over all that it names.
sub reaches
{
	my ($house, $from, $to) = @_;
	my (%next, %seen);

	foreach my $arrow (@{ $house->{arrows} })
	{
		push @{ $next{ $arrow->{from}{name} } }, $arrow->{name}
		  if $arrow->{from} && $arrow->{how} ne 'a sentence';
	}
	my @open = ($from);
	while (defined(my $name = shift @open))
	{
		return 1 if $name eq $to && $seen{$name};
		push @open, grep { !$seen{$_}++ } @{ $next{$name} // [] };
	}
	return 0;
}

my $entry = 'civic_private.entry';

# name => [column, row, what is written below it]
my %steps = (
	'civic.record' => [ 0, 0, 'one event: a rule, a quantity, a day' ],
	'civic.post_inbox' => [ 1, 0, 'events that departments delivered' ],
	'civic.reverse' => [ 2, 0, 'and appeals, repair, retention' ],
	'check_posting' => [ 0.5, 1, 'the rule of that day\'s policy;', 'rights, consent, evidence' ],
	'post_entries' => [ 0.5, 2, 'tells listeners; the INSERT of original entries' ],
	'adjust_entries' => [ 2, 2, 'tells listeners; the INSERT of adjustments' ],
	$entry => [ 1, 3, 'append-only: what happened, never points' ],
	'civic.score' => [ 0, 4, 'of a subject on a day' ],
	'civic.explain' => [ 1, 4, 'the same, with a line for each reason' ],
	'civic.scores' => [ 2, 4, 'of everybody, in parts' ],
	'state_collect' => [ 1, 5, 'a score_state: sums, and cells', 'for entries whose order counts' ],
	'score_walk' =>
	  [ 0, 6, 'adjustments into their entries;', 'by rule and day: tariff, caps, weight' ],
	'score_total' => [ 1, 6, 'adds up each dimension,', 'exactly, in 128 bits' ],
	'score_finish' => [ 2, 6, 'rounds once, clamps dimensions,', 'adds the base, clamps the score' ]
);

# from, to; two that one caller calls one after the other are joined by its name
my @ways = (
	[ 'civic.record', 'check_posting' ],
	[ 'civic.post_inbox', 'check_posting' ],
	[ 'check_posting', 'post_entries', 'civic.record' ],
	[ 'civic.reverse', 'adjust_entries' ],
	[ 'post_entries', $entry ],
	[ 'adjust_entries', $entry ],
	[ $entry, 'civic.score', 'civic.score' ],
	[ $entry, 'civic.explain', 'civic.explain' ],
	[ $entry, 'civic.scores', 'civic.scores' ],
	[ 'civic.score', 'state_collect' ],
	[ 'civic.explain', 'state_collect' ],
	[ 'civic.scores', 'state_collect' ],
	[ 'state_collect', 'score_walk', 'civic.explain' ],
	[ 'score_walk', 'score_total', 'civic.explain' ],
	[ 'score_total', 'score_finish', 'civic.explain' ]);

sub draw_entry
{
	my ($house) = @_;
	my ($step, $rise, $width, $height, $margin) = (340, 92, 316, 62, 24);

	foreach my $way (@ways)
	{
		my ($from, $to, $caller) = @$way;
		foreach my $end ($caller ? grep { $_ ne $caller } $from, $to : $to)
		{
			reaches($house, $caller // $from, $end)
			  or die "no call leads from ${\($caller // $from)} to $end\n";
		}
		my ($x1, $y1, $x2, $y2) =
		  map { ($margin + $step * $steps{$_}[0], $margin + $rise * $steps{$_}[1]) } $from, $to;
		if ($y1 == $y2)
		{
			way([ $x1 + $width, $y1 + $height / 2 ], [ $x2 - 1, $y2 + $height / 2 ]);
			next;
		}
		my ($bottom, $middle) = ($y1 + $height, ($y1 + $height + $y2) / 2);
		my ($from_x, $to_x) = ($x1 + $width / 2, $x2 + $width / 2);
		way([ $from_x, $bottom ],
			$from_x == $to_x ? () : ([ $from_x, $middle ], [ $to_x, $middle ]),
			[ $to_x, $y2 - 1 ]);
	}
	foreach my $name (sort keys %steps)
	{
		my ($column, $row, @lines) = @{ $steps{$name} };
		my $file = $house->{objects}{$name} ? $house->{objects}{$name}[0]{file} : undef;
		my $title = $name eq $entry ? $name : "$name()";
		my $fill = $name eq $entry ? DATA : $file && $file->{room} eq 'core' ? CORE : BOX;
		box($margin + $step * $column,
			$margin + $rise * $row,
			$width, $height, $fill, $title, @lines);
	}
	print_svg(
		2 * $margin + 2 * $step + $width,
		2 * $margin + 6 * $rise + $height,
		'The way of an entry to a score');
	return;
}

my %drawings = (rooms => \&draw_rooms, entry => \&draw_entry);
my $draw = $drawings{ $ARGV[0] // '' } or die "usage: pictures.pl rooms|entry\n";
$draw->(House->read(File::Spec->rel2abs(dirname(__FILE__) . '/../..')));
