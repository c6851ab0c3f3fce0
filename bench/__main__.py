"""Compares this program with what a user would take instead:  python3 -m bench [--cases 2 100] [--runs 3]."""

import argparse
import tempfile
from pathlib import Path

from bench.measure import Measured, measure
from bench.peers import peers

PLAIN = "WeasyPrint"  # one document, one PDF: what all are measured against


def main() -> None:
    """Prints a table for each number of cases."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--cases", type=int, nargs="+", default=[2, 20, 100], help="how many cases")
    parser.add_argument("--runs", type=int, default=3, help="how often each program runs")
    options = parser.parse_args()
    here = [peer for peer in peers() if not peer.missing]
    for peer in peers():
        if peer.missing:
            print(f"skipped {peer.name}: {peer.missing}")
    with tempfile.TemporaryDirectory() as folder:
        for number in options.cases:
            commands = {peer.name: peer.command(Path(folder), number) for peer in here}
            _tell(number, measure(commands, options.runs))


def _tell(number: int, measured: dict[str, Measured]) -> None:
    print(f"\n{number} cases          seconds   ratio      MB   ratio", flush=True)
    plain = measured[PLAIN]
    for name, found in measured.items():
        ratios = found.seconds / plain.seconds, found.memory / plain.memory
        print(f"{name:16} {found.seconds:9.2f} {ratios[0]:7.2f} {found.memory:7.0f} {ratios[1]:7.2f}", flush=True)


if __name__ == "__main__":
    main()
