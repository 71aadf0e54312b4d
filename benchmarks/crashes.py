"""Kill -9 at random moments: whatever is killed, a rerun ends with exactly the rows of an undisturbed run.

    python benchmarks/crashes.py TARGET... [--kills 60] [--articles 90] [--workers 0] [--seed 1]

TARGET is one of sqlite, postgresql, duckdb, jsonl, csv, parquet. A process of its own runs `extract.run` on a folder of
made-up articles, first one edition, then a second, in which some have changed, some fail, some are gone and some are new;
some have the text of the one before. It is killed at a random moment and started again until it comes to its end; then
all begins anew with an empty target, until there were so many kills. After every kill the target has to hold whole
articles only, with a ledger that says exactly what is there; at the end of each edition, every row. The exit status is 1
where that ever failed.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import count, islice
from multiprocessing import Pipe, get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Any

from contents import Contents, contents, expected
from postgresql_server import server

from extract import Article, Failure, Record, read, run
from extract.running import batches
from extract.storing import Copy, content_hash, open_sink

BATCH = 6
TARGETS = ("sqlite", "postgresql", "duckdb", "jsonl", "csv", "parquet")
_ENDINGS = {"sqlite": "db", "duckdb": "duckdb", "jsonl": "jsonl", "csv": "csv", "parquet": "parquet"}


class DifferenceError(Exception):
    """A target doesn't hold what it has to."""


class Made:
    """An extractor that finds a company, a year, an amount and a fact in each sentence; it fails where it is told to."""

    version, model = "1", "none"

    def __call__(self, article: Article) -> Record:
        if article.text.startswith("fail"):
            raise ValueError("made to fail")
        return Record.model_validate(
            {"article": article, "extractor": {"version": self.version, "model": self.model}}
            | _parts(article.text)
        )


def _parts(text: str) -> dict[str, Any]:
    """The parts of the record of a text of sentences such as 江河公司2024年营收17亿元。"""
    said = text.split("。")[:-1]
    starts = [sum(len(one) + 1 for one in said[:n]) for n in range(len(said))]
    why = {"confidence": 0.5, "by": "made up"}

    def marks(letter: str, first: int, last: int | None) -> Iterator[dict[str, Any]]:
        for n, (start, sentence) in enumerate(zip(starts, said, strict=True)):
            found = sentence[first:last]
            here = {"start": start + first, "end": start + first + len(found), "text": found}
            yield {"id": f"{letter}{n}"} | here | why

    mentions = [{name: mark[name] for name in mark if name != "id"} for mark in marks("o", 0, 4)]
    return {
        "organizations": [{"id": "o1", "name": "江河公司", "type": "company", "mentions": mentions}],
        "dates": [mark | {"kind": "period"} for mark in marks("d", 4, 9)],
        "quantities": [
            mark | {"kind": "money", "value": f"{mark['text'][:-2]}00000000", "unit": "CNY"} for mark in marks("q", 11, None)
        ],
        "facts": [
            {"id": f"f{n}", "subject": "江河公司", "organization": "o1", "metric": "营收", "quantity": f"q{n}",
             "period": f"d{n}", "start": start, "end": start + len(sentence)} | why
            for n, (start, sentence) in enumerate(zip(starts, said, strict=True))
        ],
    }  # fmt: skip


class Edition:
    """What a folder holds at a time, and what a target has to hold once it was read, `before` having been read before."""

    def __init__(self, folder: Path, texts: Mapping[int, str], before: Edition | None = None) -> None:
        self._folder, self._texts = folder, texts
        self.write()
        articles = {one: self._article(one) for one in texts}
        self.records: dict[int, Record] = {}
        failures, copies = [], []
        firsts: dict[str, int] = {}
        for one, text in texts.items():
            article = articles[one]
            if text in firsts:
                copies.append(Copy(article.source, content_hash(article), articles[firsts[text]].source))
            elif text.startswith("fail"):
                failures.append(Failure(article.source, "extracting", "ValueError", "made to fail"))
                if before and one in before.records:
                    self.records[one] = before.records[one]
            else:
                self.records[one] = Made()(article)
            firsts.setdefault(text, one)
        self.end = expected(self.records.values(), failures, copies)

    def write(self) -> None:
        """Put it in the folder, in the place of what is there."""
        for path in self._folder.iterdir():
            path.unlink()
        for one, text in self._texts.items():
            row = {"text": text, "published": f"2025-{len(text) % 12 + 1:02}-05"}
            self._path(one).write_text(json.dumps(row), "utf-8")

    def _path(self, one: int) -> Path:
        return self._folder / f"{one:05}.json"

    def _article(self, one: int) -> Article:
        (article,) = read([self._path(one)])
        assert isinstance(article, Article)
        return article


