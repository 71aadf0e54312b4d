"""Kill -9 at random moments; `benchmarks/crashes.py` does the same many more times."""

from itertools import count
from pathlib import Path
from random import Random

import pytest
from crashes import torture


@pytest.mark.parametrize("kind", ["db", "postgresql", "duckdb", "jsonl", "csv", "parquet"])
def test_no_row_is_lost_or_doubled(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    numbers = count()

    def new_target() -> str:
        if kind == "postgresql":
            return str(request.getfixturevalue("postgresql_server").new_database())
        return str(tmp_path / f"{next(numbers)}.{kind}")

    tally = torture(new_target, kills=3, articles=36, random=Random(7))
    assert tally.kills >= 3 and tally.editions >= 2
