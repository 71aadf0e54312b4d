"""The command line: parse the arguments, call the library, print.

Only the parser is loaded here; the stages are imported when a run begins, so `--help` answers at once.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extract.running import Summary

_TARGETS = (
    "where the records go, several if given several times: NAME.db (SQLite, default extract.db), NAME.duckdb, "
    "NAME.jsonl, NAME.jsonl.gz, NAME.csv and NAME.parquet (folders), postgresql://USER@HOST/NAME, "
    "or - for standard output"
)
_NOTICES = {
    "duplicate": "duplicates (one article)",
    "near-duplicate": "near-duplicates (kept)",
    "damaged": "with damaged characters",
    "day": "with a day that is none",
    "ignored": "files without a reader",
}
_ENDINGS = 6
_OK, _SOME_FAILED, _USAGE, _BROKEN = 0, 1, 2, 3
_STATUSES = (
    "Exit status: 0 all well, 1 some article failed (they are named), 2 wrong use, 3 the target or the workers failed, "
    "130 or 143 stopped by Ctrl-C or SIGTERM. After any of them the same command goes on where the run ended."
)


class _Terminated(KeyboardInterrupt):
    """SIGTERM came; it ends a run as Ctrl-C does."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and give its exit status, as `--help` lists them."""
    options = _parser().parse_args(arguments)
    from extract.errors import ExtractError, RunningError, StoringError

    try:
        with _terminable():
            summary = _run(options)
    except ExtractError as error:
        print(f"extract: {error}", file=sys.stderr)
        return _BROKEN if isinstance(error, RunningError | StoringError) else _USAGE
    except BrokenPipeError:  # who reads standard output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _BROKEN
    except KeyboardInterrupt as error:
        print(
            "extract: stopped; what is stored is whole. To go on, run the same command again", file=sys.stderr
        )
        return 128 + (signal.SIGTERM if isinstance(error, _Terminated) else signal.SIGINT)
    if not options.quiet:
        _print(summary)
    return _SOME_FAILED if summary.failures else _OK


@contextmanager
def _terminable() -> Iterator[None]:
    def terminate(number: int, frame: object) -> None:
        raise _Terminated

    before = signal.signal(signal.SIGTERM, terminate)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="extract",
        description="Read Chinese press articles and store what they say: organizations, numbers, dates and facts.",
        epilog=_STATUSES,
    )
    option = parser.add_argument
    option("paths", nargs="+", metavar="PATH", help="files, folders, patterns, or - for standard input")
    option("-o", "--output", metavar="TARGET", action="append", help=_TARGETS)
    option("--quiet", action="store_true", help="print failures only")
    option("--version", action=_Version, help="print the version")

    option = parser.add_argument_group("what is read").add_argument
    option(
        "--published",
        metavar="DATE",
        type=_day,
        help="the day of articles that don't tell theirs, YYYY-MM-DD",
    )
    option("--text-column", metavar="NAME", help="the column or field of tables and JSON that holds the text")
    option("--watch", action="store_true", help="then wait for what arrives or changes under PATH, and go on")

    option = parser.add_argument_group("how it is read").add_argument
    option("--model", choices=("default", "fast", "none"), help="the tagger of organizations (default)")
    option(
        "--register", metavar="FILE", help="your own organizations with their codes: .csv, .tsv, .jsonl, .db"
    )

    option = parser.add_argument_group("what is new").add_argument
    option("--refresh", action="store_true", help="read anew what another version or model has read")
    option("--prune", action="store_true", help="drop from TARGET what was under PATH and is gone")

    option = parser.add_argument_group("who does the work").add_argument
    option(
        "--workers",
        metavar="N",
        type=int,
        help="processes that share it (one a processor); 0: none but this one",
    )
    option("--cluster", metavar="ADDRESS", help="a Dask scheduler, tcp://HOST:8786, whose workers share it")
    option("--time-limit", metavar="SECONDS", type=float, help="an article that takes longer fails (300)")
    return parser


class _Version(argparse.Action):
    """Prints the version, looked up only when it is asked for."""

    def __init__(self, option_strings: Sequence[str], dest: str, help: str | None = None) -> None:
        super().__init__(option_strings, dest, nargs=0, help=help)

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import version

        print(f"extract {version('extract')}")
        parser.exit()


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is no day, write YYYY-MM-DD") from error


def _run(options: argparse.Namespace) -> Summary:
    from extract.progress import progress
    from extract.running import TIME_LIMIT, cores, run

    with progress(quiet=options.quiet) as watch:
        return run(
            options.paths,
            options.output or ["extract.db"],
            published=options.published,
            text_column=options.text_column,
            model=options.model,
            register=options.register,
            refresh=options.refresh,
            prune=options.prune,
            workers=cores() if options.workers is None else options.workers,
            cluster=options.cluster,
            time_limit=TIME_LIMIT if options.time_limit is None else options.time_limit,
            follow=options.watch,
            watch=watch,
        )


def _endings(summary: Summary) -> str:
    """The commonest endings of the files that were left alone."""
    common = [ending for ending, _ in summary.ignored.most_common(_ENDINGS)]
    return f" ({', '.join(common)}{', …' if len(summary.ignored) > len(common) else ''})"


def _print(summary: Summary) -> None:
    """The closing table, on standard error: standard output may hold the records."""
    from rich.console import Console
    from rich.table import Table

    table = Table(show_header=False, box=None)
    for name in ("articles", "organizations", "quantities", "dates", "facts", "failures"):
        table.add_row(name, f"{getattr(summary, name):,}")
    for name in ("unchanged", "deleted"):
        if count := getattr(summary, name):
            table.add_row(name, f"{count:,}")
    for kind, label in _NOTICES.items():
        if summary.notices[kind]:
            table.add_row(label, f"{summary.notices[kind]:,}{_endings(summary) if kind == 'ignored' else ''}")
    table.add_row("seconds", f"{summary.seconds:.1f}")
    table.add_row("characters a second", f"{summary.characters / max(summary.seconds, 1e-9):,.0f}")
    Console(stderr=True).print(table)
