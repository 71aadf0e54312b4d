"""Kill -9 at random moments: whatever is killed, a rerun ends with exactly the rows of an undisturbed run.

    python benchmarks/crashes.py TARGET... [--kills 60] [--articles 90] [--seed 1]

TARGET is one of sqlite, postgresql, duckdb, jsonl, csv, parquet. A process of its own feeds a first edition of made-up
articles, batch by batch, doing only what the target's ledger doesn't know; then a second edition, in which some have
changed, some fail, some are gone and some are new. It is killed at a random moment and started again until it comes to its
end; then all begins anew with an empty target, until there were so many kills. After every kill the target has to hold
whole articles only, with a ledger that says exactly what is there; at the end of each edition, every row. The exit
status is 1 where that ever failed.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache
from itertools import count
from multiprocessing import Pipe, get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Any

from contents import Contents, contents, expected
from postgresql_server import server

from extract import Failure, Record
from extract.storing import content_hash, open_sink

BATCH = 6
TARGETS = ("sqlite", "postgresql", "duckdb", "jsonl", "csv", "parquet")
_ENDINGS = {"sqlite": "db", "duckdb": "duckdb", "jsonl": "jsonl", "csv": "csv", "parquet": "parquet"}


class DifferenceError(Exception):
    """A target doesn't hold what it has to."""


