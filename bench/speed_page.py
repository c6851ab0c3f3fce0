"""Writes the results into docs/speed.md: a table of ratios, and a plot of the time by the number of cases."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from matplotlib.figure import Figure
from matplotlib.ticker import NullFormatter, ScalarFormatter

from bench.measure import Measured

ROOT = Path(__file__).parents[1]
PAGE, PLOT = ROOT / "docs" / "speed.md", ROOT / "docs" / "speed.svg"
PLACE = re.compile(r"(?s)(<!-- speed -->\n).*?(<!-- end of speed -->)")
Results = Mapping[int, Mapping[str, Measured]]  # by the number of cases and the name of the program


def write(results: Results, plain: str, skipped: Sequence[str], runs: int) -> None:
    """Writes both. The ratios are to the program ``plain``."""
    parts = [_table(results, plain), f"![Time over the number of cases]({PLOT.name})"]
    note = f"Medians of {runs} runs in turn. " + " ".join(f"Skipped {line}." for line in skipped)
    text = "\n\n".join([*parts, note.strip()])
    PAGE.write_text(PLACE.sub(lambda place: f"{place[1]}\n{text}\n\n{place[2]}", PAGE.read_text("utf-8")), "utf-8")
    _plot(results)


def _table(results: Results, plain: str) -> str:
    """The times as ratios to that of ``plain``, for each number of cases; last the memory for the largest book."""
    heads = ["", *(f"{number} cases" for number in results), f"memory at {max(results)}"]
    rows = [heads, ["---", *["---:"] * (len(heads) - 1)]]
    for name in results[max(results)]:
        ratios = [f"{result[name].seconds / result[plain].seconds:.2f}" for result in results.values()]
        largest = results[max(results)]
        rows.append([name, *ratios, f"{largest[name].memory / largest[plain].memory:.2f}"])
    seconds = [f"{result[plain].seconds:.1f} s" for result in results.values()]
    rows.append([f"{plain}, as it is", *seconds, f"{results[max(results)][plain].memory:.0f} MB"])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _plot(results: Results) -> None:
    figure = Figure(figsize=(7, 4), layout="constrained")
    axes = figure.subplots()
    for name in results[max(results)]:
        axes.loglog(list(results), [result[name].seconds for result in results.values()], marker="o", label=name)
    axes.set(xlabel="cases", ylabel="seconds", xticks=list(results))
    axes.xaxis.set_major_formatter(ScalarFormatter())
    axes.xaxis.set_minor_formatter(NullFormatter())
    axes.grid(alpha=0.3)
    axes.legend(frameon=False, fontsize="small", loc="center left", bbox_to_anchor=(1, 0.5))
    figure.savefig(PLOT, metadata={"Date": None})
