"""One bench: its articles through the product, its records through the scorer beside the data."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from floors import Measured

from extract import ExtractError, Extractor, Failure, read


@dataclass(frozen=True, slots=True)
class Bench:
    """Where a bench's data and scorer lie in its folder, and what its scorer's lines look like."""

    name: str
    data: str
    scorer: str
    figure: str  # a pattern with the groups `name` and `figure`

    def digests(self, folder: Path) -> dict[str, str]:
        """The sha256 of all that its figures depend on besides the product."""
        return {
            name: hashlib.sha256((folder / name).read_bytes()).hexdigest()
            for name in (self.data, self.scorer)
        }


GOLD = Bench("gold", "dev.jsonl", "score.py", r"(?m)^(?P<name>[a-z.]+) .* F1 (?P<figure>[0-9.]+)")
CASES = Bench("cases", "cases.jsonl", "score_cases.py", r"(?m)^(?P<name>\w+) .*/ .* (?P<figure>[0-9.]+)$")
BENCHES = (GOLD, CASES)


def measure(bench: Bench, data: Path, folder: Path) -> Measured:
    """Runs the product on `bench`'s articles and scores it; articles, records and errors go into `folder`."""
    articles = folder / f"{bench.name}.articles.jsonl"
    records = folder / f"{bench.name}.records.jsonl"
    articles.write_text(_articles(bench, data), encoding="utf-8")
    with records.open("w", encoding="utf-8") as file:
        file.writelines(f"{line}\n" for line in extracted(articles))
    report = _run(data / bench.scorer, data / bench.data, records)
    errors = _run(data / bench.scorer, data / bench.data, records, "--errors")
    (folder / f"{bench.name}.errors.tsv").write_text(errors, encoding="utf-8")
    return Measured(figures_of(bench, report), bench.digests(data), report.rstrip())


def figures_of(bench: Bench, report: str) -> dict[str, float]:
    """The figures in a scorer's report, by their names."""
    return {match["name"]: float(match["figure"]) for match in re.finditer(bench.figure, report)}


def extracted(articles: Path) -> Iterator[str]:
    """The records of a file of articles, as JSON; what fails is told on standard error and counts as missed."""
    extractor = Extractor()
    for article in read([articles]):
        if isinstance(article, Failure):
            print(article, file=sys.stderr)
            continue
        try:
            yield extractor(article).to_json()
        except ExtractError as error:
            print(Failure.of(article.source, "extracting", error), file=sys.stderr)


def _articles(bench: Bench, data: Path) -> str:
    """The bench's articles as the product reads them: a JSON object a line, with the day of publication."""
    if bench is CASES:
        return _run(data / bench.scorer, data / bench.data, "--articles")
    rows = map(json.loads, (data / bench.data).read_text(encoding="utf-8").splitlines())
    kept = ({key: row.get(key) for key in ("id", "text", "published")} for row in rows)
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in kept)


def _run(script: Path, *arguments: object) -> str:
    command = [sys.executable, str(script), *map(str, arguments)]
    return subprocess.run(command, check=True, text=True, encoding="utf-8", stdout=subprocess.PIPE).stdout
