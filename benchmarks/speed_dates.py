"""Characters a CPU second of `extract.dates.find`, and of the peers where they are installed, on the same text in one run.

    python benchmarks/speed_dates.py TEXT [--peers PYTHON] [--limit CHARACTERS]

TEXT is a UTF-8 file, one paragraph a line (JSON lines with a `text` field do as well). `--peers` names the interpreter
of an environment that has jionlp or recognizers-text-date-time; each is run there on the same lines.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from paragraphs import lines_of

PEERS = {
    "jionlp": """
import jionlp, time
def read(line): jionlp.ner.extract_time(line, time_base={"year": 2025, "month": 6, "day": 9}, with_parsing=True)
""",
    "recognizers-text": """
from recognizers_date_time import recognize_datetime
from recognizers_text import Culture
import datetime, time
def read(line): recognize_datetime(line, Culture.Chinese, reference=datetime.datetime(2025, 6, 9))
""",
}
ROUNDS = 3  # the best of so many counts: other work on the machine only ever slows one down
# What every engine reads before the clock starts: each kind once, so that calendars and models are loaded.
WARM = "2024年5月1日，去年春节假期，清明节，农历八月初八，三个工作日后，前三季度，近30年"
RUN = f"""
import json, sys
lines = json.load(sys.stdin)
try:
    read("{WARM}")
except Exception:
    pass
best = float("inf")
for _ in range({ROUNDS}):
    start = time.process_time()
    for line in lines:
        try:
            read(line)
        except Exception:
            pass
    best = min(best, time.process_time() - start)
print(best)
"""


def seconds(read: Callable[[str], object], lines: list[str]) -> float:
    read(WARM)
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.process_time()
        for line in lines:
            read(line)
        best = min(best, time.process_time() - start)
    return best


def peer_seconds(python: str, script: str, lines: list[str]) -> float | None:
    done = subprocess.run(
        [python, "-c", script + RUN], input=json.dumps(lines), capture_output=True, text=True
    )
    return float(done.stdout.split()[-1]) if done.returncode == 0 else None


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("text", type=Path)
    parser.add_argument("--peers", help="interpreter that has the peers installed")
    parser.add_argument("--limit", type=int, default=20_000, help="characters that every engine reads")
    args = parser.parse_args()
    from extract.dates import find

    lines = lines_of(args.text, args.limit)
    size = sum(map(len, lines))
    ours = seconds(lambda line: find(line, date(2025, 6, 9)), lines)
    print(f"{'extract.dates':18} {size / ours:12,.0f} characters a CPU second", flush=True)
    for name, script in PEERS.items() if args.peers else ():
        theirs = peer_seconds(args.peers, script, lines)
        told = (
            "not installed or failed"
            if theirs is None
            else f"{size / theirs:12,.0f} characters a CPU second, {theirs / ours:.1f}×"
        )
        print(f"{name:18} {told}", flush=True)
    sys.stdout.flush()


if __name__ == "__main__":
    main()
