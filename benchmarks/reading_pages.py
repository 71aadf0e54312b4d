"""How well web pages are read: title, day and body against what other extractors' tests expect.

    python benchmarks/reading_pages.py FOLDER

FOLDER holds saved pages and an `index.jsonl` with `file`, `expected_from` and `expected` for each: the expectations of
readability, newspaper4k, goose3 and trafilatura are taken, an extractor's own output is not. The body's F1 counts
the characters of the longest matching blocks, without blanks; where only a beginning or snippets are expected, they
must be in it.
"""

from __future__ import annotations

import json
import sys
from difflib import SequenceMatcher
from pathlib import Path
from time import perf_counter
from typing import Any

from extract.reading import read
from extract.record import Article

_TRUSTED = ("readability", "newspaper4k", "goose3", "trafilatura")


def f1(found: str, expected: str) -> float:
    """Twice the matching characters over all of both."""
    a, b = ("".join(text.split()) for text in (found, expected))
    blocks = SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks()
    return 2 * sum(block.size for block in blocks) / max(len(a) + len(b), 1)


def title_is_right(found: str | None, expected: str) -> bool:
    """The same, or the expected without the names of site and section behind it."""
    a, b = "".join((found or "").split()), "".join(expected.split())
    return a == b or (len(a) >= 5 and b.startswith(a) and b[len(a)] in "_-|—－｜")


def measure(folder: Path) -> dict[str, Any]:
    """The figures over the pages with trustworthy expectations."""
    titles, days, bodies, seconds = [], [], [], []
    for line in (folder / "index.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        expected = row.get("expected") or {}
        if not row["file"].startswith(_TRUSTED):
            continue
        started = perf_counter()
        (article,) = read([folder / row["file"]])
        seconds.append(perf_counter() - started)
        if not isinstance(article, Article):
            print(f"{row['file']}: {article}")
            bodies.append(0.0)
            continue
        title, day = expected.get("title"), (expected.get("date") or expected.get("publish_date") or "")[:10]
        titles += [title_is_right(article.title, title)] if title else []
        days += [str(article.published) == day] if day else []
        if "cleaned_text" in expected:  # only some of its paragraphs
            parts = expected["cleaned_text"].split("\n\n")
            score = sum(part.strip() in article.text for part in parts) / len(parts)
        elif "content" in expected:
            score = f1(article.text, expected["content"])
        else:
            checks = [part in article.text for part in expected["with"]]
            checks += [part not in article.text for part in expected["without"]]
            score = sum(checks) / len(checks)
        bodies.append(score)
        print(f"{row['file']:70} {score:.3f} {article.published} {article.encoding} {article.title}")
    return {
        "pages": len(bodies), "titles": f"{sum(titles)} of {len(titles)}", "days": f"{sum(days)} of {len(days)}",
        "body_mean": round(sum(bodies) / len(bodies), 3), "body_least": round(min(bodies), 3),
        "milliseconds_median": round(1000 * sorted(seconds)[len(seconds) // 2], 1),
    }  # fmt: skip


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1])), ensure_ascii=False))
