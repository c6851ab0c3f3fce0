"""Compares this program with what a user would take instead:  python3 build.py bench."""

import argparse
import os
import tempfile
from functools import partial
from pathlib import Path

from bench.measure import Measured, Task, measure
from bench.peers import Peer, peers
from bench.readme import write

PLAIN = "WeasyPrint"  # one document, one PDF: what all are measured against


def main() -> None:
    """Prints a table for each number of cases."""
    parser = argparse.ArgumentParser(prog="build.py bench", description=__doc__)
    parser.add_argument("--cases", type=int, nargs="+", default=[2, 20, 100], help="how many cases")
    parser.add_argument("--runs", type=int, default=3, help="how often each program runs")
    parser.add_argument("--write", action="store_true", help="write the table and the plot into the README")
    options = parser.parse_args()
    here = [peer for peer in peers() if not peer.missing]
    skipped = [f"{peer.name}: {peer.missing}" for peer in peers() if peer.missing]
    print("".join(f"skipped {line}\n" for line in skipped), end="")
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        os.environ["HANDBOOK_CACHE"] = f"{folder}/cache"
        for number in options.cases:
            found[number] = measure({peer.name: _task(peer, Path(folder), number) for peer in here}, options.runs)
            _tell(number, found[number])
    if options.write:
        write(found, PLAIN, skipped, options.runs)


def _task(peer: Peer, folder: Path, number: int) -> Task:
    return Task(peer.command(folder, number), partial(peer.prepare, folder, number))


def _tell(number: int, measured: dict[str, Measured]) -> None:
    print(f"\n{number} cases          seconds   ratio      MB   ratio", flush=True)
    plain = measured[PLAIN]
    for name, found in measured.items():
        ratios = found.seconds / plain.seconds, found.memory / plain.memory
        print(f"{name:16} {found.seconds:9.2f} {ratios[0]:7.2f} {found.memory:7.0f} {ratios[1]:7.2f}", flush=True)


if __name__ == "__main__":
    main()
