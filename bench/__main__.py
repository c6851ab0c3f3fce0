"""Compares this program with those that a user might use instead:  python3 build.py bench."""

import argparse
import os
import tempfile
from functools import partial
from pathlib import Path

from bench.lines import compare as compare_lines
from bench.measure import Measured, Task, measure
from bench.peers import Peer, peers
from bench.preview import main as preview
from bench.speed_page import write

PLAIN = "WeasyPrint"  # one document, one PDF: the program to which all others are compared


def main() -> None:
    """Runs the comparison, or measures the preview alone."""
    parser = argparse.ArgumentParser(prog="build.py bench", description=__doc__)
    parser.add_argument("--cases", type=int, nargs="+", default=[2, 20, 100], help="how many cases")
    parser.add_argument("--runs", type=int, default=3, help="how often each program runs")
    parser.add_argument("--write", action="store_true", help="write the tables into docs")
    parser.add_argument(
        "--preview",
        type=int,
        metavar="CHANGES",
        help="measure the preview instead, with this number of changes of a file",
    )
    parser.add_argument("--lines", action="store_true", help="compare how lines are broken instead")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["HANDBOOK_CACHE"] = f"{folder}/cache"
        if options.lines:
            compare_lines(Path(folder), write_page=options.write)
        elif options.preview:
            preview(Path(folder), options.cases, options.preview)
        else:
            compare(Path(folder), options.cases, options.runs, write_page=options.write)


def compare(folder: Path, cases: list[int], runs: int, *, write_page: bool) -> None:
    """Prints a table for each number of cases."""
    installed = [peer for peer in peers() if not peer.missing]
    skipped = [f"{peer.name}: {peer.missing}" for peer in peers() if peer.missing]
    print("".join(f"skipped {line}\n" for line in skipped), end="")
    results = {}
    for number in cases:
        results[number] = measure({peer.name: _task(peer, folder, number) for peer in installed}, runs)
        _print_table(number, results[number])
    if write_page:
        write(results, PLAIN, skipped, runs)


def _task(peer: Peer, folder: Path, number: int) -> Task:
    return Task(peer.command(folder, number), partial(peer.prepare, folder, number))


def _print_table(number: int, results: dict[str, Measured]) -> None:
    print(f"\n{number} cases          seconds   ratio      MB   ratio", flush=True)
    plain = results[PLAIN]
    for name, result in results.items():
        ratios = result.seconds / plain.seconds, result.memory / plain.memory
        print(
            f"{name:16} {result.seconds:9.2f} {ratios[0]:7.2f} {result.memory:7.0f} {ratios[1]:7.2f}", flush=True
        )


if __name__ == "__main__":
    main()
