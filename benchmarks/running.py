"""A batch as a desk runs it: what a second process gains, what a rerun costs, whether memory stays flat, whether all arrive.

    python benchmarks/running.py PATH... [--articles 20000] [--model default] [--workers 2] [--scaling 1500] [--repeats 3]

PATH are articles as the product reads them. First the articles of `--scaling` are run by one process and by two, in turn;
then `--articles` of them in one run, whose memory is looked at after every batch; then the same once more, unchanged.
Ratios of one run say something on a busy machine too, but what a second processor gains shows only on one that is quiet:
the load at the begin and at the end is printed. CPU seconds are those of this process and of all its workers.
"""

from __future__ import annotations

import argparse
import json
import os
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from multiprocessing import active_children
from pathlib import Path
from statistics import mean, median
from time import perf_counter
from typing import NamedTuple

from extract import Article, Failure, read, run
from extract.organizations import Model
from extract.running import Summary

_MEGABYTE = 1 << 20


class Moment(NamedTuple):
    """Behind a batch: articles and characters so far, seconds, and the bytes in memory, here and in the workers."""

    articles: int
    characters: int
    seconds: float
    own: int
    workers: int


@dataclass
class Measured:
    """A run and what it took."""

    summary: Summary
    moments: list[Moment]
    cpu: float
    """Of this process alone: reading, the ledger and the target."""
    workers_cpu: float


def main(arguments: list[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    print(f"{os.cpu_count()} processors, load {_load()}; model {options.model}")
    with tempfile.TemporaryDirectory() as folder:
        desk = Path(folder)
        few, all_ = desk / "few.jsonl", desk / "all.jsonl"
        articles = list(islice(_articles(options.paths), max(options.articles, options.scaling)))
        _write(few, articles[: options.scaling])
        _write(all_, articles[: options.articles])
        count = min(len(articles), options.articles)
        del articles
        if options.scaling:
            _scaling(few, desk, options)
        if options.articles:
            _whole(all_, count, desk, options)
    print(f"load at the end {_load()}")
    return 0


def _scaling(path: Path, desk: Path, options: argparse.Namespace) -> None:
    """One process and two, in turn."""
    runs: dict[int, list[Measured]] = {1: [], 2: []}
    for at in range(options.repeats):
        for workers, measured in runs.items():
            measured.append(_measured(path, desk / f"{workers}-{at}.db", options.model, workers))
    one, two = (median(each.summary.seconds for each in runs[workers]) for workers in (1, 2))
    steady_one, steady_two = (median(map(_steady, runs[workers])) for workers in (1, 2))
    last = runs[2][-1]
    print(
        f"{last.summary.articles} articles, {last.summary.characters} characters, medians of {options.repeats}"
    )
    print(f"  one process {one:8.1f} s {steady_one:10,.0f} characters/s behind the first batch")
    print(f"  two         {two:8.1f} s {steady_two:10,.0f} characters/s behind the first batch")
    print(f"  ratio       {one / two:8.2f}   {steady_two / steady_one:10.2f}")
    print(
        f"  of the CPU, this process has {last.cpu / (last.cpu + last.workers_cpu):.1%}: reading and storing"
    )


def _steady(one: Measured) -> float:
    """Characters a second between the first batch and the last: without the start of the processes."""
    first, last = one.moments[0], one.moments[-1]
    if first is last:
        raise SystemExit("running: --scaling articles are one batch; give more")
    return (last.characters - first.characters) / (last.seconds - first.seconds)


def _whole(path: Path, count: int, desk: Path, options: argparse.Namespace) -> None:
    """Many articles in one run, then the same again."""
    target = desk / "all.db"
    first = _measured(path, target, options.model, options.workers)
    summary, moments = first.summary, first.moments
    (stored,) = sqlite3.connect(target).execute("SELECT count(*) FROM articles").fetchone()
    lost = count - stored - summary.failures - summary.notices["duplicate"]
    print(f"{count} articles, {options.workers} processes: {summary.seconds:.1f} s, {stored} stored")
    print(f"  {summary.failures} failures, {summary.notices['duplicate']} duplicates, {lost} lost")
    for name, of in (
        ("this process", _own),
        ("workers", _workers),
        ("all", lambda one: one.own + one.workers),
    ):
        begin, end = _tenths(moments, of)
        print(
            f"  memory of {name:12} first tenth {begin:7.0f} MB, last {end:7.0f} MB: {end / begin - 1:+.1%}"
        )
    again = _measured(path, target, options.model, options.workers)
    print(
        f"again: {again.summary.seconds:.2f} s, {again.summary.unchanged} unchanged, {again.summary.articles} read"
    )
    print(
        f"  ratio {summary.seconds / again.summary.seconds:.0f} in time, {_cpu(first) / _cpu(again):.0f} in CPU seconds"
    )


def _own(moment: Moment) -> int:
    return moment.own


def _workers(moment: Moment) -> int:
    return moment.workers


def _tenths(moments: list[Moment], of: Callable[[Moment], int]) -> tuple[float, float]:
    """The mean of the first and of the last tenth of the articles, in megabytes."""
    total = moments[-1].articles
    begin = [of(one) for one in moments if one.articles <= total / 10] or [of(moments[0])]
    end = [of(one) for one in moments if one.articles > total * 0.9]
    return mean(begin) / _MEGABYTE, mean(end) / _MEGABYTE


def _cpu(one: Measured) -> float:
    return one.cpu + one.workers_cpu


def _measured(path: Path, target: Path, model: Model, workers: int) -> Measured:
    moments: list[Moment] = []
    before, started = os.times(), perf_counter()

    def watch(summary: Summary, _: object) -> None:
        children = [child.pid for child in active_children() if child.pid]
        moments.append(
            Moment(
                summary.articles,
                summary.characters,
                perf_counter() - started,
                _memory(os.getpid()),
                sum(map(_memory, children)),
            )
        )

    summary = run([path], target, model=model, workers=workers, watch=watch)
    after = os.times()
    own = after.user + after.system - before.user - before.system
    children = after.children_user + after.children_system - before.children_user - before.children_system
    return Measured(summary, moments, own, children)


def _memory(process: int) -> int:
    """Bytes that a process has in memory, by Linux; 0 where it has just ended or this is another system."""
    try:
        pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    except (OSError, IndexError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")


def _articles(paths: Iterable[Path]) -> Iterator[Article]:
    return (item for item in read(paths) if not isinstance(item, Failure))


def _write(path: Path, articles: Iterable[Article]) -> None:
    with path.open("w", encoding="utf-8") as file:
        for at, article in enumerate(articles):
            day = article.published and article.published.isoformat()
            row = {"id": str(at), "title": article.title, "published": day, "text": article.text}
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


def _load() -> str:
    return ", ".join(f"{each:.1f}" for each in os.getloadavg())


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("paths", type=Path, nargs="+")
    parser.add_argument(
        "--articles", type=int, default=20_000, help="of the long run (default %(default)s; 0: none)"
    )
    parser.add_argument("--model", choices=("default", "fast", "none"), default="default")
    parser.add_argument(
        "--workers", type=int, default=2, help="processes of the long run (default %(default)s)"
    )
    parser.add_argument(
        "--scaling", type=int, default=1_500, help="articles for one and two (default %(default)s; 0: none)"
    )
    parser.add_argument("--repeats", type=int, default=3, help="of one and two (default %(default)s)")
    return parser


if __name__ == "__main__":
    sys.exit(main())