@cache
def edition(number: int, articles: int) -> tuple[list[Record], list[Failure], list[str]]:
    """The records, the failures and the sources that are gone, of edition 1 or 2."""
    if number == 1:
        return [record(f"{one}.txt", 1) for one in range(articles)], [], []
    records, failures, gone = [], [], []
    for one in range(articles + articles // 10):
        if one % 7 == 3:
            gone.append(f"{one}.txt")
        elif one % 11 == 5:
            failures.append(Failure(f"{one}.txt", "reading", "ReadingError", "cut off"))
        else:
            records.append(record(f"{one}.txt", 2 if one % 3 == 0 else 1))
    return records, failures, gone


def record(source: str, version: int, sentences: int = 6) -> Record:
    """A made-up record: a fact a sentence, in every table as many rows."""
    said = [f"江河公司{2000 + n}年营收{version}{n}亿元。" for n in range(sentences)]
    text = "".join(said)
    starts = [len("".join(said[:n])) for n in range(sentences)]
    why = {"confidence": 0.5, "by": "made up"}

    def marks(letter: str, first: int, last: Callable[[str], int]) -> Iterator[dict[str, Any]]:
        for n, (start, sentence) in enumerate(zip(starts, said, strict=True)):
            here = {
                "start": start + first,
                "end": start + last(sentence),
                "text": sentence[first : last(sentence)],
            }
            yield {"id": f"{letter}{n}"} | here | why

    mentions = [
        {name: value for name, value in mark.items() if name != "id"} for mark in marks("o", 0, lambda _: 4)
    ]
    return Record.model_validate(
        {
            "article": {
                "id": hashlib.sha256(f"{source}\0{text}".encode()).hexdigest()[:16],
                "source": source,
                "published": f"2025-{version + 1:02}-{int(source[:-4]) % 28 + 1:02}",
                "text": text,
            },
            "organizations": [{"id": "o1", "name": "江河公司", "type": "company", "mentions": mentions}],
            "dates": [mark | {"kind": "period"} for mark in marks("d", 4, lambda _: 9)],
            "quantities": [
                mark | {"kind": "money", "value": f"{version}{n}00000000", "unit": "CNY"}
                for n, mark in enumerate(marks("q", 11, lambda sentence: len(sentence) - 1))
            ],
            "facts": [
                {"id": f"f{n}", "subject": "江河公司", "organization": "o1", "metric": "营收", "quantity": f"q{n}",
                 "period": f"d{n}", "start": start, "end": start + len(sentence)} | why
                for n, (start, sentence) in enumerate(zip(starts, said, strict=True))
            ],
            "extractor": {"version": "1", "model": "none"},
        }
    )  # fmt: skip


def feed(target: str, number: int, articles: int, began: Connection) -> None:
    """What a run does: ask what is known, store what isn't, delete what is gone."""
    records, failures, gone = edition(number, articles)
    began.send(None)
    with open_sink(target) as sink:
        for start in range(0, len(records), BATCH):
            batch = records[start : start + BATCH]
            known = sink.known([one.article.source for one in batch])
            entries = [(one, known.get(one.article.source)) for one in batch]
            new = [
                one for one, entry in entries if not (entry and entry.is_current(content_hash(one.article)))
            ]
            if new:
                sink.write(new, [])
        sink.write([], failures)
        sink.delete(gone)


@dataclass(slots=True)
class Tally:
    """What happened to one kind of target."""

    kills: int = 0
    runs: int = 0
    editions: int = 0
    halfway: int = 0
    """Kills after which something, and not all, of an edition stood in the target."""


def torture(new_target: Callable[[], str], kills: int, articles: int, random: Random) -> Tally:
    """Kill until there were so many kills and the last target is whole; raises `DifferenceError`."""
    tally = Tally()
    seconds = _seconds(new_target(), articles)
    while tally.kills < kills:
        target = new_target()
        for number in (1, 2):
            before = contents(target) if number == 2 else None
            end = _end(number, articles)
            for attempt in count():
                after = random.uniform(
                    0, seconds * (1 + attempt / 5)
                )  # files start anew each time: let them end
                if _killed(target, number, articles, after, tally):
                    break
                now = _whole(target, articles)
                tally.halfway += now not in (None, before, end)
            if contents(target) != end:
                raise DifferenceError(f"{target}: edition {number} ended with other rows")
            tally.editions += 1
    return tally


def _killed(target: str, number: int, articles: int, after: float, tally: Tally) -> bool:
    """Start the feeding, kill it so many seconds after it began; whether it had come to its end before."""
    process = _begun(target, number, articles)
    process.join(after)
    if process.exitcode is None:
        process.kill()
    process.join()
    if process.exitcode not in (0, -9):
        raise DifferenceError(f"{target}: a run ended with status {process.exitcode}")
    tally.runs += 1
    tally.kills += process.exitcode == -9
    return process.exitcode == 0


def _begun(target: str, number: int, articles: int) -> BaseProcess:
    """A process that has loaded what it needs and begins to feed."""
    here, there = Pipe()
    process = get_context("forkserver").Process(target=feed, args=(target, number, articles, there))
    process.start()
    here.recv()
    return process


def _whole(target: str, articles: int) -> Contents | None:
    """What a target holds after a kill, None where it isn't there yet; raises where an article isn't whole in it."""
    if "://" not in target and not Path(target).exists():
        return None
    with open_sink(target):
        """Opened once, as the next run would, so that a target's own recovery is done and its tables are there."""
    found = contents(target)
    made = [one for number in (1, 2) for one in edition(number, articles)[0]]
    versions: Mapping[str, Record] = {one.article.id: one for one in made}
    failures = [Failure(*row) for row in found["failures"]]
    if found != expected([versions[row[0]] for row in found["articles"]], failures):
        raise DifferenceError(
            f"{target}: after a kill an article isn't whole, or the ledger tells something else"
        )
    return found


@cache
def _end(number: int, articles: int) -> Contents:
    """What a target has to hold at the end of an edition; what failed keeps the rows of the first."""
    records, failures, _ = edition(number, articles)
    failed = {failure.source for failure in failures}
    kept = [one for one in edition(1, articles)[0] if one.article.source in failed]
    return expected([*records, *kept], failures)


def _seconds(target: str, articles: int) -> float:
    """How long an undisturbed first edition takes."""
    process = _begun(target, 1, articles)
    started = perf_counter()
    process.join()
    return perf_counter() - started


def main(arguments: Sequence[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
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
                tally = torture(new_target, options.kills, options.articles, Random(options.seed))
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
    parser.add_argument("--seed", type=int, default=1)
    return parser


if __name__ == "__main__":
    get_context("forkserver").set_forkserver_preload(["__main__"])
    sys.exit(main())
