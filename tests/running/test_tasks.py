"""Work elsewhere, with a pool that answers when and how Hypothesis likes: nothing lost, nothing twice, all in order."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from extract.errors import Failure
from extract.record import Article, Provenance, Record
from extract.running.batches import Batch
from extract.running.engines import Result
from extract.running.tasks import Done, Lost, Tasks

WHO = Provenance(version="1", model="none")


class Whimsical:
    """A pool that loses work with a poisonous article always, other work sometimes, and answers in any order."""

    def __init__(self, workers: int, data: st.DataObject, accidents: int) -> None:
        self._workers, self._draw, self._accidents = workers, data.draw, accidents
        self.work: dict[int, Batch] = {}

    def size(self) -> int:
        return self._workers

    def idle(self, wanted: int) -> int:
        assert wanted > 0
        return self._workers - len(self.work)

    def start(self, number: int, items: Batch) -> None:
        assert number not in self.work and len(self.work) < self._workers
        self.work[number] = items

    def wait(self, *, block: bool) -> Sequence[Done]:
        if not self.work or not (block or self._draw(st.booleans())):
            return []
        number = self._draw(st.sampled_from(sorted(self.work)))
        return [Done(number, self._outcome(self.work.pop(number)))]

    def _outcome(self, items: Batch) -> Result | Lost:
        articles = [item for item in items if isinstance(item, Article)]
        if any(article.text == "slow" for article in articles):
            return Lost("TimeoutError", "slow", again=False)
        if any(article.text == "poison" for article in articles):
            return Lost("ChildProcessError", "killed")
        if self._accidents and self._draw(st.booleans()):
            self._accidents -= 1
            return Lost("ChildProcessError", "killed")
        records = [Record(article=article, extractor=WHO) for article in articles]
        return Result(records, [item for item in items if isinstance(item, Failure)])


@given(
    st.lists(
        st.lists(
            st.sampled_from(["good", "good", "good", "poison", "slow", "unread"]), min_size=1, max_size=4
        )
    ),
    st.integers(1, 4),
    st.data(),
)
def test_every_article_comes_out_once_and_in_order(
    texts: list[list[str]], workers: int, data: st.DataObject
) -> None:
    batches: list[Batch] = [
        [
            Failure(f"{at}-{part}", "reading", "ReadingError", "bad")
            if text == "unread"
            else Article(id="a", source=f"{at}-{part}", text=text)
            for part, text in enumerate(row)
        ]
        for at, row in enumerate(texts)
    ]
    pool = Whimsical(workers, data, accidents=1)
    results = list(Tasks(pool, iter(batches)))
    assert not pool.work and len(results) == len(batches)
    for at, (row, result) in enumerate(zip(texts, results, strict=True)):
        good = [f"{at}-{part}" for part, text in enumerate(row) if text == "good"]
        bad = [f"{at}-{part}" for part, text in enumerate(row) if text != "good"]
        assert [record.article.source for record in result.records] == good
        assert sorted(failure.source for failure in result.failures) == bad


def test_one_accident_costs_no_article() -> None:
    class Once(Whimsical):
        def __init__(self) -> None:
            self.work, self._workers, self.lost = {}, 1, 0

        def wait(self, *, block: bool) -> Sequence[Done]:
            if not self.work:
                return []
            number, items = self.work.popitem()
            self.lost += 1
            if self.lost == 1:
                return [Done(number, Lost("ChildProcessError", "killed"))]
            return [Done(number, Result([Record(article=items[0], extractor=WHO)], []))]

    (result,) = Tasks(Once(), [[Article(id="a", source="a", text="甲")]])
    assert len(result.records) == 1 and not result.failures
