"""Compares this program with what a user would take instead:  python3 build.py bench."""

import argparse
import os
import tempfile
from functools import partial
from pathlib import Path

from bench.measure import Measured, Task, measure
from bench.peers import Peer, peers
from bench.preview import main as preview
from bench.readme import write

PLAIN = "WeasyPrint"  # one document, one PDF: what all are measured against


def main() -> None:
    """The comparison, or the preview alone."""
    parser = argparse.ArgumentParser(prog="build.py bench", description=__doc__)
    parser.add_argument("--cases", type=int, nargs="+", default=[2, 20, 100], help="how many cases")
    parser.add_argument("--runs", type=int, default=3, help="how often each program runs")
    parser.add_argument("--write", action="store_true", help="write the table and the plot of docs/speed.md")
    parser.add_argument(
        "--preview", type=int, metavar="CHANGES", help="the preview instead: so many changes of a file"
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["HANDBOOK_CACHE"] = f"{folder}/cache"
        if options.preview:
            preview(Path(folder), options.cases, options.preview)
        else:
            compare(Path(folder), options.cases, options.runs, write_it=options.write)


def compare(folder: Path, cases: list[int], runs: int, *, write_it: bool) -> None:
    """Prints a table for each number of cases."""
    here = [peer for peer in peers() if not peer.missing]
    skipped = [f"{peer.name}: {peer.missing}" for peer in peers() if peer.missing]
    print("".join(f"skipped {line}\n" for line in skipped), end="")
    found = {}
    for number in cases:
        found[number] = measure({peer.name: _task(peer, folder, number) for peer in here}, runs)
        _tell(number, found[number])
    if write_it:
        write(found, PLAIN, skipped, runs)


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
