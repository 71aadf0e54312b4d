"""How often the facts read in press articles are right, against articles judged by hand, and how sure they say they are.

    python benchmarks/facts.py --press ../shared/data/press [--gold ../shared/gold/dev.jsonl] [--fit]

`fact_marks.jsonl` holds the judgements: an article's id and, for each fact that a reader of it judged, the offsets of
its number, subject, metric and period, and whether it was right; no text. A fact that equals a right one is right; one
that equals a wrong one, or that differs from a right one, is wrong; of any other number nobody judged, and it doesn't
count. `judge` says how strictly: `first` let pass what a reader understands from the article, `second` only what
is plain in a database without it, `third` went by the gold's conventions. The grammar was mended with the first two
and gold in view; the third's articles nobody looked at before or after.

`--fit` fits the weights of `extract.facts.confidence` and prints them as they stand there, and tells how sure weights are
of articles that they were not fitted on. What makes a fact right is alike for all judges and for gold, how often facts
are right isn't, least where the grammar was mended in view of them: the fit knows whose judgement each is, and the
weights printed are the third's.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import Any

from extract import Article, Extractor, Record

MARKS = Path(__file__).with_name("fact_marks.jsonl")
SURE = 0.8
GOES_BACK = ("fact.again",)  # as sure as what it goes back to
RIDGE = (
    8.0  # of 4, 8, 16 and 30: the least by which the sure ones outside the fit are right as often as they say
)
STEPS = 60
FOLDS = 8
JUDGE = "third"  # whose judgement the weights are fitted to
SOURCES = ("first", "second", "third", "gold")


@dataclass(frozen=True, slots=True)
class Judged:
    """A fact of the product: where it is from, what is known of it, what it says of itself, whether it is right."""

    source: str
    article: str
    known: tuple[str, ...]
    rule: str
    confidence: float
    right: bool


class Reading:
    """The product's facts with the signals that their confidence rests on."""

    def __init__(self) -> None:
        self._extract = Extractor()
        self._signals: Any = vars(import_module("extract.facts.evidence"))["signals"]
        self._known: dict[int, tuple[str, ...]] = {}
        reader = vars(import_module("extract.facts.read"))
        self._weigh: Any = reader["confidence"]
        reader["confidence"] = self._recorded

    def __call__(self, article: Article) -> tuple[Record, dict[int, tuple[str, ...]]]:
        """The article's record, and the signals of each fact by the offset of its number."""
        self._known = {}
        return self._extract(article), self._known

    def _recorded(self, evidence: Any) -> float:
        self._known[evidence.quantity.start] = tuple(self._signals(evidence))
        return float(self._weigh(evidence))


def marked(press: Path, marks: Path) -> Iterator[tuple[str, Article, list[dict[str, Any]]]]:
    """Each marked article, as far as it was read, with who judged it and its marks."""
    rows = [json.loads(line) for line in marks.read_text("utf-8").splitlines()]
    wanted = defaultdict(set)
    for row in rows:
        wanted[row["file"]].add(row["article"])
    texts = {(name, key): text for name, keys in wanted.items() for key, text in _texts(press, name, keys)}
    for row in rows:
        text = texts[row["file"], row["article"]][: row["read"]]
        yield (
            row["judge"],
            Article(id=row["article"], source=row["file"], text=text, published=row["published"]),
            row["facts"],
        )


def _texts(press: Path, name: str, keys: set[str]) -> Iterator[tuple[str, str]]:
    if name == "articles":
        yield from ((key, (press / name / f"{key}.txt").read_text("utf-8")) for key in keys)
        return
    with (press / f"{name}.jsonl").open(encoding="utf-8") as file:
        yield from ((row["id"], row["text"]) for row in map(json.loads, file) if row["id"] in keys)


def judged(press: Path, marks: Path, reading: Reading) -> Iterator[Judged]:
    """The facts of the marked articles that were judged."""
    for judge, article, facts in marked(press, marks):
        record, known = reading(article)
        by_number = {tuple(mark["number"]): mark for mark in facts}
        numbers = {one.id: (one.start, one.end) for one in record.quantities}
        dates = {one.id: [one.start, one.end] for one in record.dates}
        for fact in record.facts:
            mark = by_number.get(numbers[fact.quantity])
            if mark is None:
                continue
            alike = _alike if mark["right"] else str.__eq__
            same = (
                alike(_words(article.text, mark["subject"]), fact.subject)
                and alike(_words(article.text, mark["metric"]), fact.metric)
                and mark["period"] == (dates[fact.period] if fact.period else None)
                and mark["change"] == fact.change
            )
            if same or mark["right"]:
                signals = known[numbers[fact.quantity][0]]
                yield Judged(judge, article.id, signals, fact.by, fact.confidence, same and mark["right"])


