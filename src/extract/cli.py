"""The command line: parse the arguments, call the library, print.

Only the parser is loaded here; the stages are imported when a run begins, so `--help` answers at once.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extract.running import Summary

_NOTICES = {
    "duplicate": "duplicates (one article)",
    "near-duplicate": "near-duplicates (kept)",
    "damaged": "with damaged characters",
    "day": "with a day that is none",
    "ignored": "files without a reader",
}
_OK, _SOME_FAILED, _USAGE = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; the exit status is 0 all well, 1 some article failed, 2 wrong use."""
    options = _parser().parse_args(arguments)
    from extract.errors import ExtractError

    try:
        summary = _run(options)
    except ExtractError as error:
        print(f"extract: {error}", file=sys.stderr)
        return _USAGE
    except KeyboardInterrupt:
        print("extract: stopped; what was stored is whole, run the same command to go on", file=sys.stderr)
        return 130
    if not options.quiet:
        _print(summary)
    return _SOME_FAILED if summary.failures else _OK


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="extract",
        description="Read Chinese press articles and store what they say: organizations, numbers, dates and facts.",
        epilog="Exit status: 0 all well, 1 some article failed (they are named), 2 wrong use.",
    )
    parser.add_argument(
        "paths", nargs="+", metavar="PATH", help="files, folders, patterns, or - for standard input"
    )
    parser.add_argument(
        "-o", "--output", metavar="TARGET", default="extract.db",
        help="FILE.db (SQLite, default extract.db), FILE.jsonl, or - for standard output",
    )  # fmt: skip
    parser.add_argument(
        "--published",
        metavar="DATE",
        type=_day,
        help="the day of articles that don't tell theirs, YYYY-MM-DD",
    )
    parser.add_argument(
        "--text-column", metavar="NAME", help="the column or field of tables and JSON that holds the text"
    )
    parser.add_argument(
        "--workers", metavar="N", type=int, default=1, help="processes that share the work (1)"
    )
    parser.add_argument(
        "--register", metavar="FILE", help="your own organizations with their codes: .csv, .tsv, .jsonl, .db"
    )
    parser.add_argument("--quiet", action="store_true", help="print failures only")
    return parser


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is no day, write YYYY-MM-DD") from error


def _run(options: argparse.Namespace) -> Summary:
    from extract.progress import progress
    from extract.running import run

    with progress(quiet=options.quiet) as watch:
        return run(
            options.paths,
            options.output,
            workers=options.workers,
            published=options.published,
            text_column=options.text_column,
            register=options.register,
            watch=watch,
        )


def _print(summary: Summary) -> None:
    """The closing table, on standard error: standard output may hold the records."""
    from rich.console import Console
    from rich.table import Table

    table = Table(show_header=False, box=None)
    for name in ("articles", "organizations", "quantities", "dates", "facts", "failures"):
        table.add_row(name, f"{getattr(summary, name):,}")
    for kind, label in _NOTICES.items():
        if summary.notices[kind]:
            table.add_row(label, f"{summary.notices[kind]:,}")
    table.add_row("seconds", f"{summary.seconds:.1f}")
    table.add_row("characters a second", f"{summary.characters / max(summary.seconds, 1e-9):,.0f}")
    Console(stderr=True).print(table)
