"""Characters a second of every stage and of the whole, and each stage's share.

    python benchmarks/speed.py PATH... [--repeats 5] [--characters 300000]

PATH are articles as the product reads them. Each repeat runs, in turn, the stages one by one, the whole as
`Extractor` does it, and both engines' bare words for scale; the figures are medians over the repeats, so a disturbance
of one of them doesn't tell. One process, one thread.
"""

from __future__ import annotations

import argparse
import platform
import resource
import sys
from collections.abc import Iterable
from itertools import chain
from pathlib import Path
from statistics import median

from stages import Times, Workbench

from extract import Article, Failure, read


def main(arguments: list[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    articles = _articles(options.paths, options.characters)
    if not articles:
        print("speed: no article could be read", file=sys.stderr)
        return 2
    bench = Workbench()
    bench.run(articles[:1])  # dictionaries and tables are loaded before the clock runs
    repeats = [bench.run(articles) for _ in range(options.repeats)]
    _print(articles, repeats)
    return 0


def _articles(paths: Iterable[Path], most: int) -> list[Article]:
    """The articles in order, up to `most` characters in all."""
    taken, characters = [], 0
    for article in read(paths):
        if isinstance(article, Failure):
            print(article, file=sys.stderr)
            continue
        taken.append(article)
        characters += len(article.text)
        if characters >= most:
            break
    return taken


def _print(articles: list[Article], repeats: list[Times]) -> None:
    characters = sum(len(article.text) for article in articles)
    stages = {name: median(times.stages[name] for times in repeats) for name in repeats[0].stages}
    others = {name: median(times.others[name] for times in repeats) for name in repeats[0].others}
    jieba = others["words: jieba"]
    print(f"{len(articles)} articles, {characters} characters, medians of {len(repeats)} repeats")
    print(f"{platform.machine()}, Python {platform.python_version()}, one process")
    print(f"{'':28} {'characters/s':>14} {'share':>7} {'time / jieba':>13}")
    total = sum(stages.values())
    for name, seconds in chain(stages.items(), others.items()):
        share = f"{seconds / total:7.1%}" if name in stages else " " * 7
        print(f"{name:28} {characters / seconds:14,.0f} {share} {seconds / jieba:13.2f}")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MiB")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("paths", type=Path, nargs="+")
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument(
        "--characters", type=int, default=300_000, help="read about so much text (default %(default)s)"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
