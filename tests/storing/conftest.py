"""The targets that tests are tried on."""

from __future__ import annotations

from pathlib import Path

import pytest

from .samples import TARGETS


@pytest.fixture(params=TARGETS)
def target(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "postgresql":
        return str(request.getfixturevalue("postgresql"))
    return str(tmp_path / request.param)
