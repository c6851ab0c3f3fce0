"""The lines that are chosen are the cheapest of all that there are, and never more than a setter needs."""

from itertools import accumulate, combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from handbook.layout._line_breaks import FIRST, Place, Shape, best_lines, count_lines
from handbook.layout._line_costs import BALANCED, TEXT

SPACE = 3.0
HALF_HYPHEN = 2.0
PIECES = st.lists(
    st.tuples(st.integers(4, 40), st.sampled_from([0.0, 25.0, 700.0, 2500.0]), st.booleans()),
    min_size=2,
    max_size=9,
)


def places(pieces: list[tuple[int, float, bool]]) -> list[Place]:
    """Words of these widths; behind one with a hyphen there is no space."""
    ends = list(accumulate(width + (0 if hyphen else SPACE) for width, _, hyphen in pieces))
    inner = [
        Place(end - (0 if hyphen else SPACE), end, cost, hyphen, overhang=HALF_HYPHEN * hyphen)
        for end, (_, cost, hyphen) in zip(ends[:-1], pieces[:-1], strict=True)
    ]
    width = ends[-1] - (0 if pieces[-1][2] else SPACE)
    return [Place(0, 0), *inner, Place(width, width)]


def price(row: list[Place], path: tuple[int, ...], shape: Shape) -> float:
    """What a paragraph with these ends of lines costs, by the definition; infinite if it does not fit.

    Half of a hyphen at the end of a line counts for the margin.
    """
    costs, total = BALANCED if shape.balanced else TEXT, 0.0
    length = row[-1].end - row[0].start
    for line, (at, after) in enumerate(pairwise((0, *path))):
        width = row[after].end - row[at].start
        if width > shape.room(line):
            return float("inf")
        short = shape.room(line) - width
        from_aim = 100 * (shape.aim(line, len(path), length) - width) / shape.measure
        if after == len(row) - 1:
            share = 100 * width / shape.measure
            lonely = at and all(place.hyphen for place in row[at + 1 : -1])
            total += costs.last_word * lonely
            if at and shape.balanced:
                total += from_aim**2
            elif at:
                total += costs.last_short * (2 - share / 15) * (share < 15) + costs.last_full * (share > 96)
            continue
        from_aim += 100 * HALF_HYPHEN * row[after].hyphen / shape.measure
        weight = FIRST if shape.balanced and line == 0 and from_aim > 0 else 1
        total += weight * from_aim**2 + row[after].cost
        total += costs.empty * (short > shape.zone)
        total += costs.ladder * (row[at].hyphen and row[after].hyphen)
    return total


@given(PIECES, st.integers(40, 90), st.integers(-5, 12), st.booleans(), st.integers(0, 9))
def test_no_other_lines_are_cheaper(
    pieces: list[tuple[int, float, bool]], measure: int, indent: int, balanced: bool, rag: int
) -> None:
    row, shape = places(pieces), Shape(measure, indent, measure / 4, balanced, rag=rag)
    lines, _ = count_lines(row, shape)
    chosen = best_lines(row, shape, BALANCED if balanced else TEXT, lines) if lines else None
    last = len(row) - 1
    others = [(*inner, last) for count in range(last) for inner in combinations(range(1, last), count)]
    fitting = [path for path in others if price(row, path, shape) < float("inf")]
    assert bool(fitting) == bool(chosen)
    if chosen:
        assert len(chosen) == min(map(len, fitting)) == lines
        least = min(price(row, path, shape) for path in fitting if len(path) == lines)
        assert abs(price(row, tuple(chosen), shape) - least) < 1e-6 * (1 + least)


def test_a_title_does_not_begin_with_its_short_line() -> None:
    """The lines of "Goed / werk bij de / gemeente" are as even as those of "Goed werk / bij de / gemeente"."""
    row, shape = (
        places([(45, 0, False), (45, 0, False), (27, 0, False), (20, 0, False), (90, 0, False)]),
        Shape(100, 0, 25, True),
    )
    assert best_lines(row, shape, BALANCED, 3) == [2, 4, 5]


def test_a_title_does_not_end_in_its_short_line() -> None:
    """The title "De koek / groter maken", not "De koek groter / maken", however wide the page is."""
    row = places([(20, 0, False), (40, 0, False), (50, 0, False), (50, 0, False)])
    assert [best_lines(row, Shape(measure, 0, 50, True), BALANCED, 2) for measure in (130, 150)] == [[2, 4]] * 2
