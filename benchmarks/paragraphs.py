"""The text that a grammar and its peers are timed on."""

from __future__ import annotations

import json
from pathlib import Path


def lines_of(path: Path, limit: int) -> list[str]:
    """The paragraphs of the file, up to so many characters in all."""
    found: list[str] = []
    for row in path.read_text("utf-8").splitlines():
        text = json.loads(row)["text"] if row.startswith("{") else row
        for line in text.splitlines():
            if limit <= 0:
                return found
            found.append(line[:limit])
            limit -= len(line)
    return found
