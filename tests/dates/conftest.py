"""What the tables of this folder share: a text's dates as short lines."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest

from extract.dates import Date, find

Shown = Callable[..., list[str]]
PUBLISHED = datetime.date(2025, 6, 9)  # a Monday


def shown(date: Date) -> str:
    """`上半年 2025-01-01..2025-06-30 half`, `昨日 2025-06-08`, `30年 <P30Y`, `近日 vague`, `昨日 ?` without its days."""
    if date.kind in ("vague", "time"):
        return f"{date.text} {date.kind}"
    if date.kind == "duration":
        return f"{date.text} {date.cmp}{date.duration}"
    if date.first is None:
        return f"{date.text} ?"
    if date.first == date.last:
        return f"{date.text} {date.first}"
    return f"{date.text} {date.first}..{date.last} {date.granularity}"


@pytest.fixture
def reads() -> Shown:
    """The dates of a text, published on Monday, June 9th 2025 unless told otherwise."""

    def read(text: str, published: datetime.date | str | None = PUBLISHED) -> list[str]:
        day = datetime.date.fromisoformat(published) if isinstance(published, str) else published
        return [shown(date) for date in find(text, day)]

    return read
