"""Organizations by grammar and gazetteer: text and, for each, `name|type|mentions`."""

import re
from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc, Token

from extract.organizations import Recogniser, Span
from extract.segmenting import blank

NLP, RECOGNISE = blank(), Recogniser()

ROWS = [
    ("据上海江河智能科技有限公司介绍", ["上海江河智能科技有限公司|company|上海江河智能科技有限公司"]),
    (
        "江河生物科技（广州）有限公司成立",
        ["江河生物科技（广州）有限公司|company|江河生物科技（广州）有限公司"],
    ),
    (
        "公司的全资子公司江河（芜湖）传动科技有限公司",
        ["江河（芜湖）传动科技有限公司|company|江河（芜湖）传动科技有限公司"],
    ),
    ("上海证券交易所（以下简称“上交所”）公告", ["上海证券交易所|finance|上海证券交易所,上交所"]),
    ("国家发展改革委和财政部发布", ["国家发展改革委|government|国家发展改革委", "财政部|government|财政部"]),
    ("浙江省市场监管局通报", ["浙江省市场监管局|government|浙江省市场监管局"]),
    ("向清华大学、复旦大学捐款", ["清华大学|university|清华大学", "复旦大学|university|复旦大学"]),
    ("經濟部統計處公布", ["經濟部統計處|government|經濟部統計處"]),
    ("江河研究院与长山医院合作", ["江河研究院|research|江河研究院", "长山医院|hospital|长山医院"]),
    ("江河集团股份有限公司（600000.SH）公告", ["江河集团股份有限公司|company|江河集团股份有限公司"]),
    ("江河科技有限公司成立。江河科技上市。", ["江河科技有限公司|company|江河科技有限公司,江河科技"]),
    (
        "江河科技有限公司与江河科技集团有限公司成立。江河科技上市。",
        ["江河科技有限公司|company|江河科技有限公司", "江河科技集团有限公司|company|江河科技集团有限公司"],
    ),
    ("江河新创技术有限公司（以下简称“目标公司”）成立", ["江河新创技术有限公司|company|江河新创技术有限公司"]),
    ("某江河网络技术有限公司", []),
    ("该公司表示，有关部门正在调查", []),
    ("多所高校的大学生和银行业人士", []),
    ("", []),
]


# fmt: on


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_organizations(text: str, expected: list[str]) -> None:
    found = RECOGNISE(NLP.tokenizer(text))
    assert [f"{one.name}|{one.type}|{','.join(m.text for m in one.mentions)}" for one in found] == expected


def test_a_tagger_takes_its_seat() -> None:
    class Always:
        name = "always"

        def __call__(self, sentences):
            return [[Span(0, 4, 0.97, "company")] for _ in sentences]

    recognise = Recogniser(Always())
    (one,) = recognise(NLP.tokenizer("稀光智能成立。"))
    assert (one.name, one.mentions[0].by, one.mentions[0].confidence) == ("稀光智能", "always", 0.97)
    assert recognise.model == "always"


class Marks:
    """A tagger that marks what stands in <>, with the type behind a |."""

    name = "marks"

    def __init__(self, sentence: str) -> None:
        self.text, self.spans = "", []
        for part in re.split(r"(<[^>]*>)", sentence):
            name, _, kind = part.strip("<>").partition("|")
            if part.startswith("<"):
                at = len(self.text)
                self.spans.append(Span(at, at + len(name), 0.9, kind or "company"))  # type: ignore[arg-type]
            self.text += name

    def __call__(self, sentences):
        assert list(sentences) == [self.text]
        return [self.spans]


# What the tagger marks, and the organizations that come of it: name|type|mentions.
MARKED = [
    ("<江河国际科技岛|company>里有<江河科技|company>。", ["江河科技|company|江河科技"]),  # where companies are
    ("<市委>和<江城市委|government>", ["江城市委|government|江城市委"]),
    ("<目标公司>、<省政府|government>", []),
    ("<伊斯兰抵抗组织|other>（<江马斯|other>）", ["伊斯兰抵抗组织|other|伊斯兰抵抗组织,江马斯"]),
    ("<江河社|media>（<长山局|government>）", ["江河社|media|江河社", "长山局|government|长山局"]),
    ("<联合国家知识产权局|government>发布", ["国家知识产权局|government|国家知识产权局"]),
    ("<国家卫生健康委会|government>同<财政部|government>",
     ["国家卫生健康委|government|国家卫生健康委", "财政部|government|财政部"]),
    ("<NASA）顾问委员会|government>", ["NASA|government|NASA"]),
    ("<稀光|company>和<稀光|media>和<稀光|media>", ["稀光|media|稀光,稀光,稀光"]),
    ("<稀光>上市，稀光表示", ["稀光|company|稀光,稀光"]),
    ("<稀光>表示稀光、稀光、稀光", ["稀光|company|稀光"]),
    ("<微软>（<Microsoft>）", ["微软|company|微软,Microsoft"]),
    ("<Microsoft>说，<微软>宣布", ["微软|company|Microsoft,微软"]),
    ("<稀光科技>（688001.SH）涨，<稀光>（688001）跌", ["稀光科技|company|稀光科技,稀光"]),
    ("<长山队|sports>（<江河俱乐部|sports>）", ["长山队|sports|长山队", "江河俱乐部|sports|江河俱乐部"]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), MARKED)
