"""The floors of the quality figures: read, compared, and raised, never lowered.

`floors.toml` holds a section for each bench: the sha256 of the data and of the scorer that it was measured with,
and the floor of each figure. A figure measured on anything else is not compared.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from decimal import ROUND_FLOOR, Decimal
from pathlib import Path

_HEAD = """\
# What the product reached, by `python benchmarks/quality.py --update`. A change that falls below a floor fails;
# the floors are only ever raised. To begin anew on other data or with another scorer, delete the section.
"""


class OtherDataError(Exception):
    """The floors were measured on other data, or with another scorer, than what is measured now."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One bench's figures, the sha256 of each file they depend on, and the scorer's own report."""

    figures: dict[str, float]
    digests: dict[str, str]
    report: str = ""


@dataclass(slots=True)
class Floors:
    """The floors of every bench, and the data they were measured on, by the bench's name."""

    digests: dict[str, dict[str, str]] = field(default_factory=dict)
    figures: dict[str, dict[str, float]] = field(default_factory=dict)

    @classmethod
    def load(cls, path: Path) -> Floors:
        """The floors that `path` holds; none where there is no such file."""
        if not path.exists():
            return cls()
        benches = tomllib.loads(path.read_text(encoding="utf-8"))
        return cls(
            {name: dict(bench["sha256"]) for name, bench in benches.items()},
            {name: dict(bench["floor"]) for name, bench in benches.items()},
        )

    def save(self, path: Path) -> None:
        """Writes them as `load` reads them."""
        lines = [_HEAD]
        for bench, figures in self.figures.items():
            lines += [f"[{bench}.sha256]", *(f'"{k}" = "{v}"' for k, v in self.digests[bench].items()), ""]
            lines += [f"[{bench}.floor]", *(f'"{k}" = {v:.4f}' for k, v in figures.items()), ""]
        path.write_text("\n".join(lines).rstrip() + "\n", encoding="utf-8")

    def check(self, bench: str, digests: dict[str, str]) -> None:
        """Raises `OtherDataError` where the bench's floors were measured on anything but `digests`."""
        known = self.digests.get(bench)
        if known is None or known == digests:
            return
        changed = sorted(name for name in known.keys() | digests if known.get(name) != digests.get(name))
        raise OtherDataError(
            f"the floors of {bench} were measured with another {', '.join(changed)}; nothing to compare with"
        )

    def of(self, bench: str, figure: str) -> float | None:
        """The floor of one figure; None where there is none yet."""
        return self.figures.get(bench, {}).get(figure)

    def below(self, bench: str, measured: Measured) -> list[str]:
        """The figures below their floor; one that is no longer measured counts as below."""
        self.check(bench, measured.digests)
        floors = self.figures.get(bench, {})
        return [name for name, floor in floors.items() if measured.figures.get(name, -1.0) < floor]

    def rise(self, bench: str, measured: Measured) -> None:
        """Takes every figure that is higher than its floor, or has none; rounded down to four places."""
        self.check(bench, measured.digests)
        self.digests[bench] = dict(measured.digests)
        floors = self.figures.setdefault(bench, {})
        for name, figure in measured.figures.items():
            floors[name] = max(floors.get(name, 0.0), _down(figure))


def _down(figure: float) -> float:
    return float(Decimal(str(figure)).quantize(Decimal("0.0001"), ROUND_FLOOR))