def golden(gold: Path, reading: Reading) -> Iterator[Judged]:
    """The facts of the gold articles, right where number, subject, metric and the period that gold names are."""
    for row in map(json.loads, gold.read_text("utf-8").splitlines()):
        article = Article(id=row["id"], source="gold", text=row["text"], published=row["published"])
        record, known = reading(article)
        numbers = {one.id: one for one in record.quantities}
        days = {one.id: (str(one.from_), str(one.to)) for one in record.dates}
        wanted = {one["id"]: (str(one["from"]), str(one["to"])) for one in row["dates"]}
        for fact in record.facts:
            number = numbers[fact.quantity]
            right = any(
                one["start"] < number.end
                and number.start < one["end"]
                and _alike(one.get("subject") or "", fact.subject)
                and _alike(one.get("metric") or "", fact.metric)
                and (not one.get("period") or wanted[one["period"]] == days.get(fact.period or ""))
                for one in row["quantities"]
            )
            yield Judged("gold", article.id, known[number.start], fact.by, fact.confidence, right)


def _words(text: str, spans: Sequence[Sequence[int]]) -> str:
    return "".join(text[start:end] for start, end in spans)


def _alike(one: str, other: str) -> bool:
    return bool(one) and bool(other) and (one in other or other in one)


def report(facts: Sequence[Judged]) -> str:
    """Precision of all, of the sure ones and by how sure they are."""
    lines = []
    for source in sorted({fact.source for fact in facts}):
        ours = [fact for fact in facts if fact.source == source]
        lines.append(f"== {source}")
        lines.append(_line("all", ours))
        lines.append(_line(f"confidence >= {SURE}", [fact for fact in ours if fact.confidence >= SURE]))
        for low in (0.0, 0.2, 0.4, 0.6, 0.8):
            within = [fact for fact in ours if low <= fact.confidence < low + 0.2]
            lines.append(_line(f"{low} to {low + 0.2:.1f}", within))
    return "\n".join(lines)


def _line(name: str, facts: Sequence[Judged]) -> str:
    if not facts:
        return f"{name:22} none"
    right = sum(fact.right for fact in facts)
    sure = sum(fact.confidence for fact in facts) / len(facts)
    return f"{name:22} precision {right / len(facts):.3f} ({right} of {len(facts)}), confidence {sure:.3f}"


def fit(facts: Iterable[Judged]) -> tuple[float, dict[str, float]]:
    """The weights of a ridge logistic regression over the signals, by coordinate-wise Newton steps.

    That a fact is from another source than `JUDGE` is a signal of its own, which no weight is kept of.
    """
    rows = [
        ((*fact.known, *({fact.source} - {JUDGE})), fact.right)
        for fact in facts
        if fact.rule not in GOES_BACK
    ]
    names = sorted({name for known, _ in rows for name in known})
    base, weights = 0.0, dict.fromkeys(names, 0.0)
    holding = {name: [at for at, (known, _) in enumerate(rows) if name in known] for name in names}
    score = [0.0] * len(rows)
    for _ in range(STEPS):
        step = _step(score, rows, range(len(rows)), 0.0, 0.0)
        base += step
        score = [one + step for one in score]
        for name in names:
            ridge = 0.0 if name in SOURCES else RIDGE
            step = _step(score, rows, holding[name], weights[name], ridge)
            weights[name] += step
            for at in holding[name]:
                score[at] += step
    return base, {name: weight for name, weight in weights.items() if name not in SOURCES}


def crossed(facts: Sequence[Judged]) -> Iterator[Judged]:
    """The facts as sure as weights are that were fitted on other articles, an eighth of the articles at a time."""
    facts = [fact for fact in facts if fact.rule not in GOES_BACK]
    articles = sorted({fact.article for fact in facts})
    fold = {article: at % FOLDS for at, article in enumerate(articles)}
    for number in range(FOLDS):
        base, weights = fit(fact for fact in facts if fold[fact.article] != number)
        for fact in facts:
            if fold[fact.article] == number:
                score = base + sum(weights.get(name, 0.0) for name in fact.known)
                source = f"{fact.source}, outside the fit"
                yield replace(fact, source=source, confidence=1 / (1 + math.exp(-score)))


def _step(
    score: Sequence[float],
    rows: Sequence[tuple[Any, bool]],
    where: Iterable[int],
    weight: float,
    ridge: float,
) -> float:
    slope, curve = -ridge * weight, ridge
    for at in where:
        chance = 1 / (1 + math.exp(-score[at]))
        slope += rows[at][1] - chance
        curve += chance * (1 - chance)
    return slope / (curve or 1.0)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--press", type=Path, required=True, help="folder of the press articles")
    parser.add_argument("--marks", type=Path, nargs="*", default=[MARKS], help="judgements, default: ours")
    parser.add_argument("--gold", type=Path, help="gold articles, JSONL")
    parser.add_argument("--fit", action="store_true", help="print fitted weights")
    options = parser.parse_args()
    reading = Reading()
    facts = [fact for marks in options.marks for fact in judged(options.press, marks, reading)]
    if options.gold:
        facts += golden(options.gold, reading)
    print(report(facts))
    if options.fit:
        print(report(list(crossed(facts))))
        base, weights = fit(facts)
        print(f"_BASE = {base:.2f}\n_WEIGHTS: dict[str, float] = {{")
        print("".join(f'    "{name}": {weight:.2f},\n' for name, weight in weights.items()) + "}")


if __name__ == "__main__":
    main()
