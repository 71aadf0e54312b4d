"""What a person sees while a run goes on: a bar on a terminal, nothing in a pipe, each failure on a line."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extract.running import Summary
    from extract.running.engines import Result


@contextmanager
def progress(*, quiet: bool) -> Iterator[Callable[[Summary, Result], None]]:
    """The watcher of a run. The number of articles isn't known before the end, so the bar counts up."""
    if quiet or not sys.stderr.isatty():
        yield _failures
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.completed:,} articles"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=None)

        def watch(summary: Summary, result: Result) -> None:
            _failures(summary, result)
            bar.update(task, completed=summary.articles)

        yield watch


def _failures(summary: Summary, result: Result) -> None:
    for failure in result.failures:
        print(failure, file=sys.stderr)
