"""The commands that make a book, or judge it."""

import argparse
import os
from collections.abc import Sequence
from datetime import UTC, datetime

from handbook import api
from handbook.cli.exit_code import ExitCode
from handbook.cli.terminal import Terminal
from handbook.support.messages import message
from handbook.support.names import display_path
from handbook.support.problems import problem

EPOCH = "SOURCE_DATE_EPOCH"  # environment variable; see reproducible-builds.org/specs/source-date-epoch


def build(options: argparse.Namespace, terminal: Terminal) -> int:
    """Makes the products and lists them."""
    if options.case:
        return _case(options, terminal)
    try:
        result = api.build(
            options.content,
            options.output,
            only=options.only or (),
            ink=options.ink,
            created=_creation_date(),
            cache=options.cache,
            progress=terminal.progress,
        )
    except api.PreflightFailed as failed:
        terminal.say(message("result.refused", report=display_path(options.output / failed.report.name)))
        raise
    terminal.problems(result.problems)
    if result.unchanged:
        terminal.say(message("result.unchanged", folder=display_path(options.output)))
        return ExitCode.DONE
    headings = [message("table.product"), message("table.pages"), message("table.size"), message("table.seconds")]
    rows = [(p.name, str(p.pages), f"{len(p.data) / 1000:.0f}", f"{p.seconds:.1f}") for p in result.products]
    terminal.table(headings, rows)
    terminal.say(message("result.delivered", folder=display_path(options.output)))
    for product in result.products:
        if product.note:
            terminal.say(message("result.note", product=product.kind, note=product.note))
    return ExitCode.DONE


def _case(options: argparse.Namespace, terminal: Terminal) -> int:
    """Makes the email PDF of one case."""
    result = api.build_case(
        options.content,
        options.case,
        options.output,
        created=_creation_date(),
        cache=options.cache,
        progress=terminal.progress,
    )
    terminal.problems(result.problems)
    (product,) = result.products
    kilobytes = len(product.data) / 1000
    terminal.say(message("result.case", file=display_path(options.output / product.name), kilobytes=kilobytes))
    return ExitCode.DONE


def mail(options: argparse.Namespace, terminal: Terminal) -> int:
    """Makes an unsent mail with the email edition attached."""
    result = api.draft_mail(
        options.content,
        options.output,
        created=_creation_date(),
        cache=options.cache,
        progress=terminal.progress,
    )
    terminal.problems(result.problems)
    _, mail = result.products
    kilobytes = len(mail.data) / 1000
    terminal.say(message("result.mail", file=display_path(options.output / mail.name), kilobytes=kilobytes))
    return ExitCode.DONE


def check(options: argparse.Namespace, terminal: Terminal) -> int:
    """Lists how full each page is, and every problem."""
    result = api.check(options.content, cache=options.cache, progress=terminal.progress)
    if result.spreads:
        _print_fills(result.spreads, terminal)
    terminal.problems(result.problems)
    if not result.ok:
        return ExitCode.PROBLEMS
    count = len(result.problems)
    terminal.say(message("result.warnings", count=count) if count else message("result.no-problems"))
    return ExitCode.DONE


def _print_fills(fills: Sequence[api.SpreadFill], terminal: Terminal) -> None:
    """Prints a row for each case: how full its pages are, and its fitting step."""
    headings = [message("table.case"), message("table.left"), message("table.right"), message("table.step")]
    rows = [
        (fill.case, *(message("table.full", percent=page) for page in (fill.left, fill.right)), str(fill.step))
        for fill in fills
    ]
    terminal.table(headings, rows)


def _creation_date() -> datetime | None:
    """Returns the date for the metadata of PDFs from SOURCE_DATE_EPOCH, seconds since 1970; None if it is not set.

    Raises:
        Rejected: the variable is not such a number.
    """
    epoch = os.environ.get(EPOCH)
    try:
        return datetime.fromtimestamp(int(epoch), UTC) if epoch else None
    except (ValueError, OverflowError, OSError):
        raise api.Rejected((problem(api.Mark(EPOCH), "no-date", value=epoch),)) from None