def test_marks_become_organizations(sentence: str, expected: list[str]) -> None:
    tagger = Marks(sentence)
    found = Recogniser(tagger)(NLP.tokenizer(tagger.text))
    assert [f"{one.name}|{one.type}|{','.join(m.text for m in one.mentions)}" for one in found] == expected


CODES = [
    ("江河集团股份有限公司（600000.SH）公告", {"stock": "600000.SH"}),
    ("江河集团股份有限公司（2024）公告", {}),
    ("江河大学（600000）公告", {}),
    ("上海证券交易所（600000）公告", {"mic": "XSHG"}),
]


@pytest.mark.parametrize(("text", "expected"), CODES)
def test_a_code_that_the_text_says(text: str, expected: dict[str, str]) -> None:
    (one,) = RECOGNISE(NLP.tokenizer(text))
    assert dict(one.identifiers) == expected


class Marking:
    """A tagger that marks some strings wherever they stand, each as sure as it is told, and remembers what it read."""

    name = "marking"

    def __init__(self, **sure):
        self.sure, self.read = sure, []

    def __call__(self, texts):
        self.read += texts
        return [
            sorted(
                Span(found.start(), found.end(), sure, "company")
                for name, sure in self.sure.items()
                for found in re.finditer(name, text)
            )
            for text in texts
        ]


def test_neighbouring_sentences_are_read_together() -> None:
    tagger = Marking()
    text = "江河集团成立。" * 40
    Recogniser(tagger)(NLP(text))
    assert "".join(tagger.read) == text
    assert [len(one) for one in tagger.read] == [238, 42]


def test_a_name_lies_within_one_sentence() -> None:
    assert Recogniser(Marking(**{"河。长": 0.9}))(NLP("他住江河。长山在北。")) == []


VOTES = [
    ("稀光发布新品。稀光的产品。", {"稀光": 0.5}, 2),
    ("稀光表示，稀光将扩产。北京稀光。", {"^稀光": 0.9}, 1),
    ("稀光表示，将扩产。记者看到稀光，见过稀光。", {"^稀光": 0.5}, 0),
]


@pytest.mark.parametrize(("text", "sure", "count"), VOTES)
def test_an_unsure_name_needs_half_of_its_places(text: str, sure: dict[str, float], count: int) -> None:
    found = Recogniser(Marking(**sure))(NLP(text))
    assert sum(len(one.mentions) for one in found) == count


TITLES = [
    ("根据《上海证券交易所交易规则》的规定", 0),
    ("《关于对江河股份有限公司采取措施的决定》", 0),
    ("据《人民日报》报道", 1),
    ("上海证券交易所发布《规则》", 1),
]


@pytest.mark.parametrize(("text", "count"), TITLES)
def test_what_is_known_names_no_one_inside_a_title(text: str, count: int) -> None:
    found = Recogniser(Marking())(NLP(text))
    assert sum(len(one.mentions) for one in found) == count


def test_a_name_is_found_again() -> None:
    (one,) = RECOGNISE(NLP.tokenizer("江河集团有限公司成立。江河集团有限公司位于河西。"))
    assert [mention.start for mention in one.mentions] == [0, 11]


@settings(max_examples=60)
@given(
    st.text(
        st.sampled_from("上海江河科技有限公司（）“”与和财政部大学研究院简称以下，。 AB中国银行"), max_size=40
    )
)
def test_mentions_are_the_text_and_never_overlap(text: str) -> None:
    mentions = sorted(
        (m.start, m.end, m.text) for one in RECOGNISE(NLP.tokenizer(text)) for m in one.mentions
    )
    assert all(text[start:end] == written for start, end, written in mentions)
    assert all(end <= start for (_, end, _), (start, _, _) in pairwise(mentions))


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("芜湖", "江河（芜湖）传动科技有限公司"),  # a piece: the legal name stands for it
        (
            "河（芜湖）传动科技有限公司",
            "河（芜湖）传动科技有限公司",
        ),  # the legal form is reached: the mark says where it begins
        ("长山集团", "江河（芜湖）传动科技有限公司,长山集团"),
    ],
)
def test_a_legal_name_stands_for_its_pieces(marked: str, expected: str) -> None:
    text = "江河（芜湖）传动科技有限公司与长山集团签约。"
    start = text.index(marked)

    class Marks:
        name = "marks"

        def __call__(self, sentences):
            return [[Span(start, start + len(marked), 0.97, "company")] for _ in sentences]

    mentions = [m for one in Recogniser(Marks())(NLP.tokenizer(text)) for m in one.mentions]
    assert ",".join(m.text for m in sorted(mentions, key=lambda m: m.start)) == expected


class Asked:
    """A document that counts how often its text, which spaCy joins anew from the tokens, is asked for."""

    def __init__(self, doc: Doc) -> None:
        self._doc, self.times = doc, 0

    @property
    def text(self) -> str:
        self.times += 1
        return self._doc.text

    def __iter__(self) -> Iterator[Token]:
        return iter(self._doc)

    def __getattr__(self, name: str) -> object:
        return getattr(self._doc, name)


def test_the_time_stays_linear_in_a_documents_sentences() -> None:
    times = []
    for sentences in (1, 100):
        doc = Asked(NLP("江河市财政局公布了数据。" * sentences))
        assert len(RECOGNISE(doc)) == 1  # type: ignore[arg-type]
        times.append(doc.times)
    assert times[0] == times[1]
