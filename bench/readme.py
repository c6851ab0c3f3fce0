"""What was measured, in docs/speed.md: a table of ratios, and a plot of time over the number of cases."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from matplotlib.figure import Figure
from matplotlib.ticker import NullFormatter, ScalarFormatter

from bench.measure import Measured

ROOT = Path(__file__).parents[1]
PAGE, PLOT = ROOT / "docs" / "speed.md", ROOT / "docs" / "speed.svg"
PLACE = re.compile(r"(?s)(<!-- speed -->\n).*?(<!-- end of speed -->)")
Found = Mapping[int, Mapping[str, Measured]]  # by the number of cases and the name of the program


def write(found: Found, plain: str, skipped: Sequence[str], runs: int) -> None:
    """Writes both; ratios are to the program ``plain``."""
    parts = [_table(found, plain), f"![Time over the number of cases]({PLOT.name})"]
    told = f"Medians of {runs} runs in turn. " + " ".join(f"Skipped {line}." for line in skipped)
    text = "\n\n".join([*parts, told.strip()])
    PAGE.write_text(PLACE.sub(lambda place: f"{place[1]}\n{text}\n\n{place[2]}", PAGE.read_text("utf-8")), "utf-8")
    _plot(found)


def _table(found: Found, plain: str) -> str:
    """Time as a ratio to that of plain, for each number of cases; behind it the memory of the largest book."""
    heads = ["", *(f"{number} cases" for number in found), f"memory at {max(found)}"]
    rows = [heads, ["---", *["---:"] * (len(heads) - 1)]]
    for name in found[max(found)]:
        ratios = [f"{of[name].seconds / of[plain].seconds:.2f}" for of in found.values()]
        most = found[max(found)]
        rows.append([name, *ratios, f"{most[name].memory / most[plain].memory:.2f}"])
    seconds = [f"{of[plain].seconds:.1f} s" for of in found.values()]
    rows.append([f"{plain}, as it is", *seconds, f"{found[max(found)][plain].memory:.0f} MB"])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _plot(found: Found) -> None:
    figure = Figure(figsize=(7, 4), layout="constrained")
    axes = figure.subplots()
    for name in found[max(found)]:
        axes.loglog(list(found), [of[name].seconds for of in found.values()], marker="o", label=name)
    axes.set(xlabel="cases", ylabel="seconds", xticks=list(found))
    axes.xaxis.set_major_formatter(ScalarFormatter())
    axes.xaxis.set_minor_formatter(NullFormatter())
    axes.grid(alpha=0.3)
    axes.legend(frameon=False, fontsize="small", loc="center left", bbox_to_anchor=(1, 0.5))
    figure.savefig(PLOT, metadata={"Date": None})
