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

    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=None)  # how many there are isn't known before the end

        def watch(summary: Summary, result: Result) -> None:
            _failures(summary, result)
            bar.update(task, description=_counted(summary))

        yield watch


def _counted(summary: Summary) -> str:
    """What has been done so far, in a line.

    >>> from extract.running import Summary
    >>> _counted(Summary(articles=1200, unchanged=7, failures=1, characters=900_000, seconds=30))
    '1,200 articles, 7 unchanged, 1 failed, 30,000 characters/s'
    """
    counts = {"articles": summary.articles, "unchanged": summary.unchanged, "failed": summary.failures}
    told = [f"{count:,} {name}" for name, count in counts.items() if count or name == "articles"]
    return ", ".join([*told, f"{summary.characters / max(summary.seconds, 1e-9):,.0f} characters/s"])


def _failures(summary: Summary, result: Result) -> None:
    for failure in result.failures:
        print(failure, file=sys.stderr)
