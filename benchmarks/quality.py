"""How right the product is, against floors that only rise.

    python benchmarks/quality.py --gold ../shared/gold --cases ../shared/cases [--update] [--keep FOLDER]

Runs the product on the gold articles (`dev.jsonl`) and on the peers' test cases (`cases.jsonl`), scores the records
with the scorer that lies beside the data (`score.py`, `score_cases.py`) and prints every figure with its floor from
`floors.toml`. `--keep` leaves articles, records and the scorers' lists of errors in a folder.

Exit status: 0 every figure holds its floor, 1 one is below, 2 a floor was measured on other data (no comparison).
`--update` writes what was measured where it is higher; no floor is ever lowered by it.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from floors import Floors, OtherDataError
from scoring import BENCHES, Bench, measure

FLOORS = Path(__file__).with_name("floors.toml")


def main(arguments: list[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    chosen = [(bench, getattr(options, bench.name)) for bench in BENCHES if getattr(options, bench.name)]
    if not chosen:
        _parser().error("nothing to measure: name --gold or --cases")
    floors = Floors.load(options.floors)
    held = True
    with _folder(options.keep) as folder:
        for bench, data in chosen:
            try:
                held &= _compare(bench, data, folder, floors)
            except OtherDataError as error:
                print(f"quality: {error}", file=sys.stderr)
                return 2
    if options.update:
        floors.save(options.floors)
    return 0 if held else 1


def _compare(bench: Bench, data: Path, folder: Path, floors: Floors) -> bool:
    """Measures one bench, prints its figures and raises its floors; whether every floor holds."""
    floors.check(bench.name, bench.digests(data))
    measured = measure(bench, data, folder)
    print(f"== {bench.name}")
    print(measured.report)
    below = floors.below(bench.name, measured)
    for name, figure in measured.figures.items():
        print(_line(name, figure, floors.of(bench.name, name), name in below))
    floors.rise(bench.name, measured)
    return not below


def _line(name: str, figure: float, floor: float | None, below: bool) -> str:
    against = "no floor" if floor is None else f"floor {floor:.4f}  {figure - floor:+.4f}"
    return f"{name:12} {figure:.4f}  {against}{'  BELOW' if below else ''}"


@contextmanager
def _folder(keep: Path | None) -> Iterator[Path]:
    if keep is None:
        with TemporaryDirectory() as folder:
            yield Path(folder)
    else:
        keep.mkdir(parents=True, exist_ok=True)
        yield keep


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    for bench in BENCHES:
        parser.add_argument(f"--{bench.name}", type=Path, help=f"folder with {bench.data} and {bench.scorer}")
    parser.add_argument("--floors", type=Path, default=FLOORS, help="the floors' file")
    parser.add_argument("--update", action="store_true", help="raise the floors to what was measured")
    parser.add_argument("--keep", type=Path, help="folder to leave articles, records and errors in")
    return parser


if __name__ == "__main__":
    sys.exit(main())
