"""The pipeline's stages run one by one with a clock around each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import perf_counter

from extract import Article, Extractor, dates, facts, organizations, quantities
from extract.pipeline import Marks, edges, reconcile
from extract.segmenting import JiebaSegmenter, RjiebaSegmenter, Segmenter, blank, cut


@dataclass(slots=True)
class Times:
    """Seconds of one repeat: of each stage over all articles, and of what stands beside for scale."""

    stages: dict[str, float] = field(default_factory=dict)
    others: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        start = perf_counter()
        yield
        self.stages[name] = self.stages.get(name, 0.0) + perf_counter() - start

    def other(self, name: str, work: Callable[[str], object], texts: Sequence[str]) -> None:
        start = perf_counter()
        for text in texts:
            work(text)
        self.others[name] = perf_counter() - start


class Workbench:
    """Everything built once: the stages, the whole, and both engines for scale."""

    def __init__(self) -> None:
        self._tokenizer = blank().tokenizer
        self._organizations = organizations.Recogniser()
        self._extractor = Extractor()
        self._engines: dict[str, Segmenter] = {
            "words: jieba": JiebaSegmenter(),
            "words: rjieba": RjiebaSegmenter(),
        }

    def run(self, articles: Sequence[Article]) -> Times:
        """One repeat over `articles`."""
        times = Times()
        for article in articles:
            self._stages(article, times)
        start = perf_counter()
        for article in articles:
            self._extractor(article).to_json()
        times.others["the whole"] = perf_counter() - start
        texts = [article.text for article in articles]
        for name, engine in self._engines.items():
            times.other(name, engine.words, texts)
        return times

    def _stages(self, article: Article, times: Times) -> None:
        """One article through the stages, as `Extractor` leads it."""
        with times.stage("segmenting"):
            doc = self._tokenizer(article.text)
        with times.stage("organizations"):
            named = self._organizations(doc)
        with times.stage("quantities"):
            counted = quantities.find(article.text)
        with times.stage("dates"):
            dated = dates.find(article.text, article.published)
        with times.stage("reconciling"):
            marks = reconcile(Marks(named, counted, dated))
            doc = cut(doc, edges(marks))
        with times.stage("facts"):
            said = facts.read(doc, *marks)
        with times.stage("record and validation"):
            record = self._extractor._record(article, marks, said)
        with times.stage("JSON"):
            record.to_json()
