"""Characters a second of `extract.quantities.find`, and of the peers where they are installed, on the same text in one run.

    python benchmarks/speed_quantities.py TEXT [--peers PYTHON] [--limit CHARACTERS] [--rounds N]

TEXT is a UTF-8 file, one paragraph a line (JSON lines with a `text` field do as well). `--peers` names the interpreter
of an environment that has recognizers-text-number-with-unit (which needs emoji<2), jionlp and chinese2digits. Ours and
each peer read the same lines in turns, in CPU time, and the medians are compared. Then: the time for twice the text as
one article, and for hostile runs of one character.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from paragraphs import lines_of

# Each does what `find` does in part: numbers, money and units; amounts of money; numbers.
PEERS = {
    "recognizers-text": """
from recognizers_text import Culture
from recognizers_number import NumberRecognizer
from recognizers_number_with_unit import NumberWithUnitRecognizer
numbers, units = NumberRecognizer(Culture.Chinese), NumberWithUnitRecognizer(Culture.Chinese)
models = [numbers.get_number_model(), units.get_currency_model(), units.get_dimension_model()]
def read(line):
    for model in models:
        model.parse(line)
""",
    "jionlp + chinese2digits": """
import chinese2digits, jionlp
def read(line):
    jionlp.ner.extract_money(line, with_parsing=True)
    chinese2digits.takeNumberFromString(line)
""",
}
RUN = """
import json, sys, time
lines = json.load(sys.stdin)
read("营收约3900亿元")
failed, start = 0, time.process_time()
for line in lines:
    try:
        read(line)
    except Exception:
        failed += 1
print(time.process_time() - start, failed)
"""
HOSTILE = ("一", "十百千万", "1,", "第", "（", "百分之", "2024-")
HOSTILE_LENGTH = 100_000


def main() -> None:
    options = _parser().parse_args()
    from extract.quantities import find

    lines = lines_of(options.text, options.limit)
    find("营收约3900亿元")
    _beside_peers(find, lines, options.peers, options.rounds)
    article = "\n".join(lines)
    once, twice = (min(_seconds(find, [text]) for _ in range(5)) for text in (article, article * 2))
    print(f"twice the text ({len(article):,} characters as one) {twice / once:10.2f} × the time")
    for piece in HOSTILE:
        text = (piece * HOSTILE_LENGTH)[:HOSTILE_LENGTH]
        print(f"{HOSTILE_LENGTH:,} characters of {piece:10} {_seconds(find, [text]):10.2f} s")


def _beside_peers(find: Callable[[str], object], lines: list[str], python: str | None, rounds: int) -> None:
    size = sum(map(len, lines))
    ours: list[float] = []
    theirs: dict[str, list[float]] = {name: [] for name in PEERS} if python else {}
    for _ in range(rounds):
        ours.append(_seconds(find, lines))
        for name, times in theirs.items():
            times.append(_peer_seconds(str(python), PEERS[name], lines))
    print(f"{'extract.quantities':24} {size / median(ours):12,.0f} characters/s")
    for name, times in theirs.items():
        print(f"{name:24} {size / median(times):12,.0f} characters/s, {median(times) / median(ours):.1f}×")


def _seconds(read: Callable[[str], object], lines: list[str]) -> float:
    start = time.process_time()
    for line in lines:
        read(line)
    return time.process_time() - start


def _peer_seconds(python: str, script: str, lines: list[str]) -> float:
    command = [python, "-c", script + RUN]
    done = subprocess.run(command, input=json.dumps(lines), text=True, stdout=subprocess.PIPE, check=True)
    seconds, failed = done.stdout.split()[-2:]
    if int(failed):
        print(f"{failed} lines failed there", file=sys.stderr)
    return float(seconds)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("text", type=Path)
    parser.add_argument("--peers", help="interpreter that has the peers installed")
    parser.add_argument("--limit", type=int, default=40_000, help="characters that every engine reads")
    parser.add_argument("--rounds", type=int, default=3, help="times that each engine reads them")
    return parser


if __name__ == "__main__":
    main()
