"""Kill -9 at random moments; `benchmarks/crashes.py` does the same many more times."""

import subprocess
import sys
from pathlib import Path

import crashes
import pytest
from postgresql_server import programs


@pytest.mark.parametrize("kind", crashes.TARGETS)
def test_no_row_is_lost_or_doubled(kind: str) -> None:
    if kind == "postgresql" and not programs():
        pytest.skip("PostgreSQL isn't installed (Debian: apt-get install postgresql)")
    command = [sys.executable, Path(crashes.__file__), kind, "--kills", "2", "--articles", "20"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert "no row different" in done.stdout