def editions(folder: Path, articles: int) -> list[Edition]:
    """Both; in each some articles have the text of the one before."""
    first = {one: text_of(one // 2 if one % 14 == 5 else one, 1) for one in range(articles)}
    first = {one: first[one - 1] if one % 9 == 4 else text for one, text in first.items()}
    second: dict[int, str] = {}
    for one in range(articles + articles // 10):
        if one % 9 == 4 and not second.get(one - 1, "fail").startswith("fail"):
            second[one] = second[one - 1]
        elif one % 11 == 5:
            second[one] = f"fail {one}"
        elif one % 7 != 3:
            second[one] = text_of(one, 2) if one % 3 == 0 else first.get(one, text_of(one, 1))
    begun = Edition(folder, first)
    return [begun, Edition(folder, second, begun)]


def text_of(one: int, version: int, sentences: int = 6) -> str:
    """The text of an article in one of its versions."""
    return "".join(f"江河公司{2000 + n}年营收{version}{one}{n}亿元。" for n in range(sentences))


def feed(target: str, folder: Path, workers: int, began: Connection) -> None:
    """A run, in small batches."""
    batches.ARTICLES = BATCH
    open_sink(target)
    list(islice(read([folder]), 1))  # what is loaded when it is needed
    began.send(None)
    run([folder], target, prune=True, workers=workers, build=Made)


@dataclass(slots=True)
class Tally:
    """What happened to one kind of target."""

    kills: int = 0
    runs: int = 0
    editions: int = 0
    halfway: int = 0
    """Kills after which something, and not all, of an edition stood in the target."""


@dataclass(frozen=True, slots=True)
class Torture:
    """Kills the runs on `folder`, of both editions in turn."""

    folder: Path
    editions: Sequence[Edition]
    workers: int

    def __call__(self, new_target: Callable[[], str], kills: int, random: Random) -> Tally:
        """Kill until there were so many kills and the last target is whole; raises `DifferenceError`."""
        tally = Tally()
        seconds = self._seconds(new_target())
        while tally.kills < kills:
            target = new_target()
            before = None
            for number, edition in enumerate(self.editions, 1):
                edition.write()
                for attempt in count():  # files start anew each time: let them end
                    if self._killed(target, random.uniform(0, seconds * (1 + attempt / 5)), tally):
                        break
                    tally.halfway += self._whole(target) not in (None, before, edition.end)
                before = contents(target)
                if before != edition.end:
                    raise DifferenceError(f"{target}: edition {number} ended with other rows")
                tally.editions += 1
        return tally

    def _killed(self, target: str, after: float, tally: Tally) -> bool:
        """Start a run, kill it so many seconds after it began; whether it had come to its end before."""
        process = self._begun(target)
        process.join(after)
        if process.exitcode is None:
            process.kill()
        process.join()
        if process.exitcode not in (0, -9):
            raise DifferenceError(f"{target}: a run ended with status {process.exitcode}")
        tally.runs += 1
        tally.kills += process.exitcode == -9
        return process.exitcode == 0

    def _begun(self, target: str) -> BaseProcess:
        """A process that has loaded what it needs and begins to run."""
        here, there = Pipe()
        process = get_context("forkserver").Process(
            target=feed, args=(target, self.folder, self.workers, there)
        )
        process.start()
        here.recv()
        return process

    def _whole(self, target: str) -> Contents | None:
        """What a target holds after a kill, None where it isn't there yet; raises where an article isn't whole in it."""
        if "://" not in target and not Path(target).exists():
            return None
        with open_sink(target):
            """Opened once, as the next run would, so that a target's own recovery is done and its tables are there."""
        found = contents(target)
        versions = {one.article.id: one for edition in self.editions for one in edition.records.values()}
        records = [versions[row[0]] for row in found["articles"]]
        failures = [Failure(*row) for row in found["failures"]]
        copies = [Copy(source, content, of) for source, content, *_, of, _ in found["ledger"] if of]
        if found != expected(records, failures, copies):
            raise DifferenceError(
                f"{target}: after a kill an article isn't whole, or the ledger tells something else"
            )
        return found

    def _seconds(self, target: str) -> float:
        """How long an undisturbed run takes."""
        self.editions[0].write()
        process = self._begun(target)
        started = perf_counter()
        process.join()
        return perf_counter() - started


def main(arguments: Sequence[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        inputs = folder / "in"
        inputs.mkdir()
        torture = Torture(inputs, editions(inputs, options.articles), options.workers)
        numbers = count()
        running = stack.enter_context(server()) if "postgresql" in options.targets else None
        for kind in options.targets:

            def new_target(kind: str = kind) -> str:
                return (
                    running.new_database()
                    if running and kind == "postgresql"
                    else str(folder / f"{next(numbers)}.{_ENDINGS[kind]}")
                )

            try:
                tally = torture(new_target, options.kills, Random(options.seed))
            except DifferenceError as error:
                print(f"{kind}: {error}")
                return 1
            print(
                f"{kind}: {tally.kills} kills in {tally.runs} runs, {tally.halfway} of them halfway through an edition;"
                f" {tally.editions} editions of {options.articles} articles whole, no row different",
                flush=True,
            )
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("targets", nargs="+", choices=TARGETS, metavar="TARGET")
    parser.add_argument("--kills", type=int, default=60)
    parser.add_argument("--articles", type=int, default=90)
    parser.add_argument("--workers", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    return parser


if __name__ == "__main__":
    get_context("forkserver").set_forkserver_preload(["__main__"])
    sys.exit(main())
