"""Datelines, bylines and credits: what they tell, and where they stand."""

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.reading import masthead
from extract.reading.headlines import title_of

STATEMENT = "全市生产总值同比增长5.2%，好于预期。"


@pytest.mark.parametrize(
    ("text", "day", "place", "publisher", "asides"),
    [
        (STATEMENT, None, None, None, []),
        (
            f"题目\n云泽市统计局　2025年10月24日\n{STATEMENT}",
            date(2025, 10, 24), None, "云泽市统计局", ["云泽市统计局　2025年10月24日"],
        ),
        (
            f"题目\n2025-05-24 10:30 来源：江河日报 作者：张三\n{STATEMENT}",
            date(2025, 5, 24), None, "江河日报", ["2025-05-24 10:30 来源：江河日报 作者：张三"],
        ),
        (f"题目\n发布时间：2025/5/4 浏览次数：12\n{STATEMENT}", date(2025, 5, 4), None, None, ["发布时间：2025/5/4 浏览次数：12"]),
        (f"（新华社北京5月24日电）{STATEMENT}", None, "北京", "新华社", ["（新华社北京5月24日电）"]),
        (f"新华社北京2025年5月24日电 {STATEMENT}", date(2025, 5, 24), "北京", "新华社", ["新华社北京2025年5月24日电"]),
        (f"中新社福州5月12日电(记者 张三){STATEMENT}", None, "福州", "中新社", ["中新社福州5月12日电(记者 张三)"]),
        (f"本报讯（记者张三 通讯员李四）{STATEMENT}", None, None, "本报", ["本报讯（记者张三 通讯员李四）"]),
        (f"本报讯 记者 张三 {STATEMENT}", None, None, "本报", ["本报讯 记者 张三"]),
        (f"（中央社記者王大明台北24日電）{STATEMENT}", None, "台北", "中央社", ["（中央社記者王大明台北24日電）"]),
        (f"江河網12月17日電 {STATEMENT}", None, None, "江河網", ["江河網12月17日電"]),
        (f"央视网消息（新闻联播）：{STATEMENT}", None, None, "央视网", ["央视网消息（新闻联播）："]),
        (f"IT之家 3 月 13 日消息，{STATEMENT}", None, None, "IT之家", ["IT之家 3 月 13 日消息"]),
        (f"{STATEMENT}（财联社 张三）", None, None, None, ["（财联社 张三）"]),
        (f"{STATEMENT}\n(“江河健康”微信公众号)", None, None, None, ["(“江河健康”微信公众号)"]),
        (f"{STATEMENT}\n《江河日报》(2025年06月13日第08版)", date(2025, 6, 13), None, None, ["《江河日报》(2025年06月13日第08版)"]),
        (f"{STATEMENT}《江河日报》（2025年6月13日 03版）", date(2025, 6, 13), None, None, ["《江河日报》（2025年6月13日 03版）"]),
        (f"{STATEMENT}\n《江河周刊》2025年第18期", None, None, None, ["《江河周刊》2025年第18期"]),
        (f"{STATEMENT}\n江河都市报-山海新闻记者张三摄影报道", None, None, None, ["江河都市报-山海新闻记者张三摄影报道"]),
        (f"{STATEMENT}\n山海云/江河日报记者张三", None, None, None, ["山海云/江河日报记者张三"]),
        (f"{STATEMENT}\n采写：江都记者张三实习生李四", None, None, None, ["采写：江都记者张三实习生李四"]),
        (f"{STATEMENT}\n中国新闻社", None, None, None, ["中国新闻社"]),
        (f"{STATEMENT}\n阅读 10万+　点赞 5000　在看 300", None, None, None, ["阅读 10万+　点赞 5000　在看 300"]),
        (
            f"{STATEMENT}\n本文来自微信公众号“江河财经”，作者：张三，经授权发布。",
            None, None, None, ["本文来自微信公众号“江河财经”，作者：张三，经授权发布。"],
        ),
        ("评论 5 条，点赞 300 次，多数表示支持。", None, None, None, []),
        ("《江河市志》2025年第18期发行3000册。", None, None, None, []),
        ("本文来自江河市的数据显示增长5%。", None, None, None, []),
        (f"{STATEMENT}（完）", None, None, None, ["（完）"]),
        (f"{STATEMENT}\n（责任编辑：张三）", None, None, None, ["（责任编辑：张三）"]),
        (f"{STATEMENT}\n编辑丨张三 校对丨李四", None, None, None, ["编辑丨张三 校对丨李四"]),
        (f"{STATEMENT}\n江河市统计局\n2025年10月24日", date(2025, 10, 24), None, None, ["2025年10月24日"]),
        (f"{STATEMENT}\n来源：江河日报客户端", None, None, "江河日报客户端", ["来源：江河日报客户端"]),
        (f"{STATEMENT}\n本文仅供参考，不构成投资建议。", None, None, None, ["本文仅供参考，不构成投资建议。"]),
        (f"本报记者 张三\n{STATEMENT}", None, None, None, ["本报记者 张三"]),
        ("2025年5月24日，全市召开会议。\n" + STATEMENT, None, None, None, []),
        ("记者从市统计局获悉，" + STATEMENT, None, None, None, []),
        ("1.董事会决议日期:2025/05/24\n" + STATEMENT, None, None, None, []),
        ("收入主要来源：工资占60%，经营占30%。", None, None, None, []),
        ("（记者从市统计局了解到，全市增长5%。）", None, None, None, []),
    ],
)  # fmt: skip
def test_masthead(
    text: str, day: date | None, place: str | None, publisher: str | None, asides: list[str]
) -> None:
    found = masthead(text)
    assert (found.published, found.place, found.publisher) == (day, place, publisher)
    assert [text[start:end] for start, end in found.asides] == asides


@given(
    st.text(
        alphabet=st.sampled_from("新华社北京5月24日电（）记者：来源 完\n。，2025年-/本报讯责编"), max_size=300
    )
)
def test_asides_are_spans_in_order(text: str) -> None:
    last = 0
    for start, end in masthead(text).asides:
        assert last <= start < end <= len(text) and text[start:end].strip()
        last = end


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("2025-05-24 10:30\n来源：江河日报\n江河市经济平稳\n" + STATEMENT, "江河市经济平稳"),
        ("标题：江河市经济平稳\n" + STATEMENT, "江河市经济平稳"),
        ("来源：江河日报\n" + STATEMENT, None),
    ],
)
def test_a_title_below_a_masthead(text: str, title: str | None) -> None:
    assert title_of(text) == title


@pytest.mark.parametrize(
    "piece", ["社", "本报", "记者", "（", "（记者", "来源：", "《社》", "阅读1", "1月", "新华社", "社、"]
)
def test_time_is_linear_in_the_text(piece: str) -> None:
    started = time.process_time()
    masthead((piece * 40 + "\n" + piece * 19 + "。\n") * 100)
    assert time.process_time() - started < 1
