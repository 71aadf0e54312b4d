"""What a register of a million names costs: seconds and memory to load it, and its share of the run time.

    python benchmarks/register.py PATH... [--names 1000000] [--characters 300000] [--model default]

PATH are articles as the product reads them. The names are generated (place, two to four hanzi, trade, legal form), one
in four with a short form as alias, each with a code; one in ten thousand is two hanzi of the articles' own, so that there
is something to find. The load is measured in a process of its own.
"""

from __future__ import annotations

import argparse
import csv
import multiprocessing
import random
import resource
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from time import process_time

from extract import Extractor, Failure, organizations, read
from extract.organizations.register import Register, known_to

_PLACES = [
    "上海",
    "北京",
    "深圳市",
    "杭州",
    "江苏",
    "浙江",
    "山东",
    "四川",
    "成都",
    "广州市",
    "苏州",
    "武汉",
    "长沙",
    "河南",
    "福建",
    "厦门",
    "天津",
    "重庆",
    "西安",
    "湖北",
]
_TRADES = [
    "科技",
    "智能科技",
    "信息技术",
    "生物医药",
    "贸易",
    "建筑工程",
    "餐饮管理",
    "文化传媒",
    "物流",
    "新材料",
    "机械设备",
    "电子商务",
    "投资管理",
]
_FORMS = ["有限公司", "有限公司", "有限公司", "股份有限公司", "集团有限公司", "有限责任公司"]
# GB 2312 holds simplified characters only: two generated names never differ in script alone.
_HANZI = [bytes((high, low)).decode("gb2312") for high in range(0xB0, 0xD7) for low in range(0xA1, 0xFA)]
_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_MIB = 1 << 20


def generated(names: int, seed: int = 1) -> Iterator[list[str]]:
    """Rows of name, alias and code: `names` names in all, counting aliases."""
    draw, seen, made = random.Random(seed), set(), 0
    yield ["name", "aliases", "uscc"]
    while made < names:
        place, trade, form = draw.choice(_PLACES), draw.choice(_TRADES), draw.choice(_FORMS)
        firm = "".join(draw.choices(_HANZI, k=draw.choice((2, 2, 3, 4))))
        if firm in seen:
            continue
        seen.add(firm)
        alias = firm + trade if draw.random() < 0.25 else ""
        made += 2 if alias else 1
        yield [place + firm + trade + form, alias, f"91{made % 1_000_000:06d}{made:010d}"]


def main(arguments: list[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "companies.csv"
        with path.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows(generated(options.names))
        print(f"{options.names} names, {path.stat().st_size / _MIB:.0f} MiB of CSV")
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            seconds, kept, peak = pool.apply(_loaded, (path,))
        print(
            f"load {seconds:.1f} s of CPU time, keeps {kept:.0f} MiB, at most {peak:.0f} MiB above the process without it"
        )
        _shares(options, path)
    return 0


def _loaded(path: Path) -> tuple[float, float, float]:
    Register([])
    before, start = _resident(), process_time()
    register = known_to(path)
    seconds = process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    assert register.get("") is None
    return seconds, _resident() - before, peak - before


def _resident() -> float:
    return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * resource.getpagesize() / _MIB


def _shares(options: argparse.Namespace, path: Path) -> None:
    articles, characters = [], 0
    for article in read(options.paths):
        if not isinstance(article, Failure) and characters < options.characters:
            articles.append(article)
            characters += len(article.text)
    without, with_it = (
        Extractor(recogniser=organizations.load(options.model, register)) for register in (None, path)
    )
    times: dict[Extractor, list[float]] = {without: [], with_it: []}
    for extractor in times:
        extractor(articles[0])
    for _ in range(options.repeats):
        for extractor, seconds in times.items():
            start = process_time()
            for article in articles:
                extractor(article)
            seconds.append(process_time() - start)
    ratios = [after / before for before, after in zip(times[without], times[with_it], strict=True)]
    speed = characters / median(times[without])
    print(
        f"model {options.model}: {speed:,.0f} characters a second of CPU time; with the register {median(ratios) - 1:+.1%} time"
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("paths", type=Path, nargs="+")
    parser.add_argument("--names", type=int, default=1_000_000)
    parser.add_argument("--characters", type=int, default=300_000)
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--model", choices=("default", "fast", "none"), default=organizations.DEFAULT)
    return parser


if __name__ == "__main__":
    sys.exit(main())
